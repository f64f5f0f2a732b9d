"""Functions that make distributions, and their messages for inputs from which none can be made."""

import math
import tracemalloc

import numpy as np
import pytest
from pytest import approx

from lib import bernoulli, cross_entropy, entropy, log_softmax, normalize, one_hot, softmax

INF, NAN = math.inf, math.nan
LN_2 = math.log(2)

MADE = [
    (normalize, [[7, 2, 1]], [0.7, 0.2, 0.1]),
    (normalize, [[True, True, False, False]], [0.5, 0.5, 0, 0]),
    (normalize, [[1e308, 1e308]], [0.5, 0.5]),
    (normalize, [[5e-324, 5e-324]], [0.5, 0.5]),
    (normalize, [[5e-324, 1e308]], [0, 1]),
    (normalize, [np.float32([[1, 3], [2, 2]])], [[0.25, 0.75], [0.5, 0.5]]),
    (bernoulli, [0.75], [0.75, 0.25]),
    (bernoulli, [True], [1, 0]),
    (bernoulli, [[[0.5], [1]]], [[[0.5, 0.5]], [[1, 0]]]),
    (one_hot, [2, 3], [0, 0, 1]),
    (one_hot, [np.uint8(1), np.int64(2)], [0, 1]),
    (one_hot, [0, 1], [1]),
    (one_hot, [np.uint64([[2], [0]]), 3], [[[0, 0, 1]], [[1, 0, 0]]]),
    (softmax, [[-1e4, -1e4]], [0.5, 0.5]),
    (softmax, [[1e308, -1e308]], [1, 0]),
    (softmax, [[-INF, 0, -INF]], [0, 1, 0]),
    (softmax, [[[0, 0], [1e4, 0]]], [[0.5, 0.5], [1, 0]]),
    (log_softmax, [[1e4, -1e4]], [0, -2e4]),
    (log_softmax, [[-800, 0]], [-800, 0]),  # softmax rounds to 0 here
    (log_softmax, [[0, -INF]], [0, -INF]),
    (log_softmax, [[[0, 0], [1e4, 0]]], [[-LN_2, -LN_2], [0, -1e4]]),
]


@pytest.mark.parametrize("make, given, expected", MADE)
def test_results(make, given, expected):
    found = make(*given)
    assert found.dtype == np.float64 and found == approx(np.array(expected), rel=1e-15, abs=0)


def test_softmax_is_exponentials_over_their_sum():
    logits = np.array([1.0, -2.0, 0.5])
    expected = np.exp(logits) / np.exp(logits).sum()
    assert softmax(logits) == approx(expected, rel=1e-15)
    assert log_softmax(logits) == approx(np.log(expected), rel=1e-15)
    assert softmax(logits + 1e4) == approx(expected, rel=1e-11)


def test_where_softmax_rounds_to_0_the_surprise_is_infinite_and_the_docstring_says_what_to_take():
    assert cross_entropy([1, 0], softmax([-800, 0]), base=math.e) == INF
    assert "log_softmax" in softmax.__doc__


@pytest.mark.parametrize("make", [normalize, softmax, log_softmax])
def test_along_another_axis_and_the_argument_is_left_alone(make):
    rows = np.array([[1.0, 1e4], [2.0, 0.0], [3.0, 1e-4]])
    rows.flags.writeable = False
    found = make(rows, axis=0)
    assert found.tolist() == make(rows.T).T.tolist() and not np.shares_memory(found, rows)


@pytest.mark.parametrize("make, smallest, largest", [(normalize, -300, 300), (softmax, -300, 4)])
def test_results_are_accepted_by_the_measures(make, smallest, largest):
    assert (entropy(make(10.0 ** np.random.default_rng(1).uniform(smallest, largest, (100, 7)))) >= 0).all()


def test_one_hot_needs_no_more_memory_than_its_result():
    """An identity matrix of this size would be 18.8 GiB."""
    tracemalloc.start()
    certain = one_hot(np.array([3, 50256]), 50257)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert certain.nonzero()[1].tolist() == [3, 50256] and (certain.sum(axis=-1) == 1).all()
    assert peak < 1.1 * certain.nbytes


# --- refused

WEIGHT = "a weight is a finite number that is not negative"
PROBABILITY = "a probability lies between 0 and 1"
NO_INDEX = "class indices are whole numbers, counted from 0"
NO_NUMBER_OF_CLASSES = "the number of classes is a whole number of at least 1"
NO_LOGITS = "must hold numbers below infinity, at least one of them finite"
ZEROS = "holds nothing but 0: there is no way to share out a whole among such weights"
AS_NUMBERS = "expected real numbers; to read the texts as numbers, write np.asarray({}, dtype=float)"
REFUSED = [
    (normalize, [[1, -2, 3]], f"weights[1] is -2.0: {WEIGHT}"),
    (normalize, [[1, NAN]], f"weights[1] is nan: {WEIGHT}"),
    (normalize, [[[1, 2], [3, INF]]], f"weights[1, 1] is inf: {WEIGHT}"),
    (normalize, [[[1, 2], [0, 0]]], f"weights[1] {ZEROS}"),
    (normalize, [[0, 0]], f"weights {ZEROS}"),
    (normalize, [[[], []]], "weights is empty: expected at least one number"),
    (normalize, [3], "weights is the single number 3: expected a list of probabilities"),
    (normalize, [["1", "2"]], f"weights holds text: {AS_NUMBERS.format('weights')}"),
    (bernoulli, [1.5], f"p is 1.5: {PROBABILITY}"),
    (bernoulli, [NAN], f"p is nan: {PROBABILITY}"),
    (bernoulli, [[0.5, -2]], f"p[1] is -2.0: {PROBABILITY}"),
    (bernoulli, [[]], "p is empty: expected at least one number"),
    (bernoulli, ["0.5"], f"p holds text: {AS_NUMBERS.format('p')}"),
    (one_hot, [2, 2], "index is 2: with 2 classes it runs from 0 to 1"),
    (one_hot, [-1, 2], "index is -1: with 2 classes it runs from 0 to 1"),
    (one_hot, [[0, 5], 3], "index[1] is 5: with 3 classes it runs from 0 to 2"),
    (one_hot, [0.5, 2], f"index is 0.5: {NO_INDEX}"),
    (one_hot, ["0", 2], f"index is '0': {NO_INDEX}"),
    (one_hot, [0, 0], f"n is 0: {NO_NUMBER_OF_CLASSES}"),
    (one_hot, [0, 2.0], f"n is 2.0: {NO_NUMBER_OF_CLASSES}"),
    *(
        (make, [logits], told)
        for make in (softmax, log_softmax)
        for logits, told in [
            ([0, NAN], f"logits {NO_LOGITS}"),
            ([INF, 0], f"logits {NO_LOGITS}"),
            ([[0, 0], [-INF, -INF]], f"logits[1] {NO_LOGITS}"),
            ([], "logits is empty: expected at least one number"),
            (3, "logits is the single number 3: expected a list of probabilities"),
            ("ab", "logits holds text: expected real numbers"),
        ]
    ),
]


@pytest.mark.parametrize("make, given, told", REFUSED)
def test_wrong_arguments_are_refused(make, given, told):
    with pytest.raises(ValueError) as caught:
        make(*given)
    assert str(caught.value) == told


@pytest.mark.parametrize("make, name", [(normalize, "weights"), (softmax, "logits"), (log_softmax, "logits")])
def test_an_axis_that_is_not_there_is_refused(make, name):
    with pytest.raises(ValueError, match=f"axis is 2: {name} has shape .* one whole number from -2 to 1"):
        make(np.ones((2, 3)), axis=2)
