"""The words of notebook 11_from_logits_to_loss: its question, its exercises with their usual mistakes and hints."""

import math

from course.lessons.exercise import Answer, Exercise, Question
from course.lessons.shared_mistakes import CE, NATS, D
from course.translation import _
from lib.distributions import log_softmax, softmax
from lib.measures import entropy

QUESTIONS = [
    Question(
        _(
            "The picture is a dog, but the network is nearly sure that it is a cat: z = −6. Training may use "
            "cross-entropy, −ln q(dog), or squared error, (1 − q(dog))². Which loss pushes the logit z harder towards "
            "the dog?"
        ),
        "d",
        {
            _("Both about equally: each sees the same error."): _(
                "(a) forgets that the two losses make different curves of the same error."
            ),
            _("Squared error: a square makes large errors larger."): _(
                "(b) would be right for errors above 1. But 1 − q(dog) is never above 1, so its square is not larger."
            ),
            _("Cross-entropy: about twice as hard as squared error."): _("(c) is right only at z = 0."),
            _("Cross-entropy: about 200 times as hard as squared error."): _(
                "(d). The slopes are −0.997527 and −0.004921. Squared error nearly stops pushing where the network is "
                "most wrong."
            ),
        },
        r"0\.9975|0\.0049|0\.005\b|20[23]\b",
    ),
]

NEAR = [1000.0, 998.0]
Z = -4.0
CAT, DOG_Q = softmax([0.0, Z])  # 1 - q and q
SAID, RIGHT = [0.99, 0.01], [0.9, 0.1]
GAPS = [math.log(q[0] / q[1]) for q in (SAID, RIGHT)]  # logit gaps
DOG_Z, CAT_Z = 3.0, 1.0  # of two labels
CAT_SLOPE = softmax([CAT_Z, 0])[0] * softmax([CAT_Z, 0])[1]

