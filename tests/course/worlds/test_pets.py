"""The pictures: greys, sizes, what makes a cat a cat, and data that are the same on every run."""

import numpy as np
import pytest

from course.worlds.pets import CAT, DOG, data_set, draw, morph


@pytest.fixture(scope="module")
def pets():
    return data_set(400, seed=0)


def mean_ink(picture, rows, columns):
    """How dark a part of the picture is: 0 for white paper."""
    return 1 - picture[rows, columns].mean()


# --- one face


@pytest.mark.parametrize("look", [CAT, DOG], ids=["cat", "dog"])
def test_a_face_is_a_picture_of_greys_on_white_paper(look):
    picture = draw(look)
    assert picture.shape == (32, 32) and picture.dtype == np.float64
    assert 0 <= picture.min() < 0.1 and picture.max() == 1
    corners = picture[[0, 0, -1, -1], [0, -1, 0, -1]]
    assert (corners == 1).all()


@pytest.mark.parametrize("look", [CAT, DOG], ids=["cat", "dog"])
def test_a_face_is_symmetric(look):
    picture = draw(look)
    np.testing.assert_allclose(picture, picture[:, ::-1], rtol=0, atol=1e-12)


def test_edges_are_smooth():
    greys = np.unique(draw(DOG).round(3))
    assert len(greys) > 50


def test_ears_stand_up_on_the_cat_and_hang_beside_the_dog():
    cat, dog = draw(CAT), draw(DOG)
    above_the_eyes = slice(2, 7)
    assert mean_ink(cat, above_the_eyes, slice(0, 32)) > 3 * mean_ink(dog, above_the_eyes, slice(0, 32))
    beside_the_muzzle = slice(14, 24), slice(2, 5)
    assert mean_ink(dog, *beside_the_muzzle) > 3 * mean_ink(cat, *beside_the_muzzle)


def test_the_dog_has_the_bigger_nose_and_the_cat_the_whiskers():
    cat, dog = draw(CAT), draw(DOG)
    nose = slice(14, 19), slice(13, 19)
    assert mean_ink(dog, *nose) > mean_ink(cat, *nose) + 0.15
    assert (draw(CAT) < draw(CAT._replace(whiskers=0))).sum() > 20
    np.testing.assert_array_equal(draw(DOG), draw(DOG._replace(whiskers=0)))


def test_the_pupil_of_the_cat_is_a_slit():
    left_eye = 15, slice(8, 14)
    assert (draw(CAT)[left_eye] < 0.2).sum() == 1
    assert (draw(DOG)[left_eye] < 0.2).sum() == 3


@pytest.mark.parametrize("field", ["tongue", "nose", "pupil_width", "eye_width", "muzzle_width"])
def test_a_shape_of_width_zero_is_like_one_that_is_nearly_gone(field):
    gone, almost = draw(CAT._replace(**{field: 0})), draw(CAT._replace(**{field: 1e-9}))
    np.testing.assert_allclose(gone, almost, rtol=0, atol=1e-6)


def test_no_tongue_is_no_ink():
    np.testing.assert_array_equal(draw(CAT), draw(CAT._replace(tongue=-1.0)))


def test_shift_moves_right_and_down_by_pixels():
    np.testing.assert_allclose(draw(CAT, shift=(2, 3))[3:, 2:], draw(CAT)[:-3, :-2], rtol=0, atol=1e-12)


def test_size_scales_the_ink():
    small, large = (1 - draw(DOG, size=size) for size in (0.5, 1.0))
    assert large.sum() / small.sum() == pytest.approx(4, rel=0.15)


@pytest.mark.parametrize("size", [0, -1, float("nan"), np.array([[[1.0]], [[0.0]]])])
def test_a_face_without_size_is_refused(size):
    with pytest.raises(ValueError, match="size must be greater than 0"):
        draw(CAT, size=size)


def test_side_draws_the_same_face_with_more_pixels():
    fine = draw(CAT, side=256)
    assert fine.shape == (256, 256)
    shrunk = fine.reshape(32, 8, 32, 8).mean(axis=(1, 3))
    assert abs(shrunk - draw(CAT)).mean() < 0.03


