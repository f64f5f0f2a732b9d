"""The notebooks in a real JupyterLab and a real browser: what learners see when they open, run and drag."""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest
from browser import ROOT, Lab, LabPage, expect, missing
from explorer_on_page import View, made_here, shows_stills, views

from course.assessment.class_table import read_folder

NOTEBOOKS = sorted(f"notebooks/{path.name}" for path in ROOT.glob("notebooks/*.ipynb"))
SCREENSHOTS = ROOT / "tests/screenshots"
SCRATCH = [
    """
from course.drawing.explorer import Explorer, slider
from course.explorers.kl_versus_q import kl_versus_q
from course.drawing.figure import new_figure

def live():
    figure = new_figure()
    (dot,) = figure.subplots().plot([], [], "o")

    def update(x, y):
        dot.set_data([x], [y])
        return f"x is {x:g} and y is {y:g}."

    sliders = {name: slider(name, range(9), 4) for name in "xy"}
    return Explorer(figure, update, moving={"dot": dot}, title="A dot", **sliders)
""",
    "film = kl_versus_q()\nfilm",
    "dot = live()\ndot",
    "film",
    "",
]
FILM, LIVE = 1, 2


@pytest.fixture(scope="module")
def tab(context, tmp_path_factory):
    with Lab(tmp_path_factory.mktemp("lab"), sys.executable) as lab:
        cells = [nbformat.v4.new_code_cell(source) for source in SCRATCH]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.files / "scratch.ipynb")
        yield LabPage(context, lab, "scratch.ipynb")


@pytest.fixture(scope="module", params=NOTEBOOKS)
def path(request):
    return request.param


@pytest.fixture(scope="module")
def opened(path, tab):
    """Each notebook in turn, trusted and opened."""
    tab.lab.api("POST", f"contents/{path}/trust")
    tab.open(path)
    tab.fit(1280)
    return tab


@pytest.fixture(scope="module")
def notebook(path, opened):
    """Each notebook in turn, opened and run to its end."""
    opened.run_all()
    opened.views = views(opened, path)
    opened.wait()
    return opened


@pytest.fixture(scope="module")
def scratch_page(tab):
    tab.open("scratch.ipynb")
    return tab


@pytest.fixture
def scratch(scratch_page):
    """A notebook with a film, shown twice, and a live explorer, all of them new."""
    scratch_page.write("")
    scratch_page.fit(1280)
    scratch_page.run_all()
    scratch_page.views = views(scratch_page, scratch_page.lab.files / "scratch.ipynb")
    scratch_page.wait()
    return scratch_page


@pytest.mark.parametrize("path", NOTEBOOKS[:1] + NOTEBOOKS[4:5])
def test_a_notebook_that_nobody_trusts_shows_every_explorers_poster(path, tab):
    """As after a download; that every explorer has one is seen below."""
    tab.open(path)
    tab.fit(1280)
    shows_stills(tab, path)


def test_a_notebook_that_has_not_run_shows_every_explorers_poster_and_holds_its_sentence(path, opened):
    saved = opened.lab.api("GET", f"contents/{path}")["content"]["cells"]
    for index, explorer in made_here(path).items():
        words = ["".join(output["data"]["text/plain"]) for output in saved[index]["outputs"] if "data" in output]
        assert words == [explorer.sentence], f"cell {index}"
    shows_stills(opened, path)


