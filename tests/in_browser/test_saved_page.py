"""A saved page works again: on another day, from another server, in another browser, or without a server."""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import ROOT, Lab, LabPage, expect, launch, missing
from explorer_on_page import A_PAGE, View, drag_all, made_here, run, shows_stills

VIEWER = {  # the scripts that a page saved by nbconvert loads from the internet, here from their npm packages
    "require.min.js": ("requirejs@2", "package/require.js"),
    "embed-amd.js": ("@jupyter-widgets/html-manager@1", "package/dist/embed-amd.js"),
}


@pytest.fixture(scope="module")
def morning(playwright, context, tmp_path_factory):
    """Return a page on the next day: a learner has run, used and saved it the evening before."""
    folder = tmp_path_factory.mktemp("evening")
    with Lab(folder) as lab:
        tab = LabPage(context, lab, A_PAGE)
        tab.fit(1280)
        for view in run(tab, A_PAGE):
            view.press(next(iter(view.at)), "Home")
            view.agrees()
        tab.save()
    with Lab(folder) as lab, launch(playwright) as browser:
        yield LabPage(browser.new_context(), lab, A_PAGE)


def test_a_page_comes_back_with_stills_and_moves_when_it_has_run_again(morning):
    morning.fit(1280)
    shows_stills(morning, A_PAGE)
    for index in morning.do("""return app.shell.currentWidget.content.widgets.flatMap((cell, index) =>
            /^(predict|guess)[(]/.test(cell.model.sharedModel.source) ? [index] : [])"""):
        expect(morning.cell(index).locator(".jp-RenderedMarkdown")).to_be_visible()
        expect(morning.cell(index).get_by_text("Answer")).to_be_visible()
    expect(morning.page.get_by_text("Error displaying widget").locator("visible=true")).to_have_count(0)
    assert (morning.lab.files / A_PAGE).stat().st_size < 1.1 * (ROOT / A_PAGE).stat().st_size

    views = run(morning, A_PAGE)
    drag_all(morning, views)
    for view in views:
        expect(view.cell.locator(".jp-OutputArea img")).to_be_hidden()
    expect(morning.page.locator(".predict").first).to_be_visible()


def viewer(folder):
    """Return the scripts of VIEWER, unpacked in this folder; npm caches each download."""
    npm = shutil.which("npm")
    for script, (package, file) in VIEWER.items():
        command = [npm, "pack", "--silent", "--prefer-offline", package]
        packed = npm and subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if not packed or packed.returncode:
            missing(f"the page needs the npm package {package}: install npm (apt-get install npm), go online once")
        with tarfile.open(folder / packed.stdout.strip()) as archive:
            yield script, archive.extractfile(file).read()


def test_a_page_saved_by_nbconvert_shows_stills_and_with_a_network_films(context, tmp_path):
    path = ROOT / A_PAGE
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", "--output-dir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True)
    page, scripts = context.new_page(), {}

    def answer(route):
        script = Path(urlsplit(route.request.url).path).name
        if route.request.url.startswith("file:"):
            route.continue_()
        elif script in scripts:
            route.fulfill(body=scripts[script], content_type="text/javascript")
        else:
            route.abort()

    page.route("**", answer)
    page.goto((tmp_path / f"{path.stem}.html").as_uri())
    pictures = page.locator(".jp-OutputArea img")
    expect(pictures).to_have_count(len(made_here(path)))
    for picture in pictures.all():
        expect(picture).to_be_visible()

    scripts.update(viewer(tmp_path))
    page.reload()
    films = [explorer for explorer in made_here(path).values() if len(explorer.sliders) == 1]
    assert films
    for film in films:
        view = View(page.locator(".jp-CodeCell").filter(has=page.locator(f"svg[aria-label^='{film.title}']")), film)
        view.agrees()
        expect(view.cell.locator("img")).to_be_hidden()
        for key in ("ArrowRight", "Home", "End", "ArrowLeft"):
            view.press(*view.at, key)
            view.agrees()
