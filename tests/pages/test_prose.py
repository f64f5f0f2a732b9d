"""Every number in the prose is recomputed, every relation between numbers holds, every link arrives.

The metadata of a cell say where the numbers in its prose come from:

    "numbers"   each number with a decimal point, as it is written, and the expression that it is the rounded value of.
                "given" was chosen and not computed. It has at most three decimals, and must stand in the page's code
                or in an exercise, so that no result can hide there.
    "claims"    a claim made in words or whole numbers, and an expression that must be true. It may also ask for
                `code`, the page's code cells, and for what they have `printed`.

The expressions see the names of `prose_names.py`.
"""

import ast
import json
import math
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import nbformat
import prose_names
import pytest

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PATHS = LESSONS + [path for path in [ROOT / "README.md"] if path.exists()]
README = {  # as in the metadata of a notebook's cell
    "numbers": {
        "0.1": "given",
        "0.5": "given",
        "0.9": "given",
        "0.468996": "entropy(BENT)",
        "2.375": "cross_entropy(P, Q)",
        "1.0": "kl_divergence([1, 0], FAIR)",
    },
    "claims": {"[0, 1] gives inf": "kl_divergence([1, 0], [0, 1]) == inf"},
}

# A minus is a sign where no term comes before it; 1.2.3 is a version.
NUMBER = re.compile(r"(?:(?<![^\s({\[=|$])[−-])?(?<![\d.])\d+\.\d+(?!\.?\d)")
# Addresses, tags, versions, and the > before a quotation, which is no relation.
NOT_PROSE = re.compile(
    r"\]\([^)]*\)|https?://\S+|</?(?:details|summary|img|br)\b[^>]*>"
    r"|(?i:python|jupyterlab|numpy)[ -]?\d+\.\d+|(?m:^> ?)"
)

# Other tests compare the printed text when they run the notebook, and run the programs of the solutions.
EVIDENCE = re.compile(r"^```text\n.*?^```$", re.DOTALL | re.MULTILINE)
PROGRAM = re.compile(r"^ *```python\n.*?^ *```$", re.DOTALL | re.MULTILINE)


class Cell(NamedTuple):
    id: str
    where: str  # the file and the place in it that have its numbers and claims
    text: str
    numbers: dict  # as it is written -> the expression that it is the rounded value of, or "given"
    claims: dict  # words -> an expression that must be true


class Page(NamedTuple):
    name: str
    cells: list
    code: str
    printed: str = ""


def read(path):
    if path.suffix == ".md":  # it may repeat what any notebook says
        code = "\n".join(read(p).code for p in LESSONS)
        text = plain(path.read_text("utf-8"))
        return Page(path.stem, [Cell("text", "README in test_prose.py", text, **README)], code)
    found, cells = nbformat.read(path, as_version=4).cells, []
    for cell in found:
        where = f'{path.name}, metadata of the cell "{cell.id}"'
        entries = cell.metadata.get("numbers", {}), cell.metadata.get("claims", {})
        cells.append(Cell(cell.id, where, plain(prose(cell)), *entries))
    programs = [cell for cell in found if cell.cell_type == "code"]
    printed = "".join(output.get("text", "") for cell in programs for output in cell.outputs)
    return Page(path.stem, cells, "\n".join(cell.source for cell in programs), printed)


def prose(cell):
    """What stands in a Markdown cell, or is shown as Markdown by a code cell: the question of a prediction."""
    if cell.cell_type == "markdown":
        return PROGRAM.sub("", cell.source) if cell.id.startswith("solution") else cell.source
    shown = [output.get("data", {}).get("text/markdown", "") for output in cell.get("outputs", [])]
    return EVIDENCE.sub("", "\n".join(shown))


def plain(text):
    return NOT_PROSE.sub(lambda match: " " * len(match[0]), text)


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def page(path):
    return read(path)


# --- numbers


@cache
def value(expression):
    return float(eval(expression, vars(prose_names)))


@cache
def literals(code):
    """The numbers that a program holds."""
    constants = (node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant))
    return {float(constant) for constant in constants if type(constant) in (int, float)}


def decimals(number):
    return len(number.partition(".")[2])


def written(cell):
    return [number.replace("-", "−") for number in NUMBER.findall(cell.text)]


def rounded(expression, number):
    try:
        return f"{value(expression):.{decimals(number)}f}".replace("-", "−")
    except Exception as error:
        return f"an error: {error}"


def wrong_numbers(page):
    """Yield the faults of the page's numbers or of their expressions, in words that say what to do."""
    for cell in page.cells:
        missing = sorted({*written(cell)} - cell.numbers.keys())
        if missing:
            lines = {number: "given or ..." if is_given(number, page) else "..." for number in missing}
            yield f'{cell.where}: add, with an expression for each, "numbers": {json.dumps(lines, ensure_ascii=False)}'
        for number, expression in cell.numbers.items():
            place = f"{cell.where}: {number}"
            if number not in written(cell):
                yield f"{place} is no longer in the prose; take it out"
            elif expression == "given":
                if not is_given(number, page):
                    yield f'{place} is neither in a code cell nor in an exercise; it needs "{number}": "..."'
            elif rounded(expression, number) != number:
                yield f"{place} is written, but {expression} = {rounded(expression, number)}"


def is_given(number, page):
    """Whether a number may be called given: it is chosen, not computed, and stands in the code or in an exercise."""
    size = float(number.lstrip("−"))
    asked = size <= 1 and any(cell.id.startswith("exercise") and number in written(cell) for cell in page.cells)
    return decimals(number) <= 3 and (asked or size in literals(page.code))


def test_every_number_is_recomputed(page):
    assert "\n".join(wrong_numbers(page)) == ""


def test_no_number_is_its_own_expression(page):
    """Literals are short, and more than a literal stands there."""
    for cell in page.cells:
        for expression in set(cell.numbers.values()) - {"given"}:
            nodes, place = ast.walk(ast.parse(expression)), f"{cell.where}: {expression}"
            assert any(isinstance(node, ast.Call | ast.BinOp | ast.Subscript) for node in nodes), place
            assert all(len(number) <= 5 for number in re.findall(r"[\d.]+", expression)), place


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


def exact_values(cell):
    """Return the cell's numbers before they were rounded, without signs."""
    return {n.lstrip("−"): abs(value(expression)) for n, expression in cell.numbers.items() if expression != "given"}


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
    found = [(cell.where, claim) for cell in page.cells for claim in relations(cell.text, exact_values(cell))]
    assert [f"{where}: {claim}" for where, (claim, holds) in found if not holds] == []


# --- words


def false_claims(page):
    names = vars(prose_names) | {"code": page.code, "printed": page.printed}
    for cell in page.cells:
        for phrase, expression in cell.claims.items():
            if phrase not in " ".join(cell.text.split()):
                yield f"{cell.where}: {phrase!r} is no longer in the prose; take it out"
            elif not eval(expression, names):
                yield f"{cell.where}: {phrase!r} is not true: {expression}"


def test_every_claim_in_words_is_true(page):
    assert "\n".join(false_claims(page)) == ""


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
