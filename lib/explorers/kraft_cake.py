"""Codeword lengths as slices of a cake, and the bill they lead to: entropy, divergence, waste."""

import math

import numpy as np

from lib.codes import code_distribution, expected_length, kraft_sum
from lib.distributions import normalize
from lib.explorer import Explorer, slider
from lib.measures import entropy, kl_divergence
from lib.picture import house_style, new_figure
from lib.style import GAP, GAP_BAR, GREY, P_BAR, PALE, Q_BAR, amount, number

SOURCE = (1 / 2, 1 / 4, 1 / 8, 1 / 8)
SYMBOLS = "ABCD"
LENGTHS = range(1, 6)


def bill(lengths):
    """Return (H, D, waste) in bits per symbol, whose sum is the expected length; waste < 0 breaks Kraft's rule."""
    q = normalize(code_distribution(lengths))
    return entropy(SOURCE), kl_divergence(SOURCE, q), 0.0 - math.log2(kraft_sum(lengths))


@house_style()
def kraft_cake(start=(2, 2, 2, 2)):
    """Four sliders for the lengths of the codewords; the slices 2^-L, and the bill H + D + waste."""
    figure = new_figure(height=3.4)
    cake, below = figure.subplots(2, 1)
    slices = cake.barh([0] * 4, [0] * 4, 0.6, **Q_BAR)
    names = [cake.text(0, 0, "", ha="center", va="center", fontweight="bold") for _ in SYMBOLS]
    for name in names:
        name.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1.5})
    waste = cake.barh([0], [0], 0.6, facecolor=PALE, edgecolor=GREY)[0]
    over = cake.barh([0], [0], 0.6, facecolor="none", edgecolor=GAP, linewidth=4)[0]
    verdict = cake.text(0, 0.42, "", ha="right", color=GAP, fontweight="bold")
    cake.axvline(1, color=GREY, linewidth=2)
    cake.set(xlim=(0, 2.04), ylim=(-0.4, 0.75), yticks=[], xticks=np.arange(0, 2.1, 0.25))
    cake.set_xlabel("room used: slices of size 2⁻ᴸ, the whole cake is 1")
    parts = [below.barh([0], [0], 0.6, **look)[0] for look in (P_BAR, GAP_BAR)]
    parts.append(below.barh([0], [0], 0.6, facecolor=PALE, edgecolor=GREY)[0])
    no_bill = below.text(0.1, 0, "no bill: there is no such code", va="center")
    labels = [below.text(0, 0.4, label, ha="center") for label in ("H", "D", "waste")]
    below.set(xlim=(0, 5.1), ylim=(-0.4, 0.75), yticks=[], xlabel="bill: bits per symbol")

    def update(**lengths):
        lengths = [int(length) for length in lengths.values()]
        sizes, used = code_distribution(lengths), kraft_sum(lengths)
        for piece, name, symbol, size, end in zip(slices, names, SYMBOLS, sizes, np.cumsum(sizes), strict=True):
            piece.set(x=end - size, width=size)
            name.set(x=end - size / 2, text=symbol if size > 0.05 else "")
        waste.set(x=used, width=max(1 - used, 0))
        over.set(x=1, width=max(used - 1, 0))
        over.set_visible(used > 1)
        verdict.set(x=2.04, text="too much" if used > 1 else "")
        no_bill.set_visible(used > 1)
        entropy_part, divergence, left_over = bill(lengths)
        starts, widths = (0, entropy_part, entropy_part + divergence), (entropy_part, divergence, left_over)
        for part, label, x, width in zip(parts, labels, starts, widths, strict=True):
            part.set(x=x, width=max(width, 0))
            label.set(x=x + width / 2, y=0.4)
            for artist in (part, label):
                artist.set_visible(used <= 1 and width > 1e-12)
        if left_over < 0.6:  # no room above the bar beside the D
            labels[2].set(x=sum(widths) + 0.3, y=-0.06)
        if used > 1:
            return f"Kraft sum {number(used, 5)} is more than 1: no code that can be decoded has these lengths."
        return (
            f"Kraft sum {number(used, 5)}: {amount(expected_length(SOURCE, lengths))} per symbol = "
            f"H {number(entropy_part)} + D {number(divergence)} + waste {number(left_over)}."
        )

    artists = {f"slice {s}": piece for s, piece in zip(SYMBOLS, slices, strict=True)}
    artists |= {f"name {s}": name for s, name in zip(SYMBOLS, names, strict=True)}
    artists |= {"waste": waste, "over": over, "verdict": verdict, "no bill": no_bill}
    artists |= dict(zip(("H", "D", "unused"), parts, strict=True))
    artists |= {f"label {i}": label for i, label in enumerate(labels)}
    return Explorer(
        figure,
        update,
        moving=artists,
        title="Codeword lengths as slices of a cake, and the bits per symbol they cost",
        **{
            symbol: slider(f"length of {symbol} (p = {number(p)})", LENGTHS, length)
            for symbol, p, length in zip(SYMBOLS, SOURCE, start, strict=True)
        },
    )
