"""A typed sentence: its cost under the model of each language, at every key."""

import re

from course.drawing import house_style, new_axes
from course.drawing.style import say
from course.drawing.text_explorer import TextExplorer
from course.explorers.language_detective import LanguageBars, letter_costs, standing
from course.translation import _, plural
from course.worlds.languages import spell

HAN = re.compile("(?s)(?!.*[ぁ-ヿ]).*[㐀-鿿]")  # Han signs without kana, which only Japanese has


@house_style()
def typed_sentence(start="where is the railway station"):
    """Show a field for a sentence; bits per letter under each language's model as bars, and the language in words."""
    figure, axes = new_axes(height=3.7)
    bars = LanguageBars(axes)

    def update(text):
        n = len(spell(text))
        sums = {name: bits.sum() for name, bits in letter_costs(text).items()} if n else {}
        bars.move({name: total / n for name, total in sums.items()})
        if not n:
            return _why_unread(text)
        said = plural(
            "{n} letter: {best} is the cheapest, with {best_bits} per letter, then {second} with {second_bits}. "
            "That is {lead} of evidence: the two models claim odds of {odds} to 1.",
            "{n} letters: {best} is the cheapest, with {best_bits} per letter, then {second} with {second_bits}. "
            "That is {lead} of evidence: the two models claim odds of {odds} to 1.",
            n,
        )
        return say(said, **standing(sums, n))

    return TextExplorer(
        figure, update, moving=bars.artists,
        title=_("The bill of a typed sentence under the models of twelve languages"),
        label=_("your sentence"),
        start=start,
    )


def _why_unread(text):
    """Return a sentence about a text without any letter of the models."""
    if not text.strip():
        return _("Nothing is typed yet: no letter, no evidence.")
    if HAN.match(text):
        return _(
            "Chinese is not among these languages: their models count the letters of alphabets, Chinese has thousands "
            "of signs, and no model has learnt pinyin."
        )
    return _("No sign here is in the models' alphabet: it has the letters a to z, and some letters with marks.")
