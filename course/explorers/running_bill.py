"""Symbols that are sent one by one: the extra cost of the wrong code, symbol by symbol and on average."""

import numpy as np

from course.drawing import Explorer, broken, house_style, moving_line, new_axes, put, slider
from course.drawing.style import DOT, DOTTED, GREY, INK, P_DOT, P_LINE, Q_DOT, Q_LINE, amount, say
from course.translation import _, plural
from lib.codes import expected_length

SOURCE = (1 / 2, 1 / 4, 1 / 8, 1 / 8)
OWN_CODE, WRONG_CODE = (1, 2, 3, 3), (3, 1, 2, 3)
SENT = 400


def draw_symbols(seed=10):
    """Return the symbols that are sent: numbers 0 to 3, drawn from the source."""
    return np.random.default_rng(seed).choice(4, size=SENT, p=SOURCE)


@house_style()
def running_bill(start=40):
    """Show a slider for the symbols sent; the extra bits so far, and the average bits per symbol under both codes."""
    symbols = draw_symbols()
    own, wrong = np.array(OWN_CODE)[symbols], np.array(WRONG_CODE)[symbols]
    count = np.arange(1, SENT + 1)
    extra, averages = np.cumsum(wrong - own), [np.cumsum(own) / count, np.cumsum(wrong) / count]
    limits = [expected_length(SOURCE, code) for code in (OWN_CODE, WRONG_CODE)]
    drift = limits[1] - limits[0]

    figure, (left, right) = new_axes(1, 2)
    left.step(np.r_[0, count], np.r_[0, extra], where="post", color=INK, linewidth=1.5)
    left.plot([0, SENT], [0, drift * SENT], **DOTTED)
    dotted = say(_("dotted: {drift} bits a symbol"), drift=drift)
    left.text(0.04, 0.92, dotted, transform=left.transAxes, color=GREY)
    left.set(xlim=(0, SENT * 1.02), ylim=(min(0, extra.min()) - 6, drift * SENT * 1.2))
    left.set(xlabel=_("symbols sent"), ylabel=broken(_("extra bits, wrong code")))
    names, places = (_("own code: {bits}"), _("wrong code: {bits}")), ((-0.14, "top"), (0.18, "bottom"))
    for average, limit, look, name, (off, va) in zip(averages, limits, (P_LINE, Q_LINE), names, places):
        right.plot(count, average, **look | {"linewidth": 1.6})
        right.axhline(limit, **DOTTED)
        right.text(SENT, limit + off, say(name, bits=limit), ha="right", va=va)
    right.set(xlim=(0, SENT * 1.02), ylim=(1, 3.2), xlabel=_("symbols sent"))
    right.set_ylabel(broken(_("average bits per symbol"), 12))
    dots = [moving_line(axes, look) for axes, look in ((left, DOT), (right, P_DOT), (right, Q_DOT))]

    def update(sent):
        last = int(sent) - 1
        for dot, values in zip(dots, (extra, *averages)):
            put(dot, sent, values[last])
        step = int(wrong[last] - own[last])
        said = _("cost {bits} more") if step > 0 else _("cost {bits} less") if step else _("cost as much in both codes")
        text = plural(
            "After {sent} symbol the wrong code has cost {extra} more. The last symbol, {symbol}, {said}. "
            "Average: {own} bits per symbol with the own code, {wrong} with the wrong one.",
            "After {sent} symbols the wrong code has cost {extra} more. The last symbol, {symbol}, {said}. "
            "Average: {own} bits per symbol with the own code, {wrong} with the wrong one.",
            sent,
        )
        facts = {"symbol": "ABCD"[symbols[last]], "said": said.format(bits=amount(abs(step)))}
        own_average, wrong_average = (average[last] for average in averages)
        return say(text, sent=sent, extra=amount(extra[last]), own=own_average, wrong=wrong_average, **facts)

    return Explorer(
        figure, update, moving={"dot": dots},
        plays=True,
        title=_("The running bill of a wrong code: extra bits so far, and average bits per symbol"),
        handles={"sent": [(dots[0], "x"), (dots[1], "x")]}, presets=[40, 400],
        sent=slider(_("symbols sent"), [*range(1, 41), *range(48, SENT + 1, 8)], start),
    )
