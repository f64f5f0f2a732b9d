"""Codeword lengths: Kraft's sum, Huffman's optimum, and the bits that a code costs on average."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from pytest import approx

from lib import cross_entropy, entropy, kl_divergence
from lib.codes import blocks, code_shares, decode, expected_length, huffman_code, huffman_lengths, kraft_sum

SIZES = [2, 3, 7, 20, 100]


def random_sources(count, size, zeros=False):
    """Return random distributions; with `zeros`, half of them have some."""
    rng = np.random.default_rng([count, size, zeros])
    for number in range(count):
        p = rng.dirichlet(np.full(size, 0.7))
        if zeros and number % 2:
            p[rng.random(size) < 0.4] = 0
            p[0] += 1 - p.sum()
        yield p


# --- lengths


@pytest.mark.parametrize(
    "lengths",
    [
        (1, 2, 2, 3),
        np.array([1, 2], dtype=np.uint8),
        [8] * 256,
        [1074],
        [*range(1, 61), 60],
        [1] + [54] * 1024,
        [54] * 1024 + [1],
    ],
    ids=len,
)
def test_kraft_sum_is_the_exact_sum_rounded_once(lengths):
    assert type(kraft_sum(lengths)) is float
    assert kraft_sum(lengths) == float(sum(Fraction(1, 2 ** int(length)) for length in lengths))


def test_code_shares_halves_with_every_bit():
    assert code_shares(range(1, 1075)).tolist() == [2.0**-length for length in range(1, 1075)]


@pytest.mark.parametrize("lengths", [[1, 2, 3, 3], [3, 3, 2, 1], [2, 3, 4, 4], [4, 5, 3, 5], [3, 3, 3, 3]])
def test_the_bill_of_a_code_is_entropy_and_divergence_and_waste(lengths):
    """A complete code wastes nothing: its bill is the cross-entropy of the distribution of its shares."""
    used = kraft_sum(lengths)
    for p in random_sources(20, 4):
        believed = code_shares(lengths) / used
        bill, waste = expected_length(p, lengths), -math.log2(used)
        assert type(bill) is float and bill == approx(cross_entropy(p, believed) + waste, rel=1e-13)
        assert bill == approx(entropy(p) + kl_divergence(p, believed) + waste, rel=1e-13)


# --- Huffman


@pytest.mark.parametrize(
    "p, codewords",
    [
        ([0.5, 0.25, 0.125, 0.125], ["0", "10", "110", "111"]),
        ([0.4, 0.3, 0.2, 0.1], ["0", "10", "111", "110"]),
        ([0.81, 0.09, 0.09, 0.01], ["1", "011", "00", "010"]),
        ([1, 0], ["1", "0"]),
    ],
)
def test_huffman_code(p, codewords):
    assert huffman_code(p) == codewords
    assert huffman_lengths(p).dtype.kind == "i" and huffman_lengths(p).tolist() == [*map(len, codewords)]


@pytest.mark.parametrize("size", SIZES)
def test_huffman_codes_are_complete_near_the_entropy_and_read_back(size):
    rng = np.random.default_rng(size)
    for p in random_sources(20, size, zeros=True):
        code, lengths = huffman_code(p), huffman_lengths(p)
        assert lengths.min() >= 1 and kraft_sum(lengths) == 1
        assert entropy(p) - 1e-12 <= expected_length(p, lengths) < entropy(p) + 1 or 1 in p
        message = rng.integers(size, size=50).tolist()
        assert decode("".join(code[symbol] for symbol in message), code) == message


def shortest(p):
    """Return the least expected length of all codeword lengths that satisfy Kraft's inequality."""
    candidates = itertools.product(range(1, max(2, len(p))), repeat=len(p))
    return min(np.dot(p, c) for c in candidates if sum(2.0**-length for length in c) <= 1)


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_no_code_is_shorter_than_huffmans(size):
    for p in random_sources(20, size, zeros=True):
        assert expected_length(p, huffman_lengths(p)) == approx(shortest(p), abs=1e-12)


def test_an_empty_text_has_no_symbols():
    assert decode("", ["0", "1"]) == []


# --- blocks

PUBLISHED_RATES = [1, 0.645, 0.532667, 0.492550, 0.480194, 0.470157, 0.474342, 0.475799]


@pytest.mark.parametrize("n, bits", [*enumerate(PUBLISHED_RATES, 1)])
def test_longer_blocks_bring_the_published_rates(n, bits):
    block = blocks([0.9, 0.1], n)
    rate = expected_length(block, huffman_lengths(block)) / n
    assert rate == approx(bits, abs=6e-7)
    assert entropy([0.9, 0.1]) <= rate < entropy([0.9, 0.1]) + 1 / n


