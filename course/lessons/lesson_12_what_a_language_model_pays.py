"""The words of notebook 12_what_a_language_model_pays: its question, its exercises, the sentence to guess."""

import math

import numpy as np

from course.lessons.exercise import Answer, Exercise, Question
from course.translation import _
from course.worlds.languages import ALPHABET, bits, languages, models, places, spell
from course.worlds.sentences import SENTENCES, pieces
from lib.distributions import normalize, softmax
from lib.measures import entropy, surprisal

QUESTIONS = [
    Question(
        _(
            "Take the letters a to z and the space, 27 symbols. If all were equally likely, each would cost 4.75 bits. "
            "A model that knows how often each letter comes in English pays about 4.1 bits. One that also looks at the "
            "letter before pays about 3.5. A person has read the text so far and guesses the next letter. How many "
            "bits per letter does the person pay?"
        ),
        "c",
        {
            _("About 3.5 bits: there is little more to know."): _(
                "(a) stops too early: a person knows words, grammar and what the text is about."
            ),
            _("About 2.5 bits: each letter back helps a bit."): _(
                "(b) is about the price for somebody who remembers a few letters, but knows neither words nor their "
                "meaning."
            ),
            _("About 1 bit: most letters are no surprise."): _(
                "(c). In 1951 Claude Shannon showed a reader a hundred letters and let the reader guess the next one. "
                "From many guesses he computed bounds: a letter costs 0.6 to 1.3 bits. Further down you can measure "
                "yourself."
            ),
            _("Nearly 0 bits: a good reader knows the rest."): _(
                "(d) forgets that a text has something to say. A letter that surprises nobody tells nothing."
            ),
        },
        r"\b0\.6\b|\b1\.3\b|[Oo]ne bit per letter|1 bit per letter|字母.{0,4}[1一] ?个?比特",
    ),
]

AN, AFTER_A = 2, 3  # the number of n after an a in “banana ”, and of all signs after an a
FOUND = np.array([8, 4, 2, 2])  # letters that were found at the first, second, third and fifth guess
MEAN_GUESSES = FOUND @ [1, 2, 3, 5] / 16
PER_LETTER = entropy(FOUND / 16)
SENTENCE = "Am Montag hat der Bäcker geschlossen, deshalb essen wir heute Kuchen."
LENGTH, CHEAP, DEAR, ASKED = 40, 3.4, 3.55, 10
SHARES = {name: normalize(pairs.sum(axis=0)) for name, pairs in languages().items()}  # of single letters
ALONE, ALONE_IN_ENGLISH = (surprisal(SHARES[name][places(SENTENCE)]) for name in ("German", "English"))
PAID = bits(SENTENCE, models()["German"])
OWN_SHARES = normalize(np.bincount(places(SENTENCE)[1:], minlength=len(ALPHABET)))
IN_ENGLISH = _("what the English model pays: here the German one pays")
NO_END = _("a mean without the space that ends the sentence: it is paid for too")
ALTOGETHER = _("what all letters cost together: divide by how many they are")
BY_HEART = _("the entropy of the sentence's own letters: the model has counted other texts")
WITHOUT_SMOOTHING = _("the share without anything added")



def _claims(letters):
    """Yield for each piece what the detective claims, by the likelihoods, and whether it is right."""
    for name, sentences in SENTENCES.items():
        for path in map(places, sentences):
            free = 0  # where the next piece may begin
            for start in range(len(path) - letters - 1):
                if start >= free and path[start] == 0:  # the letter before is the space
                    pairs = path[start : start + letters], path[start + 1 : start + letters + 1]
                    likelihoods = {other: np.prod(q[pairs]) for other, q in models().items()}
                    named = max(likelihoods, key=likelihoods.get)
                    yield likelihoods[named] / sum(likelihoods.values()), named == name
                    free = start + letters


CLAIMED, RIGHT = np.mean([*_claims(20)], axis=0)
OF_EIGHT, RIGHT_OF_EIGHT = np.mean([*_claims(8)], axis=0)
COSTS, COLUMN = pieces(20)
OF_THE_RIGHT_ONE = normalize(2.0**-COSTS)[np.arange(len(COSTS)), COLUMN].mean()
EIGHT = _("that of the pieces of eight letters, as in the picture: here they have twenty")

