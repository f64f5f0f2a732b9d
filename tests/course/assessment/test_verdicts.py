"""Every exercise accepts its solution, names the usual mistakes, and says a sentence whatever it is given."""

import itertools
import math
import os
import re
import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as stnp
from solutions import answers

from course.assessment import keeping
from course.assessment.judging_functions import PLAIN, edges
from course.assessment.judging_values import mistakes_of
from course.assessment.keeping import histories
from course.assessment.verdicts import Verdict, _wrong_tries, check, mistakes_called
from course.lessons import EXERCISES
from course.lessons.exercise import TOLERANCE
from lib import entropy, kl_divergence, kl_terms

ROOT = Path(__file__).resolve().parents[3]
RATES = answers("06.2")[0]
NUMBERS = [
    number
    for number, exercise in EXERCISES.items()
    if all(isinstance(answer.value, int | float) for answer in exercise.answers)
]


def mended(p, q):
    return sum(a * (math.log2(a) - math.log2(b)) for a, b in zip(p, q))


def my_kl(p, q):
    total = 0
    for a, b in zip(p, q):
        if a > 0 and b == 0:
            return math.inf
        if a > 0:
            total += a * math.log2(a / b)
    return total


@pytest.fixture(autouse=True)
def no_tries_before():
    _wrong_tries.clear()
    mistakes_called.cache_clear()


def text(*arguments):
    return check(*arguments).text


# --- right answers


@pytest.mark.parametrize("number", EXERCISES)
def test_the_published_solution_is_right(number):
    verdict = check(number, *answers(number))
    assert verdict.status == "right"
    assert verdict.text == f"Right: {EXERCISES[number].because}"


