"""The cost of neglecting a rare event: the signed terms of D while q(snow) goes to 0."""

import math

import numpy as np

from course.drawing import Bars, Columns, Explorer, house_style, new_axes, slider
from course.drawing.parts import INFINITY_SIZE
from course.drawing.style import GAP_BAR, GREY, PAPER, number, say
from course.translation import _
from lib.measures import kl_divergence, kl_terms

WEATHER = (_("sun"), _("rain"), _("snow"))
TRUTH = (0.7, 0.2, 0.1)
BOTTOM, TOP = -0.35, 0.8


def forecast(snow):
    """Return (sun, rain, snow) with this probability of snow; sun and rain share the rest as in the truth."""
    sun, rain = TRUTH[:2]
    return np.array([sun / (sun + rain) * (1 - snow), rain / (sun + rain) * (1 - snow), snow])


def fixed(x, digits):
    """Return a term with a fixed number of digits: neighbours must not touch, and the sentence must not jump."""
    return number(x) if abs(x) < 1e-12 or math.isinf(x) else f"{x:.{digits}f}".replace("-", "−")


@house_style()
def neglected_snow(start=0.02):
    """Show a slider for q(snow) from 0 to 1/2; p and q as bars, the signed terms as bars, and their sum."""
    figure, (left, right) = new_axes(1, 2, stacked=[1.6, 2.7], width_ratios=[4, 5])
    bars = Bars(left, WEATHER, p=TRUTH)
    terms = Columns(right, "term", [0, 1, 2], 0.6, {"facecolor": "white", "edgecolor": GREY, "hatch": "//"})
    whole = Columns(right, "sum", [3.4], 0.7, GAP_BAR)
    ticks = [*terms.places, *whole.places]
    texts = [right.text(place, 0, "", ha="center") for place in ticks]
    size = texts[0].get_size()
    right.axhline(0, color=GREY, linewidth=1)
    right.axvline(2.7, color=GREY, linewidth=1, linestyle=":")
    right.set(xticks=ticks, xticklabels=[*WEATHER, _("sum")], ylim=(BOTTOM, TOP), xlim=(-0.6, 4))
    right.set_ylabel(_("p·log₂(p/q) in bits"))

    def update(snow):
        q = forecast(snow)
        heights, divergence = kl_terms(TRUTH, q), kl_divergence(TRUTH, q)
        bars.move(q=q)
        terms.move(heights)
        whole.move([divergence])
        for text, height in zip(texts, [*heights, divergence]):
            beyond, below = height > TOP, -0.085 if height < -1e-12 else 0.02
            text.set(text=fixed(height, 3), size=INFINITY_SIZE if math.isinf(height) else size)
            text.set(y=TOP - 0.23 if beyond else height + below, bbox=PAPER if beyond else None)
        if math.isinf(divergence):
            return _("q(snow) = 0: snow does come, and the forecast called it impossible. D(p‖q) is infinite.")
        rounded = [round(term, 4) for term in heights]
        written = [fixed(term, 4) for term in rounded]
        said = " + ".join(f"({term})" if term.startswith("−") else term for term in written)
        equals = "=" if math.isclose(sum(rounded), round(divergence, 4), abs_tol=1e-9) else "≈"
        text = _("q(snow) = {q}: D(p‖q) = {terms} {equals} {total} bits.")
        return say(text, q=snow, terms=said, equals=equals, total=fixed(divergence, 4))

    return Explorer(
        figure, update, moving=bars.artists | terms.artists | whole.artists | {"text": texts},
        title=_("A weather forecast against the truth, and the terms of the divergence"),
        handles={"snow": bars.handles("q")[2:]},
        presets=[0.02, 0.01, 0.001, 0], trace=(whole.bars[0], texts[3]),
        snow=slider(_("q(snow)"), sorted({0.001, 0.002, 0.005, *np.linspace(0, 0.5, 51).round(2)}), start),
    )
