"""The notebooks with Python in the browser: texts, sliders, answers that are kept, 32 bits, and what is published."""

import functools
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import lite
import nbformat
import pytest
from browser import ROOT, expect, missing
from explorer_on_page import View, lock, made_here
from packaging.requirements import Requirement

from publish import lab
from publish.build import NOTEBOOKS

PAGES = [f"notebooks/{path.name}" for path in sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))]
USED = "notebooks/04_kl_versus_p.ipynb"
FONTS = "Matplotlib is building the font cache"  # it says so as an error
OF_PYTEST = ["pytest", "pluggy", "iniconfig"]
ON_32_BITS = ["measures", "joint", "symmetric", "codes", "distributions"]  # tests of lib that need no more packages
# Run code as the cell with this id, and return its outputs.
RUN = """
    const outputs = [], {kernel} = app.shell.currentWidget.sessionContext.session;
    const future = kernel.requestExecute({code: argument.code}, false, {cellId: argument.id});
    future.onIOPub = ({header: {msg_type: output_type}, content}) => {
        const {data, metadata, name, text, ename, evalue, traceback} = content;
        if (["display_data", "execute_result"].includes(output_type)) outputs.push({output_type, data, metadata});
        if (output_type === "stream") outputs.push({output_type, name, text});
        if (output_type === "error") outputs.push({output_type, ename, evalue, traceback});
    };
    await future.done;
    return outputs;"""
# Change a cell, and another one while the first change is being saved.
CHANGE = """
    const {context, content} = app.shell.currentWidget;
    const change = (place, text) => content.model.cells.get(place).sharedModel.setSource(text);
    await new Promise((done) => {
        context.saveState.connect((_, state) => {
            if (state === "started") setTimeout(() => done(change(2, "# mine")));
        });
        change(4, "# another");
    });"""
LARGEST = 30e6  # bytes, without Pyodide


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    site = tmp_path_factory.mktemp("site")
    lite.build(site)
    with lite.serving(site) as served:
        yield served


@pytest.fixture
def open_page(browser, served):
    """Return a function that opens a notebook in a browser that knows the site already, if it was opened before."""
    with browser.new_context() as context:
        yield functools.partial(lite.LitePage, context, served)


@pytest.fixture(scope="module")
def used(context, served):
    """Return a notebook that several tests use, one after the other."""
    tab = lite.LitePage(context, served, USED)
    tab.path = USED
    return tab


def texts_of(notebook):
    """Return what each code cell shows as text: what it prints, and its outputs."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    printed = [[output.text for output in cell.outputs if output.output_type == "stream"] for cell in cells]
    shown = [[output.data for output in cell.outputs if "data" in output] for cell in cells]
    kinds = "text/plain", "text/markdown"
    return {
        cell.id: ("".join(text), [data[kind] for data in found for kind in kinds if kind in data])
        for cell, text, found in zip(cells, printed, shown, strict=True)
    }


def test_a_page_runs_by_itself_and_shows_the_same_texts_as_on_a_computer(used):
    shown = used.do("return app.shell.currentWidget.context.model.toJSON()")
    assert texts_of(nbformat.from_dict(shown)) == texts_of(nbformat.read(ROOT / used.path, as_version=4))
    assert [line for line in used.complaints if FONTS not in line] == [] and used.strangers == []


@pytest.mark.parametrize("path", [path for path in PAGES if path != USED])
def test_a_notebook_shows_the_same_texts_as_on_a_computer(used, path):
    """The cells run in the kernel of one page, which spares a start of Python for each notebook."""
    notebook = nbformat.read(ROOT / path, as_version=4)
    stored, cells = texts_of(notebook), [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells:
        outputs = used.do(RUN, {"id": f"{Path(path).stem}-{cell.id}", "code": cell.source})
        cell.outputs = list(map(nbformat.from_dict, outputs))
    assert texts_of(notebook) == stored
    assert [line for line in used.complaints if FONTS not in line] == []


def test_the_sliders_of_a_film_and_of_a_live_explorer_move(used):
    used.fit(1280)
    views = [View(used.cell(index), explorer) for index, explorer in made_here(ROOT / used.path).items()]
    assert {len(view.at) > 1 for view in views} == {False, True}
    for view in views:
        for name in view.at:
            view.press(name, "End")
            view.agrees()
            view.press(name, "ArrowLeft")
        view.agrees()
    assert [line for line in used.complaints if FONTS not in line] == []


def test_answers_and_a_change_are_kept_in_all_languages_until_the_page_starts_afresh(open_page, served):
    """Links stay in the tab, and starting afresh forgets the change alone."""
    english, other = PAGES[2:4]
    chinese = english.replace("/", "/zh/")
    tab = open_page(english)
    page, mine = tab.page, "return app.shell.currentWidget.content.model.cells.get(2).sharedModel.getSource()"
    original = tab.do(mine)
    tab.fit(1280)
    lock(page.locator(".predict").filter(has=page.locator("input[type=radio]")))
    assert "Right" in tab.result("check('02.5', 365 * kl_divergence([0.7, 0.2, 0.1], [0.75, 0.23, 0.02]))")
    assert [line for line in tab.complaints if FONTS not in line] == []
    tab.do(CHANGE)
    page.get_by_role("link", name="03 Dog or cat").first.click()
    page.wait_for_url(f"**?path={other}")

    page.goto(lite.address(served, chinese))
    tab.waits_for("ready")
    expect(tab.bar).to_contain_text("准备好了")
    address = tab.bar.get_by_role("link").evaluate("link => link.href")
    assert address == f"{served.origin}/zh/{Path(chinese).stem}.html"
    told = json.loads(tab.result("""
