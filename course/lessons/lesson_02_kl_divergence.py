"""The words of notebook 02_kl_divergence: its question, its exercises with their usual mistakes and hints."""

import math

from course.lessons.exercise import LN2, Answer, Exercise, Question
from course.lessons.shared_mistakes import CE, DIFFERENCE, OTHER_DIFFERENCE, WRONG_DIVERGENCES, D, divergence, each
from course.translation import _
from lib.measures import entropy, kl_terms, surprisal

QUESTIONS = [
    Question(
        _(
            "In another town, snow falls on 1 day in 1000. The forecast there gives snow the probability 0. How many "
            "bits more surprise than necessary does this belief cost on an average day?"
        ),
        "c",
        {
            _("About 0.001 bits: the event is that rare."): _(
                "(a) counts how often snow comes, but forgets how large the surprise is."
            ),
            _("Zero: what a forecast leaves out cannot count."): _(
                "(b) would be right if *p* were 0 there: what never happens costs nothing."
            ),
            _("Infinite: what it calls impossible does happen."): _(
                "(c). On the day it snows, the forecaster is infinitely surprised, and a thousandth of infinity is "
                "still infinite. A forecast that gives snow one chance in a million costs only 0.00853 bits a day."
            ),
            _("Undefined: one cannot take the logarithm of 0."): _(
                "(d) is too careful. When q goes to 0, the surprise −log q grows without end, and that is an infinite "
                "surprise. Only 0·log 0 needs a rule, and here the probability in front is 1/1000, not 0."
            ),
        },
        r"infinit|无穷|\binf\b|∞|0\.008",
    ),
]

WRONG_FUNCTIONS = [
    *WRONG_DIVERGENCES,
    (
        lambda p, q: LN2 * CE(p, q) - entropy(p),
        _("a mixture of bits and nats: both logarithms must have the same base"),
    ),
    (lambda p, q: -D(p, q), _("the divergence with the wrong sign")),
    (lambda p, q: LN2 * D(p, q), _("the divergence in nats: for bits take log₂")),
]
FIRST = "return entropy(q) - entropy(p)"
SECOND = "return sum(abs(p_x * math.log2(p_x / q_x)) for p_x, q_x in zip(p, q))"
THIRD = "return sum(p_x * (math.log2(p_x) - math.log(q_x)) for p_x, q_x in zip(p, q))"
FAIR, BENT, PAGE = [1 / 2, 1 / 2], [1 / 4, 3 / 4], [0.8, 0.2]
SKEWED, UNIFORM = [1 / 2, 1 / 4, 1 / 8, 1 / 8], [1 / 4] * 4
WEATHER = [0.7, 0.2, 0.1]
FORECAST = [0.75, 0.23, 0.02]
SLIDER = [0.98 * 7 / 9, 0.98 * 2 / 9, 0.02]  # the forecast of the figure in 02 at q(snow) = 0.02
OF_EXERCISE_1 = [
    (gap, _("a result of exercise 1, of two coins: here are four outcomes")) for gap in (D(FAIR, BENT), D(BENT, FAIR))
]

