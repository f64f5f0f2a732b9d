"""The class's link: it brings the project, and later what the teacher has changed, and keeps what the learner did."""

import json
import shutil
import socket
import subprocess
import urllib.parse

import nbformat
import pytest
from browser import LabPage
from kernel_connection import Kernel
from running_classroom import PATIENCE, ROOT, free_ports, run, until

FIRST = "notebooks/00_start_here.ipynb"
SECOND = "notebooks/01_entropy.ipynb"
# The test calls JupyterLab's own commands from its page, as its menus do.
SETTINGS = 'c.Spawner.args = ["--LabApp.expose_app_in_browser=True"]'


@pytest.fixture(scope="module")
def settings():
    return SETTINGS


class Teacher:
    """The project in a repository of the teacher's, and a git server for it."""

    def __init__(self, folder):
        self.folder = folder / "course"
        for name in run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).split("\0"):
            if (ROOT / name).is_file() and name:
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.folder / name)
        run("git", "init", "--quiet", "--initial-branch=main", cwd=self.folder)
        self.commit()
        [self.port] = free_ports(1)
        self.address = f"git://127.0.0.1:{self.port}/course"
        where = [f"--base-path={folder}", "--listen=127.0.0.1", f"--port={self.port}"]
        self.server = subprocess.Popen(["git", "daemon", "--export-all", "--reuseaddr", *where])
        until(self.answers, "the git server answers")

    def answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def commit(self):
        run("git", "add", "--all", cwd=self.folder)
        who = ["-c", "user.name=Teacher", "-c", "user.email=teacher@example.org"]
        run("git", *who, "commit", "--quiet", "-m", "What is new", cwd=self.folder)


@pytest.fixture(scope="module")
def teacher(classroom, tmp_path_factory):
    teacher = Teacher(tmp_path_factory.mktemp("teacher"))
    yield teacher
    teacher.server.terminate()
    teacher.server.wait()


class ClassPage(LabPage):
    """JupyterLab as a learner comes to it by the class's link: the login form, a server that starts, the files."""

    def _load(self, link):
        self.page.goto(link)
        self.page.fill("input[name=username]", self.lab.name)
        self.page.fill("input[name=password]", self.lab.password)
        self.page.click("input[type=submit]")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=1000 * PATIENCE)
        self._ready()


class Place:
    """What a LabPage needs to know of a hub."""

    def __init__(self, classroom, name):
        self.origin, self.name, self.password = classroom.url, name, classroom.learners[name]


def link(classroom, teacher):
    """What the teacher gives to the class."""
    query = {"repo": teacher.address, "branch": "main", "urlpath": f"lab/tree/course/{FIRST}"}
    return f"{classroom.url}/hub/user-redirect/git-pull?{urllib.parse.urlencode(query)}"


@pytest.fixture(scope="module")
def page(classroom, teacher, context):
    """Anna has followed the link."""
    return ClassPage(context, Place(classroom, next(iter(classroom.learners))), link(classroom, teacher))


def pull(visit, teacher):
    """Follow the link once more; this is what its page asks for."""
    query = {"repo": teacher.address, "branch": "main", "targetpath": "course"}
    answer = visit.get(f"{visit.server}/git-pull/api", params=query, timeout=PATIENCE)
    events = [json.loads(line.removeprefix("data: ")) for line in answer.text.splitlines() if line]
    assert events[-1]["phase"] == "finished", events


def test_the_link_opens_the_first_page_and_it_runs(page):
    assert page.do("return app.shell.currentWidget.context.path") == f"course/{FIRST}"
    page.run_all()
    page.wait()
    assert any(message.has_picture for message in page.received)
    assert not [message.content for message in page.received if message.type == "error"]
    assert page.page.locator(".jp-Dialog").count() == 0
    assert page.page.get_by_text("Jupyter news").count() == 0
    assert page.strangers == []
    page.save()


