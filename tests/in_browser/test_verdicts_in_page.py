"""The page says of an answer what `check` says of it, in the same words, and reads what is typed into a field."""

import itertools
import json
import math
import random
from pathlib import Path

import numpy as np
import pytest
from solutions import answers

from course.assessment.judging_values import mistakes_of
from course.assessment.verdicts import _wrong_tries, check
from course.lessons import EXERCISES
from course.lessons.exercise import Answer, Exercise
from lib.codes import huffman_code
from publish import exercises
from publish.exercises import SCRIPTS, exercise_data, words

PUBLISH = Path(__file__).resolve().parents[2] / "publish"
DATA = {number: exercise_data(number) for number in EXERCISES}
TYPED = [number for number, data in DATA.items() if data["answers"][0]["kind"] != "code"]
# A field has no quotation marks, so the page does not ask for them.
IN_FIELDS = {
    'letter in quotation marks, such as `"a"`': "letter, such as `a`",
    'word in quotation marks, such as `"ABBA"`': "word, such as `ABBA`",
    "text: leave out the quotation marks": "text: a number such as 0.25 or 1/4 is asked",
}
# An exercise under a name of its own has no wrong tries yet.
CHECK_ALL = """([exercises, cases]) => cases.map(([number, tries]) => {
    const exercise = { ...exercises[number], number: Symbol() };
    return tries.map((fields) => verdicts.check(exercise, fields));
})"""


@pytest.fixture(scope="module")
def page(context):
    page = context.new_page()
    for name in SCRIPTS:
        page.add_script_tag(path=PUBLISH / name)
    return page


def right(number):
    return [[*map(float, x)] if isinstance(x, np.ndarray) else plain(x) for x in answers(number)]


def plain(x):
    if isinstance(x, list):
        return [plain(part) for part in x]
    return x if isinstance(x, str | int) else float(x)


def mapped(function, x):
    """The function of a number, or of each number in a list; letters and texts stay."""
    if isinstance(x, list):
        return [mapped(function, part) for part in x]
    return x if isinstance(x, str) else function(x)


def with_one(given, place, x):
    return [*given[:place], x, *given[place + 1 :]]


def cut(x, digits):
    unit = 10.0 ** (math.floor(math.log10(abs(x))) + 1 - digits) if x else 1
    return math.trunc(x / unit) * unit


# --- what is answered: pairs of an exercise's number and a list of tries


def examples():
    for number in TYPED:
        yield from ((number, [given, given]) for given, *_words in EXERCISES[number].examples)


def right_answers():
    yield from ((number, [right(number)]) for number in TYPED)


CHANGES = [
    *(lambda x, n=n: float(f"{x:.{n}g}") for n in range(1, 7)),
    *(lambda x, n=n: float(f"{x * (1 + 1e-9):.{n}g}") for n in (2, 3)),  # a half is rounded up
    *(lambda x, n=n: cut(x, n) for n in range(2, 7)),
    *(lambda x, n=n: round(x, n) for n in range(6)),
    *(lambda x, factor=factor: x * factor for factor in (1.0001, 0.9999, 1.001, 0.999, 1.004, 0.996, 1.01, 2)),
    *(lambda x, factor=factor: x * factor for factor in (-1, 100, math.log(2), 1 / math.log(2))),
    lambda x: 1 - x,
    lambda x: ...,
]


def right_answers_changed():
    for number, change in itertools.product(TYPED, CHANGES):
        changed = [mapped(change, x) for x in right(number)]
        yield number, [changed]
        for place, x in enumerate(changed if len(changed) > 1 else []):
            yield number, [with_one(right(number), place, x)]


def entries_changed():
    """One entry of a list, so that another than the first is wrong or missing."""
    for number, change in itertools.product(["00.3", "05.2", "06.1", "06.2"], CHANGES):
        for place, x in enumerate(right(number)):
            for entry in range(len(x) if isinstance(x, list) else 0):
                yield number, [with_one(right(number), place, with_one(x, entry, mapped(change, x[entry])))]


def answers_exchanged():
    for number in TYPED:
        for a, b in itertools.combinations(range(len(right(number))), 2):
            given = right(number)
            given = with_one(with_one(given, a, given[b]), b, given[a])
            if all(isinstance(x, list) == bool(answer.size) for x, answer in zip(given, EXERCISES[number].answers)):
                yield number, [given, [mapped(lambda x: float(f"{x:.3g}"), x) for x in given]]


