"""What every measure accepts: anything that holds a distribution. The rest is refused, in words that help."""

import math
import numbers
import operator
import traceback
from collections.abc import Collection, Iterator, Mapping, Set
from decimal import Decimal
from pathlib import Path

import numpy as np

# What ten probabilities rounded to six decimals may miss 1 by; more than float32 loses, less than 0.33333 * 3 does.
SUM_TOLERANCE = 5e-6
# Numbers of two bytes are coarser: the distance from 1 to the next one, for float16 and for bfloat16.
SUM_TOLERANCE_TWO_BYTES = {"f": 2**-10, "V": 2**-7}
ROUNDING = 1e-9  # what is left below 0, or above 1, by rounding in float64


class InputError(ValueError):
    """A ValueError about what somebody gave to `lib`: IPython shows their own line and the message, no line of lib's.

    hidden: the folders whose lines are not shown; a package that is built on lib adds its own.

    >>> isinstance(InputError("p is empty"), ValueError)
    True
    """

    hidden = [Path(__file__).parent]

    def _render_traceback_(self):
        """Return the lines that IPython prints in place of a traceback; plain Python prints the whole one."""
        steps = traceback.extract_tb(self.__traceback__)
        inside = [any(Path(step.filename).is_relative_to(folder) for folder in self.hidden) for step in steps]
        call = steps[inside.index(True) - 1] if True in inside else steps[-1]
        return [f"{type(self).__name__}: {self}", f"in line {call.lineno}: {call.line}"]


def as_distribution(values, name, axis=-1):
    """Return `values` as float64 with the distribution on the last axis, or say why it is no distribution.

    Shape: (..., K) with the K probabilities along `axis`. Nothing is repaired: entries must be finite, lie
    in [0, 1] and sum to 1. The sum may miss 1 by 5e-6, which honest rounding explains: float32, or ten
    probabilities with six decimals each. For float16 it may miss 1 by 2^-10, for bfloat16 by 2^-7, the
    distance from 1 to the next number there.

    Raises InputError, a ValueError, naming the argument `name`, what was found, where, and what to do.

    >>> as_distribution([1, 0], "p")
    array([1., 0.])
    """
    return distribution_and_sum(values, name, axis)[0]


def distribution_and_sum(values, name, axis=-1):
    """Return `as_distribution(values, name, axis)` and the sums that were found, which are near 1: see there.

    >>> distribution_and_sum([1, 0], "p")
    (array([1., 0.]), np.float64(1.0))
    """
    array, tolerance = as_real(values, name)
    if axis != -1:
        array = np.moveaxis(array, checked_axis(axis, array, name), -1)
    with np.errstate(all="ignore"):
        total = np.add.reduce(array, axis=-1)
    # One-dimensional input is the common case, and a plain comparison is several times faster than .all().
    if array.ndim == 1:
        proper = abs(total - 1) <= tolerance and np.minimum.reduce(array) >= 0
    else:
        proper = bool((np.abs(total - 1) <= tolerance).all()) and bool((array >= 0).all())
    if not proper:
        check_probabilities(np.moveaxis(array, -1, axis), name, tolerance)
        _refuse_sum(array, total, name, axis, tolerance)
    return array, total


def pair_of_distributions(p, q, axis=-1):
    """Return p and q with the distributions on the last axis, and by how much more p sums to than q.

    >>> pair_of_distributions([1, 0], [0.5, 0.5])
    (array([1., 0.]), array([0.5, 0.5]), np.float64(0.0))
    """
    if type(p) is not np.ndarray and type(q) is not np.ndarray:
        refuse_other_labels(p, q, axis)
    (p, sum_p), (q, sum_q) = distribution_and_sum(p, "p", axis), distribution_and_sum(q, "q", axis)
    if p.shape != q.shape:
        shapes = " and ".join(str(np.moveaxis(array, -1, axis).shape) for array in (p, q))
        if p.shape[-1] != q.shape[-1]:
            raise InputError(f"p and q differ in length: shapes {shapes}")
        if any(a != b and 1 not in (a, b) for a, b in zip(p.shape[::-1], q.shape[::-1])):
            raise InputError(f"p and q are batches of different sizes: shapes {shapes}")
    return p, q, sum_p - sum_q


