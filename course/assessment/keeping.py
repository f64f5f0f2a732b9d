"""The learner's answers, in a file beside the notebooks: a line for each answer, {name: value} in JSON.

Names are "00" (the warm-up questions), "00 again", "predict 01", "guess ...", "01.2" (a verdict on that exercise) and
"12" (the score of the letter game). A line is written in one call, so that two notebooks may write at once; damaged
lines are skipped. A line may hold several names.
"""

import json
import sys
from pathlib import Path

IN_BROWSER = sys.platform == "emscripten"
FILE = Path(".answers.json").absolute()  # beside the notebook: a kernel starts in its folder, and may leave it


def keep(name, value):
    """Append a value under this name; return whether that was possible."""
    line = f"\n{json.dumps({name: value})}".encode()  # a newline first, in case a crash cut off the last line
    try:
        with FILE.open("ab", buffering=0) as file:
            is_kept = file.write(line) == len(line)
    except OSError:
        return False
    if IN_BROWSER:  # which keeps the folder in a database
        from pyodide.ffi import create_once_callable
        from pyodide_js import FS

        FS.syncfs(False, create_once_callable(lambda _error: None))
    return is_kept


def histories():
    """Return all values, {name: [values, the oldest first]}: a value may be anything that JSON can hold."""
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
    """Return the last value under this name, or None."""
    return histories().get(name, [None])[-1]
