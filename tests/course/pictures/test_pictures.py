"""Nothing in a still figure covers anything else."""

import pytest
from example_figures import example
from figure_faults import Sheet

import course.pictures


@pytest.mark.parametrize("name", course.pictures.__all__)
def test_nothing_covers_anything(name):
    assert Sheet(example(name).figure).faults() == []
