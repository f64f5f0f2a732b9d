"""Check the answer to an exercise, and say which mistake a wrong one looks like.

`check` never raises, whatever it is given: a learner reads a sentence, not a traceback. What is right, what
the mistakes are and what to say of them stands in `lib.lessons`.
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

from lib.lessons import EXERCISES
from lib.lessons.forms import TOLERANCE, usual_mistakes

DIGITS = 4  # significant ones that a number must have right
LOOSE = 5e-3  # relative: near enough to be that number, rounded
NOT_RIGHT = "is not right"
BUT_ROUNDED = "right, but give "  # begins what is said of a right number with too few digits
NO_NUMBERS = {
    (str, bytes): "text: leave out the quotation marks",
    (bool, np.bool_): "True or False: a number is asked",
    types.NoneType: "None: nothing was computed, or nothing returned",
    types.EllipsisType: "dots: put your answer in their place",
    (complex, np.complexfloating): "a complex number: a real one is asked",
    (list, tuple, np.ndarray): "a list: a single number is asked",
    (
        types.FunctionType,
        types.BuiltinFunctionType,
        types.MethodType,
    ): "a function: call it, with its brackets",
}
PLAIN = [((0.5, 0.5), (0.5, 0.5)), ((0.5, 0.5), (0.9, 0.1)), ((0.7, 0.2, 0.1), (0.6, 0.1, 0.3))]
DECIMAL_COMMA = "a decimal comma: write {} with a point"
COUNT_FROM = ", counted from the first digit that is not 0"
NOT_CUT = ", and round the last one: it was cut off"

_wrong_tries = Counter()


def _edges():
    """(p, q, what to remember): zeros in every place of lists of every length from 1 to 5."""
    nothing = "a term with p = 0 counts as 0"
    infinite = "q = 0 where p is not 0 costs infinitely much"
    yield (1,), (1,), "a list may have a single entry"
    for full in [(0.75, 0.25), (0.5, 0.3, 0.2), (0.4, 0.3, 0.2, 0.1), (0.3, 0.25, 0.2, 0.15, 0.1)]:
        for place in reversed(range(len(full))):  # a zero at the end is the simplest case
            hole, other = _without(full, place, place - 1), _without(full, place, (place + 1) % len(full))
            after = ", and the terms after it still count" if place < len(full) - 1 else ""
            yield hole, full, nothing + after
            yield hole, other, f"{nothing}, also where q = 0{after}"
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

    >>> Verdict("right", "Right: so it is.")
    Right: so it is.
    """

    status: str
    text: str

    def __repr__(self):
        return self.text

    def _repr_mimebundle_(self, **kwargs):
        return {"text/plain": self.text, "text/markdown": self.text}


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
            return _verdict(exercise, answers)
    except BaseException:  # an object may do anything when it is looked at, even leave Python
        return Verdict("unreadable", "This answer cannot be read: to look at it ends in an error.")


def _verdict(number, given):
    exercise = EXERCISES.get(number) if type(number) is str else None
    if exercise is None:
        return Verdict("unreadable", 'No exercise has this number: write it like this, `check("01.2", ...)`.')
    wanted = exercise.answers
    if len(given) == 2 * len(wanted) and _are_whole(given):
        return Verdict("unreadable", f"This looks like {_with_points(given)}.")
    if len(given) != len(wanted):
        call = ", ".join([f'"{number}"', *(answer.name for answer in wanted)])
        return Verdict("unreadable", f"This exercise is checked with `check({call})`.")
    faults = [... if _has_dots(x) else None for x in given]
    if not any(faults):
        try:
            given = [_read(answer, x) for answer, x in zip(wanted, given)]
        except Unreadable as what:
            return Verdict("unreadable", f"{what}.")
        faults = [_fault(answer, x) for answer, x in zip(wanted, given)]
    if ... in faults and not any(isinstance(fault, str) for fault in faults):
        return Verdict("unanswered", f"Not answered yet: {_to_do(wanted, given, faults)}.")
    problem = _problem(number, exercise, given, faults) if any(faults) else exercise.judge(*given)
    if problem:
        return Verdict("wrong", f"Not yet: {problem}" + ("" if problem[-1] in ".?" else "."))
    del _wrong_tries[number]
    return Verdict("right", f"Right: {exercise.because} {exercise.aside(*given)}".rstrip())


