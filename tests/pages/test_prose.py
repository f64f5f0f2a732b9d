"""Every number in the prose is recomputed, every relation between numbers holds, every link arrives."""

import ast
import math
import re
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import nbformat
import prose_numbers
import pytest
from prose_numbers import NUMBERS, PHRASES

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PATHS = LESSONS + [path for path in [ROOT / "README.md"] if path.exists()]

# A minus is a sign where no term comes before it; 1.2.3 is a version.
NUMBER = re.compile(r"(?:(?<![^\s({\[=|$])[−-])?(?<![\d.])\d+\.\d+(?!\.?\d)")
# Addresses, tags, versions, and the > before a quotation, which is no relation.
NOT_PROSE = re.compile(
    r"\]\([^)]*\)|https?://\S+|</?(?:details|summary|img|br)\b[^>]*>"
    r"|(?i:python|jupyterlab|numpy)[ -]?\d+\.\d+|(?m:^> ?)"
)

# What a cell has printed is compared when the notebook is run.
EVIDENCE = re.compile(r"^```text\n.*?^```$", re.DOTALL | re.MULTILINE)


class Page(NamedTuple):
    name: str
    texts: tuple  # (cell id, prose)
    code: str
    printed: str = ""


def read(path):
    if path.suffix == ".md":  # it may repeat what any notebook says
        code = "\n".join(read(p).code for p in LESSONS)
        return Page(path.stem, (("text", plain(path.read_text("utf-8"))),), code)
    cells = nbformat.read(path, as_version=4).cells
    texts = tuple((cell.id, plain(text)) for cell in cells for text in prose(cell))
    programs = [cell for cell in cells if cell.cell_type == "code"]
    printed = "".join(output.get("text", "") for cell in programs for output in cell.outputs)
    return Page(path.stem, texts, "\n".join(cell.source for cell in programs), printed)


def prose(cell):
    """What stands in a Markdown cell, or is shown as Markdown by a code cell: the question of a prediction."""
    if cell.cell_type == "markdown":
        return [cell.source]
    shown = (output.get("data", {}).get("text/markdown") for output in cell.get("outputs", []))
    return [EVIDENCE.sub("", text) for text in shown if text]


def plain(text):
    return NOT_PROSE.sub(lambda match: " " * len(match[0]), text)


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def page(path):
    return read(path)


# --- numbers


def table(name):
    """Number -> (how often it is written, its expression, or None where it is given)."""
    rows = dict(NUMBERS.get(name, {}))
    given = dict.fromkeys(filter(None, rows.pop("given", "").split(", ")))
    split = [(*key.partition(" x")[::2], expression) for key, expression in (given | rows).items()]
    return {number: (int(times or 1), expression) for number, times, expression in split}


@cache
def value(expression):
    return float(eval(expression, vars(prose_numbers)))


@cache
def literals(code):
    """The numbers that a program holds."""
    constants = (node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant))
    return {float(constant) for constant in constants if type(constant) in (int, float)}


def decimals(number):
    return len(number.partition(".")[2])


def wrong_numbers(page):
    """What is wrong with the page's numbers or with its table, in words that say what to do."""
    rows, where = table(page.name), defaultdict(list)
    for id, text in page.texts:
        for number in NUMBER.findall(text):
            where[number.replace("-", "−")].append(id)
    for number in sorted(where.keys() | rows.keys()):
        ids, (times, expression) = where[number], rows.get(number, (0, None))
        place = f"{page.name}, cell {', '.join(dict.fromkeys(ids)) or '(none)'}: {number}"
        key = f"{number} x{len(ids)}" if len(ids) > 1 else number
        add = f'add to NUMBERS["{page.name}"]:  "{key}": "...",'
        if times == 0:
            yield f"{place} has no expression; {add}"
        elif not ids:
            yield f"{place} is in the table and no longer in the prose; take it out"
        elif times != len(ids):
            yield f'{place} is written {len(ids)} times; its key must be "{key}"'
        elif expression is None and not is_given(number, page, ids):
            yield f"{place} is neither in a code cell nor in an exercise, so it is not given; {add}"
        elif expression:
            right = f"{value(expression):.{decimals(number)}f}".replace("-", "−")
            if right != number:
                yield f"{place} is written, but {expression} = {right}"


def is_given(number, page, ids):
    size = float(number.lstrip("−"))
    asked = 0 <= size <= 1 and any(id.startswith("exercise") for id in ids)
    return decimals(number) <= 3 and (asked or size in literals(page.code))


def test_every_number_is_recomputed(page):
    assert "\n".join(wrong_numbers(page)) == ""


def test_the_table_computes():
    """A result cannot be its own expression: literals are short, and more than a literal stands there."""
    for rows in NUMBERS.values():
        for expression in (expression for key, expression in rows.items() if key != "given"):
            nodes = ast.walk(ast.parse(expression))
            assert any(isinstance(node, ast.Call | ast.BinOp | ast.Subscript) for node in nodes), expression
            assert all(len(number) <= 5 for number in re.findall(r"[\d.]+", expression)), expression


