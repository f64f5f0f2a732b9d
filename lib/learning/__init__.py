"""The machinery of learning: predict, lock, reveal; answer, and be told which mistake it looks like; hand in."""

from lib.learning.handing_in import hand_in
from lib.learning.letters import guess_letters
from lib.learning.predictions import guess, predict, predict_again
from lib.learning.verdicts import check

__all__ = ["check", "guess", "guess_letters", "hand_in", "predict", "predict_again"]
