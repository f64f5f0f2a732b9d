"""The time and memory of a class that comes in, runs a page, drags a slider and trains a network.

    sudo .venv/bin/python tests/benchmarks/classroom.py [LEARNERS ...]

prints a table for 1, 10 and 30 learners. The hub, the proxy, the servers and the kernels are real, as in
classroom/README.md; accounts and files are removed afterwards. Learners are programs that send the messages of a
browser. They log in, follow the class's link, load JupyterLab and a page, and run its cells over a websocket. They move
sliders as the widgets' own script does, one message at a time. They run on this machine too and use some of its time.
"""

import os
import platform
import re
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
import psutil
import websocket
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1

sys.path[:0] = [str(Path(__file__).resolve().parents[place]) for place in (1, 2)]

from browser import Message  # noqa: E402
from running_classroom import URL, Visit, open_classroom  # noqa: E402

APART = 2  # seconds between two learners' first clicks: thirty learners come within a minute
DRAG, MOVES = 20, 5  # seconds, and moves per second
PAGE, TRAINING = "04_kl_versus_p", "03_dog_or_cat"
SLIDERS = ("p(dog)", "q(dog)")  # of the explorer with two sliders on PAGE
BOUND = 600  # seconds; the limit for a step
PROTOCOL = "v1.kernel.websocket.jupyter.org"  # the one of JupyterLab


class Kernel:
    """A page's kernel, reached over its websocket."""

    def __init__(self, visit, page):
        path = f"course/notebooks/{page}.ipynb"
        self.cells = visit.api("GET", f"contents/{path}").json()["content"]["cells"]
        session = {"path": path, "name": page, "type": "notebook", "kernel": {"name": "python3"}}
        self.id = visit.api("POST", "sessions", json=session, timeout=BOUND).json()["kernel"]["id"]
        self.visit, self.sliders = visit, {}

    def __enter__(self):
        """Connect, and read all messages: otherwise pings stay unanswered, and the server would close the socket."""
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.visit.cookies if cookie.path != "/hub/")
        address = f"{self.visit.server.replace('http', 'ws', 1)}/api/kernels/{self.id}/channels"
        more = {"origin": URL, "subprotocols": [PROTOCOL], "timeout": BOUND, "http_no_proxy": ["127.0.0.1"]}
        self.socket = websocket.create_connection(address, cookie=cookies, **more)
        return self

    def __exit__(self, *_):
        self.socket.close()

    def ask(self, kind, content):
        """Send a message and yield the kernel's messages until it is idle again."""
        session = Session()
        request = session.msg(kind, content)
        self.socket.send_binary(serialize_msg_to_ws_v1(request, "shell", session.pack))
        while True:
            message = Message(self.socket.recv())
            if message.answered == request["msg_id"]:
                if message.type == "error":
                    raise RuntimeError(message.content["evalue"])
                if message.type == "status" and message.content["execution_state"] == "idle":
                    return
                yield message

    def run_all(self):
        """Run every cell of the page, and collect the sliders."""
        for cell in self.cells:
            if cell["cell_type"] == "code":
                for message in self.ask("execute_request", {"code": cell["source"], "silent": False}):
                    if message.type == "comm_open":
                        label = message.content["data"].get("state", {}).get("description")
                        self.sliders[label] = message.content["comm_id"]

    def move(self, label, index):
        """Move a slider and return the time at which its last picture arrived."""
        update = {"method": "update", "state": {"index": index}, "buffer_paths": []}
        seen = None
        for message in self.ask("comm_msg", {"comm_id": self.sliders[label], "data": update}):
            if message.type == "comm_msg" and message.has_picture:
                seen = time.perf_counter()
        return seen


