"""Validation of arguments: anything that holds a distribution is accepted, the rest refused with advice."""

import math
import numbers
import operator
from collections.abc import Collection, Iterator, Mapping, Set
from decimal import Decimal

import numpy as np

from lib.advice import COUNTED, about_classes, about_text, about_two, if_samples, whole_numbers
from lib.input_error import InputError
from lib.labels import refuse_other_labels

# Ten probabilities with six decimals may miss 1 by this much. float32 misses it by less, 0.33333 * 3 by more.
SUM_TOLERANCE = 5e-6
# Two-byte floats are coarser: the distance from 1 to the next number, for float16 and for bfloat16.
SUM_TOLERANCE_TWO_BYTES = {"f": 2**-10, "V": 2**-7}
ROUNDING = 1e-9  # the most that rounding in float64 leaves below 0 or above 1


def as_distribution(values, name, axis=-1):
    """Return `values` as float64 with the distribution on the last axis; raise InputError where it is none.

    Shape: (..., K) with the K probabilities along `axis`. Nothing is repaired: entries must be finite, lie
    in [0, 1] and sum to 1. The sum may miss 1 by 5e-6, which honest rounding explains: float32, or ten
    probabilities with six decimals each. For float16 it may miss 1 by 2^-10, for bfloat16 by 2^-7, the
    distance from 1 to the next number there.

    Raises InputError, a ValueError that names the argument, what was found, where, and what to do.

    >>> as_distribution([1, 0], "p")
    array([1., 0.])
    """
    with np.errstate(all="ignore"):
        return distribution_and_sum(values, name, axis)[0]


def distribution_and_sum(values, name, axis=-1, samples=COUNTED):
    """Return `as_distribution(values, name, axis)` and the sums of the distributions, which are near 1.

    samples: the code to suggest for counting, if `values` may be samples.

    >>> distribution_and_sum([1, 0], "p")
    (array([1., 0.]), np.float64(1.0))
    """
    array, tolerance = as_real(values, name, samples=samples)
    if axis != -1:
        array = np.moveaxis(array, checked_axis(axis, array, name), -1)
    total = np.add.reduce(array, axis=-1)
    # One-dimensional input is the common case, and a plain comparison is several times faster than .all().
    if array.ndim == 1:
        proper = abs(total - 1) <= tolerance and np.minimum.reduce(array) >= 0
    else:
        proper = bool((np.abs(total - 1) <= tolerance).all()) and bool((array >= 0).all())
    if not proper:
        samples = if_samples(name, samples) if whole_numbers(array) else ""
        counts = f"to turn counts into probabilities, use {_normalized(array, name, axis)}{samples}"
        check_probabilities(np.moveaxis(array, -1, axis), name, tolerance, counts, samples)
        _refuse_sum(array, total, name, axis, tolerance, samples)
    return array, total


def pair_of_distributions(p, q, axis=-1):
    """Return p and q with the distributions on the last axis, and the sum of p minus the sum of q.

    >>> pair_of_distributions([1, 0], [0.5, 0.5])
    (array([1., 0.]), array([0.5, 0.5]), np.float64(0.0))
    """
    try:
        if type(p) is not np.ndarray and type(q) is not np.ndarray:
            refuse_other_labels(p, q, axis)
    except InputError as error:
        raise InputError(about_classes(p, q, axis) or str(error)) from None
    try:
        array_p, sum_p = distribution_and_sum(p, "p", axis, samples="")
        array_q, sum_q = distribution_and_sum(q, "q", axis, samples="")
        if array_p.shape != array_q.shape:
            _refuse_shapes(array_p, array_q, axis)
    except InputError as error:
        raise InputError(about_two(p, q, axis, str(error))) from None
    return array_p, array_q, sum_p - sum_q


def _refuse_shapes(p, q, axis):
    shapes = " and ".join(str(np.moveaxis(array, -1, axis).shape) for array in (p, q))
    if p.shape[-1] != q.shape[-1]:
        raise InputError(f"p and q differ in length: shapes {shapes}")
    if any(a != b and 1 not in (a, b) for a, b in zip(p.shape[::-1], q.shape[::-1])):
        raise InputError(f"p and q are batches of different sizes: shapes {shapes}")


