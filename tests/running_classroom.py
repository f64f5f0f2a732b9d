"""A real classroom for tests and measurements: the hub, the proxy and the learners' accounts, on this machine only.

It is installed as classroom/README.md says, once for each state of the requirements, where every account can read it:
a learner's server runs as the learner. Needs root, Linux, Node.js and git; nothing is left behind but that folder.
"""

import contextlib
import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psutil
import requests

with contextlib.suppress(ImportError):  # on Windows, where `why_not` says no
    import fcntl
    import pwd

ROOT = Path(__file__).resolve().parents[1]
NEEDED = ["requirements.txt", "classroom/requirements.txt", "classroom/package.json", "classroom/package-lock.json"]
GROUP = "learners"
PATIENCE = 180  # seconds until a step that does not end is an error
SETTINGS = """
load_subconfig({config!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub_port}"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api_port}"
c.PAMAuthenticator.allowed_groups = {{group + {mark!r} for group in c.PAMAuthenticator.allowed_groups}}
"""


def why_not():
    """Why there can be no classroom here, or None."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "needs root, to act as several accounts"
    missing = [name for name in ("useradd", "prlimit", "node", "npm", "git") if not shutil.which(name)]
    return f"needs {', '.join(missing)}" if missing else None


def install():
    """Return the folder of an installed classroom; the first time this takes a minute."""
    digest = hashlib.sha256(b"\0".join((ROOT / name).read_bytes() for name in NEEDED)).hexdigest()[:12]
    folder = Path(f"/var/tmp/classroom-{digest}")
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise PermissionError(f"{folder} belongs to somebody else")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for name in NEEDED:
            target = folder / name
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(ROOT / name, target)
        if not (folder / "installed").exists():
            # /root/… may be closed to learners, and with it a python that lives there
            run("/usr/bin/python3", "-m", "venv", "--clear", folder / ".venv")
            pip = folder / ".venv/bin/pip"
            run(pip, "install", "--quiet", "-r", folder / NEEDED[0], "-r", folder / NEEDED[1])
            run("npm", "ci", "--no-audit", "--no-fund", "--prefix", folder / "classroom")
            (folder / "installed").touch()
    return folder


def run(*command, timeout=600, **more):
    """Run a command; what it printed is in the error where it fails."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=timeout, **more)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


