"""A class that comes in, runs a page, drags a slider and trains a network: how long it takes, and what it needs.

    sudo .venv/bin/python tests/benchmarks/classroom.py [LEARNERS ...]

prints a table for 1, 10 and 30 learners. The hub, the proxy, the servers and the kernels are real, as in
classroom/README.md; accounts and files are removed afterwards. Learners are programs that send what a browser sends:
they log in, follow the class's link, load JupyterLab and a page, run its cells over a websocket and move sliders as the
widgets' own script does, one message at a time. They run on this machine too and use some of its time.
"""

import asyncio
import contextlib
import itertools
import json
import math
import os
import platform
import re
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import nbformat
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from running_classroom import Classroom, Visit, free_ports, processes, run, why_not  # noqa: E402

COUNTS = [1, 10, 30]
APART = 2  # seconds between two learners' first clicks: thirty come within a minute
DRAG, MOVES = 20, 5  # seconds, and moves in each
PAGE, TRAINING = "04_kl_versus_p", "03_dog_or_cat"
SLIDERS = ("p(dog)", "q(dog)")  # of the explorer with two sliders on PAGE
BOUND = 600  # seconds that a step may take
TICK = os.sysconf("SC_CLK_TCK")


PROTOCOL = "v1.kernel.websocket.jupyter.org"  # what JupyterLab speaks: numbers of bytes, then the parts themselves


def packed(channel, *parts):
    """A message as bytes."""
    parts = [channel.encode(), *(json.dumps(part).encode() for part in parts)]
    places = itertools.accumulate(map(len, parts), initial=8 * (len(parts) + 2))
    return struct.pack(f"<{len(parts) + 2}Q", len(parts) + 1, *places) + b"".join(parts)


def unpacked(message):
    """The type of a message, the number of the one that it answers, and its content."""
    count = struct.unpack_from("<Q", message)[0]
    places = struct.unpack_from(f"<{count}Q", message, 8)
    _, header, parent, _, content = (message[start:end] for start, end in itertools.pairwise(places[:6]))
    return json.loads(header)["msg_type"], json.loads(parent).get("msg_id"), json.loads(content)


class Kernel:
    """A page's kernel, reached over its websocket."""

    def __init__(self, socket):
        self.socket, self.sliders = socket, {}
        self.waiting = {}  # message id -> what happens to its answers
        self.reader = asyncio.create_task(self._read())

    async def _read(self):
        while (message := await self.socket.read_message()) is not None:
            kind, parent, content = unpacked(message)
            if kind == "comm_open" and (label := content["data"].get("state", {}).get("description")) in SLIDERS:
                self.sliders[label] = content["comm_id"]
            if take := self.waiting.get(parent):
                take(kind, content)
        for take in list(self.waiting.values()):
            take("error", {"evalue": "the websocket closed"})

    async def ask(self, kind, content, take=None):
        """Send a message and wait until the kernel is idle again; raise what went wrong."""
        number, done = uuid.uuid4().hex, asyncio.get_running_loop().create_future()

        def took(kind, content):
            if take:
                take(kind, content)
            if kind == "error" and not done.done():
                done.set_exception(RuntimeError(content["evalue"]))
            if kind == "status" and content["execution_state"] == "idle" and not done.done():
                done.set_result(None)

        self.waiting[number] = took
        header = {"msg_id": number, "msg_type": kind, "username": "", "session": number, "version": "5.3", "date": ""}
        await self.socket.write_message(packed("shell", header, {}, {}, content), binary=True)
        try:
            await asyncio.wait_for(done, BOUND)
        finally:
            del self.waiting[number]

    async def execute(self, code):
        """Run a cell."""
        await self.ask("execute_request", {"code": code, "silent": False, "store_history": True})

    async def move(self, label, index):
        """Move a slider and return the time at which its picture has come."""
        seen = []

        def take(kind, content):
            if kind == "comm_msg" and "<svg" in str(content["data"].get("state", {}).get("value")):
                seen.append(time.perf_counter())

        update = {"method": "update", "state": {"index": index}, "buffer_paths": []}
        await self.ask("comm_msg", {"comm_id": self.sliders[label], "data": update}, take)
        if not seen:
            raise RuntimeError("no picture came")
        return seen[-1]


