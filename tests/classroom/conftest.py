"""A classroom with its learners at work, one for each file of tests."""

import os

import pytest
from browser import missing
from schoolroom import Schoolroom, why_not


@pytest.fixture(scope="module")
def settings():
    """What a file's room has beside the classroom's own settings."""
    return ""


@pytest.fixture(scope="module")
def room(settings):
    if reason := why_not():
        # Root has what it takes; a tool that is not there is a failure in CI, and said elsewhere.
        (missing if hasattr(os, "geteuid") and os.geteuid() == 0 else pytest.skip)(reason)
    with Schoolroom(2, settings) as room:
        yield room


@pytest.fixture(scope="module")
def visits(room):
    """The learners' browsers, each in its own JupyterLab."""
    visits = [room.visit(name) for name in room.learners]
    for visit in visits:
        visit.start_server()
    return visits


@pytest.fixture(scope="module")
def anna(visits):
    return visits[0]


@pytest.fixture(scope="module")
def ben(visits):
    return visits[1]
