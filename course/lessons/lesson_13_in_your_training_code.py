"""The words of notebook 13_in_your_training_code: its question, its exercises with their usual mistakes and hints."""

import math

import numpy as np

from course.lessons.exercise import Answer, Exercise, Question
from course.lessons.shared_mistakes import NATS, D
from course.translation import _
from course.worlds.policies import estimates, pushes
from lib.distributions import log_softmax, one_hot, softmax

QUESTIONS = [
    Question(
        _(
            "A network knows ten classes. It ends with a softmax, and its loss applies softmax once more. After long "
            "training this loss stands at 1.46 nats and no longer falls. How much probability does the network now "
            "give to the right class?"
        ),
        "c",
        {
            _("0.1: it has learned nothing."): _(
                "(a) would print more. If all ten are equal, the second softmax leaves them so, and the loss is ln 10."
            ),
            _("About 0.23: the loss is −ln q."): _(
                "(b) reads the loss as −ln q, and −ln 0.23 is 1.47. But this loss is −ln of a softmax of q."
            ),
            _("Nearly 1: it can hardly be better."): _(
                "(c). The network gives the right class nearly 1. The loss sees only the second softmax, which takes "
                "1, 0, 0, … for logits and leaves the right class 0.232 at most."
            ),
            _("None: such a program must stop."): _(
                "(d) would be helpful. But any ten numbers may be logits, so nothing complains."
            ),
        },
        r"1\.461|0\.232|0\.3133",
    ),
]



def perfect(classes):
    """Return the loss of a perfect network after softmax twice, in nats."""
    return -log_softmax(one_hot(0, classes))[0]


READ = 3.6222  # nats
SHOWN, ROWS = 0.02, 5  # nats and classes
POLICY, REFERENCE = np.array([1 / 2, 1 / 2]), np.array([3 / 4, 1 / 4])
K1, K2, _K3 = estimates(POLICY, REFERENCE)
_NONE, PUSH2, PUSH3 = pushes(POLICY, REFERENCE)
TEACHER, HOT = np.array([4.0, 0.0]), 2
COLD_P, P = softmax(TEACHER), softmax(TEACHER / HOT)
SLOPE = (1 / 2 - P[0]) / HOT

