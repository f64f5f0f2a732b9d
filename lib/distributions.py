"""Distributions: the check that every measure shares, and the ways to make one."""

import numpy as np

SUM_TOLERANCE = 1e-8  # float32 carries seven digits, so it gets a wider one
SUM_TOLERANCE_FLOAT32 = 1e-6


def as_distribution(values, name, axis=-1):
    """Return `values` as float64 with the distribution on the last axis, or say why it is no distribution.

    Shape: (..., K) with the K probabilities along `axis`. Nothing is repaired: entries must be finite, lie
    in [0, 1] and sum to 1 within 1e-8 (1e-6 for float32).

    Raises ValueError naming the argument `name`, what was found, and where.

    >>> as_distribution([1, 0], "p")
    array([1., 0.])
    """
    array, tolerance = as_real(values, name)
    if axis != -1:
        array = np.moveaxis(array, axis, -1)
    with np.errstate(all="ignore"):
        total = np.add.reduce(array, axis=-1)
    # One-dimensional input is the common case, and a plain comparison is several times faster than .all().
    if array.ndim == 1:
        proper = abs(total - 1) <= tolerance and np.minimum.reduce(array) >= 0
    else:
        proper = bool((np.abs(total - 1) <= tolerance).all()) and bool((array >= 0).all())
    if not proper:
        check_probabilities(np.moveaxis(array, -1, axis), name, tolerance)
        _refuse_sum(total, name, tolerance)
    return array


def check_probabilities(array, name, tolerance=0.0):
    """Raise ValueError at the first entry that is not a number in [0, 1]; return None otherwise.

    >>> check_probabilities(np.array([0.5, -0.5]), "p")
    Traceback (most recent call last):
    ValueError: p[1] is -0.5: a probability lies between 0 and 1
    """
    _refuse_unless((array >= 0) & (array <= 1 + tolerance), array, name, "a probability lies between 0 and 1")


@np.errstate(all="ignore")
def normalize(weights, *, axis=-1):
    """Divide weights by their sum, so that they become a distribution.

    p_i = w_i / sum_j w_j. Shape (..., K) in and out; no unit.

    Raises ValueError for negative, NaN or infinite weights, and where all weights of a row are 0.

    Source: Laplace's rule of counting favourable among all cases.

    >>> normalize([7, 2, 1])
    array([0.7, 0.2, 0.1])
    """
    array, _ = as_real(weights, "weights")
    _refuse_unless(
        (array >= 0) & (array < np.inf), array, "weights", "a weight is a finite number that is not negative"
    )
    largest = np.max(array, axis=axis, keepdims=True)
    if not largest.all():
        raise ValueError("all weights are 0: there is no way to share out a whole among them")
    shares = array / largest  # keeps the sum of huge weights finite and that of tiny ones exact
    return shares / np.sum(shares, axis=axis, keepdims=True)


def bernoulli(p):
    """Return the distribution (p, 1 - p) of an event with probability p.

    Shape (...) in, (..., 2) out; no unit. Raises ValueError unless 0 <= p <= 1.

    Source: Cover & Thomas, Elements of Information Theory, section 2.1.

    >>> bernoulli(0.9).round(3)
    array([0.9, 0.1])
    """
    array, _ = as_real(p, "p", scalar=True)
    check_probabilities(array, "p")
    return np.stack([array, 1 - array], axis=-1)


def one_hot(index, n):
    """Return the distribution over n classes that is certain of class `index`.

    p_i = 1 where i = index, else 0. Shape (...) in, (..., n) out; no unit.

    Raises ValueError unless every index is a whole number from 0 to n - 1.

    Source: the "hard label" of classification, for instance Goodfellow et al., Deep Learning, section 6.2.2.

    >>> one_hot(0, 2)
    array([1., 0.])
    """
    if not isinstance(n, (int, np.integer)) or isinstance(n, bool) or n < 1:
        raise ValueError(f"n is {n!r}: the number of classes is a whole number of at least 1")
    indices = np.asarray(index)
    if indices.dtype.kind not in "iu":
        raise ValueError(f"index is {index!r}: class indices are whole numbers, counted from 0")
    if ((indices < 0) | (indices >= n)).any():
        raise ValueError(f"index is {index!r}: with {n} classes it runs from 0 to {n - 1}")
    return np.eye(n)[indices]


@np.errstate(all="ignore")
def softmax(logits, *, axis=-1):
    """Turn any real numbers into a distribution: the larger the logit, the more probable.

    q_i = exp(z_i) / sum_j exp(z_j). Shape (..., K) in and out; logits are in nats. Stable for logits of any
    size; a logit of -inf gives probability 0.

    Raises ValueError for NaN, +inf, or a row that holds nothing but -inf.

    Source: Bridle (1990), Probabilistic interpretation of feedforward classification network outputs.

    >>> softmax([0, 0])
    array([0.5, 0.5])
    """
    weights = np.exp(_shifted(logits, axis))
    return weights / np.sum(weights, axis=axis, keepdims=True)


@np.errstate(all="ignore")
def log_softmax(logits, *, axis=-1):
    """Return the natural logarithm of softmax(logits), exact even where softmax itself rounds to 0.

    log q_i = z_i - log sum_j exp(z_j). Shape (..., K) in and out; nats. Errors and source as for `softmax`.

    >>> log_softmax([0.0, -10000.0])
    array([     0., -10000.])
    """
    shifted = _shifted(logits, axis)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


def _shifted(logits, axis):
    """Subtract each row's largest logit: softmax is unchanged, and exp can no longer overflow."""
    array, _ = as_real(logits, "logits")
    largest = np.max(array, axis=axis, keepdims=True)
    if not np.isfinite(largest).all():
        raise ValueError("logits must be numbers below infinity, and one of each row must be finite")
    return array - largest


def as_real(values, name, scalar=False):
    """Return (float64 array, tolerance of a sum) of anything array-like that holds real numbers."""
    if type(values) is not np.ndarray:
        try:
            values = np.asarray(values)
        except ValueError:
            raise ValueError(f"{name} is ragged: give it rows of equal length") from None
    if values.dtype.kind not in "fiub":
        raise ValueError(f"{name} holds {_kind(values)}: expected real numbers")
    if values.size == 0:
        raise ValueError(f"{name} is empty: expected at least one number")
    if values.ndim == 0 and not scalar:
        raise ValueError(f"{name} is the single number {values}: expected a list of probabilities")
    narrow = values.dtype.kind == "f" and values.itemsize < 8
    return values.astype(np.float64, copy=False), SUM_TOLERANCE_FLOAT32 if narrow else SUM_TOLERANCE


def _kind(array):
    return {"c": "complex numbers", "U": "text", "S": "text"}.get(array.dtype.kind, f"{array.dtype} values")


def _refuse_unless(fine, array, name, rule):
    if not fine.all():
        index = tuple(int(i) for i in np.argwhere(~fine)[0])
        where = f"{name}[{', '.join(map(str, index))}]" if index else name
        raise ValueError(f"{where} is {float(array[index])}: {rule}")


def _refuse_sum(total, name, tolerance):
    row = ()
    if np.ndim(total):
        row = tuple(int(i) for i in np.argwhere(~(np.abs(total - 1) <= tolerance))[0])
    where = f" at row {row[0] if len(row) == 1 else row}" if row else ""
    raise ValueError(
        f"{name} sums to {float(total[row]):.10g}{where}, not to 1: check the numbers, or use normalize({name})"
    )
