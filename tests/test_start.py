"""start.py: a second start installs nothing, failures say what to do, the server is closed to others."""

import ast
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS, TESTS = "requirements.txt", "tests/requirements.txt"


@pytest.fixture
def project(tmp_path):
    """A copy of what start.py needs, in a path with spaces."""
    folder = tmp_path / "a path with spaces"
    for name in ("start.py", NOTEBOOKS, TESTS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


def load(project):
    spec = importlib.util.spec_from_file_location("start_copy", project / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Tools:
    """Stands in for start.run: makes real but empty .venvs, installs nothing, fails where told to."""

    def __init__(self):
        self.calls, self.failing = [], {}

    def __call__(self, command):
        call = "uv " + command[1] if command[0] == "uv" else command[2]
        self.calls.append(call)
        if self.failing.get(call) is KeyboardInterrupt:
            raise KeyboardInterrupt
        if call in self.failing:
            return 1, self.failing[call]
        if call.endswith("venv"):
            venv.create(command[-1], symlinks=True)
        return 0, ""

    def called(self):
        calls, self.calls = self.calls, []
        return calls


@pytest.fixture
def tools():
    return Tools()


@pytest.fixture
def start(project, tools, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    module = load(project)
    module.run = tools
    return module


def message(function, *args):
    with pytest.raises(SystemExit) as stopped:
        function(*args)
    return stopped.value.code


# ------------------------------------------------------------------------------ what is installed, and when


def test_second_start_installs_nothing_and_is_quick(start, tools):
    start.set_up([NOTEBOOKS])
    assert tools.called() == ["venv", "pip"]
    began = time.perf_counter()
    start.set_up([NOTEBOOKS])
    assert time.perf_counter() - began < 2
    assert tools.called() == []


def test_the_tests_add_to_the_same_venv(start, tools):
    start.set_up([NOTEBOOKS])
    start.set_up([NOTEBOOKS, TESTS])
    assert tools.called() == ["venv", "pip", "ensurepip", "pip"]
    start.set_up([NOTEBOOKS])
    start.set_up([NOTEBOOKS, TESTS])
    assert tools.called() == []


def test_new_requirements_are_installed_into_the_same_venv(start, tools, project):
    start.set_up([NOTEBOOKS])
    with open(project / NOTEBOOKS, "a") as file:
        file.write("another-package\n")
    start.set_up([NOTEBOOKS])
    assert tools.called() == ["venv", "pip", "ensurepip", "pip"]


def delete_python(start):
    start.PYTHON.unlink()


def replace_python(start):
    start.PYTHON.unlink()
    start.PYTHON.write_text("no program")


def garble_stamp(start):
    start.STAMP.write_text("{")


def interrupt_install(start):
    start.run.failing = {"pip": KeyboardInterrupt}
    with open(start.HERE / NOTEBOOKS, "a") as file:
        file.write("another-package\n")
    with pytest.raises(KeyboardInterrupt):
        start.set_up([NOTEBOOKS])
    start.run.failing = {}


@pytest.mark.parametrize("harm", [delete_python, replace_python, garble_stamp, interrupt_install])
def test_a_broken_venv_is_made_anew(start, tools, harm):
    start.set_up([NOTEBOOKS])
    harm(start)
    (start.VENV / "left over").touch()
    tools.called()
    start.set_up([NOTEBOOKS])
    assert tools.called() == ["venv", "pip"]
    assert not (start.VENV / "left over").exists()


def test_a_moved_venv_is_made_anew(start, tools, project):
    start.set_up([NOTEBOOKS])
    moved = load(project.rename(project.with_name("moved")))
    moved.run = tools
    tools.called()
    moved.set_up([NOTEBOOKS])
    assert tools.called() == ["venv", "pip"]


def test_tests_that_cannot_be_installed_do_not_harm_what_is_there(start, tools):
    start.set_up([NOTEBOOKS])
    tools.failing = {"pip": "connection refused"}
    assert message(start.set_up, [NOTEBOOKS, TESTS]) == "\n" + start.NO_NETWORK
    tools.called()
    start.set_up([NOTEBOOKS])
    assert tools.called() == []


# ------------------------------------------------------------------------------------------------------- uv


def test_uv_is_used_where_it_is(start, tools, monkeypatch):
    monkeypatch.setattr(shutil, "which", {"uv": "uv"}.get)
    start.set_up([NOTEBOOKS])
    assert tools.called() == ["uv venv", "uv pip"]


@pytest.mark.parametrize("fails, calls", [("uv venv", ["uv venv"]), ("uv pip", ["uv venv", "uv pip"])])
def test_without_uv_where_uv_fails(start, tools, monkeypatch, fails, calls):
    monkeypatch.setattr(shutil, "which", {"uv": "uv"}.get)
    tools.failing = {fails: "error: no such Python"}
    start.set_up([NOTEBOOKS])
    assert tools.called() == [*calls, "venv", "pip"]


def test_a_program_that_cannot_run_counts_as_failed(project):
    code, output = load(project).run([str(project / "no such program")])
    assert code == 1 and "no such program" in output


# ------------------------------------------------------------------------------------------------- messages


def run_as(project, preparation, *args):
    """Run start.py in a Python of its own in which the preparation was executed first."""
    path = str(project / "start.py")
    run = f"sys.argv = {[path, *args]}; runpy.run_path({path!r}, run_name='__main__')"
    command = [sys.executable, "-c", f"import runpy, sys; {preparation}; {run}"]
    env = {**os.environ, "PATH": str(project)}  # no uv there
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120)


def test_parses_on_an_old_python():
    ast.parse((ROOT / "start.py").read_text(), feature_version=(3, 6))


@pytest.mark.parametrize("args", [[], ["test"], ["--help"]])
def test_python_too_old(project, args):
    result = run_as(project, "sys.version_info = (3, 9, 6, 'final', 0)", *args)
    assert result.returncode == 1
    assert "needs Python 3.11 or newer, and this is Python 3.9 (" in result.stderr
    assert "python3.12 start.py" in result.stderr
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_python_without_venv(project, module):
    result = run_as(project, f"sys.modules[{module!r}] = None")
    assert result.returncode == 1
    assert f"'{module}' is missing" in result.stderr
    assert "sudo apt install python3-venv" in result.stderr
    assert f"python3.{sys.version_info[1]}-venv" in result.stderr
    assert not (project / ".venv").exists()


def test_no_network(project, monkeypatch):
    pytest.importorskip("ensurepip")  # Debian has it in a package of its own
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    result = run_as(project, "pass")
    assert result.returncode == 1
    assert "The first start needs the internet" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (project / ".venv/installed.json").exists()


def test_other_failures_show_what_pip_said(start, tools, capsys):
    tools.failing = {"pip": "ERROR: No matching distribution found for numpy>=99"}
    assert message(start.set_up, [NOTEBOOKS]) == "\n" + start.NO_INSTALL
    assert "numpy>=99" in capsys.readouterr().out


def test_stopped_while_installing(start, tools):
    tools.failing = {"pip": KeyboardInterrupt}
    assert "Stopped" in message(start.main, [])


def test_folder_not_writable(start, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied", ".venv")

    monkeypatch.setattr(Path, "mkdir", refuse)
    said = message(start.main, [])
    assert f"Cannot write in the folder {start.HERE}" in said
    assert "Permission denied" in said and "Copy the project" in said


def test_venv_is_in_the_way(start):
    start.VENV.write_text("a file")
    assert "Cannot write in the folder" in message(start.main, [])


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_read_only_folder(start, project):
    project.chmod(0o555)
    assert "Cannot write in the folder" in message(start.main, [])


def test_port_taken_is_said_before_anything_is_installed(start, tools):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert message(start.main, ["--port", str(port)]) == "\n" + start.PORT_TAKEN.format(port)
    assert tools.called() == []
    start.check_port(port)


@pytest.mark.parametrize("port", ["0", "65536", "lab"])
def test_no_port(start, tools, port, capsys):
    assert message(start.main, ["--port", port]) == 2
    assert "--port" in capsys.readouterr().err
    assert tools.called() == []


# ------------------------------------------------------------------------------------------------- for real


@pytest.fixture
def ready(project, start):
    """The project after a first start; its .venv borrows the packages of the one that runs this test."""
    start.set_up([NOTEBOOKS, TESTS])
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    theirs = subprocess.check_output([str(start.PYTHON), "-c", ask], text=True).strip()
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(theirs, "borrowed.pth").write_text("\n".join(ours))
    (start.VENV / "share").symlink_to(Path(sysconfig.get_path("data"), "share"))  # JupyterLab's pages
    return project


def test_first_start_makes_a_venv_with_pip(project):
    pytest.importorskip("ensurepip")
    for name in (NOTEBOOKS, TESTS):
        (project / name).write_text("# nothing, so that this needs no network\n")
    first, second = run_as(project, "pass", "test"), run_as(project, "pass", "test")
    assert "Installing" in first.stdout and "Installing" not in second.stdout
    assert "No module named pytest" in first.stderr and "No module named pytest" in second.stderr


@pytest.mark.parametrize("which, code", [("right", 0), ("wrong", 1)])
def test_arguments_go_to_pytest_and_its_exit_code_comes_back(ready, which, code):
    (ready / "tests/test_two.py").write_text("def test_right(): pass\ndef test_wrong(): assert False\n")
    result = run_as(ready, "pass", "test", "tests/test_two.py", "-k", which)
    assert result.returncode == code, result.stderr
    assert "Installing" not in result.stdout


def test_where_there_is_no_exec_the_exit_code_comes_back_too(start, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "name", "nt")
    assert message(start.hand_over, [sys.executable, "-c", "raise SystemExit(7)"]) == 7


def get(url):
    """The status and the text that the server answers, whatever it is."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, ""


@pytest.fixture
def server(ready, tmp_path):
    """The process that start.py becomes, and the address that it prints."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    env = {**os.environ, **{f"JUPYTER_{d}_DIR": str(tmp_path / d) for d in ("CONFIG", "DATA", "RUNTIME")}}
    env.pop("JUPYTER_TOKEN", None)
    log = tmp_path / "log"
    command = [sys.executable, str(ready / "start.py"), "--no-browser", "--port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + 60
        while not (found := re.search(r"http://localhost:\S+token=\w+", log.read_text())):
            assert process.poll() is None and time.monotonic() < deadline, log.read_text()
            time.sleep(0.05)
        yield process, found[0]
    finally:
        process.kill()  # no harm if it has ended
        process.wait()


def test_server_opens_the_first_notebook_to_this_computer_alone_and_asks_for_no_news(server):
    process, url = server
    root, path, token = re.fullmatch(r"(http://localhost:\d+)(/\S+)\?token=(\w{32,})", url).groups()
    assert path == "/lab/tree/notebooks/00_start_here.ipynb"
    assert get(root + "/api/contents")[0] == 403
    status, folder = get(f"{root}/api/contents?token={token}")
    assert status == 200 and '"start.py"' in folder
    status, page = get(url)
    assert status == 200 and '"news": {"disabled": true}' in page
    assert '"notification": null' in get(f"{root}/lab/api/update?token={token}")[1]
    with pytest.raises(OSError):  # another address of this same computer
        socket.create_connection(("127.0.0.2", int(root.rpartition(":")[2])), timeout=2)
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
