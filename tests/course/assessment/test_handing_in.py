"""The file to hand in is complete, the same for every reader, without anything personal, and told in one sentence."""

import base64
import json
import re
from fractions import Fraction
from pathlib import Path

import nbformat
from answering import lock, text_of
from solutions import answers

from course import check, guess, hand_in, predict, predict_again
from course.assessment.class_table import parse
from course.assessment.handing_in import summary
from course.assessment.keeping import histories, keep
from course.lessons import EXERCISES, QUESTIONS

ROOT = Path(__file__).resolve().parents[3]
FILE = Path("my_answers.json")


def press(button):
    button.button.click()
    return text_of(button.said.value)


def handed_in():
    press(hand_in())
    return json.loads(FILE.read_text(encoding="utf-8"))


class TestFile:
    def test_has_what_was_locked_and_checked(self):
        """Of the warm-up the last lock counts, elsewhere the first: the lock reveals the answer."""
        for letter, number in (("a", 0.5), ("b", 0.25)):
            lock(predict("00"), letter, *"ccacb")
            lock(predict("01"), letter)
            lock(predict_again("00"), letter, *"aaaaa")
            lock(guess("the rate", Fraction(1, 4), 0, 1), number)
        predict("02").controls[0].value = "a"  # not locked
        for x in (3.125, 0.7, 3.125, 1 / 32, 32, 1 / 32):
            check("04.1", x)
        for _ in range(2):
            check("01.2", 0.562335, 0.811278)
        keep("12", [1, 2, 3])  # the letter game
        assert [*histories()] == ["00", "predict 01", "00 again", "guess the rate", "04.1", "01.2", "12"]
        assert handed_in() == {
            "format": 1,
            "predictions": {"00": [*"bccacb"], "00 again": ["a"] * 6, "01": ["a"]},
            "guesses": {"the rate": {"guess": 0.5, "truth": 0.25}},
            "exercises": {
                "01.2": {"tries": 2, "right": False, "mistakes": ["bits 0.5623, nats 0.8113"]},
                "04.1": {"tries": 4, "right": True, "mistakes": ["answer 3.125"]},
            },
        }

    def test_nothing_that_was_typed_is_in_it(self):
        def secret(p, q):
            raise ValueError("my name")

        for number, *given in (("02.4", secret), ("04.1", "my name"), ("06.4", ["0", "1", "10", "11"], "secret")):
            check(number, *given)
        assert not re.search("my name|secret", json.dumps(handed_in()))
        assert "ValueError" not in Path(".answers.json").read_text(encoding="utf-8")

    def test_damage_in_what_is_kept_stays_outside(self):
        lock(predict("01"), "a")
        check("04.1", 0.7)
        sound = summary()
        for name, value in {
            "00": ["a"],
            "predict 01": "b",
            "predict 99": ["a"],
            "guess x": {"guess": "much", "truth": 1},
            "guess y": {"guess": 10**400, "truth": 1},
            "guess z": 7,
            "04.1": {"right": 1, "mistakes": []},
            "01.2": {"right": True},
            "01.3": {"right": True, "mistakes": [1]},
            "99.9": {"right": True, "mistakes": []},
        }.items():
            assert keep(name, value)
        assert summary() == sound

    def test_a_text_that_is_no_utf_8_does_not_stop_the_button(self):
        keep("04.1", {"right": False, "mistakes": ["\ud800"]})
        assert handed_in()["exercises"]["04.1"]["mistakes"] == ["?"]

    def test_a_file_with_every_answer_is_small_and_read_back_whole(self):
        for name, questions in QUESTIONS.items():
            lock(predict(name), *(question.right for question in questions))
        for number, exercise in EXERCISES.items():
            mistakes = [f"{answer.name}: {words}" for answer in exercise.answers for _, words in answer.mistakes]
            keep(number, {"right": False, "mistakes": mistakes})
        handed_in()
        content = FILE.read_bytes()
        assert len(content) < 100_000
        read = parse("ann", content)
        assert read.lost == [] and read.exercises.keys() == EXERCISES.keys()
        assert len(read.choices) == sum(map(len, QUESTIONS.values()))


class TestButton:
    def test_says_what_is_in_it_and_links_to_it(self):
        button = hand_in()
        lock(predict("00"), *"bccacb")
        assert "It holds 6 locked answers, and no name." in press(button)
        for number in ("04.1", "05.2"):  # the second press writes the new answer too
            check(number, *answers(number))
        holds = "It holds 6 locked answers and the verdicts on 2 exercises, and no name. Download it"
        assert press(button) == f"my_answers.json now lies beside this page. {holds}"
        assert 'role="status" aria-live="polite"' in button.said.value
        link = re.search(r'<a download="(.*?)" href="data:application/json;base64,(.*?)"', button.said.value)
        name, address = link.groups()
        assert base64.b64decode(address) == Path(name).read_bytes()
        assert json.loads(FILE.read_bytes())["exercises"]

    def test_with_nothing_to_hand_in_it_writes_nothing(self, folder):
        button = hand_in()
        assert button.said.value == ""
        assert press(button) == "There is nothing to hand in yet: lock a prediction, or check an exercise."
        assert list(folder.iterdir()) == []

    def test_where_it_cannot_be_written_there_is_the_link(self):
        lock(guess("the rate", 0.25, 0, 1), 0.5)
        check("04.1", 3.125)
        FILE.mkdir()
        button = hand_in()
        holds = "It holds 1 locked answer and the verdicts on 1 exercise, and no name. Download it"
        assert press(button) == f"This folder cannot be written to, so download my_answers.json. {holds}"
        assert "<a download=" in button.said.value

    def test_without_widgets_it_says_what_the_running_notebook_has(self):
        bundle = hand_in()._repr_mimebundle_()
        assert bundle["text/plain"] == bundle["text/markdown"]
        assert bundle["text/plain"].startswith("In the running notebook, a button here writes")
        assert "application/vnd.jupyter.widget-view+json" in bundle


def test_the_first_page_has_it_and_git_ignores_what_it_writes():
    page = nbformat.read(ROOT / "notebooks/00_start_here.ipynb", as_version=4)
    assert "hand_in()" in [cell.source for cell in page.cells]
    assert {"my_answers.json", ".answers.json"} <= {*(ROOT / ".gitignore").read_text(encoding="utf-8").split()}
