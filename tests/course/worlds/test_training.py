"""The tiny network: it learns, its gradient is that of either loss, and the two losses teach the same."""

import functools
import math

import numpy as np
import pytest

from course.worlds.pets import data_set, morph
from course.worlds.training import (
    SLOPES,
    Network,
    chase,
    chase_gradient,
    cross_entropy_slope,
    gradient,
    kl_slope,
    logit_slope,
    smooth,
    train,
)
from lib import cross_entropy, entropy, kl_divergence, one_hot, softmax

BOTH = pytest.mark.parametrize("loss, measure", [("cross-entropy", cross_entropy), ("KL", kl_divergence)])
UNCERTAINTY = 0.1985152433458726  # H(.95, .05) in nats


@pytest.fixture(scope="module")
def pets():
    return data_set(400, seed=0)


@pytest.fixture(scope="module")
def trained(pets):
    """The network, its history and the row of pictures it was watched on, under hard labels."""
    watch = np.array([morph(t) for t in np.linspace(0, 1, 21)])
    return *train(Network.start(seed=0), *pets, watch=watch), watch


@pytest.fixture
def rng():
    return np.random.default_rng(42)


# --- the network


def test_the_start_is_seeded_small_and_of_the_right_shapes():
    network = Network.start(seed=3, hidden=5, classes=4)
    assert [array.shape for array in network] == [(1024, 5), (5,), (5, 4), (4,)]
    assert all((one == two).all() for one, two in zip(network, Network.start(seed=3, hidden=5, classes=4)))
    assert (network.W1 != Network.start(seed=4, hidden=5, classes=4).W1).any()
    assert abs(np.concatenate([array.ravel() for array in network])).max() < 0.1


@pytest.mark.parametrize("seed", range(5))
def test_an_untrained_network_knows_nothing(seed, pets):
    q = Network.start(seed=seed).predict(pets[0])
    np.testing.assert_allclose(q, 0.5, rtol=0, atol=0.02)


def test_predictions_are_distributions_one_for_each_picture(trained, pets):
    network, pictures = trained[0], pets[0][:7]
    q, z = network.predict(pictures), network.logits(pictures)
    assert q.shape == z.shape == (7, 2)
    np.testing.assert_allclose(q, np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), rtol=1e-12)


def test_one_picture_gives_one_distribution(trained, pets):
    network, picture = trained[0], pets[0][0]
    assert network.predict(picture).shape == (2,)
    np.testing.assert_allclose(network.predict(picture), network.predict(pets[0][:1])[0], rtol=0, atol=1e-12)


def test_the_layers_are_what_the_docstring_says(trained, pets):
    network, _, _ = trained
    x = pets[0][5].ravel() - 0.7
    h = [math.tanh(sum(x * network.W1[:, j]) + network.b1[j]) for j in range(16)]
    z = [sum(h[j] * network.W2[j, k] for j in range(16)) + network.b2[k] for k in (0, 1)]
    q_dog = 1 / (1 + math.exp(z[1] - z[0]))
    assert network.predict(pets[0][5])[0] == pytest.approx(q_dog, abs=1e-12)


@pytest.mark.parametrize("shape", [(32,), (1024,), (5, 1024), (5, 28, 28), ()])
def test_other_pictures_are_refused(shape):
    with pytest.raises(ValueError, match=r"expected \(n, 32, 32\)"):
        Network.start().predict(np.ones(shape))


# --- the gradient


def labels_of_every_kind(n, rng):
    return {
        "hard": one_hot(rng.integers(2, size=n), 2),
        "smoothed": smooth(rng.integers(2, size=n), 0.1),
        "soft": rng.dirichlet([1, 1], size=n),
    }


