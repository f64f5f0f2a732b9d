"""The words of notebook 14_from_sums_to_integrals: its question, its exercises with their usual mistakes and hints."""

import math

from course.lessons.exercise import Answer, Exercise, Question
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
                "(b) takes the width for the bits. A bit is a question with two equally likely answers."
            ),
            _("By about one bit: each bin splits in two."): _(
                "(c). After the bin of 10 cm one must still name its half. The halves are nearly equally likely, so "
                "that takes nearly one bit, and the next halving takes one more."
            ),
            _("To twice as much: there are twice as many bins."): _(
                "(d) counts bins. The entropy grows with their logarithm, and log₂ of twice as many is one more."
            ),
        },
        r"3\.06\d|4\.05\d|one bit with each",
    ),
]

NATS = {"base": math.e}
SD, MILLIMETRE = 10.0, 0.1  # centimetres
IN_CM, IN_M = normal_entropy(SD), normal_entropy(SD / 100)
NARROW, WIDE = (0.5, 0.5), (0, 1)  # mean and standard deviation
ERROR = 1.0
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
            hint=_("It is log₂(10·√(2πe))."),
        ),
        Answer(
            "in_m", IN_M, "bits",
            (IN_CM, _("the entropy in centimetres: here the unit is the metre")),
            (IN_CM - 2, _("a centimetre as a tenth of a tenth in bits: log₂ of 100 is 6.64, not 2")),
            (IN_CM / 100, _("the entropy divided by 100: a unit adds to it, log₂ 100 less")),
            (IN_CM + math.log2(100), _("log₂ 100 more: in the larger unit the number is smaller, so it is less")),
            hint=_("10 cm are 0.1 m. The result is negative."),
        ),
        Answer(
            "in_bins", IN_CM - math.log2(MILLIMETRE), "bits",
            (IN_CM, _("the differential entropy: subtract log₂ of the width of a bin")),
            (IN_CM + math.log2(MILLIMETRE), _("log₂ of the width added: it is subtracted")),
            (IN_M - math.log2(MILLIMETRE), _("metres and centimetres mixed: a bin is 0.001 m")),
            hint=_("A bin is 0.1 cm wide. Subtract log₂ 0.1 from the entropy in centimetres."),
        ),
        because=_("the unit shifts the differential entropy by log₂ 100. Counted bins have no unit."),
        hint=_("log₂ √(2πe) is 2.0471. Add log₂ of the standard deviation in each unit."),
        strong_hint=_("In centimetres log₂ 10 + 2.0471, in metres log₂ 0.1 + 2.0471. For the bins subtract log₂ 0.1."),
        exchanged=_("two of them are exchanged"),
        examples=[([3.321928, -1.274833, 8.690952], "alone")],
    ),
    "14.2": Exercise(
        Answer(
            "price", normal_kl_divergence(*NARROW, *WIDE, **NATS), "nats",
            (normal_kl_divergence(*WIDE, *NARROW, **NATS), _("the other direction: q is the first argument here")),
            (-math.log(0.5) + (0.25 + 0.25) / 2, _("a formula without its −½")),
            (-math.log(0.5) + (0.5 + 0.25) / 2 - 0.5, _("a standard deviation that is not squared")),
            (-math.log(0.5) + (0.25 + 0.5) / 2 - 0.5, _("a mean that is not squared")),
            (normal_kl_divergence(0, 0.5, *WIDE, **NATS), _("a mean of 0: here it is 0.5")),
            hint=_("With μ = 0.5 and σ = 0.5 it is −ln σ + (σ² + μ²)/2 − ½."),
        ),
        Answer(
            "reverse", normal_kl_divergence(*WIDE, *NARROW, **NATS), "nats",
            (normal_kl_divergence(*NARROW, *WIDE, **NATS), _("the other direction: the wide one comes first here")),
            (math.log(0.5) + (1 + 0.25) / 2 - 0.5, _("a division by 2 alone: divide by twice σ², which is 0.5")),
            (-math.log(0.5) + (1 + 0.25) / 0.5 - 0.5, _("a logarithm with the wrong sign: it is ln(0.5/1)")),
            hint=_("Now the narrow one is the model: ln(0.5/1) + (1 + 0.25)/(2·0.25) − ½."),
        ),
        because=_("the narrow one is cheap to send with the wide code, and the wide one dear with the narrow code."),
        hint=_("Put means and standard deviations into the formula, first argument first."),
        strong_hint=_("−ln 0.5 + 0.5/2 − 0.5, and ln 0.5 + 1.25/0.5 − 0.5."),
        exchanged=_("the two directions are exchanged"),
        examples=[([1.306853, 0.443147], "exchanged")],
    ),
    "14.3": Exercise(
        Answer(
            "narrow", loss(1), "nats",
            (ERROR / 2, _("the squared error alone: add ln(σ·√(2π))")),
            (ERROR + CONSTANT, _("a squared error that is not divided by 2")),
            (-loss(1), _("ln q: the loss is −ln q")),
            (loss(2), _("the loss for σ = 2")),
            hint=_("It is 1/2 + ln √(2π)."),
        ),
        Answer(
            "wide", loss(2), "nats",
            (ERROR / 8 + CONSTANT, _("a loss without ln σ")),
            (ERROR / 4 + math.log(2) + CONSTANT, _("a division by 2σ: it is 2σ²")),
            (ERROR / 2 + math.log(2) + CONSTANT, _("a squared error that is not divided by σ²")),
            (loss(1), _("the loss for σ = 1")),
            hint=_("It is 1/8 + ln 2 + ln √(2π)."),
        ),
        Answer(
            "best", ERROR, "",
            (ERROR / 2, _("half the error: the loss is least where σ is as large as the error")),
            (2.0, _("the wider one of the two, which costs more here")),
            hint=_("The slope over σ is −1/σ³ + 1/σ."),
        ),
        because=_("σ says how large an error is expected. A model pays for errors, and for too wide a σ."),
        hint=_("−ln q(y) is (y − μ)²/(2σ²) + ln σ + ln √(2π), and ln √(2π) is 0.9189."),
        strong_hint=_("1/2 + 0.9189, then 1/8 + 0.6931 + 0.9189. The last is where 1/(2σ²) + ln σ is least."),
        examples=[([0.5, 1.737086, 1], "alone")],
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
            (1 / 2, _("1 − ρ² in place of ρ, or its root")),
            (math.sqrt(1 / 2), _("a formula without its ½: 1 − ρ² is 1/4, not 1/2")),
            hint=_("Solve −½·log₂(1 − ρ²) = 1: 1 − ρ² is 2⁻²."),
        ),
        Answer(
            "square", "b", "",
            ("a", _("the correlation, which is 0: it sees only what a straight line explains")),
            ("c", _("a table in which y would not be certain: x tells y exactly")),
            hint=_("How much is left to ask about y once x is known?"),
        ),
        because=_("correlation sees straight lines only. Mutual information is 0 only where x and y are independent."),
        hint=_("Put ρ = 0.6 into the formula. Then solve it for ρ. Then ask what x tells about its square."),
        strong_hint=_("−½·log₂ 0.64. Then ρ² = 1 − ¼. Then I = H(Y) − H(Y|X), and H(Y|X) is 0."),
        examples=[([0.643856, 0.866025, "b"], "without its ½"), ([0.321928, 0.75, "b"], "take its root")],
    ),
}
