"""What a reader sees is the same on every processor, with any number of threads.

The order in which BLAS adds up depends on the processor, the last digit of numpy's logarithm on its vector
instructions. Each process here pretends to be another machine, runs all notebooks and prints every text they show.
"""

import concurrent.futures
import hashlib
import itertools
import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import yaml
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

import start

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
MOST_POSITIONS = 600  # of the sliders of one explorer
WORKFLOW = ROOT / ".github/workflows/test.yml"
NUDGES = 1e-12, -1e-12  # far more than machines differ by

ABOVE_BASELINE = [name for name in __cpu_dispatch__ if __cpu_features__[name]]
AVX_512 = [name for name in ABOVE_BASELINE if name == "X86_V4" or name.startswith("AVX512")]


def machine(threads, core, missing):
    names = {"OPENBLAS_NUM_THREADS": str(threads), "OPENBLAS_CORETYPE": core}
    return names | {"NPY_DISABLE_CPU_FEATURES": " ".join(missing)} if missing else names


OLDEST = machine(1, "Prescott", ABOVE_BASELINE)
MACHINES = [OLDEST]
if {"AVX2", "X86_V3"}.intersection(ABOVE_BASELINE):  # BLAS would stop dead where its instructions are missing
    MACHINES += [machine(1, "Haswell", AVX_512)]
if AVX_512:
    MACHINES += [machine(1, "SkylakeX", [])]
MACHINES += [MACHINES[-1] | {"OPENBLAS_NUM_THREADS": "2"}]


def all_that_is_shown():
    """The texts of all notebooks and of measures, and a digest of the digits that nobody sees."""
    from course.drawing.figure import house_style
    from course.worlds.training import Network

    with house_style():  # once, and not at every position
        texts = {path.name: list(texts_of(path)) for path in NOTEBOOKS}
    results = list(some_results())
    weights = Network.start().logits(np.random.default_rng(0).random((50, 32, 32)))
    digest = hashlib.sha256(np.array([*results, *weights.ravel()]).tobytes()).hexdigest()
    return {"texts": texts | {"measures": [f"{result:.6f}" for result in results]}, "digest": digest}


def some_results():
    from lib import cross_entropy, entropy, kl_divergence

    rng = np.random.default_rng(0)
    for size, base in itertools.product([2, 3, 10, 1000], [2, math.e]):
        for p, q in rng.dirichlet(np.ones(size), (25, 2)):
            yield from (entropy(p, base=base), cross_entropy(p, q, base=base), kl_divergence(p, q, base=base))


def texts_of(path):
    """What a notebook prints, what its cells end in, and what its explorers say."""
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
    """Digits stand in texts, and drawing takes long."""
    import course.drawing.explorer
    import course.drawing.figure
    import course.drawing.parts

    course.drawing.explorer.fragments = lambda *args: ([], [])
    course.drawing.explorer.settle = lambda figure: None
    course.drawing.parts.put_beside = lambda *args, **kwargs: None
    course.drawing.figure.poster = course.drawing.explorer.poster = lambda *args: ({}, {})


def nudge(by):
    """Make every measure, prediction and logit a little wrong, before anybody has imported one."""
    import lib
    from course.worlds import training
    from lib import distributions, measures

    for module, name in [(measures, "surprisal"), (measures, "entropy"), (measures, "cross_entropy")] + [
        (measures, "kl_divergence"),
        (measures, "kl_terms"),
        (distributions, "softmax"),
        (training.Network, "logits"),
    ]:
        function = nudged(getattr(module, name), by)
        for place in (module, lib, training):
            if hasattr(place, name):
                setattr(place, name, function)
    training.LOSSES.update({"cross-entropy": measures.cross_entropy, "KL": measures.kl_divergence})


def nudged(function, by):
    def wrong(*args, **kwargs):
        right = function(*args, **kwargs)
        # Few binary digits, as in 1.75: no machine rounds there.
        exact = np.ldexp(right, 20) == np.rint(np.ldexp(right, 20))  # infinity as well
        result = np.where(exact, right, np.multiply(right, 1 + by))
        return result if np.ndim(right) else float(result)

    return wrong


def run(command, environment):
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")])}
    result = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=os.environ | paths | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def runs():
    """What is shown on every machine, and what is shown after every nudge; two processes at a time."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        outputs = list(
            pool.map(
                lambda args: json.loads(run([__file__, str(args[0])], args[1])),
                [(0, machine) for machine in MACHINES] + [(by, OLDEST) for by in NUDGES],
            )
        )
    return outputs[: len(MACHINES)], outputs[len(MACHINES) :]


def assert_same(shown, expected):
    assert shown.keys() == expected.keys()
    for name in expected:
        assert shown[name] == expected[name], name


def test_a_reader_sees_the_same_on_every_machine(runs):
    machines, _ = runs
    assert sum(map(len, machines[0]["texts"].values())) > 3000
    for machine in machines[1:]:
        assert_same(machine["texts"], machines[0]["texts"])


@pytest.mark.skipif(len(MACHINES) < 3, reason="this processor can pretend to be no other one")
def test_the_machines_do_differ_where_nobody_sees_it(runs):
    machines, _ = runs
    assert len({machine["digest"] for machine in machines}) > 1


def test_no_shown_number_lies_on_the_edge_of_its_rounding(runs):
    machines, nudges = runs
    for machine in nudges:
        assert machine["digest"] != machines[0]["digest"]
        assert_same(machine["texts"], machines[0]["texts"])


def test_stored_outputs_are_those_of_the_oldest_machine():
    pages = [str(path) for path in NOTEBOOKS if path.name[:2] in ("03", "07")]
    run(["-m", "pytest", "-q", "-p", "no:cacheprovider", *pages], OLDEST)


def test_ci_can_pin_every_package_to_its_oldest_release():
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert lines and all(re.fullmatch(r"\w+>=\d+\.\d+", line) for line in lines)


def test_the_other_workflow_publishes_the_site():
    path = WORKFLOW.with_name("pages.yml")
    run(["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)], {})
    (job,) = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    steps = [step.get("run") or step["uses"].partition("@")[0] for step in job["steps"]]
    assert steps[-3:] == ["python3 start.py site", "actions/upload-pages-artifact", "actions/deploy-pages"]
    assert job["steps"][-2]["with"]["path"] == "site"


def test_the_workflow_calls_the_readmes_test_command_on_three_systems():
    run(["-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(WORKFLOW)], {})
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    systems = jobs["test"]["strategy"]["matrix"]
    assert [name.partition("-")[0] for name in systems["os"]] == ["ubuntu", "macos", "windows"]
    assert tuple(map(int, systems["python"][0].split("."))) == start.OLDEST
    command = "python3 start.py test"
    assert jobs["test"]["steps"][-1]["run"] == f"{command} --all"
    assert jobs["classroom"]["steps"][-1]["run"] == f"sudo {command} --all tests/classroom"
    assert f"\n{command}\n" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n{command} || " in (ROOT / ".ci/run").read_text(encoding="utf-8")  # it also notes the exit code


if __name__ == "__main__":
    draw_nothing()
    if float(sys.argv[1]):
        nudge(float(sys.argv[1]))
    print(json.dumps(all_that_is_shown()))
