"""start.py: a second start installs nothing, failures say what to do, the server is closed to others."""

import ast
import importlib.metadata
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
from pathlib import Path
from types import SimpleNamespace

import pytest
from project_copy import (
    NOTEBOOKS,
    ROOT,
    SITE,
    TESTS,
    Server,
    copy_project,
    get,
    load,
    set_up,
    surroundings,
    without_power,
)


@pytest.fixture
def project(tmp_path):
    """A copy of what start.py needs, in a path with spaces."""
    return copy_project(tmp_path / "a path with spaces")


class Tools:
    """Stands in for start.run: makes real but empty .venvs, installs nothing, fails where told to."""

    def __init__(self):
        self.calls, self.commands, self.failing = [], [], {}

    def __call__(self, command):
        call = "uv " + command[1] if command[0] == "uv" else "trial" if command[1] == "-c" else command[2]
        self.calls.append(call)
        self.commands.append(command)
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
    assert tools.called() == ["venv", "pip", "trial"]
    began = time.perf_counter()
    start.set_up([NOTEBOOKS])
    assert time.perf_counter() - began < 2
    assert tools.called() == []


def test_the_tests_add_to_the_same_venv(start, tools):
    start.set_up([NOTEBOOKS])
    start.set_up([NOTEBOOKS, TESTS])
    assert tools.called() == ["venv", "pip", "trial", "ensurepip", "pip", "trial"]
    start.set_up([NOTEBOOKS])
    start.set_up([NOTEBOOKS, TESTS])
    assert tools.called() == []


def test_this_pythons_own_pip_fills_the_venv(start, tools, monkeypatch):
    monkeypatch.setattr(start, "own_pip", lambda: True)
    start.set_up([NOTEBOOKS])
    assert tools.called() == ["venv", "pip", "trial"]
    make, fill, _ = tools.commands
    assert "--without-pip" in make and fill[:5] == [make[0], "-m", "pip", "--python", str(start.PYTHON)]
    assert fill[fill.index("-r") - 1] == "pip"
    start.set_up([NOTEBOOKS, TESTS])
    assert tools.called() == ["pip", "trial"]


@pytest.mark.parametrize(
    "version, new", [("26.3", True), ("22.3", True), ("22.2.2", False), ("9.0.3", False), (None, False)]
)
def test_only_a_new_pip_can_fill_another_environment(start, monkeypatch, version, new):
    def found(name):
        if version is None:
            raise importlib.metadata.PackageNotFoundError
        return version

    monkeypatch.setattr(importlib.metadata, "version", found)
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    assert start.own_pip() is new
    monkeypatch.setattr(sys, "prefix", "a virtual environment")  # which is not the Python that makes .venv
    assert start.own_pip() is False


def test_the_site_is_built_in_the_same_venv(start, tools):
    start.set_up(start.REQUIREMENTS["test"])
    tools.called()
    start.set_up(start.REQUIREMENTS["site"])
    assert tools.called() == []


def test_new_requirements_are_installed_into_the_same_venv(start, tools, project):
    start.set_up([NOTEBOOKS])
    with open(project / NOTEBOOKS, "a", encoding="utf-8") as file:
        file.write("another-package\n")
    start.set_up([NOTEBOOKS])
    assert tools.called() == ["venv", "pip", "trial", "ensurepip", "pip", "trial"]


def delete_python(start):
    start.PYTHON.unlink()


def replace_python(start):
    start.PYTHON.unlink()
    start.PYTHON.write_text("no program", encoding="utf-8")


def garble_stamp(start):
    start.STAMP.write_text("{", encoding="utf-8")


def interrupt_install(start):
    start.run.failing = {"pip": KeyboardInterrupt}
    with open(start.HERE / NOTEBOOKS, "a", encoding="utf-8") as file:
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
    assert tools.called() == ["venv", "pip", "trial"]
    assert not (start.VENV / "left over").exists()


def test_a_moved_venv_is_made_anew(start, tools, project):
    start.set_up([NOTEBOOKS])
    moved = load(project.rename(project.with_name("moved")))
    moved.run = tools
    tools.called()
    moved.set_up([NOTEBOOKS])
    assert tools.called() == ["venv", "pip", "trial"]


def test_tests_that_cannot_be_installed_do_not_harm_what_is_there(start, tools):
    start.set_up([NOTEBOOKS])
    tools.failing = {"pip": "connection refused"}
    assert message(start.set_up, [NOTEBOOKS, TESTS]) == "\n" + start.NO_NETWORK
    tools.called()
    start.set_up([NOTEBOOKS])
    assert tools.called() == []