@BOTH
@pytest.mark.parametrize("kind", ["hard", "smoothed", "soft"])
def test_the_gradient_is_that_of_this_very_loss(loss, measure, kind, rng):
    pictures, _ = data_set(6, seed=9)
    p = labels_of_every_kind(6, rng)[kind]
    network = Network(*(rng.normal(0, 0.1, array.shape) for array in Network.start(hidden=4)))
    slopes = gradient(network, pictures, p, loss=loss)

    def mean_loss(field, index, change):
        weights = getattr(network, field).copy()
        weights[index] += change
        return measure(p, network._replace(**{field: weights}).predict(pictures), base=math.e).mean()

    for field, slope in zip(network._fields, slopes):
        assert slope.shape == getattr(network, field).shape
        for place in rng.integers(slope.size, size=20):
            index = np.unravel_index(place, slope.shape)
            measured = (mean_loss(field, index, 1e-5) - mean_loss(field, index, -1e-5)) / 2e-5
            assert slope[index] == pytest.approx(measured, rel=1e-5, abs=1e-8)


@BOTH
def test_each_loss_is_differentiated_by_q_on_its_own(loss, measure, rng):
    """The measures refuse what sums to more than 1, so one q grows while another shrinks by as much."""
    p, q, h = rng.dirichlet([1, 1, 1]), rng.dirichlet([2, 2, 2]), 1e-6
    slope = SLOPES[loss](p, q)
    for i, j in [(0, 1), (1, 2), (2, 0)]:
        nudge = h * (one_hot(i, 3) - one_hot(j, 3))
        measured = (measure(p, q + nudge, base=math.e) - measure(p, q - nudge, base=math.e)) / (2 * h)
        assert slope[i] - slope[j] == pytest.approx(measured, rel=1e-7)


def test_the_slopes_by_q_agree_though_neither_knows_of_the_other(rng):
    p, q = rng.dirichlet([1] * 4, size=(2, 50))
    np.testing.assert_allclose(kl_slope(p, q), cross_entropy_slope(p, q), rtol=1e-13)
    np.testing.assert_array_equal(kl_slope(one_hot(0, 3), np.full(3, 1 / 3))[1:], 0)
    assert not {"cross_entropy_slope", "logit_slope"} & {*kl_slope.__code__.co_names}


@BOTH
def test_by_the_logit_either_loss_has_the_slope_q_minus_p(loss, measure, rng):
    p, z = rng.dirichlet([1, 1, 1]), rng.normal(size=3)
    np.testing.assert_allclose(logit_slope(p, softmax(z), loss), softmax(z) - p, rtol=0, atol=1e-15)
    for j in range(3):
        nudge = 1e-5 * one_hot(j, 3)
        measured = measure(p, softmax(z + nudge), base=math.e) - measure(p, softmax(z - nudge), base=math.e)
        assert measured / 2e-5 == pytest.approx(softmax(z)[j] - p[j], abs=1e-9)


@BOTH
@pytest.mark.filterwarnings("error")
def test_the_slope_is_right_where_softmax_has_come_to_0(loss, measure):
    for p in ([1, 0], [0, 1], [0.5, 0.5]):
        for q in ([0, 1], [1, 0], [1e-200, 1]):
            np.testing.assert_allclose(logit_slope(np.array(p), np.array(q), loss), np.subtract(q, p), atol=1e-15)


@BOTH
def test_the_gradient_vanishes_where_q_is_p(loss, measure, rng):
    pictures, _ = data_set(3)
    network = Network.start()
    slopes = gradient(network, pictures, network.predict(pictures), loss=loss)
    assert all(abs(slope).max() < 1e-15 for slope in slopes)


def test_the_gradient_asks_for_one_truth_a_picture():
    with pytest.raises(ValueError, match=r"p has shape \(2,\): for these pictures it must be \(3, 2\)"):
        gradient(Network.start(), data_set(3)[0], np.array([1, 0]))


# --- training


@functools.cache
def trained_from(seed):
    return train(Network.start(seed=seed), *data_set(400, seed=seed))[0]


@pytest.mark.parametrize("seed", range(5))
def test_it_learns_to_read_pictures_it_has_never_seen(seed):
    network = trained_from(seed)
    unseen, truth = data_set(400, seed=1000 + seed)
    assert (network.predict(unseen).argmax(axis=1) == truth).mean() > 0.95


