"""A classroom with its learners at work, one for each file of tests."""

import os

import pytest
from browser import missing
from running_classroom import Classroom, why_not


@pytest.fixture(scope="module")
def settings():
    """The settings that a file adds to the classroom's own."""
    return ""


@pytest.fixture(scope="module")
def classroom(settings):
    if reason := why_not():
        # Root has what it takes; a tool that is not there is a failure in CI, and said elsewhere.
        (missing if hasattr(os, "geteuid") and os.geteuid() == 0 else pytest.skip)(reason)
    with Classroom(2, settings) as classroom:
        yield classroom


@pytest.fixture(scope="module")
def visits(classroom):
    """The learners' browsers, each in its own JupyterLab."""
    visits = [classroom.visit(name) for name in classroom.learners]
    for visit in visits:
        visit.start_server()
    return visits


@pytest.fixture(scope="module")
def anna(visits):
    return visits[0]


@pytest.fixture(scope="module")
def ben(visits):
    return visits[1]
