"""The words of notebook 10_which_direction: its question, its exercises with their usual mistakes and hints."""

import math

import numpy as np

from course.lessons.exercise import LN2, Answer, Exercise, Question
from course.lessons.shared_mistakes import CE, CHOOSE, FAIR, D, each
from course.translation import _
from course.worlds.humps import PLACES, TRUTH, two_humps
from lib.measures import entropy
from lib.symmetric import hellinger, jensen_shannon, total_variation

QUESTIONS = [
    Question(
        _(
            "The truth p has a large hump at place 4, with 90 % of the probability. The other 10 % are in a hump at "
            "place 12. Both have width 1. The model q is one hump. It starts at 11 with width 2 and goes down D(q‖p) "
            "by gradient descent. Where does it end?"
        ),
        "c",
        {
            _("Between the humps: at the truth's own mean."): _(
                "(a) is the end of D(p‖q). It averages over the places of p, so q must reach both humps. "
                "D(q‖p) averages over q's own places."
            ),
            _("On the large hump: D(q‖p) is least there."): _(
                "(b) is right about the minimum: there D(q‖p) is only 0.15 bits. But gradient descent only goes "
                "downhill from the place where it is."
            ),
            _("On the small hump: all ways out go uphill."): _(
                "(c). There D(q‖p) is 3.32 bits, because q puts ten times as much on these places as the truth does. "
                "But every way to the large hump goes over a hill of at least 4.27 bits. The start, at 4.23, is lower, "
                "and small steps never climb. The start decides."
            ),
            _("On either hump: the size of the steps decides."): _(
                "(d) is wrong for small steps. With steps six times smaller or three times larger, it ends in the same "
                "place. Only far larger steps can jump over the hill."
            ),
        },
        r"small hump|uphill|小峰|上坡|3\.32|3\.5 bits",
    ),
]

HALVES, SPREAD, SHARP = [1 / 2, 1 / 2, 0], [1 / 3, 1 / 3, 1 / 3], [1, 0, 0]
CERTAIN = [1, 0]
MIDDLE = np.add(FAIR, CERTAIN) / 2


def _moments(p):
    """Return the mean and the variance of a distribution over the places."""
    mean = p @ PLACES
    return mean, p @ (PLACES - mean) ** 2


(MEAN, VARIANCE), (EQUAL_MEAN, EQUAL_VARIANCE) = _moments(two_humps(0.9)), _moments(TRUTH)
SWAPPED_MEAN = _moments(two_humps(0.1))[0]