@pytest.mark.parametrize("p", [[0.9, 0.1], [0.5, 0.25, 0.25], [1, 0]])
def test_blocks_are_products_whose_entropy_adds_up(p):
    p = np.array(p)
    for n in range(1, 6):
        found = blocks(p, n)
        assert found == approx(np.array([*map(math.prod, itertools.product(p, repeat=n))]), rel=1e-15)
        assert entropy(found) == approx(n * entropy(p), rel=1e-13)
        assert not np.shares_memory(found, p)


def test_the_longest_blocks_that_are_allowed():
    assert blocks([0.9, 0.1], 20).size == 2**20
    assert blocks([1], 1000).tolist() == [1]


# --- refused

WHOLE = "a codeword has a whole number of bits"
ONE_BIT = "a codeword has at least 1 bit"
LIST = "expected a list with one length per symbol"
HALF_SAID = "sums to 0.9, not to 1: check the numbers, or use normalize(p)"
NO_LENGTHS = [
    ([1, 1.5], f"lengths holds float64 values: {WHOLE}"),
    (["1", "1"], f"lengths holds <U1 values: {WHOLE}"),
    ([1, None], f"lengths holds object values: {WHOLE}"),
    ([1, -2], f"lengths holds -2: {ONE_BIT}"),
    ([1, 0], f"lengths holds 0: {ONE_BIT}"),
    ([], f"lengths has shape (0,): {LIST}"),
    (None, f"lengths has shape (): {LIST}"),
    ([[1, 1]], f"lengths has shape (1, 2): {LIST}"),
    ([[1], [1, 2]], f"lengths is ragged: {LIST}"),
]
BLOCK = "a block holds a whole number of symbols, at least 1"
REFUSED = [
    *((kraft_sum, [lengths], told) for lengths, told in NO_LENGTHS),
    *((code_shares, [lengths], told) for lengths, told in NO_LENGTHS),
    *((expected_length, [[0.5, 0.5], lengths], told) for lengths, told in NO_LENGTHS),
    (expected_length, [[0.5, 0.5], [1, 2, 2]], "p and lengths differ in shape: (2,) and (3,)"),
    (expected_length, [[[0.5, 0.5]], [1, 1]], "p and lengths differ in shape: (1, 2) and (2,)"),
    (expected_length, [[0.5, 0.4], [1, 1]], f"p {HALF_SAID}"),
    (huffman_code, [[0.5, 0.4]], f"p {HALF_SAID}"),
    (huffman_code, [[1.0]], "p has shape (1,): a code needs one list of at least two symbols"),
    (huffman_lengths, [[[0.5, 0.5]]], "p has shape (1, 2): a code needs one list of at least two symbols"),
    (decode, ["01", ["0", "01"]], "the codeword '0' begins '01': nobody can tell where it ends"),
    (decode, ["0", ["0", "0"]], "the codeword '0' begins '0': nobody can tell where it ends"),
    (decode, ["011", ["0110", "10", "11", "0"]], "the codeword '0' begins '0110': nobody can tell where it ends"),
    (decode, ["01", ["0", "10", "11"]], "the text ends in '1', which is no codeword"),
    (decode, ["0210", ["0", "10", "11"]], "the text ends in '210', which is no codeword"),
    (blocks, [[0.5, 0.4], 2], f"p {HALF_SAID}"),
    (blocks, [[[0.5, 0.5]], 2], "p has shape (1, 2): expected one distribution"),
    (blocks, [[0.5, 0.5], 0], f"n is 0: {BLOCK}"),
    (blocks, [[0.5, 0.5], 1.5], f"n is 1.5: {BLOCK}"),
    (blocks, [[0.5, 0.5], "2"], f"n is '2': {BLOCK}"),
    *(
        (
            blocks,
            [p, n],
            f"{n} symbols of {len(p)} kinds make {count} blocks, each with a probability of its own: "
            f"take shorter blocks, of at most {most} symbols",
        )
        for p, n, count, most in [
            ([0.9, 0.1], 45, "35,184,372,088,832", 20),
            ([0.9, 0.1], 21, "2,097,152", 20),
            ([0.1] * 10, 7, "10,000,000", 6),
            ([0.9, 0.1], 10**6, "about 10^301030", 20),
        ]
    ),
]


@pytest.mark.parametrize("function, given, told", REFUSED)
def test_wrong_codes_are_refused(function, given, told):
    with pytest.raises(ValueError) as caught:
        function(*given)
    assert str(caught.value) == told
