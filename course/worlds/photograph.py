"""A photograph as BMP and as JPEG, and the mutual information of their pixels."""

import io

import numpy as np
from matplotlib import cbook
from PIL import Image  # comes with matplotlib

from lib import joint
from lib.input_error import InputError


def photograph():
    """Return matplotlib's sample photograph (Grace Hopper) in grey: (height, width) whole numbers, 0 to 255.

    >>> photograph().shape
    (600, 512)
    """
    with cbook.get_sample_data("grace_hopper.jpg") as file:
        return np.asarray(Image.open(file).convert("L"))


def bmp(pixels):
    """Return the pixels as the bytes of a BMP file, which keeps each of them as it is."""
    return _save(pixels, "BMP")


def jpeg(pixels, quality):
    """Return the pixels as the bytes of a JPEG file; quality runs from 1 (worst) to 95."""
    return _save(pixels, "JPEG", quality=quality)


def read(data):
    """Return the pixels of a BMP or JPEG file given as bytes.

    >>> bool((read(bmp(photograph())) == photograph()).all())
    True
    """
    return np.asarray(Image.open(io.BytesIO(data)))


def blur(pixels):
    """Return the pixels mixed with their neighbours, weights 1-2-1 down and across; pixels of equal shape.

    >>> blur(np.array([[100, 100, 100], [100, 180, 100], [100, 100, 100]])).tolist()
    [[105, 110, 105], [110, 120, 110], [105, 110, 105]]
    """
    wide = np.pad(np.asarray(pixels, dtype=float), 1, mode="edge")
    down = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    return np.rint((down[:, :-2] + 2 * down[:, 1:-1] + down[:, 2:]) / 16).astype(np.uint8)


def mutual_information(x, y):
    """Return the average information of a pixel of y about the pixel of x in the same place, in bits per pixel.

    I(X; Y) = D(p(x, y) || p(x) p(y)), with the pairs of grey values counted over all places. Two pictures of equal
    shape in, a float out; from 0 to the entropy of the grey values.

    Where two pictures are independent, a count from a finite sample is too high on average: not 0, but about
    (greys of x - 1) (greys of y - 1) / (2 ln 2 times the number of pixels).

    No table that gives each grey value of y another one can raise it: this is the data-processing inequality for
    single pixels. A computation that mixes pixels can raise it, since neighbours add information.

    Raises ValueError where the shapes differ.

    Source: Cover & Thomas, Elements of Information Theory, section 2.3.

    >>> mutual_information(np.array([0, 0, 255, 255]), np.array([7, 7, 9, 9]))
    1.0
    """
    if np.shape(x) != np.shape(y):
        raise InputError(f"the pictures differ in shape: {np.shape(x)} and {np.shape(y)}")
    counts = np.histogram2d(np.ravel(x), np.ravel(y), bins=256, range=[(0, 256)] * 2)[0]
    return joint.mutual_information(counts / np.size(x))


def _save(pixels, kind, **options):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, format=kind, **options)
    return file.getvalue()
