"""The table of a class counts all answers and names their learners; no file breaks it or the teacher's programs."""

import csv
import json
import math
import os
import re
from pathlib import Path

import pytest
from answering import lock
from hypothesis import given
from hypothesis import strategies as st

from course import check, guess, hand_in, predict
from course.assessment.class_table import LARGEST, Unusable, main, parse, read_folder, report
from course.assessment.verdicts import mistakes_called
from course.lessons import EXERCISES

ROOT = Path(__file__).resolve().parents[3]
SUMMARY = {"tries": 2, "right": True, "mistakes": ["answer 3.125"]}
SOUND = {
    "format": 1,
    "predictions": {"01": ["b"], "03": ["a"]},
    "guesses": {"the rate": {"guess": 0.5, "truth": 0.25}},
    "exercises": {"04.1": SUMMARY},
}
# {learner: (the six letters of the warm-up, 01, 02, the guess, [exercise and answers, ...])}
CLASS = {
    "Ada": ("bccacb", "b", "c", 0.5, [("01.2", 0.811278, 0.562335), ("02.1", 0.188722, 0.207519)]),
    "Ben": ("aabaab", "a", "b", 0.2, [("01.2", 0.562335, 0.811278), ("01.2", 0.811278, 0.562335)]),
    "Cleo": ("bcbaca", "b", "c", 0.7, [("01.2", 0.81, 0.56), ("02.1", 0.188722, 0.207519)]),
    "Dora": ("bccacb", "a", "b", 0.9, [("04.1", 3.125), ("04.1", 0.03), ("04.1", 0.03125)]),
}


@pytest.fixture
def handed_in(folder, monkeypatch):
    """Hand in the answers of a class by the course's own functions, and add a file that was cut off."""
    for learner, (first, one, two, number, exercises) in CLASS.items():
        own = folder / "class" / learner
        own.mkdir(parents=True)
        monkeypatch.chdir(own)
        for name, letters in {"00": first, "01": one, "02": two}.items():
            lock(predict(name), *letters)
        lock(guess("the average surprise of the bent coin", 0.468996, 0, 1), number)
        for exercise in exercises:
            check(*exercise)
        hand_in().button.click()
    monkeypatch.chdir(folder / "class")
    Path("Eve.json").write_text((own / "my_answers.json").read_text("utf-8")[:300], "utf-8")


def write(place, **changed):
    """Write a sound file, with some parts changed."""
    path = Path(place)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(SOUND | changed), "utf-8")


def table(**options):
    return report(*read_folder("."), **options)


def learners():
    handed, remarks = read_folder(".")
    return [one.learner for one in handed], remarks


def row_of(beginning):
    """Return the numbers of the row with this beginning."""
    (row,) = re.findall(rf"^{beginning}  +(.*)$", table(), re.M)
    return row.split()


class TestCounts:
    def test_the_teachers_notes_show_this_very_table(self, handed_in):
        shown = re.sub("(?m)^    ", "", (ROOT / "notebooks/TEACHING.md").read_text(encoding="utf-8"))
        assert table() in shown, f"notebooks/TEACHING.md must show this table:\n{table()}"

    def test_a_sign_that_is_two_columns_wide_counts_twice(self):
        for name in ("李明", "José", "Rene\u0301"):
            write(f"{name}.json", guesses={name: {"guess": 1, "truth": 1}})
        head, *lines = table().splitlines()[-4:]
        assert {line.split()[0]: len(line) - len(head) for line in lines} == {"José": 0, "Rene\u0301": 1, "李明": -2}

    @pytest.mark.parametrize(
        "number, words, name",
        [
            ("04.1", "a percentage: leave out the factor 100", "answer 3.125"),
            ("01.2", "bits and nats are exchanged", "bits 0.5623, nats 0.8113"),
            ("02.1", "forward: the divergence with p and q swapped", "forward 0.1887"),
            ("02.1", "sum", "sum"),  # of another version
        ],
    )
    def test_a_mistake_counts_once_for_each_learner_also_by_its_words(self, number, words, name):
        for learner, mistake in (("ann", words), ("ben", name)):
            found = SUMMARY | {"mistakes": [mistake, mistake]}
            write(f"{learner}.json", exercises={number: found}, predictions={"01": [learner[0]]})
        assert f"\n          2 × {mistakes_called(number).get(name, name)}\n" in table(width=999)

    def test_warm_ups_of_both_times_are_two_rows_and_the_first_counts_for_the_learner(self):
        write("a.json", predictions={"00": ["a"] * 6, "00 again": ["b"] * 6})
        assert row_of("00, question 1") == ["1", "1", "*0"]
        assert row_of("00 again, question 1") == ["1", "0", "*1"]
        assert row_of("a") == ["6", "1", "1", "1"]

    def test_a_learner_without_answers(self):
        write("a.json", predictions={}, guesses={}, exercises={})
        assert table().startswith("1 learner\n\nLearner") and row_of("a") == ["0"] * 4


