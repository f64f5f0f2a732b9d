"""Settings of Jupyter programs: where nothing can be folded (LaTeX, PDF, scripts), solutions come last.

Any other fold is shown in its place, below its name.
"""

import re

from nbconvert.preprocessors import Preprocessor
from nbformat.v4 import new_markdown_cell

FOLDED = re.compile(r"<details>\s*<summary>(Solutions?)</summary>(.*)</details>\s*", re.DOTALL)
OTHER_FOLD = re.compile(r"<details>\s*<summary>(.*?)</summary>\s*(.*?)\s*</details>", re.DOTALL)
EXERCISE = re.compile(r"check\(\"([\d.]+)\"")


class SolutionsLast(Preprocessor):
    """A preprocessor that moves a notebook's folded solutions to its end, each with the number of its exercise."""

    def preprocess(self, notebook, resources):
        stay, solutions, number = [], [], ""
        for cell in notebook.cells:
            folded = cell.cell_type == "markdown" and FOLDED.fullmatch(cell.source)
            if folded:
                title = f"### Solution of {number}\n" if folded[1] == "Solution" else ""
                solutions.append(new_markdown_cell(title + folded[2]))
            else:
                if cell.cell_type == "markdown":
                    cell.source = OTHER_FOLD.sub(r"**\1**\n\n\2", cell.source)
                stay.append(cell)
                number = (EXERCISE.findall(cell.source) or [number])[-1] if cell.cell_type == "code" else number
        heading = [new_markdown_cell("## Solutions")] if solutions else []
        notebook.cells = stay + heading + solutions
        return notebook, resources


for exporter in ("LatexExporter", "PythonExporter", "RSTExporter", "ASCIIDocExporter"):
    c[exporter].preprocessors = [SolutionsLast]  # noqa: F821 - traitlets defines c
