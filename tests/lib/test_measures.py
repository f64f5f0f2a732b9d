"""Published values of all measures, and others that were computed by hand."""

import math
from fractions import Fraction
from functools import partial

import numpy as np
import pytest
from pytest import approx

from lib import (
    conditional_entropy,
    cross_entropy,
    entropy,
    hellinger,
    jensen_shannon,
    kl_divergence,
    kl_terms,
    mutual_information,
    perplexity,
    surprisal,
    total_variation,
)

INF = math.inf
TINY = 5e-324  # the smallest positive float, 2**-1074
HALF = [0.5, 0.5]
NEARLY_1 = 1 - 2**-53
IN_NATS = {"base": math.e}

given_rows, given_columns = (partial(conditional_entropy, given=axis) for axis in (0, 1))
ALARM = [[0.75, 0], [0.125, 0.125]]  # rows: silent, ringing; columns: no burglar, burglar
COVER_THOMAS_2_2_1 = np.array([[4, 2, 1, 1], [2, 4, 1, 1], [2, 2, 2, 2], [8, 0, 0, 0]]) / 32  # rows y

# A measure, its arguments and its value. A distribution may be a text of its numbers. A value may be a text, which is
# rounded to its decimals, or a number, which is exact.
VALUES = [
    (surprisal, 0.01, "6.643856"),
    (surprisal, "0 1/2", [INF, 1]),
    (surprisal, NEARLY_1, approx(2**-53 / math.log(2), rel=1e-12, abs=0)),  # must not round to 0
    (entropy, [1 / 256] * 256, 8),
    (entropy, "1/2 1/4 1/4 0", 1.5),
    (entropy, "1/2 1/4 1/8 1/8", 1.75),  # Olah, Visual Information Theory; Cover & Thomas
    (entropy, "1/2 1/4 1/8 1/16 1/64 1/64 1/64 1/64", 2),  # Cover & Thomas, horse race
    (entropy, "0.9 0.1", "0.468995593589"),  # SciPy's documentation of scipy.stats.entropy
    (entropy, "1 5e-324", 1074 * TINY),  # p log p underflows
    (perplexity, "0 1 0", 1),
    (perplexity, [1 / 256] * 256, 256),
    (perplexity, "1/2 1/4 1/8 1/8 0", "3.363585661"),
    (perplexity, "0.9 0.1", "1.384145488"),  # e^0.325082973
    (cross_entropy, "1/8 1/2 1/4 1/8", "1/2 1/4 1/8 1/8", 2.25),  # Olah
    (cross_entropy, "1/2 1/4 1/8 1/8", "1/8 1/2 1/4 1/8", 2.375),  # Olah
    (cross_entropy, "1/2 1/2 0", "1/4 3/4 0", "1.207518749639"),
    (cross_entropy, "1/2 0 1/2", "1/4 1/2 1/4", 2),
    (cross_entropy, "1/2 1/2", "1 0", INF),
    (cross_entropy, "1/2 1/2", "5e-324 1", 537),
    (cross_entropy, "1 5e-324", "0.9 0.1", "0.152003093445"),
    (cross_entropy, "1 0", [NEARLY_1, 2**-53], approx(2**-53 / math.log(2), rel=1e-12, abs=0)),
    (kl_divergence, "1/2 1/2", "1/4 3/4", "0.207518749639"),  # Cover & Thomas, example 2.3.1
    (kl_divergence, "1/4 3/4", "1/2 1/2", "0.188721875541"),  # the same
    (kl_divergence, "0.36 0.48 0.16", "1/3 1/3 1/3", IN_NATS, "0.085299601318"),  # Wikipedia, basic example
    (kl_divergence, "1/3 1/3 1/3", "0.36 0.48 0.16", IN_NATS, "0.097455006785"),  # the same
    (kl_divergence, "1/2 1/2", "0.9 0.1", "0.736965594166"),  # SciPy's documentation
    (kl_divergence, "1 0", "1/2 1/2", IN_NATS, "0.693147180560"),  # ln 2
    (kl_divergence, "1/2 0 1/2", "1/4 1/2 1/4", 1),
    (kl_divergence, "1/2 1/2 0", "1/4 3/4 0", "0.207518749639"),
    (kl_divergence, "1/2 1/2", "1 0", INF),
    (kl_divergence, "1 5e-324", "1 0", INF),
    (kl_divergence, "1/2 1/2", "5e-324 1", 536),  # p / q overflows, log p - log q does not
    (kl_divergence, "1 0", "5e-324 1", IN_NATS, approx(1074 * math.log(2), rel=1e-15)),
    (kl_divergence, "1 5e-324", "0.9 0.1", "0.152003093445"),
    (kl_divergence, HALF, [0.5 + 1e-8, 0.5 - 1e-8], approx(2.8853901e-16, rel=1e-7, abs=0)),  # 2 e^2 / ln 2
    (kl_divergence, [[1, 0], [1, 0]], [[1, TINY], [1, 0]], [TINY, 0]),  # 0 only if every entry is equal
    (kl_terms, "1/2 1/2", "1/4 3/4", approx([0.5, 0.5 * math.log2(2 / 3)], abs=1e-15)),
    (kl_terms, "1/2 0 1/2 0", "1/4 1/2 1/4 0", [0.5, 0, 0.5, 0]),
    (kl_terms, "1/2 1/2", "1 0", [-0.5, INF]),
    (kl_terms, "1/2 1/2", "5e-324 1", [536.5, -0.5]),
    (jensen_shannon, "1 0", "1/2 1/2", "0.311278124459"),  # H(3/4, 1/4) - 1/2
    (total_variation, "1 0", "1/2 1/2", 0.5),
    (total_variation, "0.7 0.2 0.1", "0.5 0.2 0.3", "0.2000000000"),
    (hellinger, "1 0", "1/2 1/2", "0.541196100146"),  # sqrt(1 - sqrt(1/2))
    (hellinger, "0.36 0.64", "0.64 0.36", "0.2000000000"),  # roots .6 and .8
    (given_rows, ALARM, 0.25),
    (given_columns, ALARM, "0.517714"),
    (mutual_information, ALARM, "0.293564"),
    (given_rows, COVER_THOMAS_2_2_1, 11 / 8),  # their H(X|Y)
    (given_columns, COVER_THOMAS_2_2_1, 13 / 8),
    (mutual_information, COVER_THOMAS_2_2_1, "0.37500000000000"),
    (given_rows, [[0.5, 0.25, 0.25]], 1.5),
    (given_columns, [[0.5, 0.25, 0.25]], 0),
    (given_columns, [[0.5], [0.25], [0.25]], 1.5),
    (mutual_information, [[0.5, 0.25, 0.25]], 0),
    (mutual_information, [[0.5], [0.25], [0.25]], 0),
]


