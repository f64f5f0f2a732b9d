"""Every exercise accepts its solution and names the usual mistakes; `check` answers everything with a sentence."""

import math
import os
import re
import subprocess
import sys
from collections import deque
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as stnp
from solutions import answers, known_mistakes, nonsense, with_wrong

from course.assessment.judging_functions import edges
from course.assessment.keeping import histories
from course.assessment.verdicts import check, mistakes_called
from course.lessons import EXERCISES
from lib import entropy, kl_divergence, kl_terms

ROOT = Path(__file__).resolve().parents[3]
RATES = answers("06.2")[0]
EACH = pytest.mark.parametrize("number", EXERCISES)
STATUS = {"Right": "right", "Not yet": "wrong", "Not answered yet": "unanswered"}  # {beginning of the text: status}


def text(*arguments):
    """Return the text of `check`: a sentence or two, with the beginning that belongs to the status."""
    verdict = check(*arguments)
    bundle = verdict._repr_mimebundle_(include=None)
    assert bundle == {"text/plain": verdict.text, "text/markdown": verdict.text} and repr(verdict) == verdict.text
    assert verdict.status == STATUS.get(verdict.text.partition(":")[0], "unreadable")
    assert re.fullmatch(r"\S.*[^.?][.?]", verdict.text) and len(verdict.text) < 700
    return verdict.text


# --- in every exercise


@EACH
def test_the_published_solution_is_right(number):
    assert text(number, *answers(number)) == f"Right: {EXERCISES[number].because}"


@EACH
def test_each_mistake_is_named(number):
    exercise, called = EXERCISES[number], mistakes_called(number)
    whole = [exercise.exchanged, *(words for _, words in exercise.together)]
    for answer, wrong, words in known_mistakes(number):
        verdict = check(number, *wrong)
        if verdict.status != "unanswered":  # a function that nobody has corrected
            (mistake,) = verdict.mistakes
            said = verdict.text.removeprefix("Not yet: ").removesuffix(".")
            assert said in whole or f"`{answer.name}` looks like " in said and f" like {words}" in said
            assert words in called[mistake] or called[mistake] in whole
            hints = {answer.hint, exercise.hint, exercise.strong_hint} - {""}
            assert not [hint for hint in hints if hint in said], "a learner who knows the mistake needs no hint"


@EACH
def test_usual_wrong_answers_get_their_words(number):
    exercise = EXERCISES[number]
    cases = [*exercise.examples, *((wrong, f"Not yet: {words}.") for wrong, words in exercise.together)]
    if exercise.exchanged:
        cases.append((answers(number)[::-1], f"Not yet: {exercise.exchanged}."))
    for wrong, *words in cases:
        told = text(number, *wrong)
        assert told.startswith("Not yet: ") and words and all(word in told for word in words), told
        check(number, *answers(number))  # so that the next hint is the first one again


def to_digits(x, digits):
    return [to_digits(part, digits) for part in x] if isinstance(x, list) else float(f"{x:.{digits}g}")


OF_NUMBERS = [n for n, e in EXERCISES.items() if all(isinstance(a.value, int | float | np.ndarray) for a in e.answers)]


@pytest.mark.parametrize("number", OF_NUMBERS)
def test_all_exercises_judge_digits_alike(number):
    four, three = ([to_digits(x, digits) for x in answers(number)] for digits in (4, 3))
    assert text(number, *four).startswith("Right: ")
    assert three == four or re.search(" (is|are) right, but give four significant digits", text(number, *three))


@EACH
def test_a_hint_then_a_stronger_one_until_the_answer_is_right(number):
    exercise = EXERCISES[number]
    for place, answer in enumerate(exercise.answers):
        if answer.value is not None and not callable(answer.value):
            wrong = with_wrong(number, place, nonsense(answer))
            for _after_a_right_answer in range(2):
                first, second, third = (text(number, *wrong) for _try in range(3))
                assert f"`{answer.name}` is not right" in first and first.endswith(f". {answer.hint or exercise.hint}")
                assert second == third != first and second.endswith(f". {exercise.strong_hint}")
                check(number, *answers(number))


