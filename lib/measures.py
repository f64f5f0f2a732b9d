"""Surprisal, entropy, cross-entropy and KL divergence of discrete distributions.

Every measure takes the base of its logarithm: 2 gives bits, `math.e` nats. Distributions lie along `axis`;
all other axes are a batch. Zeros are exact: 0 log 0 is 0, and a model that calls the possible impossible
pays infinitely much.
"""

import math

import numpy as np

from lib.distributions import as_distribution, as_real, check_probabilities


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


def entropy(p, *, base=2, axis=-1):
    """Return the entropy of p: its average surprise.

    H(p) = -sum_i p_i log p_i, with 0 log 0 = 0. Shape (..., K) in, (...) out (a float for one distribution),
    in bits for base 2 and nats for base e; from 0 to log K.

    Raises ValueError where p is no distribution, and for a base that no logarithm has.

    Source: Shannon (1948), A Mathematical Theory of Communication, section 6.

    >>> entropy([0.5, 0.5])
    1.0
    """
    p = as_distribution(p, "p", axis)
    with np.errstate(all="ignore"):
        return _measure(-_mean(p, _log(p, base)))


def cross_entropy(p, q, *, base=2, axis=-1):
    """Return the cross-entropy of q under p: the average surprise of who believes q in a world of p.

    H(p, q) = -sum_i p_i log q_i, with 0 log 0 = 0. Shapes (..., K) in, broadcast over the batch, (...) out
    (a float for one pair), in bits for base 2 and nats for base e; infinite where q_i = 0 < p_i.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Cover & Thomas, Elements of Information Theory, section 5.4.

    >>> cross_entropy([0.5, 0.25, 0.125, 0.125], [0.125, 0.5, 0.25, 0.125])
    2.375
    """
    p, q = _pair(p, q, axis)
    with np.errstate(all="ignore"):
        return _measure(-_mean(p, _log(q, base)))


def kl_divergence(p, q, *, base=2, axis=-1):
    """Return the KL divergence of q from p: the average extra price for believing q in a world of p.

    D(p||q) = sum_i p_i log(p_i / q_i). Shapes (..., K) in, broadcast over the batch, (...) out (a float for
    one pair), in bits for base 2 and nats for base e. Never negative, 0 where p = q, infinite where
    q_i = 0 < p_i. Not symmetric.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Kullback & Leibler (1951), On Information and Sufficiency.

    >>> kl_divergence([1, 0], [0.5, 0.5])
    1.0
    """
    p, q = _pair(p, q, axis)
    with np.errstate(all="ignore"):
        return _measure(_mean(p, _log_ratio(p, q, base)))


def kl_terms(p, q, *, base=2, axis=-1):
    """Return the signed terms whose sum is the KL divergence.

    p_i log(p_i / q_i), which is negative where q_i > p_i. Shapes (..., K) in, broadcast, (..., K) out,
    in bits for base 2 and nats for base e; 0 where p_i = 0, infinite where q_i = 0 < p_i.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Kullback & Leibler (1951), On Information and Sufficiency.

    >>> kl_terms([0.5, 0.5], [0.25, 0.75]).round(3)
    array([ 0.5  , -0.292])
    """
    p, q = _pair(p, q, axis)
    with np.errstate(all="ignore"):
        terms = p * _without_zeros(p, _log_ratio(p, q, base))
    return terms if axis == -1 else np.moveaxis(terms, -1, axis)


def _pair(p, q, axis):
    p, q = as_distribution(p, "p", axis), as_distribution(q, "q", axis)
    if p.shape[-1] != q.shape[-1]:
        shapes = [np.moveaxis(array, -1, axis).shape for array in (p, q)]
        raise ValueError(f"p and q differ in length: shapes {shapes[0]} and {shapes[1]}")
    return p, q


def _log_ratio(p, q, base):
    """log p - log q, which stays finite where p / q would overflow."""
    log_p, log_q = _log(p, base), _log(q, base)
    return np.subtract(log_p, log_q, out=log_q if p.shape == q.shape else None)


def _mean(p, logs):
    """sum_i p_i logs_i with 0 log 0 = 0."""
    total = np.vecdot(p, logs)
    # 0 * inf is nan in floating point: only then is it worth another pass to leave the zeros out.
    return np.vecdot(p, _without_zeros(p, logs)) if np.isnan(total).any() else total


def _without_zeros(p, logs):
    """Set logs to 0 where p is 0, in place if they have the shape for it."""
    if p.shape != logs.shape:
        return np.where(p == 0, 0.0, logs)
    logs[p == 0] = 0.0
    return logs


def _log(x, base):
    if not isinstance(base, (int, float, np.integer, np.floating)) or not 1 < base < math.inf:
        raise ValueError(f"base is {base!r}: it must be a number above 1; 2 gives bits, math.e nats")
    if base == 2:
        return np.log2(x)
    return np.log(x) if base == math.e else np.log(x) / math.log(base)


def _measure(total):
    """A float for one distribution. No measure is ever negative: what rounding leaves below 0 is removed."""
    return np.maximum(total, 0.0) + 0.0 if total.ndim else max(0.0, float(total))
