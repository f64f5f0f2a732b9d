"""The README's results are right, and its files exist."""

import re

import pytest
from renew_outputs import WITH_MINUTES, with_minutes
from saved_pages import LESSONS, ROOT

import lib

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_lines_of_the_library_give_the_numbers_beside_them():
    block = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    shown = re.findall(r"^(\w+\(.*\)) +# ([\d.]+)", block, re.MULTILINE)
    assert [eval(call, vars(lib)) for call, _ in shown] == [float(number) for _, number in shown]
    assert len(shown) == 3
    assert "with q = [0, 1] it is inf" in block and lib.kl_divergence([1, 0], [0, 1]) == float("inf")


def test_every_named_file_exists():
    named = set(re.findall(r"`([\w/]+\.(?:py|mplstyle|txt))`", README))
    assert named
    assert [name for name in named if not list(ROOT.glob(f"**/{name}"))] == []


@pytest.mark.parametrize("path", WITH_MINUTES, ids=lambda path: path.name)
def test_minutes_are_those_of_the_pages(path):
    text = path.read_text(encoding="utf-8")
    renewed, count = with_minutes(text)
    assert renewed == text, "run tests/renew_outputs.py"
    assert count == len(LESSONS) - (path.suffix == ".ipynb"), "a page is missing; the map does not list its own"
