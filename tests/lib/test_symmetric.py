"""jensen_shannon, total_variation, hellinger: values, edges, shapes; what they refuse is in test_validation.

Every test here runs with numpy told to raise where it would warn, and with every warning an error.
"""

import math
import warnings

import mpmath
import numpy as np
import pytest

from lib import entropy, hellinger, jensen_shannon, kl_divergence, total_variation
from lib.measures import BLOCK

TINY = 5e-324
HALF = [0.5, 0.5]
ALL = [jensen_shannon, total_variation, hellinger]
every_measure = pytest.mark.parametrize("measure", ALL)
BATCH = np.array([[0.5, 0.25, 0.25], [0.25, 0.25, 0.5], [1, 0, 0], [0.125, 0.75, 0.125]])
ONE = np.array([0.25, 0.5, 0.25])


@pytest.fixture(autouse=True)
def numpy_must_stay_silent():
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


# --- values


@every_measure
def test_what_has_nothing_in_common_is_1_apart_and_no_more(measure):
    for p, q in (([1, 0], [0, 1]), ([0.25, 0.75, 0, 0], [0, 0, 0.9, 0.1]), ([1 / 3] * 3 + [0], [0, 0, 0, 1])):
        assert measure(p, q) == measure(q, p) == pytest.approx(1, rel=1e-15)
        assert measure(p, q) <= 1
    assert measure([0.5, 0.500004, 0], [0, 0, 1]) == 1  # a sum that is rounded up is no more than apart


def test_values_worked_out_by_hand():
    """p = (1, 0), q = (1/2, 1/2): m = (3/4, 1/4), and JS = H(m) - H(q) / 2."""
    assert jensen_shannon([1, 0], HALF) == pytest.approx(entropy([0.75, 0.25]) - 0.5, rel=1e-15)
    assert jensen_shannon([1, 0], HALF) == pytest.approx(0.311278124459, abs=1e-12)
    assert total_variation([1, 0], HALF) == 0.5
    assert hellinger([1, 0], HALF) == pytest.approx(math.sqrt(1 - math.sqrt(0.5)), rel=1e-15)  # 1 - sum sqrt(p q)
    assert total_variation([0.7, 0.2, 0.1], [0.5, 0.2, 0.3]) == pytest.approx(0.2, rel=1e-15)
    assert hellinger([0.36, 0.64], [0.64, 0.36]) == pytest.approx(0.2, rel=1e-14)  # roots .6 and .8


def test_jensen_shannon_is_the_mean_divergence_from_the_middle():
    for p, q in (([0.9, 0.1], [0.2, 0.8]), ([0.7, 0.2, 0.1], [0, 0.5, 0.5]), (ONE, BATCH[3])):
        m = np.add(p, q) / 2
        assert jensen_shannon(p, q) == pytest.approx((kl_divergence(p, m) + kl_divergence(q, m)) / 2, rel=1e-14)


@pytest.mark.parametrize("base, unit", [(2, 1), (4, 0.5), (256, 0.125), (math.e, math.log(2)), (10, math.log10(2))])
def test_base_sets_the_unit_of_jensen_shannon(base, unit):
    assert jensen_shannon([1, 0], [0, 1], base=base) == pytest.approx(unit, rel=1e-15)
    expected = unit * jensen_shannon([0.6, 0.4], HALF)
    assert jensen_shannon([0.6, 0.4], HALF, base=base) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("base", [0, -1, 1, 0.5, True, math.inf, math.nan, "2", None], ids=repr)
def test_a_base_that_no_logarithm_has_is_told(base):
    with pytest.raises(ValueError, match="base is"):
        jensen_shannon(HALF, [1, 0], base=base)


# --- edges


@every_measure
@pytest.mark.parametrize("p", [HALF, [1 / 3] * 3, [0.7, 0.3, 0], [1, TINY], [0, 1, 0], [0.5, 0.5 + 4e-6]], ids=str)
def test_apart_from_itself_by_exactly_plus_zero(measure, p):
    assert measure(p, p) == 0 and math.copysign(1, measure(p, p)) == 1


