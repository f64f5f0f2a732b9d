"""A real classroom for tests and measurements: the hub, the proxy and the learners' accounts, on this machine only.

It is installed as classroom/README.md says, in a folder that every account can read: a learner's server runs as the
learner. It needs root, Linux, Node.js and git. Afterwards it removes everything
except the installed packages, in FOLDER.
"""

import contextlib
import functools
import os
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path

import psutil
import requests
from project_copy import PATIENCE, ROOT, copy_project, until

FOLDER = Path("/var/lib/classroom-tests")
NEEDED = ["requirements.txt", "classroom/requirements.txt", "classroom/package.json", "classroom/package-lock.json"]
# The page's ports and 20000 more: Linux takes ports for connections from 32768 on, so none of these is taken by chance.
URL = "http://127.0.0.1:28000"
SETTINGS = """
load_subconfig("classroom/jupyterhub_config.py")
c.JupyterHub.bind_url = "http://127.0.0.1:28000"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:28081"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:28001"
c.PAMAuthenticator.allowed_groups = {{"{group}"}}
c.Spawner.args = ["--LabApp.expose_app_in_browser=True"]  # tests call JupyterLab's commands from its page
"""

run = functools.partial(subprocess.run, check=True, timeout=600, text=True)


def install():
    """Install the packages; this takes minutes, unless the same packages are there."""
    needed = "".join((ROOT / name).read_text(encoding="utf-8") for name in NEEDED)
    installed = FOLDER / "installed"
    if installed.exists() and installed.read_text(encoding="utf-8") == needed:
        return
    installed.unlink(missing_ok=True)
    # not this Python: /root may be closed to learners, and this Python may be there
    run(["/usr/bin/python3", "-m", "venv", "--clear", FOLDER / ".venv"])
    run([FOLDER / ".venv/bin/pip", "install", "--quiet", "-r", ROOT / NEEDED[0], "-r", ROOT / NEEDED[1]])
    for name in NEEDED[2:]:
        shutil.copy(ROOT / name, FOLDER)
    run(["npm", "ci", "--no-audit", "--no-fund", "--prefix", FOLDER])
    installed.write_text(needed, encoding="utf-8")


@contextlib.contextmanager
def open_classroom(number):
    """Yield a running hub with accounts for this number of learners; remove everything afterwards."""
    FOLDER.mkdir(exist_ok=True)
    install()
    mark = secrets.token_hex(2)  # no account of this machine has such a name
    learners = {f"pupil-{mark}-{i}": secrets.token_urlsafe(12) for i in range(number)}
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="classroom-")))
        classroom = Classroom(folder, learners, f"learners-{mark}")
        run(["groupadd", classroom.group])
        stack.callback(run, ["groupdel", classroom.group])
        for name, password in learners.items():
            run(["useradd", "--create-home", "-K", "HOME_MODE=0700", "-b", "/home", "-G", classroom.group, name])
            stack.callback(run, ["userdel", "--remove", name])
            run(["chpasswd"], input=f"{name}:{password}\n")
            # git checks the owner of a local repository, but not of one on the network
            Path("/home", name, ".gitconfig").write_text("[safe]\n\tdirectory = *\n", encoding="utf-8")
        stack.callback(classroom.stop)
        classroom.start_hub()
        yield classroom


class Classroom:
    """A hub with accounts. learners: {name: password}. course: the teacher's repository."""

    def __init__(self, folder, learners, group):
        """Copy this checkout: the hub's settings, and the lessons as the teacher's repository."""
        self.folder, self.course, self.learners, self.group = folder, folder / "course", learners, group
        folder.chmod(0o755)  # a learner's server reads a part of it
        copy_project(self.course, "lib", "course", "notebooks")
        shutil.copytree(ROOT / "classroom", folder / "classroom", ignore=shutil.ignore_patterns("node_modules"))
        (folder / "classroom/node_modules").symlink_to(FOLDER / "node_modules")
        (folder / "config.py").write_text(SETTINGS.format(group=group), encoding="utf-8")
        run(["git", "init", "--quiet", "--initial-branch=main", self.course])
        self.commit()

    def commit(self):
        """Commit the teacher's changes."""
        teacher = "-c user.name=Teacher -c user.email=teacher@localhost"
        run(f"git add --all && git {teacher} commit --quiet --message=Lessons", shell=True, cwd=self.course)

    def start_hub(self):
        """Start the hub, which starts the proxy, and wait until both answer."""
        command = [FOLDER / ".venv/bin/jupyterhub", "-f", "config.py"]
        environment = os.environ | {"STATE_DIRECTORY": str(self.folder / "state")}
        with (self.folder / "log").open("ab") as log:
            self.hub = psutil.Popen(command, cwd=self.folder, env=environment, stdout=log, stderr=log)
        until(self._answers, "the hub answers")

    def _answers(self):
        if self.hub.poll() is not None:
            raise RuntimeError((self.folder / "log").read_text(encoding="utf-8")[-3000:])
        with contextlib.suppress(requests.ConnectionError):
            return requests.get(f"{URL}/hub/health", timeout=5).ok

    def stop(self):
        """End all at once, as in a power failure: the hub, the proxy, the culler, and the learners' processes."""
        for process in psutil.process_iter(["cwd"]):
            with contextlib.suppress(psutil.NoSuchProcess):
                if process.info["cwd"] == str(self.folder):
                    process.kill()
        self.hub.wait(60)
        command = ["pkill", "-KILL", "-u", ",".join(self.learners)]  # its exit code is 1 where it finds nothing
        until(lambda: subprocess.run(command).returncode == 1, "the learners' processes have ended")


class Visit(requests.Session):
    """A learner's browser: its cookies, and the token that a page sends with each change."""

    def __init__(self, name, password):
        super().__init__()
        self.request = functools.partial(self.request, timeout=PATIENCE)
        self.name, self.server = name, f"{URL}/user/{name}"
        self.get(f"{URL}/hub/login")
        form = {"username": name, "password": password, "_xsrf": self.cookies.get("_xsrf", path="/hub/")}
        self.welcome = self.post(f"{URL}/hub/login?next=/hub/home", data=form)

    def start_server(self):
        """Start this learner's JupyterLab, unless it runs, and open it."""
        self.get(f"{URL}/hub/spawn")
        until(lambda: self.get(f"{URL}/hub/api/users/{self.name}").json().get("server"), "the server answers")
        self.get(f"{self.server}/lab").raise_for_status()
        return self

    def api(self, method, path, **more):
        """Send a request to this learner's server."""
        headers = {"X-XSRFToken": self.cookies.get("_xsrf", path=f"/user/{self.name}/")}
        return self.request(method, f"{self.server}/api/{path}", headers=headers, **more)
