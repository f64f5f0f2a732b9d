"""A model that is tuned on its own samples: a policy, its reference, and three estimates of their divergence."""

import numpy as np

from course.worlds.training import through_softmax
from lib.distributions import softmax

REFERENCE = np.array([0.2, 0.5, 0.3])  # of three words
GOAL = np.array([1.0, 0.0, -1.0])  # the logits of the policy where it has moved by 1


def policy(moved):
    """Return the policy: the reference at 0, softmax(GOAL) at 1, and on in the same direction.

    >>> policy(0).round(3).tolist(), policy(1).round(3).tolist()
    ([0.2, 0.5, 0.3], [0.665, 0.245, 0.09])
    """
    return softmax((1 - moved) * np.log(REFERENCE) + moved * GOAL)


def estimates(pi, reference):
    """Return the estimates k1, k2 and k3 of D(pi‖reference), in nats, from a sample of each outcome: (3, K).

    With the ratio u = reference / pi they are -ln u, (ln u)^2 / 2, and u - 1 - ln u.

    Source: Schulman (2020), Approximating KL Divergence.

    >>> (estimates(policy(1), REFERENCE) @ policy(1)).round(4).tolist()  # the means; D is 0.5163
    [0.5163, 0.6081, 0.5163]
    """
    log_ratio = np.log(reference) - np.log(pi)
    return np.stack([-log_ratio, log_ratio**2 / 2, np.expm1(log_ratio) - log_ratio])


def pushes(pi, reference):
    """Return how k1, k2 and k3, as losses on given samples of pi, push its logits: (3, K), in nats per unit.

    A push is minus the mean slope. Over ln pi the slopes are 1, ln(pi / reference), and 1 - reference / pi; the chain
    rule leads from there to the logits.

    Source: Shah et al. (2025), A Comedy of Estimators, arXiv 2512.21852.

    >>> pushes(policy(1), REFERENCE).round(3)[1:]
    array([[-0.456,  0.301,  0.155],
           [-0.465,  0.255,  0.21 ]])
    """
    log_ratio = np.log(reference) - np.log(pi)
    return -through_softmax(pi, np.stack([np.ones_like(pi), -log_ratio, -np.expm1(log_ratio)]))


def spread(pi, values):
    """Return the standard deviation of values (..., K) under pi.

    >>> spread([0.5, 0.5], [[1, 3], [2, 2]])
    array([1., 0.])
    """
    values = np.asarray(values)
    return np.sqrt((values - (values @ pi)[..., None]) ** 2 @ pi)
