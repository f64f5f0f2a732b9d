"""Where every number in the prose comes from: one table, read by test_prose.py.

NUMBERS   for each page, the number as it is written, and the expression that it is the rounded value of.
          "0.9 x3" is written three times: counted, or one number could turn into another unnoticed.
          "given" lists what was chosen and not computed. It has at most three decimals, and must stand in
          the page's code or in an exercise, so that no result can hide there.
PHRASES   for each page, a claim made in words or whole numbers, and an expression that must be true.

The expressions see the names of this file. A phrase's may also ask for `code`, the page's code
cells, and for what they have `printed`.
"""

# ruff: noqa: F401  ruff cannot see that the expressions use these names, since they are strings.
import inspect
import re
from bisect import bisect_left
from functools import cache
from math import e, isclose, log, log2

import numpy as np
from language_sentences import SENTENCES
from scipy.ndimage import label

from course.explorers.both_directions import TRUTH, hump
from course.explorers.by_heart import EXTRAS, REMEMBERED
from course.explorers.gathering_evidence import SEEDS, chance, evidence_of
from course.explorers.hit_the_divergence import TARGETS
from course.explorers.kl_versus_q import POSITIONS
from course.explorers.kraft_cake import bill
from course.explorers.language_detective import SENTENCE
from course.explorers.left_to_learn import alarm_table
from course.explorers.neglected_snow import forecast
from course.explorers.reliability import mean_loss
from course.explorers.running_bill import OWN_CODE, SENT, WRONG_CODE
from course.explorers.two_descents import STEPS
from course.lessons.lesson_12_what_a_language_model_pays import CHEAP, DEAR
from course.worlds.humps import PLACES, descend, forward_slope, reverse_slope, two_humps
from course.worlds.languages import ALPHABET, COUNTS, bigram_model, bits, languages, places, spell
from course.worlds.learnt_text import LEARNT, NEW, bits_per_letter
from course.worlds.pets import SIDE, data_set, morph
from course.worlds.photograph import blur, bmp, jpeg, mutual_information, photograph, read
from course.worlds.training import Network, smooth, train
from lib import bernoulli, cross_entropy, entropy, kl_divergence, kl_terms, normalize, softmax, surprisal
from lib.codes import blocks, code_shares, decode, expected_length, huffman_code, huffman_lengths, kraft_sum
from lib.joint import conditional_entropy
from lib.joint import mutual_information as told_by  # the photograph has one of pixels
from lib.symmetric import jensen_shannon, total_variation

FAIR, BENT = [0.5, 0.5], [0.9, 0.1]
TICKET = bernoulli(2**-20)
WEATHER, FORECAST = [0.7, 0.2, 0.1], [0.75, 0.23, 0.02]
D = kl_divergence(WEATHER, FORECAST)
THIRD_TOWN = [1/2, 1/4, 1/4], [1/4, 1/4, 1/2]
DOG = [1, 0]
BATCH = [0.5, 0.25, 0.9, 0.99]  # what four right classes got, in the exercise and on the page
PAGE_BATCH = [0.9, 0.8, 0.95, 0.05]
HIDDEN = np.array([0.8, -0.6])
LAST_LAYER = HIDDEN @ [[2, -1], [1, 3]] + [0.1, -0.1]
SOFT, SOFTER = [0.8, 0.2], [0.7, 0.3]
FIVE, OTHER = [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 16], [1 / 8, 1 / 8, 1 / 8, 1 / 2, 1 / 8]
SPARSE = [6, 3, 5, 6, 4]  # lengths of codewords
BELIEVED = code_shares(SPARSE) / kraft_sum(SPARSE)
DIRECT = kl_divergence([0.5, 0.5], [0.1, 0.9])
DETOUR = kl_divergence([0.5, 0.5], [0.25, 0.75]), kl_divergence([0.25, 0.75], [0.1, 0.9])
P, Q = [1 / 2, 1 / 4, 1 / 8, 1 / 8], [1 / 8, 1 / 2, 1 / 4, 1 / 8]
UNIFORM = [1 / 4] * 4
EXTRA = np.subtract(WRONG_CODE, OWN_CODE)  # bits, for each symbol
SMOOTH = smooth(0, 0.1)
ALARM = np.array([[3 / 4, 0], [1 / 8, 1 / 8]])
RINGS, SAFE = ALARM[1] / ALARM[1].sum(), ALARM.sum(axis=0)  # p(y|x) when it rings; p(y)
RARE = alarm_table(0.01, 0.99, 0.05)  # a good alarm for a rare burglar
CALLS = np.array([[1, 0], [0.1, 0.9]]).T @ ALARM
KINDS, LABELS, GUESSED = np.array([0.5, 0.3, 0.2]), bernoulli([1, 0, 0.7]), bernoulli([0.95, 0.1, 0.6])
MORNING = np.array([[1 / 2, 1 / 4], [0, 1 / 4]])
DICE = np.array([[1 / 36 if 0 <= s - x < 6 else 0 for s in range(11)] for x in range(6)])
SIX_IN_TEN = [0.6, 0.4]  # the bent coin of 09
GAIN = np.log2(np.divide(SIX_IN_TEN, FAIR))  # bits for it that heads bring, and tails
SEVEN_HEADS = 7 * GAIN[0] + 3 * GAIN[1]
AT_172 = evidence_of(SIX_IN_TEN, SEEDS[0])[:, 172]
BROKEN, IN_ORDER = [0.2, 0.8], [0.05, 0.95]  # faulty lamps, sound ones
SOUND = log2(0.8 / 0.95)  # bits
ODDS = 2 ** (-4 + 3 * 2 + 7 * SOUND)
DAYS = [12 / 16, 3 / 16, 1 / 16]
CAT, WIDE, NARROW = np.array([0.495, 0.01, 0.495]), np.ones(3) / 3, np.array([0.98, 0.01, 0.01])
UNEVEN = two_humps(0.9)
HALF_HALF, SURE = [1 / 2, 1 / 2], [1, 0]
UNSEEN = (  # of 12
    "We missed the last bus, so we walked home along the river. My sister had lost a shoe, and nobody had brought a "
    "lamp. Behind the church we heard music and saw that the baker was dancing in his kitchen while the bread was in "
    "the oven."
)
T_FOLLOWERS = tuple(map("the cat sat on the mat ".count, ("th", "t")))
MONDAY = "Am Montag hat der Bäcker geschlossen, deshalb essen wir heute Kuchen."
GREYS = np.bincount(photograph().ravel()) / photograph().size  # how often each grey is in the photograph


