"""Functions with which a test locks an answer and reads the reply."""

import html
import re


def text_of(markup):
    """Return the text of some HTML in one line."""
    markup = re.sub(r"</?var\b[^>]*>", "", markup)  # a coloured letter is a part of its word
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())


def lock(prediction, *values):
    """Set the controls, press the button, and return the reply."""
    for control, value in zip(prediction.controls, values, strict=True):
        control.value = value
    prediction.button.click()
    return text_of(prediction.result.value)
