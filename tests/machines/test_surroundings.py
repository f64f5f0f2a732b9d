"""start.py works amid other people's settings: each case is a process of its own that starts in them."""

import ast
import contextlib
import importlib.util
import json
import os
import shutil
import signal
import socket
import ssl
import stat
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from packaging.requirements import Requirement
from project_copy import (
    NOTEBOOKS,
    ROOT,
    SITE,
    TESTS,
    Server,
    copy_project,
    load,
    make_borrowing_venv,
    set_up,
    surroundings,
    without_power,
)

import start

PAGE = nbformat.read(ROOT / "notebooks/01_entropy.ipynb", as_version=4)
FIRST_CELL = next(cell.source for cell in PAGE.cells if cell.cell_type == "code")
WHERE = FIRST_CELL + "\nprint(sys.prefix.encode(), lib.__file__.encode(), sys.flags.optimize, entropy([.5, .5]))"
WHERE = WHERE.replace("from lib import", "import lib\nfrom lib import")


# --------------------------------------------------------------------------------- the server and its kernel


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """The project after a first start."""
    return set_up(copy_project(tmp_path_factory.mktemp("ready") / "project", "lib", "course", "notebooks"))


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def assert_works(server, project):
    """The first page's first cell runs in the Python of .venv, and nothing but the address was said."""
    lib = project / "lib/__init__.py"
    expected = f"{os.fsencode(project / '.venv')} {os.fsencode(lib)} 0 1.0\n"
    assert server.run(WHERE) == expected
    said = [line for line in server.said().splitlines() if not line.startswith(("    ", "[C", "[I"))]
    assert said == ["Starting JupyterLab. Ctrl-C in this window ends it.", ""][: len(said)], server.said()


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def foreign_kernel(folder):
    argv = [sys.executable, "-c", "raise SystemExit('No module named ipykernel_launcher')"]
    write(folder / "kernels/python3/kernel.json", json.dumps({"argv": argv, "display_name": "mine", "language": ""}))


# Most of the settings in a case keep the page from running by themselves, unless they are kept out.


def kernels_of_another_python(home):
    foreign_kernel(home / "mine")
    foreign_kernel(home / ".local/share/jupyter")
    gateway = {"JUPYTER_GATEWAY_URL": "http://127.0.0.1:9"}
    return {"JUPYTER_PATH": str(home / "mine"), "JUPYTER_PREFER_ENV_PATH": "0", **gateway}


def configuration_of_another_server(home):
    write(home / ".jupyter/jupyter_server_config.py", "c.ServerApp.preferred_dir = '/'")
    write(home / ".jupyter/jupyter_lab_config.py", "c.ServerApp.certfile = '/no/such/file'")
    write(home / "mine/jupyter_server_config.py", "c.ServerApp.preferred_dir = '/'")
    return {"JUPYTER_CONFIG_PATH": str(home / "mine"), "JUPYTERLAB_DIR": str(home / "no lab")}


def settings_of_another_python(home):
    write(home / "mine/lib/__init__.py", "")
    write(home / "mine/numpy.py", "raise ImportError('this is another numpy')")
    names = {"PYTHONOPTIMIZE": "2", "PYTHONSAFEPATH": "1", "PYTHONWARNINGS": "error", "PYTHONINSPECT": "1"}
    return {"PYTHONPATH": str(home / "mine"), **names}


