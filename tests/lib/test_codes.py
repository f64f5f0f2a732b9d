"""Codeword lengths: Kraft's sum, Huffman's optimum, and the bits that a code costs on average."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

from lib import cross_entropy, entropy, kl_divergence
from lib.codes import blocks, code_shares, decode, expected_length, huffman_code, huffman_lengths, kraft_sum


def random_sources(count, size, zeros=False):
    rng = np.random.default_rng([count, size, zeros])
    for _ in range(count):
        p = rng.dirichlet(np.full(size, 0.7))
        if zeros:
            p[rng.random(size) < 0.4] = 0
            p[0] += 1 - p.sum()
        yield p


# --- Kraft's sum


@pytest.mark.parametrize(
    "lengths, expected",
    [
        ([1, 1], 1),
        ([1, 2, 3, 3], 1),
        ([1, 2, 2, 3], 9 / 8),
        ([2, 2, 2], 3 / 4),
        ([5], 1 / 32),
        ([1, 1, 1], 3 / 2),
        ((1, 2), 3 / 4),
        (np.array([1, 2]), 3 / 4),
        (np.array([1, 2], dtype=np.uint8), 3 / 4),
        ([8] * 256, 1),
        ([1074], 5e-324),
    ],
)
def test_kraft_sum(lengths, expected):
    assert type(kraft_sum(lengths)) is float
    assert kraft_sum(lengths) == expected


@pytest.mark.parametrize(
    "lengths",
    [[*range(1, 61), 60], [1] + [54] * 1024, [54] * 1024 + [1], [1, 2] + [55] * 12, [*range(1, 50)] * 3],
    ids=len,
)
def test_kraft_sum_is_the_exact_sum_rounded_once(lengths):
    assert kraft_sum(lengths) == float(sum(Fraction(1, 2**length) for length in lengths))


def test_code_shares_halves_with_every_bit():
    assert code_shares([1, 2, 3, 3]).tolist() == [0.5, 0.25, 0.125, 0.125]
    assert code_shares([2, 2, 2]).sum() == 0.75  # an incomplete code leaves room
    assert code_shares(range(1, 1075)).tolist() == [2.0**-length for length in range(1, 1075)]


@pytest.mark.parametrize(
    "function",
    [kraft_sum, code_shares, lambda lengths: expected_length([0.5, 0.5], lengths)],
    ids=["kraft_sum", "code_shares", "expected_length"],
)
@pytest.mark.parametrize(
    "lengths, told",
    [
        ([1, 1.5], "whole number"),
        ([1, math.nan], "whole number"),
        ([1, math.inf], "whole number"),
        (["1", "1"], "whole number"),
        ([1, None], "whole number"),
        ([1, 1j], "whole number"),
        ([1, -2], "-2"),
        ([1, 0], "0"),
        ([], "expected"),
        (None, "expected"),
        ([[1, 1]], r"\(1, 2\).*expected"),
        ([[1], [1, 2]], "lengths"),
    ],
    ids=[
        "1.5",
        "nan",
        "inf",
        "text",
        "None in a list",
        "complex",
        "negative",
        "zero",
        "empty",
        "None",
        "two axes",
        "ragged",
    ],
)
def test_lengths_that_no_codeword_has_are_refused(function, lengths, told):
    with pytest.raises(ValueError, match=told):
        function(lengths)


# --- expected length


@pytest.mark.parametrize(
    "p, lengths, bits",
    [
        ([0.5, 0.25, 0.125, 0.125], [1, 2, 3, 3], 1.75),
        ([0.5, 0.5], [1, 3], 2),
        ([1, 0], [1, 9], 1),
        ([0.125, 0.5, 0.25, 0.125], [1, 2, 3, 3], 2.25),
        ((0.25, 0.75), (2, 2), 2),
    ],
)
def test_expected_length(p, lengths, bits):
    assert type(expected_length(p, lengths)) is float
    assert expected_length(p, lengths) == bits


@pytest.mark.parametrize("lengths", [[1, 2, 3, 3], [2, 2, 2, 2], [3, 3, 2, 1]])
def test_the_expected_length_of_a_complete_code_is_the_cross_entropy_of_what_it_believes(lengths):
    for p in random_sources(20, 4):
        assert expected_length(p, lengths) == pytest.approx(cross_entropy(p, code_shares(lengths)), rel=1e-14)


@pytest.mark.parametrize("lengths", [[2, 3, 4, 4], [4, 5, 3, 5], [3, 3, 3, 3], [1, 2, 3, 5]])
def test_the_bill_of_an_incomplete_code_is_entropy_and_divergence_and_waste(lengths):
    used = kraft_sum(lengths)
    for p in random_sources(20, 4):
        parts = entropy(p) + kl_divergence(p, code_shares(lengths) / used) - math.log2(used)
        assert expected_length(p, lengths) == pytest.approx(parts, rel=1e-13)


@pytest.mark.parametrize(
    "p, lengths, told",
    [
        ([0.5, 0.5], [1, 2, 2], r"\(2,\).*\(3,\)"),
        ([0.5, 0.4], [1, 1], r"p sums to 0\.9.*normalize\(p\)"),
        ([1.5, -0.5], [1, 1], r"p\[0\] is 1\.5"),
        ([[0.5, 0.5]], [1, 1], r"\(1, 2\).*\(2,\)"),
        ([], [1], "p is empty"),
    ],
)
def test_expected_length_refuses_what_does_not_fit(p, lengths, told):
    with pytest.raises(ValueError, match=told):
        expected_length(p, lengths)


# --- Huffman


@pytest.mark.parametrize(
    "p, lengths",
    [
        ([0.5, 0.25, 0.125, 0.125], [1, 2, 3, 3]),
        ([0.125, 0.5, 0.125, 0.25], [3, 1, 3, 2]),
        ([0.9, 0.1], [1, 1]),
        ([1, 0], [1, 1]),
        ([0.25] * 4, [2] * 4),
        ([1 / 256] * 256, [8] * 256),
        ([0.5, 0.3, 0.2], [1, 2, 2]),
        ([1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 64, 1 / 64, 1 / 64, 1 / 64], [1, 2, 3, 4, 6, 6, 6, 6]),
    ],
)
def test_huffman_lengths(p, lengths):
    found = huffman_lengths(p)
    assert found.dtype.kind == "i"
    assert found.tolist() == lengths


def shortest(p):
    """The least expected length among all codeword lengths that meet Kraft's inequality."""
    candidates = itertools.product(range(1, max(2, len(p))), repeat=len(p))
    return min(np.dot(p, c) for c in candidates if sum(2.0**-length for length in c) <= 1)


