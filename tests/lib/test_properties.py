"""Laws that hold for every distribution, on examples that hypothesis searches for.

Every call of a measure here runs with numpy told to raise where it would warn.
"""

import math

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import lib

pytestmark = pytest.mark.filterwarnings("error")
surprisal, entropy, cross_entropy, kl_divergence, kl_terms = map(
    np.errstate(all="raise"), (lib.surprisal, lib.entropy, lib.cross_entropy, lib.kl_divergence, lib.kl_terms)
)
perplexity, conditional_entropy, mutual_information = map(
    np.errstate(all="raise"), (lib.perplexity, lib.conditional_entropy, lib.mutual_information)
)
jensen_shannon, total_variation, hellinger = map(
    np.errstate(all="raise"), (lib.jensen_shannon, lib.total_variation, lib.hellinger)
)

TINY = 5e-324
# Weights of every kind that may break a logarithm: zero, subnormal, tiny, ordinary.
WEIGHTS = st.one_of(st.just(0.0), st.floats(TINY, 1e-307), st.floats(1e-300, 1e-10), st.floats(1e-4, 1))
PROPER = st.floats(1e-3, 1)


def scaled(weights):
    weights = np.array(weights)
    return weights / weights.sum()


@st.composite
def distributions(draw, size=None, weights=WEIGHTS):
    """A distribution over 1 to 8 outcomes: any weights with at least one ordinary among them, or one-hot."""
    size = size or draw(st.integers(1, 8))
    position = draw(st.integers(0, size - 1))
    if weights is WEIGHTS and draw(st.integers(0, 7)) == 0:
        return np.eye(size)[position]
    values = draw(st.lists(weights, min_size=size, max_size=size))
    values[position] = draw(st.floats(0.1, 1))
    return scaled(values)


@st.composite
def several(draw, count=2, size=None, weights=WEIGHTS):
    """Distributions over the same outcomes; now and then they differ only in the last digits."""
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
    """A joint table of 1 to 4 rows and columns; now and then nearly, or but for rounding, independent."""
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    given_rows = draw(several(rows, columns)) if columns > 1 else [np.ones(1)] * rows
    if draw(st.integers(0, 4)) == 0:
        given_rows = [given_rows[0]] * rows
    return draw(distributions(rows))[:, None] * np.array(given_rows)


def plain_sum(p, q):
    """The definition, term by term, with its two rules about zero."""
    return sum(0.0 if x == 0 else math.inf if y == 0 else -float(x) * math.log2(y) for x, y in zip(p, q))


@given(several())
@example([np.array([1.0, 0.0]), np.array([0.0, 1.0])])
def test_divergence_is_not_negative(pair):
    assert kl_divergence(*pair) >= 0


@given(distributions(), st.sampled_from([2, math.e, 10]))
def test_divergence_from_itself_is_exactly_zero(p, base):
    assert kl_divergence(p, p, base=base) == 0
    assert kl_divergence(p, p.copy(), base=base) == 0
    assert not kl_terms(p, p, base=base).any()


@given(distributions(size=4), st.floats(1e-6, 1e-3), st.permutations(range(4)))
def test_divergence_is_positive_where_a_millionth_moved(p, moved, order):
    here, there = order[:2]
    assume(p[here] >= moved)
    q = p.copy()
    q[here] -= moved
    q[there] += moved
    assume(q[there] <= 1)
    # Pinsker: D >= (sum |p - q|)^2 / 2 nats, here with room for rounding.
    assert kl_divergence(p, q) >= 0.99 * 2 * moved**2 / math.log(2)
    assert kl_divergence(q, p) >= 0.99 * 2 * moved**2 / math.log(2)


@given(several())
def test_measures_are_their_definitions(pair):
    p, q = pair
    assert entropy(p) == pytest.approx(plain_sum(p, p), rel=1e-12, abs=1e-300)
    assert cross_entropy(p, q) == pytest.approx(plain_sum(p, q), rel=1e-12, abs=1e-300)


@given(several())
def test_cross_entropy_is_entropy_plus_divergence(pair):
    p, q = pair
    assert cross_entropy(p, q) == pytest.approx(entropy(p) + kl_divergence(p, q), rel=1e-13, abs=1e-13)


@given(several())
def test_terms_sum_to_the_divergence(pair):
    assert kl_terms(*pair).sum() == pytest.approx(kl_divergence(*pair), rel=1e-13, abs=1e-13)


@given(distributions())
def test_entropy_lies_between_zero_and_log_of_the_number_of_outcomes(p):
    assert 0 <= entropy(p) <= math.log2(len(p)) + 1e-14


@given(st.integers(1, 300), st.sampled_from([2, math.e, 10]))
def test_entropy_of_the_uniform_distribution_is_the_log_of_the_number_of_outcomes(size, base):
    assert entropy(np.full(size, 1 / size), base=base) == pytest.approx(
        math.log(size, base), rel=1e-13, abs=1e-15
    )


