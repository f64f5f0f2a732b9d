"""conditional_entropy and mutual_information: values, edges, shapes, and what they say of what is no joint table.

Every test here runs with numpy told to raise where it would warn, and with every warning an error.
"""

import math
import warnings
from fractions import Fraction

import numpy as np
import pytest

from lib import conditional_entropy, entropy, mutual_information

INF, NAN = math.inf, math.nan
ALARM = [[0.75, 0], [0.125, 0.125]]  # rows: silent, ringing; columns: no burglar, burglar
DICE = np.array([[1 / 36 if 0 <= s - x <= 5 else 0 for s in range(11)] for x in range(6)])  # first die, sum of two
MEASURES = {
    "H(Y|X)": lambda joint, **options: conditional_entropy(joint, given=0, **options),
    "H(X|Y)": lambda joint, **options: conditional_entropy(joint, given=1, **options),
    "I": mutual_information,
}
every_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)


@pytest.fixture(autouse=True)
def numpy_must_stay_silent():
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


# --- values


def test_the_alarm():
    assert conditional_entropy(ALARM, given=0) == 0.25
    assert conditional_entropy(ALARM, given=1) == pytest.approx(0.517714, abs=5e-7)
    assert mutual_information(ALARM) == pytest.approx(0.293564, abs=5e-7)


def test_the_first_of_two_dice_and_their_sum():
    assert conditional_entropy(DICE, given=0) == pytest.approx(math.log2(6), rel=1e-14)
    assert conditional_entropy(DICE, given=1) == pytest.approx(1.895523, abs=5e-7)
    assert mutual_information(DICE) == pytest.approx(0.689439, abs=5e-7)


def test_labels_flipped_on_every_second_picture():
    table = [[0.25, 0, 0.225, 0.025], [0, 0.25, 0.025, 0.225]]  # rows: the label; columns: animal, clear and then not
    assert conditional_entropy(table, given=1) == pytest.approx(0.234498, abs=5e-7)
    assert conditional_entropy(table, given=1, base=math.e) == pytest.approx(0.162541, abs=5e-7)


def test_the_table_of_cover_and_thomas():
    """Example 2.2.1, with rows y: H(X|Y) = 11/8, H(Y|X) = 13/8, I = 3/8 bits."""
    table = np.array([[4, 2, 1, 1], [2, 4, 1, 1], [2, 2, 2, 2], [8, 0, 0, 0]]) / 32
    assert conditional_entropy(table, given=0) == 11 / 8
    assert conditional_entropy(table, given=1) == 13 / 8
    assert mutual_information(table) == pytest.approx(3 / 8, rel=1e-14)


@pytest.mark.parametrize("base, unit", [(2, 1), (4, 0.5), (256, 0.125), (math.e, math.log(2)), (10, math.log10(2))])
def test_base_sets_the_unit(base, unit):
    even, equal = np.full((2, 2), 0.25), np.eye(2) / 2
    assert conditional_entropy(even, given=0, base=base) == pytest.approx(unit, rel=1e-15)
    assert conditional_entropy(ALARM, given=0, base=base) == pytest.approx(unit / 4, rel=1e-15)
    assert mutual_information(equal, base=base) == pytest.approx(unit, rel=1e-15)


# --- edges


