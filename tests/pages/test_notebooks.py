"""Every saved notebook is complete, clean, small, and has the rhythm that learners rely on."""

import re
import subprocess
import sys

import nbformat
import pytest
from renew_outputs import NOTEBOOKS, WIDGET_VIEW, normalise

from course.lessons import EXERCISES

ROOT = NOTEBOOKS.parent
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))
LESSONS = [path for path in PATHS if re.match(r"\d\d_", path.name)]
HEADINGS = ["## Predict", "## Play", "## Exercises", "## In one sentence"]
EQUATIONS = {2: {"2", "3", "4"}, 1: {"1"}, 6: {"5", "6"}}


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def problems(notebook):
    """What a saved notebook must not have, in words."""
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    found = []
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        found.append("not nbformat 4.5")
    if [cell.execution_count for cell in code_cells(notebook)] != list(range(1, len(code_cells(notebook)) + 1)):
        found.append("not run top to bottom from a fresh kernel")
    if any(output.output_type == "error" for output in outputs):
        found.append("an error")
    if any(output.get("name") == "stderr" for output in outputs):
        found.append("output on stderr")
    if "widgets" in notebook.metadata:
        found.append("widget state")
    if any(WIDGET_VIEW in output.get("data", {}) for output in outputs):
        found.append("a widget view that no reader without a kernel can see")
    if notebook != normalise(nbformat.from_dict(notebook)):
        found.append("metadata of the machine it ran on")
    return found


def test_there_is_a_notebook_for_every_section_of_the_article_and_none_is_left_out_after_them():
    assert [path.name[:2] for path in LESSONS] == [f"{number:02}" for number in range(max(8, len(LESSONS)))]


def test_saved_clean(notebook):
    nbformat.validate(notebook)
    assert problems(notebook) == []


def test_cell_ids_are_names_and_unique(notebook):
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    made_up = [id for id in ids if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", id)]
    assert made_up == [], 'give these cells names, such as "id": "exercise-5", with a text editor'


def test_under_400_kb(path):
    assert path.stat().st_size < 400_000


def test_every_explorer_and_picture_is_saved_as_a_poster_with_its_sentence(notebook):
    pictures = [
        output for cell in code_cells(notebook) for output in cell.outputs if "image/png" in output.get("data", {})
    ]
    assert pictures
    for picture in pictures:
        assert picture.data["text/plain"].endswith(".")
        assert picture.metadata["image/png"]["alt"] == picture.data["text/plain"]


def test_code_cells_are_short(notebook):
    lengths = sorted(len(re.findall(r"^.+", cell.source, re.MULTILINE)) for cell in code_cells(notebook))
    assert lengths[-1] <= 15 and lengths[len(lengths) // 2] <= 6
    assert max(len(line) for cell in code_cells(notebook) for line in cell.source.splitlines()) <= 92


def test_first_code_cell_finds_lib_the_same_way_everywhere(notebook):
    first = code_cells(notebook)[0].source.split("\n\n")
    reference = code_cells(nbformat.read(PATHS[0], as_version=4))[0].source.split("\n\n")
    assert first[:2] == reference[:2]


def run_first_cell(folder, before=""):
    """The last line of the error, if any, with which the first cell ends in a Python of its own in this folder."""
    first = code_cells(nbformat.read(PATHS[0], as_version=4))[0].source  # it is the same on every page
    python = [sys.executable, "-c", f"{before}\n{first}"]
    said = subprocess.run(python, cwd=folder, capture_output=True, text=True, check=False).stderr
    return said.strip().split("\n")[-1]


@pytest.mark.parametrize("folder", [ROOT, NOTEBOOKS, NOTEBOOKS / "images"], ids=["top", "notebooks", "images"])
def test_first_cell_finds_lib_from_any_folder_of_the_project(folder):
    assert run_first_cell(folder) == ""


@pytest.mark.parametrize("there", [[], ["lib"], ["course"]], ids=["nothing", "lib", "course"])
def test_a_page_without_the_whole_project_says_what_is_missing(tmp_path, there):
    for name in there:
        (tmp_path / name).symlink_to(ROOT / name)
    assert run_first_cell(tmp_path).startswith("ImportError: get the whole project")


@pytest.mark.parametrize("name", ["lib", "course"])
def test_another_package_of_the_same_name_is_not_taken_for_ours(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("", encoding="utf-8")
    first_on_path = f"import sys; sys.path.insert(0, {str(tmp_path)!r})"
    assert run_first_cell(ROOT, first_on_path) == ""
    assert "restart the kernel" in run_first_cell(ROOT, f"{first_on_path}; import {name}")


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
class TestLesson:
    def test_has_the_rhythm_of_a_page(self, notebook):
        headings = re.findall(r"^##? .*", prose(notebook), re.MULTILINE)
        assert headings[0].startswith("# ") and sum(heading.startswith("# ") for heading in headings) == 1
        places = [next(i for i, heading in enumerate(headings) if heading.startswith(want)) for want in HEADINGS]
        assert places == sorted(places) or notebook.cells[0].source.startswith("# Start")

    def test_is_as_long_as_a_lesson(self, notebook):
        without_programs = re.sub(r"^ *```python\n.*?^ *```", "", prose(notebook), flags=re.DOTALL | re.MULTILINE)
        assert 600 <= len(without_programs.split()) <= 1500

    def test_has_exercises_with_collapsed_solutions_that_render(self, notebook):
        boxes = re.findall(r"<details>\n<summary>[^\n]*</summary>\n(.*?)</details>", prose(notebook), re.DOTALL)
        assert prose(notebook).count("<details>") == len(boxes) >= 1
        # Markdown inside is only rendered after a blank line.
        assert all(box.startswith("\n") and box.endswith("\n\n") for box in boxes)

    def test_links_lead_somewhere(self, path, notebook):
        for target in re.findall(r"\]\(([^)#]+)", prose(notebook)):
            assert target.startswith("https://") or (path.parent / target).exists(), target


def test_equations_1_to_6_stand_under_their_numbers():
    found = {}
    for path in LESSONS:
        for tag in re.findall(r"\\tag\{(\d)\}", prose(nbformat.read(path, as_version=4))):
            found.setdefault(int(path.name[:2]), set()).add(tag)
    assert found == EQUATIONS


def test_headings_go_down_one_level_at_a_time(notebook):
    levels = [len(marks) for marks in re.findall(r"^(#+) ", prose(notebook), re.MULTILINE)]
    assert levels[0] == 1 and all(below - above <= 1 for above, below in zip(levels, levels[1:]))


def test_every_exercise_is_checked_in_its_own_notebook():
    asked = [
        (path.name[:2], exercise)
        for path in LESSONS
        for cell in code_cells(nbformat.read(path, as_version=4))
        for exercise in re.findall(r'^check\("([\d.]+)"', cell.source, re.MULTILINE)
    ]
    checked = [exercise for _, exercise in asked]
    assert [number for number in EXERCISES if number not in checked] == [], "no cell of its page calls check on it"
    assert sorted(checked) == sorted(EXERCISES)
    assert all(exercise.startswith(number) for number, exercise in asked)
