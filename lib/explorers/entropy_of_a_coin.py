"""Entropy as an area: each outcome as wide as it is probable and as high as it is surprising."""

import numpy as np

from lib.distributions import bernoulli
from lib.explorer import Explorer, slider
from lib.explorers.parts import Reading
from lib.measures import entropy, surprisal
from lib.picture import house_style, new_figure
from lib.style import CURVE, P_BAR, P, amount, number

TOP = 7  # bits; the rarest coin of the slider shows 6.64


@house_style()
def entropy_of_a_coin(start=0.5):
    """A slider for P(heads) from 0 to 1; two bars whose area is the entropy, beside the curve of the entropy."""
    figure = new_figure()
    left, right = figure.subplots(1, 2, width_ratios=[1, 1])
    heads = left.bar([0], [0], [0], align="edge", **P_BAR)[0]
    tails = left.bar([0], [0], [0], align="edge", facecolor="white", edgecolor=P, hatch="\\\\")[0]
    names = [left.text(0, 0, name, ha="center") for name in ("heads", "tails")]
    left.set(xlim=(-0.02, 1.02), ylim=(0, TOP), xlabel="width: probability", ylabel="height: surprise in bits")
    curve = np.linspace(0, 1, 400)
    right.plot(curve, entropy(bernoulli(curve)), **CURVE)
    right.set(xlim=(-0.02, 1.02), ylim=(0, 1.12), xlabel="P(heads)", ylabel="entropy in bits")
    reading = Reading(right, lift=-0.2, turn=0.6)

    def update(p):
        coin = bernoulli(p)
        for bar, name, start, width in zip((heads, tails), names, (0, p), coin, strict=True):
            height = surprisal(width) if width else 0
            bar.set(x=start, width=width, height=height)
            name.set_position((np.clip(start + width / 2, 0.12, 0.88), height + 0.15))
            name.set_visible(width > 0)
        reading.move(p, entropy(coin))
        if p in (0, 1):
            only, never = ("tails", "heads") if p == 0 else ("heads", "tails")
            return (
                f"P(heads) = {number(p)}: always {only}, so no surprise. {never.capitalize()} would be "
                "infinitely surprising, but has no width: the entropy is 0 bits."
            )
        terms = coin * surprisal(coin)
        return (
            f"P(heads) = {number(p)}: heads {number(p)} × {amount(surprisal(coin[0]))} + "
            f"tails {number(coin[1])} × {amount(surprisal(coin[1]))} = {number(terms[0])} + {number(terms[1])}: "
            f"the entropy is {amount(entropy(coin))}."
        )

    return Explorer(
        figure,
        update,
        moving={"heads": heads, "tails": tails, "name heads": names[0], "name tails": names[1]} | reading.artists,
        title="Entropy of a coin as the area of two bars, and as a curve",
        p=slider("P(heads)", np.linspace(0, 1, 101).round(2), start),
    )
