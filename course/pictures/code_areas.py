"""Codes as areas: each symbol as wide as its probability and as high as the length of its codeword."""

import numpy as np

from course.drawing import Picture, broken, house_style, new_axes
from course.drawing.style import P_BAR, Q_BAR, adding_up
from course.translation import _
from lib.codes import expected_length

SYMBOLS = "ABCD"


@house_style()
def code_areas(p, own_lengths, wrong_lengths):
    """Show two codes for the source p side by side; the area of each is its bill in bits per symbol."""
    figure, panels = new_axes(1, 2, height=2.9, sharey=True)
    own, wrong = (expected_length(p, lengths) for lengths in (own_lengths, wrong_lengths))
    (own_bill, extra), equals, whole = adding_up([own, wrong - own])
    titles = (
        _("own code: {bill} bits").format(bill=own_bill),
        _("code for q: {bill} + {extra} bits").format(bill=own_bill, extra=extra),
    )
    looks = P_BAR | {"edgecolor": "white"}, Q_BAR
    left = np.cumsum(p) - p
    for axes, title, lengths, look in zip(panels, titles, (own_lengths, wrong_lengths), looks):
        axes.bar(left, lengths, width=p, align="edge", **look)
        for symbol, x, width, height in zip(SYMBOLS, left, p, lengths):
            axes.text(x + width / 2, height + 0.08, symbol, ha="center")
        axes.set(ylim=(0, 3.6), xlim=(0, 1), yticks=[0, 1, 2, 3], xlabel=_("width: probability"), title=title)
    panels[0].set_ylabel(broken(_("height: bits of codeword")))
    text = _(
        "Two codes for the same source. Area is the bill: {bill} bits a symbol with the source's own code, "
        "{bill} + {extra} {equals} {whole} with the code made for q."
    )
    return Picture(figure, text.format(bill=own_bill, extra=extra, equals=equals, whole=whole))
