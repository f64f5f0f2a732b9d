"""Figures on a page have the colours of the page, which stand out from it."""

import re

import pytest

from publish.build import HERE
from publish.figures import VARIABLES

STYLE = (HERE / "style.css").read_text(encoding="utf-8")
LIGHT, DARK, _ = (
    dict(re.findall(r"--([\w-]+): (#\w+);", block)) for block in re.findall(r":root \{(.+?)\}", STYLE, re.DOTALL)
)
TEXTS = ["ink", "soft", "link", "right", "wrong", "p", "q-text", "gap", "grey", "keyword", "text", "comment", "number"]


def light_of(color):
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_and_marks_stand_out_from_the_page(colors):
    paper = light_of(colors["paper"])
    for least, names in ((4.5, TEXTS), (3, ["q"])):
        for name in names:
            low, high = sorted([paper, light_of(colors[name])])
            assert (high + 0.05) / (low + 0.05) >= least, name


def test_a_light_page_has_the_colours_of_the_notebook():
    assert VARIABLES
    for color, variable in VARIABLES.items():
        name = variable[len("var(--") : -1]
        if name not in ("ink", "soft", "paper"):  # these are those of the page's own text
            assert LIGHT[name] == color
