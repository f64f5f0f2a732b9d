"""The words of notebook 00_start_here: its question, its exercises with their usual mistakes and hints."""

from course.lessons.exercise import LN2, Answer, Exercise, Question
from course.translation import _

QUESTIONS = [
    Question(
        _("Which teaches you more on average?"),
        "b",
        {
            _("a lottery ticket: its win, once in a million, would be a huge surprise"): _(
                "(a) is tempting because winning really is a great surprise. But you feel that surprise very rarely."
            ),
            _("one toss of a fair coin: it may fall either way, every time"): _(
                "(b) the coin, 1 bit against about 0.00002. Each surprise counts as often as it comes."
            ),
        },
        r"ticket|彩票|0\.0000",
    ),
    Question(
        _("A forecast says that snow is impossible. It snows on 1 day in 1000. The gap between forecast and truth is"),
        "c",
        {
            _("about 1/1000 of a bit: so rare is the event"): _(
                "(a) counts how often the event comes, but forgets how large its surprise is."
            ),
            _("zero: snow is not in the forecast and cannot count"): _(
                "(b) is right only if it never snows: what never happens costs nothing."
            ),
            _("infinite: the impossible snow does happen"): _(
                "(c) infinite: 1/1000 of infinity is infinite."
            ),
        },
        r"infinit|无穷|\binf\b|∞",
    ),
    Question(
        _("The model's q(dog) rises from 0.5 to 0.9. Its loss was 1 bit. Now it is about"),
        "c",
        {
            _("0.6 bits: it falls by as much as q(dog) rose"): _(
                "(a) treats bits as probabilities. Then even q(dog) = 1 would still cost 0.5 bits."
            ),
            _("0.2 bits: the error 1 − q falls to a fifth"): _(
                "(b) is tempting because the loss looks like an error. But it is a logarithm."
            ),
            _("0.15 bits: it is the surprise of seeing a dog"): _("(c) 0.152 bits: the loss is −log₂ q."),
        },
        r"0\.15",
    ),
    Question(
        _("q(dog) falls from 1/2 to 1/4, and then from 1/4 to 1/8. Compared with the first fall, the second costs"),
        "a",
        {
            _("the same: each fall halves the probability"): _("(a) the same: one bit for each halving."),
            _("twice as much: the model is twice as wrong"): _(
                "(b) would be right if the loss grew in proportion to 1/q. But it is a logarithm."
            ),
        },
        r"[Hh]alving|one more bit|减半|多付一",
    ),
    Question(
        _(
            "A photograph is saved as a small JPEG, a format that drops detail. The JPEG is then saved as a large BMP, "
            "a format that stores every pixel. How much of the lost detail comes back?"
        ),
        "c",
        {
            _("all: the file is as large as the photograph was"): _(
                "(a) mixes up the size of a file with what it tells about the original."
            ),
            _("half: a larger file has more, but not everything"): _(
                "(b) looks like a safe middle, but the BMP knows nothing that the JPEG does not know."
            ),
            _("none: the BMP is computed from the JPEG alone"): _(
                "(c) none: what is no longer in the JPEG cannot be computed from it."
            ),
        },
        r"JPEG|comes back|找回",
    ),
    Question(
        _(
            "Two networks start the same. One is trained to make cross-entropy small, the other to make KL small. Both "
            "learn from the same hard labels: each label names one class and is certain of it. After 200 steps they are"
        ),
        "b",
        {
            _("different: KL is the stricter measure of the two"): _(
                "(a) is what the words suggest: KL sounds like the real thing, cross-entropy like a copy."
            ),
            _("identical: both losses have the same slope"): _(
                "(b) identical: the slopes are the same everywhere, so every step of the training is the same."
            ),
        },
        r"identical|same (?:slope|gradient|number)|完全相同|斜率[也都]?相同|同一个数",
    ),
]


EXERCISES = {
    "00.3": Exercise(
        Answer("q", None, size=2),
        because=_("each time you halve q(dog) it costs one bit more, so 1/8 costs three."),
        facts={"total": "sum(q)", "gap": "0 - log2(q[0])", "swapped": "0 - log2(q[1])", "three_nats": 3 / LN2},
        judge=[
            ("close(total, 100, 1e-3)", _("`q` looks like percentages: divide by 100")),
            ("any(abs(q - 0.5) > 0.5)", _("`q` is not a distribution: a probability lies between 0 and 1")),
            ("abs(total - 1) > 4e-6", _("`q` is not a distribution: it sums to {total:.6g}, not to 1")),
            ("close(gap, 3, 5e-4)", ""),
            ("close(swapped, 3, 5e-4)", _("`q` looks swapped: the dog comes first")),
            ("close(gap, three_nats, 5e-4)", _("`q` looks like the answer in nats: the question asks for 3 bits")),
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
