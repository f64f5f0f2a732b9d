"""The guessing game: a typed letter counts once, the score is right and kept, and the page does not show the text."""

import math
import re
from collections import Counter
from pathlib import Path

import pytest
from answering import text_of

from course.assessment.guessing_game import guess_bits, guess_letters
from course.assessment.keeping import keep, kept
from course.worlds.hidden_text import GIVEN, HIDDEN, SYMBOLS, rival
from course.worlds.languages import ALPHABET, models, spell

PAGE = next((Path(__file__).resolve().parents[3] / "notebooks").glob("12_*.ipynb"))
ENGLISH = models()["English"]


def begin():
    return guess_letters(ENGLISH)


@pytest.fixture
def game():
    return begin()


def type_in(game, text):
    """Type one sign after another, as a browser sends them, and return the game's reply."""
    for sign in text:
        game.field.value += sign
    return text_of(game.status.value + game.score.value)


class TestText:
    def test_is_spelt_as_the_model_spells(self):
        assert spell(GIVEN + HIDDEN) + " " == GIVEN + HIDDEN
        assert set(HIDDEN) <= set(SYMBOLS) and len(SYMBOLS) == 27

    def test_does_not_stand_on_the_page(self, game):
        page, words = PAGE.read_text(encoding="utf-8"), HIDDEN.split()
        assert [trio for trio in zip(words, words[1:], words[2:]) if " ".join(trio) in page] == []
        type_in(game, HIDDEN[:20])
        still = game._repr_mimebundle_()["text/markdown"]  # it must not depend on the score
        assert GIVEN.strip() in still and words[0] + " " + words[1] not in still and not re.search(r"\d", still)


class TestGuessing:
    def test_counts_the_guesses_of_each_letter(self, game):
        type_in(game, "xq" + HIDDEN[:2])
        assert game.found_at == [3, 1]
        assert GIVEN + HIDDEN[:2] in game.text.value and HIDDEN[2:6] not in game.text.value

    def test_a_letter_tried_twice_or_out_of_the_alphabet_does_not_count(self, game):
        assert "tried already" in type_in(game, "xx")
        assert "a to z and spaces only" in type_in(game, "7é")
        type_in(game, HIDDEN[0].upper())
        assert game.found_at == [2]

    def test_deleting_does_not_count(self, game):
        for value in ("x", "xq", "x", "", "z"):
            game.field.value = value
        assert game.tried == ["x", "q", "z"]

    def test_a_slow_network_counts_nothing_twice(self, game):
        """The browser types on before it empties the field."""
        for value in ("x", "x" + HIDDEN[0], "x" + HIDDEN[:2]):
            game.field.value = value
        assert game.found_at == [2, 1] and game.field.value == ""

    def test_ends_with_the_text(self, game):
        assert re.search(r"(.)\1", HIDDEN)  # a double letter is typed twice
        assert "whole text" in type_in(game, HIDDEN) and "<b>_</b>" not in game.text.value
        type_in(game, "abc")
        assert game.done and game.found_at == [1] * len(HIDDEN)


class TestScore:
    def test_is_the_entropy_of_the_numbers_of_guesses(self, game):
        said = type_in(game, "xq" + HIDDEN[0] + HIDDEN[1] + "x" + HIDDEN[2:5])
        assert game.found_at == [3, 1, 2, 1, 1]
        shares = [count / 5 for count in Counter(game.model_found_at[:5]).values()]
        models = -sum(share * math.log2(share) for share in shares)
        assert f"5 letters: your guesses cost 1.37 bits per letter, the model's {models:.2f}" in said

    def test_the_table_has_every_letter_once(self, game):
        type_in(game, "zxqjv" + HIDDEN[:40])
        rows = [list(map(int, re.findall(r"<td>(\d+)", row))) for row in re.findall(r"<tr>.*?</tr>", game.score.value)]
        assert list(map(sum, rows[1:])) == [40, 40] and rows[1] == [39, 0, 0, 0, 1]

    def test_the_model_guesses_in_the_order_of_its_q(self):
        found_at, paid = rival(ENGLISH)
        assert len(found_at) == len(paid) == len(HIDDEN) and guess_bits(found_at) < math.log2(27)
        for letter, before, place, cost in zip(HIDDEN, GIVEN[-1] + HIDDEN, found_at, paid):
            q = ENGLISH[ALPHABET.index(before)]
            falling = sorted((q[ALPHABET.index(other)] for other in SYMBOLS), reverse=True)
            asked = q[ALPHABET.index(letter)]
            assert falling.index(asked) == place - 1  # the first of equal ones
            assert cost == pytest.approx(-math.log2(asked), rel=1e-12)


class TestFile:
    def test_survives_a_reload(self, game):
        type_in(game, "x" + HIDDEN[:3])
        again = begin()
        assert again.found_at == [2, 1, 1] and GIVEN + HIDDEN[:3] in again.text.value and "kept" in type_in(again, "")
        type_in(again, HIDDEN[3])
        assert kept("12") == [2, 1, 1, 1]

    def test_can_be_reset(self, game):
        type_in(game, HIDDEN[:3] + "x")
        game.restart.click()
        assert game.found_at == begin().found_at == [] and "no score" in type_in(game, "")
        type_in(game, HIDDEN[0])
        assert game.found_at == [1]

    @pytest.mark.parametrize(
        "score", [None, 7, "1", {}, [0], [28], [1.5], [True], ["1"], [[1]], [1] * (len(HIDDEN) + 1)], ids=repr
    )
    def test_damaged_is_as_good_as_absent(self, score):
        keep("12", score)
        assert begin().found_at == []

    def test_a_folder_that_cannot_be_written_is_said(self, folder, game):
        (folder / ".answers.json").mkdir()
        assert "cannot keep the score" in type_in(game, HIDDEN[:2]) and game.found_at == [1, 1]
