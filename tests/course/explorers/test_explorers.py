"""Every explorer at the ends of its sliders and between, with --all everywhere: all that it draws and says is right."""

import math
import random
import re
import warnings
from functools import cache
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from figure_faults import Sheet
from scipy.special import rel_entr
from scipy.stats import binom

import course.explorers as figures
from course.drawing import parts
from course.drawing.explorer import MOST_FRAMES
from course.drawing.style import adding_up, amount, number
from course.explorers.cat_to_dog import cat_to_dog
from course.explorers.gathering_evidence import GOAL, evidence_of
from course.explorers.kraft_cake import SOURCE
from course.explorers.reliability import reliability
from course.explorers.running_bill import OWN_CODE, WRONG_CODE, draw_symbols
from course.explorers.tangent_gap import tangent_gap
from course.explorers.training_race import training_race
from course.explorers.typed_sentence import typed_sentence
from course.worlds.languages import bits, models, spell
from course.worlds.learnt_text import LEARNT, NEW, bits_per_letter
from course.worlds.pets import data_set, morph
from course.worlds.training import Network, smooth, train
from lib import bernoulli, cross_entropy, entropy, kl_divergence, kl_terms, one_hot, softmax, surprisal
from lib.codes import expected_length, kraft_sum
from lib.symmetric import jensen_shannon

# the files, where the package has functions of these names
two, coins, game, tangents = (
    import_module(f"course.explorers.{name}")
    for name in ("both_directions", "entropy_of_a_coin", "hit_the_divergence", "tangent_gap")
)
heart, detective = map(import_module, [f"course.explorers.{name}" for name in ("by_heart", "language_detective")])
MOVING = [name for name in figures.__all__ if name != "typed_sentence"]  # which has no slider
DOG = (1, 0)
WITH_SUMS = {
    "Entropy of a coin as the area of two bars, and as a curve",
    "A weather forecast against the truth, and the terms of the divergence",
    "The entropy curve, a tangent to it, and the gap between them",
    "Codeword lengths as slices of a cake, and the bits per symbol they cost",
    "The likelihood of counted heads and tails, and the bits per toss, over the model's q(heads)",
    "Training by cross-entropy and by KL: decisions on a row of pictures, and both losses",
    "What an alarm leaves unknown about a burglar, row by row, and what it tells",
}
# Positions at which labels were in each other's way, or a value left its axes.
UGLY = {
    "The entropy curve, a tangent to it, and the gap between them": [
        {"p": p, "q": q} for p, q in [(0.5, 0.9), (0.9, 0.5), (0.95, 0.5), (0.1, 0.9), (0.06, 0.85), (0.09, 0)]
    ],
    "KL divergence against the predicted probability when the truth is uncertain": [
        {"p": p, "q": q} for p, q in [(0.8, 0.6), (0.8, 0.7), (0.8, 0.9), (0.9, 0.05), (0.27, 0.01), (0.98, 0.99)]
    ],
    "Codeword lengths as slices of a cake, and the bits per symbol they cost": [
        dict(zip("ABCD", lengths, strict=True)) for lengths in [(1, 2, 3, 5), (1, 2, 2, 5), (2, 1, 1, 3), (5, 1, 1, 1)]
    ],
    "A truth with two humps, a model with one, and the divergence in both directions": [
        {"centre": centre, "width": width} for centre, width in [(8, 3), (8, 5.25), (4, 1), (1.5, 2.25), (3.5, 1.75)]
    ],
}
NATS = math.log(2)
REACHES = ["some positions", "everywhere"]
FEW = 20  # positions


@pytest.fixture(scope="session")
def trained():
    return train(Network.start(), *data_set(400))[0]


@pytest.fixture(scope="session")
def race():
    pictures, labels = data_set(100)
    row = np.stack([morph(t) for t in (0, 0.25, 0.5, 0.75, 1)])
    target = smooth(labels, 0.1)
    losses = "cross-entropy", "KL"
    runs = [train(Network.start(), pictures, target, loss=loss, steps=100, watch=row) for loss in losses]
    return row, *(history for _, history in runs)


@pytest.fixture(scope="session")
def two_networks(trained):
    """The logits of a timid and of a too sure network for noisy pictures, and what these show."""
    unseen, labels = data_set(200, seed=1)
    noisy = np.clip(unseen + np.random.default_rng(0).normal(0, 0.7, unseen.shape), 0, 1)
    by_heart, _ = train(Network.start(), *data_set(10), steps=300, rate=0.1)
    return {"400 pictures": trained.logits(noisy), "10 pictures": by_heart.logits(noisy)}, labels