# --- the words of `check` for all kinds of answers


class Column:
    """A column like that of pandas, which this project does not need."""

    def __init__(self, values=(1 / 32,)):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return np.array(self.values)


class Exact:
    """A number like that of sympy: no float, but float(...) converts it."""

    def __float__(self):
        return 1 / 32


def corrected(p, q):
    return sum(a * (math.log2(a) - math.log2(b)) for a, b in zip(p, q))


def my_kl(p, q):
    return math.inf if any(a > 0 == b for a, b in zip(p, q)) else sum(a * math.log2(a / b) for a, b in zip(p, q) if a)


def swapped(p, q):
    return kl_divergence(q, p)


def in_nats(p, q):
    return kl_divergence(p, q, base=math.e)


def greedy(p, q):
    result = my_kl(p, q)
    p[:] = q[:] = 7
    return result


def stops_at_zero(p, q):
    return my_kl(p[: p.index(0)], q) if 0 in p else my_kl(p, q)


def stops_where_both_are_zero(p, q):
    pairs = [*zip(p, q), (0, 0)]
    end = pairs.index((0, 0))
    return my_kl(p[:end], q[:end])


def stop(error):
    raise error


def functions_of_the_page():
    """Return the three functions to correct, made by the notebook's own cell, and the second one in another layout."""
    cells = nbformat.read(ROOT / "notebooks/02_kl_divergence.ipynb", as_version=4).cells
    (source,) = (cell.source for cell in cells if cell.source.startswith("def first("))
    names = {"math": math, "entropy": entropy}
    anew = "def anew(p, q):\n\n    return sum(abs(p_x * math.log2(p_x / q_x))\n        for p_x, q_x in zip(p, q))"
    exec(source.partition("check(")[0] + anew, names)
    return [names[name] for name in ("first", "second", "third", "anew")]


FIRST, SECOND, THIRD, SECOND_ANEW = functions_of_the_page()
CUT_OFF = "right, but give four significant digits, and round the last one: it was cut off."
NEAR = "comes near, but not to four significant digits: round only at the very end."
OF_ONE_NUMBER = {  # {beginning of the verdict: answers to 04.1, where 1/32 is right}
    "Right: ": [
        *(np.float32(1 / 32), np.longdouble(1 / 32), np.array(1 / 32), np.array(1 / 32, dtype=object), Column()),
        *(Fraction(1, 32), Decimal("0.03125"), (1 / 32,), np.array([[1 / 32]]), [[np.array([1 / 32])]]),
    ],
    "Not yet: `answer` is not right. ": [10**400, -(Fraction(10) ** 400), 1e308, math.inf, 0.03],
    "Not yet: `answer` is right, but give four significant digits, counted from the first digit that is not 0": [0.031],
    f"Not yet: `answer` {NEAR}": [0.0311],
    "Not answered yet: put your number in place of the dots.": [...],
    "`answer` is text: write 1/32, and no quotes.": ["1/32", " 1÷32 "],
    "`answer` is text: write 2**-5, and no quotes.": ["2^-5", "2**-5", "2^−5", "2⁻⁵"],
    "`answer` is text: write 0.03125, and no quotes.": ["0.03125", "０．０３１２５", "　０。０３１２５　"],
    "`answer` is text: write -np.log2(32), and no quotes, after `import numpy as np`.": ["-log2(32)", "－log₂（３２）"],
    "`answer` is text: write 2*np.log(2), and no quotes, after `import numpy as np`.": ["2·ln(2)", "2*math.log(2)"],
    "`answer` is text: give a number, such as 0.25.": [b"1", "", "007", "50% or so", "x", "[1]", "1,2,3", "零点五"],
    "`answer` is text: give a number, such as 0.25": ["log(32,2)", "3½", "~1", "True", "2 @ 3", "1 bit + 2 bits"],
    "`answer` is None: nothing was computed, or nothing returned.": [None],
    "`answer` is True or False: give a number.": [True, np.True_],
    "`answer` is a complex number: give a real one.": [0.03125 + 0j, np.complex64(1)],
    "`answer` is a list: give a single number.": [[], [1 / 32, 1], (-1, 5), np.zeros(2), [[[[1 / 32]]]]],
    "`answer` is a number with a decimal comma: write 0.3125.": [(0, 3125), [0, 3125]],
    "`answer` is text with a decimal comma: write 0.03125, and no quotes.": ["0,03125", " 0,03125 ", "０、０３１２５"],
    "`answer` is text with a percent sign: write 50 % as 0.5, and no quotes.": ["3.125%", "3,125 % ", "3.125％"],
    "`answer` is text with a unit: write 0.03125, and no quotes.": ["0.03125比特", "0,03125 Bits per toss."],
    "`answer` is text with a unit: write -5, and no quotes.": [" -5nat ", "-5 NATS.", "－5奈特", "−5纳特。"],
    "`answer` is a function: call it, with its brackets.": [math.sqrt, lambda: 1 / 32, [].copy],
    "`answer` is nan, which is no number: it comes from 0·log 0 or from ∞ − ∞.": [math.nan, Decimal("nan")],
    "`answer` is an object of type dict: give a number.": [{}],
    "`answer` is an object of type timedelta64: give a number.": [np.timedelta64("NaT", "D")],
    "`answer` is an object of type Exact: make it a number with float(...).": [Exact(), [Exact()]],
}


