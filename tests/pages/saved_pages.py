"""The saved notebooks, for the tests of their content."""

from functools import cache

import nbformat
from renew_outputs import NOTEBOOKS

ROOT = NOTEBOOKS.parent
LESSONS = sorted(NOTEBOOKS.glob("*.ipynb"))


@cache
def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def prose(path):
    """Return the text of a page's Markdown cells, or of a Markdown file."""
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return "\n\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
