"""The style's colours have enough contrast on their background, and differ for every kind of eye."""

import itertools

import numpy as np
import pytest
from matplotlib import rcParams
from matplotlib.colors import to_rgb

from course.drawing import style

MARKS = {"p": style.P, "q": style.Q, "the gap": style.GAP}
with style.house_style():
    TEXTS = [rcParams[key] for key in ("text.color", "axes.labelcolor", "xtick.labelcolor", "ytick.labelcolor")]
TEXTS += [style.INK, style.GREY, style.Q_TEXT, style.P, style.GAP]

# Machado, Oliveira & Fernandes (2009), severity 1, applied to linear RGB.
EYES = {
    "full colour": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}


def linear(colour):
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(colour):
    """Return the ratio of relative luminances, as in WCAG 2: that of white over this colour's."""
    return 1.05 / (linear(colour) @ [0.2126, 0.7152, 0.0722] + 0.05)


def lab(colour, eye):
    """Return the CIE 1976 L*a*b* of a colour as this eye sees it; 2.3 is a just noticeable difference."""
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = to_xyz @ np.clip(EYES[eye] @ linear(colour), 0, 1) / [0.9505, 1, 1.089]
    x, y, z = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("colour, least", [*((mark, 3) for mark in MARKS.values()), *((text, 4.5) for text in TEXTS)])
def test_colours_stand_out_from_white(colour, least):
    assert contrast(colour) >= least


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("one, other", itertools.combinations(MARKS, 2))
def test_p_q_and_the_gap_are_told_apart(one, other, eye):
    assert np.linalg.norm(lab(MARKS[one], eye) - lab(MARKS[other], eye)) >= 20


def test_line_and_hatch_repeat_what_colour_says():
    assert style.P_LINE["linestyle"] != style.Q_LINE["linestyle"]
    assert len({bar.get("hatch") for bar in (style.P_BAR, style.Q_BAR, style.GAP_BAR)}) == 3
