"""An exercise on the site: what is exported of it says of every number and word what `check` says."""

import ast
import json
import math
import random
import string
from bisect import bisect_right
from pathlib import Path

import numpy as np
import pytest
from babel.messages.extract import extract_javascript

from course.assessment.judging_values import fault_of, mistakes_of, parts_of
from course.lessons import EXERCISES
from publish.exercises import SCRIPTS, exercise_data, marked, words

ROOT = Path(__file__).resolve().parents[2]
PUBLISH = ROOT / "publish"
ANSWERS = [
    pytest.param(number, place, id=f"{number} {answer.name}")
    for number, exercise in EXERCISES.items()
    for place, answer in enumerate(exercise.answers)
    if answer.value is not None and not callable(answer.value)
]


def said(data, x):
    """The fault that the exported data give to an answer, as verdicts.js looks it up: (kind, text)."""
    if data["kind"] == "word":
        places = [data["table"].get(x, [])]
    else:
        parts = zip(parts_of(x), data["places"])
        places = [place["marks"][bisect_right([*map(float, place["edges"])], part)] for part, place in parts]
    shared = [mark for mark in places[0] if all(mark in others for others in places)]
    if shared:
        fault = data["faults"][shared[0]]
        return fault and (fault["kind"], fault["text"])
    place = 1 + [data.get("cut") in others for others in places].index(False)
    return "unknown", "is not right" + f" in place {place}" * bool(data["size"])


def numbers_for(answer, data):
    """Edges of all ranges and their neighbours, right and wrong values changed a little, and others."""
    draw = random.Random(1)
    values = [answer.value, *(value for value, _text in mistakes_of(answer))]
    others = [0.0, -0.0, math.inf, -math.inf, 5e-324, 1e308, *(draw.gauss(0, 3) for _ in range(20))]
    if not answer.size:
        edges = [*map(float, data["places"][0]["edges"])]
        yield from others
        yield from (math.nextafter(edge, way) for edge in edges for way in (-math.inf, edge, math.inf))
        yield from (value * (1 + draw.gauss(0, 0.003)) for value in values for _ in range(5))
        return
    for place, ranges in enumerate(data["places"]):
        for edge in [*map(float, ranges["edges"]), *others]:
            for way in (-math.inf, edge, math.inf):
                for value in values[: 1 + (way == edge) * len(values)]:
                    changed = np.array(value, dtype=float)
                    changed[place] = math.nextafter(edge, way)
                    yield changed
    yield from (np.array(value) * (1 + draw.gauss(0, 0.003)) for value in values for _ in range(5))
    yield from (np.array([float(f"{x:.{digits}g}") for x in answer.value]) for digits in (1, 2, 3, 4, 5))


@pytest.mark.parametrize("number, place", ANSWERS)
def test_the_site_judges_as_check_does(number, place):
    answer, data = EXERCISES[number].answers[place], exercise_data(number)["answers"][place]
    if data["kind"] == "word":
        known = [answer.value, *(word for word, _text in answer.mistakes)]
        given = [*known, *string.ascii_letters, "", "cbaad", "toString"]
    else:
        given = [*numbers_for(answer, data)]
        assert len(given) > 20 + len(data["places"][0]["edges"])
    for x in given:
        fault = fault_of(answer, x)
        assert said(data, x) == (fault and (fault.kind, fault.text)), x


@pytest.mark.parametrize("number", EXERCISES)
def test_the_data_are_json_without_infinities(number):
    data = exercise_data(number)
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def texts_of(name):
    return {text for pair in marked((PUBLISH / name).read_text(encoding="utf-8")) for text in pair if text}


def test_the_scripts_say_only_what_the_course_says():
    """So that words which are changed there are changed here as well."""
    said = set()
    for path in [*(ROOT / "lib").rglob("*.py"), *(ROOT / "course").rglob("*.py")]:
        said |= {node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_text(node)}
    assert [text for name in SCRIPTS if name != "words.js" for text in texts_of(name) if text not in said] == []


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_marked_text_is_found(name):
    """As Babel finds them, which reads JavaScript as those who translate do."""
    with (PUBLISH / name).open("rb") as script:
        found = [message for _, _, message, _ in extract_javascript(script, {"_", "plural"}, [], {})]
    pairs = [message if isinstance(message, tuple) else (message, None) for message in found if message]
    assert marked((PUBLISH / name).read_text(encoding="utf-8")) == [(one, many) for one, many, *_ in pairs if one]


def test_in_english_there_are_no_other_words():
    assert words() == {}
