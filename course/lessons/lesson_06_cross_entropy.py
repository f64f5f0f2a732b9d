"""The words of notebook 06_cross_entropy: its question, its exercises with their usual mistakes and hints."""

import math

import numpy as np

from course.lessons.exercise import Answer, Exercise, Question
from course.lessons.shared_mistakes import CE, COIN, SIZES, SKEWED, SWAPPED, D
from course.translation import _
from lib.codes import blocks, code_shares, expected_length, huffman_lengths, kraft_sum
from lib.measures import entropy, kl_terms, surprisal

QUESTIONS = [
    Question(
        _(
            "A source sends 0 with probability 0.9 and 1 with probability 0.1. You may group symbols into "
            "blocks, and give each block one codeword. The blocks may be as long as you like. How small can the "
            "average number of bits per symbol become, at best?"
        ),
        "b",
        {
            _("1 bit: a codeword has at least one digit."): _(
                "(a) is right if each symbol has a codeword of its own. Then no code could use that the entropy is "
                "below 1."
            ),
            _("0.469 bits: the source has this entropy."): _(
                "(b). A 0 has a surprise of only 0.152 bits, but its codeword needs a whole digit. The rest of the "
                "digit is lost, with every codeword. A block of n symbols shares one codeword. So less than one digit "
                "is lost per block, and less than 1/n per symbol. The surprise of a block remains, on average n times "
                "the entropy. Longer blocks come as near to 0.469 as you like, and no code gets below."
            ),
            _("0.9 bits: nine symbols out of ten are zeros."): _(
                "(c) is the probability of a 0, not a number of bits."
            ),
            _("0.1 bits: only one symbol in ten is news."): _(
                "(d) is a probability too. And a 0 also tells something: it could have been a 1."
            ),
        },
        r"0\.469|0\.468996|per block|每组",
    ),
]


SHUFFLED = [1 / 8, 1 / 2, 1 / 4, 1 / 8]
LENGTHS = [2, 2, 2, 2, 3]
FIVE = [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16]
OTHER = [1 / 8, 1 / 8, 1 / 8, 1 / 2, 1 / 8]
BY_HAND = [0.4, 0.3, 0.2, 0.1]
SPARSE = [6, 3, 5, 6, 4]
BELIEVED = code_shares(SPARSE) / kraft_sum(SPARSE)
N = np.arange(1, 9)
BLOCKS = [blocks(COIN, int(n)) for n in N]
PER_BLOCK = np.array([expected_length(block, huffman_lengths(block)) for block in BLOCKS])
UNWEIGHTED = np.array([huffman_lengths(block).mean() for block in BLOCKS])
ROUNDED_UP = np.array([expected_length(block, np.ceil(surprisal(block)).astype(int)) for block in BLOCKS])


def _dear(why):
    text = _("`codewords` can be decoded, but cost {bits:.6g} bits per symbol, and a better code exists. {why}")
    return text.replace("{why}", why)


