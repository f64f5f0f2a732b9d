"""Truths with two humps, a model with one, and gradient descent under either direction of the divergence."""

import numpy as np

from course.worlds.training import check_choice, through_softmax
from lib.distributions import log_softmax, softmax
from lib.input_error import InputError

PLACES = np.arange(17)


def hump(centre, width):
    """Return a discrete bell curve over the 17 places: softmax of -(x - centre)^2 / (2 width^2).

    Numbers in, (17,) out; arrays (..., 1) in, (..., 17) out; no unit.
    """
    return softmax(_logits(centre, width))


def two_humps(left=0.5):
    """Return a truth with a share `left` around place 4 and the rest around place 12, both of width 1.

    >>> two_humps(0.9)[:9].sum().round(3)
    np.float64(0.9)
    """
    return left * hump(4, 1) + (1 - left) * hump(12, 1)


def _logits(centre, width):
    return -((PLACES - centre) ** 2) / (2 * width**2)


TRUTH = two_humps()


def forward_slope(p, log_q):
    """Return dD(p||q)/dz where q = softmax(z): q - p. Shapes (..., K), in nats per unit of z.

    >>> forward_slope(np.array([0.9, 0.1]), np.log([0.5, 0.5])).round(6)
    array([-0.4,  0.4])
    """
    return np.exp(log_q) - p


def reverse_slope(p, log_q):
    """Return dD(q||p)/dz where q = softmax(z): q (log q/p - D(q||p)). Shapes (..., K), in nats per unit of z.

    >>> reverse_slope(np.array([0.8, 0.2]), np.log([0.5, 0.5])).round(6)
    array([-0.346574,  0.346574])
    """
    return through_softmax(np.exp(log_q), log_q - np.log(p))


SLOPES = {"forward": forward_slope, "reverse": reverse_slope}


def descend(p, start, direction, *, steps=2000, rate=0.3):
    """Return the path of a hump that goes down D(p||q), "forward", or D(q||p), "reverse".

    Truth p (17,), nowhere 0; start (..., 2), a centre and a width each. Path (steps + 1, ..., 2). Each step:
    knob <- knob - rate * slope, in nats, where the slope by the logits is carried on by the chain rule:

        z_x = -(x - centre)^2 / (2 width^2)      dz_x/dcentre = (x - centre) / width^2
                                                 dz_x/dwidth  = (x - centre)^2 / width^3

    Raises ValueError for another direction, a negative number of steps, and a width that is not positive, at the
    start or after a step that was too long.

    Source: the chain rule. Bishop, Pattern Recognition and Machine Learning, section 10.1.2, has both fits.

    >>> descend(TRUTH, (3, 2), "reverse", steps=200)[-1].round(1)
    array([4., 1.])
    """
    check_choice("direction", direction, SLOPES, steps)
    path = [np.array(start, dtype=float)]
    for _ in range(steps):
        path.append(path[-1] - rate * knob_slopes(p, path[-1], direction))
    path = np.array(path)
    if not np.all(path[..., 1] > 0):
        raise InputError("a width is not positive: start with a positive one, or lower the rate")
    return path


def knob_slopes(p, knobs, direction):
    """Return the slopes of the divergence by centre and width: knobs (..., 2) in, (..., 2) out, in nats.

    >>> knob_slopes(TRUTH, np.array([7, 3]), "forward").round(3)
    array([-0.106, -0.351])
    """
    centre, width = knobs[..., :1], knobs[..., 1:]
    away = PLACES - centre
    by_centre = SLOPES[direction](p, log_softmax(_logits(centre, width))) * away / width**2
    return np.stack([by_centre.sum(axis=-1), (by_centre * away / width).sum(axis=-1)], axis=-1)
