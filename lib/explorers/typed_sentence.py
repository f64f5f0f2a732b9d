"""Type a sentence: what it costs under the model of each language, at every key."""

import numpy as np

from lib.drawing.picture import house_style, new_figure
from lib.drawing.style import amount, number
from lib.drawing.typed import Typed
from lib.explorers.language_detective import NAMES, LanguageBars, odds, ranking
from lib.translation import _, plural
from lib.worlds.languages import detect, spell


@house_style()
def typed_sentence(start="where is the railway station"):
    """A field for a sentence; bits per letter under each language's model as bars, and the language in words."""
    figure = new_figure(height=3.7)
    bars = LanguageBars(figure.subplots())

    def update(text):
        n = len(spell(text))
        sums = {name: float(np.sum(bits[:n])) for name, bits in detect(text).items()} if n else {}
        bars.move({name: total / n for name, total in sums.items()})
        if not n:
            return _("Nothing is typed yet: no letter, no evidence.")
        best, second = ranking(sums)[:2]
        lead = sums[second] - sums[best]
        return plural(
            "{n} letter: {best} is the cheapest, with {best_bits} per letter, then {second} with {second_bits}. "
            "That is {lead} of evidence, odds of {odds} to 1.",
            "{n} letters: {best} is the cheapest, with {best_bits} per letter, then {second} with {second_bits}. "
            "That is {lead} of evidence, odds of {odds} to 1.",
            n,
        ).format(
            n=n,
            best=NAMES[best],
            second=NAMES[second],
            best_bits=amount(sums[best] / n),
            second_bits=number(sums[second] / n),
            lead=amount(lead, digits=2),
            odds=odds(lead),
        )

    return Typed(
        figure,
        update,
        moving=bars.artists,
        title=_("What a typed sentence costs under the models of twelve languages"),
        label=_("your sentence"),
        start=start,
    )
