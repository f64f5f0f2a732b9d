"""Making distributions, and what every measure says when it is given something else.

Every test here runs with numpy told to raise where it would warn, and with every warning an error.
"""

import math
import re
import warnings

import numpy as np
import pytest

from lib import (
    bernoulli,
    cross_entropy,
    entropy,
    kl_divergence,
    kl_terms,
    log_softmax,
    normalize,
    one_hot,
    softmax,
    surprisal,
)

INF, NAN = math.inf, math.nan
GOOD = [0.5, 0.25, 0.25]


@pytest.fixture(autouse=True)
def numpy_must_stay_silent():
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


# --- making distributions


@pytest.mark.parametrize(
    "weights, expected",
    [
        ([7, 2, 1], [0.7, 0.2, 0.1]),
        ([1], [1]),
        ((3, 1), [0.75, 0.25]),
        ([True, True, False, False], [0.5, 0.5, 0, 0]),
        ([0, 5, 0], [0, 1, 0]),
        ([1e308, 1e308], [0.5, 0.5]),
        ([5e-324, 5e-324], [0.5, 0.5]),
        ([5e-324, 1e308], [0, 1]),
        ([[1, 3], [2, 2]], [[0.25, 0.75], [0.5, 0.5]]),
        (np.float32([1, 3]), [0.25, 0.75]),
    ],
)
def test_normalize_divides_by_the_sum(weights, expected):
    found = normalize(weights)
    assert found.dtype == np.float64
    assert found == pytest.approx(np.array(expected), rel=1e-15, abs=0)


def test_normalize_along_another_axis():
    assert normalize([[1, 2], [3, 2]], axis=0).tolist() == [[0.25, 0.5], [0.75, 0.5]]


def test_normalize_makes_what_the_measures_accept():
    weights = 10.0 ** np.random.default_rng(1).uniform(-300, 300, (100, 7))
    assert normalize(weights).sum(axis=-1) == pytest.approx(1, abs=1e-15)
    assert (entropy(normalize(weights)) >= 0).all()


def test_normalize_leaves_its_argument_alone():
    weights = np.array([1.0, 3.0])
    weights.flags.writeable = False
    assert normalize(weights).tolist() == [0.25, 0.75]
    already = np.array([0.5, 0.5])
    normalize(already)[:] = 7
    assert already.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    "weights, message",
    [
        ([1, -2, 3], r"weights\[1\] is -2"),
        ([1, NAN], r"weights\[1\] is nan"),
        ([INF, 1], r"weights\[0\] is inf"),
        ([[1, 2], [3, -4]], r"weights\[1, 1\] is -4"),
        ([0, 0], r"all weights are 0"),
        ([[1, 2], [0, 0]], r"all weights are 0"),
        ([], "weights is empty"),
        ([[], []], "weights is empty"),
        (3, "weights is .*expected"),
        (None, "weights .*expected"),
        (["1", "2"], "weights .*expected"),
        ([1j, 1], "weights .*complex.*expected"),
        ([[1], [1, 2]], "weights is ragged"),
    ],
)
def test_normalize_refuses_what_cannot_be_shared_out(weights, message):
    with pytest.raises(ValueError, match=message):
        normalize(weights)


@pytest.mark.parametrize(
    "p, expected",
    [
        (0.75, [0.75, 0.25]),
        (0, [0, 1]),
        (1, [1, 0]),
        (True, [1, 0]),
        (np.float32(0.5), [0.5, 0.5]),
        ([0, 0.25, 1], [[0, 1], [0.25, 0.75], [1, 0]]),
        ([[0.5], [1]], [[[0.5, 0.5]], [[1, 0]]]),
    ],
)
def test_bernoulli_is_p_and_the_rest(p, expected):
    assert bernoulli(p).tolist() == expected


@pytest.mark.parametrize(
    "p, message",
    [
        (1.5, r"p is 1\.5"),
        (-0.5, r"p is -0\.5"),
        (NAN, "p is nan"),
        (INF, "p is inf"),
        ([0.5, 2], r"p\[1\] is 2"),
        ([], "p is empty"),
        (None, "p .*expected"),
        ("0.5", "p .*expected"),
        (0.5j, "p .*complex.*expected"),
        ([[0.5], [0.5, 0.5]], "p is ragged"),
    ],
)
def test_bernoulli_refuses_what_is_no_probability(p, message):
    with pytest.raises(ValueError, match=message):
        bernoulli(p)


@pytest.mark.parametrize(
    "index, n, expected",
    [
        (0, 2, [1, 0]),
        (2, 3, [0, 0, 1]),
        (np.int64(1), 2, [0, 1]),
        (0, 1, [1]),
        ([1, 0], 2, [[0, 1], [1, 0]]),
        ([[2], [0]], 3, [[[0, 0, 1]], [[1, 0, 0]]]),
    ],
)
def test_one_hot_is_certain_of_its_index(index, n, expected):
    assert one_hot(index, n).dtype == np.float64
    assert one_hot(index, n).tolist() == expected


