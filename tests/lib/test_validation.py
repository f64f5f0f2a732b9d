"""What every measure says when it is given something else than distributions, and what it accepts all the same.

Every test here runs with numpy told to raise where it would warn, and with every warning an error.
"""

import math
import re
import warnings
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import ml_dtypes
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from lib import (
    bernoulli,
    conditional_entropy,
    cross_entropy,
    entropy,
    hellinger,
    jensen_shannon,
    kl_divergence,
    kl_terms,
    mutual_information,
    perplexity,
    surprisal,
    total_variation,
)
from lib.validation import InputError

INF, NAN = math.inf, math.nan
GOOD = [0.5, 0.25, 0.25]


@pytest.fixture(autouse=True)
def numpy_must_stay_silent():
    with np.errstate(all="raise"), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


# --- what every measure says of each argument

ONE_ARGUMENT = [entropy, perplexity]
TWO_ARGUMENTS = [cross_entropy, kl_divergence, kl_terms, jensen_shannon, total_variation, hellinger]
WITHOUT_BASE = {"perplexity", "total_variation", "hellinger"}
# "kl_divergence(q)" calls kl_divergence with the value in question as q and a proper p.
ARGUMENTS = {
    **{f"{measure.__name__}(p)": ("p", measure) for measure in ONE_ARGUMENT},
    **{f"{m.__name__}(p)": ("p", lambda bad, m=m, **options: m(bad, GOOD, **options)) for m in TWO_ARGUMENTS},
    **{f"{m.__name__}(q)": ("q", lambda bad, m=m, **options: m(GOOD, bad, **options)) for m in TWO_ARGUMENTS},
}
SURPRISAL = {"surprisal(p)": ("p", surprisal)}
every_argument = pytest.mark.parametrize("name, measure", ARGUMENTS.values(), ids=ARGUMENTS)
every_argument_and_surprisal = pytest.mark.parametrize(
    "name, measure", (ARGUMENTS | SURPRISAL).values(), ids=ARGUMENTS | SURPRISAL
)

WITH_BASE = {call: rest for call, rest in (ARGUMENTS | SURPRISAL).items() if call[:-3] not in WITHOUT_BASE}
every_argument_with_a_base = pytest.mark.parametrize("name, measure", WITH_BASE.values(), ids=WITH_BASE)


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
    assert "dtype" not in message, message


@every_argument
@pytest.mark.parametrize(
    "bad, total",
    [
        ([0.5, 0.25, 0.125], "0.875"),
        ([0.5, 0.5, 0.25], "1.25"),
        ([0, 0, 0], "0"),
        ([1, 1, 0], "2"),
        ([0.5, 0.25, 0.25 + 6e-6], "1.000006"),
        ([0.5, 0.25, 0.25 - 6e-6], "0.999994"),
        ([0.33, 0.33, 0.33], "0.99"),
        ([0.33333, 0.33333, 0.33333], "0.99999"),
        (np.float16([0.33, 0.33, 0.33]), "0.99"),
        (np.array([0.33, 0.33, 0.33], dtype=ml_dtypes.bfloat16), "0.99"),
        (np.float32([0.5, 0.25, 0.25 + 2**-17]), "1.0000076"),
    ],
    ids=repr,
)
def test_a_sum_other_than_1_is_told(name, measure, bad, total):
    message = refusal(measure, bad)
    assert_blames(name, message)
    assert re.search(rf"(?<![\d.]){re.escape(total)}", message), message
    assert f"normalize({name})" in message
    assert message.startswith(f"{name} sums to ")


