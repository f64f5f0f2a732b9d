"""The model that fits the counted tosses best: it has no divergence from their frequencies."""

import math

import numpy as np

from course.drawing import Explorer, Reading, broken, house_style, moving_line, new_axes, put, slider
from course.drawing.style import CURVE, DOT, P_LINE, adding_up, amount, say
from course.translation import _
from lib.distributions import bernoulli
from lib.measures import cross_entropy, entropy, kl_divergence

TOP = 2.5  # bits
COUNTS = 10, 30, 100


@house_style()
def likelihood_of_counts(n=10, share=0.7, q=0.5):
    """Show sliders for tosses, the share of heads among them, and q(heads); the likelihood, and the bits per toss."""
    figure, (left, right) = new_axes(1, 2, stacked=[2.3, 2.6])
    near = 2.0 ** -np.arange(8, 54)  # the curves are steep towards both ends
    grid = bernoulli(np.concatenate([near[::-1], np.linspace(0.005, 0.995, 199), 1 - near]))
    curves = [moving_line(axes, CURVE) for axes in (left, right)]
    lines = [moving_line(axes, P_LINE, linewidth=1.5) for axes in (left, right)]
    for axes in (left, right):
        axes.set(xlim=(-0.04, 1.04), xticks=[0, 0.5, 1], xlabel=_("q(heads)"))
    left.set(ylim=(0, 1.1), yticks=[0, 0.5, 1], ylabel=broken(_("likelihood, share of the best"), 18))
    right.set(ylim=(0, TOP), ylabel=_("H(f, q) in bits per toss"))
    dot = moving_line(left, DOT)
    reading = Reading(right)

    def update(n, share, q):
        data = bernoulli(share)
        gap, floor = kl_divergence(data, bernoulli(q)), entropy(data)
        curves[0].set_data(grid[:, 0], 2 ** (-n * kl_divergence(data, grid)))
        curves[1].set_data(grid[:, 0], cross_entropy(data, grid))
        for line, top in zip(lines, (1, floor)):
            line.set_data([share, share], [0, top])
        put(dot, q, 2 ** (-n * gap))
        reading.move(q, cross_entropy(data, bernoulli(q)), floor)
        text = _("{heads} heads in {n} tosses, so f(heads) = {share}, and q(heads) = {q}:")
        return f"{say(text, heads=round(n * share), n=n, share=share, q=q)} {_what_it_costs(n, share, q, floor, gap)}"

    return Explorer(
        figure, update, moving={"curve": curves, "share": lines, "likelihood dot": dot} | reading.artists,
        title=_("The likelihood of counted heads and tails, and the bits per toss, over the model's q(heads)"),
        handles={"share": [(line, "x") for line in lines], "q": [(dot, "x"), reading.handle]},
        presets=[(10, 0.6, 0.5), (100, 0.6, 0.5), (100, 0.9, 1)],
        n=slider(_("tosses"), COUNTS, n, label_width="110px"),
        share=slider(_("share of heads"), np.linspace(0, 1, 11).round(1), share, label_width="110px"),
        q=slider(_("q(heads)"), np.linspace(0, 1, 51).round(2), q, label_width="110px"),
    )


def _what_it_costs(n, share, q, floor, gap):
    """Return a sentence about the bits per toss under q, and about all tosses together."""
    if math.isinf(gap):
        return _("D(f‖q) is infinite: q calls these tosses impossible. Its likelihood is 0.")
    (least, extra), sign, total = adding_up([floor, gap])
    text = _("in bits per toss, H(f) + D(f‖q) = {least} + {extra} {sign} {total}.")
    bits = text.format(least=least, extra=extra, sign=sign, total=total)
    if q == share:
        return f"{bits} " + _("No other q makes these tosses more probable.")
    text = _("All tosses together bring {bits} of evidence for q(heads) = {best} and against this q.")
    return f"{bits} {say(text, bits=amount(n * gap), best=share)}"
