"""Laws that hold for every distribution, on examples that hypothesis searches for."""

import math

import numpy as np
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pytest import approx

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
    total_variation,
)

underflow = np.errstate(under="ignore")  # of the drawn numbers, not of a measure
mean = underflow(np.dot)
SYMMETRIC = [jensen_shannon, total_variation, hellinger]
TINY = 5e-324
# Weights of every kind that may break a logarithm: zero, subnormal, tiny, ordinary.
WEIGHTS = st.one_of(st.just(0.0), st.floats(TINY, 1e-307), st.floats(1e-300, 1e-10), st.floats(1e-4, 1))
PROPER = st.floats(1e-3, 1)


@underflow
def scaled(weights):
    return np.array(weights) / np.sum(weights)


@underflow
def joined(p_x, given_x):
    """Return the joint table with these probabilities of the rows, and these distributions given the row."""
    return p_x[:, None] * np.array(given_x)


@st.composite
def distributions(draw, size=None, weights=WEIGHTS):
    """Draw a distribution over 1 to 8 outcomes: any weights, at least one far from 0; one in eight is one-hot."""
    size = size or draw(st.integers(1, 8))
    position = draw(st.integers(0, size - 1))
    if weights is WEIGHTS and draw(st.integers(0, 7)) == 0:
        return np.eye(size)[position]
    values = draw(st.lists(weights, min_size=size, max_size=size))
    values[position] = draw(st.floats(0.1, 1))
    return scaled(values)


@st.composite
@underflow
def several(draw, count=2, size=None, weights=WEIGHTS):
    """Draw distributions over the same outcomes; some differ only in the last digits."""
    size = size or draw(st.integers(2, 8))
    first = draw(distributions(size, weights))
    found = [first]
    for _ in range(count - 1):
        if draw(st.booleans()):
            found.append(draw(distributions(size, weights)))
        else:
            nudges = draw(st.lists(st.floats(-1e-7, 1e-7), min_size=size, max_size=size))
            found.append(scaled(first * (1 + np.array(nudges))))
    return found