@pytest.mark.parametrize(
    "name, measure",
    [
        *(("p", lambda bad, _, m=measure, **options: m(bad, **options)) for measure in ONE_ARGUMENT),
        *(("p", measure) for measure in TWO_ARGUMENTS),
        *(("q", lambda bad, good, m=measure, **options: m(good, bad, **options)) for measure in TWO_ARGUMENTS),
    ],
    ids=ARGUMENTS,
)
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2, -3])
@pytest.mark.parametrize("place", [(0, 0), (1, 0), (0, 2), (1, 2)])
def test_the_one_distribution_with_the_wrong_sum_is_told(name, measure, place, axis):
    """As an expression that shows it: p[1, 0] or, along axis 0, p[:, 1, 0]."""
    good = np.tile(GOOD, (2, 3, 1))
    bad = good.copy()
    bad[place] = [0.5, 0.25, 0.125]
    good, bad = (np.moveaxis(batch, -1, axis) for batch in (good, bad))
    message = refusal(measure, bad, good, axis=axis)
    assert_blames(name, message)
    shown = re.match(r"\w(\[.*\]) sums to 0.875, not to 1: ", message)
    assert eval(f"bad{shown[1]}").tolist() == [0.5, 0.25, 0.125]
    assert (f"normalize({name}, axis={axis})" if axis != -1 else f"normalize({name})") in message


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
    "objects": np.array([0.5, {}], dtype=object),
    "dates": np.array(["2020-01-01"], dtype="M8[D]"),
    "a function": entropy,
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
    message = refusal(measure, p, q, axis=axis)
    said = "differ in length" if p.shape[axis] != q.shape[axis] else "are batches of different sizes"
    assert message == f"p and q {said}: shapes {p.shape} and {q.shape}"


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
@every_argument_with_a_base
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
        lambda p, **base: jensen_shannon([1, 0], [0, 1], **base),
        lambda p, **base: mutual_information(np.diag(p), **base),
        lambda p, **base: conditional_entropy([p, [0, 0]], given=0, **base),
    ],
    ids=["surprisal", "entropy", "cross_entropy", "kl_divergence", "kl_terms", "JS", "I", "H(Y|X)"],
)
def test_a_base_below_1_is_refused_or_answered_rightly(measure):
    """log to base 1/2 turns every sign: the answer is -1, and a silent 0 would be wrong."""
    try:
        assert measure([0.5, 0.5], base=0.5) == -1
    except ValueError as error:
        assert "base" in str(error)


# --- what people really have: accepted


def rounded(decimals):
    return np.round(np.random.default_rng(3).dirichlet(np.ones(10), 200), decimals)


HONESTLY_ROUNDED = {
    "float16": rounded(16).astype(np.float16),
    "bfloat16": rounded(16).astype(ml_dtypes.bfloat16),
    "float32": rounded(16).astype(np.float32),
    "float32 as a list": rounded(16).astype(np.float32).tolist(),
    "six decimals": rounded(6),
    "six decimals as text read from a file": [[float(f"{x:.6f}") for x in row] for row in rounded(16)],
    "the sum is 1.000001": [[0.333334, 0.333334, 0.333333]],
    "thirds with six decimals": [[0.333333, 0.333333, 0.333333]],
}


@pytest.mark.parametrize("p", HONESTLY_ROUNDED.values(), ids=HONESTLY_ROUNDED)
def test_honest_rounding_is_accepted(p):
    sums = np.asarray(p).astype(float).sum(axis=-1)
    assert (abs(sums - 1) > 1e-9).any()  # else this test would show nothing
    q = np.full(np.shape(p)[-1], 1 / np.shape(p)[-1])
    assert (entropy(p) > 0).all() and (kl_divergence(p, q) >= 0).all()
    assert not kl_divergence(p, p).any()


def test_five_decimals_are_too_few():
    assert "sums to" in refusal(entropy, [0.33333, 0.33333, 0.33333])


REAL_NUMBERS = {
    "Fraction": [Fraction(1, 3), Fraction(1, 2), Fraction(1, 6)],
    "Decimal": [Decimal("0.5"), Decimal("0.2"), Decimal("0.3")],
    "a mixture": [Fraction(1, 2), Decimal("0.25"), 0.25],
    "an array of objects": np.array([Fraction(1, 2), 0.25, 0.25], dtype=object),
    "a table": [[Fraction(1, 2), Fraction(1, 2)], [Fraction(1, 4), Fraction(3, 4)]],
}


@pytest.mark.parametrize("p", REAL_NUMBERS.values(), ids=REAL_NUMBERS)
def test_exact_numbers_are_real_numbers(p):
    floats = np.array(p, dtype=float)
    assert np.array_equal(entropy(p), entropy(floats))
    assert np.array_equal(kl_divergence(p, p[::-1]), kl_divergence(floats, floats[::-1]))
    assert surprisal(Fraction(1, 8)) == surprisal(Decimal("0.125")) == 3


# --- what people really have: refused, with what to do

