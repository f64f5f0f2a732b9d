"""A real JupyterLab in a real browser, for the browser tests and the latency benchmark."""

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import urllib.request
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from project_copy import copy_project, free_port, until

import start

ROOT = Path(__file__).resolve().parents[1]
# The first is Chromium without its windows, which opens pages faster.
NAMES = ["chromium-headless-shell", "chromium", "chromium-browser"]
NAMES += ["google-chrome", "google-chrome-stable", "chrome", "msedge"]
TALL = 16_000  # pixels; JupyterLab keeps only visible cells in the page
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
# Everything that JupyterLab writes goes into the folder of this run. A forgotten server stops by itself.
FOLDERS = {f"JUPYTER_{kind}_DIR": kind.lower() for kind in ("DATA", "CONFIG", "RUNTIME")} | {"IPYTHONDIR": "ipython"}
FORGOTTEN = ["--MappingKernelManager.cull_idle_timeout=900", "--ServerApp.shutdown_no_activity_timeout=900"]


def missing(what):
    """Skip the test because something is missing; in CI, fail."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(what)


def expect(what):
    """Return Playwright's `expect` with a long timeout, because a computer may be busy."""
    from playwright.sync_api import expect  # installed with --all; every run imports this file, to count the tests

    expect.set_options(timeout=20_000)
    return expect(what)


def launch(playwright):
    """Start the first Chrome or Chromium found: on PATH, in Chrome's own place, or Playwright's."""
    from playwright.sync_api import Error

    paths = [{"executable_path": path} for path in map(shutil.which, NAMES) if path]
    for where in [*paths, {"channel": "chrome"}, {"channel": "msedge"}, {}]:
        with contextlib.suppress(Error):
            return playwright.chromium.launch(args=QUIET, **where)
    missing(
        "no browser to test with: install Chrome or Chromium (Debian: apt-get install chromium-headless-shell), "
        "or run: playwright install chromium"
    )


