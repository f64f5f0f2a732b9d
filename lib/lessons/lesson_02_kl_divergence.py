"""The words of notebook 02_kl_divergence: its question, its exercises with their usual mistakes and hints."""


from lib.lessons.forms import LN2, Answer, Exercise, Question
from lib.lessons.mistakes import CE, DIFFERENCE, NUMBERS_LIKE_D, OTHER_DIFFERENCE, D, divergence
from lib.measures import entropy, kl_terms, surprisal

QUESTIONS = [
    Question(
        "Another town: snow falls on 1 day in 1000, and the forecast gives snow the probability 0. How "
        "large is the divergence of the forecast from the truth?",
        "c",
        {
            "About 0.001 bits: the event is that rare.": "(a) weighs the event but forgets how large its surprise is.",
            "Zero: what a forecast leaves out cannot count.": "(b) would be right if *p* were 0 there: "
            "what never happens costs nothing.",
            "Infinite: what it calls impossible does happen.": "(c). On the day it snows, the "
            "forecaster is infinitely surprised, and a thousandth of infinity is infinite. Give snow "
            "the tiniest chance, one in a million, and the cost drops to 0.008525 bits a day.",
            "Undefined: one cannot take the logarithm of 0.": "(d) is too careful. As q goes to 0 the "
            "surprise −log q grows beyond every bound, and that is what a surprise of infinity means; "
            "only 0·log 0 could go either way, and here the probability in front is 1/1000, not 0.",
        },
        r"infinit|\binf\b|∞|0\.008",
    ),
]

EXERCISE_1 = "a result of exercise 1, of two coins: here are four outcomes"
MIXED = "a mixture of bits and nats: both logarithms must have the same base"
FUNCTIONS_LIKE_D = [
    *NUMBERS_LIKE_D,
    (lambda p, q: LN2 * CE(p, q) - entropy(p), MIXED),
    (lambda p, q: -D(p, q), "the divergence with the wrong sign"),
    (lambda p, q: LN2 * D(p, q), "the divergence in nats: for bits take log₂"),
]
FIRST = "return entropy(q) - entropy(p)"
SECOND = "return sum(abs(a * math.log2(a / b)) for a, b in zip(p, q))"
THIRD = "return sum(a * (math.log2(a) - math.log(b)) for a, b in zip(p, q))"
FAIR = [1 / 2, 1 / 2]
BENT = [1 / 4, 3 / 4]
SKEWED = [1 / 2, 1 / 4, 1 / 8, 1 / 8]
UNIFORM = [1 / 4] * 4
WEATHER = [0.7, 0.2, 0.1]
FORECAST = [0.75, 0.23, 0.02]
SLIDER = [0.98 * 7 / 9, 0.98 * 2 / 9, 0.02]  # as the forecast of the explorer in 02 at 0.02
PAGE = [0.8, 0.2]

EXERCISES = {
    "02.1": Exercise(
        [
            divergence(
                "forward",
                FAIR,
                BENT,
                *[
                    (D(FAIR, PAGE), "the divergence in the fine print: there the belief is (0.8, 0.2)"),
                    (D(WEATHER, FORECAST), "the forecaster's divergence further up: here they are coins"),
                ],
                hint="In forward the fair coin is the truth: it gives the weights.",
            ),
            divergence("backward", BENT, FAIR, hint="In backward the bent coin is the truth: it gives the weights."),
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
            divergence(
                "forward",
                SKEWED,
                UNIFORM,
                (D(FAIR, BENT), EXERCISE_1),
                (D(BENT, FAIR), EXERCISE_1),
                hint="In forward (1/2, 1/4, 1/8, 1/8) is the truth: it gives the weights.",
            ),
            divergence(
                "backward",
                UNIFORM,
                SKEWED,
                (D(FAIR, BENT), EXERCISE_1),
                (D(BENT, FAIR), EXERCISE_1),
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
            divergence(
                "extra",
                WEATHER,
                FORECAST,
                *[
                    (D(WEATHER, FORECAST), "the extra bits of a single day: a year has 365"),
                    (
                        365 * D(WEATHER, SLIDER),
                        "the forecast that the slider shows at 0.02: this one says 0.75 and 0.23",
                    ),
                    (
                        365 * kl_terms(WEATHER, FORECAST)[-1],
                        "what snowy days cost: sunny and rainy ones give some back",
                    ),
                    (
                        36.5 * surprisal(0.02),
                        "the whole length of the snowy days: what is extra, over all days, is asked",
                    ),
                ],
                times=365,
            )
        ],
        "the divergence is the average number of extra bits for each outcome, here for each day.",
        "How many extra bits does the forecaster's code need on one day, on average?",
        "What one day costs more is a divergence: whose days come, and whose code is used? A year has 365 such days.",
    ),
    "02.6": Exercise(
        [
            Answer(
                "weight",
                "b",
                mistakes=[
                    ("a", "the weights from above: now days come as q says"),
                    *((letter, "a ratio: the weights are probabilities") for letter in "cd"),
                ],
            ),
            Answer(
                "felt",
                "a",
                mistakes=[
                    ("b", "the surprise of who knows the truth: the believer expects p"),
                    *((letter, "a ratio: a surprise is −log of one probability") for letter in "cd"),
                ],
            ),
            Answer(
                "known",
                "b",
                mistakes=[
                    ("a", "the believer's surprise: who knows the truth expects q"),
                    *((letter, "a ratio: a surprise is −log of one probability") for letter in "cd"),
                ],
            ),
            Answer(
                "ratio",
                "d",
                mistakes=[
                    ("c", "the ratio upside down: −log p − (−log q) = log q − log p = log(q/p)"),
                    *((letter, "half of the ratio: both surprises go into it") for letter in "ab"),
                ],
            ),
        ],
        "the truth gives the weights, in both sums, and stands on top of the fraction: this is D(q‖p).",
        "Choose among the letters a, b, c and d.",
        "In both sums days come as the truth says, and that is q now. A surprise is −log of what that person expects.",
        together=[(("a", "b", "a", "c"), "this is D(p‖q) as derived above. Here q is the truth and p the belief")],
    ),
}