@pytest.mark.parametrize("begins, given", [(text, one) for text, answers in OF_ONE_NUMBER.items() for one in answers])
def test_verdicts_on_one_number(begins, given):
    assert text("04.1", given).startswith(begins)


SAID = {  # for each exercise, words of the verdict and the answers
    "00.3": [
        ("Right: ", (0.125, 0.875)),
        ("`q` looks like numbers with decimal commas: write 0.125, 0.875.", [0, 125, 0, 875]),
    ],
    "01.1": [("write 5.7004.", 5, 7004)],
    "01.2": [
        (f"yet: `bits` is not right. {EXERCISES['01.2'].hint}", 7, 7),
        ("is not right", 0.811278, [1 / 32]),
        ("yet: `bits` is right, but give four significant digits.", 0.81, 0.562335),
        ("yet: `bits` and `nats` are right, but give four significant digits.", 0.811, 0.562),
        (f"yet: `bits` is {CUT_OFF}", 0.8112, 0.5623),
        (f"yet: `bits` and `nats` are {CUT_OFF}", 0.8112, 0.562),
        ("`nats` is right, but `bits` is not right. ", 0.8, 0.562335),
        ("yet: `bits` looks like the surprise of heads alone", 0.415, 0.562),
        ("yet: put your number in place of the dots.", ..., ...),
        ("yet: put your number in place of the dots in `nats`.", "text", ...),
        ('`check("01.2", bits, nats)`', 0.811278),
        ('`check("01.2", bits, nats)`',),
        ("numbers with decimal commas: write 0.811278, 0.562335.", 0, 811278, 0, 562335),
    ],
    "01.3": [
        ("Right: ", 0.1101, 0.8899),
        ("`high` is right, but give 4 decimals, and round", 0.11, 0.88),
        ("`high` is right, but `low` is not right.", 0.1102, 0.8899),
        ("`high` is not right. ", 0.1100, 0.8898),
    ],
    "01.4": [("yet: `largest` and `each` are exchanged.", 0.2, 2.32)],
    "02.1": [
        ("looks like the cross-entropy H(p, q): subtract H(p).", 1.207519, 0),
        ("yet: `backward` looks like the entropy H(p) alone", 7, 0.811278),
    ],
    "02.3": [
        ("Right: ", kl_divergence, corrected, kl_divergence),
        ("yet: `first` looks like the divergence with p and q swapped.", swapped, SECOND, THIRD),
        ("yet: `first` is right, but `third` looks like the divergence in nats", corrected, SECOND, in_nats),
        (
            "yet: `first` is right, but `second` looks like the sum of the sizes of the terms: negative terms must",
            corrected, lambda p, q: sum(a * abs(math.log2(a / b)) for a, b in zip(p, q)), corrected,
        ),
        ("yet: correct `first`, `second`, `third`, then run this cell again.", FIRST, SECOND, THIRD),
        ("yet: `first` is right; correct `second`, `third`, then run this", corrected, SECOND, THIRD),
        ("yet: `first` and `third` are right; correct `second`, then run this", corrected, SECOND, corrected),
        ("yet: `first` and `third` are right; correct `second`, then run this", corrected, SECOND_ANEW, corrected),
    ],
    "02.4": [
        ("Right: ", lambda p, q: kl_divergence(p, q) + 1e-12),
        ("Right: ", lambda p, q: np.where(p > 0, p * np.log2(p / q), 0).sum()),
        ("Right: ", greedy),
        ("not right: for p = [0.5, 0.5] and q = [0.5, 0.5] it gives 0.3, not 0. Add p(x)·", lambda p, q: 0.3),
        (
            "is not right: for p = [0.7, 0.2, 0.1] and q = [0.6, 0.1, 0.3] it gives 2, not 0.197178. Add p(x)·",
            lambda p, q: my_kl(p, q) if len(p) < 3 else 2,
        ),
        (
            "`my_kl` gives 7 for p = [1.0, 0] and q = [1.0, 0], not 0: a term with p = 0 counts as 0, also where q = 0",
            lambda p, q: my_kl(p, q) if all(q) else 7,
        ),
        (
            "yet: `my_kl` returns, for p = [1.0, 0] and q = [0.75, 0.25], None: nothing was computed, or nothing "
            "returned. Remember that a term with p = 0 counts as 0.",
            lambda p, q: my_kl(p, q) if all(p) else None,
        ),
        ("stops, for p = [1.0, 0] and q = [0.75, 0.25], with `ValueError: math domain error` in line ", corrected),
        ("nan, which is no number", lambda p, q: float(np.sum(p * np.log2(p / q)))),
        ("dots", lambda p, q: kl_divergence(p, q) if all(p) else ...),
        ("a list: give a single number", kl_terms),
        ("and the terms after it still count", stops_at_zero),
        ("also where q = 0, and the terms after it", stops_where_both_are_zero),
        ("with `TypeError: ", lambda p: 1),
        ("with `TypeError: ", int),
        ("with `SystemExit: bye` in line ", lambda p, q: sys.exit("bye")),
        ("with `KeyboardInterrupt` in line ", lambda p, q: stop(KeyboardInterrupt)),
        ("'x' …` in line ", lambda p, q: stop(ValueError("`x`\n" * 1000))),
        ("yet: put your formula in place of the dots.", ...),
        ("yet: put your formula in place of the dots.", lambda p, q: ...),
        ("`my_kl` is no function", 0.5),
    ],
    "02.5": [("`extra` is right, but give four significant digits.", 45)],
    "03.2": [("yet: `bits` looks like the sum of the losses", 3.17, 2.2)],
    "03.4": [
        ("`z_cat` looks like a sum with the bias +0.1", 1.1, -2.5, 0.9734),
        ("`z_cat` is not right", 1.1, -2, 0.956893),
        ("`q_dog` looks like softmax of the logits without their biases", 1.1, -2.7, 0.973403),
    ],
    "04.4": [("`product` needs one letter", "c", "d", "ab")],
    "05.2": [
        ("Right: ", np.array([0.3, 0.7]), [0.7, 1 - 0.7]),
        ("names do not matter. Here both directions are infinite", [0, 1], [1, 0]),
        ("yet: put your numbers in place of the dots.", [..., ...], [..., ...]),
        ("`q` has 3 entries and needs 2", [0.5, 0.5], [0.2, 0.3, 0.5]),
    ],
    "05.3": [
        ("Right: ", "B", "(b)", " d) "),
        ("Right: ", "「ｂ」", "（b）", "【d】。"),
        ("yet: put your letter in place of the dots.", ..., ..., ...),
        ("needs one letter", 1, "b", "d"),
        ("needs one letter", "q(x)/p(x)", "b", "d"),
    ],
    "05.4": [("`merged` is right, but `may_rise` looks like", 1, 1, "a")],
    "06.1": [
        ("Right: ", 1.125, [3.0, 2, 3, 2, 2]),
        ("yet: `used` is not right. ", 7, [3, 2, 3, 2, 2]),
        ("yet: put your numbers in place of the dots.", ..., [..., ..., ..., ..., ...]),
        ("yet: put your list of numbers in place of the dots in `repaired`.", 1.125, ...),
        ("yet: put your number in place of the dots in `repaired`.", 1.125, (2, 2, 2, ..., 3)),
    ],
    "06.2": [
        ("Right: ", tuple(RATES)),
        ("Right: ", np.float32(RATES)),
        ("Right: ", [np.array(rate) for rate in RATES]),
        ("yet: `rates` is right, but give four significant digits.", np.round(RATES, 2)),
        ("yet: put your list of numbers in place of the dots.", ...),
        ("yet: put your numbers in place of the dots.", np.array([...] * 8)),
        ("yet: put your number in place of the dots.", np.array(...)),
        ("no list: give 8 numbers in square brackets", np.array(1)),
        ("has 7 entries and needs 8", RATES[:7]),
        *(("Right: ", same(RATES)) for same in (lambda x: dict(enumerate(x)).values(), deque, np.atleast_2d, Column)),
        ("Right: ", np.reshape(RATES, (-1, 1))),
        ("no list: give 8 numbers in square brackets", dict(enumerate(RATES))),
        ("contains text", [*RATES[:7], "x"]),
        ("contains a list", [RATES] * 8),
    ],
    "06.3": [("yet: `forward` is right, but give four significant digits.", 2.87, 3.25)],
    "06.4": [
        ("Right: ", ["1", "01", "001", "000"], "D A A B C"),
        ("Right: ", np.array(["1", "00", "010", "0 11"]), "daabc"),
        ("yet: put your list of codewords in place of the dots in `codewords`.", ..., "daabc"),
        ("yet: put your codeword in place of the dots in `codewords`.", ["0", ..., "110", "111"], "daabc"),
        ("yet: put your codewords and your word in place of the dots.", [...] * 4, ...),
        ("no list: give 4 texts in square brackets", "0", "daabc"),
        ("has 2 entries and needs 4", ["0", "1"], "daabc"),
        ("put each in quotation marks", [0, 10, 110, 111], "daabc"),
        ("`message` needs a word in quotation marks", ["0", "10", "110", "111"], 5),
        ("Right: ", Column(["０", "10　", "110", "111"]), "Ｄ、ＡАВС。"),
    ],
    "06.5": [("yet: `divergence` and `waste` are exchanged.", 5, 2, 1.125)],
    "07.5": [
        (f"`needed` is right, but `estimate` {NEAR}", 0.7 * 0.223 + 0.3 * 1.609, "c", "d"),
        ("yet: put your number and your letter in place of the dots.", ..., ..., ...),
        ("`estimate` is text", "c", "c", "d"),
        ("Right: ", 0.7 * -math.log(0.8) + 0.3 * -math.log(0.2), "с", "ｄ"),
    ],
    "1.2": [("No exercise has this number", 1, 2)],
    1.2: [("No exercise has this number", 1, 2), ("No exercise has this number",)],
}


