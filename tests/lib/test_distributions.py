"""Making distributions, and what is said where that cannot be done.

Every test here runs with numpy told to raise where it would warn, and with every warning an error.
"""

import math
import tracemalloc
import warnings

import numpy as np
import pytest

from lib import bernoulli, cross_entropy, entropy, log_softmax, normalize, one_hot, softmax

INF, NAN = math.inf, math.nan


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


def test_one_hot_needs_no_more_memory_than_its_result():
    """An identity matrix of this size would be 18.8 GiB."""
    tracemalloc.start()
    certain = one_hot(np.array([3, 50256]), 50257)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert certain.nonzero()[1].tolist() == [3, 50256] and (certain.sum(axis=-1) == 1).all()
    assert peak < 1.1 * certain.nbytes


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.uint64])
def test_one_hot_takes_any_kind_of_whole_numbers(kind):
    assert one_hot(kind([1, 0]), 2).tolist() == [[0, 1], [1, 0]]


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


def test_where_softmax_rounds_to_0_log_softmax_still_knows_the_surprise():
    assert cross_entropy([1, 0], softmax([-800, 0]), base=math.e) == INF
    assert -log_softmax([-800, 0])[0] == 800
    assert "log_softmax" in softmax.__doc__


@pytest.mark.parametrize("function", [normalize, softmax, log_softmax])
@pytest.mark.parametrize("axis", [None, (0, 1), 2, -3, 0.5, "0", True], ids=repr)
def test_an_axis_that_is_not_there_is_refused(function, axis):
    with pytest.raises(ValueError, match=r"axis is .*shape \(2, 3\), so it must be one whole number from -2 to 1"):
        function(np.ones((2, 3)), axis=axis)
