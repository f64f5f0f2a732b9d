"""`import lib` is light: it needs numpy alone, so that a notebook's first cell answers at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MEASURE = """
import sys, time
import numpy
before = set(sys.modules)
start = time.perf_counter()
import lib
print(time.perf_counter() - start)
print(*sorted({name.partition(".")[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names)))
"""


def run():
    """Seconds that `import lib` took after numpy's own import, and the packages it brought in."""
    result = subprocess.run(
        [sys.executable, "-c", MEASURE],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, packages = result.stdout.splitlines()
    return float(seconds), packages.split()


@pytest.fixture(scope="module")
def runs():
    return [run() for _ in range(3)]


def test_import_lib_needs_numpy_alone(runs):
    assert runs[0][1] == ["lib"]


def test_import_lib_takes_under_0_15_s_beyond_numpy(runs):
    # The best of three: a busy machine slows a run, nothing makes it faster.
    assert min(seconds for seconds, _ in runs) < 0.15
