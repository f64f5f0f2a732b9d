"""Entropy, cross-entropy, KL divergence and their relatives: of outcomes, joint tables and normal distributions."""

import numpy

from lib.versions import require

require(numpy, "2.1")  # before an import that an older numpy lacks

from lib.distributions import bernoulli, log_softmax, normalize, one_hot, softmax  # noqa: E402
from lib.joint import conditional_entropy, mutual_information  # noqa: E402
from lib.measures import cross_entropy, entropy, kl_divergence, kl_terms, perplexity, surprisal  # noqa: E402
from lib.normal import normal_entropy, normal_kl_divergence  # noqa: E402
from lib.symmetric import hellinger, jensen_shannon, total_variation  # noqa: E402

__all__ = [
    "bernoulli",
    "conditional_entropy",
    "cross_entropy",
    "entropy",
    "hellinger",
    "jensen_shannon",
    "kl_divergence",
    "kl_terms",
    "log_softmax",
    "mutual_information",
    "normal_entropy",
    "normal_kl_divergence",
    "normalize",
    "one_hot",
    "perplexity",
    "softmax",
    "surprisal",
    "total_variation",
]
