"""Every saved notebook is complete, clean and small, and has the same structure for learners."""

import copy
import re
import subprocess
import sys

import nbformat
import pytest
from nbconvert import ASCIIDocExporter, LatexExporter, PDFExporter, RSTExporter, ScriptExporter
from renew_outputs import NOTEBOOKS, normalise
from saved_pages import LESSONS, ROOT, code_cells, prose, read
from traitlets.config import PyFileConfigLoader

HEADINGS = ["## Predict", "## Play", "## Exercises", "## In one sentence"]


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def path(request):
    return request.param


def test_saved_clean(path):
    notebook, cells = nbformat.read(path, as_version=nbformat.NO_CONVERT), code_cells(path)
    nbformat.validate(notebook)
    assert notebook == normalise(copy.deepcopy(notebook)), "run tests/renew_outputs.py"
    assert [cell.execution_count for cell in cells] == [*range(1, len(cells) + 1)], "not run top to bottom"
    kinds = {output.get("name", output.output_type) for cell in cells for output in cell.outputs}
    assert not kinds & {"error", "stderr"}
    assert path.stat().st_size < 400_000


def test_cell_ids_are_names_and_unique(path):
    ids = [cell.id for cell in read(path).cells]
    assert len(set(ids)) == len(ids)
    made_up = [id for id in ids if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", id)]
    assert made_up == [], 'give these cells names, such as "id": "exercise-5", with a text editor'


def test_every_explorer_and_picture_is_saved_as_a_poster_with_its_sentence(path):
    outputs = [output for cell in code_cells(path) for output in cell.outputs]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert pictures
    for picture in pictures:
        assert picture.data["text/plain"].endswith(".")
        assert picture.metadata["image/png"]["alt"] == picture.data["text/plain"]


def test_code_cells_are_short(path):
    lengths = sorted(len(re.findall(r"^.+", cell.source, re.MULTILINE)) for cell in code_cells(path))
    assert lengths[-1] <= 15 and lengths[len(lengths) // 2] <= 6
    assert max(len(line) for cell in code_cells(path) for line in cell.source.splitlines()) <= 92


def test_first_code_cell_finds_lib_the_same_way_everywhere(path):
    first, reference = (code_cells(page)[0].source.split("\n\n") for page in (path, LESSONS[0]))
    assert first[:2] == reference[:2]


def run_first_cell(folder, before=""):
    """Return the last line of the error, if any, of the first cell in a new Python process in this folder."""
    python = [sys.executable, "-c", f"{before}\n{code_cells(LESSONS[0])[0].source}"]  # the same on every page
    said = subprocess.run(python, cwd=folder, capture_output=True, text=True).stderr
    return said.strip().split("\n")[-1]


@pytest.mark.parametrize("folder", [ROOT, NOTEBOOKS, NOTEBOOKS / "images"], ids=["top", "notebooks", "images"])
def test_first_cell_finds_lib_from_any_folder_of_the_project(folder):
    assert run_first_cell(folder) == ""


@pytest.mark.parametrize("name", ["lib", "course"])
def test_a_page_without_the_whole_project_says_what_is_missing(tmp_path, name):
    (tmp_path / name).symlink_to(ROOT / name)
    assert run_first_cell(tmp_path).startswith("ImportError: get the whole project")


@pytest.mark.parametrize("name", ["lib", "course"])
def test_another_package_of_the_same_name_is_not_taken_for_ours(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("", encoding="utf-8")
    first_on_path = f"import sys; sys.path.insert(0, {str(tmp_path)!r})"
    assert run_first_cell(ROOT, first_on_path) == ""
    assert "restart the kernel" in run_first_cell(ROOT, f"{first_on_path}; import {name}")


def test_has_the_rhythm_of_a_page(path):
    headings = re.findall(r"^#+ .*", prose(path), re.MULTILINE)
    levels = [heading.index(" ") for heading in headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in zip(levels, levels[1:])), "a heading skips a level"
    if path != LESSONS[0]:
        places = [next(i for i, heading in enumerate(headings) if heading.startswith(want)) for want in HEADINGS]
        assert places == sorted(places)


def test_the_first_cell_has_the_title_the_case_and_one_small_line(path):
    """The line has the goals (the map, 00, has none), the minutes, and what a reader needs to know."""
    first = read(path).cells[0].source
    title, case, small = re.fullmatch(r"# (.+)\n\n(.+)\n\n<small>(.+)</small>", first, re.S).groups()
    assert title and "\n#" not in case
    assert re.fullmatch(r"(You will be able to .+?\. )?\d+ minutes in class, \d+ alone\. You need: .+\.", small)


def test_has_exercises_with_collapsed_solutions_that_render(path):
    boxes = re.findall(r"<details>\n<summary>[^\n]*</summary>\n(.*?)</details>", prose(path), re.DOTALL)
    assert prose(path).count("<details>") == len(boxes) >= 1
    # Markdown inside is only rendered after a blank line.
    assert all(box.startswith("\n") and box.endswith("\n\n") for box in boxes)


def test_equations_1_to_6_stand_under_their_numbers():
    found = {path.name[:2]: sorted(set(re.findall(r"\\tag\{(\d)\}", prose(path)))) for path in LESSONS}
    assert {number: tags for number, tags in found.items() if tags} == {"01": ["1"], "02": [*"234"], "06": [*"56"]}


@pytest.fixture(scope="module")
def config():
    return PyFileConfigLoader("jupyter_config.py", str(ROOT / "jupyter")).load_config()


def test_a_script_has_its_solutions_last(path, config):
    text, resources = ScriptExporter(config=config).from_filename(str(path))
    compile(text, path.name, "exec")
    before, after = text.split("# ## Solutions\n")
    exercises = list(dict.fromkeys(re.findall(r'^check\("([\d.]+)"', before, re.M)))
    solutions = re.findall("^# ### Solution of (.*)$", after, re.M)
    assert resources["output_extension"] == ".py" and "Solution" not in before and "<details>" not in text
    assert solutions == (exercises if path != LESSONS[0] else [])  # three solutions share one cell there


@pytest.mark.parametrize("exporter", [LatexExporter, PDFExporter, RSTExporter, ASCIIDocExporter])
def test_all_that_cannot_fold_has_its_solutions_last(exporter, config):
    assert any(type(step).__name__ == "SolutionsLast" for step in exporter(config=config)._preprocessors)
