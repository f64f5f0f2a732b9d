"""Surprisal, entropy, cross-entropy and KL divergence of discrete distributions.

Every measure takes the base of its logarithm: 2 gives bits, `math.e` nats. Distributions lie along `axis`;
all other axes are a batch. Zeros are exact: 0 log 0 is 0, and a model that calls the possible impossible
pays infinitely much.
"""

import math

import numpy as np

from lib.validation import (
    InputError,
    as_distribution,
    as_real,
    check_probabilities,
    distribution_and_sum,
    refuse_other_labels,
)

BLOCK = 2**15  # numbers; a few arrays of this length stay in a processor's cache
CLOSE = 1e-4  # below this the logarithms of p and q are too much alike to be subtracted
SMALLEST = math.ulp(0.0)


def surprisal(p, *, base=2):
    """Return the surprise of outcomes that have probability p.

    I = -log p. Any shape in, the same shape out (a float for a single number), in bits for base 2 and nats
    for base e; infinite for p = 0.

    Raises ValueError where an entry is not a number in [0, 1], and for a base that no logarithm has.

    Source: Shannon (1948), A Mathematical Theory of Communication; named by Tribus (1961).

    >>> surprisal([1, 0.5, 0.25, 0])
    array([ 0.,  1.,  2., inf])
    """
    array, _ = as_real(p, "p", scalar=True)
    check_probabilities(array, "p")
    with np.errstate(all="ignore"):
        result = 0.0 - _log(array, base)
    return result if array.ndim else float(result)


def entropy(p, *others, base=2, axis=-1):
    """Return the entropy of p: its average surprise.

    H(p) = -sum_i p_i log p_i, with 0 log 0 = 0. Shape (..., K) in, (...) out (a float for one distribution),
    in bits for base 2 and nats for base e; from 0 to log K.

    Raises ValueError where p is no distribution, and for a base that no logarithm has.

    Source: Shannon (1948), A Mathematical Theory of Communication, section 6.

    >>> entropy([0.5, 0.5])
    1.0
    """
    if others:
        raise TypeError("entropy is of one distribution: of two, take kl_divergence(p, q) or cross_entropy(p, q)")
    p = as_distribution(p, "p", axis)
    with np.errstate(all="ignore"):
        return _measure(-_mean(lambda p: _log(p, base), p))


def cross_entropy(p, q, *, base=2, axis=-1):
    """Return the cross-entropy of q under p: the average surprise of who believes q in a world of p.

    H(p, q) = -sum_i p_i log q_i, with 0 log 0 = 0. Shapes (..., K) in, broadcast over the batch, (...) out
    (a float for one pair), in bits for base 2 and nats for base e; infinite where q_i = 0 < p_i.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Cover & Thomas, Elements of Information Theory, section 5.4.

    >>> cross_entropy([0.5, 0.25, 0.125, 0.125], [0.125, 0.5, 0.25, 0.125])
    2.375
    """
    p, q, _ = _pair(p, q, axis)
    with np.errstate(all="ignore"):
        return _measure(-_mean(lambda p, q: _log(q, base), p, q))


def kl_divergence(p, q, *, base=2, axis=-1):
    """Return the KL divergence of q from p: the average extra price for believing q in a world of p.

    D(p||q) = sum_i p_i log(p_i / q_i). Shapes (..., K) in, broadcast over the batch, (...) out (a float for
    one pair), in bits for base 2 and nats for base e. Never negative, 0 only where p = q, infinite where
    q_i = 0 < p_i. Not symmetric. The sum is taken over p_i log(p_i / q_i) - p_i + q_i (in nats), which is the
    same for distributions, has no negative terms, and is exact where p is nearly q.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Kullback & Leibler (1951), On Information and Sufficiency.

    >>> kl_divergence([1, 0], [0.5, 0.5])
    1.0
    """
    with np.errstate(all="ignore"):
        return _measure(_divergence(*_pair(p, q, axis), base))


