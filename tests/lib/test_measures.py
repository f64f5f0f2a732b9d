"""surprisal, entropy, perplexity, cross_entropy, kl_divergence, kl_terms: values, edges, types, shapes, inputs.

Every test here runs with numpy told to raise where it would warn, and with every warning an error.
"""

import math
import warnings

import numpy as np
import pytest

from lib import cross_entropy, entropy, kl_divergence, kl_terms, perplexity, surprisal

INF = math.inf
TINY = 5e-324  # the smallest positive float, 2**-1074: subnormal
HALF = [0.5, 0.5]


@pytest.fixture(autouse=True)
def numpy_must_stay_silent():
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def is_plus_zero(value):
    return value == 0 and math.copysign(1, value) == 1


# --- values


@pytest.mark.parametrize("halvings", [0, 1, 2, 3, 10, 52, 53, 1022, 1023, 1074])
def test_each_halving_of_a_probability_costs_exactly_one_more_bit(halvings):
    assert surprisal(2.0**-halvings) == halvings


@pytest.mark.parametrize(
    "p, bits",
    [
        (0.01, 6.643856),
        (0.05, 4.321928),
        (0.1, 3.321928),
        (0.25, 2),
        (0.5, 1),
        (0.75, 0.415037),
        (0.9, 0.152003),
    ],
)
def test_surprisal_in_bits(p, bits):
    assert surprisal(p) == pytest.approx(bits, abs=5e-7)


@pytest.mark.parametrize(
    "p, bits",
    [
        ([1.0], 0),
        (HALF, 1),
        ([0.25] * 4, 2),
        ([1 / 256] * 256, 8),
        ([0.5, 0.25, 0.25, 0], 1.5),
        ([0.5, 0.25, 0.125, 0.125], 1.75),
    ],
)
def test_entropy_of_powers_of_two_is_exact(p, bits):
    assert entropy(p) == bits


@pytest.mark.parametrize("p, bits", [([0.9, 0.1], 0.468996), ([2**-20, 1 - 2**-20], 2.0449e-5)])
def test_entropy_in_bits(p, bits):
    assert entropy(p) == pytest.approx(bits, rel=5e-5 if bits < 1e-4 else 1e-6)


@pytest.mark.parametrize(
    "p, choices",
    [
        ([1.0], 1),
        (HALF, 2),
        ([0, 1, 0], 1),
        ([1 / 256] * 256, 256),
        ([1 / 3] * 3, 3),
        ([0.5, 0.25, 0.125, 0.125], 2**1.75),  # 3.363586
        ([0.5, 0.25, 0.125, 0.125, 0], 3.363585661),
        ([0.9, 0.1], math.exp(0.325082973)),  # the same number by way of nats
    ],
)
def test_perplexity_counts_equally_likely_choices(p, choices):
    assert perplexity(p) == pytest.approx(choices, rel=1e-9)
    assert type(perplexity(p)) is float


def test_perplexity_of_a_batch_along_an_axis():
    assert perplexity(BATCH).tolist() == [perplexity(p) for p in BATCH]
    assert perplexity(BATCH.T, axis=0).tolist() == perplexity(BATCH).tolist()


@pytest.mark.parametrize(
    "p, q, bits",
    [
        (HALF, HALF, 1),
        (HALF, [0.25, 0.75], 1.207518749639),
        ([1, 0], [0.125, 0.875], 3),
        ([0.5, 0.25, 0.125, 0.125], [0.125, 0.5, 0.25, 0.125], 2.375),
    ],
)
def test_cross_entropy_in_bits(p, q, bits):
    assert cross_entropy(p, q) == pytest.approx(bits, abs=1e-12)


