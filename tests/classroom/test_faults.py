"""Something dies while learners work: who notices, and what is lost."""

import contextlib
import signal
import time

import psutil
import pytest
import requests
import websocket
from schoolroom import until
from wire import CellError, Kernel

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
    """Whether the kernel, with its new process, runs a cell."""
    try:
        return kernel.run("print(1 + 1)", patience=5) == "2"
    except (OSError, websocket.WebSocketException):
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
    pids = [pid_of(kernel) for kernel in (of_anna, of_ben)]
    kill(int((room.state / "proxy.pid").read_text()))
    began = time.monotonic()
    until(lambda: is_there(room), "the proxy answers")
    assert time.monotonic() - began < 30
    for number, kernel in enumerate((of_anna, of_ben)):
        until(lambda kernel=kernel: kernel.visit.api("GET", "kernels").ok, "the proxy knows the way to the server")
        assert kernel.run("print(number)") == str(number)
    assert [pid_of(kernel) for kernel in (of_anna, of_ben)] == pids


def is_there(room):
    with contextlib.suppress(requests.ConnectionError):
        return requests.get(f"{room.url}/hub/health", timeout=5).ok


def test_a_cell_goes_on_while_the_proxy_is_away(room, of_ben):
    """Its page is cut off, and what it computes is there when the page comes back."""
    of_ben.send("import time; time.sleep(1); result = 42")
    kill(int((room.state / "proxy.pid").read_text()))
    with pytest.raises((OSError, websocket.WebSocketException)):
        of_ben.answer()
    until(lambda: is_there(room), "the proxy answers")
    until(lambda: of_ben.visit.api("GET", "kernels").ok, "the proxy knows the way to the server")
    assert of_ben.run("print(result)") == "42"


def test_the_hub_dies_and_nobody_who_is_in_notices(room, anna, ben, of_anna, of_ben):
    pids = [pid_of(kernel) for kernel in (of_anna, of_ben)]
    with at_work(of_ben, seconds=6):
        room.stop_hub(signal.SIGKILL)
        for number, kernel in enumerate((of_anna, Kernel(ben))):
            kernel.run("away = 1")
            assert kernel.visit.api("GET", "contents").ok
        assert of_anna.run("print(number)") == "0"
        room.start_hub()
    for number, kernel in enumerate((of_anna, of_ben)):
        assert kernel.run("print(number)") == str(number)
        assert kernel.visit.get(f"{room.url}/hub/home", allow_redirects=False).status_code == 200  # the old cookie
        assert kernel.visit.get(f"{kernel.visit.server}/lab", allow_redirects=False).status_code == 200
    assert [pid_of(kernel) for kernel in (of_anna, of_ben)] == pids
