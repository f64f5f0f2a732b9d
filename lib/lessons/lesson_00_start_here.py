"""The words of notebook 00_start_here: its question, its exercises with their usual mistakes and hints."""

import math

from lib.lessons.forms import LN2, TOLERANCE, Answer, Exercise, Question
from lib.lessons.mistakes import D

QUESTIONS = [
    Question(
        "Which teaches you more on average?",
        "b",
        {
            "a lottery ticket: its win, once in a million, would be a huge surprise": "(a) is tempting "
            "because winning really is a great surprise, but it forgets how rarely you feel it.",
            "one toss of a fair coin: it may fall either way, time after time": "(b) the coin, 1 bit "
            "against about 0.00002: surprise is weighted by how often it comes.",
        },
        r"ticket|0\.0000",
    ),
    Question(
        "A forecast calls snow impossible, and it snows on 1 day in 1000. Its gap to the truth is",
        "c",
        {
            "about a thousandth of a bit: the event is that rare": "(a) weighs the event but forgets "
            "how large its surprise is.",
            "zero: what a forecast leaves out cannot count": "(b) would be right if it never snowed: "
            "what never happens costs nothing.",
            "infinite: what it calls impossible does happen": "(c) infinite: a thousandth of infinity is infinite.",
        },
        r"infinit|\binf\b|∞",
    ),
    Question(
        "The model's q(dog) rises from 0.5 to 0.9. Its loss, 1 bit at first, becomes about",
        "c",
        {
            "0.6 bits: it falls by as much as q(dog) rose": "(a) takes bits for probabilities: even "
            "q(dog) = 1 would then still cost 0.5 bits.",
            "0.2 bits: the error 1 − q falls to a fifth": "(b) is the tempting one, since the loss "
            "looks like an error. But it is a logarithm.",
            "0.15 bits: it is the surprise at seeing a dog": "(c) 0.152 bits: the loss is −log₂ q.",
        },
        r"0\.15",
    ),
    Question(
        "Compared with falling from 1/2 to 1/4, a fall of q(dog) from 1/4 to 1/8 costs",
        "a",
        {
            "the same: each fall halves the probability": "(a) the same: one bit for each halving.",
            "twice as much: the model is twice as wrong": "(b) comes from thinking that the loss is "
            "proportional to the error.",
        },
        r"[Hh]alving|one more bit",
    ),
    Question(
        "A photograph is saved as a small JPEG (a format that drops detail), and the JPEG as a large BMP "
        "(one that stores every pixel). How much of what was lost comes back?",
        "c",
        {
            "all: the file is as large as the photograph was": "(a) confuses the size of a file with "
            "what it tells about the original.",
            "half: a larger file holds more, but not everything": "(b) looks like a cautious middle, "
            "but the BMP knows nothing that the JPEG does not.",
            "none: the BMP is computed from the JPEG alone": "(c) none: what the JPEG no longer holds "
            "cannot be computed from it.",
        },
        r"JPEG|comes back",
    ),
    Question(
        "Two networks start the same; one minimises cross-entropy, the other KL, on the same hard "
        "labels (each names one class, and is certain of it). After 200 steps they are",
        "b",
        {
            "different: KL is the stricter measure of the two": "(a) is what the words suggest: KL "
            "sounds like the real thing and cross-entropy like a stand-in.",
            "identical: both losses push in the same direction": "(b) identical: both losses have "
            "the same slope everywhere.",
        },
        r"identical|same (?:slope|gradient|number)",
    ),
]


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


EXERCISES = {
    "00.3": Exercise(
        [Answer("q", None, size=2)],
        "each halving of q(dog) costs one bit, so three halvings from certainty cost three.",
        judge=_gap_of_three_bits,
    ),
}
