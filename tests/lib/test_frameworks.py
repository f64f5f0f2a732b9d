"""Every number that PyTorch, Keras, Optax, SciPy and scikit-learn give for small cases follows from lib.

frameworks.csv has a line for each call: the framework, its version, the call, and its value in float64 (Keras computes
in float32). Nobody needs these frameworks here. Where a framework surprises its users, the formula below says why.
"""

from math import e, log, sqrt

import numpy as np
import pytest
from frameworks_table import ROWS
from pytest import approx

from lib import (
    entropy,
    kl_divergence,
    log_softmax,
    mutual_information,
    normal_entropy,
    normal_kl_divergence,
    normalize,
    one_hot,
    softmax,
    surprisal,
)
from lib.symmetric import jensen_shannon

NATS = {"base": e}
P, Q = np.array([0.7, 0.2, 0.1]), np.array([0.75, 0.23, 0.02])
TWO_P, TWO_Q = np.array([P, [1, 0, 0]]), np.array([Q, [0.5, 0.25, 0.25]])
Z, DOG = np.array([3, 0, -1]), np.array([1, 0, 0])
POLICY, REFERENCE = softmax([1, 0, -1]), np.array([0.2, 0.5, 0.3])
CUT = {"torch": 100, "keras": -log(1e-7), "sklearn": -log(np.finfo(float).eps)}  # the largest loss, in nats
KEPT = 1e-7  # Keras keeps each probability between this number and 1 minus it


def pointwise(target, log_q):
    """Return the terms that PyTorch's KLDivLoss adds up, whatever it is given: t ln t - t · input, and 0 for t = 0."""
    return -surprisal(np.where(target > 0, target, 1), **NATS) * target - target * log_q


def loss(z, truth=DOG):
    """Return the cross-entropy of the truth and softmax(z), in nats."""
    return -(truth * log_softmax(z)).sum()


def sigmoid_loss(z):
    """Return the binary cross-entropy of the label 1 and a logit, in nats."""
    return -log_softmax([z, 0])[0]


def floor(classes):
    """Return the loss of one-hot probabilities that are taken for logits: softmax twice."""
    return loss(one_hot(0, classes), one_hot(0, classes))


def mean(values):
    return (POLICY * values).sum()


def push(slopes):
    """Return the mean gradient of an estimate over the logits, as a loss on given samples.

    slopes: those of the estimate over ln policy. That of ln policy_i over z_j is 1 - policy_j for j = i, or -policy_j.
    """
    return POLICY * slopes - POLICY * mean(slopes)


