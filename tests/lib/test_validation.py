"""The message of every measure about an argument that is no distribution, and rounding that is accepted."""

import re

import ml_dtypes
import numpy as np
import pytest

import lib
from lib import entropy, kl_divergence, surprisal

INF, NAN = np.inf, np.nan
GOOD = [0.5, 0.25, 0.25]
OF_ONE = [lib.entropy, lib.perplexity]
OF_TWO = [lib.cross_entropy, lib.kl_divergence, lib.kl_terms, lib.jensen_shannon, lib.total_variation, lib.hellinger]
# "kl_divergence(q)" calls kl_divergence with the tested value as q and a proper p.
ARGUMENTS = {
    **{f"{m.__name__}(p)": ("p", lambda bad, good, m=m, **axis: m(bad, **axis)) for m in OF_ONE},
    **{f"{m.__name__}(p)": ("p", m) for m in OF_TWO},
    **{f"{m.__name__}(q)": ("q", lambda bad, good, m=m, **axis: m(good, bad, **axis)) for m in OF_TWO},
}
SURPRISAL = {"surprisal(p)": ("p", lambda bad, good: surprisal(bad))}
every_argument = pytest.mark.parametrize("name, measure", ARGUMENTS.values(), ids=ARGUMENTS)
every_argument_and_surprisal = pytest.mark.parametrize(
    "name, measure", (ARGUMENTS | SURPRISAL).values(), ids=ARGUMENTS | SURPRISAL
)
of_two = pytest.mark.parametrize("measure", OF_TWO)


def refusal(measure, *arguments, **options):
    """Return the message of the ValueError that the measure raises."""
    with pytest.raises(ValueError) as caught:
        measure(*arguments, **options)
    return str(caught.value)


def said(name, told):
    """Return the message about this argument: the tables have no name at its beginning, and {0} elsewhere."""
    return name + ("" if told.startswith("[") else " ") + told.format(name)


# --- refused, with what to do

BETWEEN = "a probability lies between 0 and 1"
COUNTS = f"{BETWEEN}; to turn counts into probabilities, use normalize({{0}})"
CLIP = f"{BETWEEN}; this looks like a rounding error, which np.clip({{0}}, 0, 1) takes away"
LIST = "expected real numbers in a list, so write"
AS_NUMBERS = "expected real numbers; to read the texts as numbers, write np.asarray({0}, dtype=float)"
EMPTY = "is empty: expected at least one number"
NO_NUMBERS_OR_PROBABILITIES = [
    ([0.5, 0.75, -0.25], f"[2] is -0.25: {BETWEEN}"),
    ([3, 4.5, 5], f"[0] is 3.0: {COUNTS}"),
    ([0.5, NAN, 0.5], f"[1] is nan: {BETWEEN}"),
    ([INF, -INF, 1], f"[0] is inf: {BETWEEN}"),
    ([1e308, 1e308, 0.5], f"[0] is 1e+308: {COUNTS}"),
    ([0.5, 0.5, -5e-324], f"[2] is -5e-324: {CLIP}"),
    ([0.9, 0.1, 1 - 0.9 - 0.1], f"[2] is -2.7755575615628914e-17: {CLIP}"),
    ([[0.5, 0.25, 0.25], [0.5, -0.25, 0.75]], f"[1, 1] is -0.25: {BETWEEN}"),
    ([[[0.5, 0.25, 0.25]], [[0.5, 0.25, NAN]]], f"[1, 0, 2] is nan: {BETWEEN}"),
    ("0.5", f"holds text: {AS_NUMBERS}"),
    ([b"1", b"0"], f"holds text: {AS_NUMBERS}"),
    ([0.5 + 0j, 0.25, 0.25], "holds complex numbers: expected real numbers"),
    (np.array(["2020-01-01"], dtype="M8[D]"), "holds datetime64[D] values: expected real numbers"),
    (None, "is of type NoneType: expected real numbers"),
    ([None, 0.5, 0.5], "[0] is of type NoneType: expected real numbers"),
    (np.array([0.5, {}], dtype=object), "[1] is of type dict: expected real numbers"),
    ([[0.5, 0.5], [1.0]], "is ragged: give it rows of equal length"),
    ([], EMPTY),
    (np.ones((3, 0)), EMPTY),
    ({"cat": 0.5, "dog": 0.5}, f"is of type dict: {LIST} list({{0}}.values())"),
    ({0.5, 0.25}, f"is of type set: {LIST} a list, since a set has no order"),
    ({"a": 0.5}.values(), f"is of type dict_values: {LIST} list({{0}})"),
    (map(float, "01"), f"is of type map: {LIST} list({{0}})"),
    (
        np.ma.array([0.5, 0.25, 0.25], mask=[False, True, False]),
        "is a masked array that hides 1 of its 3 entries: decide what they are, with {0}.filled(0), "
        "or leave them out, with {0}.compressed()",
    ),
]


