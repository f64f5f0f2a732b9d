"""Entropy, cross-entropy and KL divergence of discrete distributions."""

from lib.distributions import bernoulli, log_softmax, normalize, one_hot, softmax
from lib.measures import cross_entropy, entropy, kl_divergence, kl_terms, surprisal

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