@st.composite
def tables(draw):
    """Draw a joint table of 1 to 4 rows and columns; some are independent, nearly or up to rounding."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    given_rows = draw(several(rows, columns)) if columns > 1 else [np.ones(1)] * rows
    if draw(st.integers(0, 4)) == 0:
        given_rows = [given_rows[0]] * rows
    return joined(draw(distributions(rows)), given_rows)


# --- one distribution


@given(distributions())
def test_entropy_lies_between_zero_and_log_of_the_number_of_outcomes(p):
    assert 0 <= entropy(p) <= math.log2(len(p)) + 1e-14
    assert entropy(np.full(len(p), 1 / len(p))) == approx(math.log2(len(p)), rel=1e-13, abs=1e-15)
    assert 1 <= perplexity(p) <= len(p) * (1 + 1e-14)
    assert perplexity(p) == approx(math.exp(entropy(p, base=math.e)), rel=1e-13)


@given(distributions(), st.sampled_from([2, math.e, 10]))
@example(np.array([1, TINY]), 2)
@example(np.array([0.5, 0.5 + 4e-6]), 10)
def test_the_distance_to_itself_is_exactly_plus_zero(p, base):
    assert str(kl_divergence(p, p.copy(), base=base)) == str(jensen_shannon(p, p, base=base)) == "0.0"
    assert str(total_variation(p, p)) == str(hellinger(p, p)) == "0.0"
    assert not kl_terms(p, p, base=base).any()


# --- two distributions


@given(several())
def test_cross_entropy_is_entropy_plus_divergence(pair):
    p, q = pair
    assert cross_entropy(p, q) == approx(entropy(p) + kl_divergence(p, q), rel=1e-13, abs=1e-13)
    assert kl_terms(p, q).sum() == approx(kl_divergence(p, q), rel=1e-13, abs=1e-13)


@given(several())
@example([np.array([1.0, 0.0]), np.array([0.0, 1.0])])
def test_bounds(pair):
    """The bounds of Pinsker (a divergence is positive unless p = q), Le Cam and Lin (1991), all in bits."""
    divergence, apart = kl_divergence(*pair), total_variation(*pair)
    assert divergence >= 0
    assert apart <= math.sqrt(divergence * math.log(2) / 2) * (1 + 1e-9) + 1e-15
    assert hellinger(*pair) ** 2 <= apart * (1 + 1e-12) + 1e-300
    assert apart <= math.sqrt(2) * hellinger(*pair) * (1 + 1e-12) + 1e-300
    assert jensen_shannon(*pair) <= apart * (1 + 1e-12) + 1e-300


@given(several())
def test_symmetric_measures_are_symmetric_and_between_0_and_1(pair):
    p, q = pair
    for measure in SYMMETRIC:
        assert 0 <= measure(p, q) == measure(q, p) <= 1
        assert (measure(p, q) == 0) == np.array_equal(p, q) or total_variation(p, q) < 1e-300


@given(several())
def test_jensen_shannon_is_what_an_outcome_tells_about_its_source(pair):
    told = mutual_information(joined(np.full(2, 0.5), pair))
    assert jensen_shannon(*pair) == approx(told, rel=1e-9, abs=1e-13)


@given(several(count=3))
def test_triangle_inequality(three):
    p, r, q = three
    for distance in (lambda p, q: math.sqrt(jensen_shannon(p, q)), total_variation, hellinger):
        assert distance(p, q) <= (distance(p, r) + distance(r, q)) * (1 + 1e-7) + 1e-15


@given(several(size=5), st.permutations(range(5)))
def test_the_order_of_the_outcomes_does_not_matter(pair, order):
    p, q = pair
    assert entropy(p[order]) == approx(entropy(p), rel=1e-14)
    for measure in (cross_entropy, kl_divergence, *SYMMETRIC):
        assert measure(p[order], q[order]) == approx(measure(p, q), rel=1e-13, abs=1e-14)
    assert kl_terms(p[order], q[order]).tolist() == kl_terms(p, q)[order].tolist()


@given(several())
def test_merging_outcomes_never_drives_apart(pair):
    """The data-processing inequality: merging two outcomes cannot separate p from q."""
    merged = [np.append(p[2:], p[:2].sum()) for p in pair]
    for measure in (kl_divergence, *SYMMETRIC):
        assert measure(*merged) <= measure(*pair) * (1 + 1e-12) + 1e-13


@given(distributions(size=3), distributions(3, PROPER), several(3, 4), several(3, 4, PROPER))
def test_chain_rule_of_divergence(p_x, q_x, p_rows, q_rows):
    """D(p(x, y) ‖ q(x, y)) = D(p(x) ‖ q(x)) + the mean under p of D(p(y | x) ‖ q(y | x))."""
    joint = kl_divergence(joined(p_x, p_rows).ravel(), joined(q_x, q_rows).ravel())
    conditional = mean(p_x, kl_divergence(np.array(p_rows), np.array(q_rows)))
    assert joint == approx(kl_divergence(p_x, q_x) + conditional, rel=1e-12, abs=1e-12)


# --- joint tables


@given(tables())
def test_entropy_and_information_of_a_table(joint):
    """H(X, Y) = H(X) + H(Y|X) = H(Y) + H(X|Y), and 0 <= I = H(X) - H(X|Y) = H(Y) - H(Y|X) = D(p(x, y) ‖ p(x) p(y))."""
    p_x, p_y = scaled(joint.sum(axis=1)), scaled(joint.sum(axis=0))
    told = mutual_information(joint)
    for known, other, given_known in ((p_x, p_y, 0), (p_y, p_x, 1)):
        left = conditional_entropy(joint, given=given_known)
        assert entropy(joint.ravel()) == approx(entropy(known) + left, rel=1e-12, abs=1e-12)
        assert told == approx(entropy(other) - left, abs=1e-12) and left >= 0
    assert 0 <= told == approx(mutual_information(joint.T), rel=1e-12, abs=1e-12)
    product = joined(p_x, [p_y] * len(p_x))
    if product[joint > 0].all():  # otherwise it is too small for a float
        assert told == approx(kl_divergence(joint.ravel(), product.ravel()), rel=1e-12, abs=1e-12)


@given(distributions(), distributions())
def test_independent_quantities_tell_nothing(p, q):
    joint = joined(p, [q] * len(p))
    assume(not ((joint > 0) & (joint < 1e-290)).any())  # subnormal products have too few digits
    assert mutual_information(joint) == 0


@given(tables(), st.data())
def test_data_processing(joint, data):
    """X - Y - Z, where Z is made from Y alone, by chance or not: I(X; Z) <= I(X; Y), and H(X|Z) >= H(X|Y)."""
    channel = np.array(data.draw(several(joint.shape[1], size=3)) if joint.shape[1] > 1 else [np.full(3, 1 / 3)])
    processed = mean(joint, channel)
    assert mutual_information(processed) <= mutual_information(joint) + 1e-12
    assert conditional_entropy(processed, given=1) >= conditional_entropy(joint, given=1) - 1e-12