def _to_do(wanted, given, faults):
    dots = [f"`{answer.name}`" for answer, fault in zip(wanted, faults) if fault is ...]
    if wanted[0].unchanged:
        mended = [answer for answer, fault in zip(wanted, faults) if fault is None]
        done = f"{_are(mended)} right; " if mended else ""
        return f"{done}mend {', '.join(dots)}, then run this cell again"
    nouns = dict.fromkeys(_noun(answer, x) for answer, x, fault in zip(wanted, given, faults) if fault is ...)
    if "numbers" in nouns:
        nouns.pop("number", None)
    where = "" if len(dots) == len(wanted) else f" in {dots[0]}"
    return f"put your {' and your '.join(nouns)} in place of the dots{where}"


def _noun(answer, x):
    """What belongs in place of the dots in x: "number", "letter", "codewords", "list of numbers" ..."""
    if callable(answer.value):
        return "formula"
    if isinstance(answer.value, str):
        return "letter" if len(answer.value) == 1 else "word"
    noun = "codeword" if answer.texts else "number"
    if not answer.size:
        return noun
    if x is ...:
        return f"list of {noun}s"
    parts = x.flat if isinstance(x, np.ndarray) else x
    return noun + "s" * (sum(part is ... for part in parts) > 1)


def _are(answers):
    """The names of some answers and a verb: "`bits` is", "`bits` and `nats` are"."""
    *first, last = [f"`{answer.name}`" for answer in answers]
    plural = first or answers[0].size and answers[0].value is not None
    return f"{', '.join(first)}{' and ' * bool(first)}{last} {'are' if plural else 'is'}"


def _problem(number, exercise, given, faults):
    """What to say of answers with these faults."""
    _wrong_tries[number] += 1
    if whole := _exchanged(exercise, given) or _together(exercise, given):
        return whole
    faulty = [
        (answer, fault)
        for place, (answer, fault) in enumerate(zip(exercise.answers, faults))
        if isinstance(fault, str) and not (any(faults[:place]) and _follows(answer, given[: place + 1]))
    ]
    wrong = [(answer, fault) for answer, fault in faulty if not fault.startswith(BUT_ROUNDED)]
    if not wrong:
        return f"{_are([answer for answer, _ in faulty])} {max((fault for _, fault in faulty), key=len)}"
    known = [(answer, fault) for answer, fault in wrong if not fault.startswith(NOT_RIGHT)]
    right = [a.name for a, fault in zip(exercise.answers, faults) if fault is None and a.value is not None]
    answer, fault = (known or wrong)[0]
    text = f"`{answer.name}` {fault}"
    if right:
        text = f"`{right[0]}` is right, but {text}"
    hint = exercise.strong_hint if _wrong_tries[number] > 1 else right and answer.hint or exercise.hint
    return text if known else f"{text}. {hint}"


def _exchanged(exercise, given):
    """What to say if two numbers stand in each other's place."""
    numbers = [(answer, x) for answer, x in zip(exercise.answers, given) if isinstance(answer.value, (int, float))]
    for (a, x), (b, y) in itertools.combinations(numbers, 2):
        if _close((x, y), (b.value, a.value), LOOSE) and not _close(a.value, b.value, LOOSE):
            return exercise.exchanged or f"`{a.name}` and `{b.name}` are exchanged"
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
    return answer.follows is not None and _close(x, answer.follows(*before), TOLERANCE)


# --- numbers and letters


def _has_dots(x):
    if isinstance(x, np.ndarray):
        return x.dtype == object and any(part is ... for part in x.flat)
    return x is ... or isinstance(x, (list, tuple)) and any(part is ... for part in x)


