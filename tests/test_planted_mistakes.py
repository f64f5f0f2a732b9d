"""Do the tests notice? Each usual mistake is planted in a copy, whose tests must then fail."""

import contextlib
import io
import multiprocessing
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# which tests have to notice a mistake in which module
TESTS = {
    "lib/measures.py": ["lib/test_golden.py", "lib/test_measures.py", "lib/test_nearly_equal.py"],
    "lib/joint.py": ["lib/test_joint.py"],
    "lib/symmetric.py": ["lib/test_symmetric.py"],
    "lib/validation.py": ["lib/test_validation.py", "lib/test_joint.py"],
    "lib/distributions.py": ["lib/test_distributions.py"],
    "lib/codes.py": ["lib/test_codes.py"],
    "course/assessment/verdicts.py": ["course/assessment/test_verdicts.py"],
    "course/assessment/keeping.py": ["course/assessment/test_keeping.py"],
    "course/assessment/handing_in.py": ["course/assessment/test_handing_in.py"],
    "course/assessment/class_table.py": ["course/assessment/test_class_table.py"],
}
ONLY = {  # the others need the notebooks, or programs of their own
    "course/assessment/verdicts.py": ["-k", "comma or alone or TestKept"],
    "course/assessment/handing_in.py": ["-k", "TestFile or TestButton"],
    "course/assessment/class_table.py": ["-k", "not notes and not program"],
}
ARGUMENTS = ["-x", "-q", "-p", "no:cacheprovider", "--assert=plain"]