def as_joint(values, name):
    """Return `values` as float64 joint tables; raise InputError where they are none.

    Shape: (..., K, L), each table of K rows and L columns with the sum 1. Checked as in `as_distribution`.

    Raises InputError, a ValueError that names the argument, what was found, where, and what to do.

    >>> as_joint([[0.5, 0], [0.25, 0.25]], "joint").sum(axis=1)
    array([0.5, 0.5])
    """
    array, tolerance = as_real(values, name, scalar=True)
    if array.ndim < 2:
        found = f"is the single number {array}" if array.ndim == 0 else f"is one list of {array.size} numbers"
        raise InputError(f"{name} {found}: expected a table of probabilities, such as [[0.5, 0], [0.25, 0.25]]")
    with np.errstate(all="ignore"):
        total = np.add.reduce(array, axis=(-2, -1))
        # A table, the sums of its rows and of its columns, and their own sum in the corner: all are 4 times the corner.
        if np.any(np.abs(total - 4 * array[..., -1, -1]) <= tolerance * total):
            _refuse_margins(array, values, name, tolerance)
    whole = "" if array.ndim == 2 else "axis=(-2, -1), keepdims=True"
    divided = f"{name} / np.asarray({name}).sum({whole})"
    check_probabilities(array, name, tolerance, f"to turn counts into probabilities, write {divided}")
    if not (np.abs(total - 1) <= tolerance).all():
        _refuse_table(array, total, name, tolerance, divided)
    return array


def check_base(base):
    """Raise InputError unless the base is a finite number above 1.

    >>> check_base(2)
    """
    if not isinstance(base, (int, float, np.integer, np.floating)) or not 1 < base < math.inf:
        raise InputError(f"base is {shown(base)}: it must be a number above 1; 2 gives bits, math.e nats")


def check_probabilities(array, name, tolerance=0.0, counts="", samples=""):
    """Raise InputError at the first entry that is not a number in [0, 1].

    counts, samples: the advice where the entries are counts, or samples.

    >>> check_probabilities(np.array([0.5, -0.5]), "p")
    Traceback (most recent call last):
    lib.input_error.InputError: p[1] is -0.5: a probability lies between 0 and 1
    """

    def rule(value):
        said = "a probability lies between 0 and 1"
        if -ROUNDING < value < 0 or 1 < value < 1 + ROUNDING:
            return f"{said}; this looks like a rounding error, which np.clip({name}, 0, 1) takes away"
        advice = counts if 1 < value < np.inf and (array >= 0).all() else samples.removeprefix("; ")
        return f"{said}; {advice}" if advice else said

    refuse_unless((array >= 0) & (array <= 1 + tolerance), array, name, rule)


def checked_axis(axis, array, name):
    """Return `axis` as an int; raise InputError where the array has no such axis.

    >>> checked_axis(-1, np.ones((2, 3)), "p")
    -1
    """
    try:
        place = operator.index(axis)
    except TypeError:
        place = array.ndim
    if isinstance(axis, bool) or not -array.ndim <= place < array.ndim:
        raise InputError(
            f"axis is {shown(axis)}: {name} has shape {array.shape}, so it must be one whole number "
            f"from {-array.ndim} to {array.ndim - 1}"
        )
    return place


def as_real(values, name, scalar=False, samples=""):
    """Return (float64 array, tolerance of a sum) of anything array-like that holds real numbers.

    samples: the code to suggest for counting, if `values` may be samples.

    An error that another library raises during the conversion is passed on.
    """
    array = values if type(values) is np.ndarray else as_array(values, name)
    kind, tolerance = array.dtype.kind, SUM_TOLERANCE
    if kind == "O":
        array = _from_objects(array, values, name, samples)
    elif array.itemsize == 2 and (kind == "f" or array.dtype.name == "bfloat16"):
        tolerance = SUM_TOLERANCE_TWO_BYTES[kind]
    elif kind not in "fiub":
        text = about_text(array, name, samples) if kind in "US" else ""
        raise InputError(f"{name} holds {_kind(array)}: expected real numbers{text}")
    if array.size == 0:
        raise InputError(f"{name} is empty: expected at least one number")
    if array.ndim == 0 and not scalar:
        raise InputError(f"{name} is the single number {array}: expected a list of probabilities")
    return array.astype(np.float64, copy=False), tolerance


