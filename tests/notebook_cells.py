"""Run a notebook's code cells in this process, so that a test can question the objects they end in."""

import ast
import contextlib
import io
import json
import os
import sys
from pathlib import Path

from lib.drawing.explorer import Explorer


def last_values(path, printed=None):
    """Run all code cells and return what each one's last expression is, by the cell's place in the notebook.

    What they print goes into the text stream `printed`, if one is given.
    """
    return _run_all(path, printed)[1]


def names_after(path):
    """Run all code cells and return the names that a learner has then."""
    return _run_all(path)[0]


def _run_all(path, printed=None):
    path = Path(path).resolve()
    names, values = {"__name__": "__main__"}, {}
    before = Path.cwd(), list(sys.path)
    os.chdir(path.parent)  # as a kernel does
    try:
        with contextlib.redirect_stdout(printed or io.StringIO()):
            for index, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
                if cell["cell_type"] == "code":
                    values[index] = _run(cell, f"{path.name}, cell {index}", names)
    finally:
        os.chdir(before[0])
        sys.path[:] = before[1]
    return names, values


def explorers(path):
    """The explorers that a notebook shows, by the places of their cells."""
    return {index: value for index, value in last_values(path).items() if isinstance(value, Explorer)}


def _run(cell, where, names):
    body = ast.parse("".join(cell["source"]), where).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    try:
        exec(compile(ast.Module(body, []), where, "exec"), names)
        return last and eval(compile(ast.Expression(last.value), where, "eval"), names)
    except Exception:
        if "raises-exception" not in cell["metadata"].get("tags", []):
            raise