EXERCISES = {
    "06.1": Exercise(
        Answer(
            "used", kraft_sum(LENGTHS), "",
            (sum(LENGTHS), _("the sum of the lengths: each takes a slice 2⁻ᴸ of the cake")),
            (np.mean(LENGTHS), _("the mean of the lengths: each takes a slice 2⁻ᴸ of the cake")),
            (sum(2**length for length in LENGTHS), _("the sum of 2ᴸ: the exponent is negative")),
            (kraft_sum([2, 3]), _("the sum with a single 2: every codeword takes a slice")),
            (kraft_sum(LENGTHS) - 1, _("what is used beyond 1: take the whole sum")),
            (kraft_sum([2, 2, 2, 3, 3]), _("what the repaired code uses: take the proposed lengths")),
            (kraft_sum([1, 2, 2, 2]), _("the Kraft sum of lengths on the page: here they are 2, 2, 2, 2 and 3")),
        ),
        Answer("repaired", None, size=5),
        because=_("the slices were more than the whole cake. With one codeword a digit longer, the cake is enough."),
        hint=_("A codeword of length L takes a slice 2⁻ᴸ of the cake: add five slices."),
        strong_hint=_(
            "The first two slices are 1/4 and 1/4. What is the sum of all five? How far is it above 1? Which "
            "change of one length saves as much?"
        ),
        facts={"cake": "sum(2 ** -repaired)", "least": sum(LENGTHS) + 1},
        judge=[
            ("any(floor(repaired) != repaired)", _("`repaired` must hold whole numbers, from 1 to 16")),
            ("any(abs(repaired - 8.5) > 7.5)", _("`repaired` must hold whole numbers, from 1 to 16")),
            ("cake > 1", _("`repaired` uses {cake:.6g} of the cake, more than there is: make a codeword longer")),
            (
                "sum(repaired) > least",
                _("a code with the lengths in `repaired` exists, but less will do: change one length by one digit"),
            ),
        ],
        examples=[
            ([1.125, [2, 2, 2, 2, 54]], "from 1 to 16"),
            ([1.125, [2, 2, 2, 2.5, 3]], "whole numbers"),
            ([1.125, [2, 2, 2, 2, 16]], "uses 1.00002 of the cake"),
            ([1.125, [2, 2, 2, 4, 3]], "less will do"),
        ],
    ),
    "06.2": Exercise(
        Answer(
            "rates", PER_BLOCK / N, "bits",
            (PER_BLOCK, _("bits per block: divide by the number of symbols in it")),
            (np.ones(8), _("a digit for each symbol, as without blocks")),
            (np.full(8, entropy(COIN)), _("the entropy, which these codes approach and never reach")),
            (UNWEIGHTED / N, _("plain means of the lengths: weight each with its block's probability")),
            (ROUNDED_UP / N, _("surprises rounded up: Huffman's lengths are better")),
            size=8,
        ),
        needs_python=True,
        because=_("longer blocks mostly help, but not always: from 6 to 7 symbols the rate rises."),
        hint=_("For each n, take the expected length of a Huffman code for the blocks of n symbols, divided by n."),
        strong_hint=_(
            "For n = 2, `blocks([0.9, 0.1], 2)` gives the probabilities of the blocks. `huffman_lengths` of these "
            "gives their lengths. Take the average, divide by n, and let a loop do it for every n."
        ),
        examples=[
            ([[1, 1.29, 1.598, 1.9702, 2.40097, 2.820942, 3.320394, 3.806392]], "bits per block"),
            ([[1, 0.645, 0.532667, 0.49255, 0.480194, 0.470157, 0.468996, 0.468996]], "not right in place 7"),
        ],
    ),
    "06.3": Exercise(
        *[
            Answer(
                name, CE(p, q), "bits",
                (CE(q, p), _("the cross-entropy with p and q swapped")),
                (entropy(p), _("the entropy: the lengths must come from the other distribution")),
                (entropy(q), _("the entropy of the second distribution: weight its lengths with the first one")),
                (D(p, q), _("the divergence: add the entropy")),
                (surprisal(q).sum(), _("the sum of the lengths: weight each with its probability")),
                (surprisal(q).mean(), _("the plain mean of the lengths: weight each with its probability")),
                (3, _("the bill of a code with three digits for each of the five symbols")),
                (CE(p, q) / 5, _("the mean of the terms: take their sum")),
                (D(q, p), _("the divergence with p and q swapped: add the entropy to the right one")),
                (on_the_page, _("the number on the page, for other distributions")),
            )
            for name, p, q, on_the_page in [
                ("forward", FIVE, OTHER, CE(SKEWED, SHUFFLED)),
                ("backward", OTHER, FIVE, CE(SHUFFLED, SKEWED)),
            ]
        ],
        because=_("the weights come from the first distribution and the lengths from the second."),
        hint=_("The lengths are −log₂ of the second distribution. Weight them with the first."),
        strong_hint=_("The lengths that belong to q are 3, 3, 3, 1, 3, and those that belong to p are 1, 2, 3, 4, 4."),
        exchanged=_("p and q are swapped: in H(p, q) the weights are p"),
        examples=[([2, 1.875], "the entropy of the second distribution")],
    ),
    "06.4": Exercise(
        Answer("codewords", None, size=4, texts=True),
        Answer(
            "message", "daabc", "",
            ("cbaad", _("the message read from its end")),
            ("caabd", _("the message with juice (C) and soup (D) exchanged: in the café's code they are 110 and 111")),
            ("dcbbc", _("the message read in pairs of digits: codewords differ in length")),
        ),
        because=_(
            "no codeword is the first part of another one, so no gaps are needed. And no code is shorter on average."
        ),
        hint=_("Read from the left; as soon as the digits are 0, 10, 110 or 111, a symbol is found."),
        strong_hint=_("No shorter codeword is the first part of 111, so it is soup (D). Then 0 is coffee (A)."),
        facts={
            "shares": BY_HAND,
            "best": expected_length(BY_HAND, huffman_lengths(BY_HAND)),
            "beginning": "begins_another(codewords)",
            "digits": "lengths(codewords)",
            "bits": "sum(shares * digits)",
            "cake": "sum(2 ** -digits)",
        },
        judge=[
            ("not are_binary(codewords)", _('each of the `codewords` is a text of 0s and 1s, such as "01"')),
            (
                "beginning",
                _(
                    "`codewords` are no prefix code: {beginning} is the first part of another one, so nobody knows "
                    "where it ends"
                ),
            ),
            ("bits < best + 1e-9", ""),
            ("any(digits != sorted(digits))", _dear(_("A rarer symbol has a shorter codeword than a more common one"))),
            (
                "cake < 1",
                _dear(_("A part of the cake is left, with a Kraft sum of {cake:.6g}: some codeword can be shorter.")),
            ),
            (
                "True",
                _dear(
                    _(
                        "Once the symbols C and D are joined, they count as one symbol of 0.3. Which two are the "
                        "rarest then?"
                    )
                ),
            ),
        ],
        examples=[
            ([["0", "01", "011", "111"], "daabc"], "0 is the first part of another one"),
            ([["00", "01", "10", "11"], "daabc"], "cost 2 bits per symbol", "one symbol of 0.3"),
            ([["0", "10", "110", "1110"], "daabc"], "cost 2 bits per symbol", "with a Kraft sum of 0.9375"),
            ([["111", "110", "10", "0"], "daabc"], "cost 2.6 bits per symbol", "A rarer symbol has a shorter codeword"),
            ([["", "1", "01", "00"], "daabc"], "a text of 0s and 1s"),
        ],
    ),
    "06.5": Exercise(
        Answer(
            "bill", expected_length(FIVE, SPARSE), "bits",
            (CE(FIVE, BELIEVED), _("the cross-entropy H(p, q), the bill without its waste")),
            (np.mean(SPARSE), _("the plain mean of the lengths: weight each with its probability")),
            (sum(SPARSE), _("the sum of the lengths: weight each with its probability")),
            (entropy(FIVE), _("the entropy: it is what the best code costs")),
            (kraft_sum(SPARSE), _("the Kraft sum: the bill is the average length")),
            (expected_length(BELIEVED, SPARSE), _("the lengths weighted with q: symbols come as p says")),
            (3, _("the bill of codewords of three digits, as on the page: these have other lengths")),
            hint=_("The bill is the average length: each length comes as often as its symbol."),
        ),
        Answer(
            "divergence", D(FIVE, BELIEVED), "bits",
            (
                expected_length(FIVE, SPARSE) - entropy(FIVE),
                _("all that is paid beyond H(p), with the waste: divide the slices by their sum first"),
            ),
            (CE(FIVE, BELIEVED), _("the cross-entropy H(p, q): subtract H(p)")),
            (abs(kl_terms(FIVE, BELIEVED)).sum(), SIZES),
            (D(BELIEVED, FIVE), SWAPPED),
            (D(SKEWED, SHUFFLED), _("the divergence on the page, of another code and source")),
            (D(FIVE, [1 / 5] * 5), _("the divergence of five equal lengths: these are others")),
            (0, _("the divergence of the best code: these lengths are others")),
            hint=_("Divide the slices 2⁻ᴸ by their sum: that is q. Then take D(p‖q)."),
        ),
        Answer(
            "waste", -math.log2(kraft_sum(SPARSE)), "bits",
            (kraft_sum(SPARSE), _("the Kraft sum: the waste is −log₂ of it")),
            (1 - kraft_sum(SPARSE), _("the part of the cake that is left: the waste is −log₂ of what is used")),
            (1 / kraft_sum(SPARSE), _("one over the Kraft sum: take its logarithm")),
            (expected_length(FIVE, SPARSE) - entropy(FIVE), _("all that is paid beyond H(p): subtract D")),
            (1, _("the waste of four codewords of three digits: take −log₂ of this Kraft sum")),
            (0, _("the waste of a complete code: here three quarters of the cake are left")),
            hint=_("Sum the slices 2⁻ᴸ: how many bits is the surprise of that sum?"),
        ),
        because=_("entropy, divergence and waste add up to the average length."),
        hint=_(
            "The bill is the average length. The sum of the slices 2⁻ᴸ is the Kraft sum S. The waste is −log₂ S, and "
            "q = slices/S."
        ),
        strong_hint=_(
            "The slices are 1/64, 1/8, 1/32, 1/64 and 1/16. Their sum is S. Divide them by S, and you have the q of "
            "D(p‖q)."
        ),
        examples=[
            ([3, 1.125, 2], "the bill without its waste", "or like the bill of codewords of three digits"),
            ([3.875, 1.125, 2], "the lengths weighted with q"),
            ([5, 0.8125, 2], "p and q swapped"),
        ],
    ),
}
