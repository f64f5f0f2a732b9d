"""The loss as the network sees it: over the logit, where the slope is q(dog) - 1."""

import numpy as np

from course.drawing import Explorer, house_style, moving_line, new_axes, put, slider
from course.drawing.parts import put_beside
from course.drawing.style import CURVE, DOT, GAP_LINE, GREY, Q_LINE, amount, number, say
from course.translation import _
from lib.distributions import softmax
from lib.measures import cross_entropy

DOG = (1, 0)


def predict(z):
    """Return q = softmax of the logits (z, 0): z is how far the dog's logit is ahead of the cat's."""
    return softmax(np.stack([z, np.zeros_like(z)], axis=-1))


@house_style()
def loss_over_logit(start=0.0):
    """Show a slider for the logit from -6 to 6; the loss in nats with its tangent, and its slope, q(dog) - 1."""
    figure, (left, right) = new_axes(1, 2, stacked=[2.6, 2.1])
    grid = np.linspace(-6, 6, 241)
    left.plot(grid, cross_entropy(DOG, predict(grid), base=np.e), **CURVE)
    left.set(ylim=(-0.3, 6.6), ylabel=_("loss in nats"))
    right.plot(grid, predict(grid)[:, 0] - 1, **Q_LINE)
    right.set(ylim=(-1.15, 0.15), ylabel=_("slope: q(dog) − 1"))
    right.axhline(0, color=GREY, linewidth=1)
    for axes in (left, right):
        axes.set(xlim=(-6.3, 6.3), xticks=[-6, -3, 0, 3, 6], xlabel=_("z: dog's logit − cat's"))
    tangent, dot, slope_dot = moving_line(left, GAP_LINE), moving_line(left, DOT), moving_line(right, DOT)
    text = right.text(0, 0, "", fontweight="bold")

    def update(z):
        q = predict(np.float64(z))
        loss, slope = cross_entropy(DOG, q, base=np.e), q[0] - 1
        reach = 2 / np.hypot(1, slope)
        tangent.set_data([z - reach, z + reach], [loss - slope * reach, loss + slope * reach])
        put(dot, z, loss)
        put(slope_dot, z, slope)
        text.set_text(number(slope))
        put_beside(text, [(z, slope)])
        return say(
            _("z = {z}: q(dog) = {q}, the loss is {loss}, and its slope is q(dog) − 1 = {slope} nats per unit of z."),
            z=z, q=q[0], loss=amount(loss, "nat"), slope=slope,
        )

    return Explorer(
        figure, update, moving={"tangent": tangent, "dot": dot, "slope": slope_dot, "text": text},
        title=_("Loss against the logit with its tangent, and the slope of the tangent"),
        handles={"z": [(dot, "x"), (slope_dot, "x")]},
        presets=[-6, 6], trace=(slope_dot, text),
        z=slider(_("logit z"), np.linspace(-6, 6, 121).round(1), start),
    )
