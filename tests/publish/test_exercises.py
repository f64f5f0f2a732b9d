"""An exercise on the site: its exported data give every number and word the verdict of `check`."""

import json
import math
import random
import re
import string
from bisect import bisect_right
from pathlib import Path

import numpy as np
import pytest
from renew_translations import texts_of_code

from course.assessment.judging_values import fault_of, mistakes_of, parts_of
from course.lessons import EXERCISES
from course.lessons.exercise import Answer, Exercise
from publish.exercises import answer_data, exercise_data
from publish.scripts import OF_VERDICTS, words

ROOT = Path(__file__).resolve().parents[2]
PUBLISH = ROOT / "publish"
ONES = [([1, 1], "ones"), ([1, 1], "ones"), ([1, 1], "units")]
MADE_UP = [  # kinds that no exercise has yet
    Answer("a small number and a large one", [0.0125, 0.8765432], "nats", *ONES, size=2),
    Answer("a half, rounded", 0.0125, decimals=4),
    Answer("a half, rounded to even", 1.125),
    Answer("a small half", 29 / 1e5),
]
ANSWERS = {
    f"{number} {answer.name}": answer
    for number, exercise in (EXERCISES | {"made up": Exercise(*MADE_UP, because="so.")}).items()
    for answer in exercise.answers
    if answer.value is not None and not callable(answer.value)
}


def is_letter(answer):
    return isinstance(answer.value, str) and len(answer.value) == 1


def said(data, x):
    """Return the fault that the exported data give to an answer, looked up as in verdicts.js: (kind, text, mistake)."""
    if data["kind"] == "word":
        places = [data["table"].get(x, [])]
    else:
        parts = zip(parts_of(x), data["places"])
        places = [place["marks"][bisect_right([*map(float, place["edges"])], part)] for part, place in parts]
    shared = [mark for mark in places[0] if all(mark in others for others in places)]
    if shared:
        fault = data["faults"][shared[0]]
        return fault and (fault["kind"], fault["text"], fault["mistake"])
    place = 1 + [data.get("cut") in others for others in places].index(False)
    return "unknown", "is not right" + f" in place {place}" * bool(data["size"]), ""


def numbers_for(answer, data):
    """Return edges of all ranges with their neighbours, right and wrong values with small changes, and others."""
    draw = random.Random(1)
    values = [np.array(value, dtype=float) for value in (answer.value, *(value for value, _ in mistakes_of(answer)))]
    others = [0.0, -0.0, math.inf, -math.inf, 5e-324, 1e308, *(draw.gauss(0, 3) for _ in range(20))]
    for place, ranges in enumerate(data["places"]):
        for edge in [*map(float, ranges["edges"]), *others]:
            for way in (-math.inf, edge, math.inf):
                for value in values[: len(values) if answer.size and way == edge else 1]:
                    changed = value.copy()
                    changed[place if answer.size else ()] = math.nextafter(edge, way)
                    yield changed
    yield from (value * (1 + draw.gauss(0, 0.003)) for value in values for _ in range(5))
    yield from (np.array([float(f"{x:.{digits}g}") for x in parts_of(answer.value)]) for digits in (1, 2, 3, 4, 5))


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_the_site_judges_as_check_does(answer):
    data = answer_data(answer)
    if data["kind"] == "word":
        known = [answer.value, *(word for word, _text in answer.mistakes)]
        given = [*known, *string.ascii_letters, "", "cbaad", "toString"]
    else:
        given = [x if answer.size else x.item() for x in numbers_for(answer, data)]
    for x in given:
        fault = fault_of(answer, x)
        assert said(data, x) == (fault and (fault.kind, fault.text, fault.mistake)), x


@pytest.mark.parametrize("number", [number for number in EXERCISES if any(map(is_letter, EXERCISES[number].answers))])
def test_a_letter_is_one_of_the_choices_that_the_question_names(number):
    """The page makes a button for each letter of the table."""
    (path,) = ROOT.glob(f"notebooks/{number[:2]}_*.ipynb")
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "markdown"]
    question = next("".join(cell["source"]) for cell in cells if f"**{number[3:]}.** " in "".join(cell["source"]))
    tables = [data["table"] for data in map(answer_data, filter(is_letter, EXERCISES[number].answers))]
    parts = question.split("`: ")  # some questions have an item for each answer
    named = [sorted({*re.findall(r"\(([a-f])\)", part)}) for part in parts]
    assert all(sorted(table) in [*named, sorted({*sum(named, [])})] for table in tables)


def test_the_data_are_json_without_infinities():
    data = [*map(exercise_data, EXERCISES)]
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_the_scripts_say_only_what_the_course_says():
    """So a change of words in the course must also be made in the scripts."""
    scripts = {f"publish/{name}" for name in [*OF_VERDICTS[1:], "handing_in.js", "games.js"]}  # words.js is for fields
    files = {text: {file for file, _line in places} for text, places in texts_of_code().items()}
    shared = {text: names for text, names in files.items() if names & scripts}
    assert len(shared) > 40
    assert [text for text, names in shared.items() if not any(name.startswith("course/") for name in names)] == []


@pytest.mark.parametrize("path", sorted(PUBLISH.glob("*.js")), ids=lambda path: path.name)
def test_scripts_use_nothing_that_safari_14_lacks(path):
    """One pattern with a lookbehind would cost such a browser the whole file."""
    too_new = r"Object\.hasOwn\(|\.at\(|\.findLast|\(\?<[=!]|structuredClone|\.toSorted"
    assert re.findall(too_new, path.read_text(encoding="utf-8")) == []


def test_in_english_there_are_no_other_words():
    assert words() == {}
