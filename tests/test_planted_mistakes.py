"""Do the tests notice a constant that is wrong? mutmut plants faults in functions; it does not reach these.

Each is changed in a process of its own, before a test is imported, and the tests named beside it must fail.
"""

import ast
import importlib
import os
import subprocess
import sys
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
    """Give the constant this value, run the tests, and return their exit code and what they printed."""
    settings = {"PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, __file__, constant, repr(value), *(f"tests/{test}" for test in tests)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | settings, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("constant, value, tests", PLANTED)
def test_a_wrong_constant_is_noticed(constant, value, tests):
    code, printed = run_tests(constant, value, tests)
    # A test must have failed: a run that cannot even begin proves nothing.
    assert code == 1 and "\nFAILED tests/" in printed, printed


def test_with_the_right_constants_the_tests_pass():
    tests = sorted({test for *_, tests in PLANTED for test in tests})
    code, printed = run_tests("course.assessment.handing_in.FORMAT", 1, tests)
    assert code == 0, printed


if __name__ == "__main__":
    constant, value, *tests = sys.argv[1:]
    module, name = constant.rsplit(".", 1)
    right = getattr(importlib.import_module(module), name)
    for loaded in [*sys.modules.values()]:  # wherever it was imported to
        if loaded.__name__.startswith(("lib", "course")) and getattr(loaded, name, None) is right:
            setattr(loaded, name, ast.literal_eval(value))
    sys.exit(pytest.main([*ARGUMENTS, *tests]))
