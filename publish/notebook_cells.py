"""A runner of a notebook's code cells in this process, which gives access to the objects they end in."""

import ast
import contextlib
import io
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import nbformat

from course.drawing.explorer import Explorer


class Ran(NamedTuple):
    """A code cell that was run: its index in the notebook, its last expression's value, and the text it printed.

    again: computes the last expression once more, with the names as they are when it is called.
    """

    index: int
    cell: nbformat.NotebookNode
    value: Any
    printed: str
    again: Callable

    @property
    def call(self):
        """Return the call that ends the cell, as (function's name, arguments), or (None, [])."""
        body = ast.parse(self.cell.source).body
        last = body[-1].value if body and isinstance(body[-1], ast.Expr) else None
        return (ast.unparse(last.func), last.args) if isinstance(last, ast.Call) else (None, [])


def run_all(path, names=None):
    """Run all code cells in order, in the notebook's folder, and yield each when it is done.

    names: the namespace in which the cells run.
    """
    path = Path(path).resolve()
    names = {} if names is None else names
    names["__name__"] = "__main__"
    for index, cell in enumerate(nbformat.read(path, as_version=4).cells):
        if cell.cell_type == "code":
            printed = io.StringIO()
            with _as_a_kernel(path.parent), contextlib.redirect_stdout(printed):
                value, again = _run(cell, f"{path.name}, cell {index}", names)
            yield Ran(index, cell, value, printed.getvalue(), again)


def names_after(path):
    """Run all code cells and return the namespace that they leave."""
    names = {}
    for _ in run_all(path, names):
        pass
    return names


def explorers(path):
    """Return the explorers that a notebook shows, by the indices of their cells."""
    return {ran.index: ran.value for ran in run_all(path) if isinstance(ran.value, Explorer)}


@contextlib.contextmanager
def _as_a_kernel(folder):
    """Run the body in this folder; restore the folder and sys.path afterwards."""
    before = list(sys.path)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        sys.path[:] = before


def _run(cell, where, names):
    body = ast.parse(cell.source, where).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    last = ast.Expression(last.value) if last else ast.parse("None", mode="eval")
    again = partial(eval, compile(last, where, "eval"), names)
    try:
        exec(compile(ast.Module(body, []), where, "exec"), names)
        return again(), again
    except Exception:
        if "raises-exception" not in cell.metadata.get("tags", []):
            raise
        return None, again