def known_mistakes():
    for number in TYPED:
        for place, answer in enumerate(EXERCISES[number].answers):
            for wrong, _text in [] if answer.value is None else mistakes_of(answer):
                wrong = plain(wrong.tolist() if isinstance(wrong, np.ndarray) else wrong)
                for change in (lambda x: x, lambda x: 1.003 * x, lambda x: float(f"{x:.3g}")):
                    yield number, [with_one(right(number), place, mapped(change, wrong))]
        yield from ((number, [[*values]]) for values, _text in EXERCISES[number].together)


def edges():
    """Numbers on both sides of every edge of a range, in one place, with right answers in the others."""
    for number in TYPED:
        for place, data in enumerate(DATA[number]["answers"]):
            for entry, part in enumerate(data.get("places", [])):
                for edge in map(float, part["edges"]):
                    for x in (edge, math.nextafter(edge, -math.inf)):
                        x = with_one(right(number)[place], entry, x) if data["size"] else x
                        yield number, [with_one(right(number), place, x)]


def several_tries():
    for number in TYPED:
        wrong = [mapped(lambda x: 7.7 * x + 1, "q" if isinstance(x, str) else x) for x in right(number)]
        missing = [...] * len(wrong)
        yield number, [wrong, wrong, wrong, right(number), wrong, missing, wrong]
        for place in range(len(wrong)):
            one = with_one(right(number), place, wrong[place])
            yield number, [one, one]


def missing_answers():
    for number in TYPED:
        for places in itertools.product([True, False], repeat=len(right(number))):
            yield number, [[... if there else x for x, there in zip(right(number), places)]]
    yield "06.4", [[["0", ..., "110", ...], "daabc"]]
    yield "06.4", [[["0", "10", "110", ...], ...]]


LIMITS = [0, -0.0, 1, -1, math.inf, -math.inf, 5e-324, 1e-310, 1e-16, 1e308, -1e308, 2**53 + 1, 0.99999999999, 1e16]


def numbers_at_the_limits():
    for number, x in itertools.product(TYPED, LIMITS):
        for place, answer in enumerate(EXERCISES[number].answers):
            if not isinstance(answer.value, str) and not answer.texts and (number, x) != ("03.4", math.inf):
                yield number, [with_one(right(number), place, [x] * answer.size if answer.size else x)]


def random_letters():
    draw = random.Random(2)
    of_letters = [number for number in TYPED if all(isinstance(x, str) for x in right(number))]
    for number in of_letters:
        choices = itertools.product("abcde", repeat=len(right(number)))
        yield from ((number, [[*letters]]) for letters in choices if len(letters) < 4 or draw.random() < 0.2)
    odd = ["A", " b ", "(c)", "d.", "x", "ab", "é", "", "."]
    for _ in range(100):
        number = draw.choice([*of_letters, "05.4", "07.5"])
        given = [draw.choice(odd) if isinstance(x, str) else x for x in right(number)]
        yield number, [[x or ... for x in given]]
    for message in ("DAABC", "d a a b c", "(daabc)", "cbaad", "caabd", "dbadc", "daab", "aaaaaaa"):
        yield "06.4", [[right("06.4")[0], message]]


def random_codewords():
    draw = random.Random(3)
    for _ in range(400):
        codewords = ["".join(draw.choices("01", k=draw.randint(1, 4))) for _ in range(4)]
        yield "06.4", [[codewords, "daabc"]]
    for _ in range(400):  # prefix codes, often with a digit too many
        codewords = huffman_code(shares(draw, 4))
        draw.shuffle(codewords)
        longer = [codeword + "".join(draw.choices("01", k=draw.choice([0, 0, 0, 1, 7]))) for codeword in codewords]
        yield "06.4", [[longer, "daabc"]]
    for codewords in (["0", "1", "2", "3"], ["", "1", "01", "00"], ["0", "0", "10", "11"], ["0", "1 0", "110", "111"]):
        yield "06.4", [[codewords, "daabc"], [codewords, "daab"]]


