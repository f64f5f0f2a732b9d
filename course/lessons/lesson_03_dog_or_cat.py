"""The words of notebook 03_dog_or_cat: its question, its exercises with their usual mistakes and hints."""

import math

import numpy as np

from course.lessons.exercise import LN2, Answer, Exercise, Question
from course.lessons.shared_mistakes import COIN, bits_and_nats
from course.translation import _
from lib.distributions import softmax
from lib.measures import entropy, surprisal

QUESTIONS = [
    Question(
        _(
            "Two networks look at the same two dogs. The *timid* one says q(dog) = 0.5 both times. The *bold* one says "
            "0.95 for the first dog and 0.05 for the second. The loss of each answer is D(p‖q). Which network has the "
            "smaller mean loss?"
        ),
        "b",
        {
            _("The bold one: it is right at least once."): _(
                "(a) counts right answers. But a right answer can save at most the 1 bit that the timid one pays, and "
                "a wrong answer can cost any amount."
            ),
            _("The timid one: it is never badly wrong."): _(
                "(b). The timid network pays 1 bit each time. The bold one pays 0.0740 bits for the first dog and 4.32 "
                "for the second. That is 2.20 bits on average: a confident mistake costs more than a confident right "
                "answer saves."
            ),
            _("Equal: on average both give the dogs 0.5."): _(
                "(c) averages the probabilities. That would be right if the loss were proportional to the error 1 − q. "
                "But it is a logarithm, and grows faster the smaller q gets."
            ),
            _("Neither: one mean loss is infinite."): _(
                "(d) takes a small probability for 0: only q(dog) = 0 costs infinitely much."
            ),
        },
        r"confident mistake|自信地答错|2\.197|2\.20\b|4\.32",
    ),
]

FORGOT_BIAS = _("the sum without its bias")
TRANSPOSED = _("the weights taken the wrong way: each hidden number has a pair, one weight for each class")
LOST_SIGN = _("a sum with h₂ = +0.6: the second hidden number is −0.6")
AGAIN_TANH = _("tanh of the logit: only the hidden layer has tanh")
Q_RIGHT = np.array([0.5, 0.25, 0.9, 0.99])
PAGE_BATCH = np.array([0.9, 0.8, 0.95, 0.05])
HIDDEN = np.array([0.8, -0.6])
LAST = np.array([[2, -1], [1, 3]])
BIASES = np.array([0.1, -0.1])
LOGITS = HIDDEN @ LAST + BIASES