@every_argument_and_surprisal
@pytest.mark.parametrize("bad, told", NO_NUMBERS_OR_PROBABILITIES)
def test_entries_that_are_no_probability_are_refused(name, measure, bad, told):
    assert refusal(measure, bad, GOOD) == said(name, told)


CHECK = "check the numbers, or use normalize({0})"
YES_OR_NO = f"{CHECK}; if each is the answer to a yes-or-no question of its own, use bernoulli({{0}})"
TABLE = (
    "[{}] sums to {}, not to 1: the whole table does, so if it is one joint distribution, write np.ravel({{0}}); "
    "if each {} is one, check the numbers"
)
NO_DISTRIBUTIONS = [
    ([0.5, 0.25, 0.125], f"sums to 0.875, not to 1: {CHECK}"),
    ([0.5, 0.75], f"sums to 1.25, not to 1: {CHECK}"),
    ([1, 0.5, 1], f"sums to 2.5, not to 1: {YES_OR_NO}"),
    ([0.5, 0.25, 0.25 + 6e-6], f"sums to 1.000006, not to 1: {YES_OR_NO}"),
    ([0.5, 0.25, 0.25 - 6e-6], f"sums to 0.999994, not to 1: {CHECK}"),
    ([0.33333, 0.33333, 0.33333], f"sums to 0.99999, not to 1: {CHECK}"),
    (np.float16([0.33, 0.33, 0.33]), f"sums to 0.990234375, not to 1: {CHECK}"),
    (np.array([0.33, 0.33, 0.33], dtype=ml_dtypes.bfloat16), f"sums to 0.990234375, not to 1: {CHECK}"),
    (np.float32([0.5, 0.25, 0.25 + 2**-17]), f"sums to 1.000007629, not to 1: {YES_OR_NO}"),
    ([[0.5, 0.5], [0.5, 0.75]], f"[1] sums to 1.25, not to 1: {CHECK}"),
    ([[0.4, 0.1], [0.1, 0.4]], TABLE.format(0, 0.5, "row")),
    ([[[0.4, 0.1], [0.1, 0.4]]], TABLE.format("0, 0", 0.5, "slice")),
    (0.5, "is the single number 0.5: expected a list of probabilities"),
]


@every_argument
@pytest.mark.parametrize("bad, told", NO_DISTRIBUTIONS)
def test_arguments_that_are_no_distribution_are_refused(name, measure, bad, told):
    assert refusal(measure, bad, GOOD) == said(name, told)


@every_argument
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
def test_the_one_distribution_with_the_wrong_sum_is_told(name, measure, axis):
    """The message has an expression for it: p[1, 0] or, along axis 0, p[:, 1, 0]; for an entry, its own index."""
    good = np.tile(GOOD, (2, 3, 1))
    for place in ((0, 0), (1, 0), (0, 2), (1, 2)):
        bad, wrong = good.copy(), good.copy()
        bad[place], wrong[place][1] = [0.5, 0.25, 0.125], -0.5
        turned, *others = (np.moveaxis(array, -1, axis) for array in (bad, good, wrong))
        message = refusal(measure, turned, others[0], axis=axis)
        shown, advised = re.fullmatch(rf"{name}(\[.*\]) sums to 0.875, not to 1: (.*)", message).groups()
        assert eval(f"turned{shown}").tolist() == [0.5, 0.25, 0.125]
        assert advised == CHECK.format(f"{name}, axis={axis}" if axis != -1 else name)
        index = ", ".join(map(str, np.argwhere(others[1] < 0)[0]))
        assert refusal(measure, others[1], others[0], axis=axis) == f"{name}[{index}] is -0.5: {BETWEEN}"