def as_joint(values, name):
    """Return `values` as float64 joint tables, or say why they are none.

    Shape: (..., K, L), each table of K rows and L columns with the sum 1. Checked as in `as_distribution`.

    Raises InputError, a ValueError, naming the argument `name`, what was found, where, and what to do.

    >>> as_joint([[0.5, 0], [0.25, 0.25]], "joint").sum(axis=1)
    array([0.5, 0.5])
    """
    array, tolerance = as_real(values, name, scalar=True)
    if array.ndim < 2:
        found = f"is the single number {array}" if array.ndim == 0 else f"is one list of {array.size} numbers"
        raise InputError(f"{name} {found}: expected a table of probabilities, such as [[0.5, 0], [0.25, 0.25]]")
    whole = "np.sum({0})" if array.ndim == 2 else "np.sum({0}, axis=(-2, -1), keepdims=True)"
    divided = f"{name} / {whole.format(name)}"
    with np.errstate(all="ignore"):
        total = np.add.reduce(array, axis=(-2, -1))
    check_probabilities(array, name, tolerance, counts=divided)
    if not (np.abs(total - 1) <= tolerance).all():
        _refuse_table(array, total, name, tolerance, divided)
    return array


def check_base(base):
    """Raise InputError for a base that no logarithm here has; return None otherwise.

    >>> check_base(2)
    """
    if not isinstance(base, (int, float, np.integer, np.floating)) or not 1 < base < math.inf:
        raise InputError(f"base is {base!r}: it must be a number above 1; 2 gives bits, math.e nats")


def check_probabilities(array, name, tolerance=0.0, counts=""):
    """Raise InputError at the first entry that is not a number in [0, 1]; return None otherwise.

    `counts` is what turns counts into such probabilities, where that is not normalize.

    >>> check_probabilities(np.array([0.5, -0.5]), "p")
    Traceback (most recent call last):
    lib.validation.InputError: p[1] is -0.5: a probability lies between 0 and 1
    """

    use = f"write {counts}" if counts else f"use normalize({name})"

    def rule(value):
        said = "a probability lies between 0 and 1"
        if -ROUNDING < value < 0 or 1 < value < 1 + ROUNDING:
            return f"{said}; this looks like a rounding error, which np.clip({name}, 0, 1) takes away"
        return f"{said}; to turn counts into probabilities, {use}" if 1 < value < np.inf else said

    refuse_unless((array >= 0) & (array <= 1 + tolerance), array, name, rule)


def checked_axis(axis, array, name):
    """Return axis, or say what it may be for this array.

    >>> checked_axis(-1, np.ones((2, 3)), "p")
    -1
    """
    try:
        place = operator.index(axis)
    except TypeError:
        place = array.ndim
    if isinstance(axis, bool) or not -array.ndim <= place < array.ndim:
        raise InputError(
            f"axis is {axis!r}: {name} has shape {array.shape}, so it must be one whole number "
            f"from {-array.ndim} to {array.ndim - 1}"
        )
    return place


def as_real(values, name, scalar=False):
    """Return (float64 array, tolerance of a sum) of anything array-like that holds real numbers.

    What another library raises when its object is turned into an array is passed on as it is.
    """
    array = values if type(values) is np.ndarray else _as_array(values, name)
    kind, tolerance = array.dtype.kind, SUM_TOLERANCE
    if kind == "O":
        array = _from_objects(array, values, name)
    elif array.itemsize == 2 and (kind == "f" or array.dtype.name == "bfloat16"):
        tolerance = SUM_TOLERANCE_TWO_BYTES[kind]
    elif kind not in "fiub":
        raise InputError(f"{name} holds {_kind(array)}: expected real numbers")
    if array.size == 0:
        raise InputError(f"{name} is empty: expected at least one number")
    if array.ndim == 0 and not scalar:
        raise InputError(f"{name} is the single number {array}: expected a list of probabilities")
    return array.astype(np.float64, copy=False), tolerance


def _as_array(values, name):
    if type(values) not in (list, tuple, float, int) and isinstance(values, np.ma.MaskedArray):
        hidden = int(np.ma.count_masked(values))
        if hidden:
            raise InputError(
                f"{name} is a masked array that hides {hidden} of its {values.size} entries: "
                f"decide what they are, with {name}.filled(0), or leave them out, with {name}.compressed()"
            )
    try:
        return np.asarray(values)
    except ValueError as problem:
        if "inhomogeneous" not in str(problem):
            raise
        raise InputError(f"{name} is ragged: give it rows of equal length") from None


