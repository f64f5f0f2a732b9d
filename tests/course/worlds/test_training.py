"""The tiny network learns, its gradient is that of either loss, and both losses teach the same."""

import math
import re

import numpy as np
import pytest

from course.worlds.pets import data_set, morph
from course.worlds.training import (
    LOSSES,
    SLOPES,
    Network,
    chase,
    chase_gradient,
    gradient,
    logit_slope,
    smooth,
    train,
)
from lib import cross_entropy, entropy, kl_divergence, one_hot, softmax

MEASURES = [("cross-entropy", cross_entropy), ("KL", kl_divergence)]
BOTH = pytest.mark.parametrize("loss, measure", MEASURES)
UNCERTAINTY = 0.1985152433458726  # H(.95, .05) in nats
START = Network.start()


@pytest.fixture(scope="module")
def pets():
    return data_set(400)


@pytest.fixture(scope="module")
def trained(pets):
    """Return the network after training under hard labels, its history and the pictures it was watched on."""
    watch = np.array([morph(t) for t in np.linspace(0, 1, 21)])
    return *train(START, *pets, watch=watch), watch


@pytest.fixture
def rng():
    return np.random.default_rng(42)


def check_slopes(slopes, function, places, rng, h=1e-6):
    """Check the slopes of a function of several arrays against finite differences in each array."""
    for _ in range(5):
        ways = [rng.normal(size=place.shape) for place in places]
        up, down = (function(*(place + step * way for place, way in zip(places, ways))) for step in (h, -h))
        along = sum((slope * way).sum() for slope, way in zip(slopes, ways, strict=True))
        assert along == pytest.approx((up - down) / (2 * h), rel=1e-5)


# --- the network and its gradient


def test_the_start_is_seeded():
    network, again, other = (Network.start(seed=seed) for seed in (3, 3, 4))
    assert all(map(np.array_equal, network, again)) and (network.W1 != other.W1).any()


def test_the_layers_are_what_the_docstring_says(trained, pets):
    network, pictures = trained[0], pets[0][:7]
    x, (W1, b1, W2, b2) = pictures[5].ravel() - 0.7, network
    h = [math.tanh(x @ W1[:, j] + b1[j]) for j in range(16)]
    z = [h @ W2[:, k] + b2[k] for k in (0, 1)]
    q_dog = 1 / (1 + math.exp(z[1] - z[0]))
    for said, computed in ((network.hidden, h), (network.logits, z), (network.predict, [q_dog, 1 - q_dog])):
        assert said(pictures[5]) == pytest.approx(computed, abs=1e-12)
        assert said(pictures)[5] == pytest.approx(computed, abs=1e-12)


@pytest.mark.parametrize("loss, measure", [*MEASURES, ("softmax twice", LOSSES["softmax twice"])])
@pytest.mark.parametrize("p", [one_hot([0, 1, 1], 2), smooth([0, 1, 1], 0.1)], ids=["hard", "smoothed"])
def test_the_gradient_is_that_of_this_very_loss(loss, measure, p, rng):
    pictures, _ = data_set(3, seed=9)
    network = Network(*(rng.normal(0, 0.1, array.shape) for array in START))
    slopes = gradient(network, pictures, p, loss=loss)
    check_slopes(slopes, lambda *w: measure(p, Network(*w).predict(pictures), base=math.e).mean(), network, rng)


def test_the_slopes_by_q_are_right_though_neither_knows_of_the_other(rng):
    p, q = rng.dirichlet([1] * 4, size=(2, 50))
    for loss in ("cross-entropy", "KL"):
        assert SLOPES[loss](p, q) == pytest.approx(-p / q, rel=1e-13)
    np.testing.assert_array_equal(SLOPES["KL"](one_hot(0, 3), np.full(3, 1 / 3))[1:], 0)
    assert not {"cross_entropy_slope", "logit_slope"} & {*SLOPES["KL"].__code__.co_names}


@BOTH
@pytest.mark.filterwarnings("error")
def test_by_the_logit_either_loss_has_the_slope_q_minus_p_even_where_softmax_has_come_to_0(loss, measure, rng):
    for p in (rng.dirichlet([1, 1]), np.array([1, 0]), np.array([0, 1])):
        for q in (rng.dirichlet([1, 1]), np.array([0, 1]), np.array([1, 0]), np.array([1e-200, 1])):
            assert logit_slope(p, q, loss) == pytest.approx(q - p, abs=1e-15)


# --- training


def test_it_learns_to_read_pictures_it_has_never_seen(trained):
    network, _, row = trained
    unseen, truth = data_set(400, seed=1000)
    assert (network.predict(unseen).argmax(axis=1) == truth).mean() > 0.95
    q_dog = network.predict(row)[:, 0]
    assert q_dog[0] < 0.05 and q_dog[8] < 0.25 and q_dog[12] > 0.75 and q_dog[20] > 0.95
    assert np.diff(q_dog).min() > -0.01, "q(dog) grows while the cat turns into a dog"


def test_the_history_starts_at_not_knowing_and_goes_down(trained, pets):
    network, history, watch = trained
    pictures, labels = pets
    assert history.loss[0] == pytest.approx(math.log(2), abs=0.01)
    assert (np.diff(history.loss) < 0).all() and history.loss[-1] < 0.15
    assert history.loss[-1] == pytest.approx(-np.log(network.predict(pictures)[range(400), labels]).mean(), rel=1e-12)
    np.testing.assert_array_equal(history.watched[0], START.predict(watch))
    np.testing.assert_array_equal(history.watched[-1], network.predict(watch))


