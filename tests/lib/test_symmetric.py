"""jensen_shannon, total_variation, hellinger at both ends: no common outcome, and hardly any difference."""

import math

import pytest
from pytest import approx

from lib import hellinger, jensen_shannon, total_variation

TINY = 5e-324
HALF = [0.5, 0.5]
every_measure = pytest.mark.parametrize("measure", [jensen_shannon, total_variation, hellinger])


@every_measure
def test_without_a_common_outcome_the_distance_is_1_and_no_more(measure):
    for p, q in (([1, 0], [0, 1]), ([0.25, 0.75, 0, 0], [0, 0, 0.9, 0.1]), ([1 / 3] * 3 + [0], [0, 0, 0, 1])):
        assert 1 - 1e-15 < measure(p, q) == measure(q, p) <= 1
    assert measure([0.5, 0.500004, 0], [0, 0, 1]) == 1  # although a sum is rounded up


@every_measure
def test_outcomes_impossible_under_both_add_nothing_and_under_one_no_infinity(measure):
    assert measure([0.5, 0.5, 0], [0.25, 0.75, 0]) == measure(HALF, [0.25, 0.75])
    assert 0 < measure(HALF, [1, 0]) == measure([1, 0], HALF) < 1


@every_measure
def test_apart_by_the_last_digit_is_apart(measure):
    last = [0.5, math.nextafter(0.5, 0)]
    assert measure(HALF, last) == measure(last, HALF) > 0


def test_the_smallest_difference_is_apart():
    assert jensen_shannon([[1, 0], [1, 0]], [[1, TINY], [1, 0]]).tolist() == [TINY, 0]
    assert hellinger([1, 0], [1, TINY]) == approx(2**-537.5, rel=1e-14, abs=0)
