"""A list of numbers is accepted from every library."""

import importlib

import pytest
from solutions import answers

from course.assessment.verdicts import check


@pytest.mark.parametrize("kind", ["pandas.Series", "polars.Series", "xarray.DataArray", "pandas.DataFrame"])
def test_a_column_is_a_list(kind):
    library, name = kind.split(".")
    column = getattr(importlib.import_module(library), name)(answers("06.2")[0])
    assert check("06.2", column).status == "right"
    assert check("06.2", column * 2).status == "wrong"
