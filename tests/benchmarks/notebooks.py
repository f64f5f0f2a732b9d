"""How long each notebook takes to execute from a fresh kernel, and how much memory it needs (on Linux).

    .venv/bin/python tests/benchmarks/notebooks.py

prints a table. The floor is an empty notebook: its kernel has to start as well.
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
    """Seconds from nothing to the last output, and the peak of the kernel's memory in MB."""
    notebook = nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell(PEAK)])
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": NOTEBOOKS}})
    start = time.perf_counter()
    client.execute()
    return time.perf_counter() - start, int(notebook.cells[-1].outputs[0].text) / 1024


def main():
    pages = {"an empty notebook": []}
    pages |= {path.stem: nbformat.read(path, as_version=4).cells for path in sorted(NOTEBOOKS.glob("*.ipynb"))}
    runs = {name: [] for name in pages}
    for _ in range(RUNS):  # in turns, so that a busy moment meets different ones
        for name, cells in pages.items():
            runs[name].append(execute(cells))
    print("| notebook | seconds | beyond the empty one | peak memory |\n|---|---|---|---|")
    medians = {name: [statistics.median(values) for values in zip(*pairs)] for name, pairs in runs.items()}
    for name, (seconds, memory) in medians.items():
        beyond = seconds - medians["an empty notebook"][0]
        print(f"| {name} | {seconds:.1f} | {beyond:.1f} | {memory:.0f} MB |")


if __name__ == "__main__":
    main()