LOG_R = np.log(REFERENCE) - np.log(POLICY)
# Three estimates of D(policy‖reference) for each action, and their slopes over ln policy.
ESTIMATES = {"k1": -LOG_R, "k2": LOG_R**2 / 2, "k3": np.expm1(LOG_R) - LOG_R}
SLOPES = {"k1": np.ones(3), "k2": -LOG_R, "k3": -np.expm1(LOG_R)}
VALUES = {
    "kl_div(log q, p, reduction=sum)": kl_divergence(P, Q, **NATS),
    "kl_div(q, p, reduction=sum)": pointwise(P, Q).sum(),
    "kl_div(log p, q, reduction=sum)": kl_divergence(Q, P, **NATS),
    "kl_div(log Q, P, reduction=batchmean)": kl_divergence(TWO_P, TWO_Q, **NATS).mean(),
    "kl_div(log Q, P, reduction=mean)": kl_divergence(TWO_P, TWO_Q, **NATS).mean() / 3,
    "kl_div(log((.1,.5,.4)), (.15,.05,.1), reduction=sum)": pointwise(
        np.array([0.15, 0.05, 0.1]), np.log([0.1, 0.5, 0.4])
    ).sum(),
    "kl_div(log q, log p, log_target=True, reduction=sum)": kl_divergence(P, Q, **NATS),
    "cross_entropy(z=(3,0,-1), class 0)": loss(Z),
    "cross_entropy(softmax(z), class 0)": loss(softmax(Z)),
    "cross_entropy(z, class 0, label_smoothing=0.1)": loss(Z, 0.9 * DOG + 0.1 / 3),
    "cross_entropy(z, (.8,.1,.1))": loss(Z, np.array([0.8, 0.1, 0.1])),
    "cross_entropy of two rows, weight=(1,5,1), classes 0 and 1, z=((3,0,-1),(3,0,-1))": (
        (1 * loss(Z) + 5 * loss(Z, one_hot(1, 3))) / (1 + 5)
    ),
    "nll_loss(log_softmax z, class 0)": loss(Z),
    "binary_cross_entropy_with_logits(2, 1)": sigmoid_loss(2),
    "binary_cross_entropy_with_logits(sigmoid 2, 1)": sigmoid_loss(softmax([2, 0])[0]),
    "binary_cross_entropy(q=0, y=1)": CUT["torch"],
    "GaussianNLLLoss(mean 1, y 3, var 1, full=True)": (3 - 1) ** 2 / 2 + normal_entropy(1, **NATS) - 1 / 2,
    "distributions.kl_divergence(N(1, 2), N(0, 1))": normal_kl_divergence(1, 2, 0, 1, **NATS),
    "CategoricalCrossentropy()(y, z=(3,0,-1))": -log(1 - KEPT),  # (3, 0, -1)/2 is (1.5, 0, -0.5); 1.5 is too large
    "CategoricalCrossentropy(from_logits=True)(y, z)": loss(Z),
    "CategoricalCrossentropy()(y, softmax z)": loss(Z),
    "CategoricalCrossentropy()(y=(1,0), q=(0,1))": CUT["keras"],
    "KLDivergence()(p, q)": kl_divergence(P, Q, **NATS),
    "kl_divergence(log q, p)": kl_divergence(P, Q, **NATS),
    "softmax_cross_entropy(z, y)": loss(Z),
    "stats.entropy(p, q)": kl_divergence(P, Q, **NATS),
    "stats.entropy((7,2,1), q)": kl_divergence(normalize([7, 2, 1]), Q, **NATS),
    "stats.entropy(p, q, base=2)": kl_divergence(P, Q),
    "spatial.distance.jensenshannon(p, q, base=2)": sqrt(jensen_shannon(P, Q)),
    "special.kl_div(p, q).sum()": kl_divergence(P, Q, **NATS),
    "special.kl_div((.3,.3), (.5,.5)).sum()": 0.6 * log(0.3 / 0.5) - 0.6 + 1,
    "special.rel_entr((.3,.3), (.5,.5)).sum()": 0.6 * log(0.3 / 0.5),
    "log_loss([0], softmax z)": loss(Z),
    "log_loss([1], (1, 0), labels 0 and 1)": CUT["sklearn"],
    "mutual_info_score of x=(0,0,1,1), y=(0,1,1,1)": mutual_information([[0.25, 0.25], [0, 0.5]], **NATS),
    "D(pi||ref), pi = softmax(1,0,-1), ref = (.2,.5,.3), nats": kl_divergence(POLICY, REFERENCE, **NATS),
}
for classes in (2, 10, 1000):
    VALUES[f"cross_entropy(one-hot of the right class as logits, K={classes})"] = floor(classes)
    VALUES[f"cross_entropy(uniform q as logits, K={classes})"] = entropy(np.full(classes, 1 / classes), **NATS)
for name, values in ESTIMATES.items():
    VALUES[f"mean of {name} under pi"] = mean(values)
    VALUES[f"standard deviation of {name} under pi"] = sqrt(mean(values**2) - mean(values) ** 2)
    for place, slope in enumerate(push(SLOPES[name])):
        VALUES[f"mean gradient of {name} as a loss on samples, over logit {place}"] = slope
for place in range(3):
    VALUES[f"gradient of D(pi||ref) over logit {place}"] = push(-LOG_R)[place]
    VALUES[f"gradient of D(ref||pi) over logit {place}"] = (POLICY - REFERENCE)[place]


@pytest.mark.parametrize("framework, _version, call, value", ROWS)
def test_a_framework_computes_the_number_that_follows_from_lib(framework, _version, call, value):
    assert VALUES[call] == approx(value, rel=2e-6 if framework == "keras" else 1e-12, abs=1e-15)


def test_every_case_is_in_the_table():
    assert {row.call for row in ROWS} == {*VALUES}
