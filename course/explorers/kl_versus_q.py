"""The signature figure: the cost of a prediction q(dog) when the picture is a dog."""

import math

import numpy as np

from course.drawing import Bars, Explorer, Reading, house_style, new_axes, slider
from course.drawing.style import CURVE, amount, number, say
from course.translation import _
from lib.distributions import bernoulli
from lib.measures import kl_divergence

TRUTH = (1, 0)
TOP = 7  # bits; infinite values leave the picture here
# Every hundredth, and the powers of 1/2 between them.
POSITIONS = sorted({*np.linspace(0, 1, 101).round(2), 1 / 8, 1 / 16, 1 / 32, 1 / 64})


@house_style()
def kl_versus_q(start=0.5):
    """Show a slider for q(dog) from 0 to 1, the two distributions as bars, and the curve of D with a moving dot."""
    figure, (left, right) = new_axes(1, 2, stacked=[1.5, 2.6], width_ratios=[2, 5])
    bars = Bars(left, [_("dog"), _("cat")], p=TRUTH)
    curve = np.linspace(2**-TOP, 1, 400)
    right.plot(curve, kl_divergence(TRUTH, bernoulli(curve)), **CURVE)
    right.set(xlim=(-0.04, 1.02), ylim=(0, TOP))
    right.set(xlabel=_("q(dog), the predicted probability"), ylabel=_("D(p‖q) in bits"))
    to_nats = (lambda bits: bits * math.log(2), lambda nats: nats / math.log(2))
    right.secondary_yaxis("right", functions=to_nats).set_ylabel(_("in nats"))
    reading = Reading(right)

    def update(q):
        divergence = kl_divergence(TRUTH, bernoulli(q))
        bars.move(q=bernoulli(q))
        reading.move(q, divergence)
        if math.isinf(divergence):
            return _("q(dog) = 0: the truth was called impossible, and D(p‖q) is infinite.")
        text = _(
            "q(dog) = {q}: D(p‖q) = {bits}, or {nats}. "
            "That is the surprise of a dog, for somebody who gave it the probability q(dog)."
        )
        return say(text, q=number(q, 6), bits=amount(divergence), nats=amount(divergence * math.log(2), "nat"))

    return Explorer(
        figure, update, moving=bars.artists | reading.artists,
        title=_("KL divergence against the predicted probability of the right class"),
        handles={"q": [reading.handle, *bars.handles("q")]},
        presets=[0.9, 0.1, 0.5, 0.25, 0.125, 0.0625, 0, 1], trace=reading.trace,
        q=slider(_("q(dog)"), POSITIONS, start, text=lambda q: number(q, 6)),
    )
