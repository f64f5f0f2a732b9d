"""Set up this project and open it in JupyterLab.

  python3 start.py             make .venv beside this file, install what the notebooks need, open JupyterLab
  python3 start.py site        build the site: plain files in the folder site/, which open without a server
  python3 start.py table FOLDER [--csv FILE]
                               what a class has handed in, as a table: who answered what, and the usual mistakes
  python3 start.py test ...    install what the tests need, then run those that need no browser; the rest goes to pytest
  python3 start.py test --all  every test, with what only the slow ones need

Only the first start of each kind installs anything. Deleting the folder .venv undoes everything.
"""

# This file must parse on Python 3.6, so that an old Python can say that it is too old.
import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST = (3, 11)
HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"  # what was installed; absent while an install is under way
SOCKETS = "/tmp/jupyter-%d"  # of this user; a short path, because the names of sockets may have some 100 bytes
REQUIREMENTS = {
    "lab": ["requirements.txt"],
    "site": ["requirements.txt", "publish/requirements.txt"],
    "table": ["requirements.txt"],
    "test": ["requirements.txt", "publish/requirements.txt", "tests/requirements.txt"],
    "all": ["requirements.txt", "publish/requirements.txt", "tests/requirements.txt", "tests/requirements-all.txt"],
}
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
BAD_PATH = """\
The folder {}
cannot hold a Python environment, because of a '{}' in its path, or of letters that are no UTF-8.
Rename it, or move the project elsewhere, and start again."""
NO_NETWORK = """\
The packages could not be downloaded. The first start needs the internet: connect this computer
(behind a proxy, set HTTPS_PROXY; without one, unset it) and start again. Nothing is lost."""
NO_TRUST = """\
The packages could not be downloaded: the certificate of the other side is not trusted. A company network
often puts its own in place. Ask for its file (.pem or .crt), set PIP_CERT to the file's path, and start again."""
NO_PASS = """\
The packages could not be downloaded: the proxy asks for a name and a password.
Set HTTPS_PROXY to http://NAME:PASSWORD@HOST:PORT and start again."""
NO_SPACE = """\
The disk is full, or your share of it. The packages need half a gigabyte.
Free some space and start again. Nothing is lost."""
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
NO_FOLDER = """\
There is no folder {}
Put the files that were handed in into one folder, and name that one."""
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}
# what the last lines of pip and uv say, the most telling first
SIGNS = [
    (NO_SPACE, r"no space left|errno 28\b|quota exceeded|not enough space"),
    (NO_PASS, r"\b407\b|proxy authentication"),
    (NO_TRUST, r"certificate"),
    (NO_NETWORK, r"connection|connect to proxy|name resolution|dns error|failed to fetch|timed out|unreachable"),
    (NO_INSTALL, r""),
]
# settings for another Python or Jupyter, which would reach into .venv
FOREIGN = ("PYTHON", "JUPYTER", "VIRTUAL_ENV", "CONDA_PREFIX", "PIP_PREFIX", "PIP_ROOT")
# says whether every package is there, and whether it runs on this computer
TRY = """
import importlib.metadata, importlib.util, sys
for name in sys.argv[1:]:
    importlib.metadata.version(name)
    if importlib.util.find_spec(name):
        importlib.import_module(name)
"""


def stop(message, *details):
    sys.exit("\n" + message.format(*details))


def check_python():
    if sys.version_info[:2] < OLDEST:
        stop(TOO_OLD, *OLDEST, *sys.version_info[:2], sys.executable)


def check_module(name):
    if importlib.util.find_spec(name) is None:
        stop(NO_VENV, name, *sys.version_info[:2])


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


def environment():
    """What the programs that are started here get to see."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    env["PYTHONUTF8"] = "1"  # in whatever language this computer runs
    return env


def venv_identity():
    """Where .venv is and which Python it has, as .venv itself says; None if it does not run."""
    ask = "import sys; print(ascii((sys.prefix, sys.version_info[:2])))"
    command = [str(PYTHON), "-c", ask]
    try:
        return subprocess.check_output(command, stderr=subprocess.DEVNULL, env=environment()).decode().strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def installed():
    """What the stamp says, or {} if .venv is missing, broken, moved, or was left half installed."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if stamp.get("venv") == venv_identity() else {}


def run(command):
    """Run quietly, with a dot now and then as a sign of life; return the exit code and the output."""
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment())
    except OSError as problem:
        return 1, str(problem)
    try:
        while True:
            try:
                output = process.communicate(timeout=2)[0]
                return process.returncode, output.decode(errors="replace")
            except subprocess.TimeoutExpired:
                print(".", end="", flush=True)
    finally:
        if process.returncode is None:  # Ctrl-C: it must not go on behind our back
            process.kill()
            process.wait()


