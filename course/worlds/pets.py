"""Pictures of a cat and a dog, drawn with numpy alone, and everything between the two.

A picture is a (32, 32) array of greys, from 0 (ink) to 1 (white paper).
"""

from collections import namedtuple

import numpy as np

from lib.input_error import InputError

CLASSES = ("dog", "cat")  # class 0 is dog, so the truth for a dog is p = (1, 0)
SIDE = 32  # pixels


# The features of a face, the cat's and the dog's. The paper is 2 wide and 2 high; every width and height is measured
# from the middle of its shape to the edge. Greys and strengths lie in [0, 1]. A field of a Look may also be an array of
# shape (n, 1, 1): one look for each of n faces.
FEATURES = {
    "ear_angle": (63, -68),  # degrees above the horizontal: it stands up, or hangs down
    "ear_length": (0.58, 0.6),
    "ear_root": (0.27, 0.16),  # width where the ear grows
    "ear_tip": (0, 0.22),  # width at its end: 0 is pointed
    "ear_grey": (0.72, 0.3),
    "ear_inside": (0.95, 0.3),  # grey
    "face_width": (0.72, 0.56),
    "face_height": (0.62, 0.72),
    "fur": (0.72, 0.8),  # grey
    "stripes": (0.9, 0),  # strength, on the forehead
    "eye_width": (0.17, 0.1),  # the bright part
    "pupil_width": (0.045, 0.11),
    "muzzle_width": (0.28, 0.42),
    "muzzle_height": (0.2, 0.33),
    "nose": (0.1, 0.2),  # width
    "whiskers": (1, 0),  # strength
    "tongue": (0, 0.36),  # length
}
Look = namedtuple("Look", FEATURES)
CAT, DOG = map(Look._make, zip(*FEATURES.values()))


def draw(look, *, shift=(0, 0), size=1.0):
    """Return the picture of a face.

    `shift` moves it (right, down), in pixels; `size` enlarges it. Shape (32, 32), or (n, 32, 32) where the look's
    fields, shift or size are arrays of shape (n, 1, 1). Greys in [0, 1].

    Every shape is given by its signed distance d (negative inside), in pixels; it covers the part 1/2 - d of a pixel,
    clipped to [0, 1], so that edges are smooth. Shapes are painted back to front.

    Raises ValueError unless size > 0.

    Source: drawn for this course; distances as in Quilez, "2D distance functions".

    >>> picture = draw(DOG)
    >>> picture.shape, float(picture[0, 0])
    ((32, 32), 1.0)
    """
    if not np.all(np.greater(size, 0)):
        raise InputError(f"size must be greater than 0, got {size}")
    right, down = shift
    scale = 0.9 * np.asarray(size)  # leaves room for ears that stick out
    centres = (np.arange(SIDE) + 0.5) * 2 / SIDE - 1
    x = (centres - right * 2 / SIDE) / scale
    y = (down * 2 / SIDE - centres[:, None]) / scale
    beside = abs(x)  # a face is symmetric: each shape appears on both sides
    picture = np.ones(np.broadcast_shapes(np.shape(x + y), *map(np.shape, look)))

    def paint(distance, grey, strength=1):
        cover = np.clip(0.5 - distance * scale * SIDE / 2, 0, 1)
        picture[...] += cover * strength * (grey - picture)

    black, white, line = 0.1, 0.97, 0.045
    ear_x, ear_y = beside - 0.45, y - 0.3
    ear = _cone(ear_x, ear_y, look.ear_angle, look.ear_length, look.ear_root, look.ear_tip)
    inside = _cone(ear_x, ear_y, look.ear_angle, 0.75 * look.ear_length, 0.6 * look.ear_root, 0.6 * look.ear_tip)
    face = _ellipse(x, y + 0.12, look.face_width, look.face_height)
    paint(np.minimum(ear, face) - line, black)  # the next shapes leave an outline of this one
    paint(ear + line, look.ear_grey)
    paint(inside, look.ear_inside)
    paint(face + line / 2, look.fur)
    for place in (0, 0.17):
        paint(_cone(beside - place, y - 0.44 + 0.3 * place, -90, 0.2, 0.03, 0.02), black, look.stripes)

    eye_x, eye_y = beside - 0.3125, y - 0.035  # the middle of a pixel, which keeps a slit sharp
    paint(_ellipse(eye_x, eye_y, look.eye_width, 0.15), white)
    paint(_ellipse(eye_x, eye_y, look.pupil_width, 0.13), black / 2)
    paint(_ellipse(eye_x, eye_y - 0.07, look.pupil_width - 0.07, 0.04), 1)  # a round pupil has a glint

    muzzle_y = y + 0.36
    nose_y = muzzle_y - 0.55 * look.muzzle_height
    mouth_y = nose_y + look.nose + 0.08
    mouth = abs(_ellipse(beside - 0.14, mouth_y, 0.14, 0.14)) - 0.03
    paint(_ellipse(x, muzzle_y, look.muzzle_width, look.muzzle_height), white)
    paint(_ellipse(x, mouth_y + 0.1 + look.tongue / 2, 0.4 * look.tongue, 0.55 * look.tongue), 0.45)
    paint(_cone(x, nose_y, -90, look.nose + 0.1, 0.03, 0.03), black)
    paint(np.maximum(mouth, mouth_y), black)  # the lower halves of two circles
    paint(_cone(0.75 * x, nose_y, -90, 0.7 * look.nose, 0.75 * look.nose, 0.1 * look.nose), black / 2)
    for tilt in (12, -12):
        whisker = _cone(beside - 0.42, y + 0.34 - 0.008 * tilt, tilt, 0.58, 0.027, 0.027)
        paint(whisker, black, look.whiskers)
    return picture