FORMS = {
    "float": float,
    "np.float64": np.float64,
    "np.float32": np.float32,
    "np.longdouble": np.longdouble,
    "0-d": np.array,
    "0-d object": lambda x: np.array(x, dtype=object),
    "Fraction": Fraction,
    "Decimal": lambda x: Decimal(repr(float(x))),
    "four digits": lambda x: float(f"{x:.4g}"),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_right_number_is_right_in_any_form(number, form):
    assert check(number, *map(form, answers(number))).status == "right"


@pytest.mark.parametrize(
    "form", [list, tuple, np.array, np.float32, lambda x: [np.array(part) for part in x]]
)
def test_a_list_is_right_in_any_form(form):
    assert check("06.2", form(RATES)).status == "right"
    assert check("06.1", Fraction(9, 8), form([2, 3, 2, 2, 3])).status == "right"
    assert check("05.2", form([0.75, 0.25]), form([0.25, 0.75])).status == "right"
    assert check("00.3", form([0.125, 0.875])).status == "right"


@pytest.mark.parametrize(
    "number, given",
    [
        ("01.3", [0.110, 0.890]),
        ("06.1", [1.125, [3.0, 2, 3, 2, 2]]),
        ("05.2", [[0, 1], [1, 0]]),
        ("05.2", [[0.3, 0.7], [0.7, 1 - 0.7]]),
        ("05.3", ["B", "(b)", " d) "]),
        ("02.4", [lambda p, q: kl_divergence(p, q) + 1e-12]),
        ("02.4", [lambda p, q: np.where(p > 0, p * np.log2(p / q), 0).sum()]),
        ("02.4", [kl_divergence]),
    ],
)
def test_other_right_answers(number, given):
    assert check(number, *given).status == "right"


# --- mistakes


NUMERIC_ANSWERS = [
    pytest.param(number, place, answer, id=f"{number} {answer.name}")
    for number, exercise in EXERCISES.items()
    for place, answer in enumerate(exercise.answers)
    if isinstance(answer.value, int | float | np.ndarray)
]


def with_mistake(number, place, wrong):
    return [*answers(number)[:place], wrong, *answers(number)[place + 1 :]]


def near(a, b):
    with np.errstate(all="ignore"):
        return bool(np.all(np.isclose(a, b, rtol=TOLERANCE, atol=0)))


@pytest.mark.parametrize("number, place, answer", NUMERIC_ANSWERS)
def test_each_mistake_is_named(number, place, answer):
    for wrong, looks_like in mistakes_of(answer):
        verdict = check(number, *with_mistake(number, place, wrong))
        whole = [EXERCISES[number].exchanged, *(what for _, what in EXERCISES[number].together)]
        assert verdict.status == "wrong", f"{looks_like!r} leads to the right answer: take it out of the mistakes"
        assert f"`{answer.name}` looks like " in verdict.text or verdict.text[9:-1] in whole
        assert f" like {looks_like}" in verdict.text or verdict.text[9:-1] in whole
        hints = {answer.hint, EXERCISES[number].hint, EXERCISES[number].strong_hint} - {""}
        assert not [hint for hint in hints if hint in verdict.text], "who knows the mistake needs no hint"


@pytest.mark.parametrize("number, place, answer", NUMERIC_ANSWERS)
def test_no_mistake_passes_for_the_right_answer(number, place, answer):
    for wrong, text in mistakes_of(answer):
        assert not near(wrong, answer.value) and not near(answer.value, wrong), f"{text!r} is too near to the answer"


def test_two_mistakes_that_lead_to_one_number_are_both_named():
    told = text("02.1", -0.188722, -0.207519)
    assert "H(q) − H(p)" in told and "; or like the sum of q·log₂(p/q)" in told
    assert "; or like " not in text("02.1", 1.207519, 0)


def test_mistakes_in_all_answers_at_once_are_named():
    for exercise in EXERCISES:
        for wrong, what in EXERCISES[exercise].together:
            assert text(exercise, *wrong) == f"Not yet: {what}."


@pytest.mark.parametrize("number", [n for n, e in EXERCISES.items() if e.exchanged])
def test_exchanged_answers_are_noticed(number):
    assert text(number, *answers(number)[::-1]) == f"Not yet: {EXERCISES[number].exchanged}."


def test_any_two_numbers_that_are_exchanged_are_noticed():
    assert text("01.4", 0.2, 2.3219) == text("01.4", 0.2, 2.32) == "Not yet: `largest` and `each` are exchanged."
    assert text("06.5", 5, 2, 1.125) == "Not yet: `divergence` and `waste` are exchanged."
    assert "exchanged" not in text("05.4", 1, 1, "a")


@pytest.mark.parametrize(
    "number, given",
    [
        ("01.2", [0.81, 0.562335]),
        ("01.2", [0.811278, 0.56]),
        ("01.2", [0.8112, 0.5623]),  # cut off
        ("02.5", [45]),
        ("04.1", [0.031]),
        ("06.3", [2.9, 3.25]),
        ("06.3", [2.87, 3.25]),
        ("06.2", [np.round(RATES, 2)]),
        ("07.1", [0.29, 0.5]),
    ],
)
def test_a_right_number_with_too_few_digits_is_called_right(number, given):
    assert re.search("^Not yet: .* (is|are) right, but give four significant digits", text(number, *given))
    assert " looks " not in text(number, *given)


def with_digits(x, digits):
    return [float(f"{part:.{digits}g}") for part in x] if isinstance(x, list) else float(f"{x:.{digits}g}")


@pytest.mark.parametrize("number", [*NUMBERS, "06.2"])
def test_all_exercises_judge_digits_alike(number):
    assert check(number, *(with_digits(x, 4) for x in answers(number))).status == "right"
    given = [with_digits(x, 3) for x in answers(number)]
    verdict = check(number, *given)
    if given == [with_digits(x, 4) for x in answers(number)]:
        assert verdict.status == "right"
    else:
        assert re.search(" (is|are) right, but give four significant digits", verdict.text)


def test_all_that_is_rounded_is_named_at_once():
    assert text("01.2", 0.811, 0.562) == "Not yet: `bits` and `nats` are right, but give four significant digits."
    assert text("06.2", with_digits(RATES, 3)) == "Not yet: `rates` is right, but give four significant digits."
    assert "`bits` looks like the surprise of heads alone" in text("01.2", 0.415037, 0.562)
    assert "cut off" in text("01.2", 0.8112, 0.562) and "cut off" not in text("01.2", 0.811, 0.562)


def test_rounding_on_the_way_is_told_from_a_mistake():
    near = "comes near, but not to four significant digits: round only at the very end"
    assert text("07.5", 0.7 * 0.223 + 0.3 * 1.609, "c", "d").endswith(near + ".")
    assert near not in text("01.3", 0.1105, 0.8895)  # found by trying, so that there is nothing to round


@pytest.mark.parametrize(
    "number, given",
    [
        ("01.1", [5.68]),
        ("01.1", [5.6724]),
        ("01.1", [5.71]),
        ("01.1", [6]),
        ("01.2", [0.8, 0.562335]),  # one digit is too few to tell
        ("01.3", [1 / 9, 8 / 9]),
        ("02.1", [0.207519, 0.1]),
        ("04.1", [0.03]),
        ("04.1", [0.0311]),
    ],
)
def test_only_the_right_number_can_have_too_few_digits(number, given):
    assert "right, but give" not in text(number, *given)


def test_it_is_said_how_significant_digits_are_counted_where_zeros_come_first():
    counted = ", counted from the first digit that is not 0."
    assert text("04.1", 0.031).endswith(counted) and not text("01.2", 0.81, 0.56).endswith(counted)


def test_as_many_decimals_do_as_are_asked():
    assert check("01.3", 0.1101, 0.8899).status == check("01.3", 0.1100, 0.8900).status == "right"
    assert check("01.3", 0.1102, 0.8899).status == check("01.3", 0.1099, 0.8898).status == "wrong"
    assert "`high` is right, but give 4 decimals" in text("01.3", 0.11, 0.88)


def test_a_mistake_is_named_though_it_is_rounded():
    assert "heads alone" in text("01.2", 0.415, 0.562)
    assert "the sum of the losses" in text("03.2", 3.17, 2.2)


def test_a_hint_then_a_stronger_one():
    exercise = EXERCISES["01.2"]
    first, second, third = (text("01.2", 7, 7) for _ in range(3))
    assert first == f"Not yet: `bits` is not right. {exercise.hint}"
    assert second == third == f"Not yet: `bits` is not right. {exercise.strong_hint}"
    assert exercise.hint != exercise.strong_hint


def test_the_first_hint_is_for_the_answer_that_is_wrong():
    for number, exercise in EXERCISES.items():
        for place, answer in enumerate(exercise.answers):
            if answer.value is None or callable(answer.value):
                continue
            _wrong_tries.clear()
            wrong = "x" if isinstance(answer.value, str) else [77.7] * answer.size if answer.size else 77.7
            told = [text(number, *with_mistake(number, place, wrong)) for _ in range(2)]
            assert f"`{answer.name}` is not right" in told[0]
            assert told[0].endswith(f". {answer.hint or exercise.hint}") and told[1].endswith(exercise.strong_hint)


def test_an_answer_that_follows_from_a_wrong_one_is_not_blamed():
    assert "`z_cat` looks like a sum with the bias +0.1" in text("03.4", 1.1, -2.5, 0.973403)
    assert "`z_cat` looks like a sum with the bias +0.1" in text("03.4", 1.1, -2.5, 0.9734)
    assert "`z_cat` is not right" in text("03.4", 1.1, -2, 0.956893)
    assert "`q_dog` looks like softmax of the logits without their biases" in text("03.4", 1.1, -2.7, 0.973403)


def test_hints_belong_to_one_exercise_and_begin_anew_after_a_right_answer():
    check("01.2", 7, 7)
    assert EXERCISES["03.3"].hint in text("03.3", 7)
    assert check("01.2", *answers("01.2")).status == "right"
    assert EXERCISES["01.2"].hint in text("01.2", 7, 7)


def test_what_is_said_is_made_of_whole_sentences():
    for exercise in EXERCISES.values():
        said = [exercise.because]
        if any(answer.value is not None for answer in exercise.answers):
            said += [exercise.hint, exercise.strong_hint]
        assert all(sentence.endswith((".", "?")) for sentence in said)
        assert not exercise.exchanged.endswith(".")


# --- what students really answer


@pytest.mark.parametrize(
    "number, given, words",
    [
        pytest.param(number, given, words, id=f"{number} {place}")
        for number, exercise in EXERCISES.items()
        for place, (given, *words) in enumerate(exercise.examples)
    ],
)
def test_a_wrong_answer_is_told_what_it_is(number, given, words):
    verdict = check(number, *given)
    assert verdict.status == "wrong"
    missing = [word for word in words if word not in verdict.text]
    assert words and not missing, f"of these answers check says: {verdict.text}"


def test_codewords_may_be_any_best_code():
    for codewords in (["1", "01", "001", "000"], ("0", "11", "100", "101"), np.array(["1", "00", "010", "011"])):
        assert check("06.4", codewords, "D A A B C").status == "right"


def test_a_further_sentence_is_said_of_answers_that_deserve_one():
    infinite = "Here both directions are infinite"
    assert infinite in text("05.2", [1, 0], [0, 1]) and check("05.2", [1, 0], [0, 1]).status == "right"
    assert infinite not in text("05.2", [0.9, 0.1], [0.1, 0.9])


@pytest.mark.parametrize(
    "number, given, told",
    [
        ("06.4", ["0", "daabc"], "no list: 4 texts in square brackets are asked"),
        ("06.4", [["0", "1"], "daabc"], "has 2 entries and needs 4"),
        ("06.4", [[0, 10, 110, 111], "daabc"], "put each in quotation marks"),
        ("06.4", [["0", "10", "110", "111"], 5], "`message` needs a word in quotation marks"),
        ("07.5", ["c", "c", "d"], "`estimate` is text"),
        ("07.5", [0.639, 2, "d"], "`needed` needs one letter"),
    ],
)
def test_texts_and_numbers_are_not_mixed_up(number, given, told):
    verdict = check(number, *given)
    assert verdict.status == "unreadable" and told in verdict.text


def test_dots_in_place_of_codewords():
    assert text("06.4", [...] * 4, ...) == "Not answered yet: put your codewords and your word in place of the dots."
    assert text("06.4", ["0", "10", "110", ...], "daabc").endswith("in place of the dots in `codewords`.")


# --- answers that cannot be judged


@pytest.mark.parametrize(
    "number, given, told",
    [
        ("04.1", [...], "put your number in place of the dots."),
        ("01.2", [..., ...], "put your number in place of the dots."),
        ("01.2", [0.811278, ...], "put your number in place of the dots in `nats`."),
        ("01.2", ["text", ...], "put your number in place of the dots in `nats`."),
        ("06.1", [..., [..., ..., ..., ..., ...]], "put your numbers in place of the dots."),
        ("06.1", [1.125, ...], "put your list of numbers in place of the dots in `repaired`."),
        ("06.1", [1.125, [2, 2, 2, ..., 3]], "put your number in place of the dots in `repaired`."),
        ("05.2", [[..., ...], [..., ...]], "put your numbers in place of the dots."),
        ("06.2", [...], "put your list of numbers in place of the dots."),
        ("06.4", [..., "daabc"], "put your list of codewords in place of the dots in `codewords`."),
        ("06.4", [["0", ..., "110", "111"], "daabc"], "put your codeword in place of the dots in `codewords`."),
        ("06.2", [np.array([...] * 8)], "put your numbers in place of the dots."),
        ("06.2", [np.array(...)], "put your number in place of the dots."),
        ("07.5", [..., ..., ...], "put your number and your letter in place of the dots."),
        ("05.3", [..., ..., ...], "put your letter in place of the dots."),
        ("02.4", [...], "put your formula in place of the dots."),
        ("02.4", [lambda p, q: ...], "put your formula in place of the dots."),
    ],
)
def test_dots_are_no_answer_yet(number, given, told):
    assert check(number, *given) == Verdict("unanswered", f"Not answered yet: {told}")


@pytest.mark.parametrize(
    "given, told",
    [
        ("1/32", "`answer` is text: leave out the quotation marks."),
        (b"1", "is text"),
        (None, "is None"),
        (True, "True or False"),
        (np.True_, "True or False"),
        (0.03125 + 0j, "a complex number"),
        (np.complex64(1), "a complex number"),
        ([0.03125, 1], "a list"),
        ((0.5, 0.25), "a list"),
        (np.array([0.03125, 0]), "a list"),
        ([], "a list"),
        ((0, 3125), "a number with a decimal comma: write 0.3125."),
        ([5, 7], "a number with a decimal comma: write 5.7."),
        ("0,03125", "text with a decimal comma: write 0.03125, and no quotes"),
        ("3.125%", "text with a percent sign: write 50 % as 0.5, and no quotes"),
        ("3,125 %", "text with a percent sign"),
        ("0.03125 bits", "text with a unit: write the number alone, and no quotes"),
        (math.sqrt, "a function: call it"),
        (lambda: 0.03125, "a function: call it"),
        (math.nan, "nan"),
        (Decimal("nan"), "nan"),
        ({}, "an object of type dict"),
        (object(), "an object of type object"),
    ],
)
def test_what_is_no_number_is_said(given, told):
    verdict = check("04.1", given)
    assert verdict.status == "unreadable" and told in verdict.text


@pytest.mark.parametrize(
    "number, given, told",
    [
        ("06.2", [1], "no list: 8 numbers in square brackets"),
        ("06.2", [np.array(1)], "no list"),
        ("06.2", [None], "no list"),
        ("06.2", [RATES[:7]], "has 7 entries and needs 8"),
        ("06.2", [[*RATES[:7], "x"]], "contains text"),
        ("06.2", [[RATES] * 8], "contains a list"),
        ("05.2", [[0.5, 0.5], [0.2, 0.3, 0.5]], "`q` has 3 entries and needs 2"),
        ("00.3", [0.125], "no list"),
        ("05.3", [1, "b", "d"], "needs one letter"),
        ("05.3", ["q(x)/p(x)", "b", "d"], "needs one letter"),
        ("04.4", ["c", "d", "ab"], "needs one letter"),
        ("02.4", [0.5], "no function"),
        ("01.2", [0.811278], '`check("01.2", bits, nats)`'),
        ("01.2", [], '`check("01.2", bits, nats)`'),
        ("1.2", [1, 2], "No exercise has this number"),
        (1.2, [1, 2], "No exercise has this number"),
    ],
)
def test_what_does_not_fit_is_said(number, given, told):
    verdict = check(number, *given)
    assert verdict.status == "unreadable" and told in verdict.text


@pytest.mark.parametrize(
    "number, given, told",
    [
        ("01.2", [0, 811278, 0, 562335], "numbers with decimal commas: write 0.811278, 0.562335."),
        ("01.1", [5, 7004], "write 5.7004."),
        ("00.3", [[0, 125, 0, 875]], "`q` looks like numbers with decimal commas: write 0.125, 0.875."),
    ],
)
def test_decimal_commas_are_recognised(number, given, told):
    verdict = check(number, *given)
    assert verdict.status == "unreadable" and told in verdict.text


class Column:
    """As pandas has it, which this project does without."""

    def __init__(self, *entries):
        self.entries = entries

    def __array__(self, dtype=None, copy=None):
        return np.array(self.entries, dtype=dtype)


@pytest.mark.parametrize("form", [list, tuple, np.array, Column, lambda x: np.array([x]), lambda x: [np.array(x)]])
def test_one_number_alone_in_a_list_will_do(form):
    one = form(0.03125) if form is Column else form([0.03125])
    assert check("04.1", one).status == "right"
    assert check("01.2", [0.811278], one).status == "wrong"


def test_numbers_beyond_floats_are_only_wrong():
    assert check("04.1", 10**400).status == check("04.1", -(Fraction(10) ** 400)).status == "wrong"
    assert check("04.1", 1e308).status == check("04.1", math.inf).status == "wrong"


# --- functions


def as_they_come():
    """The three functions, made by the notebook's own cell."""
    cells = nbformat.read(ROOT / "notebooks/02_kl_divergence.ipynb", as_version=4).cells
    (source,) = (cell.source for cell in cells if cell.source.startswith("def first("))
    names = {"math": math, "entropy": entropy}
    exec(source.partition("check(")[0], names)
    return names["first"], names["second"], names["third"]


def test_the_broken_functions_as_they_come_are_no_answer_yet():
    first, second, third = as_they_come()
    assert text("02.3", first, second, third).startswith("Not answered yet: mend `first`, `second`, `third`,")
    assert text("02.3", mended, second, third) == (
        "Not answered yet: `first` is right; mend `second`, `third`, then run this cell again."
    )
    assert "`first` and `third` are right; mend `second`, then" in text("02.3", mended, second, mended)


def test_a_mistake_is_named_only_after_a_try():
    _, second, third = as_they_come()
    told = text("02.3", lambda p, q: kl_divergence(q, p), second, third)
    assert told == "Not yet: `first` looks like the divergence with p and q swapped."
    told = text("02.3", mended, second, lambda p, q: kl_divergence(p, q, base=math.e))
    assert told.startswith("Not yet: `first` is right, but `third` looks like the divergence in nats")


def test_a_function_mended_in_another_way_than_asked_is_named():
    assert "`second` looks like H(q) − H(p)" in text("02.3", mended, lambda p, q: entropy(q) - entropy(p), mended)
    assert "`third` looks like the divergence in nats" in text(
        "02.3", mended, mended, lambda p, q: kl_divergence(p, q, base=math.e)
    )


def test_mended_functions_need_not_mind_zeros():
    assert check("02.3", kl_divergence, mended, kl_divergence).text == f"Right: {EXERCISES['02.3'].because}"


def test_an_edited_function_is_noticed_though_it_gives_the_same_numbers():
    def edited(p, q):
        return sum(a * abs(math.log2(a / b)) for a, b in zip(p, q))

    assert text("02.3", mended, edited, mended) == (
        "Not yet: `first` is right, but `second` looks like "
        "the sum of the sizes of the terms: negative terms must count as negative."
    )


def test_other_lines_and_names_of_the_cell_do_not_make_it_edited():
    cell = {"math": math}
    exec("def a(p, q):\n\n    return sum(abs(a * math.log2(a / b))\n        for a, b in zip(p, q))", cell)
    assert "right; mend `second`, then" in text("02.3", mended, cell["a"], mended)


def test_each_mistaken_function_is_named():
    for wrong, looks_like in EXERCISES["02.4"].answers[0].mistakes:
        assert text("02.4", wrong) == f"Not yet: `my_kl` looks like {looks_like}."


def test_no_mistaken_function_passes_for_the_right_one():
    answer = EXERCISES["02.4"].answers[0]
    right = [answer.value(p, q) for p, q in PLAIN]
    values = [[wrong(p, q) for p, q in PLAIN] for wrong, _ in answer.mistakes]
    assert not [given for given in values if np.allclose(right, given, rtol=1e-3)]


def stops_at_zero(p, q):
    total = 0
    for a, b in zip(p, q):
        if a == 0:
            break
        total += math.inf if b == 0 else a * math.log2(a / b)
    return total


def stops_where_both_are_zero(p, q):
    total = 0
    for a, b in zip(p, q):
        if a == b == 0:
            break
        total += 0 if a == 0 else math.inf if b == 0 else a * math.log2(a / b)
    return total


def test_zeros_stand_in_every_place_of_lists_of_every_length():
    assert {len(p) for p, _, _ in edges()} == {1, 2, 3, 4, 5}
    for size in (2, 3, 4, 5):
        cases = [(p, q) for p, q, _ in edges() if len(p) == size]
        for place in range(size):
            kinds = {(p[place] == 0, q[place] == 0) for p, q in cases}
            assert kinds == {(True, False), (True, True), (False, True), (False, False)}
    assert "and the terms after it still count" in text("02.4", stops_at_zero)
    assert "also where q = 0, and the terms after it" in text("02.4", stops_where_both_are_zero)


@pytest.mark.parametrize(
    "function, told",
    [
        (lambda p, q: float(np.sum(p * np.log2(p / q))), "nan, which is no number"),
        (lambda p, q: kl_divergence(p, q) if q.all() else 0, "not inf: q = 0 where p is not 0 costs infinitely much"),
        (lambda p, q: sum(p * np.log2((p + 1e-12) / (q + 1e-12))), "costs infinitely much"),
        (lambda p, q: kl_divergence(p, q) if p.all() else ..., "dots"),
        (lambda p, q: kl_terms(p, q), "a list: a single number is asked"),
        (lambda p, q: str(kl_divergence(p, q)), "text"),
        (lambda p, q: 0.3, "it gives 0.3, not 0. Add p(x)·log₂(p(x)/q(x)) over all x."),
        (lambda p: 1, "TypeError"),
        (lambda p, q: sys.exit("bye"), "`SystemExit: bye`"),
        (int, "TypeError"),
    ],
)
def test_a_function_that_is_not_right_yet(function, told):
    verdict = check("02.4", function)
    assert verdict.status == "wrong" and told in verdict.text


def no_zero_in_q(p, q):
    return my_kl(p, q) if all(q) else 7


def no_zero_at_all(p, q):
    return sum(a * math.log2(a / b) for a, b in zip(p, q))


@pytest.mark.parametrize(
    "function, told",
    [
        (lambda p, q: 0.3, "is not right: for p = [0.5, 0.5] and q = [0.5, 0.5] it gives 0.3, not 0. Add p(x)·"),
        (
            lambda p, q: my_kl(p, q) if len(p) < 3 else 2,
            "is not right: for p = [0.7, 0.2, 0.1] and q = [0.6, 0.1, 0.3] it gives 2, not 0.197178. Add p(x)·",
        ),
        (
            no_zero_in_q,
            "gives 7 for p = [1.0, 0] and q = [1.0, 0], not 0: a term with p = 0 counts as 0, also where q = 0.",
        ),
        (
            no_zero_at_all,
            "stops, for p = [1.0, 0] and q = [0.75, 0.25], with `ValueError: math domain error` in line ",
        ),
        (lambda p, q: my_kl(p, q) if all(p) else None, "returns, for p = [1.0, 0] and q = [0.75, 0.25], None: nothing"),
    ],
)
def test_the_whole_sentence_on_a_function(function, told):
    said = text("02.4", function)
    assert said.startswith(f"Not yet: `my_kl` {told}"), said
    if "for p = [1.0, 0] and q = [0.75, 0.25]," in told:
        assert said.endswith(". Remember that a term with p = 0 counts as 0."), said


def test_a_function_cannot_spoil_the_cases():
    def greedy(p, q):
        result = my_kl(p, q)
        p[:] = q[:] = 7
        return result

    assert check("02.4", greedy).status == "right"


def test_an_error_is_shown_with_the_line_that_raised_it():
    def stops(p, q):
        total = sum(p - q)
        return 1 % int(total)

    line = stops.__code__.co_firstlineno + 2
    told = f"with `ZeroDivisionError: integer modulo by zero` in line {line}, `return 1 % int(total)`"
    assert told in text("02.4", stops)


def test_an_error_inside_a_library_is_shown_with_the_learners_line():
    def stops(p, q):
        return entropy([q, q, 1])

    line = stops.__code__.co_firstlineno + 1
    told = f"`InputError: p is ragged: give it rows of equal length` in line {line}, `return entropy("
    assert told in text("02.4", stops)


def test_an_interrupted_loop_says_where_it_was():
    def endless(p, q):
        raise KeyboardInterrupt

    assert "with `KeyboardInterrupt` in line" in text("02.4", endless)


def test_errors_stay_short_and_do_not_break_the_formatting():
    def stops(p, q):
        raise ValueError("`x`\n" * 1000)

    verdict = check("02.4", stops)
    assert len(verdict.text) < 400 and "\n" not in verdict.text and verdict.text.count("`") == 6


CELLS = [
    "import math\nfrom course.assessment.verdicts import check",
    "def of(x):\n    return math.log2(x)",
    "def my_kl(p, q):\n    return sum(a * of(a - b) for a, b in zip(p, q))\n\ncheck('02.4', my_kl)",
    "check('04.1', ...)",
]
NOTEBOOK = f"""
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell()
for cell in {CELLS}:
    shell.run_cell(cell, store_history=True)
"""


def test_in_a_notebook_the_verdict_is_the_output_and_finds_the_line_in_its_cell(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", NOTEBOOK]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    assert "with `ValueError: math domain error` in line 2, `return math.log2(x)`.\n" in result.stdout
    assert "Out[4]: Not answered yet: put your number in place of the dots.\n" in result.stdout


# --- what is kept of it, and what a mistake is called


class TestKept:
    @pytest.fixture(autouse=True)
    def file(self, tmp_path, monkeypatch):
        monkeypatch.setattr(keeping, "FILE", tmp_path / "answers.json")
        return tmp_path / "answers.json"

    def test_every_verdict_is_kept_with_the_mistakes_that_were_recognised(self):
        for x in (3.125, 0.7, 1 / 32):
            check("04.1", x)
        assert histories() == {
            "04.1": [
                {"right": False, "mistakes": ["answer 3.125"]},
                {"right": False, "mistakes": []},
                {"right": True, "mistakes": []},
            ]
        }

    @pytest.mark.parametrize("arguments", [(), ("04.1",), ("04.1", ...), ("04.1", "x"), ("99.9", 1), (1 / 32,)])
    def test_what_is_no_answer_is_not_kept(self, arguments, file):
        assert check(*arguments).status in ("unanswered", "unreadable")
        assert not file.exists()

    def test_a_folder_that_cannot_keep_it_changes_no_verdict(self, file):
        file.mkdir()
        assert check("04.1", 1 / 32).status == "right"

    @pytest.mark.parametrize(
        "number, given, mistakes",
        [
            ("01.2", [0.562335, 0.811278], {"bits 0.5623, nats 0.8113": "bits and nats are exchanged"}),
            ("01.2", [0.81, 0.7], {"bits rounded": "bits: right, but give four significant digits"}),
            ("01.2", [0.8112, 0.7], {"bits cut off": "bits: right, but give four significant digits, and round"}),
            ("01.2", [0.813, 0.562335], {"bits near": "bits: comes near, but not to four significant digits"}),
            ("02.6", ["a", "a", "a", "d"], {"weight a": "weight: the weights", "known a": "known: the believer's"}),
            ("02.6", ["d", "a", "b", "d"], {"weight c": "weight: a ratio"}),  # c and d are the same mistake
            ("02.1", [-0.188722, 7], {"forward -0.1887": "forward: H(q) − H(p): each entropy averages under its own"}),
            ("02.4", [stops_at_zero], {"my_kl p = 0 early": "a term with p = 0 counts as 0, and the terms after it"}),
            ("02.4", [lambda p, q: kl_divergence(q, p)], {"my_kl 0,0.531,0.2421": "the divergence with p and q sw"}),
            ("02.4", [lambda p, q: 1], {}),
            ("02.4", [lambda p, q: undefined], {}),  # noqa: F821  an error of one's own has no name
            ("05.2", [[0.5, 0.5], [0.5, 0.5]], {}),  # one of many right answers: what is wrong with it has no name
            ("00.3", [[0.9, 0.2]], {}),
            ("06.4", [["0", "0", "1", "1"], "daabc"], {}),
        ],
    )
    def test_names_of_mistakes(self, number, given, mistakes):
        verdict = check(number, *given)
        assert verdict.status == "wrong" and verdict.mistakes == tuple(mistakes)
        called = mistakes_called(number)
        assert all(called[name].startswith(words) for name, words in mistakes.items())

    def test_two_mistakes_that_lead_to_one_number_are_one(self):
        words = mistakes_called("02.1")["forward -0.1887"]
        assert "H(q) − H(p)" in words and "; or like the sum of q·log₂(p/q)" in words

    def test_what_only_follows_another_answer_is_no_mistake_of_its_own(self):
        cost = 40 * 3.4  # by itself, the number of letters that follows from it looks like another mistake
        assert check("12.3", 6, 400 / cost).mistakes == ("letters 2.941",)
        assert check("12.3", cost, 400 / cost).mistakes == ("evidence 136",)

    @pytest.mark.parametrize("number", EXERCISES)
    def test_a_mistake_is_called_what_the_learner_is_told(self, number):
        called, whole = mistakes_called(number), [name for _, name in EXERCISES[number].together]
        for place, answer in enumerate(EXERCISES[number].answers):
            for wrong, name in answer.mistakes:
                verdict = check(number, *with_mistake(number, place, wrong))
                if verdict.status != "unanswered":  # a function that nobody has mended
                    (mistake,) = verdict.mistakes
                    assert name in called[mistake] or called[mistake] in whole, (name, verdict)


# --- whatever it is given


def refuse(*args, **kwargs):
    raise RuntimeError("do not touch")


def leave(*args, **kwargs):
    raise SystemExit


SPECIAL = ["eq", "float", "int", "index", "repr", "str", "array", "len", "iter", "bool", "hash", "call", "getitem"]
HOSTILE = {
    f"__{name}__": lambda *args, action=action, **kwargs: action()
    for name, action in zip(SPECIAL, itertools.cycle([refuse, leave]))
}
ANSWERS_BADLY = {**HOSTILE, "__getattr__": refuse, "__class__": property(refuse), "strip": refuse}
Hostile = type("Hostile", (), HOSTILE)
Masked = type("Masked", (), ANSWERS_BADLY)
HostileFloat = type("HostileFloat", (float,), {"__float__": leave, "__eq__": refuse, "__hash__": refuse})
HostileInt = type("HostileInt", (int,), {"__float__": refuse})
HostileFraction = type("HostileFraction", (Fraction,), {"__float__": refuse})
HostileList = type("HostileList", (list,), {"__iter__": refuse, "__len__": leave})
HostileText = type("HostileText", (str,), {"strip": refuse, "__hash__": leave})
HostileError = type("HostileError", (Exception,), {"__str__": leave})


def raises_what_cannot_be_said(p, q):
    raise HostileError


def calls_itself(p, q):
    return calls_itself(p, q)


OBJECTS = np.empty(2, dtype=object)
OBJECTS.fill(Hostile())
ITSELF = []
ITSELF.append(ITSELF)
LIARS = [lambda p, q, x=x: x for x in (Hostile(), HostileFloat(1), HostileList([1]), ITSELF, HostileInt, "x", {})]
ODD = [Hostile(), Masked(), HostileFloat(1), HostileInt(1), HostileFraction(1), HostileList([1, 1]), HostileText("b")]
ODD += [Hostile, Masked, ITSELF, [ITSELF] * 4, [Hostile()] * 2, OBJECTS, iter([1]), range(8)]
ODD += [raises_what_cannot_be_said, calls_itself, *LIARS]
ODD += [check, type, int, exit, print, math.log, np.log2, NotImplemented]
ODD += [np.datetime64("2020"), np.timedelta64(1, "s"), np.array("x"), np.array([]), np.zeros((8, 0))]
ODD += [np.zeros((2, 2, 2)), np.ma.masked, np.zeros(2, dtype="f,i"), np.float64("nan"), 10**5000, Decimal("sNaN")]
FINE = st.one_of(
    st.just(...) | st.none() | st.booleans() | st.text(max_size=5) | st.binary(max_size=5) | st.dates(),
    st.integers() | st.floats() | st.complex_numbers() | st.fractions() | st.decimals(allow_nan=False),
    st.functions(like=lambda p, q: None, returns=st.floats()),
    stnp.arrays(
        stnp.floating_dtypes() | stnp.integer_dtypes() | stnp.boolean_dtypes() | stnp.unicode_string_dtypes(),
        stnp.array_shapes(min_dims=0, max_side=8),
    ),
)


def nested(simple):
    return st.recursive(
        simple,
        lambda inner: st.lists(inner, max_size=8) | st.tuples(inner, inner) | st.sets(st.text(), max_size=2),
        max_leaves=10,
    )


ANYTHING = nested(FINE | st.integers(0, len(ODD) - 1).map(lambda place: ODD[place]))


EXAMPLES = settings().max_examples * 2 // 5  # for each of some fifty exercises


def assert_says_a_sentence(verdict):
    assert type(verdict) is Verdict
    assert verdict.status in {"right", "wrong", "unanswered", "unreadable"}
    assert repr(verdict) == verdict.text
    assert re.fullmatch(r"\S.*[^.?][.?]", verdict.text) and len(verdict.text) < 700


def one_of_them(data, number, strategy):
    """All answers drawn, or one of them and the others right, so that the odd one is looked at closely."""
    drawn = [data.draw(strategy) for _ in EXERCISES[number].answers]
    place = data.draw(st.integers(0, len(drawn)))
    return drawn if place == len(drawn) else with_mistake(number, place, drawn[place])


@settings(max_examples=EXAMPLES)
@given(st.data())
@pytest.mark.parametrize("number", EXERCISES)
def test_check_never_raises(number, data):
    assert_says_a_sentence(check(number, *one_of_them(data, number, ANYTHING)))


@settings(max_examples=EXAMPLES)
@given(st.data())
@pytest.mark.parametrize("number", EXERCISES)
def test_only_what_raises_by_itself_cannot_be_read(number, data):
    verdict = check(number, *one_of_them(data, number, nested(FINE)))
    assert_says_a_sentence(verdict)
    assert "cannot be read" not in verdict.text


def test_what_answers_with_an_error_is_said_to():
    unreadable = Verdict("unreadable", "This answer cannot be read: to look at it ends in an error.")
    assert check("04.1", HostileFloat(1)) == check("06.2", Masked()) == unreadable


@pytest.mark.parametrize("place_of_odd", range(len(ODD)))
def test_no_odd_object_makes_check_raise(place_of_odd):
    odd = ODD[place_of_odd]  # pytest itself cannot bear some of them as parameters
    assert_says_a_sentence(check(odd))
    for number, exercise in EXERCISES.items():
        for place in range(len(exercise.answers)):
            assert_says_a_sentence(check(number, *with_mistake(number, place, odd)))
        assert_says_a_sentence(check(number, odd))
        assert_says_a_sentence(check(odd, number))
    assert_says_a_sentence(check())


# --- in the notebooks


def test_a_verdict_is_markdown_and_plain_text():
    verdict = check("04.1", ...)
    assert verdict._repr_mimebundle_(include=None, exclude=None) == {
        "text/plain": verdict.text,
        "text/markdown": verdict.text,
    }


def test_notebooks_give_the_answers_in_the_order_in_which_they_are_checked():
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for number, names in re.findall(r'check\("(\d\d\.\d)", ([\w, ]+)\)', cell.source):
                assert cell.cell_type == "code" and path.name.startswith(number[:2])
                assert names.split(", ") == [answer.name for answer in EXERCISES[number].answers]