@pytest.mark.parametrize(
    "p, q, bits",
    [
        ([1, 0], [0.125, 0.875], 3),
        ([1, 0], [0.25, 0.75], 2),
        ([1, 0], HALF, 1),
        ([1, 0], [0.9, 0.1], 0.152003),
        ([0.8, 0.2], [0.9, 0.1], 0.064060),
        ([0.8, 0.2], [0.7, 0.3], 0.037124),
        (HALF, [0.1, 0.9], 0.736966),
        (HALF, [0.9, 0.1], 0.736966),
        ([1, 0, 0], [0.5, 0.5, 0], 1),
        ([1, 0, 0], [0.5, 0.25, 0.25], 1),
    ],
)
def test_kl_divergence_in_bits(p, q, bits):
    assert kl_divergence(p, q) == pytest.approx(bits, abs=5e-7)


def test_the_two_directions_of_kl_differ():
    assert kl_divergence(HALF, [0.25, 0.75]) == pytest.approx(0.207518749639, abs=1e-12)
    assert kl_divergence([0.25, 0.75], HALF) == pytest.approx(0.188721875541, abs=1e-12)


def test_kl_breaks_the_triangle_inequality():
    p, r, q = HALF, [0.25, 0.75], [0.1, 0.9]
    assert kl_divergence(p, r) + kl_divergence(r, q) == pytest.approx(0.340725, abs=5e-7)
    assert kl_divergence(p, q) > kl_divergence(p, r) + kl_divergence(r, q)


def test_kl_terms_carry_a_sign_and_sum_to_the_divergence():
    terms = kl_terms(HALF, [0.25, 0.75])
    assert terms == pytest.approx([0.5, 0.5 * math.log2(2 / 3)], abs=1e-15)
    assert terms[1] < 0
    assert terms.sum() == pytest.approx(kl_divergence(HALF, [0.25, 0.75]), abs=1e-15)


@pytest.mark.parametrize(
    "base, unit",
    [
        (2, 1),
        (2.0, 1),
        (np.float64(2), 1),
        (4, 0.5),
        (256, 0.125),
        (math.e, math.log(2)),
        (10, math.log10(2)),
    ],
)
def test_base_sets_the_unit(base, unit):
    """One bit is ln 2 nats and log10(2) bans, whichever function says it."""
    assert surprisal(0.5, base=base) == pytest.approx(unit, rel=1e-15)
    assert entropy(HALF, base=base) == pytest.approx(unit, rel=1e-15)
    assert cross_entropy(HALF, HALF, base=base) == pytest.approx(unit, rel=1e-15)
    assert kl_terms([1, 0], HALF, base=base) == pytest.approx([unit, 0], rel=1e-15)
    assert kl_divergence([1, 0], HALF, base=base) == pytest.approx(unit, rel=1e-15)


def test_base_and_axis_are_given_by_name():
    for call in (
        lambda: surprisal(0.5, 2),
        lambda: entropy(HALF, 2),
        lambda: cross_entropy(HALF, HALF, 2),
        lambda: kl_divergence(HALF, HALF, 2),
        lambda: kl_terms(HALF, HALF, 2),
    ):
        with pytest.raises(TypeError):
            call()


# --- edges


def test_surprisal_of_the_impossible_is_infinite():
    assert surprisal(0) == INF
    assert surprisal([0, 0.5]).tolist() == [INF, 1]


@pytest.mark.parametrize("base", [2, math.e, 10])
def test_certainty_is_plus_zero(base):
    """Learners must not see -0.0."""
    assert is_plus_zero(surprisal(1, base=base))
    assert is_plus_zero(surprisal([1.0, 0.5], base=base)[0])
    assert is_plus_zero(entropy([0, 1, 0], base=base))
    assert is_plus_zero(cross_entropy([0, 1, 0], [0, 1, 0], base=base))
    assert is_plus_zero(kl_divergence([0, 1, 0], [0, 1, 0], base=base))
    assert all(map(is_plus_zero, entropy(np.eye(3), base=base)))
    assert all(map(is_plus_zero, cross_entropy(np.eye(3), np.eye(3), base=base)))
    assert all(map(is_plus_zero, kl_terms([0, 1, 0], [0, 1, 0], base=base)))


