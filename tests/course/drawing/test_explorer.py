"""Explorer without a browser: films, live pictures, posters, wrong calls, and what closed ones leave."""

import base64
import gc
import io
import weakref
from pathlib import Path

import psutil
import pytest
from ipywidgets import Button, Widget
from jupyter_client.manager import start_new_kernel
from PIL import Image

from course.drawing.explorer import MOST_FRAMES, Explorer, slider
from course.drawing.figure import new_figure

ROOT = Path(__file__).resolve().parents[3]


def dots(update=None, moving=True, values=(0, 1, 2, 3), names="x", **extra):
    """Return an explorer with a dot at (x, y); by default it has one slider, so it is a film."""
    figure = new_figure(2)
    (dot,) = figure.subplots().plot([], [], "o")

    def move(x, y=0):
        dot.set_data([x], [y])
        return f"x is {x:g} and y is {y:g}."

    sliders = {name: slider(name, values, values[1]) for name in names}
    return Explorer(figure, update or move, moving={"dot": dot} if moving else {}, title="A dot", **sliders, **extra)


def layers(explorer):
    """Return the widgets of the still layer and of the moving ones."""
    still, view = explorer.children[-1].children
    return still, getattr(view, "children", [view])


def open_widgets():
    return len(Widget.get_manager_state()["state"])


def test_a_film_has_a_frame_for_every_position_and_the_browser_itself_picks_the_sliders_own():
    button = Button(description="To the end")
    film = dots(extras=[button])
    assert film.children[:2] == (film.sliders["x"], button)
    _, frames = layers(film)
    for x, frame in zip(range(4), frames, strict=True):
        assert f">x is {x} and y is 0.</p>" in frame.value
        assert f'aria-label="A dot. x is {x} and y is 0."' in frame.value
    stack = film.children[-1].children[1]
    assert stack.selected_index == film.sliders["x"].index == 1
    (link,) = film.partners
    assert link.source == (film.sliders["x"], "index") and link.target == (stack, "selected_index")


def test_a_live_picture_is_drawn_anew_when_a_value_is_set():
    live = dots(names="xy")
    _, (view,) = layers(live)
    before = view.value
    live.sliders["y"].value = 3
    assert "x is 1 and y is 3." in view.value
    assert view.value.partition("<p")[0] != before.partition("<p")[0]


def test_a_frame_holds_what_moves_and_the_still_layer_all_else():
    still, (frame, *_) = layers(dots())
    assert still.value.count("<text") > 3 and "<use" in frame.value
    assert "<text" not in frame.value and "#0072b2" not in still.value.lower()


def test_the_poster_is_a_picture_and_the_sentence_in_words():
    film = dots()
    film.sliders["x"].value = 3
    data, metadata = film._repr_mimebundle_()
    assert data["text/plain"] == metadata["image/png"]["alt"] == film.sentence == "x is 3 and y is 0."
    with Image.open(io.BytesIO(base64.b64decode(data["image/png"]))) as poster:
        assert poster.format == "PNG" and poster.width > 400
    assert "application/vnd.jupyter.widget-view+json" in data


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: dots(names=""), ValueError, r"needs a control: add one, such as q=slider\("),
        (lambda: dots(moving=False), ValueError, r"name the artists that move in moving=\{"),
        (lambda: dots(values=range(MOST_FRAMES + 1)), ValueError, f"at most {MOST_FRAMES} values"),
        (lambda: dots(lambda x: "fine" if x < 3 else ""), TypeError, "update must return the sentence .* returned ''"),
        (lambda: dots(lambda x, y: "fine" if x < 3 else 1, names="xy"), TypeError, ".* returned 1"),
    ],
)
def test_a_wrong_call_fails_at_once_and_says_what_to_do(call, error, message):
    with pytest.raises(error, match=message):
        call()


@pytest.mark.parametrize("names", ["x", "xy"])
def test_closing_leaves_no_widget_and_no_picture_behind(names):
    """Out[5] keeps the explorer object as long as the kernel runs."""
    before = open_widgets()
    explorer = dots(names=names, extras=[Button()])
    assert open_widgets() > before
    still, frames = layers(explorer)
    left = [weakref.ref(thing) for thing in (still, *frames, explorer.figure)]
    explorer.close()
    assert open_widgets() == before
    explorer.close()  # a second call does no harm
    del still, frames
    gc.collect()
    assert [ref for ref in left if ref() is not None] == []


def test_a_cell_that_runs_many_times_keeps_no_old_frames():
    """The kernel gets the cell's id with each request, as from JupyterLab."""
    manager, client = start_new_kernel(cwd=str(Path(__file__).parent))

    def run(code, cell):
        """Run the code, and return the number of widgets that are open afterwards."""
        count = "len(__import__('ipywidgets').Widget.get_manager_state()['state'])"
        content = {"code": code, "user_expressions": {"count": count}}
        request = client.session.msg("execute_request", content, metadata={"cellId": cell})
        client.shell_channel.send(request)
        answer = client._recv_reply(request["header"]["msg_id"], timeout=60)["content"]
        assert answer["status"] == "ok", answer
        return int(answer["user_expressions"]["count"]["data"]["text/plain"])

    try:
        client.iopub_channel.stop()  # nobody reads there, and messages would pile up
        kernel = psutil.Process(manager.provisioner.pid)
        run(f"import sys; sys.path.insert(0, {str(ROOT)!r}); from test_explorer import dots", "first")
        widgets, memory = [], []
        for _ in range(150):
            widgets.append(run("explorer = dots()\nexplorer", "shown"))
            memory.append(kernel.memory_info().rss / 1e6)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert len(set(widgets)) == 1
    assert memory[-1] - memory[99] < 10, "megabytes"  # earlier, Python 3.13 still takes more memory
