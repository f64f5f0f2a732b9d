"""Answers to the exercises: the right ones, computed by the programs in the folded solutions, and wrong ones."""

import re
from functools import cache
from pathlib import Path
from textwrap import dedent

import nbformat

from course.assessment.judging_values import mistakes_of
from course.lessons import EXERCISES
from publish.notebook_cells import run_all

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
PROGRAM = re.compile(r"^ *```python\n(.*?)^ *```", re.DOTALL | re.MULTILINE)  # indented in a list


@cache
def answers(number):
    """Return the right answers to an exercise: the arguments of `check` in its cell after its solution has run.

    For "01.2", whose cell has `check("01.2", bits, nats)`, they are the coin's entropy in bits and in nats. Three cells
    are run: the notebook's first one, the exercise's, and the programs in the solution, which is the next cell.
    """
    path, cells, imports = page(number[:2])
    place = next((place for place, cell in enumerate(cells) if f'check("{number}", ' in cell.source), None)
    assert place is not None, f'{path.name}: no cell calls check("{number}", ...)'
    exercise, solution = cells[place : place + 2]
    where = f"{path.name}, cell {solution.id}"
    programs = [dedent(program) for program in PROGRAM.findall(solution.source)]
    assert programs, f"{where}: after {exercise.id}, write its answer as a program between ```python and ```"

    asked = re.search(rf'check\("{number}", (.+)\)', exercise.source)[1].split(", ")
    assert asked == [answer.name for answer in EXERCISES[number].answers], f"{where}: the lesson has other names"
    names = {**imports, "check": lambda *answers: None}  # this one keeps nothing
    exec(exercise.source, names)
    unanswered = {name: names[name] for name in asked}
    for program in programs:
        exec(compile(program, where, "exec"), names)
    missing = [name for name in asked if names[name] is unanswered[name]]
    assert not missing, f"{where}: the program must assign {', '.join(missing)}, which {exercise.id} gives to check"
    return [names[name] for name in asked]


@cache
def page(chapter):
    """Return a notebook's path, its cells, and the names that its first code cell leaves."""
    (path,) = NOTEBOOKS.glob(f"{chapter}_*.ipynb")
    imports = {}
    next(run_all(path, imports))
    return path, nbformat.read(path, as_version=4).cells, imports


def with_wrong(number, place, wrong):
    """Return the answers to an exercise, all right but one."""
    return [*answers(number)[:place], wrong, *answers(number)[place + 1 :]]


def known_mistakes(number):
    """Yield an answer, all answers with one of its usual mistakes beside right ones, and the words for the mistake."""
    for place, answer in enumerate(EXERCISES[number].answers):
        no_number = answer.value is None or callable(answer.value)
        for wrong, words in answer.mistakes if no_number else mistakes_of(answer):
            yield answer, with_wrong(number, place, wrong), words


def nonsense(answer):
    """Return a wrong answer that looks like no mistake."""
    if callable(answer.value):
        return lambda p, q: 77.7
    return "x" if isinstance(answer.value, str) else [77.7] * answer.size if answer.size else 77.7
