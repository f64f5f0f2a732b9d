"""What the README shows and links to is there and true."""

import math
import re
from pathlib import Path

import pytest
from renew_outputs import WITH_MINUTES, with_minutes

import lib

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_lines_of_the_library_give_the_numbers_beside_them():
    block = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    shown = re.findall(r"^(\w+\(.*\)) +# ([\d.]+)", block, re.MULTILINE)
    assert len(shown) == 3
    for call, number in shown:
        assert eval(call, vars(lib)) == float(number)
    assert lib.kl_divergence([1, 0], [0, 1]) == math.inf


def test_every_link_leads_to_a_file():
    targets = re.findall(r"\]\(([^)\s]+)\)", README)
    local = [target for target in targets if not target.startswith("https://")]
    assert len(local) > 20
    assert [target for target in local if not (ROOT / target).exists()] == []


def test_every_named_file_exists():
    named = set(re.findall(r"`([\w/]+\.(?:py|mplstyle|txt))`", README))
    assert named
    assert [name for name in named if not list(ROOT.glob(f"**/{name}"))] == []


@pytest.mark.parametrize("path", WITH_MINUTES, ids=lambda path: path.name)
def test_minutes_are_those_of_the_pages(path):
    text = path.read_text(encoding="utf-8")
    renewed, count = with_minutes(text)
    assert renewed == text, "run tests/renew_outputs.py"
    lessons = len(list((ROOT / "notebooks").glob("[0-9]*.ipynb")))
    assert count == lessons - (path.suffix == ".ipynb"), "a page is missing; the map does not list its own"
