"""Something dies while learners work: who notices, and what is lost."""

import contextlib
import shutil
import signal
import subprocess
import time

import psutil
import pytest
import requests
import websocket
from schoolroom import until
from wire import CellError, Kernel

CUT_OFF = (OSError, websocket.WebSocketException)
COUNTING = "import time\nfor n in range({seconds} * 10):\n    time.sleep(0.1)\nprint('counted to', n + 1)"


@pytest.fixture(scope="module")
def kernels(anna, ben):
    """A kernel of each, with a variable in it."""
    kernels = [Kernel(visit) for visit in (anna, ben)]
    for number, kernel in enumerate(kernels):
        kernel.run(f"number = {number}")
    return kernels


@pytest.fixture
def of_anna(kernels):
    return kernels[0]


@pytest.fixture
def of_ben(kernels):
    return kernels[1]


def kill(pid):
    process = psutil.Process(pid)
    process.kill()
    until(lambda: not process.is_running() or process.status() == psutil.STATUS_ZOMBIE, "it is dead")


def pid_of(kernel):
    return int(kernel.run("import os; print(os.getpid())"))


def server_of(kernel):
    """The process that runs the learner's JupyterLab."""
    return int(kernel.run("import os; print(os.getppid())"))


@contextlib.contextmanager
def at_work(kernel, seconds=2):
    """A cell of this kernel that is running meanwhile, and prints what it should."""
    kernel.send(COUNTING.format(seconds=seconds))
    yield
    assert kernel.answer() == f"counted to {seconds * 10}"


def test_a_kernel_dies_and_is_started_again(of_anna, of_ben):
    with at_work(of_ben):
        kill(pid_of(of_anna))
        until(lambda: of_anna.state() in ("restarting", "starting", "idle"), "the server has seen it")
        until(lambda: answers(of_anna), "the new kernel answers")
    with pytest.raises(CellError, match="NameError"):
        of_anna.run("number")  # a new kernel knows nothing
    of_anna.run("number = 0")
    assert of_ben.run("print(number)") == "1"


def answers(kernel):
    """Whether the kernel, with its new process, runs a cell; what was asked of the old one is lost."""
    try:
        return Kernel(kernel.visit, kernel.id, patience=5).run("print(1 + 1)") == "2"
    except CUT_OFF:
        return False


def test_a_server_dies_and_its_learner_starts_it_again(room, anna, of_anna, of_ben):
    saved = anna.api("PUT", "contents/page.txt", json={"type": "file", "format": "text", "content": "saved"})
    assert saved.status_code == 201
    with at_work(of_ben):
        kill(server_of(of_anna))
        began = time.monotonic()
        until(lambda: comes_in(anna), "its page starts it again")
        took = time.monotonic() - began
    assert took < 60
    assert anna.api("GET", "contents/page.txt").json()["content"] == "saved"
    assert of_ben.run("print(number)") == "1"
    kernel = Kernel(anna)
    assert kernel.run("print(1 + 1)") == "2"
    of_anna.id = kernel.id
    of_anna.run("number = 0")


def comes_in(visit):
    """Whether the button of the page that has lost its server leads to a new one."""
    answer = visit.get(f"{visit.url}/hub/spawn", timeout=60)
    return answer.ok and answer.url.startswith(f"{visit.server}/lab")


def test_the_proxy_dies_and_the_hub_starts_it_again(room, of_anna, of_ben):
    """Pages are cut off and come back, as JupyterLab does by itself; what a cell says meanwhile is kept for them."""
    pids = [pid_of(kernel) for kernel in (of_anna, of_ben)]
    of_ben.send(COUNTING.format(seconds=2))
    kill(int((room.state / "proxy.pid").read_text()))
    began = time.monotonic()
    with pytest.raises(CUT_OFF):
        of_ben.answer()
    assert answer_over_a_new_connection(of_ben) == "counted to 20"
    until(lambda: back(of_anna.visit), "the other one's page is back")
    assert time.monotonic() - began < 30
    assert [kernel.run("print(number)") for kernel in (of_anna, of_ben)] == ["0", "1"]
    assert [pid_of(kernel) for kernel in (of_anna, of_ben)] == pids


def test_the_hub_dies_and_learners_work_on(room, of_anna, of_ben):
    pids = [pid_of(kernel) for kernel in (of_anna, of_ben)]
    room.stop_hub(signal.SIGKILL)
    with at_work(of_ben):
        assert of_anna.run("print(number)") == "0"
        text = {"type": "file", "format": "text", "content": "saved meanwhile"}
        assert of_anna.visit.api("PUT", "contents/meanwhile.txt", json=text).status_code == 201
    # The hub that comes back starts the proxy anew, which cuts pages off for a moment.
    of_ben.send(COUNTING.format(seconds=2))
    room.start_hub()
    try:
        said = of_ben.answer()
    except CUT_OFF:
        said = answer_over_a_new_connection(of_ben)
    assert said == "counted to 20"
    until(lambda: back(of_anna.visit), "the other one's page is back")
    for number, kernel in enumerate((of_anna, of_ben)):
        assert kernel.run("print(number)") == str(number)
        # with the cookies that they had
        assert kernel.visit.get(f"{room.url}/hub/home", allow_redirects=False).status_code == 200
        assert kernel.visit.get(f"{kernel.visit.server}/lab", allow_redirects=False).status_code == 200
    assert [pid_of(kernel) for kernel in (of_anna, of_ben)] == pids


def answer_over_a_new_connection(kernel):
    """As JupyterLab's page does it, which tries again and again."""
    until(lambda: back(kernel.visit), "the proxy knows the way again")
    kernel.connect()
    return kernel.answer()


def back(visit):
    """Whether this learner's server answers through the proxy."""
    with contextlib.suppress(requests.ConnectionError):
        return visit.api("GET", "kernels").ok


# --- the disk is full


@pytest.fixture
def narrow(room, anna, of_anna):
    """A folder of Anna's that gets full before the disk does: a small disk of its own, or a limit to the size of files.

    Returns a function that fills it, one that frees it, and what the message has to say.
    """
    folder = room.home(anna.name) / "narrow"
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder], capture_output=True)
    shutil.chown(folder, anna.name, anna.name)
    full = folder / "full"
    if done.returncode == 0:
        yield lambda: full.write_bytes(bytes(60_000)), full.unlink, "space"
        subprocess.run(["umount", folder], check=True)
    else:  # in a container that may not mount
        limit = ["prlimit", f"--pid={server_of(of_anna)}"]
        yield (
            lambda: subprocess.run([*limit, "--fsize=60000:"], check=True),
            lambda: subprocess.run([*limit, "--fsize=unlimited:"], check=True),
            "File too large",
        )
        subprocess.run([*limit, "--fsize=unlimited:"], check=True)


def notebook(text):
    cell = {"cell_type": "markdown", "id": "one", "metadata": {}, "source": text}
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    return {"type": "notebook", "content": content}


@pytest.mark.parametrize("size", [100, 50_000, 70_000, 150_000])
def test_the_disk_is_full(room, anna, ben, of_ben, narrow, size):
    fill, free, words = narrow
    path = room.home(anna.name) / "narrow/page.ipynb"
    assert anna.api("PUT", "contents/narrow/page.ipynb", json=notebook("old" * 10000)).status_code in (200, 201)
    before = path.read_bytes()
    fill()
    answer = anna.api("PUT", "contents/narrow/page.ipynb", json=notebook("n" * size))
    print(size, answer.status_code, answer.text[:300], len(path.read_bytes()), sorted(p.name for p in path.parent.iterdir()), before == path.read_bytes())
