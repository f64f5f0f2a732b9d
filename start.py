"""Set up this project and open it in JupyterLab.

  python3 start.py             make .venv beside this file, install what the notebooks need, open JupyterLab
  python3 start.py test ...    also install what the tests need, then run pytest; the rest goes to pytest

Only the first start installs anything. Deleting the folder .venv undoes everything.
"""

# This file must parse on Python 3.6, so that an old Python can say that it is too old.
import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"  # what was installed; absent while an install is under way
FIRST_PAGE = "notebooks/00_start_here.ipynb"

TOO_OLD = """\
This needs Python {}.{} or newer, and this is Python {}.{} ({}).
Install a newer one from https://www.python.org/downloads/ and start again with it, for example:
    python3.12 start.py"""
NO_VENV = """\
This Python cannot make virtual environments: its module '{}' is missing.
On Debian and Ubuntu, install it and start again:
    sudo apt install python3-venv          (if that does not help: python{}.{}-venv)
Elsewhere, install Python from https://www.python.org/downloads/"""
NO_NETWORK = """\
The packages could not be downloaded. The first start needs the internet: connect this computer
(behind a proxy, set HTTPS_PROXY) and start again. Nothing is lost."""
NO_INSTALL = """\
The packages could not be installed; the lines above say why.
Start again once that is put right. If it fails the same way, delete the folder .venv first."""
NOT_WRITABLE = """\
Cannot write in the folder {}
({})
Copy the project to a folder of your own, or free some space there, and start again from it.
If JupyterLab is running from this folder, close it first."""
PORT_TAKEN = """\
Port {} is taken by another program (perhaps a JupyterLab that is still running).
Choose another one, or leave --port out and a free one is found."""
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}
NETWORK_SIGNS = ("connection", "name resolution", "dns error", "failed to fetch", "timed out", "unreachable")


def stop(message, *details):
    sys.exit("\n" + message.format(*details))


def check_python():
    if sys.version_info[:2] < OLDEST:
        stop(TOO_OLD, *OLDEST, *sys.version_info[:2], sys.executable)


def check_venv_module():
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            stop(NO_VENV, module, *sys.version_info[:2])


def port_number(text):
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError  # argparse turns this into a message
    return number


def check_port(port):
    try:
        socket.create_connection(("localhost", port), timeout=1).close()
    except OSError:
        return  # nobody answers there
    stop(PORT_TAKEN, port)


def venv_identity():
    """Where .venv is and which Python it has, as .venv itself says; None if it does not run."""
    ask = "import sys; print(ascii((sys.prefix, sys.version_info[:2])))"
    try:
        return subprocess.check_output([str(PYTHON), "-c", ask], stderr=subprocess.DEVNULL).decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def installed():
    """What the stamp says, or {} if .venv is missing, broken, moved, or was left half installed."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if stamp.get("venv") == venv_identity() else {}


def run(command):
    """Run quietly, with a dot now and then as a sign of life; return the exit code and the output."""
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except OSError as problem:
        return 1, str(problem)
    while True:
        try:
            output = process.communicate(timeout=2)[0]
            return process.returncode, output.decode(errors="replace")
        except subprocess.TimeoutExpired:
            print(".", end="", flush=True)


def ways(fresh, files):
    """The commands that make and fill .venv: by uv where there is one, then by Python's own tools."""
    base = getattr(sys, "_base_executable", sys.executable)  # not the one in .venv, which may be deleted
    wanted = [word for name in files for word in ("-r", str(HERE / name))]
    uv = shutil.which("uv")
    if uv:
        make = [[uv, "venv", "--python", base, str(VENV)]] if fresh else []
        yield make + [[uv, "pip", "install", "--python", str(PYTHON)] + wanted]
        print("\nuv could not do it, so now without uv ", end="", flush=True)
    check_venv_module()
    make = [base, "-m", "venv", str(VENV)] if fresh else [str(PYTHON), "-m", "ensurepip"]
    yield [make, [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"] + wanted]


def write_settings():
    """Answer JupyterLab's question whether it may fetch news: no."""
    folder = VENV / "etc/jupyter/labconfig"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "default_setting_overrides.json").write_text(json.dumps(NO_NEWS))


def set_up(files):
    """Make .venv hold what these requirement files ask for; when it does already, this takes no time."""
    wanted = {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in files}
    stamp = installed()
    if wanted.items() <= stamp.items():
        return
    print("Installing what is needed into .venv. This takes a minute or two, once ", end="", flush=True)
    if stamp:
        STAMP.unlink()
    for commands in ways(not stamp, files):
        if not stamp:
            if VENV.exists():
                shutil.rmtree(str(VENV))
            VENV.mkdir()  # says at once whether the folder is writable
        for command in commands:
            code, output = run(command)
            if code:
                break
        else:
            write_settings()
            wanted["venv"] = venv_identity()
            STAMP.write_text(json.dumps(wanted))
            print(" done.")
            return
        offline = any(sign in output.lower() for sign in NETWORK_SIGNS)
        if not offline:
            print("", *output.strip().splitlines()[-8:], sep="\n    ", flush=True)
    if stamp:
        STAMP.write_text(json.dumps(stamp))  # a failed install changes nothing, unlike an interrupted one
    stop(NO_NETWORK if offline else NO_INSTALL)


def lab_command(python, browser=True, port=None, root=HERE):
    command = [str(python), "-m", "jupyterlab", "--LabApp.default_url=/lab/tree/" + FIRST_PAGE]
    command += ["--ServerApp.root_dir=" + str(root), "--ServerApp.ip=localhost"]
    command += ["--ServerApp.answer_yes=True"]  # Ctrl-C ends it without a question
    # by itself JupyterLab asks the internet for news, for updates and for extensions
    command += ["--LabApp.news_url=None", "--LabApp.extension_manager=readonly"]
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    if not browser:
        command += ["--no-browser"]
    if port:
        command += ["--ServerApp.port=%d" % port, "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command += ["--allow-root"]  # as in a container; it still listens on this computer alone
    return command


def hand_over(command):
    """Become that program, so that Ctrl-C and the exit code are its own."""
    os.chdir(str(HERE))
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    process = subprocess.Popen(command)  # on Windows exec would leave the terminal at once
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the program got it too, and ends by itself
            sys.exit(process.wait())


def main(args):
    check_python()
    test = args[:1] == ["test"]
    if not test:
        parser = argparse.ArgumentParser(prog="start.py", description=__doc__)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument("--no-browser", action="store_true", help="only print the address to open")
        parser.add_argument("--port", type=port_number, metavar="N", help="this port and no other")
        options = parser.parse_args(args)
        if options.port:
            check_port(options.port)
    try:
        set_up(["requirements.txt", "tests/requirements.txt"] if test else ["requirements.txt"])
    except OSError as problem:
        stop(NOT_WRITABLE, HERE, problem)
    except KeyboardInterrupt:
        stop("Stopped. The next start installs it from the beginning.")
    if test:
        hand_over([str(PYTHON), "-m", "pytest"] + args[1:])
    print("Starting JupyterLab. Ctrl-C in this window ends it.")
    hand_over(lab_command(PYTHON, not options.no_browser, options.port))


if __name__ == "__main__":
    main(sys.argv[1:])
