"""A box is shown as a still and a live view, each an output of its own, as far as the front end can manage that."""

import pytest
from ipywidgets import HTML

from course.drawing import widgets
from course.drawing.widgets import LIVE, WIDGET_VIEW, CellBox

STILL, ALT = {"text/plain": "a still"}, {"text/plain": {"alt": "it"}}


class Box(CellBox):
    def _repr_mimebundle_(self):
        return {**STILL, WIDGET_VIEW: {"model_id": self.model_id}}, ALT


@pytest.fixture
def shown(monkeypatch):
    """What was displayed: the data of each output, and its metadata."""
    outputs = []
    monkeypatch.setattr(
        widgets, "display", lambda data, metadata=None, raw=False: outputs.append((data, metadata)) if raw else None
    )
    return outputs


def show(box, monkeypatch, cell=""):
    monkeypatch.setattr(widgets, "_cell_id", lambda: cell)
    box._ipython_display_()
    return box


def test_the_still_comes_before_the_view(shown, monkeypatch):
    box = show(Box([HTML()]), monkeypatch)
    assert shown == [(STILL, ALT), ({WIDGET_VIEW: {"model_id": box.model_id}}, None)]


def test_jupyterlab_is_told_to_hide_a_view_that_has_no_model(shown, monkeypatch):
    show(Box([HTML()]), monkeypatch, cell="predict-question")
    (style, _), *rest = shown
    assert style["text/html"].startswith("<style") and len(rest) == 2


def test_vs_code_gets_one_output(shown, monkeypatch):
    box = show(Box([HTML()]), monkeypatch, cell="vscode-notebook-cell:/01.ipynb#W1")
    assert shown == [({**STILL, WIDGET_VIEW: {"model_id": box.model_id}}, ALT)]
    assert LIVE not in box._dom_classes


def test_a_box_that_is_shown_twice_hides_each_still_with_the_same_style(shown, monkeypatch):
    box = show(show(Box([HTML()]), monkeypatch), monkeypatch)
    assert box._dom_classes == (LIVE,)
    assert [LIVE in child.value for child in box.children] == [False, True]
    assert len(shown) == 4
