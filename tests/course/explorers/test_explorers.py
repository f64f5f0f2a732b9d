"""Every explorer draws and says the right things at the ends of its sliders and between, with --all everywhere."""

import math
import re
import warnings
from contextlib import nullcontext
from functools import cache
from itertools import product
from unittest.mock import ANY
from xml.etree import ElementTree

import numpy as np
import pytest
from example_figures import arguments, chosen, example, without_frames
from figure_faults import Sheet
from matplotlib.lines import Line2D
from matplotlib.text import Text
from scipy.stats import binom, norm

import course.explorers
from course.drawing import parts
from course.drawing.explorer import MOST_FRAMES
from course.drawing.figure import narrow
from course.drawing.style import adding_up, amount, number
from course.explorers.gathering_evidence import GOAL, chances_by, evidence_of
from course.explorers.language_detective import SENTENCE, language_detective, odds
from course.explorers.running_bill import OWN_CODE, WRONG_CODE, draw_symbols
from course.explorers.two_descents import STEPS
from course.worlds.humps import TRUTH, descend, hump
from course.worlds.languages import bits, models, spell
from course.worlds.learnt_text import LEARNT, NEW, bits_per_letter
from course.worlds.pets import morph
from lib import bernoulli, cross_entropy, entropy, kl_divergence, kl_terms, softmax, surprisal
from lib.symmetric import jensen_shannon
from publish.handles import handles_of, place_of

MOVING = [name for name in course.explorers.__all__ if name != "typed_sentence"]  # that one has no slider
WITH_SUMS = ["entropy_of_a_coin", "neglected_snow", "tangent_gap", "kraft_cake", "likelihood_of_counts"]
WITH_SUMS += ["training_race", "left_to_learn"]
DOG = (1, 0)
REACHES = ["some positions", "everywhere"]
FEW = 20  # positions


def shown(moving, key):
    """Return the values of moving artists in a row: points of lines, heights of bars, texts.

    The key is the name of one artist or of several numbered ones. It may end in another property, as "bar.width".
    """
    name, _, what = key.partition(".")
    artists = [artist for other, artist in moving.items() if re.fullmatch(rf"{name}(?: \d+)?", other)]
    kinds = {Line2D: "xydata", Text: "text"}
    values = [getattr(artist, f"get_{what or kinds.get(type(artist), 'height')}")() for artist in artists]
    return np.concatenate([np.ravel(value) for value in values])


def end_of(fact, said, place):
    """Return where a fact ends in a sentence, after a place: words, or a number with three decimals or more."""
    if isinstance(fact, str):
        wanted = re.escape(fact)
    elif math.isinf(fact):
        wanted = "infinite"
    else:
        forms = {number(fact), f"{fact:.4f}".replace("-", "−"), *(adding_up([fact], n)[2] for n in range(3, 10))}
        wanted = rf"(?<![\d.−])(?:{'|'.join(forms)})(?!\.?\d)"
    found = re.compile(wanted).search(said, place)
    assert found, (fact, said[place:], said)
    return found.end()


def check(moving, said, facts, drawn):
    """Check that the sentence says all facts in their order, and that each artist has its values."""
    place = 0
    for fact in facts:
        place = end_of(fact, said, place)
    for key, expected in drawn.items():
        if callable(expected):
            x, y = shown(moving, f"{key}.data").reshape(2, -1)
            between = (x > 0.001) & (x < 0.999)  # nearer to the ends, rounding spoils 1 - x
            assert np.allclose(y[between], expected(x[between]), rtol=1e-6, atol=1e-9), (key, said)
        else:
            found, wanted = shown(moving, key), np.ravel(expected)
            if wanted.dtype.kind in "UO":
                assert found.tolist() == wanted.tolist(), (key, said)
            else:
                np.testing.assert_allclose(found, wanted, rtol=1e-6, atol=1e-7, err_msg=f"{key}: {said}")


def arrows(places, values, top):
    """Return the positions of the arrows: at the top, above values that are higher."""
    return [(x, top) for x, value in zip(places, values) if value > top]


