"""The words of notebook 04_kl_versus_p: its question, its exercises with their usual mistakes and hints."""

import math

from course.lessons.exercise import Answer, Exercise, Question
from course.lessons.shared_mistakes import CHOOSE_OF_FIVE, UNCERTAIN, D, divergence, each
from course.translation import _
from lib.measures import kl_terms, surprisal

QUESTIONS = [
    Question(
        _(
            "Of 100 people, 80 call a picture a dog and 20 a cat, so the truth is p = (0.8, 0.2). A network "
            "says q(dog) = 0.8, and later only 0.4. How much more does the picture cost now, on average?"
        ),
        "c",
        {
            _("1 bit: each halving of q(dog) costs as much."): _(
                "(a) is right if a dog is certain. Here one in five is a cat, and about cats the network is less wrong "
                "than before."
            ),
            _("0.8 bits: a bit on each of the 80 dogs."): _(
                "(b) is right about the dogs, but it forgets the cats: q(cat) rose from 0.2 to 0.6."
            ),
            _("0.483 bits: the 20 cats pay part of it back."): _(
                "(c). Each dog costs 1 bit more. Each cat costs log₂ 3 = 1.584963 bits less, because q(cat) is now "
                "three times as large. On average that is 0.8·1 − 0.2·1.584963 = 0.483007 bits."
            ),
            _("0.4 bits: so much was taken from the dogs."): _(
                "(d) takes probabilities for bits: the price is a logarithm of q(dog), not q(dog) itself."
            ),
        },
        r"0\.48|[Cc]ats? pays?|three times|三倍|少付|补回",
    ),
]

PAGE, SURE = [0.8, 0.2], 0.999