@pytest.mark.parametrize("zeros", [False, True], ids=["all possible", "some impossible"])
@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_no_code_is_shorter_than_huffmans(size, zeros):
    for p in random_sources(15, size, zeros):
        assert expected_length(p, huffman_lengths(p)) == pytest.approx(shortest(p), abs=1e-12)


@pytest.mark.parametrize("size", [2, 3, 7, 20, 100])
@pytest.mark.parametrize("zeros", [False, True], ids=["all possible", "some impossible"])
def test_huffman_codes_are_complete_and_give_every_symbol_a_codeword(size, zeros):
    for p in random_sources(10, size, zeros):
        assert huffman_lengths(p).min() >= 1
        assert kraft_sum(huffman_lengths(p)) == 1


@pytest.mark.parametrize("size", [2, 3, 7, 20, 100])
def test_huffman_costs_less_than_one_bit_over_the_entropy(size):
    for p in random_sources(20, size):
        assert entropy(p) <= expected_length(p, huffman_lengths(p)) + 1e-12
        assert expected_length(p, huffman_lengths(p)) < entropy(p) + 1


@pytest.mark.parametrize(
    "p, told",
    [
        ([0.5, 0.4], r"p sums to 0\.9.*normalize\(p\)"),
        ([], "p is empty"),
        ([1.0], r"\(1,\).*at least two"),
        ([[0.5, 0.5]], r"\(1, 2\)"),
        ([0.5, -0.5, 1], r"p\[1\] is -0\.5"),
        (None, "expected"),
    ],
)
def test_huffman_refuses_what_has_no_code(p, told):
    with pytest.raises(ValueError, match=told):
        huffman_lengths(p)


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


