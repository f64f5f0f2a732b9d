"""Logits divided by a temperature: the order of the classes stays, their certainty changes."""

import math

import numpy as np

from course.drawing import Beyond, Columns, Explorer, broken, house_style, moving_line, new_axes, put, slider
from course.drawing.style import CURVE, INK, INK_DOT, P_DOT, P_LINE, Q_BAR, Q_DOT, Q_LINE, Q_TEXT, P, amount, say
from course.translation import _
from lib.distributions import one_hot, softmax
from lib.measures import entropy, surprisal

LOGITS = np.array([3.0, 0.0, -1.0])  # of dog, cat and fox
TOP, HOTTEST = 5, 5  # bits; the highest temperature
# Between 0 and 0.3, an entropy has too many zeros to be read.
TEMPERATURES = (0, *np.linspace(0.3, 2, 18).round(1), *np.linspace(2.25, HOTTEST, 12))


def heated(logits, temperature):
    """Return softmax(logits / T), or at T = 0 its limit, in which the largest logit has all probability."""
    if temperature == 0:
        return one_hot(int(np.argmax(logits)), len(logits))
    return softmax(np.asarray(logits) / temperature)


@house_style()
def temperature(start=1):
    """Show a slider for the temperature from 0 to 5; q as bars, its entropy, and the loss if q is right and if not."""
    figure, (left, right) = new_axes(1, 2, height=3.4, stacked=[1.5, 3.2], width_ratios=[2, 4])
    bars = Columns(left, "q", [_("dog"), _("cat"), _("fox")], 0.6, Q_BAR)
    left.set(xlim=(-0.55, 2.55), ylim=(0, 1.1), yticks=[0, 0.5, 1], ylabel=broken(_("q, the probability")))
    grid = np.linspace(0.15, HOTTEST, 300)
    readings = np.array([_readings(heated(LOGITS, t)) for t in grid]).T
    looks = (CURVE, INK, _("entropy of q")), (P_LINE, P, _("loss, a dog")), (Q_LINE, Q_TEXT, _("loss, a cat"))
    for values, (look, color, name) in zip(readings, looks):
        right.plot(grid, values, **look)
        right.text(HOTTEST + 0.3, values[-1], name, va="center", color=color)
    right.set(xlim=(-0.15, 7.6), ylim=(-0.15, TOP), xticks=range(HOTTEST + 1), ylabel=_("bits"))
    right.set_xlabel(_("temperature T"), x=0.34)
    right.spines["bottom"].set_bounds(0, HOTTEST)
    figure.get_layout_engine().set(h_pad=0.08)  # inches: an arrow at the very top is not cut off
    dots = [moving_line(right, look) for look in (INK_DOT, P_DOT, Q_DOT)]
    beyond = Beyond(right)

    def update(temperature):
        q = heated(LOGITS, temperature)
        values = certainty, right, wrong = _readings(q)
        bars.move(q)
        for dot, value in zip(dots, values):
            put(dot, temperature, value)
        beyond.cut(temperature, wrong)
        text = _(
            "At T = {T}, q is ({q}), and its entropy is {entropy}. If it is a dog, as the largest logit "
            "says, the loss is {right}. If it is a cat, the loss is {wrong}."
        )
        wrong = _("infinite") if math.isinf(wrong) else amount(wrong)
        return say(text, T=temperature, q=q, entropy=amount(certainty), right=amount(right), wrong=wrong)

    return Explorer(
        figure, update, moving=bars.artists | {"dot": dots, "arrow": beyond.arrow},
        title=_("The temperature of a softmax: probabilities, entropy, and the loss of a right and a wrong answer"),
        handles={"temperature": [(dots[0], "x")]}, presets=[0, 5],
        temperature=slider(_("temperature T"), TEMPERATURES, start),
    )


def _readings(q):
    """Return the entropy of q in bits, and its surprise at a dog and at a cat."""
    return entropy(q), *surprisal(np.minimum(q[:2], 1))  # rounding may lift a certain dog a little above 1
