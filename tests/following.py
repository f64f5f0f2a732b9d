"""A reader who follows the advice of a message."""

import numpy as np
import pytest

import lib
from lib.codes import code_shares
from lib.input_error import InputError

NAMES = {"np": np, "code_shares": code_shares, **{name: getattr(lib, name) for name in lib.__all__}}


def follow(given, call, first, advice, **names):
    """Check that `call` is refused with this advice; apply the advice and return the new result of the call.

    given, advice: {argument: code}; first: code that makes `labels`, `keys` or `values`, or an empty text.
    """
    names = NAMES | names
    names |= {argument: eval(code, names) for argument, code in given.items()}
    with pytest.raises(InputError) as caught:
        eval(call, names)
    message = str(caught.value)
    for code in [first, *advice.values()]:
        assert code in message
    exec(first, names)
    return eval(call, names | {argument: eval(code, names) for argument, code in advice.items()})