EXERCISES = {
    "04.1": Exercise(
        Answer(
            "answer", 2**-5, "",
            (2**5, _("2⁵: the exponent is negative")),
            (2**-4, _("1/16, which costs 4 bits: one halving too few")),
            (2**-6, _("1/64, which costs 6 bits: one halving too many")),
            (math.exp(-5), _("e⁻⁵, which costs 5 nats: the question asks for 5 bits")),
            (10**-5, _("10⁻⁵, but a bit is a factor of 2")),
            (1 / 5, _("a fifth, but each bit is a halving")),
            (1 / 10, _("a tenth, but each bit is a halving")),
            (5, _("the cost: the question asks for a probability")),
            (2 ^ -5, _("2^-5, where ^ is no power in Python: write `**`")),
            (1 - 2**-5, _("q(cat): the question asks for q(dog)")),
        ),
        because=_("each bit is a halving, and five halvings of certainty give 1/32."),
        hint=_("At q(dog) = 1 a dog costs nothing, and each halving of q(dog) costs one more bit."),
        strong_hint=_("Solve −log₂ q(dog) = 5 for q(dog): it is a power of two."),
        examples=[
            ([-7], "no power in Python"),
            ([0.031], "right, but give four significant digits, counted from the first digit that is not 0"),
        ],
    ),
    "04.2": Exercise(
        *[
            divergence(
                name, UNCERTAIN, [dog, 1 - dog],
                (D(PAGE, [seen, 1 - seen]), _("the cost under the truth (0.8, 0.2): here it is (0.7, 0.3)")),
                (D(PAGE, [dog, 1 - dog]), _("the right prediction under the truth (0.8, 0.2): here it is (0.7, 0.3)")),
                (surprisal(dog), _("the loss for a certain dog: three in ten are cats")),
                (kl_terms(UNCERTAIN, [dog, 1 - dog])[0], _("the term of the dogs alone: add that of the cats")),
                (kl_terms(UNCERTAIN, [dog, 1 - dog])[1], _("the term of the cats alone: add that of the dogs")),
                (dog, _("a probability: the question asks for its cost in bits")),
            )
            for name, dog, seen in [("unsure", 0.6, 0.7), ("too_sure", 0.8, 0.9)]
        ],
        because=_("a tenth taken from q(cat) is a third of it, so being too sure costs more."),
        hint=_("Both classes occur: add the terms of dog and of cat, with the weights 0.7 and 0.3."),
        strong_hint=_(
            "For q(dog) = 0.6 the term of the dogs is `0.7 * np.log2(0.7 / 0.6)`. Add that of the cats. Then do the "
            "same with 0.8."
        ),
        exchanged=_("the two are exchanged: unsure is q(dog) = 0.6"),
        examples=[
            ([0.037124, 0.064060], "the truth (0.8, 0.2): here it is (0.7, 0.3)"),
            ([0.132030, 0.0], "the right prediction under the truth (0.8, 0.2)"),
            ([0.155675, -0.134851], "the sum of the positive terms", "or like the term of the dogs alone"),
        ],
    ),
    "04.3": Exercise(
        Answer(
            "slope_over_q", -1, "nats",
            (0, _("the slope over z: over q(dog) it is −1/q(dog)")),
            (-1 / SURE, _("the slope at q(dog) = 0.999: the first question is about q(dog) = 1")),
            hint=_("Take the derivative of −ln q(dog), then put in q(dog) = 1."),
        ),
        Answer(
            "slope_over_z", SURE - 1, "nats",
            (-1 / SURE, _("the slope over q(dog): over z it is q(dog) − 1")),
            (SURE, _("q(dog) alone: subtract p(dog) = 1")),
            (
                -SURE * (1 - SURE),
                _(
                    "q(dog) − 1 times q(dog), which is one factor too many; or the slope of q(dog) over z times −1: "
                    "it must be −1/q(dog)"
                ),
            ),
            (-SURE * (1 - SURE) ** 2, _("q(dog) − 1, multiplied by q(dog)·(1 − q(dog)) once too often")),
            (SURE * (1 - SURE), _("the slope of q(dog) over z: multiply by that of the loss, −1/q(dog)")),
            (0, _("the slope at q(dog) = 1: the second question is about q(dog) = 0.999")),
            (0.9 - 1, _("q(dog) − 1 at q(dog) = 0.9: here q(dog) is 0.999")),
            (0.99 - 1, _("q(dog) − 1 at q(dog) = 0.99: here q(dog) is 0.999")),
            hint=_("The last figure draws this slope: what is its simple form?"),
        ),
        because=_(
            "over q(dog) the slope is −1/q(dog), which is not 0 at the goal. Over the logit it is q(dog) − 1, which is."
        ),
        hint=_("The first is the derivative of −ln q(dog). The last figure shows the simple form of the second."),
        strong_hint=_(
            "−ln q(dog) has the slope −1/q(dog). Over z the chain rule multiplies that by q(dog)·(1 − q(dog)), and a "
            "factor cancels."
        ),
        exchanged=_("the two slopes are exchanged"),
        examples=[([-1, -0.000999], "one factor too many", "times −1")],
    ),
    "04.4": Exercise(
        Answer(
            "by_q", "c", "",
            ("e", _("the slope of ln q(dog): the loss is −ln q(dog)")),
            ("d", _("the slope of q(dog) over z, which is the second gap")),
            *each("ab", _("the product of both: the first gap is the slope over q(dog) alone")),
        ),
        Answer(
            "by_z", "d", "",
            ("b", _("one factor of the slope: q(dog) itself is the other one")),
            ("c", _("the slope of −ln q(dog) over q(dog), which is the first gap")),
            ("a", _("the product of both: the second gap is the slope of q(dog) alone")),
            ("e", _("1/q(dog), but q(dog) has a slope that goes to 0 at both ends, 0 and 1")),
        ),
        Answer(
            "product", "a", "",
            ("b", _("the product without its sign: −1/q(dog) is negative")),
            *each("cd", _("one of the factors: multiply both")),
            ("e", _("1/q(dog), but the other factor q(dog) cancels that")),
        ),
        because=_("−1/q(dog) times q(dog)·(1 − q(dog)) is −(1 − q(dog)), so near the goal the push goes to 0."),
        hint=CHOOSE_OF_FIVE,
        strong_hint=_(
            "ln q(dog) has the slope 1/q(dog): what does the minus do? For the slope over z write q(dog) as "
            "(1 + e⁻ᶻ)⁻¹, and e⁻ᶻ/(1 + e⁻ᶻ) as 1 − q(dog)."
        ),
        examples=[(["d", "c", "a"], "`product` is right", "which is the second gap")],
    ),
}
