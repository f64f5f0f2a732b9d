"""Cross-entropy and squared error over the logit, with their slopes."""

import numpy as np

from course.drawing import Explorer, house_style, is_narrow, moving_line, new_axes, put, slider
from course.drawing.style import GREY, P_DOT, P_LINE, Q_DOT, Q_LINE, Q_TEXT, P, amount, number, say
from course.explorers.loss_over_logit import DOG, predict
from course.translation import _
from lib.measures import cross_entropy


def losses(z):
    """Return the cross-entropy, in nats, and the squared error (1 - q)^2 of a dog over its logit z."""
    q = predict(z)
    return cross_entropy(DOG, q, base=np.e), q[..., 1] ** 2


def slopes(z):
    """Return the slopes of both by z: q - 1, and by the chain rule -2(1 - q) times dq/dz = q(1 - q)."""
    dog, cat = np.moveaxis(predict(z), -1, 0)  # cat is 1 - q, exact also where q is nearly 1
    return -cat, -2 * cat * dog * cat


@house_style()
def two_losses(start=-2.0):
    """Show a slider for the logit from -8 to 8; both losses, and the slopes of both."""
    figure, (left, right) = new_axes(1, 2, stacked=[2.2, 2.7])
    grid = np.linspace(-8, 8, 321)
    looks = (P_LINE, P_DOT), (Q_LINE, Q_DOT)
    dots = []
    for axes, functions in ((left, losses), (right, slopes)):
        for values, (line, dot) in zip(functions(grid), looks):
            axes.plot(grid, values, **line)
            dots.append(moving_line(axes, dot))
        axes.set(xlim=(-8.4, 8.4), xticks=[-8, -4, 0, 4, 8], xlabel=_("z: dog's logit − cat's"))
    left.set(ylim=(-0.4, 8.8), ylabel=_("loss"))
    right.set(ylim=(-1.15, 0.15), ylabel=_("slope of the loss"))
    right.axhline(0, color=GREY, linewidth=1, zorder=0)
    lift = 0.5 if is_narrow() else 0  # of the names above the curves of a low panel
    for axes, places in ((left, [(-3.4, 4.1 + lift), (-7.9, 2.2 + lift)]), (right, [(0.6, -0.6), (-7.9, -0.22)])):
        for name, color, (x, y) in zip((_("cross-entropy"), _("squared\nerror")), (P, Q_TEXT), places):
            axes.text(x, y, name, color=color, va="center")

    def update(z):
        z = np.float64(z)
        (loss, squared), (steep, flat) = losses(z), slopes(z)
        for dot, value in zip(dots, (loss, squared, steep, flat)):
            put(dot, z, value)
        text = _(
            "At z = {z}, q(dog) is {q}. Cross-entropy is {nats}, with the slope {steep}. Squared error is {squared}, "
            "with the slope {flat}. Cross-entropy pushes {times} times as hard."
        )
        facts = {"nats": amount(loss, "nat"), "times": number(steep / flat, 2)}
        return say(text, z=z, q=predict(z)[0], squared=squared, steep=steep, flat=flat, **facts)

    return Explorer(
        figure, update, moving={"dot": dots},
        title=_("Cross-entropy and squared error against the logit, and the slopes of both"),
        handles={"z": [(dot, "x") for dot in dots[::2]]}, presets=[0, -8],
        z=slider(_("logit z"), np.linspace(-8, 8, 81).round(1), start),
    )
