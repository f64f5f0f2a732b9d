"""start.py works with settings of other programs around it; each test starts it in its own process."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import nbformat
import psutil
import pytest
from browser import Lab
from jupyter_client import BlockingKernelClient
from project_copy import ROOT, copy_project, free_port, set_up, surroundings, until, without_root_rights

CELLS = nbformat.read(ROOT / "notebooks/01_entropy.ipynb", as_version=4).cells
WHERE = next(cell.source for cell in CELLS if cell.cell_type == "code")
WHERE += "\nimport lib\nprint(sys.prefix.encode(), lib.__file__.encode(), sys.flags.optimize, entropy([.5, .5]))"
APPUTILS = "@jupyterlab/apputils-extension"


class Server(Lab):
    """start.py --no-browser in its own process, which becomes JupyterLab."""

    def __init__(self, folder, log, env, **options):
        self.log, command = log, [sys.executable, folder / "start.py", "--no-browser", "--port", str(free_port())]
        with log.open("wb") as out:
            self.process = subprocess.Popen(command, env=env, cwd=log.parent, stdout=out, stderr=out, **options)

    def __enter__(self):
        self.origin, self.path, self.token = until(self.address, "JupyterLab says its address").groups()
        return super().__enter__()

    def address(self):
        assert self.process.poll() is None, self.said()
        return re.search(r"(http://localhost:\d+)(/\S+)\?token=(\w+)", self.said())

    def get(self, path):
        with urllib.request.urlopen(f"{self.origin}{path}?token={self.token}", timeout=30) as answer:
            return answer.read().decode()

    def kernel(self):
        """Return the connection file of the page's kernel, which is started if there is none yet."""
        page = {"path": "notebooks/01_entropy.ipynb", "name": "", "type": "notebook"}
        self.api("POST", "sessions", {**page, "kernel": {"name": "python3"}})
        (command,) = [child.cmdline() for child in psutil.Process(self.process.pid).children()]
        return Path(command[-1])

    def run(self, code):
        """Run the code in the kernel and return its printed output, or its traceback."""
        said, client = [], BlockingKernelClient(connection_file=str(self.kernel()))
        client.load_connection_file()
        client.start_channels()
        try:
            client.execute_interactive(code, output_hook=lambda message: said.append(message["content"]), timeout=120)
        finally:
            client.stop_channels()
        return "".join(content.get("text") or "\n".join(content.get("traceback", [])) for content in said)


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """Return a copy of the project after a first start."""
    return set_up(copy_project(tmp_path_factory.mktemp("ready") / "project", "lib", "course", "notebooks"))


def assert_works(server, project):
    """Check that the first page's first cell runs in the Python of .venv, and that only the address was printed."""
    lib = project / "lib/__init__.py"
    assert server.run(WHERE) == f"{os.fsencode(project / '.venv')} {os.fsencode(lib)} 0 1.0\n"
    said = [line for line in server.said().splitlines() if not line.startswith(("    ", "[C", "[I"))]
    assert said == ["Starting JupyterLab. Ctrl-C in this window ends it.", ""][: len(said)], server.said()


