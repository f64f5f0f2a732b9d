"""The page gives the verdict of `check` in the same words, and reads typed fields."""

import ast
import itertools
import json
import math
import os
import random
import re
import subprocess
import sys

import numpy as np
import pytest
from browser import ROOT
from renew_translations import LANGUAGES
from solutions import answers

from course.assessment.typed import ALIKE, SIGNS, as_python
from course.assessment.verdicts import _wrong_tries, check
from course.lessons import EXERCISES
from lib.codes import huffman_code
from publish.exercises import exercise_data
from publish.scripts import OF_VERDICTS, words

DATA = {number: exercise_data(number) for number in EXERCISES}
TYPED = [number for number, data in DATA.items() if data["answers"][0]["kind"] != "code"]
CHECK = """([data, tries]) => {
    let found = {};
    return tries.map((fields) => {
        found = verdicts.check(data, fields, found.wrong);
        return [found.status, found.text, found.mistakes];
    });
}"""


def with_scripts(page):
    data = {"lookAlike": ALIKE, "typedSigns": SIGNS, "lessonWords": words()}
    page.add_script_tag(content=f"Object.assign(window, {json.dumps(data)})")
    for name in OF_VERDICTS:
        page.add_script_tag(path=ROOT / "publish" / name)
    return page


@pytest.fixture(scope="module")
def page(context):
    return with_scripts(context.new_page())


def in_page(page, number, tries):
    """Return status, text and mistakes of the page's verdicts on the fields, one try after the other."""
    return page.evaluate(CHECK, [DATA[number], tries])


def right(number):
    return json.loads(json.dumps(answers(number), default=lambda array: array.tolist()))


def mapped(function, x):
    """Return the function of a number, or of each number in a list; letters and texts stay."""
    if isinstance(x, list):
        return [mapped(function, part) for part in x]
    return x if isinstance(x, str) else function(x)


def with_one(given, place, x):
    return [*given[:place], x, *given[place + 1 :]]


# --- answers: pairs of an exercise's number and a list of tries


def examples():
    for number in TYPED:
        yield from ((number, [given, given]) for given, *_words in EXERCISES[number].examples)
        yield from ((number, [[*values]]) for values, _text in EXERCISES[number].together)


LIMITS = [0, -0.0, 1, -1, math.inf, -math.inf, 5e-324, 1e-310, 1e-16, 1e308, -1e308, 2**53 + 1, 0.99999999999, 1e16]
CHANGES = [
    *(lambda x, digits=digits: float(f"{x:.{digits}g}") for digits in range(1, 7)),
    *(lambda x, digits=digits: math.trunc(x * 10**digits) / 10**digits for digits in range(6)),
    *(lambda x, factor=factor: x * factor for factor in (1.0001, 0.999, 1.004, 1.01, 2, -1, 100, math.log(2))),
    *(lambda x, limit=limit: limit for limit in LIMITS),
]


def right_answers_changed():
    for number in TYPED:
        yield number, [[mapped(change, x) for x in right(number)] for change in CHANGES]


def one_answer_of_each_kind():
    """Yield for each answer all known words, or the numbers on both sides of every edge of a range."""
    for number in TYPED:
        for place, data in enumerate(DATA[number]["answers"]):
            tries = [*data["table"], "x"] if data["kind"] == "word" else []
            for entry, part in enumerate(data.get("places", [])):
                numbers = [x for edge in map(float, part["edges"]) for x in (math.nextafter(edge, -math.inf), edge)]
                tries += [with_one(right(number)[place], entry, x) if data["size"] else x for x in numbers]
            yield number, [with_one(right(number), place, x) for x in tries]


SHARES = [0, 1e-20, 1e-5, 1 / 8, 0.1250001, 0.12501, 0.1251, 0.333333, 0.5, 0.50002, 1, 1 - 1e-6, -1e-10, 12.5]


def lists_that_are_judged():
    pairs = [pair for x in SHARES for pair in ([x, 1 - x], [1 - x, x], [x, 1 - x + 4e-6], [x, 1 - x - 6e-6], [x, 1])]
    yield "00.3", [[pair] for pair in [*pairs, [12.5, 87.5]]]
    yield "05.2", [[p, q] for p, q in itertools.product(pairs, repeat=2)]
    draw = random.Random(5)
    yield "06.1", [[1.125, draw.choices([1, 2, 2, 2, 2, 3, 3, 4, 5, 16, 17, 2.5, 0, -1], k=5)] for _ in range(300)]
    codes = [["0", "1", "2", "3"], ["", "1", "01", "00"], ["0", "0", "10", "11"], ["0", "1 0", "110", "111"]]
    for _ in range(300):
        counts = draw.choices(range(1, 10), k=4)
        code = huffman_code([count / sum(counts) for count in counts])
        longer = [codeword + draw.choice(["", "", "", "0", "0110011"]) for codeword in code]
        codes += [code, code[::-1], longer, draw.choices(["0", "1", "00", "01", "10", "011", "110", "1111"], k=4)]
    yield "06.4", [[code, "daabc"] for code in codes]


