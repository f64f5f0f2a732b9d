"""A cat that turns into a dog, and the predictions of a trained network."""

import numpy as np

from course.drawing import Bars, Explorer, Reading, house_style, is_narrow, new_axes, new_figure, slider
from course.drawing.style import CURVE, GREY, amount, number, say
from course.translation import _
from course.worlds.pets import CLASSES, morph
from lib.measures import kl_divergence

DOG = (1, 0)
POSITIONS = np.linspace(0, 1, 41).round(3)


def percent(t):
    """Return a share in percent, as the slider and the sentence show it."""
    return _("{n} %").format(n=number(100 * t, 1))


@house_style()
def cat_to_dog(network, start=0.5):
    """Show a slider from cat to dog; the picture, the network's q as bars, and the loss under the label "dog"."""
    if is_narrow():
        figure, ratios = new_figure(height=4.5), {"width_ratios": [4, 5], "height_ratios": [2, 3]}
        picture, middle, right = figure.subplot_mosaic("ab;cc", gridspec_kw=ratios).values()
    else:
        figure, (picture, middle, right) = new_axes(1, 3, width_ratios=[3, 3, 5])
    figure.get_layout_engine().set(wspace=0.06)  # whiskers must not touch the next axis
    image = picture.imshow(morph(start), cmap="gray", vmin=0, vmax=1, interpolation="none")
    picture.set(xticks=[], yticks=[])
    picture.spines[:].set(visible=True, color=GREY)  # a frame, since ears that stick out are cut off
    bars = Bars(middle, [_(name) for name in CLASSES], p=DOG)
    losses = kl_divergence(DOG, network.predict(np.stack([morph(t) for t in POSITIONS])))
    right.plot(POSITIONS, losses, **CURVE)
    right.set(xlim=(-0.04, 1.04), ylim=(0, 1.15 * losses.max()), xlabel=_("from cat to dog"), ylabel=_("loss in bits"))
    right.set(xticks=[0, 0.5, 1], xticklabels=[_("cat"), "½", _("dog")])
    reading = Reading(right)

    def update(t):
        q = network.predict(morph(t))
        loss = kl_divergence(DOG, q)
        image.set_data(morph(t))
        bars.move(q=q)
        reading.move(t, loss)
        text = _(
            "{share} of the way from cat to dog: the network says q(dog) = {q}. "
            "With the label “dog” it pays {loss}."
        )
        return say(text, share=percent(t), q=q[0], loss=amount(loss))

    return Explorer(
        figure, update, moving={"image": image} | bars.artists | reading.artists,
        title=_("A drawn cat that turns into a dog, with a network's prediction and its loss"),
        handles={"t": [reading.handle]},
        t=slider(_("cat → dog"), POSITIONS, start, text=percent),
    )