def other_environments_and_a_proxy_but_no_home(home):
    write(home / "a file", "")
    proxies = {name: "http://127.0.0.1:9" for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY")}
    environments = {"VIRTUAL_ENV": sys.prefix, "CONDA_PREFIX": sys.prefix, "CONDA_DEFAULT_ENV": "base"}
    return {"HOME": str(home / "a file/home"), **environments, **proxies}


CASES = [
    kernels_of_another_python,
    configuration_of_another_server,
    settings_of_another_python,
    other_environments_and_a_proxy_but_no_home,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_the_first_page_runs(ready, home, tmp_path, case):
    with Server(ready, tmp_path / "log", surroundings(home, **case(home))) as server:
        assert_works(server, ready)


def test_looks_of_the_user_stay_and_nobody_else_can_listen_to_the_kernel(ready, home, tmp_path):
    plugin = "@jupyterlab/apputils-extension"
    write(home / f".jupyter/lab/user-settings/{plugin}/themes.jupyterlab-settings", '{"theme": "JupyterLab Dark"}')
    with Server(ready, tmp_path / "log", surroundings(home)) as server:
        assert_works(server, ready)
        settings = json.loads(server.get(f"/lab/api/settings/{plugin}:themes")[1])["settings"]
        assert settings["theme"] == "JupyterLab Dark"
        connection = json.loads(server.run("import ipykernel\n!cat {ipykernel.get_connection_file()}"))
        assert connection["transport"] == "ipc"
        folder = Path(connection["ip"]).parent
        assert stat.S_IMODE(folder.stat().st_mode) & 0o77 == 0
        kernel = Path(connection["ip"]).name
        assert any(name.startswith(kernel) for name in os.listdir(folder))
    assert not any(name.startswith(kernel) for name in os.listdir(folder))


def test_a_path_with_letters_of_all_kinds_and_a_link_to_it(tmp_path, home):
    letters = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    project = set_up(copy_project(tmp_path / "Übung 汉字 'a\"$b%c#{0}", "lib", "course", "notebooks"))
    (tmp_path / "link").symlink_to(project)
    with Server(tmp_path / "link", tmp_path / "log", surroundings(home, **letters)) as server:
        assert_works(server, project)
    assert "Installing" not in server.said()


@pytest.mark.parametrize("harm", ["open to all", "of another user", "a link"])
def test_a_folder_for_sockets_that_is_not_ours_is_not_used(monkeypatch, tmp_path, harm):
    user = os.geteuid() if harm != "of another user" else os.geteuid() + 1
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    try:
        monkeypatch.setattr(start, "SOCKETS", f"{folder}/%d")
        monkeypatch.setattr(os, "geteuid", lambda: user)
        if harm == "a link":
            (folder / str(user)).symlink_to(tmp_path)
        else:
            (folder / str(user)).mkdir(0o755 if harm == "open to all" else 0o700)
        other = Path(start.private_folder())
        assert not other.is_relative_to(folder) and other.stat().st_mode & 0o77 == 0
        other.rmdir()
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def read_only(ready):
    """The project as a student finds it on a class hub, set up by the teacher."""
    folders = [ready, *(folder for folder in ready.rglob("*") if folder.is_dir() and not folder.is_symlink())]
    modes = [(folder, folder.stat().st_mode) for folder in folders]
    for folder, mode in modes:
        folder.chmod(mode & ~0o222)
    yield ready
    for folder, mode in modes:
        folder.chmod(mode)


@pytest.mark.parametrize("mode", [0o755, 0o555], ids=["own home", "home not writable"])
def test_a_student_starts_what_the_teacher_has_set_up(read_only, home, tmp_path, mode):
    home.chmod(mode)
    with Server(read_only, tmp_path / "log", surroundings(home), preexec_fn=without_power) as server:
        refused = server.run("from pathlib import Path\nPath('../here').touch()")
        assert "PermissionError" in refused
        assert_works(server, read_only)


# ------------------------------------------------------------------------------------------ the first start


@pytest.fixture
def shop(tmp_path):
    """A project that needs one small package, and the settings of a pip that finds it in a folder."""
    project = copy_project(tmp_path / "project")
    write(project / NOTEBOOKS, "tiny_package\n")
    info = "tiny_package-1.0.dist-info"
    with zipfile.ZipFile(tmp_path / "tiny_package-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tiny_package.py", "")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny_package\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", f"tiny_package.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    return project, {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}


def first_start(project, monkeypatch, settings):
    """set_up with the real pip, and with a .venv that borrows it."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "1")
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    copy = load(project)
    really_run = copy.run

    def run(command):
        if command[1:3] != ["-m", "venv"]:
            return really_run(command)
        make_borrowing_venv(copy.VENV)
        return 0, ""

    monkeypatch.setattr(shutil, "which", lambda name: None)
    copy.run = run
    copy.set_up([NOTEBOOKS])
    return copy


@pytest.mark.parametrize(
    "place, name", [(p, n) for p in ("variable", "file") for n in ("user", "target")] + [("variable", "prefix")]
)
def test_packages_go_into_venv_whatever_pip_is_told(shop, tmp_path, monkeypatch, place, name):
    project, settings = shop
    value = "true" if name == "user" else str(tmp_path / "elsewhere")
    if place == "variable":
        settings[f"PIP_{name.upper()}"] = value
    else:
        write(tmp_path / "pip.conf", f"[global]\n{name} = {value}\n")
        settings["PIP_CONFIG_FILE"] = str(tmp_path / "pip.conf")
    copy = first_start(project, monkeypatch, settings)
    ask = "import tiny_package; print(tiny_package.__file__)"
    found = subprocess.check_output([copy.PYTHON, "-c", ask], encoding="utf-8")
    assert found.startswith(str(copy.VENV))
    assert copy.installed()


def test_an_installation_elsewhere_is_no_installation(shop, tmp_path, monkeypatch, capsys):
    """As with a pip that has yet another way of installing elsewhere."""
    project, settings = shop
    with pytest.raises(SystemExit):
        first_start(project, monkeypatch, {**settings, "PIP_DRY_RUN": "1"})
    assert "PackageNotFoundError" in capsys.readouterr().out
    assert not (project / ".venv/installed.json").exists()


@contextlib.contextmanager
def answering(answer):
    """A server that gives every connection this answer; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            with contextlib.suppress(OSError):
                while True:
                    connection = server.accept()[0]
                    with connection, contextlib.suppress(OSError):
                        answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)


def stopped(project, monkeypatch, settings):
    with pytest.raises(SystemExit) as said:
        first_start(project, monkeypatch, settings)
    assert not (project / ".venv/installed.json").exists()
    return said.value.code


def test_a_proxy_that_wants_a_password(shop, monkeypatch, capsys):
    def refuse(connection):
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")

    with answering(refuse) as port:
        settings = {"HTTPS_PROXY": f"http://127.0.0.1:{port}", "PIP_INDEX_URL": "https://index.invalid/simple"}
        assert "the proxy asks for a name and a password" in stopped(shop[0], monkeypatch, settings)
    assert "407" in capsys.readouterr().out


def test_a_certificate_that_is_not_trusted(shop, tmp_path, monkeypatch, capsys):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with answering(lambda connection: context.wrap_socket(connection, server_side=True).close()) as port:
        settings = {"PIP_INDEX_URL": f"https://localhost:{port}/simple", "NO_PROXY": "localhost"}
        assert "the certificate of the other side is not trusted" in stopped(shop[0], monkeypatch, settings)
    assert "certificate" in capsys.readouterr().out.lower()


def test_no_network_shows_what_pip_said_too(shop, monkeypatch, capsys):
    settings = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "NO_PROXY": "127.0.0.1"}
    assert "The first start needs the internet" in stopped(shop[0], monkeypatch, settings)
    assert "onnection refused" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["a:b", os.fsdecode(b"f\xfcr")], ids=["colon", "not UTF-8"])
