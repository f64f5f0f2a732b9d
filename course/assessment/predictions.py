"""Predict, lock, reveal: choose an answer, lock it, and only then read what it was worth.

`predict("01")` asks the question of notebook 01. `predict("00")` asks the warm-up questions,
`predict_again("00")` asks them again and shows both answers. `guess` asks for a number.

A locked answer stays as it is, and is kept in a file; a cell that is run again asks anew. `evidence` is a function
without arguments: what it prints and returns shows that the answer is right, and so stands under the question only
after the lock.
"""

import base64
import contextlib
import html
import io
import math
import re
from typing import NamedTuple

import numpy as np
from IPython.lib.pretty import pretty
from ipywidgets import HTML, Button, HBox, Layout, RadioButtons

from course.assessment.keeping import keep, kept
from course.drawing.explorer import SENTENCE_STYLE, STILL_STYLE, slider
from course.drawing.figure import SCREEN_WIDTH, house_style, new_figure, svg_layer
from course.drawing.style import P_BAR, Q_BAR, amount, number
from course.drawing.widgets import CellBox
from course.lessons import QUESTIONS
from course.translation import _, plural
from lib.validation import InputError

WARM_UP = "00"
# By themselves, radio buttons are one line high and cut off what is longer.
STYLE = """<style>
.predict .widget-radio-box label {
    display: flex; flex-direction: row-reverse; justify-content: flex-end; align-items: baseline;
    height: auto; margin: 2px 0; line-height: 1.45; font-size: 15px; white-space: normal;
}
.predict .widget-radio-box label:has(:disabled:checked) { font-weight: bold; }
.predict .widget-radio-box input { flex: none; height: auto; margin: 0 8px 0 2px; }
.predict table { border-collapse: collapse; max-width: WIDTH; font-size: 15px; line-height: 1.45; }
.predict th, .predict td { padding: 4px 14px 4px 0; text-align: left; vertical-align: top; }
.predict td { white-space: nowrap; }
.predict td:last-child { white-space: normal; }
.predict pre { box-sizing: border-box; max-width: WIDTH; margin: 10px 0 0; padding: 8px 12px; overflow-x: auto;
    font-size: 14px; line-height: 1.4;
    background: var(--jp-layout-color2, #eee); color: inherit; border-radius: 6px; }
</style>""".replace("WIDTH", f"{SCREEN_WIDTH}px")


class Evidence(NamedTuple):
    """What shows that an answer is right: a text and a picture with its sentence, each of which may be missing.

    >>> Evidence.of(lambda: print("seen") or 2**-2).text
    'seen\\n0.25'
    """

    text: str = ""
    png: bytes | str = b""
    sentence: str = ""

    @classmethod
    def of(cls, function):
        """Call the function, and keep what it prints and what it returns."""
        if function is None:
            return cls()
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            value = function()
        text = printed.getvalue().rstrip()
        bundle = value._repr_mimebundle_() if hasattr(value, "_repr_mimebundle_") else {}
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if "image/png" in data:
            return cls(text, data["image/png"], data["text/plain"])
        shown = [] if value is None else [value if isinstance(value, str) else pretty(value)]
        return cls("\n".join(filter(None, [text, *shown])))

    def html(self):
        """What is shown after the lock."""
        parts = [f"<pre>{html.escape(self.text, quote=False)}</pre>"] if self.text else []
        if self.png:
            png = self.png if isinstance(self.png, str) else base64.b64encode(self.png).decode()
            style = f"display:block;width:100%;max-width:{SCREEN_WIDTH}px;margin-top:10px;border-radius:6px"
            alt = html.escape(self.sentence)
            parts.append(f'<img src="data:image/png;base64,{png}" alt="{alt}" style="{style}"/>')
        return "".join(parts)

    def markdown(self):
        """What stands in the box to open; a picture is told there."""
        return [text for text in (self.text and f"```text\n{self.text}\n```", self.sentence) if text]


NO_EVIDENCE = Evidence()


