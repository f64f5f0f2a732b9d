"""Two networks that learn from the same start, one by cross-entropy and one by KL."""

import numpy as np

from course.drawing import Explorer, broken, house_style, is_narrow, moving_line, new_axes, put, slider
from course.drawing.style import GREY, P_DOT, P_LINE, PALE, Q_BAR, Q_DOT, Q_LINE, adding_up
from course.translation import _

WIDTH = 0.68  # of a picture, and of the bar of a network that is certain


@house_style()
def training_race(pictures, by_cross_entropy, by_kl, start=20):
    """Show a slider over the steps of training; q(dog) for a row of watched pictures, and both losses.

    pictures (m, 32, 32) are those that both histories watched; `course.worlds.training.train` returns the histories.
    """
    steps = len(by_kl.loss) - 1
    top = (1.3 if is_narrow() else 1.15) * by_cross_entropy.loss[0]  # the names of the losses are above the curves
    figure, (row, below) = new_axes(2, 1, height=4.4, height_ratios=[4, 5])
    for place, picture in enumerate(pictures):
        extent = (place - WIDTH / 2, place + WIDTH / 2, 0.3, 0.98)
        row.imshow(picture, cmap="gray", vmin=0, vmax=1, interpolation="none", extent=extent, aspect="auto")
        row.barh([0.1], [WIDTH], 0.14, left=[place - WIDTH / 2], facecolor=PALE)
    places = np.arange(len(pictures))
    bars = row.barh(0 * places + 0.1, 0 * places, 0.14, left=places - WIDTH / 2, **Q_BAR)
    decided = broken(_("q(dog) {q}"), 8)
    under = -0.14 - 0.18 * decided.count("\n")
    texts = [row.text(place, under, decided, ha="center") for place in places]
    row.set(xlim=(-0.5, len(pictures) - 0.5), ylim=(under - 0.06, 1))
    row.set_axis_off()
    count = np.arange(steps + 1)
    below.plot(count, by_cross_entropy.loss, **P_LINE)
    below.plot(count, by_kl.loss, **Q_LINE)
    below.set(xlim=(-0.01 * steps, 1.01 * steps), ylim=(-0.02, top))
    below.set(xlabel=_("step of training"), ylabel=_("mean loss in nats"))
    below.text(0.99, 0.95, _("cross-entropy solid, KL dashed"), ha="right", va="top", transform=below.transAxes)
    cursor = moving_line(below, {"color": GREY, "linewidth": 1.2, "linestyle": ":"})
    dots = [moving_line(below, look) for look in (P_DOT, Q_DOT)]

    def update(step):
        step = int(step)
        decisions = by_cross_entropy.watched[step, :, 0]
        for bar, text, decision in zip(bars, texts, decisions):
            bar.set_width(WIDTH * decision)
            text.set_text(decided.format(q=f"{decision:.2f}"))
        losses = by_cross_entropy.loss[step], by_kl.loss[step]
        for dot, loss in zip(dots, losses):
            put(dot, step, loss)
        cursor.set_data([step, step], [0, max(losses)])  # no higher, or it would cross the names
        apart = np.abs(by_cross_entropy.watched[step] - by_kl.watched[step]).max()
        (kl_loss, apart_by), equals, entropy_loss = adding_up([losses[1], losses[0] - losses[1]], digits=4)
        text = _("Step {step}: cross-entropy {cross_entropy} − KL {kl} {equals} {apart} nats.")
        losses_differ = text.format(step=step, cross_entropy=entropy_loss, kl=kl_loss, equals=equals, apart=apart_by)
        if apart < 1e-9:
            return f"{losses_differ} " + _("Both networks predict the same, to nine decimals.")
        return f"{losses_differ} " + _("They differ by {apart:.1g}.").format(apart=apart)

    return Explorer(
        figure, update, moving={"bar": bars, "q": texts, "cursor": cursor, "dot": dots},
        plays=True,
        title=_("Training by cross-entropy and by KL: decisions on a row of pictures, and both losses"),
        handles={"step": [(dots[0], "x")]},
        step=slider(_("step"), range(0, steps + 1, max(1, steps // 50)), start),
    )
