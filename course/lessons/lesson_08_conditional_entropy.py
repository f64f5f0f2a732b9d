"""The words of notebook 08_conditional_entropy: its question, its exercises with their usual mistakes and hints."""

import math

import numpy as np

from course.lessons.exercise import Answer, Exercise, Question
from course.lessons.shared_mistakes import COIN, bits_and_nats, each
from course.translation import _
from lib.joint import conditional_entropy, mutual_information
from lib.measures import entropy, surprisal

QUESTIONS = [
    Question(
        _(
            "Tonight the alarm rings. Your uncertainty about a burglar was H(Y) = 0.544 bits before. What becomes of "
            "it now?"
        ),
        "b",
        {
            _("It falls: everything that you learn takes some uncertainty away."): _(
                "(a) is true on average over all nights. This is one night, and it may go the other way."
            ),
            _("It grows, to 1 bit: now a burglar is as likely as not."): _(
                "(b). It rings, and half of such nights have a burglar. That is a coin toss: 1 bit. Before, seven "
                "nights in eight were safe, and you could be fairly sure."
            ),
            _("It stays: half of the alarms are false, so they say nothing."): _(
                "(c) thinks that one half means no news. The chance of a burglar rose from one in eight to one in two. "
                "That is news, though it leaves you less sure."
            ),
            _("It falls to 0: an alarm that rings has certainly seen a burglar."): _(
                "(d) exchanges the two. Each time there is a burglar, the alarm rings. But half of the nights on "
                "which it rings have no burglar."
            ),
        },
        r"coin toss|less certain|less sure|more uncertain|1\.0? bit|as likely as not|抛硬币|更不确定|一样可能",
    ),
]

MORNING = np.array([[1 / 2, 1 / 4], [0, 1 / 4]])  # rows: clear, grey; columns: dry, rain
H_SKY, H_DAY, H_BOTH = entropy(MORNING.sum(axis=1)), entropy(MORNING.sum(axis=0)), entropy(MORNING.ravel())
LEFT, BACK = (conditional_entropy(MORNING, given=given) for given in (0, 1))
TOLD = mutual_information(MORNING)
CLEAR = entropy([2 / 3, 1 / 3])
TOGETHER = (H_BOTH, _("H(X, Y), the uncertainty about both: subtract that about what is known"))

DICE = np.zeros((6, 11))  # rows: the first die; columns: the sums 2 to 12
for x in range(6):
    DICE[x, x : x + 6] = 1 / 36
H_SUM, DIE = entropy(DICE.sum(axis=0)), math.log2(6)
GIVEN_DIE, GIVEN_SUM = (conditional_entropy(DICE, given=given) for given in (0, 1))
OF_THE_SUM = mutual_information(DICE)
BOTH_DICE = (2 * DIE, _("the entropy of both dice, 36 equally likely pairs"))