def test_files_are_the_learner_s_and_the_system_is_not(classroom, page, anna):
    course = classroom.home(anna.name) / "course"
    assert {path.owner() for path in course.rglob("*")} == {anna.name}
    kernel = Kernel(anna)
    where = kernel.run(f"import os; os.chdir({str(course)!r}); import lib, numpy; print(lib.__file__)")
    assert where.startswith(str(course))
    assert kernel.run("import sys; print(os.access(sys.prefix, os.W_OK))") == "False"


class Page:
    """A notebook of the course in somebody's folder."""

    def __init__(self, folder, name):
        self.path = folder / name

    def read(self):
        return nbformat.read(self.path, as_version=4)

    def texts(self):
        return [cell.source for cell in self.read().cells]

    def edit(self, index, text):
        """Write this at the end of a cell, as JupyterLab saves it."""
        notebook = self.read()
        notebook.cells[index].source += text
        self.path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def test_pulled_again_nothing_of_the_learner_s_is_lost(classroom, page, anna, teacher):
    course = classroom.home(anna.name) / "course"
    mine, theirs = Page(course, SECOND), Page(teacher.folder, SECOND)
    last = len(theirs.read().cells) - 1
    saved = Page(course, FIRST).read()  # with the outputs of the cells that Anna ran
    # Anna writes into the page as JupyterLab does, adds two files, and deletes one.
    model = anna.api("GET", f"contents/course/{SECOND}").json()
    model["content"]["cells"][1]["source"] += "\nAnna's note"
    model["content"]["cells"][2]["source"] += "\nAnna's words"
    assert anna.api("PUT", f"contents/course/{SECOND}", json=model).ok
    for name in ("notes.txt", "summary.txt"):
        text = {"type": "file", "format": "text", "content": "Anna's own"}
        assert anna.api("PUT", f"contents/course/notebooks/{name}", json=text).status_code == 201
    assert anna.api("DELETE", "contents/course/notebooks/02_kl_divergence.ipynb").status_code == 204
    # The teacher changes another cell and the same cell, a page that Anna ran, and adds a file of the same name.
    theirs.edit(last, "\nteacher's note")
    theirs.edit(2, "\nteacher's words")
    Page(teacher.folder, FIRST).edit(0, "\nteacher's greeting")
    (teacher.folder / "notebooks/summary.txt").write_text("teacher's own", encoding="utf-8")
    teacher.commit()
    pull(anna, teacher)
    texts = mine.texts()
    assert "Anna's note" in texts[1] and "teacher's note" in texts[last]
    assert "Anna's words" in texts[2] and "teacher's words" not in texts[2]  # one cell, two texts: the learner's
    greeted = Page(course, FIRST).read()
    assert "teacher's greeting" in greeted.cells[0].source
    outputs = [[cell.get("outputs") for cell in notebook.cells] for notebook in (saved, greeted)]
    assert outputs[0] == outputs[1]
    assert (course / "notebooks/notes.txt").read_text(encoding="utf-8") == "Anna's own"
    own = {path.read_text(encoding="utf-8"): path.name for path in course.glob("notebooks/summary*.txt")}
    assert own["teacher's own"] == "summary.txt" and own["Anna's own"].startswith("summary__")
    assert (course / "notebooks/02_kl_divergence.ipynb").read_bytes() == (
        teacher.folder / "notebooks/02_kl_divergence.ipynb"
    ).read_bytes()
    for path in course.glob("notebooks/*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))


def test_pulled_a_third_time_it_goes_on(classroom, page, anna, teacher):
    course = classroom.home(anna.name) / "course"
    (teacher.folder / "notebooks/new.txt").write_text("new", encoding="utf-8")
    teacher.commit()
    before = Page(course, SECOND).texts()
    pull(anna, teacher)
    assert (course / "notebooks/new.txt").exists() and Page(course, SECOND).texts() == before
    pull(anna, teacher)  # when there is nothing new
