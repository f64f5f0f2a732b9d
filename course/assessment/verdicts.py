"""Check the answer to an exercise, and say which mistake a wrong one looks like.

`check` never raises, whatever it is given: a learner reads a sentence, not a traceback. What is right, what
the mistakes are and what to say of them stands in `course.lessons`. Every verdict, right or not yet, is kept in a file.
"""

import itertools
import math
import numbers
import re
import textwrap
import traceback
import types
import warnings
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from course.assessment.keeping import keep
from course.lessons import EXERCISES
from course.lessons.exercise import TOLERANCE, usual_mistakes
from course.translation import _, plural

DIGITS = 4  # significant ones that a number must have right
LOOSE = 5e-3  # relative: near enough to be that number, rounded
NOT_RIGHT = _("is not right")
BUT_ROUNDED = _("right, but give") + " "  # begins what is said of a right number with too few digits
NO_NUMBERS = {
    (str, bytes): _("text: leave out the quotation marks"),
    (bool, np.bool_): _("True or False: a number is asked"),
    types.NoneType: _("None: nothing was computed, or nothing returned"),
    types.EllipsisType: _("dots: put your answer in their place"),
    (complex, np.complexfloating): _("a complex number: a real one is asked"),
    (list, tuple, np.ndarray): _("a list: a single number is asked"),
    (
        types.FunctionType,
        types.BuiltinFunctionType,
        types.MethodType,
    ): _("a function: call it, with its brackets"),
}
PLAIN = [((0.5, 0.5), (0.5, 0.5)), ((0.5, 0.5), (0.9, 0.1)), ((0.7, 0.2, 0.1), (0.6, 0.1, 0.3))]
COUNT_FROM = _(", counted from the first digit that is not 0")
NOT_CUT = _(", and round the last one: it was cut off")

_wrong_tries = Counter()


def _edges():
    """(p, q, what to remember): zeros in every place of lists of every length from 1 to 5."""
    nothing = _("a term with p = 0 counts as 0"), _("a term with p = 0 counts as 0, and the terms after it still count")
    too = (
        _("a term with p = 0 counts as 0, also where q = 0"),
        _("a term with p = 0 counts as 0, also where q = 0, and the terms after it still count"),
    )
    infinite = _("q = 0 where p is not 0 costs infinitely much")
    yield (1,), (1,), _("a list may have a single entry")
    for full in [(0.75, 0.25), (0.5, 0.3, 0.2), (0.4, 0.3, 0.2, 0.1), (0.3, 0.25, 0.2, 0.15, 0.1)]:
        for place in reversed(range(len(full))):  # a zero at the end is the simplest case
            hole, other = _without(full, place, place - 1), _without(full, place, (place + 1) % len(full))
            more = place < len(full) - 1
            yield hole, full, nothing[more]
            yield hole, other, too[more]
            yield full, hole, infinite


def _without(p, place, heir):
    """The distribution in which one entry is 0 and another one has its share."""
    p = list(p)
    p[heir], p[place] = round(p[heir] + p[place], 2), 0
    return tuple(p)


EDGES = list(_edges())


@dataclass(frozen=True)
class Verdict:
    """What `check` says: a status ("right", "wrong", "unanswered" or "unreadable") and a sentence or two.

    mistakes: the names of the usual mistakes that were recognised, at most one for each answer.

    >>> Verdict("right", "Right: so it is.")
    Right: so it is.
    """

    status: str
    text: str
    mistakes: tuple[str, ...] = ()

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, **kwargs):
        return {"text/plain": self.text, "text/markdown": self.text}


class Recognised(str):
    """A fault that has a name, the same whoever makes it: the words that follow the answer's name, and that name."""

    def __new__(cls, words, name):
        fault = super().__new__(cls, words)
        fault.name = name
        return fault


class Unreadable(Exception):
    """Says what an answer is, or does, that makes it no number."""


def check(exercise=None, *answers):
    """Return a Verdict on the answers to an exercise such as "01.2", in the order in which it asks for them.

    >>> check("04.1", ...)
    Not answered yet: put your number in place of the dots.
    >>> check("04.1", 3.125)
    Not yet: `answer` looks like a percentage: leave out the factor 100.
    >>> check("04.1", 1 / 32)
    Right: each bit is a halving, and five halvings of certainty give 1/32.
    """
    try:
        with np.errstate(all="ignore"):
            verdict = _verdict(exercise, answers)
    except BaseException:  # an object may do anything when it is looked at, even leave Python
        return Verdict("unreadable", _("This answer cannot be read: to look at it ends in an error."))
    if verdict.status in ("right", "wrong"):
        keep(exercise, {"right": verdict.status == "right", "mistakes": verdict.mistakes})
    return verdict


