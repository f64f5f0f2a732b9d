"""Each package imports only from the packages that it builds on, and these imports have no cycle."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
PUBLISHED = ["translation", "worlds", "drawing", "explorers", "lessons", "assessment"]
# Each builds on some of those before it.
BUILDS_ON = {
    "lib": set(),
    "course.translation": set(),
    "course.worlds": {"lib"},
    "course.drawing": {"lib", "course.translation"},
    "course.pictures": {"lib", "course.translation", "course.worlds", "course.drawing"},
    "course.explorers": {"lib", "course.translation", "course.worlds", "course.drawing"},
    "course.lessons": {"lib", "course.translation", "course.worlds"},
    "course.assessment": {"lib", "course.translation", "course.worlds", "course.drawing", "course.lessons"},
    "course": {"lib", "course.assessment"},
    "publish": {"lib", *(f"course.{name}" for name in PUBLISHED)},
}
PACKAGES = sorted(path.parent for path in ROOT.glob("*/__init__.py"))
FILES = sorted(path for folder in PACKAGES for path in folder.rglob("*.py"))


def package(name):
    """Return the package of a module such as `course.worlds.pets`."""
    parts = name.split(".")
    return ".".join(parts[:2]) if parts[0] == "course" else parts[0]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_only_what_it_builds_on(path):
    here = package(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    others = {package(name) for name in imported(path) if ROOT / name.split(".")[0] in PACKAGES}
    assert others - {here} <= BUILDS_ON[here]


def test_no_arrow_goes_round_in_a_circle():
    order = [*BUILDS_ON]
    assert all(others <= {*order[: order.index(name)]} for name, others in BUILDS_ON.items())


def test_lib_needs_numpy_alone():
    outside = {name.split(".")[0] for path in (ROOT / "lib").glob("*.py") for name in imported(path)} - {"lib"}
    assert outside - sys.stdlib_module_names == {"numpy"}


def test_every_package_has_its_examples_run_its_warnings_raised_and_its_tests():
    """The folder of a package's name has its tests, and the file of a module's name those of lib's module."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    (ours,) = [line for line in settings["filterwarnings"] if line.startswith("error:::(")]
    assert all(path.name in settings["testpaths"] and re.search(rf"\b{path.name}\b", ours) for path in PACKAGES)
    folders = {path.parent.relative_to(ROOT) for path in FILES}
    assert [folder for folder in folders if not list((TESTS / folder).rglob("test_*.py"))] == []
    modules = [path.name for path in (ROOT / "lib").glob("[a-z]*.py")]
    assert [name for name in modules if not (TESTS / f"lib/test_{name}").exists()] == []


def test_every_notebook_has_its_lesson_and_every_lesson_its_notebook():
    notebooks = [path.stem for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))]
    lessons = sorted(path.stem for path in (ROOT / "course/lessons").glob("lesson_*.py"))
    assert lessons == [f"lesson_{name}" for name in notebooks]