@pytest.mark.parametrize("base", [2, math.e, 10])
@pytest.mark.parametrize(
    "p",
    [
        HALF,
        [1 / 3] * 3,
        [0.1] * 10,
        [0.36, 0.48, 0.16],
        [0.7, 0.3, 0],
        [1.0, TINY],
        [1 - 1e-16, 1e-16],
        [0.5, 0.5 + 4e-6],
    ],
)
def test_divergence_from_itself_is_exactly_plus_zero(p, base):
    assert is_plus_zero(kl_divergence(p, p, base=base))


def test_zero_probability_under_p_adds_nothing():
    assert entropy([0.5, 0, 0.5]) == 1
    assert cross_entropy([0.5, 0, 0.5], [0.25, 0.5, 0.25]) == 2
    assert kl_divergence([0.5, 0, 0.5], [0.25, 0.5, 0.25]) == 1
    assert kl_terms([0.5, 0, 0.5], [0.25, 0.5, 0.25]).tolist() == [0.5, 0, 0.5]


def test_what_q_rules_out_and_p_allows_costs_infinitely_much():
    assert cross_entropy(HALF, [1, 0]) == INF
    assert kl_divergence(HALF, [1, 0]) == INF
    assert kl_terms(HALF, [1, 0]).tolist() == [-0.5, INF]
    assert kl_divergence([1 - 1e-16, 1e-16], [1, 0]) == INF
    assert kl_divergence([1, TINY], [1, 0]) == INF
    assert kl_divergence([1, 0], [0, 1]) == INF


def test_what_both_rule_out_adds_nothing():
    assert cross_entropy([0.5, 0.5, 0], [0.25, 0.75, 0]) == cross_entropy(HALF, [0.25, 0.75])
    assert kl_divergence([0.5, 0.5, 0], [0.25, 0.75, 0]) == kl_divergence(HALF, [0.25, 0.75])
    assert is_plus_zero(kl_terms([0.5, 0.5, 0], [0.25, 0.75, 0])[2])


def test_infinity_stays_in_its_own_row():
    p, q = [HALF, HALF, HALF], [HALF, [1, 0], HALF]
    assert kl_divergence(p, q).tolist() == [0, INF, 0]
    assert cross_entropy(p, q).tolist() == [1, INF, 1]


def test_subnormal_q_is_finite_and_right():
    """p/q overflows here; log p - log q does not."""
    assert surprisal(TINY) == 1074
    assert cross_entropy(HALF, [TINY, 1]) == 537
    assert kl_divergence(HALF, [TINY, 1]) == 536
    assert kl_terms(HALF, [TINY, 1]).tolist() == [536.5, -0.5]
    assert kl_divergence([1, 0], [TINY, 1]) == 1074
    assert kl_divergence([1, 0], [TINY, 1], base=math.e) == pytest.approx(1074 * math.log(2), rel=1e-15)


def test_subnormal_p_is_right():
    """p·log p underflows here, and that is no warning either."""
    assert entropy([1, TINY]) == 1074 * TINY
    assert entropy([1, 3 * TINY]) == pytest.approx(3 * TINY * (1074 - math.log2(3)), rel=1e-3)
    assert cross_entropy([1, TINY], [0.9, 0.1]) == pytest.approx(math.log2(1 / 0.9), rel=1e-14)
    assert kl_divergence([1, TINY], [0.9, 0.1]) == pytest.approx(math.log2(1 / 0.9), rel=1e-14)
    assert kl_divergence([1, TINY], [1, 2 * TINY]) == pytest.approx(0, abs=1e-300)


def test_a_nearly_certain_event_keeps_its_small_surprise():
    """log(1 - 2**-53) must not round to 0."""
    assert surprisal(1 - 2**-53) == pytest.approx(2**-53 / math.log(2), rel=1e-12)
    assert cross_entropy([1, 0], [1 - 2**-53, 2**-53]) == pytest.approx(2**-53 / math.log(2), rel=1e-12)