def test_what_was_installed_and_does_not_run_is_not_ready(start, tools, capsys):
    tools.failing = {"trial": "ImportError: DLL load failed while importing _multiarray_umath"}
    assert message(start.set_up, [NOTEBOOKS]) == "\n" + start.NO_INSTALL
    assert "DLL load failed" in capsys.readouterr().out
    assert not start.STAMP.exists()


def test_an_installation_that_spoils_what_was_there_is_not_ready(start, tools):
    start.set_up([NOTEBOOKS])
    tools.failing = {"pip": "killed", "trial": "ImportError: numpy"}
    message(start.set_up, [NOTEBOOKS, TESTS])
    assert not start.STAMP.exists()


def test_the_trial_names_every_package(start):
    python, _, _, *names = start.trial([NOTEBOOKS, TESTS])
    assert {"numpy", "jupyterlab", "hypothesis"} <= set(names)
    lines = [line for name in (NOTEBOOKS, TESTS) for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    assert len(names) == len(lines) and all(map(str.startswith, lines, names))


# ------------------------------------------------------------------------------------------------------- uv


def test_uv_is_used_where_it_is(start, tools, monkeypatch):
    monkeypatch.setattr(shutil, "which", {"uv": "uv"}.get)
    start.set_up([NOTEBOOKS])
    assert tools.called() == ["uv venv", "uv pip", "trial"]


@pytest.mark.parametrize("fails, calls", [("uv venv", ["uv venv"]), ("uv pip", ["uv venv", "uv pip"])])
def test_without_uv_where_uv_fails(start, tools, monkeypatch, fails, calls):
    monkeypatch.setattr(shutil, "which", {"uv": "uv"}.get)
    tools.failing = {fails: "error: no such Python"}
    start.set_up([NOTEBOOKS])
    assert tools.called() == [*calls, "venv", "pip", "trial"]


def test_a_program_that_cannot_run_counts_as_failed(project):
    code, output = load(project).run([str(project / "no such program")])
    assert code == 1 and "no such program" in output


# ------------------------------------------------------------------------------------------------- messages


def run_as(project, preparation, *args, **options):
    """Run start.py in a Python of its own in which the preparation was executed first."""
    path = str(project / "start.py")
    run = f"sys.argv = {[path, *args]}; runpy.run_path({path!r}, run_name='__main__')"
    command = [sys.executable, "-c", f"import runpy, sys; {preparation}; {run}"]
    options = {"env": {**os.environ, "PATH": str(project)}, **options}  # no uv there
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, **options)


def test_parses_on_an_old_python():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


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


SAID = {
    "NO_SPACE": [
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "error: failed to write to file: Disk quota exceeded (os error 122)",
        "OSError: [WinError 112] There is not enough space on the disk",
    ],
    "NO_PASS": ["(ProxyError('...', OSError('Tunnel connection failed: 407 Proxy Authentication Required'))"],
    "NO_TRUST": [
        "(Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "
        "self-signed certificate in certificate chain (_ssl.c:1006)')))\nconnection broken by 'SSLError'",
        "error: invalid peer certificate: UnknownIssuer",
    ],
    "NO_NETWORK": [
        "(NewConnectionError('Failed to establish a new connection: [Errno 101] Network is unreachable')",
        "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution",
        "(Caused by ProxyError('Cannot connect to proxy.', ConnectionRefusedError(111, 'Connection refused')))",
        "error: Failed to fetch: `https://pypi.org/simple/numpy/`\n  dns error",
    ],
    "NO_INSTALL": ["ERROR: No matching distribution found for numpy>=99", "error: no such Python", "4074 errors"],
}


@pytest.mark.parametrize("name, said", [(name, text) for name, texts in SAID.items() for text in texts])
def test_what_pip_said_is_shown_and_its_case_named(start, tools, capsys, name, said):
    tools.failing = {"pip": said}
    assert message(start.set_up, [NOTEBOOKS]) == "\n" + getattr(start, name)
    assert said.splitlines()[0] in capsys.readouterr().out


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


def test_disk_full_where_nobody_says_so(start, tools, monkeypatch):
    tools.failing = {"venv": "Error: Command '[...]' returned non-zero exit status 1."}
    assert message(start.set_up, [NOTEBOOKS]) == "\n" + start.NO_INSTALL
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
    assert message(start.set_up, [NOTEBOOKS]) == "\n" + start.NO_SPACE