EXERCISES = {
    "03.1": Exercise(
        *bits_and_nats(
            surprisal(0.1),
            (surprisal(0.9), _("the loss for a dog: the picture is a cat")),
            (entropy(COIN), _("the entropy of q: only the right class counts")),
            (surprisal(COIN).sum(), _("the sum over both classes: only the right one counts")),
            (surprisal(COIN).mean(), _("the mean over both classes: only the right one counts")),
            (0.1 * surprisal(0.1), _("the loss weighted with q(cat): the weight is the truth, p(cat) = 1")),
            (1, _("the loss of Case 1, of an undecided network: here the cat got 0.1")),
            unitless=[
                (0.1, _("a probability, q(cat): the loss is −log of it")),
                (0.9, _("a probability, q(dog) or the error: the loss is −log q(cat)")),
            ],
        ),
        because=_("the loss is −log q of the right class, and the cat got only 0.1."),
        hint=_("Which class is right, and what probability did it get?"),
        strong_hint=_(
            "q sums to 1: how much is left for the cat? The loss is −log of that, log₂ for bits and ln for nats."
        ),
        exchanged=_("bits and nats are exchanged"),
        examples=[([1, 0.693147], "the loss of Case 1", "or like a logarithm to base 10")],
    ),
    "03.2": Exercise(
        *bits_and_nats(
            surprisal(Q_RIGHT).mean(),
            (surprisal(Q_RIGHT).sum(), _("the sum of the losses: divide it by their number")),
            (surprisal(Q_RIGHT.mean()), _("−log of the mean probability: average the losses instead")),
            (np.median(surprisal(Q_RIGHT)), _("the median of the losses: the question asks for the mean")),
            (surprisal(Q_RIGHT).max(), _("the loss of the worst picture alone: average all four")),
            ((Q_RIGHT * surprisal(Q_RIGHT)).sum(), _("the losses weighted with q: every picture counts the same")),
            (surprisal(PAGE_BATCH).mean(), _("the mean loss of the batch further up: this is another one")),
            (surprisal(PAGE_BATCH).sum(), _("the sum of the losses of the batch further up: this is another one")),
            unitless=[
                (Q_RIGHT.mean(), _("the mean probability: take the loss of each first, −log of it")),
                (1 - Q_RIGHT.mean(), _("the mean error 1 − q: the loss is −log q")),
            ],
        ),
        because=_("the loss of a batch is the mean of its losses, and here the second picture dominates it."),
        hint=_("Take the loss of each picture first, and then their mean."),
        strong_hint=_(
            "`surprisal([0.5, 0.25, 0.9, 0.99])` gives the four losses in bits: average them, then change bits into "
            "nats."
        ),
        exchanged=_("bits and nats are exchanged"),
        examples=[([1.151158, 0.797922], "weighted with q")],
    ),
    "03.3": Exercise(
        Answer(
            "first_loss", math.log(10), "nats",
            (1 / 10, _("the probability of each class: the loss is −ln of it")),
            (9 / 10, _("the error 1 − q: the loss is −ln q")),
            (10, _("the number of classes: take its logarithm")),
            (math.log(2), _("the loss with 2 classes: here there are 10")),
            (
                1,
                _(
                    "one bit, the loss of a network undecided between two classes: here there are ten, and the answer "
                    "is in nats"
                ),
            ),
            (10 * math.log(10), _("the sum over all classes: only the right one counts")),
            (math.log(10) / 10, _("the mean over all classes: only the right one counts")),
        ),
        because=_("whatever the label is, its class got 1/10, so every picture costs ln 10."),
        hint=_("What probability does each of the ten classes get?"),
        strong_hint=_(
            "Ten equal shares of 1, and the right class has one of them, whichever it is. The loss is −ln of that "
            "share."
        ),
        examples=[([1], "undecided between two classes", "or like a logarithm to base 10")],
    ),
    "03.4": Exercise(
        Answer(
            "z_dog", LOGITS[0], "",
            (LOGITS[0] - BIASES[0], FORGOT_BIAS),
            (LOGITS[0] - 2 * BIASES[0], _("a sum with the bias −0.1: that is the cat's")),
            ((LAST @ HIDDEN + BIASES)[0], TRANSPOSED),
            ((abs(HIDDEN) @ LAST + BIASES)[0], LOST_SIGN),
            (math.tanh(LOGITS[0]), AGAIN_TANH),
            (LOGITS[1], _("the cat's logit")),
            hint=_("The dog's logit has the dog's two weights, 2 and 1, and the dog's bias."),
        ),
        Answer(
            "z_cat", LOGITS[1], "",
            (LOGITS[1] - BIASES[1], FORGOT_BIAS),
            (LOGITS[1] - 2 * BIASES[1], _("a sum with the bias +0.1: the cat's is −0.1")),
            ((LAST @ HIDDEN + BIASES)[1], TRANSPOSED),
            ((abs(HIDDEN) @ LAST + BIASES)[1], LOST_SIGN),
            (math.tanh(LOGITS[1]), AGAIN_TANH),
            (LOGITS[0], _("the dog's logit")),
            hint=_("The cat's logit has the cat's two weights, −1 and 3, and the cat's bias."),
        ),
        Answer(
            "q_dog", softmax(LOGITS)[0], "",
            (softmax(LOGITS)[1], _("q(cat): the question asks for q(dog)")),
            (softmax(LOGITS - BIASES)[0], _("softmax of the logits without their biases")),
            (softmax([LOGITS[0], 0])[0], _("softmax against a logit of 0: the cat's is not 0")),
            (softmax(LN2 * LOGITS)[0], _("softmax with powers of 2: take those of e")),
            (math.exp(LOGITS[0]), _("e^z alone: divide by the sum over both classes")),
            (math.exp(LOGITS[0] - LOGITS[1]), _("the odds, q(dog) : q(cat): divide by the sum over both classes")),
            (LOGITS[0] / sum(LOGITS), _("the logit's share of the sum: take e to the power of each logit first")),
            (LOGITS[0] - LOGITS[1], _("the difference of the logits: softmax comes after it")),
            hint=_("Softmax takes e to the power of each logit. q(dog) is the dog's share of their sum."),
            follows="1 / (1 + exp(z_cat - z_dog))",
        ),
        because=_("each logit is a weighted sum plus its bias, and only the difference of the two decides q."),
        hint=_("The dog's logit is 0.8 times its first weight, minus 0.6 times its second one, plus its bias."),
        strong_hint=_(
            "z(dog) is 0.8·2 − 0.6·1 + 0.1. Build z(cat) in the same way, with its weights −1 and 3. Softmax takes e "
            "to the power of each, and divides by the sum."
        ),
        examples=[
            ([1, -2.6, 0.973403], "`z_dog` looks like the sum without its bias"),
            ([2.3, -1.1, 0.967705], "taken the wrong way", "or like a sum with h₂ = +0.6"),
            ([0.800499, -0.991007, 0.978119], "only the hidden layer has tanh"),
            ([-2.7, 1.1, 0.021881], "`z_dog` and `z_cat` are exchanged"),
            ([-2.7, 1, 0.978119], "`q_dog` is right", "the cat's logit"),
        ],
    ),
}