def test_a_path_that_cannot_hold_an_environment_is_named(tmp_path, name):
    project = copy_project(tmp_path / name)
    result = subprocess.run([sys.executable, project / "start.py"], env=surroundings(tmp_path), capture_output=True)
    assert result.returncode == 1 and b"Traceback" not in result.stderr
    assert b"cannot hold a Python environment, because of a ':' in its path" in result.stderr
    assert not (project / ".venv").exists()


@pytest.fixture
def slow_uv(tmp_path):
    """A project whose packages are installed by a uv that takes its time, and the settings that lead to it."""
    project = copy_project(tmp_path / "project")
    write(project / NOTEBOOKS, "\n")
    write(project / SITE, "\n")
    write(project / TESTS, "\n")
    python = f'{sys.executable} -m venv --without-pip "$4"'
    work = f"if [ $1 = venv ]; then {python}; else exec sleep $SLOW; fi"
    write(tmp_path / "bin/uv", f'#!/bin/sh\necho $$ >>"{tmp_path}/calls"\n{work}\n')
    (tmp_path / "bin/uv").chmod(0o755)
    return project, tmp_path / "calls", surroundings(tmp_path, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")


def begin(project, env, slow):
    command = [sys.executable, str(project / "start.py"), "test", "--version"]
    return subprocess.Popen(command, env={**env, "SLOW": slow}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def calls(file, number):
    """The process numbers of the first calls of uv, once there are so many."""
    deadline = time.monotonic() + 60
    while not file.exists() or len(file.read_text(encoding="utf-8").split()) < number:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return [int(number) for number in file.read_text(encoding="utf-8").split()]


def test_two_starts_at_the_same_time(slow_uv):
    project, file, env = slow_uv
    first = begin(project, env, "2")
    calls(file, 1)
    second = begin(project, env, "2")
    said = [process.communicate(timeout=60)[0].decode() for process in (first, second)]
    assert "Installing" in said[0] and "Waiting for it" in said[1] and "Installing" not in said[1]
    assert all("No module named pytest" in text for text in said)  # both came to the end: there is no pytest in it
    assert len(calls(file, 2)) == 2


def test_ctrl_c_during_the_first_start(slow_uv):
    project, file, env = slow_uv
    first = begin(project, env, "60")
    working = calls(file, 2)[1]
    first.send_signal(signal.SIGINT)
    said = first.communicate(timeout=200)[0].decode()
    assert first.returncode == 1 and "Stopped. The next start installs it from the beginning." in said
    with pytest.raises(ProcessLookupError):
        os.kill(working, 0)
    second = begin(project, env, "0")
    assert "Installing" in second.communicate(timeout=60)[0].decode() and load(project).installed()


# ------------------------------------------------------------- environments that start.py has not made


def oldest(name):
    needs = map(Requirement, (ROOT / NOTEBOOKS).read_text(encoding="utf-8").split())
    return next(str(need.specifier).removeprefix(">=") for need in needs if need.name == name)


TOO_OLD = [("numpy", "1.26.4", "import lib"), ("ipywidgets", "7.7.5", "import course.explorers.kl_versus_q")]


@pytest.mark.parametrize("name, version, line", TOO_OLD)
def test_a_package_that_is_too_old_is_named_with_the_release_that_is_needed(tmp_path, name, version, line):
    names = ["HTML", "Button", "GridBox", "Layout", "RadioButtons", "SelectionSlider", "VBox", "Widget", "jslink"]
    write(tmp_path / f"{name}.py", f"__version__ = {version!r}\n" + "".join(f"class {n}: pass\n" for n in names))
    code = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]; {line}"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert result.stderr.splitlines()[-1] == (
        f"ImportError: this needs {name} {oldest(name)} or newer, and here is {name} {version}: "
        f'run %pip install "{name}>={oldest(name)}", then restart the kernel'
    )


