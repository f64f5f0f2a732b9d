"""Reading of answers: numbers, lists of numbers or texts, letters, words and functions."""

import contextlib
import math
import numbers
import re
import types
from collections.abc import Collection, Mapping, Set
from decimal import Decimal

import numpy as np

from course.assessment.typed import as_python, plain
from course.translation import _

COMMA = r"[+-]?\d+,\d+"
TEXT = _("text: give a number, such as 0.25")
NO_NUMBERS = {
    bytes: TEXT,
    (bool, np.bool_): _("True or False: give a number"),
    types.NoneType: _("None: nothing was computed, or nothing returned"),
    types.EllipsisType: _("dots: put your answer in their place"),
    (complex, np.complexfloating): _("a complex number: give a real one"),
    (list, tuple, np.ndarray): _("a list: give a single number"),
    (types.FunctionType, types.BuiltinFunctionType, types.MethodType): _("a function: call it, with its brackets"),
}


class Unreadable(Exception):
    """An error that says why an answer cannot be read."""


def has_dots(x):
    if isinstance(x, np.ndarray):
        return x.dtype == object and any(part is ... for part in x.flat)
    return x is ... or isinstance(x, (list, tuple)) and any(part is ... for part in x)


def read(answer, x):
    """Return the number, list, letter, word or function that was given; raise Unreadable if it is something else."""

    def demand(holds, otherwise, **facts):
        if not holds:
            raise Unreadable(otherwise.format(name=answer.name, size=answer.size, **facts))

    if callable(answer.value):
        demand(callable(x), _("`{name}` is no function: give its name, without brackets"))
        return x
    if isinstance(answer.value, str):
        one = len(answer.value) == 1
        word = re.sub(r"""["'`()[\]\s,;.-]""", "", plain(x)).lower() if isinstance(x, str) else ""
        no_letter = _('`{name}` needs one letter in quotation marks, such as `"a"`')
        no_word = _('`{name}` needs a word in quotation marks, such as `"ABBA"`')
        # a formula or two letters are not accepted for one letter
        demand(len(word) == 1 if one else word, no_letter if one else no_word)
        return word
    if answer.size is None:
        return number(x, _("`{name}` is {what}").replace("{name}", answer.name))
    of_texts = _("`{name}` is no list: give {size} texts in square brackets")
    of_numbers = _("`{name}` is no list: give {size} numbers in square brackets")
    x = as_list(x)
    is_list = isinstance(x, (list, np.ndarray)) and getattr(x, "ndim", 1)
    demand(is_list, of_texts if answer.texts else of_numbers)
    if len(x) == 2 * answer.size and not answer.texts and are_whole(x):
        raise Unreadable(_("`{name}` looks like {what}").format(name=answer.name, what=with_points(x)))
    demand(len(x) == answer.size, _("`{name}` has {length} entries and needs {size}"), length=len(x))
    if answer.texts:
        no_texts = _('`{name}` holds something else than texts: put each in quotation marks, "01"')
        demand(all(isinstance(part, str) for part in x), no_texts)
        return [plain(part).replace(" ", "") for part in x]
    contains = _("`{name}` contains {what}").replace("{name}", answer.name)
    return np.array([number(part, contains) for part in x])


def number(x, said):
    """Return x as a number; if it is none, raise Unreadable with a message such as "`answer` is {what}" from `said`."""
    x = _alone(x)
    if type(x) in (list, tuple) and len(x) == 2 and are_whole(x):
        what = _("a number with a decimal comma: write {number}").format(number=f"{x[0]}.{x[1]}")
    elif isinstance(x, str):
        what = _about_text(plain(x).strip())
    else:
        what = next((text for kinds, text in NO_NUMBERS.items() if isinstance(x, kinds)), None)
    real = isinstance(x, (numbers.Real, Decimal)) and not isinstance(x, np.timedelta64)  # numpy calls a time an integer
    if what is None and not real:
        of_type = _("an object of type {name}: give a number")
        with contextlib.suppress(Exception):  # an object may raise anything here
            float(x)
            of_type = _("an object of type {name}: make it a number with float(...)")
        what = of_type.format(name=type(x).__name__)
    if what:
        raise Unreadable(said.replace("{what}", what))
    try:
        result = float(x)
    except OverflowError:
        result = math.inf
    if math.isnan(result):
        nan = _("nan, which is no number: it comes from 0·log 0 or from ∞ − ∞")
        raise Unreadable(said.replace("{what}", nan))
    return result


def _about_text(text):
    """Return words for a text in place of a number, with the code to write instead."""
    if text.endswith("%"):
        return _("text with a percent sign: write 50 % as 0.5, and no quotes")
    unit = r"(\s*(?:bits?|nats?|比特|[奈纳]特)(?:\s+per\s+\w+)?\.?)?"
    number, unit = re.fullmatch(rf"(.*?){unit}", text, re.DOTALL | re.IGNORECASE).groups()
    code = as_python(number.replace(",", ".") if re.fullmatch(COMMA, number) else number)
    if not code:
        return TEXT
    if unit:
        said = _("text with a unit: write {number}, and no quotes")
    else:
        comma = _("text with a decimal comma: write {number}, and no quotes")
        said = comma if re.fullmatch(COMMA, number) else _("text: write {number}, and no quotes")
    said += _(", after `import numpy as np`") * ("np." in code)
    return said.replace("{number}", code)


def as_list(x):
    """Return a collection, such as a column of any library or the values of a dictionary, as a list or an array.

    >>> as_list({"cat": 0.5, "dog": 0.5}.values())
    [0.5, 0.5]
    """
    if hasattr(x, "__array__") and not isinstance(x, (np.generic, type)):
        x = np.asarray(x)
        return x.reshape(-1) if x.ndim == 2 and 1 in x.shape else x
    others = (list, str, bytes, Mapping, Set)
    return list(x) if isinstance(x, Collection) and not isinstance(x, others) else x


def _alone(x):
    """Return the only element of a list, an array or a column of a table; otherwise x itself."""
    x = as_list(x)
    for _depth in range(3):  # nobody nests one number deeper, and a list can hold itself
        if isinstance(x, np.ndarray) and x.size == 1:
            x = x.reshape(-1)[0]
        elif type(x) in (list, tuple) and len(x) == 1:
            x = x[0]
    return x


def are_whole(given):
    return all(type(x) is int for x in given) and min(given) >= 0


def with_points(given):
    written = ", ".join(f"{whole}.{decimals}" for whole, decimals in zip(given[::2], given[1::2]))
    return _("numbers with decimal commas: write {numbers}").format(numbers=written)
