"""Codes: how many binary digits each symbol gets, and what that costs on average.

A prefix code can be decoded symbol by symbol because no codeword begins another one. Only the lengths of the
codewords matter here: a length L believes in the probability 2^-L.
"""

import heapq
import itertools
import math

import numpy as np

from lib.inputs import as_distribution


def kraft_sum(lengths):
    """Return how much of the room for codewords the lengths use: at most 1 for a code that can be decoded.

    sum_i 2^-L_i. Shape (K,) in, a float out; lengths in bits.

    Raises ValueError unless every length is a whole number of at least 1.

    Source: Kraft (1949); Cover & Thomas, Elements of Information Theory, section 5.2.

    >>> kraft_sum([1, 2, 3, 3])
    1.0
    """
    return math.fsum(code_distribution(lengths))


def code_distribution(lengths):
    """Return the probabilities that a code believes in: the source for which its lengths are the best.

    q_i = 2^-L_i. Shape (K,) in and out. They sum to the Kraft sum, so only a complete code gives a
    distribution. Errors and source as for `kraft_sum`.

    >>> code_distribution([1, 2, 2])
    array([0.5 , 0.25, 0.25])
    """
    return np.exp2(-_as_lengths(lengths).astype(np.float64))


def expected_length(p, lengths):
    """Return the average number of bits per symbol of a source p under a code with these lengths.

    sum_i p_i L_i. Shapes (K,) and (K,) in, a float out, in bits per symbol.

    Raises ValueError where p is no distribution, a length is no whole number, or their numbers differ.

    Source: Cover & Thomas, Elements of Information Theory, section 5.1.

    >>> expected_length([0.5, 0.25, 0.125, 0.125], [1, 2, 3, 3])
    1.75
    """
    p, lengths = as_distribution(p, "p"), _as_lengths(lengths)
    if p.shape != lengths.shape:
        raise ValueError(f"p and lengths differ in shape: {p.shape} and {lengths.shape}")
    return float(np.sum(p * lengths))


def huffman_lengths(p):
    """Return the codeword lengths of a Huffman code, which no other prefix code beats on average.

    Join the two least probable symbols again and again: each joining adds one bit to all the symbols below it.
    Shape (K,) in, (K,) whole numbers out, in bits. A symbol of probability 0 gets a codeword too.

    Raises ValueError where p is no distribution, or has fewer than two symbols.

    Source: Huffman (1952), A Method for the Construction of Minimum-Redundancy Codes.

    >>> huffman_lengths([0.5, 0.25, 0.125, 0.125])
    array([1, 2, 3, 3])
    """
    p = as_distribution(p, "p")
    if p.ndim != 1 or p.size < 2:
        raise ValueError(f"p has shape {p.shape}: a code needs one list of at least two symbols")
    lengths = np.zeros(p.size, dtype=int)
    # The counter settles ties, so that the symbols themselves are never compared.
    order = itertools.count()
    heap = [(float(weight), next(order), [symbol]) for symbol, weight in enumerate(p)]
    heapq.heapify(heap)
    while len(heap) > 1:
        weight_a, _, a = heapq.heappop(heap)
        weight_b, _, b = heapq.heappop(heap)
        lengths[a + b] += 1
        heapq.heappush(heap, (weight_a + weight_b, next(order), a + b))
    return lengths


def blocks(p, n):
    """Return the distribution of n symbols in a row, drawn from p independently of each other.

    The product of their probabilities. Shape (K,) in, (K^n,) out, the last symbol changing fastest; no unit.

    Raises ValueError where p is no distribution, or n is no whole number of at least 1.

    Source: Cover & Thomas, Elements of Information Theory, section 5.4.

    >>> blocks([0.9, 0.1], 2).round(2)
    array([0.81, 0.09, 0.09, 0.01])
    """
    p = as_distribution(p, "p")
    if p.ndim != 1:
        raise ValueError(f"p has shape {p.shape}: expected one distribution")
    if not isinstance(n, (int, np.integer)) or isinstance(n, bool) or n < 1:
        raise ValueError(f"n is {n!r}: a block holds a whole number of symbols, at least 1")
    block = p.copy()
    for _ in range(n - 1):
        block = np.outer(block, p).ravel()
    return block


def _as_lengths(lengths):
    try:
        array = np.asarray(lengths)
    except ValueError:
        raise ValueError("lengths is ragged: expected a list with one length per symbol") from None
    if array.ndim != 1 or array.size == 0:
        raise ValueError(f"lengths has shape {array.shape}: expected a list with one length per symbol")
    if array.dtype.kind not in "iu":
        raise ValueError(f"lengths holds {array.dtype} values: a codeword has a whole number of bits")
    if (array < 1).any():
        raise ValueError(f"lengths holds {int(array.min())}: a codeword has at least 1 bit")
    return array
