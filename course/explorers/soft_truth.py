"""The curve of KL for an uncertain truth: it becomes a bowl."""

import math

import numpy as np

from course.drawing import Bars, Explorer, Reading, house_style, moving_line, new_axes, slider
from course.drawing.style import CURVE, P_LINE, amount, say
from course.explorers.loss_over_logit import predict
from course.translation import _
from lib.distributions import bernoulli
from lib.measures import kl_divergence

TOP = 2.5  # bits
CHANCES = np.linspace(0, 1, 51).round(2)


@house_style()
def soft_truth(p=0.8, q=0.9):
    """Show sliders for p(dog) and q(dog) from 0 to 1; bars, and the curve of D with its minimum."""
    figure, (left, right) = new_axes(1, 2, stacked=[1.5, 2.6], width_ratios=[2, 5])
    bars = Bars(left, [_("dog"), _("cat")])
    grid = predict(np.linspace(-36, 36, 600))  # dense towards both ends
    curve, truth = moving_line(right, CURVE), moving_line(right, P_LINE, linewidth=1.5)
    name = right.text(0, 0.93 * TOP, "p")
    right.set(xlim=(-0.04, 1.04), ylim=(0, TOP), xticks=[0, 0.25, 0.5, 0.75, 1])
    right.set(xlabel=_("q(dog), the predicted probability"), ylabel=_("D(p‖q) in bits"))
    reading = Reading(right)

    def update(p, q):
        divergence = kl_divergence(bernoulli(p), bernoulli(q))
        bars.move(p=bernoulli(p), q=bernoulli(q))
        curve.set_data(grid[:, 0], kl_divergence(bernoulli(p), grid))
        truth.set_data([p, p], [0, TOP])
        name.set(x=p - 0.015 if p >= 0.5 else p + 0.015, ha="right" if p >= 0.5 else "left")
        reading.move(q, divergence)
        said = _("infinite") if math.isinf(divergence) else amount(divergence)
        first = say(_("p(dog) = {p}, q(dog) = {q}: D(p‖q) is {said}."), p=p, q=q, said=said)
        return f"{first} {_other_side(p, q)}"

    return Explorer(
        figure, update, moving={"curve": curve, "truth": truth, "name": name} | bars.artists | reading.artists,
        title=_("KL divergence against the predicted probability when the truth is uncertain"),
        handles={"p": [(truth, "x"), *bars.handles("p")], "q": [reading.handle, *bars.handles("q")]},
        presets=[(1, 1), (0.8, 0.7), (0.8, 0.9), (0.8, 0.6), (0.8, 1)], trace=reading.trace,
        p=slider(_("p(dog)"), CHANCES, p),
        q=slider(_("q(dog)"), CHANCES, q),
    )


def _other_side(p, q):
    """Return a sentence about the cost of the same error to the other side of p."""
    mirror = round(2 * p - q, 2)
    if mirror == q:
        return _("Model and truth agree, and every other q costs more.")
    if not 0 <= mirror <= 1:
        return _("The same error to the other side is not possible.")
    cost = amount(kl_divergence(bernoulli(p), bernoulli(mirror)))
    return say(_("The same error to the other side, q(dog) = {q}, costs {cost}."), q=mirror, cost=cost)
