"""The time of each notebook from a fresh kernel, and its memory (on Linux).

    .venv/bin/python tests/benchmarks/notebooks.py

prints a table. A time is a multiple of that of an empty notebook, whose kernel has to start as well.
"""

import statistics
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
RUNS = 3
PEAK = "import re; print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"


def execute(cells):
    """Return the seconds from nothing to the last output, and the peak of the kernel's memory in MB."""
    notebook = nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell(PEAK)])
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": NOTEBOOKS}})
    start = time.perf_counter()
    client.execute()
    return time.perf_counter() - start, int(notebook.cells[-1].outputs[0].text) / 1024


def main():
    pages = {"empty": []}
    pages |= {path.name[:2]: nbformat.read(path, as_version=4).cells for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    runs = {name: [] for name in pages}
    for _ in range(RUNS):  # in turns: a busy moment does not hit one notebook alone
        for name, cells in pages.items():
            runs[name].append(execute(cells))
    medians = {name: [statistics.median(values) for values in zip(*pairs)] for name, pairs in runs.items()}
    empty, _ = medians["empty"]
    rows = {
        "notebook": medians,
        "time": [f"{seconds / empty:.1f}" for seconds, _ in medians.values()],
        "MB": [f"{memory:.0f}" for _, memory in medians.values()],
    }
    for name, values in rows.items():
        print("|", " | ".join([name, *values]), "|")
        if values is medians:
            print("|---" * (len(values) + 1) + "|")
    print(f"1 is {empty:.1f} s")


if __name__ == "__main__":
    main()
