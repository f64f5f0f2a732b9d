"""Code has one style, which ruff checks; figures have another, whatever matplotlib settings a reader has."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest

import lib.drawing.picture
from lib.drawing.explorer import Explorer
from lib.drawing.style import house_style
from lib.explorers.both_directions import both_directions
from lib.explorers.cat_to_dog import cat_to_dog
from lib.explorers.code_areas import code_areas
from lib.explorers.entropy_of_a_coin import entropy_of_a_coin
from lib.explorers.kl_versus_q import kl_versus_q
from lib.explorers.kraft_cake import kraft_cake
from lib.explorers.loss_over_logit import loss_over_logit
from lib.explorers.neglected_snow import neglected_snow
from lib.explorers.pet_gallery import pet_gallery
from lib.explorers.running_bill import running_bill
from lib.explorers.soft_truth import soft_truth
from lib.explorers.tangent_gap import tangent_gap
from lib.explorers.there_and_back import there_and_back
from lib.explorers.training_race import training_race
from lib.learning.predictions import _both_as_bars
from lib.worlds.pets import data_set
from lib.worlds.training import Network, train

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = {"text.usetex": True, "font.size": 30, "lines.linewidth": 9, "lines.marker": "x", "patch.linewidth": 7} | {
    "svg.fonttype": "path", "savefig.dpi": 10, "savefig.transparent": True, "axes.formatter.min_exponent": 9
}  # fmt: skip
PICTURES = data_set(4)[0]


def race():
    return training_race(PICTURES, *(train(Network.start(), *data_set(4), steps=9, watch=PICTURES)[1] for _ in "12"))


FIGURES = {
    make.__name__: make
    for make in (both_directions, entropy_of_a_coin, kl_versus_q, kraft_cake, loss_over_logit, neglected_snow)
    + (running_bill, soft_truth, tangent_gap, there_and_back)
} | {
    "cat_to_dog": lambda: cat_to_dog(Network.start()),
    "code_areas": lambda: code_areas([1 / 2, 1 / 4, 1 / 8, 1 / 8], [1, 2, 3, 3], [3, 1, 2, 3]),
    "pet_gallery": lambda: pet_gallery(PICTURES, [0, 1, 0, 1]),
    "training_race": race,
}


def ruff(*args):
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", *args]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_ruff_finds_nothing():
    result = ruff("--output-format=concise", ".")
    assert result.returncode == 0, result.stdout + result.stderr


def test_ruff_looks_at_everything():
    files = {str(Path(line).relative_to(ROOT)) for line in ruff("--show-files", ".").stdout.splitlines()}
    globs = ("*.py", "lib/**/*.py", "tests/**/*.py", "notebooks/*.ipynb")
    ours = {str(path.relative_to(ROOT)) for glob in globs for path in ROOT.glob(glob)}
    assert ours and ours <= files


def drawn(make, monkeypatch):
    """Everything that a figure shows: its layers and its poster."""
    monkeypatch.setattr(lib.drawing.picture, "_layers", itertools.count())  # the layers' ids
    figure = make()
    layers = []
    if isinstance(figure, Explorer):
        still, view = figure.children[-1].children
        layers = [frame.value for frame in (still, *getattr(view, "children", [view]))]
    return [*layers, figure._repr_mimebundle_()[0]["image/png"]]


def test_every_figure_is_looked_at():
    draws = {path.stem for path in ROOT.glob("lib/explorers/*.py") if "new_figure(" in path.read_text(encoding="utf-8")}
    assert draws == set(FIGURES)


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_looks_the_same_whatever_the_readers_settings(name, monkeypatch):
    expected = drawn(FIGURES[name], monkeypatch)
    with plt.style.context(["dark_background", HOSTILE]):
        settings = dict(matplotlib.rcParams)
        assert drawn(FIGURES[name], monkeypatch) == expected
        assert dict(matplotlib.rcParams) == settings


def test_so_does_the_picture_of_a_guess(monkeypatch):
    def draw():
        monkeypatch.setattr(lib.drawing.picture, "_layers", itertools.count())
        return _both_as_bars(0.5, 0.469, 0, 2, "bit", "A sentence.")

    expected = draw()
    with plt.style.context(["dark_background", HOSTILE]):
        assert draw() == expected


def test_an_error_leaves_the_readers_settings_as_they_were():
    @house_style()
    def draw():
        assert matplotlib.rcParams["axes.spines.top"] is False
        raise ArithmeticError

    with plt.style.context(HOSTILE):
        settings = dict(matplotlib.rcParams)
        with pytest.raises(ArithmeticError):
            draw()
        assert dict(matplotlib.rcParams) == settings


@pytest.mark.parametrize(
    "backend, kept",
    [("Qt4Agg", False), ("module://nobody.has.this", True), ("svg", True)],
    ids=["unknown", "not installed", "installed"],
)
def test_any_backend_that_a_reader_has_set(backend, kept, tmp_path):
    (tmp_path / "matplotlibrc").write_text("text.usetex: True\nlines.linewidth: 9\n", encoding="utf-8")
    code = (
        "from lib.explorers.pet_gallery import pet_gallery; import matplotlib, numpy, os; "
        "print(len(pet_gallery(numpy.ones((2, 32, 32)), [0, 1])._repr_mimebundle_()[0]['image/png']) > 1000, "
        "matplotlib.rcParams['lines.linewidth'], os.environ['MPLBACKEND'], "
        "matplotlib.rcParams._get('backend') == os.environ['MPLBACKEND'])"
    )
    environment = os.environ | {"MPLBACKEND": backend, "MATPLOTLIBRC": str(tmp_path), "PYTHONPATH": str(ROOT)}
    result = subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert result.stdout.split() == ["True", "9.0", backend, str(kept)], result.stderr


def test_settings_in_an_explorers_own_callbacks_are_ours(monkeypatch):
    live = tangent_gap()
    seen = []
    monkeypatch.setattr(live, "_update", lambda **values: seen.append(matplotlib.rcParams["lines.linewidth"]) or "A.")
    with plt.style.context(HOSTILE):
        live.sliders["p"].value = live.sliders["p"].options[3][1]
    assert set(seen) == {2.4}
    assert matplotlib.rcParams["lines.linewidth"] != 2.4
