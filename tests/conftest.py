"""The shared parts of several test files: how examples are drawn, and a browser."""

import pytest
from hypothesis import HealthCheck, settings

collect_ignore_glob = ["*conftest.py"]  # they have no examples, and several files have one name

# Property tests draw the same examples in every run, and a slow computer is no failure.
repeated = [HealthCheck.differing_executors]  # mutmut runs a test many times in one process
settings.register_profile("all", derandomize=True, deadline=None, max_examples=100, suppress_health_check=repeated)
settings.register_profile("quick", settings.get_profile("all"), max_examples=25)


def pytest_configure(config):
    settings.load_profile("all" if config.option.all else "quick")


@pytest.fixture(scope="module")
def playwright():
    from playwright.sync_api import sync_playwright  # most tests do not need it

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright):
    from browser import launch

    with launch(playwright) as browser:
        yield browser


@pytest.fixture(scope="module")
def context(browser):
    with browser.new_context() as context:
        yield context
