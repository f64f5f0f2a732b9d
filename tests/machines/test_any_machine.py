"""A reader sees the same on every processor, with any number of threads.

The order of additions in BLAS depends on the processor, and the last digit of numpy's logarithm on its vector
instructions. Each process here imitates another machine, runs all notebooks and prints every text that they show.
"""

import concurrent.futures
import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

import start

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
MOST_POSITIONS = 600  # of one explorer's sliders
NUDGES = 1e-12, -1e-12  # far more than the differences between machines

ABOVE_BASELINE = [name for name in __cpu_dispatch__ if __cpu_features__[name]]
AVX_512 = [name for name in ABOVE_BASELINE if name == "X86_V4" or name.startswith("AVX512")]


def machine(core, missing):
    names = {"OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": core}
    return names | {"NPY_DISABLE_CPU_FEATURES": " ".join(missing)} if missing else names


MACHINES = [{"OPENBLAS_NUM_THREADS": "2"}]  # this one
if {"AVX2", "X86_V3"}.intersection(ABOVE_BASELINE):  # BLAS would stop where its instructions are missing
    MACHINES += [machine("Haswell", AVX_512)]
if AVX_512:
    MACHINES += [machine("SkylakeX", [])]
OLDEST = machine("Prescott", ABOVE_BASELINE)


def all_that_is_shown():
    """Return the texts of each notebook."""
    from course.drawing.figure import house_style

    with house_style():  # once instead of at every position
        return {path.name: list(texts_of(path)) for path in NOTEBOOKS}


def texts_of(path):
    """Yield the texts of a notebook: its printed output, the results of its cells, and its explorers' sentences."""
    from IPython.lib.pretty import pretty
    from ipywidgets import Widget

    from course.drawing.explorer import Explorer
    from course.drawing.figure import Picture
    from publish.notebook_cells import run_all

    for ran in run_all(path):
        value = ran.value
        yield ran.printed
        if isinstance(value, Explorer):
            positions = list(value.positions())
            yield from (value.at(**position) for position in positions[:: len(positions) // MOST_POSITIONS + 1])
        elif isinstance(value, Picture):
            yield value.sentence
        elif not isinstance(value, Widget):
            yield pretty(value)


def draw_nothing():
    """Turn off drawing, which takes long: all digits are in texts."""
    import course.drawing.explorer
    import course.drawing.figure
    import course.drawing.parts

    course.drawing.explorer.fragments = lambda figure, artists: [([], []) for _ in artists]
    course.drawing.explorer.settle = lambda figure: None
    course.drawing.parts.put_beside = lambda *args, **kwargs: None
    course.drawing.figure.poster = course.drawing.explorer.poster = lambda *args: ({}, {})


def nudge(by):
    """Make every measure, prediction and logit a little wrong, before any module imports one."""
    import lib
    from course.worlds import training
    from lib import distributions, measures

    every = [(measures, name) for name in ("surprisal", "entropy", "cross_entropy", "kl_divergence", "kl_terms")]
    for owner, name in [*every, (distributions, "softmax"), (training.Network, "logits")]:
        function = nudged(getattr(owner, name), by)
        for place in (owner, lib, training):
            if hasattr(place, name):
                setattr(place, name, function)
    training.LOSSES.update({"cross-entropy": measures.cross_entropy, "KL": measures.kl_divergence})


def nudged(function, by):
    def wrong(*args, **kwargs):
        right = function(*args, **kwargs)
        # A number with few binary digits, such as 1.75, is exact on every machine.
        exact = np.ldexp(right, 20) == np.rint(np.ldexp(right, 20))  # infinity too
        result = np.where(exact, right, np.multiply(right, 1 + by))
        return result if np.ndim(right) else float(result)

    return wrong


def shown(environment, by=0):
    """Return all texts that are shown on this machine, after this nudge."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | environment
    return json.loads(subprocess.check_output([sys.executable, __file__, str(by)], env=environment))


def test_a_reader_sees_the_same_on_every_machine_and_no_number_lies_on_the_edge_of_its_rounding():
    others = MACHINES if len(MACHINES) > 1 else [*MACHINES, OLDEST]
    cases = [(OLDEST,), *zip(others, itertools.cycle(NUDGES))]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        expected, *others = pool.map(lambda case: shown(*case), cases)
    assert sum(map(len, expected.values())) > 3000
    for case, texts in zip(cases[1:], others):
        for name in expected:
            assert texts[name] == expected[name], (case, name)


def test_ci_and_the_site_call_the_readmes_commands():
    test, site = (ROOT / f".github/workflows/{name}.yml" for name in ("test", "pages"))
    check = ["check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    subprocess.run([sys.executable, "-m", *check, test, site], check=True)
    assert 'python: ["{}.{}", '.format(*start.OLDEST) in test.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", ROOT / ".ci/run", test):
        assert "python3 start.py test" in path.read_text(encoding="utf-8"), path
    for path in (ROOT / "README.md", site):
        assert "python3 start.py site" in path.read_text(encoding="utf-8"), path


if __name__ == "__main__":
    draw_nothing()
    if float(sys.argv[1]):
        nudge(float(sys.argv[1]))
    print(json.dumps(all_that_is_shown()))
