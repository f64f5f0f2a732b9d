"""Binary codes: the codewords of the symbols, their lengths, and their average cost.

A prefix code can be decoded symbol by symbol because no codeword begins another one. For the costs only the
lengths of the codewords matter: a length L takes the share 2^-L of all strings.
"""

import heapq
import itertools
import math

import numpy as np

from lib.input_error import InputError
from lib.labels import keep_labels
from lib.validation import as_distribution, is_count, shown

MOST_BLOCKS = 2**20  # they take 8 megabytes, and Huffman's method needs seconds for them


def kraft_sum(lengths):
    """Return the Kraft sum of codeword lengths, which is at most 1 for a code that can be decoded.

    sum_i 2^-L_i. Shape (K,) in, a float out; lengths in bits.

    Raises ValueError unless every length is a whole number of at least 1.

    Source: Kraft (1949); Cover & Thomas, Elements of Information Theory, section 5.2.

    >>> kraft_sum([1, 2, 3, 3])
    1.0
    """
    return math.fsum(code_shares(lengths))


def code_shares(lengths):
    """Return the share of all binary strings that begin with each codeword.

    2^-L_i. Shape (K,) in and out; no unit. The shares sum to the Kraft sum. If that is 1, they are the distribution for
    which the lengths are the best; if it is less, divide them by it.

    Errors and source as for `kraft_sum`.

    >>> code_shares([1, 2, 2])
    array([0.5 , 0.25, 0.25])
    """
    return keep_labels(np.exp2(-_as_lengths(lengths).astype(np.float64)), lengths)


def expected_length(p, lengths):
    """Return the average number of bits per symbol of a source p under a code with these lengths.

    sum_i p_i L_i. Shapes (K,) and (K,) in, a float out, in bits per symbol.

    Raises ValueError where p is no distribution, where a length is no whole number, or where p and lengths differ in
    size.

    Source: Cover & Thomas, Elements of Information Theory, section 5.1.

    >>> expected_length([0.5, 0.25, 0.125, 0.125], [1, 2, 3, 3])
    1.75
    """
    p, lengths = as_distribution(p, "p"), _as_lengths(lengths)
    if p.shape != lengths.shape:
        raise InputError(f"p and lengths differ in shape: {p.shape} and {lengths.shape}")
    return float(np.sum(p * lengths))


def huffman_code(p):
    """Return the codewords of a Huffman code, which no other prefix code beats on average.

    Join the two least probable symbols or groups until one group is left. Each step puts a 0 before the codewords of
    one and a 1 before those of the other. Shape (K,) in, K texts of 0s and 1s out. A symbol of probability 0 gets a
    codeword too.

    Raises ValueError where p is no distribution, or has fewer than two symbols.

    Source: Huffman (1952), A Method for the Construction of Minimum-Redundancy Codes.

    >>> huffman_code([0.5, 0.25, 0.125, 0.125])
    ['0', '10', '110', '111']
    """
    p = as_distribution(p, "p")
    if p.ndim != 1 or p.size < 2:
        raise InputError(f"p has shape {p.shape}: a code needs one list of at least two symbols")
    backwards = [[] for _ in p]  # the digits of each codeword, the last one first
    # The counter settles ties, so that the symbols themselves are never compared.
    order = itertools.count()
    heap = [(float(weight), next(order), [symbol]) for symbol, weight in enumerate(p)]
    heapq.heapify(heap)
    while len(heap) > 1:
        (weight_a, _, a), (weight_b, _, b) = heapq.heappop(heap), heapq.heappop(heap)
        for digit, group in ("0", a), ("1", b):
            for symbol in group:
                backwards[symbol].append(digit)
        heapq.heappush(heap, (weight_a + weight_b, next(order), a + b))
    return ["".join(reversed(digits)) for digits in backwards]


def huffman_lengths(p):
    """Return the codeword lengths of a Huffman code: see `huffman_code`, whose errors and source are the same.

    Shape (K,) in, (K,) whole numbers out, in bits.

    >>> huffman_lengths([0.5, 0.25, 0.125, 0.125])
    array([1, 2, 3, 3])
    """
    return np.array([len(codeword) for codeword in huffman_code(p)])


def decode(digits, codewords):
    """Return the indices of the symbols that a text of 0s and 1s encodes, in order.

    The digits are read one by one. As soon as they form a codeword, that symbol is certain, since no codeword begins
    another one. A text and K texts in, a list of whole numbers from 0 to K - 1 out.

    Raises ValueError where one codeword begins another one, and where the text ends with digits that are no codeword.

    Source: Cover & Thomas, Elements of Information Theory, section 5.1.

    >>> decode("010110", ["0", "10", "110", "111"])
    [0, 1, 2]
    """
    for one, other in itertools.permutations(codewords, 2):
        if other.startswith(one):
            raise InputError(f"the codeword {one!r} begins {other!r}: nobody can tell where it ends")
    symbols = {codeword: symbol for symbol, codeword in enumerate(codewords)}
    found, word = [], ""
    for digit in digits:
        word += digit
        if word in symbols:
            found.append(symbols[word])
            word = ""
    if word:
        raise InputError(f"the text ends in {word!r}, which is no codeword")
    return found


def blocks(p, n):
    """Return the distribution of n symbols in a row, drawn from p independently of each other.

    The product of their probabilities. Shape (K,) in, (K^n,) out, the last symbol changing fastest; no unit.

    Raises ValueError where p is no distribution, where n is no whole number of at least 1, and where there
    would be more than 2^20 blocks.

    Source: Cover & Thomas, Elements of Information Theory, section 5.4.

    >>> blocks([0.9, 0.1], 2).round(2)
    array([0.81, 0.09, 0.09, 0.01])
    """
    p = as_distribution(p, "p")
    if p.ndim != 1:
        raise InputError(f"p has shape {p.shape}: expected one distribution")
    if not is_count(n):
        raise InputError(f"n is {shown(n)}: a block holds a whole number of symbols, at least 1")
    if n * math.log2(p.size) > math.log2(MOST_BLOCKS):
        raise InputError(
            f"{n} symbols of {p.size} kinds make {_count(p.size, int(n))} blocks, each with a probability of its "
            f"own: take shorter blocks, of at most {math.floor(math.log(MOST_BLOCKS, p.size) + 1e-9)} symbols"
        )
    block = p.copy()
    for _ in range(n - 1):
        block = np.outer(block, p).ravel()
    return block


def _count(kinds, n):
    """Return kinds^n as text, with all digits unless they are too many.

    >>> _count(2, 45), _count(10, 99)
    ('35,184,372,088,832', 'about 10^99')
    """
    magnitude = n * math.log10(kinds)
    return f"{kinds**n:,}" if magnitude < 18 else f"about 10^{magnitude:.0f}"


def _as_lengths(lengths):
    try:
        array = np.asarray(lengths)
    except ValueError:
        raise InputError("lengths is ragged: expected a list with one length per symbol") from None
    if array.ndim != 1 or array.size == 0:
        raise InputError(f"lengths has shape {array.shape}: expected a list with one length per symbol")
    if array.dtype.kind not in "iu":
        raise InputError(f"lengths holds {array.dtype} values: a codeword has a whole number of bits")
    if (array < 1).any():
        raise InputError(f"lengths holds {int(array.min())}: a codeword has at least 1 bit")
    return array
