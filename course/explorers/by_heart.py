"""A model that learns a short text by heart: the bits that it pays for this text and for a new one."""

import math

import numpy as np
from matplotlib.markers import CARETUP

from course.drawing import Explorer, house_style, moving_line, new_axes, put, slider
from course.drawing.parts import put_beside
from course.drawing.style import DOT, DOTTED, P_DOT, P_LINE, Q_DOT, Q_LINE, Q_TEXT, P, Q, amount, number, say
from course.translation import _, plural
from course.worlds.languages import ALPHABET
from course.worlds.learnt_text import LEARNT, NEW, bits_per_letter

REMEMBERED = range(7)
EXTRAS = (0, 0.0001, 0.001, 0.01, 0.03, 0.1, 1, 100)
TOP = 7.5  # bits; infinite values leave the picture here


@house_style()
def by_heart(before=0, extra=0.0001):
    """Show sliders for the letters remembered and the number added to each count; bits per letter of both texts."""
    figure, axes = new_axes(height=3.6, on_phone=4.1)
    axes.set(xlim=(-0.3, 6.6), ylim=(0, TOP), xticks=REMEMBERED)
    axes.set(xlabel=_("letters remembered"), ylabel=_("bits per letter"))
    equally = math.log2(len(ALPHABET))
    axes.axhline(equally, **DOTTED)
    axes.text(-0.25, equally + 0.15, say(_("all letters equally likely: {bits}"), bits=equally))
    looks = (P_LINE, P_DOT, P), (Q_LINE, Q_DOT, Q_TEXT)
    marks = [
        (moving_line(axes, line), moving_line(axes, dot), axes.text(0, 0, "", color=color, fontweight="bold"))
        for line, dot, color in looks
    ]
    arrows = moving_line(axes, DOT, color=Q, marker=CARETUP, markersize=14)
    names = _("learned: {bits}"), _("new: {bits}")

    def update(before, extra):
        before = int(before)
        curves = [np.array([bits_per_letter(text, k, extra) for k in REMEMBERED]) for text in (LEARNT, NEW)]
        learned, new = costs = [curve[before] for curve in curves]
        for curve, cost, (line, dot, label), name in zip(curves, costs, marks, names):
            finite = np.isfinite(curve)
            line.set_data(np.nonzero(finite)[0], curve[finite])
            put(dot, before, cost)
            label.set(text=name.format(bits=number(cost, 2)), position=(0, 0))
        arrows.set_data(np.nonzero(~finite)[0], [TOP] * sum(~finite))  # of the new text
        for (_line, _dot, label), cost in zip(marks, costs):
            put_beside(label, [(before, min(cost, TOP))])
        return plural(
            "The model remembers {n} letter and adds {extra} to each count. Then the text that it has learned costs "
            "{learned} per letter, the new one {new}.",
            "The model remembers {n} letters and adds {extra} to each count. Then the text that it has learned costs "
            "{learned} per letter, the new one {new}.",
            before,
        ).format(n=before, extra=number(extra, 4), learned=amount(learned), new=amount(new))

    return Explorer(
        figure, update, moving={"learned": marks[0], "new": marks[1], "arrows": arrows},
        title=_("Bits per letter of a text that a model has learned and of a new one, against what it remembers"),
        handles={"before": [(marks[0][1], "x")]},
        before=slider(_("letters remembered"), REMEMBERED, before, label_width="150px"),
        extra=slider(_("added to each count"), EXTRAS, extra, lambda extra: number(extra, 4), label_width="150px"),
    )
