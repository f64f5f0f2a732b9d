"""How a test locks an answer, and the words in what is then shown."""

import html
import re


def text_of(markup):
    """The text of some HTML in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def lock(prediction, *values):
    """Set the controls, press the button, and return what is then said."""
    for control, value in zip(prediction.controls, values, strict=True):
        control.value = value
    prediction.button.click()
    return text_of(prediction.result.value)