import json
from course.assessment.handing_in import summary
print(json.dumps(summary()))"""))
    assert told["predictions"] == {"02": ["a"]} and told["exercises"]["02.5"]["right"]
    assert tab.result("check('02.5', ...)").startswith("还没作答")
    tab.fit(1280)
    expect(page.locator(".predict [role=status]").first).to_contain_text("你选了 (a)")
    page.get_by_role("link", name="03 狗还是猫").first.click()
    page.wait_for_url(f"**?path={other.replace('/', '/zh/')}")

    page.goto(lite.address(served, english))
    page.wait_for_function("document.querySelector('.course button').onclick")
    assert tab.do(mine) == "# mine"
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        tab.bar.get_by_role("button").click()
    tab.waits_for("ready")
    assert tab.do(mine) == original
    tab.fit(1280)
    expect(page.locator(".predict [role=status]").first).to_contain_text("You chose (a)")


def test_a_cell_that_runs_again_closes_what_it_made_before(used):
    count = "import ipywidgets.widgets.widget as module; print(len(module._instances))"
    before = used.result(count)
    used.run_all()
    assert int(used.result(count)) == int(before)


def test_lib_passes_its_tests_on_a_machine_of_32_bits(used, served):
    names = ["conftest.py", *(f"test_{name}.py" for name in ON_32_BITS)]
    files = {f"tests/{name}": ROOT / "tests/lib" / name for name in names}
    for package in OF_PYTEST:
        files |= lab.files_of(package)
    (served.files / "tests.zip").write_bytes(lab.archive(files))
    told = used.result(f"""
import sys
from pyodide.http import pyfetch
await (await pyfetch("{served.origin}/tests.zip")).unpack_archive(format="zip", extract_dir="/tests")
sys.path.insert(0, "/tests")
import pytest
assert sys.maxsize == 2**31 - 1
print(repr(pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:faulthandler", "--capture=sys", "/tests/tests"])))
""")
    assert told.endswith("\n<ExitCode.OK: 0>\n") and " passed in " in told, told


def test_after_a_restart_all_cells_run_again(used):
    used.do("await app.shell.currentWidget.sessionContext.session.kernel.restart()")
    used.waits_for("running")
    used.waits_for("ready")
    assert used.result("print(kl_divergence([1, 0], [0.5, 0.5]))") == "1.0\n"


def test_the_bar_leads_back_to_the_page_and_says_that_python_does_not_start(browser, served):
    away = served.files / "lab/python/pyodide"
    away.rename(away.with_name("elsewhere"))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(lite.address(served, PAGES[4]))
        bar = page.locator(".course")
        expect(bar).to_have_attribute("data-state", "failed")
        expect(bar).to_contain_text("other ways to run it. (TypeError: Failed to fetch")
        address = bar.get_by_role("link").evaluate("link => link.href")
    assert address == f"{served.origin}/{Path(PAGES[4]).stem}.html"
    away.with_name("elsewhere").rename(away)


def test_the_folder_is_small_and_the_same_each_time(tmp_path):
    lab.build(tmp_path)
    files = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert sum(map(len, files.values())) < LARGEST
    again = tmp_path / "again"
    again.mkdir()
    lab.build(again)
    assert [name for name, content in files.items() if (again / name).read_bytes() != content] == []


def test_the_published_pyodide_has_what_the_notebooks_need(tmp_path):
    npm = shutil.which("npm") or missing("the lock file of Pyodide is in an npm package: apt-get install npm")
    command = [npm, "pack", "--silent", "--prefer-offline", f"pyodide@{lab.PYODIDE_VERSION}"]
    packed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()
    with tarfile.open(tmp_path / packed) as archive:
        lock = json.load(archive.extractfile("package/pyodide-lock.json"))["packages"]
        names = {Path(name).name for name in archive.getnames()}
    assert {*lab.OWN} - names == {"pyodide.asm.js"}  # which is that of older ones
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        wanted = Requirement(line)
        if wanted.name in ("numpy", "matplotlib"):
            assert wanted.specifier.contains(lock[wanted.name]["version"]), wanted
    assert {*lab.PACKAGES} <= {*lock}
