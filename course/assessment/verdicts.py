"""Verdicts on the answers to an exercise, which name the mistake that a wrong answer looks like.

`check` never raises, whatever it is given: a learner reads a sentence, not a traceback. `reading.py` reads the answers,
`judging_values.py` and `judging_functions.py` find the fault of each, and this file puts the sentences together. The
right answers, the mistakes and their words stand in `course.lessons`. A verdict, right or not yet, is kept in a file.
"""

import itertools
from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np

from course.assessment.judging_functions import function_fault, named_function_faults
from course.assessment.judging_values import KNOWN, LOOSE, TOO_FEW_DIGITS, Fault, fault_of, named_faults, written
from course.assessment.keeping import keep
from course.assessment.reading import Unreadable, are_whole, has_dots, read, with_points
from course.lessons import EXERCISES
from course.lessons.exercise import TOLERANCE
from course.lessons.formula import Facts, close, said, work_out
from course.translation import _, joined, listed, plural, sentence

_wrong_tries = Counter()


@dataclass(frozen=True)
class Verdict:
    """The result of `check`: a status ("right", "wrong", "unanswered" or "unreadable") and a sentence or two.

    mistakes: the names of the usual mistakes that were recognised, at most one for each answer; `mistakes_called` has
    the words for each.

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
    except BaseException:  # reading an object may run any code, even leave Python
        return Verdict("unreadable", _("This answer cannot be read: to look at it ends in an error."))
    if verdict.status in ("right", "wrong"):
        keep(exercise, {"right": verdict.status == "right", "mistakes": verdict.mistakes})
    return verdict


def _verdict(number, given):
    exercise = EXERCISES.get(number) if type(number) is str else None
    if exercise is None:
        return Verdict("unreadable", _('No exercise has this number: write it like this, `check("01.2", ...)`.'))
    wanted = exercise.answers
    if len(given) == 2 * len(wanted) and are_whole(given):
        return Verdict("unreadable", _("This looks like {what}.").format(what=with_points(given)))
    if len(given) != len(wanted):
        call = ", ".join([f'"{number}"', *(answer.name for answer in wanted)])
        return Verdict("unreadable", _("This exercise is checked with `check({call})`.").format(call=call))
    faults = [... if has_dots(x) else None for x in given]
    if not any(faults):
        try:
            given = [read(answer, x) for answer, x in zip(wanted, given)]
        except Unreadable as what:
            return Verdict("unreadable", sentence(str(what)))
        faults = [(function_fault if callable(a.value) else fault_of)(a, x) for a, x in zip(wanted, given)]
    judged = list(zip(wanted, given, faults))
    if ... in faults and not any(isinstance(fault, Fault) for fault in faults):
        return Verdict("unanswered", _("Not answered yet: {what}.").format(what=_to_do(judged)))
    facts = Facts({answer.name: x for answer, x, _fault in judged}, exercise.facts)
    if any(faults):
        problem, mistakes = _problem(number, exercise, facts, judged)
    else:  # where many answers are right, a mistake has no name
        problem, mistakes = said(exercise.judge, facts), ()
    if problem:
        return Verdict("wrong", sentence(_("Not yet: {problem}").format(problem=problem)), mistakes)
    del _wrong_tries[number]
    praise = _("Right: {because}").format(because=exercise.because)
    return Verdict("right", joined(praise, said(exercise.aside, facts)))


def _to_do(judged):
    dots = [f"`{answer.name}`" for answer, _x, fault in judged if fault is ...]
    if judged[0][0].unchanged:
        to_do = _("correct {names}, then run this cell again").format(names=listed(dots))
        if good := [answer for answer, _x, fault in judged if fault is None]:
            are_right = plural("{names} is right", "{names} are right", len(good)).format(names=_names(good))
            to_do = _("{first}; {second}").format(first=are_right, second=to_do)
        return to_do
    nouns = dict.fromkeys(_noun(answer, x) for answer, x, fault in judged if fault is ...)
    if _("your numbers") in nouns:
        nouns.pop(_("your number"), None)
    everywhere, here = _("put {what} in place of the dots"), _("put {what} in place of the dots in {name}")
    return (everywhere if len(dots) == len(judged) else here).format(what=_(" and ").join(nouns), name=dots[0])


def _noun(answer, x):
    """Return words for the missing part of x: "your number", "your codewords", "your list of numbers" ..."""
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
    """Return the names of some answers: "`bits`", "`bits` and `nats`", "`one`, `two` and `three`"."""
    *first, last = [f"`{answer.name}`" for answer in answers]
    return _("{first} and {last}").format(first=listed(first), last=last) if first else last


def _problem(number, exercise, facts, judged):
    """Return the words for answers that have faults, and the names of the mistakes that were recognised."""
    _wrong_tries[number] += 1
    for wrong, text in whole_mistakes(exercise):
        if all(value is None or close(x, value, LOOSE) for (_answer, x, _fault), value in zip(judged, wrong)):
            return text, (name_of(exercise, wrong),)
    faulty = []
    for answer, _x, fault in judged:
        if isinstance(fault, Fault) and not (faulty and _follows(answer, facts)):
            faulty.append((answer, fault))
    mistakes = tuple(fault.mistake for _answer, fault in faulty if fault.mistake)
    wrong = [(answer, fault) for answer, fault in faulty if fault.kind != TOO_FEW_DIGITS]
    if not wrong:
        answers, rounded = zip(*faulty)
        be = plural("{names} is {fault}", "{names} are {fault}", len(answers))
        longest = max([fault.text for fault in rounded], key=len)
        return be.format(names=_names(answers), fault=longest), mistakes
    known = [(answer, fault) for answer, fault in wrong if fault.kind == KNOWN]
    right = [answer.name for answer, _x, fault in judged if fault is None and answer.value is not None]
    answer, fault = (known or wrong)[0]
    text = f"`{answer.name}` {fault.text}"
    if right:
        text = _("`{name}` is right, but {text}").format(name=right[0], text=text)
    hint = exercise.strong_hint if _wrong_tries[number] > 1 else right and answer.hint or exercise.hint
    return (text if known else _("{text}. {hint}").format(text=text, hint=hint)), mistakes


def _follows(answer, facts):
    """Return whether this answer follows from the ones before it: then those are to blame."""
    return bool(answer.follows) and close(facts[answer.name], work_out(answer.follows, facts), TOLERANCE)


def whole_mistakes(exercise):
    """Return the mistakes in several answers at once: pairs of their values, None for any, and the words for them."""
    found, answers = [], list(enumerate(exercise.answers))
    numbers = [(place, answer) for place, answer in answers if isinstance(answer.value, (int, float))]
    for (a, one), (b, other) in itertools.combinations(numbers, 2):
        if not close(one.value, other.value, LOOSE):
            exchanged = _("`{a}` and `{b}` are exchanged").format(a=one.name, b=other.name)
            wrong = [{a: other.value, b: one.value}.get(place) for place, _answer in answers]
            found.append((wrong, exercise.exchanged or exchanged))
    return found + exercise.together


def name_of(exercise, wrong):
    """Return the name of a mistake in several answers at once."""
    pairs = zip(exercise.answers, wrong)
    return ", ".join(f"{answer.name} {written(value)}" for answer, value in pairs if value is not None)


@cache
def mistakes_called(number):
    """Return the words for every mistake that can be recognised at an exercise, by the mistake's name.

    >>> mistakes_called("04.1")["answer 32"]
    '2⁵: the exponent is negative'
    """
    exercise, found = EXERCISES[number], {}
    for answer in exercise.answers:
        before = "" if len(exercise.answers) == 1 else answer.name + _(": ")
        faults = (named_function_faults if callable(answer.value) else named_faults)(answer)
        found |= {fault.mistake: before + fault.called for fault in faults}
    return found | {name_of(exercise, wrong): text for wrong, text in whole_mistakes(exercise)}