def typed(x):
    """Return an answer as it is typed into a field."""
    if isinstance(x, list):
        written = ", ".join(typed(part) or '""' for part in x)
        return f"[{written}]" if len(written) % 2 else written
    return x if isinstance(x, str) else repr(x)


KINDS = [examples, right_answers_changed, one_answer_of_each_kind, lists_that_are_judged]


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_says_what_check_says(page, kind):
    for number, tries in kind():
        _wrong_tries.clear()
        in_python = [check(number, *given) for given in tries]
        fields = [[*map(typed, given)] for given in tries]
        expected = [[verdict.status, verdict.text, [*verdict.mistakes]] for verdict in in_python]
        assert [*zip(fields, in_page(page, number, fields))] == [*zip(fields, expected)], number


def test_numbers_are_written_as_in_python(page):
    draw = random.Random(6)
    numbers = [draw.uniform(-1, 1) * 10 ** draw.randint(-20, 20) for _ in range(300)]
    numbers += [draw.randint(-(10**7), 10**7) / 2 ** draw.randint(0, 12) for _ in range(300)]  # many are ties
    numbers += [*LIMITS[2:], 0, 1e-5, 9.99995e-5, 1e15, 1e17, 1e6, 999999.5, 100, 123450, 1.7976931348623157e308]
    written = [[f"{x:.2g}", f"{x:.4g}", f"{x:.6g}", f"{x:.10g}"] for x in numbers]
    script = "(numbers) => numbers.map((x) => [2, 4, 6, 10].map((n) => words.general(x, n)))"
    assert page.evaluate(script, list(map(float, numbers))) == written


# --- texts in a field


NO_NUMBER = "text with the unknown word `{}`: give a number, or a formula with log2, ln, log10, exp, sqrt."
NO_PERCENT = "a number with a percent sign: write 50 % as 0.5."
NO_UNIT = "a number with a unit: write the number alone."
COMMA = "a number with a decimal comma: write"