@pytest.mark.parametrize("size", [2, 3, 7, 20])
def test_every_message_in_a_huffman_code_is_read_back(size):
    rng = np.random.default_rng(size)
    for p in random_sources(10, size, zeros=True):
        code, message = huffman_code(p), rng.integers(size, size=50).tolist()
        assert decode("".join(code[symbol] for symbol in message), code) == message


def test_nothing_is_read_from_nothing():
    assert decode("", ["0", "1"]) == []


@pytest.mark.parametrize(
    "digits, codewords, told",
    [
        ("01", ["0", "01"], "'0' begins '01'"),
        ("0", ["0", "0"], "'0' begins '0'"),
        ("011", ["0", "10", "11", "0110"], "'0' begins '0110'"),
        ("01", ["0", "10", "11"], "ends in '1', which is no codeword"),
        ("0210", ["0", "10", "11"], "ends in '210'"),
    ],
)
def test_what_cannot_be_decoded_is_refused(digits, codewords, told):
    with pytest.raises(ValueError, match=told):
        decode(digits, codewords)


# --- blocks


@pytest.mark.parametrize(
    "n, bits",
    [
        (1, 1),
        (2, 0.645),
        (3, 0.532667),
        (4, 0.492550),
        (5, 0.480194),
        (6, 0.470157),
        (7, 0.474342),
        (8, 0.475799),
    ],
)
def test_longer_blocks_bring_the_published_rates(n, bits):
    block = blocks([0.9, 0.1], n)
    rate = expected_length(block, huffman_lengths(block)) / n
    assert rate == pytest.approx(bits, abs=6e-7)
    assert entropy([0.9, 0.1]) <= rate < entropy([0.9, 0.1]) + 1 / n


def test_blocks_are_products_with_the_last_symbol_changing_fastest():
    p = np.array([0.5, 0.25, 0.25])
    found = blocks(p, 3)
    assert found.shape == (27,)
    assert found.tolist() == [p[a] * p[b] * p[c] for a in range(3) for b in range(3) for c in range(3)]


@pytest.mark.parametrize("p", [[0.9, 0.1], [0.2, 0.3, 0.5], [1, 0]])
def test_the_entropy_of_independent_symbols_adds_up(p):
    for n in range(1, 6):
        assert entropy(blocks(p, n)) == pytest.approx(n * entropy(p), rel=1e-13)


def test_blocks_do_not_share_memory_with_the_argument():
    p = np.array([0.5, 0.5])
    blocks(p, 1)[:] = 7
    assert p.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    "p, n, told",
    [
        ([0.5, 0.4], 2, r"p sums to 0\.9"),
        ([[0.5, 0.5]], 2, r"\(1, 2\)"),
        ([0.5, 0.5], 0, "n is 0"),
        ([0.5, 0.5], -1, "n is -1"),
        ([0.5, 0.5], 1.5, r"n is 1\.5"),
        ([0.5, 0.5], "2", "n is '2'"),
        ([0.5, 0.5], None, "n is None"),
    ],
)
def test_blocks_refuses_what_has_no_blocks(p, n, told):
    with pytest.raises(ValueError, match=told):
        blocks(p, n)


@pytest.mark.parametrize(
    "p, n, told",
    [
        ([0.9, 0.1], 45, "45 symbols of 2 kinds make 35,184,372,088,832 blocks.*at most 20 symbols"),
        ([0.9, 0.1], 21, "2,097,152 blocks"),
        ([0.1] * 10, 7, "10,000,000 blocks.*at most 6 symbols"),
        ([0.9, 0.1], 10**6, r"about 10\^301030 blocks"),
    ],
)
def test_more_blocks_than_a_machine_can_hold_are_counted_and_refused(p, n, told):
    with pytest.raises(ValueError, match=told):
        blocks(p, n)


def test_the_longest_blocks_that_are_allowed():
    assert blocks([0.9, 0.1], 20).size == 2**20
    assert blocks([1], 1000).tolist() == [1]
