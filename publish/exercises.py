"""An exercise as the page needs it, and the words that the page's scripts say."""

import inspect
import json
import math
import re
from pathlib import Path

import numpy as np

from course.lessons import EXERCISES
from course.lessons.exercise import usual_mistakes
from course.translation import _, plural
from publish import BuildError

SCRIPTS = ["words.js", "judges.js", "verdicts.js"]  # in the order in which a page needs them
_STRING = r'"(?:[^"\\]|\\.)*"'
_TEXT = rf"{_STRING}(?:\s*\+\s*{_STRING})*"  # a long one is a sum
_MARKED = re.compile(rf"\b(?:_|plural)\(\s*({_TEXT})(?:,\s*({_TEXT}))?")


def exercise_data(number):
    """Return what verdicts.js has to know of an exercise, all of it JSON: infinity is the text "Infinity"."""
    exercise = EXERCISES[number]
    return {
        "number": number,
        "answers": [_answer_data(answer) for answer in exercise.answers],
        "because": exercise.because,
        "hint": exercise.hint,
        "strong_hint": exercise.strong_hint,
        "exchanged": exercise.exchanged,
        "together": _in_json(exercise.together),
        "judge": _name(exercise.judge),
        "aside": _name(exercise.aside),
    }


def _answer_data(answer):
    kind = _kind(answer)
    mistakes = [] if kind == "code" else answer.mistakes
    if kind in ("number", "numbers") and answer.value is not None:
        mistakes = mistakes + usual_mistakes(answer)
    return {
        "name": answer.name,
        "kind": kind,
        "value": None if kind == "code" else _in_json(answer.value),
        "size": answer.size,
        "decimals": answer.decimals,
        "hint": answer.hint,
        "mistakes": _in_json(mistakes),
        "follows": answer.follows is not None,
    }


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


def _name(function):
    """The name under which judges.js has this function, or None where there is none."""
    if function is None:
        return None
    if function.__name__ == "<lambda>":
        raise BuildError(f"a judge without a name cannot be found by the page: {inspect.getsource(function).strip()}")
    return function.__name__.lstrip("_")


def words():
    """Return what the page's scripts say, in the learner's language: {English: translated}, empty in English."""
    translated = {}
    for path in sorted(Path(__file__).parent.glob("*.js")):
        for one, many in marked(path.read_text(encoding="utf-8")):
            if many is None:
                translated[one] = _(one)
            else:
                translated |= {one: plural(one, many, 1), many: plural(one, many, 2)}
    return {english: text for english, text in translated.items() if text != english}


def marked(script):
    """Return all texts that a script marks for translation, as pairs: the form for one thing, that for many or None.

    >>> marked('say(_("a " + "bit")); plural("{n} bit", "{n} bits", n);')
    [('a bit', None), ('{n} bit', '{n} bits')]
    """
    return [(_joined(one), _joined(many) if many else None) for one, many in _MARKED.findall(script)]


def _joined(literals):
    return "".join(map(json.loads, re.findall(_STRING, literals)))
