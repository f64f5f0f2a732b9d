"""A table of the answers that a class has handed in, with the number of learners behind each choice and each mistake.

    python3 start.py table FOLDER [--csv FILE]

reads every .json file in the folder and its subfolders. A learner's name is the file's path, without the folders that
all files share; a my_answers.json is named after its folders alone. The table names and leaves out a file that it
cannot use. The files come from anywhere, so everything in them is checked. Like start.py, the table speaks English.
"""

import argparse
import csv
import itertools
import json
import re
import shutil
import statistics
import sys
import textwrap
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from course.assessment.handing_in import FILE, FORMAT, QUESTIONS_OF, is_guess, is_verdict
from course.assessment.judging_values import SEVERAL
from course.assessment.predictions import make_sense
from course.assessment.verdicts import mistakes_called
from course.lessons import EXERCISES, QUESTIONS

LARGEST = 200_000  # bytes; a file with every answer and every usual mistake has 61 kB
LONGEST = 200  # letters of a name or a mistake
MOST = 100  # guesses in a file, or mistakes at one exercise; real files have far fewer
NAME_WIDTH = 40
STEM = Path(FILE).stem
PACKED = {".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz"}


class Unusable(Exception):
    """An error that says why a file is left out."""


class HandedIn(NamedTuple):
    """The answers that one learner has handed in.

    choices: the letter for each question, by its label such as "01" or "00, question 2".
    guesses: {name: (guess, truth)}. exercises: {number: (tries, right, names of mistakes)}. lost: invalid parts.
    """

    learner: str
    choices: dict
    guesses: dict
    exercises: dict
    lost: list

    @property
    def size(self):
        """Return the number of choices, guesses and tries."""
        return len(self.choices) + len(self.guesses) + sum(tries for tries, *_ in self.exercises.values())


# --- reading


def read_folder(folder):
    """Return a HandedIn for each learner, sorted by name, and remarks on files."""
    seen = sorted(path.relative_to(folder) for path in Path(folder).rglob("*"))
    seen = [path for path in seen if not any(part.startswith(".") for part in path.parts)]  # nobody means hidden files
    paths = [path for path in seen if path.suffix.lower() == ".json"]
    found, remarks, twins = {}, _others(folder, seen), {}
    for path, learner in zip(paths, _learners_of(paths)):
        place = clean(str(path))
        try:
            content = _content(Path(folder, path))
            handed = parse(learner, content)
        except Unusable as why:
            remarks.append(f"{place}: left out, {why}")
            continue
        if handed.lost:
            more = f" and {len(handed.lost) - 3} more" * (len(handed.lost) > 3)
            remarks.append(f"{place}: without {', '.join(handed.lost[:3])}{more}, which made no sense")
        if learner in found:
            kept, kept_place = found[learner]
            if handed.size <= kept.size:
                remarks.append(f"{place}: left out, {learner} has a fuller or equal one, {kept_place}")
                continue
            remarks.append(f"{kept_place}: left out, {learner} has a fuller one, {place}")
        elif content in twins:
            remarks.append(f"{place}: counted, but it is the same file as {twins[content]}")
        twins.setdefault(content, place)
        found[learner] = handed, place
    return sorted((handed for handed, _ in found.values()), key=lambda handed: handed.learner.casefold()), remarks


def _learners_of(paths):
    """Return the learner's name for each of these paths within the folder."""
    own_folder = [len(path.parts) > 1 and path.stem.startswith(STEM) for path in paths]
    names = [(path.parent if own else path.with_suffix("")).parts for path, own in zip(paths, own_folder)]
    for place in (0, -1):  # a folder that all paths share, such as that of the assignment, says nothing
        while len({name[place] for name in names}) == 1 and min(map(len, names)) > 1 < len(names):
            names = [name[1:] if place == 0 else name[:-1] for name in names]
    return [clean("/".join(name)) or "(no name)" for name in names]


def _others(folder, seen):
    """Return remarks on the files that are not named *.json: first those that may hold answers, then the rest."""
    remarks, rest = [], []
    for path in seen:
        if path.suffix.lower() == ".json" or not Path(folder, path).is_file():
            continue
        if path.suffix.lower() in PACKED:
            remarks.append(f"{clean(str(path))}: left out, it is packed: unpack it")
        elif ".json" in path.name.lower() or path.name.startswith(STEM):
            remarks.append(f"{clean(str(path))}: left out, its name does not end in .json: rename it")
        else:
            rest.append(clean(str(path)))
    if rest:
        more = f" and {len(rest) - 3} more" * (len(rest) > 3)
        remarks.append(f"left out, for their names do not end in .json: {', '.join(rest[:3])}{more}")
    return remarks