def coin_of(bits):
    """P(heads) under one half of the coin with this entropy, by halving the interval."""
    low, high = 0.0, 0.5
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if entropy(bernoulli(middle)) < bits else (low, middle)
    return low


@cache
def networks():
    """The networks of 11: trained on many pictures, on ten, and on ten with smoothed labels."""
    few, labels = data_set(10)
    long = {"steps": 300, "rate": 0.1}
    return {
        "many": train(Network.start(), *data_set(400))[0],
        "heart": train(Network.start(), few, labels, **long)[0],
        "modest": train(Network.start(), few, smooth(labels, 0.1), **long)[0],
    }


def noisy_logits(name, noise=0.7):
    """(logits, labels) of 800 pictures with this much more noise than those of the training."""
    pictures, labels = data_set(800, seed=1)
    noisy = np.clip(pictures + np.random.default_rng(0).normal(0, noise, pictures.shape), 0, 1)
    return networks()[name].logits(noisy), labels


def scores(name):
    """(mean confidence, mean loss in nats) of a network of 11 on the noisy pictures."""
    logits, labels = noisy_logits(name)
    return softmax(logits).max(axis=1).mean(), mean_loss(logits, labels)


def groups_right(name, noise=0.7):
    """The share that is right in each of the eight groups of the reliability diagram."""
    logits, labels = noisy_logits(name, noise)
    order = np.argsort(abs(logits[:, 0] - logits[:, 1]), kind="stable")
    return (logits.argmax(axis=1) == labels)[order].reshape(8, -1).mean(axis=1)


def dogs_among_cats(name):
    """The share of noisy cats that a network calls dogs."""
    logits, labels = noisy_logits(name)
    return 1 - logits.argmax(axis=1)[labels == 1].mean()


def best_temperature(name, noise=0.7):
    logits, labels = noisy_logits(name, noise)
    return min(np.geomspace(0.1, 10, 81), key=lambda temperature: mean_loss(logits, labels, temperature))


def per_toss(heads):
    """Bits of evidence against a fair coin that a toss of this one brings."""
    return kl_divergence(bernoulli(heads), FAIR)


def rate(n):
    """Bits per symbol of a Huffman code for blocks of n symbols of the bent coin."""
    block = blocks(BENT, n)
    return expected_length(block, huffman_lengths(block)) / n


@cache
def trained():
    """The network of notebook 03."""
    return train(Network.start(), *data_set(400))[0]


def loss_as_dog(t):
    """Bits that it pays for the picture t of the way from cat to dog under the label dog."""
    return kl_divergence(DOG, trained().predict(morph(t)))


def told(pixels):
    """Bits that a pixel tells about the photograph's in the same place."""
    return mutual_information(photograph(), pixels)


@cache
def small():
    """The pixels of the photograph after JPEG of quality 10."""
    return read(jpeg(photograph(), 10))


@cache
def best_hump(direction):
    """(bits, centre, width) of the hump with the least D(p‖q) or D(q‖p), among the sliders' positions."""
    pairs = {"p‖q": lambda q: (TRUTH, q), "q‖p": lambda q: (q, TRUTH)}[direction]
    places = [(c, w) for c in np.linspace(0, 16, 33) for w in np.linspace(0.75, 6, 22)]
    return min((kl_divergence(*pairs(hump(*place))), *place) for place in places)


@cache
def end(start, direction, share=0.5, rate=0.3):
    """Where a hump ends that goes down from this centre and width, and what it costs in bits."""
    truth = two_humps(share)
    centre, width = descend(truth, start, direction, rate=rate)[-1]
    q = hump(centre, width)
    return centre, width, kl_divergence(*((truth, q) if direction == "forward" else (q, truth)))


def deviation(p):
    """The standard deviation of a distribution over the places."""
    return (p @ (PLACES - p @ PLACES) ** 2) ** 0.5


def start_and_pass():
    """Bits of D(q‖p) at (11, 2), and those that every way to the large hump leads over."""
    centres, widths = np.linspace(3, 12, 91), np.linspace(0.5, 4, 71)
    cost = np.array([kl_divergence(hump(centre, widths[:, None]), UNEVEN) for centre in centres])
    start, goal = (80, 30), (10, 10)  # (11, 2) and (4, 1)

    def joined(level):
        seas, _ = label(cost <= level)
        return seas[start] == seas[goal]

    levels = np.unique(cost[cost >= cost[start]])
    return cost[start], levels[bisect_left(levels, True, key=joined)]


def reads_one_bit(start):
    """The first step of the slider of `two_descents` at which D(q‖p) reads 1.000 bits."""
    path = descend(TRUTH, start, "reverse")
    return next(step for step in STEPS if f"{kl_divergence(hump(*path[step]), TRUTH):.3f}" == "1.000")


def slope(z):
    """Of the loss of a dog over the logit z."""
    return softmax([z, 0])[0] - 1


def letters_alone(name, text):
    """Bits per letter of a text for somebody who knows the shares of the single letters of a language."""
    return surprisal(normalize(languages()[name].sum(axis=0))[places(text)[1:]]).mean()


def pair_bits(name, text):
    """What each letter of a text costs under the bigram model of a language."""
    return bits(text, bigram_model(languages()[name]))


def counted_bits(name):
    """Bits per letter of the text that was counted, under the bigram model."""
    pairs = languages()[name]
    return (pairs * surprisal(bigram_model(pairs))).sum() / pairs.sum()


