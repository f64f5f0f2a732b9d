"""A cell that cannot be published is named, and all published content comes from the notebook."""

import json
import re
from types import SimpleNamespace
from xml.etree import ElementTree

import nbformat
import pytest

from course import guess, predict, predict_again
from course.explorers import hit_the_divergence, kraft_cake
from publish import BuildError
from publish.build import NOTEBOOKS, asked_on
from publish.exercises import exercise_data
from publish.frames import film, positions_of
from publish.notebook_cells import run_all
from publish.pages import Page, page_of
from publish.questions import prediction_data
from publish.text import Renderer, to_html


@pytest.fixture
def notebook(tmp_path):
    """Return a function that writes a short notebook and returns its path."""

    def write(source="print(1)\n2", printed="1\n", shown="2"):
        code = nbformat.v4.new_code_cell(source, id="sum")
        code.outputs = [
            nbformat.v4.new_output("stream", text=printed),
            nbformat.v4.new_output("execute_result", data={"text/plain": shown} if shown else {}),
        ]
        title = nbformat.v4.new_markdown_cell("# 01 · Short\n\nYou will be able to read it.")
        nbformat.write(nbformat.v4.new_notebook(cells=[title, code]), tmp_path / "01_short.ipynb")
        return tmp_path / "01_short.ipynb"

    return write


def test_a_page_is_what_its_notebook_holds(notebook):
    page = page_of(notebook())
    assert (page.title, page.promise) == ("01 · Short", "You will be able to read it.")
    assert page.body.count("<samp>1</samp>") == page.body.count("<samp>2</samp>") == 1


@pytest.mark.parametrize(
    "spoilt, problem",
    [
        ({"source": "1 / 0"}, "01_short.ipynb, after 0 code cells: ZeroDivisionError"),
        ({"shown": ""}, "01_short.ipynb, cell sum: its output is not in the notebook"),
        ({"printed": "7\n"}, "01_short.ipynb, cell sum: it prints '1\\n', and the notebook holds '7\\n'"),
    ],
)
def test_a_broken_notebook_is_named_with_its_cell(notebook, spoilt, problem):
    with pytest.raises(BuildError) as raised:
        page_of(notebook(**spoilt))
    assert str(raised.value).startswith(problem)


def test_the_sections_of_a_translation_have_the_anchors_of_its_original(tmp_path):
    paths = [tmp_path / "01_short.ipynb", tmp_path / "zh/01_short.ipynb"]
    for path, heading in zip(paths, ("## Play: *the* formula", "## 动手：公式")):
        path.parent.mkdir(exist_ok=True)
        cells = map(nbformat.v4.new_markdown_cell, ["# 01 · Short\n\nIt has a section.", heading])
        nbformat.write(nbformat.v4.new_notebook(cells=[*cells]), path)
    assert page_of(paths[1]).sections == [("play-the-formula", "动手：公式")]


def test_cells_are_run_in_the_folder_of_their_notebook(notebook):
    path = notebook("from pathlib import Path\nPath.cwd()")
    assert [ran.value for ran in run_all(path)] == [path.resolve().parent]


def test_a_question_comes_with_all_that_is_said_of_its_answers():
    kept, lost = prediction_data("predict", predict("00"))["promises"].values()
    assert "Notebook 07 asks again" in kept and "this browser cannot keep answers" in lost
    parts = prediction_data("predict_again", predict_again("00"))["comparison"]
    assert [*parts["rows"][0]] == ["a", "b", "a,a", "a,b", "b,a", "b,b"]
    assert "(a), wrong</td><td>(b), right" in parts["rows"][0]["a,b"]
    assert "You have 6 of 6 right; at first it was 1." in parts["summaries"]["1,6"]


def test_progress_knows_all_that_can_be_answered_on_the_site():
    data = {
        "warm-up": {"prediction": prediction_data("predict", predict("00"))},
        "rate": {"prediction": prediction_data("guess", guess("the rate", 0.25, 0, 1))},
        "numbers": {"exercise": exercise_data("01.2")},
        "code": {"exercise": exercise_data("02.4")},
    }
    assert asked_on(Page("00_short", "", "", "", [], data, {}, {})) == [
        {"id": "warm-up", "name": "00", "letters": ["ab", "abc", "abc", "ab", "abc", "ab"]},
        {"id": "rate", "name": "guess the rate", "truth": 0.25},
        {"id": "numbers", "name": "01.2", "fields": 2},
    ]


def test_an_explorer_with_too_many_positions_is_refused():
    with pytest.raises(BuildError, match="give the sliders fewer values"):
        positions_of(SimpleNamespace(sliders=dict.fromkeys("pq", SimpleNamespace(options=["0"] * 60))))


def test_a_film_stores_each_fragment_once_and_every_picture():
    cake = kraft_cake()
    frames = film(cake, positions_of(cake), "cake")
    runs = [re.findall(r"-?\d+(?:\*(\d+))?", layer) for layer in frames["layers"]]
    assert {sum(int(count or 1) for count in counts) for counts in runs} == {5**4}
    assert "scores" not in frames
    assert len(json.dumps(frames)) < 400_000


def test_a_game_tells_every_score():
    game = hit_the_divergence()
    options = {name: choices[:3] for name, choices in positions_of(game).items()}
    scores = film(game, options, "game")["scores"]
    assert len(scores) == 3**3
    assert scores[0] is scores[1] is None  # no distribution, and one at an infinite distance
    assert scores[-1] == [pytest.approx(0.348802, abs=5e-7), "0.349 bits"]  # log2(3) - H(p)


# The number of parts in the MathML elements whose parts are told apart by their position.
PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "mroot": 2, "msubsup": 3, "munderover": 3}


def test_every_formula_of_the_notebooks_becomes_mathml():
    count = 0
    for path in NOTEBOOKS.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                text = to_html(cell.source, Renderer())
                for formula in re.findall("<math .*?</math>", text):
                    count += 1
                    for element in ElementTree.fromstring(formula).iter():
                        assert len(element) == PARTS.get(element.tag, len(element)), (path.name, formula)
                assert "$$" not in text and "\\" not in text and "<mi>&</mi>" not in text, (path.name, cell.id)
    assert count >= 14