def _content(path):
    """Return the bytes of a file of answers, or raise Unusable."""
    if not path.is_file():
        raise Unusable("it is no file")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as problem:
        raise Unusable(f"it cannot be read: {problem.strerror}") from problem
    if len(content) > LARGEST:
        raise Unusable("it is too large for a file of answers")
    return content


def parse(learner, content):
    """Return the HandedIn in these bytes, or raise Unusable."""
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise Unusable("it is half a file, or no JSON" if content.strip() else "it is empty") from problem
    if not isinstance(data, dict) or "format" not in data:
        raise Unusable("it holds something else than answers")
    if type(data["format"]) is not int or data["format"] != FORMAT:
        raise Unusable(f"its format is not {FORMAT}: it comes from another version of the notebooks")
    found, lost = [], []
    for one, many, read in PARTS:
        part, sound = data.get(many), {}
        if not isinstance(part, dict) or len(part) > MOST:
            lost.append(many)
            part = {}
        for name, value in part.items():
            if answers := read(name, value):
                sound |= answers
            else:
                lost.append(f"{one} {clean(name)}")
        found.append(sound)
    return HandedIn(learner, *found, lost)


def _choices(name, letters):
    sound = name in QUESTIONS_OF and make_sense(QUESTIONS_OF[name], letters)
    return dict(zip(labels(name), letters)) if sound else {}


def _guess(name, value):
    return {clean(name): (value["guess"], value["truth"])} if is_guess(value) else {}


def _exercise(number, value):
    if number not in EXERCISES or not is_verdict(value) or len(value["mistakes"]) > MOST:
        return {}
    tries, mistakes = value.get("tries"), dict.fromkeys(_mistake(number, clean(name)) for name in value["mistakes"])
    return {number: (tries, value["right"], [*mistakes])} if type(tries) is int and 1 <= tries < 1e9 else {}


PARTS = [("prediction", "predictions", _choices), ("guess", "guesses", _guess), ("exercise", "exercises", _exercise)]


def _mistake(number, name):
    """Return the name of a mistake, given its name or, in a file of an earlier version, its words."""
    if name in mistakes_called(number):
        return name
    called = ((known, clean(words)) for known, words in mistakes_called(number).items())
    return next((known for known, words in called if name in (words, words.partition(SEVERAL)[0])), name)


def clean(text):
    """Return text from an untrusted file on one line, without control characters for a terminal.

    >>> clean("Ann\\x1b[31m\\n Lee")
    'Ann[31m Lee'
    """
    text = re.sub(r"\s+", " ", text)
    text = "".join(sign for sign in text if unicodedata.category(sign)[0] != "C")
    return textwrap.shorten(text, LONGEST, placeholder=" …").strip()


def labels(name):
    """Return the names of these questions in the table, such as "01" or "00 again, question 2"."""
    count = len(QUESTIONS[QUESTIONS_OF[name]])
    return [name] if count == 1 else [f"{name}, question {place}" for place in range(1, count + 1)]


RIGHT = {
    label: (question.right, question.letters)
    for name, questions in sorted(QUESTIONS_OF.items())
    for label, question in zip(labels(name), QUESTIONS[questions], strict=True)
}

# --- writing


def report(handed, remarks, width=100):
    """Return the whole table as a text."""
    parts = [[f"{len(handed)} learner{'s' * (len(handed) != 1)}"], remarks]
    parts += [_predictions(handed), _guesses(handed), _exercises(handed, width), _learners(handed)]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _predictions(handed):
    """Return lines with the number of learners for each choice of each question; a star marks the right choice."""
    rows = []
    for label, (right, letters) in RIGHT.items():
        chosen = Counter(one.choices[label] for one in handed if label in one.choices)
        if chosen:
            rows.append([label, chosen.total(), *(f"{'*' * (letter == right)}{chosen[letter]}" for letter in letters)])
    letters = "abcdef"[: max(map(len, rows), default=0) - 2]
    return _aligned(["Prediction (* is right)", "answered", *letters], rows)


