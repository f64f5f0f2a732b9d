"""What a page needs to ask a question by itself: choices, what is said of each, and what shows the answer."""

import os

from ipywidgets import RadioButtons

from course.assessment import predictions
from course.lessons import QUESTIONS


def prediction_data(call, arguments, prediction):
    """Return the question of a `predict`, `predict_again` or `guess` cell, as data.

    kind "one": one control, and `outcomes`, the HTML that each of its values reveals, followed by `ending`.
    kind "first", "again": several questions, asked for the first time and for the second.
    """
    asked = [_asked(text, control) for text, control in prediction.asked.items()]
    if len(prediction.controls) == 1:
        (control,) = prediction.controls
        values = [value for _, value in control.options]
        outcomes = [prediction.reveal([value]) for value in values]
        ending = os.path.commonprefix([outcome[::-1] for outcome in outcomes])[::-1]
        return {
            "kind": "one",
            "asked": asked,
            "outcomes": [outcome.removesuffix(ending) for outcome in outcomes],
            "ending": ending,
        }
    questions = QUESTIONS[arguments[0]]
    return {
        "kind": "again" if call == "predict_again" else "first",
        "asked": asked,
        "right": [question.right for question in questions],
        "explanations": [
            {letter: predictions.as_html(text) for letter, text in question.explanations.items()}
            for question in questions
        ],
    }


def _asked(text, control):
    """The text above a control, and what may be chosen."""
    radio = isinstance(control, RadioButtons)
    return {
        "text": predictions.as_html(text),
        "control": "radio" if radio else "slider",
        "label": control.description,
        "options": [text for text, _ in control.options],
        "values": [value for _, value in control.options] if radio else [],
    }
