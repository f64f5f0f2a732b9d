"""Shannon's guessing game: find a text letter by letter, and compare your bits with those of a model.

A learner who needs one guess for most letters knows most of the text beforehand. The numbers of guesses hold all that
is new in the text: an equal guesser could rebuild it from them. So their entropy is an upper bound of a letter's cost.
The model is measured in the same way: it guesses in the order of its probabilities. The numbers are kept beside the
warm-up answers.
"""

import html

import numpy as np
from ipywidgets import HTML, Button, HBox, Layout, Text

from course.assessment.answer_box import AnswerBox, announced, sentence
from course.assessment.keeping import keep, kept
from course.drawing.style import amount, number
from course.translation import _, joined, listed, plural
from course.worlds.hidden_text import GIVEN, HIDDEN, SYMBOLS, rival
from lib.distributions import normalize
from lib.measures import entropy

NAME = "12"  # the score is kept under this name
TEXT_STYLE = "font-family:monospace;font-size:18px;line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere"


class Guessing(AnswerBox):
    """A text whose beginning is shown, a field for guesses, and the score in bits beside the model's.

    found_at: the number of guesses for each letter that was found.
    """

    def __init__(self, q):
        self.model_found_at, self.model_bits = rival(np.asarray(q))
        self.found_at, self.tried, self._seen = _kept_score(), [], ""
        self.field = Text(
            description=_("next letter"),
            placeholder=_("type a letter, or a space"),
            style={"description_width": "initial"},
            layout=Layout(width="auto"),
        )
        self.restart = Button(description=_("Start again"), layout=Layout(width="auto", margin="2px 0 2px 12px"))
        self.text, self.status, self.score = HTML(), HTML(), HTML()
        self.field.observe(self._typed, "value")
        self.restart.on_click(lambda _button: self.reset())
        self._show(_("Score kept from before.") if self.found_at else _("Guess the letter that comes next."))
        row = HBox([self.field, self.restart], layout=Layout(align_items="center"))
        told = _(
            "A text is hidden here. It begins with “{given}…”. In the running notebook you guess it letter by "
            "letter, and your bits per letter stand beside those of the model."
        ).format(given=GIVEN.rstrip())
        super().__init__([self.text, row, self.status, self.score], told)
        self.add_class("predict")

    def guess(self, letter):
        """Guess the next letter; a sign that the text cannot have, or that was tried already, does not count."""
        if self.done:
            return
        if letter not in SYMBOLS:
            self._show(_("The text has the letters a to z and spaces only."))
        elif letter in self.tried:
            self._show(_("“{letter}” was tried already.").format(letter=_visible(letter)))
        elif letter != HIDDEN[len(self.found_at)]:
            self.tried.append(letter)
            self._show(_("It is not “{letter}”.").format(letter=_visible(letter)))
        else:
            self.found_at.append(len(self.tried) + 1)
            self.tried = []
            kept_too = keep(NAME, self.found_at)
            said = plural("“{letter}”, at the first guess.", "“{letter}”, at guess {n}.", self.found_at[-1])
            said = said.format(letter=_visible(letter), n=self.found_at[-1])
            self._show(said if kept_too else joined(said, _("But this folder cannot keep the score.")))
            self.field.value = ""

    def reset(self):
        """Delete the score, on the disk too."""
        self.found_at, self.tried = [], []
        keep(NAME, self.found_at)
        self.field.value = ""
        self._show(_("Guess the letter that comes next."))

    @property
    def done(self):
        """Return whether the whole text is found."""
        return len(self.found_at) == len(HIDDEN)

    def _typed(self, change):
        """Take the letters that were typed since; the browser may add some before it has emptied the field."""
        before, now = self._seen, change["new"]
        self._seen = now or before
        longer = len(now) > len(before) and now.startswith(before)
        if not longer and len(now) != 1:  # one alone is the first in an emptied field; else something was deleted
            return
        for letter in now.removeprefix(before).lower() if longer else now.lower():
            self.guess(letter)

    def _show(self, said):
        known = GIVEN + HIDDEN[: len(self.found_at)]
        self.text.value = f'<div style="{TEXT_STYLE}">{known}{"" if self.done else "<b>_</b>"}</div>'
        tried = _("Not here: {letters}.").format(letters=listed(map(_visible, self.tried))) if self.tried else ""
        said = joined(said, tried, _("That is the whole text.") if self.done else "")
        self.status.value = announced(html.escape(said))
        self.score.value = self._score()

    def _score(self):
        n = len(self.found_at)
        if not n:
            return sentence(_("There is no score before the first letter is found."))
        names = [_("found at guess"), 1, 2, 3, 4, _("5 or later")]
        head = "".join(f'<th scope="col">{name}</th>' for name in names)
        body, models = "", self.model_found_at[:n]
        for name, found_at in ((_("you"), self.found_at), (_("the model"), models)):
            counts = np.bincount(np.minimum(found_at, 5), minlength=6)[1:]
            body += f'<tr><th scope="row">{name}</th>{"".join(f"<td>{count}</td>" for count in counts)}</tr>'
        said = plural(
            "{n} letter: your guesses cost {yours} per letter, the model's {models}. By its q the model pays {paid}.",
            "{n} letters: your guesses cost {yours} per letter, the model's {models}. By its q the model pays {paid}.",
            n,
        ).format(
            n=n,
            yours=amount(guess_bits(self.found_at), digits=2),
            models=number(guess_bits(models), 2),
            paid=number(float(self.model_bits[:n].mean()), 2),
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{sentence(html.escape(said))}"


def guess_letters(q):
    """Return a game in which the learner guesses a hidden English text, beside a bigram model q of shape (K, K)."""
    return Guessing(q)


def guess_bits(found_at):
    """Return the entropy of the numbers of guesses, in bits per letter."""
    return entropy(normalize(np.bincount(found_at)))


def _kept_score():
    """Return the score on the disk, or an empty one where it is damaged or belongs to another text."""
    score = kept(NAME)
    if not isinstance(score, list) or len(score) > len(HIDDEN):
        return []
    return score if all(type(n) is int and 1 <= n <= len(SYMBOLS) for n in score) else []


def _visible(letter):
    return letter.replace(" ", "␣")
