"""A game keeps the nearest that its sliders came to each target, and nothing that is no number."""

import math

import pytest

from course.explorers import hit_the_divergence


@pytest.fixture
def game():
    game = hit_the_divergence()
    yield game
    game.close()


def set_to(game, **values):
    for name, value in values.items():
        game.sliders[name].value = value


def test_nothing_is_kept_before_a_slider_has_moved(game):
    assert set(game.nearest.values()) == {None}
    assert "nothing yet for 0.1" in game.standing.value


def test_the_nearest_is_kept_whatever_comes_after(game):
    set_to(game, sun=3, rain=48, snow=32)
    near = game.nearest[0.1]
    assert abs(near - 0.1) < 0.001
    set_to(game, sun=64)
    assert game.nearest[0.1] == near
    assert "0.100 bits for 0.1" in game.standing.value or "0.1 bits for 0.1" in game.standing.value


@pytest.mark.parametrize("target", [0.1, 1, 3])
def test_every_target_can_be_hit(game, target):
    scores = [game.score(**position) for position in game.positions()]
    assert min(abs(score - target) for score in scores if math.isfinite(score)) < 0.01


def test_infinity_and_no_distribution_are_not_kept(game):
    set_to(game, rain=0)
    assert math.isinf(game.score(**game.values))
    before = dict(game.nearest)
    game.note(math.inf), game.note(math.nan)
    assert game.nearest == before
    set_to(game, sun=0, snow=0)
    assert "no distribution" in game.sentence
    assert all(math.isfinite(reached) for reached in game.nearest.values() if reached is not None)