def _read(answer, x):
    """The number, list, letter or function that was given; or Unreadable, with what it is instead."""
    if callable(answer.value):
        if not callable(x):
            raise Unreadable(f"`{answer.name}` is no function: give its name, without brackets")
        return x
    if isinstance(answer.value, str):
        what, like = ("letter", "a") if len(answer.value) == 1 else ("word", "ABBA")
        word = x.strip(" ().").replace(" ", "").lower() if isinstance(x, str) else ""
        if not word or what == "letter" and len(word) > 1:  # the formula itself, or two letters
            raise Unreadable(f'`{answer.name}` is no {what}: write one in quotation marks, such as "{like}"')
        return word
    if answer.size is None:
        return _number(x, f"`{answer.name}` is")
    what = "texts" if answer.texts else "numbers"
    if not isinstance(x, (list, tuple, np.ndarray)) or getattr(x, "ndim", 1) == 0:
        raise Unreadable(f"`{answer.name}` is no list: {answer.size} {what} in square brackets are asked")
    if len(x) == 2 * answer.size and not answer.texts and _are_whole(x):
        raise Unreadable(f"`{answer.name}` looks like {_with_points(x)}")
    if len(x) != answer.size:
        raise Unreadable(f"`{answer.name}` has length {len(x)}: {answer.size} {what} are asked")
    if answer.texts:
        if not all(isinstance(part, str) for part in x):
            raise Unreadable(f'`{answer.name}` holds something else than texts: put each in quotation marks, "01"')
        return [part.replace(" ", "") for part in x]
    return np.array([_number(part, f"`{answer.name}` contains") for part in x])


def _number(x, subject):
    x = _alone(x)
    if type(x) in (list, tuple) and len(x) == 2 and _are_whole(x):
        raise Unreadable(f"{subject} {DECIMAL_COMMA.format(f'{x[0]}.{x[1]}')}")
    if isinstance(x, str) and x.rstrip().endswith("%"):
        raise Unreadable(f"{subject} text with a percent sign: write 50 % as 0.5, and no quotes")
    if isinstance(x, str) and re.fullmatch(r"\s*[+-]?[\d.]+\s*(bit|nat)s?\s*", x):
        raise Unreadable(f"{subject} text with a unit: write the number alone, and no quotes")
    if isinstance(x, str) and re.fullmatch(r"\s*[+-]?\d+,\d+\s*", x):
        raise Unreadable(f"{subject} text with {DECIMAL_COMMA.format(x.strip().replace(',', '.'))}, and no quotes")
    for kinds, what in NO_NUMBERS.items():
        if isinstance(x, kinds):
            raise Unreadable(f"{subject} {what}")
    if not isinstance(x, (numbers.Real, Decimal)):
        raise Unreadable(f"{subject} an object of type {type(x).__name__}: a number is asked")
    try:
        result = float(x)
    except OverflowError:
        result = math.inf
    if math.isnan(result):
        raise Unreadable(f"{subject} nan, which is no number: it comes from 0·log 0 or from ∞ − ∞")
    return result


def _alone(x):
    """What a list, an array or a column of a table holds, if that is one thing alone."""
    if hasattr(x, "__array__") and not isinstance(x, (np.ndarray, np.generic, type)):
        x = np.asarray(x)
    for _ in range(3):  # as deep as anybody nests one number; a list can hold itself
        if isinstance(x, np.ndarray) and x.size == 1:
            x = x.reshape(-1)[0]
        elif type(x) in (list, tuple) and len(x) == 1:
            x = x[0]
    return x


def _are_whole(given):
    return all(type(x) is int for x in given) and min(given) >= 0


def _with_points(given):
    written = ", ".join(f"{whole}.{decimals}" for whole, decimals in zip(given[::2], given[1::2]))
    return f"decimal commas: write {written} with points"