@given(st.data(), several(size=5))
def test_the_order_of_the_outcomes_does_not_matter(data, pair):
    p, q = pair
    order = data.draw(st.permutations(range(5)))
    assert entropy(p[order]) == pytest.approx(entropy(p), rel=1e-14)
    assert cross_entropy(p[order], q[order]) == pytest.approx(cross_entropy(p, q), rel=1e-14)
    assert kl_divergence(p[order], q[order]) == pytest.approx(kl_divergence(p, q), rel=1e-14, abs=1e-14)
    assert kl_terms(p[order], q[order]).tolist() == kl_terms(p, q)[order].tolist()


@given(several())
def test_bits_are_nats_over_ln_2(pair):
    p, q = pair
    for bits, nats in (
        (entropy(p), entropy(p, base=math.e)),
        (cross_entropy(p, q), cross_entropy(p, q, base=math.e)),
        (kl_divergence(p, q), kl_divergence(p, q, base=math.e)),
    ):
        assert bits == pytest.approx(nats / math.log(2), rel=1e-13, abs=1e-14)
    assert surprisal(p) == pytest.approx(surprisal(p, base=math.e) / math.log(2), rel=1e-13)


@given(several(count=6))
def test_a_batch_equals_a_loop(six):
    p, q = np.array(six[:3]), np.array(six[3:])
    assert entropy(p) == pytest.approx([entropy(row) for row in p], rel=1e-14)
    for measure in (cross_entropy, kl_divergence):
        loop = [measure(a, b) for a, b in zip(p, q)]
        table = [[measure(a, b) for b in q] for a in p]
        assert measure(p, q) == pytest.approx(loop, rel=1e-14, abs=1e-14)
        assert measure(p.T, q.T, axis=0) == pytest.approx(loop, rel=1e-14, abs=1e-14)
        assert measure(p[:, None], q) == pytest.approx(np.array(table), rel=1e-14, abs=1e-14)
    assert kl_terms(p, q).tolist() == [kl_terms(a, b).tolist() for a, b in zip(p, q)]


@given(distributions(size=3), several(count=3, size=4))
def test_chain_rule_of_entropy(marginal, rows):
    """H(X, Y) = H(X) + H(Y | X)."""
    joint = marginal[:, None] * np.array(rows)
    conditional = marginal @ entropy(np.array(rows))
    assert entropy(joint.ravel()) == pytest.approx(entropy(marginal) + conditional, rel=1e-12, abs=1e-12)


@given(distributions(size=3), distributions(3, PROPER), several(3, 4), several(3, 4, PROPER))
def test_chain_rule_of_divergence(p_marginal, q_marginal, p_rows, q_rows):
    """D(p(x, y) ‖ q(x, y)) = D(p(x) ‖ q(x)) + the mean under p of D(p(y | x) ‖ q(y | x))."""
    p_joint = p_marginal[:, None] * np.array(p_rows)
    q_joint = q_marginal[:, None] * np.array(q_rows)
    conditional = p_marginal @ kl_divergence(np.array(p_rows), np.array(q_rows))
    found = kl_divergence(p_joint.ravel(), q_joint.ravel())
    assert found == pytest.approx(kl_divergence(p_marginal, q_marginal) + conditional, rel=1e-12, abs=1e-12)


@given(several())
def test_merging_outcomes_never_raises_the_divergence(pair):
    """The data-processing inequality: forgetting which of two outcomes occurred cannot separate p from q."""
    p, q = pair
    merged = kl_divergence(np.append(p[2:], p[:2].sum()), np.append(q[2:], q[:2].sum()))
    assert merged <= kl_divergence(p, q) * (1 + 1e-13) + 1e-13


@given(several(), st.sampled_from([np.float64, np.float32]))
def test_the_arguments_are_never_changed(pair, dtype):
    p, q = (a.astype(dtype) for a in pair)
    before = p.tobytes(), q.tobytes()
    surprisal(p), entropy(p), cross_entropy(p, q), kl_divergence(p, q), kl_terms(p, q)
    assert (p.tobytes(), q.tobytes()) == before


# --- joint tables


@given(tables())
def test_chain_rule_both_ways(joint):
    """H(X, Y) = H(X) + H(Y|X) = H(Y) + H(X|Y)."""
    for known in (0, 1):
        both = entropy(scaled(joint.sum(axis=1 - known))) + conditional_entropy(joint, given=known)
        assert entropy(joint.ravel()) == pytest.approx(both, rel=1e-12, abs=1e-12)


@given(tables())
def test_mutual_information_has_many_faces(joint):
    """I = H(X) - H(X|Y) = H(Y) - H(Y|X) = D(p(x, y) ‖ p(x) p(y)), the same for the table turned, never negative."""
    told, p_x, p_y = mutual_information(joint), scaled(joint.sum(axis=1)), scaled(joint.sum(axis=0))
    assert told >= 0
    assert told == pytest.approx(entropy(p_x) - conditional_entropy(joint, given=1), abs=1e-12)
    assert told == pytest.approx(entropy(p_y) - conditional_entropy(joint, given=0), abs=1e-12)
    assert told == pytest.approx(mutual_information(joint.T), rel=1e-12, abs=1e-12)
    product = np.outer(p_x, p_y)
    if product[joint > 0].all():  # else it is too small for a float
        assert told == pytest.approx(kl_divergence(joint.ravel(), product.ravel()), rel=1e-12, abs=1e-12)


