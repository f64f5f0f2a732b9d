"""Three estimates of a divergence from samples: their values, and their pushes as losses."""

import math

import numpy as np
from matplotlib.markers import CARETRIGHT

from course.drawing import Explorer, house_style, moving_line, new_axes, slider
from course.drawing.style import DOT, DOTTED, INK, P_BAR, Q_BAR, amount, number, say
from course.translation import _
from course.worlds.policies import REFERENCE, estimates, policy, pushes, spread
from course.worlds.training import through_softmax
from lib.measures import kl_divergence

NAMES, MARKS = ("k₁", "k₂", "k₃"), "os^"
SAMPLES = 1, 4, 16, 64, 256, 1024
MOVES = np.linspace(0, 2, 21).round(1)
DRAWS = np.random.default_rng(0).random((20, SAMPLES[-1]))  # numbers from 0 to 1, which choose the words
HEIGHTS = np.linspace(-0.3, 0.3, len(DRAWS))  # of the marks in a row, which would cover each other
LOW, HIGH = -2.5, 4.2  # nats
INK_MARK = DOT | {"color": INK}


def means(pi, n):
    """Return the mean of each estimate over n samples, 20 times: (3, 20)."""
    words = np.searchsorted(pi.cumsum()[:-1], DRAWS[:, :n])
    return estimates(pi, REFERENCE)[:, words].mean(axis=-1)


@house_style()
def kl_from_samples(n=16, moved=1):
    """Show sliders for the number of samples and how far the policy has moved; estimates of D, and their pushes."""
    figure, (left, right) = new_axes(1, 2, height=3.8, stacked=[2.4, 3.0])
    places = np.arange(3)
    truth = moving_line(left, DOTTED)
    name = left.text(0, -0.65, "D(π‖ref)", va="center")
    clouds = [moving_line(left, INK_MARK, marker=mark, markersize=6, markeredgewidth=0.5) for mark in MARKS]
    beyond = moving_line(left, INK_MARK, marker=CARETRIGHT, markersize=14)
    left.set(xlim=(LOW, HIGH), ylim=(2.5, -0.9), yticks=places, yticklabels=NAMES, xlabel=_("20 estimates in nats"))
    sides = (-0.2, P_BAR), (0.2, Q_BAR)
    bars = [bar for side, look in sides for bar in right.bar(places + side, 0 * places, 0.36, **look)]
    marks = [moving_line(right, INK_MARK, marker=mark, markersize=9) for mark in MARKS]
    right.axhline(0, color=INK, linewidth=1)
    right.set(xlim=(-0.6, 2.6), ylim=(-0.8, 0.6), xticks=places, xticklabels=[_("A"), _("B"), _("C")])
    right.set(xlabel=_("word"), ylabel=_("push on a logit"), yticks=[-0.5, 0, 0.5])
    for y, named in ((-0.42, _("solid: down D(π‖ref)")), (-0.6, _("hatched: down D(ref‖π)"))):
        right.text(2.55, y, named, ha="right", va="center")

    def update(n, moved):
        n, pi = int(n), policy(moved)
        divergence, values, down = kl_divergence(pi, REFERENCE, base=math.e), means(pi, n), pushes(pi, REFERENCE)
        truth.set_data([divergence] * 2, [-0.4, 2.5])
        name.set_x(divergence)
        for place, cloud, row in zip(places, clouds, values):
            within = (row >= LOW) & (row <= HIGH)
            cloud.set_data(row[within], place + HEIGHTS[within])
        far = places[values.max(axis=1) > HIGH]
        beyond.set_data(np.full(len(far), HIGH), far)
        right_push = -through_softmax(pi, np.log(pi / REFERENCE))
        for bar, height in zip(bars, (*right_push, *(REFERENCE - pi))):
            bar.set_height(height)
        for mark, side, row in zip(marks, (0, -0.2, 0.2), down):
            mark.set_data(places + side, row)
        every = estimates(pi, REFERENCE)
        told = [f"{number(x)} ± {number(s)}" for x, s in zip(every @ pi, spread(pi, every) / math.sqrt(n))]
        text = _(
            "π has moved by {moved}: D(π‖ref) is {D}. Estimates from n = {n} have the mean ± spread {k1} (k₁), "
            "{k2} (k₂), {k3} (k₃). The push down D(π‖ref) on the logit of A is {right}. That from k₁ is {push1}, "
            "from k₂ {push2}, from k₃ {push3}."
        )
        facts = dict(zip(("k1", "k2", "k3"), told)) | dict(zip(("push1", "push2", "push3"), down[:, 0]))
        return say(text, moved=moved, D=amount(divergence, "nat"), n=n, right=right_push[0], **facts)

    return Explorer(
        figure, update,
        moving={"truth": truth, "name": name, "cloud": clouds, "beyond": beyond, "bar": bars, "mark": marks},
        title=_("Three estimates of D(π‖ref) from samples, and how each pushes as a loss, beside the right push"),
        presets=[(1, 1), (16, 1), (1024, 1), (16, 2)],
        n=slider(_("samples n"), SAMPLES, n, label_width="100px"),
        moved=slider(_("π has moved"), MOVES, moved, label_width="100px"),
    )