def _fault(answer, x):
    """What is wrong with one answer: words that follow its name. None if it is right, dots if unanswered."""
    if answer.value is None:
        return None
    if callable(answer.value):
        return _function_fault(answer, x)
    if isinstance(answer.value, str):
        looks_like = _named(x, answer.mistakes, 0)
        return None if x == answer.value else f"looks like {looks_like}" if looks_like else NOT_RIGHT
    parts = [(float(part), float(right)) for part, right in zip(np.ravel(x), np.ravel(answer.value))]
    if all(_is_right(part, right, answer) for part, right in parts):
        return None
    mistakes = answer.mistakes + usual_mistakes(answer)
    if looks_like := _named(x, mistakes, TOLERANCE):
        return f"looks like {looks_like}"
    if rounded := _rounded(parts, answer):
        return rounded
    if not answer.decimals and _close(x, answer.value, LOOSE):
        return f"comes near, but not to {_digits_asked(answer)}: round only at the very end"
    if looks_like := _named(x, mistakes, LOOSE):
        return f"looks like {looks_like}"
    if answer.size:
        wrong = [n for n, part in enumerate(parts, 1) if not (_is_right(*part, answer) or _rounded([part], answer))]
        return f"{NOT_RIGHT} for n = {wrong[0]}"
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


def _named(x, mistakes, tolerance):
    """The mistakes that lead to x; different ones can lead to the same number."""
    return "; or like ".join(dict.fromkeys(text for wrong, text in mistakes if _close(x, wrong, tolerance)))


def _rounded(parts, answer):
    """What to say of right numbers with too few digits, two at least; None of any other numbers."""
    few = [(x, right) for x, right in parts if not _is_right(x, right, answer)]
    if not all(x in _shortened(right) + _cut(right) for x, right in few):
        return None
    count_from = "" if answer.decimals or min(abs(right) for _, right in parts) >= 0.1 else COUNT_FROM
    cut = "" if all(x in _shortened(right) for x, right in few) else NOT_CUT
    return f"{BUT_ROUNDED}{_digits_asked(answer)}{count_from}{cut}"


def _digits_asked(answer):
    return f"{answer.decimals} decimals" if answer.decimals else "four significant digits"


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
        given = [_number(x, f"returns, for {_pair(*pair)},") for x, pair in zip(results, PLAIN)]
    except Unreadable as what:
        return str(what)
    if answer.unchanged and _is(function, answer.unchanged):
        return ...
    looks_like = [
        text for wrong, text in answer.mistakes if all(map(_same, given, [wrong(p, q) for p, q in PLAIN]))
    ]
    if looks_like:
        return f"looks like {'; or like '.join(looks_like)}"
    for (p, q), x in zip(PLAIN, given):
        if not _same(x, answer.value(p, q)):
            return f"{NOT_RIGHT}: for {_pair(p, q)} it gives {x:.6g}, not {answer.value(p, q):.6g}"
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
            x = _number(_result(function, p, q), f"returns, for {_pair(p, q)},")
        except Unreadable as what:
            return f"{what}. Remember that {reason}"
        if not _same(x, answer.value(p, q)):
            return f"gives {x:.6g} for {_pair(p, q)}, not {answer.value(p, q):.6g}: {reason}"
    return None


def _same(x, value):
    return math.isclose(x, value, rel_tol=1e-6, abs_tol=1e-9)


def _pair(p, q):
    return f"p = {list(p)} and q = {list(q)}"


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
        raise Unreadable(f"stops, for {_pair(p, q)}, with {what}{_line(function, error)}") from None


def _line(function, error):
    """The learner's own line in which the error arose, not one of a library."""
    own = getattr(function, "__globals__", None)
    frames = [frame for frame in traceback.walk_tb(error.__traceback__) if frame[0].f_globals is own]
    if not frames:
        return ""
    summary = traceback.StackSummary.extract(frames[-1:])[0]
    return f" in line {summary.lineno}, {_code(summary.line)}"


def _code(text):
    return "`" + textwrap.shorten(text.replace("`", "'"), 100, placeholder=" …") + "`"
