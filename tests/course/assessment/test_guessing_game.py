"""The guessing game: what is typed counts once, the score is right and kept, and the page does not show the text."""

import html
import json
import math
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from course.assessment import keeping
from course.assessment.guessing_game import _kept_score, guess_bits, guess_letters
from course.assessment.keeping import keep, kept
from course.assessment.predictions import recall
from course.lessons import QUESTIONS
from course.worlds.hidden_text import GIVEN, HIDDEN, SYMBOLS, rival
from course.worlds.languages import ALPHABET, models, spell

PAGE = next((Path(__file__).resolve().parents[3] / "notebooks").glob("12_*.ipynb"))
ENGLISH = models()["English"]
UNIFORM = np.full_like(ENGLISH, 1 / len(ALPHABET))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "FILE", tmp_path / ".answers.json")
    return tmp_path


def type_in(game, text):
    """Type one sign after another, as a browser sends them."""
    for sign in text:
        game.field.value += sign


def said(game):
    return html.unescape(re.sub(r"<[^>]*>", " ", game.status.value + game.score.value))


class TestText:
    def test_is_spelt_as_the_model_spells(self):
        assert spell(GIVEN + HIDDEN) + " " == GIVEN + HIDDEN
        assert set(HIDDEN) <= set(SYMBOLS) and len(SYMBOLS) == 27

    def test_does_not_stand_on_the_page(self):
        page = PAGE.read_text(encoding="utf-8")
        words = HIDDEN.split()
        assert [" ".join(trio) for trio in zip(words, words[1:], words[2:]) if " ".join(trio) in page] == []
        static = guess_letters(ENGLISH)._repr_mimebundle_()
        assert GIVEN.strip() in static["text/markdown"] and words[0] + " " + words[1] not in str(static)

    def test_the_still_is_the_same_whatever_the_score(self):
        before = guess_letters(ENGLISH)._repr_mimebundle_()["text/markdown"]
        type_in(guess_letters(ENGLISH), HIDDEN[:5])
        assert guess_letters(ENGLISH)._repr_mimebundle_()["text/markdown"] == before


class TestGuessing:
    def test_counts_the_guesses_of_each_letter(self):
        game = guess_letters(ENGLISH)
        type_in(game, "xq" + HIDDEN[0])
        type_in(game, HIDDEN[1])
        assert game.found_at == [3, 1]
        assert GIVEN + HIDDEN[:2] in game.text.value and HIDDEN[2:6] not in game.text.value

    def test_a_letter_tried_twice_or_out_of_the_alphabet_does_not_count(self):
        game = guess_letters(ENGLISH)
        type_in(game, "xx")
        assert "tried already" in said(game)
        type_in(game, "7é")
        assert "a to z and spaces only" in said(game)
        type_in(game, HIDDEN[0].upper())
        assert game.found_at == [2]

    def test_deleting_does_not_count(self):
        game = guess_letters(ENGLISH)
        for value in ("x", "xq", "x", "", "z"):
            game.field.value = value
        assert game.tried == ["x", "q", "z"]

    def test_a_slow_network_counts_nothing_twice(self):
        """The browser types on before it hears that the field was emptied."""
        game = guess_letters(ENGLISH)
        game.field.value = "x"
        game.field.value = "x" + HIDDEN[0]
        assert game.field.value == ""
        game.field.value = "x" + HIDDEN[0] + HIDDEN[1]
        assert game.found_at == [2, 1]

    def test_a_double_letter_is_typed_twice(self):
        place = re.search(r"(.)\1", HIDDEN).start()
        game = guess_letters(ENGLISH)
        type_in(game, HIDDEN[: place + 2])
        assert game.found_at == [1] * (place + 2)

    def test_ends_with_the_text(self):
        game = guess_letters(ENGLISH)
        type_in(game, HIDDEN)
        assert game.done and "whole text" in said(game) and "<b>_</b>" not in game.text.value
        type_in(game, "abc")
        assert len(game.found_at) == len(HIDDEN)


