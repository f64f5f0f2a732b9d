"""Measures of normal distributions, given by their means and standard deviations (`sd`), without counting in bins."""

import math

import numpy as np

from lib.input_error import InputError
from lib.labels import keep_labels
from lib.measures import SMALLEST, close_total, log, measured
from lib.validation import as_real, check_base, refuse_unless

A_MEAN = "a mean is a finite number"


def normal_entropy(sd, *, base=2):
    """Return the differential entropy of normal distributions with these standard deviations.

    h = -integral p(x) log p(x) dx = log(sd sqrt(2 pi e)). Any shape in, the same shape out (a float for a single
    number), in bits for base 2 and nats for base e. It depends on the unit of sd, and is negative for sd below 0.242.
    In bins of a small width w the entropy is about h - log w.

    Raises ValueError where sd is no finite number above 0, and for a base that no logarithm has.

    Source: Cover & Thomas, Elements of Information Theory, example 8.1.2.

    >>> round(normal_entropy(1), 6)
    2.047096
    """
    array = _deviation(sd, "sd")
    result = log(array, base) + log(math.sqrt(2 * math.pi * math.e), base)
    return keep_labels(result, sd) if array.ndim else float(result)


def normal_kl_divergence(mean_p, sd_p, mean_q, sd_q, *, base=2):
    """Return the KL divergence of the normal distribution q from the normal distribution p.

    D(p||q) = ln(sd_q / sd_p) + ((sd_p / sd_q)^2 - 1 + ((mean_p - mean_q) / sd_q)^2) / 2 in nats, with standard
    deviations, not variances. Any shapes in that broadcast, their common shape out (a float for single numbers), in
    bits for base 2 and nats for base e; the unit of means and deviations does not matter. Never negative, 0 only where
    p = q, inf where the result is too large for a float. Exact where p is nearly q.

    Raises ValueError where a mean is not finite, where a standard deviation is no finite number above 0, where the
    shapes do not fit, and for a bad base.

    Source: Kullback (1959), Information Theory and Statistics, chapter 9.

    >>> round(normal_kl_divergence(1, 2, 0, 1, base=math.e), 6)
    1.306853
    """
    check_base(base)
    mean_p, mean_q = _finite(mean_p, "mean_p", A_MEAN), _finite(mean_q, "mean_q", A_MEAN)
    sd_p, sd_q = _deviation(sd_p, "sd_p"), _deviation(sd_q, "sd_q")
    arrays = mean_p, sd_p, mean_q, sd_q
    try:
        mean_p, sd_p, mean_q, sd_q = np.broadcast_arrays(*arrays)
    except ValueError:
        shapes = ", ".join(str(array.shape) for array in arrays)
        raise InputError(f"mean_p, sd_p, mean_q and sd_q do not fit together: their shapes are {shapes}") from None
    with np.errstate(all="ignore"):
        apart, wider = (mean_p - mean_q) / sd_q, (sd_p - sd_q) / sd_q
        # ((sd_p / sd_q)^2 - 1) / 2 - ln(sd_p / sd_q) is wider^2 / 2 + (wider - ln(1 + wider)); no part is negative
        rest = np.where(np.abs(wider) < 1 / 2, _close_rest(sd_p, sd_q), np.log(sd_q) - np.log(sd_p) + wider)
        total = (rest + wider**2 / 2 + apart**2 / 2) / math.log(base)
        return measured(np.maximum(total, SMALLEST * ((sd_p != sd_q) | (mean_p != mean_q))))


def _close_rest(sd_p, sd_q):
    """Return wider - ln(1 + wider) for deviations that are near, scaled so that none is subnormal or overflows."""
    _, exponent = np.frexp(sd_q)
    sd_p, sd_q = np.ldexp(sd_p, -exponent), np.ldexp(sd_q, -exponent)
    return close_total(sd_q[..., None], sd_p[..., None]) / sd_q


def _deviation(values, name):
    return _finite(values, name, "a standard deviation is a finite number above 0", least=SMALLEST)


def _finite(values, name, rule, least=-math.inf):
    """Return values of any shape as float64; raise InputError at the first that is not finite, or less than `least`."""
    array, _ = as_real(values, name, scalar=True)
    refuse_unless(np.isfinite(array) & (array >= least), array, name, lambda value: rule)
    return array
