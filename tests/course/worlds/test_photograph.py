"""What files and pixels of the photograph tell: what the data-processing inequality promises, and what it does not."""

import numpy as np
import pytest

from course.worlds.photograph import blur, bmp, jpeg, mutual_information, photograph, read
from lib import entropy


@pytest.fixture(scope="module")
def original():
    return photograph()


def told(original, pixels):
    return mutual_information(original, pixels)


def test_a_picture_tells_as_much_about_itself_as_its_greys_are_uncertain(original):
    frequencies = np.bincount(original.ravel(), minlength=256) / original.size
    assert told(original, original) == pytest.approx(entropy(frequencies), rel=1e-12)


@pytest.mark.parametrize("quality", [90, 50, 10])
def test_bmp_keeps_the_pixels_and_jpeg_does_not(original, quality):
    small = read(jpeg(original, quality))
    np.testing.assert_array_equal(read(bmp(small)), small)
    assert (small != original).any() and told(original, small) < told(original, original)


@pytest.mark.parametrize("seed", range(5))
def test_no_table_of_greys_tells_more_than_what_it_was_given(original, seed):
    rng = np.random.default_rng(seed)
    for given in (original, original // 32, read(jpeg(original, 10))):
        table = rng.integers(0, 256, size=256)  # several greys may become one
        assert told(original, table[given]) <= told(original, given) + 1e-9
        other_names = rng.permutation(256)  # none does
        assert told(original, other_names[given]) == pytest.approx(told(original, given), rel=1e-9)


def test_a_computation_that_mixes_pixels_can_tell_more_about_single_ones(original):
    small = read(jpeg(original, 10))
    assert told(original, blur(small)) > told(original, small) + 0.01
    shifted = np.roll(original, 1, axis=1)
    assert told(original, shifted) < 2.3 < 7 < told(original, np.roll(shifted, -1, axis=1))


def test_a_blur_keeps_what_is_even_and_spreads_what_is_not():
    assert (blur(np.full((4, 5), 200, dtype=np.uint8)) == 200).all()
    assert blur(np.array([[0, 0, 0], [0, 160, 0], [0, 0, 0]])).tolist() == [[10, 20, 10], [20, 40, 20], [10, 20, 10]]


def test_pictures_of_other_shape_are_refused(original):
    with pytest.raises(ValueError, match="differ in shape"):
        mutual_information(original, original[1:])
