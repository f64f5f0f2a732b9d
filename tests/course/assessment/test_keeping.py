"""Answers are kept line by line: two notebooks that write at once lose nothing, and damage breaks nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from course.assessment import keeping
from course.assessment.keeping import histories, keep, kept

ROOT = Path(__file__).resolve().parents[3]
FILE = Path(".answers.json")


def test_the_last_value_counts_and_all_are_kept_in_order():
    assert kept("00") is None and histories() == {}
    for value in (["a"], ["b"]):
        assert keep("00", value)
    assert keep("12", [])
    assert kept("00") == ["b"] and kept("12") == [] and kept("01.2") is None
    assert histories() == {"00": [["a"], ["b"]], "12": [[]]}


@pytest.mark.parametrize("value", [None, True, 0.5, "“π”\n", [1, [2]], {"right": True, "mistakes": []}])
def test_any_value_comes_back(value):
    assert keep("a name — with\nsigns", value)
    assert histories() == {"a name — with\nsigns": [value]}
    assert len(FILE.read_bytes().split(b"\n")) == 2 and FILE.read_bytes().isascii()


def test_the_older_form_is_read_and_written_on():
    FILE.write_bytes(b'{"00": ["a", "b"], "12": [1, 3]}\n')
    assert keep("12", [1, 3, 1])
    assert histories() == {"00": [["a", "b"]], "12": [[1, 3], [1, 3, 1]]}


DAMAGE = [b"{", b'{"00": ["a"', b"7", b"[]", b"null", b"\xff\xfe\x00", b"[" * 100_000, b'{"00": ' + b"9" * 10_000]


@pytest.mark.parametrize("damage", DAMAGE, ids=range(len(DAMAGE)))
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n", b"\n\n"], ids=["none", "n", "rn", "nn"])
def test_a_damaged_line_takes_no_other_along(damage, end):
    assert keep("01.2", 1)
    FILE.write_bytes(FILE.read_bytes() + b"\n" + damage + end)
    assert keep("01.2", 2)
    assert histories() == {"01.2": [1, 2]}


def test_a_lost_file_is_begun_anew():
    assert keep("00", 1)
    FILE.unlink()
    assert kept("00") is None
    assert keep("00", 2) and histories() == {"00": [2]}


@pytest.mark.parametrize("place", ["nowhere/answers.json", "."])
def test_where_nothing_can_be_written_it_says_so(place, monkeypatch):
    monkeypatch.setattr(keeping, "FILE", Path(place))
    assert keep("00", 1) is False and kept("00") is None


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full disk is imitated by /dev/full")
def test_a_full_disk_breaks_nothing(monkeypatch):
    monkeypatch.setattr(keeping, "FILE", Path("/dev/full"))
    assert keep("00", 1) is False


WRITER = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from course.assessment.keeping import keep
print("ready", flush=True)
sys.stdin.readline()
for n in range(3000):
    assert keep(sys.argv[1], [n, "x" * 500])
"""


def test_two_notebooks_that_write_at_once_lose_nothing():
    pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, name], **pipe) for name in ("one", "two")]
    assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * 2
    for writer in writers:  # both begin at the same moment
        writer.stdin.write("begin\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert {name: [n for n, _ in values] for name, values in histories().items()} == {
        name: [*range(3000)] for name in ("one", "two")
    }


def test_answers_are_found_again_after_a_notebook_has_changed_its_folder(tmp_path):
    program = """import os; from course import check, hand_in; check("04.1", 1/32); os.mkdir("b"); os.chdir("b")
check("04.1", 0.5); button = hand_in(); button.write(); print(button.said.value)"""
    options = {"cwd": tmp_path, "env": os.environ | {"PYTHONPATH": str(ROOT)}, "capture_output": True, "text": True}
    done = subprocess.run([sys.executable, "-c", program], check=True, **options)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".answers.json", "b", "my_answers.json"]
    assert "the verdicts on 1 exercise" in done.stdout and not list((tmp_path / "b").iterdir())
