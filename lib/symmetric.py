"""Symmetric relatives of the KL divergence: how far apart p and q are, in whichever order they are named.

None of them is ever infinite. Distributions lie along `axis`; all other axes are a batch.
"""

import math

import numpy as np

from lib.measures import SMALLEST, in_blocks, measured
from lib.validation import check_base, pair_of_distributions

SCALE = 2.0**500  # the square of what is scaled by it does not round to 0


def jensen_shannon(p, q, *, base=2, axis=-1):
    """Return the Jensen-Shannon divergence of p and q: what one outcome tells about which of the two it is from.

    JS(p, q) = (D(p||m) + D(q||m)) / 2 with m = (p + q) / 2. Shapes (..., K) in, broadcast over the batch, (...) out
    (a float for one pair), in bits for base 2 and nats for base e; from 0, only where p = q, to 1 bit, where no
    outcome is possible under both. Its square root is a distance, and is what SciPy returns. Exact where p is
    nearly q.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Lin (1991), Divergence measures based on the Shannon entropy.

    >>> jensen_shannon([1, 0], [0, 1])
    1.0
    """
    p, q, _ = pair_of_distributions(p, q, axis)
    check_base(base)
    with np.errstate(all="ignore"):
        total = in_blocks(_jensen_shannon_nats, p, q) / math.log(base)
        if not np.all(total):  # too small for a float, and yet not 0
            total = np.maximum(total, SMALLEST * (p != q).any(axis=-1))
        return measured(np.minimum(total, math.log(2) / math.log(base)))


def total_variation(p, q, *, axis=-1):
    """Return the total variation distance of p and q: the most by which they differ about any event.

    TV(p, q) = sum_i |p_i - q_i| / 2. Shapes (..., K) in, broadcast over the batch, (...) out (a float for one
    pair); no unit, a difference of probabilities from 0, only where p = q, to 1.

    Raises ValueError where p or q is no distribution, and where their lengths differ.

    Source: Levin & Peres, Markov Chains and Mixing Times, section 4.1.

    >>> total_variation([0.5, 0.5], [0.75, 0.25])
    0.25
    """
    p, q, _ = pair_of_distributions(p, q, axis)
    with np.errstate(all="ignore"):
        total = in_blocks(lambda p, q: np.add.reduce(np.abs(p - q), axis=-1), p, q)
        return measured(np.minimum(total / 2, 1.0))


def hellinger(p, q, *, axis=-1):
    """Return the Hellinger distance of p and q.

    h(p, q) = sqrt(sum_i (sqrt p_i - sqrt q_i)^2 / 2). Shapes (..., K) in, broadcast over the batch, (...) out (a
    float for one pair); no unit, from 0, only where p = q, to 1, where no outcome is possible under both. Exact
    where p is nearly q.

    Raises ValueError where p or q is no distribution, and where their lengths differ.

    Source: Levin & Peres, Markov Chains and Mixing Times, section 20.4; without the 1/2 in some books.

    >>> hellinger([1, 0], [0, 1])
    1.0
    """
    p, q, _ = pair_of_distributions(p, q, axis)
    with np.errstate(all="ignore"):
        total = in_blocks(_squares_of_roots_apart, p, q)
        return measured(np.minimum(np.sqrt(total / 2) / SCALE, 1.0))


def _jensen_shannon_nats(p, q):
    """sum_i (p_i ln(p_i / m_i) + q_i ln(q_i / m_i)) / 2, in terms none of which is negative."""
    both = p + q  # 2m
    d = (p - q) / both
    near = both * (d * np.arctanh(d) + np.log1p(-d * d) / 2)  # the same term, which does not cancel for small d
    far = _times_log(p, 2 * p / both) + _times_log(q, 2 * q / both)
    return np.add.reduce(np.where(np.abs(d) < 1 / 2, near, np.where(both > 0, far, 0.0)), axis=-1) / 2


def _times_log(p, ratio):
    return np.where(p > 0, p * np.log(ratio), 0.0)


def _squares_of_roots_apart(p, q):
    """sum_i (sqrt p_i - sqrt q_i)^2 times SCALE^2; p - q is exact where they are near, unlike that of the roots."""
    apart = SCALE * ((p - q) / (np.sqrt(p) + np.sqrt(q)))
    return np.add.reduce(np.where(p == q, 0.0, apart * apart), axis=-1)
