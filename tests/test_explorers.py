"""Every explorer at every position of its sliders: what it draws and what it says are lib's numbers."""

import math
import re
import warnings
from xml.etree import ElementTree

import numpy as np
import pytest

from lib import bernoulli, cross_entropy, entropy, kl_divergence, kl_terms, softmax, surprisal
from lib.codes import expected_length, kraft_sum
from lib.explorers import both_directions as two
from lib.explorers.both_directions import both_directions
from lib.explorers.cat_to_dog import cat_to_dog
from lib.explorers.entropy_of_a_coin import entropy_of_a_coin
from lib.explorers.kl_versus_q import kl_versus_q
from lib.explorers.kraft_cake import SOURCE, kraft_cake
from lib.explorers.loss_over_logit import loss_over_logit
from lib.explorers.neglected_snow import neglected_snow
from lib.explorers.running_bill import OWN_CODE, WRONG_CODE, draw_symbols, running_bill
from lib.explorers.soft_truth import soft_truth
from lib.explorers.tangent_gap import tangent_gap
from lib.explorers.training_race import training_race
from lib.pets import data_set, morph
from lib.style import amount, number
from lib.training import Network, smooth, train

DOG = (1, 0)
NATS = math.log(2)


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


def point(artist):
    """Where a marker is, or None if it is not drawn."""
    x, y = artist.get_data()
    return (x[0], y[0]) if len(x) else None


def heights(explorer, *names):
    return [explorer.moving[name].get_height() for name in names]


def check_reading(explorer, x, value, top, base=0.0):
    """The dot stands at the value, or the arrow at the top where the value is infinite."""
    dot, arrow = point(explorer.moving["dot"]), point(explorer.moving["arrow"])
    if math.isinf(value):
        assert dot is None and arrow == (x, top)
        assert explorer.moving["text"].get_text() == "∞"
    else:
        assert arrow is None and dot == pytest.approx((x, min(value, top)))
        assert explorer.moving["text"].get_text() == amount(value - base)


def check_said(said, *values):
    """Each of the numbers is in the sentence as a word of its own, and infinity is said in words."""
    for value in values:
        if math.isinf(value):
            assert "infinite" in said, said
        else:
            assert re.search(rf"(?<![\d.]){re.escape(number(value))}(?![\d]|\.\d)", said), (number(value), said)


def kl_versus_q_shows(explorer, said, q):
    divergence = kl_divergence(DOG, bernoulli(q))
    check_reading(explorer, q, divergence, top=7)
    assert heights(explorer, "q bar 0", "q bar 1") == pytest.approx(bernoulli(q))
    check_said(said, divergence, divergence * NATS)


def entropy_of_a_coin_shows(explorer, said, p):
    coin = bernoulli(p)
    check_reading(explorer, p, entropy(coin), top=1.12)
    check_said(said, entropy(coin))
    bars = [explorer.moving[name] for name in ("heads", "tails")]
    assert [bar.get_width() for bar in bars] == pytest.approx(coin)
    assert sum(bar.get_width() * bar.get_height() for bar in bars) == pytest.approx(entropy(coin))
    if 0 < p < 1:
        check_said(said, *surprisal(coin), *coin * surprisal(coin))


def neglected_snow_shows(explorer, said, snow):
    p, q = np.array([0.7, 0.2, 0.1]), np.array([7 / 9 * (1 - snow), 2 / 9 * (1 - snow), snow])
    drawn = [*kl_terms(p, q), kl_divergence(p, q)]
    assert heights(explorer, *(f"term {i}" for i in range(4))) == pytest.approx(np.minimum(drawn, 1), abs=1e-12)
    assert heights(explorer, *(f"q bar {i}" for i in range(3))) == pytest.approx(q)
    assert [point(explorer.moving[f"arrow {i}"]) is not None for i in range(4)] == [math.isinf(term) for term in drawn]
    check_said(said, *([math.inf] if snow == 0 else drawn))


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
    assert y[seen] == pytest.approx(kl_divergence(bernoulli(p), bernoulli(x[seen])), abs=1e-9)
    mirror = round(2 * p - q, 2)
    other = [kl_divergence(bernoulli(p), bernoulli(mirror))] if mirror != q and 0 <= mirror <= 1 else []
    check_said(said, p, q, divergence, *other)


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
    assert heights(explorer, *(f"q {place}" for place in places)) == pytest.approx(q)
    assert heights(explorer, "p‖q", "q‖p") == pytest.approx(np.minimum(both, two.TOP))
    assert [point(explorer.moving[f"arrow {i}"]) is not None for i in (0, 1)] == [value > two.TOP for value in both]
    check_said(said, *both)


def kraft_cake_shows(explorer, said, **lengths):
    lengths = [int(length) for length in lengths.values()]
    widths = {name: bar.get_width() for name, bar in explorer.moving.items() if hasattr(bar, "get_width")}
    assert [widths[f"slice {symbol}"] for symbol in "ABCD"] == [2.0**-length for length in lengths]
    assert widths["waste"] - widths["over"] == pytest.approx(1 - kraft_sum(lengths))
    assert f"Kraft sum {number(kraft_sum(lengths), 5)}" in said
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
        assert number(entropy([0.95, 0.05], base=math.e), 6) in said and "to nine decimals" in said

    return shows


@pytest.fixture(
    params=[kl_versus_q, entropy_of_a_coin, neglected_snow, cat_to_dog, soft_truth, loss_over_logit, tangent_gap]
    + [both_directions, kraft_cake, running_bill, training_race],
    ids=lambda make: make.__name__,
)
def explorer_and_oracle(request):
    make, name = request.param, request.param.__name__
    if make is cat_to_dog:
        network = request.getfixturevalue("trained")
        return make(network), cat_to_dog_shows(network)
    if make is training_race:
        row, *histories = request.getfixturevalue("race")
        return make(row, *histories), training_race_shows(histories)
    return make(), globals()[f"{name}_shows"]


def test_drawn_and_said_are_libs_numbers_everywhere(explorer_and_oracle):
    explorer, shows = explorer_and_oracle
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        positions = list(explorer.positions())
        for position in positions:
            said = explorer.at(**position)
            shows(explorer, said, **position)
            assert "nan" not in said and "inf " not in said and said.endswith(".")
    for name, control in explorer.sliders.items():
        values = [position[name] for position in positions]
        assert {min(values), max(values)} == {control.options[0][1], control.options[-1][1]}


def test_no_text_leaves_the_picture_anywhere(explorer_and_oracle):
    explorer, _ = explorer_and_oracle
    width, height = explorer.figure.get_size_inches() * 72
    texts = [artist for artist in explorer.moving.values() if hasattr(artist, "get_text")]
    positions = list(explorer.positions())
    for position in positions[:: max(1, len(positions) // 300)] + positions[-1:]:
        explorer.at(**position)
        for text in texts:
            if text.get_text() and text.get_visible():
                box = text.get_window_extent()
                assert box.x0 >= -1 and box.x1 <= width + 1 and box.y0 >= -1 and box.y1 <= height + 1, (position, text)


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
    explorer.children[2].click()
    assert explorer.values == {"p": 0.7, "q": 0.2}
    assert "p = 0.7, q = 0.2" in explorer.children[-1].children[1].value


def test_the_picture_of_the_film_is_square(trained):
    frame = cat_to_dog(trained).children[-1].children[1].children[0].value
    width, height = re.search(r"<image[^>]*matrix\(([\d.]+) 0 0 ([\d.]+)", frame).groups()
    assert width == height