def shares(draw, size):
    counts = [draw.randint(1, 9) for _ in range(size)]
    return [count / sum(counts) for count in counts]


def random_distributions():
    draw = random.Random(4)
    for _ in range(300):
        x, y = draw.random(), round(draw.random(), draw.randint(0, 3))
        pairs = [[x, 1 - x], [y, 1 - y], [round(x, 4), round(1 - x, 4)], [x, y], [y, x], [10 * x, y], [-x, 1 + x]]
        yield "00.3", [[draw.choice(pairs)]]
        p, near = draw.choice(pairs), y + 10 ** draw.uniform(-12, -2)
        yield "05.2", [[p, draw.choice(pairs)], [p, p[::-1]], [[y, 1 - y], [near, 1 - near]]]
    for x in (1 / 8, 0.1250001, 0.12501, 0.1251, 0.5, 0.3333, 0.333333, 1e-5, 1, 1 - 1e-6, 1 - 1e-4, -1e-10, 1e-20):
        yield "00.3", [[[x, 1 - x]], [[1 - x, x]], [[x, 1 - x + 4e-6]], [[x, 1 - x - 6e-6]], [[x, 1]]]
        yield "05.2", [[[x, 1 - x], [1 - x, x]], [[x, 1 - x + 4e-6], [x, 1 - x]], [[0, 1], [1 - x, x]]]


def random_lengths():
    draw = random.Random(5)
    for _ in range(300):
        lengths = [draw.choice([1, 2, 2, 2, 2, 3, 3, 4, 5, 16]) for _ in range(5)]
        yield "06.1", [[draw.choice([1.125, 1.12, 2.2, 7]), lengths]]
    for odd in (0, 17, 2.5, -1, 16):
        yield "06.1", [[1.125, [2, 2, 2, odd, 3]]]


KINDS = [
    examples,
    right_answers,
    right_answers_changed,
    entries_changed,
    answers_exchanged,
    known_mistakes,
    edges,
    several_tries,
    missing_answers,
    numbers_at_the_limits,
    random_letters,
    random_codewords,
    random_distributions,
    random_lengths,
]


def typed(x):
    """How an answer is written into a field."""
    if isinstance(x, list):
        written = ", ".join(f'"{part}"' if part == "" else typed(part) for part in x)
        return f"[{written}]" if len(written) % 2 else written
    if x is ...:
        return "..."
    return x if isinstance(x, str) else repr(float(x) if isinstance(x, float) else x)


def in_python(number, tries):
    _wrong_tries.clear()
    for given in tries:
        verdict = check(number, *given)
        text = verdict.text
        for asked, in_field in IN_FIELDS.items():
            text = text.replace(asked, in_field)
        if verdict.status == "unanswered":  # a field has no dots in its place
            open_ones = [f"`{a.name}`" for a, x in zip(EXERCISES[number].answers, given) if is_open(x)]
            text = f"Not answered yet: fill in {' and '.join(open_ones).replace(' and ', ', ', len(open_ones) - 2)}."
        yield {"status": verdict.status, "text": text}


def is_open(x):
    return x is ... or isinstance(x, list) and ... in x


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_says_what_check_says(page, kind):
    cases = list(kind())
    in_fields = [(number, [[*map(typed, given)] for given in tries]) for number, tries in cases]
    on_page = page.evaluate(CHECK_ALL, [DATA, in_fields])
    expected = [list(in_python(*case)) for case in cases]
    assert [(case, a, b) for case, a, b in zip(in_fields, expected, on_page, strict=True) if a != b] == []


ONES = [([1, 1], "ones"), ([1, 1], "ones"), ([1, 1], "units")]
MADE_UP = {
    "a small number and a large one": Exercise(Answer("xs", [0.0125, 0.8765432], "nats", *ONES, size=2), because="so."),
    "halves": Exercise(
        Answer("x", 0.0125, decimals=4), Answer("y", 1.125), Answer("z", 29 / 1e5), because="so.", hint="How?"
    ),
}