def reading(x, value, top, base=0.0):
    """Return the values of a Reading: a dot, or an arrow if the value is above the top, and the number beside it."""
    text = "∞" if math.isinf(value) else amount(value - base)
    return {"dot": [(x, value)] if value <= top else [], "arrow": arrows([x], [value], top), "text": text}


# For each explorer: the facts of its sentence and the values of its moving artists, computed apart from its own code.


@cache
def first_times(most):
    """How many sequences of n tosses with so many heads are the first of theirs to have 5 bits: (n, heads, number)."""
    factors, below, found = (6, 4), {0: 1}, []  # 6 and 4 tenths over 5 tenths
    for n in range(1, most + 1):
        ways = {heads: below.get(heads, 0) + below.get(heads - 1, 0) for heads in range(n + 1)}
        there = {heads for heads in ways if factors[0] ** heads * factors[1] ** (n - heads) >= 2**GOAL * 5**n}
        found += [(n, heads, ways[heads]) for heads in there if ways[heads]]
        below = {heads: number for heads, number in ways.items() if heads not in there}
    return found


def gathering_evidence_shows(tosses):
    n, facts, drawn = int(tosses), [], {"evidence": [], "chance": []}
    heads = np.arange(n + 1)
    evidence = heads * math.log2(1.2) + (n - heads) * math.log2(0.8)  # 0.6 and 0.4, each divided by a half
    bent, fair = [0.6, 0.4], [0.5, 0.5]
    for coin, seed, drift in ((bent, 2, kl_divergence(bent, fair)), (fair, 15, -kl_divergence(fair, bent))):
        enough = binom.pmf(heads, n, coin[0])[evidence >= GOAL].sum()
        first = [ways * coin[0] ** k * coin[1] ** (when - k) for when, k, ways in first_times(300) if when <= n]
        now = evidence_of(coin, seed)[:, n]
        drawn["evidence"] += [(n, value) for value in now]
        drawn["chance"] += [(n, enough), (n, sum(first))]
        after, average = ", ".join(number(round(value, 1), 1) for value in now), number(round(n * drift, 1), 1)
        facts += [f" have {after}{' bits' if coin is bent else ';'}", f"the average is {average}."]
    (_, bent_now), (_, bent_by_now), (_, fair_now), (_, fair_by_now) = drawn["chance"]
    return [*facts, bent_now, fair_now, bent_by_now, fair_by_now], drawn


def likelihood_of_counts_shows(n, share, q):
    data, heads = bernoulli(share), round(n * share)
    gap, paid = kl_divergence(data, bernoulli(q)), cross_entropy(data, bernoulli(q))
    likelihood, best = binom.pmf(heads, n, [q, share])
    facts = [f"{heads} heads in {n:.0f} tosses, so f(heads) = {number(share)}, and q(heads) = "]
    facts += [entropy(data), gap, paid] if likelihood else [gap]
    facts += [math.log2(best / likelihood)] if likelihood and q != share else []
    drawn = {"curve 0": lambda x: binom.pmf(heads, n, x) / best, "curve 1": lambda x: cross_entropy(data, bernoulli(x))}
    drawn |= {"likelihood dot": (q, likelihood / best), "share.xdata": [share] * 4}
    return facts, drawn | reading(q, paid, 2.5, entropy(data))


def kl_versus_q_shows(q):
    divergence = kl_divergence(DOG, bernoulli(q))
    facts = [divergence] if q == 0 else [divergence, divergence * math.log(2)]
    return facts, reading(q, divergence, 7) | {"q bar": [q, 1 - q]}


def price_of_dog_shows(q):
    price = kl_divergence(DOG, bernoulli(q))
    return [price] if q == 0 else [q, price], reading(q, price, 7) | {"q": [(0, 0), (q, 0)]}


def hit_the_divergence_shows(**shares):
    shares = np.array([*shares.values()])
    if not shares.any():
        return ["no distribution"], {"D": 0, "q bar": shares}
    q = shares / shares.sum()
    divergence = kl_divergence([0.1, 0.65, 0.25], q)  # the truth of the first game
    return [divergence], {"q bar": q, "D": min(divergence, 4.2), "D arrow": arrows([0], [divergence], 4.2)}


