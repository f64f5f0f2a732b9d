"""Conditional entropy as an area: each row of a joint table as wide as its probability, as high as its uncertainty."""

import numpy as np

from course.drawing import Explorer, house_style, moving_line, new_axes, slider
from course.drawing.style import GAP_BAR, GAP_LINE, INK, OTHER_P_BAR, P_BAR, PALE_BAR, adding_up, amount, say
from course.translation import _, plural
from lib.distributions import normalize
from lib.joint import conditional_entropy, mutual_information
from lib.measures import entropy

SEEN = (_("silent"), _("rings"))
TENTHS = np.linspace(0, 1, 11).round(1)
PRIORS = sorted([*TENTHS, 0.01, 0.02, 0.05, 1 / 8])
HITS = sorted([*TENTHS, 0.95, 0.99])
FALSE_ALARMS = sorted([*TENTHS, 0.01, 0.02, 0.05, 1 / 7])
LEVEL = {"color": INK, "linewidth": 1.6}
NAMES_AT = 1.12  # bits; above the highest row
LEAST = 0.14  # bits; the lowest place of a level's name, clear of the axis


def alarm_table(prior, hits, false_alarms):
    """Return the joint table of an alarm and a burglar: rows silent and rings, columns no burglar and burglar.

    >>> alarm_table(0.5, 1, 0).tolist()
    [[0.5, 0.0], [0.0, 0.5]]
    """
    rings = np.array([false_alarms, hits])
    return np.array([1 - prior, prior]) * np.array([1 - rings, rings])


@house_style()
def left_to_learn(prior=1 / 8, hits=1, false_alarms=1 / 7):
    """Show sliders for an alarm; its rows as bars of area H(Y|X), and beside them H(Y), H(X) and their overlap."""
    figure, (left, right) = new_axes(1, 2, stacked=[2.9, 1.7], width_ratios=[3, 2])
    rows = [left.bar([0], [0], [0], align="edge", **look)[0] for look in (P_BAR, OTHER_P_BAR)]
    names = [left.text(0, NAMES_AT, name, ha="center") for name in SEEN]
    levels = [moving_line(left, LEVEL), moving_line(left, LEVEL, linestyle="--")]
    told = moving_line(left, GAP_LINE)
    level_names = [left.text(1.06, 0, "H(Y)", va="bottom"), left.text(1.06, 0, "H(Y|X)", va="top")]
    left.set(xlim=(-0.02, 1.4), ylim=(0, 1.28), xticks=[0, 0.5, 1], yticks=[0, 0.5, 1])
    left.set(xlabel=_("width: p(x)"), ylabel=_("height: bits left in a row"))
    looks = P_BAR, GAP_BAR, PALE_BAR
    bars = [right.barh([place], [0], 0.6, **look)[0] for place, look in zip((2, 1, 0), looks)]
    right.set(xlim=(-0.03, 2.05), ylim=(-0.5, 2.5), yticks=[2, 1, 0], yticklabels=["H(Y)", "I", "H(X)"])
    right.set_xlabel(_("bits"))
    right.spines.left.set_visible(False)  # the bars start at 0, a little to its right
    right.tick_params(axis="y", length=0)

    def update(prior, hits, false_alarms):
        table = alarm_table(prior, hits, false_alarms)
        widths = table.sum(axis=1)
        heights = [entropy(normalize(row)) if width > 0 else 0.0 for row, width in zip(table, widths)]
        h_y, h_x, left_over = entropy(table.sum(axis=0)), entropy(widths), conditional_entropy(table, given=0)
        shared = mutual_information(table)
        for row, name, start, width, height in zip(rows, names, (0, widths[0]), widths, heights):
            row.set(x=start, width=width, height=height)
            name.set(x=max(start + width / 2, 0.1), visible=width > 0)  # clear of the axis
        for level, height in zip(levels, (h_y, left_over)):
            level.set_data([0, 1.03], [height, height])
        told.set_data([1.03, 1.03], [left_over, h_y])
        told.set_visible(shared > 1e-12)
        under = max(left_over, LEAST)
        level_names[0].set(y=max(h_y, under))
        level_names[1].set(y=under)
        for bar, start, width in zip(bars, (0, left_over, left_over), (h_y, shared, h_x)):
            bar.set(x=start, width=width, visible=width > 1e-12)
        facts = say(
            _("P(burglar) = {prior}, hit rate {hits}, false alarms {false_alarms}:"),
            prior=prior, hits=hits, false_alarms=false_alarms,
        )
        areas = (widths * heights)[widths > 0]
        return f"{facts} {_rows_said(widths, heights)} {_average_said(areas)} {_told_said(left_over, shared)}"

    return Explorer(
        figure, update,
        moving={"row": rows, "bar": bars, "level": levels, "told": told, "level name": level_names, "name": names},
        title=_("The uncertainty that an alarm leaves about a burglar, row by row, and what it tells"),
        presets=[(1 / 8, 0.5, 0.5), (1 / 8, 0, 1), (0.01, 0.99, 0.05)],
        prior=slider(_("P(burglar)"), PRIORS, prior, label_width="100px"),
        hits=slider(_("hit rate"), HITS, hits, label_width="100px"),
        false_alarms=slider(_("false alarms"), FALSE_ALARMS, false_alarms, label_width="100px"),
    )


def _rows_said(widths, heights):
    """Return a sentence about the entropy that each row leaves."""
    silent, rings = map(amount, heights)
    if widths[1] <= 0:
        return say(_("it never rings, and silence leaves {bits}."), bits=silent)
    if widths[0] <= 0:
        return say(_("it always rings, which leaves {bits}."), bits=rings)
    text = _("silence (probability {p_silent}) leaves {silent}, ringing ({p_rings}) leaves {rings}.")
    return say(text, p_silent=widths[0], silent=silent, p_rings=widths[1], rings=rings)


def _average_said(areas):
    """Return a sentence about the average, as the sum of the rows that have a width."""
    terms, equals, total = adding_up(areas)
    terms = " + ".join(terms) + f" {equals} " if len(terms) > 1 else ""
    text = plural(
        "On average H(Y|X) = {terms}{total} bit is left.",
        "On average H(Y|X) = {terms}{total} bits are left.",
        float(total),
    )
    return text.format(terms=terms, total=total)


def _told_said(left_over, shared):
    """Return a sentence about the information of the alarm, as a difference."""
    (after, told), equals, before = adding_up([left_over, shared])
    text = _("The alarm tells I = H(Y) − H(Y|X) = {before} − {after} {equals} {told}.")
    return text.format(before=before, after=after, equals=equals, told=amount(told))
