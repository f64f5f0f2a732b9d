"""The pages in Jupyter Notebook 7 do what they do in JupyterLab."""

import sys

import nbformat
import pytest
from browser import ROOT, Lab, NotebookPage, expect
from explorer_on_page import shows_stills, views

PAGES = [f"notebooks/{path.name}" for name in ("01", "04") for path in ROOT.glob(f"notebooks/{name}_*.ipynb")]


@pytest.fixture(scope="module")
def tab(context, tmp_path_factory):
    import notebook  # noqa: F401  (the server of JupyterLab offers it as well, where it is installed)

    with Lab(tmp_path_factory.mktemp("notebook"), sys.executable) as lab:
        yield NotebookPage(context, lab, PAGES[0])


@pytest.fixture(scope="module", params=PAGES)
def page(request, tab):
    """Each page in turn, opened, looked at and run to its end."""
    tab.open(request.param)
    tab.fit(1280)
    shows_stills(tab, request.param)
    tab.run_all()
    tab.path, tab.views = request.param, views(tab, request.param)
    tab.wait()
    return tab


def test_every_cell_runs(page):
    expect(page.page.locator(".jp-Notebook [data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)
    assert page.complaints == []


def test_films_move_without_the_kernel_and_live_pictures_with_it(page):
    for view in page.views:
        page.sent.clear(), page.received.clear()
        for name in view.at:
            view.drag_to_start(name)
            view.at[name] = 0
        view.agrees()
        asked = any(message.has_picture for message in page.received)
        assert asked == (len(view.at) > 1)


def test_a_prediction_is_locked_and_explained(page):
    box = page.page.locator(".predict").filter(has=page.page.locator("input[type=radio]"))
    box.locator("input[type=radio]").first.check()
    box.locator("button").click()
    expect(box.locator("[role=status]")).to_contain_text("You chose (a)")
    expect(box.locator("input[type=radio]").last).to_be_disabled()


def test_an_answer_is_checked(page):
    exercise, right = {PAGES[0]: ("01.1", "math.log2(52)"), PAGES[1]: ("04.1", "1 / 32")}[page.path]
    cells = nbformat.read(page.lab.files / page.path, as_version=4).cells
    index = next(index for index, cell in enumerate(cells) if f'check("{exercise}"' in cell.source)
    page.run_code(f'import math\ncheck("{exercise}", {right})', index)
    page.wait()
    expect(page.cell(index)).to_contain_text("Right:")


def test_a_page_that_was_saved_comes_back(page):
    page.save()
    page.open(page.path)
    page.fit(1280)
    shows_stills(page, page.path)
