"""The names that expressions for the prose may use: math, numpy as np, lib, course/worlds, and those below."""

# ruff: noqa: F401, F403, F405  the expressions are strings in the notebooks, where ruff sees no name used
import inspect
from bisect import bisect_left
from functools import cache
from math import *

import numpy as np
from frameworks_table import ROWS
from scipy.ndimage import label
from scipy.optimize import brentq

from course.explorers.by_heart import EXTRAS, REMEMBERED
from course.explorers.gathering_evidence import SEEDS, chance, chances_by, evidence_of, reached_by
from course.explorers.hit_the_divergence import TARGETS
from course.explorers.kl_versus_q import POSITIONS
from course.explorers.kraft_cake import bill
from course.explorers.language_detective import SENTENCE, letter_costs
from course.explorers.left_to_learn import alarm_table
from course.explorers.neglected_snow import forecast
from course.explorers.reliability import confidences, mean_loss
from course.explorers.running_bill import OWN_CODE, SENT, WRONG_CODE
from course.explorers.two_descents import STEPS
from course.lessons.lesson_12_what_a_language_model_pays import CHEAP, DEAR
from course.lessons.lesson_12_what_a_language_model_pays import SENTENCE as MONDAY
from course.worlds.heights import MODEL as MODEL_HEIGHT
from course.worlds.heights import TRUTH as TRUTH_HEIGHT
from course.worlds.heights import binned, density
from course.worlds.humps import *
from course.worlds.languages import *
from course.worlds.learnt_text import *
from course.worlds.pets import *
from course.worlds.photograph import *
from course.worlds.photograph import mutual_information as of_pixels
from course.worlds.policies import *
from course.worlds.sentences import *
from course.worlds.training import *
from lib import *
from lib.codes import *

FAIR, BENT = [0.5, 0.5], [0.9, 0.1]
P, Q = [1 / 2, 1 / 4, 1 / 8, 1 / 8], [1 / 8, 1 / 2, 1 / 4, 1 / 8]
WEATHER, FORECAST = [0.7, 0.2, 0.1], [0.75, 0.23, 0.02]
FIVE, OTHER = [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16], [1 / 8, 1 / 8, 1 / 8, 1 / 2, 1 / 8]
ALARM = np.array([[3 / 4, 0], [1 / 8, 1 / 8]])
RINGS, SAFE = normalize(ALARM[1]), ALARM.sum(axis=0)  # p(y|x) when it rings; p(y)
NEAR = (hump(6, 1) + hump(10, 1)) / 2  # two humps that one hump can cover
DICE = np.array([[1 / 36 if 0 <= s - x < 6 else 0 for s in range(11)] for x in range(6)])
UNSEEN = (  # of 12
    "We missed the last bus, so we walked home along the river. My sister had lost a shoe, and nobody had brought a "
    "lamp. Behind the church we heard music and saw that the baker was dancing in his kitchen while the bread was in "
    "the oven."
)
SETTINGS = [(before, extra) for before in REMEMBERED for extra in EXTRAS]  # of 12, of its model that learns by heart


@cache
def network(name):
    """Return a network of 03 or 11: trained on many pictures, on ten by heart, or on ten with smoothed labels."""
    if name == "many":
        return train(Network.start(), *data_set(400))[0]
    few, labels = data_set(10)
    labels = {"heart": labels, "modest": smooth(labels, 0.1)}[name]
    return train(Network.start(), few, labels, steps=300, rate=0.1)[0]


def loss_as_dog(t):
    """Return the bits that the network of 03 pays, under the label dog, for the picture `morph(t)`."""
    return kl_divergence([1, 0], network("many").predict(morph(t)))


def noisy(name, noise=0.7):
    """Return (logits, labels) of 800 pictures with this much more noise than those of the training."""
    pictures, labels = data_set(800, seed=1)
    pictures = np.clip(pictures + np.random.default_rng(0).normal(0, noise, pictures.shape), 0, 1)
    return network(name).logits(pictures), labels


def best_temperature(logits, labels):
    return min(np.geomspace(0.1, 10, 81), key=lambda temperature: mean_loss(logits, labels, temperature))


def rate(n):
    """Return the bits per symbol of a Huffman code for blocks of n symbols of the bent coin."""
    block = blocks(BENT, n)
    return expected_length(block, huffman_lengths(block)) / n


def told(pixels):
    """Return the bits that a pixel tells about the photograph's pixel in the same place."""
    return of_pixels(photograph(), pixels)


@cache
def best_hump(direction, centres=(4, 12)):
    """Return (bits, centre, width) of the hump with the least D(p‖q) or D(q‖p), among the sliders' positions."""
    truth = sum(hump(centre, 1) for centre in centres) / 2
    pairs = {"p‖q": lambda q: (truth, q), "q‖p": lambda q: (q, truth)}[direction]
    places = [(c, w) for c in np.linspace(0, 16, 33) for w in np.linspace(0.75, 6, 22)]
    return min((kl_divergence(*pairs(hump(*place))), *place) for place in places)