def free_ports(number):
    """Ports that nobody listens to at the moment."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


class Classroom:
    """A running hub with accounts; leaving the `with` block ends and removes all of it.

    learners: {name: password}. url: the proxy's address. state: the folder with the hub's secrets.
    """

    def __init__(self, number=2, settings=""):
        self.settings = settings
        self.port, self.hub_port, self.api_port = free_ports(3)
        self.url = f"http://127.0.0.1:{self.port}"
        self.mark = f"-{secrets.token_hex(2)}"  # of its own accounts and group: another may be open
        self.learners = {f"pupil{self.mark}-{i}": secrets.token_urlsafe(12) for i in range(number)}
        self.hub = None

    def __enter__(self):
        self.folder = install()
        self.state = Path(tempfile.mkdtemp(prefix="classroom-state-"))
        self.settings_folder = Path(tempfile.mkdtemp(prefix="classroom-settings-"))
        try:
            self._copy_settings()
            self._add_accounts()
            self.start_hub()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.hub:
            self.stop_hub()
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
            os.kill(int((self.state / "proxy.pid").read_text(encoding="utf-8")), signal.SIGTERM)
        for name in self.learners:
            subprocess.run(["pkill", "-KILL", "-u", name], capture_output=True)
        for name in self.learners:
            self._remove_account(name)
        subprocess.run(["groupdel", GROUP + self.mark], capture_output=True)
        shutil.rmtree(self.state, ignore_errors=True)
        shutil.rmtree(self.settings_folder, ignore_errors=True)

    def _copy_settings(self):
        """A classroom has its own copy, so that two checkouts can be tried at once."""
        skip = shutil.ignore_patterns("node_modules", ".*", "__pycache__")
        shutil.copytree(ROOT / "classroom", self.settings_folder, ignore=skip, dirs_exist_ok=True)
        self.settings_folder.chmod(0o755)  # a learner's server reads its part
        (self.settings_folder / "node_modules").symlink_to(self.folder / "classroom/node_modules")

    def _add_accounts(self):
        run("groupadd", GROUP + self.mark)
        for name, password in self.learners.items():
            self._add_account(name, password, "--groups", GROUP + self.mark)

    def _add_account(self, name, password, *more):
        run("useradd", "--create-home", "--shell", "/bin/bash", *more, name)
        self.home(name).chmod(0o700)
        run("chpasswd", input=f"{name}:{password}\n")

    def _remove_account(self, name):
        until(lambda: not processes(name), "all of its processes have ended")
        subprocess.run(["userdel", "--remove", "--force", name], capture_output=True)

    @contextlib.contextmanager
    def account(self, name, password):
        """An account of this machine that is no learner's."""
        self._add_account(name, password)
        try:
            yield
        finally:
            self._remove_account(name)

    def home(self, name):
        """The home folder of a learner."""
        return Path(pwd.getpwnam(name).pw_dir)

    def act_as(self, name, *command, **more):
        """Run a command as this learner would in a terminal of this machine; return what came of it."""
        become = ["setpriv", f"--reuid={name}", f"--regid={name}", "--init-groups", "--reset-env"]
        return subprocess.run(
            [*become, *map(str, command)], cwd=self.home(name), capture_output=True, text=True, timeout=60, **more
        )

    @property
    def python(self):
        """The Python of the learners' servers and kernels."""
        return self.folder / ".venv/bin/python"

    def start_hub(self):
        """Start the hub, which starts the proxy, and wait until both answer."""
        config = self.state / "config.py"
        ports = {"port": self.port, "hub_port": self.hub_port, "api_port": self.api_port}
        shared = str(self.settings_folder / "jupyterhub_config.py")
        config.write_text(SETTINGS.format(config=shared, mark=self.mark, **ports) + self.settings, encoding="utf-8")
        self.log = (self.state / "log").open("ab")
        self.hub = subprocess.Popen(
            [str(self.folder / ".venv/bin/jupyterhub"), "-f", str(config)],
            cwd=self.state,
            env={**os.environ, "STATE_DIRECTORY": str(self.state)},
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        until(self._answers, "the hub answers", self.said)

    def _answers(self):
        if self.hub.poll() is not None:
            raise RuntimeError(f"the hub has ended: {self.said()}")
        try:
            return requests.get(f"{self.url}/hub/health", timeout=5).ok
        except requests.ConnectionError:
            return False

    def visit(self, name):
        """Log in as this learner, in a browser's session of its own."""
        return Visit(self.url, name, self.learners[name])

    def stop_hub(self, how=signal.SIGTERM):
        """Stop the hub and its culler; the proxy stays when the hub is killed, and learners' servers always."""
        cullers = [one for one in psutil.Process(self.hub.pid).children() if "jupyterhub_idle_culler" in one.cmdline()]
        self.hub.send_signal(how)
        self.hub.wait(60)
        for culler in cullers:
            with contextlib.suppress(psutil.NoSuchProcess):
                culler.kill()
        self.log.close()

    def said(self):
        """The last lines of the hub's and the proxy's log."""
        return (self.state / "log").read_text(encoding="utf-8", errors="replace")[-3000:]


class Visit(requests.Session):
    """A learner's browser: its cookies, and the token that a page must send back with what it changes."""

    def __init__(self, url, name, password):
        super().__init__()
        self.url, self.name = url, name
        self.server = f"{url}/user/{name}"
        self.get(f"{url}/hub/login")
        form = {"username": name, "password": password, "_xsrf": self.xsrf("/hub/")}
        self.welcome = self.post(f"{url}/hub/login?next=/hub/home", data=form, timeout=PATIENCE)

    def xsrf(self, path):
        """The token of the pages under this path."""
        return next((cookie.value for cookie in self.cookies if (cookie.name, cookie.path) == ("_xsrf", path)), "")

    def start_server(self):
        """Start this learner's JupyterLab and come in."""
        api = f"{self.url}/hub/api/users/{self.name}"
        headers = {"X-XSRFToken": self.xsrf("/hub/"), "Referer": f"{self.url}/hub/home"}
        answer = self.post(f"{api}/server", headers=headers, timeout=PATIENCE)
        if answer.status_code not in (201, 202, 400):  # it is there, it will be, it was already
            raise RuntimeError(f"no server for {self.name}: {answer.status_code} {answer.text}")
        until(lambda: self.get(f"{self.url}/hub/api/users/{self.name}").json().get("server"), "the server answers")
        self.get(f"{self.server}/lab").raise_for_status()

    def api(self, method, path, **more):
        """Ask this learner's server."""
        headers = {"X-XSRFToken": self.xsrf(f"/user/{self.name}/")}
        return self.request(method, f"{self.server}/api/{path}", headers=headers, timeout=60, **more)


def processes(name):
    """The process numbers of an account, the oldest first, as pgrep has them."""
    found = subprocess.run(["pgrep", "-u", name], capture_output=True, text=True).stdout
    return [int(number) for number in found.split()]


def until(true, what, said=str, patience=PATIENCE):
    """Wait until something is true."""
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(f"after {patience} s it is still not so that {what}. {said()}")
        time.sleep(0.1)
