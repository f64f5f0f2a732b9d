"""Every test of lib runs with numpy told to raise where it would warn: lib does neither, whatever a learner has set."""

import numpy as np
import pytest


@pytest.fixture(autouse=True)
def numpy_raises():
    with np.errstate(all="raise"):
        yield