def chance_with_best_q(tosses, bits=5):
    """Return how probable it is that a fair coin has had these bits for its best-fitting q and against q_fair."""

    def is_there(heads, n):
        return n * kl_divergence(bernoulli(np.minimum(heads / n, 1)), FAIR) >= bits

    return reached_by(FAIR, tosses, is_there)[-1]


@cache
def end(start, direction, share=0.5, rate=0.3):
    """Return where the descent from this centre and width ends, and the divergence there in bits."""
    truth = two_humps(share)
    centre, width = descend(truth, start, direction, rate=rate)[-1]
    q = hump(centre, width)
    return centre, width, kl_divergence(*((truth, q) if direction == "forward" else (q, truth)))


def deviation(p):
    """Return the standard deviation of a distribution over the places."""
    return (p @ (PLACES - p @ PLACES) ** 2) ** 0.5


def start_and_pass():
    """Return D(q‖p) in bits at (11, 2), and at the lowest pass on the way from there to the large hump."""
    centres, widths = np.linspace(3, 12, 91), np.linspace(0.5, 4, 71)
    cost = np.array([kl_divergence(hump(centre, widths[:, None]), two_humps(0.9)) for centre in centres])
    start, goal = (80, 30), (10, 10)  # (11, 2) and (4, 1)

    def joined(level):
        seas, _ = label(cost <= level)
        return seas[start] == seas[goal]

    levels = np.unique(cost[cost >= cost[start]])
    return cost[start], levels[bisect_left(levels, True, key=joined)]


def reads_one_bit(start):
    """Return the first step on the slider of `two_descents` at which D(q‖p) reads 1.000 bits."""
    path = descend(TRUTH, start, "reverse")
    return next(step for step in STEPS if f"{kl_divergence(hump(*path[step]), TRUTH):.3f}" == "1.000")


def letters_alone(name, text):
    """Return the bits per letter of a text under the shares of single letters in a language."""
    return surprisal(normalize(languages()[name].sum(axis=0))[places(text)[1:]]).mean()


def told_apart():
    """Return the bits of evidence for German and against Dutch in each letter of the detective's sentence."""
    return letter_costs(SENTENCE)["Dutch"] - letter_costs(SENTENCE)["German"]


def leader(n):
    """Return the cheapest language after n letters of the detective's sentence."""
    return min(letter_costs(SENTENCE).items(), key=lambda cost: cost[1][:n].sum())[0]


def found_after(letters):
    """Return the share of the everyday sentences whose language is found after this number of letters."""
    every = [(name, detect(spell(sentence)[:letters])) for name in SENTENCES for sentence in SENTENCES[name]]
    return np.mean([min(costs, key=lambda name: costs[name].sum()) == right for right, costs in every])


@cache
def claims(letters):
    """Return the detective's claim for each piece with this number of letters, and whether it is right."""
    costs, right = pieces(letters)
    q = 2.0**-costs / (2.0**-costs).sum(axis=1, keepdims=True)
    return q.max(axis=1), q.argmax(axis=1) == right


def mistakes(letters):
    """Return the number of mistakes in pieces with this number of letters, and the number that the claims predict."""
    claim, right = claims(letters)
    return (~right).sum(), (1 - claim).sum()


def framework(call):
    """Return what a framework computes: the value of this call in tests/lib/frameworks.csv."""
    (value,) = (row.value for row in ROWS if row.call == call)
    return value


def version(name):
    """Return the first two numbers of the version of a framework, as a decimal."""
    (version,) = {row.version for row in ROWS if row.framework == name}
    return float(".".join(version.split(".")[:2]))


@cache
def twice():
    """Return the loss that the network with softmax twice prints at each step, and q of the right classes: see 13."""
    pictures, labels = data_set(40)
    _, history = train(Network.start(), pictures, labels, loss="softmax twice", steps=150, rate=0.1, watch=pictures)
    return history.loss, history.watched[:, np.arange(40), labels]


def correlated_counts(bins, shuffled=False):
    """Return the counts of 14's correlated samples in so many bins by as many, or after shuffling y."""
    rng = np.random.default_rng(0)
    x, noise = rng.standard_normal((2, 1000))
    y = 0.8 * x + sqrt(1 - 0.8**2) * noise
    return np.histogram2d(x, rng.permutation(y) if shuffled else y, bins)[0]


def counted_information(bins):
    return mutual_information(correlated_counts(bins) / 1000)


def shuffled_information(bins):
    return mutual_information(correlated_counts(bins, shuffled=True) / 1000)
