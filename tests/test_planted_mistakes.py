"""Do the tests notice? Each usual mistake is planted in a copy of lib, whose tests must then fail."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# which tests have to notice a mistake in which module
TESTS = {
    "measures.py": ["test_golden.py", "test_measures.py", "test_nearly_equal.py"],
    "validation.py": ["test_validation.py"],
    "distributions.py": ["test_distributions.py"],
    "codes.py": ["test_codes.py"],
    "learning/verdicts.py": ["learning/test_verdicts.py", "wrong_answers.py"],
}
ONLY = {"learning/verdicts.py": ["-k", "comma or alone"]}  # the others need the notebooks

# module: {mistake: (what the module says, what the mistaken copy says)}
MISTAKES = {
    "measures.py": {
        "p and q swapped in kl_divergence": (
            "_mean(lambda p, q: _log_ratio(p, q, base), p, q) -",
            "_mean(lambda p, q: _log_ratio(p, q, base), q, p) -",
        ),
        "p and q swapped in cross_entropy": ("log(q, base), p, q)", "log(q, base), q, p)"),
        "log for log2": ("np.log2(x)", "np.log(x)"),
        "the base forgotten": ("np.log(x) / math.log(base)", "np.log(x)"),
        "0 log 0 forgotten in the measures": ("if np.isnan(found).any()", "if False"),
        "0 log 0 forgotten in the terms": (
            "_without_zeros(_weighted(p, _log_ratio(p, q, base)), p)",
            "_weighted(p, _log_ratio(p, q, base))",
        ),
        "q clipped at 1e-12": ("log(p, base), log(q, base)", "log(p, base), log(np.clip(q, 1e-12, 1), base)"),
        "log of p / q": ("log_p, log_q = log(p, base), log(q, base)", "return log(p / q, base)"),
        "minus zero let through": ("max(0.0, float(total))", "float(total)"),
        "negative terms made positive": (
            "return terms if axis == -1 else",
            "terms = abs(terms)\n    return terms if axis == -1 else",
        ),
        "nearly equal p and q subtracted as they are": ("total < CLOSE", "total < 0"),
        "the series one term too short": (" + d**2 / 12 - d**3 / 20", ""),
        "the middle as far as the end": ("np.abs(d) < 1 / 2", "np.abs(d) < -1"),
        "what q gives to the impossible forgotten": ("np.where(p == 0, q, terms)", "np.where(p == 0, 0, terms)"),
        "the nearest of neighbours equal": ("] = SMALLEST", "] = 0"),
        "a difference of the sums taken for a divergence": (" - excess / math.log(base)", ""),
        "the end of a long distribution forgotten": ("range(0, size, BLOCK)", "range(0, size - BLOCK, BLOCK)"),
        "entropy of two taken for that of one": ("if others:", "if False:"),
    },
    "validation.py": {
        "a sum held to eight decimals": ("SUM_TOLERANCE = 5e-6", "SUM_TOLERANCE = 1e-8"),
        "a sum held to four decimals": ("SUM_TOLERANCE = 5e-6", "SUM_TOLERANCE = 1e-4"),
        "float16 held to what float64 can": ('"f": 2**-10', '"f": 5e-6'),
        "bfloat16 let off too lightly": ('"V": 2**-7', '"V": 2**-5'),
        "the mask ignored": ("if hidden:", "if hidden > 9:"),
        "a joint table taken for rows": ("if array.ndim > 1 and abs(", "if array.ndim > 9 and abs("),
        "True taken for an axis": ("isinstance(axis, bool) or ", ""),
        "Decimals refused": ("(numbers.Real, Decimal)", "(numbers.Real,)"),
        "keys of a dict taken for its values": ("list({name}.values())", "list({name})"),
        "the order of labels ignored": ("of_p != of_q", "set(of_p) != set(of_q)"),
        "labels of rows and columns mixed up": ("axis in (0, -2)", "axis in ()"),
        "rounding errors not recognised": ("ROUNDING = 1e-9", "ROUNDING = 0"),
        "another library's error hidden": ('if "inhomogeneous" not in str(problem)', "if False"),
        "binary labels not recognised": ("array.size > 2 and total > 1", "array.size > 9 and total > 1"),
        "the wrong row told": ('index.insert(axis % (len(place) + 1), ":")', 'index.append(":")'),
        "sizes of batches unchecked": ("1 not in (a, b)", "1 in (a, b)"),
        "the whole traceback shown": ("def _render_traceback_", "def _render"),
    },
    "distributions.py": {
        "one_hot wasteful": ("np.zeros((*indices.shape, n))", "np.zeros((*indices.shape, 2 * n))[..., :n]"),
        "softmax as its formula stands": ("return array - largest", "return array"),
        "normalize along the last axis only": ("shares, axis=axis, keepdims", "shares, axis=-1, keepdims"),
    },
    "codes.py": {
        "blocks counted wrongly": ("n * math.log2(p.size) >", "(n + 1) * math.log2(p.size) >"),
    },
    "learning/verdicts.py": {
        "decimal commas not recognised": ("len(x) == 2 and _are_whole(x)", "len(x) == 9"),
        "one number in a list refused": ("x = _alone(x)", "x = x"),
    },
}
PLANTED = [(module, *change) for module, mistakes in MISTAKES.items() for change in mistakes.values()]
NAMES = [name for mistakes in MISTAKES.values() for name in mistakes]


def run_tests_on_copy(folder, module, *mistake):
    """Plant the mistake, if one is given, in a copy of lib, and run the module's tests against that copy."""
    ignore = shutil.ignore_patterns("__pycache__", "explorers")
    shutil.copytree(ROOT / "lib", folder / "lib", ignore=ignore)
    for name in [*TESTS[module], "golden.csv"]:
        place = folder / "tests" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "tests" / name, place)
    (folder / "pytest.ini").write_text("[pytest]\npythonpath = . tests\n", encoding="utf-8")
    if mistake:
        right, wrong = mistake
        source = folder / "lib" / module
        text = source.read_text(encoding="utf-8")
        assert text.count(right) == 1, f"cannot plant this mistake: lib/{module} must say {right!r} once"
        source.write_text(text.replace(right, wrong), encoding="utf-8")
    # No plugins: dozens of starts of pytest should be quick.
    environment = {
        **os.environ,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTEST_ADDOPTS": "",
        "OPENBLAS_NUM_THREADS": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "tests", *ONLY.get(module, [])],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """What pytest says of each mistaken copy; two run at a time."""
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(run_tests_on_copy, tmp_path_factory.mktemp("copy"), *planted) for planted in PLANTED]
        yield dict(zip(PLANTED, runs))


@pytest.mark.parametrize("module", TESTS)
def test_an_unspoiled_copy_passes(module, tmp_path):
    result = run_tests_on_copy(tmp_path, module)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("planted", PLANTED, ids=NAMES)
def test_a_planted_mistake_is_noticed(planted, results):
    result = results[planted].result()
    # A test must have failed: a copy that cannot even be imported proves nothing.
    assert result.returncode == 1 and "\nFAILED tests/" in result.stdout, result.stdout
