"""A formula has the same value as in Python's own arithmetic; a formula that the site's script lacks is refused."""

import math

import numpy as np
import pytest

from course.lessons.formula import Facts, close, said, tree, work_out

LISTS = {"p": np.array([0.7, 0.3]), "q": np.array([0.6, 0.4]), "texts": ["0", "10", "01"]}


@pytest.mark.parametrize(
    "formula, value",
    [
        ("2 ** -3 + 1 / 4 - 2 * 5", 1 / 8 + 1 / 4 - 10),
        ("sum(p * q)", 0.54),
        ("p[1] < q[1]", True),
        ("p[1] > q[1]", False),
        ("any(p != q)", True),
        ("not any(p != p)", True),
        ("any(sorted(p) != p)", True),
        ("abs(floor(-0.5))", 1),
        ("exp(log2(8))", math.exp(3)),
        ("D([1 / 2, 1 / 2], [1 / 4, 3 / 4])", 0.5 * math.log2(4 / 3)),
        ("D(p, q)", 0.7 * math.log2(7 / 6) + 0.3 * math.log2(3 / 4)),
        ("sum(lengths(texts))", 5),
        ("are_binary(texts)", True),
        ("begins_another(texts)", "0"),
        ("close(p[0] + 1e-4, 0.7, 5e-4)", True),
        (1.9, 1.9),
    ],
)
def test_values(formula, value):
    assert work_out(formula, LISTS) == pytest.approx(value)


@pytest.fixture(autouse=True)
def nothing_read_before():
    tree.cache_clear()


def test_a_formula_may_divide_by_zero():
    assert work_out("400 / x", {"x": 0.0}) == math.inf and work_out("2 ** x", {"x": 1e9}) == math.inf


@pytest.mark.parametrize("formula", ["[x for x in p]", "[p, q]", "p and q", "min(p)", "p.sum()", "a < b < c"])
def test_functions_that_the_script_lacks_are_refused(formula):
    with pytest.raises(ValueError, match="a formula cannot hold"):
        work_out(formula, LISTS)


def test_the_first_case_counts_and_an_empty_text_ends_the_search():
    cases = [("x < 1", "small"), ("x < 2", ""), ("True", "{twice:.3g}")]
    assert [said(cases, Facts({"x": x}, {"twice": "2 * x"})) for x in (0, 1, 2.22222)] == ["small", "", "4.44"]


def test_texts_are_close_where_they_are_the_same():
    assert close("a", "a", 0.1) and not close("b", "a", 0.1) and not close(1.0, "a", 0.1)
    assert close(math.inf, math.inf, 0.1) and not close(1e308, math.inf, 0.1) and not close(math.inf, 1.0, 0.1)
