"""The curve of kl_versus_q alone, in everyday words: what an answer pays when the picture is a dog."""

import math

import numpy as np

from course.drawing import Explorer, Reading, house_style, moving_line, new_axes, slider
from course.drawing.style import CURVE, GAP, Q_TEXT, Q, amount, say
from course.explorers.kl_versus_q import TOP
from course.translation import _
from lib.measures import surprisal

CHANCES = np.linspace(0, 1, 101).round(2)


@house_style()
def price_of_dog(start=0.9):
    """Show a slider for q(dog) from 0 to 1, and the curve of the price with a dot; q is a length on the axis."""
    figure, axes = new_axes(height=3.4, on_phone=2.75)
    curve = np.linspace(2**-TOP, 1, 400)
    axes.plot(curve, surprisal(curve), **CURVE)
    axes.set(xlim=(-0.04, 1.04), ylim=(0, TOP), yticks=range(TOP + 1))
    axes.set_xlabel(_("q(dog), its probability for a dog"), color=Q_TEXT)
    axes.set_ylabel(_("price in bits"), color=GAP)
    length, reading = moving_line(axes, {"color": Q, "linewidth": 6, "solid_capstyle": "butt"}), Reading(axes)

    def update(q):
        price = surprisal(q)
        length.set_data([0, q], [0, 0])
        reading.move(q, price)
        if math.isinf(price):
            return _("q(dog) = 0: the price is infinite.")
        return say(_("q(dog) = {q}: the price is {bits}."), q=q, bits=amount(price))

    return Explorer(
        figure, update, moving={"q": length} | reading.artists,
        title=_("The price of an answer, when the picture is a dog"),
        handles={"q": [reading.handle]},
        q=slider(_("q(dog)"), CHANCES, start),
    )
