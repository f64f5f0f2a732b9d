"""The judge of a function of p and q that a learner has written: of its numbers, its zeros and its errors."""

import math
import textwrap
import traceback
import types
import warnings

import numpy as np

from course.assessment.judging_values import KNOWN, UNKNOWN, Fault, looks_like, written
from course.assessment.reading import Unreadable, number
from course.translation import _

PLAIN = [((0.5, 0.5), (0.5, 0.5)), ((0.5, 0.5), (0.9, 0.1)), ((0.7, 0.2, 0.1), (0.6, 0.1, 0.3))]
REASONS = {
    "single": _("a list may have a single entry"),
    "p = 0": _("a term with p = 0 counts as 0"),
    "p = 0 early": _("a term with p = 0 counts as 0, and the terms after it still count"),
    "p = q = 0": _("a term with p = 0 counts as 0, also where q = 0"),
    "p = q = 0 early": _("a term with p = 0 counts as 0, also where q = 0, and the terms after it still count"),
    "q = 0": _("q = 0 where p is not 0 costs infinitely much"),
}


def edges():
    """Yield p, q and a key of REASONS: zeros in every place of lists of every length from 1 to 5."""
    yield (1,), (1,), "single"
    for full in [(0.75, 0.25), (0.5, 0.3, 0.2), (0.4, 0.3, 0.2, 0.1), (0.3, 0.25, 0.2, 0.15, 0.1)]:
        for place in reversed(range(len(full))):  # a zero at the end is the simplest case
            hole, other = _without(full, place, place - 1), _without(full, place, (place + 1) % len(full))
            early = " early" * (place < len(full) - 1)
            yield hole, full, "p = 0" + early
            yield hole, other, "p = q = 0" + early
            yield full, hole, "q = 0"


def _without(p, place, heir):
    """Return the distribution in which one entry is 0 and another one has its share."""
    p = list(p)
    p[heir], p[place] = round(p[heir] + p[place], 2), 0
    return tuple(p)


def function_fault(answer, function):
    """Return the Fault of a function, None if it is right, or dots where it is not written or not corrected yet."""
    try:
        results = [_result(function, p, q) for p, q in PLAIN]
        if any(x is ... for x in results):
            return ...
        given = [number(x, _returns(*pair)) for x, pair in zip(results, PLAIN)]
    except Unreadable as what:
        return Fault(KNOWN, str(what))
    if answer.unchanged and _is(function, answer.unchanged):
        return ...
    if mistake := _looks_like(answer, given):
        return mistake
    for (p, q), x, right in zip(PLAIN, given, _values(answer.value)):
        if not _same(x, right):
            not_right = _("is not right: for p = {p} and q = {q} it gives {x:.6g}, not {right:.6g}")
            return Fault(UNKNOWN, not_right.format(p=[*p], q=[*q], x=x, right=right))
    return None if answer.unchanged else _edge_fault(answer, function)


def named_function_faults(answer):
    """Return every Fault of a function that has a name."""
    faults = [_looks_like(answer, _values(wrong)) for wrong, _text in answer.mistakes]
    reasons = {} if answer.unchanged else REASONS
    return faults + [Fault(KNOWN, "", f"{answer.name} {name}", reason) for name, reason in reasons.items()]


def _looks_like(answer, given):
    found = [(wrong, text) for wrong, text in answer.mistakes if all(map(_same, given, _values(wrong)))]
    if not found:
        return None
    text, called = looks_like(text for _wrong, text in found)
    return Fault(KNOWN, text, f"{answer.name} {written(_values(found[0][0]))}", called)


def _values(function):
    return [function(p, q) for p, q in PLAIN]


def _is(function, body):
    """Return whether a function has this body, in any layout: a changed one may still give the same numbers."""
    names = {}
    exec(f"def original(p, q):\n    {body}", names)
    return _instructions(getattr(function, "__code__", None)) == _instructions(names["original"].__code__)


def _instructions(code):
    if not isinstance(code, types.CodeType):
        return code
    return code.co_code, code.co_names, code.co_varnames, [*map(_instructions, code.co_consts)]


def _edge_fault(answer, function):
    for p, q, name in edges():
        reason, right = REASONS[name], answer.value(p, q)
        try:
            x = number(_result(function, p, q), _returns(p, q))
        except Unreadable as what:
            said = _("{what}. Remember that {reason}").format(what=what, reason=reason)
            return Fault(KNOWN, said, f"{answer.name} {name}")
        if not _same(x, right):
            gives = _("gives {x:.6g} for p = {p} and q = {q}, not {right:.6g}: {reason}")
            said = gives.format(x=x, p=[*p], q=[*q], right=right, reason=reason)
            return Fault(KNOWN, said, f"{answer.name} {name}")
    return None


def _same(x, value):
    return math.isclose(x, value, rel_tol=1e-6, abs_tol=1e-9)


def _returns(p, q):
    said = _("returns, for p = {p} and q = {q}, {what}")
    return said.replace("{p}", str([*p])).replace("{q}", str([*q]))


def _result(function, p, q):
    """Return the result of a learner's function, or raise Unreadable with the error and the line in which it stops."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return function(list(map(float, p)), list(map(float, q)))
            except (TypeError, AttributeError):  # it may be written for arrays, which do arithmetic
                return function(np.array(p, dtype=float), np.array(q, dtype=float))
    except BaseException as error:  # an endless loop ends with KeyboardInterrupt
        what = _as_code(f"{type(error).__name__}: {error}".rstrip(": "))
        stops = _("stops, for p = {p} and q = {q}, with {what}").format(p=[*p], q=[*q], what=what)
        raise Unreadable(stops + _line(function, error)) from None


def _line(function, error):
    """Return the learner's own line in which the error arose, not one of a library."""
    own = getattr(function, "__globals__", None)
    frames = [frame for frame in traceback.walk_tb(error.__traceback__) if frame[0].f_globals is own]
    if not frames:
        return ""
    summary = traceback.StackSummary.extract(frames[-1:])[0]
    return _(" in line {number}, {code}").format(number=summary.lineno, code=_as_code(summary.line))


def _as_code(text):
    return "`" + textwrap.shorten(text.replace("`", "'"), 100, placeholder=" …") + "`"
