"""Wrong answers that students really give to the exercises, and what `check` must say of each.

For each exercise, rows of: a list of what is given to `check` after the number, and then words, each of which the
verdict must contain. Where two mistakes lead to one number, both are named, so both stand here.
"""

import math

import numpy as np

from lib import cross_entropy, entropy, kl_divergence


def stops_at_a_zero(p, q):
    total = 0
    for a, b in zip(p, q):
        if a == 0:
            break
        if b == 0:
            return math.inf
        total += a * math.log2(a / b)
    return total


WRONG_ANSWERS = {
    # --- 00
    "00.3": [
        ([[0.5, 0.5]], "the gap of this q is 1 bit: make q(dog) smaller"),
        ([[0.25, 0.75]], "2 bits: make q(dog) smaller"),
        ([[1 / 3, 2 / 3]], "make q(dog) smaller"),  # a third for three
        ([[0.05, 0.95]], "make q(dog) larger"),
        ([[0, 1]], "infinite: make q(dog) larger"),
        ([[0.875, 0.125]], "looks swapped: the dog comes first"),
        ([[math.exp(-3), 1 - math.exp(-3)]], "in nats"),
        ([[0.125, 0.125]], "no distribution", "sums to 0.25"),
        ([[3, 0]], "a probability lies between 0 and 1"),
        ([[12.5, 87.5]], "a probability lies between 0 and 1"),
    ],
    # --- 01
    "01.1": [
        ([1 / 52], "the probability of the card"),
        ([52], "the number of cards"),
        ([2], "the suit alone"),
        ([math.log2(13)], "the rank alone"),
        ([2 * math.log2(13)], "they add up"),
        ([math.log(52)], "in nats"),
        ([math.log10(52)], "base 10"),
        ([-math.log2(52)], "wrong sign"),
        ([math.log2(52) / 52], "times its probability"),
        ([math.log2(51)], "one of 52 cards"),
        ([6], "rounded too much"),
    ],
    "01.2": [
        ([0.415037, 0.287682], "heads alone"),
        ([2, 1.386294], "tails alone"),
        ([2.415037, 1.673976], "the sum of the surprises"),
        ([1.207519, 0.836988], "the plain mean"),
        ([1.603759, 1.111641], "weights swapped"),
        ([0.5, 0.346574], "the share of tails alone"),
        ([0.468996, 0.325083], "the coin further up"),
        ([0.811278, 0.811278], "`bits` is right", "in bits"),
        ([0.811278, 0.811278 / math.log(2)], "the wrong way round"),
        ([0.562335, 0.811278], "exchanged"),
        ([-0.811278, -0.562335], "wrong sign"),
        ([0.811278, 0.244219], "base 10"),
    ],
    "01.3": [
        ([0.25, 0.75], "half the entropy is not half the probability"),
        ([0.5, 0.5], "the probability of heads is asked"),
        ([0.889972, 0.110028], "exchanged"),
        ([0.1997, 0.8003], "half a *nat*"),
        ([2**-0.5, 1 - 2**-0.5], "*surprise* is half a bit"),
        ([1 - 2**-0.5, 2**-0.5], "*surprise* is half a bit"),
        ([0.1, 0.9], "rounded too much: give it to 4 decimals"),
        ([1 / 9, 8 / 9], "`low` is not right. Put the slider"),
        ([0.110028, 0.110028], "`low` is right", "the other coin"),
        ([0.110028, 0.75], "`low` is right", "the curve is no straight line"),
    ],
    "01.4": [
        ([5, 1 / 5], "the number of outcomes"),
        ([2.5, 1 / 5], "half of the outcomes"),
        ([1, 1 / 5], "1 bit, the largest entropy of two outcomes"),
        ([2, 1 / 5], "4 outcomes"),
        ([3, 1 / 5], "three whole questions"),
        ([math.log2(5) / 5, 1 / 5], "one term alone"),
        ([math.log(5), 1 / 5], "in nats"),
        ([math.log2(5), 1 / 2], "`largest` is right", "the fair coin's"),
        ([math.log2(5), 1 / math.e], "a single area"),
        ([math.log2(5), 1], "sum to 1"),
    ],
    # --- 02
    "02.1": [
        ([0.188722, 0.207519], "p and q are swapped"),
        ([-0.188722, -0.207519], "H(q) − H(p)", "or like the sum of q·log₂(p/q)"),
        ([0.207519, -0.207519], "the weights change as well"),
        ([0.5, 0.438722], "the sum of the positive terms"),
        ([0.792481, 0.688722], "negative terms must count as negative"),
        ([1.207519, 1], "the cross-entropy"),
        ([1, 0.811278], "the entropy H(p) alone"),
        ([0.415037, -0.415037], "the sum of the log ratios"),
        ([0.103759, 0.094361], "the mean of the terms"),
        ([0.143841, 0.130812], "in nats"),
        ([-0.207519, -0.188722], "wrong sign"),
        ([0.207519, 0.207519], "`forward` is right", "p and q swapped"),
    ],
    "02.2": [
        ([0, 0], "the divergence of a distribution from itself"),
        ([0.25, -0.25], "both look like H(q) − H(p)", "accident"),
        ([-0.25, 0.25], "wrong sign"),
        ([0.75, 0.75], "negative terms must count as negative"),
        ([0.5, 0.5], "the sum of the positive terms"),
        ([2, 2.25], "the cross-entropy"),
        ([1.75, 2], "the entropy H(p) alone"),
        ([-1, 1], "the sum of the log ratios"),
        ([0.0625, 0.0625], "the mean of the terms"),
        ([0.173287, 0.173287], "in nats"),
    ],
    "02.3": [
        ([lambda p, q: entropy(p) - entropy(q), kl_divergence, kl_divergence], "H(p) − H(q)"),
        ([cross_entropy, kl_divergence, kl_divergence], "the cross-entropy H(p, q): subtract H(p)"),
        ([lambda p, q: cross_entropy(p, q) - entropy(q), kl_divergence, kl_divergence], "subtract H(p)"),
        ([lambda p, q: abs(entropy(q) - entropy(p)), kl_divergence, kl_divergence], "it gives 0.531004, not 0.736966"),
        (
            [kl_divergence, lambda p, q: sum(a * abs(math.log2(a / b)) for a, b in zip(p, q)), kl_divergence],
            "`first` is right, but `second` looks like the sum of the sizes",
        ),
        (
            [kl_divergence, lambda p, q: sum(b * math.log2(a / b) for a, b in zip(p, q)), kl_divergence],
            "the weights must be p",
        ),
        (
            [kl_divergence, lambda p, q: abs(sum(b * math.log2(a / b) for a, b in zip(p, q))), kl_divergence],
            "p and q swapped",
        ),
        ([kl_divergence, kl_divergence, lambda p, q: kl_divergence(p, q, base=math.e)], "in nats"),
        (
            [kl_divergence, kl_divergence, lambda p, q: sum(math.log2(a) - math.log2(b) for a, b in zip(p, q))],
            "the sum of the log ratios",
        ),
    ],
    "02.4": [
        ([stops_at_a_zero], "p = 0 counts as 0, and the terms after it still count"),
        ([lambda p, q: sum(a * math.log2(a / b) for a, b in zip(p, q))], "math domain error", "p = 0 counts as 0"),
        ([lambda p, q: sum(p * np.log2(p / q))], "nan"),
        (
            [lambda p, q: sum(a * math.log2(a / b) for a, b in zip(p, q) if a > 0)],
            "ZeroDivisionError",
            "q = 0 where p is not 0 costs infinitely much",
        ),
        (
            [lambda p, q: sum(a * math.log2(a / b) for a, b in zip(p, q) if a > 0 and b > 0)],
            "q = 0 where p is not 0 costs infinitely much",
        ),
        ([lambda p, q: math.inf if 0 in q else kl_divergence(p, q)], "also where q = 0"),
        ([lambda p, q: sum(a * math.log2((a + 1e-12) / (b + 1e-12)) for a, b in zip(p, q))], "not inf"),
        ([lambda p, q: kl_divergence(p, q, base=math.e)], "in nats"),
        ([lambda p, q: kl_divergence(q, p)], "p and q swapped"),
        ([cross_entropy], "the cross-entropy"),
        ([lambda p, q: print(end="")], "None: nothing was computed, or nothing returned"),
    ],
    "02.5": [
        ([0.122191], "the extra bits of a single day"),
        ([466.824], "the cross-entropy"),
        ([422.225], "the entropy H(p) alone"),
        ([84.750], "what snowy days cost"),
        ([206.0], "the whole length of the snowy days"),
        ([365 * kl_divergence([0.75, 0.23, 0.02], [0.7, 0.2, 0.1])], "p and q swapped"),
        ([30.914], "in nats"),
        ([124.9], "negative terms must count as negative"),
        ([365 * (entropy([0.75, 0.23, 0.02]) - entropy([0.7, 0.2, 0.1]))], "H(q) − H(p)"),
        ([45], "rounded too much"),
    ],
    "02.6": [
        (["a", "b", "a", "c"], "D(p‖q) as derived above"),
        (["a", "a", "b", "d"], "now days come as q says"),
        (["b", "b", "a", "c"], "`weight` is right", "the believer expects p"),
        (["b", "a", "a", "d"], "the believer's surprise"),
        (["b", "a", "b", "c"], "upside down"),
        (["b", "a", "b", "a"], "half of the ratio"),
        (["c", "a", "b", "d"], "the weights are probabilities"),
        (["b", "d", "b", "d"], "−log of one probability"),
    ],
    # --- 03
    "03.1": [
        ([0.152003, 0.105361], "the picture is a cat"),
        ([0.1, 0.1], "q(cat)"),
        ([0.9, 0.9], "q(dog) or the error"),
        ([0.468996, 0.325083], "the entropy of q"),
        ([3.473931, 2.407946], "the sum over both classes"),
        ([1.736966, 1.203973], "the mean over both classes"),
        ([0.332193, 0.230259], "weighted with q(cat)"),
        ([-3.321928, -2.302585], "wrong sign"),
        ([2.302585, 3.321928], "exchanged"),
        ([3.321928, 4.792530], "the wrong way round"),
        ([1, 1], "base 10"),
    ],
    "03.2": [
        ([3.166503, 2.194852], "the sum of the losses"),
        ([0.599462, 0.415515], "−log of the mean probability"),
        ([0.66, 0.66], "the mean probability"),
        ([0.34, 0.34], "the mean error"),
        ([0.576001, 0.399254], "the median"),
        ([2, 1.386294], "the worst picture alone"),
        ([1.151158, 0.797922], "weighted with q"),
        ([0.548713, 0.791626], "exchanged"),
        ([0.791626, 0.791626], "`bits` is right", "in bits"),
        ([-0.791626, -0.548713], "wrong sign"),
    ],
    "03.3": [
        ([0.1], "the probability of each class"),
        ([0.9], "the error"),
        ([10], "the number of classes"),
        ([math.log2(10)], "in bits"),
        ([1], "undecided between two classes", "or like a logarithm to base 10"),
        ([math.log(2)], "2 classes"),
        ([10 * math.log(10)], "the sum over all classes"),
        ([math.log(10) / 10], "the mean over all classes"),
        ([-math.log(10)], "wrong sign"),
        ([2.3], "rounded too much"),
    ],
    "03.4": [
        ([1, -2.6, 0.973403], "`z_dog` looks like the sum without its bias"),
        ([2.3, -1.1, 0.967705], "taken the wrong way", "or like a sum with h₂ = +0.6"),
        ([2.3, 0.9, 0.802184], "h₂ = +0.6: it is negative"),
        ([-2.7, 1.1, 0.021881], "the cat's logit"),
        ([0.800499, -0.991007, 0.978119], "only the hidden layer has tanh"),
        ([1.1, -2.7, 0.021881], "`z_dog` is right", "q(cat): q(dog) is asked"),
        ([1.1, -2.7, 0.750260], "the cat's is not 0"),
        ([1.1, -2.7, 44.701184], "the odds"),
        ([1.1, -2.7, -0.6875], "the logit's share of the sum"),
        ([1.1, -2.7, 3.004166], "divide by the sum over both classes"),
        ([1.1, -2.7, 0.98], "rounded too much"),
    ],
    # --- 04
    "04.1": [],
    "04.2": [],
    "04.3": [],
    # --- 05
    "05.1": [],
    "05.2": [],
    "05.3": [],
    # --- 06
    "06.1": [],
    "06.2": [],
    "06.3": [],
    # --- 07
    "07.1": [],
    "07.2": [],
    "07.3": [],
}
