"""What classroom/README.md says is so."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

CLASSROOM = Path(__file__).resolve().parents[2] / "classroom"
PAGE = (CLASSROOM / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```bash\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


pytestmark = pytest.mark.skipif(os.name == "nt", reason="a classroom is a Linux machine")


class Settings:
    """Takes what a configuration file sets: `settings.Spawner.cmd = ...`."""

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        self.__dict__[name] = Settings()
        return self.__dict__[name]


def settings(name):
    config = Settings()
    source = (CLASSROOM / name).read_text(encoding="utf-8")
    exec(compile(source, CLASSROOM / name, "exec"), {"get_config": lambda: config, "__file__": str(CLASSROOM / name)})
    return config


@pytest.fixture
def hub(tmp_path, monkeypatch):
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path))
    return settings("jupyterhub_config.py")


@pytest.mark.parametrize("commands", COMMANDS)
def test_the_commands_are_bash(commands):
    done = subprocess.run(["bash", "-n"], input=commands, capture_output=True, text=True)
    assert not done.stderr


def test_files_that_the_page_names_exist():
    named = set(re.findall(r"`((?:classroom/|tests/)?[\w/-]+\.(?:py|yaml|service|json|txt))`", PAGE))
    assert {"jupyterhub_config.py", "zero-to-jupyterhub.yaml", "tests/classroom/test_security.py"} <= named
    for name in named:
        assert (CLASSROOM / name).exists() or (CLASSROOM.parent / name).exists(), name
    assert re.search(r"cp classroom/(\S+)", PAGE)[1] == "classroom.service"


def test_limits_are_those_of_the_configuration(hub):
    server = settings("jupyter_server_config.py")
    assert "may take 1.5 GB" in PAGE and "--data=1500000000" in hub.Spawner.cmd
    assert server.MappingKernelManager.cull_idle_timeout == 3600 and "idle for an hour is ended" in PAGE
    assert "--timeout=7200" in hub.JupyterHub.services[0]["command"] and "a server after two" in PAGE
    assert hub.JupyterHub.bind_url == "http://127.0.0.1:8000" and "http://127.0.0.1:8000/hub/login" in PAGE
    assert hub.PAMAuthenticator.allowed_groups == {"learners"} and "sudo groupadd learners" in PAGE


def test_the_web_server_passes_on_to_the_hub(hub):
    caddy = (CLASSROOM / "Caddyfile").read_text(encoding="utf-8")
    assert f"reverse_proxy {hub.JupyterHub.bind_url.removeprefix('http://')}" in caddy
    assert "class.example.org {" in caddy  # the word that the page's sed exchanges


def test_the_service_runs_what_the_page_has_installed():
    service = (CLASSROOM / "classroom.service").read_text(encoding="utf-8")
    assert "ExecStart=/opt/classroom/.venv/bin/jupyterhub -f /opt/classroom/classroom/jupyterhub_config.py" in service
    assert "StateDirectory=classroom" in service and 'STATE_DIRECTORY", "/var/lib/classroom"' in (
        CLASSROOM / "jupyterhub_config.py"
    ).read_text(encoding="utf-8")


def test_many_machines_are_set_as_one_is(hub):
    values = yaml.safe_load((CLASSROOM / "zero-to-jupyterhub.yaml").read_text(encoding="utf-8"))
    environment = {name: value for name, value in hub.Spawner.environment.items() if name.isupper()}
    environment.pop("JUPYTER_CONFIG_PATH")  # a folder of this machine
    assert values["singleuser"]["extraEnv"] == environment
    assert f"--timeout={values['cull']['timeout']}" in hub.JupyterHub.services[0]["command"]


def test_no_address_of_a_registry_is_in_the_lock_file():
    assert '"resolved"' not in (CLASSROOM / "package-lock.json").read_text(encoding="utf-8")