HELP = {
    "dict": ({"cat": 0.5, "dog": 0.5}, "is of type dict: expected real numbers in a list, so write list({}.values())"),
    "Counter": (Counter("aab"), "is of type Counter: expected real numbers in a list, so write list({}.values())"),
    "set": ({0.5, 0.25}, "is of type set: expected real numbers in a list, so write a list, since a set has no order"),
    "values()": ({"a": 0.5}.values(), "is of type dict_values: expected real numbers in a list, so write list({})"),
    "map": (map(float, "01"), "is of type map: expected real numbers in a list, so write list({})"),
    "generator": (
        (x for x in GOOD),
        "is of type generator: expected real numbers in a list, so write list({})",
    ),
    "None among numbers": ([None, 0.5, 0.5], "[0] is of type NoneType: expected real numbers"),
    "masked": (
        np.ma.array([0.5, 0.25, 0.25], mask=[False, True, False]),
        "is a masked array that hides 1 of its 3 entries: decide what they are, with {0}.filled(0), "
        "or leave them out, with {0}.compressed()",
    ),
    "joint table": (
        [[0.4, 0.1], [0.1, 0.4]],
        "[0] sums to 0.5, not to 1: the whole table does, so if it is one joint distribution, write np.ravel({0}); "
        "if each row is one, check the numbers",
    ),
    "binary labels": (
        [1, 0, 1],
        "sums to 2, not to 1: check the numbers, or use normalize({0}); "
        "if each is the answer to a yes-or-no question of its own, use bernoulli({0})",
    ),
    "counts": (
        [3, 4, 5],
        "[0] is 3.0: a probability lies between 0 and 1; to turn counts into probabilities, use normalize({0})",
    ),
    "what is left below 0": (
        [0.9, 0.1, 1 - 0.9 - 0.1],
        "[2] is {1}: a probability lies between 0 and 1; "
        "this looks like a rounding error, which np.clip({0}, 0, 1) takes away",
    ),
}


@every_argument
@pytest.mark.parametrize("bad, told", HELP.values(), ids=HELP)
def test_what_people_have_is_recognised(name, measure, bad, told):
    space = "" if told.startswith("[") else " "
    assert refusal(measure, bad) == name + space + told.format(name, 1 - 0.9 - 0.1)


def test_what_the_messages_advise_works():
    assert entropy(np.ravel([[0.4, 0.1], [0.1, 0.4]])) == pytest.approx(1.721928, abs=1e-6)
    assert entropy(np.clip([0.9, 0.1, 1 - 0.9 - 0.1], 0, 1)) == pytest.approx(entropy([0.9, 0.1]))
    in_nats = cross_entropy(bernoulli([1, 0, 1]), bernoulli([0.9, 0.2, 0.8]), base=math.e)
    assert in_nats.mean() == pytest.approx(0.18388, abs=1e-5)


def test_a_masked_array_that_hides_nothing_is_accepted():
    assert entropy(np.ma.array([0.5, 0.5])) == 1


def test_surprisal_just_above_1_is_recognised_as_rounding():
    assert "rounding error" in refusal(surprisal, 1 + 2**-52)
    assert "rounding error" not in refusal(surprisal, 1.1)


MEASURES = {measure.__name__: measure for measure in ONE_ARGUMENT} | {
    measure.__name__: lambda p, m=measure, **options: m(p, p, **options) for measure in TWO_ARGUMENTS
}


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
@pytest.mark.parametrize("axis", [None, (0, 1), [0], 2, -3, 0.5, "0", True], ids=repr)
def test_an_axis_that_is_not_there_is_told_what_it_may_be(measure, axis):
    p = np.full((2, 2), 0.5)
    said = f"axis is {axis!r}: p has shape (2, 2), so it must be one whole number from -2 to 1"
    assert refusal(measure, p, axis=axis) == said
    assert np.array_equal(measure(p, axis=np.int64(1)), measure(p, axis=-1))


class Series:
    """Stands in for a pandas Series: values with labels, turned into an array without them."""

    def __init__(self, values, index):
        self.values, self.index = values, index

    def __array__(self, dtype=None, copy=None):
        return np.array(self.values, dtype=dtype)


class Frame(Series):
    """Stands in for a pandas DataFrame."""

    def __init__(self, values, index, columns):
        super().__init__(values, index)
        self.columns = columns


