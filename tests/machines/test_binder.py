"""Binder builds the right image: its Python, our pins, and all imports of lib, the course and the notebooks."""

import ast
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions, requires, version
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement

from binder.renew import LEFT_TO_IMAGE, WANTED, canonical

ROOT = Path(__file__).resolve().parents[2]
PINS = (ROOT / "binder/requirements.txt").read_text(encoding="utf-8").splitlines()[1:]  # the first line is a comment
PINNED = dict(line.split("==") for line in PINS)


def test_the_image_has_python_3_12_and_our_pins(tmp_path):
    shutil.copytree(ROOT / "binder", tmp_path / "binder")
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]  # prints what it would do
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    log = result.stdout + result.stderr
    assert re.findall(r"conda environment for python=(\S+)", log) == ["3.12"], log
    assert re.findall(r"/bin/pip install .*-r (.*)", log) == ['"binder/requirements.txt"']


def test_pins_hold_what_requirements_txt_asks_for_without_jupyterlab_and_nbval():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").split()
    asked = {need.name: need for need in map(Requirement, lines)}
    assert set(asked) - set(PINNED) == {"jupyterlab", "nbval"}
    assert all(asked[name].specifier.contains(PINNED[name]) for name in WANTED)


def test_pins_and_image_together_hold_all_that_the_pins_need():
    """Only pinned releases that are installed here can state their needs."""
    import repo2docker

    lock = Path(repo2docker.__file__).parent / "buildpacks/conda/environment.py-3.12-linux-64.lock"
    image = dict(re.findall(r"/([\w.-]+)-([^/-]+)-[^/-]+\.(?:conda|tar\.bz2)", lock.read_text(encoding="utf-8")))
    known = [name for name in PINNED if version(name) == PINNED[name]]
    if not known:
        pytest.skip("all the pins are older or newer than what is installed here")
    assert set(LEFT_TO_IMAGE) <= set(image) - set(PINNED)
    target = {"python_version": "3.12", "python_full_version": "3.12.0", "extra": ""}
    available = image | PINNED
    for name in known:
        for need in map(Requirement, requires(name) or []):
            if need.marker is None or need.marker.evaluate(target):
                has = available.get(canonical(need.name))
                assert has and need.specifier.contains(has), f"{name} needs {need}, Binder has {has}"


def sources():
    """Yield (file, Python source) of every module of lib and course, and every code cell of the notebooks."""
    for path in [path for name in ("lib", "course") for path in (ROOT / name).rglob("*.py")]:
        yield path, path.read_text(encoding="utf-8")
    for path in ROOT.glob("notebooks/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                yield path, cell.source


ELSEWHERE = {"lib", "course", "pyodide", "pyodide_js"}  # the last two are there where Python runs in a browser


def test_every_import_is_there_on_binder():
    distributions = packages_distributions()
    for path, source in sources():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                name = (getattr(node, "module", None) or node.names[0].name).partition(".")[0]
                if name not in sys.stdlib_module_names and name not in ELSEWHERE:
                    candidates = {canonical(found) for found in distributions.get(name, [])}
                    assert candidates & {*PINNED, *LEFT_TO_IMAGE}, f"{path.name} imports {name}: not on Binder"