def point(artist):
    """Where a marker is, or None if it is not drawn."""
    x, y = artist.get_data()
    return (x[0], y[0]) if len(x) else None


def heights(explorer, *names):
    return [explorer.moving[name].get_height() for name in names]


def check_reading(explorer, x, value, top, base=0.0):
    """The dot stands at the value, or the arrow at the top where the value is higher than that."""
    dot, arrow = point(explorer.moving["dot"]), point(explorer.moving["arrow"])
    if value > top:
        assert dot is None and arrow == (x, top)
    else:
        assert arrow is None and dot == pytest.approx((x, value))
    assert explorer.moving["text"].get_text() == ("∞" if math.isinf(value) else amount(value - base))


def check_said(said, *values):
    """Each of the numbers is in the sentence, with three decimals or more, and infinity is said in words."""
    written = re.findall(r"−?\d+(?:\.\d+)?", said)
    for value in values:
        if math.isinf(value):
            assert "infinite" in said, said
        else:
            digits = range(3, 10)
            forms = {number(value), f"{value:.4f}".replace("-", "−"), *(adding_up([value], n)[2] for n in digits)}
            assert forms & {*written}, (number(value), said)


def gathering_evidence_shows(explorer, said, tosses):
    n, after = int(tosses), said.partition("“bent”:")[2]
    heads = np.arange(n + 1)
    bits = heads * math.log2(1.2) + (n - heads) * math.log2(0.8)  # 0.6 and 0.4 over a half
    bent, fair = [0.6, 0.4], [0.5, 0.5]
    drifts = ("bent", 0.6, kl_divergence(bent, fair)), ("fair", 0.5, -kl_divergence(fair, bent))
    for name, chance, drift in drifts:
        x, y = explorer.moving[name].get_data()
        assert [*x] == [n] * 3 and all(min(abs(bits - value)) < 1e-9 for value in y), "as some number of heads brings"
        enough = binom.pmf(heads, n, chance)[bits >= GOAL].sum()
        assert point(explorer.moving[f"if {name}"]) == pytest.approx((n, enough), abs=1e-12)
        assert chance == 0.6 or enough <= 2**-GOAL
        in_order = ", ".join(number(round(value, 1), 1) for value in y)
        assert f" {in_order} from the {name}" in after and f", {number(round(n * drift, 1), 1)} on average" in after
        check_said(said, enough)


def likelihood_of_counts_shows(explorer, said, n, share, q):
    data, model = bernoulli(share), bernoulli(q)
    likelihood, best = (binom.pmf(round(n * share), n, x) for x in (q, share))
    assert point(explorer.moving["likelihood dot"]) == pytest.approx((q, likelihood / best), rel=1e-6)
    check_reading(explorer, q, cross_entropy(data, model), top=2.5, base=entropy(data))
    for name, wanted in (
        ("likelihood", binom.pmf(round(n * share), n, np.linspace(0.01, 0.99, 99)) / best),
        ("bits", cross_entropy(data, bernoulli(np.linspace(0.01, 0.99, 99)))),
    ):
        x, y = explorer.moving[name].get_data()
        assert np.interp(np.linspace(0.01, 0.99, 99), x, y) == pytest.approx(wanted, rel=1e-6)
    assert [explorer.moving[f"share {side}"].get_xdata()[0] for side in ("left", "right")] == [share, share]
    assert said.startswith(f"{round(n * share)} heads in {n:.0f} tosses, a share f of {number(share)}, and q = ")
    if likelihood == 0:
        check_said(said, math.inf)
    else:
        check_said(said, entropy(data), kl_divergence(data, model), cross_entropy(data, model))
        if q != share:
            check_said(said, math.log2(best / likelihood))


def test_evidence_is_gathered_toss_by_toss_and_drifts_as_the_divergence_says():
    steps = np.diff(evidence_of((0.6, 0.4), seed=2))
    heads = np.isclose(steps, math.log2(0.6 / 0.5))
    assert np.isclose(steps[~heads], math.log2(0.4 / 0.5)).all()
    many = np.concatenate([evidence_of((0.6, 0.4), seed)[:, -1] for seed in range(300)]) / 300
    assert many.mean() == pytest.approx(kl_divergence([0.6, 0.4], [0.5, 0.5]), abs=4 * many.std() / 30)


def kl_versus_q_shows(explorer, said, q):
    divergence = kl_divergence(DOG, bernoulli(q))
    check_reading(explorer, q, divergence, top=7)
    assert heights(explorer, "q bar 0", "q bar 1") == pytest.approx(bernoulli(q))
    check_said(said, divergence, divergence * NATS)