def entropy_of_a_coin_shows(p):
    coin = np.array([p, 1 - p])
    surprises = surprisal(coin)
    sides = zip(("heads", "tails"), surprises)
    names = [f"{side} {number(surprise, 2)} bits" if surprise > 4 else side for side, surprise in sides]
    bars = {"bar.width": coin, "bar": np.minimum(surprises, 4), "name": names}
    bars["cut"] = arrows((p / 2, (1 + p) / 2), surprises, 4)
    facts = [*surprises, *coin * surprises] if 0 < p < 1 else []
    return [*facts, entropy(coin)], bars | reading(p, entropy(coin), 1.12)


def neglected_snow_shows(snow):
    p, q = np.array([0.7, 0.2, 0.1]), np.array([7 / 9 * (1 - snow), 2 / 9 * (1 - snow), snow])
    terms, divergence = kl_terms(p, q), kl_divergence(p, q)
    drawn = {"term": np.minimum(terms, 0.8), "sum": min(divergence, 0.8), "q bar": q}
    drawn |= {"term arrow": arrows(range(3), terms, 0.8), "sum arrow": arrows([3.4], [divergence], 0.8)}
    if snow in (0, 0.1):
        return [divergence], drawn
    return [f"{abs(term):.4f}" for term in (*terms, divergence)], drawn  # fixed digits: the sentence must not jump


def cat_to_dog_shows(t):
    q = arguments()["cat_to_dog"][0].predict(morph(t))
    loss = kl_divergence(DOG, q)
    return [q[0], loss], reading(t, loss, math.inf) | {"image.array": morph(t), "q bar": q}


def soft_truth_shows(p, q):
    divergence, mirror = kl_divergence(bernoulli(p), bernoulli(q)), round(2 * p - q, 2)
    other = [kl_divergence(bernoulli(p), bernoulli(mirror))] if mirror != q and 0 <= mirror <= 1 else []
    bars = {"p bar": [p, 1 - p], "q bar": [q, 1 - q], "truth.xdata": [p, p]}
    bars["curve"] = lambda x: kl_divergence(bernoulli(p), bernoulli(x))
    return [p, q, divergence, *other], bars | reading(q, divergence, 2.5)


def left_to_learn_shows(prior, hits, false_alarms):
    burglar = np.array([1 - prior, prior])
    rows = [burglar * [1 - false_alarms, 1 - hits], burglar * [false_alarms, hits]]
    widths = np.sum(rows, axis=1)
    after = [entropy(row / width) if width else 0 for row, width in zip(rows, widths)]
    left_over, h_y, h_x = np.dot(widths, after), entropy(burglar), entropy(widths)
    first = ["it always rings"] if widths[0] == 0 else [after[0], ", ringing ("]
    facts = [*first, after[1]] if widths[1] else ["it never rings", after[0]]
    facts += [left_over, h_y, left_over, h_y - left_over]
    drawn = {"row.x": (0, widths[0]), "row.width": widths, "row": after, "name.visible": widths > 0}
    drawn |= {"bar.x": [0, left_over, left_over], "bar.width": [h_y, h_y - left_over, h_x]}
    drawn |= {"level.ydata": [h_y, h_y, left_over, left_over], "told.ydata": [left_over, h_y]}
    return facts, drawn | {"told.visible": h_y - left_over > 1e-9}


def loss_over_logit_shows(z):
    q = softmax([z, 0])[0]
    loss, reach = -math.log(q), 2 / math.hypot(1, 1 - q)
    tangent = [(z - reach, loss + (1 - q) * reach), (z + reach, loss - (1 - q) * reach)]
    return [q, loss, q - 1], {"dot": (z, loss), "slope": (z, q - 1), "tangent": tangent, "text": number(q - 1)}


def tangent_gap_shows(p, q):
    coin, belief = bernoulli(p), bernoulli(q)
    needed, paid, gap = entropy(coin), cross_entropy(coin, belief), kl_divergence(coin, belief)
    drawn = {"touch": (q, entropy(belief))} | reading(p, paid, 2.6, needed)
    if 0 < q < 1:
        return [paid, needed, gap, kl_divergence(belief, coin)], drawn | {"tangent.ydata": surprisal(belief)[::-1]}
    return [gap], drawn | {"tangent.xdata": [q, q]}