def lead():
    """Bits of evidence for German and against Dutch, after each letter of the detective's sentence."""
    return np.cumsum(pair_bits("Dutch", SENTENCE) - pair_bits("German", SENTENCE))[:40]


def leaders():
    """The cheapest language after each letter of the detective's sentence."""
    sums = {name: np.cumsum(pair_bits(name, SENTENCE))[:40] for name in languages()}
    return [min(sums, key=lambda name: sums[name][place]) for place in range(40)]


def best_of_new():
    """(letters remembered, what is added) at which the new text is cheapest, among the sliders' positions."""
    places = [(before, extra) for before in REMEMBERED for extra in EXTRAS]
    return min(places, key=lambda place: bits_per_letter(NEW, *place))


def heart_curve(text, extra):
    """Bits per letter over the letters remembered."""
    return np.array([bits_per_letter(text, before, extra) for before in REMEMBERED])


def loudest():
    """The ends of the detective's sentence at the two letters that tell most for German and against Dutch."""
    told = np.diff(lead(), prepend=0)
    return {spell(SENTENCE)[: place + 1].split()[-1][-4:] for place in np.argsort(told)[-2:]}


def cheapest(sentence):
    return min(languages(), key=lambda name: pair_bits(name, sentence).sum())


def found_after(letters):
    """The share of the tests' sentences whose language is found after so many letters."""
    every = [(name, spell(sentence)[:letters]) for name in SENTENCES for sentence in SENTENCES[name]]
    return np.mean([cheapest(start) == name for name, start in every])


def kept_back():
    """(percent right, pieces) of the lines that were not counted, as the head of the table of counts has them."""
    head = COUNTS.read_text(encoding="utf-8")
    pieces, percent = re.search(r"Of ([\d,]+) pieces of 60 letters that were not counted, ([\d.]+)%", head).groups()
    return float(percent), int(pieces.replace(",", ""))