def hit_the_divergence_shows(explorer, said, **position):
    shares = np.array([*position.values()])
    if not shares.any():
        assert "no distribution" in said
        return
    truth, q = np.array([0.1, 0.65, 0.25]), shares / shares.sum()  # the truth of the first game
    divergence = rel_entr(truth, q).sum() / NATS
    check_said(said, divergence)
    assert explorer.score(**position) == pytest.approx(divergence)
    assert explorer.moving["column"].get_height() == pytest.approx(min(divergence, game.TOP))
    assert (point(explorer.moving["arrow"]) is not None) == (divergence > game.TOP)
    assert heights(explorer, *(f"q bar {i}" for i in range(3))) == pytest.approx(q)


def entropy_of_a_coin_shows(explorer, said, p):
    coin = bernoulli(p)
    check_reading(explorer, p, entropy(coin), top=1.12)
    check_said(said, entropy(coin))
    bars = [explorer.moving[name] for name in ("heads", "tails")]
    assert [bar.get_width() for bar in bars] == pytest.approx(coin)
    assert [bar.get_height() for bar in bars] == pytest.approx(np.minimum(surprisal(coin), coins.TOP))
    for side, start, width, surprise in zip(coins.SIDES, (0, p), coin, surprisal(coin), strict=True):
        beyond = surprise > coins.TOP
        assert point(explorer.moving[f"arrow {side}"]) == ((start + width / 2, coins.TOP) if beyond else None)
        assert explorer.moving[f"name {side}"].get_text() == (f"{side} {number(surprise, 2)} bits" if beyond else side)
    if 0 < p < 1:
        check_said(said, *surprisal(coin), *coin * surprisal(coin))


def neglected_snow_shows(explorer, said, snow):
    p, q = np.array([0.7, 0.2, 0.1]), np.array([7 / 9 * (1 - snow), 2 / 9 * (1 - snow), snow])
    drawn = [*kl_terms(p, q), kl_divergence(p, q)]
    assert heights(explorer, *(f"term {i}" for i in range(4))) == pytest.approx(np.minimum(drawn, 0.8), abs=1e-12)
    assert heights(explorer, *(f"q bar {i}" for i in range(3))) == pytest.approx(q)
    assert [point(explorer.moving[f"arrow {i}"]) is not None for i in range(4)] == [math.isinf(term) for term in drawn]
    check_said(said, *([math.inf] if snow == 0 else drawn))
    sum_said = said.partition("D(p‖q) = ")[2]
    decimals = {len(number) for number in re.findall(r"\d\.(\d+)", sum_said)}
    assert decimals == ({4} if snow not in (0, 0.1) else set()), "the sentence jumps"


def cat_to_dog_shows(network):
    def shows(explorer, said, t):
        q = network.predict(morph(t))
        assert np.array_equal(explorer.moving["image"].get_array(), morph(t))
        assert heights(explorer, "q bar 0", "q bar 1") == pytest.approx(q)
        loss = kl_divergence(DOG, q)
        check_reading(explorer, t, loss, top=explorer.figure.axes[2].get_ylim()[1])
        check_said(said, q[0], loss)

    return shows


def soft_truth_shows(explorer, said, p, q):
    divergence = kl_divergence(bernoulli(p), bernoulli(q))
    check_reading(explorer, q, divergence, top=2.5)
    assert heights(explorer, "p bar 0", "p bar 1", "q bar 0", "q bar 1") == pytest.approx([p, 1 - p, q, 1 - q])
    x, y = explorer.moving["curve"].get_data()
    seen = (x > 0.001) & (x < 0.999)  # nearer to the ends 1 - x itself is rounded
    assert np.allclose(y[seen], kl_divergence(bernoulli(p), bernoulli(x[seen])), rtol=1e-6, atol=1e-9)
    mirror = round(2 * p - q, 2)
    other = [kl_divergence(bernoulli(p), bernoulli(mirror))] if mirror != q and 0 <= mirror <= 1 else []
    check_said(said, p, q, divergence, *other)