@given(distributions(), distributions())
def test_independent_quantities_tell_nothing(p, q):
    joint = np.outer(p, q)
    assume(not ((joint > 0) & (joint < 1e-290)).any())  # subnormal products have lost their digits
    assert mutual_information(joint) == 0


@given(tables())
def test_knowing_never_raises_the_entropy_on_average(joint):
    assert 0 <= conditional_entropy(joint, given=0) <= entropy(scaled(joint.sum(axis=0))) + 1e-12
    assert 0 <= conditional_entropy(joint, given=1) <= entropy(scaled(joint.sum(axis=1))) + 1e-12


@given(tables(), st.data())
def test_data_processing(joint, data):
    """X - Y - Z, where Z is made from Y alone, by chance or not: I(X; Z) <= I(X; Y), and H(X|Z) >= H(X|Y)."""
    channel = np.array(data.draw(several(joint.shape[1], size=3)) if joint.shape[1] > 1 else [np.full(3, 1 / 3)])
    with np.errstate(under="ignore"):
        processed = joint @ channel
    assert mutual_information(processed) <= mutual_information(joint) + 1e-12
    assert conditional_entropy(processed, given=1) >= conditional_entropy(joint, given=1) - 1e-12


@given(tables())
def test_tables_in_bits_are_nats_over_ln_2(joint):
    for measure, options in ((mutual_information, {}), (conditional_entropy, {"given": 0})):
        nats = measure(joint, base=math.e, **options)
        assert measure(joint, **options) == pytest.approx(nats / math.log(2), rel=1e-13, abs=1e-14)


# --- symmetric relatives, and perplexity


@given(several())
def test_symmetric_measures_are_symmetric_and_between_0_and_1(pair):
    p, q = pair
    for measure in (jensen_shannon, total_variation, hellinger):
        assert 0 <= measure(p, q) == measure(q, p) <= 1
        assert (measure(p, q) == 0) == np.array_equal(p, q) or total_variation(p, q) < 1e-300


@given(several())
def test_jensen_shannon_is_what_an_outcome_tells_about_its_source(pair):
    assert jensen_shannon(*pair) == pytest.approx(mutual_information(np.array(pair) / 2), rel=1e-9, abs=1e-13)


@given(several())
def test_pinsker(pair):
    """TV <= sqrt(D ln 2 / 2), with D in bits."""
    assert total_variation(*pair) <= math.sqrt(kl_divergence(*pair) * math.log(2) / 2) * (1 + 1e-9) + 1e-15


@given(several())
def test_hellinger_and_total_variation_bound_each_other(pair):
    apart, h = total_variation(*pair), hellinger(*pair)
    assert h**2 <= apart * (1 + 1e-12) + 1e-300
    assert apart <= math.sqrt(2) * h * (1 + 1e-12) + 1e-300


@given(several())
def test_jensen_shannon_lies_under_total_variation(pair):
    """In bits; Lin (1991)."""
    assert jensen_shannon(*pair) <= total_variation(*pair) * (1 + 1e-12) + 1e-300


@given(several(count=3))
@pytest.mark.parametrize(
    "distance",
    [lambda p, q: math.sqrt(jensen_shannon(p, q)), total_variation, hellinger],
    ids=["root of jensen_shannon", "total_variation", "hellinger"],
)
def test_no_detour_is_shorter(distance, three):
    p, r, q = three
    assert distance(p, q) <= (distance(p, r) + distance(r, q)) * (1 + 1e-7) + 1e-15


@given(several(size=4))
def test_merging_outcomes_never_drives_apart(pair):
    merged = [np.append(p[2:], p[:2].sum()) for p in pair]
    for measure in (jensen_shannon, total_variation, hellinger):
        assert measure(*merged) <= measure(*pair) * (1 + 1e-12) + 1e-13


@given(distributions())
def test_perplexity_lies_between_1_and_the_number_of_outcomes(p):
    assert 1 <= perplexity(p) <= len(p) * (1 + 1e-14)
    assert perplexity(p) == pytest.approx(math.exp(entropy(p, base=math.e)), rel=1e-13)


@given(tables(), several())
def test_the_arguments_of_the_others_are_never_changed(joint, pair):
    arguments = joint, *pair
    before = [array.tobytes() for array in arguments]
    mutual_information(joint), conditional_entropy(joint, given=0), conditional_entropy(joint, given=1)
    jensen_shannon(*pair), total_variation(*pair), hellinger(*pair), perplexity(pair[0])
    assert [array.tobytes() for array in arguments] == before