class Prediction(CellBox):
    """Controls, a button that locks them once all are set, and what is said once they are locked.

    asked: the controls by the text above each; a control's value is None until something is chosen.
    reveal: called once, with the locked values; returns the HTML that is then shown.
    record: called with them before that, to write them down.
    plain, markdown: what readers without widgets see.
    """

    def __init__(self, asked, reveal, *, record, plain, markdown):
        self.asked, self.reveal, self.record, self.locked = asked, reveal, record, None
        self.controls = list(asked.values())
        self._static = {"text/plain": plain, "text/markdown": markdown}
        self.button = Button(
            description=_("Lock my answer") if len(asked) == 1 else _("Lock my answers"),
            disabled=True,
            layout=Layout(width="auto", margin="6px 12px 6px 0", align_self="flex-start"),
        )
        self.lacking = HTML(_state(self._lacking() or _("Move the slider first.")))
        self.result = HTML()
        rows = [row for text, control in asked.items() for row in (HTML(_paragraph(as_html(text))), control)]
        style = HTML(STYLE, layout=Layout(display="none"))
        children = [style, *rows, HBox([self.button, self.lacking], layout=Layout(align_items="center")), self.result]
        super().__init__(children, layout=Layout(margin="8px 0", overflow="hidden"))
        self.add_class("predict")
        self.button.on_click(lambda _: self.lock())
        for control in self.controls:
            control.observe(self._changed, "value")

    def lock(self):
        """Lock the answers, once they are complete, and show what they were worth."""
        if not self.button.disabled:
            self.locked = [control.value for control in self.controls]
            for control in [*self.controls, self.button]:
                control.disabled = True
            self.button.description, self.lacking.value = _("Locked"), ""
            self.record(self.locked)
            self.result.value = f'<div role="status" aria-live="polite">{self.reveal(self.locked)}</div>'

    def _changed(self, change):
        if self.locked is None:
            lacking = self._lacking()
            self.button.disabled, self.lacking.value = bool(lacking), _state(lacking or _("Ready to be locked."))
        else:  # a click that was on its way when the lock fell
            change.owner.value = self.locked[self.controls.index(change.owner)]

    def _lacking(self):
        """Why the button is grey, or "" where nothing is missing."""
        count = sum(control.value is None for control in self.controls)
        if len(self.controls) == 1:
            return _("Choose an answer first.") if count else ""
        missing = plural("{n} answer still missing.", "{n} answers still missing.", count)
        return missing.format(n=count) if count else ""

    def _repr_mimebundle_(self, **kwargs):
        return {**(super()._repr_mimebundle_(**kwargs) or {}), **self._static}


def predict(name, evidence=None):
    """Ask the question of this notebook, such as "01", or the warm-up questions "00", which 07 answers."""
    questions, evidence = _questions(name), Evidence.of(evidence)
    if name == WARM_UP:
        return _ask(name, questions, lambda letters: _promise(recall() == letters), with_answers=False)
    return _ask(
        f"predict {name}",
        questions,
        lambda letters: "".join(map(_explain, questions, letters)) + evidence.html(),
        evidence=evidence,
    )


def predict_again(name):
    """Ask these questions again, and show the answers of both times if the first are at hand."""
    questions = _questions(name)

    def reveal(letters):
        return _compare(questions, letters, recall() if name == WARM_UP else None)

    return _ask(f"{name} again", questions, reveal)


def guess(name, truth, lo, hi, *, unit="bit", steps=100, evidence=None):
    """Ask for a number between lo and hi by a slider, and show it beside the truth once it is locked.

    name: what is to be guessed, such as "the entropy of a fair die".
    unit: of the number, in the singular; "" for a number without one, such as a probability.
    """
    if not (-math.inf < lo <= truth <= hi < math.inf and lo < hi):
        raise InputError(f"a slider from lo = {lo} to hi = {hi} does not reach the truth, {truth}")
    values, evidence = np.linspace(lo, hi, steps + 1).round(12), Evidence.of(evidence)

    def reveal(locked):
        sentence = _judge(name, locked[0], truth, unit, values)
        bars = _both_as_bars(locked[0], truth, lo, hi, unit, sentence)
        return bars + _paragraph(as_html(sentence)) + evidence.html()

    plain = _("Guess {name}, between {lo} and {hi}.").format(name=name, lo=_amount(lo, unit), hi=_amount(hi, unit))
    solution = _("It is {amount}.").format(amount=_amount(truth, unit))
    return Prediction(
        {plain: slider(_("My guess"), values, lo, lambda value: _amount(value, unit))},
        reveal,
        record=lambda locked: keep(f"guess {name}", {"guess": float(locked[0]), "truth": float(truth)}),
        plain=_plain(plain),
        markdown="\n\n".join([plain, _collapsed(_("Answer"), solution, evidence)]),
    )


