"""Each room of lib imports from the rooms that it builds on, and from no other: the arrows point one way."""

import ast
import sys
from pathlib import Path

import pytest

LIB = Path(__file__).resolve().parents[1] / "lib"
TESTS = Path(__file__).parent
MATHEMATICS = {"measures", "joint", "symmetric", "distributions", "codes", "validation", "versions"}
BUILDS_ON = {
    "mathematics": set(),
    "translation": set(),
    "worlds": {"mathematics"},
    "lessons": {"mathematics", "translation", "worlds"},
    "drawing": {"mathematics", "translation"},
    "explorers": {"mathematics", "translation", "worlds", "drawing"},
    "learning": {"mathematics", "translation", "lessons", "drawing"},
}


def room(name):
    """The room of a module such as `lib.worlds.pets`; lib itself exports mathematics."""
    first = (name.split(".") + ["measures"])[1]
    return "mathematics" if first in MATHEMATICS else first


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", sorted(LIB.rglob("*.py")), ids=lambda path: str(path.relative_to(LIB)))
def test_imports_only_what_it_builds_on(path):
    here = room(".".join(path.relative_to(LIB.parent).with_suffix("").parts).removesuffix(".__init__"))
    others = {room(name) for name in imported(path) if name.split(".")[0] == "lib"}
    assert others - {here} <= BUILDS_ON[here]


def test_the_mathematics_needs_numpy_alone():
    files = [LIB / f"{name}.py" for name in MATHEMATICS]
    outside = {name.split(".")[0] for path in files for name in imported(path)} - {"lib"}
    assert outside - sys.stdlib_module_names == {"numpy"}


def test_lib_knows_nothing_of_the_site():
    assert [path for path in LIB.rglob("*.py") for name in imported(path) if name.split(".")[0] == "publish"] == []


def test_no_arrow_goes_round_in_a_circle():
    """The order of the table is the order of the rooms: each builds on those before it."""
    rooms = [*BUILDS_ON]
    assert all(rooms.index(other) < rooms.index(name) for name, others in BUILDS_ON.items() for other in others)


def test_every_explorer_can_be_imported_by_its_name():
    import lib.explorers

    files = sorted(path.stem for path in LIB.glob("explorers/[a-z]*.py"))
    missing = [name for name in files if name not in lib.explorers.__all__]
    assert missing == [], "import it in lib/explorers/__init__.py, and name it in __all__ there"
    assert lib.explorers.__all__ == files


def test_tests_mirror_the_rooms():
    """A room is tested in the folder of its name, a module of mathematics in the file of its name."""
    rooms = {path.name for path in LIB.iterdir() if (path / "__init__.py").exists()}
    assert [name for name in rooms if not list((TESTS / name).glob("test_*.py"))] == []
    untested = [path.name for path in LIB.glob("[a-z]*.py") if not (TESTS / f"test_{path.name}").exists()]
    assert untested == ["versions.py"]  # tested with other versions: machines


def test_every_notebook_has_its_lesson_and_every_lesson_its_notebook():
    notebooks = [path.stem for path in sorted((LIB.parent / "notebooks").glob("[0-9]*.ipynb"))]
    assert [path.stem for path in sorted(LIB.glob("lessons/lesson_*.py"))] == [f"lesson_{name}" for name in notebooks]
