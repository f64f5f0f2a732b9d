"""Settings for every test, doctests included: the slow tests, the place of kept answers, and the order in workers."""

import os
import signal

import pytest

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread each: pytest-xdist starts a worker for each processor
signal.signal(signal.SIGINT, signal.default_int_handler)  # else programs of a background run ignore Ctrl-C

# The slow tests, as parts of their ids. The longest come first: otherwise one of them would run alone at the end.
SLOW = [
    "tests/in_browser/test_browser.py",
    "tests/in_browser/test_site.py",
    "tests/in_browser/",
    "tests/classroom/",
    "tests/machines/",
    "other_libraries.py",
    *(f"notebooks/zh/{number:02}_" for number in range(99) if number not in (0, 4)),  # two are quick: the core
    "everywhere]",  # every position of every explorer, every figure
    "test_no_english_is_left",
    "test_words_are_common",
    "test_a_cell_that_runs_many_times_keeps_no_old_frames",
]
LEFT_OUT = {}  # {"slow": number}; a worker of pytest-xdist sends it to the process that prints


def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="run the slow tests too, most of which need a browser")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Send all cells of a notebook to one worker, in their order, if pytest-xdist is installed."""
    if getattr(config.option, "dist", "no") == "load":  # the default of -n
        config.option.dist = "loadfile"
        config.option.loadscopereorder = False  # the files with the most tests are not the slowest


def pytest_collection_modifyitems(config, items):
    """Put the slow tests first, or leave them out."""

    def place(item):
        return next((place for place, part in enumerate(SLOW) if part in item.nodeid), None)

    quick = [item for item in items if place(item) is None]
    slow = sorted((item for item in items if place(item) is not None), key=place)
    for item in slow:
        item.add_marker("slow")
    if not config.option.all:
        config.hook.pytest_deselected(items=slow)
        getattr(config, "workeroutput", LEFT_OUT)["slow"] = len(slow)
        slow = []
    items[:] = slow + quick


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    LEFT_OUT["slow"] = getattr(node, "workeroutput", {}).get("slow", 0)


def pytest_terminal_summary(terminalreporter):
    if LEFT_OUT.get("slow"):
        count = LEFT_OUT["slow"]
        terminalreporter.write_line(f"{count} slow tests were left out: python3 start.py test --all runs them too.")


@pytest.fixture(autouse=True, scope="session")
def answers_elsewhere(tmp_path_factory):
    """Keep answers in a temporary file, so that no test changes the answers of the user."""
    from course.assessment import keeping

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "FILE", tmp_path_factory.mktemp("answers") / keeping.FILE.name)
        yield
