"""Do the tests notice? Each usual mistake is planted in a copy of lib, whose tests must then fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TESTS = ["test_golden.py", "test_measures.py"]

# mistake: (what lib/measures.py says, what the mistaken copy says)
MISTAKES = {
    "p and q swapped in kl_divergence": (
        "_mean(p, _log_ratio(p, q, base))",
        "_mean(q, _log_ratio(q, p, base))",
    ),
    "p and q swapped in cross_entropy": ("_mean(p, _log(q, base))", "_mean(q, _log(p, base))"),
    "log for log2": ("np.log2(x)", "np.log(x)"),
    "the base forgotten": (" / math.log(base)", ""),
    "0 log 0 forgotten in the measures": ("np.vecdot(p, _without_zeros(p, logs))", "total"),
    "0 log 0 forgotten in the terms": (
        "p * _without_zeros(p, _log_ratio(p, q, base))",
        "p * _log_ratio(p, q, base)",
    ),
    "q clipped at 1e-12": ("_log(p, base), _log(q, base)", "_log(p, base), _log(np.clip(q, 1e-12, 1), base)"),
    "log of p / q": ("log_p, log_q = _log(p, base), _log(q, base)", "return _log(p / q, base)"),
    "minus zero let through": ("max(0.0, float(total))", "float(total)"),
    "negative terms made positive": (
        "p * _without_zeros(p, _log_ratio(p, q, base))",
        "p * _without_zeros(p, abs(_log_ratio(p, q, base)))",
    ),
}


def run_tests_on_copy(folder, *mistake):
    """Plant the mistake, if one is given, in a copy of lib, and run the tests against that copy."""
    shutil.copytree(ROOT / "lib", folder / "lib", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tests").mkdir()
    for name in [*TESTS, "golden.csv"]:
        shutil.copy(ROOT / "tests" / name, folder / "tests")
    (folder / "pytest.ini").write_text("[pytest]\npythonpath = .\n", encoding="utf-8")
    if mistake:
        right, wrong = mistake
        source = folder / "lib" / "measures.py"
        text = source.read_text(encoding="utf-8")
        assert text.count(right) == 1, f"cannot plant this mistake: lib/measures.py must say {right!r} once"
        source.write_text(text.replace(right, wrong), encoding="utf-8")
    # No plugins: ten starts of pytest should be quick.
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "tests"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_unspoiled_copy_passes(tmp_path):
    result = run_tests_on_copy(tmp_path)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_planted_mistake_is_noticed(mistake, tmp_path):
    result = run_tests_on_copy(tmp_path, *mistake)
    # A test must have failed: a copy that cannot even be imported proves nothing.
    assert result.returncode == 1 and "\nFAILED tests/" in result.stdout, result.stdout
