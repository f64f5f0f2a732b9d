"""Predictions: a learner chooses an answer, locks it, and only then reads how good it was.

`predict("01")` asks the question of notebook 01. `predict("00")` asks the warm-up questions,
`predict_again("00")` asks them again and shows both answers. `guess` asks for a number.

A locked answer stays as it is, and is kept in a file; a cell that is run again asks again. `evidence` is a function
without arguments. Its output and its result show that the answer is right, so they appear only after the lock.
"""

import contextlib
import html
import io
import math
import re
from functools import partial
from typing import NamedTuple

import numpy as np
from IPython.lib.pretty import pretty
from ipywidgets import HTML, Button, HBox, Layout, RadioButtons

from course.assessment.answer_box import AnswerBox, sentence
from course.assessment.keeping import IN_BROWSER, keep, kept
from course.drawing.explorer import STILL_STYLE, slider
from course.drawing.figure import SCREEN_WIDTH, house_style, narrow, new_figure, whole
from course.drawing.style import P_BAR, Q_BAR, amount
from course.lessons import QUESTIONS
from course.translation import _, joined, plural
from lib.input_error import InputError

WARM_UP = "00"
# Without this, radio buttons are one line high and cut off longer texts.
STYLE = """<style>
.predict .widget-radio-box label {
    display: flex; flex-direction: row-reverse; justify-content: flex-end; align-items: baseline;
    height: auto; margin: 2px 0; line-height: 1.45; font-size: 15px; white-space: normal; }
.predict .widget-radio-box label:has(:disabled:checked) { font-weight: bold; }
.predict .widget-radio-box input { flex: none; height: auto; margin: 0 8px 0 2px; }
.predict table { border-collapse: collapse; max-width: WIDTH; font-size: 15px; line-height: 1.45; }
.predict th, .predict td { padding: 4px 14px 4px 0; text-align: left; vertical-align: top; }
.predict td { white-space: nowrap; }
.predict td:last-child { white-space: normal; }
.predict pre { box-sizing: border-box; max-width: WIDTH; margin: 10px 0 0; padding: 8px 12px; overflow-x: auto;
    font-size: 14px; line-height: 1.4; background: var(--jp-layout-color2, #eee); color: inherit; border-radius: 6px; }
</style>""".replace("WIDTH", f"{SCREEN_WIDTH}px")
STATE = '<span aria-live="polite" style="font-size:15px">{}</span>'  # read out when it changes