def left_to_learn_shows(explorer, said, prior, hits, false_alarms):
    burglar = np.array([1 - prior, prior])
    rows = [burglar * [1 - false_alarms, 1 - hits], burglar * [false_alarms, hits]]
    widths = [row.sum() for row in rows]
    after = [entropy(row / width) if width else 0 for row, width in zip(rows, widths)]
    left_over, h_y, h_x = np.dot(widths, after), entropy(burglar), entropy(widths)
    for name, start, width, height in zip(("silent", "rings"), (0, widths[0]), widths, after):
        row = explorer.moving[name]
        assert [row.get_x(), row.get_width(), row.get_height()] == pytest.approx([start, width, height], abs=1e-9)
        assert explorer.moving[f"name {name}"].get_visible() == (width > 0)
    for name, ends in {"H(Y)": (0, h_y), "I": (left_over, h_y), "H(X)": (left_over, left_over + h_x)}.items():
        bar = explorer.moving[name]
        assert [bar.get_x(), bar.get_x() + bar.get_width()] == pytest.approx(ends, abs=1e-9)
    levels = {"before": [h_y] * 2, "after": [left_over] * 2, "told": [left_over, h_y]}
    for name, heights in levels.items():
        assert explorer.moving[name].get_ydata() == pytest.approx(heights, abs=1e-9)
    assert explorer.moving["told"].get_visible() == (h_y - left_over > 1e-9)
    check_said(said, left_over, h_y - left_over, h_y, *(height for height, width in zip(after, widths) if width))
    assert ("never rings" in said, "always rings" in said) == (widths[1] == 0, widths[0] == 0)


def loss_over_logit_shows(explorer, said, z):
    q = softmax([z, 0])
    loss = cross_entropy(DOG, q, base=math.e)
    assert point(explorer.moving["dot"]) == pytest.approx((z, loss))
    assert point(explorer.moving["slope"]) == pytest.approx((z, q[0] - 1))
    x, y = explorer.moving["tangent"].get_data()
    assert (y[1] - y[0]) / (x[1] - x[0]) == pytest.approx(q[0] - 1)
    check_said(said, q[0], loss, q[0] - 1)


def tangent_gap_shows(explorer, said, p, q):
    coin, belief = bernoulli(p), bernoulli(q)
    check_reading(explorer, p, cross_entropy(coin, belief), top=2.6, base=entropy(coin))
    assert point(explorer.moving["touch"]) == pytest.approx((q, entropy(belief)))
    if 0 < q < 1:
        assert np.interp(p, *explorer.moving["tangent"].get_data()) == pytest.approx(cross_entropy(coin, belief))
        check_said(said, entropy(coin), cross_entropy(coin, belief), kl_divergence(coin, belief))
        check_said(said, kl_divergence(belief, coin))
    else:
        check_said(said, kl_divergence(coin, belief))


def both_directions_shows(explorer, said, centre, width):
    places = np.arange(17)
    weights = np.exp(-((places - centre) ** 2) / (2 * width**2))
    q = weights / weights.sum()
    both = kl_divergence(two.TRUTH, q), kl_divergence(q, two.TRUTH)
    assert heights(explorer, *(f"q {place}" for place in places)) == pytest.approx(np.minimum(q, two.HIGHEST))
    assert [point(explorer.moving[f"q arrow {place}"]) is not None for place in places] == [*(q > two.HIGHEST)]
    assert heights(explorer, "p‖q", "q‖p") == pytest.approx(np.minimum(both, two.TOP))
    assert [point(explorer.moving[f"arrow {i}"]) is not None for i in (0, 1)] == [value > two.TOP for value in both]
    check_said(said, *both)


def kraft_cake_shows(explorer, said, **lengths):
    lengths = [int(length) for length in lengths.values()]
    widths = {name: bar.get_width() for name, bar in explorer.moving.items() if hasattr(bar, "get_width")}
    assert [widths[f"slice {symbol}"] for symbol in "ABCD"] == [2.0**-length for length in lengths]
    assert widths["waste"] - widths["over"] == pytest.approx(1 - kraft_sum(lengths))
    assert f"Lengths {', '.join(map(str, lengths))}: the Kraft sum is {number(kraft_sum(lengths), 5)}" in said
    for symbol in "ABCD":
        (x, y), width = explorer.moving[f"name {symbol}"].get_position(), widths[f"slice {symbol}"]
        assert abs(x - explorer.moving[f"slice {symbol}"].get_x() - width / 2) <= width / 4, "on its slice"
        edges = [1, kraft_sum(lengths)] if kraft_sum(lengths) > 1 and y == 0 else []
        assert all(abs(x - edge) > 0.03 for edge in edges), "clear of the frame"
    end = explorer.moving["verdict"].get_position()[0]
    assert abs(end - kraft_sum(lengths)) < 0.05, "the verdict stands beside its frame"
    visible = explorer.moving["over"].get_visible()
    assert visible == (kraft_sum(lengths) > 1) == ("no code" in said)
    if not visible:
        assert widths["H"] == entropy(SOURCE)
        assert widths["H"] + widths["D"] + widths["unused"] == pytest.approx(expected_length(SOURCE, lengths))
        check_said(said, expected_length(SOURCE, lengths), widths["H"], widths["D"], widths["unused"])