# module: {mistake: (what the module says, what the mistaken copy says)}
MISTAKES = {
    "lib/measures.py": {
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
        "perplexity of nats as of bits": ("2.0 ** entropy", "math.e ** entropy"),
        "perplexity along the last axis only": ("2.0 ** entropy(p, axis=axis)", "2.0 ** entropy(p)"),
    },
    "lib/joint.py": {
        "rows and columns mixed up": ("if given == 0 else", "if given == 1 else"),
        "the average over rows not weighted": ("told = p_x[..., 0] *", "told = 1 / table.shape[-2] *"),
        "p(x) p(y) as a product": (
            "kl_divergence(given_x, np.where(alike, given_x, p_y), base=base)",
            "np.add.reduce(given_x * np.log2(table / (p_x * p_y)), axis=-1)",
        ),
        "rounding taken for information": ("np.where(alike, given_x, p_y)", "np.broadcast_to(p_y, table.shape)"),
        "nearly independent taken for independent": ("np.finfo(float).eps", "1e-7"),
        "the base of the information forgotten": ("p_y), base=base)", "p_y))"),
        "the base of the likely entry forgotten": ("(rest / largest) / math.log(base)", "(rest / largest)"),
        "the likely entry subtracted": ("np.where(rest < largest, ", "np.where(rest < 0, "),
        "0 log 0 forgotten in a row": (
            "np.where(others > 0, others * (log_p - log(others, base)), 0.0)",
            "others * (log_p - log(others, base))",
        ),
        "rows that never occur divided by": ("where=p_x > 0", "where=p_x >= 0"),
        "what is left without the likely entry": (" + of_largest[..., 0]", ""),
        "True taken for a quantity": ("isinstance(given, (bool, np.bool_)) or ", ""),
        "1.0 taken for a quantity": ("not isinstance(given, (int, np.integer)) or ", ""),
        "any number taken for a quantity": (" or given not in (0, 1)", ""),
        "numpy's warnings let through": (
            'with np.errstate(all="ignore"):\n        p_x', 'with np.errstate():\n        p_x'
        ),
    },
    "lib/symmetric.py": {
        "the root returned": ("_jensen_shannon_nats, p, q)", "lambda p, q: np.sqrt(_jensen_shannon_nats(p, q)), p, q)"),
        "the sum of both for their mean": ("np.where(both > 0, far, 0.0)), axis=-1) / 2", "far), axis=-1)"),
        "nats for bits": ("p, q) / math.log(base)", "p, q)"),
        "only one of the two compared with the middle": (" + _times_log(q, 2 * q / both)", " * 2"),
        "the middle forgotten": ("both = p + q", "both = 2 * q"),
        "nearly equal p and q subtracted as they are": ("np.abs(d) < 1 / 2", "np.abs(d) < 0"),
        "the small as far as the end": ("np.abs(d) < 1 / 2", "np.abs(d) < 2"),
        "0 log 0 forgotten": ("np.where(p > 0, p * np.log(ratio), 0.0)", "p * np.log(ratio)"),
        "the impossible divided by": ("np.where(both > 0, far, 0.0)", "d"),
        "the nearest of neighbours equal": ("SMALLEST * (p != q)", "0 * (p != q)"),
        "more than one bit": ("np.minimum(total, math.log(2) / math.log(base))", "total"),
        "one bit in every base": ("total, math.log(2) / math.log(base)", "total / math.log2(base), 1"),
        "the base unchecked": ("    check_base(base)\n", ""),
        "all differences summed": ("np.minimum(total / 2, 1.0)", "np.minimum(total, 1.0)"),
        "differences that cancel": ("np.abs(p - q)", "(p - q)"),
        "total variation above 1": ("np.minimum(total / 2, 1.0)", "total / 2"),
        "Hellinger squared": ("np.sqrt(total / 2) / SCALE", "total / 2 / SCALE / SCALE"),
        "Hellinger without its half": ("np.sqrt(total / 2)", "np.sqrt(total)"),
        "Hellinger above 1": ("np.minimum(np.sqrt(total / 2) / SCALE, 1.0)", "np.sqrt(total / 2) / SCALE"),
        "roots subtracted": ("((p - q) / (np.sqrt(p) + np.sqrt(q)))", "(np.sqrt(p) - np.sqrt(q))"),
        "squares too small for a float": ("SCALE = 2.0**500", "SCALE = 1.0"),
        "0 / 0 forgotten": ("np.where(p == q, 0.0, apart * apart)", "apart * apart"),
    },
    "lib/validation.py": {
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
        "counts shared out row by row": ("tolerance, counts=divided)", "tolerance)"),
        "a list taken for a table": ("if array.ndim < 2:", "if array.ndim < 0:"),
        "each row of a table held to 1": ("np.add.reduce(array, axis=(-2, -1))", "np.add.reduce(array, axis=-1)"),
        "the table of a batch not told": ("found = f\"{_place(name, place)} sums", "found = f\"{name} sums"),
        "rows and columns of a table mixed up": (
            '(1, "row", "weights[:, None]"), (0, "column", "weights")',
            '(0, "row", "weights[:, None]"), (1, "column", "weights")',
        ),
        "the whole traceback shown": ("def _render_traceback_", "def _render"),
    },
    "lib/distributions.py": {
        "one_hot wasteful": ("np.zeros((*indices.shape, n))", "np.zeros((*indices.shape, 2 * n))[..., :n]"),
        "softmax as its formula stands": ("return array - largest", "return array"),
        "normalize along the last axis only": ("shares, axis=axis, keepdims", "shares, axis=-1, keepdims"),
    },
    "lib/codes.py": {
        "blocks counted wrongly": ("n * math.log2(p.size) >", "(n + 1) * math.log2(p.size) >"),
    },
    "course/assessment/verdicts.py": {
        "decimal commas not recognised": ("len(x) == 2 and _are_whole(x)", "len(x) == 9"),
        "one number in a list refused": ("x = _alone(x)", "x = x"),
        "no verdict kept": ('if verdict.status in ("right", "wrong"):', "if False:"),
        "what is no answer kept": ('verdict.status in ("right", "wrong")', "verdict.status"),
        "a wrong answer kept as a right one": ('{"right": verdict.status == "right"', '{"right": True'),
        "what follows counted as a mistake": (
            "for answer, fault in faulty if isinstance(fault, Recognised)",
            "for answer, fault in zip(exercise.answers, faults) if isinstance(fault, Recognised)",
        ),
        "an error of one's own taken for a name": ("return str(what)", "return Recognised(str(what), str(what))"),
        "a whole that is one mistake not named": ("return whole, (whole,)", "return whole, ()"),
    },
    "course/assessment/keeping.py": {
        "the file written anew": ('open("ab"', 'open("wb"'),
        "the first value counts": ("[None])[-1]", "[None])[0]"),
        "a line begun on the rest of another": (r'f"\n{json', 'f"{json'),
        "a line in two writes": (
            "return file.write(line) == len(line)",
            "return file.write(line[:9]) + file.write(line[9:]) == len(line)",
        ),
        "a full disk let through": (
            "except OSError:\n        return False",
            "except ValueError:\n        return False",
        ),
        "a damaged line let through": ("except (ValueError, RecursionError)", "except RecursionError"),
        "a deep line let through": ("except (ValueError, RecursionError)", "except ValueError"),
        "a line that is no object let through": ("if isinstance(record, dict)", "if record"),
    },
    "course/assessment/handing_in.py": {
        "the first warm-up counts": ("-1 if name == WARM_UP else 0", "0"),
        "the last lock counts": ("-1 if name == WARM_UP else 0", "-1"),
        "the second warm-up forgotten": ("{AGAIN: WARM_UP} | ", ""),
        "tries counted on after the right one": ("[: right.index(True) + 1]", ""),
        "the right try not counted": ("right.index(True) + 1", "right.index(True)"),
        "right only if it stayed so": ('"right": any(right)', '"right": right[-1]'),
        "a mistake as often as it was made": ("[*mistakes]", '[m for v in verdicts for m in v["mistakes"]]'),
        "infinity of a large number": ("abs(number) < 1e9", "float(number) < 1e9"),
        "damaged verdicts let through": ("if _is_verdict(verdict)", "if verdict"),
        "damaged letters let through": ("if make_sense(questions, letters)", "if letters"),
        "an empty file written": ("if not locked + checked:", "if False:"),
        "a folder that cannot be written to": ("except OSError:", "except ValueError:"),
        "no end to a text that is no UTF-8": ('.encode("utf-8", "replace")', '.encode("utf-8")'),
        "six questions counted as one": ('sum(map(len, found["predictions"].values()))', 'len(found["predictions"])'),
        "what was found at the first press": (
            "found = summary()",
            "found = self.found = getattr(self, 'found', None) or summary()",
        ),
    },
    "course/assessment/class_table.py": {
        "the right letter of another question": ("(question.right, question.letters)", '("b", question.letters)'),
        "hidden files read": ('part.startswith(".")', 'part.startswith("~")'),
        "every file under its folder's name": ("path.stem.startswith(FILE.stem)", "True"),
        "every file under its own name": ("len(path.parts) > 1 and", "len(path.parts) > 9 and"),
        "the last file of a learner counts": ("handed.size <= kept.size", "False"),
        "the first file of a learner counts": ("handed.size <= kept.size", "True"),
        "the same file twice not told": ("elif content in twins:", "elif False:"),
        "no end to a large file": ("len(content) > LARGEST", "len(content) > 10 * LARGEST"),
        "another version believed": ('type(data["format"]) is not int or data["format"] != FORMAT', "False"),
        "a half file fatal": ("except (ValueError, RecursionError)", "except RecursionError"),
        "an unknown exercise believed": ("number in EXERCISES and _is_summary(value)", "_is_summary(value)"),
        "a damaged exercise believed": ("number in EXERCISES and _is_summary(value)", "number in EXERCISES"),
        "letters that no question has": ("name in ASKED and make_sense(ASKED[name], letters)", "name in ASKED"),
        "what made no sense not told": ("if handed.lost:", "if False:"),
        "signs that drive a terminal": ('[0] != "C"', '[0] != "X"'),
        "names of any length": ("textwrap.shorten(text, LONGEST, placeholder=\" …\")", "text"),
        "formulas let through": ("cell.startswith(tuple(", "cell.startswith(tuple('' and "),
        "cells without quotation marks": ("quoting=csv.QUOTE_NONNUMERIC", "quoting=csv.QUOTE_MINIMAL"),
        "a mistake counted as often as it is named": ("[*dict.fromkeys(map(clean,", "[*list(map(clean,"),
        "tries of those who gave up": ("for tries, right, _ in done if right", "for tries, right, _ in done"),
        "the second warm-up counted twice": ('if "again" not in label', "if label"),
        "a wide sign counted as one": ('in "WF"', 'in "X"'),
    },
}
PLANTED = [(module, *change) for module, mistakes in MISTAKES.items() for change in mistakes.values()]
NAMES = [name for mistakes in MISTAKES.values() for name in mistakes]


