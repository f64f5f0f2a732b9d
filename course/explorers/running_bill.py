"""Symbols are sent one by one: what the wrong code costs more, toss by toss and on average."""

import numpy as np

from course.drawing.explorer import Explorer, slider
from course.drawing.figure import house_style, new_figure
from course.drawing.style import DOT, GREY, INK, P_DOT, P_LINE, Q_DOT, Q_LINE, amount, number
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
    """A slider for the symbols sent; the extra bits so far, and the average bits per symbol under both codes."""
    symbols = draw_symbols()
    own, wrong = np.array(OWN_CODE)[symbols], np.array(WRONG_CODE)[symbols]
    count = np.arange(1, SENT + 1)
    extra, averages = np.cumsum(wrong - own), [np.cumsum(own) / count, np.cumsum(wrong) / count]
    drift = expected_length(SOURCE, WRONG_CODE) - expected_length(SOURCE, OWN_CODE)

    figure = new_figure()
    left, right = figure.subplots(1, 2)
    left.step(np.r_[0, count], np.r_[0, extra], where="post", color=INK, linewidth=1.5)
    left.plot([0, SENT], [0, drift * SENT], color=GREY, linestyle=":", linewidth=1.5)
    dotted = _("dotted: {drift} bits a symbol").format(drift=number(drift))
    left.text(0.04, 0.92, dotted, transform=left.transAxes, color="#555555")
    left.set(xlim=(0, SENT * 1.02), ylim=(min(0, extra.min()) - 6, drift * SENT * 1.2))
    left.set(xlabel=_("symbols sent"), ylabel=_("extra bits, wrong code"))
    names, codes = (_("own code: {bits}"), _("wrong code: {bits}")), (OWN_CODE, WRONG_CODE)
    for average, code, look, name in zip(averages, codes, (P_LINE, Q_LINE), names, strict=True):
        right.plot(count, average, **look | {"linewidth": 1.6})
        limit = expected_length(SOURCE, code)
        right.axhline(limit, color=GREY, linestyle=":", linewidth=1.5)
        below = code == OWN_CODE
        right.text(
            SENT,
            limit + (-0.14 if below else 0.18),
            name.format(bits=number(limit)),
            ha="right",
            va="top" if below else "bottom",
        )
    right.set(xlim=(0, SENT * 1.02), ylim=(1, 3.2), xlabel=_("symbols sent"), ylabel=_("average bits per symbol"))
    (bill_dot,) = left.plot([], [], **DOT)
    dots = [right.plot([], [], **look)[0] for look in (P_DOT, Q_DOT)]

    def update(sent):
        last = int(sent) - 1
        bill_dot.set_data([sent], [extra[last]])
        for dot, average in zip(dots, averages, strict=True):
            dot.set_data([sent], [average[last]])
        step = int(wrong[last] - own[last])
        if step == 0:
            said = _("cost as much in both codes")
        else:
            said = (_("cost {bits} more") if step > 0 else _("cost {bits} less")).format(bits=amount(abs(step)))
        return plural(
            "After {sent} symbol the wrong code has cost {extra} more; the last symbol, {symbol}, {said}. "
            "Average: {own} against {wrong} bits per symbol.",
            "After {sent} symbols the wrong code has cost {extra} more; the last symbol, {symbol}, {said}. "
            "Average: {own} against {wrong} bits per symbol.",
            sent,
        ).format(
            sent=int(sent),
            extra=amount(extra[last]),
            symbol="ABCD"[symbols[last]],
            said=said,
            own=number(averages[0][last]),
            wrong=number(averages[1][last]),
        )

    return Explorer(
        figure,
        update,
        moving={"bill": bill_dot, "own": dots[0], "wrong": dots[1]},
        title=_("The running bill of a wrong code: extra bits so far, and average bits per symbol"),
        sent=slider(_("symbols sent"), [*range(1, 41), *range(48, SENT + 1, 8)], start),
    )