def _verdict(number, given):
    exercise = EXERCISES.get(number) if type(number) is str else None
    if exercise is None:
        return Verdict("unreadable", _('No exercise has this number: write it like this, `check("01.2", ...)`.'))
    wanted = exercise.answers
    if len(given) == 2 * len(wanted) and _are_whole(given):
        return Verdict("unreadable", _("This looks like {what}.").format(what=_with_points(given)))
    if len(given) != len(wanted):
        call = ", ".join([f'"{number}"', *(answer.name for answer in wanted)])
        return Verdict("unreadable", _("This exercise is checked with `check({call})`.").format(call=call))
    faults = [... if _has_dots(x) else None for x in given]
    if not any(faults):
        try:
            given = [_read(answer, x) for answer, x in zip(wanted, given)]
        except Unreadable as what:
            return Verdict("unreadable", f"{what}.")
        faults = [_fault(answer, x) for answer, x in zip(wanted, given)]
    if ... in faults and not any(isinstance(fault, str) for fault in faults):
        return Verdict("unanswered", _("Not answered yet: {what}.").format(what=_to_do(wanted, given, faults)))
    if any(faults):
        problem, mistakes = _problem(number, exercise, given, faults)
    else:  # what a judge says is about this answer alone, and has no name
        problem, mistakes = exercise.judge and exercise.judge(*given), ()
    if problem:
        text = _("Not yet: {problem}").format(problem=problem) + "." * (problem[-1] not in ".?")
        return Verdict("wrong", text, mistakes)
    del _wrong_tries[number]
    praise = _("Right: {because}").format(because=exercise.because)
    aside = exercise.aside(*given) if exercise.aside else ""
    return Verdict("right", f"{praise} {aside}".rstrip())


def _to_do(wanted, given, faults):
    dots = [f"`{answer.name}`" for answer, fault in zip(wanted, faults) if fault is ...]
    if wanted[0].unchanged:
        mended = [answer for answer, fault in zip(wanted, faults) if fault is None]
        to_do = _("mend {names}, then run this cell again").format(names=", ".join(dots))
        return f"{_are_right(mended)}; {to_do}" if mended else to_do
    nouns = dict.fromkeys(_noun(answer, x) for answer, x, fault in zip(wanted, given, faults) if fault is ...)
    if _("your numbers") in nouns:
        nouns.pop(_("your number"), None)
    what = _(" and ").join(nouns)
    if len(dots) == len(wanted):
        return _("put {what} in place of the dots").format(what=what)
    return _("put {what} in place of the dots in {name}").format(what=what, name=dots[0])


def _noun(answer, x):
    """What belongs in place of the dots in x: "your number", "your codewords", "your list of numbers" ..."""
    if callable(answer.value):
        return _("your formula")
    if isinstance(answer.value, str):
        return _("your letter") if len(answer.value) == 1 else _("your word")
    if answer.size and x is ...:
        return _("your list of codewords") if answer.texts else _("your list of numbers")
    parts = x.flat if isinstance(x, np.ndarray) else x if answer.size else [x]
    count = sum(part is ... for part in parts)
    if answer.texts:
        return plural("your codeword", "your codewords", count)
    return plural("your number", "your numbers", count)


def _names(answers):
    """The names of some answers: "`bits`", "`bits` and `nats`", "`one`, `two` and `three`"."""
    *first, last = [f"`{answer.name}`" for answer in answers]
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def _are_many(answers):
    """Whether the verb after their names is "are"."""
    return len(answers) > 1 or bool(answers[0].size and answers[0].value is not None)


def _are_right(answers):
    return plural("{names} is right", "{names} are right", 1 + _are_many(answers)).format(names=_names(answers))


