"""The pages work in Jupyter Notebook 7 as they do in JupyterLab."""

import pytest
from browser import Lab, NotebookPage
from explorer_on_page import TWO_PAGES, drag_all, lock, run, shows_stills


@pytest.fixture(scope="module")
def tab(context, tmp_path_factory):
    import notebook  # noqa: F401  (the server of JupyterLab offers it too, where it is installed)

    with Lab(tmp_path_factory.mktemp("notebook")) as lab:
        yield NotebookPage(context, lab, TWO_PAGES[0])


@pytest.mark.parametrize("path", TWO_PAGES)
def test_a_page_shows_its_stills_runs_and_moves(tab, path):
    tab.show(path)
    shows_stills(tab, path)
    drag_all(tab, run(tab, path))
    lock(tab.page.locator(".predict").filter(has=tab.page.locator("input[type=radio]")))
    assert tab.complaints == []
