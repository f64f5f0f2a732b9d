"""All code has one style, which ruff checks."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_ruff_finds_nothing():
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format=concise", "."]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_text_files_are_opened_in_utf_8():
    """Ruff's PLW1514 finds only calls on an obvious path."""
    files = [file for name in ("lib", "course", "publish", "tests", "binder") for file in (ROOT / name).rglob("*.py")]
    texts = [file.read_text(encoding="utf-8") for file in [*files, ROOT / "start.py"]]
    calls = [call for text in texts for call in re.findall(r"\.(?:read|write)_text\(.*", text)]
    assert len(calls) > 40 and [call for call in calls if "utf-8" not in call] == []
