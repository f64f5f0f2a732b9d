"""The words of notebook 14_from_sums_to_integrals: its question, its exercises with their usual mistakes and hints."""

import math

from course.lessons.exercise import Answer, Exercise, Question
from course.lessons.shared_mistakes import NATS
from course.translation import _
from lib.normal import normal_entropy, normal_kl_divergence

QUESTIONS = [
    Question(
        _(
            "Heights are counted in bins of 10 cm, and then again in bins of 5 cm. How much does the entropy of the "
            "counts grow?"
        ),
        "c",
        {
            _("Not at all: the flowers stay the same."): _(
                "(a) is right about the flowers. But the question is finer: it asks for one of twice as many bins."
            ),
            _("By half a bit: a bin is half as wide."): _(
                "(b) takes half a bit for half the width. But a bit is a question with two equally likely answers."
            ),
            _("By about one bit: each bin splits in two."): _(
                "(c). After the bin of 10 cm one must still name its half. The halves are nearly equally likely, so "
                "that takes nearly one bit, and the next halving takes one more."
            ),
            _("To twice as much: there are twice as many bins."): _(
                "(d) counts bins. The entropy grows with their logarithm, and log₂ of twice as many is one more."
            ),
        },
        r"3\.06\d|4\.05\d|one bit(?: with each|:)|[近约]一个比特",
    ),
]

SD, MILLIMETRE = 10.0, 0.1  # centimetres
IN_CM, IN_M = normal_entropy(SD), normal_entropy(SD / 100)
NARROW, WIDE = (1, 0.5), (0, 1)  # mean and standard deviation
PRICE, REVERSE = normal_kl_divergence(*NARROW, *WIDE, **NATS), normal_kl_divergence(*WIDE, *NARROW, **NATS)
ERROR = 1.5
CONSTANT = math.log(math.sqrt(2 * math.pi))
RHO = 0.6


def loss(sd):
    """Return -ln q(y) of a number y that misses the mean by ERROR."""
    return (ERROR / sd) ** 2 / 2 + math.log(sd) + CONSTANT