class TestLearnersNames:
    def test_a_file_bears_its_own_name_or_that_of_its_folder(self):
        write("ann.json")
        write("Ben Lee_123_file/my_answers.json", predictions={})
        write("Cleo/my_answers (1).json", guesses={})
        write("group 2/dora.json", exercises={})
        for name in (".answers.json", "._my_answers.json", ".hidden/my_answers.json", ".git/a/b.json"):
            write(name)  # these are ignored
        assert learners() == (["ann", "Ben Lee_123_file", "Cleo", "group 2/dora"], [])

    @pytest.mark.parametrize(
        "places, names",
        [
            (["HW1/Ada/my_answers.json", "HW1/Ben/my_answers.json"], ["Ada", "Ben"]),
            (["submitted/ada/ps1/my_answers.json", "submitted/ben/ps1/my_answers.json"], ["ada", "ben"]),
            (["HW1/Ada/notebooks/my_answers.json", "HW1/Ben/my_answers.json"], ["Ada/notebooks", "Ben"]),
            (["HW1/download/ada.json", "HW1/download/ben.json"], ["ada", "ben"]),
            (["HW1/Ada/my_answers.json"], ["HW1/Ada"]),
            (["a/b/c/d/e/my_answers.JSON", "a/my_answers.json"], ["a", "a/b/c/d/e"]),
        ],
    )
    def test_files_are_found_however_deep_and_named_by_what_differs(self, places, names):
        for place, mistakes in zip(places, ([], ["own"])):
            write(place, exercises={"04.2": SUMMARY | {"mistakes": mistakes}})
        assert learners() == (names, [])

    def test_of_two_files_of_one_learner_the_fuller_counts(self):
        for learner, first, second in (("ann", SOUND, {"predictions": {}}), ("ben", {"predictions": {}}, SOUND)):
            write(f"{learner}/my_answers (1).json", **first)
            write(f"{learner}/my_answers.json", **second)
        handed, remarks = read_folder(".")
        assert [len(one.choices) for one in handed] == [2, 2]
        assert remarks == [
            "ann/my_answers.json: left out, ann has a fuller or equal one, ann/my_answers (1).json",
            "ben/my_answers (1).json: left out, ben has a fuller one, ben/my_answers.json",
        ]

    def test_the_same_file_under_two_names_is_told(self):
        write("ann.json")
        write("ben.json")
        assert learners() == (["ann", "ben"], ["ben.json: counted, but it is the same file as ann.json"])


LEFT_OUT = {
    "": "it is empty",
    " \n": "it is empty",
    json.dumps(SOUND)[:150]: "it is half a file, or no JSON",
    "\0" * 300: "it is half a file, or no JSON",
    "[" * 100_000: "it is half a file, or no JSON",
    "9" * 10_000: "it is half a file, or no JSON",
    "[1]": "it holds something else than answers",
    '{"cells": []}': "it holds something else than answers",
    '{"format": 2}': "its format is not 1",
    '{"format": true}': "its format is not 1",
    '{"format": "1"}': "its format is not 1",
    " " * LARGEST + "{}": "it is too large",
}


