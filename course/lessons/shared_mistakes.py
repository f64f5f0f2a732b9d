"""Mistakes and distributions that several lessons share, and answers with these mistakes."""

import math

import numpy as np

from course.lessons.exercise import LN2, Answer
from course.translation import _
from lib.measures import cross_entropy, entropy, kl_divergence, kl_terms, surprisal

D = kl_divergence
CE = cross_entropy
NATS = {"base": math.e}
FAIR, COIN, STEEP, UNCERTAIN = [1 / 2, 1 / 2], [0.9, 0.1], [0.1, 0.9], [0.7, 0.3]
SKEWED = [1 / 2, 1 / 4, 1 / 8, 1 / 8]
CHOOSE = _("Choose among the letters a, b, c and d.")
CHOOSE_OF_FIVE = _("Choose among the letters a, b, c, d and e.")
SWAPPED = _("the divergence with p and q swapped")
SIZES = _("the sum of the sizes of the terms: negative terms must count as negative")
DIFFERENCE = _("H(q) − H(p): each entropy averages under its own distribution, but both averages must use p")
OTHER_DIFFERENCE = _("H(p) − H(q): both averages must use p")
WRONG_DIVERGENCES = [
    (lambda p, q: D(q, p), SWAPPED),
    (lambda p, q: abs(kl_terms(p, q)).sum(), SIZES),
    (CE, _("the cross-entropy H(p, q): subtract H(p)")),
    (lambda p, q: entropy(p), _("the entropy H(p) alone: the divergence compares p with q")),
    (lambda p, q: (surprisal(q) - surprisal(p)).sum(), _("the sum of the log ratios: weight each of them with p")),
    (lambda p, q: kl_terms(p, q).mean(), _("the mean of the terms: take their sum")),
    (lambda p, q: np.maximum(kl_terms(p, q), 0).sum(), _("the sum of the positive terms: negative ones count too")),
    (lambda p, q: entropy(q) - entropy(p), DIFFERENCE),
    (lambda p, q: entropy(p) - entropy(q), OTHER_DIFFERENCE),
    (lambda p, q: CE(p, q) - entropy(q), _("the cross-entropy H(p, q) minus H(q): what must be subtracted is H(p)")),
    (lambda p, q: -D(q, p), _("the sum of q·log₂(p/q): the weights must be p")),
]


def divergence(name, p, q, *more, times=1, hint=""):
    """Return an answer D(p||q) in bits, `times` as much, with the mistakes of every divergence and some more."""
    right = times * D(p, q)
    mistakes = [(times * wrong(p, q), text) for wrong, text in WRONG_DIVERGENCES]
    mistakes = [(wrong, text) for wrong, text in mistakes if abs(wrong) > 1e-9]
    mistakes.append((0.0, _("the divergence of a distribution from itself: here p and q differ")))
    mistakes += [(wrong if abs(wrong) > 1e-9 else 0.0, text) for wrong, text in more]
    # nobody can see a mistake that changes nothing, such as a swap of mirror images
    mistakes = [mistake for mistake in mistakes if not math.isclose(mistake[0], right)]
    return Answer(name, right, "bits", *mistakes, hint=hint)


def bits_and_nats(value, *mistakes, unitless=()):
    """Return answers for one quantity in both units, with the same mistakes; those in `unitless` have no unit."""
    in_nats = [(LN2 * wrong, text) for wrong, text in mistakes]
    for_bits, for_nats = _("A nat is more than a bit, 1/ln 2 times as much."), _("A bit is ln 2 nats.")
    return [
        Answer("bits", value, "bits", *mistakes, *unitless, hint=for_bits),
        Answer("nats", LN2 * value, "nats", *in_nats, *unitless, hint=for_nats),
    ]


def each(letters, text):
    """Return the same mistake for each of these letters."""
    return [(letter, text) for letter in letters]
