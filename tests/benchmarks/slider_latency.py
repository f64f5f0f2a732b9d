"""The time from a key press to the new picture on the page, for several ways to connect a slider with a figure.

    .venv/bin/python tests/benchmarks/slider_latency.py

opens each of them in a real JupyterLab and a real browser: first on this computer, then through a network with 75 ms
each way, as with Binder. It prints a table after some eight minutes. Times are multiples of the time of `interact`.
ipympl takes part if it is installed. The floor is a slider whose callback in the kernel sets a short text: no callback
can be faster.
"""

import asyncio
import contextlib
import copy
import importlib.util
import statistics
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path[:0] = [str(Path(__file__).resolve().parents[place]) for place in (1, 2)]

from browser import Lab, LabPage, launch  # noqa: E402

ROUNDS, PRESSES, DRAG_SECONDS, ONE_WAY = 2, 25, 3, 0.075

PREPARE = """
import importlib, ipywidgets, matplotlib.pyplot as plt
from course.drawing.explorer import Explorer, slider

figure = importlib.import_module("course.explorers.kl_versus_q")  # the file, not the function

class Live(Explorer):
    "An explorer that does for one slider what Explorer does for several."
    def _film(self, control, shared):
        return self._live(shared)

def control():
    return slider("q(dog)", figure.POSITIONS, 0.5)

def draw():
    "The figure of kl_versus_q as pyplot's, and the function that moves its parts."
    look = {"figsize": (7.2, 3.2), "layout": "constrained"}
    figure.new_axes = lambda rows, columns, **ratios: plt.subplots(rows, columns, **look, **ratios)
    figure.Explorer = lambda drawn, update, **_: (drawn, update)
    return figure.kl_versus_q()
"""
WAYS = {
    "floor": """
knob, text = control(), ipywidgets.HTML("0.5")
knob.observe(lambda change: setattr(text, "value", str(change.new)), "value")
ipywidgets.VBox([knob, text])
""",
    "interact": """
@ipywidgets.interact(q=control())
def show(q):
    draw()[1](q)
    plt.show()
""",
    "ipympl": """
%matplotlib widget
with plt.ioff():
    fig, move = draw()
knob = control()

def show(change):
    move(change.new)
    fig.canvas.draw_idle()

knob.observe(show, "value")
move(0.5)
ipywidgets.VBox([knob, fig.canvas])
""",
    "live": "figure.Explorer = Live\nfigure.kl_versus_q()",
    "film": "figure.kl_versus_q()",
}

# Records when a key goes down and when new pictures (or, at the floor, texts) reach the cell's output.
WATCH = """cell => {
    window.pictures = [], window.frame = 0;
    const count = () => { window.frame += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
    const picture = () => window.pictures.push([performance.now(), window.frame]);
    window.addEventListener('keydown', () => window.pressed = performance.now(), true);
    const isOne = node => node.matches?.('img, svg, canvas') || node.querySelector?.('img, svg, canvas');
    new MutationObserver(records => {
        const added = records.filter(record => record.addedNodes.length && record.target.closest('.jp-OutputArea')
            && !record.target.closest('.widget-hslider'));
        if (added.some(record => record.target.closest('.widget-html-content') || [...record.addedNodes].some(isOne)))
            picture();
    }).observe(cell, {childList: true, subtree: true});
    const draw = CanvasRenderingContext2D.prototype.drawImage;  // ipympl puts its pictures on one canvas
    CanvasRenderingContext2D.prototype.drawImage = function (...args) { picture(); return draw.apply(this, args); };
}"""

# Moves the slider's handle once in every frame, to and fro over the whole track; returns the pictures per second.
DRAG = """async ([handle, milliseconds]) => {
    const track = handle.closest('.noUi-target').getBoundingClientRect();
    const box = handle.getBoundingClientRect(), y = box.y + box.height / 2;
    const say = (type, target, x) => target.dispatchEvent(
        new MouseEvent(type, {bubbles: true, cancelable: true, clientX: x, clientY: y, buttons: 1}));
    const begin = performance.now(), first = window.pictures.length;
    let last = begin;
    say('mousedown', handle, box.x + box.width / 2);
    while (last < begin + milliseconds) {
        last = await new Promise(requestAnimationFrame);
        const turn = (last - begin) / 1500 % 2;
        say('mousemove', document.documentElement, track.x + track.width * (turn < 1 ? turn : 2 - turn));
    }
    say('mouseup', document.documentElement, track.x);
    return new Set(window.pictures.slice(first).map(([, frame]) => frame)).size / (last - begin) * 1000;
}"""


