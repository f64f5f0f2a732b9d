"""What a page needs to ask a question by itself: choices, what is said of each, and what shows the answer."""

import itertools
from functools import partial

from ipywidgets import RadioButtons

from course.assessment.predictions import WARM_UP, as_html, head, promise, row, summary
from course.lessons import QUESTIONS
from course.translation import _


def prediction_data(call, prediction):
    """Return the questions of a `predict`, `predict_again` or `guess` cell as data, with all that is said of answers.

    outcomes: of one control, the HTML that each of its values reveals; the evidence is shown below all of them.
    promises, comparison: of the warm-up questions, for the first time (by whether they are kept) and for the second.
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
    """The text above a control, and what may be chosen: by its letter, or on a slider by its place."""
    texts, values = zip(*control.options)
    keys = values if isinstance(control, RadioButtons) else range(len(values))
    return {"text": as_html(text), "label": control.description, "options": dict(zip(keys, texts))}


def _comparison(questions):
    """The parts of every comparison: heads, rows by the answers of one or two times, summaries by their scores."""
    count = len(questions)
    return {
        "right": [question.right for question in questions],
        "heads": [head(1), head(2)],
        "rows": [_each(question.letters, partial(row, n, question)) for n, question in enumerate(questions, 1)],
        "summaries": _each(range(count + 1), partial(summary, count)),
    }


def _each(values, text):
    """The text of each value and of each pair of values, by what they are, with a comma between."""
    times = [*itertools.product(values), *itertools.product(values, repeat=2)]
    return {",".join(map(str, each)): text(each) for each in times}
