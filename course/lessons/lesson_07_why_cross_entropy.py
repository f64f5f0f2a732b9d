"""The words of notebook 07_why_cross_entropy: its question, its exercises with their usual mistakes and hints."""

import math

from course.lessons.exercise import LN2, Answer, Exercise, Question
from course.lessons.shared_mistakes import CE, CHOOSE, CHOOSE_OF_FIVE, COIN, STEEP, D, each
from course.translation import _
from course.worlds.training import smooth
from lib.measures import entropy, surprisal

QUESTIONS = [
    Question(
        _(
            "Now the labels are smoothed: a dog's label is (0.95, 0.05). Its entropy is above 0, so the two losses "
            "are two different numbers. Two networks start the same. One trains on the cross-entropy, the other on "
            "KL. After 200 steps:"
        ),
        "c",
        {
            _("KL's network is better: it measures the way to the truth."): _(
                "(a) is what the names suggest: KL sounds like the real thing, and cross-entropy like a second choice."
            ),
            _("KL's network lags behind: a smaller loss makes smaller steps."): _(
                "(b) confuses the height of a loss with its slope. Steps follow the slope."
            ),
            _("It is the same network: the losses differ by a fixed amount."): _(
                "(c). The losses differ by H(p) = 0.198515 nats at every step. Training changes q, and there is no q "
                "in H(p)."
            ),
            _("Neither learns: with soft labels there is nothing to reach."): _(
                "(d) thinks that the goal is to be certain. The goal is now q = (0.95, 0.05), and it can be reached."
            ),
        },
        r"0\.198|[Ii]dentical|same network|same weights|fixed amount|一模一样|完全相同|权重相同|固定的数",
    ),
]


def _label_entropy(name, classes):
    label = smooth(0, 0.1, classes=classes)
    right = label[0]
    shared_by_others = [0.9, *[0.1 / (classes - 1)] * (classes - 1)]
    return Answer(
        name, LN2 * entropy(label), "nats",
        (0.0, _("the entropy of a hard label: a smoothed one is not certain")),
        (LN2 * entropy(shared_by_others), _("the entropy without the share 0.1/K of the right class")),
        (LN2 * entropy(smooth(0, 0.1)), _("the entropy for 2 classes")),
        (LN2 * entropy(COIN), _("the entropy of (0.9, 0.1): each of K classes gets 0.1/K, the right one 0.9 more")),
        (
            LN2 * (right * surprisal(right) + 0.1 / classes * surprisal(0.1 / classes)),
            _("a sum with one wrong class only: there are K − 1 of them"),
        ),
        (LN2 * right * surprisal(right), _("the term of the right class alone: add those of the others")),
        (math.log(classes), _("the entropy of the uniform distribution: the right class has 0.9 more")),
        (LN2 * surprisal(right), _("the surprise of the right class alone: average over all of them")),
    )


def _logit_gap(name, classes):
    right, other = smooth(0, 0.1, classes=classes)[:2]
    mistakes = [
        (right / other, _("the ratio of the probabilities: take its logarithm")),
        (right - other, _("the difference of the probabilities: logits are logarithms")),
        (math.log(0.9 / other), _("the gap from 0.9: the right class has 0.1/K more")),
        (math.log(0.9 / 0.1 * (classes - 1)), _("the gap when only wrong classes share 0.1: all get 0.1/K")),
        (math.log(right), _("the logarithm for the right class alone: subtract that for another class")),
        (math.inf, _("the gap for hard labels: smoothed ones need finite logits")),
    ]
    if classes > 2:
        mistakes += [
            (math.log(9), _("ln 9, from a label (0.9, 0.1): each of the K classes gets 0.1/K")),
            (math.log(right / (1 - right)), _("the gap to all other classes together: take only one of them")),
            (math.log(19), _("the gap for 2 classes")),
        ]
    return Answer(name, math.log(right / other), "nats", *mistakes)


DRAWN, MODEL, BOLD = [0.7, 0.3], [0.8, 0.2], [0.99, 0.01]