def ways(fresh, files):
    """The commands that make and fill .venv: by uv where there is one, then by Python's own tools."""
    base = getattr(sys, "_base_executable", sys.executable)  # not the one in .venv, which may be deleted
    wanted = [word for name in files for word in ("-r", str(HERE / name))]
    uv = shutil.which("uv")
    if uv:
        make = [[uv, "venv", "--python", base, str(VENV)]] if fresh else []
        yield make + [[uv, "pip", "install", "--python", str(PYTHON)] + wanted]
        print("\nuv could not do it, so now without uv ", end="", flush=True)
    check_module("venv")
    # into .venv, whatever pip.conf says; Python compiles what it uses when it uses it
    here = ["install", "--disable-pip-version-check", "--no-user", "--target=", "--no-compile"]
    if own_pip():
        make = [[base, "-m", "venv", "--without-pip", str(VENV)]] if fresh else []
        pip = [base, "-m", "pip", "--python", str(PYTHON)]
        here += ["pip"]  # for %pip in a notebook
    else:
        check_module("ensurepip")
        make = [[base, "-m", "venv", str(VENV)] if fresh else [str(PYTHON), "-m", "ensurepip"]]
        pip = [str(PYTHON), "-m", "pip"]
    yield make + [pip + here + wanted]


def own_pip():
    """Whether this Python has a pip that can fill another environment, without one that has to be put there first."""
    try:
        from importlib.metadata import version

        return sys.prefix == sys.base_prefix and [int(n) for n in version("pip").split(".")[:2]] >= [22, 3]
    except (ImportError, ValueError):  # PackageNotFoundError is an ImportError
        return False


def trial(files):
    """The command that fails if something is missing in .venv or does not run."""
    texts = [(HERE / name).read_text(encoding="utf-8") for name in files]
    return [str(PYTHON), "-c", TRY] + re.findall(r"^[\w-]+", "\n".join(texts), re.M)


def write_settings():
    """Answer JupyterLab's question whether it may fetch news: no."""
    folder = VENV / "etc/jupyter/labconfig"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "default_setting_overrides.json").write_text(json.dumps(NO_NEWS), encoding="utf-8")


def wait_for_turn(lock):
    """Wait while another start installs; this one's turn ends when the file is closed."""
    try:
        import fcntl
    except ImportError:
        return  # on Windows a file in use cannot be deleted, and the second start says so
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another start is installing. Waiting for it.", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError:
        pass  # some network drives know no locks


def set_up(files):
    """Make .venv hold what these requirement files ask for; when it does already, this takes no time."""
    wanted = {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in files}
    if wanted.items() <= installed().items():
        return
    if os.pathsep in str(HERE) or "\N{REPLACEMENT CHARACTER}" in os.fsencode(str(HERE)).decode(errors="replace"):
        stop(BAD_PATH, HERE, os.pathsep)
    with (HERE / "start.py").open(encoding="utf-8") as lock:
        wait_for_turn(lock)
        stamp = installed()
        if not wanted.items() <= stamp.items():
            install(files, wanted, stamp)


def install(files, wanted, stamp):
    print("Installing what is needed into .venv. This takes a minute or two, once ", end="", flush=True)
    if stamp:
        STAMP.unlink()
    for commands in ways(not stamp, files):
        if not stamp:
            if VENV.exists():
                shutil.rmtree(str(VENV))
            VENV.mkdir()  # says at once whether the folder is writable
        for command in commands + [trial(files)]:
            code, output = run(command)
            if code:
                break
        else:
            write_settings()
            wanted["venv"] = venv_identity()
            STAMP.write_text(json.dumps(wanted), encoding="utf-8")
            print(" done.")
            return
        print("", *output.strip().splitlines()[-8:], sep="\n    ", flush=True)
    if stamp and run(trial(set(stamp) - {"venv"}))[0] == 0:  # a failed install changes nothing
        STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    full = shutil.disk_usage(str(HERE)).free < 2**25  # Python's venv does not say so
    stop(NO_SPACE if full else next(message for message, sign in SIGNS if re.search(sign, output.lower())))


def can_write(folder):
    """Whether the folder can be written, or made if it is not there."""
    folder = os.path.abspath(folder)
    while not os.path.exists(folder):
        folder = os.path.dirname(folder)
    return os.path.isdir(folder) and os.access(folder, os.W_OK)


