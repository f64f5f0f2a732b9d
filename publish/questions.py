"""Data with which a page asks a question by itself: choices, the reply to each, and the evidence."""

import itertools
from functools import partial

from ipywidgets import RadioButtons

from course.assessment.predictions import WARM_UP, as_html, head, promise, row, summary
from course.lessons import QUESTIONS
from course.translation import _


def prediction_data(call, prediction):
    """Return the questions of a `predict`, `predict_again` or `guess` cell as data, with all replies to answers.

    outcomes: for a single question, the HTML that each answer reveals; the evidence is shown below it.
    promises: for the warm-up, the reply by whether answers are kept. comparison: for its second time, a table's parts.
    """
    asked = [_asked(*pair) for pair in prediction.asked.items()]
    data = {"asked": asked, "evidence": prediction.evidence.html(), **prediction.says}
    if len(asked) == 1:
        outcomes = [prediction.reveal([value]) for _, value in prediction.controls[0].options]
        return data | {"outcomes": dict(zip(asked[0]["options"], outcomes))}
    if call == "predict_again":
        return data | {"comparison": _comparison(QUESTIONS[WARM_UP])}
    lost = _("**Locked.** But this browser cannot keep answers: note them on paper.")
    return data | {"promises": {kept: promise(kept, lost) for kept in (True, False)}}


def _asked(text, control):
    """Return the text above a control and its options, by letter or, on a slider, by index."""
    texts, values = zip(*control.options)
    keys = values if isinstance(control, RadioButtons) else range(len(values))
    return {"text": as_html(text), "label": control.description, "options": dict(zip(keys, texts))}


def _comparison(questions):
    """Return all parts of comparisons: heads, a row for each pair of answers, a summary for each pair of scores."""
    count = len(questions)
    return {
        "right": [question.right for question in questions],
        "heads": [head(1), head(2)],
        "rows": [_each(question.letters, partial(row, n, question)) for n, question in enumerate(questions, 1)],
        "summaries": _each(range(count + 1), partial(summary, count)),
    }


def _each(values, text):
    """Return {values: text} for each value and each pair of values; a comma joins a pair."""
    times = [*itertools.product(values), *itertools.product(values, repeat=2)]
    return {",".join(map(str, each)): text(each) for each in times}