def far_way_to(port):
    """Return the address of a proxy to a port of this computer, which is as slow as a far computer."""

    async def carry(reader, writer):
        loop = asyncio.get_running_loop()
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                loop.call_later(ONE_WAY, writer.write, data)
        loop.call_later(ONE_WAY, writer.close)

    async def serve(reader, writer):
        far_reader, far_writer = await asyncio.open_connection("localhost", port)
        await asyncio.gather(carry(reader, far_writer), carry(far_reader, writer))

    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(serve, "localhost"), loop).result()
    return f"http://localhost:{server.sockets[0].getsockname()[1]}"


def start_cost(tab):
    """Return the seconds of the kernel and the kB sent for the cell with the slider and its figure."""
    tab.received.clear()
    tab.run_cell(1)
    tab.wait()
    tab.page.wait_for_timeout(1000)
    messages = [message for message in tab.received if message.type != "status"]
    dates = {message.type: message.date for message in messages}
    seconds = (dates["execute_reply"] - dates["execute_input"]).total_seconds()
    return seconds, sum(len(message.raw) for message in messages) / 1000


def latency(tab, cell):
    """Return the milliseconds from each key press to the next picture, and the pictures per second in a drag.

    cell: that of the slider; the first one is taken.
    """
    page, handle = tab.page, cell.locator(".noUi-handle").first
    cell.evaluate(WATCH)
    handle.focus()
    times = []
    for press in range(-5, PRESSES):  # the first ones warm up
        page.evaluate("window.pictures.length = 0")
        page.keyboard.press("ArrowRight" if press % 2 else "ArrowLeft")
        page.wait_for_function("window.pictures.length > 0", timeout=10_000)
        if press >= 0:
            times.append(page.evaluate("window.pictures[0][0] - window.pressed"))
        page.wait_for_timeout(250 + 2000 * ONE_WAY)  # until everything is quiet
    return times, page.evaluate(DRAG, [handle.element_handle(), DRAG_SECONDS * 1000])


def measure(tab, ways):
    """Return medians of latency, pictures/s, seconds and kB, by way; ways take turns, so busy moments affect all."""
    results = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name in ways:
            tab.open(f"{name}.ipynb")
            tab.run_cell(0)
            tab.wait()
            tab.page.wait_for_timeout(500)
            cost = start_cost(tab)
            times, rate = latency(tab, tab.cell(1))
            results[name] += [(time, rate, *cost) for time in times]
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in results.items()}


def main():
    ways = {name: code for name, code in WAYS.items() if name != "ipympl" or importlib.util.find_spec("ipympl")}
    with tempfile.TemporaryDirectory() as folder, Lab(folder) as near, sync_playwright() as playwright:
        for name, code in ways.items():
            near.write(f"{name}.ipynb", [PREPARE, code.strip()])
        far = copy.copy(near)
        far.origin = far_way_to(near.port)
        context = launch(playwright).new_context()
        here, there = (measure(LabPage(context, lab, "floor.ipynb"), ways) for lab in (near, far))
    print(f"| a slider with | here | through a network of {2000 * ONE_WAY:.0f} ms | pictures/s there | to start |")
    print("|---|---|---|---|---|")
    (near_1, *_), (far_1, *_) = here["interact"], there["interact"]
    for name in ways:
        (near_ms, _, seconds, kilobytes), (far_ms, rate, *_) = here[name], there[name]
        times = f"{near_ms / near_1:.2f} | {far_ms / far_1:.2f}"
        print(f"| {name} | {times} | {rate:.0f} | {seconds:.2f} s, {kilobytes:.0f} kB |")
    print(f"1 is {near_1:.0f} ms here, {far_1:.0f} ms through the network")


if __name__ == "__main__":
    main()