def recall():
    """Return the first answers to the warm-up questions, or None if there are none that make sense."""
    letters = kept(WARM_UP)
    return letters if make_sense(WARM_UP, letters) else None


def make_sense(name, letters):
    """Whether these can be answers to the questions of this name: the letter of a choice for each.

    >>> make_sense("01", ["b"]), make_sense("01", ["z"]), make_sense("01", 7)
    (True, False, False)
    """
    questions = QUESTIONS[name]
    sound = isinstance(letters, list) and len(letters) == len(questions)
    return sound and all(letter in [*question.letters] for question, letter in zip(questions, letters, strict=True))


def _questions(name):
    if name not in QUESTIONS:
        raise InputError(f"there are no questions named {name!r}, only {', '.join(map(repr, QUESTIONS))}")
    return QUESTIONS[name]


def _ask(name, questions, reveal, with_answers=True, evidence=NO_EVIDENCE):
    """The questions, whose answers are kept under this name once they are locked."""
    texts = [question.text for question in questions]
    if len(texts) > 1:
        texts = [f"{place}. {text}" for place, text in enumerate(texts, 1)]
    radios = [RadioButtons(options=_options(q), value=None, layout=Layout(width="auto")) for q in questions]
    plain, markdown = list(map(_as_plain, texts, questions)), list(map(_as_markdown, texts, questions))
    if with_answers:
        markdown.append(_solution(questions, evidence))
    asked = dict(zip(texts, radios, strict=True))
    return Prediction(
        asked,
        reveal,
        record=lambda letters: keep(name, letters),
        plain="\n\n".join(plain),
        markdown="\n\n".join(markdown),
    )


def _options(question):
    pairs = zip(question.choices, question.letters, strict=True)
    return [(f"({letter}) {choice}", letter) for choice, letter in pairs]


# What is said after the lock


def _explain(question, letter):
    right = letter == question.right
    hit, miss = _("You chose ({letter}), and that is right."), _("You chose ({letter}), and that is not the answer.")
    verdict = (hit if right else miss).format(letter=letter)
    texts = [] if right else [question.explanations[letter]]
    texts += [_("The answer is {explanation}").format(explanation=question.explanations[question.right])]
    return _paragraph(f"<strong>{verdict}</strong>") + "".join(_paragraph(as_html(text)) for text in texts)


def _promise(kept):
    if kept:
        return _paragraph(as_html(_("**Locked.** Notebook 07 asks again, and shows what has changed.")))
    return _paragraph(as_html(_("**Locked.** But this folder cannot keep answers: note them on paper.")))


def _compare(questions, letters, first):
    rights = [question.right for question in questions]
    if first:
        times = {_("At first"): first, _("Now"): letters}
        summary = _("You have {now} of {all} right; at first it was {first}.")
    else:
        times = {_("Now"): letters}
        summary = _(
            "You have {now} of {all} right. Your first answers are not at hand: "
            "Start here keeps them once they are locked."
        )
    scores = {"now": _score(letters, rights), "all": len(rights), "first": first and _score(first, rights)}
    head = "".join(f'<th scope="col">{name}</th>' for name in [_("Question"), *times, _("Why")])
    answers = zip(*times.values(), strict=True)
    rows = "".join(map(_row, range(1, len(questions) + 1), questions, answers))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return _paragraph(f"<strong>{summary.format(**scores)}</strong>") + table


