"""Entropy, cross-entropy and KL divergence of discrete distributions."""

import numpy

from lib.versions import require

require(numpy, "2.1")  # before anything is imported that an older one does not have

from lib.distributions import bernoulli, log_softmax, normalize, one_hot, softmax  # noqa: E402
from lib.measures import cross_entropy, entropy, kl_divergence, kl_terms, surprisal  # noqa: E402

__all__ = [
    "bernoulli",
    "cross_entropy",
    "entropy",
    "kl_divergence",
    "kl_terms",
    "log_softmax",
    "normalize",
    "one_hot",
    "softmax",
    "surprisal",
]