def test_disk_full_when_all_is_installed(start, monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(28, "No space left on device", ".venv")

    monkeypatch.setattr(start, "write_settings", refuse)
    said = message(start.main, [])
    assert "No space left on device" in said and "free some space" in said
    assert start.installed() == {}


def test_venv_is_in_the_way(start):
    start.VENV.write_text("a file", encoding="utf-8")
    assert "Cannot write in the folder" in message(start.main, [])


def test_read_only_folder(project):
    project.chmod(0o555)
    result = run_as(project, "pass", preexec_fn=without_power)
    assert result.returncode == 1 and "Cannot write in the folder" in result.stderr, result.stderr


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
def ready(project):
    return set_up(project)


def test_first_start_makes_a_venv_with_pip(project):
    pytest.importorskip("ensurepip")
    for name in (NOTEBOOKS, SITE, TESTS):
        (project / name).write_text("# nothing, so that this needs no network\n", encoding="utf-8")
    first, second = run_as(project, "pass", "test"), run_as(project, "pass", "test")
    assert "Installing" in first.stdout and "Installing" not in second.stdout
    assert "No module named pytest" in first.stderr and "No module named pytest" in second.stderr


@pytest.mark.parametrize("which, code", [("right", 0), ("wrong", 1)])
def test_arguments_go_to_pytest_and_its_exit_code_comes_back(ready, which, code):
    tests = "def test_right(): pass\ndef test_wrong(): assert False\n"
    (ready / "tests/test_two.py").write_text(tests, encoding="utf-8")
    result = run_as(ready, "pass", "test", "tests/test_two.py", "-k", which)
    assert result.returncode == code, result.stderr
    assert "Installing" not in result.stdout


def test_the_site_goes_to_one_place_only(ready):
    result = run_as(ready, "pass", "site", "elsewhere")
    assert result.returncode == 1 and "takes no arguments" in result.stderr


def test_the_table_finds_its_paths_wherever_it_is_started(ready, tmp_path):
    for name in ("lib", "course"):
        shutil.copytree(ROOT / name, ready / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "elsewhere/class").mkdir(parents=True)
    (tmp_path / "elsewhere/class/Ada.json").write_text(
        '{"format": 1, "predictions": {"01": ["b"]}, "guesses": {}, "exercises": {}}', encoding="utf-8"
    )
    (tmp_path / "elsewhere/class/Ben.json").write_text("{", encoding="utf-8")
    command = [sys.executable, str(ready / "start.py"), "table", "class", "--csv", "answers.csv"]
    done = subprocess.run(
        command, cwd=tmp_path / "elsewhere", env=surroundings(tmp_path), capture_output=True, check=False
    )
    assert done.returncode == 0 and done.stderr == b"", done.stderr.decode()
    told = done.stdout.decode().splitlines()
    assert told[:3] == ["1 learner", "", "Ben.json: left out, it is half a file, or no JSON"]
    assert told[-1].split() == ["Ada", "1", "1", "0", "0"]
    assert '"Ada","prediction","01","b","yes"' in (tmp_path / "elsewhere/answers.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("args, said", [(["nowhere"], "There is no folder nowhere"), ([], "folder"), (["."] * 2, ".")])
def test_a_table_of_nothing_is_refused_before_anything_is_installed(start, tools, args, said, capsys):
    code = message(start.main, ["table", *args])
    assert said in f"{code}{capsys.readouterr().err}"
    assert tools.called() == []


def test_where_there_is_no_exec_the_exit_code_comes_back_too(start, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "name", "nt")
    assert message(start.hand_over, [sys.executable, "-c", "raise SystemExit(7)"], os.environ) == 7


def test_server_opens_the_first_notebook_to_this_computer_alone_and_asks_for_no_news(ready, tmp_path):
    with Server(ready, tmp_path / "log", surroundings(tmp_path)) as server:
        assert server.path == "/lab/tree/notebooks/00_start_here.ipynb"
        assert len(server.token) >= 32
        assert get(server.origin + "/api/contents")[0] == 403
        status, folder = server.get("/api/contents")
        assert status == 200 and '"start.py"' in folder
        status, page = server.get(server.path)
        assert status == 200 and '"news": {"disabled": true}' in page
        assert '"notification": null' in server.get("/lab/api/update")[1]
        with pytest.raises(OSError):  # another address of this same computer
            socket.create_connection(("127.0.0.2", int(server.origin.rpartition(":")[2])), timeout=2)
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(60) == 0