def both_directions_shows(centre, width):
    q = hump(centre, width)
    both = kl_divergence(TRUTH, q), kl_divergence(q, TRUTH)
    drawn = {"q": np.minimum(q, 0.42), "q arrow": arrows(np.arange(17) + 0.2, q, 0.42), "D": np.minimum(both, 4)}
    return both, drawn | {"D arrow": arrows(range(2), both, 4), "text": [number(value, 2) for value in both]}


def hump_to_hump_shows(centre):
    q = hump(centre, 1)
    values = kl_divergence(TRUTH, q), kl_divergence(q, TRUTH), jensen_shannon(TRUTH, q)
    return values, {"q": q, "dot": [(centre, value) for value in values]}


def kraft_cake_shows(**lengths):
    source, lengths = np.array([1 / 2, 1 / 4, 1 / 8, 1 / 8]), np.array([*lengths.values()])
    slices = 2.0**-lengths
    used, ends = slices.sum(), slices.cumsum()
    x = ends - slices / 2
    x += np.where(x == 1, slices / 4, 0)  # clear of the red frame
    facts = [f"Lengths {', '.join(map(number, lengths))}: the Kraft sum S is {number(used, 5)}"]
    drawn = {"slice.width": slices, "slice.x": ends - slices, "name.position": [(place, ANY) for place in x]}
    drawn |= {f"{name}.visible": used > 1 for name in ("over", "verdict", "no bill")}
    drawn |= {"waste.width": max(1 - used, 0), "over.width": max(used - 1, 0)}
    if used > 1:
        return [*facts, "No code"], drawn | {"verdict.position": (used + 0.03 if used < 1.7 else used, ANY)}
    costs = [entropy(source), kl_divergence(source, slices / used), -math.log2(used)]
    return [*facts, *costs, source @ lengths], drawn | {"part.width": costs}


def running_bill_shows(sent):
    own, wrong = (np.array(code)[draw_symbols()[: int(sent)]] for code in (OWN_CODE, WRONG_CODE))
    extra, last = wrong.sum() - own.sum(), wrong[-1] - own[-1]
    step = f"{amount(abs(last))} {'more' if last > 0 else 'less'}" if last else "as much in both codes"
    values = extra, own.mean(), wrong.mean()
    return [sent, extra, f"cost {step}", *values[1:]], {"dot": [(sent, value) for value in values]}


def training_race_shows(step):
    _, *histories = arguments()["training_race"]
    losses = [history.loss[int(step)] for history in histories]
    gap = f"{entropy([0.95, 0.05], base=math.e):.5f}"[:-1]  # the same for every network
    bars = 0.68 * histories[0].watched[int(step), :, 0]
    return [step, *losses, f" {gap}", "to nine decimals"], {"dot": [(step, loss) for loss in losses], "bar.width": bars}


def softmax_twice_shows(step):
    once, twice, labels = arguments()["softmax_twice"]
    right = [history.watched[int(step), range(len(labels)), labels] for history in (once, twice)]
    losses = -np.log(right[0]).mean(), np.log1p(np.exp(1 - 2 * right[1])).mean()
    means = [q.mean() for q in right]
    facts = ["once", losses[0], means[0], "twice", losses[1], means[1], -np.log(right[1]).mean()]
    return [step, *facts], {"dot": [(step, value) for value in (*losses, *means)]}