@pytest.mark.parametrize("number, words, given", [(n, row[0], row[1:]) for n, rows in SAID.items() for row in rows])
def test_verdicts_on_answers(number, words, given):
    assert words in text(number, *given)


def test_hints_belong_to_one_exercise():
    check("01.2", 7, 7)
    assert EXERCISES["03.3"].hint in text("03.3", 7)


def test_zeros_stand_in_every_place_of_lists_of_every_length():
    zeros = {(len(p), place, a == 0, b == 0) for p, q, _ in edges() for place, (a, b) in enumerate(zip(p, q))}
    kinds = [(True, False), (True, True), (False, True), (False, False)]
    every = {(size, place, *kind) for size in (2, 3, 4, 5) for place in range(size) for kind in kinds}
    assert zeros == every | {(1, 0, False, False)}


def test_an_error_inside_a_library_is_shown_with_the_learners_line():
    def stops(p, q):
        return entropy([q, q, 1])

    line = stops.__code__.co_firstlineno + 1
    told = f"`InputError: p is ragged: give it rows of equal length` in line {line}, `return entropy([q, q, 1])`"
    assert told in text("02.4", stops)


CELLS = [
    "import math\nfrom course.assessment.verdicts import check",
    "def of(x):\n    return math.log2(x)",
    "def my_kl(p, q):\n    return sum(a * of(a - b) for a, b in zip(p, q))\n\ncheck('02.4', my_kl)",
]
NOTEBOOK = f"""
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell()
for cell in {CELLS}:
    shell.run_cell(cell, store_history=True)
"""