def kl_terms(p, q, *, base=2, axis=-1):
    """Return the signed terms whose sum is the KL divergence.

    p_i log(p_i / q_i), which is negative where q_i > p_i. Shapes (..., K) in, broadcast, (..., K) out,
    in bits for base 2 and nats for base e; 0 where p_i = 0, infinite where q_i = 0 < p_i.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Kullback & Leibler (1951), On Information and Sufficiency.

    >>> kl_terms([0.5, 0.5], [0.25, 0.75]).round(3)
    array([ 0.5  , -0.292])
    """
    p, q, _ = _pair(p, q, axis)
    with np.errstate(all="ignore"):
        terms = _without_zeros(_weighted(p, _log_ratio(p, q, base)), p)
    return terms if axis == -1 else np.moveaxis(terms, -1, axis)


def _pair(p, q, axis):
    """p and q with the distributions on the last axis, and by how much more p sums to than q."""
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


def _divergence(p, q, excess, base):
    # p may sum to a little more than q, as rounded numbers do: that alone must not look like a divergence.
    total = _mean(lambda p, q: _log_ratio(p, q, base), p, q) - excess / math.log(base)
    close = total < CLOSE
    if close.any():
        p, q = np.broadcast_arrays(p, q)
        total = np.array(total)
        total[close] = _in_blocks(_close_total, p[close], q[close]) / math.log(base)
        total[close & (total == 0) & (p != q).any(axis=-1)] = SMALLEST
    return total


def _close_total(p, q):
    """sum_i p_i ln(p_i / q_i) - p_i + q_i, to nearly all its digits, however near they are."""
    gap = p - q  # exact where p and q are near
    d = gap / q
    series = gap * d * (1 / 2 - d / 6 + d**2 / 12 - d**3 / 20)
    terms = np.where(np.abs(d) < 1e-3, series, p * np.log1p(d) - gap)
    terms = np.where(np.abs(d) < 1 / 2, terms, p * (np.log(p) - np.log(q)) - gap)
    return np.add.reduce(np.where(p == 0, q, terms), axis=-1)


def _log_ratio(p, q, base):
    """log p - log q, which stays finite where p / q would overflow."""
    log_p, log_q = _log(p, base), _log(q, base)
    return np.subtract(log_p, log_q, out=log_q if p.shape == q.shape else None)


def _weighted(p, logs):
    return np.multiply(p, logs, out=logs if p.shape == logs.shape else None)


def _mean(logs, p, *q):
    """sum_i p_i logs(p, *q)_i with 0 log 0 = 0."""

    def total(p, *q):
        terms = _weighted(p, logs(p, *q))
        # By numpy's own sum: BLAS adds in another order on each processor.
        found = np.add.reduce(terms, axis=-1)
        # 0 * inf is nan in floating point: only then is it worth another pass to leave the zeros out.
        return np.add.reduce(_without_zeros(terms, p), axis=-1) if np.isnan(found).any() else found

    return _in_blocks(total, p, *q)


def _in_blocks(total, *arrays):
    """total(*arrays), a sum along the last axis, taken of one block after another and added up."""
    size = arrays[0].shape[-1]
    if size <= BLOCK:
        return total(*arrays)
    blocks = (slice(start, start + BLOCK) for start in range(0, size, BLOCK))
    return np.add.reduce([total(*(array[..., block] for array in arrays)) for block in blocks], axis=0)


def _without_zeros(terms, p):
    """Set terms to 0 where p is 0, in place."""
    np.copyto(terms, 0.0, where=p == 0)
    return terms


def _log(x, base):
    if not isinstance(base, (int, float, np.integer, np.floating)) or not 1 < base < math.inf:
        raise InputError(f"base is {base!r}: it must be a number above 1; 2 gives bits, math.e nats")
    if base == 2:
        return np.log2(x)
    return np.log(x) if base == math.e else np.log(x) / math.log(base)


def _measure(total):
    """A float for one distribution. No measure is ever negative: what rounding leaves below 0 is removed."""
    return np.maximum(total, 0.0) + 0.0 if total.ndim else max(0.0, float(total))
