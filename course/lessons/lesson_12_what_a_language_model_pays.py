"""The words of notebook 12_what_a_language_model_pays: its question, its exercises, the sentence to be guessed."""

import math

import numpy as np

from course.lessons.exercise import Answer, Exercise, Question
from course.translation import _
from course.worlds.languages import ALPHABET, bits, languages, models, places, spell
from lib.distributions import normalize
from lib.measures import entropy, surprisal

QUESTIONS = [
    Question(
        _(
            "Take the letters a to z and the space, 27 symbols. If all were equally likely, each would cost 4.75 bits. "
            "Whoever knows how often each comes in English pays about 4.1, whoever also knows the letter before pays "
            "about 3.5. And a person, who has read the text so far and guesses what comes next?"
        ),
        "c",
        {
            _("About 3.5 bits: there is little more to know."): _(
                "(a) stops too early: a person knows words, grammar and what the text is about."
            ),
            _("About 2.5 bits: each letter back helps a bit."): _(
                "(b) is about what one pays who remembers a few letters, and knows neither words nor what they mean."
            ),
            _("About 1 bit: most letters are no surprise."): _(
                "(c). In 1951 Claude Shannon let people guess who had read the hundred letters before: between 0.6 and "
                "1.3 bits per letter. Further down you can measure yourself."
            ),
            _("Nearly 0 bits: who can read knows the rest."): _(
                "(d) forgets that a text has something to say: a letter that surprises nobody tells nothing."
            ),
        },
        r"\b0\.6\b|\b1\.3\b|[Oo]ne bit per letter|1 bit per letter",
    ),
]

AN, AFTER_A = 2, 3  # how often an n, and how often anything, comes after an a in “banana ”
FOUND = np.array([8, 4, 2, 2])  # letters that were found at the first, second, third and fifth guess
MEAN_GUESSES = FOUND @ [1, 2, 3, 5] / 16
PER_LETTER = entropy(FOUND / 16)
SENTENCE = "Am Montag hat der Bäcker geschlossen, deshalb essen wir heute Kuchen."
LENGTH, CHEAP, DEAR, ASKED = 40, 3.4, 3.55, 10
SHARES = {name: normalize(pairs.sum(axis=0)) for name, pairs in languages().items()}  # of single letters
ALONE, ALONE_IN_ENGLISH = (surprisal(SHARES[name][places(SENTENCE)]) for name in ("German", "English"))
PAID = bits(SENTENCE, models()["German"])
OWN_SHARES = normalize(np.bincount(places(SENTENCE)[1:], minlength=len(ALPHABET)))
IN_ENGLISH = _("what the English model pays: here the German one is asked")
NO_END = _("a mean without the space that ends the sentence: it is paid too")
ALTOGETHER = _("what all letters cost together: the mean is asked")
BY_HEART = _("the entropy of the sentence's own letters: a model that had counted this sentence would pay that")
WITHOUT_SMOOTHING = _("the share without anything added")