def kl_from_samples_shows(n, moved):
    ref, n = np.array([0.2, 0.5, 0.3]), int(n)
    logits = (1 - moved) * np.log(ref) + moved * np.array([1, 0, -1])

    def slopes(function):  # by a step in an imaginary direction, whose imaginary part is the slope
        steps = logits + 1e-20j * np.eye(3)
        return [function(np.exp(z) / np.exp(z).sum()).imag / 1e-20 for z in steps]

    pi = np.exp(logits) / np.exp(logits).sum()
    every = [lambda q: np.log(q / ref), lambda q: np.log(q / ref) ** 2 / 2, lambda q: ref / q - 1 + np.log(q / ref)]
    told, pushed = [], []
    for k in every:
        mean = (pi * k(pi)).sum()
        deviation = math.sqrt(max((pi * k(pi) ** 2).sum() - mean**2, 0) / n)
        told.append(f"{number(mean)} ± {number(deviation if deviation > 1e-8 else 0)}")
        pushed.append(-np.array(slopes(lambda q, k=k: (pi * k(q)).sum())))
    down = -np.array([slopes(lambda q: (q * np.log(q / ref)).sum()), slopes(lambda q: -(ref * np.log(q)).sum())])
    truth = (pi * np.log(pi / ref)).sum()
    draws = np.random.default_rng(0).random((20, 1024))[:, :n]
    words = (draws[..., None] >= pi.cumsum()[:2]).sum(axis=-1)
    drawn = {"bar": down, "truth.xdata": [truth] * 2, "name.position": [truth, -0.65]}
    far = []
    for place, (k, row, side) in enumerate(zip(every, pushed, (0, -0.2, 0.2))):
        values = k(pi)[words].mean(axis=1)
        seen = (values >= -2.5) & (values <= 4.2)
        drawn[f"cloud {place}"] = np.transpose([values, place + np.linspace(-0.3, 0.3, 20)])[seen]
        drawn[f"mark {place}"] = np.transpose([np.arange(3) + side, row])
        far += [(4.2, place)] if max(values) > 4.2 else []
    return [truth, *told, *(x[0] for x in (down[0], *pushed))], drawn | {"beyond": far}


@cache
def descent(start, direction):
    return descend(TRUTH, start, direction)


def two_descents_shows(step):
    drawn, said, earlier = {}, {}, [taken for taken in STEPS if taken <= step]
    for direction in ("forward", "reverse"):
        costs = []
        for start in ((3, 2), (7, 3), (11, 2)):
            path = descent(start, direction)[earlier]
            q = hump(*path[-1])
            costs.append(kl_divergence(TRUTH, q) if direction == "forward" else kl_divergence(q, TRUTH))
            curve, trail, peak, mark = (f"{direction}_{start[0]} {i}" for i in range(4))
            drawn |= {f"{curve}.ydata": q, trail: path, f"{peak}.xdata": path[-1, 0], mark: path[-1]}
        said[direction] = "{:.3f}, {:.3f} and {:.3f} bits".format(*costs)
    return [f"down D(p‖q), they cost {said['forward']}", f"down D(q‖p), they cost {said['reverse']}"], drawn


def temperature_shows(temperature):
    weights = np.exp([(logit - 3) / temperature for logit in (3, 0, -1)]) if temperature else np.array([1.0, 0, 0])
    q = weights / weights.sum()
    values = entropy(q), surprisal(q[0]), surprisal(q[1])
    drawn = {"q": q, "dot": [(temperature, value) for value in values if value <= 5]}
    return [*q, *values], drawn | {"arrow": arrows([temperature], [values[2]], 5)}


def finer_bins_shows(width):
    edges = np.linspace(0, 4, round(400 / width) + 1)
    p, q = (np.diff(norm.cdf(edges, *height)) for height in ((1.8, 0.2), (1.6, 0.25)))
    costs, place = (entropy(p), kl_divergence(p, q)), [80, 40, 20, 10, 5, 2.5, 1.25].index(width)
    drawn = {"dot": [(place, cost) for cost in costs]}
    for i, heights in enumerate((p, q)):
        drawn[f"step {i}.xdata"] = np.repeat(edges, 2)
        drawn[f"step {i}.ydata"] = [0, *np.repeat(heights * 100 / width, 2), 0]
    return [*costs, math.log2(1.25) + (0.5 * (0.8**2 + 0.8**2) - 0.5) / math.log(2)], drawn


def two_normals_shows(mean, sd):
    both = -math.log(1 / sd) + (1 + mean**2) / (2 * sd**2) - 0.5, -math.log(sd) + (sd**2 + mean**2) / 2 - 0.5
    bits = [max(nats, 0) / math.log(2) for nats in both]
    grid = np.linspace(-6, 6, 401)
    drawn = {"q": np.transpose([grid, norm.pdf(grid, mean, sd)]), "D": np.minimum(bits, 6)}
    drawn |= {"D arrow": arrows([0, 1], bits, 6), "text": [number(value, 2) for value in bits]}
    return [mean, sd, *bits], drawn