@pytest.mark.parametrize(
    "index, n, message",
    [
        (2, 2, "index is 2"),
        (-1, 2, "index is -1"),
        ([0, 5], 3, r"index is \[0, 5\]"),
        (0.5, 2, r"index is 0\.5"),
        ("0", 2, "index is '0'"),
        (None, 2, "index is None"),
        (0, 0, "n is 0"),
        (0, -1, "n is -1"),
        (0, 2.0, r"n is 2\.0"),
        (0, None, "n is None"),
    ],
)
def test_one_hot_refuses_what_is_no_class(index, n, message):
    with pytest.raises(ValueError, match=message):
        one_hot(index, n)


@pytest.mark.parametrize(
    "logits, expected",
    [
        ([0, 0], [0.5, 0.5]),
        ([1e4, 1e4], [0.5, 0.5]),
        ([-1e4, -1e4], [0.5, 0.5]),
        ([1e4, -1e4], [1, 0]),
        ([3], [1]),
        ([1e308, -1e308], [1, 0]),
        ([-INF, 0, -INF], [0, 1, 0]),
        ([[0, 0], [1e4, 0]], [[0.5, 0.5], [1, 0]]),
    ],
)
def test_softmax_is_stable(logits, expected):
    assert softmax(logits).tolist() == expected


@pytest.mark.parametrize(
    "logits, expected",
    [
        ([1e4, -1e4], [0, -2e4]),
        ([-1e4, -1e4], [-math.log(2)] * 2),
        ([0, -INF], [0, -INF]),
        ([3], [0]),
        ([[0, 0], [1e4, 0]], [[-math.log(2)] * 2, [0, -1e4]]),
    ],
)
def test_log_softmax_is_stable(logits, expected):
    assert log_softmax(logits).tolist() == expected


def test_softmax_is_exponentials_over_their_sum():
    logits = np.array([1.0, -2.0, 0.5])
    expected = np.exp(logits) / np.exp(logits).sum()
    assert softmax(logits) == pytest.approx(expected, rel=1e-15)
    assert log_softmax(logits) == pytest.approx(np.log(expected), rel=1e-15)
    assert softmax(logits + 1e4) == pytest.approx(expected, rel=1e-11)


def test_softmax_along_another_axis():
    logits = np.array([[1.0, 1e4], [2.0, 0.0], [-3.0, -1e4]])
    assert softmax(logits, axis=0).tolist() == softmax(logits.T).T.tolist()
    assert log_softmax(logits, axis=0).tolist() == log_softmax(logits.T).T.tolist()


def test_softmax_makes_what_the_measures_accept():
    logits = np.random.default_rng(2).uniform(-1e4, 1e4, (100, 7))
    assert (entropy(softmax(logits)) >= 0).all()


def test_softmax_leaves_its_argument_alone():
    logits = np.array([1.0, 2.0])
    logits.flags.writeable = False
    softmax(logits), log_softmax(logits)
    assert logits.tolist() == [1, 2]


@pytest.mark.parametrize("function", [softmax, log_softmax])
@pytest.mark.parametrize(
    "logits",
    [
        [0, NAN],
        [INF, 0],
        [INF, INF],
        [-INF, -INF],
        [[0, 0], [-INF, -INF]],
        [[0, 0], [NAN, 0]],
        [],
        [[], []],
        3,
        None,
        "ab",
        ["1", "2"],
        [1j, 0],
        [[1], [1, 2]],
    ],
    ids=repr,
)
def test_softmax_refuses_what_has_no_exponentials(function, logits):
    with pytest.raises(ValueError, match="logits"):
        function(logits)


# --- what every measure says of each argument

# "kl_divergence(q)" calls kl_divergence with the value in question as q and a proper p.
ARGUMENTS = {
    "entropy(p)": ("p", entropy),
    "cross_entropy(p)": ("p", lambda bad, **options: cross_entropy(bad, GOOD, **options)),
    "cross_entropy(q)": ("q", lambda bad, **options: cross_entropy(GOOD, bad, **options)),
    "kl_divergence(p)": ("p", lambda bad, **options: kl_divergence(bad, GOOD, **options)),
    "kl_divergence(q)": ("q", lambda bad, **options: kl_divergence(GOOD, bad, **options)),
    "kl_terms(p)": ("p", lambda bad, **options: kl_terms(bad, GOOD, **options)),
    "kl_terms(q)": ("q", lambda bad, **options: kl_terms(GOOD, bad, **options)),
}
SURPRISAL = {"surprisal(p)": ("p", surprisal)}
TWO_ARGUMENTS = [cross_entropy, kl_divergence, kl_terms]
every_argument = pytest.mark.parametrize("name, measure", ARGUMENTS.values(), ids=ARGUMENTS)
every_argument_and_surprisal = pytest.mark.parametrize(
    "name, measure", (ARGUMENTS | SURPRISAL).values(), ids=ARGUMENTS | SURPRISAL
)


