"""One hump that goes down either direction of the divergence: its slopes, and where it ends."""

import math

import numpy as np
import pytest

from course.worlds.humps import PLACES, SLOPES, TRUTH, descend, hump, knob_slopes, two_humps
from lib import kl_divergence, log_softmax, softmax

DIRECTIONS = {
    "forward": lambda p, q: kl_divergence(p, q, base=math.e),
    "reverse": lambda p, q: kl_divergence(q, p, base=math.e),
}
BOTH = pytest.mark.parametrize("direction, cost", DIRECTIONS.items(), ids=DIRECTIONS)


def moments(p):
    return sum(p * PLACES), sum(p * PLACES**2)


@pytest.mark.parametrize("centre, width", [(8, 1), (3.5, 0.7), (0, 6)])
def test_a_hump_is_the_bell_curve_that_it_is_said_to_be(centre, width):
    weights = [math.exp(-((x - centre) ** 2) / (2 * width**2)) for x in range(17)]
    np.testing.assert_allclose(hump(centre, width), np.array(weights) / sum(weights), rtol=1e-9)


def test_the_truth_has_two_equal_humps_and_is_nowhere_0():
    np.testing.assert_allclose(TRUTH, TRUTH[::-1], rtol=1e-9)
    assert TRUTH.sum() == pytest.approx(1) and TRUTH.min() > 0
    assert two_humps(0.9)[:9].sum() == pytest.approx(0.9, abs=1e-4)


@BOTH
def test_the_slopes_by_the_logits_are_those_of_the_divergence(direction, cost):
    z = np.random.default_rng(1).normal(size=17)
    slopes, h = SLOPES[direction](TRUTH, log_softmax(z)), 1e-5
    for place, step in enumerate(h * np.eye(17)):
        measured = (cost(TRUTH, softmax(z + step)) - cost(TRUTH, softmax(z - step))) / (2 * h)
        assert slopes[place] == pytest.approx(measured, rel=1e-5, abs=1e-8)


@BOTH
@pytest.mark.parametrize("knobs", [(7, 3), (3, 2), (11.5, 1), (8, 6)])
def test_the_slopes_by_the_knobs_are_those_of_the_divergence(direction, cost, knobs):
    slopes, h = knob_slopes(TRUTH, np.array(knobs), direction), 1e-5
    for slope, step in zip(slopes, h * np.eye(2), strict=True):
        measured = (cost(TRUTH, hump(*(knobs + step))) - cost(TRUTH, hump(*(knobs - step)))) / (2 * h)
        assert slope == pytest.approx(measured, rel=1e-5, abs=1e-8)


@BOTH
def test_small_steps_only_go_down(direction, cost):
    path = descend(TRUTH, (7, 3), direction, steps=300, rate=0.1)
    costs = [cost(TRUTH, hump(*knobs)) for knobs in path]
    assert (np.diff(costs) <= 1e-12).all() and costs[-1] < costs[0]


@pytest.mark.parametrize("truth", [TRUTH, two_humps(0.9), two_humps(0.3)])
def test_forward_ends_with_the_moments_of_the_truth_from_every_start(truth):
    ends = descend(truth, [(3, 2), (7, 3), (11, 2)], "forward", steps=4000)[-1]
    for end in ends:
        assert moments(hump(*end)) == pytest.approx(moments(truth), rel=1e-4)


def test_reverse_ends_on_either_hump_or_is_caught_in_the_middle():
    ends = descend(TRUTH, [(3, 2), (11, 2), (7, 3)], "reverse")[-1]
    np.testing.assert_allclose(ends, [(4, 1), (12, 1), (8, 5.108)], atol=0.01)
    left, right, middle = (kl_divergence(hump(*end), TRUTH) for end in ends)
    assert left == pytest.approx(right) and left == pytest.approx(1, abs=1e-3) and middle > 2 * left


@pytest.mark.parametrize("direction", SLOPES)
def test_several_starts_go_the_ways_that_each_goes_alone(direction):
    starts = [(3, 2), (11, 2)]
    together = descend(TRUTH, starts, direction, steps=50)
    assert together.shape == (51, 2, 2)
    for i, start in enumerate(starts):
        np.testing.assert_allclose(together[:, i], descend(TRUTH, start, direction, steps=50), rtol=1e-9)


@pytest.mark.parametrize(
    "direction, changed, told",
    [
        ("p‖q", {}, "choose one of 'forward', 'reverse'"),
        ("forward", {"steps": -1}, "cannot be negative"),
        ("forward", {"start": (3, -1)}, "a width is not positive"),
        ("reverse", {"rate": 50, "steps": 1, "start": (4, 3)}, "lower the rate"),
    ],
)
def test_what_cannot_work_is_said(direction, changed, told):
    with pytest.raises(ValueError, match=told):
        descend(TRUTH, direction=direction, **{"start": (3, 2), "steps": 5} | changed)
