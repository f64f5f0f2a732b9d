"""Surprisal, entropy, perplexity, cross-entropy and KL divergence of discrete distributions.

Every measure takes the base of its logarithm: 2 gives bits, `math.e` nats. Distributions lie along `axis`;
all other axes are a batch. Zeros are exact: 0 log 0 is 0, and a model that calls the possible impossible
pays infinitely much.
"""

import math

import numpy as np

from lib.labels import keep_labels
from lib.validation import (
    as_real,
    check_base,
    check_probabilities,
    distribution_and_sum,
    only_by_name,
    pair_of_distributions,
)

BLOCK = 2**15  # numbers; a few arrays of this length stay in a processor's cache
CLOSE = 1e-4  # below this, log p - log q loses too many digits
SMALLEST = math.ulp(0.0)


def surprisal(p, *others, base=2):
    """Return the surprise of outcomes that have probability p.

    I = -log p. Any shape in, the same shape out (a float for a single number), in bits for base 2 and nats
    for base e; infinite for p = 0.

    Raises ValueError where an entry is not a number in [0, 1], and for a base that no logarithm has.

    Source: Shannon (1948), A Mathematical Theory of Communication; named by Tribus (1961).

    >>> surprisal([1, 0.5, 0.25, 0])
    array([ 0.,  1.,  2., inf])
    """
    only_by_name(others, "surprisal(p)", "base")
    array, _ = as_real(p, "p", scalar=True)
    check_probabilities(array, "p", counts="to turn counts into probabilities, use normalize(p)" * (array.ndim > 0))
    with np.errstate(all="ignore"):
        result = 0.0 - log(array, base)
    return keep_labels(result, p) if array.ndim else float(result)


def entropy(p, *others, base=2, axis=-1):
    """Return the entropy of p: its average surprise.

    H(p) = -sum_i p_i log p_i, with 0 log 0 = 0. Shape (..., K) in, (...) out (a float for one distribution),
    in bits for base 2 and nats for base e; from 0 to log K.

    Raises ValueError where p is no distribution, and for a base that no logarithm has.

    Source: Shannon (1948), A Mathematical Theory of Communication, section 6.

    >>> entropy([0.5, 0.5])
    1.0
    """
    if others and np.ndim(others[0]):
        raise TypeError("entropy is of one distribution: of two, take kl_divergence(p, q) or cross_entropy(p, q)")
    only_by_name(others, "entropy(p)", "base", "axis")
    with np.errstate(all="ignore"):
        p, _ = distribution_and_sum(p, "p", axis)
        return measured(-_mean(lambda p: log(p, base), p))


def perplexity(p, *, axis=-1):
    """Return the perplexity of p: the number of equally likely outcomes that are as uncertain as p.

    2^H(p), with H in bits; e^H with H in nats is the same. Shape (..., K) in, (...) out (a float for one
    distribution); no unit, a number of outcomes from 1 to K.

    Raises ValueError where p is no distribution.

    Source: Jelinek, Mercer, Bahl & Baker (1977), Perplexity: a measure of the difficulty of speech recognition tasks.

    >>> perplexity([0.25, 0.25, 0.25, 0.25, 0])
    4.0
    """
    return 2.0 ** entropy(p, axis=axis)


def cross_entropy(p, q, *others, base=2, axis=-1):
    """Return the cross-entropy of q under p: the average surprise of somebody who believes q while p is true.

    H(p, q) = -sum_i p_i log q_i, with 0 log 0 = 0. Shapes (..., K) in, broadcast over the batch, (...) out
    (a float for one pair), in bits for base 2 and nats for base e; infinite where q_i = 0 < p_i.

    Class indices in place of p, as some frameworks take them, are refused: give `one_hot(classes, K)`. Indices such as
    [1, 0, 0] sum to 1, so they count as a distribution.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Cover & Thomas, Elements of Information Theory, section 5.4.

    >>> cross_entropy([0.5, 0.25, 0.125, 0.125], [0.125, 0.5, 0.25, 0.125])
    2.375
    """
    only_by_name(others, "cross_entropy(p, q)", "base", "axis")
    with np.errstate(all="ignore"):
        p, q, _ = pair_of_distributions(p, q, axis)
        return measured(-_mean(lambda p, q: log(q, base), p, q))


def kl_divergence(p, q, *others, base=2, axis=-1):
    """Return the KL divergence of q from p: the average extra cost of believing q while p is true.

    D(p||q) = sum_i p_i log(p_i / q_i). Shapes (..., K) in, broadcast over the batch, (...) out (a float for
    one pair), in bits for base 2 and nats for base e. Never negative, 0 only where p = q, infinite where
    q_i = 0 < p_i. Not symmetric. It is computed as the sum of p_i log(p_i / q_i) - p_i + q_i (in nats). For
    distributions this is the same; it has no negative terms, and is exact where p is nearly q.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Kullback & Leibler (1951), On Information and Sufficiency.

    >>> kl_divergence([1, 0], [0.5, 0.5])
    1.0
    """
    only_by_name(others, "kl_divergence(p, q)", "base", "axis")
    with np.errstate(all="ignore"):
        return measured(_divergence(*pair_of_distributions(p, q, axis), base))