def _problem(number, exercise, given, faults):
    """What to say of answers with these faults, and the names of those that were recognised."""
    _wrong_tries[number] += 1
    if whole := _exchanged(exercise, given) or _together(exercise, given):
        return whole, (whole,)
    faulty = [
        (answer, fault)
        for place, (answer, fault) in enumerate(zip(exercise.answers, faults))
        if isinstance(fault, str) and not (any(faults[:place]) and _follows(answer, given[: place + 1]))
    ]
    recognised = [(answer, fault.name) for answer, fault in faulty if isinstance(fault, Recognised)]
    alone = len(exercise.answers) == 1
    mistakes = tuple(name if alone else f"{answer.name}: {name}" for answer, name in recognised)
    wrong = [(answer, fault) for answer, fault in faulty if not fault.startswith(BUT_ROUNDED)]
    if not wrong:
        answers, faults = zip(*faulty)
        be = plural("{names} is {fault}", "{names} are {fault}", 1 + _are_many(answers))
        return be.format(names=_names(answers), fault=max(faults, key=len)), mistakes
    known = [(answer, fault) for answer, fault in wrong if not fault.startswith(NOT_RIGHT)]
    right = [a.name for a, fault in zip(exercise.answers, faults) if fault is None and a.value is not None]
    answer, fault = (known or wrong)[0]
    text = f"`{answer.name}` {fault}"
    if right:
        text = _("`{name}` is right, but {text}").format(name=right[0], text=text)
    hint = exercise.strong_hint if _wrong_tries[number] > 1 else right and answer.hint or exercise.hint
    return (text if known else f"{text}. {hint}"), mistakes


def _exchanged(exercise, given):
    """What to say if two numbers stand in each other's place."""
    numbers = [(answer, x) for answer, x in zip(exercise.answers, given) if isinstance(answer.value, (int, float))]
    for (a, x), (b, y) in itertools.combinations(numbers, 2):
        if _close((x, y), (b.value, a.value), LOOSE) and not _close(a.value, b.value, LOOSE):
            return exercise.exchanged or _("`{a}` and `{b}` are exchanged").format(a=a.name, b=b.name)
    return None


def _together(exercise, given):
    """What to say if all answers at once look like one mistake."""
    for wrong, what in exercise.together:
        if all(_close(x, value, LOOSE) for x, value in zip(given, wrong)):
            return what
    return None


def _follows(answer, given):
    """Whether the last of these is what the ones before it lead to: then those are to blame."""
    *before, x = given
    if answer.follows is None or not np.all(np.isfinite(before)):
        return False
    return _close(x, answer.follows(*before), TOLERANCE)


# --- numbers and letters


def _has_dots(x):
    if isinstance(x, np.ndarray):
        return x.dtype == object and any(part is ... for part in x.flat)
    return x is ... or isinstance(x, (list, tuple)) and any(part is ... for part in x)


def _read(answer, x):
    """The number, list, letter or function that was given; or Unreadable, with what it is instead."""
    if callable(answer.value):
        if not callable(x):
            no_function = _("`{name}` is no function: give its name, without brackets")
            raise Unreadable(no_function.format(name=answer.name))
        return x
    if isinstance(answer.value, str):
        one = len(answer.value) == 1
        word = x.strip(" ().").replace(" ", "").lower() if isinstance(x, str) else ""
        if not word or one and len(word) > 1:  # the formula itself, or two letters
            no_letter = _('`{name}` is no letter: write one in quotation marks, such as `"a"`')
            no_word = _('`{name}` is no word: write one in quotation marks, such as `"ABBA"`')
            raise Unreadable((no_letter if one else no_word).format(name=answer.name))
        return word
    if answer.size is None:
        return _number(x, _("`{name}` is {what}").replace("{name}", answer.name))
    facts = {"name": answer.name, "size": answer.size}
    if not isinstance(x, (list, tuple, np.ndarray)) or getattr(x, "ndim", 1) == 0:
        of_texts = _("`{name}` is no list: {size} texts in square brackets are asked")
        of_numbers = _("`{name}` is no list: {size} numbers in square brackets are asked")
        raise Unreadable((of_texts if answer.texts else of_numbers).format(**facts))
    if len(x) == 2 * answer.size and not answer.texts and _are_whole(x):
        raise Unreadable(_("`{name}` looks like {what}").format(what=_with_points(x), **facts))
    if len(x) != answer.size:
        texts_asked = _("`{name}` has length {length}: {size} texts are asked")
        numbers_asked = _("`{name}` has length {length}: {size} numbers are asked")
        raise Unreadable((texts_asked if answer.texts else numbers_asked).format(length=len(x), **facts))
    if answer.texts:
        if not all(isinstance(part, str) for part in x):
            no_texts = _('`{name}` holds something else than texts: put each in quotation marks, "01"')
            raise Unreadable(no_texts.format(**facts))
        return [part.replace(" ", "") for part in x]
    contains = _("`{name}` contains {what}").replace("{name}", answer.name)
    return np.array([_number(part, contains) for part in x])