EXERCISES = {
    "02.1": Exercise(
        divergence(
            "forward", FAIR, BENT,
            (D(FAIR, PAGE), _("the divergence in the fine print: there the belief is (0.8, 0.2)")),
            (D(WEATHER, FORECAST), _("the forecaster's divergence further up: here they are coins")),
            hint=_("In forward the fair coin is the truth: it gives the weights."),
        ),
        divergence("backward", BENT, FAIR, hint=_("In backward the bent coin is the truth: it gives the weights.")),
        because=_("swapping the two changes whose coin is tossed, and with it the weights."),
        hint=_("Add p·log₂(p/q) for heads and for tails: one of the two is negative."),
        strong_hint=_(
            "In forward the term of heads is ½·log₂(½ / ¼). Build the term of tails in the same way. Backward has the "
            "weights ¼ and ¾, and ratios upside down."
        ),
        exchanged=_("p and q are swapped: in forward the fair coin is the truth"),
        together=[
            (
                (D(FAIR, BENT), -D(FAIR, BENT)),
                _("a swap does not only turn the sign around: the weights change as well"),
            ),
            (
                (entropy(FAIR) - entropy(BENT), entropy(BENT) - entropy(FAIR)),
                _("both look like {what}. That forward resembles a swap is only a coincidence").format(
                    what=OTHER_DIFFERENCE
                ),
            ),
            (
                (entropy(BENT) - entropy(FAIR), entropy(FAIR) - entropy(BENT)),
                _("both look like {what}. That backward is right is only a coincidence").format(what=DIFFERENCE),
            ),
        ],
        examples=[
            ([0.792481, 0.688722], "negative terms must count as negative"),
            ([1.207519, 1], "the cross-entropy"),
            ([0.415037, -0.415037], "the sum of the log ratios"),
            ([0.103759, 0.094361], "the mean of the terms"),
            ([-0.188722, -0.207519], "H(q) − H(p)", "or like the sum of q·log₂(p/q)"),
            ([0.188722, -0.188722], "both look like H(p) − H(q)", "coincidence"),
            ([0.122191, 0.122191], "the forecaster's"),
        ],
    ),
    "02.2": Exercise(
        divergence(
            "forward", SKEWED, UNIFORM,
            *OF_EXERCISE_1,
            hint=_("In forward (1/2, 1/4, 1/8, 1/8) is the truth: it gives the weights."),
        ),
        divergence(
            "backward", UNIFORM, SKEWED,
            *OF_EXERCISE_1,
            hint=_("In backward the uniform distribution is the truth: it gives the weights."),
        ),
        because=_("the directions may differ but need not, so one example with equal ones proves nothing."),
        hint=_("Add p·log₂(p/q) over the four outcomes: all ratios are powers of two."),
        strong_hint=_(
            "In forward the logarithms are 1, 0, −1, −1, in backward the same with the other sign. What are the "
            "weights?"
        ),
        together=[
            (
                (entropy(UNIFORM) - entropy(SKEWED), entropy(SKEWED) - entropy(UNIFORM)),
                _("both look like {what}. That forward is right is only a coincidence").format(what=DIFFERENCE),
            ),
            (
                (entropy(SKEWED) - entropy(UNIFORM), entropy(UNIFORM) - entropy(SKEWED)),
                _("both look like {what}. That backward is right is only a coincidence").format(what=OTHER_DIFFERENCE),
            ),
        ],
        examples=[
            ([1.75, 2], "the entropy H(p) alone"),
            ([-0.25, -0.25], "H(p) − H(q)", "or like the sum of q·log₂(p/q)", "or like the right number with"),
        ],
    ),
    "02.3": Exercise(
        Answer("first", D, "", *WRONG_FUNCTIONS, unchanged=FIRST),
        Answer("second", D, "", *WRONG_FUNCTIONS, unchanged=SECOND),
        Answer("third", D, "", *WRONG_FUNCTIONS, unchanged=THIRD),
        because=_("all three now give D(p‖q) in bits, and 0 where p = q."),
        hint=_("Test it with p = q first, then compare it with `kl_divergence(p, q)`."),
        strong_hint=_("Compare it with Equation 4, term by term: p(x), times log₂ of p(x)/q(x), and nothing else."),
        examples=[
            ([lambda p, q: abs(entropy(q) - entropy(p)), D, D], "it gives 0.531004, not 0.736966"),
            ([lambda p, q: CE(p, q) - entropy(q), D, D], "what must be subtracted is H(p)"),
        ],
    ),
    "02.4": Exercise(
        Answer("my_kl", D, "", *WRONG_FUNCTIONS),
        because=_("it is D(p‖q) in bits, with zeros and infinity just as the formula has them."),
        hint=_("Add p(x)·log₂(p(x)/q(x)) over all x."),
        strong_hint=_(
            "Go through `zip(p, q)`: skip where p is 0, return `math.inf` where only q is 0, add up the rest."
        ),
        examples=[
            (
                [lambda p, q: sum(a * math.log2(a / b) for a, b in zip(p, q))],
                "math domain error",
                "Remember that a term with p = 0 counts as 0",
            ),
            (
                [lambda p, q: sum(a * math.log2(a / b) for a, b in zip(p, q) if a > 0)],
                "ZeroDivisionError",
                "q = 0 where p is not 0 costs infinitely much",
            ),
            (
                [lambda p, q: sum(a * math.log2(a / b) for a, b in zip(p, q) if a > 0 and b > 0)],
                "gives -0.311278",
                "q = 0 where p is not 0 costs infinitely much",
            ),
            ([lambda p, q: math.inf if 0 in q else D(p, q)], "a term with p = 0 counts as 0, also where q = 0"),
            ([lambda p, q: None], "None: nothing was computed, or nothing returned"),
        ],
    ),
    "02.5": Exercise(
        divergence(
            "extra", WEATHER, FORECAST,
            (D(WEATHER, FORECAST), _("the extra bits of a single day: a year has 365")),
            (365 * D(WEATHER, SLIDER), _("the forecast that the slider shows at 0.02: here it says 0.75 and 0.23")),
            (365 * kl_terms(WEATHER, FORECAST)[-1], _("the cost of snowy days alone: the others give some back")),
            (36.5 * surprisal(0.02), _("the whole length of the snowy days: take the extra bits of all days")),
            times=365,
        ),
        because=_("the divergence is the average number of extra bits for each outcome, here for each day."),
        hint=_("How many extra bits does the forecaster's code need on one day, on average?"),
        strong_hint=_(
            "The extra bits of one day are a divergence. Who is right about the days, and whose code is used? A year "
            "has 365 such days."
        ),
        examples=[
            ([44.3921], "the slider shows at 0.02"),
            ([84.750], "the sum of the positive terms", "or like the cost of snowy days"),
            ([44.53], "comes near", "round only at the very end"),
        ],
    ),
    "02.6": Exercise(
        Answer(
            "weight", "b", "",
            ("a", _("the weights from above: now days come as q says")),
            *each("cd", _("a ratio: the weights are probabilities")),
        ),
        Answer(
            "felt", "a", "",
            ("b", _("the surprise of somebody who knows the truth: the believer expects p")),
            *each("cd", _("a ratio: a surprise is −log of one probability")),
        ),
        Answer(
            "known", "b", "",
            ("a", _("the believer's surprise: somebody who knows the truth expects q")),
            *each("cd", _("a ratio: a surprise is −log of one probability")),
        ),
        Answer(
            "ratio", "d", "",
            ("c", _("the ratio upside down: −log p − (−log q) = log q − log p = log(q/p)")),
            *each("ab", _("half of the ratio: both surprises go into it")),
        ),
        because=_("the truth gives the weights, in both sums, and stands on top of the fraction: this is D(q‖p)."),
        hint=_("Choose among the letters a, b, c and d."),
        strong_hint=_(
            "In both sums days come as the truth says, and now the truth is q. A surprise is −log of the probability "
            "that this person expects."
        ),
        together=[(("a", "b", "a", "c"), _("this is D(p‖q) as derived above. Here q is the truth and p the belief"))],
        examples=[(["b", "b", "a", "c"], "`weight` is right", "the believer expects p")],
    ),
}
