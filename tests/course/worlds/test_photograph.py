"""What files and pixels of the photograph tell: what the data-processing inequality promises, and what it does not."""

import numpy as np
import pytest

from course.worlds.photograph import blur, bmp, jpeg, mutual_information, photograph, read
from lib import entropy

ORIGINAL = photograph()


def told(pixels):
    return mutual_information(ORIGINAL, pixels)


def test_a_picture_tells_as_much_about_itself_as_its_greys_are_uncertain():
    frequencies = np.bincount(ORIGINAL.ravel(), minlength=256) / ORIGINAL.size
    assert told(ORIGINAL) == pytest.approx(entropy(frequencies), rel=1e-12)


@pytest.mark.parametrize("quality", [90, 50, 10])
def test_bmp_keeps_the_pixels_and_jpeg_does_not(quality):
    small = read(jpeg(ORIGINAL, quality))
    np.testing.assert_array_equal(read(bmp(small)), small)
    assert (small != ORIGINAL).any() and told(small) < told(ORIGINAL)


def test_no_table_of_greys_tells_more_than_what_it_was_given():
    rng = np.random.default_rng(0)
    for given in (ORIGINAL, ORIGINAL // 32, read(jpeg(ORIGINAL, 10))):
        table = rng.integers(0, 256, size=256)  # several greys may become one
        assert told(table[given]) <= told(given) + 1e-9
        other_names = rng.permutation(256)  # none does
        assert told(other_names[given]) == pytest.approx(told(given), rel=1e-9)


def test_a_computation_that_mixes_pixels_can_tell_more_about_single_ones():
    small = read(jpeg(ORIGINAL, 10))
    assert told(blur(small)) > told(small) + 0.01
    shifted = np.roll(ORIGINAL, 1, axis=1)
    assert told(shifted) < 2.3 < 7 < told(np.roll(shifted, -1, axis=1))


def test_pictures_of_other_shape_are_refused():
    with pytest.raises(ValueError, match="differ in shape"):
        mutual_information(ORIGINAL, ORIGINAL[1:])
