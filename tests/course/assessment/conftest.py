"""The surroundings of these tests: each has an empty working folder, as a kernel has its notebook's, and no tries."""

from pathlib import Path

import pytest

from course.assessment import keeping
from course.assessment.verdicts import _wrong_tries, mistakes_called


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(keeping, "FILE", Path(".answers.json"))
    _wrong_tries.clear()
    mistakes_called.cache_clear()
    return tmp_path