def run_tests_on_copy(folder, module, *mistake):
    """Plant the mistake, if one is given, in a copy of lib and course, and run the module's tests against that copy."""
    ignore = shutil.ignore_patterns("__pycache__", "explorers")
    for name in ("lib", "course"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    for name in [*TESTS[module], "lib/golden.csv"]:
        place = folder / "tests" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "tests" / name, place)
    (folder / "pytest.ini").write_text("[pytest]\npythonpath = . tests\n", encoding="utf-8")
    if mistake:
        right, wrong = mistake
        source = folder / module
        text = source.read_text(encoding="utf-8")
        assert text.count(right) == 1, f"cannot plant this mistake: {module} must say {right!r} once"
        source.write_text(text.replace(right, wrong), encoding="utf-8")
    return run_pytest(folder, [*ARGUMENTS, "tests", *ONLY.get(module, [])])


def run_pytest(folder, arguments):
    """Run pytest, in a process that has run nothing else, on this folder; return its exit code and what it printed."""
    os.chdir(folder)
    sys.path[:] = [path for path in sys.path if Path(path).resolve() not in (ROOT, ROOT / "tests")]
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = pytest.main(arguments)
    return int(code), printed.getvalue()


@pytest.fixture(scope="module")
def pool():
    """Processes that work through one copy each, two at a time.

    Where the system can fork, each begins as one that has imported everything but lib and course: it saves
    most of the time.
    """
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["pytest", "hypothesis", "numpy", "mpmath", "ipywidgets", "matplotlib.pyplot"])
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # what pytest itself can do is enough, and quicker
        environment.delenv("PYTEST_ADDOPTS", raising=False)
        environment.setenv("OPENBLAS_NUM_THREADS", "1")
        with ProcessPoolExecutor(2, mp_context=context, max_tasks_per_child=1) as pool:
            yield pool


@pytest.fixture(scope="module")
def results(pool, tmp_path_factory):
    """What pytest says of each mistaken copy."""
    copies = [tmp_path_factory.mktemp("copy") for _ in PLANTED]
    runs = [pool.submit(run_tests_on_copy, folder, *planted) for folder, planted in zip(copies, PLANTED)]
    return dict(zip(PLANTED, runs))


@pytest.mark.parametrize("module", TESTS)
def test_an_unspoiled_copy_passes(module, pool, tmp_path):
    code, printed = pool.submit(run_tests_on_copy, tmp_path, module).result()
    assert code == 0, printed


@pytest.mark.parametrize("planted", PLANTED, ids=NAMES)
def test_a_planted_mistake_is_noticed(planted, results):
    code, printed = results[planted].result()
    # A test must have failed: a copy that cannot even be imported proves nothing.
    assert code == 1 and "\nFAILED tests/" in printed, printed
