"""Every figure of the course, with something to show where a page would give it that."""

from functools import cache

import numpy as np

import course.explorers
import course.pictures
from course.worlds.pets import data_set, morph
from course.worlds.training import Network, train

FIGURES = {name: getattr(place, name) for place in (course.explorers, course.pictures) for name in place.__all__}


@cache
def arguments():
    """What those figures are given that cannot do without."""
    pictures, labels = data_set(20)
    row = np.stack([morph(t) for t in (0, 0.5, 1)])
    losses = "cross-entropy", "KL"
    networks = [train(Network.start(), pictures, labels, loss=loss, steps=5, watch=row) for loss in losses]
    return {
        "cat_to_dog": [networks[0][0]],
        "pet_gallery": [pictures[:8], labels[:8]],
        "training_race": [row, *(history for _, history in networks)],
        "reliability": [dict(zip("12", (network.logits(pictures) for network, _ in networks))), labels],
        "code_areas": [[1 / 2, 1 / 4, 1 / 8, 1 / 8], [1, 2, 3, 3], [3, 1, 2, 3]],
    }


def example(name):
    """Return a new figure of this name, as a page shows it at first."""
    return FIGURES[name](*arguments().get(name, []))
