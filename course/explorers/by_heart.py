"""A model that learns a short text by heart: what that text costs it, and what a new one does."""

import math

import numpy as np
from matplotlib.markers import CARETUP

from course.drawing.explorer import Explorer, slider
from course.drawing.figure import house_style, new_figure
from course.drawing.parts import put_beside
from course.drawing.style import DOT, GREY, P_DOT, P_LINE, Q_DOT, Q_LINE, Q_TEXT, P, Q, amount, number
from course.translation import _, plural
from course.worlds.languages import ALPHABET
from course.worlds.learnt_text import LEARNT, NEW, bits_per_letter

REMEMBERED = range(7)
EXTRAS = (0, 0.0001, 0.001, 0.01, 0.03, 0.1, 1, 100)
TOP = 7.5  # bits; what is infinite leaves the picture here


@house_style()
def by_heart(before=0, extra=0.0001):
    """Sliders for the letters remembered and for what is added to each count; bits per letter of both texts."""
    figure = new_figure(height=3.6)
    axes = figure.subplots()
    axes.set(xlim=(-0.3, 6.6), ylim=(0, TOP), xticks=REMEMBERED)
    axes.set(xlabel=_("letters remembered"), ylabel=_("bits per letter"))
    equally = math.log2(len(ALPHABET))
    axes.axhline(equally, color=GREY, linestyle=":", linewidth=1.5)
    axes.text(-0.25, equally + 0.15, _("all letters equally likely: {bits}").format(bits=number(equally)))
    looks = {LEARNT: (P_LINE, P_DOT, P, _("learnt: {bits}")), NEW: (Q_LINE, Q_DOT, Q_TEXT, _("new: {bits}"))}
    artists = {
        text: (
            axes.plot([], [], **line)[0],
            axes.plot([], [], **dot)[0],
            axes.text(0, 0, "", color=color, fontweight="bold"),
        )
        for text, (line, dot, color, _name) in looks.items()
    }
    (arrows,) = axes.plot([], [], **DOT | {"color": Q, "marker": CARETUP, "markersize": 14})

    def update(before, extra):
        before, costs = int(before), {}
        for text, (line, dot, label) in artists.items():
            bits = np.array([bits_per_letter(text, k, extra) for k in REMEMBERED])
            infinite = np.isinf(bits)
            line.set_data(np.nonzero(~infinite)[0], bits[~infinite])
            if text is NEW:
                arrows.set_data(np.nonzero(infinite)[0], [TOP] * infinite.sum())
            cost = costs[text] = bits[before]
            dot.set_data(([before], [cost]) if math.isfinite(cost) else ([], []))
            label.set(text=looks[text][3].format(bits=number(cost, 2)), position=(0, 0))
        for text, (_line, _dot, label) in artists.items():
            put_beside(label, [(before, min(costs[text], TOP))])
        return plural(
            "The model remembers {n} letter and adds {extra} to each count. Then the text that it has learnt costs "
            "{learnt} per letter, the new one {new}.",
            "The model remembers {n} letters and adds {extra} to each count. Then the text that it has learnt costs "
            "{learnt} per letter, the new one {new}.",
            before,
        ).format(n=before, extra=number(extra, 4), learnt=amount(costs[LEARNT]), new=amount(costs[NEW]))

    names = {LEARNT: "learnt", NEW: "new"}
    parts = "line", "dot", "text"
    return Explorer(
        figure,
        update,
        moving={
            f"{names[text]} {part}": artist
            for text, three in artists.items()
            for part, artist in zip(parts, three, strict=True)
        }
        | {"arrows": arrows},
        title=_("Bits per letter of a text that a model has learnt and of a new one, against what it remembers"),
        before=slider(_("letters remembered"), REMEMBERED, before, label_width="150px"),
        extra=slider(_("added to each count"), EXTRAS, extra, lambda extra: number(extra, 4), label_width="150px"),
    )
