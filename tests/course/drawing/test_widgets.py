"""A box is shown as a still and a live view in separate outputs, where the front end supports that."""

import pytest
from ipywidgets import HTML

from course.drawing import widgets
from course.drawing.widgets import LIVE, WHEN_SAVED, WIDGET_VIEW, CellBox

STILL, ALT = {"text/plain": "a still"}, {"text/plain": {"alt": "it"}}
VIEW = {WIDGET_VIEW: {"model_id": "box"}}
HIDING = {"text/html": WHEN_SAVED}, None  # hides a view that has no model


class Box(CellBox):
    def _repr_mimebundle_(self):
        return STILL | VIEW, ALT


@pytest.mark.parametrize(
    "cell, outputs",
    [
        ("", [(STILL, ALT), (VIEW, None)]),
        ("predict-question", [HIDING, (STILL, ALT), (VIEW, None)]),
        ("vscode-notebook-cell:/01.ipynb#W1", [(STILL | VIEW, ALT)]),
    ],
    ids=["another front end", "JupyterLab", "VS Code"],
)
def test_the_still_comes_before_the_view_each_time(cell, outputs, monkeypatch):
    shown, box = [], Box([HTML()])
    monkeypatch.setattr(widgets, "display", lambda data, metadata=None, *, raw: raw and shown.append((data, metadata)))
    monkeypatch.setattr(widgets, "_cell_id", lambda: cell)
    for times in (1, 2):
        box._ipython_display_()
        assert shown == outputs * times
    alone = len(outputs) == 1
    assert box._dom_classes == (() if alone else (LIVE,))
    assert [LIVE in child.value for child in box.children] == ([False] if alone else [False, True])