@pytest.mark.parametrize("seed", range(5))
def test_it_is_sure_of_a_clear_picture_and_unsure_of_an_unclear_one(seed):
    network = trained_from(seed)
    cat, half_way, dog = network.predict(np.array([morph(0), morph(0.5), morph(1)]))[:, 0]
    assert cat < 0.05 and 0.25 < half_way < 0.75 and dog > 0.95


def test_it_grows_surer_of_a_dog_as_the_cat_turns_into_one(trained):
    network, _, watch = trained
    q_dog = network.predict(watch)[:, 0]
    assert np.diff(q_dog).min() > -0.01
    assert q_dog[8] < 0.25 and q_dog[12] > 0.75


def test_there_is_a_picture_for_case_1_and_one_for_case_2(trained):
    network, _, _ = trained
    q_dog = network.predict(np.array([morph(t) for t in np.linspace(0.4, 0.6, 201)]))[:, 0]
    assert abs(q_dog - 0.5).min() < 0.01
    assert network.predict(morph(1))[0] > 0.9


def test_the_history_starts_at_not_knowing_and_goes_down(trained):
    loss = trained[1].loss
    assert loss.shape == (201,)
    assert loss[0] == pytest.approx(math.log(2), abs=0.01)
    assert (np.diff(loss) < 0).all() and loss[-1] < 0.15


@pytest.mark.parametrize(
    "loss, terms",
    [("cross-entropy", lambda p, q: -p * np.log(q)), ("KL", lambda p, q: p * np.log(p / q))],
    ids=["cross-entropy", "KL"],
)
def test_the_history_is_the_mean_loss_in_nats(loss, terms, pets):
    pictures, p = pets[0][:50], smooth(pets[1][:50], 0.1)
    start = Network.start(seed=0)
    network, history = train(start, pictures, p, loss=loss, steps=3)
    for found, q in ((history.loss[0], start.predict(pictures)), (history.loss[-1], network.predict(pictures))):
        assert found == pytest.approx(terms(p, q).sum(axis=1).mean(), rel=1e-12)


def test_the_history_has_the_predictions_on_the_watched_pictures(trained):
    network, history, watch = trained
    assert history.watched.shape == (201, 21, 2)
    np.testing.assert_array_equal(history.watched[0], Network.start(seed=0).predict(watch))
    np.testing.assert_array_equal(history.watched[-1], network.predict(watch))


def test_one_watched_picture_will_do(pets):
    _, history = train(Network.start(), *pets, steps=2, watch=morph(0.5))
    assert history.watched.shape == (3, 1, 2)


def test_watching_changes_nothing(trained, pets):
    network, history = train(Network.start(seed=0), *pets)
    np.testing.assert_array_equal(network.predict(trained[2]), trained[1].watched[-1])
    assert history.watched.shape == (201, 0, 2)


def test_one_step_is_one_step_downhill(pets):
    pictures, labels = pets
    start = Network.start(seed=0)
    network, _ = train(start, pictures, labels, steps=1, rate=0.3)
    slopes = gradient(start, pictures, one_hot(labels, 2))
    for after, before, slope in zip(network, start, slopes):
        np.testing.assert_allclose(after, before - 0.3 * slope, rtol=0, atol=1e-15)


def test_no_steps_leave_the_network_as_it_was(pets):
    network, history = train(Network.start(), *pets, steps=0)
    assert all((one == two).all() for one, two in zip(network, Network.start()))
    assert history.loss.shape == (1,)


def test_training_changes_none_of_its_inputs(pets):
    start = Network.start()
    pictures, labels = pets[0][:20].copy(), pets[1][:20].copy()
    for array in (*start, pictures, labels):
        array.setflags(write=False)
    train(start, pictures, labels, steps=3, watch=pictures)
    np.testing.assert_array_equal(pictures, pets[0][:20])
    np.testing.assert_array_equal(labels, pets[1][:20])


def test_rounding_does_not_show_in_the_result(trained, pets, rng):
    nudged = pets[0] + rng.normal(0, 1e-10, pets[0].shape)
    network, history = train(Network.start(seed=0), nudged, pets[1], watch=trained[2])
    np.testing.assert_allclose(history.watched, trained[1].watched, rtol=0, atol=1e-7)


