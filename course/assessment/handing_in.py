"""Hand in: a button that writes what was locked and checked into one small file, for the teacher.

The file has no name, no date and nothing that was typed: letters of choices, the guesses, and for each exercise how
many tries it took and which usual mistakes were recognised. Nothing is sent anywhere. The teacher's table reads it.
"""

import base64
import html
import json
from pathlib import Path

from ipywidgets import HTML, Button, Layout

from course.assessment.keeping import histories
from course.assessment.predictions import WARM_UP, make_sense
from course.drawing.explorer import SENTENCE_STYLE
from course.drawing.widgets import CellBox
from course.lessons import EXERCISES, QUESTIONS
from course.translation import _, plural

FORMAT = 1  # of the file; the table refuses others
FILE = Path("my_answers.json")  # beside the notebook, where JupyterLab lists it
AGAIN = f"{WARM_UP} again"
ASKED = {AGAIN: WARM_UP} | {name: name for name in QUESTIONS}  # whose questions these answers are to


def summary():
    """Return what has been answered so far, as the file has it.

    Of the warm-up the last lock counts, as its page says; of all else the first, since the lock tells the answer.
    """
    history = histories()
    locked = {}
    for name, questions in sorted(ASKED.items()):
        kept_as = name if questions == WARM_UP else f"predict {name}"
        sound = [letters for letters in history.get(kept_as, []) if make_sense(questions, letters)]
        if sound:
            locked[name] = sound[-1 if name == WARM_UP else 0]
    guesses = {}
    for kept_as, values in history.items():
        sound = [value for value in values if is_guess(value)]
        if kept_as.startswith("guess ") and sound:
            guesses[kept_as.removeprefix("guess ")] = sound[0]
    tried = {number: [verdict for verdict in history.get(number, []) if _is_verdict(verdict)] for number in EXERCISES}
    exercises = {number: _summed_up(verdicts) for number, verdicts in tried.items() if verdicts}
    return {"format": FORMAT, "predictions": locked, "guesses": guesses, "exercises": exercises}


def is_guess(value):
    """Whether this can be a guess beside the truth.

    >>> is_guess({"guess": 0.5, "truth": 0.469}), is_guess({"guess": "half"})
    (True, False)
    """
    numbers = [value.get(key) for key in ("guess", "truth")] if isinstance(value, dict) else [None]
    return all(type(number) in (int, float) and abs(number) < 1e9 for number in numbers)


def are_mistakes(value):
    """Whether this is a list of names of mistakes."""
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_verdict(value):
    return isinstance(value, dict) and type(value.get("right")) is bool and are_mistakes(value.get("mistakes"))


def _summed_up(verdicts):
    """Tries until the first right one, whether there is one, and the mistakes that were recognised till then."""
    right = [verdict["right"] for verdict in verdicts]
    verdicts = verdicts[: right.index(True) + 1] if any(right) else verdicts
    mistakes = dict.fromkeys(name for verdict in verdicts for name in verdict["mistakes"])
    return {"tries": len(verdicts), "right": any(right), "mistakes": [*mistakes]}


class HandIn(CellBox):
    """A button, and what is said once it is pressed."""

    def __init__(self):
        self.button = Button(
            description=_("Save my answers"), icon="save", layout=Layout(width="auto", align_self="flex-start")
        )
        self.said = HTML()
        self.button.on_click(lambda _button: self.write())
        super().__init__([self.button, self.said], layout=Layout(margin="8px 0", overflow="hidden"))

    def write(self):
        """Write the file as things stand now, and say what is in it."""
        self.said.value = f'<p role="status" aria-live="polite" style="{SENTENCE_STYLE}">{self._write()}</p>'

    def _write(self):
        found = summary()
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
        holds = _("It holds {what}, and no name.").format(what=what)
        try:
            FILE.write_bytes(content)
            written = _("{file} now lies beside this page.").format(file=FILE)
        except OSError:
            written = _("This folder cannot be written to, so download {file}.").format(file=FILE)
        return f"{html.escape(written)} {html.escape(holds)} {_download(content)}"

    def _repr_mimebundle_(self, **kwargs):
        told = _(
            "In the running notebook, a button here writes your locked answers and the verdicts on your exercises "
            "into the file {file}."
        ).format(file=FILE)
        return {**(super()._repr_mimebundle_(**kwargs) or {}), "text/plain": told, "text/markdown": told}


def hand_in():
    """Return a button that writes all that was answered so far into the file to hand in."""
    return HandIn()


def _download(content):
    """A link that saves the file on the learner's own computer, wherever the kernel runs."""
    address = f"data:application/json;base64,{base64.b64encode(content).decode()}"
    said = html.escape(_("Download it"))
    return f'<a download="{FILE}" href="{address}" style="text-decoration:underline">{said}</a>'
