"""All code has one style, which ruff checks."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def ruff(*args):
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", *args]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_ruff_finds_nothing():
    result = ruff("--output-format=concise", ".")
    assert result.returncode == 0, result.stdout + result.stderr


def test_ruff_looks_at_everything():
    files = {str(Path(line).relative_to(ROOT)) for line in ruff("--show-files", ".").stdout.splitlines()}
    globs = ("*.py", "lib/**/*.py", "course/**/*.py", "tests/**/*.py", "notebooks/*.ipynb")
    ours = {str(path.relative_to(ROOT)) for glob in globs for path in ROOT.glob(glob)}
    assert ours and ours <= files
