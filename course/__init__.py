"""The course around the measures of `lib`: predictions that are locked and then explained, and verdicts on exercises.

A page imports these functions from here, and its figures from `course.explorers` and `course.pictures`.
"""

import contextlib
from pathlib import Path

import ipywidgets

from lib.input_error import InputError
from lib.versions import require

require(ipywidgets, "8.1")  # before an import that an older ipywidgets lacks
InputError.hidden += [Path(__file__).parent, Path(contextlib.__file__)]  # also contextlib's, for `house_style`

from course.assessment.guessing_game import guess_letters  # noqa: E402
from course.assessment.handing_in import hand_in  # noqa: E402
from course.assessment.predictions import guess, predict, predict_again  # noqa: E402
from course.assessment.verdicts import check  # noqa: E402

__all__ = ["check", "guess", "guess_letters", "hand_in", "predict", "predict_again"]
