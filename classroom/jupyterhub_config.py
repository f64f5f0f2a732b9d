"""Settings of JupyterHub for a class on one machine: its accounts, a JupyterLab for each, all behind one address.

README.md beside this file says how to start it. All other settings are JupyterHub's defaults: tokens and protection
against cross-site requests are on.
"""

import importlib.util
import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = Path(sys.executable).parent
STATE = Path(os.environ.get("STATE_DIRECTORY", "/var/lib/classroom"))  # systemd sets it
STATE.mkdir(mode=0o700, parents=True, exist_ok=True)

c = get_config()  # noqa: F821

# --- logins: members of the group `learners`, with the password of their account on this machine
c.JupyterHub.authenticator_class = "pam"
c.PAMAuthenticator.allowed_groups = {"learners"}

# --- addresses: on this machine only; a web server with a certificate passes requests on (README.md)
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:8081"
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:8001"
c.ConfigurableHTTPProxy.command = [str(HERE / "node_modules/.bin/configurable-http-proxy")]
c.ConfigurableHTTPProxy.check_running_interval = 2  # seconds until a dead proxy is started again
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{STATE}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.JupyterHub.cleanup_servers = False  # they keep running while the hub restarts

# --- each learner's JupyterLab: a process of the learner's own account, in the learner's own home
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = ["prlimit", "--data=1500000000", str(PROGRAMS / "jupyterhub-singleuser")]  # bytes for each process
c.Spawner.notebook_dir = "~"
c.Spawner.default_url = "/lab"
c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # seconds; thirty may start at the same moment
c.Spawner.poll_interval = 5  # seconds until a dead server can be started again
# One thread for each kernel: thirty kernels with a thread for each processor would wait for each other.
c.Spawner.environment = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
c.Spawner.environment["JUPYTER_WIDGETS_ECHO"] = "0"  # one message less: a slider needs no echo of its move
c.Spawner.environment["JUPYTER_CONFIG_PATH"] = str(HERE)  # the folder of jupyter_server_config.py

# --- if systemd's spawner is installed (README.md): limits for all processes of a learner together
if importlib.util.find_spec("systemdspawner"):
    c.JupyterHub.spawner_class = "systemd"
    c.SystemdSpawner.mem_limit = "2G"
    c.SystemdSpawner.cpu_limit = 1.0  # processors

# --- a JupyterLab ends after two hours without use; the files stay
culler = [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=7200"]
scopes = ["list:users", "read:users:activity", "read:servers", "delete:servers"]
c.JupyterHub.services = [{"name": "idle-culler", "command": culler}]
c.JupyterHub.load_roles = [{"name": "idle-culler", "services": ["idle-culler"], "scopes": scopes}]
