"""Formulas of the answers to an exercise, written as texts that both Python and the site's script can evaluate.

>>> float(work_out("-log2(q[0])", {"q": [0.125, 0.875]}))
3.0
>>> tree("2 ** -bits > 0.5")
['Gt', ['Pow', 2, ['USub', 'bits']], 0.5]
"""

import ast
import operator
from functools import cache

import numpy as np

from lib.measures import kl_divergence


def close(x, value, tolerance):
    """Return whether all of x is within a relative tolerance of the value; texts must be the same.

    >>> close([0.811, 0.5], [0.8113, 0.5], 5e-4), close("a", "b", 5e-4)
    (True, False)
    """
    if isinstance(value, str):
        return x == value
    return all(is_close(a, b, tolerance) for a, b in zip(np.ravel(x).tolist(), np.ravel(value).tolist()))


def is_close(x, value, tolerance):
    """Return whether a number is within a relative tolerance of the value; infinity is close to itself alone."""
    return x == value or abs(x - value) <= tolerance * abs(value) < np.inf


def begins_another(texts):
    """Return the first of the texts that begins another one, or "" where none does.

    >>> begins_another(["0", "10", "01"])
    '0'
    """
    pairs = ((one, other) for i, one in enumerate(texts) for j, other in enumerate(texts) if i != j)
    return next((one for one, other in pairs if other.startswith(one)), "")


# publish/judges.js has the same functions
FUNCTIONS = {
    "Add": np.add,
    "Sub": np.subtract,
    "Mult": np.multiply,
    "Div": np.divide,
    "Pow": np.float_power,
    "USub": np.negative,
    "Lt": np.less,
    "Gt": np.greater,
    "NotEq": np.not_equal,
    "Not": operator.not_,
    "item": operator.getitem,
    "log2": np.log2,
    "exp": np.exp,
    "abs": np.abs,
    "floor": np.floor,
    "sum": np.sum,
    "any": np.any,
    "sorted": np.sort,
    "lengths": lambda texts: np.array([len(text) for text in texts]),
    "are_binary": lambda texts: all(text and set(text) <= {"0", "1"} for text in texts),
    "begins_another": begins_another,
    "close": close,
    "D": kl_divergence,
}


def work_out(formula, values):
    """Return the value of a formula, where `values` has its names; an argument that is no text is already a value."""
    with np.errstate(all="ignore"):
        return _value(tree(formula), values) if isinstance(formula, str) else formula


class Facts(dict):
    """The values of an exercise's answers and facts by their names; a fact is computed when it is read."""

    def __init__(self, values, formulas):
        super().__init__(values, inf=np.inf)
        self.formulas = formulas

    def __missing__(self, name):
        self[name] = work_out(self.formulas[name], self)
        return self[name]


def said(cases, facts):
    """Return the text of the first case whose condition holds, with its numbers; "" where none does.

    >>> said([("bits > 1", "{bits:.3g} bits are too many")], Facts({}, {"bits": "2 ** 0.5"}))
    '1.41 bits are too many'
    """
    texts = (text for condition, text in cases if work_out(condition, facts))
    return next(texts, "").format_map(facts)


@cache
def tree(formula):
    """Return a formula as nested lists [function, part, ...] of numbers and names, which JSON can hold."""
    return _tree(ast.parse(formula, mode="eval").body)


def _tree(node):
    match node:
        case ast.Constant(number):
            return number
        case ast.Name(name):
            return name
        case ast.List(parts) if not any(isinstance(part, ast.Name) for part in ast.walk(node)):
            return [float(_value(_tree(part), {})) for part in parts]
        case ast.BinOp(a, op, b) | ast.Compare(a, [op], [b]):
            name, parts = type(op).__name__, [a, b]
        case ast.UnaryOp(op, a):
            name, parts = type(op).__name__, [a]
        case ast.Subscript(a, place):
            name, parts = "item", [a, place]
        case ast.Call(ast.Name(name), parts):
            pass
        case _:
            name, parts = ast.unparse(node), []
    if name not in FUNCTIONS:
        can = "numbers, names, lists of numbers, + - * / ** < > != not, and the functions in course/lessons/formula.py"
        raise ValueError(f"a formula cannot hold {name}: it has {can}")
    return [name, *map(_tree, parts)]


def _value(part, values):
    if isinstance(part, list) and not isinstance(part[0], str):
        return np.array(part)
    if isinstance(part, list):
        return FUNCTIONS[part[0]](*(_value(one, values) for one in part[1:]))
    return values[part] if isinstance(part, str) else part
