"""What each exercise asks for, what wrong answers look like, and what to say: the data of `lib.exercises`.

No result is written down here: right and wrong numbers alike are computed by `lib`.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lib.codes import blocks, expected_length, huffman_lengths, kraft_sum
from lib.distributions import one_hot
from lib.measures import cross_entropy, entropy, kl_divergence, kl_terms, surprisal
from lib.training import smooth

TOLERANCE = 5e-4  # relative: four correct digits will do
LN2 = math.log(2)


class Answer(NamedTuple):
    """One thing that an exercise asks for: its name, the right value, and what wrong values look like.

    The value is a number, a list of numbers, a letter or a function; None where many lists are right.

    >>> Answer("used", 1.125, mistakes={"the sum of the lengths": 8}).unit
    ''
    """

    name: str
    value: Any = None
    unit: str = ""
    mistakes: dict = {}  # what it looks like -> the wrong value
    size: int | None = None  # how many numbers a list holds
    unchanged: str = ""  # the mistake in a function that the learner is to mend


class Exercise(NamedTuple):
    """The answers, why they are right, and hints for wrong ones that look like no known mistake.

    exchanged: what to say of the right numbers in the wrong order. judge: called with all answers once those
    that have a value are right; returns what is still wrong, or None.

    >>> [answer.name for answer in EXERCISES["01.2"].answers]
    ['bits', 'nats']
    """

    answers: list[Answer]
    because: str
    hint: str = ""
    strong_hint: str = ""
    exchanged: str = "the numbers are right, but in the wrong order"
    judge: Callable = lambda *answers: None


def usual_mistakes(value, unit):
    """Return the mistakes that every number invites: what they look like, and their values.

    >>> usual_mistakes(1.0, "")
    {'the right number with the wrong sign': -1.0, 'a percentage: leave out the factor 100': 100.0}
    """
    value = np.asarray(value, dtype=float)[()]  # a list is scaled number by number
    mistakes = {
        "the right number with the wrong sign": -value,
        "a percentage: leave out the factor 100": 100 * value,
    }
    if unit:
        other, to_other, base, to_log10 = {
            "bits": ("nats", LN2, "log₂", math.log10(2)),
            "nats": ("bits", 1 / LN2, "the natural logarithm", math.log10(math.e)),
        }[unit]
        mistakes |= {
            f"the answer in {other}: for {unit} take {base}": to_other * value,
            f"a conversion the wrong way round: one bit is {LN2:.6f} nats": to_other**2 * value,
            f"a logarithm to base 10: for {unit} take {base}": to_log10 * value,
        }
    return mistakes


SWAPPED = "the divergence with p and q swapped"
SIZES = "the sum of the sizes of the terms: negative terms must count as negative"
DIFFERENCE = "H(q) − H(p): each entropy averages under its own distribution, but both averages must use p"
MIXED = "a mixture of bits and nats: both logarithms must have the same base"
NUMBERS_LIKE_KL = {
    SWAPPED: lambda p, q: kl_divergence(q, p),
    SIZES: lambda p, q: abs(kl_terms(p, q)).sum(),
    "the cross-entropy H(p, q): subtract H(p)": cross_entropy,
    "the entropy H(p) alone: the divergence compares p with q": lambda p, q: entropy(p),
    "the sum of the log ratios: weight each of them with p": lambda p, q: (surprisal(q) - surprisal(p)).sum(),
    "the mean of the terms: take their sum": lambda p, q: kl_terms(p, q).mean(),
}
FUNCTIONS_LIKE_KL = NUMBERS_LIKE_KL | {
    DIFFERENCE: lambda p, q: entropy(q) - entropy(p),
    MIXED: lambda p, q: cross_entropy(p, q, base=math.e) - entropy(p),
    "the divergence with the wrong sign": lambda p, q: -kl_divergence(p, q),
    "Σ q·log₂(p/q): the weights must be p": lambda p, q: -kl_divergence(q, p),
    "the divergence in nats: for bits take log₂": lambda p, q: kl_divergence(p, q, base=math.e),
}


def _divergence(name, p, q, mistakes=None):
    """D(p||q) in bits, with the mistakes that every divergence invites."""
    value = kl_divergence(p, q)
    usual = {looks_like: wrong(p, q) for looks_like, wrong in NUMBERS_LIKE_KL.items()}
    if math.isclose(value, usual[SWAPPED]):
        del usual[SWAPPED]  # nobody can see a swap that changes nothing
    return Answer(name, value, "bits", usual | (mistakes or {}))


def _bits_and_nats(value, mistakes, unitless=None):
    """The same quantity in both units, with the same mistakes; some of them have no unit."""
    in_nats = {looks_like: LN2 * wrong for looks_like, wrong in mistakes.items()}
    return [
        Answer("bits", value, "bits", mistakes | (unitless or {})),
        Answer("nats", LN2 * value, "nats", in_nats | (unitless or {})),
    ]


def _coin_with_half_a_bit():
    low, high = 0.0, 0.5
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if entropy([middle, 1 - middle]) < 0.5 else (low, middle)
    return low


def _gap_of_three_bits(q):
    try:
        gap, swapped = kl_divergence([1, 0], q), kl_divergence([0, 1], q)
    except ValueError as error:
        return f"this is no distribution. {error}"
    if math.isclose(gap, 3, rel_tol=TOLERANCE):
        return None
    if math.isclose(swapped, 3, rel_tol=TOLERANCE):
        return "`q` looks swapped: the dog comes first"
    if math.isclose(LN2 * gap, 3, rel_tol=TOLERANCE):
        return "`q` looks like the answer in nats: 3 bits are asked"
    return f"the gap of this q is {gap:.6g} bits: make q(dog) {'smaller' if gap < 3 else 'larger'}"


def _equal_directions(p, q):
    try:
        forward, backward = kl_divergence(p, q), kl_divergence(q, p)
    except ValueError as error:
        return f"one of them is no distribution. {error}"
    if np.allclose(p, q, atol=1e-6):
        return "p and q are the same, and so both divergences are 0: find two that differ"
    if np.allclose(p, FAIR, atol=1e-6) or np.allclose(q, FAIR, atol=1e-6):
        return "one of them is fair, and neither may be"
    if not math.isclose(forward, backward, rel_tol=1e-9):
        return (
            f"D(p‖q) is {forward:.6g} and D(q‖p) is {backward:.6g} bits: "
            "which change of p leaves every number in the sum as it is, and only moves it?"
        )
    return None


def _repaired_by_one(_, lengths):
    if not np.all((lengths >= 1) & (lengths <= 1000) & (lengths == np.round(lengths))):
        return "`repaired` must hold whole numbers, at least 1"
    used = kraft_sum(lengths.astype(int))
    if used > 1:
        return f"`repaired` uses {used:.6g} of the room, more than there is: lengthen another one"
    if sum(abs(np.sort(lengths) - LENGTHS)) != 1:
        return "a code with the lengths in `repaired` exists, but less will do: change one length by one bit"
    return None


COIN, FAIR, BENT, STEEP = [0.9, 0.1], [1 / 2, 1 / 2], [1 / 4, 3 / 4], [0.1, 0.9]
SKEWED, UNIFORM, SHUFFLED = [1 / 2, 1 / 4, 1 / 8, 1 / 8], [1 / 4] * 4, [1 / 8, 1 / 2, 1 / 4, 1 / 8]
Q_RIGHT = np.array([0.5, 0.25, 0.9, 0.99])  # of the batch in notebook 03
MIXED_TRUTH, UNSURE, TOO_SURE = [0.8, 0.2], [0.7, 0.3], [0.9, 0.1]
SURE, CONFIDENT = 0.999, [0.99, 0.01]
LENGTHS = [1, 2, 2, 3]
LOW = _coin_with_half_a_bit()
N = np.arange(1, 9)
BLOCKS = [blocks(COIN, n) for n in range(1, 9)]
PER_BLOCK = np.array([expected_length(block, huffman_lengths(block)) for block in BLOCKS])
UNWEIGHTED = np.array([huffman_lengths(block).mean() for block in BLOCKS])
ROUNDED_UP = np.array([expected_length(block, np.ceil(surprisal(block)).astype(int)) for block in BLOCKS])
SMOOTH = {classes: smooth(0, 0.1, classes=classes) for classes in (2, 3, 10)}


def _smooth_entropy(name, classes):
    label = SMOOTH[classes]
    others = np.r_[0.9, np.full(classes - 1, 0.1 / (classes - 1))]
    return Answer(
        name,
        entropy(label, base=math.e),
        "nats",
        {
            "0, the entropy of a hard label: the smoothed one is not certain": entropy(one_hot(0, classes)),
            "the entropy with 0.1 shared by the wrong classes alone: the right class gets 0.1/K too": entropy(
                others, base=math.e
            ),
            "the entropy for 2 classes": entropy(SMOOTH[2], base=math.e),
            "the entropy of the uniform label": math.log(classes),
            "the surprise of the right class alone: average over all classes": surprisal(label[0], base=math.e),
        },
    )


def _logit_gap(name, classes):
    right, wrong = SMOOTH[classes][:2]
    return Answer(
        name,
        math.log(right / wrong),
        "nats",
        {
            "the ratio of the probabilities: the logits differ by its logarithm": right / wrong,
            "the difference of the probabilities: logits are logarithms": right - wrong,
            "0.9 in place of the right probability: the right class gets 0.1/K too": math.log(0.9 / wrong),
            "ln q of the right class alone: subtract that of another class": math.log(right),
            "the gap for hard labels: smoothed ones are reached with finite logits": math.inf,
        },
    )


EXERCISES = {
    "00.3": Exercise(
        [Answer("q", size=2)],
        "each halving of q(dog) costs one bit, so three halvings from certainty cost three.",
        judge=_gap_of_three_bits,
    ),
    "01.1": Exercise(
        [
            Answer(
                "answer",
                surprisal(1 / 52),
                "bits",
                {
                    "the probability of the card: its surprise is −log₂ of that": 1 / 52,
                    "the surprise of the suit alone: add that of the rank": surprisal(1 / 4),
                    "the surprise of the rank alone: add that of the suit": surprisal(1 / 13),
                    "the two surprises multiplied: it is the probabilities that multiply": surprisal(1 / 4)
                    * surprisal(1 / 13),
                    "the number of cards: take its logarithm": 52,
                },
            )
        ],
        "surprises of independent events add up, log₂ 4 for the suit and log₂ 13 for the rank.",
        "How probable is one card of 52? Its surprise is −log₂ of that.",
        "Take `surprisal` of one suit in 4 and of one rank in 13, and add the two.",
    ),
    "01.2": Exercise(
        _bits_and_nats(
            entropy(COIN),
            {
                "the surprise of heads alone: average it with that of tails": surprisal(0.9),
                "the surprise of tails alone: average it with that of heads": surprisal(0.1),
                "the sum of the surprises: weight each with its probability": surprisal(COIN).sum(),
                "the plain mean of the surprises: weight each with its probability": surprisal(COIN).mean(),
                "the share of heads alone: add that of tails": 0.9 * surprisal(0.9),
                "the share of tails alone: add that of heads": 0.1 * surprisal(0.1),
            },
        ),
        "it is the average surprise of heads and tails, and one bit is ln 2 nats.",
        "Weight the surprise of each side with its probability, and add.",
        "It is −0.9·log 0.9 − 0.1·log 0.1, with log₂ for bits and ln for nats.",
        "bits and nats are exchanged",
    ),
    "01.3": Exercise(
        [
            Answer(
                "low",
                LOW,
                mistakes={
                    "half the probability of the fair coin, whose entropy is not half": 1 / 4,
                    "the entropy: the probability of heads is asked": 1 / 2,
                    "the other coin: `low` is the smaller probability": 1 - LOW,
                },
            ),
            Answer(
                "high",
                1 - LOW,
                mistakes={
                    "the middle between the fair coin and certainty: the curve is no straight line": 3 / 4,
                    "the entropy: the probability of heads is asked": 1 / 2,
                    "the other coin: `high` is the larger probability": LOW,
                },
            ),
        ],
        "the curve is the same on both sides, and steep near its ends, so half a bit is reached far out.",
        "Put the slider where the curve is at 0.5, then try its neighbours with `entropy([x, 1 - x])`.",
        "The two are mirror images, high = 1 − low. For low, halve an interval again and again, as you would "
        "look up a word: entropy rises from 0 at x = 0 to 1 at x = 0.5.",
        "low and high are exchanged",
    ),
    "02.1": Exercise(
        [
            _divergence("forward", FAIR, BENT, {DIFFERENCE: entropy(BENT) - entropy(FAIR)}),
            _divergence("backward", BENT, FAIR),
        ],
        "swapping the two changes whose coin is tossed, and with it the weights.",
        "Add p·log₂(p/q) for heads and for tails: one of the two is negative.",
        "Forward is ½·log₂(½ / ¼) + ½·log₂(½ / ¾). Backward has the weights ¼ and ¾, and each ratio upside down.",
        "p and q are swapped: forward is D of the belief from the fair coin",
    ),
    "02.2": Exercise(
        [
            _divergence(name, p, q, {"0, which would mean that the two are the same": 0.0})
            for name, p, q in [("forward", SKEWED, UNIFORM), ("backward", UNIFORM, SKEWED)]
        ],
        "the directions may differ but need not, so one example with equal ones proves nothing.",
        "Add p·log₂(p/q) over the four outcomes: all the ratios are powers of two.",
        "Forward is ½·1 + ¼·0 + ⅛·(−1) + ⅛·(−1). Backward has the weights ¼, and each logarithm its sign changed.",
    ),
    "02.3": Exercise(
        [
            Answer(name, kl_divergence, mistakes=FUNCTIONS_LIKE_KL, unchanged=mistake)
            for name, mistake in [("first", DIFFERENCE), ("second", SIZES), ("third", MIXED)]
        ],
        "all three now give D(p‖q) in bits, and 0 where p = q.",
        "Test it with p = q first, then compare it with `kl_divergence(p, q)`.",
        "Hold it against Equation 4, term by term: p(x), times log₂ of p(x)/q(x), and nothing else.",
    ),
    "02.4": Exercise(
        [Answer("my_kl", kl_divergence, mistakes=FUNCTIONS_LIKE_KL)],
        "it is D(p‖q) in bits, 0 where p = q, with zeros in p and infinity where the formula has them.",
        "Add p(x)·log₂(p(x)/q(x)) over all x.",
        "Go through `zip(p, q)`: leave out where p is 0, return `math.inf` where only q is 0, add the other terms.",
    ),
    "03.1": Exercise(
        _bits_and_nats(
            surprisal(0.1),
            {
                "the loss for a dog: the picture is a cat": surprisal(0.9),
                "the entropy of q: only the right class counts": entropy(COIN),
                "the sum of both surprises: only the right class counts": surprisal(COIN).sum(),
            },
            {
                "the probability of the cat: the loss is −log of it": 0.1,
                "a probability, q(dog) or the error: the loss is −log q(cat)": 0.9,
            },
        ),
        "the loss is −log q of the right class, and the cat got only 0.1.",
        "Which class is right, and what probability did it get?",
        "The cat got 1 − 0.9. Take −log₂ of that for bits, −ln for nats.",
        "bits and nats are exchanged",
    ),
    "03.2": Exercise(
        _bits_and_nats(
            surprisal(Q_RIGHT).mean(),
            {
                "the sum of the losses: divide it by their number": surprisal(Q_RIGHT).sum(),
                "−log of the mean probability: average the losses, not the probabilities": surprisal(
                    Q_RIGHT.mean()
                ),
                "the median of the losses: the mean is asked": float(np.median(surprisal(Q_RIGHT))),
            },
            {
                "the mean probability: a loss is asked, −log of each": Q_RIGHT.mean(),
                "the mean error 1 − q: the loss is −log q": (1 - Q_RIGHT).mean(),
            },
        ),
        "the loss of a batch is the mean of its losses, and the second picture dominates it.",
        "Take the loss of each picture first, then their mean.",
        "It is `np.mean(surprisal(q_right))`; for nats multiply by ln 2.",
        "bits and nats are exchanged",
    ),
    "03.3": Exercise(
        [
            Answer(
                "first_loss",
                surprisal(1 / 10, base=math.e),
                "nats",
                {
                    "the probability of each class: the loss is −ln of it": 1 / 10,
                    "the error 1 − q: the loss is −ln q": 9 / 10,
                    "the number of classes: take its logarithm": 10,
                    "the loss with 2 classes: here are 10": surprisal(1 / 2, base=math.e),
                    "the sum over all classes: only the right one counts": 10 * surprisal(1 / 10, base=math.e),
                    "a mean over all classes: only the right one counts": surprisal(1 / 10, base=math.e) / 10,
                },
            )
        ],
        "whatever the label is, its class got 1/10, so every picture costs ln 10.",
        "What probability does each of the ten classes get?",
        "The right class gets 1/10, whichever it is: take −ln of that.",
    ),
    "04.1": Exercise(
        [
            Answer(
                "answer",
                2.0**-5,
                mistakes={
                    "2⁵: the probability is 2⁻⁵": 2**5,
                    "e⁻⁵, which costs 5 nats: bits are asked": math.exp(-5),
                    "10⁻⁵: one bit is a factor of 2": 1e-5,
                    "1/5: one more bit is a halving": 1 / 5,
                    "a tenth, as if the cost were proportional: each bit is a halving": 1 / 10,
                    "the cost: a probability is asked": 5,
                    "q(cat): the probability of the dog is asked": 1 - 2.0**-5,
                },
            )
        ],
        "each bit is a halving, and five halvings of 1 give 1/32.",
        "Each halving of q(dog) costs one more bit, beginning with q = 1 at no cost.",
        "Solve −log₂ q = 5 for q: it is a power of two.",
    ),
    "04.2": Exercise(
        [
            _divergence(
                name,
                MIXED_TRUTH,
                q,
                {
                    "the loss for a picture that is surely a dog: here one in five is a cat": surprisal(q[0]),
                    "the term of the dogs alone: add that of the cats": kl_terms(MIXED_TRUTH, q)[0],
                    "a probability: its cost in bits is asked": q[0],
                },
            )
            for name, q in [("unsure", UNSURE), ("too_sure", TOO_SURE)]
        ],
        "what is taken from the rarer class is a larger part of it, so being too sure costs more.",
        "Both classes occur: add the terms of dog and of cat, weighted with 0.8 and 0.2.",
        "It is `kl_divergence([0.8, 0.2], [0.7, 0.3])`, and the same with 0.9 and 0.1.",
        "the two are exchanged: unsure is q(dog) = 0.7",
    ),
    "04.3": Exercise(
        [
            Answer(
                "slope_over_q",
                -1.0,
                "nats",
                {
                    "the slope over the logit: over q it is −1/q": 0.0,
                    "the slope at 0.999: it is asked at q = 1": -1 / SURE,
                },
            ),
            Answer(
                "slope_over_z",
                SURE - 1,
                "nats",
                {
                    "the slope over q, −1/q: over the logit it is q − p": -1 / SURE,
                    "q alone: subtract p, which is 1": SURE,
                    "−q: it is q − p": -SURE,
                    "q·(1 − q), which tells how q changes with z: multiply by the slope over q": SURE * (1 - SURE),
                    "0, the slope at q = 1: it is asked at 0.999": 0.0,
                },
            ),
        ],
        "over q the slope is −1/q and does not vanish, over the logit it is q − p and does.",
        "For the first, differentiate −ln q; the second has the simple form of the last explorer.",
        "The slopes are −1/q at q = 1, and q − p with q = 0.999 and p = 1.",
        "the two slopes are exchanged",
    ),
    "05.1": Exercise(
        [
            _divergence("direct", FAIR, STEEP),
            Answer(
                "detour",
                kl_divergence(FAIR, BENT) + kl_divergence(BENT, STEEP),
                "bits",
                {
                    "the first half of the detour: add D(r‖q)": kl_divergence(FAIR, BENT),
                    "the second half of the detour: add D(p‖r)": kl_divergence(BENT, STEEP),
                    "the way back, D(q‖r) + D(r‖p)": kl_divergence(STEEP, BENT) + kl_divergence(BENT, FAIR),
                    "D(p‖r) + D(q‖r): the second half goes from r to q": kl_divergence(FAIR, BENT)
                    + kl_divergence(STEEP, BENT),
                    "D(r‖p) + D(r‖q): the first half goes from p to r": kl_divergence(BENT, FAIR)
                    + kl_divergence(BENT, STEEP),
                    "the mean of the two halves: a way is their sum": (
                        kl_divergence(FAIR, BENT) + kl_divergence(BENT, STEEP)
                    )
                    / 2,
                    "a sum of cross-entropies: it is divergences that are asked": cross_entropy(FAIR, BENT)
                    + cross_entropy(BENT, STEEP),
                },
            ),
        ],
        "the detour is shorter than the direct way, which no distance allows.",
        "Compute three divergences in bits: from p to q, from p to r, from r to q.",
        "They are `kl_divergence(p, q)`, and `kl_divergence(p, r) + kl_divergence(r, q)`.",
        "direct and detour are exchanged: that the detour is shorter is just the point",
    ),
    "05.2": Exercise(
        [Answer("p", size=2), Answer("q", size=2)],
        "swapping p and q is here the same as renaming the outcomes, and names do not matter.",
        judge=_equal_directions,
    ),
    "05.3": Exercise(
        [
            Answer(
                "first",
                "b",
                mistakes={
                    "the fraction in D itself: the minus sign turns it over": "a",
                    "a probability without a fraction: the logarithm in D has one": "c",
                    "a probability without a fraction. The logarithm in D has one": "d",
                },
            ),
            Answer(
                "second",
                "b",
                mistakes={
                    "another fraction than the first gap should have: both are the x of the fact": "a",
                    "a probability: ln x ≤ x − 1 has the same x on both sides": "c",
                    "a probability. The fact ln x ≤ x − 1 has the same x on both sides": "d",
                },
            ),
            Answer(
                "third",
                "d",
                mistakes={
                    "p(x) times p(x)/q(x), but the fraction is turned over": "a",
                    "the fraction before it is multiplied by p(x)": "b",
                    "the denominator: p(x) cancels": "c",
                },
            ),
        ],
        "−ln(p/q) is ln(q/p), the fact takes the logarithm away, and p(x) cancels.",
        "Begin with −ln(a/b) = ln(b/a).",
        "The first two gaps are the x of the fact; for the third, multiply it by p(x).",
    ),
    "06.1": Exercise(
        [
            Answer(
                "used",
                kraft_sum(LENGTHS),
                mistakes={
                    "the sum of the lengths: each takes 2⁻ᴸ of the room": sum(LENGTHS),
                    "the mean of the lengths: each takes 2⁻ᴸ of the room": float(np.mean(LENGTHS)),
                    "the sum of 2ᴸ: the exponent is negative": sum(2**length for length in LENGTHS),
                    "the sum without the second 2: every codeword takes room": kraft_sum([1, 2, 3]),
                    "what is used beyond 1: the whole sum is asked": kraft_sum(LENGTHS) - 1,
                    "what the repaired code uses: take the proposed lengths": kraft_sum([1, 2, 3, 3]),
                },
            ),
            Answer("repaired", size=4),
        ],
        "the shares 2⁻ᴸ summed to more than 1, and with one codeword a bit longer they no longer do.",
        "A codeword of length L takes the share 2⁻ᴸ of the room: add the four shares.",
        "It is `kraft_sum([1, 2, 2, 3])`, one eighth too much; find the change of one length that saves an eighth.",
        judge=_repaired_by_one,
    ),
    "06.2": Exercise(
        [
            Answer(
                "rates",
                PER_BLOCK / N,
                "bits",
                {
                    "bits per block: divide by the number of symbols in it": PER_BLOCK,
                    "the entropy, which the codes approach but never reach": np.full(8, entropy(COIN)),
                    "plain means of the lengths: weight each with the probability of its block": UNWEIGHTED / N,
                    "surprises rounded up: Huffman's lengths are shorter": ROUNDED_UP / N,
                },
                size=8,
            )
        ],
        "longer blocks help on the whole, but from 6 to 7 symbols the rate rises.",
        "For each n, find the expected length of a Huffman code for `blocks([0.9, 0.1], n)`, and divide by n.",
        "In a loop over `range(1, 9)`: `expected_length(block, huffman_lengths(block)) / n`.",
    ),
    "06.3": Exercise(
        [
            Answer(
                name,
                cross_entropy(p, q),
                "bits",
                {
                    "the cross-entropy with p and q swapped": cross_entropy(q, p),
                    "the entropy: the lengths come from the other distribution": entropy(p),
                    "the divergence: add the entropy": kl_divergence(p, q),
                    "the sum of the lengths: weight each with its probability": surprisal(q).sum(),
                },
            )
            for name, p, q in [("forward", SKEWED, SHUFFLED), ("backward", SHUFFLED, SKEWED)]
        ],
        "the weights come from the first distribution and the lengths from the second.",
        "Take the lengths −log₂ of the second distribution, and weight them with the first.",
        "The lengths for q are 3, 1, 2, 3, and those for p are 1, 2, 3, 3.",
        "p and q are swapped: in H(p, q) the weights are p",
    ),
    "07.1": Exercise(
        [_smooth_entropy("three", 3), _smooth_entropy("ten", 10)],
        "no model can score less than the entropy of the labels, and that grows with the number of classes.",
        "Write the label down first: the right class has 0.9 + 0.1/K, every other one 0.1/K.",
        "It is `entropy(smooth(0, 0.1, classes=3), base=math.e)`, and the same for 10.",
        "three and ten are exchanged",
    ),
    "07.2": Exercise(
        [_logit_gap("two", 2), _logit_gap("ten", 10)],
        "the difference of two logits is the logarithm of the ratio of their probabilities.",
        "Softmax makes probabilities in the ratio e to the difference of the logits.",
        "It is ln of q(right)/q(other), where q(right) is 0.9 + 0.1/K and q(other) is 0.1/K.",
        "two and ten are exchanged",
    ),
    "07.3": Exercise(
        [
            Answer(
                "floor",
                entropy(COIN, base=math.e),
                "nats",
                {
                    "0: with wrong labels no model gets there": 0.0,
                    "the loss on the right labels alone: average it with that on the wrong ones": surprisal(
                        0.9, base=math.e
                    ),
                    "the loss on the wrong labels alone: average it with that on the right ones": surprisal(
                        0.1, base=math.e
                    ),
                    "the share of wrong labels: a loss is asked": 0.1,
                    "the share of right labels: a loss is asked": 0.9,
                },
            ),
            Answer(
                "too_sure",
                cross_entropy(COIN, CONFIDENT, base=math.e),
                "nats",
                {
                    "the entropy: the score is the cross-entropy H(p, q)": entropy(COIN, base=math.e),
                    "the cross-entropy with p and q swapped": cross_entropy(CONFIDENT, COIN, base=math.e),
                    "the divergence: add the floor": kl_divergence(COIN, CONFIDENT, base=math.e),
                    "the loss on the right labels alone: one label in ten is wrong": surprisal(0.99, base=math.e),
                    "the loss on the wrong labels alone: nine labels in ten are right": surprisal(
                        0.01, base=math.e
                    ),
                    "the plain mean of both losses: weight them with 0.9 and 0.1": surprisal(
                        CONFIDENT, base=math.e
                    ).mean(),
                    "the entropy in bits: the cross-entropy in nats is asked": entropy(COIN),
                },
            ),
        ],
        "the floor is the entropy of the labels, and whoever is surer than the truth pays a divergence on top.",
        "What is the truth p of a label, given the class? Its entropy is the floor.",
        "The floor is H(0.9, 0.1); the second is the cross-entropy of (0.99, 0.01) under (0.9, 0.1).",
        "floor and too_sure are exchanged",
    ),
}
