"""The teacher's notes agree with the notebooks: minutes, headings, goals and the sentences of the handout."""

import re
from pathlib import Path

import nbformat
import pytest

from course.lessons import EXERCISES

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
NOTES = (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
LESSONS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))


def prose(path):
    return "\n".join(cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_plan_adds_up_to_the_time_on_the_page(path):
    name = prose(path).splitlines()[0].removeprefix("# ").replace(" ·", "")
    heading = re.escape(name.removesuffix(" is the loss"))
    plan = re.search(rf"^## (?:00 )?{heading}\n(.*?)(?=^## )", NOTES, re.M | re.S)[1]
    minutes = int(re.search(r"Class: (\d+) minutes", plan)[1])
    assert sum(map(int, re.findall(r"^\| (\d+) \|", plan, re.M))) == minutes
    assert "**Half the time:**" in plan
    if path.name[:2] != "00":
        assert all(word in plan for word in ("**Ask", "**Expect**", "**Drag", "Before: "))


def test_handout_has_the_sentence_of_every_lesson():
    for path in LESSONS[1:]:
        sentence = re.search(r"## In one sentence\n\n(.*)", prose(path))[1]
        assert f"- **{path.name[:2]}** {sentence}" in NOTES


def test_every_lesson_is_linked_under_its_own_heading():
    links = re.findall(r"^## (\d\d) .*\n\n\[Open the notebook\]\(([^)]*)\)", NOTES, re.M)
    assert links == [(path.name[:2], path.name) for path in LESSONS]


GOALS = re.findall(r"^\| (\d\d) \| (.+?) \| (.+?) \| (.+?) \|$", NOTES, re.M)


@pytest.mark.parametrize("path", LESSONS[1:], ids=lambda path: path.stem)
class TestGoals:
    """The map, 00, promises nothing but the other pages."""

    def rows(self, path):
        return [row[1:] for row in GOALS if path.name.startswith(row[0])]

    def test_are_those_of_the_page(self, path):
        *first, last = [goal for goal, _, _ in self.rows(path)] or [""]
        promised = re.search(r"^You will be able to (.*)\.$", prose(path), re.M)[1]
        assert f"{', '.join(first)}, and {last}" == promised

    def test_are_shown_by_cells_that_compute_or_draw(self, path):
        cells = {cell.id: cell for cell in nbformat.read(path, 4).cells}
        shown = [id for _, ids, _ in self.rows(path) for id in re.findall(r"`(.+?)`", ids)]
        assert len(shown) >= len(self.rows(path))
        assert [id for id in shown if not cells.get(id, {}).get("outputs")] == []

    def test_are_asked_by_exercises_of_the_page(self, path):
        asked = [number for *_, numbers in self.rows(path) for number in numbers.split(", ")]
        assert [number for number in asked if number not in EXERCISES or number[:2] != path.name[:2]] == []
