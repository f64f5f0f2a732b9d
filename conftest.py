"""What holds for every test, examples in docstrings included: where answers are kept, and who runs which cells."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def answers_elsewhere(tmp_path_factory):
    """No test writes into the file that holds the answers of whoever runs it."""
    from lib.learning import keeping

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "ANSWERS", tmp_path_factory.mktemp("answers") / keeping.ANSWERS)
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """With pytest-xdist, whoever has installed it: the cells of a notebook go to one worker, in their order."""
    if getattr(config.option, "dist", "no") == "load":  # what -n alone means
        config.option.dist = "loadfile"