@pytest.mark.parametrize(
    "p, q",
    [
        ([0.5, 0.5 - 4e-6], [0.5, 0.5 + 4e-6]),
        ([0.2] * 4 + [0.2 - 4e-6], [0.2] * 4 + [0.2 + 4e-6]),
        (np.float16([0.5, 0.5 - 2**-12]), np.float16([0.5, 0.5 + 2**-11])),
    ],
)
def test_divergence_is_not_negative_where_the_sums_are_only_nearly_1(p, q):
    assert kl_divergence(p, q) >= 0


@pytest.mark.parametrize("batch", [(), (2,)])
def test_a_long_distribution_is_summed_to_its_end(batch):
    """It is taken in blocks: here what differs stands in the last one, which is not a whole one."""
    size, half = 2**17, 2**16
    p, q = np.full((*batch, size + 3), 1 / size), np.full((*batch, size + 3), 1 / size)
    p[..., :3], q[..., :3] = 0, 0
    p[..., -2:] = 1.5 / size, 0.5 / size
    assert np.all(entropy(q) == 17)
    bits = 17 - (1.5 * math.log2(1.5) - 0.5) / size
    assert entropy(p) == pytest.approx(np.full(batch, bits), rel=1e-13)
    assert cross_entropy(p, q) == pytest.approx(np.full(batch, 17), rel=1e-13)
    assert kl_divergence(p, q) == pytest.approx(np.full(batch, 17 - bits), rel=1e-9)
    assert np.all(kl_divergence(q, q) == 0)
    q[..., -1], q[..., half] = 0, 2 / size
    assert np.all(kl_divergence(p, q) == INF) and np.all(cross_entropy(p, q) == INF)


# --- types and shapes


def test_one_distribution_gives_a_python_float():
    for p in (HALF, np.array(HALF), np.float32(HALF), [1, 0], [True, False]):
        for value in (entropy(p), cross_entropy(p, p), kl_divergence(p, p), cross_entropy([1, 0], [0, 1])):
            assert type(value) is float
    for p in (0.5, 1, 0, True, np.float32(0.5), np.array(0.5)):
        assert type(surprisal(p)) is float


@pytest.mark.parametrize("shape", [(1, 2), (3, 2), (4, 3, 2), (1, 1, 2)])
def test_a_batch_loses_the_distribution_axis(shape):
    p = np.full(shape, 0.5)
    for values in (entropy(p), cross_entropy(p, p), kl_divergence(p, p)):
        assert type(values) is np.ndarray
        assert values.dtype == np.float64
        assert values.shape == shape[:-1]


@pytest.mark.parametrize("shape", [(2,), (1, 2), (3, 2), (4, 3, 2)])
def test_surprisal_and_kl_terms_keep_the_shape(shape):
    p = np.full(shape, 0.5, dtype=np.float32)
    for values in (surprisal(p), kl_terms(p, p)):
        assert type(values) is np.ndarray
        assert values.dtype == np.float64
        assert values.shape == shape


BATCH = np.array([[0.5, 0.25, 0.25], [0.25, 0.25, 0.5], [1, 0, 0], [0.125, 0.75, 0.125]])
ONE = np.array([0.25, 0.5, 0.25])


def one_by_one(function, ps, qs):
    return [function(p, q) for p, q in zip(ps, qs)]


