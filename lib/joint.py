"""Measures of joint tables: how much one of two quantities tells about the other, and how much stays unknown.

A table is p(x, y), with a row for each x and a column for each y. The last two axes are the table, all others a batch.
It sums to 1 as a whole; the sums of its rows are p(x), those of its columns p(y).
"""

import math

import numpy as np

from lib.input_error import InputError
from lib.measures import kl_divergence, log, measured
from lib.validation import as_joint, only_by_name, shown


def conditional_entropy(joint, *, given, base=2):
    """Return the entropy that one quantity has left, on average, once the other one is known.

    H(Y|X) = sum_xy p(x, y) log(p(x) / p(x, y)) for given=0, where the rows x are known; H(X|Y) for given=1, where
    the columns y are. 0 log 0 = 0. Shape (..., K, L) in, (...) out (a float for one table), in bits for base 2 and
    nats for base e; from 0 to the entropy of the quantity that is not given.

    Raises ValueError where joint is no table that sums to 1, for another `given`, and for a base that no logarithm
    has.

    Source: Shannon (1948), A Mathematical Theory of Communication, section 6.

    >>> conditional_entropy([[0.75, 0], [0.125, 0.125]], given=0)
    0.25
    """
    table = as_joint(joint, "joint")
    if isinstance(given, (bool, np.bool_)) or not isinstance(given, (int, np.integer)) or given not in (0, 1):
        raise InputError(f"given is {shown(given)}: it must be 0 where the rows are known, 1 where the columns are")
    rows = table if given == 0 else np.swapaxes(table, -1, -2)
    with np.errstate(all="ignore"):
        return measured(np.add.reduce(_left_in_row(rows, base), axis=-1))


def mutual_information(joint, *others, base=2):
    """Return the information that each of two quantities gives, on average, about the other.

    I(X; Y) = D(p(x, y) || p(x) p(y)) = sum_x p(x) D(p(y|x) || p(y)). Shape (..., K, L) in, (...) out (a float for
    one table), in bits for base 2 and nats for base e. Never negative, 0 where the quantities are independent; at
    most the entropy of either. A difference between p(y|x) and p(y) that rounding explains counts as 0.

    Raises ValueError where joint is no table that sums to 1, and for a base that no logarithm has.

    Source: Shannon (1948), A Mathematical Theory of Communication, section 12; Cover & Thomas, section 2.3.

    >>> mutual_information([[0.5, 0], [0, 0.5]])
    1.0
    """
    if others and np.ndim(others[0]):
        raise TypeError(
            "mutual_information is of one joint table; of arrays x and y of samples, the table is "
            "[[np.mean((x == a) & (y == b)) for b in np.unique(y)] for a in np.unique(x)]"
        )
    only_by_name(others, "mutual_information(joint)", "base")
    table = as_joint(joint, "joint")
    rounding = sum(table.shape[-2:]) * np.finfo(float).eps  # a sum has this many terms
    with np.errstate(all="ignore"):
        p_x = np.add.reduce(table, axis=-1, keepdims=True)
        p_y = np.add.reduce(table, axis=-2, keepdims=True) / np.add.reduce(p_x, axis=-2, keepdims=True)
        # Row by row: p(x) p(y) may be too small for a float, p(y|x) and p(y) are not.
        given_x = np.divide(table, p_x, out=np.broadcast_to(p_y, table.shape).copy(), where=p_x > 0)
        alike = np.abs(given_x - p_y) <= rounding * p_y
        told = p_x[..., 0] * kl_divergence(given_x, np.where(alike, given_x, p_y), base=base)
        return measured(np.add.reduce(told, axis=-1))


def _left_in_row(rows, base):
    """Return sum_y p(x, y) log(p(x) / p(x, y)) of each row, exact even where one entry is nearly p(x)."""
    place = np.argmax(rows, axis=-1, keepdims=True)
    largest = np.take_along_axis(rows, place, axis=-1)
    others = np.array(rows)
    np.put_along_axis(others, place, 0.0, axis=-1)
    rest = np.add.reduce(others, axis=-1, keepdims=True)
    log_p = log(largest + rest, base)
    of_others = np.where(others > 0, others * (log_p - log(others, base)), 0.0)
    ratio = np.where(rest < largest, np.log1p(rest / largest) / math.log(base), log_p - log(largest, base))
    of_largest = np.where(largest > 0, largest * ratio, 0.0)
    return np.add.reduce(of_others, axis=-1) + of_largest[..., 0]
