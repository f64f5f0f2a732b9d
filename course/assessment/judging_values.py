"""The judge of a number, a list of numbers, a letter or a word: right, rounded, a usual mistake, or wrong.

The verdict on a number changes only at certain numbers, and a list is judged number by number. So the site needs no
judge of its own: `publish/exercises.py` finds these numbers, and saves the verdict between them.
"""

import math
from dataclasses import dataclass

import numpy as np

from course.lessons.exercise import TOLERANCE, usual_mistakes
from course.lessons.formula import is_close
from course.translation import _, without_gaps

DIGITS = 4  # significant digits that must be right
LOOSE = 5e-3  # relative tolerance for a number that was rounded

# the marks of a number, the most important first
RIGHT, MISTAKE, ROUNDED, CUT, NEAR, LOOSE_MISTAKE = range(6)
SEVERAL = _("; ")  # between the words for several mistakes that lead to one value
KNOWN, TOO_FEW_DIGITS, UNKNOWN = "known", "rounded", "unknown"


@dataclass(frozen=True)
class Fault:
    """One fault of an answer, in words and under a name that stays when the words change.

    kind: KNOWN (a usual mistake, or another fault with exact words), TOO_FEW_DIGITS (of a right number) or UNKNOWN.
    text: the words that follow the answer's name; for too few digits, those that follow "is".
    mistake: its name, which contains the wrong value, such as "bits 0.415"; "" where it has none.
    called: the words for it in a list of mistakes.
    """

    kind: str
    text: str
    mistake: str = ""
    called: str = ""


def fault_of(answer, x):
    """Return the Fault of an answer that was read, or None if it is right."""
    if answer.value is None:
        return None
    places = [marker(answer, place)(part) for place, part in enumerate(parts_of(x))]
    shared = [mark for mark in places[0] if all(mark in others for others in places)]
    if not shared:
        said = _("is not right in place {n}") if answer.size else _("is not right")
        return Fault(UNKNOWN, said.format(n=1 + [(CUT, 0) in found for found in places].index(False)))
    if shared[0] == (RIGHT, 0):
        return None
    return fault_of_marks(answer, [mark for mark in shared if mark[0] == shared[0][0]])


def named_faults(answer):
    """Yield every Fault of a number or a word that has a name. A name may come twice: the last has the better words."""
    if answer.value is None:
        return
    for n, (value, _text) in enumerate(mistakes_of(answer)):
        yield fault_of_marks(answer, [(MISTAKE, n)])
        yield fault_of(answer, value)
    if not isinstance(answer.value, str):
        yield from (fault_of_marks(answer, [(what, 0)]) for what in (ROUNDED, CUT, NEAR))


def parts_of(x):
    """Return the numbers of a list, or a number or word alone, as a list."""
    return [x] if isinstance(x, str) else np.ravel(x).tolist()


def marker(answer, place):
    """Return a function that lists the marks of a number or a word in this place, the most important first.

    A mark is a pair: its kind, and the index of a mistake.

    >>> from course.lessons.exercise import Answer
    >>> marker(Answer("bits", 0.811278, "", (0.415037, "heads alone")), 0)(0.811)
    [(2, 0), (3, 0), (4, 0)]
    """
    right = parts_of(answer.value)[place]
    wrong = [(n, parts_of(value)[place]) for n, (value, _text) in enumerate(mistakes_of(answer))]
    if isinstance(right, str):
        return lambda x: [(RIGHT, 0)] * (x == right) + [(MISTAKE, n) for n, value in wrong if x == value]
    short, cut = shortened(right), cut_off(right)

    def marks(x):
        is_right = _is_right(x, right, answer)
        is_short = is_right or x in short
        is_near = not answer.decimals and is_close(x, right, LOOSE)
        return [
            *[(RIGHT, 0)] * is_right,
            *[(MISTAKE, n) for n, value in wrong if is_close(x, value, TOLERANCE)],
            *[(ROUNDED, 0)] * is_short,
            *[(CUT, 0)] * (is_short or x in cut),
            *[(NEAR, 0)] * is_near,
            *[(LOOSE_MISTAKE, n) for n, value in wrong if is_close(x, value, LOOSE)],
        ]

    return marks


def mistakes_of(answer):
    """Return all known mistakes of an answer: its own, and those that are usual with every number."""
    return answer.mistakes if isinstance(answer.value, str) else answer.mistakes + usual_mistakes(answer)


def looks_like(texts):
    """Return the text of a fault for mistakes that lead to the same value, and the words for them in a list."""
    first, *others = dict.fromkeys(texts)
    called = without_gaps(SEVERAL.join([first, *(_("or like {mistake}").format(mistake=text) for text in others)]))
    return without_gaps(_("looks like {mistake}").format(mistake=called)), called


def written(value):
    """Return a wrong value as text for the name of its mistake.

    >>> written([1 / 3, 2]), written("b")
    ('0.3333,2', 'b')
    """
    if isinstance(value, str):
        return value
    return ",".join(f"{round(part, 9) + 0.0:.4g}" for part in parts_of(value))  # a sum of 0 may be -1e-17


def fault_of_marks(answer, marks):
    """Return the Fault of an answer with these marks, which have one text: a single mark, or several mistakes."""
    what = marks[0][0]
    if what in (MISTAKE, LOOSE_MISTAKE):
        mistakes = mistakes_of(answer)
        texts = [mistakes[n][1] for _what, n in marks]
        first = next(value for value, text in mistakes if text == texts[0])  # several values may have one name
        text, called = looks_like(texts)
        return Fault(KNOWN, text, f"{answer.name} {written(first)}", called)
    digits = _("{n} decimals").format(n=answer.decimals) if answer.decimals else _("four significant digits")
    if what == NEAR:
        text = _("comes near, but not to {digits}: round only at the very end").format(digits=digits)
        return Fault(KNOWN, text, f"{answer.name} near", text)
    is_small = not answer.decimals and np.abs(answer.value).min() < 0.1
    text = _("right, but give {digits}").format(digits=digits)
    text += _(", counted from the first digit that is not 0") * bool(is_small)
    text += _(", and round the last one: it was cut off") * (what == CUT)
    return Fault(TOO_FEW_DIGITS, text, f"{answer.name} {'cut off' if what == CUT else 'rounded'}", text)


def _is_right(x, right, answer):
    """Return whether x, rounded to the digits that an answer needs, is the right number rounded likewise."""
    if answer.decimals:
        return abs(x - right) <= 10.0**-answer.decimals
    return abs(x - right) <= 0.501 * unit_of(right, DIGITS) or f"{x:.{DIGITS}g}" == f"{right:.{DIGITS}g}"


def unit_of(x, digits):
    """Return one unit in the last place of x, written with this number of significant digits."""
    return 10.0 ** (math.floor(math.log10(abs(x))) + 1 - digits)


def shortened(right):
    """Return a number with two and three significant digits; a half may have been rounded up or down."""
    return [float(f"{right * nudge:.{digits}g}") for digits in (2, 3) for nudge in (1 - 1e-9, 1 + 1e-9)]


def cut_off(right):
    """Return a number cut off after two, three and four significant digits."""
    units = [unit_of(right, digits) for digits in (2, 3, DIGITS)]
    return [float(f"{math.trunc(right / unit * (1 + 1e-12)) * unit:.{DIGITS}g}") for unit in units]