@pytest.mark.parametrize("number", MADE_UP)
def test_it_does_so_for_exercises_that_there_are_not_yet(page, monkeypatch, number):
    monkeypatch.setitem(EXERCISES, number, MADE_UP[number])
    values = [answer.value for answer in MADE_UP[number].answers]
    cases = [(number, [[mapped(change, x) for x in values]]) for change in (*CHANGES, lambda x: 1)]
    cases += [(number, [[1.125 if x == 1.125 else mapped(change, x) for x in values]]) for change in CHANGES]
    in_fields = [(number, [[*map(typed, given)] for given in tries]) for _, tries in cases]
    on_page = page.evaluate(CHECK_ALL, [{number: exercise_data(number)}, in_fields])
    assert on_page == [list(in_python(*case)) for case in cases]


def test_numbers_are_written_as_in_python(page):
    draw = random.Random(6)
    numbers = [draw.uniform(-1, 1) * 10 ** draw.randint(-20, 20) for _ in range(300)]
    numbers += [draw.randint(-(10**7), 10**7) / 2 ** draw.randint(0, 12) for _ in range(300)]  # many are ties
    numbers += [*LIMITS[2:], 0, 1e-5, 9.99995e-5, 1e15, 1e17, 1e6, 999999.5, 100, 123450, 1.7976931348623157e308]
    written = [[f"{x:.2g}", f"{x:.4g}", f"{x:.6g}", f"{x:.10g}"] for x in numbers]
    script = "(numbers) => numbers.map((x) => [2, 4, 6, 10].map((n) => words.general(x, n)))"
    assert page.evaluate(script, list(map(float, numbers))) == written


# --- what is typed into a field


def verdict(page, number, *fields):
    ((found,),) = page.evaluate(CHECK_ALL, [DATA, [[number, [fields]]]])
    return found


A_THIRTY_SECOND = "0.03125|.03125|3.125e-2|3.125E−02|+0.03125| 0.03125 |1/32|1 / 32|.5/16|[1/32]|(0.03125)|−1/–32"


@pytest.mark.parametrize("written", A_THIRTY_SECOND.split("|"))
def test_a_number_may_be_written_in_many_ways(page, written):
    assert verdict(page, "04.1", written)["status"] == "right"


@pytest.mark.parametrize("written", ["inf", "∞", "Infinity", "1e999", "1/0", " INF "])
def test_infinity_is_a_number(page, written):
    assert "the gap for hard labels" in verdict(page, "07.2", written, "4.51086")["text"]
    assert verdict(page, "07.2", f"-{written.strip()}", "4.51086")["status"] == "wrong"


@pytest.mark.parametrize(
    "number, fields",
    [
        ("06.1", ["9/8", "2,2,2,3,3"]),
        ("06.1", ["1.125", "[2, 2, 2, 3, 3]"]),
        ("06.1", ["1.125", "(2, 2, 2, 3, 3)"]),
        ("06.1", ["1.125", " 2 2 2 3 3 "]),
        ("06.1", ["1.125", "2; 2; 2; 3; 3"]),
        ("06.1", ["1.125", "[2, 2, 2, 3, 3,]"]),
        ("00.3", ["1/8, 7/8"]),
        ("00.3", ["[1 / 8, .875]"]),
        ("05.2", ["1/4, 3/4", "3/4, 1/4"]),
        ("06.4", ["0, 10, 110, 111", "DAABC"]),
        ("06.4", ['["0", "10", "110", "111"]', '"daabc"']),
        ("06.4", ["'0', '10', '110', '111'", "d a a b c"]),
        ("06.4", ["“0”, “10”, “1 1 0”, “111”", "(daabc)"]),
        ("06.4", ["0 10 110 111", "daabc."]),
        ("05.3", ["b", "B", "d"]),
        ("05.3", ['"b"', "(b)", " d) "]),
        ("05.3", ["‘b’", "[b]", "D."]),
        ("06.4", ["0 10 110 111", "D, A, A, B, C"]),
    ],
)
def test_lists_and_letters_may_be_written_in_many_ways(page, number, fields):
    assert verdict(page, number, *fields)["status"] == "right"