KEYS = st.text() | st.sampled_from([*SOUND, *EXERCISES, "01", "tries", "right", "mistakes", "guess", "truth"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


class TestBadFiles:
    @pytest.mark.parametrize("content, why", LEFT_OUT.items(), ids=range(len(LEFT_OUT)))
    def test_are_named_and_the_others_counted(self, content, why):
        write("ann.json")
        Path("bad.json").write_bytes(content.encode())
        names, (remark,) = learners()
        assert names == ["ann"] and remark.startswith(f"bad.json: left out, {why}")

    def test_folders_broken_links_and_pipes_are_named(self):
        Path("bad.json").mkdir()
        Path("gone.json").symlink_to("nowhere")
        os.mkfifo("pipe.json")
        assert learners() == (
            [],
            [f"{name}.json: left out, it is no file" for name in ("bad", "gone", "pipe")],
        )

    def test_packed_files_and_other_endings_are_named(self):
        for name in ("HW1/all.ZIP", "Ben/my_answers.json.txt", "Cleo/my_answers", "d/notes.txt"):
            write(name)
        packed, ending = "it is packed: unpack it", "its name does not end in .json: rename it"
        assert learners() == (
            [],
            [
                f"Ben/my_answers.json.txt: left out, {ending}",
                f"Cleo/my_answers: left out, {ending}",
                f"HW1/all.ZIP: left out, {packed}",
                "left out, for their names do not end in .json: d/notes.txt",
            ],
        )
        for name in ("a", "b", "c"):
            write(f"{name}.pdf")
        assert learners()[1][-1].endswith(": a.pdf, b.pdf, c.pdf and 1 more")

    def test_an_unreadable_file_is_named(self, monkeypatch):
        def refuse(*args, **kwargs):
            raise PermissionError(13, "Permission denied")

        write("ann.json")
        monkeypatch.setattr(Path, "open", refuse)
        assert learners() == ([], ["ann.json: left out, it cannot be read: Permission denied"])

    @pytest.mark.parametrize(
        "part, value",
        [
            ("prediction 02", ["z"]),
            ("prediction 99", ["a"]),
            ("prediction 00", ["a"]),
            ("guess it", {"guess": math.nan, "truth": 1}),
            ("guess it", {"guess": 10**400, "truth": 1}),
            ("guess it", 1),
            ("exercise 99.9", SUMMARY),
            ("exercise 04.2", SUMMARY | {"tries": 0}),
            ("exercise 04.2", SUMMARY | {"tries": 1.5}),
            ("exercise 04.2", SUMMARY | {"right": 1}),
            ("exercise 04.2", SUMMARY | {"mistakes": [1]}),
            ("exercise 04.2", SUMMARY | {"mistakes": ["x"] * 101}),
            ("exercise 04.2", {}),
            ("predictions", ["a"]),
            ("guesses", {str(n): {"guess": 1, "truth": 1} for n in range(101)}),
            ("exercises", None),
        ],
        ids=lambda x: str(x)[:60],
    )
    def test_a_part_that_makes_no_sense_is_named_and_the_rest_counted(self, part, value):
        kind, _, name = part.partition(" ")
        plural = {"prediction": "predictions", "guess": "guesses", "exercise": "exercises"}.get(kind, kind)
        write("ann.json", **{plural: SOUND[plural] | {name: value} if name else value})
        (one,), remarks = read_folder(".")
        assert remarks == [f"ann.json: without {part}, which made no sense"]
        sizes = {"predictions": len(one.choices), "guesses": len(one.guesses), "exercises": len(one.exercises)}
        assert sizes == {key: 0 if key == part else len(SOUND[key]) for key in sizes}

    def test_many_parts_that_make_no_sense_are_told_in_one_line(self):
        write("ann.json", predictions={str(n): ["a"] for n in range(20, 40)})
        _, (remark,) = read_folder(".")
        assert remark.endswith("without prediction 20, prediction 21, prediction 22 and 17 more, which made no sense")

    @given(ANYTHING)
    def test_no_content_stops_the_table(self, part):
        for content in (part, *(SOUND | {name: part} for name in ("predictions", "guesses", "exercises"))):
            try:
                handed = parse("ann", json.dumps(content).encode())
            except Unusable:
                continue
            assert "\x1b" not in report([handed], handed.lost)


class TestUntrustedTexts:
    EVIL = "\x1b]0;owned\x07=HYPERLINK(1)\n\u202eevil\ud800"

    @pytest.fixture(autouse=True)
    def evil(self):
        write(
            "=1+1\x1b.json",
            predictions={"01": ["b"], self.EVIL: ["b"]},
            guesses={name: {"guess": -0.5, "truth": 1} for name in (self.EVIL, "y" * 40, "z" * 41)},
            exercises={"04.1": SUMMARY | {"mistakes": [self.EVIL, "x " * 2500]}},
        )

    def test_send_no_control_characters_to_a_terminal(self):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", table())
        assert max(map(len, table().splitlines())) <= 100
        assert all(f"\n{line}" in table() for line in ("y" * 40 + "  ", "z" * 39 + "…  ", " " * 14 + "x x x"))
        (one,), _ = read_folder(".")
        assert max(map(len, one.exercises["04.1"][2])) <= 200

    def test_are_no_formulas_in_a_spreadsheet(self):
        lines = csv_of()
        cells = [cell for row in csv.reader(lines) for cell in row]
        assert "'=1+1" in cells and "-0.5" in cells
        assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@") and cell != "-0.5"] == []
        unquoted = re.sub(r'"[^"]*"', "", "".join(lines))
        assert not re.search("[^-0-9.,\r\n]", unquoted), "a text without quotes, which another separator could split"


def csv_of():
    """Return the lines of the file for a spreadsheet, after the byte order mark without which Excel misreads it."""
    main([".", "--csv", "out.csv"])
    mark, _, text = Path("out.csv").read_bytes().decode().partition("\ufeff")
    assert mark == ""
    return text.splitlines(keepends=True)


class TestSpreadsheet:
    def test_has_a_row_for_every_answer(self, handed_in, capsys):
        head, *rows = csv.reader(csv_of())
        assert head == ["learner", "kind", "question", "answer", "right", "tries", "mistakes"]
        assert len(rows) == 4 * 9 + 6
        assert ["Ben", "prediction", "01", "a", "no", "", ""] in rows
        assert ["Ben", "exercise", "01.2", "", "yes", "2", "bits and nats are exchanged"] in rows
        assert ["Dora", "guess", "the average surprise of the bent coin", "0.9", "the truth is 0.469", "", ""] in rows
        assert capsys.readouterr().out.startswith("4 learners")

    def test_a_place_that_cannot_be_written_is_told_after_the_table(self, capsys):
        with pytest.raises(SystemExit, match="cannot be written: "):
            main([".", "--csv", "."])
        assert capsys.readouterr().out == "0 learners\n"