def test_in_a_notebook_an_error_is_shown_with_the_line_of_its_cell():
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    printed = subprocess.check_output([sys.executable, "-c", NOTEBOOK], env=environment, text=True)
    assert "[3]: Not yet: `my_kl` stops" in printed
    assert "with `ValueError: math domain error` in line 2, `return math.log2(x)`.\n" in printed


# --- kept verdicts, and names of mistakes


def test_every_verdict_is_kept_with_the_mistakes_that_were_recognised():
    for x in (3.125, 0.7, ..., "x", 1 / 32):
        check("04.1", x)
    check("99.9", 1)
    mistakes_and_right = [(["answer 3.125"], False), ([], False), ([], True)]
    assert histories() == {"04.1": [{"right": right, "mistakes": names} for names, right in mistakes_and_right]}


def test_a_folder_that_cannot_keep_it_changes_no_verdict(folder):
    (folder / ".answers.json").mkdir()
    assert check("04.1", 1 / 32).status == "right"


NAMED = [  # the mistakes' names with the beginnings of their words, and the arguments of `check`
    ({"bits 0.5623, nats 0.8113": "bits and nats are exchanged"}, "01.2", 0.562335, 0.811278),
    ({"bits rounded": "bits: right, but give four significant digits"}, "01.2", 0.81, 0.7),
    ({"bits cut off": "bits: right, but give four significant digits, and round"}, "01.2", 0.8112, 0.7),
    ({"bits near": "bits: comes near, but not to four significant digits"}, "01.2", 0.813, 0.562335),
    ({"weight a": "weight: the weights", "known a": "known: the believer's"}, "02.6", "a", "a", "a", "d"),
    ({"weight c": "weight: a ratio"}, "02.6", "d", "a", "b", "d"),  # c and d are the same mistake
    (
        {
            "forward -0.1887": "forward: H(q) − H(p): each entropy averages under its own distribution, but both "
            "averages must use p; or like the sum of q·log₂(p/q)"  # two mistakes that lead to one number
        },
        *("02.1", -0.188722, 7),
    ),
    ({"my_kl p = 0 early": "a term with p = 0 counts as 0, and the terms after it"}, "02.4", stops_at_zero),
    ({"my_kl 0,0.531,0.2421": "the divergence with p and q sw"}, "02.4", swapped),
    ({}, "02.4", lambda p, q: 1),
    ({}, "02.4", lambda p, q: stop(NameError)),  # an error in the learner's own code has no name
    ({}, "05.2", [0.5, 0.5], [0.5, 0.5]),  # where many answers are right, a mistake has no name
    ({}, "00.3", [0.9, 0.2]),
    ({}, "06.4", ["0", "0", "1", "1"], "daabc"),
    # alone, the number of letters that follows from this cost looks like another mistake
    ({"evidence 136": "evidence: "}, "12.3", 40 * 3.4, 400 / (40 * 3.4)),
    ({"letters 2.941": "letters: "}, "12.3", 6, 400 / (40 * 3.4)),
]


