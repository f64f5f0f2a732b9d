"""The surroundings of the tests of lib: numpy raises where it would warn, and lib does neither, whatever is set."""

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def numpy_raises():
    with np.errstate(all="raise"):
        yield
