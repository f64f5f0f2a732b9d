"""Do the tests notice a constant that is wrong? mutmut plants faults in functions; it does not reach these.

Each is changed in a process of its own, before anything else is imported, and the tests named beside it must fail.
"""

import contextlib
import importlib
import io
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
VALIDATION = ["lib/test_validation.py"]
VERDICTS = ["course/assessment/test_verdicts.py"]
TABLE = ["course/assessment/test_class_table.py"]
# the constant, a wrong value, the tests that must notice it
PLANTED = [
    ("lib.measures.CLOSE", 0.0, ["lib/test_measures.py"]),
    ("lib.measures.SMALLEST", 0.0, ["lib/test_measures.py"]),
    ("lib.symmetric.SCALE", 1.0, ["lib/test_symmetric.py"]),
    ("lib.symmetric.SMALLEST", 0.0, ["lib/test_symmetric.py"]),
    ("lib.codes.MOST_BLOCKS", 2**21, ["lib/test_codes.py"]),
    ("lib.codes.MOST_BLOCKS", 2**19, ["lib/test_codes.py"]),
    ("lib.validation.SUM_TOLERANCE", 1e-8, VALIDATION),
    ("lib.validation.SUM_TOLERANCE", 1e-4, VALIDATION),
    ("lib.validation.SUM_TOLERANCE_TWO_BYTES", {"f": 5e-6, "V": 2**-7}, VALIDATION),
    ("lib.validation.SUM_TOLERANCE_TWO_BYTES", {"f": 2**-10, "V": 2**-5}, VALIDATION),
    ("lib.validation.ROUNDING", 0, VALIDATION),
    ("course.assessment.judging_values.DIGITS", 3, VERDICTS),
    ("course.assessment.judging_values.DIGITS", 5, VERDICTS),
    ("course.assessment.judging_values.LOOSE", 5e-2, VERDICTS),
    ("course.assessment.judging_values.LOOSE", 5e-4, VERDICTS),
    ("course.lessons.exercise.TOLERANCE", 1e-6, VERDICTS),
    ("course.assessment.judging_functions.PLAIN", [((0.5, 0.5), (0.5, 0.5))], VERDICTS),
    ("course.assessment.class_table.LONGEST", 5000, TABLE),
    ("course.assessment.class_table.MOST", 1000, TABLE),
    ("course.assessment.handing_in.FORMAT", 2, TABLE),
]
ARGUMENTS = ["-x", "-q", "-o", "addopts=", "-p", "no:cacheprovider", "--assert=plain"]
ARGUMENTS += ["-k", "not notebook and not program and not notes"]  # these look at more than a module


def run_tests(constant, value, tests):
    """Give the constant this value, wherever it was imported to; return the tests' exit code and what they printed."""
    os.chdir(ROOT)
    module, name = constant.rsplit(".", 1)
    right = getattr(importlib.import_module(module), name)
    for loaded in [module for module in sys.modules.values() if module.__name__.startswith(("lib", "course"))]:
        if getattr(loaded, name, None) is right:
            setattr(loaded, name, right if value is None else value)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = pytest.main([*ARGUMENTS, *(f"tests/{test}" for test in tests)])
    return int(code), printed.getvalue()


@pytest.fixture(scope="module")
def pool():
    """Processes that run the tests once each, two at a time."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:  # each begins as one that has imported everything else: it saves most of the time
        context.set_forkserver_preload(["pytest", "hypothesis", "numpy", "mpmath", "ipywidgets", "matplotlib.pyplot"])
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # pytest alone is enough, and quicker
        environment.delenv("PYTEST_ADDOPTS", raising=False)
        environment.setenv("OPENBLAS_NUM_THREADS", "1")
        with ProcessPoolExecutor(2, mp_context=context, max_tasks_per_child=1) as pool:
            yield pool


@pytest.fixture(scope="module")
def results(pool):
    return [pool.submit(run_tests, *planted) for planted in PLANTED]


@pytest.mark.parametrize("planted", range(len(PLANTED)), ids=[f"{name} = {value}" for name, value, _ in PLANTED])
def test_a_wrong_constant_is_noticed(planted, results):
    code, printed = results[planted].result()
    # A test must have failed: a run that cannot even begin proves nothing.
    assert code == 1 and "\nFAILED tests/" in printed, printed


def test_with_the_right_constants_the_tests_pass(pool):
    tests = sorted({test for *_, tests in PLANTED for test in tests})
    code, printed = pool.submit(run_tests, "lib.measures.CLOSE", None, tests).result()
    assert code == 0, printed