EXERCISES = {
    "12.1": Exercise(
        Answer(
            "plain", AN / AFTER_A, "",
            (1.0, _("the share if an n followed always: after the last a comes the space")),
            (AN, _("a count: divide it by how often anything follows an a")),
            (AN / 7, _("the share of the pair an among all seven: divide by those that begin with a")),
            (1 / 3, _("the share of the space: an n is asked")),
            (1 / 7, _("the share of a single pair: an occurs twice")),
            (2 / 6, _("the share of n among the letters: only what follows an a counts")),
            (1 / 2, _("n and the space equally often: n comes twice")),
            hint=_("Without anything added it is a share of what follows an a."),
        ),
        Answer(
            "smoothed", (AN + 1) / (AFTER_A + 4), "",
            (2 / 7, _("2/7: the 1 belongs to the count of the n as well")),
            (3 / 4, _("3/4: each of the four symbols gets 1, so 4 are added below")),
            (1.0, _("3/3: what is added to the counts is added to their sum as well")),
            (3 / 6, _("3/6: the space is a symbol too, the fourth")),
            (3 / 5, _("3/5: each of the four symbols gets 1, so 4 are added below")),
            (AN / AFTER_A, WITHOUT_SMOOTHING),
            (3 / (3 + len(ALPHABET)), _("the answer for the page's whole alphabet: here it has four symbols")),
            (2 / 8, _("the share after 1 was added to a pair that never came: an came twice")),
            hint=_("Add 1 to each of the four counts after a, then take the share."),
        ),
        because=_("what was seen loses a little, so that what was not seen gets something."),
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
            (math.log2(16), _("log₂ of the 16 letters: what counts is how they are shared out")),
            (FOUND[0] / 16, _("the share of the letters that were found at once")),
            (16 * PER_LETTER, _("the bits of all 16 letters: those of one are asked")),
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
        because=_("each letter was as hard to guess as a free choice among {n:.1f} letters.").format(n=2**PER_LETTER),
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
            (LENGTH * CHEAP, _("what the sentence costs in Danish: a difference is asked")),
            (LENGTH * DEAR, _("what the sentence costs in Swedish: a difference is asked")),
            (LENGTH * (CHEAP + DEAR), _("the sum of both costs: a difference is asked")),
            (2 ** (LENGTH * (DEAR - CHEAP)), _("the odds: the bits of evidence are asked")),
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
            (ASKED / (LENGTH * (DEAR - CHEAP)), _("a number of sentences: letters are asked")),
            (2**ASKED / (DEAR - CHEAP), _("the letters for 1024 bits: 1024 to 1 are 10 bits")),
            (math.log2(ASKED) / (DEAR - CHEAP), _("the letters for odds of 10 to 1: 10 bits are 1024 to 1")),
            (LENGTH, _("the letters of this sentence: they bring less")),
            hint=_("Each letter brings as much evidence as above, on average."),
            follows=f"{ASKED * LENGTH} / evidence",
        ),
        because=_("per letter it is little, but evidence adds up, and 10 bits are odds of 1024 to 1."),
        hint=_("How much more does one letter cost in Swedish?"),
        strong_hint=_("Each letter brings 0.15 bits. How many has the sentence, and how many are needed for 10 bits?"),
        examples=[([64, 6.25], "the odds: the bits of evidence are asked")],
    ),
    "12.4": Exercise(
        Answer(
            "single", ALONE[1:].mean(), "bits",
            (ALONE[1:].sum(), ALTOGETHER),
            (ALONE_IN_ENGLISH[1:].mean(), IN_ENGLISH),
            (entropy(OWN_SHARES), BY_HEART),
            (entropy(SHARES["German"]), _("the entropy of the counted letters: here this sentence pays")),
            (math.log2(len(ALPHABET)), _("all letters equally likely: they were counted")),
            (PAID.mean(), _("the price of pairs: here only the letter itself is known")),
            (ALONE.mean(), _("a mean with the space before the sentence in it: leave it out with `[1:]`")),
            (ALONE[1:-1].mean(), NO_END),
            hint=_("The shares of the single letters are the column sums, divided by their sum."),
        ),
        Answer(
            "pairs", PAID.mean(), "bits",
            (PAID.sum(), ALTOGETHER),
            (PAID[:-1].mean(), NO_END),
            (PAID.sum() / len(spell(SENTENCE)), _("divided by too few: the space that ends it is paid")),
            (bits(SENTENCE, models()["English"]).mean(), IN_ENGLISH),
            (2 ** PAID.mean(), _("the perplexity: the bits are asked")),
            (bits(SENTENCE, models()["Dutch"]).mean(), _("what the Dutch model pays")),
            hint=_("It is the mean of what `bits` returns for the sentence and the German model."),
        ),
        because=_("the letter before is worth more than half a bit, in German too."),
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
}
