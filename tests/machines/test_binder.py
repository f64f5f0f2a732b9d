"""Binder builds the image we mean: its Python, our pins, and all that lib, the course and the notebooks import."""

import ast
import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions, requires, version
from pathlib import Path

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from packaging.requirements import Requirement

from binder.renew import LEFT_TO_IMAGE, WANTED, canonical, pins

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "binder/requirements.txt").read_text(encoding="utf-8").splitlines()
NOTEBOOKS = sorted(ROOT.glob("notebooks/*.ipynb"))
MODULES = sorted(path for name in ("lib", "course") for path in (ROOT / name).rglob("*.py"))


def pinned():
    return dict(line.split("==") for line in LINES[1:])


def image_versions():
    """Name and version of the conda packages that repo2docker freezes for our Python."""
    import repo2docker

    lock = Path(repo2docker.__file__).parent / "buildpacks/conda/environment.py-3.12-linux-64.lock"
    return dict(re.findall(r"/([\w.-]+)-([^/-]+)-[^/-]+\.(?:conda|tar\.bz2)", lock.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """What repo2docker says it would do, the Dockerfile with it; it needs no container engine for that."""
    copy = tmp_path_factory.mktemp("project")
    for name in ("binder", "lib", "course", "notebooks"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    for name in ("requirements.txt", "start.py"):
        shutil.copy(ROOT / name, copy)
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    result = subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    return result.stdout + result.stderr


def test_the_image_has_python_3_12(log):
    assert re.findall(r"conda environment for python=(\S+)", log) == ["3.12"]


def test_the_image_installs_our_pins_before_it_copies_the_rest(log):
    # So a commit that leaves the pins alone does not install them again.
    steps = [line for line in log.splitlines() if line.startswith("COPY") or "/bin/pip install" in line]
    installs = [line for line in steps if "pip install" in line]
    assert [line.partition("-r ")[2] for line in installs] == ['"binder/requirements.txt"']
    everything = next(line for line in steps if line.endswith(" src/ ${REPO_DIR}/"))
    assert steps.index(installs[0]) < steps.index(everything)


def test_pins_are_flat_and_exact_below_one_comment():
    assert LINES[0].startswith("# ")
    assert len(LINES) > 3
    for line in LINES[1:]:
        assert re.fullmatch(r"[a-z0-9-]+==\d[\w.]*", line)
    assert LINES[1:] == sorted(LINES[1:])


def test_pins_hold_what_requirements_txt_asks_for_without_jupyterlab_and_nbval():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").split()
    asked = {need.name: need for need in map(Requirement, lines)}
    assert set(asked) - set(pinned()) == {"jupyterlab", "nbval"}
    for name in WANTED:
        assert asked[name].specifier.contains(pinned()[name])


def test_pins_and_image_together_hold_all_that_the_pins_need():
    """As far as the pinned releases are installed here and so can state what they need."""
    known = [name for name in pinned() if version(name) == pinned()[name]]
    if not known:
        pytest.skip("all the pins are older or newer than what is installed here")
    target = {"python_version": "3.12", "python_full_version": "3.12.0", "extra": ""}
    available = {**image_versions(), **pinned()}
    for name in known:
        for need in map(Requirement, requires(name) or []):
            if need.marker is None or need.marker.evaluate(target):
                has = available.get(canonical(need.name))
                assert has and need.specifier.contains(has), f"{name} needs {need}, Binder has {has}"


def test_what_the_pins_leave_to_the_image_is_in_the_image():
    assert set(LEFT_TO_IMAGE) <= set(image_versions())


def top_level_imports(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.partition(".")[0]


def sources():
    """(file, Python) of every module of lib and course, and every code cell of the notebooks, magics translated."""
    yield from ((path, path.read_text(encoding="utf-8")) for path in MODULES)
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                yield path, TransformerManager().transform_cell(cell.source)


def test_every_import_is_there_on_binder():
    assert NOTEBOOKS and MODULES
    distributions, seen = packages_distributions(), set()
    for path, source in sources():
        for name in top_level_imports(source):
            seen.add(name)
            if name not in sys.stdlib_module_names and name not in ("lib", "course"):
                candidates = {canonical(d) for d in distributions.get(name, [])}
                assert candidates & {*pinned(), *LEFT_TO_IMAGE}, f"{path.name} imports {name}: not on Binder"
    assert {"lib", "course", "numpy"} <= seen


def test_renew_follows_needs_but_not_extras_and_not_what_the_image_has():
    needs = {
        "numpy": [],
        "matplotlib": ["Pillow>=9", "packaging", 'setuptools; extra == "dev"'],
        "ipywidgets": ["IPython>=6", "jupyterlab_widgets~=3.0"],
        "IPython": ["jedi"],
    }
    others = ["pillow", "packaging", "setuptools", "jupyterlab_widgets", "jedi"]
    found = [{"metadata": {"name": n, "version": "1.0", "requires_dist": r}} for n, r in needs.items()]
    found += [{"metadata": {"name": n, "version": "2.0"}} for n in others]
    expected = ["ipywidgets==1.0", "jupyterlab-widgets==2.0", "matplotlib==1.0", "numpy==1.0", "pillow==2.0"]
    assert pins({"install": found}) == expected
