"""A program that runs notebooks from fresh kernels and saves them in the form that the project keeps.

    python tests/renew_outputs.py                                  all of them, in all languages
    python tests/renew_outputs.py notebooks/01_entropy.ipynb       only these

The form: outputs without widget views (a reader without a kernel would see "Loading widget..." where the poster
should be) and without machine-dependent metadata; stable cell ids; nbformat 4.5.

Each page gives its minutes. The program copies them into the README, the map of 00 and the teacher's notes. These also
have the number of all exercises.
"""

import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
sys.path.insert(0, str(NOTEBOOKS.parent))

from course.lessons import EXERCISES  # noqa: E402

ALL = sorted([*NOTEBOOKS.glob("*.ipynb"), *NOTEBOOKS.glob("[a-z]*/*.ipynb")])  # a language has a folder
WITH_MINUTES = [NOTEBOOKS.parent / "README.md", NOTEBOOKS / "TEACHING.md", NOTEBOOKS / "00_start_here.ipynb"]
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
KEPT_CELL_METADATA = {"tags", "jupyter", "numbers", "claims"}  # test_prose.py reads the last two
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python", "nbconvert_exporter": "python"},
}


def normalise(notebook):
    """Bring a notebook into the form that the project keeps, in place."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({key: cell.metadata[key] for key in KEPT_CELL_METADATA & set(cell.metadata)})
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET_VIEW, None)
        if "outputs" in cell:
            cell.outputs = [output for output in cell.outputs if output.get("data") != {}]
    return notebook


def run(path):
    """Execute the notebook in its own folder, as JupyterLab would, and return it."""
    notebook = nbformat.read(path, as_version=4)
    here = {"metadata": {"path": str(path.parent)}}
    return NotebookClient(notebook, timeout=120, resources=here, coalesce_streams=True).execute()


def with_minutes(text):
    """Return a text with the minutes that each page gives for itself, and how many of them it has."""
    count = 0
    for path in sorted(NOTEBOOKS.glob("[0-9]*.ipynb")):
        together, alone = re.search(r"(\d+) minutes in class, (\d+) alone", path.read_text(encoding="utf-8")).groups()
        for pattern, minutes in [
            (rf"(\]\([\w/]*{path.name}\) \|.*\| )\d+ / \d+( min \|)", f"{together} / {alone}"),
            (rf"(\]\({path.name}\)\. Class: )\d+( minutes)", together),
        ]:
            text, found = re.subn(pattern, rf"\g<1>{minutes}\2", text)
            count += found
    return re.sub(r"(exercises, of )\d+", rf"\g<1>{len(EXERCISES)}", text), count


if __name__ == "__main__":
    for path in [Path(name).resolve() for name in sys.argv[1:]] or ALL:
        print("running", path.relative_to(NOTEBOOKS), file=sys.stderr)
        nbformat.write(normalise(run(path)), path)
    for path in WITH_MINUTES:
        path.write_text(with_minutes(path.read_text(encoding="utf-8"))[0], encoding="utf-8")