EXERCISES = {
    "14.1": Exercise(
        Answer(
            "in_cm", IN_CM, "bits",
            (IN_M, _("the entropy in metres: here the unit is the centimetre")),
            (math.log2(SD), _("log₂ of the standard deviation alone: add log₂ √(2πe)")),
            (IN_CM - math.log2(math.e) / 2, _("√(2π) in place of √(2πe)")),
            (normal_entropy(SD**2), _("the variance in place of the standard deviation")),
            (IN_CM - math.log2(SD) / 2, _("a σ that is not squared in ½·log₂(2πeσ²)")),
            hint=_("It is log₂(10·√(2πe))."),
        ),
        Answer(
            "in_m", IN_M, "bits",
            (IN_CM, _("the entropy in centimetres: here the unit is the metre")),
            (IN_CM - 2, _("log₁₀ of 100, which is 2, subtracted: log₂ of 100 is 6.64")),
            (IN_CM / 100, _("a division by 100: another unit subtracts log₂ 100")),
            (IN_CM + math.log2(100), _("log₂ 100 more: in the larger unit the number is smaller, so it is less")),
            hint=_("10 cm are 0.1 m. The result is negative."),
        ),
        Answer(
            "in_bins", IN_CM - math.log2(MILLIMETRE), "bits",
            (IN_CM, _("the differential entropy: subtract log₂ of the width of a bin")),
            (IN_CM + math.log2(MILLIMETRE), _("log₂ of the width added: it is subtracted")),
            (IN_M - math.log2(MILLIMETRE), _("metres and centimetres mixed: a bin is 0.001 m")),
            (IN_CM - math.log2(MILLIMETRE / 100), _("centimetres and metres mixed: a bin is 0.1 cm")),
            hint=_("A bin is 0.1 cm wide. Subtract log₂ 0.1 from the entropy in centimetres."),
        ),
        because=_("the unit shifts the differential entropy by log₂ 100. Counted bins have no unit."),
        hint=_("log₂ √(2πe) is 2.0471. Add log₂ of the standard deviation in each unit."),
        strong_hint=_("In centimetres log₂ 10 + 2.0471, in metres log₂ 0.1 + 2.0471. For the bins subtract log₂ 0.1."),
        exchanged=_("two of them are exchanged"),
        examples=[([3.321928, -1.274833, 8.690952], "alone"), ([5.369024, -1.274833, 15.334808], "mixed")],
    ),
    "14.2": Exercise(
        Answer(
            "price", PRICE, "nats",
            (REVERSE, _("the other direction: q is the first argument here")),
            (PRICE + 1 / 2, _("a formula without its −½")),
            (PRICE + (0.5 - 0.5**2) / 2, _("a standard deviation that is not squared")),
            (normal_kl_divergence(0, 0.5, *WIDE, **NATS), _("a mean of 0: here it is 1")),
            (PRICE - 2 * math.log(2), _("a logarithm with the wrong sign: it is −ln 0.5")),
            hint=_("With μ = 1 and σ = 0.5 it is −ln σ + (σ² + μ²)/2 − ½."),
        ),
        Answer(
            "reverse", REVERSE, "nats",
            (PRICE, _("the other direction: p, the wide one, is the first argument here")),
            (math.log(0.5) + 2 / 2 - 1 / 2, _("a division by 2, or by 2σ: it is 2σ²")),
            (math.log(0.5) + 2 / 0.5**2 - 1 / 2, _("a division by σ² alone: it is 2σ²")),
            (normal_kl_divergence(*WIDE, 0, 0.5, **NATS), _("equal means: they are 1 apart")),
            (REVERSE + 2 * math.log(2), _("a logarithm with the wrong sign: it is ln(0.5/1)")),
            (REVERSE + 1 / 2, _("a formula without its −½")),
            hint=_("Now the narrow one is the model: ln(0.5/1) + (1 + 1)/(2·0.25) − ½."),
        ),
        because=_("a code for the wide one suits the narrow one, but not the other way round."),
        hint=_("Put means and standard deviations into the formula. The first argument has no square below."),
        strong_hint=_("−ln 0.5 + 1.25/2 − 0.5, and ln 0.5 + 2/0.5 − 0.5."),
        exchanged=_("the two directions are exchanged"),
        examples=[([2.806853, 0.818147], "exchanged"), ([0.818147, -0.193147], "it is 2σ²")],
    ),
    "14.3": Exercise(
        Answer(
            "narrow", loss(1), "nats",
            (ERROR**2 / 2, _("the squared error alone: add ln(σ·√(2π))")),
            (ERROR**2 + CONSTANT, _("a squared error that is not divided by 2")),
            (ERROR / 2 + CONSTANT, _("an error that is not squared")),
            (loss(2), _("the loss for σ = 2")),
            hint=_("It is 1.5²/2 + ln √(2π)."),
        ),
        Answer(
            "wide", loss(2), "nats",
            (loss(2) - math.log(2), _("a loss without ln σ")),
            (ERROR**2 / 4 + math.log(2) + CONSTANT, _("a division by 2σ: it is 2σ²")),
            (ERROR**2 / 2 + math.log(2) + CONSTANT, _("a squared error that is not divided by σ²")),
            (loss(1), _("the loss for σ = 1")),
            hint=_("It is 1.5²/8 + ln 2 + ln √(2π)."),
        ),
        Answer(
            "best", ERROR, "",
            (2.0, _("the better one of the two: between them a loss is still less")),
            (1.0, _("the worse one of the two")),
            (ERROR**2, _("the squared error: that is the best σ², the variance")),
            hint=_("Compute the loss for σ = 1, 1.2, 1.4, 1.6, 1.8 and 2. Where does it turn?"),
        ),
        because=_("σ says how large an error is expected. The best σ is as large as the error."),
        hint=_("−ln q(y) is (y − μ)²/(2σ²) + ln σ + ln √(2π), and ln √(2π) is 0.9189."),
        strong_hint=_("1.125 + 0.9189, then 0.28125 + 0.6931 + 0.9189. Then try values of σ between 1 and 2."),
        examples=[([1.125, 1.893336, 1.5], "alone"), ([2.043939, 1.893336, 2], "between them")],
    ),
    "14.4": Exercise(
        Answer(
            "told", -math.log2(1 - RHO**2) / 2, "bits",
            (-math.log2(1 - RHO**2), _("a formula without its ½")),
            (-math.log2(1 - RHO) / 2, _("a ρ that is not squared")),
            (RHO**2, _("the square of ρ: information is a logarithm")),
            (-math.log2(RHO), _("−log₂ ρ: the formula has 1 − ρ²")),
            hint=_("1 − 0.36 is 0.64."),
        ),
        Answer(
            "strong", math.sqrt(3) / 2, "",
            (3 / 4, _("ρ²: take its root")),
            (1 / 4, _("1 − ρ²: subtract it from 1, and take the root")),
            (1 / 2, _("the root of 1 − ρ²: subtract ¼ from 1 first")),
            (math.sqrt(1 / 2), _("a formula without its ½: 1 − ρ² is 1/4, not 1/2")),
            hint=_("Solve −½·log₂(1 − ρ²) = 1: 1 − ρ² is 2⁻²."),
        ),
        Answer(
            "square", 1, "bits",
            (0, _("what the correlation says, which sees straight lines only")),
            (2, _("H(X): two values of x give the same y")),
            hint=_("How many values has y, and how much is left to ask about it once x is known?"),
        ),
        because=_("correlation sees straight lines only. Mutual information is 0 only where x and y are independent."),
        hint=_("Put ρ = 0.6 into the formula. Then solve it for ρ. Then ask what x tells about its square."),
        strong_hint=_("−½·log₂ 0.64. Then ρ² = 1 − ¼. Then I = H(Y) − H(Y|X), and H(Y|X) is 0."),
        examples=[([0.643856, 0.866025, 1], "without its ½"), ([0.321928, 0.75, 0], "take its root")],
    ),
}
