"""The machinery of learning: predict, lock, reveal; answer, and be told which mistake it looks like."""

from lib.learning.exercises import check
from lib.learning.predictions import guess, predict, predict_again

__all__ = ["check", "guess", "predict", "predict_again"]
