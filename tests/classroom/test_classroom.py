"""The class's link opens the lessons, nothing opens without a password, no work is lost, and the README is right."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat.v4
import pytest
import requests
from browser import LabPage, expect
from project_copy import PATIENCE, ROOT
from running_classroom import URL, Visit, open_classroom, run

FIRST = "course/notebooks/00_start_here.ipynb"


@pytest.fixture(scope="module")
def classroom():
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("needs Linux, and root")
    with open_classroom(1) as classroom:
        yield classroom


class ClassPage(LabPage):
    """JupyterLab as a learner gets it through the class's link: the login form, a server that starts, the files."""

    def __init__(self, context, classroom):
        [(self.name, self.password)] = classroom.learners.items()
        link = f"{URL}/hub/user-redirect/git-pull?repo=file://{classroom.course}&branch=main&urlpath=lab/tree/{FIRST}"
        super().__init__(context, SimpleNamespace(origin=URL), link)

    def _load(self, link):
        self.page.goto(link)
        if self.page.locator("input[name=password]").count():
            self.page.fill("input[name=username]", self.name)
            self.page.fill("input[name=password]", self.password)
            self.page.click("input[type=submit]")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=1000 * PATIENCE)
        self._ready()
        texts = self.do("return [...app.shell.currentWidget.content.model.cells].map(cell => cell.sharedModel.source)")
        [self.place] = [place for place, text in enumerate(texts) if text.startswith("q = [0")]  # of the cell to change
        self.title, self.text = texts[0], texts[self.place]

    def change(self, text):
        self.write(text, self.place)
        self.save()

    def said(self):
        """Return the output of the changed cell, once it has run."""
        self.wait()
        outputs = "return app.shell.currentWidget.content.model.cells.get(argument).outputs.toJSON()"
        return "".join(output.get("text") or output.get("ename", "") for output in self.do(outputs, self.place))


@pytest.fixture
def page(classroom, context):
    """Follow the link as Anna."""
    yield ClassPage(context, classroom)
    for tab in context.pages:
        tab.close()


@pytest.fixture
def anna(classroom):
    """Open another browser of Anna's."""
    [account] = classroom.learners.items()
    return Visit(*account).start_server()


def test_the_link_opens_the_first_lesson_and_it_runs(page):
    assert page.do("return app.shell.currentWidget.context.path") == FIRST
    page.run_all()
    page.wait()
    assert any(message.has_picture for message in page.received)
    assert not [message.content for message in page.received if message.type == "error"]
    assert page.page.locator(".jp-Dialog").count() == page.page.get_by_text("Jupyter news").count() == 0
    assert page.strangers == []


def test_the_link_followed_again_brings_what_is_new_and_keeps_the_learner_s(classroom, context, page):
    page.change("q = [0.7, 0.3]  # Anna's")
    edits = "s/# change me/# the teacher's/; s/# Start here/&, says the teacher/"
    run(["sed", "-i", edits, classroom.folder / FIRST])
    classroom.commit()
    again = ClassPage(context, classroom)
    assert again.title.startswith("# Start here, says the teacher")
    assert again.text == "q = [0.7, 0.3]  # Anna's"


def test_nothing_opens_without_a_password(page, anna):
    kernel = f"api/kernels/{page.kernel}"
    paths = ["lab", "api/contents", f"files/{FIRST}", "api/terminals", kernel]
    assert [path for path in paths if not anna.get(f"{anna.server}/{path}").ok] == []  # with a password they open
    pages = [f"{anna.server}/{path}" for path in [*paths, "git-pull", "git-pull/api?repo=x", f"{kernel}/channels"]]
    pages += [f"{URL}/hub/{path}" for path in ("home", "admin", "api/users", "user-redirect/git-pull?repo=x")]
    for address in pages:
        socket = {"Connection": "Upgrade", "Upgrade": "websocket"} if "channels" in address else {}
        answer = requests.get(address, headers=socket, timeout=PATIENCE, allow_redirects=False)
        login = answer.headers.get("Location", "").startswith(("/hub/login", "/hub/api/oauth2/authorize?"))
        assert answer.status_code == 403 or login, (address, answer)
    assert [Visit(anna.name, guess).welcome.status_code for guess in ("guessed", "")] == [403, 403]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_cell_runs_on_while_the_hub_is_started_again(classroom, context, page, how):
    page.run_code("q = [0, 1]\nimport time\nprint('begun', flush=True)\ntime.sleep(10)\nprint('done')", page.place)
    expect(page.cell(page.place).locator(".jp-OutputArea")).to_contain_text("begun")
    classroom.hub.send_signal(how)
    classroom.hub.wait(60)
    classroom.start_hub()
    assert page.said() == "begun\ndone\n"
    page.save()
    again = ClassPage(context, classroom)
    assert "time.sleep(10)" in again.text and again.kernel == page.kernel