class Lab:
    """JupyterLab over a copy of the project, started as start.py starts it, with its token on.

    A folder that was used before is opened in the state in which it was left.
    """

    def __init__(self, folder):
        self.files, self.token = Path(folder) / "project", secrets.token_hex(16)
        if not self.files.exists():
            copy_project(self.files, "lib", "course", "notebooks")
            # As if a user had answered "No" when JupyterLab asked at its first start whether it may fetch news.
            settings = Path(folder) / "config/lab/user-settings/@jupyterlab/apputils-extension"
            settings.mkdir(parents=True)
            (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}', encoding="utf-8")
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        command = [sys.executable, "-m", *start.LAB, "--no-browser", f"--ServerApp.port={self.port}"]
        # The page can then call JupyterLab's commands, as its menus do.
        command += [f"--{app}.expose_app_in_browser=True" for app in ("LabApp", "JupyterNotebookApp")]
        command += FORGOTTEN
        folders = {key: str(Path(folder) / name) for key, name in FOLDERS.items()}
        environment = os.environ | folders | {"JUPYTER_TOKEN": self.token}
        self.log = Path(folder) / "jupyterlab.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, env=environment, cwd=self.files, stdout=log, stderr=log)

    def __enter__(self):
        until(self.answers, "JupyterLab answers")
        return self

    def __exit__(self, *_):
        """End the server and its kernels."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.process.kill()
        self.process.wait()

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def answers(self):
        assert self.process.poll() is None, self.said()
        with contextlib.suppress(OSError):
            return self.api("GET", "status")

    def write(self, name, sources):
        """Write a notebook with these code cells."""
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), self.files / name)

    def api(self, method, path, body=None):
        """Send a request to JupyterLab's REST interface and return its answer."""
        request = urllib.request.Request(
            f"{self.origin}/api/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read() or "null")


class Message:
    """A message between the page and the kernel."""

    def __init__(self, payload):
        self.raw, (_, parts) = payload, deserialize_msg_from_ws_v1(payload)
        header, parent, _metadata, self.content = map(json.loads, parts[:4])
        self.answered = parent.get("msg_id")
        self.type, self.date = header["msg_type"], datetime.fromisoformat(header["date"])

    @property
    def has_picture(self):
        return any(sign in self.raw for sign in (b"<svg", b"<path", b"image/", b"\x89PNG"))


class LabPage:
    """JupyterLab in a browser tab, which records errors of the page and requests to other servers."""

    address = "lab/tree"

    def __init__(self, context, lab, path):
        self.lab, self.complaints, self.strangers, self.received = lab, [], [], []
        self.page = page = context.new_page()
        page.on("console", lambda line: line.type == "error" and self.complaints.append(line.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._asks(request.url))
        page.on("websocket", self._listen)
        self._load(path)

    def _load(self, path):
        self.page.goto(f"{self.lab.origin}/{self.address}/{path}?reset&token={self.lab.token}")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        self.do("if (!app.shell.leftCollapsed) await app.commands.execute('application:toggle-left-area')")
        self._ready()

    def open(self, path):
        """Close the open notebook, end its kernel, and open another notebook."""
        self.do("for (const panel of [...app.shell.widgets('main')]) panel.dispose()")
        self._end_kernels()
        self.do("await app.commands.execute('docmanager:open', {path: argument})", path)
        self._ready()
        self.complaints.clear()  # JupyterLab complains about the kernel that was just ended

    def _end_kernels(self):
        for session in self.lab.api("GET", "sessions"):
            self.lab.api("DELETE", f"sessions/{session['id']}")

    def _ready(self):
        self.do("const panel = app.shell.currentWidget; await panel.context.ready; await panel.sessionContext.ready")

    def _asks(self, url):
        local = (self.lab.origin, self.lab.origin.replace("http", "ws", 1), "data:", "blob:")
        if not url.startswith(local):
            self.strangers.append(url)

    def _listen(self, socket):
        self._asks(socket.url)
        if "/channels" in socket.url:
            socket.on("framereceived", lambda payload: self.received.append(Message(payload)))

    def do(self, script, argument=None):
        """Run JavaScript in the page, with JupyterLab's application as `app`."""
        call = f"(async argument => {{ const app = window.jupyterapp; {script} }})(argument)"
        too_long = "new Promise((_, no) => setTimeout(() => no(Error('JupyterLab takes too long')), 120_000))"
        return self.page.evaluate(f"argument => Promise.race([{call}, {too_long}])", argument)

    def show(self, path):
        """Open a notebook in a window that shows all of it."""
        self.open(path)
        self.fit(1280)

    def run_all(self):
        """Run all cells to their end."""
        self.do("await app.commands.execute('notebook:run-all-cells')")

    def run_cell(self, index):
        """Start running one cell; `wait` waits for its end."""
        self.do(
            "app.shell.currentWidget.content.activeCellIndex = argument;"
            "window.run = app.commands.execute('notebook:run-cell')",
            index,
        )

    def write(self, code, index):
        """Put this code into this cell."""
        source = "app.shell.currentWidget.content.model.cells.get(argument[0]).sharedModel.setSource(argument[1])"
        self.do(source, [index, code])

    def run_code(self, code, index):
        """Start running this code in this cell; `wait` waits for its end."""
        self.write(code, index)
        self.run_cell(index)

    def wait(self):
        self.do("await window.run")

    def save(self):
        self.do("await app.commands.execute('docmanager:save')")

    def resize(self, width, height):
        self.page.set_viewport_size({"width": width, "height": height})

    def fit(self, width):
        """Make the page this wide, and high enough to show all of the notebook.

        It asks for frames: a browser with nothing to draw would let JupyterLab wait seconds for the idle moments in
        which it adds cells to the page.
        """
        self.resize(width, TALL)
        bottom = self.do("""
            const count = app.shell.currentWidget.content.widgets.length;
            for (let before = 0, now = -1, cells = []; ; before = now) {
                await new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)));
                cells = [...document.querySelectorAll('.jp-Notebook .jp-Cell')];
                now = Math.max(...cells.map(cell => cell.getBoundingClientRect().bottom));
                if (now === before && cells.length === count) return now;
            }""")
        self.resize(width, int(bottom) + 60)

    @property
    def kernel(self):
        """Return the id of the notebook's kernel."""
        return self.do("return app.shell.currentWidget.sessionContext.session.kernel.id")

    def cell(self, index):
        return self.page.locator(f'.jp-Notebook .jp-Cell[data-windowed-list-index="{index}"]')


class NotebookPage(LabPage):
    """Jupyter Notebook 7, which the same server offers where it is installed; each notebook has a tab of its own."""

    address = "notebooks"

    def open(self, path):
        """End the kernel of the notebook that is open, and open another one in its place."""
        self.page.goto("about:blank")
        self._end_kernels()
        self._load(path)
        self.complaints.clear()