@pytest.mark.parametrize("measure", TWO_ARGUMENTS)
class TestLabels:
    def test_the_same_labels_in_the_same_order_are_accepted(self, measure):
        p, q = Series([0.75, 0.25], ["cat", "dog"]), Series([0.5, 0.5], ["cat", "dog"])
        assert np.array_equal(measure(p, q), measure([0.75, 0.25], [0.5, 0.5]))
        assert np.array_equal(measure(p, [0.5, 0.5]), measure([0.75, 0.25], [0.5, 0.5]))

    def test_another_order_is_refused_with_both(self, measure):
        """What value_counts() gives is sorted by frequency, so the places of two of them do not match."""
        p, q = Series([0.75, 0.25], ["cat", "dog"]), Series([0.75, 0.25], ["dog", "cat"])
        assert refusal(measure, p, q) == (
            "p and q are labelled differently: (cat, dog) and (dog, cat); entries are compared by their place, "
            "so bring them into one order, such as q.reindex(p.index, fill_value=0)"
        )

    def test_other_labels_are_refused(self, measure):
        p, q = Series([0.75, 0.25], ["cat", "dog"]), Series([0.5, 0.25, 0.25], range(3))
        assert "(cat, dog) and (0, 1, 2)" in refusal(measure, p, q)
        many = Series(np.full(8, 1 / 8), range(8)), Series(np.full(8, 1 / 8), range(1, 9))
        assert "(0, 1, 2, 3, 4, 5, ...) and (1, 2, 3, 4, 5, 6, ...)" in refusal(measure, *many)

    def test_tables_are_compared_along_both_axes(self, measure):
        table = np.full((2, 2), 0.5)
        p = Frame(table, ["x", "y"], ["cat", "dog"])
        assert np.array_equal(measure(p, p), measure(table, table))
        assert "(cat, dog) and (dog, cat)" in refusal(measure, p, Frame(table, ["x", "y"], ["dog", "cat"]))
        assert "(x, y) and (y, x)" in refusal(measure, p, Frame(table, ["y", "x"], ["cat", "dog"]))

    @pytest.mark.parametrize("axis, index", [(-1, ["cat", "dog"]), (0, ["x", "y"])])
    def test_a_list_is_compared_with_a_table_along_the_distributions(self, measure, axis, index):
        p, q = Frame(np.full((2, 2), 0.5), ["x", "y"], ["cat", "dog"]), Series([0.5, 0.5], index)
        assert np.array_equal(measure(p, q, axis=axis), measure(np.full((2, 2), 0.5), [0.5, 0.5], axis=axis))
        assert "differently" in refusal(measure, p, Series([0.5, 0.5], index[::-1]), axis=axis)


def test_entropy_of_two_points_to_the_measures_of_two():
    with pytest.raises(TypeError, match=r"entropy is of one distribution.*kl_divergence\(p, q\).*cross_entropy"):
        entropy([0.5, 0.5], [0.9, 0.1])


class Stubborn:
    """Stands in for a tensor that refuses to become an array, as one with a gradient does."""

    def __init__(self, error):
        self.error = error

    def __array__(self, dtype=None, copy=None):
        raise self.error


@every_argument_and_surprisal
@pytest.mark.parametrize("error", [RuntimeError("call detach() first"), ValueError("no"), TypeError("on a device")])
def test_what_another_library_says_is_passed_on(name, measure, error):
    with pytest.raises(type(error)) as caught:
        measure(Stubborn(error))
    assert caught.value is error


# --- how it is said in a notebook


def test_in_a_notebook_the_error_is_as_short_as_its_message():
    shell = InteractiveShell()
    with capture_output() as shown:
        shell.run_cell("from lib import kl_divergence\n\nkl_divergence([1, 0],\n    [0.9, 0.2])")
    lines = re.sub(r"\x1b\[[\d;]*m", "", shown.stdout + shown.stderr).strip().splitlines()
    assert lines == [
        "InputError: q sums to 1.1, not to 1: check the numbers, or use normalize(q)",
        "in line 3: kl_divergence([1, 0],",
    ]


def test_an_error_that_was_never_raised_through_lib_says_where_it_was():
    try:
        raise InputError("so it is")
    except InputError as error:
        assert error._render_traceback_()[1].startswith("in line ")
