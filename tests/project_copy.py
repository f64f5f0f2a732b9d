"""Copies of the project in which start.py can be run, set up without a network."""

import ctypes
import importlib.util
import os
import shutil
import socket
import sysconfig
import time
import venv
from pathlib import Path

import start

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS, SITE, TESTS = start.FILES[:3]
PATIENCE = 180  # seconds; a longer step is an error


def until(condition, what):
    """Wait until the condition is true, and return its value."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {PATIENCE} s in vain: {what}")
        time.sleep(0.05)
    return found


def copy_project(folder, *names, needs=None):
    """Copy the files that start.py needs, and these folders; `needs` replaces the list of packages."""
    for name in ("start.py", NOTEBOOKS, SITE, TESTS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
        if needs is not None and name != "start.py":
            (folder / name).write_text(needs, encoding="utf-8")
    for name in names:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    return folder


def load(project):
    """Return the start.py of this copy as a module."""
    spec = importlib.util.spec_from_file_location("start_copy", project / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def set_up(project):
    """Make the .venv of a first start in a second and without a network, with the packages of this one."""
    copy = load(project)
    really_run = copy.run

    def run(command, *sign_of_life):
        if command != "borrow":
            return really_run(command[:3])  # without packages: they are there
        venv.create(copy.VENV, symlinks=True)
        theirs, ours = sysconfig.get_path("purelib", "venv", {"base": copy.VENV}), {"purelib", "platlib"}
        Path(theirs, "borrowed.pth").write_text("\n".join(map(sysconfig.get_path, ours)), encoding="utf-8")
        (copy.VENV / "share").symlink_to(Path(sysconfig.get_path("data"), "share"))  # JupyterLab's pages
        return 0, ""

    copy.run, copy.ways = run, lambda files: [("borrow", [])]
    copy.set_up([NOTEBOOKS, SITE, TESTS])
    return project


def surroundings(home, **settings):
    """Return an environment with this home and these settings, without those of the tests' own process."""
    return {**start.environment(), "HOME": str(home), "PYTHONUTF8": "", **settings}


def without_root_rights():
    """Remove root's right to write everywhere, in a child process before it starts."""
    if os.geteuid() == 0:
        for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None).prctl(24, right)  # PR_CAPBSET_DROP


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
