"""The measures against SciPy, and against sums in 50 digits over exactly the floats that were given."""

import math

import mpmath
import numpy as np
import pytest
import scipy.spatial.distance
import scipy.special
import scipy.stats

from lib import (
    conditional_entropy,
    cross_entropy,
    entropy,
    hellinger,
    jensen_shannon,
    kl_divergence,
    kl_terms,
    mutual_information,
    perplexity,
    surprisal,
    total_variation,
)

ROUNDS = 72  # times eleven sizes and three ways to draw: 2376 pairs
BASES = {"bits": 2, "nats": math.e}
SMALLEST_STEPS = 1e-320  # results below 1e-308 have fewer digits: allow some steps of 5e-324


def random_distribution(rng, size):
    """Weights from 1e-12 to 1, then now and then zeros, subnormals, or all but one nearly nothing."""
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
            # q wherever p is, so that most divergences are finite
            yield p, (p + 3 * q) / 4
            near = p * (1 + rng.choice([1e-15, 1e-12, 1e-8, 1e-4]) * rng.standard_normal(size))
            yield p, near / near.sum()


@pytest.fixture(scope="module")
def pairs():
    return list(random_pairs(np.random.default_rng(20)))


def test_the_pairs_reach_the_corners(pairs):
    """An oracle says nothing about cases it never saw."""
    assert len(pairs) > 2000
    assert sum((p == 0).any() for p, _ in pairs) > 200
    assert sum(((q > 0) & (q < 1e-308)).any() for _, q in pairs) > 200
    assert sum(math.isinf(kl_divergence(p, q)) for p, q in pairs) > 200
    assert sum(0 < kl_divergence(p, q) < 1e-9 for p, q in pairs) > 200
    assert sum(0 < entropy(p) < 1e-9 for p, _ in pairs) > 50


@pytest.fixture(scope="module")
def exact(pairs):
    """(H(p), H(p, q), D(p‖q)) in nats to 50 digits for each pair."""
    with mpmath.workdps(50):
        return [exact_nats(p, q) for p, q in pairs]


def exact_nats(p, q):
    terms = [
        (mpmath.mpf(x), mpmath.log(x), mpmath.log(y) if y else -mpmath.inf)
        for x, y in zip(p.tolist(), q.tolist())
        if x
    ]
    return (
        -mpmath.fsum(x * log_x for x, log_x, _ in terms),
        -mpmath.fsum(x * log_y for x, _, log_y in terms),
        mpmath.fsum(x * (log_x - log_y) for x, log_x, log_y in terms),
    )


@pytest.fixture(scope="module")
def exactly_apart(pairs):
    """(JS in nats, total variation, Hellinger) to 50 digits for each pair."""
    with mpmath.workdps(50):
        return [exact_symmetric(*(list(map(mpmath.mpf, values.tolist())) for values in pair)) for pair in pairs]


def exact_symmetric(p, q):
    shares = [(x, 2 * x / (x + y)) for x, y in [*zip(p, q), *zip(q, p)] if x]
    return (
        mpmath.fsum(x * mpmath.log(share) for x, share in shares) / 2,
        mpmath.fsum(abs(x - y) for x, y in zip(p, q)) / 2,
        mpmath.sqrt(mpmath.fsum((mpmath.sqrt(x) - mpmath.sqrt(y)) ** 2 for x, y in zip(p, q)) / 2),
    )


@pytest.fixture(scope="module")
def tables(pairs):
    """Two rows each: what the pairs are given one or the other; the third of three is nearly independent."""
    rng = np.random.default_rng(21)
    return [random_distribution(rng, 2)[:, None] * np.array(pair) for pair in pairs]


@pytest.fixture(scope="module")
def exact_tables(tables):
    """(H(Y|X), H(X|Y), I) in nats to 50 digits for each table, as it is after rounding."""
    with mpmath.workdps(50):
        return [exact_joint(table.tolist()) for table in tables]


def exact_joint(table):
    rows = [list(map(mpmath.mpf, row)) for row in table]
    p_x, p_y = [*map(mpmath.fsum, rows)], [*map(mpmath.fsum, zip(*rows))]
    cells = [(p, x, y) for row, x in zip(rows, p_x) for p, y in zip(row, p_y) if p]
    told = mpmath.fsum(p * mpmath.log(p * mpmath.fsum(p_x) / (x * y)) for p, x, y in cells)
    return left_in(rows), left_in(zip(*rows)), told


def left_in(rows):
    """The sum of p ln(p(row) / p), from what else is in the row: beside 1, 50 digits do not see 5e-324."""
    split = [(p, mpmath.fsum(row[:i] + row[i + 1 :])) for row in map(list, rows) for i, p in enumerate(row) if p]
    return mpmath.fsum(p * mpmath.log1p(rest / p) for p, rest in split)


def worst(found, exact, allowed):
    """The largest error as a multiple of what is allowed; infinities must be the same ones."""
    with mpmath.workdps(50):
        infinite = [math.isinf(value) for value in found]
        assert infinite == [bool(mpmath.isinf(value)) for value in exact]
        return max(
            float(abs(mpmath.mpf(f) - e) / allowed(e)) for f, e, inf in zip(found, exact, infinite) if not inf
        )