def as_array(values, name):
    """Return `values` as an array; raise InputError where they are ragged, or where entries are masked."""
    if type(values) not in (list, tuple, float, int) and isinstance(values, np.ma.MaskedArray):
        hidden = int(np.ma.count_masked(values))
        if hidden:
            leave_out = f", or leave them out, with {name}.compressed()" if values.ndim == 1 else ""
            raise InputError(
                f"{name} is a masked array that hides {hidden} of its {values.size} entries: "
                f"decide what they are, with {name}.filled({'-np.inf' if name == 'logits' else 0}){leave_out}"
            )
    try:
        return np.asarray(values)
    except ValueError as problem:
        if "inhomogeneous" not in str(problem):
            raise
        raise InputError(f"{name} is ragged: give it rows of equal length") from None


def _from_objects(array, values, name, samples):
    """Return Fractions, Decimals and other real numbers, which numpy keeps as objects, as float64."""
    if array.ndim == 0:
        _refuse_container(values, name)
    for index, entry in np.ndenumerate(array):
        if not isinstance(entry, (numbers.Real, Decimal)):
            text = about_text(array, name, samples) if all(isinstance(entry, str) for entry in array.flat) else ""
            raise InputError(f"{_place(name, index)} is of type {type(entry).__name__}: expected real numbers{text}")
    return array.astype(np.float64)


def shown(value):
    """Return a value as text for a message: its repr, or its type where that is long.

    >>> shown(-1), shown([0] * 100)
    ('-1', 'a list of 100 entries')
    """
    text = repr(value)
    if len(text) <= 60 and "\n" not in text:
        return text
    return f"a {type(value).__name__}" + (f" of {len(value)} entries" if isinstance(value, Collection) else "")


def _refuse_container(values, name):
    """Raise InputError for a dictionary, a set or another container that is no list, with the code to write instead."""
    if isinstance(values, Mapping):
        write = f"list({name}.values())"
    elif isinstance(values, Set):
        write = f"a list, since a {type(values).__name__} has no order"
    elif isinstance(values, (Iterator, Collection)):
        write = f"list({name})"
    else:
        return
    raise InputError(f"{name} is of type {type(values).__name__}: expected real numbers in a list, so write {write}")


def _kind(array):
    return {"c": "complex numbers", "U": "text", "S": "text"}.get(array.dtype.kind, f"{array.dtype} values")


def is_count(n):
    """Return whether n is an integer of Python or numpy, and at least 1.

    >>> is_count(2), is_count(0), is_count(2.0), is_count(True)
    (True, False, False, False)
    """
    return isinstance(n, (int, np.integer)) and not isinstance(n, bool) and bool(n >= 1)


def refuse_unless(fine, array, name, rule):
    """Raise InputError at the first entry that is not fine; `rule(value)` is the end of the message."""
    if not fine.all():
        index = _first_bad(fine)
        value = array[index].item()
        raise InputError(f"{_place(name, index)} is {value}: {rule(value)}")


def _first_bad(fine):
    """Return the index of the first entry that is not fine; () where there is only one."""
    return tuple(int(i) for i in np.argwhere(~fine)[0])


def place_of(wrong, name, axis):
    """Return the code for the first wrong distribution; `wrong` has one entry along `axis` for each distribution.

    >>> place_of(np.array([[False, True]]), "p", 0)
    'p[:, 1]'
    """
    return _slice(name, _first_bad(~np.squeeze(wrong, axis)), axis)