NUMBERS = {
    "README": {
        "given": "0.1, 0.5 x2, 0.9 x2",
        "0.468996": "entropy(BENT)",
        "2.375": "cross_entropy(P, Q)",
        "1.0": "kl_divergence(DOG, FAIR)",
    },
    "00_start_here": {
        "given": "0.5 x2, 0.8, 0.9 x5, 0.25 x2, 0.75",
        "0.1": "TARGETS[0]",
        "1.5 x2": "entropy([1 / 2, 1 / 4, 1 / 4])",
        "1.75 x2": "cross_entropy([1 / 2, 1 / 4, 1 / 4], [1 / 4, 1 / 4, 1 / 2])",
        "1.442695": "1 / log(2)",
        "0.693147": "log(2)",
        "0.125": "1 / 8",
        "0.0625": "1 / 16",
        "0.6": "1 - (0.9 - 0.5)",
        "0.2 x3": "(1 - 0.9) / (1 - 0.5)",
        "0.15": "surprisal(0.9)",
        "1.1": "0.9 + 0.2",
    },
    "01_entropy": {
        "given": "0.0, 0.75 x2, 0.9 x2",
        "0.1": "1 - 0.9",
        "0.25": "1 - 0.75",
        "0.5 x3": "1 / 2",
        "0.0000204": "entropy(TICKET)",
        "1.442695": "1 / log(2)",
        "0.368": "1 / e",
        "1.75": "entropy(P)",
        "0.469": "entropy(BENT)",
        "5.700440": "surprisal(1 / 52)",
        "3.700440": "surprisal(1 / 13)",
        "0.693147 x3": "log(2)",
        "0.415037 x2": "surprisal(0.75)",
        "0.811278": "entropy(bernoulli(0.75))",
        "0.562335": "entropy(bernoulli(0.75), base=e)",
        "0.110028": "coin_of(bits=0.5)",
        "0.889972": "1 - coin_of(bits=0.5)",
        "2.321928": "log2(5)",
    },
    "02_kl_divergence": {
        "given": "0.001 x3, 0.01, 0.02 x2, 0.1 x4, 0.2 x3, 0.23, 0.5 x4, 0.7 x2, 0.75, 0.8, 0.9",
        "0.122191 x2": "kl_divergence(WEATHER, FORECAST)",
        "0.008525": "kl_divergence([0.999, 0.001], [1 - 1e-6, 1e-6])",
        "0.529": "kl_divergence(WEATHER, forecast(0.001))",
        "−0.278072": "entropy(SOFT) - entropy(FAIR)",
        "0.321928": "kl_divergence(FAIR, SOFT)",
        "−0.584963": "log2(1/2 / (3/4))",
        "0.207519": "kl_divergence([1/2, 1/2], [1/4, 3/4])",
        "−0.25": "1/4 * log2(1/4 / (1/2))",
        "0.438722": "3/4 * log2(3/4 / (1/2))",
        "0.188722": "kl_divergence([1/4, 3/4], [1/2, 1/2])",
        "0.25 x2": "kl_divergence(P, UNIFORM)",
        "0.342": "abs(kl_terms(WEATHER, FORECAST)).sum()",
        "0.122": "kl_divergence(WEATHER, FORECAST)",
        "−0.306853": "log2(1/2) - log(1/2)",
        "44.60": "365 * kl_divergence(WEATHER, FORECAST)",
    },
    "03_dog_or_cat": {
        "given": "0.05 x2, 0.25 x3, 0.5 x12, −0.6, 0.7, 0.8 x4, 0.9 x4, 0.95 x2, 0.99",
        "0.1 x7": "1 - 0.9",
        "0.6 x2": "-HIDDEN[1]",
        "−0.1": "-(1 - 0.9)",
        "0.152003 x3": "kl_divergence(DOG, BENT)",
        "0.69": "log(2)",
        "0.693147": "kl_divergence(DOG, FAIR, base=e)",
        "0.105361": "kl_divergence(DOG, BENT, base=e)",
        "0.074001": "surprisal(0.95)",
        "4.321928 x2": "surprisal(0.05)",
        "2.197964": "surprisal([0.95, 0.05]).mean()",
        "4.869860": "surprisal(PAGE_BATCH).sum()",
        "3.321928": "surprisal(0.1)",
        "2.302585 x2": "log(10)",
        "0.014500": "surprisal(0.99)",
        "0.791626": "surprisal(BATCH).mean()",
        "0.548713": "surprisal(BATCH, base=e).mean()",
        "0.66": "np.mean(BATCH)",
        "0.599462": "surprisal(np.mean(BATCH))",
        "1.1 x3": "LAST_LAYER[0]",
        "−2.7": "LAST_LAYER[1]",
        "2.7": "-LAST_LAYER[1]",
        "3.8": "LAST_LAYER[0] - LAST_LAYER[1]",
        "0.978119": "softmax(LAST_LAYER)[0]",
    },
    "04_kl_versus_p": {
        "given": "0.01, 0.05 x2, 0.1 x2, 0.2 x4, 0.25 x2, 0.3 x2, 0.4 x3, 0.5 x2, 0.6 x5, 0.7 x4, 0.8 x10, "
        "0.9 x3, 0.999 x4",
        "2.321928": "surprisal(0.01) - surprisal(0.05)",
        "0.693147 x2": "log(2)",
        "0.125": "1 / 8",
        "0.0625": "1 / 16",
        "0.015625": "1 / 64",
        "1.584963 x2": "log2(3)",
        "0.483 x2": "kl_divergence(SOFT, bernoulli(0.4))",
        "0.483007": "kl_divergence(SOFT, bernoulli(0.4))",
        "0.064060": "kl_divergence(SOFT, bernoulli(0.9))",
        "0.037124": "kl_divergence(SOFT, bernoulli(0.7))",
        "0.132030": "kl_divergence(SOFT, bernoulli(0.6))",
        "0.03125 x2": "2**-5",
        "0.031163": "kl_divergence(SOFTER, bernoulli(0.6))",
        "0.040637": "kl_divergence(SOFTER, bernoulli(0.8))",
        "0.584963": "surprisal(0.2) - surprisal(0.3)",
        "0.192645": "surprisal(0.7) - surprisal(0.8)",
        "0.222392": "surprisal(0.6) - surprisal(0.7)",
        "0.415037": "surprisal(0.3) - surprisal(0.4)",
        "0.001001": "-log(0.999)",
        "−0.001": "slope(log(0.999 / 0.001))",
    },
    "05_properties": {
        "given": "5.25, 0.1 x3, 0.25, 0.5 x4, 0.75, 0.9 x4",
        "0.736966 x2": "kl_divergence(FAIR, BENT)",
        "0.531004": "kl_divergence(BENT, FAIR)",
        "0.737": "kl_divergence(FAIR, BENT)",
        "0.531": "kl_divergence(BENT, FAIR)",
        "0.207519": "DETOUR[0]",
        "0.133206": "DETOUR[1]",
        "0.340725": "sum(DETOUR)",
        "2.535940": "kl_divergence([0.9, 0.1], [0.1, 0.9])",
        "2.22": "told(np.roll(photograph(), 1, axis=1))",
        "7.09": "told(photograph())",
    },
    "06_cross_entropy": {
        "given": "0.1 x6, 0.2 x2, 0.3 x2, 0.4 x2, 0.9 x4",
        "0.108": "bill([1, 2, 3, 5])[1]",
        "0.142": "bill([1, 2, 3, 5])[2]",
        "1.75 x4": "entropy(P)",
        "1.875": "entropy(FIVE)",
        "0.469 x2": "entropy(BENT)",
        "0.468996": "entropy(BENT)",
        "0.152": "surprisal(0.9)",
        "2.375 x3": "cross_entropy(P, Q)",
        "2.25": "cross_entropy(Q, P)",
        "0.625 x2": "kl_divergence(P, Q)",
        "1.25": "kraft_sum([1, 2, 2, 2])",
        "1.125 x3": "kraft_sum([2, 2, 2, 2, 3])",
        "0.645": "rate(2)",
        "0.532667": "rate(3)",
        "0.492550": "rate(4)",
        "0.480194": "rate(5)",
        "0.470157": "rate(6)",
        "0.474342": "rate(7)",
        "0.475799": "rate(8)",
        "2.875": "cross_entropy(FIVE, OTHER)",
        "3.25": "cross_entropy(OTHER, FIVE)",
    },
    "07_why_cross_entropy": {
        "given": "0.05 x3, 0.1 x5, 0.3, 0.7, 0.75, 0.8 x2, 0.9 x4, −0.9, 0.95 x3, 0.99 x3",
        "0.198515 x3": "entropy(SMOOTH, base=e)",
        "0.348678": "0.9**10",
        "0.325083 x2": "entropy(BENT, base=e)",
        "0.291140": "entropy(smooth(0, 0.1, classes=3), base=e)",
        "0.500288": "entropy(smooth(0, 0.1, classes=10), base=e)",
        "0.5 x4": "entropy(smooth(0, 0.1, classes=10), base=e)",
        "0.6": "1 - (0.9 - 0.5)",
        "0.2 x2": "(1 - 0.9) / (1 - 0.5)",
        "0.15": "surprisal(0.9)",
        "2.944439": "log(SMOOTH[0] / SMOOTH[1])",
        "0.91": "smooth(0, 0.1, classes=10)[0]",
        "0.01 x2": "smooth(0, 0.1, classes=10)[1]",
        "4.510860": "log(91)",
        "0.469562": "cross_entropy(BENT, bernoulli(0.99), base=e)",
        "0.223144": "-log(0.8)",
        "1.609438": "-log(0.2)",
        "0.639032": "cross_entropy(SOFTER, SOFT, base=e)",
        "0.00002": "entropy(TICKET)",
        "0.152": "surprisal(0.9)",
    },
    "08_conditional_entropy": {
        "given": "0.01, 0.05 x2, 0.1, 0.3, 0.95, 0.99",
        "0.543564 x3": "entropy(SAFE)",
        "0.25 x2": "conditional_entropy(ALARM, given=0)",
        "0.517714": "conditional_entropy(ALARM, given=1)",
        "0.456436": "entropy(RINGS) - entropy(SAFE)",
        "0.596323": "kl_divergence(RINGS, SAFE)",
        "0.192645": "kl_divergence([1, 0], SAFE)",
        "0.65": "entropy(RARE[1] / RARE[1].sum())",
        "0.081": "entropy(RARE.sum(axis=0))",
        "0.265092": "sum(KINDS * cross_entropy(LABELS, GUESSED))",
        "0.176258": "conditional_entropy(KINDS[:, None] * LABELS, given=0)",
        "0.918296 x2": "entropy([2 / 3, 1 / 3])",
        "0.688722 x2": "conditional_entropy(MORNING, given=0)",
        "0.5 x2": "conditional_entropy(MORNING, given=1)",
        "0.311278": "told_by(MORNING)",
        "3.274402 x2": "entropy(DICE.sum(axis=0))",
        "2.584963": "conditional_entropy(DICE, given=0)",
        "0.689439": "told_by(DICE)",
        "1.895523": "conditional_entropy(DICE, given=1)",
        "0.468996": "entropy(BENT)",
        "0.234498": "entropy(BENT) / 2",
        "0.162541": "entropy(BENT, base=e) / 2",
        "0.286397": "entropy(bernoulli(0.95))",
        "0.45": "0.3 / 0.4 * 0.6",
        "0.15": "0.1 / 0.4 * 0.6",
        "0.6": "1 - (0.3 + 0.1)",
    },
    "09_evidence": {
        "given": "0.5, 0.53 x2, 0.6 x4, 0.7, 0.9",
        "0.3": "1 - 0.7",
        "0.47": "1 - 0.53",
        "1.83": "2**SEVEN_HEADS",
        "0.263034 x2": "GAIN[0]",
        "−0.321928": "GAIN[1]",
        "0.321928": "-GAIN[1]",
        "0.875": "7 * GAIN[0] + 3 * GAIN[1]",
        "0.647": "1 / (1 + 2**-SEVEN_HEADS)",
        "0.054": "1 / (1 + 2 ** (5 - SEVEN_HEADS))",
        "1.2": "SIX_IN_TEN[0] / FAIR[0]",
        "0.029049 x2": "kl_divergence(SIX_IN_TEN, FAIR)",
        "172.1": "5 / kl_divergence(SIX_IN_TEN, FAIR)",
        "0.290": "10 * kl_divergence(SIX_IN_TEN, FAIR)",
        "2.905": "100 * kl_divergence(SIX_IN_TEN, FAIR)",
        "−0.011898": "kl_divergence(bernoulli(0.53), FAIR) - kl_divergence(bernoulli(0.53), SIX_IN_TEN)",
        "0.311634": "10 * kl_divergence(SOFTER, SIX_IN_TEN)",
        "0.032580": "kl_divergence(SIX_IN_TEN, SOFTER)",
        "0.20 x3": "BROKEN[0]",
        "0.05 x3": "IN_ORDER[0]",
        "0.80 x3": "BROKEN[1]",
        "0.95 x3": "IN_ORDER[1]",
        "−0.247928": "log2(0.8 / 0.95)",
        "0.247928 x4": "log2(0.95 / 0.8)",
        "0.201658 x2": "kl_divergence(BROKEN, IN_ORDER)",
        "−0.135531": "-kl_divergence(IN_ORDER, BROKEN)",
        "49.59": "10 / kl_divergence(BROKEN, IN_ORDER)",
        "0.264507": "log2(ODDS)",
        "1.201226 x2": "2 ** (2 + 7 * SOUND)",
        "2.201226": "1 + ODDS",
        "0.545708": "ODDS / (1 + ODDS)",
        "0.75": "DAYS[0]",
        "0.1875": "DAYS[1]",
        "0.0625": "DAYS[2]",
        "0.0053": "max(chance(FAIR, n) for n in range(301))",
        "1.014098": "entropy(DAYS)",
    },
    "10_which_direction": {
        "given": "0.9 x3, 0.1 x3",
        "49.5": "100 * CAT[0]",
        "0.514169": "kl_divergence(CAT, WIDE)",
        "2.298782": "kl_divergence(CAT, NARROW)",
        "1.305989": "kl_divergence(WIDE, CAT)",
        "0.909353": "kl_divergence(NARROW, CAT)",
        "2.787": "kl_terms(CAT, NARROW)[2]",
        "1.686": "kl_terms(WIDE, CAT)[1]",
        "0.15": "kl_divergence(hump(4, 1), UNEVEN)",
        "3.32": "end((11, 2), 'reverse', share=0.9)[2]",
        "4.27": "start_and_pass()[1]",
        "4.23": "start_and_pass()[0]",
        "−0.485": "forward_slope(CAT, np.log(NARROW))[2]",
        "−0.045": "reverse_slope(CAT, np.log(NARROW))[2]",
        "5.33": "end((7, 3), 'forward')[1]",
        "0.956": "end((7, 3), 'forward')[2]",
        "1.000 x2": "end((3, 2), 'reverse')[2]",
        "2.263": "end((7, 3), 'reverse')[2]",
        "−2.807355": "-log2(7)",
        "10.542": "kl_divergence(TRUTH, hump(8, 1))",
        "22.083": "kl_divergence(TRUTH, hump(4, 1))",
        "0.311": "jensen_shannon(TRUTH, hump(4, 1))",
        "0.584963": "kl_divergence([1/2, 1/2, 0], [1/3, 1/3, 1/3])",
        "4.8": "0.9 * 4 + 0.1 * 12",
        "5.76": "0.9 * 0.1 * 8**2",
        "6.76": "0.9 * 0.1 * 8**2 + 1",
        "2.6": "deviation(UNEVEN)",
        "0.207519": "kl_divergence(HALF_HALF, [3/4, 1/4])",
        "0.415037": "kl_divergence(SURE, [3/4, 1/4])",
        "0.311278": "jensen_shannon(HALF_HALF, SURE)",
        "0.5": "total_variation(HALF_HALF, SURE)",
        "0.588705": "(kl_divergence(SURE, HALF_HALF) * log(2) / 2) ** 0.5",
    },
    "11_from_logits_to_loss": {
        "given": "0.9 x6, 0.99 x2, 0.01 x2, 0.1 x6",
        "−0.004921": "-2 * softmax([-6, 0])[0] * softmax([-6, 0])[1] ** 2",
        "−0.997527": "softmax([-6, 0])[0] - 1",
        "0.5": "FAIR[0]",
        "−0.7": "log(1 / 3) - log(2 / 3)",
        "1.584963": "log2(3)",
        "0.3": "best_temperature('many')",
        "0.874": "scores('heart')[0]",
        "0.741": "scores('modest')[0]",
        "0.772": "scores('heart')[1]",
        "0.533": "scores('modest')[1]",
        "1.33": "best_temperature('heart', noise=0)",
        "2.126928": "cross_entropy([0, 1], softmax([1000, 998]), base=e)",
        "0.017986": "softmax([-4, 0])[0]",
        "−0.982014": "softmax([-4, 0])[0] - 1",
        "−0.034690": "-2 * softmax([-4, 0])[0] * softmax([-4, 0])[1] ** 2",
        "28.31": "1 / (2 * softmax([-4, 0])[0] * softmax([-4, 0])[1])",
        "0.985": "groups_right('many', noise=0).mean()",
        "2.091329": "log(99) / log(9)",
        "0.469562": "cross_entropy(BENT, bernoulli(0.99), base=e)",
        "0.325083": "entropy(BENT, base=e)",
        "0.144479": "kl_divergence(BENT, bernoulli(0.99), base=e)",
        "20.085537": "e**3",
        "0.468996": "entropy(BENT)",
        "1.384145": "2 ** entropy(BENT)",
    },
    "12_what_a_language_model_pays": {
        "given": "0.6 x2, 1.3 x2",
        "0.4 x2": "2 / 5",
        "1.321928": "surprisal(2 / 5)",
        "4.75": "log2(27)",
        "4.1": "letters_alone('English', UNSEEN)",
        "3.5 x2": "pair_bits('English', UNSEEN).mean()",
        "2.5": "5 / 2",  # a wrong choice
        "0.68": "letters_alone('English', UNSEEN) - pair_bits('English', UNSEEN).mean()",
        "0.12": "pair_bits('English', UNSEEN).mean() - counted_bits('English')",
        "0.0001 x2": "EXTRAS[1]",
        "0.359": "lead()[-1] / 40",
        "14.35": "lead()[-1]",
        "99.59": "kept_back()[0]",
        "3.45": "pair_bits('English', UNSEEN).mean()",
        "0.666667": "2 / 3",
        "0.428571": "(2 + 1) / (3 + 4)",
        "1.75": "entropy(P)",
        "3.363586": "2 ** entropy(P)",
        "3.4 x2": "min(CHEAP, DEAR)",
        "3.55 x2": "max(CHEAP, DEAR)",
        "0.15 x2": "DEAR - CHEAP",
        "66.67": "10 / (DEAR - CHEAP)",
        "4.241882": "letters_alone('German', MONDAY)",
        "3.507185": "pair_bits('German', MONDAY).mean()",
    },
}