def two_losses_shows(z):
    q, losses = 1 / (1 + np.exp(-z)), [lambda z: np.log1p(np.exp(-z)), lambda z: (1 + np.exp(z)) ** -2]
    values, slopes = [loss(z) for loss in losses], [loss(z + 1e-20j).imag / 1e-20 for loss in losses]
    facts = [values[0], slopes[0], values[1], slopes[1], f"pushes {number(1 / (2 * q * (1 - q)), 2)} times"]
    return facts, {"dot": [(z, value) for value in (*values, *slopes)]}


def reliability_shows(temperature):
    networks, labels = arguments()["reliability"]
    facts, drawn, worst = [], {}, 0
    for name, logits in networks.items():
        ahead = logits[:, 1] - logits[:, 0]
        q = 1 / (1 + np.exp(ahead / temperature))  # of class 0
        confidence, right = np.maximum(q, 1 - q), (q < 0.5) == labels
        groups = np.array_split(np.argsort(abs(ahead)), 8)
        x, y = ([values[group].mean() for group in groups] for values in (confidence, right))
        loss = np.logaddexp(0, np.where(labels, -ahead, ahead) / temperature).mean()
        gaps, groups, dot = (f"{name} {i}" for i in range(3))
        drawn |= {groups: np.transpose([x, y]), dot: [(temperature, loss)] if loss <= 1.2 else []}
        drawn[gaps] = [[(sure, sure), (sure, share), (sure, math.nan)] for sure, share in zip(x, y)]
        worst, excess = max(worst, loss), confidence.mean() - right.mean()
        verdict = "about as sure as it should be" if abs(excess) < 0.01 else "too sure" if excess > 0 else "too timid"
        sure, share = number(confidence.mean()), number(right.mean())
        facts += [f"{name}: mean confidence {sure}, right on {share} of the pictures, {verdict}; mean loss ", loss]
    return facts, drawn | {"arrow": arrows([temperature], [worst], 1.2)}


def by_heart_shows(before, extra):
    curves = [[bits_per_letter(text, k, extra) for k in range(7)] for text in (LEARNT, NEW)]
    costs = [curve[int(before)] for curve in curves]
    drawn = {"arrows": arrows(range(7), curves[1], 7.5)}
    for name, curve, cost in zip(("learned", "new"), curves, costs):
        drawn[f"{name} 0"] = [(k, bits) for k, bits in enumerate(curve) if math.isfinite(bits)]
        drawn[f"{name} 1"] = [(before, cost)] if math.isfinite(cost) else []
        drawn[f"{name} 2"] = f"{name}: {number(cost, 2)}"
    return costs, drawn


def languages_show(text, read):
    """Return facts and values of the language bars: bits per letter as lengths, and the cheapest language first."""
    costs = {name: bits(text, q)[:read] for name, q in models().items()}
    means = np.array([cost.mean() for cost in costs.values()])
    first, second = sorted(costs, key=lambda name: costs[name].sum())[:2]
    lead = costs[second].sum() - costs[first].sum()
    facts = [f" {first} is the cheapest, ", costs[first].mean(), f", then {second} with ", costs[second].mean()]
    facts += [f"{amount(lead, digits=2)} of evidence", f"odds of {odds(lead)} to 1"]
    drawn = {"bar.width": np.minimum(means, 8), "text": [number(mean, 2) for mean in means]}
    drawn["text.weight"] = ["bold" if name == first else "normal" for name in costs]
    drawn["arrows"] = [(8, place) for place, mean in enumerate(means) if mean > 8]
    return facts, drawn, f"{first} {number(costs[first][-1], 2)}, {second} {number(costs[second][-1], 2)}."


def language_detective_shows(read):
    letter, read = spell(SENTENCE)[int(read) - 1].replace(" ", "␣"), int(read)
    facts, drawn, last = languages_show(SENTENCE, read)
    return [*facts, f"“{letter}”, cost {last}"], drawn | {"cursor.xdata": [read + 0.5] * 2}


# Words that may stand beside a number.
NAMES = r"\bH\(p\)|\bD\(p‖q\)|\b(?:bits?|nats?|heads|tails|H|D|waste|cross-entropy|KL)\b(?!\()"
TERM = r"\(?-?\d+(?:\.\d+)?\)?"
SUM = rf"{TERM}(?: [-+*] {TERM})*"


