"""The course around the measures of `lib`: predict, lock, reveal; answer, and be told which mistake it looks like.

A page imports these functions from here, and its figures from `course.explorers` and `course.pictures`.
"""

import contextlib
from pathlib import Path

import ipywidgets

from lib.input_error import InputError
from lib.versions import require

require(ipywidgets, "8.1")  # before anything is imported that an older one does not have
InputError.hidden += [Path(__file__).parent, Path(contextlib.__file__)]  # the course's lines, and `house_style`'s

from course.assessment.guessing_game import guess_letters  # noqa: E402
from course.assessment.handing_in import hand_in  # noqa: E402
from course.assessment.predictions import guess, predict, predict_again  # noqa: E402
from course.assessment.verdicts import check  # noqa: E402

__all__ = ["check", "guess", "guess_letters", "hand_in", "predict", "predict_again"]
