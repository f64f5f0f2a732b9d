"""The pages work in Jupyter Notebook 7 as they do in JupyterLab."""

from browser import Lab, NotebookPage
from explorer_on_page import A_PAGE, drag_all, lock, run, shows_stills


def test_a_page_shows_its_stills_runs_and_moves(context, tmp_path):
    import notebook  # noqa: F401  (the server of JupyterLab offers it too, where it is installed)

    with Lab(tmp_path) as lab:
        tab = NotebookPage(context, lab, A_PAGE)
        tab.show(A_PAGE)
        shows_stills(tab, A_PAGE)
        drag_all(tab, run(tab, A_PAGE))
        lock(tab.page.locator(".predict").filter(has=tab.page.locator("input[type=radio]")))
        assert tab.complaints == []