def equations(said):
    """Return all arithmetic of a sentence, as terms and signs: [["0.1 + 0.2", "=", "0.3"], ["2 * 3"]]."""
    said = re.sub(r"(?<=\d),(?=\d{3})", "", said).replace("−", "-").replace("×", "*")
    said = re.sub(r" +", " ", re.sub(NAMES, "", said))
    found = (re.split(" ([=≈]) ", chain) for chain in re.findall(rf"{SUM}(?: [=≈] {SUM})*", said))
    return [chain for chain in found if re.search(" [-+*] ", " ".join(chain))]


def true(sides):
    """Return whether an equation has a result and is true as written."""
    values = [eval(side) for side in sides[::2]]  # digits, points, brackets, and + - *
    room = {"=": 1e-9, "≈": 2e-4}
    return len(values) > 1 and all(abs(a - b) < room[sign] for a, b, sign in zip(values, values[1:], sides[1::2]))


@pytest.fixture(scope="module", params=MOVING)
def named_explorer(request):
    return request.param, example(request.param)


@pytest.mark.parametrize("most", [FEW, math.inf], ids=REACHES)
def test_pictures_and_sentences_are_right_and_have_the_sliders_values(named_explorer, most, monkeypatch):
    name, explorer = named_explorer
    assert f"{name}_shows" in globals(), f"add {name}_shows(...), which returns what {name} says and draws"
    monkeypatch.setattr(parts, "_taken", lambda *_: np.zeros((1, 1)))  # to save time: it takes most of it
    texts = {name: dict(map(reversed, control.options)) for name, control in explorer.sliders.items()}
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for position in chosen(name, explorer, most):
            said = explorer.at(**position)
            check(explorer.moving, said, *globals()[f"{name}_shows"](**position))
            assert "nan" not in said and "inf " not in said and said.endswith(".")
            found += equations(said)
            for slider, value in position.items():
                written = re.escape(texts[slider][value])
                assert re.search(rf"(?<![\d.,−]){written}(?!\d|[.,]\d)", said), (slider, value, said)
    assert [sides for sides in found if not true(sides)] == []
    assert found or name not in WITH_SUMS


@pytest.fixture(scope="module", params=product(MOVING, ["screen", "phone"]), ids="-".join)
def drawn_explorer(request):
    name, layout = request.param
    with narrow() if layout == "phone" else nullcontext():
        return name, without_frames(name)


@pytest.mark.parametrize("most", [FEW, MOST_FRAMES], ids=REACHES)
def test_no_text_covers_anything_and_nothing_ends_unseen(drawn_explorer, most):
    name, explorer = drawn_explorer
    explorer.at()
    sheet = Sheet(explorer.figure, explorer.moving.values())
    for position in chosen(name, explorer, most):
        explorer.at(**position)
        assert sheet.faults() == [], position


