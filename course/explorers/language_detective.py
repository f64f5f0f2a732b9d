"""A language detective: the bits of each letter of a sentence under each language's model."""

import math

import numpy as np
from matplotlib.markers import CARETRIGHT

from course.drawing import Explorer, broken, house_style, is_narrow, moving_line, new_axes, slider
from course.drawing.figure import WIDE
from course.drawing.style import DOT, GAP_BAR, GREY, INK, PALE, PALE_BAR, THOUSANDS, P, Q, amount, number, say
from course.translation import _, plural
from course.worlds.languages import detect, spell

SENTENCE = "Wie hat dir gestern die Suppe geschmeckt?"
NAMES = {"Danish": _("Danish"), "Dutch": _("Dutch"), "English": _("English"), "Finnish": _("Finnish")}
NAMES |= {"French": _("French"), "German": _("German"), "Italian": _("Italian"), "Polish": _("Polish")}
NAMES |= {"Portuguese": _("Portuguese"), "Spanish": _("Spanish"), "Swedish": _("Swedish"), "Turkish": _("Turkish")}
MOST = 8  # bits per letter; a longer bar ends in an arrow


class LanguageBars:
    """One bar for each language, with its bits per letter as length; the shortest bar is dark."""

    def __init__(self, axes):
        places = range(len(NAMES))
        self.bars = axes.barh(places, [0] * len(NAMES), 0.72, **PALE_BAR)
        self.texts = [axes.text(0, place, "", va="center") for place in places]
        self.arrows = moving_line(axes, DOT, color=INK, marker=CARETRIGHT, markersize=8)
        axes.set(yticks=places, yticklabels=NAMES.values(), ylim=(len(NAMES) - 0.4, -0.6))
        room = WIDE / axes.figure.get_figwidth()  # for the number beside the longest bar
        axes.set(xlim=(0, MOST + room), xticks=range(MOST + 1), xlabel=_("bits per letter"))
        axes.tick_params(axis="y", length=0)
        self.artists = {"bar": self.bars, "text": self.texts, "arrows": self.arrows}

    def move(self, costs):
        """Set the bars to these bits per letter, {name: bits}; show nothing if there are none."""
        values = np.array([costs.get(name, 0) for name in NAMES])
        for bar, text, value in zip(self.bars, self.texts, values):
            least = value == values.min() > 0
            bar.set(width=min(value, MOST), facecolor=P if least else PALE)
            text.set(text=number(value, 2) if costs else "", x=bar.get_width() + 0.2)
            text.set(fontweight="bold" if least else "normal")
        beyond = np.nonzero(values > MOST)[0]
        self.arrows.set_data(np.full(len(beyond), MOST), beyond)


def letter_costs(text):
    """Return the bits of each letter of the spelt text under each model, without the space that ends it."""
    return {name: bits[: len(spell(text))] for name, bits in detect(text).items()}


def two_cheapest(costs):
    """Return the names of the two cheapest languages, the cheaper first; ties keep the order of the list."""
    return sorted(costs, key=costs.get)[:2]


@house_style()
def language_detective(sentence=SENTENCE, start=8):
    """Show a slider for the letters read; the bits under each model, and the letter that told the first two apart."""
    letters, costs = spell(sentence).replace(" ", "␣"), letter_costs(sentence)
    sums = {name: np.cumsum(bits) for name, bits in costs.items()}
    first, second = two_cheapest({name: total[-1] for name, total in sums.items()})
    told = costs[second] - costs[first]

    rows = 2 if is_narrow() and len(letters) > 20 else 1  # more letters would touch in a narrow row
    figure, (*above, below) = new_axes(rows + 1, 1, height=5.4, height_ratios=[1] * rows + [2 * rows])
    places = np.arange(1, len(letters) + 1)
    ends = min(told.min(), 0) - 0.6, max(told.max(), 0) + 0.6
    parts = np.array_split(places, rows)
    for axes, part in zip(above, parts):
        axes.bar(part, told[part - 1], 0.6, **GAP_BAR)
        axes.axhline(0, color=GREY, linewidth=1)
        axes.set(xlim=(part[0] - 0.7, part[-1] + 0.7), ylim=ends, ylabel=_("bits"))
        axes.set_xticks(part, labels=letters[part[0] - 1 : part[-1]])
        axes.tick_params(axis="x", length=0)
    title = _("what each letter costs more in {second} than in {first}")
    above[0].set_title(broken(title.format(first=NAMES[first], second=NAMES[second]), 38))
    cursors = [moving_line(axes, {"color": Q, "linestyle": "--", "linewidth": 1.6}) for axes in above]
    bars = LanguageBars(below)

    def update(read):
        read = int(read)
        so_far = {name: total[read - 1] for name, total in sums.items()}
        bars.move({name: total / read for name, total in so_far.items()})
        for part, cursor in zip(parts, cursors):
            cursor.set_data(*([[read + 0.5] * 2, ends] if read in part else [[], []]))
        best_last, second_last = (number(costs[name][read - 1], 2) for name in two_cheapest(so_far))
        text = plural(
            "After {n} letter {best} is the cheapest, with {best_bits} per letter, then {second} with {second_bits}. "
            "That is {lead} of evidence: the two models claim odds of {odds} to 1. The last letter, “{letter}”, cost "
            "{best} {best_last}, {second} {second_last}.",
            "After {n} letters {best} is the cheapest, with {best_bits} per letter, then {second} with {second_bits}. "
            "That is {lead} of evidence: the two models claim odds of {odds} to 1. The last letter, “{letter}”, cost "
            "{best} {best_last}, {second} {second_last}.",
            read,
        )
        facts = {"letter": letters[read - 1], "best_last": best_last, "second_last": second_last}
        return say(text, **standing(so_far, read), **facts)

    return Explorer(
        figure, update, moving=bars.artists | {"cursor": cursors},
        plays=True,
        title=_("The bill of a sentence under the models of twelve languages, letter by letter"),
        handles={"read": [(cursor, "x") for cursor in cursors if rows == 1]},
        read=slider(_("letters read"), places, start),
    )


def standing(sums, n):
    """Return the words for the two cheapest languages after n letters; `sums` is {name: bits of all letters}."""
    best, second = two_cheapest(sums)
    lead = sums[second] - sums[best]
    words = {"n": n, "best": NAMES[best], "best_bits": amount(sums[best] / n), "second": NAMES[second]}
    return words | {"second_bits": number(sums[second] / n), "lead": amount(lead, digits=2), "odds": odds(lead)}


def odds(bits):
    """Return 2^bits as text.

    >>> odds(1.585), odds(9), odds(40), odds(10) == f"1{THOUSANDS}024"
    ('3.0', '512', 'more than a million', True)
    """
    if bits > math.log2(1e6):
        return _("more than a million")
    return f"{2**bits:.1f}" if bits < 5 else f"{2**bits:,.0f}".replace(",", THOUSANDS)
