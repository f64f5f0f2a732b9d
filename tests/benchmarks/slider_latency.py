"""How long after a key press the new picture is on the page, for several ways of joining a slider to a figure.

    .venv/bin/python tests/benchmarks/slider_latency.py

opens each of them in a real JupyterLab and a real browser, at first on this computer, then through a network that
takes 75 ms each way, as Binder's does, and prints three tables, after some eight minutes. ipympl takes part if it
is installed.
The floor is a slider whose callback in the kernel sets a short text: no callback can be faster.
"""

import asyncio
import contextlib
import copy
import importlib.util
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from browser import Lab, LabPage, launch  # noqa: E402

ROUNDS, PRESSES, DRAG_SECONDS, ONE_WAY = 2, 25, 3, 0.075

PREPARE = """
import importlib, ipywidgets, matplotlib.pyplot as plt, numpy as np
from lib.distributions import bernoulli
from course.drawing.explorer import Explorer, slider
from lib.measures import kl_divergence
from course.drawing.style import CURVE, DOT, GAP_LINE, P_BAR, Q_BAR, amount

def draw(fig):
    "The figure of kl_versus_q, and the function that moves its parts."
    left, right = fig.subplots(1, 2, width_ratios=[2, 5])
    left.bar([-0.2, 0.8], [1, 0], 0.38, **P_BAR)
    bars = left.bar([0.2, 1.2], [0, 0], 0.38, **Q_BAR)
    left.set(xticks=[0, 1], xticklabels=["dog", "cat"], ylim=(0, 1.18), ylabel="probability")
    x = np.linspace(0.004, 1, 250)
    right.plot(x, kl_divergence([1, 0], bernoulli(x)), **CURVE)
    right.set(xlim=(-0.04, 1.02), ylim=(0, 7), xlabel="q(dog), the predicted probability", ylabel="D(p‖q) in bits")
    right.secondary_yaxis("right").set_ylabel("in nats")
    (drop,), (dot,), text = right.plot([], [], **GAP_LINE), right.plot([], [], **DOT), right.text(0, 0, "")

    def move(q):
        height = min(kl_divergence([1, 0], bernoulli(q)), 7)
        for bar, share in zip(bars, bernoulli(q)):
            bar.set_height(share)
        drop.set_data([q, q], [0, height])
        dot.set_data([q], [height])
        text.set_text(amount(height))
        text.set_position((q, height))

    return move

figure = importlib.import_module("course.explorers.kl_versus_q")  # the file, not the function

class Live(Explorer):
    "An explorer that does for one slider what Explorer does for several."
    def _film(self, control, shared):
        return self._live(shared)

def control():
    return slider("q(dog)", figure.POSITIONS, 0.5)
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
    draw(plt.figure(figsize=(7.2, 3.2), layout="constrained"))(q)
    plt.show()
""",
    "ipympl": """
%matplotlib widget
with plt.ioff():
    fig = plt.figure(figsize=(7.2, 3.2), layout="constrained")
move, knob = draw(fig), control()

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

# Writes down when keys go down and when new pictures (or, at the floor, texts) come into the cell's output.
WATCH = """cell => {
    window.keys = [], window.pictures = [], window.frame = 0;
    const count = () => { window.frame += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
    const picture = () => window.pictures.push([performance.now(), window.frame]);
    window.addEventListener('keydown', () => window.keys.push(performance.now()), true);
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

# Moves the slider's handle once in every frame, to and fro over the whole track.
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
    last = performance.now();
    say('mouseup', document.documentElement, track.x);
    for (let quiet = last; performance.now() < quiet + 1500; ) {
        await new Promise(requestAnimationFrame);
        quiet = Math.max(last, ...window.pictures.slice(-1).map(([time]) => time));
    }
    const during = window.pictures.slice(first).filter(([time]) => time <= last);
    const frames = new Set(during.map(([, frame]) => frame)).size;
    const end = window.pictures.at(-1)?.[0] ?? last;
    return [frames / (last - begin) * 1000, Math.max(0, end - last)];
}"""


class Network:
    """A way to a port of this computer that takes as long as one to a far computer."""

    def __init__(self, port):
        self.port, self.loop = port, asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self._run, args=[ready], daemon=True).start()
        ready.wait()
        self.origin = f"http://localhost:{self.server.sockets[0].getsockname()[1]}"

    def _run(self, ready):
        self.server = self.loop.run_until_complete(asyncio.start_server(self._serve, "localhost"))
        ready.set()
        self.loop.run_forever()

    async def _serve(self, reader, writer):
        far_reader, far_writer = await asyncio.open_connection("localhost", self.port)
        await asyncio.gather(self._carry(reader, far_writer), self._carry(far_reader, writer))

    async def _carry(self, reader, writer):
        under_way = asyncio.Queue()

        async def deliver():
            while True:
                due, data = await under_way.get()
                await asyncio.sleep(max(0, due - time.monotonic()))
                if not data:
                    return writer.close()
                writer.write(data)

        delivery, data = asyncio.create_task(deliver()), b"-"
        while data:
            try:
                data = await reader.read(65536)
            except ConnectionError:
                data = b""
            under_way.put_nowait((time.monotonic() + ONE_WAY, data))
        with contextlib.suppress(ConnectionError):
            await delivery


def start_cost(tab):
    """Seconds of the kernel, kB sent and widgets made for the cell that shows the slider and its figure."""
    tab.received.clear()
    tab.run_cell(1)
    tab.wait()
    tab.page.wait_for_timeout(1000)
    messages = [message for message in tab.received if message.type != "status"]
    began = next(message for message in messages if message.type == "execute_input")
    reply = next(message for message in messages if message.type == "execute_reply")
    assert reply.content["status"] == "ok", reply.content
    widgets = sum(message.type == "comm_open" for message in messages)
    return (reply.date - began.date).total_seconds(), sum(len(message.raw) for message in messages) / 1000, widgets


def latency(tab):
    """Milliseconds from each key press to the next picture, then pictures/s in a drag and ms until it has settled."""
    page, cell = tab.page, tab.cell(1)
    handle = cell.locator(".noUi-handle")
    cell.evaluate(WATCH)
    handle.focus()
    times = []
    for press in range(-5, PRESSES):  # the first ones warm up
        page.evaluate("window.keys.length = window.pictures.length = 0")
        page.keyboard.press("ArrowRight" if press % 2 else "ArrowLeft")
        page.wait_for_function("window.pictures.length > 0", timeout=10_000)
        if press >= 0:
            times.append(page.evaluate("window.pictures[0][0] - window.keys[0]"))
        page.wait_for_timeout(250 + 2000 * ONE_WAY)  # let everything come to rest
    rate, settled = page.evaluate(DRAG, [handle.element_handle(), DRAG_SECONDS * 1000])
    return times, rate, settled


def measure(tab, ways):
    """Results by way, as lists with one entry for each round; ways take turns, so that a busy moment meets them all."""
    results = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name in ways:
            tab.open(f"{name}.ipynb")
            tab.run_cell(0)
            tab.wait()
            tab.page.wait_for_timeout(500)
            first = start_cost(tab)
            again = start_cost(tab)
            results[name].append((*latency(tab), first, again))
            print(name, results[name][-1], file=sys.stderr, flush=True)
    return results


def show_latency(title, results):
    print(f"\n{title}\n")
    print("| | key to picture, median | 95 % | interact takes | pictures/s in a drag | settled after |")
    print("|---|---|---|---|---|---|")
    pooled = {name: [time for times, *_ in rounds for time in times] for name, rounds in results.items()}
    for name, rounds in results.items():
        median, late = statistics.median(pooled[name]), statistics.quantiles(pooled[name], n=20)[-1]
        ratio = statistics.median(pooled["interact"]) / median
        rate, settled = (statistics.mean(values) for values in list(zip(*rounds))[1:3])
        print(f"| {name} | {median:.1f} ms | {late:.1f} ms | {ratio:.1f}x | {rate:.1f} | {settled:.0f} ms |")


def show_start(results):
    print("\n| to start | seconds in a fresh kernel | seconds later on | kB sent | widgets |\n|---|---|---|---|---|")
    for name, rounds in results.items():
        seconds, again = (statistics.median(cost[0] for cost in costs) for costs in list(zip(*rounds))[3:])
        _, kilobytes, widgets = rounds[0][3]
        print(f"| {name} | {seconds:.2f} | {again:.2f} | {kilobytes:.0f} | {widgets} |")


def main():
    ways = {name: code for name, code in WAYS.items() if name != "ipympl" or importlib.util.find_spec("ipympl")}
    with tempfile.TemporaryDirectory() as folder, Lab(folder, sys.executable) as near, sync_playwright() as playwright:
        for name, code in ways.items():
            cells = [nbformat.v4.new_code_cell(source.strip()) for source in (PREPARE, code)]
            kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
            nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), near.files / f"{name}.ipynb")
        far = copy.copy(near)
        far.origin = Network(near.port).origin
        context = launch(playwright).new_context()
        here, there = (measure(LabPage(context, lab, "floor.ipynb"), ways) for lab in (near, far))
    show_latency("On this computer", here)
    show_latency(f"Over a network of {2000 * ONE_WAY:.0f} ms", there)
    show_start(here)


if __name__ == "__main__":
    main()
