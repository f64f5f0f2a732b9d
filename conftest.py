"""With pytest-xdist, whoever has installed it: the cells of a notebook go to one worker, in their order."""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    if getattr(config.option, "dist", "no") == "load":  # what -n alone means
        config.option.dist = "loadfile"