def _row(place, question, answers):
    right, wrong = _("({letter}), right"), _("({letter}), wrong")
    cells = [(right if letter == question.right else wrong).format(letter=letter) for letter in answers]
    told = dict.fromkeys([*answers, question.right])  # each explanation once
    cells.append(as_html(" ".join(question.explanations[letter] for letter in told)))
    return f'<tr><th scope="row">{place}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _score(letters, rights):
    return sum(letter == right for letter, right in zip(letters, rights, strict=True))


def _judge(name, guessed, truth, unit, values):
    facts = {"name": name, "guess": _amount(guessed, unit), "truth": _amount(truth, unit)}
    if abs(guessed - truth) <= min(abs(values - truth)):
        said = _("Your guess for {name} is {guess}, the truth is {truth}: as near as the slider goes.")
    elif guessed > truth:
        said = _("Your guess for {name} is {guess}, the truth is {truth}: {apart} too high.")
    else:
        said = _("Your guess for {name} is {guess}, the truth is {truth}: {apart} too low.")
    return said.format(apart=_amount(abs(guessed - truth), unit), **facts)


@house_style()
def _both_as_bars(guessed, truth, lo, hi, unit, sentence):
    figure = new_figure(height=1.5)
    axes = figure.subplots()
    for place, value, look in ((1, guessed, Q_BAR), (0, truth, P_BAR)):
        bar = axes.barh(place, value - lo, 0.6, left=lo, **look)
        axes.bar_label(bar, [_amount(value, unit)], padding=6)
    axes.set(yticks=[0, 1], yticklabels=[_("truth"), _("your guess")])
    axes.set_xlabel({"bit": _("bits"), "nat": _("nats")}.get(unit, ""))
    axes.set_xlim(lo, hi + 0.2 * (hi - lo))  # room for the label of the longest bar, but no axis there
    axes.set_xticks([tick for tick in axes.get_xticks() if tick <= hi])
    axes.spines["bottom"].set_bounds(lo, hi)
    alt = html.escape(_plain(sentence))
    return svg_layer(figure, None, f'style="{STILL_STYLE}" role="img" aria-label="{alt}"')


# How texts are written


def _state(text):
    """What stands beside the button, and is read out when it changes."""
    return f'<span aria-live="polite" style="font-size:15px">{text}</span>'


def as_html(text):
    """Text with *emphasis* as HTML.

    >>> as_html("**Case 1.** If *p* < 1")
    '<strong>Case 1.</strong> If <em>p</em> &lt; 1'
    """
    strong = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(text, quote=False))
    return re.sub(r"\*(.+?)\*", r"<em>\1</em>", strong)


def _plain(text):
    return text.replace("*", "")


def _amount(value, unit):
    return amount(value, unit) if unit else number(value)


def _paragraph(inner):
    return f'<p style="{SENTENCE_STYLE}">{inner}</p>'


def _as_plain(text, question):
    return "\n".join([_plain(text), *(label for label, _ in _options(question))])


def _as_markdown(text, question):
    pairs = zip(question.choices, question.letters, strict=True)
    return "\n".join([text, "", *(f"- **({letter})** {choice}" for choice, letter in pairs)])


def _solution(questions, evidence):
    """The right answers first, and then what is said of the others, in a box to open."""
    answers = []
    for question in questions:
        explanations = question.explanations
        right = explanations.pop(question.right).removeprefix(f"({question.right})")
        answers.append(" ".join([f"**({question.right})**{right}", *explanations.values()]))
    if len(answers) == 1:
        return _collapsed(_("Answer"), answers[0], evidence)
    numbered = "\n".join(f"{place}. {answer}" for place, answer in enumerate(answers, 1))
    return _collapsed(_("Answers"), numbered, evidence)


def _collapsed(summary, text, evidence):
    """A box to open; Markdown in it is rendered only after a blank line."""
    inside = "\n\n".join([text, *evidence.markdown()])
    return f"<details>\n<summary>{summary}</summary>\n\n{inside}\n\n</details>"
