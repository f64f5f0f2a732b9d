"""Data with which a page asks a question by itself: choices, the reply to each, and the evidence."""

import html
import itertools
from functools import partial

from ipywidgets import RadioButtons

from course.assessment.answer_box import sentence
from course.assessment.predictions import WARM_UP, as_html, head, promise, row, summary
from course.lessons import QUESTIONS
from course.translation import _
from publish.text import coloured


def prediction_data(call, prediction):
    """Return the questions of a `predict`, `predict_again` or `guess` cell as data, with all replies to answers.

    name: the answers are kept under it. letters: the choices of each question. For a guess in their place
    guesses: what is kept of each position of the slider, and truth.
    outcomes: for a single question, the HTML that each answer reveals, and the right letter of its choices; the
    evidence is shown below it.
    comparison: for the warm-up's second time, a table's parts.
    promises: for its first time, the reply by whether answers are kept. again: the words for answering it again.
    """
    asked = [_asked(*pair) for pair in prediction.asked.items()]
    data = {"name": prediction.name, "asked": asked, "evidence": prediction.evidence.html(), **prediction.says}
    values = [[value] for _, value in prediction.controls[0].options]
    if call == "guess":
        data["guesses"] = [*map(prediction.worth_keeping, values)]
        data["truth"] = data["guesses"][0]["truth"]
    else:
        data["letters"] = ["".join(question["options"]) for question in asked]
    if len(asked) == 1:
        outcomes = [coloured(prediction.reveal(value)) for value in values]
        return data | {"outcomes": dict(zip(asked[0]["options"], outcomes)) | _right(call, prediction.name)}
    if call == "predict_again":
        return data | {"comparison": _comparison(WARM_UP)}
    lost = _("**Locked.** But this browser cannot keep answers: note them on paper.")
    promises = {kept: promise(kept, lost) for kept in (True, False)}
    warning = _("Your first answers stay until you lock new ones. Those replace them.")
    return data | {"promises": promises, "again": {"button": _("Answer again"), "warning": sentence(warning)}}


def _right(call, name):
    """Return the right letter of a question with choices, as {"right": letter}; a guess has none."""
    return {"right": QUESTIONS[name.removeprefix("predict ")][0].right} if call == "predict" else {}


def _asked(text, control):
    """Return the text above a control and its options, by letter or, on a slider, by index; all are HTML."""
    texts, values = zip(*control.options)
    keys = values if isinstance(control, RadioButtons) else range(len(values))
    options = [coloured(html.escape(text, quote=False)) for text in texts]
    return {"text": coloured(as_html(text)), "label": control.description, "options": dict(zip(keys, options))}


def _comparison(name):
    """Return all parts of comparisons: heads, a row for each pair of answers, a summary for each pair of scores.

    first: the first answers are kept under this name.
    """
    questions = QUESTIONS[name]
    count = len(questions)
    return {
        "first": name,
        "right": [question.right for question in questions],
        "heads": [head(1), head(2)],
        "rows": [_each(question.letters, partial(row, n, question)) for n, question in enumerate(questions, 1)],
        "summaries": _each(range(count + 1), partial(summary, count)),
    }


def _each(values, text):
    """Return {values: text} for each value and each pair of values; a comma joins a pair."""
    times = [*itertools.product(values), *itertools.product(values, repeat=2)]
    return {",".join(map(str, each)): coloured(text(each)) for each in times}
