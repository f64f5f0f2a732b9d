"""The fonts of figures and formulas, reduced to the signs in use: the site looks alike on every device."""

import io
import re
import unicodedata
from importlib.resources import files
from pathlib import Path

import matplotlib
from fontTools.subset import Options, Subsetter  # comes with matplotlib
from fontTools.ttLib import TTFont

from publish.lab import ROOT, files_of

FOLDER = Path(matplotlib.get_data_path()) / "fonts/ttf"
FACES = {"figures.woff": "DejaVuSans.ttf", "figures-bold.woff": "DejaVuSans-Bold.ttf"}
FORMULAS = files("ziamath") / "fonts/STIXTwoMath-Regular.ttf"
SLANTED = [0x210E, *range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C)]  # as <mi> shows single letters; 210E is h
COPYRIGHT, LICENSE = 0, 13  # names of these texts in a font


def subsets(letters):
    """Return {file name: font} with these letters."""
    return {name: _subset(FOLDER / face, letters, ["kern"]) for name, face in FACES.items()}


def for_formulas(text):
    """Return {file name: font} with the signs of all <math> in this HTML, and what their layout needs."""
    letters = {*re.sub("<[^>]*>", "", "".join(re.findall("<math.*?</math>", text, re.DOTALL)))}
    letters |= {chr(place) for place in SLANTED if unicodedata.normalize("NFKC", chr(place)) in letters}
    letters |= {"√"} if "<msqrt" in text else set()  # an element, not a sign
    return {"formulas.woff": _subset(FORMULAS, letters, ["kern", "ssty"])}


def licenses(own):
    """Return the licenses of everything on the site."""
    own, dejavu, stix = (
        path.read_text(encoding="utf-8") for path in (own, FOLDER / "LICENSE_DEJAVU", FOLDER / "LICENSE_STIX")
    )
    names = [TTFont(font)["name"] for font in (FORMULAS, *ROOT.glob("course/locale/*/signs.otf"))]
    stated = "\n".join(name.getDebugName(place) for name in names for place in (COPYRIGHT, LICENSE))
    (jupyterlite,) = [path for path in files_of("jupyterlite-core").values() if path.name == "LICENSE"]
    terms = "".join(re.findall(r"^SIL OPEN FONT LICENSE.*", stix, re.M | re.S))
    texts = {
        "Text, pictures and scripts": own,
        "JupyterLite and its widgets, in the folder lab": jupyterlite.read_text(encoding="utf-8"),
        "The font DejaVu Sans": dejavu,
        "The font STIX Two Math, and Course Signs, which are signs of Noto Sans CJK": f"{stated}\n\n{terms}",
        "The search, Pagefind": f"Copyright 2022 CloudCannon\n\n{own.partition('contributors')[2].strip()}\n",
    }
    return "\n".join(f"{title}:\n\n{text}" for title, text in texts.items())


def reduce(font, letters, features=()):
    """Leave nothing in a font but these letters, what these features of the layout need, and its names."""
    options = Options(layout_features=list(features), hinting=False, notdef_outline=True, drop_tables=["FFTM"])
    options.name_IDs += [LICENSE]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=map(ord, letters))
    subsetter.subset(font)


def _subset(path, letters, features):
    font = TTFont(path, recalcTimestamp=False)  # the same letters make the same file
    reduce(font, letters, features)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