@pytest.mark.parametrize("mistakes, given", [(row[0], row[1:]) for row in NAMED])
def test_names_of_mistakes(mistakes, given):
    verdict = check(*given)
    assert verdict.status == "wrong" and verdict.mistakes == tuple(mistakes)
    called = mistakes_called(given[0])
    assert all(called[name].startswith(words) for name, words in mistakes.items())


# --- arguments of all kinds


def leave(*args, **kwargs):
    raise SystemExit


SPECIAL = ["eq", "float", "int", "index", "repr", "str", "array", "len", "iter", "bool", "hash", "call", "getitem"]
LEAVES = {f"__{name}__": leave for name in [*SPECIAL, "getattr"]} | {"strip": leave}
Hostile, HostileFloat, HostileList, HostileText, HostileError = [
    type("Hostile", (base,), LEAVES) for base in (object, float, list, str, Exception)
]
Masked = type("Masked", (Hostile,), {"__class__": property(leave)})


def calls_itself(p, q):
    return calls_itself(p, q)


OBJECTS = np.empty(2, dtype=object)
OBJECTS.fill(Hostile())
ITSELF = []
ITSELF.append(ITSELF)
ODD = [Hostile(), Masked(), HostileFloat(1), HostileList([1, 1]), HostileText("b"), Hostile, [Hostile()] * 2, ITSELF]
ODD += [lambda p, q, x=x: x for x in ODD]
ODD += [lambda p, q: stop(HostileError), calls_itself, int, exit, np.log2, iter([1]), range(8), Decimal("sNaN")]
ODD += [OBJECTS, np.ma.masked, np.zeros(2, dtype="f,i"), np.zeros((8, 0)), np.zeros((2, 2, 2)), 10**5000]