def test_hard_labels_may_be_indices_or_distributions(pets):
    pictures, labels = pets[0][:30], pets[1][:30]
    one, _ = train(Network.start(), pictures, labels, steps=5)
    two, _ = train(Network.start(), pictures, one_hot(labels, 2), steps=5)
    assert all((a == b).all() for a, b in zip(one, two))


def test_more_than_two_classes(rng):
    pictures, _ = data_set(30)
    labels = rng.integers(5, size=30)
    network, history = train(Network.start(classes=5), pictures, labels, steps=20)
    assert network.predict(pictures).shape == (30, 5)
    assert history.loss[0] == pytest.approx(math.log(5), abs=0.01) and history.loss[-1] < history.loss[0]


@pytest.mark.parametrize("loss", ["MSE", "kl", "", None])
def test_another_loss_is_refused_and_the_choice_named(loss, pets):
    with pytest.raises(ValueError, match="choose one of 'cross-entropy', 'KL'"):
        train(Network.start(), *pets, loss=loss)
    with pytest.raises(ValueError, match="choose one of 'cross-entropy', 'KL'"):
        chase([0, 1], [1, 0], loss=loss)
    with pytest.raises(ValueError, match="choose one of 'cross-entropy', 'KL'"):
        chase_gradient([0, 1], [1, 0], loss)
    with pytest.raises(ValueError, match="choose one of 'cross-entropy', 'KL'"):
        logit_slope(np.array([1, 0]), np.array([0.5, 0.5]), loss)


@pytest.mark.parametrize(
    "labels, message",
    [
        ([0, 1], "there are 3 pictures, but 2 labels"),
        ([0, 1, 2], "index"),
        ([0.0, 1.0, 1.0], "whole numbers"),
        ([[0.5, 0.4]] * 3, "sums to 0.9"),
        ([[0.5, 0.25, 0.25]] * 3, "length"),
        ([[1, 0]] * 2, "there are 3 pictures, but 2 labels"),
    ],
)
def test_labels_that_do_not_fit_are_refused(labels, message):
    with pytest.raises(ValueError, match=message):
        train(Network.start(), data_set(3)[0], labels)


def test_steps_cannot_be_negative(pets):
    with pytest.raises(ValueError, match="steps is -1: it cannot be negative"):
        train(Network.start(), *pets, steps=-1)
    with pytest.raises(ValueError, match="steps is -1: it cannot be negative"):
        chase([0, 1], [1, 0], steps=-1)


# --- cross-entropy against KL


@pytest.mark.parametrize("amount", [0, 0.1], ids=["hard", "smoothed"])
def test_both_losses_lead_to_the_same_weights_though_each_is_differentiated_on_its_own(amount, pets):
    pictures, labels = pets
    p = smooth(labels, amount) if amount else labels
    by_cross_entropy, falling = train(Network.start(seed=0), pictures, p, loss="cross-entropy")
    by_kl, also_falling = train(Network.start(seed=0), pictures, p, loss="KL")
    for one, two in zip(by_cross_entropy, by_kl):
        np.testing.assert_allclose(one, two, rtol=0, atol=1e-9)
    offset = UNCERTAINTY if amount else 0
    np.testing.assert_allclose(falling.loss - also_falling.loss, offset, rtol=0, atol=1e-12)


def test_smoothed_labels_leave_a_floor_under_cross_entropy_alone(pets):
    pictures, labels = pets
    p = smooth(labels, 0.1)
    _, under_cross_entropy = train(Network.start(), pictures, p, loss="cross-entropy")
    _, under_kl = train(Network.start(), pictures, p, loss="KL")
    assert under_cross_entropy.loss.min() > UNCERTAINTY
    assert under_kl.loss[-1] < UNCERTAINTY