EXERCISES = {
    "11.1": Exercise(
        Answer(
            "near", -log_softmax(NEAR)[1], "nats",
            (2, _("the gap between the logits alone: ln Σ e^zⱼ lies a little above the larger logit")),
            (-log_softmax(NEAR)[0], _("the loss if the first class were right: the second one is")),
            (softmax(NEAR)[1], _("q of the right class: the loss is its −ln")),
            (998, _("the logit of the right class: compare it with ln Σ e^zⱼ")),
            (math.inf, _("−ln of a q that came to 0: subtract the larger logit first")),
            hint=_("Only the gap of 2 between the logits matters."),
        ),
        Answer(
            "far", -log_softmax([1000.0, 0.0])[1], "nats",
            (math.inf, _("−ln of a q that came to 0: the loss is large, but not infinite")),
            (0, _("the loss if the first class were right: the second one is")),
            (math.exp(-1), _("one e in place of a power of it: q is e⁻¹⁰⁰⁰, and the question asks for −ln q")),
            (
                -math.log(math.ulp(0.0)),
                _("about 744, the largest loss that a q above 0 can have in a computer: from logits it may be larger"),
            ),
            hint=_("The loss is the gap between the logits plus ln(1 + e⁻¹⁰⁰⁰), which is too small to see."),
        ),
        because=_(
            "from logits each loss is the gap plus ln(1 + e^−gap). No number on the way is too large or too small."
        ),
        hint=_("Subtract the largest logit from both: then no power of e can be too large."),
        strong_hint=_("The loss is ln Σ e^zⱼ minus the logit of the right class. Near, that is ln(1 + e⁻²) + 2."),
        examples=[
            ([0.126928, 1000], "the first class were right"),
            ([math.inf, math.inf], "a q that came to 0"),
        ],
    ),
    "11.2": Exercise(
        Answer(
            "steep", -CAT, "",
            (DOG_Q, _("q(dog): subtract p(dog) = 1")),
            (-DOG_Q, _("the slope for a cat, with the other sign: for a dog it is q(dog) − 1")),
            (-1 / DOG_Q, _("the slope over q(dog): over z it is q(dog) − 1")),
            (-DOG_Q * CAT, _("−q(dog)·(1 − q(dog)), a step on the way: multiply it by 1/q(dog)")),
            (math.log1p(math.exp(4)), _("the loss itself: the question asks for its slope")),
            (-softmax([0.0, -2.0])[0], _("the slope at z = −2: here z is −4")),
            (-softmax([0.0, -6.0])[0], _("the slope at z = −6: here z is −4")),
            hint=_("The slope of −ln q(dog) over z is q(dog) − 1."),
        ),
        Answer(
            "flat", -2 * CAT * DOG_Q * CAT, "",
            (-2 * CAT, _("the slope over q(dog): multiply it by q(dog)·(1 − q(dog)), the slope of q(dog) over z")),
            (-2 * CAT * DOG_Q, _("the slope with a factor 1 − q(dog) missing")),
            (-(CAT**2) * DOG_Q, _("the slope without the factor 2 of the square")),
            (CAT**2, _("the loss itself: the question asks for its slope")),
            (-DOG_Q * CAT, _("−q(dog)·(1 − q(dog)), a step on the way: multiply it by 2·(1 − q(dog))")),
            (-2 * DOG_Q**2 * CAT, _("the slope with q(dog) and 1 − q(dog) exchanged")),
            hint=_("It is −2·(1 − q(dog)) times q(dog)·(1 − q(dog))."),
        ),
        because=_(
            "the square has a factor q(dog)·(1 − q(dog)) more. It is small where the network is sure, right or wrong."
        ),
        hint=_("First q(dog) = 1/(1 + e⁴). Then each loss has its own slope over z."),
        strong_hint=_("q(dog) is about 0.018. The slopes are q(dog) − 1 and −2·q(dog)·(1 − q(dog))²."),
        exchanged=_("the two slopes are exchanged"),
        examples=[([-0.982014, -0.017345], "without the factor 2")],
    ),
    "11.3": Exercise(
        Answer(
            "side", "c", "",
            ("a", _("a timid network: 0.9 is right, and 0.99 is said")),
            ("b", _("a network that is right as often as it says: 0.9 is not 0.99")),
            hint=_("Confidence goes to the right, the share that is right upwards."),
        ),
        Answer(
            "T", GAPS[0] / GAPS[1], "",
            (GAPS[1] / GAPS[0], _("the temperature upside down: logits are *divided* by T")),
            (0.99 / 0.9, _("the ratio of the probabilities: T is a ratio of logit gaps")),
            (99 / 9, _("the ratio of the odds 99 and 9: T is the ratio of their logarithms")),
            (GAPS[0] - GAPS[1], _("the difference of the logit gaps: T divides")),
            (math.log(0.9) / math.log(0.99), _("the ratio of the losses: T is a ratio of logit gaps")),
            (GAPS[0], _("the logit gap before: divide it by the gap after")),
            (GAPS[1], _("the logit gap after: divide the gap before by it")),
            hint=_("The logits of (0.99, 0.01) are ln 99 apart, those of (0.9, 0.1) ln 9."),
        ),
        Answer(
            "saved", D(RIGHT, SAID, **NATS), "nats",
            (CE(RIGHT, SAID, **NATS), _("the loss before: subtract the loss after")),
            (entropy(RIGHT, **NATS), _("the loss after: subtract it from the loss before")),
            (D(SAID, RIGHT, **NATS), _("the divergence with p and q swapped: right answers come in 90 %")),
            (math.log(0.99 / 0.9), _("what right pictures pay more: wrong ones pay less")),
            (math.log(0.1 / 0.01), _("what a wrong picture saves: right ones pay more")),
            (0.1 * math.log(10), _("what wrong pictures save: right ones pay more")),
            (0.09, _("a difference of probabilities: the loss is a logarithm")),
            hint=_("Of 100 pictures 90 pay −ln q(preferred), and 10 pay −ln of the rest."),
        ),
        because=_("the 10 % wrong ones save more than the 90 % right ones lose. The average saving is D."),
        hint=_("Put the mark at (0.99, 0.9). Then compare logit gaps, and the two mean losses."),
        strong_hint=_("T is ln 99 / ln 9. Both losses weight −ln with 0.9 and 0.1; the saving is a divergence."),
        examples=[(["c", 0.478165, 0.144479], "upside down")],
    ),
    "11.4": Exercise(
        Answer(
            "dog", -log_softmax([DOG_Z, 0])[0], "nats",
            (-log_softmax([DOG_Z, 0])[1], _("the loss if there were no dog: there is one")),
            (-log_softmax([DOG_Z, CAT_Z])[0], _("softmax over both labels: each has a sigmoid of its own")),
            (softmax([DOG_Z, 0])[0], _("q itself: the loss is its −ln")),
            (softmax([DOG_Z, 0])[1], _("1 − q: the loss is −ln q")),
            hint=_("There is a dog, so y = 1, and the loss is −ln q."),
        ),
        Answer(
            "cat", -log_softmax([CAT_Z, 0])[1], "nats",
            (-log_softmax([CAT_Z, 0])[0], _("the loss if there were a cat: there is none")),
            (-log_softmax([DOG_Z, CAT_Z])[1], _("softmax over both labels: each has a sigmoid of its own")),
            (softmax([CAT_Z, 0])[1], _("1 − q itself: the loss is its −ln")),
            (softmax([CAT_Z, 0])[0], _("q itself: the loss is −ln(1 − q)")),
            hint=_("There is no cat, so y = 0, and the loss is −ln(1 − q)."),
        ),
        Answer(
            "slope", softmax([CAT_Z, 0])[0], "",
            (softmax([CAT_Z, 0])[0] - 1, _("the slope if there were a cat: q − y, with y = 0")),
            (softmax([DOG_Z, CAT_Z])[1], _("softmax over both labels: each has a sigmoid of its own")),
            (CAT_SLOPE, _("the slope of q itself: that of the loss is q − y")),
            (-softmax([CAT_Z, 0])[0], _("the push, which goes against the slope")),
            hint=_("The slope of the binary cross-entropy is q − y."),
        ),
        because=_("each label has a loss of its own, and each slope is q − y."),
        hint=_("First q of each question, 1/(1 + e⁻ᶻ). Then −ln q or −ln(1 − q)."),
        strong_hint=_("The losses are ln(1 + e⁻³) and ln(1 + e¹). The slope is 1/(1 + e⁻¹) − 0."),
        exchanged=_("two of them are exchanged"),
        examples=[([0.126928, 1.313262, 0.731059], "softmax over both")],
    ),
}
