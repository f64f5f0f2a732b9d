"""Every number in the prose is computed again, every relation between numbers holds, every link has a target.

A cell's metadata say where the numbers in its prose come from:

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
from typing import NamedTuple

import prose_names
import pytest
from saved_pages import LESSONS, ROOT, code_cells, prose, read

# A minus is a sign where no term precedes it; 1.2.3 is a version.
NUMBER = re.compile(r"(?:(?<![^\s({\[=|$])[−-])?(?<![\d.])\d+\.\d+(?!\.?\d)")
# Addresses, tags, versions, and the > before a quotation are no relations.
NOT_PROSE = re.compile(
    r"\]\([^)]*\)|https?://\S+|</?(?:details|summary|img|br)\b[^>]*>"
    r"|(?i:python|jupyterlab|numpy|deepseek-v)[ -]?\d+\.\d+|(?m:^> ?)"
)

# Other tests compare the printed text with the notebook's run, and run the programs of the solutions.
EVIDENCE = re.compile(r"^```text\n.*?^```$", re.DOTALL | re.MULTILINE)
PROGRAM = re.compile(r"^ *```python\n.*?^ *```$", re.DOTALL | re.MULTILINE)


class Cell(NamedTuple):
    id: str
    where: str  # the file, and the place in it with its numbers and claims
    text: str
    numbers: dict  # number as written -> the expression whose rounded value it is, or "given"
    claims: dict  # words -> an expression that must be true

    @property
    def written(self):
        return [number.replace("-", "−") for number in NUMBER.findall(self.text)]


class Page(NamedTuple):
    cells: list
    code: str
    printed: str


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def page(request):
    cells, programs = [], code_cells(request.param)
    for cell in read(request.param).cells:
        where = f'{request.param.name}, metadata of the cell "{cell.id}"'
        plain = NOT_PROSE.sub(lambda match: " " * len(match[0]), shown(cell))
        cells.append(Cell(cell.id, where, plain, cell.metadata.get("numbers", {}), cell.metadata.get("claims", {})))
    printed = "".join(output.get("text", "") for cell in programs for output in cell.outputs)
    return Page(cells, "\n".join(cell.source for cell in programs), printed)


def shown(cell):
    """Return the text of a Markdown cell, or the Markdown output of a code cell: the question of a prediction."""
    if cell.cell_type == "markdown":
        return PROGRAM.sub("", cell.source) if cell.id.startswith("solution") else cell.source
    return EVIDENCE.sub("", "\n".join(output.get("data", {}).get("text/markdown", "") for output in cell.outputs))


# --- numbers


@cache
def value(expression):
    return float(eval(expression, vars(prose_names)))


def decimals(number):
    return len(number.partition(".")[2])


def rounded(expression, number):
    return f"{value(expression):.{decimals(number)}f}".replace("-", "−")


def wrong_numbers(page):
    """Yield the faults of the page's numbers or of their expressions, with advice."""
    for cell in page.cells:
        missing = sorted({*cell.written} - cell.numbers.keys())
        if missing:
            lines = {number: "given or ..." if is_given(number, page) else "..." for number in missing}
            yield f'{cell.where}: add an expression for each of "numbers": {json.dumps(lines, ensure_ascii=False)}'
        for number, expression in cell.numbers.items():
            place = f"{cell.where}: {number}"
            if number not in cell.written:
                yield f"{place} is not in the prose: delete it from the metadata"
            elif expression == "given":
                if not is_given(number, page):
                    yield f'{place} is neither in a code cell nor in an exercise; it needs "{number}": "..."'
            elif not is_computed(expression):
                yield f"{place} is a literal: write an expression that computes it"
            elif rounded(expression, number) != number:
                yield f"{place} is in the prose, but {expression} = {rounded(expression, number)}"


def is_given(number, page):
    """Return whether a number may be called given: chosen, not computed, and in the page's code or in an exercise."""
    size = float(number.lstrip("−"))
    asked = size <= 1 and any(cell.id.startswith("exercise") and number in cell.written for cell in page.cells)
    constants = [node.value for node in ast.walk(ast.parse(page.code)) if isinstance(node, ast.Constant)]
    return decimals(number) <= 3 and (asked or size in constants)


def is_computed(expression):
    """Return whether this is more than a literal, and has only short literals, so that no result can hide there."""
    computes = any(isinstance(node, ast.Call | ast.BinOp | ast.Subscript) for node in ast.walk(ast.parse(expression)))
    return computes and all(len(number) <= 5 for number in re.findall(r"[\d.]+", expression))


def test_every_number_is_recomputed(page):
    assert "\n".join(wrong_numbers(page)) == ""


# --- relations between numbers