@every_measure
def test_what_both_rule_out_adds_nothing(measure):
    assert measure([0.5, 0.5, 0], [0.25, 0.75, 0]) == measure(HALF, [0.25, 0.75])


@every_measure
def test_what_one_rules_out_costs_no_infinity(measure):
    assert 0 < measure(HALF, [1, 0]) == measure([1, 0], HALF) < 1


@pytest.mark.parametrize("k", range(2, 53))
def test_nearly_equal_coins_keep_their_digits(k):
    """1/2 and 1/2 + e are exact floats; about e^2 / (2 ln 2) bits, e, and e / sqrt 2 apart."""
    e = 2.0**-k
    with mpmath.workdps(50):
        coins = [(mpmath.mpf(0.5), mpmath.mpf(0.5) + x) for x in (e, -e)]
        js = mpmath.fsum(x * mpmath.log(2 * x / sum(pair), 2) for pair in coins for x in pair) / 2
        roots = mpmath.sqrt(mpmath.fsum((mpmath.sqrt(x) - mpmath.sqrt(y)) ** 2 for x, y in coins) / 2)
    assert jensen_shannon(HALF, [0.5 + e, 0.5 - e]) == pytest.approx(float(js), rel=1e-14, abs=0)
    assert total_variation(HALF, [0.5 + e, 0.5 - e]) == e
    assert hellinger(HALF, [0.5 + e, 0.5 - e]) == pytest.approx(float(roots), rel=1e-14, abs=0)


@every_measure
def test_apart_by_the_last_digit_is_apart(measure):
    last = [0.5, math.nextafter(0.5, 0)]
    assert measure(HALF, last) == measure(last, HALF) > 0
    assert jensen_shannon([1, 0], [1, TINY]) == TINY
    assert jensen_shannon([[1, 0], [1, 0]], [[1, TINY], [1, 0]]).tolist() == [TINY, 0]
    assert hellinger([1, 0], [1, TINY]) == pytest.approx(2**-537.5, rel=1e-14, abs=0)


@every_measure
def test_a_long_distribution_is_summed_to_its_end(measure):
    p, q = np.zeros(2 * BLOCK + 3), np.zeros(2 * BLOCK + 3)
    p[-3:], q[-3:] = BATCH[0], BATCH[1]
    assert measure(p, q) == pytest.approx(measure(BATCH[0], BATCH[1]), rel=1e-14)
    p, q = np.zeros((2, 2 * BLOCK + 3)), np.zeros(2 * BLOCK + 3)
    p[:, 0], q[-1] = 1, 1
    assert measure(p, q).tolist() == [1, 1]


# --- types and shapes


@every_measure
class TestShapes:
    def test_one_pair_gives_a_python_float(self, measure):
        for p in (HALF, np.array(HALF), np.float32(HALF), [1, 0], [True, False]):
            assert type(measure(p, p)) is float and type(measure(p, [0.25, 0.75])) is float

    def test_batches_broadcast(self, measure):
        assert measure(ONE, BATCH).tolist() == [measure(ONE, q) for q in BATCH]
        assert measure(BATCH, ONE).tolist() == [measure(p, ONE) for p in BATCH]
        assert measure(BATCH[:, None], BATCH).tolist() == [[measure(p, q) for q in BATCH] for p in BATCH]

    @pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
    def test_along_every_axis_of_three(self, measure, axis):
        p = np.random.default_rng(4).dirichlet(np.ones(4), (2, 3))
        q = np.random.default_rng(5).dirichlet(np.ones(4), (2, 3))
        found = measure(np.moveaxis(p, -1, axis), np.moveaxis(q, -1, axis), axis=axis)
        expected = [[measure(a, b) for a, b in zip(*rows)] for rows in zip(p, q)]
        assert found == pytest.approx(np.array(expected), rel=1e-13)

    def test_the_arguments_are_read_alone(self, measure):
        p, q = BATCH.copy(), BATCH[::-1].copy()
        p.flags.writeable = q.flags.writeable = False
        assert measure(p, q).tolist() == measure(np.asfortranarray(p), q.tolist()).tolist()


def test_base_and_axis_are_given_by_name():
    for measure in ALL:
        with pytest.raises(TypeError):
            measure(HALF, HALF, 2)
