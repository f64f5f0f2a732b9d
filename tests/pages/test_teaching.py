"""The teacher's notes agree with the notebooks: minutes, headings, goals and the sentences of the handout."""

import re

import pytest
from saved_pages import LESSONS, prose, read

from course.lessons import EXERCISES

NOTES = prose(LESSONS[0].with_name("TEACHING.md"))
GOALS = re.findall(r"^\| (\d\d) \| (.+?) \| (.+?) \| (.+?) \|$", NOTES, re.M)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_plan_adds_up_to_the_time_on_the_page(path):
    title = prose(path).splitlines()[0].removeprefix("# ").replace(" ·", "").removesuffix(" is the loss")
    plan = re.search(rf"^## (?:00 )?{re.escape(title)}\n\n(.*?)(?=^## )", NOTES, re.M | re.S)[1]
    assert plan.startswith(f"[Open the notebook]({path.name})")
    minutes = int(re.search(r"Class: (\d+) minutes", plan)[1])
    assert sum(map(int, re.findall(r"^\| (\d+) \|", plan, re.M))) == minutes
    assert "**Half the time:**" in plan
    if path != LESSONS[0]:
        assert all(word in plan for word in ("**Ask", "**Expect**", "**Drag", "Before: "))


@pytest.mark.parametrize("path", LESSONS[1:], ids=lambda path: path.stem)
def test_handout_and_goals_are_those_of_the_page(path):
    """The map, 00, has no goals of its own."""
    number, page = path.name[:2], prose(path)
    sentence = re.search(r"## In one sentence\n\n(.*)", page)[1]
    assert f"- **{number}** {sentence}" in NOTES

    goals, shown, asked = zip(*(row[1:] for row in GOALS if row[0] == number))
    promised = re.search(r"^<small>You will be able to (.*?)\. \d+ minutes", page, re.M)[1]
    assert f"{', '.join(goals[:-1])}, and {goals[-1]}" == promised
    cells = {cell.id: cell for cell in read(path).cells}
    ids = [re.findall(r"`(.+?)`", row) for row in shown]  # of cells that compute or draw
    assert all(ids) and [id for row in ids for id in row if not cells.get(id, {}).get("outputs")] == []
    exercises = [exercise for row in asked for exercise in row.split(", ")]
    assert [one for one in exercises if one not in EXERCISES or not one.startswith(number)] == []
