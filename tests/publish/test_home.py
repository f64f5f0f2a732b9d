"""The front page: its numbers are those of lib, and its figure can be read on a phone."""

import re

import numpy as np
from figure_faults import Sheet

from course.drawing.figure import POINTS_PER_INCH, WIDTH
from course.explorers import price_of_dog
from lib import bernoulli, cross_entropy, entropy, kl_divergence
from publish.home import BOXES, ORDERS, PHONE, SHARES, price_tap, riddle_tap, ways

BELIEF = [1 / 4, 1 / 4, 1 / 2]  # of the friend who asks for C first


def test_the_riddle_has_the_three_numbers_of_its_names():
    p = [*BOXES.values()]
    assert [float(average) for _, _, average in ways()] == [entropy(p), cross_entropy(p, BELIEF)] == [1.5, 1.75]
    assert kl_divergence(p, BELIEF) == 0.25
    assert riddle_tap().right == "1.75"
    assert SHARES == {"A": "1/2", "B": "1/4", "C": "1/4"}
    assert [*ORDERS.values()] == ["ABC", "CBA"]


def test_the_reply_to_the_first_question_is_true():
    tap = price_tap()
    right, sure = (kl_divergence([1, 0], bernoulli(q)) for q in (0.1, 0.9))
    assert tap.right == f"{right:.2f} bits"
    assert len(tap.choices) == 3 and f"{9 * sure:.2f} bits" in tap.choices
    for reply in tap.choices.values():
        assert set(re.findall(r"(\d+) times as", reply)) - {"9"} == {f"{right / sure:.0f}"}
        assert set(re.findall(r"\d\.\d+ bits", reply)) <= {tap.right}


def test_the_curve_has_no_faults_on_a_phone():
    before = WIDTH.set(PHONE)
    figure = price_of_dog()
    WIDTH.reset(before)
    assert figure.figure.bbox.width <= 360 - 2 * 16 + 24.8  # a picture reaches into the margins of a page
    assert np.isclose(figure.figure.bbox.width, PHONE * POINTS_PER_INCH)
    sheet = Sheet(figure.figure, figure.moving.values())
    for position in figure.positions():
        figure.at(**position)
        assert [*sheet.faults()] == [], position