EXERCISES = {
    "10.1": Exercise(
        Answer(
            "spread", D(HALVES, SPREAD), "bits",
            (math.inf, _("D(q‖p): the spread model goes where p does not, so take D(p‖q)")),
            (CE(HALVES, SPREAD), _("the cross-entropy H(p, q): subtract H(p)")),
            (D(HALVES, SPREAD) / 2, _("one term alone: p has two places")),
            (3 / 2, _("the ratio p/q: take its logarithm")),
            (2 / 3, _("the ratio q/p: take the logarithm of p/q")),
            (D(HALVES, SPREAD) * 2, _("the sum of the log ratios: weight each of them with p")),
            hint=_("For the spread model D(p‖q) is the finite one: p is first."),
        ),
        Answer(
            "sharp", D(SHARP, HALVES), "bits",
            (math.inf, _("D(p‖q): the sharp model leaves out a place of p, so take D(q‖p)")),
            (2, _("the ratio q/p: take its logarithm")),
            (1 / 2, _("the ratio p/q: take the logarithm of q/p")),
            (0, _("the entropy of q, or a divergence from itself: q and p differ")),
            hint=_("For the sharp model D(q‖p) is the finite one: q is first."),
        ),
        Answer(
            "rule", "b", "",
            ("a", _("the rule of D(p‖q): the first argument says where to look, and here it is q")),
            ("c", _("both rules: the sharp model breaks the first one, and its D(q‖p) is finite")),
            ("d", _("no rule: the spread model has an infinite D(q‖p)")),
            hint=CHOOSE,
        ),
        because=_("D(p‖q) forces q to cover p, D(q‖p) forces q to stay inside it."),
        hint=_("A divergence is infinite where its second argument is 0 and its first is not."),
        strong_hint=_("In both finite ones every logarithm is the same: log₂(3/2) in one, log₂ 2 in the other."),
        examples=[([1.169925, 1, "b"], "weight each of them with p")],
    ),
    "10.2": Exercise(
        Answer(
            "mean", MEAN, "",
            (EQUAL_MEAN, _("the middle between the humps: they do not weigh the same")),
            (4, _("the centre of the large hump, where D(q‖p) is least: the question asks for D(p‖q)")),
            (12, _("the centre of the small hump: D(p‖q) leaves no hump out")),
            (SWAPPED_MEAN, _("the mean with the weights exchanged: nine tenths lie at 4")),
            hint=_("Weight the two centres with 0.9 and 0.1."),
        ),
        Answer(
            "spread", math.sqrt(VARIANCE), "",
            (VARIANCE, _("the variance: take its square root")),
            (VARIANCE - 1, _("the variance of the two centres: add that of a hump, and take the root")),
            (math.sqrt(VARIANCE - 1), _("the spread of the two centres: each hump has a width of its own")),
            (1 + math.sqrt(VARIANCE - 1), _("a sum of spreads: it is variances that add up")),
            (1, _("the spread of one hump: q must reach both")),
            (math.sqrt(EQUAL_VARIANCE), _("the spread for two humps of equal weight: here they are not equal")),
            hint=_("The variance (the square of the spread) is that of the two centres plus that of one hump."),
        ),
        because=_("a bell that goes down D(p‖q) ends with the truth's mean and the truth's spread."),
        hint=_(
            "For a bell with free centre and width, D(p‖q) is least where q has the truth's mean and spread. What are "
            "these?"
        ),
        strong_hint=_("The mean is 0.9·4 + 0.1·12. The variance is 0.9·0.1·8², of the centres, plus 1, of each hump."),
        exchanged=_("the two are exchanged"),
        examples=[
            ([4, 1], "the centre of the large hump"),
            ([4.8, 4.123106], "two humps of equal weight"),
        ],
    ),
    "10.3": Exercise(
        Answer(
            "posterior", "b", "",
            ("a", _("the forward direction: here there are no samples of p, only of q")),
            *each("cd", _("a symmetric measure: it needs p itself, and p is known only up to a factor")),
        ),
        Answer(
            "bet", "d", "",
            *each("abc", _("a measure in bits: the question asks for a difference of probabilities")),
        ),
        Answer(
            "classifier", "a", "",
            ("b", _("the reverse: the examples come from the world, so the average is under p")),
            *each("cd", _("a symmetric measure: the loss needs only the probability that q gives to each label")),
        ),
        Answer(
            "texts", "c", "",
            *each("ab", _("one direction: a word that only one text has makes it infinite")),
            ("d", _("total variation: it has no unit, and the question asks for bits")),
        ),
        because=_("ask under which distribution you can average, whether there are zeros, and which unit you want."),
        hint=CHOOSE,
        strong_hint=_(
            "Samples of the world give an average under p, samples of the model one under q. Jensen-Shannon needs "
            "both, and its unit is the bit. Total variation needs no average and has no unit."
        ),
    ),
    "10.4": Exercise(
        Answer(
            "js", jensen_shannon(FAIR, CERTAIN), "bits",
            (D(CERTAIN, FAIR), _("D(q‖p): compare each with the middle m = (p + q)/2")),
            (D(CERTAIN, MIDDLE), _("D(q‖m) alone: take the mean with D(p‖m)")),
            (D(FAIR, MIDDLE), _("D(p‖m) alone: take the mean with D(q‖m)")),
            (2 * jensen_shannon(FAIR, CERTAIN), _("the sum of both divergences from m: take their mean")),
            (math.sqrt(jensen_shannon(FAIR, CERTAIN)), _("its square root, the distance")),
            (entropy(MIDDLE), _("the entropy of m: subtract the mean of H(p) and H(q)")),
            (D(MIDDLE, FAIR), _("D(m‖p): m comes second")),
            (math.inf, _("a divergence from p to q: m is 0 nowhere, so nothing is infinite")),
            hint=_("Take m = (3/4, 1/4), and the mean of D(p‖m) and D(q‖m)."),
        ),
        Answer(
            "tv", total_variation(FAIR, CERTAIN), "",
            (2 * total_variation(FAIR, CERTAIN), _("the sum of all differences: take half of it")),
            (hellinger(FAIR, CERTAIN), _("the Hellinger distance")),
            (hellinger(FAIR, CERTAIN) ** 2, _("the square of the Hellinger distance")),
            (0, _("a sum of signed differences: take each without its sign")),
            hint=_("Total variation is half the sum of |p(x) − q(x)|."),
        ),
        Answer(
            "bound", math.sqrt(LN2 / 2), "",
            (math.sqrt(1 / 2), _("the bound for D in nats: in bits it has the factor ln 2")),
            (LN2 / 2, _("what stands under the root")),
            (math.sqrt(LN2), _("the bound without the half under the root")),
            (LN2, _("D in nats: halve it, and take the root")),
            (math.inf, _("the bound from D(p‖q): it is true and says nothing, so take D(q‖p)")),
            (math.sqrt(LN2 * D(CERTAIN, FAIR)) / 2, _("half of the root: the half stands under it")),
            hint=_("Pinsker's bound is √(D·ln 2 / 2) with D = 1 bit."),
        ),
        because=_(
            "total variation stays below Pinsker's bound, and Jensen-Shannon below 1 bit, though D(p‖q) is infinite."
        ),
        hint=_("Here m = (p + q)/2 is (3/4, 1/4), and D(q‖p) is 1 bit."),
        strong_hint=_(
            "`jensen_shannon` and `total_variation` give the first two; the bound is √(D·ln 2 / 2), D in bits."
        ),
        examples=[
            ([0.415037, 0.5, 0.588705], "take the mean with D(p‖m)"),
            ([0.311278, 0.541196, 0.588705], "the Hellinger distance"),
        ],
    ),
}
