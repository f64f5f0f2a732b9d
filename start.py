"""Set up this project and open it in JupyterLab.

  python3 start.py             make .venv beside this file, install what the notebooks need, open JupyterLab
  python3 start.py site [--no-lab] [--pyodide FOLDER_OR_ADDRESS]
                               build the site: plain files in the folder site/, which open without a server
  python3 start.py table FOLDER [--csv FILE]
                               make a table of the answers that a class has handed in, with the usual mistakes
  python3 start.py test ...    run the quick tests; further arguments go to pytest
  python3 start.py test --all  run every test

Only the first start of each kind installs anything. Deleting the folder .venv undoes everything.
"""

import sys

OLDEST = (3, 11)
if sys.version_info[:2] < OLDEST:  # this file parses on Python 3.6, which may lack the modules below
    sys.exit("""
This needs Python {}.{} or newer, and this is Python {}.{} ({}).
Install a newer one from https://www.python.org/downloads/ and start again with it, for example:
    python3.12 start.py""".format(*OLDEST, *sys.version_info[:2], sys.executable))

import argparse
import contextlib
import importlib.metadata
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"  # the installed packages; absent during an installation
FILES = ["requirements.txt", "publish/requirements.txt", "tests/requirements.txt", "tests/requirements-all.txt"]
LAB = ["jupyterlab", "--ServerApp.root_dir=.", "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb"]
# without these, JupyterLab asks the internet for news, updates and extensions
LAB += ["--LabApp.extension_manager=readonly", "--LabApp.news_url=None"]
LAB += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
# no other computer can reach the server, even if root starts it in a container; no other user can listen to a kernel
LAB += ["--ServerApp.ip=localhost", "--allow-root", "--KernelManager.transport_encryption=auto"]
LAB += ["--ServerApp.answer_yes=True", "--log-level=ERROR"]  # Ctrl-C ends it at once; log lines would hide the address
TASKS = {  # {task: (how many of FILES it needs, its program)}
    "lab": (1, LAB),
    "site": (2, ["publish"]),
    "table": (1, ["course.assessment.class_table"]),
    # as many tests at a time as there are processors, but at most four, since each may open a browser
    "test": (3, ["pytest", "-n", "auto", "--maxprocesses=4"]),
}
# .venv's Python prints its place and its version, and fails if a package is missing or cannot be imported
ASK = """import sys
print(ascii((sys.prefix, sys.version_info[:2])))
for name in sys.argv[1:]:
    import importlib.metadata, importlib.util
    importlib.metadata.version(name)
    if importlib.util.find_spec(name):
        importlib.import_module(name)"""
SIGNS = {  # {pattern in the output of Python, pip or uv: cause and advice}, the most specific first
    r"no module named '?(venv|ensurepip)": f"""This Python cannot make virtual environments: a module is missing.
On Debian and Ubuntu, install it by "sudo apt install python3-venv", or else python3.{sys.version_info[1]}-venv,
and start again. Elsewhere, install Python from https://www.python.org/downloads/""",
    r"no space left|errno 28\b|quota exceeded|not enough space": """The disk is full, or your share of it.
The packages need half a gigabyte. Free some space and start again. Nothing is lost.""",
    r"\b407\b|proxy authentication": """The packages could not be downloaded: the proxy asks for a name and a password.
Set HTTPS_PROXY to http://NAME:PASSWORD@HOST:PORT and start again.""",
    r"certificate": """The packages could not be downloaded: the certificate of the other side is not trusted. A company
network often puts its own in place. Ask for its file (.pem or .crt), set PIP_CERT to its path, and start again.""",
    r"connection|connect to proxy|name resolution|dns error|failed to fetch|timed out|unreachable": """\
The packages could not be downloaded. The first start needs the internet: connect this computer
(behind a proxy, set HTTPS_PROXY; without one, unset it) and start again. Nothing is lost.""",
    r"": """The packages could not be installed; the lines above say why.
Start again once that is put right. If it fails the same way, delete the folder .venv first.""",
}


def stop(message):
    sys.exit("\n" + message)


def environment():
    """Return the environment for programs that are started here, without settings for another Python or Jupyter."""
    foreign = ("PYTHON", "JUPYTER", "VIRTUAL_ENV", "CONDA_PREFIX", "PIP_PREFIX", "PIP_ROOT")
    env = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {**env, "PYTHONUTF8": "1"}  # on a computer in any language