@pytest.mark.parametrize("function", [cross_entropy, kl_divergence])
class TestBroadcasting:
    def test_row_by_row(self, function):
        found = function(BATCH, BATCH[:, ::-1])
        assert found.tolist() == one_by_one(function, BATCH, BATCH[:, ::-1])

    def test_one_p_against_many_q(self, function):
        assert function(ONE, BATCH).tolist() == [function(ONE, q) for q in BATCH]

    def test_many_p_against_one_q(self, function):
        assert function(BATCH, ONE).tolist() == [function(p, ONE) for p in BATCH]

    def test_every_p_against_every_q(self, function):
        found = function(BATCH[:, None], BATCH)
        assert found.shape == (4, 4)
        assert found.tolist() == [[function(p, q) for q in BATCH] for p in BATCH]

    def test_leading_axes_broadcast_as_in_numpy(self, function):
        found = function(BATCH.reshape(2, 1, 2, 3), BATCH[:3].reshape(3, 1, 3))
        assert found.shape == (2, 3, 2)
        assert found[1, 2, 0] == function(BATCH[2], BATCH[2])
        assert found[0, 1, 1] == function(BATCH[1], BATCH[1])

    def test_axis_0(self, function):
        found = function(BATCH.T, BATCH[:, ::-1].T, axis=0)
        assert found.tolist() == one_by_one(function, BATCH, BATCH[:, ::-1])

    def test_axis_1_of_three(self, function):
        p, q = (rows.reshape(2, 2, 3).swapaxes(1, 2) for rows in (BATCH, BATCH[:, ::-1]))
        found = function(p, q, axis=1)
        assert found.shape == (2, 2)
        assert found.ravel().tolist() == one_by_one(function, BATCH, BATCH[:, ::-1])

    def test_axis_0_of_one_p_against_many_q_and_the_reverse(self, function):
        assert function(ONE, BATCH.T, axis=0).tolist() == [function(ONE, q) for q in BATCH]
        assert function(BATCH.T, ONE, axis=0).tolist() == [function(p, ONE) for p in BATCH]


def test_entropy_along_an_axis():
    bits = [1.5, 1.5, 0, entropy(BATCH[3])]
    assert entropy(BATCH).tolist() == entropy(BATCH, axis=1).tolist() == entropy(BATCH, axis=-1).tolist() == bits
    assert entropy(BATCH.T, axis=0).tolist() == entropy(BATCH.T, axis=-2).tolist() == bits


@pytest.mark.parametrize("p, q", [(BATCH, BATCH[:, ::-1]), (ONE, BATCH[:2]), (BATCH[:2], ONE)])
def test_kl_terms_broadcast_and_sum_to_the_divergence(p, q):
    assert kl_terms(p, q).shape == np.broadcast_shapes(p.shape, q.shape)
    assert kl_terms(p, q).sum(axis=-1) == pytest.approx(kl_divergence(p, q), abs=1e-15)
    along_0 = kl_terms(p.T, q.T, axis=0)
    assert along_0.T.tolist() == kl_terms(p, q).tolist()


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
class TestEveryAxisOfThree:
    """The distributions of a 2 x 3 batch, laid along each axis in turn."""

    p = np.random.default_rng(4).dirichlet(np.ones(4), (2, 3))
    q = np.random.default_rng(5).dirichlet(np.ones(4), (2, 3))

    def test_entropy(self, axis):
        found = entropy(np.moveaxis(self.p, -1, axis), axis=axis)
        assert found == pytest.approx(np.array([[entropy(p) for p in row] for row in self.p]), rel=1e-13)

    @pytest.mark.parametrize("measure", [cross_entropy, kl_divergence])
    def test_of_two(self, axis, measure):
        found = measure(np.moveaxis(self.p, -1, axis), np.moveaxis(self.q, -1, axis), axis=axis)
        expected = [one_by_one(measure, *rows) for rows in zip(self.p, self.q)]
        assert found == pytest.approx(np.array(expected), rel=1e-13)

    def test_terms(self, axis):
        found = kl_terms(np.moveaxis(self.p, -1, axis), np.moveaxis(self.q, -1, axis), axis=axis)
        expected = [one_by_one(kl_terms, *rows) for rows in zip(self.p, self.q)]
        assert np.moveaxis(found, axis, -1) == pytest.approx(np.array(expected), rel=1e-13)

    def test_one_against_many(self, axis):
        for measure in (cross_entropy, kl_divergence, kl_terms):
            one = np.moveaxis(self.p[:1, :1], -1, axis)
            found = measure(one, np.moveaxis(self.q, -1, axis), axis=axis)
            expected = [[measure(self.p[0, 0], q) for q in row] for row in self.q]
            found = np.moveaxis(found, axis, -1) if measure is kl_terms else found
            assert found == pytest.approx(np.array(expected), rel=1e-13)