def test_surprisal_of_one_number_is_told_what_it_may_be():
    assert refusal(surprisal, -0.25) == f"p is -0.25: {BETWEEN}"
    assert refusal(surprisal, 1.5) == f"p is 1.5: {BETWEEN}"
    assert refusal(surprisal, 1 + 2**-52) == f"p is 1.0000000000000002: {CLIP.format('p')}"


@every_argument
@pytest.mark.parametrize("axis", [None, (0, 1), [0], 2, -3, 0.5, "0", True], ids=repr)
def test_an_axis_that_is_not_there_is_told_what_it_may_be(name, measure, axis):
    p = np.full((2, 2), 0.5)
    told = f"axis is {axis!r}: p has shape (2, 2), so it must be one whole number from -2 to 1"
    assert refusal(measure, p, p, axis=axis) == told
    assert np.array_equal(measure(p, p, axis=np.int64(1)), measure(p, p))


class Stubborn:
    """A stand-in for a tensor that cannot become an array, as one with a gradient."""

    def __init__(self, error):
        self.error = error

    def __array__(self, dtype=None, copy=None):
        raise self.error


@every_argument_and_surprisal
@pytest.mark.parametrize("error", [RuntimeError("call detach() first"), ValueError("no"), TypeError("on a device")])
def test_errors_of_another_library_are_passed_on(name, measure, error):
    with pytest.raises(type(error)) as caught:
        measure(Stubborn(error), GOOD)
    assert caught.value is error


def test_entropy_of_two_points_to_the_measures_of_two():
    with pytest.raises(TypeError, match=r"entropy is of one distribution.*kl_divergence\(p, q\).*cross_entropy"):
        entropy([0.5, 0.5], [0.9, 0.1])


# --- two arguments that do not fit


@of_two
@pytest.mark.parametrize(
    "p, q, axis",
    [
        ((2,), (3,), -1),
        ((1,), (3,), -1),  # one outcome is not broadcast
        ((3,), (1,), -1),
        ((4, 2), (4, 3), -1),
        ((2, 4), (3, 4), 0),
        ((2, 4, 5), (2, 3, 5), 1),
        ((2, 3), (4, 3), -1),
    ],
)
def test_shapes_that_do_not_fit_are_both_told(measure, p, q, axis):
    found = refusal(measure, np.full(p, 1 / p[axis]), np.full(q, 1 / q[axis]), axis=axis)
    differ = "differ in length" if p[axis] != q[axis] else "are batches of different sizes"
    assert found == f"p and q {differ}: shapes {p} and {q}"


# --- honest rounding is accepted


def rounded(decimals):
    return np.round(np.random.default_rng(3).dirichlet(np.ones(10), 200), decimals)


HONESTLY_ROUNDED = {
    "float16": rounded(16).astype(np.float16),
    "bfloat16": rounded(16).astype(ml_dtypes.bfloat16),
    "float32": rounded(16).astype(np.float32),
    "six decimals": rounded(6),
    "the sum is 1.000001": [[0.333334, 0.333334, 0.333333]],
}


@pytest.mark.parametrize("p", HONESTLY_ROUNDED.values(), ids=HONESTLY_ROUNDED)
def test_honest_rounding_is_accepted(p):
    sums = np.asarray(p).astype(float).sum(axis=-1)
    assert (abs(sums - 1) > 1e-9).any()  # otherwise this test would show nothing
    q = np.full(np.shape(p)[-1], 1 / np.shape(p)[-1])
    assert (entropy(p) > 0).all() and (kl_divergence(p, q) >= 0).all()
    assert not kl_divergence(p, p).any()