def running_bill_shows(explorer, said, sent):
    sent = int(sent)
    own, wrong = (np.array(code)[draw_symbols()[:sent]] for code in (OWN_CODE, WRONG_CODE))
    assert point(explorer.moving["bill"]) == (sent, wrong.sum() - own.sum())
    assert point(explorer.moving["own"]) == pytest.approx((sent, own.mean()))
    assert point(explorer.moving["wrong"]) == pytest.approx((sent, wrong.mean()))
    check_said(said, sent, wrong.sum() - own.sum(), own.mean(), wrong.mean(), abs(wrong[-1] - own[-1]) or sent)


def training_race_shows(histories):
    def shows(explorer, said, step):
        step = int(step)
        losses = [history.loss[step] for history in histories]
        for name, loss in zip(("cross-entropy", "KL"), losses):
            assert point(explorer.moving[name]) == (step, loss)
        bars = [explorer.moving[f"bar {i}"].get_width() / 0.68 for i in range(5)]
        assert bars == pytest.approx(histories[0].watched[step, :, 0])
        check_said(said, step, *losses)
        assert re.search(r" [=≈] 0\.1985\d* nats", said) and "to nine decimals" in said
        assert entropy([0.95, 0.05], base=math.e) == pytest.approx(0.198515, abs=5e-7)

    return shows


def bell(centre, width):
    """Bell curves over the places, one for each centre, not by lib."""
    weights = np.exp(-((np.arange(17) - np.reshape(centre, (-1, 1))) ** 2) / (2 * np.reshape(width, (-1, 1)) ** 2))
    return weights / weights.sum(axis=1, keepdims=True)


def hump_to_hump_shows(explorer, said, centre):
    truth, (q,) = bell([4, 12], [1, 1]).mean(axis=0), bell(centre, 1)
    assert heights(explorer, *(f"q {place}" for place in range(17))) == pytest.approx(q)
    values = kl_divergence(truth, q), kl_divergence(q, truth), jensen_shannon(truth, q)
    for name, value in zip(("p‖q", "q‖p", "JS"), values, strict=True):
        assert point(explorer.moving[name]) == pytest.approx((centre, value))
        assert name == "JS" or value < explorer.figure.axes[1].get_ylim()[1]
    check_said(said, *values)


@cache
def descents():
    """The truth, and the paths of the three starts, {direction: (steps + 1, 3, 2)}, down slopes that are measured."""
    truth, small = bell([4, 12], [1, 1]).mean(axis=0), 1e-5
    losses = {"forward": lambda q: rel_entr(truth, q), "reverse": lambda q: rel_entr(q, truth)}
    paths = {}
    for direction, loss in losses.items():
        path = [np.array([(3.0, 2), (7, 3), (11, 2)])]
        for _ in range(2000):
            moved = path[-1][:, None, None] + small * np.multiply.outer([1, -1], np.eye(2)).swapaxes(0, 1)
            up, down = np.moveaxis(loss(bell(*moved.reshape(-1, 2).T)).sum(axis=1).reshape(3, 2, 2), -1, 0)
            path.append(path[-1] - 0.3 * (up - down) / (2 * small))
        paths[direction] = np.array(path)
    return truth, paths


def two_descents_shows(explorer, said, step):
    truth, paths = descents()
    for direction, order in (("forward", 1), ("reverse", -1)):
        path = paths[direction][: int(step) + 1]
        q = bell(*path[-1].T)
        for i, (centre, width) in enumerate(path[-1]):
            assert point(explorer.moving[f"{direction} mark {i}"]) == pytest.approx((centre, width), rel=1e-6)
            assert point(explorer.moving[f"{direction} peak {i}"])[0] == pytest.approx(centre, rel=1e-6)
            assert explorer.moving[f"{direction} hump {i}"].get_ydata() == pytest.approx(q[i], abs=1e-6)
            trail = explorer.moving[f"{direction} path {i}"].get_xydata()
            assert trail[0] == pytest.approx(path[0, i]) and trail[-1] == pytest.approx(path[-1, i], rel=1e-6)
            cost = kl_divergence(*(truth, q[i])[::order])
            assert f"{cost:.3f}" in said.split("down D(q‖p)")[direction == "reverse"]