@pytest.mark.parametrize(
    "number, fields, told",
    [
        ("04.1", [""], "fill in `answer`."),
        ("04.1", [" "], "fill in `answer`."),
        ("04.1", ["..."], "fill in `answer`."),
        ("04.1", ["…"], "fill in `answer`."),
        ("01.2", ["text", ""], "fill in `nats`."),
        ("05.3", ["b", "", "(...)"], "fill in `second` and `third`."),
        ("05.3", ["", "", ""], "fill in `first`, `second` and `third`."),
        ("06.1", ["1.125", "[2, 2, 2, ..., 3]"], "fill in `repaired`."),
        ("06.1", ["1.125", "2, 2, , , 3"], "fill in `repaired`."),
    ],
)
def test_an_empty_field_is_no_answer_yet(page, number, fields, told):
    assert verdict(page, number, *fields) == {"status": "unanswered", "text": f"Not answered yet: {told}"}


@pytest.mark.parametrize(
    "number, fields, told",
    [
        ("04.1", ["0,03125"], "`answer` is a number with a decimal comma: write 0.03125."),
        ("04.1", ["0, 3125"], "`answer` is a number with a decimal comma: write 0.3125."),
        ("04.1", ["−0,5"], "`answer` is a number with a decimal comma: write -0.5."),
        ("04.1", ["3.125 %"], "`answer` is a number with a percent sign: write 50 % as 0.5."),
        ("04.1", ["3,125%"], "`answer` is a number with a percent sign: write 50 % as 0.5."),
        ("04.1", ["0.03125 bits"], "`answer` is a number with a unit: write the number alone."),
        ("04.1", ["1 nat"], "`answer` is a number with a unit: write the number alone."),
        ("04.1", ["2**-5"], "`answer` is text: a number such as 0.25 or 1/4 is asked."),
        ("04.1", ["1/2/16"], "`answer` is text: a number such as 0.25 or 1/4 is asked."),
        ("04.1", ["0x1"], "`answer` is text: a number such as 0.25 or 1/4 is asked."),
        ("04.1", ["0.5, 0.25"], "`answer` is a list: a single number is asked."),
        ("04.1", ["1, 2, 3"], "`answer` is a list: a single number is asked."),
        ("04.1", ["nan"], "`answer` is text: a number such as 0.25 or 1/4 is asked."),
        ("04.1", ["0/0"], "`answer` is text: a number such as 0.25 or 1/4 is asked."),
        ("00.3", ["0.125"], "`q` has 1 entries and needs 2."),
        ("00.3", ["0.5, 0.3, 0.2"], "`q` has 3 entries and needs 2."),
        ("00.3", ["0,125, 0,875"], "`q` looks like numbers with decimal commas: write 0.125, 0.875."),
        ("00.3", ["[0,125; 0,875]"], "`q` contains a number with a decimal comma: write 0.125."),
        ("00.3", ["0,125 0,875"], "`q` contains a number with a decimal comma: write 0.125."),
        ("00.3", ["12.5 %, 87.5 %"], "`q` contains a number with a percent sign: write 50 % as 0.5."),
        ("00.3", ["1/8, x"], "`q` contains text: a number such as 0.25 or 1/4 is asked."),
        ("06.4", ["0, 10", "daabc"], "`codewords` has 2 entries and needs 4."),
        ("06.4", ["0, 10, 110, 111", "()."], "`message` needs a word, such as `ABBA`."),
        ("05.3", ["b, b, d", "b", "d"], "`first` needs one letter, such as `a`."),
    ],
)
def test_what_cannot_be_read_is_said(page, number, fields, told):
    assert verdict(page, number, *fields) == {"status": "unreadable", "text": told}


def test_a_decimal_comma_gets_the_words_of_check(page):
    for number, given in [("04.1", [(0, 5)]), ("00.3", [[0, 5, 0, 25]])]:
        field = ", ".join(map(str, given[0]))
        assert verdict(page, number, field)["text"] == check(number, *given).text



def test_the_page_says_it_in_the_language_of_its_catalogue(context, monkeypatch):
    monkeypatch.setattr(exercises, "_", lambda text: f"ja: {text}")
    monkeypatch.setattr(exercises, "plural", lambda one, many, n: f"{n}: {one if n == 1 else many}")
    page = context.new_page()
    page.add_script_tag(content=f"window.lessonWords = {json.dumps(words())}")
    for name in SCRIPTS:
        page.add_script_tag(path=PUBLISH / name)
    assert verdict(page, "00.3", "0.5, x")["text"].startswith("ja: `q` contains ja: text: a number")
    assert verdict(page, "00.3", "..., ...")["text"] == "ja: Not answered yet: fill in `q`."
