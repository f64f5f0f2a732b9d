"""The pages in Jupyter Notebook 7 do what they do in JupyterLab."""

import pytest
from browser import ROOT, Lab, NotebookPage
from explorer_on_page import drag_all, lock, run, shows_stills

PAGES = [f"notebooks/{path.name}" for name in ("01", "04") for path in ROOT.glob(f"notebooks/{name}_*.ipynb")]


@pytest.fixture(scope="module")
def tab(context, tmp_path_factory):
    import notebook  # noqa: F401  (the server of JupyterLab offers it as well, where it is installed)

    with Lab(tmp_path_factory.mktemp("notebook")) as lab:
        yield NotebookPage(context, lab, PAGES[0])


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_its_stills_runs_and_moves(tab, path):
    tab.show(path)
    shows_stills(tab, path)
    drag_all(tab, run(tab, path))
    lock(tab.page.locator(".predict").filter(has=tab.page.locator("input[type=radio]")))
    assert tab.complaints == []