def temperature_shows(explorer, said, temperature):
    weights = np.exp([(logit - 3) / temperature for logit in (3, 0, -1)]) if temperature else np.array([1.0, 0, 0])
    q = weights / weights.sum()
    assert heights(explorer, "bar 0", "bar 1", "bar 2") == pytest.approx(q)
    values = {"entropy": entropy(q), "right": surprisal(q[0]), "wrong": surprisal(q[1])}
    for name, value in values.items():
        assert point(explorer.moving[name]) == (None if value > 5 else pytest.approx((temperature, value), abs=1e-12))
    assert point(explorer.moving["arrow"]) == ((temperature, 5) if values["wrong"] > 5 else None)
    check_said(said, *q, *values.values())


def two_losses_shows(explorer, said, z):
    q = 1 / (1 + math.exp(-z))
    step = 1e-4
    both = {"cross-entropy": lambda z: math.log1p(math.exp(-z)), "squared": lambda z: (1 + math.exp(z)) ** -2}
    for (name, loss), slope in zip(both.items(), ("steep", "flat"), strict=True):
        assert point(explorer.moving[name]) == pytest.approx((z, loss(z)))
        measured = (loss(z + step) - loss(z - step)) / (2 * step)
        x, drawn = point(explorer.moving[slope])
        assert x == z and drawn == pytest.approx(measured, rel=1e-4)
        check_said(said, loss(z), drawn)
    assert f"pushes {number(1 / (2 * q * (1 - q)), 2)} times" in said


def reliability_shows(networks, labels):
    def shows(explorer, said, temperature):
        worst = 0
        for name, logits in networks.items():
            q = 1 / (1 + np.exp((logits[:, 1] - logits[:, 0]) / temperature))  # of class 0
            confidence, right = np.maximum(q, 1 - q), (q < 0.5) == labels
            order = np.argsort(abs(logits[:, 0] - logits[:, 1]))
            x, y = explorer.moving[f"groups {name}"].get_data()
            assert x == pytest.approx([confidence[part].mean() for part in np.array_split(order, 8)])
            assert y == pytest.approx([right[part].mean() for part in np.array_split(order, 8)])
            ends = np.transpose(explorer.moving[f"gaps {name}"].get_data()).reshape(8, 3, 2)
            assert np.array_equal(ends[:, 0], np.stack([x, x], axis=1))  # from the line of the calibrated
            assert np.array_equal(ends[:, 1], np.stack([x, y], axis=1))
            shown = one_hot(labels, 2)
            loss = np.mean([cross_entropy(p, row, base=math.e) for p, row in zip(shown, softmax(logits / temperature))])
            mark = point(explorer.moving[f"loss {name}"])
            assert mark == (None if loss > 1.2 else pytest.approx((temperature, loss)))
            worst = max(worst, loss)
            part = re.search(rf"{name}: (.*?) nats\.", said)[1]
            check_said(part, confidence.mean(), right.mean(), loss)
            excess = confidence.mean() - right.mean()
            expected = "as sure as" if abs(excess) < 0.01 else "too sure" if excess > 0 else "too timid"
            assert expected in part
        assert point(explorer.moving["arrow"]) == ((temperature, 1.2) if worst > 1.2 else None)

    return shows


def by_heart_shows(explorer, said, before, extra):
    for name, text in (("learnt", LEARNT), ("new", NEW)):
        curve = [bits_per_letter(text, k, extra) for k in range(7)]
        finite = [(k, cost) for k, cost in enumerate(curve) if math.isfinite(cost)]
        assert [*zip(*explorer.moving[f"{name} line"].get_data(), strict=True)] == finite
        cost = curve[int(before)]
        assert point(explorer.moving[f"{name} dot"]) == ((before, cost) if math.isfinite(cost) else None)
        assert explorer.moving[f"{name} text"].get_text().endswith("∞" if math.isinf(cost) else number(cost, 2))
        check_said(said.replace("infinitely", "infinite"), cost)
    infinite = [k for k in range(7) if math.isinf(bits_per_letter(NEW, k, extra))]
    assert explorer.moving["arrows"].get_data()[0].tolist() == infinite


