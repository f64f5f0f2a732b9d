"""What each exercise asks for, what wrong answers look like, and what to say: the data of `lib.learning.exercises`.

No result is written down here: right and wrong numbers alike are computed by `lib`.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lib.codes import blocks, code_shares, decode, expected_length, huffman_lengths, kraft_sum
from lib.distributions import softmax
from lib.measures import cross_entropy, entropy, kl_divergence, kl_terms, surprisal
from lib.worlds.training import smooth

TOLERANCE = 5e-4  # relative: near enough to be that number, given to four digits
LN2 = math.log(2)
D, CE = kl_divergence, cross_entropy


class Answer(NamedTuple):
    """One thing that an exercise asks for: its name, the right value, its unit, and the usual wrong values.

    The value is a number, a list of numbers, a letter or word, or a function; None where many lists are right. A
    mistake is a pair: the wrong value, and the words for "looks like". Several mistakes may lead to one value:
    then all are named.

    >>> Answer("used", 1.125, "", [(8, "the sum of the lengths")]).size is None
    True
    """

    name: str
    value: Any
    unit: str = ""
    mistakes: list = []
    size: int | None = None  # how many numbers a list holds, one for each n from 1
    texts: bool = False  # texts are in the list, such as codewords
    decimals: int | None = None  # how many are asked for; otherwise four significant digits will do
    unchanged: str = ""  # the body of the function of p and q that the learner is to mend
    hint: str = ""  # the first one where another answer is right, in place of the exercise's
    follows: Callable | None = None  # the value that wrong answers before this one lead to


class Exercise(NamedTuple):
    """The answers, why they are right, and hints for wrong ones that look like no known mistake.

    exchanged: what to say of the right numbers in the wrong order. together: pairs of what is wrong with all
    answers at once, their values and what to say. judge: called with all answers once those that have a value
    are right; returns what is still wrong, or None. aside: called with right answers; a further sentence on them.

    >>> [answer.name for answer in EXERCISES["01.2"].answers]
    ['bits', 'nats']
    """

    answers: list[Answer]
    because: str
    hint: str = ""
    strong_hint: str = ""
    exchanged: str = ""
    together: list = []
    judge: Callable = lambda *answers: None
    aside: Callable = lambda *answers: ""


def usual_mistakes(answer):
    """Return the mistakes that every number invites.

    >>> usual_mistakes(Answer("used", 1.125))
    [(-1.125, 'the right number with the wrong sign'), (112.5, 'a percentage: leave out the factor 100')]
    """
    value = np.asarray(answer.value, dtype=float) if answer.size else answer.value
    number, percentage = ("numbers", "percentages") if answer.size else ("number", "a percentage")
    mistakes = [(-value, f"the right {number} with the wrong sign")]
    if np.all(value > 0):  # nobody takes a negative number for a share
        mistakes.append((100 * value, f"{percentage}: leave out the factor 100"))
    if answer.unit:
        other, to_other, base, to_log10 = {
            "bits": ("nats", LN2, "log₂", math.log10(2)),
            "nats": ("bits", 1 / LN2, "the natural logarithm", math.log10(math.e)),
        }[answer.unit]
        mistakes += [
            (to_other * value, f"the answer in {other}: for {answer.unit} take {base}"),
            (to_other**2 * value, f"a conversion the wrong way round: one bit is {LN2:.6f} nats"),
            (to_log10 * value, f"a logarithm to base 10: for {answer.unit} take {base}"),
        ]
    return mistakes


# --- what several exercises share

SWAPPED = "the divergence with p and q swapped"
TURNED = "the sum of q·log₂(p/q): the weights must be p"
SIZES = "the sum of the sizes of the terms: negative terms must count as negative"
HALF_SURPRISED = "a coin with one side whose *surprise* is half a bit: average over both sides"
DIFFERENCE = "H(q) − H(p): each entropy averages under its own distribution, but both averages must use p"
OTHER_DIFFERENCE = "H(p) − H(q): both averages must use p"
EXERCISE_1 = "a result of exercise 1, of two coins: here are four outcomes"
ITSELF = "the divergence of a distribution from itself: here p and q differ"
OTHER_DISTANCE = "the distance on the page, half the sum of all differences: here the divergence is asked"
MIXED = "a mixture of bits and nats: both logarithms must have the same base"
FORGOT_BIAS = "the sum without its bias"
TRANSPOSED = "the weights taken the wrong way: each hidden number has a pair, one weight for each class"
LOST_SIGN = "a sum with h₂ = +0.6: it is negative"
AGAIN_TANH = "tanh of the logit: only the hidden layer has tanh"
NUMBERS_LIKE_D = [
    (lambda p, q: D(q, p), SWAPPED),
    (lambda p, q: abs(kl_terms(p, q)).sum(), SIZES),
    (CE, "the cross-entropy H(p, q): subtract H(p)"),
    (lambda p, q: entropy(p), "the entropy H(p) alone: the divergence compares p with q"),
    (
        lambda p, q: (surprisal(q) - surprisal(p)).sum(),
        "the sum of the log ratios: weight each of them with p",
    ),
    (lambda p, q: kl_terms(p, q).mean(), "the mean of the terms: take their sum"),
    (lambda p, q: np.maximum(kl_terms(p, q), 0).sum(), "the sum of the positive terms: negative ones count too"),
    (lambda p, q: entropy(q) - entropy(p), DIFFERENCE),
    (lambda p, q: entropy(p) - entropy(q), OTHER_DIFFERENCE),
    (lambda p, q: CE(p, q) - entropy(q), "the cross-entropy H(p, q) minus H(q): what must be subtracted is H(p)"),
    (lambda p, q: -D(q, p), TURNED),
]
FUNCTIONS_LIKE_D = [
    *NUMBERS_LIKE_D,
    (lambda p, q: LN2 * CE(p, q) - entropy(p), MIXED),
    (lambda p, q: -D(p, q), "the divergence with the wrong sign"),
    (lambda p, q: LN2 * D(p, q), "the divergence in nats: for bits take log₂"),
]


def _divergence(name, p, q, *more, times=1, hint=""):
    """D(p||q) in bits, so many times, with the mistakes that every divergence invites and some more."""
    right = times * D(p, q)
    mistakes = [(times * wrong(p, q), text) for wrong, text in NUMBERS_LIKE_D]
    mistakes = [(wrong, text) for wrong, text in mistakes if abs(wrong) > 1e-9] + [(0.0, ITSELF), *more]
    # nobody can see a mistake that changes nothing, such as a swap of mirror images
    mistakes = [mistake for mistake in mistakes if not math.isclose(mistake[0], right)]
    return Answer(name, right, "bits", mistakes, hint=hint)


def _bits_and_nats(value, mistakes, unitless=()):
    """The same quantity in both units, with the same mistakes; some of these have no unit."""
    in_nats = [(LN2 * wrong, text) for wrong, text in mistakes]
    return [
        Answer("bits", value, "bits", [*mistakes, *unitless], hint="A nat is more than a bit, 1/ln 2 times as much."),
        Answer("nats", LN2 * value, "nats", [*in_nats, *unitless], hint="A bit is ln 2 nats."),
    ]


def _label_entropy(name, classes):
    right, *_ = label = smooth(0, 0.1, classes=classes)
    shared_by_others = [0.9, *[0.1 / (classes - 1)] * (classes - 1)]
    mistakes = [
        (0.0, "the entropy of a hard label: a smoothed one is not certain"),
        (LN2 * entropy(shared_by_others), "the entropy without the share 0.1/K of the right class"),
        (LN2 * entropy(smooth(0, 0.1)), "the entropy for 2 classes"),
        (LN2 * entropy([0.9, 0.1]), "the entropy of (0.9, 0.1): each of K classes gets 0.1/K, the right one 0.9 more"),
        (
            LN2 * (right * surprisal(right) + 0.1 / classes * surprisal(0.1 / classes)),
            "a sum with one wrong class only: there are K − 1 of them",
        ),
        (LN2 * right * surprisal(right), "the term of the right class alone: add those of the others"),
        (math.log(classes), "the entropy of the uniform distribution: the right class has 0.9 more"),
        (LN2 * surprisal(right), "the surprise of the right class alone: average over all of them"),
    ]
    return Answer(name, LN2 * entropy(label), "nats", mistakes)


def _logit_gap(name, classes):
    right, other, *_ = smooth(0, 0.1, classes=classes)
    mistakes = [
        (right / other, "the ratio of the probabilities: take its logarithm"),
        (right - other, "the difference of the probabilities: logits are logarithms"),
        (math.log(0.9 / other), "the gap from 0.9: the right class has 0.1/K on top"),
        (math.log(0.9 / 0.1 * (classes - 1)), "the gap when only wrong classes share 0.1: all get 0.1/K"),
        (math.log(right), "the logarithm for the right class alone: subtract that for another class"),
        (math.inf, "the gap for hard labels: smoothed ones need finite logits"),
    ]
    if classes > 2:
        mistakes += [
            (math.log(9), "ln 9, from a label (0.9, 0.1): each of the K classes gets 0.1/K"),
            (math.log(right / (1 - right)), "the gap to all other classes together: that to one of them is asked"),
            (math.log(19), "the gap for 2 classes"),
        ]
    return Answer(name, math.log(right / other), "nats", mistakes)


def _coin_with(bits):
    """The smaller P(heads) of a coin with this entropy."""
    low, high = 0.0, 0.5
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if entropy([middle, 1 - middle]) < bits else (low, middle)
    return low


# --- the functions that 02.3 asks to mend, as its cell has them

FIRST = "return entropy(q) - entropy(p)"
SECOND = "return sum(abs(a * math.log2(a / b)) for a, b in zip(p, q))"
THIRD = "return sum(a * (math.log2(a) - math.log(b)) for a, b in zip(p, q))"


# --- judges: what is wrong where many answers are right


def _gap_of_three_bits(q):
    try:
        gap, swapped = D([1, 0], q), D([0, 1], q)
    except ValueError as error:
        return f"this is no distribution. {error}"
    if math.isclose(gap, 3, rel_tol=TOLERANCE):
        return None
    if math.isclose(swapped, 3, rel_tol=TOLERANCE):
        return "`q` looks swapped: the dog comes first"
    if math.isclose(LN2 * gap, 3, rel_tol=TOLERANCE):
        return "`q` looks like the answer in nats: 3 bits are asked"
    size = "infinite" if gap == math.inf else f"{gap:.6g} bit{'s' * (gap != 1)}"
    return f"the gap of this q is {size}: make q(dog) {'smaller' if gap < 3 else 'larger'}"


def _equal_directions(p, q):
    try:
        forward, backward = D(p, q), D(q, p)
    except ValueError as error:
        return f"one of them is no distribution. {error}"
    if np.allclose(p, q, atol=1e-6):
        return "p and q are the same, so both divergences are 0: find two that differ"
    if not math.isclose(forward, backward, rel_tol=1e-9):
        gaps = f"D(p‖q) is {forward:.6g} and D(q‖p) is {backward:.6g} bits"
        return f"{gaps}: look for a pair where a swap only renames the outcomes"
    return None


def _both_infinite(p, q):
    if D(p, q) < math.inf:
        return ""
    return "Here both directions are infinite: each calls impossible what the other is sure of."


def _best_code(codewords, _):
    if not all(codeword and set(codeword) <= {"0", "1"} for codeword in codewords):
        return "each of the `codewords` is a text of 0s and 1s, such as \"01\""
    try:
        decode("", codewords)
    except ValueError as error:
        return f"`codewords` are no prefix code: {error}"
    lengths = [len(codeword) for codeword in codewords]
    bits, best = expected_length(BY_HAND, lengths), expected_length(BY_HAND, huffman_lengths(BY_HAND))
    if bits <= best + 1e-9:
        return None
    if lengths != sorted(lengths):
        why = "a rarer symbol has a shorter codeword than a commoner one"
    elif kraft_sum(lengths) < 1:
        why = f"they leave room unused, with a Kraft sum of {kraft_sum(lengths):.6g}: some codeword can be shorter"
    else:
        why = "once C and D are joined, they count as one symbol of 0.3: look again which two are the rarest"
    return f"`codewords` can be decoded, but cost {bits:.6g} bits per symbol, and a better code exists: {why}"


def _repaired_by_one_bit(_, lengths):
    if not np.all((lengths >= 1) & (lengths <= 16) & (lengths == np.round(lengths))):  # floats add these up exactly
        return "`repaired` must hold whole numbers, from 1 to 16"
    used = kraft_sum(lengths.astype(int))
    if used > 1:
        return f"`repaired` uses {used:.6g} of the room, more than there is: lengthen a codeword"
    if sum(abs(np.sort(lengths) - LENGTHS)) != 1:
        return "a code with the lengths in `repaired` exists, but less will do: change one length by one bit"
    return None


# --- the exercises, by notebook and number

COIN, FAIR, BENT, STEEP = [0.9, 0.1], [1 / 2, 1 / 2], [1 / 4, 3 / 4], [0.1, 0.9]
THREE_TO_ONE = BENT[::-1]
LOW, HALF_A_NAT = _coin_with(0.5), _coin_with(0.5 / LN2)
SKEWED, UNIFORM, SHUFFLED = [1 / 2, 1 / 4, 1 / 8, 1 / 8], [1 / 4] * 4, [1 / 8, 1 / 2, 1 / 4, 1 / 8]
WEATHER, FORECAST = [0.7, 0.2, 0.1], [0.75, 0.23, 0.02]
SLIDER = [0.98 * 7 / 9, 0.98 * 2 / 9, 0.02]  # as the forecast of the explorer in 02 at 0.02
Q_RIGHT, PAGE_BATCH = np.array([0.5, 0.25, 0.9, 0.99]), np.array([0.9, 0.8, 0.95, 0.05])
HIDDEN, LAST, BIASES = np.array([0.8, -0.6]), np.array([[2, -1], [1, 3]]), np.array([0.1, -0.1])
LOGITS = HIDDEN @ LAST + BIASES
UNCERTAIN, PAGE = [0.7, 0.3], [0.8, 0.2]
SURE = 0.999
LENGTHS = [2, 2, 2, 2, 3]
FIVE, OTHER = [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16], [1 / 8, 1 / 8, 1 / 8, 1 / 2, 1 / 8]
BY_HAND = [0.4, 0.3, 0.2, 0.1]
SPARSE = [6, 3, 5, 6, 4]
BELIEVED = code_shares(SPARSE) / kraft_sum(SPARSE)
DRAWN, MODEL = [0.7, 0.3], [0.8, 0.2]
N = np.arange(1, 9)
BLOCKS = [blocks(COIN, int(n)) for n in N]
PER_BLOCK = np.array([expected_length(block, huffman_lengths(block)) for block in BLOCKS])
UNWEIGHTED = np.array([huffman_lengths(block).mean() for block in BLOCKS])
ROUNDED_UP = np.array([expected_length(block, np.ceil(surprisal(block)).astype(int)) for block in BLOCKS])
BOLD = [0.99, 0.01]

# fmt: off - a table: one mistake on a line
EXERCISES = {
    "00.3": Exercise(
        [Answer("q", None, size=2)],
        "each halving of q(dog) costs one bit, so three halvings from certainty cost three.",
        judge=_gap_of_three_bits,
    ),
    "01.1": Exercise(
        [
            Answer(
                "answer",
                surprisal(1 / 52),
                "bits",
                [
                    (1 / 52, "the probability of the card: its surprise is −log₂ of that"),
                    (52, "the number of cards: take its logarithm"),
                    (surprisal(1 / 4), "the surprise of the suit alone: add that of the rank"),
                    (surprisal(1 / 13), "the surprise of the rank alone: add that of the suit"),
                    (surprisal(1 / 4) * surprisal(1 / 13), "a product of two surprises: they add up"),
                    (surprisal(1 / 52) / 52, "the surprise times its probability, as in an average: one card is drawn"),
                    (6, "whole questions, enough for 64 cards: a surprise need not be a whole number"),
                    (surprisal(1 / 51), "log₂ 51: the ace of spades is one of 52 cards, not one against 51"),
                ],
            )
        ],
        "surprises of independent events add up, log₂ 4 for the suit and log₂ 13 for the rank.",
        "How probable is one card of 52? Its surprise is −log₂ of that.",
        "The suit is one of 4, the rank one of 13. Take the surprise of each: what becomes of the two?",
    ),
    "01.2": Exercise(
        _bits_and_nats(
            entropy(THREE_TO_ONE),
            [
                (surprisal(0.75), "the surprise of heads alone: average it with that of tails"),
                (surprisal(0.25), "the surprise of tails alone: average it with that of heads"),
                (surprisal(THREE_TO_ONE).sum(), "the sum of the surprises: weight each with its probability"),
                (surprisal(THREE_TO_ONE).mean(), "the plain mean of the surprises: weight each with its probability"),
                (0.75 * surprisal(0.75), "the share of heads alone: add that of tails"),
                (0.25 * surprisal(0.25), "the share of tails alone: add that of heads"),
                (CE(BENT, THREE_TO_ONE), "the average with the weights swapped: heads has 0.75, tails 0.25"),
                (entropy(COIN), "the entropy of the coin further up: here P(heads) is 0.75"),
                (entropy(UNCERTAIN), "the entropy of the coin (0.7, 0.3) further up: here P(heads) is 0.75"),
                (1 - entropy(THREE_TO_ONE), "1 − H, what this coin lacks to a fair one: H itself is asked"),
            ],
        ),
        "it is the average surprise of heads and tails, and one bit is ln 2 nats.",
        "Weight the surprise of each side with its probability, and add.",
        "Heads has the surprise −log₂ 0.75 and the probability 0.75: one part. Tails has another. For nats take ln.",
        "bits and nats are exchanged",
    ),
    "01.3": Exercise(
        [
            Answer(
                "low",
                LOW,
                "",
                [
                    (1 / 4, "half of the fair coin's 1/2, but half the entropy is not half the probability"),
                    (1 / 2, "the entropy: the probability of heads is asked"),
                    (0.1, "the bent coin further up, whose entropy is 0.469 bits: near, but not half a bit"),
                    (1 - LOW, "the other coin: `low` is the smaller probability"),
                    (HALF_A_NAT, "the coin with half a *nat*: half a bit is asked"),
                    (2**-0.5, HALF_SURPRISED),
                    (1 - 2**-0.5, HALF_SURPRISED),
                ],
                decimals=4,
            ),
            Answer(
                "high",
                1 - LOW,
                "",
                [
                    (
                        3 / 4,
                        "the middle between the fair coin and certainty, but the curve is no straight line",
                    ),
                    (1 / 2, "the entropy: the probability of heads is asked"),
                    (0.9, "the bent coin further up, whose entropy is 0.469 bits: near, but not half a bit"),
                    (LOW, "the other coin: `high` is the larger probability"),
                    (1 - HALF_A_NAT, "the coin with half a *nat*: half a bit is asked"),
                    (2**-0.5, HALF_SURPRISED),
                ],
                decimals=4,
                hint="The curve is the same on both sides of one half.",
            ),
        ],
        "the curve is the same on both sides and steep near its ends, so half a bit is reached far out.",
        "Put the slider where the curve is at 0.5, then try what lies near: `entropy([0.12, 0.88])` is a little above.",
        "They are mirror images, high = 1 − low. Halve an interval again and again: entropy rises from 0 "
        "at x = 0 to 1 at x = 0.5, so low is in the half where it passes 0.5.",
        "low and high are exchanged",
    ),
    "01.4": Exercise(
        [
            Answer(
                "largest",
                math.log2(5),
                "bits",
                [
                    (5, "the number of outcomes: take its logarithm"),
                    (2.5, "half of the outcomes: take their logarithm to base 2"),
                    (1, "1 bit, the largest entropy of two outcomes: here are five"),
                    (2, "log₂ of 4 outcomes: here are five"),
                    (3, "three whole questions with two answers: enough for 8 outcomes, and five need less"),
                    (math.log2(5) / 5, "one term alone: add all five"),
                    (0, "the smallest entropy, that of a source without surprise"),
                    (entropy(SKEWED), "the entropy of the source further up: it has four outcomes, unequal ones"),
                ],
                hint="With these probabilities all outcomes have one surprise: it is the average too.",
            ),
            Answer(
                "each",
                1 / 5,
                "",
                [
                    (1 / 2, "the fair coin's: here five outcomes share the whole"),
                    (1 / math.e, "the place where a single area is largest: five probabilities must sum to 1"),
                    (1, "certainty: five probabilities must sum to 1"),
                    (1 / 4, "the share of four outcomes: here are five"),
                    (surprisal(1 / 5), "the surprise of each outcome: its probability is asked"),
                ],
                hint="The five probabilities sum to 1, and none is larger than another.",
            ),
        ],
        "a source is hardest to predict when its outcomes are equally probable, and then each has the surprise log₂ 5.",
        "Which distribution is hardest to predict?",
        "All outcomes are equally probable: then each has the same surprise, and the average is that surprise.",
    ),
    "02.1": Exercise(
        [
            _divergence("forward", FAIR, BENT, *[
                (D(FAIR, PAGE), "the divergence in the fine print: there the belief is (0.8, 0.2)"),
                (D(WEATHER, FORECAST), "the forecaster's divergence further up: here they are coins"),
            ], hint="In forward the fair coin is the truth: it gives the weights."),
            _divergence("backward", BENT, FAIR, hint="In backward the bent coin is the truth: it gives the weights."),
        ],
        "swapping the two changes whose coin is tossed, and with it the weights.",
        "Add p·log₂(p/q) for heads and for tails: one of the two is negative.",
        "The term of heads is ½·log₂(½ / ¼) in forward; that of tails is built alike. Backward has the weights ¼ and "
        "¾, and ratios upside down.",
        "p and q are swapped: in forward the fair coin is the truth",
        together=[
            (
                (D(FAIR, BENT), -D(FAIR, BENT)),
                "a swap does not only turn the sign around: the weights change as well",
            ),
            (
                (entropy(FAIR) - entropy(BENT), entropy(BENT) - entropy(FAIR)),
                f"both look like {OTHER_DIFFERENCE}. That forward resembles a swap is an accident",
            ),
            (
                (entropy(BENT) - entropy(FAIR), entropy(FAIR) - entropy(BENT)),
                f"both look like {DIFFERENCE}. That backward is right is an accident",
            ),
        ],
    ),
    "02.2": Exercise(
        [
            _divergence(
                "forward", SKEWED, UNIFORM, (D(FAIR, BENT), EXERCISE_1), (D(BENT, FAIR), EXERCISE_1),
                hint="In forward (1/2, 1/4, 1/8, 1/8) is the truth: it gives the weights.",
            ),
            _divergence(
                "backward", UNIFORM, SKEWED, (D(FAIR, BENT), EXERCISE_1), (D(BENT, FAIR), EXERCISE_1),
                hint="In backward the uniform distribution is the truth: it gives the weights.",
            ),
        ],
        "the directions may differ but need not, so one example with equal ones proves nothing.",
        "Add p·log₂(p/q) over the four outcomes: all ratios are powers of two.",
        "In forward the logarithms are 1, 0, −1, −1, in backward the same with the other sign. What are the weights?",
        together=[
            (
                (entropy(UNIFORM) - entropy(SKEWED), entropy(SKEWED) - entropy(UNIFORM)),
                f"both look like {DIFFERENCE}. That forward is right is an accident",
            ),
            (
                (entropy(SKEWED) - entropy(UNIFORM), entropy(UNIFORM) - entropy(SKEWED)),
                f"both look like {OTHER_DIFFERENCE}. That backward is right is an accident",
            ),
        ],
    ),
    "02.3": Exercise(
        [
            Answer("first", D, mistakes=FUNCTIONS_LIKE_D, unchanged=FIRST),
            Answer("second", D, mistakes=FUNCTIONS_LIKE_D, unchanged=SECOND),
            Answer("third", D, mistakes=FUNCTIONS_LIKE_D, unchanged=THIRD),
        ],
        "all three now give D(p‖q) in bits, and 0 where p = q.",
        "Test it with p = q first, then compare it with `kl_divergence(p, q)`.",
        "Hold it against Equation 4, term by term: p(x), times log₂ of p(x)/q(x), and nothing else.",
    ),
    "02.4": Exercise(
        [Answer("my_kl", D, mistakes=FUNCTIONS_LIKE_D)],
        "it is D(p‖q) in bits, with zeros and infinity just as the formula has them.",
        "Add p(x)·log₂(p(x)/q(x)) over all x.",
        "Go through `zip(p, q)`: skip where p is 0, return `math.inf` where only q is 0, add up the rest.",
    ),
    "02.5": Exercise(
        [
            _divergence("extra", WEATHER, FORECAST, *[
                (D(WEATHER, FORECAST), "the extra bits of a single day: a year has 365"),
                (365 * D(WEATHER, SLIDER), "the forecast that the slider shows at 0.02: this one says 0.75 and 0.23"),
                (365 * kl_terms(WEATHER, FORECAST)[-1], "what snowy days cost: sunny and rainy ones give some back"),
                (36.5 * surprisal(0.02), "the whole length of the snowy days: what is extra, over all days, is asked"),
            ], times=365)
        ],
        "the divergence is the average number of extra bits for each outcome, here for each day.",
        "How many extra bits does the forecaster's code need on one day, on average?",
        "What one day costs more is a divergence: whose days come, and whose code is used? A year has 365 such days.",
    ),
    "02.6": Exercise(
        [
            Answer("weight", "b", mistakes=[
                ("a", "the weights from above: now days come as q says"),
                *((letter, "a ratio: the weights are probabilities") for letter in "cd"),
            ]),
            Answer("felt", "a", mistakes=[
                ("b", "the surprise of who knows the truth: the believer expects p"),
                *((letter, "a ratio: a surprise is −log of one probability") for letter in "cd"),
            ]),
            Answer("known", "b", mistakes=[
                ("a", "the believer's surprise: who knows the truth expects q"),
                *((letter, "a ratio: a surprise is −log of one probability") for letter in "cd"),
            ]),
            Answer("ratio", "d", mistakes=[
                ("c", "the ratio upside down: −log p − (−log q) = log q − log p = log(q/p)"),
                *((letter, "half of the ratio: both surprises go into it") for letter in "ab"),
            ]),
        ],
        "the truth gives the weights, in both sums, and stands on top of the fraction: this is D(q‖p).",
        "Choose among the letters a, b, c and d.",
        "In both sums days come as the truth says, and that is q now. A surprise is −log of what that person expects.",
        together=[(("a", "b", "a", "c"), "this is D(p‖q) as derived above. Here q is the truth and p the belief")],
    ),
    "03.1": Exercise(
        _bits_and_nats(
            surprisal(0.1),
            [
                (surprisal(0.9), "the loss for a dog: the picture is a cat"),
                (entropy(COIN), "the entropy of q: only the right class counts"),
                (surprisal(COIN).sum(), "the sum over both classes: only the right one counts"),
                (surprisal(COIN).mean(), "the mean over both classes: only the right one counts"),
                (0.1 * surprisal(0.1), "the loss weighted with q(cat): the weight is the truth, p(cat) = 1"),
                (1, "the loss of Case 1, of an undecided network: here the cat got 0.1"),
            ],
            [
                (0.1, "a probability, q(cat): the loss is −log of it"),
                (0.9, "a probability, q(dog) or the error: the loss is −log q(cat)"),
            ],
        ),
        "the loss is −log q of the right class, and the cat got only 0.1.",
        "Which class is right, and what probability did it get?",
        "q sums to 1: what is left for the cat? The loss is −log of that, log₂ for bits and ln for nats.",
        "bits and nats are exchanged",
    ),
    "03.2": Exercise(
        _bits_and_nats(
            surprisal(Q_RIGHT).mean(),
            [
                (surprisal(Q_RIGHT).sum(), "the sum of the losses: divide it by their number"),
                (surprisal(Q_RIGHT.mean()), "−log of the mean probability: average the losses instead"),
                (np.median(surprisal(Q_RIGHT)), "the median of the losses: the mean is asked"),
                (surprisal(Q_RIGHT).max(), "the loss of the worst picture alone: average all four"),
                ((Q_RIGHT * surprisal(Q_RIGHT)).sum(), "the losses weighted with q: every picture counts the same"),
                (surprisal(PAGE_BATCH).mean(), "the mean loss of the batch further up: this is another one"),
                (surprisal(PAGE_BATCH).sum(), "the sum of the losses of the batch further up: this is another one"),
            ],
            [
                (Q_RIGHT.mean(), "the mean probability: a loss is asked, −log of each"),
                (1 - Q_RIGHT.mean(), "the mean error 1 − q: the loss is −log q"),
            ],
        ),
        "the loss of a batch is the mean of its losses, and here the second picture dominates it.",
        "Take the loss of each picture first, and then their mean.",
        "`surprisal([0.5, 0.25, 0.9, 0.99])` gives the four losses in bits: average them, then change bits into nats.",
        "bits and nats are exchanged",
    ),
    "03.3": Exercise(
        [
            Answer(
                "first_loss",
                math.log(10),
                "nats",
                [
                    (1 / 10, "the probability of each class: the loss is −ln of it"),
                    (9 / 10, "the error 1 − q: the loss is −ln q"),
                    (10, "the number of classes: take its logarithm"),
                    (math.log(2), "the loss with 2 classes: here are 10"),
                    (1, "one bit, for who is undecided between two classes: here are ten, and nats are asked"),
                    (10 * math.log(10), "the sum over all classes: only the right one counts"),
                    (math.log(10) / 10, "the mean over all classes: only the right one counts"),
                ],
            )
        ],
        "whatever the label is, its class got 1/10, so every picture costs ln 10.",
        "What probability does each of the ten classes get?",
        "Ten equal shares of 1, and the right class has one of them, whichever it is. The loss is −ln of that share.",
    ),
    "03.4": Exercise(
        [
            Answer("z_dog", LOGITS[0], "", [
                (LOGITS[0] - BIASES[0], FORGOT_BIAS),
                (LOGITS[0] - 2 * BIASES[0], "a sum with the bias −0.1: that is the cat's"),
                ((LAST @ HIDDEN + BIASES)[0], TRANSPOSED),
                ((abs(HIDDEN) @ LAST + BIASES)[0], LOST_SIGN),
                (math.tanh(LOGITS[0]), AGAIN_TANH),
                (LOGITS[1], "the cat's logit"),
            ], hint="The dog's logit has the dog's two weights, 2 and 1, and the dog's bias."),
            Answer("z_cat", LOGITS[1], "", [
                (LOGITS[1] - BIASES[1], FORGOT_BIAS),
                (LOGITS[1] - 2 * BIASES[1], "a sum with the bias +0.1: the cat's is −0.1"),
                ((LAST @ HIDDEN + BIASES)[1], TRANSPOSED),
                ((abs(HIDDEN) @ LAST + BIASES)[1], LOST_SIGN),
                (math.tanh(LOGITS[1]), AGAIN_TANH),
                (LOGITS[0], "the dog's logit"),
            ], hint="The cat's logit has the cat's two weights, −1 and 3, and the cat's bias."),
            Answer("q_dog", softmax(LOGITS)[0], "", [
                (softmax(LOGITS)[1], "q(cat): q(dog) is asked"),
                (softmax(LOGITS - BIASES)[0], "softmax of the logits without their biases"),
                (softmax([LOGITS[0], 0])[0], "softmax against a logit of 0: the cat's is not 0"),
                (softmax(LN2 * LOGITS)[0], "softmax with powers of 2: take those of e"),
                (math.exp(LOGITS[0]), "e^z alone: divide by the sum over both classes"),
                (math.exp(LOGITS[0] - LOGITS[1]), "the odds, q(dog) : q(cat): divide by the sum over both classes"),
                (LOGITS[0] / sum(LOGITS), "the logit's share of the sum: take e to the logits first"),
                (LOGITS[0] - LOGITS[1], "the difference of the logits: softmax comes after it"),
            ], hint="Softmax takes e to each logit; q(dog) is the dog's share of their sum.",
                follows=lambda z_dog, z_cat: softmax([z_dog, z_cat])[0]),
        ],
        "each logit is a weighted sum plus its bias, and only the difference of the two decides q.",
        "The dog's logit is 0.8 times its first weight, minus 0.6 times its second one, plus its bias.",
        "z(dog) is 0.8·2 − 0.6·1 + 0.1, and z(cat) is built alike, with the weights −1 and 3. Softmax takes e to "
        "each, and divides by the sum.",
    ),
    "04.1": Exercise(
        [
            Answer(
                "answer",
                2**-5,
                "",
                [
                    (2**5, "2⁵: the exponent is negative"),
                    (2**-4, "1/16, which costs 4 bits: one halving too few"),
                    (2**-6, "1/64, which costs 6 bits: one halving too many"),
                    (math.exp(-5), "e⁻⁵, which costs 5 nats: 5 bits are asked"),
                    (10**-5, "10⁻⁵, but a bit is a factor of 2"),
                    (1 / 5, "a fifth, but each bit is a halving"),
                    (1 / 10, "a tenth, but each bit is a halving"),
                    (5, "the cost: a probability is asked"),
                    (2 ^ -5, "2^-5, where ^ is no power in Python: write `**`"),
                    (1 - 2**-5, "q(cat): q(dog) is asked"),
                ],
            )
        ],
        "each bit is a halving, and five halvings of certainty give 1/32.",
        "At q = 1 a dog costs nothing, and each halving of q(dog) costs one more bit.",
        "Solve −log₂ q = 5 for q: it is a power of two.",
    ),
    "04.2": Exercise(
        [
            _divergence(
                name,
                UNCERTAIN,
                [dog, 1 - dog],
                (D(PAGE, [seen, 1 - seen]), "the cost under the truth (0.8, 0.2): here it is (0.7, 0.3)"),
                (D(PAGE, [dog, 1 - dog]), "the right prediction under the truth (0.8, 0.2): here it is (0.7, 0.3)"),
                (surprisal(dog), "the loss for a certain dog: three in ten are cats"),
                (kl_terms(UNCERTAIN, [dog, 1 - dog])[0], "the term of the dogs alone: add that of the cats"),
                (kl_terms(UNCERTAIN, [dog, 1 - dog])[1], "the term of the cats alone: add that of the dogs"),
                (dog, "a probability: its cost in bits is asked"),
            )
            for name, dog, seen in [("unsure", 0.6, 0.7), ("too_sure", 0.8, 0.9)]
        ],
        "a tenth taken from the cats is a third of what they have, so being too sure is dearer.",
        "Both classes occur: add the terms of dog and of cat, with the weights 0.7 and 0.3.",
        "For q(dog) = 0.6 the term of the dogs is `0.7 * np.log2(0.7 / 0.6)`. Add that of the cats; likewise with 0.8.",
        "the two are exchanged: unsure is q(dog) = 0.6",
    ),
    "04.3": Exercise(
        [
            Answer(
                "slope_over_q",
                -1,
                "nats",
                [
                    (0, "the slope over z when q = 1: over q it is −1/q"),
                    (-1 / SURE, "the slope at q = 0.999: here it is asked at q = 1"),
                ],
                hint="Differentiate −ln q, then put in q = 1.",
            ),
            Answer(
                "slope_over_z",
                SURE - 1,
                "nats",
                [
                    (-1 / SURE, "the slope over q: over z it is q − p"),
                    (SURE, "q alone: subtract p(dog) = 1"),
                    (
                        -SURE * (1 - SURE),
                        "q − 1, multiplied by q once too often; or like q·(1 − q) multiplied by the slope −1 at q = 1: "
                        "it is −1/q",
                    ),
                    (-SURE * (1 - SURE) ** 2, "q − 1, multiplied by q·(1 − q) once too often: that is in it already"),
                    (
                        SURE * (1 - SURE),
                        "q·(1 − q), the slope of q itself: multiply by that of the loss, −1/q",
                    ),
                    (0, "the slope at q = 1: here it is asked at q = 0.999"),
                    (0.9 - 1, "q − 1 at q = 0.9: here q is 0.999"),
                    (0.99 - 1, "q − 1 at q = 0.99: here q is 0.999"),
                ],
                hint="The last explorer draws this slope: what is its simple form?",
            ),
        ],
        "over q it is −1/q, which does not vanish at the goal; over the logit it is q − p, which does.",
        "Differentiate −ln q for the first; the second has the simple form that the last explorer shows.",
        "−ln q has the slope −1/q. Over z the chain rule multiplies that by q·(1 − q), and a factor cancels.",
        "the two slopes are exchanged",
    ),
    "04.4": Exercise(
        [
            Answer(
                "by_q",
                "c",
                mistakes=[
                    ("e", "the slope of ln q: the loss is −ln q"),
                    ("d", "the slope of q over z, which is the second gap"),
                    *((letter, "the product of both: the first gap is the slope over q alone") for letter in "ab"),
                ],
            ),
            Answer(
                "by_z",
                "d",
                mistakes=[
                    ("b", "one factor of the slope: q itself is the other one"),
                    ("c", "the slope of −ln q over q, which is the first gap"),
                    ("a", "the product of both: the second gap is the slope of q alone"),
                    ("e", "1/q, but q has a slope that vanishes at both ends, 0 and 1"),
                ],
            ),
            Answer(
                "product",
                "a",
                mistakes=[
                    ("b", "the product without its sign: −1/q is negative"),
                    *((letter, "one of the factors: multiply both") for letter in "cd"),
                    ("e", "1/q, but the q of q·(1 − q) cancels that"),
                ],
            ),
        ],
        "−1/q times q·(1 − q) is −(1 − q), so that near the goal the push fades to nothing.",
        "Choose among the letters a, b, c, d and e.",
        "ln q has the slope 1/q: what does the minus do? For dq/dz write q as (1 + e⁻ᶻ)⁻¹, and e⁻ᶻ/(1 + e⁻ᶻ) as 1 − q.",
    ),
    "05.1": Exercise(
        [
            _divergence("direct", FAIR, STEEP, (abs(np.subtract(FAIR, STEEP)).sum() / 2, OTHER_DISTANCE),
                        hint="Direct is a single divergence: p first, q second."),
            Answer(
                "detour",
                D(FAIR, BENT) + D(BENT, STEEP),
                "bits",
                [
                    (abs(np.subtract(FAIR, STEEP)).sum() / 2, OTHER_DISTANCE),
                    (D(FAIR, BENT), "the first half of the detour: add D(r‖q)"),
                    (D(BENT, STEEP), "the second half of the detour: add D(p‖r)"),
                    (D(STEEP, BENT) + D(BENT, FAIR), "the way back, D(q‖r) + D(r‖p)"),
                    (D(FAIR, BENT) + D(STEEP, BENT), "D(p‖r) + D(q‖r): the second half is D(r‖q)"),
                    (D(BENT, FAIR) + D(BENT, STEEP), "D(r‖p) + D(r‖q): the first half is D(p‖r)"),
                    ((D(FAIR, BENT) + D(BENT, STEEP)) / 2, "the mean of the two halves: take their sum"),
                    (CE(FAIR, BENT) + CE(BENT, STEEP), "a sum of cross-entropies: subtract the entropies"),
                ],
                hint="The detour is a sum of two divergences: r is second in one and first in the other.",
            ),
        ],
        "the detour is shorter than the direct way, which no distance allows.",
        "Three divergences are needed: from p to q, from p to r, and from r to q.",
        "`kl_divergence` takes the truth first. On the detour r is the belief in one half and the truth in the other.",
        "direct and detour are exchanged: strange as it is, the detour is the shorter one",
    ),
    "05.2": Exercise(
        [Answer("p", None, size=2), Answer("q", None, size=2)],
        "swapping p and q is here the same as renaming the outcomes, and names do not matter.",
        judge=_equal_directions,
        aside=_both_infinite,
    ),
    "05.3": Exercise(
        [
            Answer(
                "first",
                "b",
                mistakes=[
                    ("a", "the fraction in D itself: the minus sign turns it over"),
                    ("c", "half of a fraction: the logarithm in D has both p and q"),
                    ("d", "half of a fraction: the logarithm in D has both p and q"),
                ],
            ),
            Answer(
                "second",
                "b",
                mistakes=[
                    (letter, "something else than the first gap: ln x ≤ x − 1 has the same x on both sides")
                    for letter in "acd"
                ],
            ),
            Answer(
                "third",
                "d",
                mistakes=[
                    ("a", "a fraction, but the p(x) in front cancels the one below"),
                    ("b", "the fraction without the p(x) in front of it: they multiply"),
                    ("c", "p(x), but it is p(x) that cancels"),
                ],
            ),
        ],
        "−ln(p/q) is ln(q/p), the fact takes the logarithm away, and p(x) cancels.",
        "Choose among the letters a, b, c and d.",
        "−ln x is ln(1/x): what does that make of the fraction in D? It is the x of the fact. Then multiply out.",
    ),
    "05.4": Exercise(
        [
            Answer(
                "merged",
                1,
                "bits",
                [
                    (2, "what the original tells about itself: two greys are left of four"),
                    (1 / 2, "the share of each grey that is left: take the entropy"),
                    (4, "the number of greys: take the entropy of those that are left"),
                    (0, "nothing at all: one can still tell dark from light"),
                    (1.5, "a middle between 1 and 2 bits: two greys, equally common, are left"),
                ],
            ),
            Answer(
                "restored",
                1,
                "bits",
                [
                    (2, "everything: the table cannot see which of two greys a pixel had"),
                    (0, "the least: a table that paints all alike leaves nothing, but the most is asked"),
                    (1.5, "a middle between 1 and 2 bits: what was merged, no table can tell apart"),
                    (1 / 2, "the share of each grey that is left: take the entropy"),
                    (4, "the number of greys: the table puts out two of them at most"),
                ],
                hint="The table sees only the greys that are left: can it tell apart what was merged?",
            ),
            Answer(
                "may_rise",
                "c",
                mistakes=[
                    ("a", "a table: inverting gives each grey one new grey, whatever its neighbours are"),
                    ("b", "a change of pixels: BMP keeps each of them as it is"),
                    ("d", "a table: each grey becomes one lighter grey, whatever its neighbours are"),
                ],
                hint="Choose among the letters a, b, c and d.",
            ),
        ],
        "no table brings back what was merged, but neighbours know more than the pixel in between.",
        "How many greys are left? The table sees nothing but those. And which of a to d looks at more than one pixel?",
        "What is the entropy of two equally common greys? How many can a table make of them? "
        "A computation that takes each pixel alone cannot raise the number.",
    ),
    "06.1": Exercise(
        [
            Answer(
                "used",
                kraft_sum(LENGTHS),
                "",
                [
                    (sum(LENGTHS), "the sum of the lengths: each takes 2⁻ᴸ of the room"),
                    (np.mean(LENGTHS), "the mean of the lengths: each takes 2⁻ᴸ of the room"),
                    (sum(2**length for length in LENGTHS), "the sum of 2ᴸ: the exponent is negative"),
                    (kraft_sum([2, 3]), "the sum with a single 2: every codeword takes room"),
                    (kraft_sum(LENGTHS) - 1, "what is used beyond 1: the whole sum is asked"),
                    (kraft_sum([2, 2, 2, 3, 3]), "what the repaired code uses: take the proposed lengths"),
                    (kraft_sum([1, 2, 2, 2]), "the Kraft sum of lengths further up: here they are 2, 2, 2, 2 and 3"),
                ],
            ),
            Answer("repaired", None, size=5),
        ],
        "the codewords took more room than there is, and with one of them a bit longer they do not.",
        "A codeword of length L takes the share 2⁻ᴸ of the room: add five shares.",
        "The first two shares are 1/4 and 1/4. What is the sum of all five, how far is it above 1, and which change of "
        "one length saves as much?",
        judge=_repaired_by_one_bit,
    ),
    "06.2": Exercise(
        [
            Answer(
                "rates",
                PER_BLOCK / N,
                "bits",
                [
                    (PER_BLOCK, "bits per block: divide by the number of symbols in it"),
                    (np.ones(8), "a digit for each symbol, as without blocks"),
                    (np.full(8, entropy(COIN)), "the entropy, which these codes approach and never reach"),
                    (UNWEIGHTED / N, "plain means of the lengths: weight each with its block's probability"),
                    (ROUNDED_UP / N, "surprises rounded up: Huffman's lengths are better"),
                ],
                size=8,
            )
        ],
        "longer blocks help on the whole, but not always: from 6 to 7 symbols the rate rises.",
        "For each n, take the expected length of a Huffman code for the blocks of n symbols, divided by n.",
        "For n = 2, `blocks([0.9, 0.1], 2)` gives the probabilities of the blocks, and `huffman_lengths` of these "
        "their lengths. Average, divide by n, and let a loop do it for every n.",
    ),
    "06.3": Exercise(
        [
            Answer(
                name,
                CE(p, q),
                "bits",
                [
                    (CE(q, p), "the cross-entropy with p and q swapped"),
                    (entropy(p), "the entropy: the lengths must come from the other distribution"),
                    (entropy(q), "the entropy of the second distribution: weight its lengths with the first one"),
                    (D(p, q), "the divergence: add the entropy"),
                    (surprisal(q).sum(), "the sum of the lengths: weight each with its probability"),
                    (surprisal(q).mean(), "the plain mean of the lengths: weight each with its probability"),
                    (3, "the bill of a code of fixed length, which has three digits for five symbols"),
                    (CE(p, q) / 5, "the mean of the terms: take their sum"),
                    (D(q, p), "the divergence with p and q swapped: the cross-entropy is asked"),
                    (on_the_page, "the number on the page, for other distributions"),
                ],
            )
            for name, p, q, on_the_page in [
                ("forward", FIVE, OTHER, CE(SKEWED, SHUFFLED)),
                ("backward", OTHER, FIVE, CE(SHUFFLED, SKEWED)),
            ]
        ],
        "the weights come from the first distribution and the lengths from the second.",
        "Take the lengths, −log₂ of the second distribution, and weight them with the first.",
        "The lengths that belong to q are 3, 3, 3, 1, 3, and those that belong to p are 1, 2, 3, 4, 4.",
        "p and q are swapped: in H(p, q) the weights are p",
    ),
    "06.4": Exercise(
        [
            Answer("codewords", None, size=4, texts=True),
            Answer(
                "message",
                "daabc",
                mistakes=[
                    ("cbaad", "the message read from its end"),
                    ("caabd", "the message in the code that you built: it was sent in that of the concrete case"),
                    ("dbadc", "a message with a digit of its own for each pair: codewords differ in length"),
                ],
            ),
        ],
        "no codeword begins another one, so the digits need no gaps, and no code is shorter on average.",
        "Read from the left; as soon as the digits are 0, 10, 110 or 111, a symbol is found.",
        "The first three digits, 111, are no shorter codeword: a D. Then 0 is an A.",
        judge=_best_code,
    ),
    "06.5": Exercise(
        [
            Answer(
                "bill",
                expected_length(FIVE, SPARSE),
                "bits",
                [
                    (CE(FIVE, BELIEVED), "the cross-entropy H(p, q), the bill without its waste"),
                    (np.mean(SPARSE), "the plain mean of the lengths: weight each with its probability"),
                    (sum(SPARSE), "the sum of the lengths: weight each with its probability"),
                    (entropy(FIVE), "the entropy: it is what the best code costs"),
                    (kraft_sum(SPARSE), "the Kraft sum: the bill is the average length"),
                    (expected_length(BELIEVED, SPARSE), "the lengths weighted with q: symbols come as p says"),
                    (3, "the bill of codewords of three digits, as on the page: these have other lengths"),
                ],
                hint="The bill is the average length: each length comes as often as its symbol.",
            ),
            Answer(
                "divergence",
                D(FIVE, BELIEVED),
                "bits",
                [
                    (
                        expected_length(FIVE, SPARSE) - entropy(FIVE),
                        "all that is paid beyond H(p), waste included: divide the shares by their sum first",
                    ),
                    (CE(FIVE, BELIEVED), "the cross-entropy H(p, q): subtract H(p)"),
                    (abs(kl_terms(FIVE, BELIEVED)).sum(), SIZES),
                    (D(BELIEVED, FIVE), SWAPPED),
                    (D(SKEWED, SHUFFLED), "the divergence on the page, of another code and source"),
                    (D(FIVE, [1 / 5] * 5), "the divergence of five equal lengths: these are others"),
                    (0, "the divergence of the best code: these lengths are others"),
                ],
                hint="Divide the shares 2⁻ᴸ by their sum: that is q. Then take D(p‖q).",
            ),
            Answer(
                "waste",
                -math.log2(kraft_sum(SPARSE)),
                "bits",
                [
                    (kraft_sum(SPARSE), "the Kraft sum: the waste is −log₂ of it"),
                    (1 - kraft_sum(SPARSE), "the share of the room that is left: the waste is −log₂ of what is used"),
                    (1 / kraft_sum(SPARSE), "one over the Kraft sum: take its logarithm"),
                    (expected_length(FIVE, SPARSE) - entropy(FIVE), "all that is paid beyond H(p): subtract D"),
                    (1, "the waste of four codewords of three digits: take −log₂ of this Kraft sum"),
                    (0, "the waste of a complete code: here three quarters of the room are left"),
                ],
                hint="Sum the shares 2⁻ᴸ: how many bits is the surprise of that sum?",
            ),
        ],
        "entropy, divergence and waste add up to the average length.",
        "The bill is the average length. Let K be the sum of the shares 2⁻ᴸ: the waste is −log₂ K, and q = shares/K.",
        "The shares are 1/64, 1/8, 1/32, 1/64 and 1/16. Their sum is K; divided by it, they are the q of D(p‖q).",
    ),
    "07.1": Exercise(
        [_label_entropy("three", 3), _label_entropy("ten", 10)],
        "no model scores below the entropy of the labels, and with more classes that is higher.",
        "Write down the label first: the right class has 0.9 + 0.1/K, every other one 0.1/K.",
        "`smooth(0, 0.1, classes=3)` writes the label down. Its entropy is asked in nats, and the same for 10.",
        "three and ten are exchanged",
    ),
    "07.2": Exercise(
        [_logit_gap("two", 2), _logit_gap("ten", 10)],
        "the difference of two logits is the logarithm of the ratio of their probabilities.",
        "By softmax, the ratio of two probabilities is e to the difference of their logits.",
        "The right class has 0.9 + 0.1/K and any other one 0.1/K. What is their ratio, and e to which gap is that?",
        "two and ten are exchanged",
    ),
    "07.3": Exercise(
        [
            Answer(
                "floor",
                LN2 * entropy(COIN),
                "nats",
                [
                    (0, "the loss without wrong labels: here one in ten is wrong"),
                    (
                        LN2 * surprisal(0.9),
                        "the loss on right labels alone: average it with that on wrong ones",
                    ),
                    (
                        LN2 * surprisal(0.1),
                        "the loss on wrong labels alone: average it with that on right ones",
                    ),
                    (
                        LN2 * (0.1 * surprisal(0.9) + 0.9 * surprisal(0.1)),
                        "an average with its weights swapped: the surprise of 0.9 comes nine times in ten",
                    ),
                    (LN2 * 0.9 * surprisal(0.9), "the term of the right labels alone: add that of the wrong ones"),
                    (LN2 * 0.1 * surprisal(0.1), "the term of the wrong labels alone: add that of the right ones"),
                    (0.1, "the share of wrong labels: a loss is asked"),
                    (0.9, "the share of right labels: a loss is asked"),
                    (LN2 * entropy(smooth(0, 0.1)), "the floor for labels smoothed by 0.1: here one in ten is wrong"),
                ],
                hint="The floor is what the truth about a label costs those who know it: one label in ten is wrong.",
            ),
            Answer(
                "too_sure",
                LN2 * CE(COIN, BOLD),
                "nats",
                [
                    (LN2 * entropy(COIN), "the entropy: the score is the cross-entropy H(p, q)"),
                    (entropy(COIN), "the entropy, in bits: the cross-entropy is asked, in nats"),
                    (LN2 * CE(BOLD, COIN), "the cross-entropy with p and q swapped"),
                    (LN2 * D(COIN, BOLD), "the divergence: add the floor"),
                    (
                        LN2 * CE(STEEP, BOLD),
                        "an average with its weights swapped: the surprise of 0.99 comes nine times in ten",
                    ),
                    (LN2 * 0.9 * surprisal(0.99), "the term of the right labels alone: add that of the wrong ones"),
                    (LN2 * 0.1 * surprisal(0.01), "the term of the wrong labels alone: add that of the right ones"),
                    (LN2 * surprisal(0.99), "the loss on right labels alone: one in ten is wrong"),
                    (LN2 * surprisal(0.01), "the loss on wrong labels alone: nine in ten are right"),
                    (
                        LN2 * surprisal(BOLD).mean(),
                        "the plain mean of both losses: weight them with 0.9 and 0.1",
                    ),
                    (0.99, "a probability: a loss is asked"),
                ],
                hint="Labels come as before, nine right ones and a wrong one in ten: what does each cost this model?",
            ),
        ],
        "the floor is the entropy of the labels, and being surer than they are costs a divergence on top.",
        "What is the truth p about a label? Its entropy is the floor.",
        "p = (0.9, 0.1) in both. The floor is what p costs those who know it, the score what it costs a believer in "
        "(0.99, 0.01).",
        "floor and too_sure are exchanged",
    ),
    "07.4": Exercise(
        [
            Answer(
                "by_q",
                "d",
                mistakes=[
                    ("e", "the logarithm of the ratio, which is D without its weights: differentiate by qᵢ"),
                    ("c", "the slope of qᵢ by zⱼ, which is the second gap"),
                    *((letter, "the sum of the products: the first gap is the slope by qᵢ alone") for letter in "ab"),
                ],
            ),
            Answer(
                "by_z",
                "c",
                mistakes=[
                    ("d", "the slope of D by qᵢ, which is the first gap"),
                    ("e", "a logarithm: the second gap is the slope of qᵢ = exp(ln qᵢ)"),
                    *((letter, "the sum of the products: the second gap is the slope of qᵢ alone") for letter in "ab"),
                ],
            ),
            Answer(
                "result",
                "a",
                mistakes=[
                    ("b", "the result with the wrong sign: −Σᵢ pᵢ·([i = j] − qⱼ) is −pⱼ + qⱼ"),
                    *((letter, "one of the factors: multiply, and sum over i") for letter in "cd"),
                    ("e", "a logarithm: in the product of the two gaps qᵢ cancels, and no logarithm is left"),
                ],
            ),
        ],
        "it is what the page found for cross-entropy, though nothing here came from there.",
        "Choose among the letters a, b, c, d and e.",
        "In pᵢ·(ln pᵢ − ln qᵢ) only ln qᵢ changes with q. For the second gap, qᵢ has qᵢ times the slope of ln qᵢ.",
    ),
    "07.5": Exercise(
        [
            Answer(
                "estimate",
                LN2 * CE(DRAWN, MODEL),
                "nats",
                [
                    (LN2 * CE(COIN, MODEL), "the number on the page, in a world of 90 % dogs: count these labels"),
                    (LN2 * CE(DRAWN[::-1], MODEL), "an average with its weights swapped: seven of ten are dogs"),
                    (LN2 * CE(MODEL, DRAWN), "the cross-entropy with p and q swapped: the labels give the weights"),
                    (LN2 * 10 * CE(DRAWN, MODEL), "the sum over ten labels: take their mean"),
                    (LN2 * entropy(DRAWN), "the entropy of the counts: the surprises are the model's"),
                    (LN2 * entropy(MODEL), "the entropy of q: the labels give the weights"),
                    (LN2 * D(DRAWN, MODEL), "the divergence from the counts: the cross-entropy is asked"),
                    (LN2 * surprisal(MODEL).mean(), "the plain mean of both surprises: weight them with 0.7 and 0.3"),
                    (LN2 * surprisal(0.8), "the surprise at a dog alone: three of ten are cats"),
                    (LN2 * D(COIN, MODEL), "the divergence on the page, in a world of 90 % dogs"),
                ],
            ),
            Answer(
                "needed",
                "c",
                mistakes=[
                    ("a", "more of the same: labels make the average better, but D asks for p(y) beside each"),
                    ("b", "the gradient, which is the same for both and says nothing of H(p)"),
                    ("d", "nothing: D is the cross-entropy minus H(p), and H(p) is not in the labels' surprises"),
                ],
                hint="Choose among the letters a, b, c and d.",
            ),
            Answer(
                "parting",
                "d",
                mistakes=[
                    ("a", "a p that stands still: a one-hot label has H(p) = 0 and keeps it"),
                    ("b", "a p that stands still: H(p) is above 0, but training does not change it"),
                    ("c", "a p that stands still: its network is not trained"),
                ],
                hint="Choose among the letters a, b, c and d.",
            ),
        ],
        "labels and q give the cross-entropy; only p, or a p that moves, makes the divergence another matter.",
        "Average −ln q(y) over the ten labels. Then ask which of the two losses contains p(y), and whose p moves.",
        "A dog costs −ln 0.8, a cat −ln 0.2. Which of the two averages on the page has ln p(y) in it? And where does p "
        "depend on weights that training moves?",
    ),
}
# fmt: on
