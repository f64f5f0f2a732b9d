"""The words of notebook 01_entropy: its question, its exercises with their usual mistakes and hints."""

import math

from course.lessons.exercise import LN2, Answer, Exercise, Question
from course.lessons.shared_mistakes import CE, COIN, SKEWED, UNCERTAIN, bits_and_nats
from course.translation import _
from lib.measures import entropy, surprisal

QUESTIONS = [
    Question(
        _(
            "A lottery ticket wins with probability 2⁻²⁰, about one in a million. Which teaches you more "
            "*on average*: looking up whether the ticket has won, or one toss of a fair coin?"
        ),
        "b",
        {
            _("The ticket: winning comes with 20 bits of surprise."): _(
                "(a) is tempting because 20 bits really is the surprise of winning. But you feel it very rarely: times "
                "2⁻²⁰, it is almost nothing."
            ),
            _("The coin: nobody can know its toss beforehand."): _(
                "(b), by far: the coin gives 1 bit, the ticket 0.0000204 bits."
            ),
            _("Equal: both of them have exactly two outcomes."): _(
                "(c) counts outcomes and forgets their probabilities."
            ),
            _("The ticket: its rarest outcome is infinitely surprising."): _(
                "(d) mixes up a small probability with probability 0: 2⁻²⁰ has a surprise of exactly 20 bits."
            ),
        },
        r"ticket|彩票|0\.0000",
    ),
]

HALF_SURPRISED = _("a coin with one side whose *surprise* is half a bit: average over both sides")


def _coin_with(bits):
    """Return the smaller p(heads) of a coin with this entropy."""
    low, high = 0.0, 0.5
    for _halving in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if entropy([middle, 1 - middle]) < bits else (low, middle)
    return low


THREE_TO_ONE = [3 / 4, 1 / 4]
LOW = _coin_with(0.5)
HALF_A_NAT = _coin_with(0.5 / LN2)

