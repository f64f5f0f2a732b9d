"""Estimates of a divergence from samples: their means, and their pushes, against formulas of another kind."""

import math

import numpy as np
import pytest

from course.worlds.policies import REFERENCE, estimates, policy, pushes, spread
from lib import kl_divergence, softmax

RNG = np.random.default_rng(5)
PAIRS = [*RNG.dirichlet([1] * 5, size=(20, 2)), np.array([policy(2), REFERENCE]), np.array([REFERENCE, REFERENCE])]


@pytest.mark.parametrize("pi, ref", PAIRS)
def test_k1_and_k3_have_the_right_mean_and_k2_and_k3_are_never_negative(pi, ref):
    k1, k2, k3 = estimates(pi, ref)
    D = kl_divergence(pi, ref, base=math.e)
    assert pi @ k1 == pytest.approx(D, abs=1e-12) and pi @ k3 == pytest.approx(D, abs=1e-12)
    assert k2.min() >= 0 and k3.min() >= 0 and k2 == pytest.approx(k1**2 / 2)


@pytest.mark.parametrize("pi, ref", PAIRS)
def test_k1_pushes_nowhere_k2_down_one_direction_and_k3_down_the_other(pi, ref):
    def push(function, h=1e-6):
        steps = np.log(pi) + h * np.eye(len(pi)), np.log(pi) - h * np.eye(len(pi))
        up, down = ([function(softmax(z)) for z in several] for several in steps)
        return (np.array(down) - up) / (2 * h)

    none, forward, reverse = pushes(pi, ref)
    assert none == pytest.approx(0, abs=1e-15)
    assert forward == pytest.approx(push(lambda q: kl_divergence(q, ref, base=math.e)), abs=1e-8)
    assert reverse == pytest.approx(push(lambda q: kl_divergence(ref, q, base=math.e)), abs=1e-8)


def test_the_spread_is_the_standard_deviation_of_many_samples():
    pi, values = policy(1), estimates(policy(1), REFERENCE)
    drawn = RNG.choice(3, size=200_000, p=pi)
    assert spread(pi, values) == pytest.approx(values[:, drawn].std(axis=1), rel=0.01)
    assert spread(pi, values[0]) == pytest.approx(spread(pi, values)[0])