# The two sides may have whole numbers, decimals, ½, 2⁻³, signs, logarithms, and a unit at the end.
TERM = r"(?:\d++(?:\.\d++)?|log₂|ln|\be\b|[½¼¾⅛()+−·/×⁻⁰¹²³⁴⁵⁶⁷⁸⁹-])[ \t]*"
SIDE = rf"[ \t]*(?:{TERM})++(?:(?:bit|nat)s?\b[ \t]*)?"
PYTHON = {"−": "-", "·": "*", "×": "*", "½": "(1/2)", "¼": "(1/4)", "¾": "(3/4)", "⅛": "(1/8)", "₂": "2"}
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
# Each relation holds for these signs: -1 if the left side is smaller, 0 if equal, 1 if larger.
HOLDS = {"=": {0}, "≈": {0}, "≠": {-1, 1}, "<": {-1}, ">": {1}, "≤": {-1, 0}, "≥": {0, 1}}


def side(text, exact):
    """Return (value, unit) of one side, with its decimals unrounded; None where it is no arithmetic."""
    text, unit = re.fullmatch(r"(.*?)\s*(bit|nat)?s?\s*", text).groups()
    text = re.sub(r"\d+\.\d+", lambda match: repr(exact.get(match[0], float(match[0]))), text)
    text = re.sub("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda match: f"**({match[0].translate(RAISED)})", text)
    text = re.sub(r"(ln|log₂)\s*(\d[\d.]*)", r"\1(\2)", text)
    text = text.translate(str.maketrans(PYTHON))
    try:
        return float(eval(text.strip(), {"ln": math.log, "log2": math.log2, "e": math.e})), unit
    except (SyntaxError, TypeError):
        return None


def false_relations(cell):
    """Yield every =, <, ... between two arithmetic sides that does not hold."""
    # the cell's unrounded numbers, without signs
    exact = {n.lstrip("−"): abs(value(expression)) for n, expression in cell.numbers.items() if expression != "given"}
    text = cell.text.replace(r"\le", "≤").replace(r"\ge", "≥")
    for match in re.finditer("|".join(HOLDS), text):
        left = re.search(SIDE + "$", text[text.rfind("\n", 0, match.start()) + 1 : match.start()])
        right = re.match(SIDE, text[match.end() :])
        if not left or not right:
            continue
        before = text[: match.start() - len(left[0])][-1:]
        if re.match(r"\(|[ \t]*[+−-] ", left[0]) and re.match(r"[\w)}\]]", before):
            continue  # f(0.5) = ... or x − 0.5 = ...: the left side begins before the arithmetic
        sides = side(left[0], exact), side(right[0], exact)
        if None not in sides:
            (a, unit_a), (b, unit_b) = sides
            a *= math.log(2) if (unit_a, unit_b) == ("bit", "nat") else 1
            order = 0 if math.isclose(a, b, abs_tol=1e-12) else math.copysign(1, a - b)
            if order not in HOLDS[match[0]]:
                yield f"{cell.where}: {left[0]}{match[0]}{right[0]}"


def test_every_relation_between_numbers_holds(page):
    assert [false for cell in page.cells for false in false_relations(cell)] == []


# --- words


def false_claims(page):
    names = vars(prose_names) | {"code": page.code, "printed": page.printed}
    for cell in page.cells:
        for phrase, expression in cell.claims.items():
            if phrase not in " ".join(cell.text.split()):
                yield f"{cell.where}: {phrase!r} is not in the prose: delete it from the metadata"
            elif not eval(expression, names):
                yield f"{cell.where}: {phrase!r} is not true: {expression}"


def test_every_claim_in_words_is_true(page):
    assert "\n".join(false_claims(page)) == ""


# --- links


def links(path):
    """Yield (file, heading) of every link to this project; no heading is empty."""
    found = re.findall(r"\]\((?!https?:)([^)#\s]*)#?([^)\s]*)\)", prose(path))
    return [(path.parent / target if target else path, heading) for target, heading in found]


def anchors(path):
    """Return the link names of a page's headings: GitHub's form in Markdown, JupyterLab's in a notebook; or none."""
    headings = re.findall(r"^#+ (.*)", prose(path), re.MULTILINE) if path.suffix in (".md", ".ipynb") else []
    if path.suffix == ".md":
        headings = [re.sub(r"[^\w -]", "", heading).lower() for heading in headings]
    return ["", *(heading.replace(" ", "-") for heading in headings)]


TEXTS = [*LESSONS, *(path for folder in ("", "notebooks", "classroom") for path in (ROOT / folder).glob("*.md"))]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_links_arrive(path):
    assert [link for link in links(path) if not link[0].exists() or link[1] not in anchors(link[0])] == []


def test_the_pages_lead_through_the_course_and_back():
    targets = {path: [file for file, _ in links(path)] for path in LESSONS}
    assert [targets[path][-1] for path in LESSONS] == LESSONS[1:] + LESSONS[:1]
    assert set(LESSONS[1:]) <= set(targets[LESSONS[0]])