def _number(x, said):
    """The number that x is; or Unreadable, which says it with `said`, such as "`answer` is {what}"."""
    x = _alone(x)
    what = None
    if type(x) in (list, tuple) and len(x) == 2 and _are_whole(x):
        what = _("a decimal comma: write {number} with a point").format(number=f"{x[0]}.{x[1]}")
    elif isinstance(x, str) and x.rstrip().endswith("%"):
        what = _("text with a percent sign: write 50 % as 0.5, and no quotes")
    elif isinstance(x, str) and re.fullmatch(r"\s*[+-]?[\d.]+\s*(bit|nat)s?\s*", x):
        what = _("text with a unit: write the number alone, and no quotes")
    elif isinstance(x, str) and re.fullmatch(r"\s*[+-]?\d+,\d+\s*", x):
        comma = _("text with a decimal comma: write {number} with a point, and no quotes")
        what = comma.format(number=x.strip().replace(",", "."))
    else:
        what = next((text for kinds, text in NO_NUMBERS.items() if isinstance(x, kinds)), None)
    if what is None and not isinstance(x, (numbers.Real, Decimal)):
        what = _("an object of type {name}: a number is asked").format(name=type(x).__name__)
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


def _alone(x):
    """What a list, an array or a column of a table holds, if that is one thing alone."""
    if hasattr(x, "__array__") and not isinstance(x, (np.ndarray, np.generic, type)):
        x = np.asarray(x)
    for _depth in range(3):  # as deep as anybody nests one number; a list can hold itself
        if isinstance(x, np.ndarray) and x.size == 1:
            x = x.reshape(-1)[0]
        elif type(x) in (list, tuple) and len(x) == 1:
            x = x[0]
    return x


def _are_whole(given):
    return all(type(x) is int for x in given) and min(given) >= 0


def _with_points(given):
    written = ", ".join(f"{whole}.{decimals}" for whole, decimals in zip(given[::2], given[1::2]))
    return _("decimal commas: write {numbers} with points").format(numbers=written)


def _fault(answer, x):
    """What is wrong with one answer: words that follow its name. None if it is right, dots if unanswered."""
    if answer.value is None:
        return None
    if callable(answer.value):
        return _function_fault(answer, x)
    if isinstance(answer.value, str):
        looks_like = _looks_like(x, answer.mistakes, 0)
        return None if x == answer.value else looks_like or NOT_RIGHT
    parts = [(float(part), float(right)) for part, right in zip(np.ravel(x), np.ravel(answer.value))]
    if all(_is_right(part, right, answer) for part, right in parts):
        return None
    mistakes = answer.mistakes + usual_mistakes(answer)
    if looks_like := _looks_like(x, mistakes, TOLERANCE):
        return looks_like
    if rounded := _rounded(parts, answer):
        return rounded
    if not answer.decimals and _close(x, answer.value, LOOSE):
        near = _("comes near, but not to {digits}: round only at the very end").format(digits=_digits_asked(answer))
        return Recognised(near, near)
    if looks_like := _looks_like(x, mistakes, LOOSE):
        return looks_like
    if answer.size:
        wrong = [n for n, part in enumerate(parts, 1) if not (_is_right(*part, answer) or _rounded([part], answer))]
        return NOT_RIGHT + " " + _("in place {n}").format(n=wrong[0])
    return NOT_RIGHT


def _is_right(x, right, answer):
    """Whether x has as many digits right as are asked: rounded to so many, it is the right number rounded likewise."""
    if answer.decimals:
        return abs(x - right) <= 10.0**-answer.decimals
    return abs(x - right) <= 0.501 * _unit(right, DIGITS) or f"{x:.{DIGITS}g}" == f"{right:.{DIGITS}g}"


def _unit(x, digits):
    """One in the last place of x, written with so many significant digits."""
    return 10.0 ** (math.floor(math.log10(abs(x))) + 1 - digits)


def _close(x, value, tolerance):
    if isinstance(value, str):
        return x == value
    return bool(np.all(np.isclose(x, value, rtol=tolerance, atol=0)))


def _looks_like(x, mistakes, tolerance):
    """Name the mistakes that lead to x, if any; different ones can lead to the same number."""
    return _all_named(text for wrong, text in mistakes if _close(x, wrong, tolerance))


def _all_named(texts):
    texts = [*dict.fromkeys(texts)]
    if not texts:
        return None
    forms = itertools.chain([_("looks like {mistake}")], itertools.repeat(_("or like {mistake}")))
    told = [form.format(mistake=text) for text, form in zip(texts, forms)]
    return Recognised("; ".join(told), "; ".join(texts[:1] + told[1:]))


