"""The reason why D is never negative: the cost of a wrong belief is a tangent to the entropy curve, and lies above."""

import math

import numpy as np

from course.drawing import Explorer, Reading, broken, house_style, is_narrow, moving_line, new_axes, put, slider
from course.drawing.parts import put_beside
from course.drawing.style import P_LINE, Q_DOT, Q_LINE, Q_TEXT, P, Q, adding_up, amount, say
from course.translation import _
from lib.distributions import bernoulli
from lib.measures import cross_entropy, entropy, kl_divergence

TOP = 2.6  # bits
CHANCES = np.linspace(0, 1, 51).round(2)


@house_style()
def tangent_gap(p=0.5, q=0.9):
    """Show sliders for p(heads) and q(heads); the curve H(p), the line H(p, q) that touches it, and the gap D."""
    figure, axes = new_axes(height=3.6)
    curve = np.linspace(0, 1, 400)
    axes.plot(curve, entropy(bernoulli(curve)), **P_LINE)
    axes.set(xlim=(-0.03, 1.03), xlabel=_("p(heads), the true probability"))
    axes.set(ylim=(-0.08, TOP), ylabel=_("bits per toss"))
    below = 0.36 if is_narrow() else 0.58  # two lines there
    axes.text(0.5, below, broken(_("H(p): the price if you know the coin"), 20), ha="center", color=P)
    line = moving_line(axes, Q_LINE)
    touch = moving_line(axes, Q_DOT, markersize=9, markeredgecolor=Q)
    name = axes.text(0, 0, "H(p, q)", color=Q_TEXT)
    reading = Reading(axes)

    def update(p, q):
        coin, belief = bernoulli(p), bernoulli(q)
        # At the ends the tangent is vertical: a certain belief costs nothing, or infinitely much.
        steep = q in (0, 1)
        ends = np.array([0, TOP]) if steep else -np.log2([1 - q, q])
        line.set_data([q, q] if steep else [0, 1], ends)
        put(touch, q, entropy(belief))
        name.set_visible(False)  # the number chooses its place before the name
        reading.move(p, cross_entropy(coin, belief), base=entropy(coin))
        name.set_visible(True)
        put_beside(name, _along(q, ends), reach=90 if steep else 16)
        divergence, back = kl_divergence(coin, belief), kl_divergence(belief, coin)
        if math.isinf(divergence):
            said = _(
                "p(heads) = {p}, q(heads) = {q}: q calls impossible what happens, so H(p, q) and D(p‖q) are infinite."
            )
            return say(said, p=p, q=q)
        (needed, gap), equals, paid = adding_up([entropy(coin), divergence])
        said = _(
            "p(heads) = {p}, q(heads) = {q}: D(p‖q) = H(p, q) − H(p) = {paid} − {needed} {equals} {gap}. "
            "The other way round, D(q‖p) is {back}."
        )
        back = _("infinite") if math.isinf(back) else amount(back)
        return say(said, p=p, q=q, paid=paid, needed=needed, equals=equals, gap=amount(gap), back=back)

    return Explorer(
        figure, update, moving={"tangent": line, "touch": touch, "name": name} | reading.artists,
        title=_("The entropy curve, a tangent to it, and the gap between them"),
        buttons={_("Swap p and q"): {"p": "q", "q": "p"}},
        handles={"p": [reading.handle], "q": [(touch, "x")]},
        presets=[(0.5, 0.9), (0.9, 0.5), (0.5, 0)], trace=reading.trace,
        p=slider(_("p(heads)"), CHANCES, p),
        q=slider(_("q(heads)"), CHANCES, q),
    )


def _along(q, ends):
    """Return places on the line for its name, the higher end first."""
    if q in (0, 1):
        return [(q, height) for height in np.linspace(0.9 * TOP, 0.3 * TOP, 7)]
    along = np.linspace(0.04, 0.96, 13)
    if ends[1] > ends[0]:
        along = along[::-1]
    heights = ends[0] + along * (ends[1] - ends[0])
    return [(x, y) for x, y in zip(along, heights) if y < 0.97 * TOP]
