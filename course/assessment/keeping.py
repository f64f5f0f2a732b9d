"""What was answered, in a file beside the notebooks: a line for each answer, {name: value} in JSON.

Names are "00" (the warm-up questions), "00 again", "predict 01", "guess ...", "01.2" (a verdict on that exercise) and
"12" (the score of the letter game). A line is added in one go, so that two notebooks may write at once; what is no
such line is skipped. The older form of the file, a single object that had "00" and "12", is a line like any other.
"""

import json
from pathlib import Path

FILE = Path(".answers.json").absolute()  # beside the notebook: a kernel begins in its folder, and may leave it


def keep(name, value):
    """Write down a value under this name, after those that are kept already; return whether that was possible."""
    line = f"\n{json.dumps({name: value})}".encode()  # what a crash has left of a line is ended first
    try:
        with FILE.open("ab", buffering=0) as file:
            return file.write(line) == len(line)
    except OSError:
        return False


def histories():
    """Return all that is kept, {name: [values, the oldest first]}: values may be anything that JSON can hold."""
    found = {}
    try:
        lines = FILE.read_bytes().splitlines()
    except OSError:
        lines = []
    for line in lines:
        try:
            record = json.loads(line.decode("utf-8"))
        except (ValueError, RecursionError):
            continue
        for name, value in record.items() if isinstance(record, dict) else ():
            found.setdefault(name, []).append(value)
    return found


def kept(name):
    """Return what was written down last under this name, or None."""
    return histories().get(name, [None])[-1]