PHRASES = {
    "README": {
        "[0, 1] gives inf": "kl_divergence(DOG, [0, 1]) == np.inf",
    },
    "00_start_here": {
        "each halving costs exactly one more bit": "(surprisal(2.0 ** -np.arange(9)) == np.arange(9)).all()",
        "three halvings from certainty cost three bits": "surprisal(1 / 8) == 3",
        "1/4 is a half of a half, so the dog is as surprising as two heads": "surprisal(1 / 4) == 2 * surprisal(1 / 2)",
    },
    "01_entropy": {
        "2⁻²⁰, about one in a million": "round(2**-20 * 1e6, 1) == 1.0",
        "2⁻²⁰ has a surprise of exactly 20 bits": "surprisal(2**-20) == 20",
        "winning comes with 20 bits of surprise": "surprisal(2**-20) == 20",
        "nearly half a bit a toss": "0.45 < entropy(BENT) < 0.5",
        "The suit is one of 4, 2 bits": "surprisal(1 / 4) == 2",
        "1.75 bits instead of 2": "entropy(UNIFORM) == 2",
        "What p lacks, log₂ K − H(p), is its divergence": "isclose(2 - entropy(P), kl_divergence(P, UNIFORM))",
    },
    "02_kl_divergence": {
        "75 % sun, 23 % rain and 2 % snow": "'q = np.array([0.75, 0.23, 0.02])' in code",
        "Two of the three terms are negative": "(kl_terms(WEATHER, FORECAST) < 0).sum() == 2",
        "14 digits instead of 12 are two extra": "'has 14' in printed and 'has 12' in printed",
        "two extra ones in eight days, 0.25 a day, and that is D": "kl_divergence(*THIRD_TOWN) == 2 / 8",
        "sun 0, rain 10, snow 11": "(surprisal(THIRD_TOWN[0]) == [1, 2, 2]).all()",
        "sun 10, rain 11, snow 0": "(surprisal(THIRD_TOWN[1]) == [2, 2, 1]).all()",
        "sun and rain share the rest as 7 to 2": "isclose(forecast(0.02)[0] / forecast(0.02)[1], 7 / 2)",
        "0.25 bits in *both* directions": "kl_divergence(P, UNIFORM) == kl_divergence(UNIFORM, P)",
        "Snowy days alone cost nearly twice": "1.8 * D < kl_terms(WEATHER, FORECAST)[2] < 2 * D",
    },
    "03_dog_or_cat": {
        "from 0.5 to 0.1, to a fifth; the loss fell to less than a sixth": "kl_divergence(DOG, BENT) < 1 / 6",
        "being right can save at most the 1 bit": "kl_divergence(DOG, FAIR) - kl_divergence(DOG, DOG) == 1",
        "pictures of 32 × 32 numbers": "SIDE == 32",
        "picture's 1024 numbers x become 16": "Network.start().W1.shape == (1024, 16)",
        "400 pictures that the network has never seen": "'data_set(400, seed=1)' in code",
        "The loss began at 0.69 nats": "'loss 0.69 ->' in printed",
        "costs about as much as a coin toss": "abs(loss_as_dog(0.5) - 1) < 0.05",
        "the clear one costs a few hundredths of a bit": "0.02 < loss_as_dog(1) < 0.1",
        "rises a little away from the cat": "loss_as_dog(0) < loss_as_dog(0.1) < 1.1 * loss_as_dog(0)",
        "and again towards the dog": "loss_as_dog(0.85) < loss_as_dog(1)",
        "some of the way to the other animal, up to 30 %": "'rng.uniform(0, 0.3, n)' in inspect.getsource(data_set)",
        "stays above 5 bits for the first 30 % of the way": "min(map(loss_as_dog, np.linspace(0, 0.3, 13))) > 5",
        "it pays more than 5 bits": "loss_as_dog(0) > 5",
        "three of four pay less than a third of a bit": "(surprisal(PAGE_BATCH) < 1 / 3).sum() == 3",
        "(0.5, 0.25, 0.25) tie at 1 bit": "kl_divergence([1, 0, 0], [0.5, 0.25, 0.25]) == 1",
    },
    "04_kl_versus_p": {
        "1/64 costs 6 bits": "surprisal(1 / 64) == 6",
        "pushed with a force of nearly 1": "-1 < slope(-6) < -0.99",
        "one of the slider's positions": "1 / 32 in POSITIONS",
        "Each dog costs 1 bit more": "isclose(surprisal(0.4) - surprisal(0.8), 1)",
        "q(cat) trebled": "isclose((1 - 0.4) / (1 - 0.8), 3)",
        "Being too sure takes a third from q(cat)": "isclose((0.3 - 0.2) / 0.3, 1 / 3)",
        "takes only a seventh from q(dog)": "isclose((0.7 - 0.6) / 0.7, 1 / 7)",
    },
    "05_properties": {
        "in the middle at 8": "best_hump('p‖q')[1] == 8",
        "in the middle at 8 with width 5.25": "best_hump('p‖q')[1:] == (8, 5.25)",
        "22 bits": "int(kl_divergence(TRUTH, hump(4, 1))) == 22",
        "on *one* hump, at 4 or 12, with width 1": "best_hump('q‖p')[1:] in [(4, 1), (12, 1)]",
        "there it costs almost exactly one bit": "round(best_hump('q‖p')[0], 3) == 1",
        "less than half as long": "sum(DETOUR) < DIRECT / 2",
        "Blurring the JPEG *raises* the number": "told(blur(small())) > told(small())",
        "has the JPEG's pixels and nothing else": "(read(bmp(small())) == small()).all()",
        "shifted back 7.09, its own entropy": "isclose(told(photograph()), entropy(GREYS))",
        "256 greys into 8": "np.unique(photograph() // 32).size <= 8 and 256 // 32 == 8",
        "No table makes it *False*": "told(np.arange(8)[photograph() // 32]) <= told(photograph() // 32) + 1e-9",
    },
    "06_cross_entropy": {
        "Both sources have the same entropy, 1.75 bits": "entropy(P) == entropy(Q)",
        "1, 2, 3, 3 makes the divergence vanish": "bill([1, 2, 3, 3]) == (1.75, 0, 0)",
        "Four codewords of three digits leave half of the room, and waste 1 bit": "bill([3] * 4)[2] == 1",
        "The message is DAABC": "decode('1110010110', huffman_code(P)) == ['ABCD'.index(s) for s in 'DAABC']",
        "0, 10, 111, 110": "huffman_code([0.4, 0.3, 0.2, 0.1]) == ['0', '10', '111', '110']",
        "1/64 + 1/8 + 1/32 + 1/64 + 1/16 = 1/4": "kraft_sum(SPARSE) == 1 / 4",
        "1/16·(6+4) = 5 bits": "expected_length(FIVE, SPARSE) == 5",
        "= 1.125 bits": "kl_divergence(FIVE, BELIEVED) == 1.125",
        "the waste is 2 bits": "-log2(kraft_sum(SPARSE)) == 2",
        "q = (1/16, 1/2, 1/8, 1/16, 1/4)": "(BELIEVED == [1 / 16, 1 / 2, 1 / 8, 1 / 16, 1 / 4]).all()",
        "Together, the second code's bars are larger by 0.625": "np.dot(P, EXTRA) == 0.625",
        "400 symbols are drawn": "SENT == 400",
        "own code with lengths 1, 2, 3, 3": "OWN_CODE == (1, 2, 3, 3)",
        "made for q with lengths 3, 1, 2, 3": "WRONG_CODE == (3, 1, 2, 3)",
        "a refund of one bit": "(EXTRA[1:3] == -1).all()",  # for a B and for a C
        "An A costs two bits more": "EXTRA[0] == 2",
        "from 6 to 7 the rate rises": "rate(7) > rate(6)",
    },
    "07_why_cross_entropy": {
        "the same 400 pictures": "'data_set(400)' in code",
        "After 200 steps": "inspect.signature(train).parameters['steps'].default == 200",
        "differentiated by itself": "'kl_slope' in code and 'cross_entropy_slope' in code",
    },
    "08_conditional_entropy": {
        "On 3/4 of all nights it is silent": "(ALARM.sum(axis=1) == [3 / 4, 1 / 4]).all()",
        "| p(y) | 7/8 | 1/8 | 1 |": "(SAFE == [7 / 8, 1 / 8]).all()",
        "Silence leaves nothing open, ringing 1 bit": "entropy(RINGS) == 1 and ALARM[0, 1] == 0",
        "The chance of a burglar rose from one in eight to one in two": "SAFE[1] == 1 / 8 and RINGS[1] == 1 / 2",
        "half of the pictures are clear dogs, 30 % clear cats, and 20 % blurred": "'[0.5, 0.3, 0.2]' in code",
        "one call in ten is lost": "'calls = np.array([[1, 0], [0.1, 0.9]])' in code",
        "Here that is infinite": "kl_divergence(np.outer(ALARM.sum(axis=1), SAFE).ravel(), ALARM.ravel()) == np.inf",
        "most alarms are false": "RARE[1, 0] > RARE[1, 1]",
        "on average about half of the 0.081 bits": "0.49 < told_by(RARE) / entropy(RARE.sum(axis=0)) < 0.51",
        "after a grey sky it always rains": "MORNING[1, 0] == 0",
    },
    "09_evidence": {
        "toss it ten times: seven heads": "'[0, 0, 1, 0, 1, 0, 0, 1, 0, 0]' in code",
        "not even a factor of 2": "2**SEVEN_HEADS < 2",
        "To balance such odds takes 5 bits": "log2(32) == 5",
        "With six heads in ten tosses": "SIX_IN_TEN[0] == 6 / 10",
        "needs about a hundred times as many tosses": "99 < per_toss(0.6) / per_toss(0.51) < 101",
        "At 172 tosses only one of the three bent coins has 5 bits": "(AT_172 > 5).sum() == 1",
        "and one is below 0": "(AT_172 < 0).sum() == 1",
        "The blue chance there is about a half": "0.45 < chance(SIX_IN_TEN, 172) < 0.55",
        "never exceeds 0.0053, and had to stay below 1/32": "round(max(chance(FAIR, n) for n in range(301)), 4) "
        "== 0.0053 < 1 / 32",
        "eight sound lamps do not quite undo a faulty one": "1.9 < -8 * SOUND < 2",
        "log₂(0.20/0.05) = log₂ 4 = 2 bits": "isclose(log2(BROKEN[0] / IN_ORDER[0]), 2)",
    },
    "10_which_direction": {
        "q puts ten times as much on these places": "isclose(1 / UNEVEN[12], 10 / hump(12, 1)[12], rel_tol=1e-3)",
        "steps of a sixth and of three times the size": "np.allclose([0.3 / 6, 0.3 * 3], [0.05, 0.9])",
        "it ends in the same place": "np.allclose(*(end((11, 2), 'reverse', 0.9, rate)[:2] for rate in (0.05, 0.9)), "
        "atol=0.01)",
        "all three arrive at one place: in the middle at 8": "all(round(end(start, 'forward')[0], 2) == 8 "
        "for start in ((3, 2), (7, 3), (11, 2)))",
        "since step 13": "max(reads_one_bit((3, 2)), reads_one_bit((11, 2))) == 13",
        "Two sit on a hump": "[round(end(start, 'reverse')[0]) for start in ((3, 2), (11, 2))] == [4, 12]",
        "The third is caught in the middle": "round(end((7, 3), 'reverse')[0], 2) == 8",
        "The mean is 0.9·4 + 0.1·12 = 4.8": "isclose(UNEVEN @ PLACES, 4.8, rel_tol=1e-4)",
        "6.76, so the spread is 2.6": "isclose(deviation(UNEVEN) ** 2, 6.76, rel_tol=1e-4)",
        "It vanishes where the means agree": "isclose(deviation(hump(*end((7, 3), 'forward')[:2])), deviation(TRUTH), "
        "rel_tol=1e-4)",
        "Forward has its valley in the middle": "min(range(4, 13), key=lambda c: kl_divergence(TRUTH, hump(c, 1))) "
        "== 8",
        "The others have a hill there": "max(range(4, 13), key=lambda c: kl_divergence(hump(c, 1), TRUTH)) "
        "== max(range(4, 13), key=lambda c: jensen_shannon(hump(c, 1), TRUTH)) == 8",
        "the truth hardly ever is": "TRUTH[8] < 0.001",
        "On 10,000 random triples": "'(3, 10_000)' in code",
    },
    "11_from_logits_to_loss": {
        "In four groups the second is worse than a coin": "(groups_right('heart') < 0.5).sum() == 4",
        "under noise it calls most cats dogs": "dogs_among_cats('heart') > 0.5",
    },
    "12_what_a_language_model_pays": {
        "Two of five are an h": "T_FOLLOWERS == (2, 5)",
        "200,030 letters of English prose": "languages()['English'].sum() == 200_030",
        "learns a text of 1233 letters": "len(spell(LEARNT)) == 1233",
        "remember 0, 1, 2, … 6 letters": "[*REMEMBERED] == [*range(7)]",
        "With 0.0001 added the solid curve only falls": "(np.diff(heart_curve(LEARNT, EXTRAS[1])) < 0).all()",
        "The dashed curve turns around": "0 < heart_curve(NEW, EXTRAS[1]).argmin() < 6",
        "with nothing added it is infinite from one letter on": "np.isinf(heart_curve(NEW, 0)[1:]).all()",
        "Twelve languages were counted, each over the same 67 symbols": "(len(languages()), len(ALPHABET)) == (12, 67)",
        "Polish, German and Dutch take turns until the ninth": "{*leaders()[:8]} == {'Polish', 'German', 'Dutch'}",
        "then German leads for good": "{*leaders()[8:]} == {'German'}",
        "the r of *dir* and the m of *schmeckt* weigh most": "loudest() == {'dir', 'schm'}",
        "Over 40 letters": "len(spell(SENTENCE)) == 40",
        "odds of 20,903 to 1": "round(2 ** lead()[-1]) == 20_903",
        "of 72 such sentences": "sum(map(len, SENTENCES.values())) == 72",
        "all are given to the right language": "found_after(None) == 1",
        "With some twenty letters it is mostly right": "0.8 < found_after(20) < 1",
        "more than if all 67 symbols were": "min(pair_bits(name, 'xqxq').mean() for name in languages()) > log2(67)",
        "6 bits, odds of 64 to 1": "isclose(40 * (DEAR - CHEAP), log2(64))",
        "never seen, now have 1/7 each": "isclose(1 / (3 + 4), 1 / 7)",
    },
}