def test_what_was_saved_is_there_after_the_power_has_failed(classroom, context, page):
    page.change("q = [0.6, 0.4]  # saved")
    classroom.stop()
    classroom.start_hub()
    assert ClassPage(context, classroom).text == "q = [0.6, 0.4]  # saved"


def test_a_cell_that_asks_for_too_much_memory_ends_in_an_error(page):
    page.run_code("import numpy\nnumpy.ones(500_000_000)", page.place)  # 4 GB
    assert "MemoryError" in page.said()


def test_a_full_disk_loses_nothing(anna):
    """The message is clear, and the page keeps its last saved state, however few pages of 4096 bytes are free."""
    folder = Path("/home", anna.name, "disk")
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size=200k,uid={anna.name}", "tmpfs", folder]).returncode:
        pytest.skip("needs a computer, or a container, that may mount a disk")

    def save(text):
        content = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(text)])
        return anna.api("PUT", "contents/disk/page.ipynb", json={"type": "notebook", "content": content})

    try:
        for pages in range(8):
            assert save("old" * 1000).ok
            before = (folder / "page.ipynb").read_bytes()
            (folder / "full").write_bytes(bytes(shutil.disk_usage(folder).free - 4096 * pages))
            answer = save("new" * 5000)
            (folder / "full").unlink()
            assert sorted(path.name for path in folder.iterdir()) == [".ipynb_checkpoints", "page.ipynb"]
            assert answer.ok or (folder / "page.ipynb").read_bytes() == before
            if pages < 4:
                assert answer.status_code == 507
                assert answer.json()["message"].startswith("Not saved: your disk space is used up.")
        assert answer.ok
    finally:
        run(["umount", folder])


HUB, SERVER = "jupyterhub_config.py", "jupyter_server_config.py"
START = "ExecStart=/opt/classroom/.venv/bin/jupyterhub -f /opt/classroom/classroom/jupyterhub_config.py"
SAID = [
    (HUB, '"--data=1500000000"', "may take 1.5 GB"),
    (HUB, '"--timeout=7200"', "a server after two"),
    (HUB, 'mem_limit = "2G"', "more than 2 GB"),
    (SERVER, "cull_idle_timeout = 3600", "idle for an hour is ended"),
    (HUB, 'allowed_groups = {"learners"}', "sudo groupadd learners"),
    (HUB, '"STATE_DIRECTORY", "/var/lib/classroom"', "STATE_DIRECTORY=/var/lib/classroom"),
    (HUB, 'JupyterHub.bind_url = "http://127.0.0.1:8000"', "http://127.0.0.1:8000/hub/login"),
    ("Caddyfile", "class.example.org {\n\treverse_proxy 127.0.0.1:8000\n", "s/class.example.org/YOUR.ADDRESS/"),
    ("classroom.service", START, "git clone https://github.com/OWNER/REPO /opt/classroom\n"),
]


@pytest.mark.parametrize("file, setting, words", SAID)
def test_the_page_says_what_the_files_say(file, setting, words):
    assert setting in (ROOT / "classroom" / file).read_text(encoding="utf-8")
    assert words in (ROOT / "classroom/README.md").read_text(encoding="utf-8")
