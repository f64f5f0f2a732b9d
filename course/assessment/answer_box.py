"""A box of widgets for an answer, with a text in its place where widgets cannot run, and sentences read out."""

from ipywidgets import Layout

from course.drawing.explorer import SENTENCE_STYLE
from course.drawing.widgets import CellBox


class AnswerBox(CellBox):
    """Widgets in a column. Readers without widgets see the Markdown, or the plain text if there is one."""

    def __init__(self, children, markdown, plain=None):
        super().__init__(children, layout=Layout(margin="8px 0", overflow="hidden"))
        self._static = {"text/plain": plain or markdown, "text/markdown": markdown}

    def _repr_mimebundle_(self, **kwargs):
        return {**(super()._repr_mimebundle_(**kwargs) or {}), **self._static}


def sentence(shown, attributes=""):
    """Return a paragraph of HTML in the style of the sentences under a picture."""
    return f'<p {attributes}style="{SENTENCE_STYLE}">{shown}</p>'


def announced(shown):
    """Return a sentence that a screen reader reads out when it changes."""
    return sentence(shown, 'role="status" aria-live="polite" ')