def private_folder():
    """A folder that nobody else can write or read; not one that somebody else has laid out for us."""
    folder = SOCKETS % os.geteuid()
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder, 0o700)
    found = os.lstat(folder)
    ours = stat.S_ISDIR(found.st_mode) and found.st_mode & 0o77 == 0 and found.st_uid == os.geteuid()
    return folder if ours else tempfile.mkdtemp(prefix="jupyter-", dir="/tmp")


def jupyter_environment():
    """The same for Jupyter: looks and keys are the user's, servers and kernels are as .venv has them."""
    env = environment()
    home = os.path.expanduser("~")
    if not all(can_write(os.path.join(home, name)) for name in (".jupyter/lab", ".local/share/jupyter", ".ipython")):
        home = str(VENV / "home") if can_write(str(VENV)) else tempfile.mkdtemp()
        os.makedirs(home, exist_ok=True)
        env["HOME"] = env["USERPROFILE"] = home
    lab = os.path.join(os.environ.get("JUPYTER_CONFIG_DIR") or os.path.join(home, ".jupyter"), "lab")
    env["JUPYTERLAB_SETTINGS_DIR"] = os.path.join(lab, "user-settings")
    env["JUPYTERLAB_WORKSPACES_DIR"] = os.path.join(lab, "workspaces")
    env["JUPYTER_CONFIG_DIR"] = str(VENV / "etc/jupyter")
    env["JUPYTER_PREFER_ENV_PATH"] = "1"
    return env


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


def kernel_options(env):
    """Let nobody else on this computer listen to the kernels."""
    if os.name != "nt":
        with contextlib.suppress(OSError):
            env["JUPYTER_RUNTIME_DIR"] = private_folder()
            return ["--KernelManager.transport=ipc"]
    return ["--KernelManager.transport_encryption=auto"]


def hand_over(command, env):
    """Become that program, so that Ctrl-C and the exit code are its own."""
    os.chdir(str(HERE))
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(command[0], command, env)
    process = subprocess.Popen(command, env=env)  # on Windows exec would leave the terminal at once
    while True:
        with contextlib.suppress(KeyboardInterrupt):  # the program got it too, and ends by itself
            sys.exit(process.wait())


def table_arguments(args):
    """The same, with paths that hold wherever the program is started."""
    parser = argparse.ArgumentParser(prog="start.py table")
    parser.add_argument("folder", help="holds the files my_answers.json, each under a learner's name")
    parser.add_argument("--csv", metavar="FILE", help="write all answers into this file for a spreadsheet, too")
    options = parser.parse_args(args)
    if not os.path.isdir(options.folder):
        stop(NO_FOLDER, options.folder)
    return [os.path.abspath(options.folder)] + (["--csv", os.path.abspath(options.csv)] if options.csv else [])


def main(args):
    check_python()
    sys.stdout.reconfigure(errors="replace")  # pip writes letters that some terminals do not have
    task = args[0] if args[:1] in (["test"], ["site"], ["table"]) else "lab"
    rest = table_arguments(args[1:]) if task == "table" else args[1:]
    if task == "site" and args[1:]:
        stop("start.py site takes no arguments: the site goes to the folder site/.")
    if task == "lab":
        parser = argparse.ArgumentParser(prog="start.py", description=__doc__)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument("--no-browser", action="store_true", help="only print the address to open")
        parser.add_argument("--port", type=port_number, metavar="N", help="this port and no other")
        options = parser.parse_args(args)
        if options.port:
            check_port(options.port)
    try:
        set_up(REQUIREMENTS["all" if task == "test" and "--all" in rest else task])
    except OSError as problem:
        stop(NOT_WRITABLE, HERE, problem)
    except KeyboardInterrupt:
        stop("Stopped. The next start installs it from the beginning.")
    if task != "lab":
        # as many tests at a time as there are processors, and no more browsers than a computer can bear
        tests = ["pytest", "-n", "auto", "--maxprocesses=4"]
        program = {"test": tests, "site": ["publish"], "table": ["course.assessment.class_table"]}[task]
        hand_over([str(PYTHON), "-m"] + program + rest, jupyter_environment())
    print("Starting JupyterLab. Ctrl-C in this window ends it.")
    env = jupyter_environment()
    command = lab_command(PYTHON, not options.no_browser, options.port) + kernel_options(env)
    hand_over(command + ["--log-level=ERROR"], env)  # or its chatter hides the address


if __name__ == "__main__":
    main(sys.argv[1:])