def morph(t):
    """Return the picture that is t of the way from the cat (t = 0) to the dog (t = 1).

    Each field of the look is (1 - t) CAT + t DOG. Shape (32, 32), greys in [0, 1].

    Raises ValueError unless 0 <= t <= 1.

    >>> bool((morph(1) == draw(DOG)).all())
    True
    """
    if not 0 <= t <= 1:
        raise InputError(f"t must be between 0 (the cat) and 1 (the dog), got {t}")
    return draw(_between([t] * len(CAT)))


def data_set(n, *, seed=0):
    """Return n pictures of cats and dogs, no two alike, and their labels.

    Shapes (n, 32, 32), greys in [0, 1], and (n,), indices into CLASSES; half of each class (for an odd n, one
    dog more). The same seed gives the same pictures; labels come in random order.

    A pet is up to 0.3 of the way towards the other animal, each of its features a little more or less. It is
    moved, scaled, dimmed and photographed with noise.

    >>> pictures, labels = data_set(5, seed=1)
    >>> pictures.shape, [CLASSES[label] for label in sorted(labels)]
    ((5, 32, 32), ['dog', 'dog', 'dog', 'cat', 'cat'])
    """
    rng = np.random.default_rng(seed)
    labels = rng.permutation(np.arange(n) % 2)
    one_each = (n, 1, 1)
    away = rng.uniform(0, 0.3, n)
    t = np.where(labels == CLASSES.index("dog"), 1 - away, away)
    parts = np.clip(t + rng.normal(0, 0.15, (len(CAT), n)), 0, 1)
    looks = np.array(_between(parts[..., None, None]))
    shift, size = rng.normal(0, 0.7, (2, *one_each)), rng.uniform(0.85, 1.1, one_each)
    pictures = np.empty((n, SIDE, SIDE))
    for start in range(0, n, 50):  # drawing needs a dozen arrays of this size: all at once would fill the memory
        some = slice(start, start + 50)
        pictures[some] = draw(Look(*looks[:, some]), shift=shift[:, some], size=size[some])
    pictures *= rng.uniform(0.75, 1, one_each)
    pictures += rng.normal(0, 0.1, pictures.shape)
    return np.clip(pictures, 0, 1), labels


def _between(parts):
    """Return the look whose fields are these parts of the way from CAT to DOG."""
    return Look(*((1 - t) * cat + t * dog for cat, dog, t in zip(CAT, DOG, parts)))


def _ellipse(x, y, width, height):
    """Return the distance to an ellipse around (0, 0): exact for a circle, close enough for the others."""
    fade = _fade(np.minimum(width, height))
    width, height = np.maximum(width, 1e-3), np.maximum(height, 1e-3)
    return (np.sqrt((x / width) ** 2 + (y / height) ** 2) - 1) * np.minimum(width, height) + fade


def _cone(x, y, degrees, length, root, tip):
    """Return the distance to a rounded cone from (0, 0) in this direction, whose width goes from root to tip."""
    right, up = np.cos(np.radians(degrees)) * length, np.sin(np.radians(degrees)) * length
    along = np.clip((x * right + y * up) / np.maximum(length**2, 1e-6), 0, 1)
    distance = np.sqrt((x - along * right) ** 2 + (y - along * up) ** 2) - (root + along * (tip - root))
    return distance + _fade(root)


def _fade(width):
    """Return an addition to distances, which fades shapes thinner than a pixel and removes those of width 0."""
    return np.maximum(1 / SIDE - width, 0)
