"""Files and pixels of the photograph obey the data-processing inequality; the tests of page 05 have the rest."""

import numpy as np
import pytest

from course.worlds.photograph import jpeg, mutual_information, photograph, read

ORIGINAL = photograph()


def told(pixels):
    return mutual_information(ORIGINAL, pixels)


@pytest.mark.parametrize("quality", [90, 50, 10])
def test_jpeg_does_not_keep_the_pixels(quality):
    small = read(jpeg(ORIGINAL, quality))
    assert (small != ORIGINAL).any() and told(small) < told(ORIGINAL)


def test_no_table_of_greys_tells_more_than_what_it_was_given():
    rng = np.random.default_rng(0)
    for given in (ORIGINAL, ORIGINAL // 32, read(jpeg(ORIGINAL, 10))):
        table = rng.integers(0, 256, size=256)  # several greys may become one
        assert told(table[given]) <= told(given) + 1e-9
        other_names = rng.permutation(256)  # here no two greys become one
        assert told(other_names[given]) == pytest.approx(told(given), rel=1e-9)


def test_pictures_of_other_shape_are_refused():
    with pytest.raises(ValueError, match="differ in shape"):
        mutual_information(ORIGINAL, ORIGINAL[1:])