def settings_of_others(home):
    """Write settings of another Python, Jupyter and proxy, most of which would stop a page; return the environment."""
    argv = [sys.executable, "-c", "raise SystemExit('No module named ipykernel_launcher')"]
    kernel = json.dumps({"argv": argv, "display_name": "mine", "language": ""})
    files = {
        "mine/kernels/python3/kernel.json": kernel,
        ".local/share/jupyter/kernels/python3/kernel.json": kernel,
        "mine/jupyter_server_config.py": "c.ServerApp.preferred_dir = '/'",
        ".jupyter/jupyter_lab_config.py": "c.ServerApp.certfile = '/no/such/file'",
        "mine/lib/__init__.py": "",
        "mine/numpy.py": "raise ImportError('this is another numpy')",
        f".jupyter/lab/user-settings/{APPUTILS}/themes.jupyterlab-settings": '{"theme": "JupyterLab Dark"}',
    }
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    paths = dict.fromkeys(["JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "PYTHONPATH"], str(home / "mine"))
    others = dict.fromkeys(["VIRTUAL_ENV", "CONDA_PREFIX"], sys.prefix)
    proxies = dict.fromkeys(["HTTP_PROXY", "http_proxy", "ALL_PROXY", "JUPYTER_GATEWAY_URL"], "http://127.0.0.1:9")
    return {**paths, **others, **proxies, "PYTHONOPTIMIZE": "2", "JUPYTER_PREFER_ENV_PATH": "0"}


@pytest.fixture(scope="module")
def server(ready, tmp_path_factory):
    """Yield a server in a home full of settings for another Python and Jupyter."""
    home = tmp_path_factory.mktemp("home")
    with Server(ready, home / "log", surroundings(home, **settings_of_others(home))) as server:
        yield server


def test_the_first_page_runs_amid_settings_of_others(server, ready):
    assert_works(server, ready)


def test_the_first_notebook_is_open_to_this_computer_alone(server):
    assert server.path == "/lab/tree/notebooks/00_start_here.ipynb"
    assert len(server.token) >= 32 and '"start.py"' in server.get("/api/contents")
    with pytest.raises(HTTPError, match="403"):
        urllib.request.urlopen(server.origin + "/api/contents", timeout=30)
    with pytest.raises(OSError):  # from another address of this computer
        socket.create_connection(("127.0.0.2", int(server.origin.rpartition(":")[2])), timeout=2)


def test_it_asks_for_no_news_and_keeps_the_looks_of_the_user(server):
    assert '"news": {"disabled": true}' in server.get(server.path)
    assert '"notification": null' in server.get("/lab/api/update")
    asked = json.loads(server.get(f"/lab/api/settings/{APPUTILS}:notification"))
    assert asked["schema"]["properties"]["fetchNews"]["default"] == "false"
    assert json.loads(server.get(f"/lab/api/settings/{APPUTILS}:themes"))["settings"]["theme"] == "JupyterLab Dark"


def test_nobody_else_can_listen_to_the_kernel(server):
    """Jupyter encrypts messages, with a key that only this user can read."""
    file = server.kernel()
    assert "curve_secretkey" in json.loads(file.read_text(encoding="utf-8"))
    assert file.stat().st_mode & 0o77 == 0


def test_a_path_with_letters_of_all_kinds_a_link_to_it_and_no_home(tmp_path):
    letters = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    project = set_up(copy_project(tmp_path / "Übung 汉字 'a\"$b%c#{0}", "lib", "course", "notebooks"))
    (tmp_path / "link").symlink_to(project)
    with Server(tmp_path / "link", tmp_path / "log", surroundings(tmp_path / "log/home", **letters)) as server:
        assert_works(server, project)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(60) == 0
    assert "Installing" not in server.said()


def test_a_student_without_a_writable_home_starts_what_the_teacher_has_set_up(ready, tmp_path):
    subprocess.run(["chmod", "-R", "a-w", ready], check=True)
    (tmp_path / "home").mkdir(0o555)
    with Server(ready, tmp_path / "log", surroundings(tmp_path / "home"), preexec_fn=without_root_rights) as server:
        assert_works(server, ready)


@pytest.mark.parametrize("stopped", [False, True])
def test_a_second_start_waits_for_the_first_and_installs_only_if_that_was_stopped(tmp_path, stopped):
    project, calls, uv = copy_project(tmp_path / "project", needs="\n"), tmp_path / "calls", tmp_path / "uv"
    slowly = f'if [ $1 = venv ]; then {sys.executable} -m venv --without-pip "$4"; else exec sleep $SLOW; fi'
    uv.write_text(f'#!/bin/sh\necho $$ >>"{calls}"\n{slowly}\n', encoding="utf-8")
    uv.chmod(0o755)
    env = surroundings(tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}", SLOW="60" if stopped else "3")
    command = [sys.executable, project / "start.py", "test", "--version"]
    first = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    until(lambda: calls.exists() and len(calls.read_text(encoding="utf-8").split()) == 2, "the first one installs")
    second = subprocess.Popen(command, env={**env, "SLOW": "0"}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert second.stdout.readline() == b"Another start is installing. Waiting for it.\n"
    if stopped:
        first.send_signal(signal.SIGINT)
    said, then = (process.communicate(timeout=60)[0].decode() for process in (first, second))
    assert ("Stopped. The next start installs it from the beginning." in said) is stopped
    assert ("Installing" in then) is stopped and "No module named pytest" in then  # the first start was completed
    assert not psutil.pid_exists(int(calls.read_text(encoding="utf-8").split()[1]))
