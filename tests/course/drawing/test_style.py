"""Figures have one style, whatever the reader's matplotlib settings are."""

import itertools
import os
import subprocess
import sys
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest
from example_figures import FIGURES, example

import course.drawing.figure
from course.assessment.predictions import _both_as_bars
from course.drawing.explorer import Explorer
from course.drawing.style import house_style

ROOT = Path(__file__).resolve().parents[3]
HOSTILE = {"text.usetex": True, "font.size": 30, "lines.linewidth": 9, "lines.marker": "x", "patch.linewidth": 7} | {
    "svg.fonttype": "path", "savefig.dpi": 10, "savefig.transparent": True, "axes.formatter.min_exponent": 9
}  # fmt: skip

ONE_OF_EACH_KIND = ["cat_to_dog", "code_areas", "hit_the_divergence", "kl_versus_q", "tangent_gap", "typed_sentence"]
OTHERS = [name for name in FIGURES if name not in ONE_OF_EACH_KIND]


def drawn(name, monkeypatch):
    """Return everything that a figure shows: its layers and its poster."""
    monkeypatch.setattr(course.drawing.figure, "_layers", itertools.count())  # so that the layers' ids are the same
    if name == "guess":
        return _both_as_bars(0.5, 0.469, 0, 2, "A sentence.")
    figure = example(name)
    layers = []
    if isinstance(figure, Explorer):
        still, view = figure.children[-1].children
        layers = [frame.value for frame in (still, *getattr(view, "children", [view]))]
    return [*layers, figure._repr_mimebundle_()[0]["image/png"]]


@pytest.mark.parametrize(
    "name", [*ONE_OF_EACH_KIND, "guess", *(pytest.param(name, id=f"{name} everywhere") for name in OTHERS)]
)
def test_a_figure_looks_the_same_whatever_the_readers_settings(name, monkeypatch):
    expected = drawn(name, monkeypatch)
    with plt.style.context(["dark_background", HOSTILE]):
        settings = dict(matplotlib.rcParams)
        assert drawn(name, monkeypatch) == expected
        assert dict(matplotlib.rcParams) == settings


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
        "from course.pictures.pet_gallery import pet_gallery; import matplotlib, numpy, os; "
        "print(len(pet_gallery(numpy.ones((2, 32, 32)), [0, 1])._repr_mimebundle_()[0]['image/png']) > 1000, "
        "matplotlib.rcParams['lines.linewidth'], os.environ['MPLBACKEND'], "
        "matplotlib.rcParams._get('backend') == os.environ['MPLBACKEND'])"
    )
    environment = os.environ | {"MPLBACKEND": backend, "MATPLOTLIBRC": str(tmp_path), "PYTHONPATH": str(ROOT)}
    result = subprocess.run([sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True)
    assert result.stdout.split() == ["True", "9.0", backend, str(kept)], result.stderr


def test_settings_in_an_explorers_own_callbacks_are_ours(monkeypatch):
    live, seen = example("tangent_gap"), []
    monkeypatch.setattr(live, "_update", lambda p, q: seen.append(matplotlib.rcParams["lines.linewidth"]) or "A.")
    with plt.style.context(HOSTILE):
        live.sliders["p"].index = 3
    assert seen == [2.4]
