"""Ways to make a distribution: from weights, from one probability, from a class, from logits."""

import numpy as np

from lib.advice import COUNTED, whole_numbers
from lib.input_error import InputError
from lib.labels import keep_labels
from lib.validation import (
    as_array,
    as_real,
    check_probabilities,
    checked_axis,
    is_count,
    only_by_name,
    place_of,
    refuse_unless,
    shown,
)


def normalize(weights, *others, axis=-1):
    """Divide weights by their sum, so that they become a distribution.

    p_i = w_i / sum_j w_j. Shape (..., K) in and out; no unit. A labelled input, such as a Series of pandas, keeps
    its labels.

    Raises ValueError for negative, NaN or infinite weights, and where all weights of a row are 0.

    Source: Laplace's rule: favourable cases divided by all cases.

    >>> normalize([7, 2, 1])
    array([0.7, 0.2, 0.1])
    """
    only_by_name(others, "normalize(weights)", "axis")
    with np.errstate(all="ignore"):
        array, _ = as_real(weights, "weights", samples=COUNTED)
        axis = checked_axis(axis, array, "weights")
        refuse_unless(
            (array >= 0) & (array < np.inf),
            array,
            "weights",
            lambda _: "a weight is a finite number that is not negative",
        )
        largest = np.max(array, axis=axis, keepdims=True)
        if not largest.all():
            where = place_of(largest == 0, "weights", axis)
            raise InputError(f"{where} holds nothing but 0: there is no way to share out a whole among such weights")
        shares = array / largest  # keeps the sum of huge weights finite and that of tiny ones exact
        return keep_labels(shares / np.sum(shares, axis=axis, keepdims=True), weights)


def bernoulli(p):
    """Return the distribution (p, 1 - p) of an event with probability p.

    Shape (...) in, (..., 2) out; no unit. Raises ValueError unless 0 <= p <= 1.

    Source: Cover & Thomas, Elements of Information Theory, section 2.1.

    >>> bernoulli(0.9).round(3)
    array([0.9, 0.1])
    """
    array, _ = as_real(p, "p", scalar=True)
    check_probabilities(array, "p")
    return keep_labels(np.stack([array, 1 - array], axis=-1), p)


def one_hot(index, n):
    """Return the distribution over n classes that is certain of class `index`.

    p_i = 1 where i = index, else 0. Shape (...) in, (..., n) out; no unit.

    Raises ValueError unless every index is a whole number from 0 to n - 1.

    Source: the "hard label" of classification, for instance Goodfellow et al., Deep Learning, section 6.2.2.

    >>> one_hot(0, 2)
    array([1., 0.])
    """
    if not is_count(n):
        raise InputError(f"n is {shown(n)}: the number of classes is a whole number of at least 1")
    indices = as_array(index, "index")
    if indices.dtype.kind not in "iu":
        whole = ": write np.asarray(index, dtype=int)" if indices.dtype.kind == "f" and whole_numbers(indices) else ""
        raise InputError(f"index is {shown(index)}: class indices are whole numbers, counted from 0{whole}")
    refuse_unless(
        (indices >= 0) & (indices < n), indices, "index", lambda _: f"with {n} classes it runs from 0 to {n - 1}"
    )
    certain = np.zeros((*indices.shape, n))
    np.put_along_axis(certain, indices[..., None].astype(np.intp), 1.0, axis=-1)
    return keep_labels(certain, index)


def softmax(logits, *others, axis=-1):
    """Turn any real numbers into a distribution: the larger the logit, the more probable.

    q_i = exp(z_i) / sum_j exp(z_j). Shape (..., K) in and out; logits are in nats. Stable for logits of any
    size; a logit of -inf gives probability 0. Below -745 nats from the largest, a probability rounds to 0 and
    its surprise is infinite: `log_softmax` keeps it.

    Raises ValueError for NaN, +inf, or a row that holds nothing but -inf.

    Source: Bridle (1990), Probabilistic interpretation of feedforward classification network outputs.

    >>> softmax([0, 0])
    array([0.5, 0.5])
    """
    only_by_name(others, "softmax(logits)", "axis")
    with np.errstate(all="ignore"):
        weights = np.exp(_shifted(logits, axis))
        return keep_labels(weights / np.sum(weights, axis=axis, keepdims=True), logits)


def log_softmax(logits, *others, axis=-1):
    """Return the natural logarithm of softmax(logits), exact even where softmax itself rounds to 0.

    log q_i = z_i - log sum_j exp(z_j). Shape (..., K) in and out; nats. Errors and source as for `softmax`.

    >>> log_softmax([0.0, -10000.0])
    array([     0., -10000.])
    """
    only_by_name(others, "log_softmax(logits)", "axis")
    with np.errstate(all="ignore"):
        shifted = _shifted(logits, axis)
        return keep_labels(shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True)), logits)


def _shifted(logits, axis):
    """Subtract each row's largest logit: softmax is unchanged, and exp can no longer overflow."""
    array, _ = as_real(logits, "logits")
    largest = np.max(array, axis=checked_axis(axis, array, "logits"), keepdims=True)
    if not np.isfinite(largest).all():
        where = place_of(~np.isfinite(largest), "logits", axis)
        raise InputError(f"{where} must hold numbers below infinity, at least one of them finite")
    return array - largest
