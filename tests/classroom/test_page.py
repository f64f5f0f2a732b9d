"""What classroom/README.md says is so."""

from pathlib import Path

import pytest

CLASSROOM = Path(__file__).resolve().parents[2] / "classroom"
HUB, SERVER = "jupyterhub_config.py", "jupyter_server_config.py"
START = "ExecStart=/opt/classroom/.venv/bin/jupyterhub -f /opt/classroom/classroom/jupyterhub_config.py"
SAID = [
    (HUB, '"--data=1500000000"', "may take 1.5 GB"),
    (HUB, '"--timeout=7200"', "a server after two"),
    (HUB, 'mem_limit = "2G"', "more than 2 GB"),
    (SERVER, "cull_idle_timeout = 3600", "idle for an hour is ended"),
    (HUB, 'allowed_groups = {"learners"}', "sudo groupadd learners"),
    (HUB, '"STATE_DIRECTORY", "/var/lib/classroom"', "STATE_DIRECTORY=/var/lib/classroom"),
    (HUB, 'JupyterHub.bind_url = "http://127.0.0.1:8000"', "http://127.0.0.1:8000/hub/login"),
    ("Caddyfile", "class.example.org {\n\treverse_proxy 127.0.0.1:8000\n", "s/class.example.org/YOUR.ADDRESS/"),
    ("classroom.service", START, "git clone https://github.com/OWNER/REPO /opt/classroom\n"),
]


@pytest.mark.parametrize("file, setting, words", SAID)
def test_the_page_says_what_the_files_say(file, setting, words):
    assert setting in (CLASSROOM / file).read_text(encoding="utf-8")
    assert words in (CLASSROOM / "README.md").read_text(encoding="utf-8")
