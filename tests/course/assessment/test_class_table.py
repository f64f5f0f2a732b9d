"""The table of a class: what it counts, whose a file is, and that no file can spoil it or the teacher's programs."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
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
SOUND = {
    "format": 1,
    "predictions": {"01": ["b"], "02": ["a"]},
    "guesses": {"the rate": {"guess": 0.5, "truth": 0.25}},
    "exercises": {"04.1": {"tries": 2, "right": True, "mistakes": ["answer 3.125"]}},
}
# {learner: (the six letters, 01, 02, the guess, [exercise and answers, ...])}
CLASS = {
    "Ada": ("bccacb", "b", "c", 0.5, [("01.2", 0.811278, 0.562335), ("02.1", 0.188722, 0.207519)]),
    "Ben": ("aabaab", "a", "b", 0.2, [("01.2", 0.562335, 0.811278), ("01.2", 0.811278, 0.562335)]),
    "Cleo": ("bcbaca", "b", "c", 0.7, [("01.2", 0.81, 0.56), ("02.1", 0.188722, 0.207519)]),
    "Dora": ("bccacb", "a", "b", 0.9, [("04.1", 3.125), ("04.1", 0.03), ("04.1", 0.03125)]),
}


@pytest.fixture
def handed_in(folder, monkeypatch):
    """What a class hands in by the machinery itself, and a file that was cut off."""
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
    write(folder / "class/Eve.json", (own / "my_answers.json").read_bytes()[:300])
    return folder / "class"


def write(path, content=SOUND):
    path.parent.mkdir(parents=True, exist_ok=True)
    content = content if isinstance(content, (str, bytes)) else json.dumps(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def learners(folder):
    handed, remarks = read_folder(folder)
    return [one.learner for one in handed], remarks


def changed(**parts):
    return {**SOUND, **parts}


def rows_of(table, beginning):
    """The numbers of the row that begins so."""
    (row,) = re.findall(rf"^{re.escape(beginning)}  +(.*)$", table, re.M)
    return row.split()


class TestCounts:
    def test_the_teachers_notes_show_this_very_table(self, handed_in):
        table = report(*read_folder(handed_in))
        shown = re.sub("(?m)^    ", "", (ROOT / "notebooks/TEACHING.md").read_text(encoding="utf-8"))
        assert table in shown, f"notebooks/TEACHING.md must show this table:\n{table}"

    def test_a_sign_that_is_two_columns_wide_counts_twice(self, folder):
        for name in ("李明", "José", "Rene\u0301"):
            write(folder / f"{name}.json", changed(guesses={name: {"guess": 1, "truth": 1}}))
        head, *lines = report(*read_folder(folder)).splitlines()[-4:]
        assert {line.split()[0]: len(line) - len(head) for line in lines} == {"José": 0, "Rene\u0301": 1, "李明": -2}

    @pytest.mark.parametrize(
        "number, words, name",
        [
            ("04.1", "a percentage: leave out the factor 100", "answer 3.125"),
            ("01.2", "bits and nats are exchanged", "bits 0.5623, nats 0.8113"),
            ("02.1", "forward: the divergence with p and q swapped", "forward 0.1887"),
        ],
    )
    def test_words_in_a_file_of_an_earlier_version_count_with_the_name(self, folder, number, words, name):
        for learner, mistake in (("ann", words), ("ben", name)):
            found = {"tries": 1, "right": False, "mistakes": [mistake]}
            write(folder / f"{learner}.json", changed(exercises={number: found}, predictions={"01": [learner[0]]}))
        assert f"\n          2 × {mistakes_called(number)[name]}\n" in report(*read_folder(folder), width=999)

    def test_a_mistake_is_counted_once_for_each_learner(self, folder):
        twice = {"tries": 9, "right": False, "mistakes": ["sum", "sum"]}
        for name in "ab":
            write(folder / f"{name}.json", changed(exercises={"04.1": twice}, guesses={name: {"guess": 1, "truth": 2}}))
        assert "\n          2 × sum\n" in report(*read_folder(folder))

    def test_warm_ups_of_both_times_are_two_rows_and_the_first_counts_for_the_learner(self, folder):
        write(folder / "a.json", changed(predictions={"00": ["a"] * 6, "00 again": ["b"] * 6}))
        table = report(*read_folder(folder))
        assert rows_of(table, "00, question 1") == ["1", "1", "*0"]
        assert rows_of(table, "00 again, question 1") == ["1", "0", "*1"]
        assert rows_of(table, "a") == ["6", "1", "1", "1"]

    def test_a_learner_without_answers(self, folder):
        write(folder / "a.json", {"format": 1, "predictions": {}, "guesses": {}, "exercises": {}})
        table = report(*read_folder(folder))
        assert table.startswith("1 learner\n\nLearner") and rows_of(table, "a") == ["0"] * 4


class TestWhose:
    def test_a_file_bears_its_own_name_or_that_of_its_folder(self, folder):
        write(folder / "ann.json")
        write(folder / "Ben Lee_123_file/my_answers.json", changed(predictions={}))
        write(folder / "Cleo/my_answers (1).json", changed(guesses={}))
        write(folder / "group 2/dora.json", changed(exercises={}))
        assert learners(folder) == (["ann", "Ben Lee_123_file", "Cleo", "group 2/dora"], [])

    def test_others_are_not_looked_at(self, folder):
        for name in (".answers.json", "._my_answers.json", ".hidden/my_answers.json", "a/b/c.json", "notes.txt"):
            write(folder / name)
        assert learners(folder) == ([], [])

    def test_of_two_files_of_one_learner_the_fuller_counts(self, folder):
        less = changed(predictions={})
        for learner, first, second in (("ann", SOUND, less), ("ben", less, SOUND)):
            write(folder / learner / "my_answers (1).json", first)
            write(folder / learner / "my_answers.json", second)
        handed, remarks = read_folder(folder)
        assert [len(one.choices) for one in handed] == [2, 2]
        assert remarks == [
            "ann/my_answers.json: left out, ann has a fuller or equal one, ann/my_answers (1).json",
            "ben/my_answers (1).json: left out, ben has a fuller one, ben/my_answers.json",
        ]

    def test_the_same_file_under_two_names_is_told(self, folder):
        write(folder / "ann.json")
        write(folder / "ben.json")
        assert learners(folder) == (["ann", "ben"], ["ben.json: counted, but it is the same file as ann.json"])


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
    def test_are_named_and_the_others_counted(self, folder, content, why):
        write(folder / "ann.json")
        write(folder / "bad.json", content)
        names, (remark,) = learners(folder)
        assert names == ["ann"] and remark.startswith(f"bad.json: left out, {why}")

    def test_what_is_no_file(self, folder):
        (folder / "bad.json").mkdir()
        (folder / "gone.json").symlink_to(folder / "nowhere")
        os.mkfifo(folder / "pipe.json")
        assert learners(folder) == (
            [],
            [f"{name}.json: left out, it is no file" for name in ("bad", "gone", "pipe")],
        )

    def test_what_cannot_be_read(self, folder, monkeypatch):
        def refuse(*args, **kwargs):
            raise PermissionError(13, "Permission denied")

        write(folder / "ann.json")
        monkeypatch.setattr(Path, "open", refuse)
        assert learners(folder) == ([], ["ann.json: left out, it cannot be read: Permission denied"])

    @pytest.mark.parametrize(
        "parts, lost",
        [
            ({"predictions": {"01": ["z"], "02": ["a"]}}, "prediction 01"),
            ({"predictions": {"13": ["a"]}}, "prediction 13"),
            ({"predictions": {"00": ["a"]}}, "prediction 00"),
            ({"predictions": ["a"]}, "predictions"),
            ({"guesses": {"it": {"guess": float("nan"), "truth": 1}}}, "guess it"),
            ({"guesses": {"it": {"guess": 10**400, "truth": 1}}}, "guess it"),
            ({"guesses": {"it": 1}}, "guess it"),
            ({"guesses": {str(n): {"guess": 1, "truth": 1} for n in range(101)}}, "guesses"),
            ({"exercises": {"99.9": SOUND["exercises"]["04.1"]}}, "exercise 99.9"),
            ({"exercises": {"04.1": {"tries": 0, "right": True, "mistakes": []}}}, "exercise 04.1"),
            ({"exercises": {"04.1": {"tries": 1.5, "right": True, "mistakes": []}}}, "exercise 04.1"),
            ({"exercises": {"04.1": {"tries": 1, "right": 1, "mistakes": []}}}, "exercise 04.1"),
            ({"exercises": {"04.1": {"tries": 1, "right": True, "mistakes": [1]}}}, "exercise 04.1"),
            ({"exercises": {"04.1": {"tries": 1, "right": True, "mistakes": ["x"] * 101}}}, "exercise 04.1"),
            ({"exercises": {"04.1": {}}}, "exercise 04.1"),
            ({"exercises": None}, "exercises"),
        ],
        ids=lambda x: str(x)[:60],
    )
    def test_a_part_that_makes_no_sense_is_named_and_the_rest_counted(self, folder, parts, lost):
        write(folder / "ann.json", changed(**parts))
        (one,), remarks = read_folder(folder)
        assert remarks == [f"ann.json: without {lost}, which made no sense"]
        whole = {"predictions": one.choices, "guesses": one.guesses, "exercises": one.exercises}
        sizes = {"predictions": 2, "guesses": 1, "exercises": 1} | dict.fromkeys(parts, 1 if "02" in str(parts) else 0)
        assert {name: len(part) for name, part in whole.items()} == sizes

    def test_many_of_them_are_told_in_one_line(self, folder):
        write(folder / "ann.json", changed(predictions={str(n): ["a"] for n in range(20, 40)}))
        _, (remark,) = read_folder(folder)
        assert remark.endswith("without prediction 20, prediction 21, prediction 22 and 17 more, which made no sense")

    @given(ANYTHING)
    def test_no_content_stops_the_table(self, part):
        for content in (part, changed(predictions=part), changed(guesses=part), changed(exercises=part)):
            try:
                handed = parse("ann", json.dumps(content).encode())
            except Unusable:
                continue
            assert "\x1b" not in report([handed], handed.lost)


class TestStrangersTexts:
    EVIL = "\x1b]0;owned\x07=HYPERLINK(1)\n\u202eevil\ud800"

    @pytest.fixture
    def evil(self, folder):
        content = changed(
            predictions={"01": ["b"], self.EVIL: ["b"]},
            guesses={self.EVIL: {"guess": -0.5, "truth": 1}},
            exercises={"04.1": {"tries": 1, "right": False, "mistakes": [self.EVIL, "x" * 5000]}},
        )
        write(folder / "=1+1\x1b.json", content)
        return folder

    def test_drive_no_terminal(self, evil):
        table = report(*read_folder(evil))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", table)
        assert max(map(len, table.splitlines())) < 250
        (one,), _ = read_folder(evil)
        assert max(map(len, one.exercises["04.1"][2])) <= 200

    def test_are_no_formulas_in_a_spreadsheet(self, evil, tmp_path, capsys):
        main([str(evil), "--csv", str(tmp_path / "out.csv")])
        with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
            text = file.read()
        cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
        assert "'=1+1" in cells and "-0.5" in cells
        assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@") and cell != "-0.5"] == []
        quoted = re.sub(r'"[^"]*"', "", text)
        assert not re.search("[^-0-9.,\r\n]", quoted), "an unquoted text, which another separator could split"


class TestSpreadsheet:
    def test_has_a_row_for_every_answer(self, handed_in, tmp_path, capsys):
        main([str(handed_in), "--csv", str(tmp_path / "out.csv")])
        assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")  # or Excel takes it for another encoding
        with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == ["learner", "kind", "question", "answer", "right", "tries", "mistakes"]
        assert len(rows) == 4 * 9 + 6
        assert ["Ben", "prediction", "01", "a", "no", "", ""] in rows
        assert ["Ben", "exercise", "01.2", "", "yes", "2", "bits and nats are exchanged"] in rows
        assert ["Dora", "guess", "the average surprise of the bent coin", "0.9", "the truth is 0.469", "", ""] in rows
        assert capsys.readouterr().out.startswith("4 learners")

    def test_a_place_that_cannot_be_written_is_told_after_the_table(self, folder, capsys):
        with pytest.raises(SystemExit, match="cannot be written: "):
            main([str(folder), "--csv", str(folder)])
        assert capsys.readouterr().out == "0 learners\n"


def test_a_program_of_its_own(handed_in, tmp_path):
    for name in ("lib", "course"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "course.assessment.class_table", str(handed_in)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.stdout.decode().startswith("4 learners") and done.stderr == b""
