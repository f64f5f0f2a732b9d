"""A tiny network that reads the pictures of `course.worlds.pets`, and gradient descent under either loss."""

import math
from typing import NamedTuple

import numpy as np

from course.worlds.pets import SIDE
from lib.distributions import log_softmax, one_hot, softmax
from lib.input_error import InputError
from lib.measures import cross_entropy, kl_divergence


class Network(NamedTuple):
    """Picture -> 16 hidden units -> 2 logits -> q.

    h = tanh(x W1 + b1), z = h W2 + b2, q = softmax(z), where x is a picture as a row of 1024 numbers. A network is
    its four arrays of weights and nothing else.

    >>> Network.start(seed=0).predict(np.ones((32, 32))).round(2)
    array([0.5, 0.5])
    """

    W1: np.ndarray  # (1024, 16)
    b1: np.ndarray  # (16,)
    W2: np.ndarray  # (16, 2)
    b2: np.ndarray  # (2,)

    @classmethod
    def start(cls, *, seed=0):
        """Return small random weights (normal, deviation 0.01) and zero biases: a network that knows nothing yet."""
        rng = np.random.default_rng(seed)
        W1, W2 = rng.normal(0, 0.01, (SIDE * SIDE, 16)), rng.normal(0, 0.01, (16, 2))
        return cls(W1, np.zeros(16), W2, np.zeros(2))

    def hidden(self, pictures):
        """Return the outputs of the hidden units: (n, 32, 32) in, (n, 16) out, each between -1 and 1."""
        return _forward(self, _inputs(pictures))[0]

    def logits(self, pictures):
        """Return z: (n, 32, 32) in, (n, 2) out, in nats; (2,) for one (32, 32) picture."""
        return _forward(self, _inputs(pictures))[1]

    def predict(self, pictures):
        """Return q = softmax(z): (n, 32, 32) in, (n, 2) out; (2,) for one (32, 32) picture.

        Raises ValueError where the pictures are not 32 x 32.
        """
        return softmax(self.logits(pictures))


class History(NamedTuple):
    """The history of a training: the mean loss in nats, and the predictions on the watched pictures."""

    loss: np.ndarray  # (steps + 1,): before each step, and at the end
    watched: np.ndarray  # (steps + 1, m, 2)


def cross_entropy_slope(p, q):
    """Return dH/dq_i of H(p, q) = -sum_i p_i ln q_i, where p is constant: -p_i / q_i.

    Shapes (..., K) in and out, in nats per unit of q.

    >>> cross_entropy_slope(np.array([0.9, 0.1]), np.array([0.5, 0.5]))
    array([-1.8, -0.2])
    """
    return -p / q


def kl_slope(p, q):
    """Return dD/dq_i of D(p||q) = sum_i p_i ln u_i with the ratios u_i = p_i / q_i, where p is constant.

    By the chain rule, dD/du_i = p_i / u_i times du_i/dq_i = -p_i / q_i^2, without using the cross-entropy: so
    a comparison of the two slopes proves something. Shapes (..., K) in and out, in nats per unit of q.

    >>> kl_slope(np.array([0.9, 0.1]), np.array([0.5, 0.5]))
    array([-1.8, -0.2])
    """
    u = p / q
    by_u = np.divide(p, u, out=np.zeros_like(u), where=u > 0)  # 0 log 0 is 0, for every q
    return by_u * -p / q**2


def softmax_twice(p, q, *, base):
    """Return the cross-entropy of p and softmax(q), in the unit of `base`: a loss that takes probabilities for logits.

    Shapes (..., K) in, (...) out.

    >>> round(softmax_twice([1, 0], [1, 0], base=math.e), 6)  # a perfect q
    0.313262
    """
    return cross_entropy(p, softmax(q), base=base)


def softmax_twice_slope(p, q):
    """Return the slope of `softmax_twice` over q_i, in nats: softmax(q)_i - p_i. Shapes (..., K) in and out.

    >>> softmax_twice_slope(np.array([1, 0]), np.array([0.5, 0.5]))
    array([-0.5,  0.5])
    """
    return softmax(q) - p


