"""A page that was run and saved comes back: another day, another server, another browser."""

import sys

import pytest
from browser import ROOT, Lab, LabPage, expect, launch
from explorer_on_page import shows_stills, views

PAGES = [f"notebooks/{path.name}" for name in ("01", "04") for path in ROOT.glob(f"notebooks/{name}_*.ipynb")]


@pytest.fixture(scope="module")
def folder(context, tmp_path_factory):
    """What a learner leaves behind in the evening: every page was run to its end, used and saved."""
    folder = tmp_path_factory.mktemp("evening")
    with Lab(folder, sys.executable) as lab:
        tab = LabPage(context, lab, PAGES[0])
        for path in PAGES:
            tab.open(path)
            tab.fit(1280)
            tab.run_all()
            tab.wait()
            for view in views(tab, path):
                view.press(next(iter(view.at)), "Home")
                view.agrees()
            tab.save()
    return folder


@pytest.fixture(scope="module")
def morning(playwright, folder):
    """The next day."""
    with Lab(folder, sys.executable) as lab, launch(playwright) as browser:
        yield LabPage(browser.new_context(), lab, PAGES[0])


@pytest.fixture(scope="module", params=PAGES)
def page(request, morning):
    morning.open(request.param)
    morning.fit(1280)
    morning.path = request.param
    return morning


def test_before_anything_runs_it_shows_every_still_and_every_question(page):
    shows_stills(page, page.path)
    for index in page.do("""return app.shell.currentWidget.content.widgets.flatMap((cell, index) =>
            /^(predict|guess)[(]/.test(cell.model.sharedModel.source) ? [index] : [])"""):
        expect(page.cell(index).locator(".jp-RenderedMarkdown")).to_be_visible()
        expect(page.cell(index).get_by_text("Answer")).to_be_visible()
    expect(page.page.get_by_text("Error displaying widget").locator("visible=true")).to_have_count(0)


def test_it_is_hardly_larger_and_holds_no_widgets(page):
    saved = page.lab.files / page.path
    assert saved.stat().st_size < 1.1 * (ROOT / page.path).stat().st_size
    assert "widgets" not in page.lab.api("GET", f"contents/{page.path}")["content"]["metadata"]


def test_after_it_ran_again_everything_moves_and_no_still_is_left(page):
    page.run_all()
    page.wait()
    for view in views(page, page.path):
        view.agrees()
        view.drag_to_start(next(iter(view.at)))
        view.at[next(iter(view.at))] = 0
        view.agrees()
        expect(view.cell.locator(".jp-OutputArea img")).to_be_hidden()
    expect(page.page.locator(".predict").first).to_be_visible()