class Learner:
    """One learner at one browser."""

    def __init__(self, place, account, repository):
        self.place, self.account, self.repository, self.page = place, account, repository, None

    def run(self, page):
        with Kernel(self.visit, page) as kernel:
            kernel.run_all()
        return kernel

    def come_in(self):
        """Log in and run a page; return the seconds."""
        time.sleep(APART * self.place)
        start = time.perf_counter()
        self.visit = visit = Visit(*self.account).start_server()
        link = {"repo": f"file://{self.repository}", "branch": "main", "targetpath": "course"}
        pulled = visit.get(f"{visit.server}/git-pull/api", params=link, timeout=BOUND).text
        if '"phase": "finished"' not in pulled:
            raise RuntimeError(pulled[-300:])
        page = visit.get(f"{visit.server}/lab/tree/course/notebooks/{PAGE}.ipynb")
        for script in re.findall(r'<script[^>]* src="([^"]+)"', page.text):
            visit.get(f"{URL}{script}").raise_for_status()
        self.page = self.run(PAGE)
        return time.perf_counter() - start

    def drag(self):
        """Move two sliders in turn; return the milliseconds from each move to its picture.

        While a picture is on its way, only the newest move waits, as in a browser.
        """
        taken, latencies = 0, []
        with self.page as kernel:
            start = time.perf_counter()
            while taken < DRAG * MOVES:
                time.sleep(max(0, start + taken / MOVES - time.perf_counter()))
                made = min(int((time.perf_counter() - start) * MOVES) + 1, DRAG * MOVES)
                seen = kernel.move(SLIDERS[(made - 1) // 10 % 2], 20 + 7 * (made - 1) % 60)
                latencies += [1000 * (seen - start - number / MOVES) for number in range(taken, made)]
                taken = made
        return latencies


def memory(classroom):
    """Return the median over all accounts of the proportional set size of their processes, in MB."""
    sizes = Counter()
    for process in psutil.process_iter(["username", "memory_full_info"]):
        sizes[process.info["username"]] += getattr(process.info["memory_full_info"], "pss", 0)
    return statistics.median(sizes[name] / 2**20 for name in classroom.learners)


def cpu(classroom):
    """Return the seconds of processor time of the learners, the hub and its helpers, with those of ended processes."""
    every = [process.info for process in psutil.process_iter(["username", "cwd", "cpu_times"])]
    ours = [one for one in every if one["username"] in classroom.learners or one["cwd"] == str(classroom.folder)]
    return sum(sum(one["cpu_times"][:4]) for one in ours)


def spread(values, unit, digits=0):
    """Return the median and the 95th percentile as text."""
    median, p95 = np.percentile(values, [50, 95])
    return f"{median:.{digits}f} / {p95:.{digits}f} {unit}"


def lesson(classroom):
    """Let all learners of a classroom work through a lesson; return a row of the table."""
    learners = [Learner(place, account, classroom.course) for place, account in enumerate(classroom.learners.items())]
    number, errors = len(learners), []

    def all_of(step):
        """Let each learner do a step; return their results, the seconds in total, and processor time per learner."""
        start, used = time.perf_counter(), cpu(classroom)
        with ThreadPoolExecutor(number) as pool:
            doing = [pool.submit(step, learner) for learner in learners]
        errors.extend(filter(None, (one.exception() for one in doing)))
        measured = [one.result() for one in doing if not one.exception()]
        return measured, time.perf_counter() - start, (cpu(classroom) - used) / number

    opened, everybody, opening = all_of(Learner.come_in)
    learners = [learner for learner in learners if learner.page]
    after_page = memory(classroom)
    latencies, _, dragging = all_of(Learner.drag)
    _, training, _ = all_of(lambda learner: learner.run(TRAINING))
    after_both = memory(classroom)
    for error in errors:
        print(f"error: {error!r}", file=sys.stderr)
    return {
        "learners": number,
        "everybody has run 04 after": f"{everybody:.0f} s",
        "each: median / p95": spread(opened, "s", 1),
        "slider to picture: median / p95": spread(sum(latencies, []), "ms"),
        "03 together": f"{training:.0f} s",
        "memory each, 04 open": f"{after_page:.0f} MB",
        "04 and 03 open": f"{after_both:.0f} MB",
        "processor each: opening, dragging": f"{opening:.1f}, {dragging:.1f} s",
        "errors": len(errors),
    }


def main(counts):
    """Measure for each number of learners, and print the table."""
    size = psutil.virtual_memory().total / 2**30
    print(f"{date.today()}, {os.cpu_count()} processors, {size:.0f} GiB, {platform.platform()}\n")
    rows = []
    for count in counts:
        with open_classroom(count) as classroom:
            rows.append(lesson(classroom))
    for cells in (rows[0], ["---"] * len(rows[0]), *map(dict.values, rows)):
        print("|", " | ".join(map(str, cells)), "|")


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [1, 10, 30])