def test_every_cell_runs(notebook):
    expect(notebook.page.locator(".jp-Notebook [data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)
    counts = notebook.do("""return app.shell.currentWidget.content.widgets
        .filter(cell => cell.model.type === 'code').map(cell => cell.model.executionCount)""")
    assert counts == list(range(1, len(counts) + 1))


def test_every_slider_moves_picture_and_sentence_and_nothing_else(notebook):
    for view in notebook.views:
        view.agrees()
        view.watch_height()
        for name, control in view.explorer.sliders.items():
            start, last = control.index, len(control.options) - 1
            before = view.picture()
            view.press(name, "ArrowRight" if start < last else "ArrowLeft")
            view.agrees()
            assert view.picture() != before
            for key in ("Home", "End"):
                view.press(name, key)
                view.agrees()
            view.press(name, "ArrowLeft", times=last - start)
            view.agrees()
            assert view.picture() == before
        assert len(view.heights()) == 1, "the page below jumps"


# What sticks out of its cell, what is cut off or must be scrolled sideways, and text beyond the edge of its picture.
# Code alone may be scrolled, on a narrow screen.
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


@pytest.mark.parametrize("width", [800, 1280])
@pytest.mark.parametrize("theme", ["Dark", "Light"])
def test_nothing_overflows(notebook, width, theme):
    notebook.set_theme(f"JupyterLab {theme}")
    notebook.fit(width)
    SCREENSHOTS.mkdir(exist_ok=True)
    name = Path(notebook.page.url).stem
    notebook.page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{theme.lower()}.png")
    problems = notebook.page.evaluate(OVERFLOWS, width < 1000)
    assert not problems, "\n".join(problems)


def test_nothing_is_lost_at_200_percent(notebook):
    notebook.fit(640)  # what a window of 1280 pixels holds then
    problems = notebook.page.evaluate(OVERFLOWS, True)
    assert not problems, "\n".join(problems)


def test_the_page_does_not_jump_on_a_narrow_screen(notebook):
    notebook.fit(800)
    for view in notebook.views:
        view.watch_height()
        for name, control in view.explorer.sliders.items():
            view.press(name, "Home")
            view.press(name, "ArrowRight", times=len(control.options) - 1)
            view.agrees()
        assert len(view.heights()) == 1, view.explorer.title


def test_dragging_a_film_asks_the_kernel_for_nothing(notebook):
    for view in notebook.views:
        if len(view.explorer.sliders) > 1:
            continue
        (name,) = view.at
        view.press(name, "End")
        view.agrees()
        notebook.sent.clear(), notebook.received.clear()
        before = view.picture()
        view.drag_to_start(name)
        assert view.picture() != before
        view.page.wait_for_timeout(300)
        # ipywidgets itself tells the kernel where a slider and its film stand; nothing waits for an answer.
        for message in notebook.sent:
            assert message.type == "comm_msg" and message.content["data"]["method"] == "update"
            assert message.content["data"]["state"].keys() <= {"index", "selected_index"}
        assert not any(message.has_picture for message in notebook.received)


def test_the_page_complains_of_nothing(notebook):
    assert notebook.complaints == []


def test_a_film_goes_on_without_its_kernel(notebook):
    films = [view for view in notebook.views if len(view.explorer.sliders) == 1]
    for view in films:
        view.press(*view.at, "Home")
    notebook.lab.api("DELETE", f"kernels/{notebook.kernel}")
    notebook.page.wait_for_timeout(300)
    assert notebook.lab.api("GET", "kernels") == []
    for view in films:
        for key in ("End", "ArrowLeft", "Home", "ArrowRight"):
            view.press(*view.at, key)
            view.agrees()


def test_two_displays_of_one_explorer_move_together(scratch):
    film, _, again = scratch.views
    again.at = film.at  # one slider, seen twice
    for view in (film, again):
        view.press("q", "End")
        view.press("q", "ArrowLeft", times=3)
        film.agrees()
        again.agrees()


def test_an_explorer_follows_values_set_from_code(scratch):
    film, live, _ = scratch.views
    scratch.run_code("film.sliders['q'].value = 0.25; dot.sliders['y'].value = 8")
    expect(film.sentence).to_contain_text("q(dog) = 0.25")
    expect(live.sentence).to_have_text("x is 4 and y is 8.")


def test_a_run_that_takes_long_does_not_hold_up_a_film(scratch):
    film, live, _ = scratch.views
    scratch.run_code("import time; time.sleep(2)")
    film.press("q", "Home")
    film.agrees()
    live.press("x", "End")
    expect(scratch.page.locator(".jp-CodeCell .jp-InputPrompt").last).to_have_text("[*]:")
    scratch.wait()
    live.agrees()


def test_a_cell_that_runs_again_while_its_slider_is_dragged(scratch):
    for index, view in zip((FILM, LIVE), scratch.views):
        name = next(iter(view.at))
        for _ in range(2):
            box = view.handle(name).bounding_box()
            scratch.page.mouse.move(box["x"] + 5, box["y"] + 5)
            scratch.page.mouse.down()
            scratch.run_cell(index)
            scratch.page.mouse.move(box["x"] + 200, box["y"], steps=20)
            scratch.page.mouse.up()
            scratch.wait()
        expect(view.stage).to_have_count(1)
        view.agrees()  # it is a new one, where it starts
        view.press(name, "Home")
        view.agrees()


def test_old_pictures_survive_a_restart_of_the_kernel_and_new_ones_replace_them(scratch):
    film, live, _ = scratch.views
    film.press("q", "End")
    scratch.lab.api("POST", f"kernels/{scratch.kernel}/restart")
    film.press("q", "ArrowLeft")
    film.agrees()
    expect(live.svg).to_be_visible()
    scratch.run_all()
    scratch.wait()
    for view in views(scratch, scratch.lab.files / "scratch.ipynb")[:2]:
        view.agrees()
        view.press(next(iter(view.at)), "Home")
        view.agrees()


def test_an_explorer_works_when_it_comes_back_into_sight(scratch):
    scratch.resize(1280, 400)
    for view, last in zip(scratch.views[:2], (4, 0)):
        name = next(iter(view.at))
        scratch.scroll_to(last)
        expect(view.svg).not_to_be_in_viewport()
        scratch.scroll_to(view.index)
        view.press(name, "End")
        view.agrees()


def test_notebook_04_can_be_done_with_the_keyboard_alone(tab):
    """Prediction and exercise; the sliders have a test of their own for every notebook."""
    (path,) = (name for name in NOTEBOOKS if "/04_" in name)
    tab.open(path)
    tab.fit(1280)
    tab.run_all()
    tab.wait()
    keyboard, radios = tab.page.keyboard, tab.page.locator(".predict input[type=radio]")
    radios.first.focus()
    keyboard.press("Space")
    expect(radios.first).to_be_checked()
    lock = tab.page.locator(".predict button")
    expect(lock).to_be_enabled()  # the kernel has heard of the choice
    for _ in range(radios.count()):
        keyboard.press("Tab")
    expect(lock).to_be_focused()
    keyboard.press("Space")
    expect(tab.page.locator(".predict [role=status]")).to_contain_text("You chose (a), and that is")
    expect(radios.last).to_be_disabled()

    cells = nbformat.read(tab.lab.files / path, as_version=4).cells
    index = next(index for index, cell in enumerate(cells) if 'check("04.1"' in cell.source)
    for answer, verdict in (("3.125", "percentage"), ("1 / 32", "Right:")):
        choose = "const book = app.shell.currentWidget.content; book.activeCellIndex = argument; book.activate()"
        tab.do(choose, index)
        keyboard.press("Enter")
        keyboard.press("Control+A")
        keyboard.type(f'answer = {answer}\ncheck("04.1", answer)')
        keyboard.press("Shift+Enter")
        expect(tab.cell(index)).to_contain_text(verdict)


def test_what_was_locked_and_checked_is_handed_in(tab):
    """Answers of two notebooks, each with a kernel of its own, from the button of 00 into the file and the download."""
    first, second = NOTEBOOKS[:2]
    (tab.lab.files / second).with_name(".answers.json").unlink(missing_ok=True)  # of the tests before
    tab.open(second)
    tab.fit(1280)
    tab.run_all()
    tab.wait()
    question = tab.page.locator(".predict").filter(has=tab.page.locator("input[type=radio]"))
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="Lock my answer").click()
    expect(question.locator("[role=status]")).to_contain_text("You chose (a)")
    cells = nbformat.read(tab.lab.files / second, as_version=4).cells
    index = next(index for index, cell in enumerate(cells) if 'check("01.2"' in cell.source)
    tab.run_code('check("01.2", 0.562335, 0.811278)', index)
    tab.wait()
    expect(tab.cell(index)).to_contain_text("exchanged")

    tab.open(first)
    tab.fit(1280)
    tab.run_all()
    tab.wait()
    button = tab.page.get_by_role("button", name="Save my answers")
    said = tab.page.locator(".jp-CodeCell").filter(has=button).locator("[role=status]")
    button.click()
    expect(said).to_contain_text("It holds 1 locked answer and the verdicts on 1 exercise, and no name.")
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
    (one,), remarks = read_folder(file.parent)
    assert (one.learner, remarks) == (file.stem, [])
    assert one.choices == {"01": "a"} | {f"00, question {place}": "a" for place in range(1, 7)}
    assert one.exercises == {"01.2": (1, False, ["bits 0.5623, nats 0.8113"])}


def test_nobody_but_the_own_server_was_asked_for_anything(tab):
    assert tab.strangers == []


@pytest.fixture(scope="module")
def viewer():
    """The scripts that a page saved by nbconvert asks the internet for, out of their npm packages."""
    npm, cache = shutil.which("npm"), ROOT / ".pytest_cache/npm"
    cache.mkdir(parents=True, exist_ok=True)
    wanted = {
        "require.min.js": ("requirejs", "@2", "package/require.js"),
        "embed-amd.js": ("@jupyter-widgets/html-manager", "@1", "package/dist/embed-amd.js"),
    }
    scripts = {}
    for script, (package, version, file) in wanted.items():
        archives = f"{package.strip('@').replace('/', '-')}-*.tgz"
        if npm and not list(cache.glob(archives)):
            subprocess.run([npm, "pack", "--silent", package + version], cwd=cache, capture_output=True)
        if not list(cache.glob(archives)):
            missing(f"the page needs the npm package {package}: install npm (apt-get install npm), go online once")
        with tarfile.open(next(cache.glob(archives))) as archive:
            scripts[script] = archive.extractfile(file).read()
    return scripts


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Notebook 04, run and saved as HTML by nbconvert, and the explorers in it."""
    folder = tmp_path_factory.mktemp("exported")
    (path,) = ROOT.glob("notebooks/04_*.ipynb")
    for name in ("lib", "course"):
        shutil.copytree(ROOT / name, folder / name)
    page = folder / "notebooks" / path.name
    page.parent.mkdir()
    shutil.copy(path, page)
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "html", f"notebooks/{path.name}"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)  # as the teacher's notes say
    return page.with_suffix(".html").as_uri(), made_here(path).values()


@pytest.fixture
def saved(context, exported):
    """That page in a tab, without network; `viewer` may then say what the internet answers."""
    address, explorers = exported
    page = context.new_page()
    page.route("**", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    page.goto(address)
    yield page, explorers
    page.close()


def test_a_saved_page_without_network_shows_every_still(saved):
    page, explorers = saved
    pictures = page.locator(".jp-OutputArea img")
    expect(pictures).to_have_count(len(explorers))
    for picture in pictures.all():
        expect(picture).to_be_visible()


def test_a_film_moves_on_a_saved_page_without_server_or_kernel(saved, viewer):
    def serve(route):
        script = Path(urlsplit(route.request.url).path).name
        route.fulfill(body=viewer[script], content_type="text/javascript") if script in viewer else route.fallback()

    page, explorers = saved
    page.route("**", serve)
    page.reload()
    films = [explorer for explorer in explorers if len(explorer.sliders) == 1]
    assert films
    for film in films:
        cell = page.locator(".jp-CodeCell").filter(has=page.locator(f"svg[aria-label^='{film.title}']"))
        view = View(cell, film)
        view.agrees()
        expect(cell.locator("img")).to_be_hidden()
        for key in ("ArrowRight", "Home", "End", "ArrowLeft"):
            view.press(*view.at, key)
            view.agrees()
