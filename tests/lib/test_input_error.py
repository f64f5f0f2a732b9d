"""In a notebook, an error of lib is as short as its message, and shows the reader's own line."""

import re

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from lib.input_error import InputError


def test_in_a_notebook_the_error_is_as_short_as_its_message():
    with capture_output() as shown:
        InteractiveShell().run_cell("from lib import kl_divergence\n\nkl_divergence([1, 0],\n    [0.9, 0.2])")
    assert re.sub(r"\x1b\[[\d;]*m", "", shown.stdout + shown.stderr).strip().splitlines() == [
        "InputError: q sums to 1.1, not to 1: check the numbers, or use normalize(q)",
        "in line 3: kl_divergence([1, 0],",
    ]


def test_an_error_that_was_never_raised_through_lib_says_where_it_was():
    with pytest.raises(InputError) as caught:
        raise InputError("so it is")
    assert caught.value._render_traceback_()[1] == f'in line {caught.tb.tb_lineno}: raise InputError("so it is")'