@pytest.mark.parametrize(
    "number, status, told, fields",
    [
        ("04.1", "right", "", ["0.03125", ".03125", "3.125e-2", "3.125E−02", "+0.03125", " 0.03125 ", "(0.03125)"]),
        ("04.1", "right", "", ["1/32", "1 / 32", ".5/16", "[1/32]", "−1/–32", "1/2/16", "2**-5", "2^-5", "2⁻⁵"]),
        ("04.1", "right", "", ["(1/4)*(1/8)", "((1/32))", "½^5", "√(1/1024)", "exp(−5·ln(2))", "1÷32", "２＾－５"]),
        ("01.2", "right", "", ["-0.75*log2(3/4)-log2(1/4)/4|-.75*ln(.75)-.25*log(.25)"]),
        ("07.2", "wrong", "the gap for hard labels", ["inf|4.51086", "∞|4.51086", "Infinity|4.51086", "1/0|4.51086"]),
        ("07.2", "wrong", "the gap for hard labels", ["1e999|4.51086", " INF |4.51086", "无穷大|4.51086"]),
        ("07.2", "wrong", "`two` is not right", ["-inf|4.51086", "-1/0|4.51086"]),
        ("06.1", "right", "", ["9/8|2,2,2,3,3", "1.125| 2 2 2 3 3 ", "1.125|2; 2; 2; 3; 3", "1.125|[2, 2, 2, 3, 3,]"]),
        ("00.3", "right", "", ["1/8, 7/8", "[1 / 8, .875]", "(1/2)^3, 7*(1/8)", "(2^-3, 1-2^-3)", "2^-3 7*2^-3"]),
        ("06.4", "right", "", ["0, 10, 110, 111|DAABC", '["0", "10", "110", "111"]|"daabc"']),
        ("06.4", "right", "", ["'0', '10', '110', '111'|d a a b c", "“0”, “10”, “1 1 0”, “111”|(daabc)"]),
        ("05.3", "right", "", ["b|B|d", '"b"|(b)| d) ']),
        ("05.3", "right", "", ["ｂ|В|ｄ"]),
        ("04.1", "right", "", ["０．０３１２５", "１／３２"]),
        ("06.4", "right", "", ["０， 10, 110, 111|ＤＡАВС"]),
        ("04.1", "right", "", ["0。03125", "０．０３１２５", "　1　／　32　", "（1）÷（32）", "【２＾－５】"]),
        ("00.3", "right", "", ["0.125、0.875", "【0.125，0.875】", "〔0。125、0。875〕", "（1／8；7／8）"]),
        ("06.4", "right", "", ["「0」、「10」、「110」、「111」|『daabc』", "“0”，“10”，“110”，“111”|ｄ、ａａｂｃ。"]),
        ("05.3", "right", "", ["（b）|「b」|d。", "【b】|“Ｂ”|ｄ、"]),
        ("04.1", "unanswered", "fill in `answer`.", ["", " ", "...", "…"]),
        ("01.2", "unanswered", "fill in `nats`.", ["text|"]),
        ("05.3", "unanswered", "fill in `first`, `second` and `third`.", ["||(...)"]),
        ("06.1", "unanswered", "fill in `repaired`.", ["1.125|[2, 2, 2, ..., 3]", "1.125|2, 2, , , 3"]),
        ("04.1", "unreadable", f"`answer` is {COMMA} 0.03125.", ["0,03125", "0，03125", "０、０３１２５"]),
        ("04.1", "unreadable", f"`answer` is {COMMA} -0.5.", ["−0,5", "-0, 5"]),
        ("04.1", "unreadable", f"`answer` is {NO_PERCENT}", ["3.125 %", "3,125%", "3.125％"]),
        ("04.1", "unreadable", f"`answer` is {NO_UNIT}", ["0.03125 bits", "1 nat", "1/32 比特", "1奈特"]),
        ("04.1", "unreadable", f"`answer` is {COMMA} 2^-5.0.", ["2^-5,0"]),
        ("04.1", "unreadable", f"`answer` is {NO_UNIT}", ["log2(5) bits", "log₂（5）纳特"]),
        ("04.1", "unreadable", f"`answer` is {NO_NUMBER.format('nan')}", ["nan"]),
        ("04.1", "unreadable", f"`answer` is {NO_NUMBER.format('零点五')}", ["零点五"]),
        ("04.1", "unreadable", "`answer` is a list: give a single number.", ["0.5, 0.25"]),
        ("00.3", "unreadable", "`q` has 1 entries and needs 2.", ["0.125"]),
        ("00.3", "unreadable", "`q` looks like numbers with decimal commas: write 0.125, 0.875.", ["0,125，0，875"]),
        ("00.3", "unreadable", f"`q` contains {COMMA} 0.125.", ["[0,125; 0,875]", "0,125 0,875", "【0，125；0，875】"]),
        ("00.3", "unreadable", f"`q` contains {NO_NUMBER.format('x')}", ["1/8, x"]),
        ("06.4", "unreadable", "`message` needs a word, such as `ABBA`.", ["0, 10, 110, 111|()."]),
        ("05.3", "unreadable", "`first` needs one letter, such as `a`.", ["b, b, d|b|d"]),
    ],
)
def test_a_field_is_read_as_it_is_meant(page, number, status, told, fields):
    """A bar separates the fields of an exercise."""
    for typed in fields:
        ((found, text, _),) = in_page(page, number, [typed.split("|")])
        assert found == status and told in text, typed


# --- formulas


FORMULAS = [
    *("2^-5", "1/32", "log2(5)", "0.7*log2(0.7/0.6)", "sqrt(2)", "2^-2^2", "-2^2", "(-2)^2", "2^3^2", "8/4/2", "8-4-2"),
    *("1e-3", "1E3", ".5", "5.", "+.5e+2", "--1", "2*-3", "2 - -3", "2**0.5", "ln(10)", "log(10)", "LOG10(2)"),
    *("exp(1)", "1/0", "-1/0", "log2(0)", "exp(1000)", "log₂ (5)", "2⁻⁵", "3²", "½", "2^½", "√(2)", "7×8·9÷2", "1⁄3"),
    *("−0.5–1", "np.log2(3)", "math.sqrt(3)", "((1))", "-(1+2)*3", "1-(2-3)", "0.1+0.2", "2^100", "1e308*10"),
]
UNREADABLE = {
    "": "a formula that ends too early: ``",
    "1+": "a formula that ends too early: `1+`",
    "2**": "a formula that ends too early: `2**`",
    "(1/2": "a formula with an open bracket: close it with `)`",
    "log2(5": "a formula with an open bracket: close it with `)`",
    "log2(": "a formula that ends too early: `log2(`",
    "log2()": "a formula that cannot be read from `)` on",
    "()": "a formula that cannot be read from `)` on",
    "1/2)": "a formula that cannot be read from `)` on",
    "1..2": "a formula that cannot be read from `.2` on",
    "1 2": "a formula that cannot be read from `2` on",
    "2(3)": "a formula that cannot be read from `(3)` on",
    "3½": "a formula that cannot be read from `(1/2)` on",
    "7//2": "a formula that cannot be read from `//2` on",
    "2***3": "a formula that cannot be read from `*3` on",
    "*3": "a formula that cannot be read from `*3` on",
    "2e": "a formula that cannot be read from `e` on",
    "12x": "a formula that cannot be read from `x` on",
    "2·log2 5": "a formula without brackets: write `log2(...)`",
    "√2": NO_NUMBER[:-1].format("sqrt2"),
    "log3(2)": NO_NUMBER[:-1].format("log3"),
    "x + 1": NO_NUMBER[:-1].format("x"),
    "constructor(1)": NO_NUMBER[:-1].format("constructor"),
    "0/0": "a formula without a value: `0/0`",
    "1+log2(-1)": "a formula without a value: `log2(-1)`",
    "(-8)^(1/3)": "a formula without a value: `(-8)**(1/3)`",
}


