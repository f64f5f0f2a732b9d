"""Each kernel computes in one thread: thirty of them on a few processors would else wait for each other."""

import json
import os

import pytest
from kernel_connection import Kernel

COUNT = """
import json, os
before = len(os.listdir("/proc/self/task"))
import numpy as np
a = np.ones((600, 600))
for _ in range(5):
    a @ a
print(json.dumps([before, len(os.listdir("/proc/self/task"))]))
"""
NAMES = [f"{name}_NUM_THREADS" for name in ("OMP", "OPENBLAS", "MKL")]


@pytest.fixture(scope="module")
def kernel(anna):
    return Kernel(anna)


def test_the_environment_of_a_kernel_asks_for_one_thread(kernel):
    found = json.loads(kernel.run(f"import json, os; print(json.dumps([os.environ.get(n) for n in {NAMES}]))"))
    assert found == ["1", "1", "1"]


def test_a_product_of_matrices_starts_no_thread(kernel):
    before, after = json.loads(kernel.run(COUNT))
    assert after == before


def test_without_the_limit_it_would(classroom, anna):
    """The count sees threads where there are some."""
    done = classroom.act_as(anna.name, classroom.python, "-c", COUNT)
    assert json.loads(done.stdout) == [1, len(os.sched_getaffinity(0))]
