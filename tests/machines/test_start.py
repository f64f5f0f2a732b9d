"""start.py: a second start installs nothing, failures give advice, its programs get their arguments."""

import ast
import importlib.metadata
import os
import shutil
import socket
import subprocess
import sys
import venv
import zipfile
from types import SimpleNamespace

import pytest
from project_copy import NOTEBOOKS, ROOT, TESTS, copy_project, load, set_up, surroundings, without_root_rights

MADE, FILLED = ["venv", "ensurepip", "pip", "trial"], ["ensurepip", "pip", "trial"]


class Tools:
    """A stand-in for start.run: it makes real but empty .venvs, installs nothing, and fails on request."""

    def __init__(self, really_run):
        self.really_run, self.calls, self.commands, self.failing = really_run, [], [], {}

    def __call__(self, command, *sign_of_life):
        if command[1] == "-c" and len(command) == 3:
            return self.really_run(command)  # reads the facts of .venv's Python
        call = "uv " + command[1] if command[0] == "uv" else "trial" if command[1] == "-c" else command[2]
        self.calls.append(call)
        self.commands.append(command)
        failure = self.failing.get(call, "")
        if isinstance(failure, BaseException):
            raise failure
        if call.endswith("venv") and not failure:
            venv.create(command[-1], symlinks=True)
        return bool(failure), failure

    def called(self):
        calls, self.calls = self.calls, []
        return calls