def test_an_axis_that_is_not_there_is_refused():
    for call in (
        lambda: entropy(HALF, axis=1),
        lambda: cross_entropy(HALF, HALF, axis=1),
        lambda: kl_divergence([HALF], [HALF], axis=2),
        lambda: kl_terms(HALF, HALF, axis=-2),
    ):
        with pytest.raises(ValueError, match="axis"):
            call()


# --- accepted inputs


def read_only(values):
    array = np.array(values)
    array.flags.writeable = False
    return array


KINDS = {
    "list": list,
    "tuple": tuple,
    "float64": np.float64,
    "float32": np.float32,
    "float16": np.float16,
    "longdouble": np.longdouble,
    "list of numpy floats": lambda p: [np.float32(x) for x in p],
    "read-only": read_only,
    "every second entry": lambda p: np.repeat(p, 2)[::2],
    "reversed": lambda p: np.array(p[::-1])[::-1],
    "a column": lambda p: np.array([p, p]).T[:, 0],
    "big-endian": lambda p: np.array(p, dtype=">f8"),
}
ZERO_ONE_KINDS = {
    "int": int,
    "bool": bool,
    "float": float,
    "uint8": np.uint8,
    "int64": np.int64,
    "numpy bool": np.bool_,
}


def check_accepted(p, q, expected):
    """Right values for every measure, and the arguments afterwards as they were."""
    before = np.array(p).tolist(), np.array(q).tolist()
    assert np.array(surprisal(p)).tolist() == [surprisal(float(x)) for x in p]
    assert (entropy(p), cross_entropy(p, q), kl_divergence(p, q)) == expected
    assert kl_terms(p, q).sum() == expected[2]
    assert (np.array(p).tolist(), np.array(q).tolist()) == before


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_accepted_kinds_of_input(kind):
    check_accepted(kind([0.5, 0.25, 0.25, 0]), kind([0.25, 0.25, 0.25, 0.25]), (1.5, 2, 0.5))


@pytest.mark.parametrize("kind", ZERO_ONE_KINDS.values(), ids=ZERO_ONE_KINDS)
def test_accepted_kinds_of_zeros_and_ones(kind):
    zeros_and_one = [kind(x) for x in (0, 1, 0)]
    check_accepted(zeros_and_one, [0.25, 0.5, 0.25], (0, 1, 1))
    check_accepted(np.array(zeros_and_one), [0.25, 0.5, 0.25], (0, 1, 1))
    check_accepted([0.25, 0.5, 0.25], zeros_and_one, (1.5, INF, INF))


def test_read_only_batches_in_any_memory_order_are_accepted_and_unchanged():
    for batch in (read_only(BATCH), np.asfortranarray(BATCH), np.repeat(BATCH, 2, axis=1)[:, ::2]):
        before = batch.copy()
        assert entropy(batch).tolist() == entropy(BATCH.tolist()).tolist()
        assert kl_divergence(batch, ONE).tolist() == kl_divergence(BATCH.tolist(), ONE).tolist()
        assert kl_divergence(batch, batch).tolist() == [0] * 4
        assert batch.tolist() == before.tolist()


def test_float32_is_computed_in_float64():
    p = np.float32([0.7, 0.3])
    assert entropy(p) == entropy([float(x) for x in p]) != entropy([0.7, 0.3])


def test_results_do_not_share_memory_with_the_arguments():
    p = np.array(HALF)
    for result in (surprisal(p), kl_terms(p, p)):
        result[:] = 7
        assert p.tolist() == HALF
