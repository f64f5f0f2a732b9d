"""The words of notebook 09_evidence: its question, its exercises with their usual mistakes and hints."""

import math

import numpy as np

from course.lessons.exercise import Answer, Exercise, Question
from course.lessons.shared_mistakes import D, divergence
from course.translation import _
from lib.measures import entropy, surprisal

QUESTIONS = [
    Question(
        _(
            "Suppose that the coin in your hand is the bent one, with heads at 0.6. After about how many tosses is "
            "the evidence for “bent” 5 bits on average? (5 bits are a ratio of 32 to 1.)"
        ),
        "c",
        {
            _("5 tosses: each of them brings one bit."): _(
                "(a) confuses two things: the size of a message, and how well it tells the two coins apart. A toss "
                "brings one bit only if it is twice as probable with one coin as with the other. Heads are only 1.2 "
                "times as probable."
            ),
            _("32 tosses: the ratio is to be 32 to 1."): _(
                "(b) confuses the ratio with the number of tosses. Each toss multiplies the ratio by a factor. So it "
                "is the logarithm of the ratio that grows steadily."
            ),
            _("172 tosses: heads and tails nearly cancel."): _(
                "(c). Heads bring 0.263034 bits and tails take 0.321928 away. With six heads in ten tosses, "
                "0.029049 bits a toss are left, and 5/0.029049 = 172.1."
            ),
            _("No number: a fair coin can do it as well."): _(
                "(d) is right that nothing is ever proved: each sequence is possible with either coin. But the "
                "question asks for an average. It grows with every toss, and can be computed."
            ),
        },
        r"172|0\.029",
    ),
]

BROKEN, IN_ORDER = [0.2, 0.8], [0.05, 0.95]  # faulty lamps, good ones
FAULTY, GOOD = surprisal(IN_ORDER) - surprisal(BROKEN)
PRIOR = -4
BROUGHT = 3 * FAULTY + 7 * GOOD
FROM_1_TO_17 = BROUGHT - math.log2(17)
DAYS = np.array([12, 3, 1])
SHARES = DAYS / 16
COUNTS_ALONE = 16 * entropy(SHARES) - math.log2(math.factorial(16) / math.factorial(12) / math.factorial(3))
PER_BIT = 1 / D(BROKEN, IN_ORDER)


def _probability(bits):
    return 1 / (1 + 2**-bits)


def _mistakes_of_a_lamp(if_broken, if_in_order, bits):
    return [
        (if_broken / if_in_order, _("the likelihood ratio: bits are log₂ of it")),
        (if_broken - if_in_order, _("the difference of the probabilities: take their ratio, then log₂")),
        (surprisal(if_broken), _("the surprise if the machine is broken: subtract it from that if it is in order")),
        (surprisal(if_in_order), _("the surprise if the machine is in order: subtract that if it is broken")),
        (if_broken * bits, _("the term of an average: the question asks for one lamp, without its weight")),
    ]


