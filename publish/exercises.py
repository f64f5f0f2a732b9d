"""Data of an exercise for a page's scripts."""

import math
from functools import cache
from itertools import chain, pairwise

import numpy as np

from course.assessment.judging_values import (
    CUT,
    DIGITS,
    LOOSE,
    RIGHT,
    cut_off,
    fault_of_marks,
    marker,
    mistakes_of,
    parts_of,
    shortened,
    unit_of,
)
from course.assessment.verdicts import name_of, whole_mistakes
from course.lessons import EXERCISES
from course.lessons.exercise import TOLERANCE
from course.lessons.formula import close, tree


def exercise_data(number):
    """Return what verdicts.js needs for an exercise, as JSON data: infinity is the text "Infinity"."""
    exercise = EXERCISES[number]
    return {
        "number": number,
        "answers": [answer_data(answer) for answer in exercise.answers],
        "because": exercise.because,
        "hint": exercise.hint,
        "strong_hint": exercise.strong_hint,
        "needs_python": exercise.needs_python,
        "whole": [[_in_json(wrong), text, name_of(exercise, wrong)] for wrong, text in whole_mistakes(exercise)],
        "facts": {name: tree(fact) if isinstance(fact, str) else fact for name, fact in exercise.facts.items()},
        "judge": [[tree(condition), text] for condition, text in exercise.judge],
        "aside": [[tree(condition), text] for condition, text in exercise.aside],
    }


def can_be_typed(data):
    """Return whether no answer of an exercise is code."""
    return all(answer["kind"] != "code" for answer in data["answers"])


def answer_data(answer):
    """Return the kind of an answer and the data to judge it: ranges for each number, a table for a word.

    faults: all that may be wrong with it, as {kind, text, mistake}; None is "right". A mark is an index of this list.
    """
    kind = _kind(answer)
    data = {"name": answer.name, "kind": kind, "size": answer.size, "hint": answer.hint}
    data["follows"] = tree(answer.follows) if answer.follows else None
    if kind == "code" or answer.value is None:
        return data
    faults = []

    def marks(found):
        """Yield the indices in `faults`: the first mark's, or in a list each mark's, as its numbers must share one."""
        groups = [[other for other in found if _have_one_text(answer, mark, other)] for mark in found]
        for group in groups if answer.size else groups[:1]:
            fault = None if group[0][0] == RIGHT else fault_of_marks(answer, group)
            said = fault and {"kind": fault.kind, "text": fault.text, "mistake": fault.mistake}
            if said not in faults:
                faults.append(said)
            yield faults.index(said)

    if kind == "word":
        data["is_letter"] = len(answer.value) == 1
        known = [answer.value, *(word for word, _text in answer.mistakes)]
        data["table"] = {word: [*marks(marker(answer, 0)(word))] for word in known}
    else:
        data["places"] = [_ranges(answer, place, marks) for place in range(answer.size or 1)]
        (data["cut"],) = marks([(CUT, 0)])
    return data | {"faults": faults}


def _have_one_text(answer, mark, other):
    """Return whether two marks have one text: they are of one kind and, in a list, the mistakes have equal values."""
    (what, n), (other_what, m) = mark, other
    if what != other_what or n == m or not answer.size:
        return what == other_what
    return close(mistakes_of(answer)[n][0], mistakes_of(answer)[m][0], 0)


def _ranges(answer, place, marks):
    """Return edges and marks: a number below the first edge, or from one edge up to the next, has these marks.

    Marks change only near the numbers that an answer is compared with. Bisection finds the first number after a change.
    """
    may_be = marker(answer, place)

    @cache
    def say(x):
        return [*dict.fromkeys(marks(may_be(x)))]

    right = parts_of(answer.value)[place]
    values = [right, *(parts_of(value)[place] for value, _text in mistakes_of(answer))]
    unit = unit_of(right, DIGITS)
    near = [*shortened(right), *cut_off(right), *(right + side * 10.0 ** -(answer.decimals or 0) for side in (-1, 1))]
    near += [x + side * unit for x in (right, float(f"{right:.{DIGITS}g}")) for side in (-0.501, -0.5, 0.5, 0.501)]
    near += [value * (1 + by) for value in values for by in (-LOOSE, -TOLERANCE, 0, TOLERANCE, LOOSE)]
    places = {_position_of(x) + aside for x in (*near, -math.inf, math.inf) for aside in (-9999, -1, 0, 1, 9999)}
    places = sorted(place for place in places if abs(place) <= _position_of(math.inf))
    places = sorted({*places, *((a + b) // 2 for a, b in pairwise(places))})
    changes = [_changes(lambda place: say(_float_at(place)), *ends) for ends in pairwise(places)]
    edges = [_float_at(edge) for edge in chain(*changes)]
    return {"edges": _in_json(edges), "marks": [say(x) for x in (-math.inf, *edges)]}


def _changes(function, a, b):
    """Yield the whole numbers after a, up to b, at which the function changes its value."""
    if function(a) != function(b):
        middle = (a + b) // 2
        yield from [b] if middle == a else [*_changes(function, a, middle), *_changes(function, middle, b)]


def _position_of(x):
    """Return the position of a float in the order of all floats."""
    bits = int(np.float64(x).view(np.int64))
    return bits if bits >= 0 else -(bits & (2**63 - 1))


def _float_at(place):
    """Return the float at this position."""
    return math.copysign(np.int64(abs(place)).view(np.float64), place)


def _kind(answer):
    if callable(answer.value):
        return "code"
    if isinstance(answer.value, str):
        return "word"
    if answer.size is None:
        return "number"
    return "texts" if answer.texts else "numbers"


def _in_json(value):
    if isinstance(value, (list, tuple, np.ndarray)):
        return [_in_json(part) for part in value]
    if value is None or isinstance(value, str):
        return value
    return float(value) if math.isfinite(value) else f"{value}".replace("inf", "Infinity")