def check_language_bars(moving, read, text, said):
    """Each bar is as long as its language's bits per letter, and the cheapest language comes first in the sentence."""
    costs = {name: bits(text, q)[:read] for name, q in models().items()}
    means = {name: cost.mean() for name, cost in costs.items()}
    for name, mean in means.items():
        assert moving[f"bar {name}"].get_width() == pytest.approx(min(mean, detective.MOST))
        assert moving[f"text {name}"].get_text() == number(mean, 2)
    beyond = [place for place, mean in enumerate(means.values()) if mean > detective.MOST]
    assert moving["arrows"].get_data()[1].tolist() == beyond
    first, second = sorted(means, key=means.get)[:2]
    assert moving[f"text {first}"].get_fontweight() == "bold" != moving[f"text {second}"].get_fontweight()
    assert re.search(rf" {first} is the cheapest, .* then {second} ", said)
    check_said(said, means[first], means[second])
    lead = costs[second].sum() - costs[first].sum()
    assert f"{amount(lead, digits=2)} of evidence" in said and f"odds of {detective.odds(lead)} to 1" in said
    return costs[first], costs[second]


def language_detective_shows(explorer, said, read):
    read = int(read)
    whole = spell(detective.SENTENCE)
    first, second = check_language_bars(explorer.moving, read, whole, said)
    assert explorer.moving["cursor"].get_data()[0] == [read + 0.5] * 2
    assert f"“{whole[read - 1].replace(' ', '␣')}”" in said
    assert all(number(cost[-1], 2) in said for cost in (first, second))


NAMES = r"\b(?:bits?|nats?|heads|tails|H|D|waste|cross-entropy|KL)\b(?!\()"  # what may stand beside a number
TERM = r"\(?-?\d+(?:\.\d+)?\)?"
SUM = rf"{TERM}(?: [-+*] {TERM})*"


def equations(said):
    """All arithmetic of a sentence, each with what it is said to be: [["0.1 + 0.2", "=", "0.3"], ["2 * 3"]]."""
    said = re.sub(r"(?<=\d),(?=\d{3})", "", said).replace("−", "-").replace("×", "*")
    said = re.sub(r" +", " ", re.sub(NAMES, "", said))
    found = (re.split(" ([=≈]) ", chain) for chain in re.findall(rf"{SUM}(?: [=≈] {SUM})*", said))
    return [chain for chain in found if re.search(" [-+*] ", " ".join(chain))]


def untrue(said):
    """The equations of a sentence that are false as they are written, or without a result."""
    wrong = []
    for sides in equations(said):
        values = [eval(side) for side in sides[::2]]  # digits, points, brackets, and + - *
        room = {"=": 1e-9, "≈": 2e-4}
        held = [abs(a - b) < room[sign] for a, b, sign in zip(values, values[1:], sides[1::2])]
        if not held or not all(held):
            wrong.append(" ".join(sides))
    return wrong


def without_places(monkeypatch):
    """Leave out the search for a text's place: most of the time that a position takes."""
    for module in (parts, tangents, heart):
        monkeypatch.setattr(module, "put_beside", lambda *_, **__: None)


def chosen(explorer, reach, most):
    """Both ends of each slider together with all others' ends, some of the positions between, and the ugly ones."""
    positions = list(explorer.positions())
    if reach == "everywhere" and len(positions) <= most:
        return positions
    ends = {name: (control.options[0][1], control.options[-1][1]) for name, control in explorer.sliders.items()}
    corners = [position for position in positions if all(position[name] in ends[name] for name in ends)]
    some = random.Random(0).sample(positions, min(len(positions), most if reach == "everywhere" else FEW))
    return corners + some + UGLY.get(explorer.title, [])


@pytest.fixture(scope="module", params=MOVING)
def explorer_and_oracle(request):
    name = request.param
    if name == "cat_to_dog":
        network = request.getfixturevalue("trained")
        return cat_to_dog(network), cat_to_dog_shows(network)
    if name == "training_race":
        row, *histories = request.getfixturevalue("race")
        return training_race(row, *histories), training_race_shows(histories)
    if name == "reliability":
        networks, labels = request.getfixturevalue("two_networks")
        return reliability(networks, labels), reliability_shows(networks, labels)
    if f"{name}_shows" not in globals():
        pytest.fail(
            f"what must {name} show? write {name}_shows(explorer, said, ...) in {Path(__file__).name}, where the dots "
            "are its sliders by their names",
            pytrace=False,
        )
    return getattr(figures, name)(), globals()[f"{name}_shows"]


@pytest.mark.parametrize("reach", REACHES)
def test_drawn_and_said_are_right_and_sentences_name_the_sliders_as_they_do(explorer_and_oracle, reach, monkeypatch):
    explorer, shows = explorer_and_oracle
    without_places(monkeypatch)
    names = {name: dict(map(reversed, control.options)) for name, control in explorer.sliders.items()}
    found = 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for position in chosen(explorer, reach, most=math.inf):
            said = explorer.at(**position)
            shows(explorer, said, **position)
            assert "nan" not in said and "inf " not in said and said.endswith(".")
            found += len(equations(said))
            assert not untrue(said), said
            for name, value in position.items():
                written = re.escape(names[name][value])
                assert re.search(rf"(?<![\d.,−]){written}(?!\d|[.,]\d)", said), (name, value, said)
    assert found > 0 or explorer.title not in WITH_SUMS