def only_by_name(others, call, *options):
    """Raise TypeError where arguments that must be named were given by position.

    options: their names, in order. A number from -2 to 1 can be no base, so it counts as the axis.

    >>> only_by_name((), "kl_divergence(p, q)", "base", "axis")
    """
    if others:
        if "axis" in options and np.ndim(others[0]) == 0 and others[0] in (-2, -1, 0, 1):
            options = ("axis",)
        named = [f"{option}={shown(value)}" for option, value in zip(options, others)]
        raise TypeError(f"{call} takes nothing more by its place: write {', '.join([call[:-1], *named])})")


def _place(name, index):
    """Return the code for an entry of the argument, such as p[2, 0], or for the argument itself without an index."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def _refuse_sum(array, total, name, axis, tolerance, samples):
    place = _first_bad(np.abs(total - 1) <= tolerance)
    found = f"{_slice(name, place, axis)} sums to {float(total[place]):.10g}, not to 1: "
    if array.ndim > 1 and abs(array.sum() - 1) <= tolerance:
        raise InputError(
            f"{found}the whole table does, so if it is one joint distribution, write np.ravel({name}); "
            f"if each {'row' if array.ndim == 2 and axis in (-1, 1) else 'slice'} is one, check the numbers"
        )
    advice = "check the numbers"
    if total[place] > 0:
        advice += f", or use {_normalized(array, name, axis)}"
    if array.ndim == 1 and array.size > 2 and total > 1:
        advice += f"; if each is the answer to a yes-or-no question of its own, use bernoulli({name})"
    raise InputError(found + advice + samples)


def _normalized(array, name, axis):
    return f"normalize({name}, axis={axis})" if array.ndim > 1 and axis != -1 else f"normalize({name})"


def _refuse_margins(array, values, name, tolerance):
    """Raise InputError for tables whose last row and column are sums of at least two others that are not all 0."""
    inner, total = array[..., :-1, :-1], array[..., -1, -1, None]
    margins = np.ones(total.shape[:-1], dtype=bool)
    for axis in (-1, -2):
        last = np.take(array, -1, axis=axis)
        others = np.add.reduce(np.delete(array, -1, axis=axis), axis=axis)
        margins &= (np.abs(last - others) <= tolerance * total).all(axis=-1)
        margins &= np.count_nonzero((inner != 0).any(axis=axis), axis=-1) > 1
    if margins.any():
        place = _first_bad(~margins)
        table = f"{name}.iloc" if hasattr(values, "iloc") else _arrayed(values, name)
        before, end = ("..., ", "-1:") if place else ("", "-1")
        raise InputError(
            f"{_place(name, place)} ends with the sums of its rows and of its columns: leave them out, with "
            f"{table}[{before}:-1, :-1] / {table}[{before}{end}, {end}]; if they are no sums, put the rows into "
            f"another order, such as {_arrayed(values, name)}[{before}::-1{', :' if place else ''}]"
        )


def _arrayed(values, name):
    return name if isinstance(values, np.ndarray) else f"np.asarray({name})"


def _refuse_table(array, total, name, tolerance, divided):
    """Raise InputError for a wrong sum; where rows or columns are distributions, say how to make a joint table."""
    place = _first_bad(np.abs(total - 1) <= tolerance)
    found = f"{_place(name, place)} sums to {float(total[place]):.10g}, not to 1: "
    table = array[place]
    for axis, line, weights in ((1, "row", "np.asarray(weights)[:, None]"), (0, "column", "np.asarray(weights)")):
        if (np.abs(table.sum(axis=axis) - 1) <= tolerance).all():
            raise InputError(
                f"{found}each {line} does, so these are probabilities given the {line}; with the probabilities of "
                f"the {line}s as weights, write {weights} * {_place(name, place)}"
            )
    raise InputError(f"{found}check the numbers, or write {divided}")


def _slice(name, place, axis):
    """Return the code for one distribution of a batch: p[2], or p[:, 2] along axis 0."""
    index = list(place)
    if place:
        index.insert(axis % (len(place) + 1), ":")
    return _place(name, index).replace(", :]", "]")