def test_one_step_is_one_step_downhill_and_none_leaves_the_network_as_it_was(pets):
    pictures, labels = pets
    for array in (*START, pictures, labels):
        array.setflags(write=False)  # no input may change
    for p in (labels, one_hot(labels, 2)):
        network, history = train(START, pictures, p, steps=1, rate=0.3, watch=pictures[0])
        assert history.watched.shape == (2, 1, 2), "one picture can be watched, too"
        for after, before, slope in zip(network, START, gradient(START, pictures, one_hot(labels, 2))):
            assert after == pytest.approx(before - 0.3 * slope, abs=1e-15)
    network, history = train(START, pictures, labels, steps=0)
    assert all(map(np.array_equal, network, START))
    assert history.loss.shape == (1,) and history.watched.shape == (1, 0, 2)


@pytest.mark.parametrize("amount, floor", [(0, 0), (0.1, UNCERTAINTY)], ids=["hard", "smoothed"])
def test_both_losses_lead_to_the_same_weights_though_each_is_differentiated_on_its_own(amount, floor, pets):
    pictures, labels = pets
    runs = [train(START, pictures, smooth(labels, amount), loss=loss) for loss in ("cross-entropy", "KL")]
    (by_cross_entropy, falling), (by_kl, also_falling) = runs
    for one, two in zip(by_cross_entropy, by_kl):
        assert one == pytest.approx(two, abs=1e-9)
    assert falling.loss - also_falling.loss == pytest.approx(floor, abs=1e-12)
    assert falling.loss.min() > floor and also_falling.loss[-1] < UNCERTAINTY


def test_smoothing_shares_the_amount_among_all_classes():
    assert smooth(2, 0.3, classes=3) == pytest.approx([0.1, 0.1, 0.8], abs=1e-15)
    assert smooth([0, 1], 1).tolist() == [[0.5, 0.5]] * 2


# --- a teacher that learns too


@BOTH
def test_the_gradient_of_the_chase_is_that_of_this_very_loss(loss, measure, rng):
    for logits in rng.normal(0, 2, (5, 2, 4)):
        slopes = chase_gradient(*logits, loss)
        check_slopes(slopes, lambda a, b: measure(softmax(a), softmax(b), base=math.e), logits, rng)


@BOTH
def test_the_chase_starts_where_told_and_goes_downhill(loss, measure):
    start = np.array([[2, 0], [0, 1]])
    p, q = chase(*start, loss=loss)
    then = start - 0.5 * np.array(chase_gradient(*start, loss))
    assert np.array([p[:2], q[:2]]) == pytest.approx(softmax(np.stack([start, then], axis=1)), abs=1e-15)
    values = measure(p, q)
    assert (np.diff(values) <= 1e-15).all() and values[-1] < values[0] / 10


def test_under_cross_entropy_the_teacher_collapses_into_certainty_and_under_kl_both_meet_without():
    p, q = chase([1, 0, 0], [0, 1, 0], loss="cross-entropy", steps=500)
    assert p.shape == q.shape == (501, 3)
    assert entropy(p[-1]) < 0.02 < 1 < entropy(p[0]) and (np.diff(p[10:, 0]) > 0).all()
    p, q = chase([1, 0, 0], [0, 1, 0], loss="KL", steps=500)
    assert p[-1] == pytest.approx(q[-1], abs=1e-9)
    assert entropy(p[-1]) > 1


# --- wrong arguments


def training_on(labels=(0, 1, 0), **settings):
    return lambda: train(START, data_set(3)[0], labels, **settings)


NO_LOSS, NO_STEPS = "choose one of 'cross-entropy', 'KL'", "steps is -1: it cannot be negative"
NO_LOGITS = "two equally long lists of finite numbers"
REFUSED = [
    (lambda: START.predict(np.ones((5, 28, 28))), "expected (n, 32, 32)"),
    (lambda: START.predict(np.ones(1024)), "expected (n, 32, 32)"),
    (lambda: gradient(START, data_set(3)[0], [1, 0]), "p has shape (2,): for these pictures it must be (3, 2)"),
    (training_on(loss="kl"), NO_LOSS),
    (lambda: chase([0, 1], [1, 0], loss=None), NO_LOSS),
    (lambda: logit_slope(np.array([1, 0]), np.array([0.5, 0.5]), ""), NO_LOSS),
    (training_on(steps=-1), NO_STEPS),
    (lambda: chase([0, 1], [1, 0], steps=-1), NO_STEPS),
    (training_on([0, 1]), "there are 3 pictures, but 2 labels"),
    (training_on([0, 1, 2]), "index"),
    (training_on([[0.5, 0.4]] * 3), "sums to 0.9"),
    (training_on([[0.5, 0.25, 0.25]] * 3), "length"),
    *((lambda x=x: smooth([0, 1], x), "amount must be between 0") for x in (-0.1, 1.1, math.nan)),
    (lambda: chase([1, 0], [1, 0, 0]), NO_LOGITS),
    (lambda: chase([0, 0], [-math.inf, 0]), NO_LOGITS),
    (lambda: chase(1, 0), NO_LOGITS),
]


@pytest.mark.parametrize("use, told", REFUSED)
def test_wrong_arguments_are_refused(use, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        use()
