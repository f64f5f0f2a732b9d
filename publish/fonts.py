"""The fonts of the figures, reduced to the letters in use. The site brings them, so that texts fit on every device."""

import io
from pathlib import Path

import matplotlib
from fontTools.subset import Options, Subsetter  # comes with matplotlib
from fontTools.ttLib import TTFont

FOLDER = Path(matplotlib.get_data_path()) / "fonts/ttf"
FACES = {"figures.woff": "DejaVuSans.ttf", "figures-bold.woff": "DejaVuSans-Bold.ttf"}


def subsets(letters):
    """Return {file name: font} with these letters."""
    return {name: _subset(FOLDER / face, letters) for name, face in FACES.items()}


def licenses(own):
    """Return the licenses of everything on the site."""
    font = (FOLDER / "LICENSE_DEJAVU").read_text(encoding="utf-8")
    return f"Text, pictures and scripts:\n\n{own.read_text(encoding='utf-8')}\n\nThe font DejaVu Sans:\n\n{font}"


def _subset(path, letters):
    font = TTFont(path)
    options = Options(layout_features=["kern"], hinting=False, notdef_outline=True, drop_tables=["FFTM"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, letters))
    subsetter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
