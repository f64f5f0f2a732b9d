"""Figures on a page: each in two layouts, for a wide page and for a phone, in the colours of the page."""

import html
import re

from course.drawing.explorer import STILL_STYLE
from course.drawing.figure import whole
from course.drawing.style import GAP, GREY, INK, PALE, Q_TEXT, P, Q

# style.css gives these variables a value for light and one for dark pages.
VARIABLES = {P: "p", Q: "q", Q_TEXT: "q-text", GAP: "gap", INK: "ink", GREY: "grey", PALE: "pale", "#444444": "soft"}
VARIABLES |= {"#ffffff": "paper", "#fff": "paper"}
VARIABLES = {color.lower(): f"var(--{name})" for color, name in VARIABLES.items()}


def in_page_colors(text):
    """Return SVG in which each colour of a figure is a variable of the page.

    >>> in_page_colors('<rect fill="#ffffff" /><path style="stroke: #0072b2" />')
    '<rect style="fill: var(--paper)" /><path style="stroke: var(--p)" />'
    """
    text = re.sub(r'\b(fill|stroke)="(#\w+)"', r'style="\1: \2"', text)  # an attribute takes no variable
    return re.sub(r"#(?:[0-9a-f]{6}|fff)\b", lambda found: VARIABLES[found[0]], text)


def stages(layouts, layers):
    """Return a stage for each layout of a figure, {"screen": figure, "phone": figure}; style.css shows one of them.

    layers: called with the figure, returns its layers as <svg> elements, the lowest first.
    """
    return "".join(
        f'<div class="stage {name}">\n' + "\n".join(map(in_page_colors, layers(figure))) + "\n</div>\n"
        for name, figure in layouts.items()
    )


def moving_layers(picture):
    """Return the still part of a MovingPicture, and over it the part that moves."""
    return [picture.still(), f'<div class="view">{picture.drawn(*picture.picture())}</div>']


def still_layer(picture):
    """Return a Picture as its only layer."""
    attributes = f'style="{STILL_STYLE}" role="img" aria-label="{html.escape(picture.sentence)}"'
    return [whole(picture.figure, attributes)]
