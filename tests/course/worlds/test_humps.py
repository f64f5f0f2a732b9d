"""Gradient descent of one hump under either direction of the divergence: its slopes, and its end."""

import math

import numpy as np
import pytest
from scipy.stats import norm

from course.worlds.humps import PLACES, TRUTH, descend, hump, knob_slopes, two_humps
from lib import kl_divergence


def moments(p):
    return sum(p * PLACES), sum(p * PLACES**2)


@pytest.mark.parametrize("centre, width", [(8, 1), (3.5, 0.7), (0, 6)])
def test_a_hump_is_the_bell_curve_that_it_is_said_to_be(centre, width):
    bell = norm.pdf(range(17), centre, width)
    assert hump(centre, width) == pytest.approx(bell / bell.sum(), rel=1e-9)


@pytest.mark.parametrize("direction, pair", [("forward", lambda q: (TRUTH, q)), ("reverse", lambda q: (q, TRUTH))])
@pytest.mark.parametrize("knobs", [(7, 3), (3, 2), (11.5, 1), (8, 6)])
def test_the_slopes_by_the_knobs_are_those_of_the_divergence(direction, pair, knobs):
    slopes, h = knob_slopes(TRUTH, np.array(knobs), direction), 1e-5
    for slope, step in zip(slopes, h * np.eye(2), strict=True):
        up, down = (kl_divergence(*pair(hump(*place)), base=math.e) for place in (knobs + step, knobs - step))
        assert slope == pytest.approx((up - down) / (2 * h), rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("truth", [TRUTH, two_humps(0.9), two_humps(0.3)])
def test_forward_ends_with_the_moments_of_the_truth_from_every_start(truth):
    for end in descend(truth, [(3, 2), (7, 3), (11, 2)], "forward", steps=4000)[-1]:
        assert moments(hump(*end)) == pytest.approx(moments(truth), rel=1e-4)


def test_reverse_ends_on_either_hump_or_is_caught_in_the_middle():
    starts = [(3, 2), (11, 2), (7, 3)]
    together = descend(TRUTH, starts, "reverse")
    assert together.shape == (2001, 3, 2)
    assert together[-1] == pytest.approx(np.array([(4, 1), (12, 1), (8, 5.108)]), abs=0.01)
    for start, path in zip(starts, together.swapaxes(0, 1)):
        assert path[:51] == pytest.approx(descend(TRUTH, start, "reverse", steps=50), rel=1e-9)


@pytest.mark.parametrize(
    "direction, changed, told",
    [
        ("p‖q", {}, "direction is 'p‖q': choose one of 'forward', 'reverse'"),
        ("forward", {"steps": -1}, "cannot be negative"),
        ("forward", {"start": (3, -1)}, "a width is not positive"),
        ("reverse", {"rate": 50, "steps": 1, "start": (4, 3)}, "lower the rate"),
    ],
)
def test_wrong_arguments_are_refused(direction, changed, told):
    with pytest.raises(ValueError, match=told):
        descend(TRUTH, direction=direction, **{"start": (3, 2), "steps": 5} | changed)
