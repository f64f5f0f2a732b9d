"""The speed of Python in the browser, beside JupyterLab through a network, in the same run.

    .venv/bin/python tests/benchmarks/python_in_page.py

prints the time from the click on "Run this page" to the first slider that answers, on page 04 from a server on this
computer. Then it prints the time from a key press to the picture of the new position: of a film, and of two sliders for
which Python draws. JupyterLab is asked through a network with 75 ms each way, as with Binder. All takes some three
minutes. It needs a browser and the packages of `--all`.
"""

import copy
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path[:0] = [str(Path(__file__).resolve().parents[place]) for place in (0, 1, 2)]
sys.path[:0] = [f"{sys.path[1]}/in_browser"]

import lite  # noqa: E402
from browser import ROOT, Lab, LabPage, launch  # noqa: E402
from explorer_on_page import made_here  # noqa: E402
from slider_latency import ONE_WAY, far_way_to, latency  # noqa: E402

PATH = next(f"notebooks/{path.name}" for path in ROOT.glob("notebooks/04_*.ipynb"))


def main():
    film, live, *_ = made_here(ROOT / PATH)  # places of their cells
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, launch(playwright) as browser:
        site = Path(folder) / "site"
        site.mkdir()
        lite.build(site)
        with lite.serving(site) as served:
            context = browser.new_context()
            for visit in ("first", "second"):
                print(f"{visit} visit, from the click to a slider that answers: {start(context, served):.1f} s")
            here = pictures(lite.LitePage(context, served, PATH), film, live)
        with Lab(folder) as near:
            far = copy.copy(near)
            far.origin = far_way_to(near.port)
            tab = LabPage(browser.new_context(), far, PATH)
            tab.run_all()
            there = pictures(tab, film, live)
    print(f"| from a key press to the new picture | Python in the page | JupyterLab through {2000 * ONE_WAY:.0f} ms |")
    print("|---|---|---|")
    for name, ours, theirs in zip(("film", "two sliders"), here, there):
        print(f"| {name} | {ours:.0f} ms = {ours / theirs:.2f} | {theirs:.0f} ms |")


def start(context, served):
    """Open the page and press a key until the film's slider has moved; return the seconds."""
    page = context.new_page()
    begin = time.monotonic()
    page.goto(lite.address(served, PATH))
    handle = page.locator(".jp-OutputArea .noUi-handle").first
    handle.wait_for(timeout=lite.START)
    sentence = page.locator(".jp-OutputArea .widget-gridbox p:not([aria-hidden])").first
    before = sentence.inner_text()
    handle.focus()
    while sentence.inner_text() == before:
        page.keyboard.press("ArrowRight")
    seconds = time.monotonic() - begin
    page.close()
    return seconds


def pictures(tab, *places):
    """Return for the explorers in these cells the median of the milliseconds to the next picture."""
    tab.fit(1280)
    return [statistics.median(latency(tab, tab.cell(place))[0]) for place in places]


if __name__ == "__main__":
    main()