class TestScore:
    def test_is_the_entropy_of_the_numbers_of_guesses(self):
        game = guess_letters(ENGLISH)
        type_in(game, "xq" + HIDDEN[0] + HIDDEN[1] + "x" + HIDDEN[2:5])
        assert game.found_at == [3, 1, 2, 1, 1]
        shares = [count / 5 for count in Counter(game.model_found_at[:5]).values()]
        models = -sum(share * math.log2(share) for share in shares)
        assert f"5 letters: your guesses cost 1.37 bits per letter, the model's {models:.2f}" in said(game)
        assert guess_bits([1, 1, 1, 2]) == pytest.approx(0.811278, abs=5e-7)

    def test_the_table_has_every_letter_once(self):
        game = guess_letters(ENGLISH)
        type_in(game, "zxqjv" + HIDDEN[:40])
        rows = [list(map(int, re.findall(r"<td>(\d+)", row))) for row in re.findall(r"<tr>.*?</tr>", game.score.value)]
        assert list(map(sum, rows[1:])) == [40, 40] and rows[1] == [39, 0, 0, 0, 1]

    def test_the_model_guesses_in_the_order_of_its_q(self):
        found_at, paid = rival(ENGLISH)
        assert len(found_at) == len(paid) == len(HIDDEN) and min(found_at) >= 1 and max(found_at) <= 27
        for place in (0, 1, 50, len(HIDDEN) - 1):
            before = (GIVEN + HIDDEN)[len(GIVEN) + place - 1]
            q = ENGLISH[ALPHABET.index(before)]
            falling = sorted((q[ALPHABET.index(letter)] for letter in SYMBOLS), reverse=True)
            asked = q[ALPHABET.index(HIDDEN[place])]
            assert falling.index(asked) == found_at[place] - 1  # of equal ones, the first
            assert paid[place] == pytest.approx(-math.log2(asked), rel=1e-12)

    def test_of_a_model_that_knows_nothing(self):
        _, paid = rival(UNIFORM)
        assert paid == pytest.approx(np.log2(len(ALPHABET)))

    def test_a_model_costs_less_than_its_order_alone_would_without_any_knowledge(self):
        found_at, _ = rival(ENGLISH)
        assert guess_bits(found_at) < np.log2(27)


class TestFile:
    def test_survives_a_reload(self):
        type_in(guess_letters(ENGLISH), "x" + HIDDEN[:3])
        again = guess_letters(ENGLISH)
        assert again.found_at == [2, 1, 1] and GIVEN + HIDDEN[:3] in again.text.value and "kept" in said(again)
        type_in(again, HIDDEN[3])
        assert kept("12") == [2, 1, 1, 1]

    def test_can_be_reset(self):
        game = guess_letters(ENGLISH)
        type_in(game, HIDDEN[:3])
        game.restart.click()
        assert game.found_at == guess_letters(ENGLISH).found_at == [] and "no score" in said(game)
        type_in(game, HIDDEN[0])
        assert game.found_at == [1]

    def test_leaves_the_warm_up_answers_alone_and_they_leave_it(self):
        right = [question.right for question in QUESTIONS["00"]]
        assert keep("00", right)
        type_in(guess_letters(ENGLISH), HIDDEN[0])
        assert recall() == right
        keep("00", right)
        assert guess_letters(ENGLISH).found_at == [1]

    @pytest.mark.parametrize(
        "score", [None, 7, "1", {}, [0], [28], [1.5], [True], ["1"], [[1]], [1] * (len(HIDDEN) + 1)], ids=repr
    )
    def test_damaged_is_as_good_as_absent(self, folder, score):
        (folder / ".answers.json").write_text(json.dumps({"12": score}), encoding="utf-8")
        assert _kept_score() == [] == guess_letters(ENGLISH).found_at

    @pytest.mark.parametrize("content", ["", "[", "[1]", "null", "[" * 100_000])
    def test_a_broken_file_is_written_anew(self, folder, content):
        (folder / ".answers.json").write_text(content, encoding="utf-8")
        type_in(guess_letters(ENGLISH), HIDDEN[0])
        assert guess_letters(ENGLISH).found_at == [1]

    def test_lost_while_one_plays_breaks_nothing(self, folder):
        game = guess_letters(ENGLISH)
        type_in(game, HIDDEN[:2])
        (folder / ".answers.json").unlink()
        type_in(game, HIDDEN[2])
        assert guess_letters(ENGLISH).found_at == [1, 1, 1]

    def test_a_folder_that_cannot_be_written_is_said(self, folder):
        (folder / ".answers.json").mkdir()
        game = guess_letters(ENGLISH)
        type_in(game, HIDDEN[:2])
        assert game.found_at == [1, 1] and "cannot keep the score" in said(game)