def test_teachers_are_told_the_releases_that_are_needed():
    notes = (ROOT / "notebooks/TEACHING.md").read_text(encoding="utf-8")
    for name in ("numpy", "matplotlib", "ipywidgets"):
        assert f"{name} {oldest(name)}" in notes


# ------------------------------------------------------------------------------------ encodings and pytest


def test_text_files_are_opened_in_utf_8():
    """Ruff's PLW1514 sees only what is plainly a path."""
    folders = "lib", "course", "publish", "tests", "binder"
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    assert len(files) > 40
    for file in [*files, ROOT / "start.py"]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("read_text", "write_text"):
                given = [keyword.arg for keyword in node.keywords]
                named = "encoding" in given or len(node.args) > (node.func.attr == "write_text")
                assert named, f"{file}, line {node.lineno}"


@pytest.mark.parametrize("asked, done", [("load", "loadfile"), ("no", "no"), ("loadscope", "loadscope")])
def test_with_xdist_the_cells_of_a_notebook_stay_together(asked, done):
    spec = importlib.util.spec_from_file_location("root_conftest", ROOT / "conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    config = SimpleNamespace(option=SimpleNamespace(dist=asked))
    module.pytest_configure(config)
    assert config.option.dist == done


def test_nbconvert_runs_a_page_from_another_folder(tmp_path):
    page = ROOT / "notebooks/00_start_here.ipynb"
    command = [sys.executable, "-m", "nbconvert", "--execute", "--to", "notebook", "--output-dir", tmp_path, page]
    result = subprocess.run(command, cwd=tmp_path, env=surroundings(tmp_path), capture_output=True, timeout=100)
    assert result.returncode == 0, result.stderr.decode()
    assert "image/png" in (tmp_path / page.name).read_text(encoding="utf-8")


def test_tests_that_read_files_pass_where_the_language_is_not_utf_8(tmp_path):
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    files = ["tests/machines/test_binder.py", "tests/pages/test_teaching.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files, "-k", "not image"]
    result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, timeout=100)
    assert result.returncode == 0, result.stdout.decode()
