"""The fonts of the site have all signs that it shows."""

import io
import re

import nbformat
from fontTools.ttLib import TTFont

from publish import lab
from publish.build import NOTEBOOKS, ROOT
from publish.fonts import FORMULAS, for_formulas, licenses
from publish.text import Renderer, to_html


def test_the_font_of_formulas_is_small_and_has_their_signs_and_their_layout():
    cells = [cell for path in NOTEBOOKS.glob("*.ipynb") for cell in nbformat.read(path, as_version=4).cells]
    text = "".join(to_html(cell.source, Renderer()) for cell in cells if cell.cell_type == "markdown")
    (content,) = for_formulas(text).values()
    assert len(content) < 40_000
    font = TTFont(io.BytesIO(content))
    signs = re.sub("<[^>]*>", "", "".join(re.findall("<math.*?</math>", text)))
    assert {*map(ord, signs + "𝑝𝑞𝐷ℎ𝜀√")} <= {*font.getBestCmap()}
    assert font["MATH"].table.MathConstants.SubscriptShiftDown.Value > 0
    assert font["head"].modified == TTFont(FORMULAS)["head"].modified  # a new build gives readers the file they have


def test_python_in_the_page_has_the_fonts_of_other_languages():
    ours = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("course/locale/*/signs.otf")]
    assert ours and {*ours} <= lab._course().keys()


def test_each_font_has_its_licence():
    text = licenses(ROOT / "LICENSE")
    owners = "MIT License", "Bitstream Vera Fonts Copyright", "2021 Adobe", "CloudCannon"
    for title in (*owners, "SIL OPEN FONT LICENSE Version 1.1"):
        assert text.count(title) == 1, title
