"""Codeword lengths as slices of a cake, and the bill of the code: entropy, divergence, waste."""

import math

import numpy as np

from course.drawing import Explorer, house_style, is_narrow, new_axes, slider
from course.drawing.style import GAP, GAP_BAR, GREY, P_BAR, PALE_BAR, PAPER, Q_BAR, adding_up, number, say
from course.translation import _
from lib.codes import code_shares, kraft_sum
from lib.distributions import normalize
from lib.measures import entropy, kl_divergence

SOURCE = (1 / 2, 1 / 4, 1 / 8, 1 / 8)
SYMBOLS = "ABCD"
LENGTHS = range(1, 6)


def bill(lengths):
    """Return (H, D, waste) in bits per symbol, whose sum is the expected length; waste < 0 breaks Kraft's rule."""
    q = normalize(code_shares(lengths))
    return entropy(SOURCE), kl_divergence(SOURCE, q), 0.0 - math.log2(kraft_sum(lengths))


def name_slices(names, sizes):
    """Put each letter on its slice or, if that is too narrow, above it, in two rows where letters would touch."""
    row, before = 0, -1
    for name, size, end in zip(names, sizes, np.cumsum(sizes)):
        x, fits = end - size / 2, size > 0.06
        if x == 1:  # the edge of the red frame is there
            x += size / 4
        row = 1 - row if not fits and x - before < 0.06 else 0
        before = before if fits else x
        name.set(x=x, y=0 if fits else 0.49 + 0.2 * row, bbox=PAPER if fits else None)


@house_style()
def kraft_cake(start=(2, 2, 2, 2)):
    """Show four sliders for the lengths of the codewords; the slices 2^-L, and the bill H + D + waste."""
    figure, (cake, below) = new_axes(2, 1, height=3.4)
    slices = cake.barh([0] * 4, [0] * 4, 0.6, **Q_BAR)
    names = [cake.text(0, 0, symbol, ha="center", va="center", fontweight="bold") for symbol in SYMBOLS]
    looks = PALE_BAR, {"facecolor": "none", "edgecolor": GAP, "linewidth": 4}
    waste, over = (cake.barh([0], [0], 0.6, **look)[0] for look in looks)
    beside = 1.6 if is_narrow() else 1.7  # no room for the verdict there if the cake is larger
    verdict = cake.text(0, 0, _("too much"), color=GAP, fontweight="bold")
    cake.vlines([1, 1], [-0.4, 0.3], [-0.3, 0.38], color=GREY, linewidth=2)
    cake.set(xlim=(-0.03, 2.04), ylim=(-0.4, 0.8), yticks=[], xticks=np.arange(0, 2.1, 0.25))
    for axes in (cake, below):
        axes.spines.left.set_visible(False)  # the bars start at 0, a little to its right
    cake.set_xlabel(_("slices of size 2⁻ᴸ; the whole cake is 1"))
    parts = [below.barh([0], [0], 0.6, **look)[0] for look in (P_BAR, GAP_BAR, PALE_BAR)]
    no_bill = below.text(0.1, 0, _("no bill: there is no such code"), va="center")
    labels = [below.text(0, 0.4, label, ha="center") for label in ("H(p)", "D(p‖q)", _("waste"))]
    below.set(xlim=(-0.07, 5.1), ylim=(-0.4, 0.75), yticks=[], xlabel=_("bill: bits per symbol"))

    def update(**lengths):
        lengths = [int(length) for length in lengths.values()]
        sizes, used = code_shares(lengths), kraft_sum(lengths)
        for piece, size, end in zip(slices, sizes, np.cumsum(sizes)):
            piece.set(x=end - size, width=size)
        name_slices(names, sizes)
        waste.set(x=used, width=max(1 - used, 0))
        over.set(x=1, width=max(used - 1, 0))
        for artist in (over, verdict, no_bill):
            artist.set_visible(used > 1)
        if used < beside:
            verdict.set(x=used + 0.03, y=0, ha="left", va="center")
        else:
            verdict.set(x=used, y=0.38, ha="right", va="bottom")
        widths = bill(lengths)
        for part, label, width, end in zip(parts, labels, widths, np.cumsum(widths)):
            seen = used <= 1 and width > 1e-12
            part.set(x=end - width, width=max(width, 0), visible=seen)
            label.set(x=end - width / 2, y=0.4, visible=seen)
        if widths[2] < 1:  # no room above the bar beside the divergence
            labels[2].set(x=sum(widths) + 0.3, y=-0.06)
        facts = {"lengths": lengths, "used": number(used, 5)}
        if used > 1:
            text = _(
                "Lengths {lengths}: the Kraft sum S is {used}, more than 1. "
                "No code that can be decoded has these lengths."
            )
            return say(text, **facts)
        (h, d, rest), equals, total = adding_up(widths)
        text = _(
            "Lengths {lengths}: the Kraft sum S is {used}. "
            "The bill is H(p) {h} + D(p‖q) {d} + waste {rest} {equals} {total} bits per symbol."
        )
        return say(text, h=h, d=d, rest=rest, equals=equals, total=total, **facts)

    label = _("length of {symbol} (p = {p})")
    sliders = {
        symbol: slider(say(label, symbol=symbol, p=p), LENGTHS, length, label_width="170px")
        for symbol, p, length in zip(SYMBOLS, SOURCE, start)
    }
    return Explorer(
        figure, update,
        moving={"slice": slices, "name": names, "waste": waste, "over": over, "verdict": verdict, "no bill": no_bill}
        | {"part": parts, "label": labels},
        handles={symbol: [(piece, "x")] for symbol, piece in zip(SYMBOLS, slices)},
        title=_("Codeword lengths as slices of a cake, and the bits per symbol they cost"),
        **sliders,
    )
