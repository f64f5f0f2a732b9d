"""What holds for every test, examples in docstrings included: where answers are kept, and who runs which cells."""

import signal

import pytest

signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background would let programs ignore Ctrl-C


@pytest.fixture(autouse=True, scope="session")
def answers_elsewhere(tmp_path_factory):
    """No test writes into the file that holds the answers of whoever runs it."""
    from course.assessment import keeping

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "FILE", tmp_path_factory.mktemp("answers") / keeping.FILE)
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """With pytest-xdist, whoever has installed it: the cells of a notebook go to one worker, in their order."""
    if getattr(config.option, "dist", "no") == "load":  # what -n alone means
        config.option.dist = "loadfile"
        config.option.loadscopereorder = False  # the files with the most tests are not those that take longest


# in parts of a path, the longest first: one of these at the end would leave the other processors without work
LONG = ["test_browser.py", "test_site.py", "test_planted_mistakes.py", "in_browser", "classroom", "machines"]


def pytest_collection_modifyitems(items):
    """Begin with what takes longest."""

    def turn(item):
        return next((turn for turn, part in enumerate(LONG) if part in item.path.parts), len(LONG))

    items.sort(key=turn)
