"""Entropy as an area: each outcome as wide as it is probable and as high as it is surprising."""

import numpy as np

from course.drawing import Beyond, Explorer, Reading, broken, house_style, new_axes, slider
from course.drawing.style import CURVE, OTHER_P_BAR, P_BAR, P, adding_up, amount, number, say
from course.translation import _
from lib.distributions import bernoulli
from lib.measures import entropy, surprisal

TOP = 4  # bits; a higher bar leaves the picture, and its height is written beside it
SIDES = (_("heads"), _("tails"))
DIGITS = 4  # with three, the heads bar would have the same area at 0.36 and 0.37, which hides the maximum


@house_style()
def entropy_of_a_coin(start=0.5):
    """Show a slider for p(heads) from 0 to 1; two bars whose area is the entropy, beside the curve of the entropy."""
    figure, (left, right) = new_axes(1, 2, stacked=[2.5, 2.4])
    bars = [left.bar([0], [0], [0], align="edge", **look)[0] for look in (P_BAR, OTHER_P_BAR)]
    names = [left.text(0, 0, "") for _ in SIDES]
    left.set(xlim=(-0.02, 1.02), ylim=(0, TOP), xlabel=_("width: probability"))
    left.set_ylabel(broken(_("height: surprise in bits")))
    beyond = [Beyond(left, P) for _ in SIDES]
    curve = np.linspace(0, 1, 400)
    right.plot(curve, entropy(bernoulli(curve)), **CURVE)
    right.set(xlim=(-0.02, 1.02), ylim=(0, 1.12), xlabel=_("p(heads)"), ylabel=_("entropy in bits"))
    reading = Reading(right)

    def update(p):
        coin = bernoulli(p)
        surprises = surprisal(coin)
        for bar, start, width, surprise, cut in zip(bars, (0, p), coin, surprises, beyond):
            bar.set(x=start, width=width, height=cut.cut(start + width / 2, surprise))
        name_bars(names, coin, surprises)
        reading.move(p, entropy(coin))
        if p == 0:
            return _(
                "p(heads) = 0: always tails, so no surprise. Heads would be infinitely surprising, "
                "but its bar has no width. The entropy is 0 bits."
            )
        if p == 1:
            return _(
                "p(heads) = 1: always heads, so no surprise. Tails would be infinitely surprising, "
                "but its bar has no width. The entropy is 0 bits."
            )
        areas, equals, total = adding_up(coin * surprises, DIGITS)
        heads, tails = (f"{number(x)} × {amount(y, digits=DIGITS)}" for x, y in zip(coin, surprises))
        text = _("p(heads) = {p}: heads {heads} + tails {tails} {nearly} {sum} {equals} {total}, the entropy.")
        facts = {"nearly": "=" if p == 0.5 else "≈", "sum": " + ".join(areas), "equals": equals}
        return say(text, p=p, heads=heads, tails=tails, total=amount(total), **facts)

    return Explorer(
        figure, update, moving={"bar": bars, "name": names, "cut": [cut.arrow for cut in beyond]} | reading.artists,
        title=_("Entropy of a coin as the area of two bars, and as a curve"),
        handles={"p": [(bars[0], "x"), reading.handle]},
        p=slider(_("p(heads)"), np.linspace(0, 1, 101).round(2), start),
    )


def name_bars(names, coin, surprises):
    """Put the name of each bar above it, or beside its top where it is too high for that."""
    for name, side, width, surprise, left in zip(names, SIDES, coin, surprises, (True, False)):
        if surprise < 0.88 * TOP:
            middle = width / 2 if left else 1 - width / 2
            name.set(text=side, x=np.clip(middle, 0.12, 0.88), y=surprise + 0.08, ha="center")
        else:
            inner = max(width, width / 2 + 0.05) + 0.03  # clear of the bar and of its arrow
            text = side if surprise < TOP else _("{side} {height} bits").format(side=side, height=number(surprise, 2))
            name.set(text=text, x=inner if left else 1 - inner, y=0.9 * TOP, ha="left" if left else "right")
