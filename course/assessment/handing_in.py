"""Handing in: a button that writes locked answers and verdicts into one small file for the teacher.

The file has no name, no date and no typed text. It holds the letters of choices, the guesses and, for each exercise,
the number of tries and the usual mistakes that were recognised. Nothing is sent anywhere. The teacher's table reads the
file.
"""

import base64
import html
import json
from functools import partial

from ipywidgets import HTML, Button, Layout

from course.assessment import keeping
from course.assessment.answer_box import AnswerBox, announced
from course.assessment.keeping import histories
from course.assessment.predictions import WARM_UP, make_sense
from course.lessons import EXERCISES, QUESTIONS
from course.translation import _, joined, plural

FORMAT = 1  # of the file; the table refuses others
FILE = "my_answers.json"  # beside the notebook, where JupyterLab lists it
QUESTIONS_OF = {f"{WARM_UP} again": WARM_UP} | {name: name for name in QUESTIONS}  # {answers: questions}, by name


def summary():
    """Return all answers so far, as the file holds them.

    Of the warm-up the last lock counts, as its page says; elsewhere the first, since the lock reveals the answer.
    """
    history = histories()

    def sound(kept_as, makes_sense):
        return [value for value in history.get(kept_as, []) if makes_sense(value)]

    predictions, guesses, exercises = {}, {}, {}
    for name, questions in sorted(QUESTIONS_OF.items()):
        if locked := sound(name if questions == WARM_UP else f"predict {name}", partial(make_sense, questions)):
            predictions[name] = locked[-1 if name == WARM_UP else 0]
    for kept_as in history:
        if kept_as.startswith("guess ") and (guessed := sound(kept_as, is_guess)):
            guesses[kept_as.removeprefix("guess ")] = guessed[0]
    for number in EXERCISES:
        if verdicts := sound(number, is_verdict):
            exercises[number] = _summed_up(verdicts)
    return {"format": FORMAT, "predictions": predictions, "guesses": guesses, "exercises": exercises}


def is_guess(value):
    """Return whether this can be a guess beside the truth."""
    numbers = [value.get("guess"), value.get("truth")] if isinstance(value, dict) else [None]
    return all(type(number) in (int, float) and abs(number) < 1e9 for number in numbers)


def is_verdict(value):
    """Return whether this can be a verdict: right or not, and a list of the names of mistakes."""
    right, mistakes = (value.get("right"), value.get("mistakes")) if isinstance(value, dict) else (None, None)
    return type(right) is bool and isinstance(mistakes, list) and all(isinstance(name, str) for name in mistakes)


def _summed_up(verdicts):
    """Return the number of tries until the first right one, whether there is one, and the mistakes until then."""
    right = [verdict["right"] for verdict in verdicts]
    verdicts = verdicts[: right.index(True) + 1] if any(right) else verdicts
    mistakes = dict.fromkeys(name for verdict in verdicts for name in verdict["mistakes"])
    return {"tries": len(verdicts), "right": any(right), "mistakes": [*mistakes]}


class HandIn(AnswerBox):
    """A button that writes the file, and a message about the file."""

    def __init__(self):
        layout = Layout(width="auto", align_self="flex-start")
        self.button, self.said = Button(description=_("Save my answers"), icon="save", layout=layout), HTML()
        self.button.on_click(lambda _button: self.write())
        told = _(
            "In the running notebook, a button here writes your locked answers and the verdicts on your exercises "
            "into the file {file}."
        ).format(file=FILE)
        super().__init__([self.button, self.said], told)

    def write(self):
        """Write the file with all answers so far, and show what it holds."""
        self.said.value = announced(_write(summary()))


def _write(found):
    """Write these answers into the file, and return a message about it, as HTML."""
    locked = sum(map(len, found["predictions"].values())) + len(found["guesses"])
    checked = len(found["exercises"])
    if not locked + checked:
        return html.escape(_("There is nothing to hand in yet: lock a prediction, or check an exercise."))
    content = (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    counted = {
        plural("{n} locked answer", "{n} locked answers", locked): locked,
        plural("the verdicts on {n} exercise", "the verdicts on {n} exercises", checked): checked,
    }
    what = _(" and ").join(text.format(n=n) for text, n in counted.items() if n)
    if keeping.IN_BROWSER:
        written = _("Click {link} to get the file {file}.")
    else:
        try:
            keeping.FILE.with_name(FILE).write_bytes(content)
            written = _("{file} now lies beside this page.")
        except OSError:
            written = _("This folder cannot be written to, so download {file}.")
    written = written.format(file=FILE, link=_("Download it"))
    written = joined(written, _("It holds {what}, and no name.").format(what=what))
    address = f"data:application/json;base64,{base64.b64encode(content).decode()}"  # works wherever the kernel runs
    download = html.escape(_("Download it"))
    link = f'<a download="{FILE}" href="{address}" style="text-decoration:underline">{download}</a>'
    return joined(html.escape(written), link)


def hand_in():
    """Return a button that writes all answers so far into the file to hand in."""
    return HandIn()
