"""The heights of sunflowers: a truth and a model, both normal distributions, counted in bins of any width."""

import math

import numpy as np

TRUTH, MODEL = (1.8, 0.2), (1.6, 0.25)  # mean and standard deviation, in metres
LOWEST, HIGHEST = 0, 4  # metres; hardly anything of either is outside


def edges(width):
    """Return the edges of bins of this width, in metres, from LOWEST to HIGHEST.

    >>> edges(2).tolist()
    [0.0, 2.0, 4.0]
    """
    return np.linspace(LOWEST, HIGHEST, round((HIGHEST - LOWEST) / width) + 1)


def binned(mean, sd, width):
    """Return the probabilities of the bins under a normal distribution.

    >>> binned(2, 0.5, 1).round(3).tolist()
    [0.023, 0.477, 0.477, 0.023]
    """
    below = np.array([math.erfc((mean - edge) / (sd * math.sqrt(2))) / 2 for edge in edges(width)])
    return np.diff(below)


def density(x, mean, sd):
    """Return the density of a normal distribution at x, per unit of x.

    p(x) = exp(-((x - mean) / sd)^2 / 2) / (sd sqrt(2 pi))

    >>> density(np.array([1.8]), *TRUTH).round(3)  # per metre
    array([1.995])
    """
    return np.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * math.sqrt(2 * math.pi))