@pytest.mark.parametrize("place_of_odd", range(len(ODD)))
def test_no_odd_object_makes_check_raise(place_of_odd):
    odd = ODD[place_of_odd]  # pytest fails with some of them as parameters
    for number, exercise in EXERCISES.items():
        for place in range(len(exercise.answers)):
            text(number, *with_wrong(number, place, odd))
    text(odd, 1)


def test_an_object_whose_methods_fail_cannot_be_read():
    unreadable = "This answer cannot be read: to look at it ends in an error."
    assert text("04.1", HostileFloat(1)) == text("06.2", Masked()) == unreadable


ANYTHING = st.recursive(
    st.just(...)
    | st.none()
    | st.text(max_size=5)
    | st.binary(max_size=5)
    | st.integers()
    | st.floats()
    | st.fractions()
    | st.decimals(allow_nan=False)
    | st.functions(like=lambda p, q: None, returns=st.floats())
    | stnp.arrays(stnp.scalar_dtypes() | stnp.unicode_string_dtypes(), stnp.array_shapes(min_dims=0, max_side=8)),
    lambda inner: st.lists(inner, max_size=8) | st.tuples(inner, inner) | st.sets(st.text(), max_size=2),
    max_leaves=10,
)


@settings(max_examples=settings().max_examples * 2 // 5)  # fewer, since there are some fifty exercises
@given(st.data())
@EACH
def test_only_what_raises_by_itself_cannot_be_read(number, data):
    """All answers are drawn, or one of them beside right ones, which the verdict then depends on."""
    drawn = [data.draw(ANYTHING) for _ in EXERCISES[number].answers]
    place = data.draw(st.integers(0, len(drawn)))
    chosen = drawn if place == len(drawn) else with_wrong(number, place, drawn[place])
    assert "cannot be read" not in text(number, *chosen)