LOSSES = {"cross-entropy": cross_entropy, "KL": kl_divergence, "softmax twice": softmax_twice}
SLOPES = {"cross-entropy": cross_entropy_slope, "KL": kl_slope, "softmax twice": softmax_twice_slope}


def check_choice(name, choice, choices, steps=0):
    """Raise ValueError for an unknown choice, or a negative number of steps."""
    if choice not in choices:
        raise InputError(f"{name} is {choice!r}: choose one of {', '.join(map(repr, choices))}")
    if steps < 0:
        raise InputError(f"steps is {steps}: it cannot be negative")


def logit_slope(p, q, loss):
    """Return dL/dz_j where q = softmax(z) and p is constant: it is q_j - p_j, but computed from the loss by q.

    It is the slope of the loss by q, carried through the softmax:

        dq_i/dz_j = q_i ([i = j] - q_j)
        dL/dz_j   = sum_i dL/dq_i dq_i/dz_j = q_j (dL/dq_j - sum_i q_i dL/dq_i)

    Shapes (..., K) in and out, in nats per unit of z.

    Raises ValueError for another loss.

    Source: Goodfellow et al., Deep Learning, section 6.2.2.

    >>> logit_slope(np.array([0.9, 0.1]), np.array([0.5, 0.5]), "KL").round(6)
    array([-0.4,  0.4])
    """
    check_choice("loss", loss, LOSSES)
    q = np.maximum(q, 1e-150)  # where softmax rounds to 0: division by this and by its square must work
    return through_softmax(q, SLOPES[loss](p, q))


def through_softmax(q, slope_q):
    """Return the slope by the logits z of q = softmax(z), from the slope by q; shapes (..., K) in and out."""
    return q * (slope_q - np.sum(q * slope_q, axis=-1, keepdims=True))


def gradient(network, pictures, p, *, loss="cross-entropy"):
    """Return the slope of the mean loss by every weight, as a Network of the same shapes.

    Pictures (n, 32, 32), truths p (n, 2); nats per unit of weight. `logit_slope` comes first, the rest is the
    chain rule, backwards through the layers.

    Raises ValueError for another loss, where the pictures are not 32 x 32, or where p does not fit them.

    Source: Goodfellow et al., Deep Learning, section 6.5.

    >>> network = Network.start()
    >>> gradient(network, np.ones((1, 32, 32)), np.array([[1, 0]])).b2.round(2)
    array([-0.5,  0.5])
    """
    inputs = _inputs(pictures)
    h, z = _forward(network, inputs)
    if np.shape(p) != z.shape:
        raise InputError(f"p has shape {np.shape(p)}: for these pictures it must be {z.shape}")
    return _backward(network, inputs, h, logit_slope(np.asarray(p), softmax(z), loss))


def train(network, pictures, labels, *, loss="cross-entropy", steps=200, rate=0.025, watch=None):
    """Return the network after gradient descent on all pictures at once, and its History.

    Each step: weight <- weight - rate * slope. Pictures (n, 32, 32); labels (n,), class indices, or (n, 2),
    distributions; loss "cross-entropy", "KL" or "softmax twice"; watch (m, 32, 32), pictures to predict at each step.
    The history has the loss itself, in nats. The given network stays unchanged.

    Raises ValueError for another loss, a negative number of steps, and labels that do not fit.

    Source: Cauchy (1847), Methode generale pour la resolution des systemes d'equations simultanees.

    >>> from course.worlds.pets import data_set
    >>> trained, history = train(Network.start(), *data_set(40), steps=5)
    >>> history.loss.shape, float(history.loss[0].round(2))
    ((6,), 0.69)
    """
    check_choice("loss", loss, LOSSES, steps)
    labels = np.asarray(labels)
    p = one_hot(labels, len(network.b2)) if labels.ndim < 2 else labels
    if len(p) != len(pictures):
        raise InputError(f"there are {len(pictures)} pictures, but {len(p)} labels")
    watch = np.reshape([] if watch is None else watch, (-1, SIDE, SIDE))
    inputs = _inputs(pictures)
    history = History(np.zeros(steps + 1), np.zeros((steps + 1, len(watch), len(network.b2))))
    for step in range(steps + 1):
        h, z = _forward(network, inputs)
        q = softmax(z)
        history.loss[step] = np.mean(LOSSES[loss](p, q, base=math.e))
        if len(watch):
            history.watched[step] = network.predict(watch)
        if step < steps:
            slopes = _backward(network, inputs, h, logit_slope(p, q, loss))
            network = Network(*(weight - rate * slope for weight, slope in zip(network, slopes)))
    return network, history


