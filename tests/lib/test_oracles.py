"""The measures agree with SciPy, and with sums in 50 digits over exactly the given floats."""

import itertools
import math
from functools import partial

import mpmath
import numpy as np
import pytest
import scipy.spatial.distance
import scipy.special
import scipy.stats
from mpmath import fsum, log, mpf, sqrt
from pytest import approx

import lib
from lib import entropy, jensen_shannon, kl_divergence, kl_terms, surprisal

ROUNDS = 72  # times eleven sizes and three ways to draw: 2376 pairs
SMALLEST_STEPS = 1e-320  # results below 1e-308 have fewer digits: allow some steps of 5e-324


def random_distribution(rng, size):
    """Return normalized weights from 1e-12 to 1, sometimes with zeros, subnormals, or all but one nearly 0."""
    weights = 10.0 ** rng.uniform(-12, 0, size) if rng.random() < 0.5 else rng.random(size)
    weights[rng.random(size) < rng.choice([0, 0.3])] = 0
    weights[rng.random(size) < rng.choice([0, 0.3])] = 5e-324 * rng.integers(1, 1000)
    weights[rng.random(size) < rng.choice([0, 0.8])] *= 1e-14
    weights[rng.integers(size)] = 1
    return weights / weights.sum()


def random_pairs(rng):
    for size in range(2, 13):
        for _ in range(ROUNDS):
            p, q = random_distribution(rng, size), random_distribution(rng, size)
            yield p, q
            # q is positive where p is, so that most divergences are finite
            yield p, (p + 3 * q) / 4
            near = p * (1 + rng.choice([1e-15, 1e-12, 1e-8, 1e-4]) * rng.standard_normal(size))
            yield p, near / near.sum()


@pytest.fixture(scope="module")
def pairs():
    return list(random_pairs(np.random.default_rng(20)))


def test_the_pairs_reach_the_corners(pairs):
    """The comparisons test only the cases that occur."""
    assert len(pairs) > 2000
    assert sum((p == 0).any() for p, _ in pairs) > 200
    assert sum(((q > 0) & (q < 1e-308)).any() for _, q in pairs) > 200
    assert sum(math.isinf(kl_divergence(p, q)) for p, q in pairs) > 200
    assert sum(0 < kl_divergence(p, q) < 1e-9 for p, q in pairs) > 200
    assert sum(0 < entropy(p) < 1e-9 for p, _ in pairs) > 50


# --- fifty digits


def exact_of_pair(p, q):
    """Return {measure: value}, in nats where it has a unit; a difference between the two sums is no divergence."""
    pairs = [(mpf(x), mpf(y)) for x, y in zip(p.tolist(), q.tolist())]
    shares = [(x, 2 * x / (x + y)) for a, b in pairs for x, y in ((a, b), (b, a)) if x]
    surprise = [-log(y) if y else mpmath.inf for _, y in pairs]
    h = -fsum(x * log(x) for x, _ in pairs if x)
    divergence = fsum(x * (log(x) + s) if x else 0 for (x, _), s in zip(pairs, surprise))
    return {
        "entropy": h,
        "perplexity": mpmath.exp(h),
        "cross_entropy": fsum(x * s for (x, _), s in zip(pairs, surprise) if x),
        "kl_divergence": divergence - fsum(x - y for x, y in pairs),
        "kl_terms": divergence,
        "jensen_shannon": fsum(x * log(share) for x, share in shares) / 2,
        "total_variation": fsum(abs(x - y) for x, y in pairs) / 2,
        "hellinger": sqrt(fsum((sqrt(x) - sqrt(y)) ** 2 for x, y in pairs) / 2),
    }


def exact_of_table(table):
    rows = [list(map(mpf, row)) for row in table.tolist()]
    p_x, p_y = [*map(fsum, rows)], [*map(fsum, zip(*rows))]
    cells = [(p, x, y) for row, x in zip(rows, p_x) for p, y in zip(row, p_y) if p]
    told = fsum(p * log(p * fsum(p_x) / (x * y)) for p, x, y in cells)
    return {"H(Y|X)": left_in(rows), "H(X|Y)": left_in(zip(*rows)), "I": told}


def left_in(rows):
    """Return the sum of p ln(p(row) / p), computed from the rest of the row: 50 digits do not hold 1 + 5e-324."""
    split = [(p, fsum(row[:i] + row[i + 1 :])) for row in map(list, rows) for i, p in enumerate(row) if p]
    return fsum(p * mpmath.log1p(rest / p) for p, rest in split)