# --- relations between numbers

# What may stand on either side: whole numbers, decimals, ½, 2⁻³, signs, logarithms, and at last a unit.
TERM = r"(?:\d++(?:\.\d++)?|log₂|ln|\be\b|[½¼¾⅛()+−·/×⁻⁰¹²³⁴⁵⁶⁷⁸⁹-])[ \t]*"
SIDE = rf"[ \t]*(?:{TERM})++(?:(?:bit|nat)s?\b[ \t]*)?"
PYTHON = {"−": "-", "·": "*", "×": "*", "½": "(1/2)", "¼": "(1/4)", "¾": "(3/4)", "⅛": "(1/8)"}
PYTHON |= {"ln": "log", "log₂": "log2"}
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def equal(a, b):
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


HOLDS = {
    "=": equal,
    "≈": equal,
    "≠": lambda a, b: not equal(a, b),
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "≤": lambda a, b: a <= b or equal(a, b),
    "≥": lambda a, b: a >= b or equal(a, b),
}


def exact_values(name):
    """What the table's numbers were before they were rounded, without signs."""
    return {n.lstrip("−"): abs(value(expression)) for n, (_, expression) in table(name).items() if expression}


def side(text, exact):
    """(value, unit) of one side, with its decimals unrounded; None where it is no arithmetic."""
    text, unit = re.fullmatch(r"(.*?)\s*(bit|nat)?s?\s*", text).groups()
    text = re.sub(r"\d+\.\d+", lambda match: repr(exact.get(match[0], float(match[0]))), text)
    text = re.sub("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda match: f"**({match[0].translate(RAISED)})", text)
    text = re.sub(r"(ln|log₂)\s*(\d[\d.]*)", r"\1(\2)", text)
    for ours, python in PYTHON.items():
        text = text.replace(ours, python)
    try:
        return float(eval(text.strip(), {"log": math.log, "log2": math.log2, "e": math.e})), unit
    except (SyntaxError, TypeError):
        return None


def relations(text, exact):
    """(claim, whether it holds) for every =, <, ... between two sides that are arithmetic."""
    text = text.replace(r"\le", "≤").replace(r"\ge", "≥")
    for match in re.finditer("|".join(HOLDS), text):
        left = re.search(SIDE + "$", text[text.rfind("\n", 0, match.start()) + 1 : match.start()])
        right = re.match(SIDE, text[match.end() :])
        if not left or not right:
            continue
        before = text[: match.start() - len(left[0])][-1:]
        if re.match(r"\(|[ \t]*[+−-] ", left[0]) and re.match(r"[\w)}\]]", before):
            continue  # f(0.5) = ... or x − 0.5 = ...: the left side begins before what is arithmetic
        sides = side(left[0], exact), side(right[0], exact)
        if None not in sides:
            (a, unit_a), (b, unit_b) = sides
            factor = math.log(2) if (unit_a, unit_b) == ("bit", "nat") else 1
            yield f"{left[0]}{match[0]}{right[0]}".strip(), HOLDS[match[0]](a * factor, b)


def test_every_relation_between_numbers_holds(page):
    exact = exact_values(page.name)
    false = [(id, claim) for id, text in page.texts for claim, holds in relations(text, exact) if not holds]
    assert [f"{page.name}, cell {id}: {claim}" for id, claim in false] == []


# --- words


def test_every_claim_in_words_is_true(page):
    prose = " ".join(" ".join(text for _, text in page.texts).split())
    claims = PHRASES.get(page.name, {})
    assert [phrase for phrase in claims if phrase not in prose] == [], "no longer in the prose; take it out"
    names = vars(prose_numbers) | {"code": page.code, "printed": page.printed}
    assert [phrase for phrase, expression in claims.items() if not eval(expression, names)] == []


def test_the_table_has_no_page_that_does_not_exist():
    assert NUMBERS.keys() | PHRASES.keys() <= {path.stem for path in PATHS}


# --- links


def lost_anchors(path):
    """Links to a heading that is not there: GitHub's form in Markdown, JupyterLab's in a notebook."""
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", source(path)):
        file = path.parent / target if target else path
        headings = re.findall(r"^#+ (.*)", source(file), re.MULTILINE)
        if file.suffix == ".md":
            headings = [re.sub(r"[^\w -]", "", heading).lower() for heading in headings]
        if anchor not in [heading.replace(" ", "-") for heading in headings]:
            yield f"{target}#{anchor}"


def source(path):
    if path.suffix == ".md":
        return path.read_text("utf-8")
    return "\n\n".join(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown")


def links(path):
    return re.findall(r"\]\(([^)#\s]+)", source(path))


def test_links_to_headings_arrive(path):
    assert list(lost_anchors(path)) == []


def test_the_pages_lead_through_the_course_and_back():
    names = [path.name for path in LESSONS]
    assert [links(path)[-1] for path in LESSONS] == names[1:] + names[:1]
    assert set(names[1:]) <= set(links(LESSONS[0]))
