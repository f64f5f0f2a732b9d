"""The texts of the lessons, a file for each notebook: its question, its exercises with their usual mistakes and hints.

Right and wrong numbers alike are computed by `lib`. Only examples of wrong answers are written as numbers, so that the
tests compare the computed ones with another source.
"""

from importlib import import_module
from pathlib import Path

from course.lessons.formula import tree

_names = sorted(path.stem for path in Path(__file__).parent.glob("lesson_*.py"))
_files = {name.split("_")[1]: import_module(f"course.lessons.{name}") for name in _names}
QUESTIONS = {number: file.QUESTIONS for number, file in _files.items()}
EXERCISES = {number: exercise for file in _files.values() for number, exercise in file.EXERCISES.items()}

for _number, _exercise in EXERCISES.items():
    try:
        for _formula in _exercise.formulas:
            tree(_formula)
    except ValueError as error:
        raise ValueError(f"exercise {_number}: {error}") from None