def refusal(measure, *arguments, **options):
    """The message of the ValueError with which the measure refuses."""
    with pytest.raises(ValueError) as caught:
        measure(*arguments, **options)
    return str(caught.value)


def assert_blames(name, message):
    """The message names this argument and not the other one, in words a learner can read."""
    other = {"p": "q", "q": "p"}[name]
    assert re.search(rf"\b{name}\b", message), message
    assert not re.search(rf"\b{other}\b", message), message
    assert "np." not in message and "dtype" not in message, message


@every_argument
@pytest.mark.parametrize(
    "bad, total",
    [
        ([0.5, 0.25, 0.125], "0.875"),
        ([0.5, 0.5, 0.25], "1.25"),
        ([0, 0, 0], "0"),
        ([1, 1, 0], "2"),
        ([0.5, 0.25, 0.25 + 2e-8], "1.00000002"),
        ([0.5, 0.25, 0.25 - 2e-8], "0.99999998"),
        (np.float32([0.5, 0.25, 0.25 + 2**-18]), "1.0000038"),
        (np.float64([0.5, 0.25, 0.25 + 2**-21]), "1.0000004"),
    ],
    ids=repr,
)
def test_a_sum_other_than_1_is_told(name, measure, bad, total):
    message = refusal(measure, bad)
    assert_blames(name, message)
    assert re.search(rf"(?<![\d.]){re.escape(total)}", message), message
    assert f"normalize({name})" in message
    assert "row" not in message


@every_argument
@pytest.mark.parametrize(
    "where, row", [((2,), "row 2"), ((1, 0), "row (1, 0)"), ((0, 0, 3), "row (0, 0, 3)")]
)
def test_the_row_with_the_wrong_sum_is_told(name, measure, where, row):
    bad = np.tile(GOOD, tuple(i + 2 for i in where) + (1,))
    bad[where] = [0.5, 0.25, 0.125]
    message = refusal(measure, bad)
    assert_blames(name, message)
    assert "0.875" in message and row in message and f"normalize({name})" in message, message


@every_argument
def test_the_batch_position_with_the_wrong_sum_is_told_along_axis_0(name, measure):
    bad = np.tile(GOOD, (4, 1)).T
    bad[2, 1] = 0.125
    message = refusal(measure, bad, axis=0)
    assert_blames(name, message)
    assert "0.875" in message and re.search(r"\b1\b", message.replace("to 1", "")), message


@every_argument_and_surprisal
@pytest.mark.parametrize(
    "bad, index, value",
    [
        ([0.5, 0.75, -0.25], "[2]", "-0.25"),
        ([1.5, -0.5, 0], "[", ""),
        ([0.5, 1.5, 0.25], "[1]", "1.5"),
        ([0, 2, 0], "[1]", "2"),
        ([0.5, NAN, 0.5], "[1]", "nan"),
        ([INF, 0, 0], "[0]", "inf"),
        ([1, 0, -INF], "[2]", "-inf"),
        ([INF, -INF, 1], "[", "inf"),
        ([1e308, 1e308, 0], "[0]", "1e+308"),
        ([0.5, 0.5, -5e-324], "[2]", "-5e-324"),
        (np.float32([0.5, 0.75, -0.25]), "[2]", "-0.25"),
        (np.array([1, -1, 1]), "[1]", "-1"),
        ([[0.5, 0.25, 0.25], [0.5, -0.25, 0.75]], "[1, 1]", "-0.25"),
        ([[[0.5, 0.25, 0.25]], [[0.5, 0.25, NAN]]], "[1, 0, 2]", "nan"),
    ],
    ids=repr,
)
def test_what_is_no_probability_is_told_with_its_index_and_value(name, measure, bad, index, value):
    message = refusal(measure, bad)
    assert_blames(name, message)
    assert name + index in message and value in message, message


@every_argument
def test_along_axis_0_the_index_is_that_of_the_argument_as_it_was_given(name, measure):
    bad = np.tile(GOOD, (4, 1)).T
    bad[2, 1] = -0.5
    message = refusal(measure, bad, axis=0)
    assert f"{name}[2, 1]" in message and "-0.5" in message, message


@pytest.mark.parametrize("bad", [-0.25, 1.5, NAN, INF])
def test_surprisal_of_one_number_that_is_no_probability(bad):
    message = refusal(surprisal, bad)
    assert_blames("p", message)
    assert str(bad) in message


