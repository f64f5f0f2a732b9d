"""All notebooks with a Python of their own: JupyterLite in the folder `lab` of the site, and the course in its kernel.

Python for browsers is Pyodide. It comes from its usual address when a reader starts it, or from a folder of the site.
"""

import calendar
import importlib.metadata
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION

from publish import LANGUAGES, BuildError
from publish.scripts import script, words

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NOTEBOOKS = ROOT / "notebooks"
PYODIDE = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE_VERSION}/full/"
# Of Pyodide: its own files, which differ between its versions, and packages.
OWN = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"]
FOR_TRANSLATORS = ".po", ".md"  # of the course; its kernel does without
PACKAGES = ["numpy", "matplotlib", "ipython", "micropip"]
WIDGETS = ["comm", "ipywidgets"]  # as they are installed here
WIDGET_MANAGER = "@jupyter-widgets/jupyterlab-manager"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
OF_KERNEL = ["piplite", "pyodide_kernel", "ipykernel"]  # wheels that come with it
# The kernel asks for these. python.mjs has loaded them, and jedi can be done without.
LOADED = ["micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython"]
LEFT_OUT = [
    "@jupyter-notebook/application-extension:pages",  # they would open pages that are not here
    "@jupyter-notebook/notebook-extension:checkpoints",  # they would have the date of the archive
    "@jupyter-notebook/notebook-extension:kernel-logo",
    "@jupyter-notebook/notebook-extension:trusted",
    "@jupyterlite/application-extension:service-worker-manager",  # the kernel needs none, and plain http has none
    "@jupyterlite/notebook-application-extension:logo",
]
SETTINGS = {
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},  # light or dark, as on the site
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},  # lab.js saves
}
# The page asks its own server alone. Python loads in a worker, for which this does not hold.
HEAD = """
<meta http-equiv="Content-Security-Policy" content="default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'">
<link rel="icon" href="../../icon.svg" type="image/svg+xml">"""
WHEN = 1980, 1, 1, 0, 0, 0  # the date of all files, so that the same ones make the same archive
EPOCH = calendar.timegm(WHEN)  # in seconds


def build(site, pyodide=""):
    """Write the folder `lab` of the site.

    pyodide: the address of a Pyodide, or a folder with one, which is copied.
    """
    lab, python = site / "lab", site / "lab/python"
    with tempfile.TemporaryDirectory() as folder:
        _jupyterlite(Path(folder), lab)
    python.mkdir()
    wheels = _kernel_wheels(lab) | dict(map(_installed, WIDGETS))
    address = address_of(pyodide)
    if not urlsplit(address).netloc:
        _copy(Path(pyodide), python / address)
    facts = {"pyodide": address, "packages": PACKAGES, "wheels": [*wheels]}
    files = {"python.mjs": (HERE / "python.mjs").read_bytes(), "python.json": json.dumps(facts).encode()}
    for name, content in (files | wheels | {"course.zip": archive(_course())}).items():
        (python / name).write_bytes(content)
    page = lab / "notebooks/index.html"
    ours = (HERE / "lab.html").read_text(encoding="utf-8")
    html = page.read_text(encoding="utf-8").replace("</body>", f"{ours}</body>").replace("<head>", f"<head>{HEAD}")
    page.write_text(html, encoding="utf-8")
    data = {"allWords": {folder: words(folder.strip("/")) for folder in LANGUAGES if folder}}
    (page.parent / "lab.js").write_bytes(script(data, ["lab_language.js", "words.js", "lab.js"]))
    for path in lab.rglob("*"):
        os.utime(path)  # with the old date of the archive a browser would keep each file for years


def address_of(pyodide):
    """Return where the kernel finds Pyodide: in a folder beside it, or at this address or the usual one."""
    return "pyodide/" if pyodide and "://" not in pyodide else (pyodide or PYODIDE).rstrip("/") + "/"


