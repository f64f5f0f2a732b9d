"""The machinery of learning: predict, lock, reveal; answer, and be told which mistake it looks like."""

from lib.learning.letters import guess_letters
from lib.learning.predictions import guess, predict, predict_again
from lib.learning.verdicts import check

__all__ = ["check", "guess", "guess_letters", "predict", "predict_again"]
