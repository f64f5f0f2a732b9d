"""conditional_entropy and mutual_information: edges, digits, and messages for arguments that are no joint table."""

import math

import numpy as np
import pytest
from pytest import approx

from lib import conditional_entropy, entropy, mutual_information

ALARM = [[0.75, 0], [0.125, 0.125]]
MEASURES = {
    "H(Y|X)": lambda joint: conditional_entropy(joint, given=0),
    "H(X|Y)": lambda joint: conditional_entropy(joint, given=1),
    "I": mutual_information,
}
every_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)


# --- edges


def is_plus_zero(value):
    return str(value) == "0.0"


@pytest.mark.parametrize("seed", range(20))
def test_independent_quantities_tell_exactly_nothing_of_each_other(seed):
    rng = np.random.default_rng(seed)
    x, y = (rng.dirichlet(np.ones(size)) for size in rng.integers(1, 60, 2))
    assert is_plus_zero(mutual_information(np.outer(x, y)))
    assert is_plus_zero(mutual_information(np.outer(x, y) * (1 + 4e-6)))  # a sum that misses 1 adds no information
    assert conditional_entropy(np.outer(x, y), given=0) == approx(entropy(y), rel=1e-13, abs=1e-13)


@pytest.mark.parametrize("size", [1, 2, 5, 256])
def test_equal_quantities_leave_nothing_unknown(size):
    table = np.eye(size) / size
    assert mutual_information(table) == approx(math.log2(size), rel=1e-14)
    assert is_plus_zero(conditional_entropy(table, given=0)) and is_plus_zero(conditional_entropy(table, given=1))


@pytest.mark.parametrize("k", range(3, 50))
def test_nearly_independent_quantities_keep_their_digits(k):
    """I of (1/4 + e, 1/4 - e) and its mirror image is ln 2 - H(1/2 + 2e), here in nats and without cancelling."""
    e = 2.0**-k  # so that all numbers are exact floats
    found = mutual_information([[0.25 + e, 0.25 - e], [0.25 - e, 0.25 + e]], base=math.e)
    x = 4 * e
    assert found == approx(x * math.atanh(x) + math.log1p(-x * x) / 2, rel=1e-12, abs=0)


@pytest.mark.parametrize("tiny", [1e-10, 1e-17, 1e-200, 1e-310])
def test_nearly_certain_quantities_keep_their_digits(tiny):
    """The likely entry adds tiny / ln 2 bits, although its probability rounds to 1."""
    bits = tiny * (1 / math.log(2) - math.log2(tiny))
    assert conditional_entropy([[0.5, 0], [0.5, tiny / 2]], given=0) == approx(bits / 2, rel=1e-9, abs=0)
    assert mutual_information([[1 - tiny, 0], [0, tiny]]) == approx(bits, rel=1e-9, abs=0)


@every_measure
def test_rows_and_columns_that_never_occur_add_nothing(measure):
    padded = np.zeros((4, 5))
    padded[1:3, 2:4] = ALARM
    assert measure(padded) == approx(measure(ALARM), rel=1e-15)


@every_measure
def test_honest_rounding_is_accepted(measure):
    tables = np.random.default_rng(8).dirichlet(np.ones(6), 20).reshape(20, 2, 3)
    for rounded, error in ((np.float32(tables), 1e-5), (np.round(tables, 6), 1e-4), (np.float16(tables), 1e-2)):
        assert measure(rounded) == approx(measure(tables), abs=error)


# --- refused, with advice; test_validation.py has all other refused arguments

DIVIDE = "check the numbers, or write joint / np.asarray(joint).sum()"
REFUSED = [
    ([[0.5, 0.25], [0.125, 0]], f"sums to 0.875, not to 1: {DIVIDE}"),
    (np.full((3, 1), 0.33333), f"sums to 0.99999, not to 1: {DIVIDE}"),
    (
        [ALARM, [[0.5, 0.25], [0.125, 0]]],
        "[1] sums to 0.875, not to 1: check the numbers, or write "
        "joint / np.asarray(joint).sum(axis=(-2, -1), keepdims=True)",
    ),
    (
        [[0.9, 0.1], [0.2, 0.8]],
        "sums to 2, not to 1: each row does, so these are probabilities given the row; with the probabilities "
        "of the rows as weights, write np.asarray(weights)[:, None] * joint",
    ),
    (
        [ALARM, [[0.9, 0.2], [0.1, 0.8]]],
        "[1] sums to 2, not to 1: each column does, so these are probabilities given the column; with the "
        "probabilities of the columns as weights, write np.asarray(weights) * joint[1]",
    ),
    (
        [[3, 4], [5, 6]],
        "[0, 0] is 3.0: a probability lies between 0 and 1; to turn counts into probabilities, write "
        "joint / np.asarray(joint).sum()",
    ),
    ([[0.5, -0.25], [0.5, 0.25]], "[0, 1] is -0.25: a probability lies between 0 and 1"),
    ([0.5, 0.5], "is one list of 2 numbers: expected a table of probabilities, such as [[0.5, 0], [0.25, 0.25]]"),
    (1.0, "is the single number 1.0: expected a table of probabilities, such as [[0.5, 0], [0.25, 0.25]]"),
    (np.ones((0, 3)), "is empty: expected at least one number"),
    ({"a": 0.5}, "is of type dict: expected real numbers in a list, so write list(joint.values())"),
]


def refusal(measure, *arguments, **options):
    with pytest.raises(ValueError) as caught:
        measure(*arguments, **options)
    return str(caught.value)


@every_measure
@pytest.mark.parametrize("bad, told", REFUSED)
def test_tables_that_are_not_joint_are_refused(measure, bad, told):
    assert refusal(measure, bad) == ("joint" if told.startswith("[") else "joint ") + told


@pytest.mark.parametrize("given", [2, -1, True, np.True_, "rows", None, 0.0, [0], (0, 1)], ids=repr)
def test_another_given_is_told_what_it_may_be(given):
    said = f"given is {given!r}: it must be 0 where the rows are known, 1 where the columns are"
    assert refusal(conditional_entropy, ALARM, given=given) == said