EXERCISES = {
    "08.1": Exercise(
        Answer(
            "left", LEFT, "bits",
            (BACK, _("H(X|Y), which is left of the sky when the day is known: here the sky is known")),
            (CLEAR, _("the entropy of the clear row alone, or a plain sum over rows: weight each with p(x)")),
            (CLEAR / 2, _("the plain mean of the rows: weight each with p(x)")),
            (0, _("the entropy of the grey row alone: weight each row with p(x), and add")),
            (H_DAY, _("H(Y), the uncertainty before the sky is seen")),
            (H_SKY, _("H(X), the uncertainty about the sky")),
            TOGETHER,
            (TOLD, _("what the sky tells: the question asks what it leaves")),
            hint=_("Divide each row by its sum, take its entropy, weight it with that sum."),
        ),
        Answer(
            "back", BACK, "bits",
            (LEFT, _("H(Y|X), which is left of the day when the sky is known: here the day is known")),
            (1, _("the entropy of the rain column alone, or a plain sum over columns: weight each with p(y)")),
            (0, _("the entropy of the dry column alone: weight each column with p(y), and add")),
            (H_SKY, _("H(X), the uncertainty before the day is known")),
            TOGETHER,
            (TOLD, _("what the day tells: the question asks what it leaves")),
            hint=_("Now the columns are known: do with them what you did with the rows, or use the chain rule."),
        ),
        Answer(
            "told", TOLD, "bits",
            (LEFT, _("H(Y|X), what the sky leaves: subtract it from H(Y)")),
            (BACK, _("H(X|Y), what the day leaves: subtract it from H(X)")),
            (H_SKY - LEFT, _("H(X) − H(Y|X): both must be of one quantity, H(Y) − H(Y|X)")),
            (H_DAY, _("H(Y), as if the sky told everything")),
            (H_SKY, _("H(X), as if the day told everything")),
            TOGETHER,
            (H_SKY + H_DAY, _("H(X) + H(Y): subtract H(X, Y), since what is shared was counted twice")),
            (math.inf, _("the divergence with its arguments swapped: first p(x, y), then p(x)·p(y)")),
            hint=_("From what was unknown before, subtract what is left."),
        ),
        because=_(
            "the sky leaves more of the day open than the day leaves of the sky. And yet each tells as much about the "
            "other."
        ),
        hint=_("The rows are 3/4 and 1/4 wide. One of them leaves nothing open, the other is split 2 to 1."),
        strong_hint=_(
            "`conditional_entropy([[1/2, 1/4], [0, 1/4]], given=0)` where the rows are known, `given=1` where the "
            "columns are. The third is H(Y) minus the first."
        ),
        examples=[
            ([0.918296, 0.5, 0.311278], "a plain sum over rows"),
            ([0.688722, 0.5, 0.122556], "both must be of one quantity"),
        ],
    ),
    "08.2": Exercise(
        Answer(
            "total", H_SUM, "bits",
            (math.log2(11), _("the entropy of eleven equally likely sums: 7 comes more often than 2")),
            (DIE, _("the entropy of one die: the question asks for that of the sum of two")),
            BOTH_DICE,
            (GIVEN_SUM, _("what is left of the die when the sum is known")),
            hint=_("The entropy of the sum needs the sums of the columns."),
        ),
        Answer(
            "given_die", GIVEN_DIE, "bits",
            (0, _("nothing, as if the first die fixed the sum: the second one is still open")),
            (H_SUM, _("the entropy of the sum when nothing is known")),
            (math.log2(11), _("eleven equally likely sums: with the first die known, six are possible")),
            BOTH_DICE,
            (GIVEN_SUM, _("what is left of the die when the sum is known: here the die is known")),
            (OF_THE_SUM, _("what the die tells: the question asks what it leaves")),
            (6, _("the number of sums that are possible: take its logarithm")),
            hint=_("When the first die is known, the sum is as open as the second die."),
        ),
        Answer(
            "told", OF_THE_SUM, "bits",
            (GIVEN_DIE, _("what the die leaves open: subtract it from the entropy of the sum")),
            (GIVEN_SUM, _("what the sum leaves open: subtract it from the entropy of the die")),
            (H_SUM, _("the entropy of the sum, as if the die told everything")),
            (H_SUM - GIVEN_SUM, _("H(Y) − H(X|Y): both must be of one quantity, H(Y) − H(Y|X)")),
            (H_SUM / 2, _("half of the entropy of the sum: two dice share it, but not like that")),
            (0, _("nothing, as if die and sum were independent: a 6 makes high sums more probable")),
            hint=_("From what was unknown of the sum before, subtract what is left."),
        ),
        Answer(
            "given_sum", GIVEN_SUM, "bits",
            (DIE, _("the entropy of the die when nothing is known")),
            (0, _("nothing, as if the sum fixed the die: only 2 and 12 do")),
            (OF_THE_SUM, _("what the sum tells: the question asks what it leaves")),
            (H_SUM, _("the entropy of the sum: the question asks for that of the die, once the sum is known")),
            BOTH_DICE,
            hint=_("The chain rule the other way round: H(X|Y) = H(X, Y) − H(Y)."),
        ),
        because=_(
            "both ways round the chain rule gives H(X, Y). It is that of two dice, because X and Y fix the second die."
        ),
        hint=_("Which of the four is log₂ 6? Then H(Y) and the chain rule give the others."),
        strong_hint=_(
            "`entropy(dice.sum(axis=0))` is the first and `conditional_entropy(dice, given=0)` the second. The third "
            "is their difference, and for the last the columns are known."
        ),
        examples=[
            ([3.274402, 1.895523, 0.689439, 2.584963], "`given_die` and `given_sum` are exchanged"),
            ([3.274402, 2.584963, 1.378879, 1.895523], "both must be of one quantity"),
        ],
    ),
    "08.3": Exercise(
        *bits_and_nats(
            entropy(COIN) / 2,
            (entropy(COIN), _("the floor if every picture had such labels: half of them have clean ones")),
            (
                entropy([0.95, 0.05]),
                _("the entropy of the average, one label in twenty: but a picture shows which half it is in"),
            ),
            (1 / 2, _("a coin toss on every second picture: but there nine labels in ten are right")),
            (0.9 * surprisal(0.9) / 2, _("the term of the right labels alone: add that of the wrong ones")),
            (0.1 * surprisal(0.1) / 2, _("the term of the wrong labels alone: add that of the right ones")),
            (surprisal(0.9) / 2, _("what right labels cost: wrong ones cost more, and come one time in ten")),
            unitless=[
                (0, _("the floor for clean labels: here some are wrong")),
                (0.05, _("the share of wrong labels: the question asks for a loss")),
                (0.1, _("a share of wrong labels: the question asks for a loss")),
            ],
        ),
        because=_("the floor is H(Y|X), an average over the pictures: the clean half adds nothing to it."),
        hint=_("What is H(Y|X = x) for a picture of the clean half, and for one of the other half? Average."),
        strong_hint=_(
            "The clean half has entropy 0, the other half that of (0.9, 0.1). Each of them is half of the pictures."
        ),
        exchanged=_("bits and nats are exchanged"),
        examples=[([0.286397, 0.198515], "shows which half it is in")],
    ),
    "08.4": Exercise(
        Answer(
            "safe", 0.45, "",
            (0.3, _("the first row again, or half of what is left: the rows must have one ratio")),
            (0.75, _("p(y|x), the share of the row: multiply by the row's sum, 0.6")),
            (0.5, _("a row that keeps the 0.1 of the first: the rows must have one ratio")),
            (0.6, _("all of the row: the first one has burglars as well")),
            hint=_("The two rows must have the same ratio, and the table must sum to 1."),
        ),
        Answer(
            "burglar", 0.15, "",
            (0.1, _("the first row again: the rows must have one ratio, not one size")),
            (0.3, _("half of what is left, or the first row turned around: the rows must have one ratio")),
            (0.25, _("p(y|x), the share of the row: multiply by the row's sum, 0.6")),
            (0, _("nothing: then ringing would mean that all is safe")),
            (0.2, _("a third of what is left: the ratio is 3 to 1, so it is a quarter")),
            hint=_("The table sums to 1: what do the other three entries leave?"),
        ),
        because=_("both rows are p(y) times p(x), and so is the whole table: X and Y are independent, and I = 0."),
        hint=_("Which row leaves you with the belief that you had before?"),
        strong_hint=_("Each row must be split 3 to 1, as the first is. What is left for the second row to share?"),
        exchanged=_("safe and burglar are exchanged: the rows must have the same ratio, in the same order"),
        examples=[
            ([0.3, 0.3], "half of what is left"),
            ([0.6, 0], "all of the row"),
        ],
    ),
    "08.5": Exercise(
        Answer(
            "one", "b", "",
            ("a", _("every row at once: the silent alarm left less, the ringing one more")),
            ("c", _("the average, which never exceeds H(Y): a single row may")),
        ),
        Answer(
            "average", "c", "",
            *each("ab", _("a single row: the average of them is H(Y) − I, and I is a divergence")),
        ),
        Answer(
            "same", "b", "",
            ("a", _("I, which is symmetric: H(Y|X) is H(Y) − I, and H(X|Y) is H(X) − I")),
            ("c", _("always different: where H(X) = H(Y) they are equal")),
        ),
        Answer("computed", "a", "", *each("bc", _("a gain from computing: Z knows about Y only what X told it"))),
        because=_("one observation may make you less sure, on average none does, and computing adds nothing."),
        hint=_("Choose among the letters a, b and c: (b) is right where some tables do it and others do not."),
        strong_hint=_(
            "Use H(Y|X) = H(Y) − I, H(X|Y) = H(X) − I, and I ≥ 0. For the first, remember the alarm that rang."
        ),
    ),
}