@pytest.fixture
def start(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    module = load(copy_project(tmp_path / "a path with spaces"))
    module.run = Tools(module.run)
    return module


def message(function, *args):
    with pytest.raises(SystemExit) as stopped:
        function(*args)
    return stopped.value.code


def test_each_kind_of_start_installs_once_into_the_same_venv(start):
    for files, calls in [(1, MADE), (1, []), (3, FILLED), (1, []), (2, []), (3, [])]:
        start.set_up(start.FILES[:files])
        assert start.run.called() == calls
    assert {"numpy", "jupyterlab", "hypothesis", "latex2mathml"} <= set(start.run.commands[-1])
    code, output = start.run.really_run(start.run.commands[-1])
    assert code and "PackageNotFoundError" in output


DAMAGE = {
    "new requirements": (lambda start: (start.HERE / NOTEBOOKS).write_bytes(b"another-package"), FILLED),
    "Python deleted": (lambda start: start.PYTHON.unlink(), MADE),
    "stamp garbled": (lambda start: start.STAMP.write_bytes(b"{"), MADE),
    "moved": (lambda start: start.HERE.rename(start.HERE.with_name("moved")), MADE),
}


@pytest.mark.parametrize("harm, calls", DAMAGE.values(), ids=DAMAGE)
def test_new_requirements_are_added_and_a_broken_venv_is_made_anew(start, harm, calls):
    start.set_up([NOTEBOOKS])
    (start.VENV / "left over").touch()
    harm(start)
    start.run.called()
    if not start.HERE.exists():
        tools, start = start.run, load(start.HERE.with_name("moved"))
        start.run = tools
    start.set_up([NOTEBOOKS])
    assert start.run.called() == calls
    assert (start.VENV / "left over").exists() == (calls == FILLED)


@pytest.mark.parametrize("spoilt", [{}, {"trial": "ImportError: numpy"}])
def test_tests_that_cannot_be_installed_do_not_harm_what_is_there(start, spoilt):
    start.set_up([NOTEBOOKS])
    start.run.failing = {"pip": "connection refused", **spoilt}
    assert INTERNET in message(start.set_up, [NOTEBOOKS, TESTS])
    assert bool(start.installed()) is not bool(spoilt)


WAYS = [  # programs on PATH, this Python's pip, the step that fails, and the expected calls
    ({}, None, None, MADE),
    ({}, "22.3", None, ["venv", "pip", "trial"]),
    ({}, "22.2.2", None, MADE),
    ({}, "9.0.3", None, MADE),
    ({"uv": "uv"}, "22.3", None, ["uv venv", "uv pip", "trial"]),
    ({"uv": "uv"}, None, "uv venv", ["uv venv", *MADE]),
    ({"uv": "uv"}, None, "uv pip", ["uv venv", "uv pip", *MADE]),
]


@pytest.mark.parametrize("programs, version, fails, calls", WAYS)
def test_uv_fills_the_venv_or_a_pip_that_is_new_enough(start, monkeypatch, capsys, programs, version, fails, calls):
    monkeypatch.setattr(shutil, "which", programs.get)
    found = [SimpleNamespace(version=version)] if version else []
    monkeypatch.setattr(importlib.metadata, "distributions", lambda name: found)
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    start.run.failing = {fails: "error: no such Python"}
    start.set_up([NOTEBOOKS])
    assert start.run.called() == calls
    assert ("without uv" in capsys.readouterr().out) == bool(fails)
    fill = start.run.commands[-2]
    assert "--python" in fill or fill[0] == start.PYTHON
    assert fill[0] == "uv" or {"pip", "--no-compile"} <= set(fill[4:])


SPACE, INTERNET, OTHER = "disk is full", "first start needs the internet", "the lines above say why"
SAID = [
    ("ensurepip", "/usr/bin/python3: No module named ensurepip", "sudo apt install python3-venv"),
    ("venv", "/usr/bin/python3: No module named venv", f"python3.{sys.version_info[1]}-venv"),
    ("pip", "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", SPACE),
    ("pip", "error: failed to write to file: Disk quota exceeded (os error 122)", SPACE),
    ("pip", "OSError: [WinError 112] There is not enough space on the disk", SPACE),
    ("pip", "ProxyError('Tunnel connection failed: 407 Proxy Authentication Required'", "a name and a password"),
    ("pip", "connection broken by '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed", "not trusted"),
    ("pip", "Failed to establish a new connection: [Errno 101] Network is unreachable", INTERNET),
    ("pip", "Failed to establish: [Errno -3] Temporary failure in name resolution", INTERNET),
    ("pip", "ProxyError('Cannot connect to proxy.', ConnectionRefusedError(111, 'refused'", INTERNET),
    ("pip", "error: Failed to fetch: `https://pypi.org/simple/numpy/`\n  dns error", INTERNET),
    ("pip", "ERROR: No matching distribution found for numpy>=99", OTHER),
    ("pip", "4074 errors", OTHER),
    ("trial", "ImportError: DLL load failed while importing _multiarray_umath", OTHER),
    ("trial", OSError(28, "No space left on device"), "([Errno 28] No space left on device)"),
]


@pytest.mark.parametrize("step, said, expected", SAID)
def test_the_cause_of_a_failed_installation_is_shown_and_named(start, monkeypatch, capsys, step, said, expected):
    start.run.failing = {step: said}
    assert expected in message(start.main, [])
    assert isinstance(said, OSError) or said.splitlines()[0] in capsys.readouterr().out
    assert start.installed() == {}
    if expected == OTHER:
        monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
        assert SPACE in message(start.main, [])  # some tools do not report it


def run(project, *args, **options):
    """Run start.py in its own process, without uv."""
    options = {"env": surroundings(project, PATH=""), "timeout": 120, "errors": "replace", **options}
    return subprocess.run([sys.executable, project / "start.py", *args], capture_output=True, text=True, **options)


REFUSED = [
    ("a:b", [], "cannot hold a Python environment, because of a ':' in its path"),
    (os.fsdecode(b"f\xfcr"), [], "cannot hold a Python environment"),
    ("read only", [], "Cannot write in the folder"),
    ("port", ["--port", "65536"], "--port: there is no port 65536"),
    ("port", ["--port", "TAKEN"], "is taken by another program"),
    ("site", ["site", "elsewhere"], "unrecognized arguments: elsewhere"),
    ("pyodide", ["site", "--pyodide", "nowhere"], "There is no Pyodide in nowhere"),
    ("table", ["table", "nowhere"], "There is no folder nowhere"),
]


@pytest.mark.parametrize("name, args, said", REFUSED)
def test_some_starts_are_refused_before_anything_is_installed(tmp_path, name, args, said):
    project = copy_project(tmp_path / name)
    project.chmod(0o555 if name == "read only" else 0o755)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        args = [arg.replace("TAKEN", str(taken.getsockname()[1])) for arg in args]
        result = run(project, *args, preexec_fn=without_root_rights)
    assert result.returncode and said in result.stderr and "Traceback" not in result.stderr, result.stderr
    assert not (project / ".venv").exists()


def test_an_old_python_can_say_that_it_is_too_old():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    code = "import sys; sys.version_info = (3, 6, 9, 'final', 0); import start"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 1 and "python3.12 start.py" in result.stderr
    assert "needs Python 3.11 or newer, and this is Python 3.6 (" in result.stderr


def test_real_starts_put_packages_into_venv_alone_once_and_say_what_is_missing(tmp_path):
    pytest.importorskip("ensurepip")  # in Debian it is a separate package
    project, elsewhere = copy_project(tmp_path / "project", needs="tiny_package\n"), tmp_path / "elsewhere"
    files = {
        "METADATA": "Metadata-Version: 2.1\nName: tiny_package\nVersion: 1.0\n",
        "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(tmp_path / "tiny_package-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(f"tiny_package-1.0.dist-info/{name}", text)
    conf = f"[global]\nfind-links = {tmp_path}\nuser = true\ntarget = {elsewhere}\n"
    (tmp_path / "pip.conf").write_text(conf, encoding="utf-8")
    pip = {name: "" for name in os.environ if name.startswith("PIP_")}
    pip |= {"PIP_CONFIG_FILE": str(tmp_path / "pip.conf"), "PIP_PREFIX": str(elsewhere), "PIP_RETRIES": "1"}
    env = surroundings(tmp_path, PATH="", **pip, PIP_INDEX_URL="http://127.0.0.1:9/")
    first, second = (run(project, "test", env={**env, "PIP_NO_INDEX": "1"}) for _ in range(2))
    assert "Installing" in first.stdout and "Installing" not in second.stdout and not elsewhere.exists()
    assert all("No module named pytest" in done.stderr for done in (first, second))
    (project / NOTEBOOKS).write_text("another_package\n", encoding="utf-8")
    result = run(project, env=env)
    assert result.returncode == 1 and INTERNET in result.stderr and "onnection refused" in result.stdout


def test_programs_get_their_arguments_and_their_exit_codes_come_back(tmp_path, monkeypatch):
    project, elsewhere = set_up(copy_project(tmp_path / "project", "lib", "course")), tmp_path / "elsewhere"
    tests = "def test_right(): pass\ndef test_wrong(): assert False\n"
    (project / "tests/test_two.py").write_text(tests, encoding="utf-8")
    result = run(project, "test", "tests/test_two.py", "-k", "wrong", "-n", "0")
    assert result.returncode == 1 and "1 failed, 1 deselected" in result.stdout and "Installing" not in result.stdout
    (elsewhere / "class").mkdir(parents=True)
    answers = '{"format": 1, "predictions": {"01": ["b"]}, "guesses": {}, "exercises": {}}'
    (elsewhere / "class/Ada.json").write_text(answers, encoding="utf-8")
    table = run(project, "table", "class", "--csv", "answers.csv", cwd=elsewhere)
    assert table.stdout.splitlines()[-1].split() == ["Ada", "1", "1", "0", "0"], table.stderr
    assert '"Ada","prediction","01","b","yes"' in (elsewhere / "answers.csv").read_text(encoding="utf-8")
    start = load(project)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(start, "TASKS", {"lab": (1, ["no_such_module"])})
    monkeypatch.setattr(sys, "platform", "win32")  # Windows has no exec
    assert message(start.main, []) == 1
