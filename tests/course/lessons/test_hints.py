"""The code in the sentences of hints and solutions runs on the page where a learner reads it.

The programs of the solutions are run in tests/course/assessment/test_verdicts.py.
"""

import ast
import re

import nbformat
import pytest
from renew_outputs import NOTEBOOKS

from course.lessons import EXERCISES
from publish.notebook_cells import names_after

LESSONS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))


def is_call(code):
    """Return whether this is a whole expression with a call, and no name or formula in words."""
    try:
        return any(isinstance(node, ast.Call) for node in ast.walk(ast.parse(code, mode="eval")))
    except SyntaxError:
        return False


def code_in(text):
    """Return the calls in the sentences of a Markdown text; `check(...)` is no part of a hint."""
    sentences = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    calls = [code for code in re.findall(r"`([^`]+)`", sentences) if is_call(code)]
    return [code for code in calls if not code.startswith("check(")]


def told_on(path):
    """Return (where, code) for every piece of code in the page's hints and solutions."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown" and cell.id.startswith("solution"):
            yield from ((cell.id, code) for code in code_in(cell.source))
    for number, exercise in EXERCISES.items():
        if number.startswith(path.name[:2]):
            hints = [exercise.hint, exercise.strong_hint, *(answer.hint for answer in exercise.answers)]
            yield from ((f"hint of {number}", code) for hint in hints for code in code_in(hint))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_code_in_hints_and_solutions_runs_on_its_page(path):
    names = names_after(path)
    for where, code in told_on(path):
        try:
            exec(code, dict(names))
        except Exception as error:
            pytest.fail(f"{path.name}, {where}: {code!r} stops with {error!r}")


def test_hints_and_solutions_give_code():
    assert sum(len(list(told_on(path))) for path in LESSONS) >= 8