@pytest.mark.parametrize("row", VALUES)
def test_value(row):
    measure, *given, value = row
    options = given.pop() if given[-1] is IN_NATS else {}
    found = measure(*([float(Fraction(x)) for x in p.split()] if isinstance(p, str) else p for p in given), **options)
    if isinstance(value, str):
        decimals = len(value.partition(".")[2])
        assert f"{found:.{decimals}f}" == value
    else:
        assert np.all(found == value)


def test_each_halving_of_a_probability_costs_exactly_one_more_bit():
    assert surprisal([2.0**-n for n in range(1075)]).tolist() == [*range(1075)]


@pytest.mark.parametrize("base", [2, math.e, 10])
def test_certainty_is_plus_zero(base):
    """Learners must not see -0.0."""
    one, certain = [0, 1, 0], np.eye(3)
    single = surprisal(1, base=base), entropy(one, base=base), cross_entropy(one, one, base=base)
    several = surprisal([1], base=base), entropy(certain, base=base), cross_entropy(certain, certain, base=base)
    for found in (*single, *several, kl_divergence(one, one, base=base), kl_terms(one, one, base=base)):
        assert not np.any(found) and not np.signbit(found).any()


# --- where p and q are nearly equal; test_oracles.py has more of these


def test_a_divergence_is_0_only_where_every_entry_is_equal():
    last = [0.5, math.nextafter(0.5, 0)]
    assert kl_divergence(HALF, last) > 0 and kl_divergence(last, HALF) > 0
    assert kl_divergence([1, TINY], [1, 2 * TINY]) > 0


def test_sums_that_miss_1_by_rounding_are_no_divergence():
    """The sums differ by 4e-6, which must drop out: the divergence is about the square of that."""
    assert 0 < kl_divergence([0.5, 0.5 - 2e-6], [0.5, 0.5 + 2e-6]) < 1e-10
    assert kl_divergence([0.2] * 4 + [0.2 - 4e-6], [0.2] * 4 + [0.2 + 4e-6]) >= 0