def kl_terms(p, q, *others, base=2, axis=-1):
    """Return the signed terms whose sum is the KL divergence.

    p_i log(p_i / q_i), which is negative where q_i > p_i. Shapes (..., K) in, broadcast, (..., K) out,
    in bits for base 2 and nats for base e; 0 where p_i = 0, infinite where q_i = 0 < p_i.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Kullback & Leibler (1951), On Information and Sufficiency.

    >>> kl_terms([0.5, 0.5], [0.25, 0.75]).round(3)
    array([ 0.5  , -0.292])
    """
    only_by_name(others, "kl_terms(p, q)", "base", "axis")
    with np.errstate(all="ignore"):
        of_p, of_q, _ = pair_of_distributions(p, q, axis)
        terms = _without_zeros(_weighted(of_p, _log_ratio(of_p, of_q, base)), of_p)
    terms = np.moveaxis(terms, -1, axis)
    for values in (p, q):
        if np.shape(values) == np.shape(terms):
            terms = keep_labels(terms, values)
    return terms


def _divergence(p, q, excess, base):
    # p may sum to a little more than q, as rounded numbers do: that alone must not look like a divergence.
    total = _mean(lambda p, q: _log_ratio(p, q, base), p, q) - excess / math.log(base)
    close = total < CLOSE
    if close.any():
        p, q = np.broadcast_arrays(p, q)
        total = np.array(total)
        total[close] = in_blocks(close_total, p[close], q[close]) / math.log(base)
        total[close & (total == 0) & (p != q).any(axis=-1)] = SMALLEST
    return total


def close_total(p, q):
    """Return sum_i p_i ln(p_i / q_i) - p_i + q_i to nearly all digits, however near p and q are.

    >>> close_total(np.array([1.0]), np.array([1 + 2**-40])) * 2**81
    np.float64(0.999999999999...)
    """
    gap = p - q  # exact where p and q are near
    d = gap / q
    series = gap * d * (1 / 2 - d / 6 + d**2 / 12 - d**3 / 20)
    terms = np.where(np.abs(d) < 1e-3, series, p * np.log1p(d) - gap)
    terms = np.where(np.abs(d) < 1 / 2, terms, p * (np.log(p) - np.log(q)) - gap)
    return np.add.reduce(np.where(p == 0, q, terms), axis=-1)


def _log_ratio(p, q, base):
    """Return log p - log q, which stays finite where p / q would overflow."""
    log_p, log_q = log(p, base), log(q, base)
    return np.subtract(log_p, log_q, out=log_q if p.shape == q.shape else None)


def _weighted(p, logs):
    return np.multiply(p, logs, out=logs if p.shape == logs.shape else None)


def _mean(logs, p, *q):
    """Return sum_i p_i logs(p, *q)_i with 0 log 0 = 0."""

    def total(p, *q):
        terms = _weighted(p, logs(p, *q))
        # Not by a dot product: BLAS adds in a different order on each processor.
        found = np.add.reduce(terms, axis=-1)
        # 0 * inf is nan in floating point: only then is it worth another pass to leave the zeros out.
        return np.add.reduce(_without_zeros(terms, p), axis=-1) if np.isnan(found).any() else found

    return in_blocks(total, p, *q)


def in_blocks(total, *arrays):
    """Return total(*arrays), a sum along the last axis, computed block by block.

    >>> in_blocks(lambda x: np.add.reduce(x, axis=-1), np.ones(100_000))
    np.float64(100000.0)
    """
    size = arrays[0].shape[-1]
    if size <= BLOCK:
        return total(*arrays)
    blocks = (slice(start, start + BLOCK) for start in range(0, size, BLOCK))
    return np.add.reduce([total(*(array[..., block] for array in arrays)) for block in blocks], axis=0)


def _without_zeros(terms, p):
    """Set terms to 0 where p is 0, in place."""
    np.copyto(terms, 0.0, where=p == 0)
    return terms


def log(x, base):
    """Return the logarithm of x to a base, after checking the base; -inf for 0, of which numpy may warn.

    >>> log(8.0, 2)
    np.float64(3.0)
    """
    check_base(base)
    if base == 2:
        return np.log2(x)
    return np.log(x) if base == math.e else np.log(x) / math.log(base)


def measured(total, most=math.inf):
    """Return a measure without rounding errors below 0 or above `most`; a float for one distribution.

    >>> measured(np.float64(-1e-17))
    0.0
    """
    return np.clip(total, 0.0, most) + 0.0 if total.ndim else max(0.0, min(float(total), most))