class Evidence(NamedTuple):
    """The evidence for an answer: a text, and a picture with its sentence; each of them may be missing.

    >>> Evidence.of(lambda: print("seen") or 2**-2).text
    'seen\\n0.25'
    """

    text: str = ""
    png: str = ""  # in base64
    sentence: str = ""

    @classmethod
    def of(cls, function):
        """Call the function, if there is one, and keep what it prints and what it returns."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            value = function and function()
        text = printed.getvalue().rstrip()
        bundle = getattr(value, "_repr_mimebundle_", dict)()
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if png := data.get("image/png"):
            return cls(text, png, data["text/plain"])
        shown = value if isinstance(value, str) else "" if value is None else pretty(value)
        return cls("\n".join(filter(None, [text, shown])))

    def html(self):
        """Return the evidence as HTML."""
        shown = f"<pre>{html.escape(self.text, quote=False)}</pre>" if self.text else ""
        if self.png:
            style = f"display:block;width:100%;max-width:{SCREEN_WIDTH}px;margin-top:10px;border-radius:6px"
            alt = html.escape(self.sentence)
            shown += f'<img src="data:image/png;base64,{self.png}" alt="{alt}" style="{style}"/>'
        return shown


class Prediction(AnswerBox):
    """Controls, a button that locks them once all are set, and the reply that then appears.

    asked: the controls by the text above each; a control's value is None until something is chosen.
    reveal: called with the locked values once they are kept; returns the HTML above the evidence.
    name: that under which the answers are kept. worth_keeping: called with the locked values; returns what is kept.
    solution: the answers for readers without widgets, in Markdown; "" where they are not told yet.
    says: the texts of the button before and after the lock, and the text beside it by the number of missing answers.
    """

    def __init__(self, asked, reveal, name, solution, evidence, worth_keeping=list):
        self.asked, self.reveal, self.evidence, self.locked = asked, reveal, evidence, None
        self.name, self.worth_keeping = name, worth_keeping
        self.controls, self.says = list(asked.values()), _says(*asked.values())
        layout = Layout(width="auto", margin="6px 12px 6px 0", align_self="flex-start")
        self.button = Button(description=self.says["lock"], disabled=True, layout=layout)
        self.lacking, self.result = HTML(STATE.format(self.says["states"][-1])), HTML()
        rows = [row for text, control in asked.items() for row in (HTML(_paragraph(text)), control)]
        bar = HBox([self.button, self.lacking], layout=Layout(align_items="center"))
        children = [HTML(STYLE, layout=Layout(display="none")), *rows, bar, self.result]
        super().__init__(children, *_static(asked, solution, evidence))
        self.add_class("predict")
        self.button.on_click(lambda _: self.lock())
        for control in self.controls:
            control.observe(self._changed, "value")

    def lock(self, keeps=True):
        """Lock the answers, once they are complete, keep them, and show the reply."""
        if not self.button.disabled:
            self.locked = [control.value for control in self.controls]
            for control in [*self.controls, self.button]:
                control.disabled = True
            self.button.description, self.lacking.value = self.says["locked"], ""
            if keeps:
                keep(self.name, self.worth_keeping(self.locked))
            told = self.reveal(self.locked) + self.evidence.html()
            self.result.value = f'<div role="status" aria-live="polite">{told}</div>'

    def restored(self, values_of):
        """Return itself; in a browser, where each visit begins anew, locked again if an answer was kept.

        values_of: called with the kept answer; returns the values of the controls, or None where it does not fit.
        """
        if IN_BROWSER and (values := values_of(kept(self.name))):
            for control, value in zip(self.controls, values):
                control.value = value
            self.lock(keeps=False)
        return self

    def _changed(self, change):
        if self.locked is None:
            missing = sum(control.value is None for control in self.controls)
            self.button.disabled, self.lacking.value = missing > 0, STATE.format(self.says["states"][missing])
        else:  # a click that arrived after the lock
            change.owner.value = self.locked[self.controls.index(change.owner)]


def predict(name, evidence=None):
    """Ask the question of this notebook, such as "01", or the warm-up questions "00", which 07 answers."""
    questions, evidence = _questions(name), Evidence.of(evidence)
    if name == WARM_UP:
        lost = _("**Locked.** But this folder cannot keep answers: note them on paper.")
        return _ask(name, questions, lambda letters: promise(recall() == letters, lost), "", Evidence())
    return _ask(f"predict {name}", questions, partial(_explain, *questions), _solution(questions), evidence)


def predict_again(name):
    """Ask these questions again. If the first answers were kept, show both."""
    questions = _questions(name)
    return _ask(f"{name} again", questions, partial(_compare, name), _solution(questions), Evidence())


def guess(name, truth, lo, hi, *, evidence=None):
    """Ask for a number of bits between lo and hi by a slider, and show it beside the truth once it is locked.

    name: the quantity to guess, such as "the entropy of a fair die". The answer is kept under it in every language.
    """
    if not (-math.inf < lo <= truth <= hi < math.inf and lo < hi):
        raise InputError(f"a slider from lo = {lo} to hi = {hi} does not reach the truth, {truth}")
    values = np.linspace(lo, hi, 101).round(12)

    def reveal(locked):
        said = _judge(_(name), locked[0], truth, values)
        return _both_as_bars(locked[0], truth, lo, hi, said) + _paragraph(said)

    asked = _("Guess {name}, between {lo} and {hi}.").format(name=_(name), lo=amount(lo), hi=amount(hi))
    return Prediction(
        {asked: slider(_("My guess"), values, lo, amount)},
        reveal,
        f"guess {name}",
        _("It is {amount}.").format(amount=amount(truth)),
        Evidence.of(evidence),
        lambda locked: {"guess": float(locked[0]), "truth": float(truth)},
    ).restored(lambda before: [before["guess"]] if isinstance(before, dict) and before.get("guess") in values else None)


def recall():
    """Return the first answers to the warm-up questions, or None if there are no valid ones."""
    letters = kept(WARM_UP)
    return letters if make_sense(WARM_UP, letters) else None


def make_sense(name, letters):
    """Return whether these can be answers to the questions of this name: the letter of a choice for each."""
    return _fit(QUESTIONS[name], letters)


def _fit(questions, letters):
    sound = isinstance(letters, list) and len(letters) == len(questions)
    return sound and all(letter in [*question.letters] for question, letter in zip(questions, letters))


def _questions(name):
    if name not in QUESTIONS:
        raise InputError(f"there are no questions named {name!r}, only {', '.join(map(repr, QUESTIONS))}")
    return QUESTIONS[name]


def _ask(name, questions, reveal, solution, evidence):
    """Return a Prediction of these questions, whose answers are kept under this name."""
    asked = {}
    for text, question in zip(_numbered([question.text for question in questions]), questions):
        options = [(f"({letter}) {choice}", letter) for letter, choice in zip(question.letters, question.choices)]
        asked[text] = RadioButtons(options=options, value=None, layout=Layout(width="auto"))
    made = Prediction(asked, reveal, name, solution, evidence)
    return made.restored(lambda letters: letters if _fit(questions, letters) else None)


# Words before the lock and after it


def _says(*controls):
    lock, numbers = _("Lock my answers"), range(1, len(controls) + 1)
    missing = [plural("{n} answer still missing.", "{n} answers still missing.", n).format(n=n) for n in numbers]
    if len(controls) == 1:  # a slider has a value from the start
        first = _("Choose an answer first.") if controls[0].value is None else _("Move the slider first.")
        lock, missing = _("Lock my answer"), [first]
    return {"lock": lock, "locked": _("Locked"), "states": [_("Ready to be locked."), *missing]}


def _explain(question, letters):
    (letter,), explanations = letters, question.explanations
    answer = _("The answer is {explanation}").format(explanation=explanations[question.right])
    hit, miss = _("You chose ({letter}), and that is right."), _("You chose ({letter}), and that is not the answer.")
    verdict, others = (hit, []) if letter == question.right else (miss, [explanations[letter]])
    return "".join(map(_paragraph, [f"**{verdict.format(letter=letter)}**", *others, answer]))


def promise(kept, lost):
    """Return the reply to the first warm-up answers; `lost` is its text where they cannot be kept."""
    return _paragraph(_("**Locked.** Notebook 07 asks again, and shows what has changed.") if kept else lost)


def _compare(name, letters):
    """Return the answers of both times beside each other, or these alone if no others are kept, with explanations."""
    questions, first = QUESTIONS[name], recall() if name == WARM_UP else None
    times = [first, letters] if first else [letters]
    scores = [sum(letter == question.right for letter, question in zip(letters, questions)) for letters in times]
    rows = "".join(map(row, range(1, len(questions) + 1), questions, zip(*times)))
    return f"{summary(len(questions), scores)}<table>{head(len(times))}<tbody>{rows}</tbody></table>"


def summary(count, scores):
    """Return a sentence about the number of right answers, now and the first time, if that is kept."""
    said = _("You have {now} of {all} right; at first it was {first}.")
    if len(scores) == 1:
        said = _(
            "You have {now} of {all} right. Your first answers are not at hand: "
            "Start here keeps them once they are locked."
        )
    return _paragraph(f"**{said.format(now=scores[-1], all=count, first=scores[0])}**")


def head(times):
    """Return the head of the table that compares the answers of this many times."""
    names = [_("Question"), *[_("At first"), _("Now")][-times:], _("Why")]
    return "<thead><tr>" + "".join(f'<th scope="col">{name}</th>' for name in names) + "</tr></thead>"


def row(place, question, answers):
    """Return the row of a question: the answer of each time, and why, with each explanation once."""
    right, wrong = _("({letter}), right"), _("({letter}), wrong")
    cells = [(right if letter == question.right else wrong).format(letter=letter) for letter in answers]
    told = dict.fromkeys([*answers, question.right])
    cells.append(as_html(joined(*(question.explanations[letter] for letter in told))))
    return f'<tr><th scope="row">{place}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _judge(name, guessed, truth, values):
    if abs(guessed - truth) <= min(abs(values - truth)):
        said = _("Your guess for {name} is {guess}, the truth is {truth}: as near as the slider goes.")
    elif guessed > truth:
        said = _("Your guess for {name} is {guess}, the truth is {truth}: {apart} too high.")
    else:
        said = _("Your guess for {name} is {guess}, the truth is {truth}: {apart} too low.")
    apart = amount(abs(guessed - truth))
    return said.format(name=name, guess=amount(guessed), truth=amount(truth), apart=apart)


@house_style()
def _both_as_bars(guessed, truth, lo, hi, said):
    with narrow():  # two bars need no more room on a wide page
        figure = new_figure(height=1.5)
    axes = figure.subplots()
    for place, value, look in ((1, guessed, Q_BAR), (0, truth, P_BAR)):
        bar = axes.barh(place, value - lo, 0.6, left=lo, **look)
        axes.bar_label(bar, [amount(value)], padding=6)
    axes.set(yticks=[0, 1], yticklabels=[_("truth"), _("your guess")], xlabel=_("bits"))
    axes.set_xlim(lo, hi + 0.2 * (hi - lo))  # room for the label of the longest bar, but no axis there
    axes.set_xticks([tick for tick in axes.get_xticks() if tick <= hi])
    axes.spines["bottom"].set_bounds(lo, hi)
    attributes = f'style="{STILL_STYLE};max-width:480px" role="img" aria-label="{html.escape(said.replace("*", ""))}"'
    return whole(figure, attributes)


# Texts as HTML and Markdown


def as_html(text):
    """Return text with *emphasis* as HTML.

    >>> as_html("**Case 1.** If *p* < 1")
    '<strong>Case 1.</strong> If <em>p</em> &lt; 1'
    """
    strong = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(text, quote=False))
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", strong)


def _paragraph(text):
    return sentence(as_html(text))


def _static(asked, solution, evidence):
    """Return the questions in Markdown and as plain text. The box with the answers needs blank lines inside."""
    plain, markdown = [], []
    for text, control in asked.items():
        labels = [label for label, _ in control.options] if isinstance(control, RadioButtons) else []
        plain.append("\n".join([text.replace("*", ""), *labels]))
        markdown.append("\n- ".join([f"{text}\n", *map(_bold_letter, labels)]).rstrip())
    if solution:
        summary = _("Answer") if len(asked) == 1 else _("Answers")
        shown = [solution, evidence.text and f"```text\n{evidence.text}\n```", evidence.sentence]
        markdown += [f"<details>\n<summary>{summary}</summary>", *filter(None, shown), "</details>"]
    return "\n\n".join(markdown), "\n\n".join(plain)


def _numbered(texts):
    return texts if len(texts) == 1 else [f"{place}. {text}" for place, text in enumerate(texts, 1)]


def _bold_letter(text):
    return re.sub(r"\(\w\)", r"**\g<0>**", text, count=1)


def _solution(questions):
    """Return the explanations of each question's choices, that of the right one first."""
    answers = []
    for question in questions:
        explanations = question.explanations
        answers.append(joined(_bold_letter(explanations.pop(question.right)), *explanations.values()))
    return "\n".join(_numbered(answers))