EXERCISES = {
    "12.1": Exercise(
        Answer(
            "plain", AN / AFTER_A, "",
            (1.0, _("the share if an n always followed: after the last a comes the space")),
            (AN, _("a count: divide it by how often anything follows an a")),
            (AN / 7, _("the share of the pair “an” among all seven: divide by those that begin with a")),
            (1 / 3, _("the share of the space: take that of the n")),
            (1 / 7, _("the share of a single pair: “an” comes twice")),
            (2 / 6, _("the share of n among the letters: only what follows an a counts")),
            (1 / 2, _("n and the space equally often: n comes twice")),
            hint=_("Without anything added it is a share of what follows an a."),
        ),
        Answer(
            "smoothed", (AN + 1) / (AFTER_A + 4), "",
            (2 / 7, _("2/7: the 1 belongs to the count of the n as well")),
            (3 / 4, _("3/4: each of the four symbols gets 1, so 4 are added below")),
            (1.0, _("3/3: the sum of the counts grows too, by 4")),
            (3 / 6, _("3/6: the space is a symbol too, the fourth")),
            (3 / 5, _("3/5: each of the four symbols gets 1, so 4 are added below")),
            (AN / AFTER_A, WITHOUT_SMOOTHING),
            (3 / (3 + len(ALPHABET)), _("the answer for the page's whole alphabet: here it has four symbols")),
            (2 / 8, _("the share after 1 was added to a pair that never came: an came twice")),
            hint=_("Add 1 to each of the four counts after a, then take the share."),
        ),
        because=_("the pairs that were seen lose some probability, and those never seen get it."),
        hint=_("Write down what follows each a of “banana ”, the space at its end included."),
        strong_hint=_("After a come n, n and the space. Then add 1 for each of a, b, n and the space."),
        exchanged=_("the two are exchanged: plain is the share without anything added"),
        examples=[
            ([1 / 3, 0.428571], "the share of the space", "or like the share of n among the letters"),
            ([0.666667, 0.042857], "the page's whole alphabet"),
        ],
    ),
    "12.2": Exercise(
        Answer(
            "mean_bits", PER_LETTER, "bits",
            (MEAN_GUESSES, _("the mean number of guesses, or like the bits of four equally frequent numbers")),
            (math.log2(MEAN_GUESSES), _("log₂ of the mean number of guesses: take the surprise of each first")),
            (surprisal(FOUND / 16).mean(), _("the plain mean of the surprises: weight them")),
            (surprisal(FOUND / 16).sum(), _("the sum of the surprises: weight them")),
            (math.log2(16), _("log₂ of the 16 letters: take the shares of the four numbers of guesses")),
            (FOUND[0] / 16, _("the share of the letters that were found at once")),
            (16 * PER_LETTER, _("the bits of all 16 letters: divide by 16")),
            hint=_("It is the entropy of the four shares."),
        ),
        Answer(
            "perplexity", 2**PER_LETTER, "",
            (MEAN_GUESSES, _("the mean number of guesses: it is 2 to the power of the bits")),
            (4, _("how many different numbers there are: they are not equally frequent")),
            (math.e**PER_LETTER, _("e to the power of bits: for bits it is 2")),
            (PER_LETTER**2, _("the bits squared: it is 2 to the power of the bits")),
            (2 * PER_LETTER, _("twice the bits: it is 2 to the power of the bits")),
            (math.log2(PER_LETTER), _("log₂ of the bits: it is 2 to their power")),
            hint=_("It is 2 to the power of the bits per letter."),
            follows="2 ** mean_bits",
        ),
        because=_("on average, a letter was at most as hard as a free choice among {n:.1f} letters.").format(
            n=2**PER_LETTER
        ),
        hint=_("The shares of the four numbers of guesses are a distribution: take its entropy."),
        strong_hint=_("The shares are 1/2, 1/4, 1/8 and 1/8. Perplexity is 2 to the power of their entropy."),
        examples=[
            ([2, 4], "the mean number of guesses", "four equally frequent numbers"),
            ([9, 512], "the sum of the surprises"),
        ],
    ),
    "12.3": Exercise(
        Answer(
            "evidence", LENGTH * (DEAR - CHEAP), "",
            (DEAR - CHEAP, _("the evidence of one letter: there are 40")),
            (LENGTH * CHEAP, _("what the sentence costs in Danish: evidence is a difference")),
            (LENGTH * DEAR, _("what the sentence costs in Swedish: evidence is a difference")),
            (LENGTH * (CHEAP + DEAR), _("the sum of both costs: evidence is a difference")),
            (2 ** (LENGTH * (DEAR - CHEAP)), _("the odds: the bits are log₂ of them")),
            ((DEAR - CHEAP) / LENGTH, _("a letter's evidence divided by 40: it is 40 times as much")),
            (DEAR / CHEAP, _("a ratio of bits: bits are logarithms already, so subtract them")),
            (LENGTH * math.log2(DEAR / CHEAP), _("a logarithm of bits: they are logarithms already")),
            hint=_("Evidence adds up, letter by letter."),
        ),
        Answer(
            "letters", ASKED / (DEAR - CHEAP), "",
            (ASKED / CHEAP, _("10 divided by the cost of a letter: divide by its evidence")),
            (ASKED / DEAR, _("10 divided by the cost of a letter: divide by its evidence")),
            (ASKED * (DEAR - CHEAP), _("the evidence of ten letters: how many bring 10 bits?")),
            (ASKED / (LENGTH * (DEAR - CHEAP)), _("a number of sentences: the question asks for letters")),
            (2**ASKED / (DEAR - CHEAP), _("the letters for 1024 bits: 1024 to 1 are 10 bits")),
            (math.log2(ASKED) / (DEAR - CHEAP), _("the letters for odds of 10 to 1: 10 bits are 1024 to 1")),
            (LENGTH, _("the letters of this sentence: they bring less")),
            hint=_("Each letter brings as much evidence as above, on average."),
            follows=f"{ASKED * LENGTH} / evidence",
        ),
        because=_("each letter brings little, but evidence adds up, and 10 bits are odds of 1024 to 1."),
        hint=_("How much more does one letter cost in Swedish?"),
        strong_hint=_("On average a letter brings 0.15 bits. How many has the sentence, and how many bring 10 bits?"),
        examples=[([64, 6.25], "the odds: the bits are log₂ of them")],
    ),
    "12.4": Exercise(
        Answer(
            "single", ALONE[1:].mean(), "bits",
            (ALONE[1:].sum(), ALTOGETHER),
            (ALONE_IN_ENGLISH[1:].mean(), IN_ENGLISH),
            (entropy(OWN_SHARES), BY_HEART),
            (entropy(SHARES["German"]), _("the entropy of the counted letters: here this sentence pays")),
            (math.log2(len(ALPHABET)), _("the price if all letters were equally likely: they were counted")),
            (PAID.mean(), _("the price of pairs: here only the letter itself is known")),
            (ALONE.mean(), _("a mean with the space before the sentence in it: leave it out with `[1:]`")),
            (ALONE[1:-1].mean(), NO_END),
            hint=_("The shares of the single letters are the column sums, divided by their sum."),
        ),
        Answer(
            "pairs", PAID.mean(), "bits",
            (PAID.sum(), ALTOGETHER),
            (PAID[:-1].mean(), NO_END),
            (PAID.sum() / len(spell(SENTENCE)), _("divided by too few: the space at the end is paid for too")),
            (bits(SENTENCE, models()["English"]).mean(), IN_ENGLISH),
            (2 ** PAID.mean(), _("the perplexity: the question asks for bits")),
            (bits(SENTENCE, models()["Dutch"]).mean(), _("what the Dutch model pays")),
            hint=_("It is the mean of what `bits` returns for the sentence and the German model."),
        ),
        needs_python=True,
        because=_("in German, too, the letter before saves more than half a bit."),
        hint=_('Take the counts `languages()["German"]`: once the sums of their columns, once `bigram_model` of them.'),
        strong_hint=_(
            "With the counts named `counts`, `share = normalize(counts.sum(axis=0))`. Then `single` is "
            "`surprisal(share[places(sentence)[1:]]).mean()`, and `pairs` is `bits(sentence, "
            "bigram_model(counts)).mean()`."
        ),
        exchanged=_("the two are exchanged: single is the price without the letter before"),
        examples=[
            ([3.960152, 3.507185], "the sentence's own letters"),
            ([4.241882, 4.100504], "what the English model pays"),
            ([4.263011, 3.539093], "without the space that ends the sentence"),
        ],
    ),
    "12.5": Exercise(
        Answer(
            "claimed", CLAIMED, "",
            (OF_THE_RIGHT_ONE, _("the mean probability of the right language: take the language that is named")),
            (1 / 12, _("the mean of all probabilities: take the largest one of each piece")),
            (softmax(-COSTS).max(axis=1).mean(), _("e to the power of minus the bits: for bits it is 2")),
            (1 - CLAIMED, _("the mean probability that the detective is wrong, by its own claim")),
            (normalize(COSTS).max(axis=1).mean(), _("shares of the bits: first raise 2 to minus the bits")),
            (OF_EIGHT, EIGHT),
            hint=_("For each piece, normalize 2 to the power of minus the bits, and take the largest probability."),
        ),
        Answer(
            "correct", RIGHT, "",
            (1 - RIGHT, _("the share that is wrong")),
            (RIGHT * len(COSTS), _("how many are right: divide by the number of pieces")),
            (RIGHT_OF_EIGHT, EIGHT),
            hint=_("The detective names the column with the fewest bits. Compare it with `right`."),
        ),
        Answer(
            "verdict", "a", "",
            ("b", _("the verdict on a detective that is right as often as it claims")),
            ("c", _("the verdict on a detective that is right more often than it claims")),
            hint=_("Compare the two numbers: which one is larger?"),
        ),
        needs_python=True,
        because=_("it claims more than it is right. Its name is mostly right, but its odds are too high."),
        hint=_("With equal odds before, probabilities are in proportion to 2 to the power of minus the bits."),
        strong_hint=_(
            "The claims are `normalize(2.0**-costs).max(axis=1)`, and `costs.argmin(axis=1)` has the columns that are "
            "named."
        ),
        examples=[
            ([0.8630, 0.8667, "a"], "probability of the right language"),
            ([0.9230, 130, "a"], "how many are right"),
            ([0.7311, 0.6324, "a"], "pieces of eight letters"),
        ],
    ),
}
