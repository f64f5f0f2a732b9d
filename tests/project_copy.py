"""Copies of the project that are set up without a network, and start.py run in them as a user runs it."""

import contextlib
import ctypes
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import uuid
import venv
from pathlib import Path

import websocket

import start

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS, SITE, TESTS = start.REQUIREMENTS["test"]
straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # localhost is asked through no proxy


def copy_project(folder, *names):
    """Copy what start.py needs, and these folders besides."""
    for name in ("start.py", NOTEBOOKS, SITE, TESTS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    for name in names:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    return folder


def load(project):
    """The start.py of this copy, as a module."""
    spec = importlib.util.spec_from_file_location("start_copy", project / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_borrowing_venv(folder):
    """A .venv with the packages of the one that runs this test, and JupyterLab's pages."""
    venv.create(folder, symlinks=True)
    python = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    ask = "import os, sys, sysconfig; sys.stdout.buffer.write(os.fsencode(sysconfig.get_path('purelib')))"
    theirs = os.fsdecode(subprocess.check_output([folder / python, "-c", ask], env=start.environment()))
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(theirs, "borrowed.pth").write_text("\n".join(ours), encoding="utf-8")
    (folder / "share").symlink_to(Path(sysconfig.get_path("data"), "share"))


def set_up(project, files=(NOTEBOOKS, SITE, TESTS)):
    """What a first start leaves behind, in two seconds and without a network."""
    copy = load(project)
    really_run, borrow = copy.run, ["borrow"]

    def run(command):
        if command != borrow:
            return really_run(command)
        make_borrowing_venv(copy.VENV)
        return 0, ""

    copy.run, copy.ways = run, lambda fresh, files: [[borrow]]
    copy.set_up(files)
    return project


def surroundings(home, **settings):
    """An environment with this home, without what the tests themselves run in, and with these settings."""
    return {**start.environment(), "HOME": str(home), "PYTHONUTF8": "", **settings}


def without_power():
    """Take from root the right to write anywhere, in a child before it starts."""
    if os.geteuid() == 0:
        for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None).prctl(24, right)  # PR_CAPBSET_DROP


def get(url, data=None):
    """The status and the text that the server answers, whatever it is."""
    try:
        with straight.open(urllib.request.Request(url, data), timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, ""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Server:
    """start.py --no-browser in a process of its own, which becomes JupyterLab."""

    def __init__(self, folder, log, env, **options):
        self.log, port = log, str(free_port())
        command = [sys.executable, str(folder / "start.py"), "--no-browser", "--port", port]
        with log.open("wb") as out:
            options.setdefault("cwd", log.parent)
            self.process = subprocess.Popen(command, env=env, stdout=out, stderr=out, **options)
        deadline = time.monotonic() + 120
        try:
            while not (found := re.search(r"(http://localhost:\d+)(/\S+)\?token=(\w+)", self.said())):
                assert self.process.poll() is None and time.monotonic() < deadline, self.said()
                time.sleep(0.05)
            self.url = found[0]
            self.origin, self.path, self.token = found.groups()
            while not self.answers():  # it prints its address a moment before it listens
                time.sleep(0.05)
        except BaseException:
            self.stop()
            raise

    def answers(self):
        try:
            return self.get("/api/status")
        except OSError:
            assert self.process.poll() is None, self.said()

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        self.stop()

    def stop(self):
        """End it gently, so that its kernels end too."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.process.kill()
        self.process.wait()

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def get(self, path):
        return get(f"{self.origin}{path}?token={self.token}")

    def run(self, code, page="notebooks/01_entropy.ipynb", timeout=120):
        """What the kernel of this page prints when it runs the code, or its traceback."""
        wanted = {"path": page, "name": page, "type": "notebook", "kernel": {"name": "python3"}}
        status, answer = get(f"{self.origin}/api/sessions?token={self.token}", json.dumps(wanted).encode())
        assert status == 201, self.said()
        kernel, session = json.loads(answer)["kernel"]["id"], uuid.uuid4().hex
        url = f"ws{self.origin[4:]}/api/kernels/{kernel}/channels?session_id={session}&token={self.token}"
        channel = websocket.create_connection(url, timeout=timeout, http_no_proxy=["localhost"])
        header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": session}
        header |= {"username": "", "version": "5.3"}
        content = {"code": code, "silent": False, "allow_stdin": False}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        channel.send(json.dumps(message))
        said, awaited = "", {"execute_reply", "idle"}  # these two come in either order
        with contextlib.closing(channel):
            while awaited:
                reply = json.loads(channel.recv())
                if reply["parent_header"].get("msg_id") == header["msg_id"]:
                    content = reply["content"]
                    said += content.get("text", "")
                    if reply["msg_type"] == "error":
                        said += "\n".join(content["traceback"])
                    awaited -= {reply["msg_type"], content.get("execution_state")}
        return said
