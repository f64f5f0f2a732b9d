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
from kernel_connection import CellError, Kernel
from running_classroom import until

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


def test_a_server_dies_and_its_learner_starts_it_again(classroom, anna, of_anna, of_ben):
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


def test_the_proxy_dies_and_the_hub_starts_it_again(classroom, of_anna, of_ben):
    """Pages are cut off and come back, as JupyterLab does by itself; what a cell says meanwhile is kept for them."""
    pids = [pid_of(kernel) for kernel in (of_anna, of_ben)]
    of_ben.send(COUNTING.format(seconds=2))
    kill(int((classroom.state / "proxy.pid").read_text(encoding="utf-8")))
    began = time.monotonic()
    with pytest.raises(CUT_OFF):
        of_ben.answer()
    assert answer_over_a_new_connection(of_ben) == "counted to 20"
    until(lambda: back(of_anna.visit), "the other one's page is back")
    assert time.monotonic() - began < 30
    assert [kernel.run("print(number)") for kernel in (of_anna, of_ben)] == ["0", "1"]
    assert [pid_of(kernel) for kernel in (of_anna, of_ben)] == pids


def test_the_hub_dies_and_learners_work_on(classroom, of_anna, of_ben):
    pids = [pid_of(kernel) for kernel in (of_anna, of_ben)]
    classroom.stop_hub(signal.SIGKILL)
    with at_work(of_ben):
        assert of_anna.run("print(number)") == "0"
        text = {"type": "file", "format": "text", "content": "saved meanwhile"}
        assert of_anna.visit.api("PUT", "contents/meanwhile.txt", json=text).status_code == 201
    # The hub that comes back starts the proxy anew, which cuts pages off for a moment.
    of_ben.send(COUNTING.format(seconds=2))
    classroom.start_hub()
    try:
        said = of_ben.answer()
    except CUT_OFF:
        said = answer_over_a_new_connection(of_ben)
    assert said == "counted to 20"
    until(lambda: back(of_anna.visit), "the other one's page is back")
    for number, kernel in enumerate((of_anna, of_ben)):
        assert kernel.run("print(number)") == str(number)
        # with the cookies that they had
        assert kernel.visit.get(f"{classroom.url}/hub/home", allow_redirects=False).status_code == 200
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
def narrow(classroom, anna):
    """A folder of Anna's on a small disk, or where files may not get large; and a function that says how much is left.

    In a container that may not mount, a limit to the size of files is as near as one comes.
    """
    folder = classroom.home(anna.name) / "narrow"
    folder.mkdir()
    server = server_of(Kernel(anna))
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder], capture_output=True)
    shutil.chown(folder, anna.name, anna.name)

    def leave(pages):
        """Leave this many pages free, of 4096 bytes each; all of them when None."""
        if mounted.returncode:
            size = "unlimited" if pages is None else 4096 * (pages + 1)
            done = classroom.act_as(anna.name, "prlimit", f"--pid={server}", f"--fsize={size}:")
            assert done.returncode == 0, done.stderr
        else:
            (folder / "full").unlink(missing_ok=True)
            if pages is not None:
                (folder / "full").write_bytes(bytes(shutil.disk_usage(folder).free - 4096 * pages))

    try:
        yield folder, leave
        leave(None)
    finally:
        if not mounted.returncode:
            subprocess.run(["umount", folder], check=True)


def notebook(text):
    """A notebook with this text, to be saved."""
    cell = {"cell_type": "markdown", "id": "one", "metadata": {}, "source": text}
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    return {"type": "notebook", "content": content}


def test_the_disk_is_full(anna, ben, of_anna, of_ben, narrow):
    """A clear message, the page as it was saved before; there is no number of pages at which half a page is left."""
    folder, leave = narrow
    save = "contents/narrow/page.ipynb"
    assert anna.api("PUT", save, json=notebook("old" * 1000)).status_code == 201
    before = (folder / "page.ipynb").read_bytes()
    refusals = 0
    for pages in range(8):
        leave(pages)
        answer = anna.api("PUT", save, json=notebook("new" * 5000))
        assert (folder / "page.ipynb").read_bytes() == before or answer.ok, pages
        if not answer.ok:
            refusals += 1
            assert answer.status_code == 507
            assert answer.json()["message"].startswith("Not saved: your disk space is used up.")
        leave(None)
        assert anna.api("GET", save).ok
        assert anna.api("PUT", save, json=notebook("old" * 1000)).ok
        assert sorted(path.name for path in folder.iterdir()) == [".ipynb_checkpoints", "page.ipynb"]
    assert refusals >= 4
    assert of_anna.run("print(number)") == "0"
    assert ben.api("PUT", "contents/page.ipynb", json=notebook("new" * 5000)).status_code == 201
    assert of_ben.run("print(number)") == "1"


# --- too much memory, a second browser, a farewell


def test_a_cell_takes_more_memory_than_there_is_for_one(of_anna, of_ben):
    with at_work(of_ben), pytest.raises(CellError, match="MemoryError|Unable to allocate"):
        of_anna.run("import numpy; numpy.ones(500_000_000)")  # 4 GB
    assert of_anna.run("print(number)") == "0"


def test_a_second_login_is_the_same_learner(classroom, anna, of_anna):
    second = classroom.visit(anna.name)
    assert second.get(f"{second.server}/lab").ok
    with at_work(of_anna):
        assert second.api("GET", "kernels").json()[0]["id"] == of_anna.id
    other = Kernel(second, of_anna.id)
    assert other.run("number += 10; print(number)") == "10"
    assert of_anna.run("number -= 10; print(number)") == "0"


def test_who_logs_out_stops_nobody_s_work(classroom, anna, ben, of_anna, of_ben):
    second = classroom.visit(anna.name)
    second.get(f"{second.server}/lab").raise_for_status()
    with at_work(of_ben), at_work(of_anna):
        second.get(f"{classroom.url}/hub/logout").raise_for_status()
        assert second.api("GET", "kernels").status_code == 403
        assert anna.api("GET", "kernels").ok and ben.api("GET", "kernels").ok
    assert [kernel.run("print(number)") for kernel in (of_anna, of_ben)] == ["0", "1"]
