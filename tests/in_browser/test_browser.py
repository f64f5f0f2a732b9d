"""The notebooks in a real JupyterLab and a real browser, while a learner opens, runs and drags."""

from pathlib import Path

import pytest
from browser import ROOT, Lab, LabPage, expect
from explorer_on_page import A_PAGE, drag_all, lock, made_here, run, shows_stills

from course.assessment.class_table import read_folder

NOTEBOOKS = sorted(f"notebooks/{path.name}" for path in ROOT.glob("notebooks/*.ipynb"))
SCRATCH = [
    "from course.explorers import kl_versus_q, tangent_gap",
    "film = kl_versus_q()\nfilm",
    "live = tangent_gap()\nlive",
    "film",
    "",
]
FILM, LIVE, LAST = 1, 2, 4
SCREEN = 700  # pixels; as much of a notebook is seen in a window of 1280 x 800


@pytest.fixture(scope="module")
def tab(context, tmp_path_factory):
    with Lab(tmp_path_factory.mktemp("lab")) as lab:
        lab.write("scratch.ipynb", SCRATCH)
        tab = LabPage(context, lab, "scratch.ipynb")
        yield tab
        assert tab.strangers == []


@pytest.fixture(scope="module", params=NOTEBOOKS)
def notebook(request, tab):
    """Yield each notebook in turn: untrusted, as after a download, and then run."""
    tab.show(request.param)
    shows_stills(tab, request.param)
    tab.views, tab.path = run(tab, request.param), request.param
    return tab


@pytest.fixture
def scratch(tab):
    """Return a notebook with a film, shown twice, and a live explorer, all of them new."""
    tab.show("scratch.ipynb")
    tab.views = run(tab, tab.lab.files / "scratch.ipynb")
    return tab


def test_every_slider_moves_picture_and_sentence_and_nothing_else(notebook):
    notebook.fit(800 if notebook.path == A_PAGE else 1280)
    for view in notebook.views:
        view.agrees()
        view.watch_height()
        for name, control in view.explorer.sliders.items():
            start, last = control.index, len(control.options) - 1
            before, (there, back) = view.picture(), ("ArrowRight", "ArrowLeft")[:: 1 if start < last else -1]
            view.press(name, there)
            view.agrees()
            assert view.picture() != before
            view.press(name, back)
            view.agrees()
            assert view.picture() == before
            for key, times in (("End", 1), ("Home", 1), ("ArrowRight", start)):
                view.press(name, key, times)
                view.agrees()
        assert len(view.heights()) == 1, "the page below jumps"


def test_something_can_be_dragged_within_two_screens(notebook):
    """In 00 within the first."""
    notebook.fit(1280)
    below = notebook.page.evaluate("""() => {
        const top = document.querySelector('.jp-Notebook .jp-Cell').getBoundingClientRect().top;
        return document.querySelector('.jp-Notebook .widget-slider').getBoundingClientRect().bottom - top;
    }""")
    assert below < (SCREEN if notebook.path == NOTEBOOKS[0] else 2 * SCREEN)


# Returns everything that leaves its cell, is cut off or needs sideways scrolling, and text beyond the edge of its
# picture. Only code may scroll, on a narrow screen.
OVERFLOWS = """narrow => {
    const found = [], inside = new Set();
    const say = (problem, node) => {
        inside.add(node);
        found.push(`${problem}: ${node.textContent.trim().slice(0, 70)} (${node.tagName} ${node.className})`);
    };
    const beyond = (box, edge) => box.left < edge.left - 1 || box.right > edge.right + 1;
    for (const cell of document.querySelectorAll('.jp-Notebook .jp-Cell')) {
        const edge = cell.getBoundingClientRect();
        for (const node of cell.querySelectorAll('*')) {
            const box = node.getBoundingClientRect(), frame = node.ownerSVGElement?.getBoundingClientRect();
            if (inside.has(node.parentElement)) inside.add(node);
            else if (!box.width || !box.height || node.closest('mjx-assistive-mml, .cm-content')) continue;
            else if (narrow && node.matches('.cm-scroller')) continue;
            else if (frame && node.tagName !== 'text') continue;
            else if (frame && beyond(box, frame)) say('beyond the edge of its picture', node);
            else if (beyond(box, edge)) say('sticks out', node);
            else if (node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== 'visible')
                say('cut off, or has to be scrolled', node);
        }
    }
    return found;
}"""