def server_of(pyodide):
    """Return the name of the server that Pyodide comes from; "" is the site's own.

    >>> server_of("https://a.org/pyodide"), server_of("/home/ann/pyodide")
    ('a.org', '')
    """
    return urlsplit(address_of(pyodide)).netloc


def _jupyterlite(folder, output):
    """Build JupyterLite into the folder `output`; the other folder takes what it is made from."""
    notebooks = folder / "contents/notebooks"
    notebooks.mkdir(parents=True)
    for path in sorted(path for folder in LANGUAGES for path in (NOTEBOOKS / folder).glob("*.ipynb")):
        # JupyterLite does not join the lines of a text
        whole = nbformat.writes(nbformat.read(path, as_version=4), split_lines=False)
        copy = notebooks / path.relative_to(NOTEBOOKS)
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(whole, encoding="utf-8")
    extensions = [Path(sys.prefix, "share/jupyter/labextensions", name) for name in (WIDGET_MANAGER, KERNEL)]
    config = {"apps": ["notebooks"], "contents": ["contents"], "no_sourcemaps": True, "source_date_epoch": EPOCH}
    config |= {"ignore_sys_prefix": ["federated_extensions"], "federated_extensions": list(map(str, extensions))}
    kernel = {"pyodideUrl": "./python/python.mjs", "disablePyPIFallback": True}
    kernel["loadPyodideOptions"] = {"packages": LOADED}
    page = {"appUrl": "./notebooks", "faviconUrl": "./notebooks/favicon.ico", "exposeAppInBrowser": True}
    page |= {"disabledExtensions": LEFT_OUT, "litePluginSettings": {f"{KERNEL}:kernel": kernel}}
    settings = {"jupyter-lite-schema-version": 0, "jupyter-config-data": page}
    files = {"jupyter_lite_config": {"LiteBuildConfig": config}, "jupyter-lite": settings, "overrides": SETTINGS}
    for name, data in files.items():
        (folder / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", folder, "--output-dir", output]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"JupyterLite cannot be built: {done.stdout}{done.stderr}")


def _kernel_wheels(lab):
    """Return the wheels that come with the kernel: bytes by file name."""
    found = [path for name in OF_KERNEL for path in (lab / "extensions" / KERNEL / "static/pypi").glob(f"{name}-*.whl")]
    return {path.name: path.read_bytes() for path in found}


def _installed(name):
    """Return an installed package, which has Python alone, as a wheel: its file name and its bytes."""
    return f"{name}-{importlib.metadata.version(name)}-py3-none-any.whl", archive(files_of(name))


def files_of(package):
    """Return the files of an installed package: paths by their names in its wheel."""
    found = importlib.metadata.distribution(package)
    inside = [path for path in found.files if ".." not in path.parts and "__pycache__" not in path.parts]
    return {path.as_posix(): Path(found.locate_file(path)) for path in inside}


def _course():
    """Return the files of lib and course: paths by names in the archive."""
    paths = [path for name in ("lib", "course") for path in (ROOT / name).rglob("*") if path.is_file()]
    wanted = [path for path in paths if "__pycache__" not in path.parts and path.suffix not in FOR_TRANSLATORS]
    return {path.relative_to(ROOT).as_posix(): path for path in wanted}


def archive(files):
    """Return a zip archive of these files, paths by names in the archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, path in sorted(files.items()):
            made.writestr(zipfile.ZipInfo(name, WHEN), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _copy(source, target):
    """Copy of a Pyodide its own files, and PACKAGES with what these need."""
    try:
        lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]
    except OSError as error:
        raise BuildError(f"There is no Pyodide in {source}: it lacks pyodide-lock.json") from error
    needed, wanted = list(PACKAGES), set()
    while needed:
        if (name := needed.pop().lower().replace("_", "-")) not in wanted:
            wanted.add(name)
            needed += lock[name]["depends"]
    files = [*OWN, *(lock[name]["file_name"] for name in wanted)]
    target.mkdir()
    for path in [source / name for name in files]:
        if path.exists():
            shutil.copy(path, target)