EXERCISES = {
    "13.1": Exercise(
        Answer(
            "first", "d", "",
            ("a", _("the line that makes logits: they may be any numbers")),
            ("b", _("the softmax, which is right: line (c) needs probabilities. Another line takes q for logits")),
            ("c", _("the line that tells how sure the network is: for that it needs q, and gets it")),
            hint=_("Which line gets probabilities, and takes logits?"),
        ),
        Answer(
            "second", "b", "",
            ("a", _("the logarithms of the model, which come first: that is right here")),
            ("c", _("the mean over the rows, which is right here and makes no number negative")),
            ("d", _("the line that only prints")),
            hint=_("Add up the target of one row."),
        ),
        Answer(
            "third", "c", "",
            ("a", _("the samples: they are drawn from the policy, as the mean under π needs")),
            ("b", _("the logarithms of both probabilities, which are what one needs")),
            ("d", _("the formula of k₃, which is right for ln u. See whether ln u is right")),
            hint=_("k₃ is u − 1 − ln u. Which ratio is u?"),
        ),
        because=_(
            "the first loss takes logits and gets q. The second target adds up to 0.9. The third ratio is upside down."
        ),
        hint=_("For each line, ask what it takes and what it gets."),
        strong_hint=_(
            "Look at what the first loss gets, at the sum of the second target, and at the sign of the third logarithm."
        ),
        examples=[(["b", "b", "c"], "takes q for logits"), (["d", "b", "d"], "whether ln u is right")],
    ),
    "13.2": Exercise(
        Answer(
            "floor", perfect(3), "nats",
            (0, _("softmax once: then a perfect network pays nothing")),
            (math.log(3), _("a network that knows nothing")),
            (perfect(2), _("two classes: here there are three")),
            (perfect(10), _("ten classes: here there are three")),
            (math.log(1 + 3 / math.e), _("three wrong classes: one of the three is right")),
            (softmax(one_hot(0, 3))[0], _("the probability after the second softmax: the loss is its −ln")),
            hint=_("The second softmax sees the numbers 1, 0 and 0."),
        ),
        Answer(
            "classes", 1 + math.e * math.expm1(READ), "",
            (math.e * math.expm1(READ), _("the number of wrong classes: add the right one")),
            (math.exp(READ), _("e to the power of the loss: that is right for a network that knows nothing")),
            (1 + math.expm1(READ), _("ln K solved for K: the floor is ln(1 + (K − 1)/e)")),
            decimals=0,
            hint=_("Solve ln(1 + (K − 1)/e) = 3.6222 for K."),
        ),
        Answer(
            "divergence", SHOWN * ROWS, "nats",
            (SHOWN, _("the printed number itself: it is divided by the classes too")),
            (SHOWN / ROWS, _("a division where a multiplication belongs")),
            hint=_("mean divides the sum over a row by the number of classes."),
        ),
        because=_("after softmax twice the floor is ln(1 + (K − 1)/e), and mean divides by the classes too."),
        hint=_("For the first two: the second softmax sees a 1 and K − 1 zeros."),
        strong_hint=_("The floor is −ln(e/(e + K − 1)). For the third, multiply by the number of classes."),
        examples=[([0.5514, 99, 0.1], "add the right one"), ([0.313262, 100, 0.1], "two classes")],
    ),
    "13.3": Exercise(
        Answer(
            "k2", K2 @ POLICY, "nats",
            (K1 @ POLICY, _("D itself, the mean of k₁ and of k₃: k₂ has another mean")),
            (2 * K2 @ POLICY, _("a mean without the ½ of k₂")),
            (K2.sum(), _("a sum over both words: weight each with π = ½")),
            (K2 @ REFERENCE, _("a mean under ref: the samples are drawn from π")),
            (D(REFERENCE, POLICY, **NATS), _("D(ref‖π), the other direction")),
            hint=_("u is 3/2 for the first word and 1/2 for the second."),
        ),
        Answer(
            "push2", PUSH2[0], "",
            (PUSH3[0], _("the push of k₃")),
            (0, _("the push of k₁")),
            (-POLICY[0] * np.log(POLICY / REFERENCE)[0], _("a push without D: subtract it from ln(π/ref)")),
            hint=_("It is −π(first) times the difference of ln(π/ref) from its mean."),
        ),
        Answer(
            "push3", PUSH3[0], "",
            (PUSH2[0], _("the push of k₂")),
            (0, _("the push of k₁")),
            hint=_("k₃ pushes down D(ref‖π), whose slope over a logit is π − ref."),
        ),
        because=_("k₂ pushes down D(π‖ref), and k₃ down D(ref‖π). So their pushes differ."),
        hint=_("First u = ref/π of both words, then k₂ of each, then the mean under π."),
        strong_hint=_("k₂ is (ln 1.5)²/2 and (ln 0.5)²/2. Pushes: −π·(ln(π/ref) − D) for k₂, ref − π for k₃."),
        exchanged=_("two of them are exchanged"),
        examples=[([0.143841, 0.274653, 0.25], "D itself"), ([0.161214, 0.25, 0.25], "the push of k₃")],
    ),
    "13.4": Exercise(
        Answer(
            "slope", SLOPE, "",
            (1 / 2 - COLD_P[0], _("the slope at T = 1: here T is 2")),
            (SLOPE * HOT, _("q − p at T = 2: the slope over a logit is that divided by T")),
            (SLOPE * HOT**2, _("the slope with the factor T² already")),
            (1 / 2 - softmax(TEACHER * HOT)[0], _("logits that are multiplied by T: they are divided")),
            hint=_("At T = 2 the teacher's logits are (2, 0)."),
        ),
        Answer(
            "scaled", SLOPE * HOT**2, "",
            (SLOPE * HOT, _("a factor T: the loss is multiplied by T²")),
            (1 / 2 - COLD_P[0], _("the slope at T = 1: here T is 2")),
            (SLOPE, _("the slope without the factor")),
            hint=_("Multiply the slope by T² = 4."),
        ),
        Answer(
            "direction", "a", "",
            ("b", _("D(q‖p), which is content if the student is right where it goes itself")),
            hint=_("Which direction is infinite where the student has 0 and the teacher has not?"),
        ),
        because=_("the slope is (q − p)/T. The factor T² keeps it strong, and D(p‖q) asks for every answer of p."),
        hint=_("First the teacher's probabilities at T = 2. The student's are ½ and ½."),
        strong_hint=_("p is 1/(1 + e⁻²) = 0.8808. The slope is (0.5 − p)/2. Then multiply by 4."),
        examples=[([-0.380797, -0.761594, "a"], "divided by T"), ([-0.190399, -0.761594, "b"], "where it goes itself")],
    ),
}