def run(command, sign_of_life=""):
    """Run a command without its output, printing `sign_of_life` at intervals; return the exit code and the output."""
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment())
    except OSError as problem:
        return 1, str(problem)
    try:
        while True:
            with contextlib.suppress(subprocess.TimeoutExpired):
                output = process.communicate(timeout=2)[0]
                return process.returncode, output.decode(errors="replace")
            print(sign_of_life, end="", flush=True)
    finally:
        process.kill()  # after Ctrl-C it must not go on
        process.wait()


def asking(files):
    """Return a command for .venv's Python that prints its place and checks the packages of these requirement texts."""
    return [PYTHON, "-c", ASK] + re.findall(r"^[\w-]+", "\n".join(files.values()), re.M)


def installed():
    """Return the content of the stamp, or {} if .venv is missing, broken, moved, or half installed."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if stamp.pop("venv", "") == run(asking({}))[1].strip() else {}


def ways(files):
    """Yield the command that makes .venv and those that fill it: first uv's, if it is there, then Python's own."""
    base = sys._base_executable  # not the one in .venv, which may be deleted
    wanted = ["-r%s" % (HERE / name) for name in files]
    uv = shutil.which("uv")
    if uv:
        yield [uv, "venv", "--python", base, VENV], [[uv, "pip", "install", "--python", PYTHON] + wanted]
        print("\nuv could not do it, so now without uv ", end="", flush=True)
    # into .venv, whatever pip.conf says; not compiled, since Python compiles on import; pip is for %pip in a notebook
    pip = ["install", "--disable-pip-version-check", "--no-user", "--target=", "--no-compile", "pip"] + wanted
    version = next((found.version for found in importlib.metadata.distributions(name="pip")), "0")
    if sys.prefix == sys.base_prefix and [int(n) for n in re.findall(r"\d+", version)[:2]] >= [22, 3]:
        fill = [[base, "-m", "pip", "--python", PYTHON] + pip]  # so .venv needs no pip of its own before
    else:
        fill = [[PYTHON, "-m", "ensurepip", "--default-pip"], [PYTHON, "-m", "pip"] + pip]
    yield [base, "-m", "venv", "--without-pip", VENV], fill


def set_up(files):
    """Install the packages of these requirement files into .venv, unless they are there."""
    wanted = {name: (HERE / name).read_text(encoding="utf-8") for name in files}
    if wanted.items() <= installed().items():
        return
    if os.pathsep in str(HERE) or "\N{REPLACEMENT CHARACTER}" in os.fsencode(HERE).decode(errors="replace"):
        stop(f"""The folder {HERE} cannot hold a Python environment, because of a '{os.pathsep}' in its path,
or of letters that are no UTF-8. Rename it, or move the project elsewhere, and start again.""")
    with (HERE / "start.py").open("rb") as lock:
        with contextlib.suppress(ImportError, OSError):  # Windows has no fcntl; some network drives have no locks
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("Another start is installing. Waiting for it.", flush=True)
                fcntl.flock(lock, fcntl.LOCK_EX)
        present = installed()
        if not wanted.items() <= present.items():
            install(wanted, present)


def install(wanted, present):
    print("Installing what is needed into .venv. This takes a minute or two, once ", end="", flush=True)
    before = STAMP.read_bytes() if present else b""
    STAMP.unlink(missing_ok=True)
    for make, fill in ways(wanted):
        if not present:
            if VENV.exists():
                shutil.rmtree(VENV)
            VENV.mkdir()  # fails at once if the folder is not writable
            fill = [make] + fill
        for command in fill + [asking(wanted)]:
            code, output = run(command, ".")
            if code:
                break
        else:
            settings = VENV / "etc/jupyter/labconfig/default_setting_overrides.json"
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_bytes(b'{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}')
            STAMP.write_text(json.dumps({**wanted, "venv": run(asking({}))[1].strip()}), encoding="utf-8")
            print(" done.")
            return
        print("", *output.strip().splitlines()[-8:], sep="\n    ", flush=True)
    if present and run(asking(present))[0] == 0:  # the failed installation has changed nothing
        STAMP.write_bytes(before)
    if shutil.disk_usage(HERE).free < 2**25:
        output = "no space left"  # Python's venv does not report it
    stop(next(SIGNS[sign] for sign in SIGNS if re.search(sign, output.lower())))


def jupyter_environment():
    """Return `environment()` for Jupyter: with the user's theme and keys, but with the servers and kernels of .venv."""
    env, home = environment(), Path(os.path.expanduser("~"))
    folders = [home / name for name in (".jupyter/lab", ".local/share/jupyter", ".ipython")]
    there = [next(place for place in [folder, *folder.parents] if os.path.exists(place)) for folder in folders]
    if not all(os.path.isdir(place) and os.access(place, os.W_OK) for place in there):
        home = Path(tempfile.mkdtemp())
        env["HOME"] = env["USERPROFILE"] = str(home)
    lab = Path(os.environ.get("JUPYTER_CONFIG_DIR") or home / ".jupyter", "lab")
    env.update(JUPYTERLAB_SETTINGS_DIR=str(lab / "user-settings"), JUPYTERLAB_WORKSPACES_DIR=str(lab / "workspaces"))
    env.update(JUPYTER_CONFIG_DIR=str(VENV / "etc/jupyter"), JUPYTER_CONFIG_PATH=os.path.join(HERE, "jupyter"))
    return {**env, "JUPYTER_PREFER_ENV_PATH": "1"}