EXERCISES = {
    "01.1": Exercise(
        Answer(
            "answer", surprisal(1 / 52), "bits",
            (1 / 52, _("the probability of the card: its surprise is −log₂ of that")),
            (52, _("the number of cards: take its logarithm")),
            (surprisal(1 / 4), _("the surprise of the suit alone: add that of the rank")),
            (surprisal(1 / 13), _("the surprise of the rank alone: add that of the suit")),
            (surprisal(1 / 4) * surprisal(1 / 13), _("a product of two surprises: they add up")),
            (surprisal(1 / 52) / 52, _("the surprise times its probability, as in an average: one card is drawn")),
            (6, _("whole questions, enough for 64 cards: but a surprise need not be a whole number")),
            (surprisal(1 / 51), _("log₂ 51: the ace of spades is one of 52 cards, not one against 51")),
        ),
        because=_("surprises of independent events add up, log₂ 4 for the suit and log₂ 13 for the rank."),
        hint=_("How probable is one card of 52? Its surprise is −log₂ of that."),
        strong_hint=_("The suit is one of 4, the rank one of 13. Take the surprise of each. What becomes of the two?"),
        examples=[
            ([7.400879], "they add up"),
            ([5.672425], "one of 52 cards"),
        ],
    ),
    "01.2": Exercise(
        *bits_and_nats(
            entropy(THREE_TO_ONE),
            (surprisal(0.75), _("the surprise of heads alone: average it with that of tails")),
            (surprisal(0.25), _("the surprise of tails alone: average it with that of heads")),
            (surprisal(THREE_TO_ONE).sum(), _("the sum of the surprises: weight each with its probability")),
            (surprisal(THREE_TO_ONE).mean(), _("the plain mean of the surprises: weight each with its probability")),
            (0.75 * surprisal(0.75), _("the share of heads alone: add that of tails")),
            (0.25 * surprisal(0.25), _("the share of tails alone: add that of heads")),
            (
                CE(THREE_TO_ONE[::-1], THREE_TO_ONE),
                _("the average with the weights swapped: heads has 0.75, tails 0.25"),
            ),
            (entropy(COIN), _("the entropy of the coin further up: here p(heads) is 0.75")),
            (entropy(UNCERTAIN), _("the entropy of the coin (0.7, 0.3) further up: here p(heads) is 0.75")),
            (1 - entropy(THREE_TO_ONE), _("1 − H, how much less than the fair coin: the question asks for H itself")),
        ),
        because=_("it is the average surprise of heads and tails, and one bit is ln 2 nats."),
        hint=_("Weight the surprise of each side with its probability, and add."),
        strong_hint=_(
            "Heads has the surprise −log₂ 0.75 and the probability 0.75. Their product is one part, and tails has "
            "another. For nats take ln."
        ),
        exchanged=_("bits and nats are exchanged"),
        examples=[
            ([1.603759, 1.111641], "weights swapped"),
            ([0.811278, 1.170427], "`bits` is right", "the wrong way round"),
            ([0.811, 0.562], "`bits` and `nats` are right, but give four significant digits."),
        ],
    ),
    "01.3": Exercise(
        Answer(
            "low", LOW, "",
            (1 / 4, _("half of the fair coin's 1/2, but half the entropy is not half the probability")),
            (1 / 2, _("the entropy: the question asks for the probability of heads")),
            (0.1, _("the bent coin further up, whose entropy is 0.469 bits: near, but not half a bit")),
            (1 - LOW, _("the other coin: `low` is the smaller probability")),
            (HALF_A_NAT, _("the coin with half a *nat*: the question asks for half a bit")),
            (2**-0.5, HALF_SURPRISED),
            (1 - 2**-0.5, HALF_SURPRISED),
            decimals=4,
        ),
        Answer(
            "high", 1 - LOW, "",
            (3 / 4, _("the middle between the fair coin and a sure one, but the curve is no straight line")),
            (1 / 2, _("the entropy: the question asks for the probability of heads")),
            (0.9, _("the bent coin further up, whose entropy is 0.469 bits: near, but not half a bit")),
            (LOW, _("the other coin: `high` is the larger probability")),
            (1 - HALF_A_NAT, _("the coin with half a *nat*: the question asks for half a bit")),
            (2**-0.5, HALF_SURPRISED),
            decimals=4,
            hint=_("The curve is the same on both sides of one half."),
        ),
        needs_python=True,
        because=_("the curve is the same on both sides and steep near its ends, so half a bit lies near the ends."),
        hint=_(
            "Put the slider where the curve is at 0.5, then try numbers near it: `entropy([0.12, 0.88])` is a little "
            "too much."
        ),
        strong_hint=_(
            "They are mirror images: high = 1 − low. From p(heads) = 0 to 0.5 the entropy rises from 0 to 1. Halve "
            "this interval again and again, and keep the half in which the entropy passes 0.5."
        ),
        exchanged=_("low and high are exchanged"),
        examples=[
            ([0.25, 0.75], "half the entropy is not half the probability"),
            ([0.1997, 0.8003], "half a *nat*"),
            ([0.707107, 0.292893], "*surprise* is half a bit"),
            ([0.15, 0.85], "`low` is not right. Put the slider"),
            ([0.11, 0.88], "`high` is right, but give 4 decimals, and round the last one: it was cut off"),
        ],
    ),
    "01.4": Exercise(
        Answer(
            "largest", math.log2(5), "bits",
            (5, _("the number of outcomes: take its logarithm")),
            (2.5, _("half of the outcomes: take their logarithm to base 2")),
            (1, _("1 bit, the largest entropy of two outcomes: here are five")),
            (2, _("log₂ of 4 outcomes: here are five")),
            (3, _("three whole questions: enough for 8 outcomes, and five need less")),
            (math.log2(5) / 5, _("one term alone: add all five")),
            (0, _("the smallest entropy, that of a source without surprise")),
            (entropy(SKEWED), _("the entropy of the source further up: it has four outcomes, not equally likely")),
            hint=_("With these probabilities all outcomes have the same surprise, so it is the average too."),
        ),
        Answer(
            "each", 1 / 5, "",
            (1 / 2, _("the fair coin's: here five outcomes share the whole")),
            (1 / math.e, _("the place where a single area is largest: five probabilities must sum to 1")),
            (1, _("certainty: five probabilities must sum to 1")),
            (1 / 4, _("the share of four outcomes: here are five")),
            (surprisal(1 / 5), _("the surprise of each outcome: the question asks for its probability")),
            hint=_("The five probabilities sum to 1, and none is larger than another."),
        ),
        because=_(
            "a source is hardest to predict when its outcomes are equally likely. Then each has the surprise log₂ 5."
        ),
        hint=_("Which distribution is hardest to predict?"),
        strong_hint=_(
            "All outcomes are equally likely. Then each has the same surprise, and the average is that surprise."
        ),
        examples=[([1.9, 0.2], "`each` is right, but `largest` is not right. With these probabilities")],
    ),
}
