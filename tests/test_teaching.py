"""The teacher's notes agree with the notebooks: minutes, headings and the sentences of the handout."""

import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
NOTES = (NOTEBOOKS / "TEACHING.md").read_text(encoding="utf-8")
LESSONS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))


def prose(path):
    return "\n".join(cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_plan_adds_up_to_the_time_on_the_page(path):
    name = prose(path).splitlines()[0].removeprefix("# ").replace(" ·", "")
    plan = re.search(rf"^## (?:00 )?{re.escape(name.removesuffix(' is the loss'))}\n(.*?)(?=^## )", NOTES, re.M | re.S)[
        1
    ]
    minutes = int(re.search(r"Class: (\d+) minutes", plan)[1])
    assert sum(map(int, re.findall(r"^\| (\d+) \|", plan, re.M))) == minutes
    assert re.search(rf"\b{minutes} minutes in class|{minutes} in class", prose(path))
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