class Learner:
    """One learner at one browser."""

    def __init__(self, classroom, name, link):
        self.classroom, self.name, self.link, self.latencies = classroom, name, link, []

    async def come_in(self):
        """From the login to a page that has run; returns the seconds."""
        start = time.perf_counter()
        await asyncio.to_thread(self._open)
        self.kernel = await self.run_page(PAGE)
        return time.perf_counter() - start

    def _open(self):
        self.visit = Visit(self.classroom.url, self.name, self.classroom.learners[self.name])
        self.visit.start_server()
        pulled = self.visit.get(f"{self.visit.server}/git-pull/api", params=self.link, timeout=BOUND).text
        if '"phase": "finished"' not in pulled:
            raise RuntimeError(pulled[-300:])
        page = self.visit.get(f"{self.visit.server}/lab/tree/{self.path(PAGE)}")
        page.raise_for_status()
        for script in re.findall(r'<script[^>]* src="([^"]+)"', page.text):
            self.visit.get(f"{self.classroom.url}{script}").raise_for_status()

    def path(self, page):
        return f"{self.link['targetpath']}/notebooks/{page}.ipynb"

    async def run_page(self, page):
        """Open a page with a kernel of its own and run every cell."""
        content, kernel = await asyncio.to_thread(self._start_kernel, page)
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.visit.cookies if cookie.path != "/hub/")
        address = f"{self.visit.server.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels"
        headers = {"Cookie": cookies, "Origin": self.classroom.url}
        request = HTTPRequest(address, headers=headers, connect_timeout=BOUND, request_timeout=BOUND)
        socket = await websocket_connect(request, max_message_size=2**28, subprotocols=[PROTOCOL])
        kernel = Kernel(socket)
        for cell in nbformat.from_dict(content).cells:
            if cell.cell_type == "code":
                await kernel.execute(cell.source)
        return kernel

    def _start_kernel(self, page):
        path = self.path(page)
        content = self.visit.api("GET", f"contents/{path}").json()["content"]
        session = {"path": path, "name": page, "type": "notebook", "kernel": {"name": "python3"}}
        answer = self.visit.api("POST", "sessions", json=session)
        answer.raise_for_status()
        return content, answer.json()["kernel"]["id"]

    async def drag(self):
        """Move two sliders in turn. While one picture is on its way only the newest move waits, as in a browser."""
        start, pending, moves = time.perf_counter(), [], asyncio.Condition()

        async def hand():
            for number in range(DRAG * MOVES):
                await asyncio.sleep(max(0, start + number / MOVES - time.perf_counter()))
                async with moves:
                    pending.append((time.perf_counter(), SLIDERS[number // 10 % 2], 20 + 7 * number % 60))
                    moves.notify()
            async with moves:
                pending.append(None)
                moves.notify()

        async def page():
            while True:
                async with moves:
                    await moves.wait_for(lambda: pending)
                    taken = pending[:]
                    pending.clear()
                made = [move for move in taken if move]
                if made:
                    seen = await self.kernel.move(*made[-1][1:])
                    self.latencies += [seen - moved for moved, *_ in made]
                if None in taken:
                    return

        await asyncio.gather(hand(), page())

    async def train(self):
        """Run the page that trains a network; returns the seconds."""
        start = time.perf_counter()
        await self.run_page(TRAINING)
        return time.perf_counter() - start


def memory(name):
    """The proportional set size of all processes of an account, in MB, and their number."""
    sizes = []
    for process in processes(name):
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
        except OSError:
            continue  # it has just ended
        sizes.append(int(re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[1]) / 1024)
    return sum(sizes)


def cpu(classroom):
    """Seconds of processor time that the learners, the hub and the proxy have used."""
    numbers = [process for name in classroom.learners for process in processes(name)]
    numbers += [classroom.hub.pid, int((classroom.state / "proxy.pid").read_text(encoding="utf-8"))]
    total = 0
    for number in numbers:
        fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += sum(map(int, fields[11:15]))  # its own, and its ended children's
    return total / TICK


def p95(values):
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


async def lesson(classroom, link):
    """All learners of a classroom work through a lesson; return a row of the table."""
    learners = [Learner(classroom, name, link) for name in classroom.learners]
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2 * len(learners)))  # nobody waits for a thread
    errors = []

    async def all_of(tasks):
        results = await asyncio.gather(*tasks, return_exceptions=True)
        errors.extend(result for result in results if isinstance(result, BaseException))
        return [result for result in results if not isinstance(result, BaseException)]

    async def later(seconds, learner):
        await asyncio.sleep(seconds)
        return await learner.come_in()

    start, used = time.perf_counter(), cpu(classroom)
    opened = await all_of(later(APART * place, learner) for place, learner in enumerate(learners))
    everybody, opening = time.perf_counter() - start, cpu(classroom) - used
    learners = [learner for learner in learners if hasattr(learner, "kernel")]
    after_page = [memory(learner.name) for learner in learners]
    used = cpu(classroom)
    await all_of(learner.drag() for learner in learners)
    dragging = cpu(classroom) - used
    latencies = [1000 * latency for learner in learners for latency in learner.latencies]
    start = time.perf_counter()
    trained = await all_of(learner.train() for learner in learners)
    training = time.perf_counter() - start
    after_both = [memory(learner.name) for learner in learners]
    for error in errors:
        print(f"error: {error!r}", file=sys.stderr)
    number = len(classroom.learners)
    return {
        "learners": number,
        "everybody's 04 has run after": f"{everybody:.0f} s",
        "each: median / p95": f"{statistics.median(opened):.1f} / {p95(opened):.1f} s",
        "slider: median / p95": f"{statistics.median(latencies):.0f} / {p95(latencies):.0f} ms",
        "03 together": f"{training:.0f} s ({statistics.median(trained):.1f} / {p95(trained):.1f})",
        "memory each, 04 open": f"{statistics.median(after_page):.0f} MB",
        "04 and 03 open": f"{statistics.median(after_both):.0f} MB",
        "processor each: opening / dragging": f"{opening / number:.1f} / {dragging / number:.1f} s",
        "errors": len(errors),
    }


@contextlib.contextmanager
def repository():
    """Serve the files of this checkout as a git repository, as a teacher has one; what the class's link says of it."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        for name in run("git", "-C", ROOT, "ls-files", "-z").split("\0")[:-1]:
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, project / name)
        git = ["git", "-C", project, "-c", "user.name=Teacher", "-c", "user.email=teacher@localhost"]
        run(*git, "init", "--quiet", "--initial-branch=main")
        run(*git, "add", "--all")
        run(*git, "commit", "--quiet", "--message=The lessons")
        [port] = free_ports(1)
        address = ["--listen=127.0.0.1", f"--port={port}", f"--base-path={folder}", "--export-all"]
        daemon = subprocess.Popen(["git", "daemon", *address], stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            yield {"repo": f"git://127.0.0.1:{port}/project", "branch": "main", "targetpath": "project"}
        finally:
            os.killpg(daemon.pid, signal.SIGTERM)
            daemon.wait()


def main(counts):
    """Measure for each number of learners, and print the table."""
    if reason := why_not():
        sys.exit(f"This measurement {reason}.")
    model = subprocess.run("grep -m1 'model name' /proc/cpuinfo", shell=True, capture_output=True, text=True).stdout
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{date.today()}, {os.cpu_count()} processors ({model.partition(': ')[2].strip() or platform.machine()}),")
    print(f"{gigabytes:.0f} GiB, {platform.system()} {platform.release()}\n")
    rows = []
    for count in counts:
        with repository() as link, Classroom(count) as classroom:
            rows.append(asyncio.run(asyncio.wait_for(lesson(classroom, link), BOUND)))
    print("| " + " | ".join(rows[0]) + " |\n" + "|---" * len(rows[0]) + "|")
    for row in rows:
        print("| " + " | ".join(map(str, row.values())) + " |")
    sys.exit(any(row["errors"] for row in rows))


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or COUNTS)
