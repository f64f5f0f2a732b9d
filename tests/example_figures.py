"""Every figure of the course, with example arguments for the figures that need some, and positions of explorers."""

import random
from functools import cache
from itertools import product
from unittest.mock import patch

import numpy as np
from ipywidgets import HTML

import course.explorers
import course.pictures
from course.drawing.explorer import Explorer
from course.worlds.pets import data_set, morph
from course.worlds.training import Network, smooth, train

FIGURES = {name: getattr(place, name) for place in (course.explorers, course.pictures) for name in place.__all__}
# Positions at which labels could overlap, or a value could leave its axes.
UGLY = {
    "tangent_gap": [(0.5, 0.9), (0.9, 0.5), (0.96, 0.5), (0.1, 0.9), (0.06, 0.84), (0.08, 0)],
    "soft_truth": [(0.8, 0.6), (0.8, 0.7), (0.8, 0.9), (0.9, 0.04), (0.26, 0.02), (0.98, 0.98)],
    "kraft_cake": [(1, 2, 3, 5), (1, 2, 2, 5), (2, 1, 1, 3), (5, 1, 1, 1)],
    "both_directions": [(8, 3), (8, 5.25), (4, 1), (1.5, 2.25), (3.5, 1.75)],
}


@cache
def arguments():
    """Return the arguments of the figures that need some; the networks of `reliability` are too timid and too sure."""
    pictures, labels = data_set(400)
    timid, _ = train(Network.start(), pictures, labels)
    sure, _ = train(Network.start(), *data_set(10), steps=300, rate=0.1)
    unseen, shown = data_set(200, seed=1)
    noisy = np.clip(unseen + np.random.default_rng(0).normal(0, 0.7, unseen.shape), 0, 1)
    row = np.stack([morph(t) for t in (0, 0.25, 0.5, 0.75, 1)])
    race = [
        train(Network.start(), pictures[:100], smooth(labels[:100], 0.1), loss=loss, steps=100, watch=row)[1]
        for loss in ("cross-entropy", "KL")
    ]
    few, classes = data_set(40)
    twice = [
        train(Network.start(), few, classes, loss=loss, steps=150, rate=0.1, watch=few)[1]
        for loss in ("cross-entropy", "softmax twice")
    ]
    return {
        "cat_to_dog": [timid],
        "pet_gallery": [pictures[:8], labels[:8]],
        "training_race": [row, *race],
        "softmax_twice": [*twice, classes],
        "reliability": [{"1": timid.logits(noisy), "2": sure.logits(noisy)}, shown],
        "code_areas": [[1 / 2, 1 / 4, 1 / 8, 1 / 8], [1, 2, 3, 3], [3, 1, 2, 3]],
    }


def example(name):
    """Return a new figure of this name in its first state."""
    return FIGURES[name](*arguments().get(name, []))


def no_frames():
    """Return a context in which explorers draw no frames, which takes most of the time of making one."""
    undrawn = dict.fromkeys(["_film", "_live"], lambda *_: (HTML(), ""))
    return patch.multiple(Explorer, still=lambda _: "", **undrawn)


def without_frames(name):
    with no_frames():
        return example(name)


def chosen(name, explorer, most):
    """Return all combinations of the sliders' ends, a sample of all positions, and the ugly ones."""
    positions = list(explorer.positions())
    some = random.Random(0).sample(positions, min(len(positions), most))
    ends = [(control.options[0][1], control.options[-1][1]) for control in explorer.sliders.values()]
    return some + [dict(zip(explorer.sliders, values)) for values in (*product(*ends), *UGLY.get(name, []))]