def in_unit(values, base):
    with mpmath.workdps(50):
        unit = mpmath.log(base) if base == 2 else 1
        return [value / unit for value in values]


def relative(value):
    return 1e-12 * value + SMALLEST_STEPS


def divergence_allowance(value):
    return 1e-13 * max(1, value)


@pytest.mark.parametrize("base", BASES.values(), ids=BASES)
class TestFiftyDigits:
    def test_entropy(self, pairs, exact, base):
        found = [entropy(p, base=base) for p, _ in pairs]
        assert worst(found, in_unit([h for h, _, _ in exact], base), relative) < 1

    def test_cross_entropy(self, pairs, exact, base):
        found = [cross_entropy(p, q, base=base) for p, q in pairs]
        assert worst(found, in_unit([ce for _, ce, _ in exact], base), relative) < 1

    def test_kl_divergence(self, pairs, exact, base):
        found = [kl_divergence(p, q, base=base) for p, q in pairs]
        assert worst(found, in_unit([d for _, _, d in exact], base), divergence_allowance) < 1

    def test_kl_terms(self, pairs, exact, base):
        found = [kl_terms(p, q, base=base).sum() for p, q in pairs]
        assert worst(found, in_unit([d for _, _, d in exact], base), divergence_allowance) < 1

    def test_jensen_shannon(self, pairs, exactly_apart, base):
        found = [jensen_shannon(p, q, base=base) for p, q in pairs]
        assert worst(found, in_unit([js for js, _, _ in exactly_apart], base), relative) < 1

    @pytest.mark.parametrize("given", [0, 1])
    def test_conditional_entropy(self, tables, exact_tables, base, given):
        found = [conditional_entropy(table, given=given, base=base) for table in tables]
        assert worst(found, in_unit([exact[given] for exact in exact_tables], base), relative) < 1

    def test_mutual_information(self, tables, exact_tables, base):
        found = [mutual_information(table, base=base) for table in tables]
        assert worst(found, in_unit([told for _, _, told in exact_tables], base), divergence_allowance) < 1


class TestFiftyDigitsWithoutUnit:
    def test_total_variation(self, pairs, exactly_apart):
        assert worst([total_variation(p, q) for p, q in pairs], [tv for _, tv, _ in exactly_apart], relative) < 1

    def test_hellinger(self, pairs, exactly_apart):
        assert worst([hellinger(p, q) for p, q in pairs], [h for _, _, h in exactly_apart], relative) < 1

    def test_perplexity(self, pairs, exact):
        with mpmath.workdps(50):
            expected = [mpmath.exp(h) for h, _, _ in exact]
        assert worst([perplexity(p) for p, _ in pairs], expected, relative) < 1


@pytest.mark.parametrize("base", BASES.values(), ids=BASES)
class TestSciPy:
    def test_surprisal(self, pairs, base):
        for p, _ in pairs:
            with np.errstate(divide="ignore"):
                expected = -np.log(p) / math.log(base)
            np.testing.assert_allclose(surprisal(p, base=base), expected, rtol=1e-14)

    def test_entropy(self, pairs, base):
        found = [entropy(p, base=base) for p, _ in pairs]
        # SciPy divides by the sum once more, which moves tiny entropies: hence the absolute tolerance.
        expected = [scipy.stats.entropy(p, base=base) for p, _ in pairs]
        np.testing.assert_allclose(found, expected, rtol=1e-14, atol=1e-14)

    def test_kl_terms_and_divergence(self, pairs, base):
        for p, q in pairs:
            expected = scipy.special.rel_entr(p, q) / math.log(base)
            np.testing.assert_allclose(kl_terms(p, q, base=base), expected, rtol=1e-13, atol=1e-13)
            np.testing.assert_allclose(kl_divergence(p, q, base=base), expected.sum(), rtol=1e-13, atol=1e-13)

    def test_jensen_shannon(self, pairs, base):
        for p, q in pairs:
            # SciPy gives the root; its logarithm of p / m makes nan of some subnormals, and its sum may be below 0.
            m = (p + q) / 2
            middle = (scipy.special.rel_entr(p, m) + scipy.special.rel_entr(q, m)).sum() / 2 / math.log(base)
            found = jensen_shannon(p, q, base=base)
            assert found == pytest.approx(middle, rel=1e-13, abs=1e-13)
            with np.errstate(invalid="ignore"):
                root = scipy.spatial.distance.jensenshannon(p, q, base=base)
            assert math.isnan(root) or found == pytest.approx(root**2, rel=1e-12, abs=1e-12)

    def test_mutual_information(self, tables, base):
        for table in tables:
            product = np.outer(table.sum(axis=1), table.sum(axis=0))
            if product[table > 0].all():  # else the product was too small for a float
                expected = scipy.special.rel_entr(table, product).sum() / math.log(base)
                assert mutual_information(table, base=base) == pytest.approx(expected, rel=1e-12, abs=1e-12)
