"""The front page: its numbers are those of lib."""

import re

from lib import bernoulli, cross_entropy, entropy, kl_divergence
from publish.home import BOXES, ORDERS, SHARES, price_tap, riddle_tap, ways

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
        assert f"{right / sure:.0f} times {sure:.3f}" in reply
        assert set(re.findall(r"\d\.\d+ bits", reply)) <= {tap.right}
