"""The words of notebook 00_start_here: its question, its exercises with their usual mistakes and hints."""

from course.lessons.exercise import LN2, Answer, Exercise, Question
from course.translation import _

QUESTIONS = [
    Question(
        _("Which teaches you more on average?"),
        "b",
        {
            _("a lottery ticket: its win, once in a million, would be a huge surprise"): _(
                "(a) is tempting because winning really is a great surprise, but it forgets how rarely you feel it."
            ),
            _("one toss of a fair coin: it may fall either way, time after time"): _(
                "(b) the coin, 1 bit against about 0.00002: surprise is weighted by how often it comes."
            ),
        },
        r"ticket|0\.0000",
    ),
    Question(
        _("A forecast calls snow impossible, and it snows on 1 day in 1000. Its gap to the truth is"),
        "c",
        {
            _("about a thousandth of a bit: the event is that rare"): _(
                "(a) weighs the event but forgets how large its surprise is."
            ),
            _("zero: what a forecast leaves out cannot count"): _(
                "(b) would be right if it never snowed: what never happens costs nothing."
            ),
            _("infinite: what it calls impossible does happen"): _(
                "(c) infinite: a thousandth of infinity is infinite."
            ),
        },
        r"infinit|\binf\b|∞",
    ),
    Question(
        _("The model's q(dog) rises from 0.5 to 0.9. Its loss, 1 bit at first, becomes about"),
        "c",
        {
            _("0.6 bits: it falls by as much as q(dog) rose"): _(
                "(a) takes bits for probabilities: even q(dog) = 1 would then still cost 0.5 bits."
            ),
            _("0.2 bits: the error 1 − q falls to a fifth"): _(
                "(b) is the tempting one, since the loss looks like an error. But it is a logarithm."
            ),
            _("0.15 bits: it is the surprise at seeing a dog"): _("(c) 0.152 bits: the loss is −log₂ q."),
        },
        r"0\.15",
    ),
    Question(
        _("Compared with falling from 1/2 to 1/4, a fall of q(dog) from 1/4 to 1/8 costs"),
        "a",
        {
            _("the same: each fall halves the probability"): _("(a) the same: one bit for each halving."),
            _("twice as much: the model is twice as wrong"): _(
                "(b) comes from thinking that the loss is proportional to the error."
            ),
        },
        r"[Hh]alving|one more bit",
    ),
    Question(
        _(
            "A photograph is saved as a small JPEG (a format that drops detail), and the JPEG as a large BMP "
            "(one that stores every pixel). How much of what was lost comes back?"
        ),
        "c",
        {
            _("all: the file is as large as the photograph was"): _(
                "(a) confuses the size of a file with what it tells about the original."
            ),
            _("half: a larger file holds more, but not everything"): _(
                "(b) looks like a cautious middle, but the BMP knows nothing that the JPEG does not."
            ),
            _("none: the BMP is computed from the JPEG alone"): _(
                "(c) none: what the JPEG no longer holds cannot be computed from it."
            ),
        },
        r"JPEG|comes back",
    ),
    Question(
        _(
            "Two networks start the same; one minimises cross-entropy, the other KL, on the same hard "
            "labels (each names one class, and is certain of it). After 200 steps they are"
        ),
        "b",
        {
            _("different: KL is the stricter measure of the two"): _(
                "(a) is what the words suggest: KL sounds like the real thing and cross-entropy like a stand-in."
            ),
            _("identical: both losses push in the same direction"): _(
                "(b) identical: both losses have the same slope everywhere."
            ),
        },
        r"identical|same (?:slope|gradient|number)",
    ),
]


EXERCISES = {
    "00.3": Exercise(
        Answer("q", None, size=2),
        because=_("each halving of q(dog) costs one bit, so three halvings from certainty cost three."),
        facts={"total": "sum(q)", "gap": "0 - log2(q[0])", "swapped": "0 - log2(q[1])", "three_nats": 3 / LN2},
        judge=[
            ("close(total, 100, 1e-3)", _("`q` looks like percentages: divide by 100")),
            ("any(abs(q - 0.5) > 0.5)", _("`q` is not a distribution: a probability lies between 0 and 1")),
            ("abs(total - 1) > 4e-6", _("`q` is not a distribution: it sums to {total:.6g}, not to 1")),
            ("close(gap, 3, 5e-4)", ""),
            ("close(swapped, 3, 5e-4)", _("`q` looks swapped: the dog comes first")),
            ("close(gap, three_nats, 5e-4)", _("`q` looks like the answer in nats: 3 bits are asked")),
            ("not gap < inf", _("the gap of this q is infinite: make q(dog) larger")),
            ("gap > 3", _("the gap of this q is {gap:.6g} bits: make q(dog) larger")),
            ("close(gap, 1, 0)", _("the gap of this q is 1 bit: make q(dog) smaller")),
            ("True", _("the gap of this q is {gap:.6g} bits: make q(dog) smaller")),
        ],
        examples=[
            ([[0.5, 0.5]], "the gap of this q is 1 bit: make q(dog) smaller"),
            ([[0.25, 0.75]], "2 bits: make q(dog) smaller"),
            ([[0.05, 0.95]], "4.32193 bits: make q(dog) larger"),
            ([[0, 1]], "infinite: make q(dog) larger"),
            ([[0.875, 0.125]], "looks swapped: the dog comes first"),
            ([[0.049787, 0.950213]], "in nats"),
            ([[0.125, 0.125]], "not a distribution: it sums to 0.25"),
            ([[12.5, 87.5]], "looks like percentages: divide by 100"),
        ],
    ),
}
