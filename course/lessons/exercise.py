"""The types of a lesson's texts: a question and its choices, an exercise and its answers."""

import math
from typing import NamedTuple

import numpy as np

from course.translation import _

TOLERANCE = 5e-4  # relative: a number with four right digits lies within it
LN2 = math.log(2)


class Question(NamedTuple):
    """A question, the letter of the right choice, and all choices with explanations why they are tempting or right.

    Texts may have *emphasis* or **strong emphasis**, but choices have none.
    given_away_by: a pattern of texts that answer it. A page must not show them before the answer is locked.
    """

    text: str
    right: str
    choices: dict
    given_away_by: str

    @property
    def letters(self):
        """Return the letters of the choices, in order."""
        return "abcdef"[: len(self.choices)]

    @property
    def explanations(self):
        """Return the explanation of each choice, by its letter."""
        return dict(zip(self.letters, self.choices.values(), strict=True))


class Answer:
    """An answer that an exercise asks for: its name, the right value, its unit, and the usual wrong values.

    The value is a number, a list of numbers, a letter or word, or a function; None where many lists are right. A
    mistake is a pair: the wrong value, and the words for "looks like". Several mistakes may lead to one value: then the
    verdict names them all.

    size: the length of a list, for n from 1; texts: whether it holds texts, such as codewords.
    decimals: the number of decimals; without it, the answer needs four significant digits.
    unchanged: the body of the function of p and q that the learner has to correct.
    hint: the first hint where another answer is right, in place of the exercise's.
    follows: a formula for the value to which earlier wrong answers lead.

    >>> Answer("used", 1.125, "", (8, "the sum of the lengths")).mistakes
    [(8, 'the sum of the lengths')]
    """

    def __init__(
        self, name, value, unit="", *mistakes, size=None, texts=False, decimals=None, unchanged="", hint="", follows=""
    ):
        self.name, self.value, self.unit, self.mistakes = name, value, unit, [*mistakes]
        self.size, self.texts, self.decimals = size, texts, decimals
        self.unchanged, self.hint, self.follows = unchanged, hint, follows


class Exercise:
    """The answers, why they are right, and hints for wrong ones that look like no known mistake.

    exchanged: the words for the right numbers in the wrong order. together: mistakes in all answers at once, pairs of
    wrong values and words.
    judge: cases of mistakes where many answers are right, checked once the answers with a value are right. aside: cases
    of a further sentence on right answers. A case is a condition and a text, and the first that holds counts; one with
    the text "" ends the search. Conditions are formulas (`course/lessons/formula.py`) of the answers and of the
    `facts`, which are formulas or values with a name. A text may have facts, as {used:.6g}.
    needs_python: whether it asks for more than formulas on paper. The site, which has no Python, says so.
    examples: rows of wrong answers that students give: a list of all answers, then words that the verdict must have.

    >>> Exercise(Answer("used", 1.125), because="it is more than there is.").hint
    ''
    """

    def __init__(
        self, *answers, because, hint="", strong_hint="", exchanged="", together=(), facts=(), judge=(), aside=(),
        needs_python=False, examples=(),
    ):
        self.answers, self.because, self.needs_python = answers, because, needs_python
        self.hint, self.strong_hint, self.exchanged = hint, strong_hint, exchanged
        self.together, self.facts, self.judge, self.aside = [*together], dict(facts), [*judge], [*aside]
        self.examples = [*examples]

    @property
    def formulas(self):
        """Return all formulas of the exercise."""
        cases = [condition for condition, _text in self.judge + self.aside]
        follows = [answer.follows for answer in self.answers if answer.follows]
        return [fact for fact in self.facts.values() if isinstance(fact, str)] + cases + follows


def usual_mistakes(answer):
    """Return the mistakes that are usual with every number.

    >>> usual_mistakes(Answer("used", 1.125))
    [(-1.125, 'the right number with the wrong sign'), (112.5, 'a percentage: leave out the factor 100')]
    """
    value = np.asarray(answer.value, dtype=float) if answer.size else answer.value
    several = answer.size
    sign = _("the right numbers with the wrong sign") if several else _("the right number with the wrong sign")
    mistakes = [(-value, sign)]
    if np.all(value > 0):  # nobody takes a negative number for a share
        share = _("percentages: leave out the factor 100") if several else _("a percentage: leave out the factor 100")
        mistakes.append((100 * value, share))
    conversion = _("a conversion the wrong way round: one bit is {ln2:.6f} nats").format(ln2=LN2)
    if answer.unit == "bits":
        mistakes += [
            (LN2 * value, _("the answer in nats: for bits take log₂")),
            (LN2**2 * value, conversion),
            (math.log10(2) * value, _("a logarithm to base 10: for bits take log₂")),
        ]
    if answer.unit == "nats":
        mistakes += [
            (value / LN2, _("the answer in bits: for nats take the natural logarithm")),
            (value / LN2**2, conversion),
            (math.log10(math.e) * value, _("a logarithm to base 10: for nats take the natural logarithm")),
        ]
    return mistakes