class AsFloats(ast.NodeTransformer):
    """Python's whole numbers become floats, which divide by 0 as on the page."""

    def visit_Constant(self, node):
        return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), "float64", ast.Load()), [node], [])


def worked_out(text):
    """Return the value that Python gives to a formula, or None if the notebook's rules do not read it."""
    code = as_python(text)
    tree = AsFloats().visit(ast.parse(code or "None", mode="eval")) if code else None
    with np.errstate(all="ignore"):
        value = eval(compile(ast.fix_missing_locations(tree), "typed", "eval"), {"np": np}) if tree else math.nan
    return None if math.isnan(value) else float(value)


def read_in_page(page, texts):
    script = "(texts) => texts.map(words.plain).map(typedFormula.read).map(({ value, problem }) => [value, problem])"
    return page.evaluate(script, texts)


def random_formulas():
    draw = random.Random(7)
    pieces = ["1", "2.5", ".5", "3", "7e-1", "+", "-", "*", "/", "^", "^-", "(", ")", "log2(", "ln(", "sqrt(", " "]
    return [" ".join(draw.choices(pieces, k=draw.randint(1, 7))) for _ in range(20_000)]


@pytest.mark.parametrize("texts", [FORMULAS, [*UNREADABLE], random_formulas()], ids=["read", "refused", "random"])
def test_formulas_have_the_value_that_python_gives_them(page, texts):
    values = {text: worked_out(text) for text in texts}
    if texts is FORMULAS:
        assert None not in values.values()
    for (text, value), (found, problem) in zip(values.items(), read_in_page(page, [*values]), strict=True):
        if value is None or not math.isfinite(value):
            assert found == value and (value is not None or problem == UNREADABLE.get(text, problem)), text
        else:  # the last digit of a power or a function may differ
            last = math.ulp(value) if re.search(r"[*a-z]{2}", as_python(text)) else 0
            assert problem is None and abs(found - value) <= last, (text, found, value)


def test_the_verdict_comes_with_the_values_of_formulas_and_the_state_of_each_field(page):
    script = "([data, fields]) => (({ worked, states }) => [worked, states])(verdicts.check(data, fields))"

    def found(number, *fields):
        return page.evaluate(script, [DATA[number], fields])

    assert found("04.1", "2^-5") == ["`2^-5` = 0.03125", ["right"]]
    assert found("04.1", "0.03125") == ["", ["right"]]
    assert found("00.3", "1/8, 0.875") == ["`1/8` = 0.125", ["right"]]
    assert found("01.2", "log(5)", "0.5623") == ["`log(5)` = 1.609438, here `log` is `ln`", ["wrong", "right"]]
    assert found("01.2", "", "1/2") == ["", ["unanswered", ""]]
    assert found("01.2", "1/2", "1/") == ["", ["", "unreadable"]]
    assert found("05.2", "0.5, 0.5", "0.5, 0.5") == ["", ["wrong", "wrong"]]
    assert found("06.4", "0, 10, 110, 111", "daab") == ["", ["", "wrong"]]
    assert found("12.3", "8", "400/8") == ["`400/8` = 50", ["wrong", ""]]  # right for that evidence


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_check_says_in_every_language(language):
    """The sentences are put together with the signs of the language."""
    these = f"{__file__}::test_the_page_says_what_check_says"
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "--all", these, "-k", "examples or changed or judged"]
    run = subprocess.run(command, env=os.environ | {"LESSON_LANGUAGE": language}, cwd=ROOT, capture_output=True)
    assert run.returncode == 0, run.stdout.decode()