EXERCISES = {
    "09.1": Exercise(
        Answer(
            "faulty", FAULTY, "bits",
            *_mistakes_of_a_lamp(0.2, 0.05, FAULTY),
            (math.log2(0.2 / 0.8), _("the odds of faulty to good: compare 0.20 with 0.05")),
            hint=_("How many times as probable is a faulty lamp if the machine is broken?"),
        ),
        Answer(
            "good", GOOD, "bits",
            *_mistakes_of_a_lamp(0.8, 0.95, GOOD),
            (-FAULTY, _("the evidence of a faulty lamp with a minus: a good one has a ratio of its own, 0.80 to 0.95")),
            (0, _("no evidence: a good lamp is more probable with a machine in order")),
            hint=_("A good lamp has the probabilities 0.80 and 0.95: in which order are they divided?"),
        ),
        because=_("a faulty lamp says much for “broken”, a good one a little against it."),
        hint=_("Evidence is log₂ of a ratio: the probability if broken over the probability if in order."),
        strong_hint=_("For a faulty lamp the ratio is 0.20/0.05, for a good one 0.80/0.95: take log₂ of each."),
        exchanged=_("faulty and good are exchanged"),
        examples=[
            ([-2, 0.247928], "the odds of faulty to good", "or like the right number with the wrong sign"),
            ([0.4, -0.198342], "the term of an average"),
        ],
    ),
    "09.2": Exercise(
        divergence(
            "if_broken", BROKEN, IN_ORDER,
            ((FAULTY + GOOD) / 2, _("the plain mean: a broken machine makes one faulty lamp in five")),
            (0.2 * FAULTY, _("the part of the faulty lamps alone: the good ones take some bits away")),
            hint=_("A broken machine makes faulty lamps with 0.20: these are the weights."),
        ),
        Answer(
            "if_in_order", -D(IN_ORDER, BROKEN), "bits",
            (-D(BROKEN, IN_ORDER), _("the average of the broken machine, turned around: the weights change")),
            (D(BROKEN, IN_ORDER), _("the average of the broken machine: here 5 % of the lamps are faulty")),
            ((FAULTY + GOOD) / 2, _("the plain mean: only one lamp in twenty is faulty")),
            (0.05 * FAULTY, _("the part of the faulty lamps alone: add that of the good ones")),
            (0.95 * GOOD, _("the part of the good lamps alone: add that of the faulty ones")),
            hint=_("A machine in order makes faulty lamps with 0.05: these are the weights."),
        ),
        Answer(
            "lamps", 10 * PER_BIT, "",
            (10 / FAULTY, _("ten bits of faulty lamps only: most lamps are good")),
            (10 / (0.2 * FAULTY), _("ten bits from faulty lamps alone: good ones take some bits away")),
            (10 / D(IN_ORDER, BROKEN), _("the lamps of a machine in order that bring 10 bits against “broken”")),
            (10 / PER_BIT, _("ten times what a lamp brings: how often does that fit into 10 bits?")),
            (PER_BIT, _("the lamps for one bit: the question asks for ten bits")),
            (2**10, _("the odds of 10 bits: how many lamps bring them?")),
            (1024 * PER_BIT, _("the lamps for 1024 bits: the question asks for 10 bits, odds of 1024 to 1")),
            hint=_("How often does what a lamp brings on average fit into 10 bits?"),
        ),
        because=_(
            "a lamp of a broken machine brings D(q_broken‖q_order) bits for “broken” on average. A lamp of a machine "
            "in order brings D(q_order‖q_broken) bits against it."
        ),
        hint=_("Weight the two results of exercise 1 with how often such lamps come; the third is a division."),
        strong_hint=_(
            "A broken machine: `0.2 * np.log2(0.2 / 0.05) + 0.8 * np.log2(0.8 / 0.95)`. In order, the weights are 0.05 "
            "and 0.95. Then divide 10 by the first."
        ),
        together=[
            (
                (D(IN_ORDER, BROKEN), -D(BROKEN, IN_ORDER), 10 / D(IN_ORDER, BROKEN)),
                _("the two worlds are exchanged: if broken, 20 % of the lamps are faulty"),
            ),
        ],
        examples=[
            ([0.876036, 0.876036, 11.415056], "the plain mean: a broken machine makes one faulty lamp in five"),
            ([0.4, -0.135531, 25], "the sum of the positive terms", "or like the part of the faulty lamps alone"),
        ],
    ),
    "09.3": Exercise(
        Answer(
            "odds", PRIOR + BROUGHT, "bits",
            (BROUGHT, _("the evidence alone: add the odds before, in bits")),
            (BROUGHT - PRIOR, _("prior odds of 16 to 1: here they are 1 to 16")),
            (PRIOR, _("the odds before: add what the ten lamps bring")),
            (PRIOR + 3 * FAULTY, _("the faulty lamps alone: the seven good ones take some bits away")),
            (PRIOR + 3 * FAULTY - 7 * GOOD, _("good lamps that speak for “broken”: they speak against it")),
            (PRIOR + 3 * FAULTY + 10 * GOOD, _("ten good lamps: seven were good")),
            (2 ** (PRIOR + BROUGHT), _("the odds themselves: in bits they are log₂ of that")),
            (FROM_1_TO_17, _("odds of 1 to 17 before: 1/17 is the probability")),
            (1 / 17, _("the probability before, 1/17: its odds are 1 to 16, and in bits −4")),
            (PRIOR + 10 * D(BROKEN, IN_ORDER), _("what ten lamps bring on average: these ten were counted")),
            hint=_("In bits the odds before are log₂(1/16): add the evidence."),
        ),
        Answer(
            "probability", _probability(PRIOR + BROUGHT), "",
            (2 ** (PRIOR + BROUGHT), _("the odds: the probability is odds/(1 + odds)")),
            (_probability(-PRIOR - BROUGHT), _("the probability that the machine is in order")),
            (_probability(BROUGHT), _("the probability from even odds: before, they were 1 to 16")),
            (_probability(FROM_1_TO_17), _("the probability from odds of 1 to 17: they were 1 to 16")),
            (_probability(PRIOR), _("the probability before the lamps were seen")),
            (PRIOR + BROUGHT, _("the odds in bits: raise 2 to them, then odds/(1 + odds)")),
            (_probability(PRIOR + 3 * FAULTY), _("the probability without the good lamps")),
            (_probability(math.log(2) * (PRIOR + BROUGHT)), _("odds in nats taken for bits")),
            (0.3, _("the share of faulty lamps: the question asks for the probability that the machine is broken")),
            hint=_("The odds are 2 to the power of your bits; the probability is odds/(1 + odds)."),
        ),
        because=_("three faulty lamps speak a little louder than seven good ones and the low odds before."),
        hint=_("Start from −4 bits and add what each of the ten lamps brings; then turn odds into a probability."),
        strong_hint=_(
            "The odds are −4 + 3·2 − 7·0.247928 bits. With o = 2 to that power, the probability is o/(1 + o)."
        ),
        exchanged=_("odds and probability are exchanged"),
        examples=[
            ([8.264507, 0.996759], "prior odds of 16 to 1"),
            ([3.735493, 0.930161], "good lamps that speak for “broken”"),
            ([-1.983420, 0.201853], "what ten lamps bring on average"),
            ([0.177045, 0.530641], "odds of 1 to 17 before"),
        ],
    ),
    "09.4": Exercise(
        Answer(
            "q", SHARES, "",
            (DAYS, _("the counts: divide each by their sum")),
            (np.full(3, 1 / 3), _("the uniform model: the days themselves say something else")),
            ((DAYS + 1) / 19, _("one added to each count: careful, but another model fits these days better")),
            (np.array([1, 0, 0]), _("everything on sun: then the rainy days are impossible")),
            (SHARES[::-1], _("the right numbers in the wrong order: sun comes first, snow last")),
            ([0.8, 0.2, 0], _("the rival's shares: it snowed on one day")),
            (DAYS / 12, _("the counts divided by the largest: divide by their sum")),
            (DAYS / 10, _("the counts divided by 10: there were 16 days")),
            size=3,
        ),
        Answer(
            "per_day", entropy(SHARES), "bits",
            (16 * entropy(SHARES), _("the bits of all 16 days: the question asks for one day")),
            (math.log2(3), _("the bits per day under the uniform model")),
            (D(SHARES, np.full(3, 1 / 3)), _("the divergence from the uniform model: take H(f, q)")),
            (0, _("the divergence of the best model: in −log₂ of its likelihood, H(f) is left")),
            (surprisal(SHARES).mean(), _("the plain mean of the surprises: weight each with its days")),
            (surprisal(SHARES).sum(), _("the sum of the surprises: weight each with its days")),
            (surprisal(SHARES[0]), _("the surprise of a sunny day: average over all days")),
            (COUNTS_ALONE / 16, _("the counts alone, in any order: here the likelihood of the days in their order")),
            (entropy([0.7, 0.2, 0.1]), _("the entropy of the weather in notebook 02: these days are others")),
            hint=_("With the best q, D(f‖q) is 0: which part of H(f, q) is left?"),
        ),
        Answer(
            "rival", "b", "",
            ("a", _("a likelihood that grows with more days: each day multiplies it, and 0 stays 0")),
            ("c", _("the share of the snowy days: the likelihood is a product, and its factor is 0")),
            ("d", _("a logarithm of 0: the likelihood itself is a product with a factor 0")),
            hint=_("The likelihood is a product over the days: what is the factor of the snowy one?"),
        ),
        because=_(
            "the frequencies themselves are the best-fitting model, which costs H(f). One impossible day is enough "
            "against a rival."
        ),
        hint=_("The best q has no divergence from the frequencies f of the days. It costs H(f, q) per day."),
        strong_hint=_(
            "Divide the counts by 16, then take `entropy([12/16, 3/16, 1/16])`. A product with a factor 0 is 0."
        ),
        examples=[
            ([[1 / 3, 1 / 3, 1 / 3], 1.584963, "b"], "`rival` is right", "the uniform model"),
            ([[3 / 4, 3 / 16, 1 / 16], 0.212240, "b"], "`q` is right", "the counts alone, in any order"),
            ([[1, 0, 0], 0, "b"], "`rival` is right", "the rainy days are impossible"),
            ([[0.8, 0.15, 0.05], 1.014098, "b"], "`q` is not right in place 1", "no divergence from the frequencies"),
        ],
    ),
}