EXERCISES = {
    "07.1": Exercise(
        _label_entropy("three", 3),
        _label_entropy("ten", 10),
        because=_("no model scores below the entropy of the labels, and with more classes that is higher."),
        hint=_("Write down the label first: the right class has 0.9 + 0.1/K, every other one 0.1/K."),
        strong_hint=_(
            "`smooth(0, 0.1, classes=3)` writes the label down. Take its entropy in nats. Then do the same for 10."
        ),
        exchanged=_("three and ten are exchanged"),
        examples=[
            ([0.177767, 0.131874], "one wrong class only"),
            ([0.394398, 0.544805], "without the share 0.1/K of the right class"),
        ],
    ),
    "07.2": Exercise(
        _logit_gap("two", 2),
        _logit_gap("ten", 10),
        because=_("the difference of two logits is the logarithm of the ratio of their probabilities."),
        hint=_("By softmax, the ratio of two probabilities is e to the difference of their logits."),
        strong_hint=_(
            "The right class has 0.9 + 0.1/K, any other one 0.1/K. What is their ratio? It is e to the gap: which gap?"
        ),
        exchanged=_("two and ten are exchanged"),
        examples=[
            ([2.197225, 2.197225], "the gap when only wrong classes share 0.1"),
            ([2.944439, 2.313635], "all other classes together"),
        ],
    ),
    "07.3": Exercise(
        Answer(
            "floor", LN2 * entropy(COIN), "nats",
            (0, _("the loss without wrong labels: here one in ten is wrong")),
            (LN2 * surprisal(0.9), _("the loss on right labels alone: average it with that on wrong ones")),
            (LN2 * surprisal(0.1), _("the loss on wrong labels alone: average it with that on right ones")),
            (
                LN2 * (0.1 * surprisal(0.9) + 0.9 * surprisal(0.1)),
                _("an average with its weights swapped: the surprise of 0.9 comes nine times in ten"),
            ),
            (LN2 * 0.9 * surprisal(0.9), _("the term of the right labels alone: add that of the wrong ones")),
            (LN2 * 0.1 * surprisal(0.1), _("the term of the wrong labels alone: add that of the right ones")),
            (0.1, _("the share of wrong labels: take the loss")),
            (0.9, _("the share of right labels: take the loss")),
            (LN2 * entropy(smooth(0, 0.1)), _("the floor for labels smoothed by 0.1: here one in ten is wrong")),
            hint=_("One label in ten is wrong. What do labels cost somebody who knows that?"),
        ),
        Answer(
            "too_sure", LN2 * CE(COIN, BOLD), "nats",
            (LN2 * entropy(COIN), _("the entropy: the score is the cross-entropy H(p, q)")),
            (entropy(COIN), _("the entropy, in bits: the score is the cross-entropy, in nats")),
            (LN2 * CE(BOLD, COIN), _("the cross-entropy with p and q swapped")),
            (LN2 * D(COIN, BOLD), _("the divergence: add the floor")),
            (
                LN2 * CE(STEEP, BOLD),
                _("an average with its weights swapped: the surprise of 0.99 comes nine times in ten"),
            ),
            (LN2 * 0.9 * surprisal(0.99), _("the term of the right labels alone: add that of the wrong ones")),
            (LN2 * 0.1 * surprisal(0.01), _("the term of the wrong labels alone: add that of the right ones")),
            (LN2 * surprisal(0.99), _("the loss on right labels alone: one in ten is wrong")),
            (LN2 * surprisal(0.01), _("the loss on wrong labels alone: nine in ten are right")),
            (LN2 * surprisal(BOLD).mean(), _("the plain mean of both losses: weight them with 0.9 and 0.1")),
            (0.99, _("a probability: take the loss")),
            hint=_("Again nine labels in ten are right and one is wrong. What does each cost this model?"),
        ),
        because=_("the floor is the entropy of the labels. To be more sure than that costs a divergence more."),
        hint=_("What is the truth p about a label? Its entropy is the floor."),
        strong_hint=_(
            "p = (0.9, 0.1) in both. The floor is the cost for somebody who knows p. The score is the cost for "
            "somebody who believes in (0.99, 0.01)."
        ),
        exchanged=_("floor and too_sure are exchanged"),
        examples=[
            ([0, 0.010050], "the loss without wrong labels"),
            ([0.325083, 4.145658], "`floor` is right", "weights swapped"),
        ],
    ),
    "07.4": Exercise(
        Answer(
            "by_q", "d", "",
            ("e", _("the logarithm of the ratio, which is D without its weights: take the slope by qᵢ")),
            ("c", _("the slope of qᵢ by zⱼ, which is the second gap")),
            *each("ab", _("the sum of the products: the first gap is the slope by qᵢ alone")),
        ),
        Answer(
            "by_z", "c", "",
            ("d", _("the slope of D by qᵢ, which is the first gap")),
            ("e", _("a logarithm: the second gap is the slope of qᵢ itself")),
            *each("ab", _("the sum of the products: the second gap is the slope of qᵢ alone")),
        ),
        Answer(
            "result", "a", "",
            ("b", _("the result with the wrong sign: −Σᵢ pᵢ·([i = j] − qⱼ) is −pⱼ + qⱼ")),
            *each("cd", _("one of the factors: multiply, and sum over i")),
            ("e", _("a logarithm: in the product of the two gaps qᵢ cancels, and no logarithm is left")),
        ),
        because=_("the page found the same for cross-entropy, in another way."),
        hint=CHOOSE_OF_FIVE,
        strong_hint=_(
            "In pᵢ·(ln pᵢ − ln qᵢ) only ln qᵢ changes with q. For the second gap, qᵢ has qᵢ times the slope of ln qᵢ."
        ),
        examples=[(["c", "d", "a"], "`result` is right", "which is the second gap")],
    ),
    "07.5": Exercise(
        Answer(
            "estimate", LN2 * CE(DRAWN, MODEL), "nats",
            (LN2 * CE(COIN, MODEL), _("the number on the page, in a world of 90 % dogs: count these labels")),
            (LN2 * CE(DRAWN[::-1], MODEL), _("an average with its weights swapped: seven of ten are dogs")),
            (LN2 * CE(MODEL, DRAWN), _("the cross-entropy with p and q swapped: the labels give the weights")),
            (LN2 * 10 * CE(DRAWN, MODEL), _("the sum over ten labels: take their mean")),
            (LN2 * entropy(DRAWN), _("the entropy of the counts: the surprises are the model's")),
            (LN2 * entropy(MODEL), _("the entropy of q: the labels give the weights")),
            (LN2 * D(DRAWN, MODEL), _("the divergence from the counts: take the cross-entropy")),
            (LN2 * surprisal(MODEL).mean(), _("the plain mean of both surprises: weight them with 0.7 and 0.3")),
            (LN2 * surprisal(0.8), _("the surprise at a dog alone: three of ten are cats")),
            (LN2 * D(COIN, MODEL), _("the divergence on the page, in a world of 90 % dogs")),
        ),
        Answer(
            "needed", "c", "",
            ("a", _("more labels: they make the average better, but D needs p(y) for each of them")),
            ("b", _("the gradient: it is the same for both, and says nothing about H(p)")),
            ("d", _("nothing: D is the cross-entropy minus H(p), and H(p) is not in the labels' surprises")),
            hint=CHOOSE,
        ),
        Answer(
            "parting", "d", "",
            ("a", _("a p that stands still: a one-hot label has H(p) = 0 and keeps it")),
            ("b", _("a p that stands still: H(p) is above 0, but training does not change it")),
            ("c", _("a p that stands still: its network is not trained")),
            hint=CHOOSE,
        ),
        because=_(
            "labels and q give the cross-entropy. The divergence needs p too. The losses part only where p moves."
        ),
        hint=_(
            "Average −ln q(y) over the ten labels. Then ask which of the two losses contains p(y), and whose p moves."
        ),
        strong_hint=_(
            "A dog costs −ln 0.8, a cat −ln 0.2. Which of the two averages on the page has ln p(y) in it? And where "
            "does p depend on weights that training changes?"
        ),
        examples=[([1.193550, "c", "d"], "weights swapped")],
    ),
}
