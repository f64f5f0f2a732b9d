"""The measures reproduce published values (golden.csv, whose last column names each source)."""

import csv
import math
from fractions import Fraction
from pathlib import Path

import pytest

from lib import cross_entropy, entropy, kl_divergence

MEASURES = {
    "H": lambda p, q, base: entropy(p, base=base),
    "CE": lambda p, q, base: cross_entropy(p, q, base=base),
    "D": lambda p, q, base: kl_divergence(p, q, base=base),
}

with open(Path(__file__).with_name("golden.csv"), encoding="utf-8", newline="") as table:
    ROWS = list(csv.DictReader(table))


def distribution(text):
    return [float(Fraction(number)) for number in text.split()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['quantity']}({row['p']}, {row['q']})")
def test_published_value(row):
    base = math.e if row["base"] == "e" else float(row["base"])
    found = MEASURES[row["quantity"]](distribution(row["p"]), distribution(row["q"]), base)
    # The table prints twelve decimals.
    assert found == pytest.approx(float(row["value"]), rel=0, abs=6e-13)