def options(task, args):
    """Return the arguments of the task's program; stop at wrong ones, before anything is installed."""
    if task == "test":
        return args
    parser = argparse.ArgumentParser("start.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    if task == "table":
        parser.add_argument("folder", help="holds the files my_answers.json, each under a learner's name")
        parser.add_argument("--csv", metavar="FILE", help="write all answers into this file for a spreadsheet, too")
        asked = parser.parse_args(args)
        if not os.path.isdir(asked.folder):
            stop(f"""There is no folder {asked.folder}
Put the files that were handed in into one folder, and name that one.""")
        return [os.path.abspath(asked.folder)] + (["--csv", os.path.abspath(asked.csv)] if asked.csv else [])
    if task == "site":
        parser.add_argument("--no-lab", action="store_true", help="without Python in the browser: 22 MB less")
        parser.add_argument(
            "--pyodide", metavar="FOLDER_OR_ADDRESS",
            help="take Python for browsers from this address, or copy it from this folder into the site;\n"
            "without this, readers' browsers load it from its usual address, cdn.jsdelivr.net",
        )
        asked = parser.parse_args(args)
        words = ["--no-lab"] if asked.no_lab else []
        if not asked.pyodide:
            return words
        if "://" in asked.pyodide:
            return words + ["--pyodide", asked.pyodide]
        if not os.path.isfile(os.path.join(asked.pyodide, "pyodide-lock.json")):
            stop(f"""There is no Pyodide in {asked.pyodide}
Get the file pyodide-VERSION.tar.bz2 from Pyodide's releases on GitHub, unpack it, and name its folder pyodide.""")
        return words + ["--pyodide", os.path.abspath(asked.pyodide)]
    parser.add_argument("--no-browser", action="store_true", help="only print the address to open")
    parser.add_argument("--port", type=int, metavar="N", help="this port and no other")
    asked = parser.parse_args(args)
    words = ["--no-browser"] if asked.no_browser else []
    if asked.port is None:
        return words
    if not 0 < asked.port < 65536:
        parser.error("--port: there is no port %d" % asked.port)
    with contextlib.suppress(OSError):  # the port is free
        socket.create_connection(("localhost", asked.port), timeout=1).close()
        stop(f"""Port {asked.port} is taken by another program (perhaps a JupyterLab that is still running).
Choose another one, or leave --port out and a free one is found.""")
    return words + ["--ServerApp.port=%d" % asked.port, "--ServerApp.port_retries=0"]


def main(args):
    sys.stdout.reconfigure(errors="replace")  # pip writes letters that some terminals lack
    task = args.pop(0) if args and args[0] in TASKS else "lab"
    args = options(task, args)
    count, program = TASKS[task]
    try:
        set_up(FILES if "--all" in args else FILES[:count])
    except OSError as problem:
        stop(f"""Cannot write in the folder {HERE} ({problem})
Copy the project to a folder of your own, or free some space there, and start again from it.
If JupyterLab is running from this folder, close it first.""")
    except KeyboardInterrupt:
        stop("Stopped. The next start installs it from the beginning.")
    if task == "lab":
        print("Starting JupyterLab. Ctrl-C in this window ends it.")
    os.chdir(HERE)
    sys.stdout.flush()
    command, env = [PYTHON, "-m"] + program + args, jupyter_environment()
    if sys.platform != "win32":
        os.execve(PYTHON, command, env)  # so that the program gets Ctrl-C and sets the exit code
    process = subprocess.Popen(command, env=env)  # on Windows, exec would return to the terminal at once
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the program gets it too, and ends by itself
            sys.exit(process.wait())


if __name__ == "__main__":
    main(sys.argv[1:])
