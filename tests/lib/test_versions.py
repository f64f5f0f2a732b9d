"""A package that is too old is named where start.py has installed nothing; `import lib` is fast."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
NEEDS = {need.name: need for need in map(Requirement, (ROOT / "requirements.txt").read_text(encoding="utf-8").split())}
TOO_OLD = [("numpy", "1.26.4", "import lib"), ("ipywidgets", "7.7.5", "import course.explorers.kl_versus_q")]
SECONDS_BEYOND_NUMPY = "import numpy, time; start = time.perf_counter(); import lib; print(time.perf_counter() - start)"


def run_python(program, *places):
    """Run a program with these folders first in the module search path, then ours."""
    return subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(map(str, (*places, ROOT)))},
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("name, version, line", TOO_OLD)
def test_a_package_that_is_too_old_is_named_with_the_release_that_is_needed(tmp_path, name, version, line):
    names = ["HTML", "Button", "GridBox", "Layout", "RadioButtons", "SelectionSlider", "VBox", "Widget", "jslink"]
    old = f"__version__ = {version!r}\n" + "".join(f"class {n}: pass\n" for n in names)
    (tmp_path / f"{name}.py").write_text(old, encoding="utf-8")
    needed = f"this needs {NEEDS[name]} or newer, and here is {name} {version}".replace(">=", " ")
    expected = f'ImportError: {needed}: run %pip install "{NEEDS[name]}", then restart the kernel'
    assert run_python(line, tmp_path).stderr.splitlines()[-1] == expected


def test_teachers_are_told_the_releases_that_are_needed():
    notes = (ROOT / "notebooks/TEACHING.md").read_text(encoding="utf-8")
    assert all(str(NEEDS[name]).replace(">=", " ") in notes for name in ("numpy", "matplotlib", "ipywidgets"))


def test_import_lib_takes_under_0_15_s_beyond_numpy():
    # The best of three: a busy computer slows a run, nothing speeds it up.
    assert min(float(run_python(SECONDS_BEYOND_NUMPY).stdout) for _ in range(3)) < 0.15
