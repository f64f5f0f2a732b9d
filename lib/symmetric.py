"""Symmetric relatives of the KL divergence: they do not change when p and q are exchanged.

None of them is ever infinite. Distributions lie along `axis`; all other axes are a batch.
"""

import math

import numpy as np

from lib.measures import SMALLEST, in_blocks, measured
from lib.validation import check_base, only_by_name, pair_of_distributions

CLOSE = 0.01  # nats; below this some terms may cancel
LEAST = np.finfo(float).tiny  # its logarithm is finite, so that 0 ln 0 is 0
SCALE = 2.0**500  # a scaled difference has a square that does not round to 0


def jensen_shannon(p, q, *others, base=2, axis=-1):
    """Return the Jensen-Shannon divergence of p and q: how much one outcome tells about its source, p or q.

    JS(p, q) = (D(p||m) + D(q||m)) / 2 with m = (p + q) / 2. Shapes (..., K) in, broadcast over the batch, (...) out
    (a float for one pair), in bits for base 2 and nats for base e; from 0, only where p = q, to 1 bit, where no
    outcome is possible under both. Its square root is a distance, and is what SciPy returns. Exact where p is
    nearly q.

    Raises ValueError where p or q is no distribution, where their lengths differ, and for a bad base.

    Source: Lin (1991), Divergence measures based on the Shannon entropy.

    >>> jensen_shannon([1, 0], [0, 1])
    1.0
    """
    only_by_name(others, "jensen_shannon(p, q)", "base", "axis")
    check_base(base)
    with np.errstate(all="ignore"):
        p, q, _ = pair_of_distributions(p, q, axis)
        total = in_blocks(_jensen_shannon_nats, p, q) / math.log(base)
        if not total.all():  # too small for a float, and yet not 0
            total = np.maximum(total, SMALLEST * (p != q).any(axis=-1))
        return measured(total, most=math.log(2) / math.log(base))


def total_variation(p, q, *, axis=-1):
    """Return the total variation distance of p and q: the most by which they differ about any event.

    TV(p, q) = sum_i |p_i - q_i| / 2. Shapes (..., K) in, broadcast over the batch, (...) out (a float for one
    pair); no unit, a difference of probabilities from 0, only where p = q, to 1.

    Raises ValueError where p or q is no distribution, and where their lengths differ.

    Source: Levin & Peres, Markov Chains and Mixing Times, section 4.1.

    >>> total_variation([0.5, 0.5], [0.75, 0.25])
    0.25
    """
    with np.errstate(all="ignore"):
        p, q, _ = pair_of_distributions(p, q, axis)
        total = in_blocks(lambda p, q: np.add.reduce(np.abs(p - q), axis=-1), p, q)
        return measured(total / 2, most=1.0)


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
    with np.errstate(all="ignore"):
        p, q, _ = pair_of_distributions(p, q, axis)
        total = in_blocks(_squared_root_differences, p, q)
        return measured(np.sqrt(total / 2) / SCALE, most=1.0)


def _jensen_shannon_nats(p, q):
    """Return sum_i (p_i ln(p_i / m_i) + q_i ln(q_i / m_i)) / 2, for each pair in the form that is exact."""
    both = p + q  # 2m
    d = (p - q) / np.maximum(both, SMALLEST)  # p / m is 1 + d, q / m is 1 - d
    near = np.maximum.reduce(np.abs(d), axis=-1) < 1 / 2
    if near.all():
        return np.add.reduce(_near_terms(both, d), axis=-1) / 2
    total = np.add.reduce(_far_terms(p, q, d), axis=-1) / 2
    close = near | (total < CLOSE)
    if close.any():  # some terms are near, others not
        p, q, both, d = (array[close] for array in np.broadcast_arrays(p, q, both, d))
        terms = np.where(np.abs(d) < 1 / 2, _near_terms(both, d), _far_terms(p, q, d))
        total = np.array(total)
        total[close] = np.add.reduce(terms, axis=-1) / 2
    return total


def _near_terms(both, d):
    """Return the terms without the parts that cancel, for small d."""
    return both * (d * np.arctanh(d) + np.log1p(-d * d) / 2)


def _far_terms(p, q, d):
    """Return the terms as the definition has them, with 0 ln 0 = 0."""
    return p * np.log(np.fmax(1 + d, LEAST)) + q * np.log(np.fmax(1 - d, LEAST))


def _squared_root_differences(p, q):
    """Return SCALE^2 sum_i (sqrt p_i - sqrt q_i)^2. Near p = q, p - q is exact, unlike the roots' difference."""
    apart = SCALE * ((p - q) / (np.sqrt(p) + np.sqrt(q)))
    return np.add.reduce(np.where(p == q, 0.0, apart * apart), axis=-1)
