"""Nothing in a still figure covers anything else."""

from contextlib import nullcontext

import pytest
from example_figures import example
from figure_faults import Sheet

import course.pictures
from course.drawing.figure import narrow


@pytest.mark.parametrize("layout", [nullcontext, narrow])
@pytest.mark.parametrize("name", course.pictures.__all__)
def test_nothing_covers_anything(name, layout):
    with layout():
        figure = example(name).figure
    assert Sheet(figure).faults() == []