def smooth(labels, amount, classes=2):
    """Return smoothed labels, which share a little of the certainty among all classes.

    p = (1 - amount) one_hot + amount / K. Shape (...) in, (..., K) out; no unit.

    Raises ValueError unless 0 <= amount <= 1, and for labels that are not class indices.

    Source: Szegedy et al. (2016), Rethinking the Inception Architecture, section 7.

    >>> smooth(0, 0.1).round(2)
    array([0.95, 0.05])
    """
    if not 0 <= amount <= 1:
        raise InputError(f"amount must be between 0 (hard labels) and 1 (uniform), got {amount}")
    return (1 - amount) * one_hot(labels, classes) + amount / classes


def chase(teacher_logits, student_logits, *, loss="cross-entropy", steps=200, rate=0.5):
    """Let teacher p = softmax(a) and student q = softmax(b) both descend the same loss; return their paths.

    Logits (K,) each, in nats; paths of p and q (steps + 1, K) each. Here p moves, so H(p) is not constant, and the
    losses differ:

        cross-entropy   dH(p, q)/dp_i = -log q_i                     best when certain: the teacher collapses
        KL              dD(p||q)/dp_i = log p_i - log q_i + 1        best when p = q: they meet
        softmax         dL/da_j = p_j (dL/dp_j - sum_i p_i dL/dp_i)  (so the + 1 cancels)
        student         dL/db_j as in `logit_slope`

    Raises ValueError for another loss, a negative number of steps, and logits that are not K finite numbers.

    Source: the chain rule. Hinton et al. (2015), Distilling the Knowledge in a Neural Network, keep p still.

    >>> p, q = chase([1, 0], [0, 1], loss="KL")
    >>> bool(abs(p[-1] - q[-1]).max() < 0.001)
    True
    """
    check_choice("loss", loss, ("cross-entropy", "KL"), steps)
    a, b = np.array(teacher_logits, dtype=float), np.array(student_logits, dtype=float)
    if a.ndim != 1 or a.shape != b.shape or not np.isfinite([a, b]).all():
        raise InputError("teacher_logits and student_logits must be two equally long lists of finite numbers")
    path = [np.array([a, b])]
    for _ in range(steps):
        path.append(path[-1] - rate * np.array(chase_gradient(*path[-1], loss)))
    return tuple(softmax(np.stack(path, axis=1)))


def chase_gradient(a, b, loss):
    """Return dL/da and dL/db of L(softmax(a), softmax(b)), both (K,): see `chase` for the formulas.

    Raises ValueError for another loss.
    """
    p, q = softmax(a), softmax(b)
    slope_p = -log_softmax(b) if loss == "cross-entropy" else log_softmax(a) - log_softmax(b)
    return through_softmax(p, slope_p), logit_slope(p, q, loss)


def _forward(network, inputs):
    """Return the outputs of the hidden units, and the logits."""
    h = np.tanh(inputs @ network.W1 + network.b1)
    return h, h @ network.W2 + network.b2


def _backward(network, inputs, h, slope_z):
    """Return the slopes of all weights from those of the logits, by the chain rule."""
    slope_z = slope_z / len(slope_z)  # the slope of the mean over the pictures
    slope_a = slope_z @ network.W2.T * (1 - h**2)  # tanh' = 1 - tanh^2
    return Network(W1=inputs.T @ slope_a, b1=slope_a.sum(axis=0), W2=h.T @ slope_z, b2=slope_z.sum(axis=0))


def _inputs(pictures):
    """Return pictures as rows of 1024 numbers around 0."""
    pictures = np.asarray(pictures)
    if pictures.shape[-2:] != (SIDE, SIDE):
        raise InputError(f"pictures have shape {pictures.shape}: expected (n, {SIDE}, {SIDE})")
    return pictures.reshape(*pictures.shape[:-2], SIDE * SIDE) - 0.7  # their average grey