def test_a_handle_is_always_in_its_panel_and_follows_its_slider(drawn_explorer):
    name, explorer = drawn_explorer
    for slider, artist, along in handles_of(explorer):
        values = [value for _, value in explorer.sliders[slider].options]
        for position in chosen(name, explorer, FEW):
            places = []
            for value in values[:: len(values) // 3]:
                explorer.at(**position | {slider: value})
                x, y = place_of(artist, along)
                assert artist.axes.bbox.padded(0.1).contains(x, explorer.figure.bbox.height - y), position
                places.append(x if along == "x" else y)
            assert len({*places}) > 1, position


def test_frames_are_well_formed_pictures_with_their_sentence_as_alternative_text(named_explorer):
    name, explorer = named_explorer
    still, view = explorer.children[-1].children
    frames = [frame.value for frame in getattr(view, "children", [view])]
    for frame in (still.value, *frames):
        picture, paragraph = ElementTree.fromstring(f'<div xmlns:xlink="http://www.w3.org/1999/xlink">{frame}</div>')
        if frame != still.value:
            assert picture.get("role") == "img"
            assert picture.get("aria-label") == f"{explorer.title}. {paragraph.text}"
    assert sum(map(len, frames)) < 330_000  # with the overhead of each widget, under half a megabyte
    if name == "cat_to_dog":
        width, height = re.search(r"<image[^>]*matrix\(([\d.]+) 0 0 ([\d.]+)", frames[0]).groups()
        assert width == height, "a pet is square"


def test_a_picture_does_not_depend_on_earlier_positions(named_explorer):
    """Nor on earlier pictures: an artist in a known state is not drawn again."""
    _, explorer = named_explorer
    start, positions = explorer.values, list(explorer.positions())
    first = explorer.picture(**start)
    for index in np.random.default_rng(0).permutation(len(positions))[:20]:
        drawn = explorer.picture(**positions[index])
        explorer._drawn.clear()
        assert explorer.picture(**positions[index]) == drawn, positions[index]
        assert explorer.picture(**start) == first, positions[index]


def test_the_swap_button_swaps():
    explorer = course.explorers.tangent_gap(p=0.2, q=0.7)
    explorer.children[2].click()
    assert explorer.values == {"p": 0.7, "q": 0.2}
    assert "p(heads) = 0.7, q(heads) = 0.2" in explorer.children[-1].children[1].value


def test_evidence_is_gathered_toss_by_toss_and_drifts_as_the_divergence_says():
    steps = np.diff([evidence_of((0.6, 0.4), seed) for seed in range(300)])
    assert np.unique(steps.round(9)) == pytest.approx(np.log2([0.4 / 0.5, 0.6 / 0.5]), abs=1e-9)
    assert steps.mean() == pytest.approx(kl_divergence([0.6, 0.4], [0.5, 0.5]), abs=4 * steps.std() / steps.size**0.5)


def test_the_chance_of_having_had_so_many_bits_counts_every_sequence():
    for goal in (0.2, 1, 2):
        had = np.zeros(13)  # sequences of 12 tosses, by the number of tosses after which they have had so many bits
        had_if_bent = np.zeros(13)
        for sequence in product((0.6, 0.4), repeat=12):
            enough = np.cumsum(np.log2(np.divide(sequence, 0.5))) >= goal
            if enough.any():
                had[enough.argmax() + 1 :] += 0.5**12
                had_if_bent[enough.argmax() + 1 :] += math.prod(sequence)
        assert chances_by((0.5, 0.5), 12, goal) == pytest.approx(had)
        assert chances_by((0.6, 0.4), 12, goal) == pytest.approx(had_if_bent)


def test_a_fair_coin_has_had_five_bits_in_no_more_than_one_case_of_32_however_often_it_is_tossed():
    chances = chances_by((0.5, 0.5), 3000)
    assert (np.diff(chances) >= 0).all() and 0.0288 < chances[-1] < 1 / 32


def test_any_sentence_can_be_given_to_the_detective():
    explorer = language_detective("Çok güzel!", start=3)
    assert explorer.values == {"read": 3} and "Turkish" in explorer.at(read=9)


@pytest.mark.parametrize("layout", [nullcontext, narrow])
def test_a_typed_sentence_costs_what_each_language_pays_and_nothing_covers_anything(layout):
    with layout():
        typed = example("typed_sentence")
    sheet = Sheet(typed.figure, typed.moving.values())
    unread = {"": "Nothing is typed yet", "。中文": "learnt pinyin", "日本語です": "a to z", "42": "a to z"}
    for text in (*unread, "where is the station", "ß", "Çok güzel, değil mi?", "a" * 1000, "<b>&amp;", "xqxq"):
        typed.field.value = text
        said, read = typed.sentence, len(spell(text[:300]))
        nothing = [unread.get(text)], {"bar.width": [0] * 12}
        check(typed.moving, said, *(languages_show(text[:300], read)[:2] if read else nothing))
        assert sheet.faults() == [], text
        picture, paragraph = ElementTree.fromstring(f"<div>{typed.view.value}</div>")
        assert paragraph.text == said and picture.get("aria-label") == f"{typed.title}. {said}"
        assert len(typed.view.value) < 8_000, "each key sends one picture"


def test_a_closed_typed_picture_keeps_no_reference():
    typed = example("typed_sentence")
    view = typed.view
    typed.close()
    assert typed.figure is None and view.comm is None
    typed.field.value = "after that"
