"""A game keeps the score nearest to each target, and no score that is not a number."""

import math

import pytest

from course.explorers import hit_the_divergence


def test_a_game_keeps_the_nearest_finite_score():
    game = hit_the_divergence()
    for name, score in {"rain": math.inf, "sun": math.inf, "snow": math.nan}.items():
        game.sliders[name].value = 0
        assert game.score(**game.values) == pytest.approx(score, nan_ok=True)
    assert "no distribution" in game.sentence and "nothing yet for 0.1" in game.standing.value
    assert game.nearest == {0.1: None, 1: None, 3: None}
    for name, share in {"sun": 3, "rain": 48, "snow": 32, "sun again": 64}.items():
        game.sliders[name.split()[0]].value = share
    assert abs(game.nearest[0.1] - 0.1) < 0.001 < game.score(**game.values) - 0.1
    assert "0.100 bits for 0.1" in game.standing.value
    game.close()


@pytest.mark.parametrize("target", [0.1, 1, 3])
def test_every_target_can_be_hit(target):
    game = hit_the_divergence()
    scores = [game.score(**position) for position in game.positions()]
    assert min(abs(score - target) for score in scores if math.isfinite(score)) < 0.01