@pytest.mark.parametrize("width", [1280, 800, 640])  # 640 is the width of a window of 1280 pixels at 200 percent
def test_nothing_overflows(notebook, width):
    notebook.fit(width)
    problems = notebook.page.evaluate(OVERFLOWS, width < 1000)
    assert not problems, "\n".join(problems)


def test_a_film_goes_on_without_its_kernel(notebook):
    drag_all(notebook, notebook.views)
    assert notebook.complaints == []
    notebook.lab.api("DELETE", f"kernels/{notebook.kernel}")
    notebook.page.wait_for_timeout(300)
    assert notebook.lab.api("GET", "kernels") == []
    for view in notebook.views:
        for key in ("End", "ArrowLeft", "Home", "ArrowRight") if len(view.at) == 1 else ():
            view.press(*view.at, key)
            view.agrees()


def test_an_explorer_follows_values_set_from_code_wherever_it_is_shown(scratch):
    film, live, again = scratch.views
    scratch.run_code("film.sliders['q'].value = 0.25; live.sliders['q'].value = 0.76", LAST)
    for view in (film, again):
        expect(view.sentence).to_contain_text("q(dog) = 0.25")
    expect(live.sentence).to_contain_text("q(heads) = 0.76:")


def test_a_cell_that_runs_again_while_its_slider_is_dragged(scratch):
    for index, view in zip((FILM, LIVE), scratch.views):
        name = next(iter(view.at))
        for _ in range(2):
            view.handle(name).hover()
            scratch.page.mouse.down()
            scratch.run_cell(index)
            scratch.page.mouse.move(1000, 0, steps=20)
            scratch.page.mouse.up()
            scratch.wait()
        expect(view.stage).to_have_count(1)
        view.agrees()  # the new one, at its start
        view.press(name, "Home")
        view.agrees()


def test_an_explorer_works_when_it_comes_back_into_sight(scratch):
    scratch.resize(1280, 400)
    scroll = "await app.shell.currentWidget.content.scrollToItem(argument, 'start')"
    for index, view, away in zip((FILM, LIVE), scratch.views, (LAST, 0)):
        scratch.do(scroll, away)
        expect(view.svg).not_to_be_in_viewport()
        scratch.do(scroll, index)
        view.press(next(iter(view.at)), "End")
        view.agrees()


def test_what_was_locked_and_checked_is_handed_in(tab):
    """Answers of two notebooks, each with its own kernel, are in the file and the download of the button in 00."""
    first, second = NOTEBOOKS[:2]
    tab.show(second)
    run(tab, second)
    lock(tab.page.locator(".predict").filter(has=tab.page.locator("input[type=radio]")))
    index, *_ = made_here(ROOT / second)  # any cell will do
    tab.run_code('check("01.2", 0.562335, 0.811278)', index)
    tab.wait()
    expect(tab.cell(index)).to_contain_text("exchanged")

    tab.show(first)
    run(tab, first)
    button = tab.page.get_by_role("button", name="Save my answers")
    said = tab.page.locator(".jp-CodeCell").filter(has=button).locator("[role=status]")
    questions = tab.page.locator(".predict").first
    for group in questions.locator(".widget-radio").all():
        group.locator("input").first.check()
    questions.get_by_role("button", name="Lock my answers").click()
    expect(questions.locator("[role=status]")).to_contain_text("Locked.")
    button.focus()
    tab.page.keyboard.press("Space")
    expect(said).to_contain_text("It holds 7 locked answers and the verdicts on 1 exercise, and no name.")
    file = tab.lab.files / "notebooks/my_answers.json"
    with tab.page.expect_download() as download:
        said.get_by_role("link").click()
    assert download.value.suggested_filename == file.name
    assert Path(download.value.path()).read_bytes() == file.read_bytes()
    (one,), (remark,) = read_folder(file.parent)
    assert one.learner == file.stem and remark.startswith("left out, for their names do not end in .json: 00_start")
    assert one.choices == {"01": "a"} | {f"00, question {place}": "a" for place in range(1, 7)}
    assert one.exercises == {"01.2": (1, False, ["bits 0.5623, nats 0.8113"])}