NOT_NUMBERS = {
    "text": "0.5",
    "digits as text": ["0.5", "0.25", "0.25"],
    "bytes": [b"1", b"0"],
    "None": None,
    "a list with None": [None, 0.5, 0.5],
    "complex": [0.5 + 0j, 0.25, 0.25],
    "one complex": 0.5j,
    "a dict": {"cat": 0.5},
    "a set": {0.5, 0.25},
    "objects": np.array([0.5, 0.5], dtype=object),
    "dates": np.array(["2020-01-01"], dtype="M8[D]"),
    "a function": entropy,
    "a generator": (x for x in GOOD),
}


@every_argument_and_surprisal
@pytest.mark.parametrize("bad", NOT_NUMBERS.values(), ids=NOT_NUMBERS)
def test_what_holds_no_numbers_is_told_what_was_expected(name, measure, bad):
    message = refusal(measure, bad)
    assert re.search(rf"\b{name}\b", message) and "expected real numbers" in message, message


@every_argument_and_surprisal
@pytest.mark.parametrize("bad", [[], (), np.ones(0), np.ones((0, 3)), np.ones((3, 0)), [[], []]], ids=repr)
def test_empty_is_told_what_was_expected(name, measure, bad):
    message = refusal(measure, bad)
    assert_blames(name, message)
    assert "empty" in message and "expected" in message, message


@every_argument
@pytest.mark.parametrize("bad", [1, 1.0, 0.5, True, np.float32(1), np.array(1.0)], ids=repr)
def test_a_single_number_is_told_what_was_expected(name, measure, bad):
    message = refusal(measure, bad)
    assert_blames(name, message)
    assert "single number" in message and "expected a list of probabilities" in message, message


@every_argument_and_surprisal
@pytest.mark.parametrize("bad", [[[0.5, 0.5], [1.0]], [0.5, [0.25, 0.25]], [GOOD, GOOD[:2], GOOD]], ids=repr)
def test_ragged_rows_are_told_what_was_expected(name, measure, bad):
    message = refusal(measure, bad)
    assert_blames(name, message)
    assert "ragged" in message and "equal length" in message, message


# --- the pair and the base


@pytest.mark.parametrize("measure", TWO_ARGUMENTS)
@pytest.mark.parametrize(
    "p, q, axis",
    [
        (np.full(2, 1 / 2), np.full(3, 1 / 3), -1),
        (np.full(1, 1.0), np.full(3, 1 / 3), -1),
        (np.full(3, 1 / 3), np.full(1, 1.0), -1),
        (np.full((4, 2), 1 / 2), np.full((4, 3), 1 / 3), -1),
        (np.full((2, 4), 1 / 2), np.full((3, 4), 1 / 3), 0),
        (np.full((2, 4, 5), 1 / 4), np.full((2, 3, 5), 1 / 3), 1),
        (np.full((2, 3), 1 / 3), np.full((4, 3), 1 / 3), -1),
    ],
    ids=[
        "lengths",
        "one outcome is not spread over all",
        "nor the reverse",
        "lengths in batches",
        "lengths along axis 0",
        "lengths along axis 1",
        "sizes of batches",
    ],
)
def test_shapes_that_do_not_fit_are_both_told(measure, p, q, axis):
    message = refusal(measure, p, q, axis=axis).replace(",", ", ").replace("  ", " ").replace(", )", ",)")
    assert str(p.shape) in message and str(q.shape) in message, message


@pytest.mark.parametrize(
    "base",
    [
        0,
        -1,
        -2.5,
        1,
        1.0,
        True,
        NAN,
        INF,
        -INF,
        np.float64(1),
        "2",
        "e",
        None,
        2j,
        np.complex128(2j),
        [2],
        [2, 3],
        np.array([2, 3]),
    ],
    ids=repr,
)
@every_argument_and_surprisal
def test_a_base_that_no_logarithm_has_is_told(name, measure, base):
    message = refusal(measure, GOOD, base=base)
    assert re.search(r"\bbase is\b", message), message


@pytest.mark.parametrize(
    "measure",
    [
        lambda p, **base: surprisal(p[0], **base),
        entropy,
        lambda p, **base: cross_entropy(p, p, **base),
        lambda p, **base: kl_divergence([1, 0], p, **base),
        lambda p, **base: kl_terms([1, 0], p, **base)[0],
    ],
    ids=["surprisal", "entropy", "cross_entropy", "kl_divergence", "kl_terms"],
)
def test_a_base_below_1_is_refused_or_answered_rightly(measure):
    """log to base 1/2 turns every sign: the answer is -1, and a silent 0 would be wrong."""
    try:
        assert measure([0.5, 0.5], base=0.5) == -1
    except ValueError as error:
        assert "base" in str(error)