@pytest.fixture(scope="module")
def exact(pairs):
    """Return the arguments, pairs and tables, each with the exact values."""
    rng = np.random.default_rng(21)
    # two rows each: p or q, each times a probability; every third table is nearly independent
    tables = [random_distribution(rng, 2)[:, None] * np.array(pair) for pair in pairs]
    with mpmath.workdps(50):
        return [(pair, exact_of_pair(*pair)) for pair in pairs] + [((t,), exact_of_table(t)) for t in tables]


def relative(value):
    return 1e-12 * value + SMALLEST_STEPS


def absolute(value):
    return 1e-13 * max(1, value)


def both(value):
    """Return the error that is allowed for a divergence, which has nine digits even if it is small."""
    return min(absolute(value), 1e-9 * value + SMALLEST_STEPS)


# each measure of a pair or a table, with its allowed error
MEASURES = {
    "entropy": (lambda p, q, **base: entropy(p, **base), relative),
    "cross_entropy": (lib.cross_entropy, relative),
    "kl_divergence": (kl_divergence, both),
    "kl_terms": (lambda p, q, **base: kl_terms(p, q, **base).sum(), absolute),
    "jensen_shannon": (jensen_shannon, relative),
    "H(Y|X)": (partial(lib.conditional_entropy, given=0), relative),
    "H(X|Y)": (partial(lib.conditional_entropy, given=1), relative),
    "I": (lib.mutual_information, absolute),
}
WITHOUT_UNIT = {
    "perplexity": (lambda p, q: lib.perplexity(p), relative),
    "total_variation": (lib.total_variation, relative),
    "hellinger": (lib.hellinger, relative),
}


@pytest.mark.parametrize("name, base", [*itertools.product(MEASURES, (2, math.e)), *((n, None) for n in WITHOUT_UNIT)])
def test_fifty_digits(name, base, exact):
    measure, allowed = (MEASURES | WITHOUT_UNIT)[name]
    options = {"base": base} if base else {}
    with mpmath.workdps(50):
        unit = log(2) if base == 2 else 1
        for given, values in exact:
            if name in values:
                found, expected = measure(*given, **options), values[name] / unit
                assert found == expected or abs(found - expected) <= allowed(expected)


def has_nine_digits(p, q, copies=1):
    with mpmath.workdps(50):
        exact = copies * exact_of_pair(p, q)["kl_divergence"] / log(2)
    return kl_divergence(np.tile(p, copies), np.tile(q, copies)) == approx(float(exact), rel=1e-9, abs=0)


@pytest.mark.parametrize("e", [10.0**-k for k in range(1, 13)])
def test_nearly_equal_keep_their_digits(e):
    """log p - log q may lose all of them."""
    assert has_nine_digits(np.array([0.5, 0.5, 0]), np.array([0.5 - e / 2, 0.5 - e / 2, e]))
    for copies in (20, 2000):
        rng = np.random.default_rng(copies)
        p = np.append(0, rng.dirichlet(np.ones(49)) / copies)
        noise = rng.uniform(-1, 1, 50)
        assert has_nine_digits(p, p * (1 + e * (noise - copies * p @ noise)), copies)


def test_coarse_numbers_are_compared_as_they_are():
    """Sums of float16 miss 1 by up to a thousandth, which is more than some divergences."""
    rng = np.random.default_rng(6)
    for p in rng.dirichlet(np.ones(10), 50):
        pair = np.float16([p, p * (1 + 0.03 * rng.standard_normal(10))])
        if np.all(abs(pair.astype(float).sum(axis=-1) - 1) < 2**-10):
            assert has_nine_digits(*pair)


# --- SciPy


@pytest.mark.parametrize("base", [2, math.e])
@np.errstate(all="ignore")
def test_scipy(pairs, base):
    for p, q in pairs:
        assert surprisal(p, base=base) == approx(-np.log(p) / math.log(base), rel=1e-14)
        # SciPy divides by the sum once more, which changes tiny entropies; so the tolerance is absolute.
        assert entropy(p, base=base) == approx(scipy.stats.entropy(p, base=base), rel=1e-14, abs=1e-14)
        terms = scipy.special.rel_entr(p, q) / math.log(base)
        assert kl_terms(p, q, base=base) == approx(terms, rel=1e-13, abs=1e-13)
        # SciPy returns the root; its logarithm of p / m is nan for some subnormals.
        root = scipy.spatial.distance.jensenshannon(p, q, base=base)
        assert math.isnan(root) or jensen_shannon(p, q, base=base) == approx(root**2, rel=1e-12, abs=1e-12)