def _from_objects(array, values, name):
    """Fractions, Decimals and other real numbers that numpy keeps as objects, as float64."""
    if array.ndim == 0:
        _refuse_container(values, name)
    for index, entry in np.ndenumerate(array):
        if not isinstance(entry, (numbers.Real, Decimal)):
            raise InputError(f"{_place(name, index)} is of type {type(entry).__name__}: expected real numbers")
    return array.astype(np.float64)


def _refuse_container(values, name):
    """What can be iterated and is no list: each with what to write instead."""
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
    """Return whether n is a whole number of at least 1, of Python's or numpy's.

    >>> is_count(2), is_count(0), is_count(2.0), is_count(True)
    (True, False, False, False)
    """
    return isinstance(n, (int, np.integer)) and not isinstance(n, bool) and bool(n >= 1)


def refuse_unless(fine, array, name, rule):
    """Raise InputError at the first entry that is not fine; `rule` turns its value into what is said of it."""
    if not fine.all():
        index = _first_bad(fine)
        value = float(array[index])
        raise InputError(f"{_place(name, index)} is {value}: {rule(value)}")


def _first_bad(fine):
    """The index of the first entry that is not fine; () where there is only one."""
    return tuple(int(i) for i in np.argwhere(~fine)[0])


def _place(name, index):
    """How to write an entry of the argument, such as p[2, 0], or the argument itself where there is no index."""
    return f"{name}[{', '.join(map(str, index))}]" if index else name


def _refuse_sum(array, total, name, axis, tolerance):
    place = _first_bad(np.abs(total - 1) <= tolerance)
    found = f"{_slice(name, place, axis)} sums to {float(total[place]):.10g}, not to 1: "
    if array.ndim > 1 and abs(array.sum() - 1) <= tolerance:
        raise InputError(
            f"{found}the whole table does, so if it is one joint distribution, write np.ravel({name}); "
            f"if each {'row' if array.ndim == 2 and axis in (-1, 1) else 'slice'} is one, check the numbers"
        )
    along = f"{name}, axis={axis}" if place and axis != -1 else name
    advice = f"check the numbers, or use normalize({along})"
    if array.ndim == 1 and array.size > 2 and total > 1:
        advice += f"; if each is the answer to a yes-or-no question of its own, use bernoulli({name})"
    raise InputError(found + advice)


def _refuse_table(array, total, name, tolerance, divided):
    """The sum of a table; where its rows or columns are distributions, how to make a joint table of them."""
    place = _first_bad(np.abs(total - 1) <= tolerance)
    found = f"{_place(name, place)} sums to {float(total[place]):.10g}, not to 1: "
    table = array[place]
    for axis, line, weights in ((1, "row", "weights[:, None]"), (0, "column", "weights")):
        if (np.abs(table.sum(axis=axis) - 1) <= tolerance).all():
            raise InputError(
                f"{found}each {line} does, so these are probabilities given the {line}; with the probabilities of "
                f"the {line}s as weights, write {weights} * {_place(name, place)}"
            )
    raise InputError(f"{found}check the numbers, or write {divided}")


def _slice(name, place, axis):
    """How to write the one distribution of a batch that is meant: p[2], or p[:, 2] along axis 0."""
    index = list(place)
    if place:
        index.insert(axis % (len(place) + 1), ":")
    return _place(name, index).replace(", :]", "]")


def refuse_other_labels(p, q, axis=-1):
    """Raise InputError where p and q are labelled, as in pandas, and not by the same labels in the same order.

    >>> refuse_other_labels([0.5, 0.5], [0.9, 0.1])
    """
    for of_p, of_q in zip(_labels(p, axis), _labels(q, axis)):
        if of_p != of_q:
            raise InputError(
                f"p and q are labelled differently: {_listed(of_p)} and {_listed(of_q)}; entries are compared by "
                "their place, so bring them into one order, such as q.reindex(p.index, fill_value=0)"
            )


def _labels(values, axis):
    """The labels along the distributions first, and then those across them, if there are any."""
    names = ("index", "columns") if axis in (0, -2) else ("columns", "index")
    found = (getattr(values, name, None) for name in names)
    return [list(labels) for labels in found if labels is not None and not callable(labels)]


def _listed(labels):
    return f"({', '.join(map(str, labels[:6]))}{', ...' if len(labels) > 6 else ''})"
