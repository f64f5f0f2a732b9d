"""Points and bars that are dragged on the site: the exported places of points and bars, compared with the axes."""

import math
from contextlib import nullcontext

import numpy as np
import pytest
from pytest import approx

from course.drawing.figure import narrow
from course.drawing.style import amount
from course.explorers import hit_the_divergence, kl_versus_q, tangent_gap
from lib import bernoulli, cross_entropy, kl_divergence
from publish.frames import facts_of, film, positions_of

DOG = (1, 0)
LAYOUTS = pytest.mark.parametrize("layout", [nullcontext, narrow], ids=["screen", "phone"])


def across(area, values, low, high):
    """Return where values lie between the left and the right end of an area."""
    left, _top, width, _height = area
    return left + width * (np.array(values) - low) / (high - low)


def up(area, values, low, high):
    """Return where values lie between the lower and the upper end of an area."""
    _left, top, _width, height = area
    return top + height * (high - np.minimum(values, high)) / (high - low)


@LAYOUTS
def test_a_dot_and_bars_stand_where_the_slider_puts_them(layout):
    with layout():
        explorer = kl_versus_q()
    options = positions_of(explorer)
    frames, q = film(explorer, options, "kl"), [value for _, value in options["q"]]
    dot, dog, cat = frames["handles"]
    divergences = kl_divergence(DOG, bernoulli(q))
    assert (dot["along"], dog["along"], cat["along"]) == ("x", "y", "y")
    assert dot["places"][0] == approx(across(dot["area"], q, -0.04, 1.02), abs=0.11)
    assert dot["places"][1] == approx(up(dot["area"], divergences, 0, 7), abs=0.11)
    top = explorer.figure.axes[0].get_ylim()[1]
    assert dog["places"][1] == approx(up(dog["area"], q, 0, top), abs=0.11)
    assert cat["places"][1] == approx(up(cat["area"], 1 - np.array(q), 0, top), abs=0.11)
    presets = facts_of(explorer, options)["presets"]
    assert [preset["text"] for preset in presets[2:6]] == ["0.5", "0.25", "0.125", "0.0625"]
    for preset, (x, y) in zip(presets, frames["dots"], strict=True):
        (at,) = preset["at"]
        assert preset["told"] == ("∞" if math.isinf(divergences[at]) else amount(divergences[at]))
        assert (x, y) == approx((dot["places"][0][at], dot["places"][1][at]))


@LAYOUTS
def test_a_place_that_follows_all_sliders_is_given_for_every_picture(layout):
    with layout():
        game, gap = hit_the_divergence(), tangent_gap()
    top = game.figure.axes[0].get_ylim()[1]
    options = {name: choices[1:4] for name, choices in positions_of(game).items()}
    for i, bar in enumerate(film(game, options, "game")["handles"]):
        shares = np.stack(np.meshgrid([1, 2, 3], [1, 2, 3], [1, 2, 3], indexing="ij"), axis=-1).reshape(-1, 3)
        assert (bar["slider"], len(bar["places"][0])) == (i, 3)
        assert bar["places"][1] == approx(up(bar["area"], shares[:, i] / shares.sum(axis=1), 0, top), abs=1.1)
    options = {"p": [("0.1", 0.1), ("0.6", 0.6)], "q": [("0.5", 0.5), ("0.9", 0.9)]}
    gap.presets = ()
    dot, touch = film(gap, options, "gap")["handles"]
    assert dot["places"][0] == approx(across(dot["area"], [0.1, 0.6], -0.03, 1.03), abs=0.11)
    paid = [cross_entropy(bernoulli(p), bernoulli(q)) for p in (0.1, 0.6) for q in (0.5, 0.9)]
    assert dot["places"][1] == approx(up(dot["area"], paid, -0.08, 2.6), abs=1.1)
    assert touch["places"][0] == approx(across(dot["area"], [0.5, 0.9], -0.03, 1.03), abs=0.11)
