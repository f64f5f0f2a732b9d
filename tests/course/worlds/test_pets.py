"""The pictures: greys, sizes, the features of a cat, and data that are the same on every run."""

import re

import numpy as np
import pytest

from course.worlds.pets import CAT, DOG, data_set, draw, morph


def ink(look, rows, columns):
    """Return how dark a part of the picture is: 0 for white paper."""
    return 1 - draw(look)[slice(*rows), slice(*columns)].mean()


# --- one face


@pytest.mark.parametrize("look", [CAT, DOG], ids=["cat", "dog"])
def test_a_face_is_a_symmetric_picture_of_greys_on_white_paper(look):
    picture = draw(look)
    assert picture.shape == (32, 32)
    assert 0 <= picture.min() < 0.1 and picture.max() == 1
    assert (picture[[0, 0, -1, -1], [0, -1, 0, -1]] == 1).all()
    assert picture == pytest.approx(picture[:, ::-1], abs=1e-12)
    assert len(np.unique(picture.round(3))) > 50, "edges are smooth"


def test_cat_and_dog_differ_in_ears_nose_whiskers_and_pupils():
    above_the_eyes, beside_the_muzzle, nose = ((2, 7), (0, 32)), ((14, 24), (2, 5)), ((14, 19), (13, 19))
    assert ink(CAT, *above_the_eyes) > 3 * ink(DOG, *above_the_eyes), "ears that stand up"
    assert ink(DOG, *beside_the_muzzle) > 3 * ink(CAT, *beside_the_muzzle), "ears that hang"
    assert ink(DOG, *nose) > ink(CAT, *nose) + 0.15
    assert (draw(CAT) < draw(CAT._replace(whiskers=0))).sum() > 20
    assert [(draw(look)[15, 8:14] < 0.2).sum() for look in (CAT, DOG)] == [1, 3], "the pupil of the cat is a slit"


@pytest.mark.parametrize("field", ["tongue", "nose", "pupil_width", "eye_width", "muzzle_width"])
def test_a_shape_of_width_zero_is_like_one_that_is_nearly_gone(field):
    gone, almost = draw(CAT._replace(**{field: 0})), draw(CAT._replace(**{field: 1e-9}))
    assert gone == pytest.approx(almost, abs=1e-6)


def test_a_face_can_be_moved_and_enlarged():
    assert draw(CAT, shift=(2, 3))[3:, 2:] == pytest.approx(draw(CAT)[:-3, :-2], abs=1e-12)
    small, large = (1 - draw(DOG, size=size) for size in (0.5, 1.0))
    assert large.sum() / small.sum() == pytest.approx(4, rel=0.15)


def test_many_faces_at_once_are_the_faces_one_by_one():
    angles, shifts = np.array([63, -68]), np.array([[1, -2], [0, 0.5]])
    together = draw(CAT._replace(ear_angle=angles.reshape(2, 1, 1)), shift=shifts.reshape(2, 2, 1, 1))
    for picture, angle, shift in zip(together, angles, shifts.T, strict=True):
        assert picture == pytest.approx(draw(CAT._replace(ear_angle=angle), shift=shift), abs=1e-12)


# --- from cat to dog


def test_the_morph_goes_from_cat_to_dog_without_jumps():
    steps = np.array([morph(t) for t in np.linspace(0, 1, 201)])
    quarter = CAT._make(0.75 * cat + 0.25 * dog for cat, dog in zip(CAT, DOG))
    for step, look in ((0, CAT), (50, quarter), (200, DOG)):
        np.testing.assert_array_equal(steps[step], draw(look))
    assert abs(np.diff(steps, axis=0)).mean(axis=(1, 2)).max() < 0.01


NO_SIZE, NO_PET = "size must be greater than 0", "t must be between 0 (the cat) and 1 (the dog), got"


@pytest.mark.parametrize(
    "draws, told",
    [
        *((lambda size=size: draw(CAT, size=size), NO_SIZE) for size in (0, np.nan, np.array([[[1.0]], [[0.0]]]))),
        *((lambda t=t: morph(t), NO_PET) for t in (-0.01, 1.01, np.nan)),
    ],
)
def test_wrong_arguments_are_refused(draws, told):
    with pytest.raises(ValueError, match=re.escape(told)):
        draws()


# --- the data


def test_data_are_pictures_of_as_many_cats_as_dogs_in_no_order_and_no_two_alike():
    pictures, labels = data_set(400)
    assert pictures.shape == (400, 32, 32)
    assert pictures.min() >= 0 and pictures.max() <= 1 and len(np.unique(pictures.reshape(400, -1), axis=0)) == 400
    assert np.bincount(labels).tolist() == [200, 200]
    assert 150 < (np.diff(labels) != 0).sum() < 250


def test_the_same_seed_gives_the_same_pictures_and_another_seed_others():
    data = data_set(30)
    assert all(map(np.array_equal, data, data_set(30, seed=0)))
    assert not any(map(np.array_equal, data, data_set(30, seed=1)))


@pytest.mark.parametrize("n, dogs", [(0, 0), (1, 1), (5, 3)])
def test_small_data_sets(n, dogs):
    pictures, labels = data_set(n)
    assert pictures.shape == (n, 32, 32) and (labels == 0).sum() == dogs