def test_many_faces_at_once_are_the_faces_one_by_one():
    angles, shifts = np.array([63.0, 0.0, -68.0]), np.array([[1.0, 0.0, -2.0], [0.0, 0.5, 1.0]])
    together = draw(CAT._replace(ear_angle=angles.reshape(3, 1, 1)), shift=shifts.reshape(2, 3, 1, 1))
    assert together.shape == (3, 32, 32)
    for picture, angle, shift in zip(together, angles, shifts.T):
        alone = draw(CAT._replace(ear_angle=angle), shift=shift)
        np.testing.assert_allclose(picture, alone, rtol=0, atol=1e-12)


# --- from cat to dog


def test_the_morph_starts_at_the_cat_and_ends_at_the_dog():
    np.testing.assert_array_equal(morph(0), draw(CAT))
    np.testing.assert_array_equal(morph(1), draw(DOG))


def test_the_morph_is_linear_in_the_look():
    quarter = CAT._make(0.75 * cat + 0.25 * dog for cat, dog in zip(CAT, DOG))
    np.testing.assert_array_equal(morph(0.25), draw(quarter))


def test_the_morph_has_no_jumps():
    steps = np.array([morph(t) for t in np.linspace(0, 1, 201)])
    assert abs(np.diff(steps, axis=0)).mean(axis=(1, 2)).max() < 0.01


def test_the_morph_leaves_the_cat_and_nears_the_dog():
    pictures = np.array([morph(t) for t in np.linspace(0, 1, 21)])
    nearer_dog = ((pictures - draw(CAT)) ** 2).sum((1, 2)) - ((pictures - draw(DOG)) ** 2).sum((1, 2))
    assert (np.diff(nearer_dog) > 0).all()


@pytest.mark.parametrize("t", [-0.01, 1.01, float("nan"), float("inf")])
def test_beyond_cat_and_dog_there_is_nothing(t):
    with pytest.raises(ValueError, match=r"t must be between 0 \(the cat\) and 1 \(the dog\), got"):
        morph(t)


# --- the data


def test_pictures_and_labels_fit_each_other(pets):
    pictures, labels = pets
    assert pictures.shape == (400, 32, 32) and pictures.dtype == np.float64
    assert pictures.min() >= 0 and pictures.max() <= 1
    assert labels.shape == (400,) and labels.dtype.kind == "i"
    assert (np.bincount(labels) == 200).all()


def test_the_same_seed_gives_the_same_pictures_and_another_seed_others(pets):
    again, labels = data_set(400, seed=0)
    np.testing.assert_array_equal(again, pets[0])
    np.testing.assert_array_equal(labels, pets[1])
    other, other_labels = data_set(400, seed=1)
    assert (other != again).any() and (other_labels != labels).any()


def test_seed_0_is_the_default():
    np.testing.assert_array_equal(data_set(3)[0], data_set(3, seed=0)[0])


def test_the_data_leave_the_global_random_state_alone():
    np.random.seed(1)
    expected = np.random.random()
    np.random.seed(1)
    data_set(3)
    assert np.random.random() == expected


def test_no_two_pictures_are_alike(pets):
    rows = pets[0].reshape(400, -1)
    assert len(np.unique(rows, axis=0)) == 400


def test_labels_come_in_no_order(pets):
    labels = pets[1]
    changes = (np.diff(labels) != 0).sum()
    assert 150 < changes < 250


@pytest.mark.parametrize("n, dogs", [(0, 0), (1, 1), (2, 1), (5, 3)])
def test_small_data_sets(n, dogs):
    pictures, labels = data_set(n)
    assert pictures.shape == (n, 32, 32)
    assert (labels == 0).sum() == dogs


@pytest.mark.parametrize("seed", range(3))
def test_even_the_nearest_mean_picture_tells_cats_from_dogs(seed, pets):
    pictures, labels = pets
    means = np.array([pictures[labels == k].mean(axis=0) for k in (0, 1)])
    unseen, truth = data_set(400, seed=100 + seed)
    distances = ((unseen[:, None] - means) ** 2).sum(axis=(2, 3))
    assert (distances.argmin(axis=1) == truth).mean() > 0.9


@pytest.mark.parametrize("look, label", [(DOG, 0), (CAT, 1)], ids=["dog", "cat"])
def test_the_mean_picture_of_a_class_looks_like_its_animal(look, label, pets):
    pictures, labels = pets
    own, other = (pictures[labels == k].mean(axis=0).ravel() for k in (label, 1 - label))
    clean = draw(look).ravel()
    assert np.corrcoef(own, clean)[0, 1] > np.corrcoef(other, clean)[0, 1] + 0.1
