"""Where p and q are nearly equal, every digit of log p - log q may be lost: the divergence keeps them all the same."""

import math

import mpmath
import numpy as np
import pytest

from lib import kl_divergence

TENTHS = [10.0**-k for k in range(1, 13)]


def exact_bits_apart(p, q):
    """sum_i (p_i ln(p_i / q_i) - p_i + q_i) / ln 2 of these floats: their divergence, whose sums are nearly 1."""
    with mpmath.workdps(50):
        pairs = zip(map(mpmath.mpf, p.tolist()), map(mpmath.mpf, q.tolist()))
        return mpmath.fsum((x * mpmath.log(x / y) if x else 0) - x + y for x, y in pairs) / mpmath.log(2)


def relative_error(found, exact):
    with mpmath.workdps(50):
        return float(abs(found - exact) / exact)


@pytest.mark.parametrize("e", TENTHS)
class TestNearlyEqual:
    def test_two_coins(self, e):
        p, q = np.array([0.5, 0.5]), np.array([0.5 + e, 0.5 - e])
        for a, b in ((p, q), (q, p)):
            assert relative_error(kl_divergence(a, b), exact_bits_apart(a, b)) < 1e-9
            assert kl_divergence(a, b, base=math.e) == pytest.approx(math.log(2) * kl_divergence(a, b), rel=1e-14)

    @pytest.mark.parametrize("size", [1000, 100_000])
    def test_many_outcomes(self, e, size):
        rng, copies = np.random.default_rng(size), size // 50
        p = rng.dirichlet(np.ones(50)) / copies
        p[0] = 0.0
        p /= p.sum() * copies
        noise = rng.uniform(-1, 1, 50)
        q = p * (1 + e * (noise - copies * p @ noise))
        exact = copies * exact_bits_apart(p, q)
        assert relative_error(kl_divergence(np.tile(p, copies), np.tile(q, copies)), exact) < 1e-9

    def test_in_a_batch_beside_others(self, e):
        p = np.array([[0.5, 0.5], [0.5, 0.5], [0.25, 0.75], [1, 0]])
        q = np.array([[0.5 + e, 0.5 - e], [0.5, 0.5], [0.75, 0.25], [0, 1]])
        assert kl_divergence(p, q).tolist() == [kl_divergence(a, b) for a, b in zip(p, q)]
        assert kl_divergence(p[0], q[:3]).tolist() == [kl_divergence(p[0], b) for b in q[:3]]

    def test_a_model_that_gives_a_little_to_what_never_happens(self, e):
        p, q = np.array([0.5, 0.5, 0]), np.array([0.5 - e / 2, 0.5 - e / 2, e])
        assert relative_error(kl_divergence(p, q), exact_bits_apart(p, q)) < 1e-9


def test_nearly_equal_coins_differ_by_twice_the_square():
    """2 e^2 / ln 2 bits; at 1e-8 the halves themselves are rounded in the ninth digit of e."""
    assert kl_divergence([0.5, 0.5], [0.5 + 1e-8, 0.5 - 1e-8]) == pytest.approx(2.8853901e-16, rel=1e-7)
    for k in range(8, 53):  # exact floats
        e = 2.0**-k
        with mpmath.workdps(50):
            exact = -mpmath.log(1 - 4 * mpmath.mpf(e) ** 2, 2) / 2
        assert relative_error(kl_divergence([0.5, 0.5], [0.5 + e, 0.5 - e]), exact) < 1e-12


def test_a_divergence_is_0_only_where_every_entry_is_equal():
    last = [0.5, math.nextafter(0.5, 0)]
    assert kl_divergence([0.5, 0.5], last) > 0 and kl_divergence(last, [0.5, 0.5]) > 0
    assert kl_divergence([1, 5e-324], [1, 1e-323]) > 0
    assert kl_divergence([1, 0], [1, 5e-324]) > 0
    assert kl_divergence([[1, 0], [1, 0]], [[1, 5e-324], [1, 0]]).tolist() == [5e-324, 0]


def test_sums_that_miss_1_by_rounding_are_no_divergence():
    """The first-order difference of the sums drops out: 4e-6 here, where the divergence is about its square."""
    p, q = [0.5, 0.5 - 2e-6], [0.5, 0.5 + 2e-6]
    assert 0 < kl_divergence(p, q) < 1e-10


def test_coarse_numbers_are_compared_as_they_are():
    """Sums of float16 miss 1 by up to a thousandth, which is more than some divergences."""
    rng = np.random.default_rng(6)
    for p in rng.dirichlet(np.ones(10), 50).astype(np.float16):
        q = np.clip(p * (1 + 0.03 * rng.standard_normal(10)), 0, 1).astype(np.float16)
        if abs(float(q.astype(float).sum()) - 1) < 2**-10:
            assert relative_error(kl_divergence(p, q), exact_bits_apart(p.astype(float), q.astype(float))) < 1e-9