@pytest.mark.parametrize("reach", REACHES)
def test_no_text_covers_anything_and_nothing_ends_unseen(explorer_and_oracle, reach):
    explorer, _ = explorer_and_oracle
    explorer.at()
    sheet = Sheet(explorer.figure, explorer.moving.values())
    for position in chosen(explorer, reach, most=MOST_FRAMES):
        explorer.at(**position)
        assert sheet.faults() == [], position


def test_frames_are_well_formed_pictures_with_their_sentence_as_alternative_text(explorer_and_oracle):
    explorer, _ = explorer_and_oracle
    still, view = explorer.children[-1].children
    frames = [frame.value for frame in getattr(view, "children", [view])]
    for frame in frames:
        picture, paragraph = ElementTree.fromstring(f'<div xmlns:xlink="http://www.w3.org/1999/xlink">{frame}</div>')
        assert picture.get("role") == "img"
        assert picture.get("aria-label") == f"{explorer.title}. {paragraph.text}"
    ElementTree.fromstring(f'<div xmlns:xlink="http://www.w3.org/1999/xlink">{still.value}</div>')
    if len(frames) > 1:
        assert len(frames) == len(list(explorer.positions()))
        assert sum(map(len, frames)) < 330_000  # with what each widget adds, under half a megabyte


def test_the_swap_button_swaps():
    explorer = tangent_gap(p=0.2, q=0.7)
    assert explorer.buttons == {"Swap p and q": {"p": "q", "q": "p"}}
    explorer.children[2].click()
    assert explorer.values == {"p": 0.7, "q": 0.2}
    assert "p = 0.7, q = 0.2" in explorer.children[-1].children[1].value


def test_the_picture_of_the_film_is_square(trained):
    frame = cat_to_dog(trained).children[-1].children[1].children[0].value
    width, height = re.search(r"<image[^>]*matrix\(([\d.]+) 0 0 ([\d.]+)", frame).groups()
    assert width == height


def test_a_picture_does_not_depend_on_how_one_came_there(explorer_and_oracle):
    """Nor on what was drawn before: an artist in a state that was drawn is not drawn again."""
    explorer, _ = explorer_and_oracle
    start, positions = explorer.values, list(explorer.positions())
    first = explorer.picture(**start)
    for index in np.random.default_rng(0).permutation(len(positions))[:20]:
        drawn = explorer.picture(**positions[index])
        explorer._drawn.clear()
        assert explorer.picture(**positions[index]) == drawn, positions[index]
        assert explorer.picture(**start) == first, positions[index]


TYPED = ["where is the railway station", "ß", "Çok güzel, değil mi?", "42", "", "a" * 1000, "<b>&amp;", "中文", "xqxq"]


def test_what_is_typed_is_what_each_language_pays():
    typed = typed_sentence()
    for text in TYPED:
        typed.field.value = text
        read = len(spell(text[:300]))
        if read:
            check_language_bars(typed.moving, read, text[:300], typed.sentence)
        else:
            assert typed.sentence == "Nothing is typed yet: no letter, no evidence."
            assert all(typed.moving[f"bar {name}"].get_width() == 0 for name in models())
        picture, paragraph = ElementTree.fromstring(f"<div>{typed.view.value}</div>")
        assert paragraph.text == typed.sentence
        assert picture.get("aria-label") == f"{typed.title}. {typed.sentence}"


def test_nothing_covers_anything_whatever_is_typed():
    typed = typed_sentence()
    sheet = Sheet(typed.figure, typed.moving.values())
    for text in TYPED:
        typed.at(text)
        assert sheet.faults() == [], text


def test_a_key_is_answered_with_a_small_picture():
    typed = typed_sentence()
    typed.field.value = "a" * 300
    assert len(typed.view.value) < 8_000


def test_a_typed_picture_lets_go_of_everything():
    typed = typed_sentence()
    view = typed.view
    typed.close()
    assert typed.figure is None and view.comm is None
    typed.field.value = "after that"


def test_any_sentence_can_be_given_to_the_detective():
    explorer = detective.language_detective("Çok güzel!", start=3)
    assert explorer.values == {"read": 3} and "Turkish" in explorer.at(read=9)