def _guesses(handed):
    rows = []
    for name in sorted({name for one in handed for name in one.guesses}):
        numbers, truths = zip(*(one.guesses[name] for one in handed if name in one.guesses))
        shown = [min(numbers), statistics.median(numbers), max(numbers), statistics.median(truths)]
        rows.append([name, len(numbers), *(f"{number:.4g}" for number in shown)])
    return _aligned(["Guess", "answered", "lowest", "median", "highest", "truth"], rows)


def _exercises(handed, width):
    """Return lines with the learners and tries of each exercise and, below it, how many made which mistake."""
    rows, mistakes = [], []
    for number in EXERCISES:
        done = [one.exercises[number] for one in handed if number in one.exercises]
        if done:
            tries = [tries for tries, right, _ in done if right]
            rows.append([number, len(done), len(tries), f"{statistics.median(tries):g}" if tries else "-"])
            counted = Counter(name for *_, names in done for name in names).most_common()
            mistakes.append([f"{count} × {_words(number, name)}" for name, count in counted])
    told = ["Exercises, and how many made which mistake"] if rows else []
    for line, made in zip(_aligned(["", "tried", "right", "tries (median)"], rows), [[], *mistakes]):
        told.append(line)
        told += [textwrap.fill(text, width, initial_indent=" " * 10, subsequent_indent=" " * 14) for text in made]
    return told


def _words(number, mistake):
    """Return the words for a mistake, or its name where it is not known."""
    return mistakes_called(number).get(mistake, mistake)


def _learners(handed):
    rows = []
    for one in handed:
        first = [letter == RIGHT[label][0] for label, letter in one.choices.items() if "again" not in label]
        right = [right for _, right, _ in one.exercises.values()]
        rows.append([one.learner, len(first), sum(first), len(right), sum(right)])
    asked, exercises = sum(map(len, QUESTIONS.values())), len(EXERCISES)
    return _aligned(["Learner", f"predictions, of {asked}", "right", f"exercises, of {exercises}", "right"], rows)


def _aligned(head, rows):
    """Return rows as lines under their head: the first column to the left, the others to the right; [] without rows."""
    names = [row[0] if len(row[0]) <= NAME_WIDTH else row[0][: NAME_WIDTH - 1] + "…" for row in [head, *rows]]
    cells = [[str(cell) for cell in row[1:]] for row in [head, *rows]]
    first = max(map(_width, names))
    widths = [max(map(len, column)) for column in itertools.zip_longest(*cells, fillvalue="")]
    lines = [
        name + " " * (first - _width(name)) + "".join(f"  {cell:>{w}}" for cell, w in zip(row, widths))
        for name, row in zip(names, cells)
    ]
    return lines if rows else []


def _width(text):
    """Return the number of columns that a text takes in a terminal."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


# --- for a spreadsheet

HEAD = ["learner", "kind", "question", "answer", "right", "tries", "mistakes"]
YES = {True: "yes", False: "no"}


def rows(handed):
    """Yield a row for each learner and each answer, in the columns of HEAD."""
    for one in handed:
        for label, letter in one.choices.items():
            yield [one.learner, "prediction", label, letter, YES[letter == RIGHT[label][0]], "", ""]
        for name, (guess, truth) in one.guesses.items():
            yield [one.learner, "guess", name, guess, f"the truth is {truth:.4g}", "", ""]
        for number, (tries, right, mistakes) in one.exercises.items():
            words = " | ".join(_words(number, mistake) for mistake in mistakes)
            yield [one.learner, "exercise", number, "", YES[right], tries, words]


def as_text(cell):
    """Return a cell for a spreadsheet: a text that looks like a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(tuple("=+-@＝＋－＠")) else cell


def main(arguments):
    """Print the table of a folder, and write every answer into the file of --csv."""
    parser = argparse.ArgumentParser(prog="start.py table", description="A table of the answers in a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write every answer into this file, too")
    options = parser.parse_args(arguments)
    handed, remarks = read_folder(options.folder)
    print(report(handed, remarks, shutil.get_terminal_size((100, 24)).columns))
    if options.csv:
        try:
            with options.csv.open("w", encoding="utf-8-sig", newline="") as file:  # Excel needs the byte order mark
                writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)  # in quotes, a semicolon splits no cell
                writer.writerows([as_text(cell) for cell in row] for row in [HEAD, *rows(handed)])
        except OSError as problem:
            sys.exit(f"{options.csv} cannot be written: {problem.strerror}.")


if __name__ == "__main__":
    main(sys.argv[1:])