def _rounded(parts, answer):
    """What to say of right numbers with too few digits, two at least; None of any other numbers."""
    few = [(x, right) for x, right in parts if not _is_right(x, right, answer)]
    if not all(x in _shortened(right) + _cut(right) for x, right in few):
        return None
    count_from = "" if answer.decimals or min(abs(right) for _, right in parts) >= 0.1 else COUNT_FROM
    cut = "" if all(x in _shortened(right) for x, right in few) else NOT_CUT
    fault = f"{BUT_ROUNDED}{_digits_asked(answer)}{count_from}{cut}"
    return Recognised(fault, fault)


def _digits_asked(answer):
    return _("{n} decimals").format(n=answer.decimals) if answer.decimals else _("four significant digits")


def _shortened(right):
    """A number with two and three significant digits; a half may have been rounded up or down."""
    return [float(f"{right * nudge:.{digits}g}") for digits in (2, 3) for nudge in (1 - 1e-9, 1 + 1e-9)]


def _cut(right):
    """A number cut off after two, three and four significant digits."""
    units = [_unit(right, digits) for digits in (2, 3, DIGITS)]
    return [float(f"{math.trunc(right / unit * (1 + 1e-12)) * unit:.{DIGITS}g}") for unit in units]


# --- functions


def _function_fault(answer, function):
    try:
        results = [_result(function, p, q) for p, q in PLAIN]
        if any(x is ... for x in results):
            return ...
        given = [_number(x, _returns(*pair)) for x, pair in zip(results, PLAIN)]
    except Unreadable as what:
        return str(what)
    if answer.unchanged and _is(function, answer.unchanged):
        return ...
    mistakes = (text for wrong, text in answer.mistakes if all(map(_same, given, [wrong(p, q) for p, q in PLAIN])))
    if looks_like := _all_named(mistakes):
        return looks_like
    for (p, q), x in zip(PLAIN, given):
        if not _same(x, answer.value(p, q)):
            but = _("for p = {p} and q = {q} it gives {x:.6g}, not {right:.6g}")
            return f"{NOT_RIGHT}: {but.format(p=[*p], q=[*q], x=x, right=answer.value(p, q))}"
    return None if answer.unchanged else _edge_fault(answer, function)


def _is(function, body):
    """Whether a function has this body, however it is set out: an edited one may still give the same numbers."""
    names = {}
    exec(f"def original(p, q):\n    {body}", names)
    return _instructions(getattr(function, "__code__", None)) == _instructions(names["original"].__code__)


def _instructions(code):
    if not isinstance(code, types.CodeType):
        return code
    return code.co_code, code.co_names, code.co_varnames, [*map(_instructions, code.co_consts)]


def _edge_fault(answer, function):
    for p, q, reason in EDGES:
        try:
            x = _number(_result(function, p, q), _returns(p, q))
        except Unreadable as what:
            return Recognised(_("{what}. Remember that {reason}").format(what=what, reason=reason), reason)
        if not _same(x, answer.value(p, q)):
            gives = _("gives {x:.6g} for p = {p} and q = {q}, not {right:.6g}: {reason}")
            return Recognised(gives.format(x=x, p=[*p], q=[*q], right=answer.value(p, q), reason=reason), reason)
    return None


def _same(x, value):
    return math.isclose(x, value, rel_tol=1e-6, abs_tol=1e-9)


def _returns(p, q):
    said = _("returns, for p = {p} and q = {q}, {what}")
    return said.replace("{p}", str([*p])).replace("{q}", str([*q]))


def _result(function, p, q):
    """What a learner's function returns; or Unreadable, with the error and the line in which it stops."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return function(list(map(float, p)), list(map(float, q)))
            except (TypeError, AttributeError):  # it may be written for arrays, which do arithmetic
                return function(np.array(p, dtype=float), np.array(q, dtype=float))
    except BaseException as error:  # an endless loop ends with KeyboardInterrupt
        what = _code(f"{type(error).__name__}: {error}".rstrip(": "))
        stops = _("stops, for p = {p} and q = {q}, with {what}").format(p=[*p], q=[*q], what=what)
        raise Unreadable(stops + _line(function, error)) from None


def _line(function, error):
    """The learner's own line in which the error arose, not one of a library."""
    own = getattr(function, "__globals__", None)
    frames = [frame for frame in traceback.walk_tb(error.__traceback__) if frame[0].f_globals is own]
    if not frames:
        return ""
    summary = traceback.StackSummary.extract(frames[-1:])[0]
    return " " + _("in line {number}, {code}").format(number=summary.lineno, code=_code(summary.line))


def _code(text):
    return "`" + textwrap.shorten(text.replace("`", "'"), 100, placeholder=" …") + "`"
