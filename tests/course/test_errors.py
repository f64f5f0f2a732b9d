"""An error shows a learner's own line, and no line of the course, also after calls inside the course."""

import re

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


def test_a_figure_of_an_argument_that_is_no_distribution():
    with capture_output() as shown:
        InteractiveShell().run_cell("from course.pictures import code_areas\n\ncode_areas([0.5, 0.6], [1, 2], [2, 1])")
    assert re.sub(r"\x1b\[[\d;]*m", "", shown.stdout + shown.stderr).strip().splitlines() == [
        "InputError: p sums to 1.1, not to 1: check the numbers, or use normalize(p)",
        "in line 3: code_areas([0.5, 0.6], [1, 2], [2, 1])",
    ]
