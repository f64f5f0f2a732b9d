"""The table of what frameworks compute, tests/lib/frameworks.csv: a line for each call, in float64 (Keras: float32)."""

import csv
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    framework: str
    version: str
    call: str  # without its remark
    value: float


with (Path(__file__).parent / "lib/frameworks.csv").open(encoding="utf-8", newline="") as _table:
    _, *_lines = csv.reader(_table)
ROWS = [Row(name, version, call.partition("  #")[0], float(value)) for name, version, call, value in _lines]