@pytest.mark.parametrize("classes, nats", [(2, 0.198515), (3, 0.291140), (10, 0.500288)])
def test_how_uncertain_a_smoothed_label_is(classes, nats):
    p = smooth(np.arange(classes), 0.1, classes)
    assert p.shape == (classes, classes)
    np.testing.assert_allclose(entropy(p, base=math.e), nats, rtol=0, atol=5e-7)


def test_smoothing_shares_the_amount_among_all_classes():
    np.testing.assert_allclose(smooth([0, 1], 0.1), [[0.95, 0.05], [0.05, 0.95]], rtol=0, atol=1e-15)
    np.testing.assert_array_equal(smooth(1, 0), [0, 1])
    np.testing.assert_array_equal(smooth(1, 1), [0.5, 0.5])


@pytest.mark.parametrize("amount", [-0.1, 1.1, float("nan")])
def test_an_amount_outside_0_to_1_is_refused(amount):
    with pytest.raises(ValueError, match="amount must be between 0"):
        smooth([0, 1], amount)


# --- a teacher that learns too


@BOTH
def test_the_gradient_of_the_chase_is_that_of_this_very_loss(loss, measure, rng):
    a, b = rng.normal(0, 2, (2, 4))
    slope_a, slope_b = chase_gradient(a, b, loss)

    def value(a, b):
        return measure(softmax(a), softmax(b), base=math.e)

    for j in range(4):
        nudge = 1e-5 * one_hot(j, 4)
        assert slope_a[j] == pytest.approx((value(a + nudge, b) - value(a - nudge, b)) / 2e-5, abs=1e-8)
        assert slope_b[j] == pytest.approx((value(a, b + nudge) - value(a, b - nudge)) / 2e-5, abs=1e-8)


def test_under_cross_entropy_the_teacher_collapses_into_certainty():
    p, q = chase([1, 0, 0], [0, 1, 0], loss="cross-entropy", steps=500)
    assert p.shape == q.shape == (501, 3)
    assert entropy(p[-1]) < 0.02 < 1 < entropy(p[0])
    assert (np.diff(p[10:, 0]) > 0).all()


def test_under_kl_teacher_and_student_meet_without_certainty():
    p, q = chase([1, 0, 0], [0, 1, 0], loss="KL", steps=500)
    np.testing.assert_allclose(p[-1], q[-1], rtol=0, atol=1e-9)
    assert entropy(p[-1]) > 1


@BOTH
def test_the_chase_starts_where_told_and_goes_downhill(loss, measure):
    p, q = chase([2, 0], [0, 1], loss=loss)
    np.testing.assert_array_equal(p[0], softmax([2, 0]))
    np.testing.assert_array_equal(q[0], softmax([0, 1]))
    values = measure(p, q)
    assert (np.diff(values) <= 1e-15).all() and values[-1] < values[0] / 10


def test_the_first_step_of_the_student_is_the_same_under_either_loss():
    (p, q), (p_kl, q_kl) = (chase([2, 0], [0, 1], loss=loss, steps=1) for loss in ("cross-entropy", "KL"))
    np.testing.assert_allclose(q, q_kl, rtol=0, atol=1e-15)
    assert abs(p - p_kl).max() > 0.01


def test_equal_teacher_and_student_rest_under_kl():
    p, q = chase([1, 2, 3], [1, 2, 3], loss="KL", steps=20)
    np.testing.assert_allclose(p, np.broadcast_to(p[0], p.shape), rtol=0, atol=1e-12)
    np.testing.assert_allclose(q, p, rtol=0, atol=1e-12)


def test_the_chase_leaves_its_inputs_alone():
    a, b = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    chase(a, b)
    np.testing.assert_array_equal([a, b], [[1, 0], [0, 1]])


@pytest.mark.parametrize(
    "a, b", [([1, 0], [1, 0, 0]), ([math.nan, 0], [0, 0]), ([0, 0], [-math.inf, 0]), (1, 0), ([[1, 0]], [[1, 0]])]
)
def test_logits_that_are_no_logits_are_refused(a, b):
    with pytest.raises(ValueError, match="two equally long lists of finite numbers"):
        chase(a, b)
