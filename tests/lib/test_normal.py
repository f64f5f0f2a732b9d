"""Normal distributions: fifty digits, quadrature, SciPy, fine bins, batches, units and bad input."""

import math
from decimal import Decimal
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf
from pytest import approx

from lib import kl_divergence, normal_entropy, normal_kl_divergence

means, deviations = st.floats(-1e3, 1e3), st.floats(1e-3, 1e3)


def exact(mean_p, sd_p, mean_q, sd_q):
    """Return the divergence of exactly these floats in nats, in fifty digits."""
    mean_p, sd_p, mean_q, sd_q = map(mpf, (mean_p, sd_p, mean_q, sd_q))
    return mpmath.log(sd_q / sd_p) + ((sd_p / sd_q) ** 2 - 1 + ((mean_p - mean_q) / sd_q) ** 2) / 2


@pytest.mark.parametrize("near", [1e-15, 1e-9, 1e-5, 1e-3, 0.1, 1, 30])
def test_the_divergence_is_exact_however_near_the_two_are(near):
    rng = np.random.default_rng(1)
    with mpmath.workdps(50):
        for _ in range(200):
            sd_p, mean_p = 10 ** rng.uniform(-3, 3), rng.normal()
            sd_q = sd_p * abs(1 + near * rng.standard_normal())
            mean_q = mean_p + rng.choice([0, near * sd_p]) * rng.standard_normal()
            expected = float(exact(mean_p, sd_p, mean_q, sd_q))
            assert normal_kl_divergence(mean_p, sd_p, mean_q, sd_q, base=math.e) == approx(expected, rel=1e-12, abs=0)


def test_both_are_the_integrals_of_their_definitions():
    with mpmath.workdps(30):
        for mean_p, sd_p, mean_q, sd_q in [(0, 1, 0, 1), (1, 2, 0, 1), (-1, 0.2, 0.5, 1), (1.8, 0.2, 1.6, 0.25)]:
            p, q = ((lambda x, m=m, s=s: mpmath.npdf(x, m, s)) for m, s in ((mean_p, sd_p), (mean_q, sd_q)))
            around = [mean_p + k * sd_p for k in (-12, -4, 0, 4, 12)]
            h = -mpmath.quad(lambda x, p=p: p(x) * mpmath.log(p(x)), around)
            D = mpmath.quad(lambda x, p=p, q=q: p(x) * mpmath.log(p(x) / q(x)), around)
            assert normal_entropy(sd_p, base=math.e) == approx(float(h), rel=1e-12)
            assert normal_kl_divergence(mean_p, sd_p, mean_q, sd_q, base=math.e) == approx(float(D), abs=1e-12)
            assert normal_entropy(sd_p, base=math.e) == approx(scipy.stats.norm(scale=sd_p).entropy(), rel=1e-12)


def test_fine_bins_come_near_to_it_from_below():
    D = normal_kl_divergence(1, 2, 0, 1.5)
    counted = []
    for bins in (20, 80, 320):
        edges = np.linspace(-20, 20, bins + 1)
        of_both = []
        for normal in (scipy.stats.norm(1, 2), scipy.stats.norm(0, 1.5)):
            up, down = np.diff(normal.cdf(edges)), -np.diff(normal.sf(edges))
            of_both.append(np.where(edges[1:] > 0, down, up))  # the one that does not cancel
        counted.append(kl_divergence(*of_both))
    assert sorted(counted) == counted and counted[-1] < D == approx(counted[-1], rel=0.01)


@given(means, deviations, means, deviations, st.floats(0.01, 100))
def test_it_is_never_negative_0_only_where_equal_and_has_no_unit(mean_p, sd_p, mean_q, sd_q, unit):
    D = normal_kl_divergence(mean_p, sd_p, mean_q, sd_q)
    assert D >= 0 and (D == 0) == ((mean_p, sd_p) == (mean_q, sd_q))
    assert normal_kl_divergence(unit * mean_p, unit * sd_p, unit * mean_q, unit * sd_q) == approx(D, rel=1e-6, abs=1e-9)
    assert normal_entropy(unit * sd_p) == approx(normal_entropy(sd_p) + math.log2(unit), abs=1e-9)


def test_the_smallest_differences_are_differences():
    assert normal_kl_divergence(0, 1, 5e-324, 1) == 5e-324
    assert normal_kl_divergence(0, 1, 0, math.nextafter(1, 2)) > 0
    assert normal_kl_divergence([0, 0], [1, 1], [0, 1e200], 1).tolist() == [0, math.inf]


def test_the_ends_of_the_range_of_numbers():
    with mpmath.workdps(50):
        for normals in [(0, 1, 0, 1e306), (0, 1e-320, 0, 2e-320), (0, 5e-324, 0, 1e-323), (0, 1e-300, 0, 1e300)]:
            assert normal_kl_divergence(*normals, base=math.e) == approx(float(exact(*normals)), rel=1e-12)
        near = (0, 1e308, 0, 1.0001e308)
        assert normal_kl_divergence(*near, base=math.e) == approx(float(exact(*near)), rel=1e-12)


def test_batches_broadcast_and_numbers_of_all_kinds_are_accepted():
    mean, sd = np.arange(3.0)[:, None], np.array([1, 2, 0.5, 3])
    table = normal_kl_divergence(mean, 1, 0, sd)
    assert table.shape == (3, 4)
    assert table.tolist() == [[normal_kl_divergence(m, 1, 0, s) for s in sd] for m in (0, 1, 2)]
    assert normal_entropy(sd).tolist() == [normal_entropy(s) for s in sd]
    one = normal_kl_divergence(1, 2, 0, 1)
    for several in ((True, 2, False, np.float32(1)), (Fraction(1), Decimal(2), 0, np.int8(1)), (np.array(1), 2, 0, 1)):
        assert normal_kl_divergence(*several) == one and isinstance(one, float)
    assert isinstance(normal_entropy(1), float) and normal_entropy(1, base=4) == approx(normal_entropy(1) / 2)


@pytest.mark.parametrize("arguments, message", [
    ((0, 0, 0, 1), "sd_p is 0.0: a standard deviation is a finite number above 0"),
    ((0, 1, 0, -1), "sd_q is -1.0: a standard deviation is a finite number above 0"),
    ((0, 1, 0, [1, math.inf]), "sd_q[1] is inf: a standard deviation is a finite number above 0"),
    ((math.nan, 1, 0, 1), "mean_p is nan: a mean is a finite number"),
    ((0, 1, "a", 1), "mean_q holds text: expected real numbers"),
    ((0, 1, [], 1), "mean_q is empty: expected at least one number"),
    (
        ([1, 2], 1, [1, 2, 3], 1),
        "mean_p, sd_p, mean_q and sd_q do not fit together: their shapes are (2,), (), (3,), ()",
    ),
])  # fmt: skip
def test_bad_input_is_refused_with_its_place_and_a_rule(arguments, message):
    with pytest.raises(ValueError) as caught:
        normal_kl_divergence(*arguments)
    assert str(caught.value) == message


def test_a_bad_deviation_or_base_of_an_entropy_is_refused():
    for arguments, options, begin in (([-1], {}, "sd is -1.0: "), ([1], {"base": 1}, "base is 1: ")):
        with pytest.raises(ValueError, match=begin):
            normal_entropy(*arguments, **options)