@pytest.mark.parametrize("seed", range(20))
def test_independent_quantities_tell_exactly_nothing_of_each_other(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.dirichlet(np.ones(rng.integers(1, 60))), rng.dirichlet(np.ones(rng.integers(1, 60)))
    told = mutual_information(np.outer(x, y))
    assert told == 0 and math.copysign(1, told) == 1
    assert conditional_entropy(np.outer(x, y), given=0) == pytest.approx(entropy(y), rel=1e-13, abs=1e-13)


def test_what_is_equal_leaves_nothing_unknown():
    for size in (1, 2, 5, 256):
        table = np.eye(size) / size
        assert mutual_information(table) == pytest.approx(math.log2(size), rel=1e-14)
        for given in (0, 1):
            left = conditional_entropy(table, given=given)
            assert left == 0 and math.copysign(1, left) == 1


@pytest.mark.parametrize("k", range(3, 50))
def test_what_is_nearly_independent_keeps_its_digits(k):
    """I of (1/4 + e, 1/4 - e) and its mirror is ln 2 - H(1/2 + 2e), here without cancelling, in nats."""
    e = 2.0**-k  # so that all are exact floats
    found = mutual_information([[0.25 + e, 0.25 - e], [0.25 - e, 0.25 + e]], base=math.e)
    x = 4 * e
    assert found == pytest.approx(x * math.atanh(x) + math.log1p(-x * x) / 2, rel=1e-12, abs=0)


@pytest.mark.parametrize("tiny", [1e-10, 1e-17, 1e-200, 1e-310])
def test_what_is_nearly_certain_keeps_its_digits(tiny):
    """The likely entry adds tiny / ln 2 bits, although its logarithm is that of nearly 1."""
    left = conditional_entropy([[0.5, 0], [0.5, tiny / 2]], given=0)
    assert left == pytest.approx(tiny / 2 * (1 / math.log(2) - math.log2(tiny)), rel=1e-9, abs=0)
    told = mutual_information([[1 - tiny, 0], [0, tiny]])
    assert told == pytest.approx(tiny * (1 / math.log(2) - math.log2(tiny)), rel=1e-9, abs=0)


def test_products_too_small_for_a_float_are_no_infinity():
    told = mutual_information([[1, 0], [0, 1e-200]])
    assert told == pytest.approx(1e-200 * (1 / math.log(2) - math.log2(1e-200)), rel=1e-13, abs=0)
    assert mutual_information([[1, 5e-324], [5e-324, 0]]) < 1e-300


def test_rows_and_columns_that_never_occur_add_nothing():
    padded = np.zeros((4, 5))
    padded[1:3, 2:4] = ALARM
    for measure in MEASURES.values():
        assert measure(padded) == pytest.approx(measure(ALARM), rel=1e-15)


def test_one_row_or_one_column():
    assert conditional_entropy([[0.5, 0.25, 0.25]], given=0) == 1.5
    assert conditional_entropy([[0.5, 0.25, 0.25]], given=1) == 0
    assert conditional_entropy([[0.5], [0.25], [0.25]], given=1) == 1.5
    assert mutual_information([[0.5, 0.25, 0.25]]) == mutual_information([[0.5], [0.25], [0.25]]) == 0


def test_a_sum_that_misses_1_by_rounding_tells_nothing():
    assert mutual_information(np.outer([0.5, 0.5], [0.3, 0.7]) * (1 + 4e-6)) == 0


# --- types and shapes

BATCH = np.random.default_rng(8).dirichlet(np.ones(6), (4, 5)).reshape(4, 5, 2, 3)


@every_measure
class TestShapes:
    def test_one_table_gives_a_python_float(self, measure):
        for table in (ALARM, np.array(ALARM), np.float32(ALARM), [[1, 0]], [[True], [False]]):
            assert type(measure(table)) is float

    def test_a_batch_loses_the_axes_of_the_table(self, measure):
        found = measure(BATCH)
        assert found.shape == (4, 5) and found.dtype == np.float64
        assert found == pytest.approx(np.array([[measure(table) for table in row] for row in BATCH]), rel=1e-13)
        assert measure(BATCH[:1, 0]).shape == (1,)

    def test_accepted_kinds_of_input(self, measure):
        expected = measure(ALARM)
        columns, read_only = np.asfortranarray(ALARM), np.array(ALARM)
        read_only.flags.writeable = False
        fractions = [[Fraction(x) for x in row] for row in ALARM]
        wide = np.repeat(ALARM, 2, axis=1)[:, ::2]
        for table in (tuple(ALARM), np.float16(ALARM), fractions, columns, read_only, wide):
            assert measure(table) == expected
        assert np.array_equal(columns, ALARM) and np.array_equal(read_only, ALARM)


def test_given_names_what_is_known():
    for tables in (np.array(ALARM), DICE, BATCH):
        turned = np.swapaxes(tables, -1, -2)
        assert np.all(conditional_entropy(tables, given=0) == conditional_entropy(turned, given=1))
        assert np.all(conditional_entropy(tables, given=np.int64(1)) == conditional_entropy(tables, given=1))
    with pytest.raises(TypeError, match="given"):
        conditional_entropy(ALARM)


def test_options_are_given_by_name():
    for call in (lambda: conditional_entropy(ALARM, 0), lambda: mutual_information(ALARM, 2)):
        with pytest.raises(TypeError, match="positional"):
            call()


# --- refused, with what to do


def refusal(measure, *arguments, **options):
    with pytest.raises(ValueError) as caught:
        measure(*arguments, **options)
    return str(caught.value)


REFUSED = {
    "a sum": ([[0.5, 0.25], [0.125, 0]], "joint sums to 0.875, not to 1: check the numbers, or write {}"),
    "a sum of zeros": (np.zeros((2, 2)), "joint sums to 0, not to 1: check the numbers, or write {}"),
    "the last digit of five": (np.full((3, 1), 0.33333), "joint sums to 0.99999, not to 1: "),
    "one of a batch": (
        [ALARM, [[0.5, 0.25], [0.125, 0]]],
        "joint[1] sums to 0.875, not to 1: check the numbers, or write "
        "joint / np.sum(joint, axis=(-2, -1), keepdims=True)",
    ),
    "given the row": (
        [[0.9, 0.1], [0.2, 0.8]],
        "joint sums to 2, not to 1: each row does, so these are probabilities given the row; with the probabilities "
        "of the rows as weights, write weights[:, None] * joint",
    ),
    "given the column": (
        [[0.9, 0.2], [0.1, 0.8]],
        "joint sums to 2, not to 1: each column does, so these are probabilities given the column; with the "
        "probabilities of the columns as weights, write weights * joint",
    ),
    "given the row, in a batch": ([ALARM, [[0.9, 0.1], [0.2, 0.8]]], "write weights[:, None] * joint[1]"),
    "counts": ([[3, 4], [5, 6]], "joint[0, 0] is 3.0: a probability lies between 0 and 1; "
               "to turn counts into probabilities, write {}"),
    "negative": ([[0.5, -0.25], [0.5, 0.25]], "joint[0, 1] is -0.25: a probability lies between 0 and 1"),
    "what is left below 0": ([[0.5, -1e-17], [0.5, 0]], "looks like a rounding error, which np.clip(joint, 0, 1)"),
    "not a number": ([ALARM, [[0.5, 0.25], [0.25, NAN]]], "joint[1, 1, 1] is nan"),
    "infinite": ([[INF, 0], [0, 0]], "joint[0, 0] is inf"),
    "a list": ([0.5, 0.5], "joint is one list of 2 numbers: expected a table of probabilities, such as [["),
    "a number": (1.0, "joint is the single number 1.0: expected a table of probabilities, such as [["),
    "empty": ([], "joint is empty"),
    "no rows": (np.ones((0, 3)), "joint is empty"),
    "ragged": ([[0.5, 0.25], [0.25]], "joint is ragged: give it rows of equal length"),
    "text": ([["0.5", "0.5"]], "joint holds text: expected real numbers"),
    "complex": ([[0.5j, 0.5]], "joint holds complex numbers: expected real numbers"),
    "a dict": ({"a": 0.5}, "joint is of type dict"),
    "masked": (np.ma.array(ALARM, mask=np.eye(2)), "joint is a masked array that hides 2 of its 4 entries"),
}


@every_measure
@pytest.mark.parametrize("bad, told", REFUSED.values(), ids=REFUSED)
def test_what_is_no_joint_table_is_told(measure, bad, told):
    message = refusal(measure, bad)
    assert told.format("joint / np.sum(joint)") in message
    assert message.startswith("joint") and "normalize" not in message and "dtype" not in message


def test_what_the_messages_advise_works():
    counts = np.array([[24, 0], [4, 4]])
    assert conditional_entropy(counts / np.sum(counts), given=0) == 0.25
    given_the_row, weights = np.array([[1, 0], [0.5, 0.5]]), np.array([0.75, 0.25])
    assert (weights[:, None] * given_the_row).tolist() == ALARM
    assert mutual_information(weights * given_the_row.T) == pytest.approx(mutual_information(ALARM))
    batch = np.stack([counts, counts.T])
    assert mutual_information(batch / np.sum(batch, axis=(-2, -1), keepdims=True)).shape == (2,)


@every_measure
@pytest.mark.parametrize("base", [0, -1, 1, True, NAN, INF, "2", None, 2j, [2]], ids=repr)
def test_a_base_that_no_logarithm_has_is_told(measure, base):
    assert "base is" in refusal(measure, ALARM, base=base)


@pytest.mark.parametrize("given", [2, -1, -2, True, False, np.True_, "rows", None, 0.0, 1.0, [0], (0, 1)], ids=repr)
def test_another_given_is_told_what_it_may_be(given):
    said = f"given is {given!r}: it must be 0 where the rows are known, 1 where the columns are"
    assert refusal(conditional_entropy, ALARM, given=given) == said


@every_measure
def test_honest_rounding_is_accepted(measure):
    exact = measure(BATCH)
    for rounded, error in ((np.float32(BATCH), 1e-5), (np.round(BATCH, 6), 1e-4), (np.float16(BATCH), 1e-2)):
        assert measure(rounded) == pytest.approx(exact, abs=error)
