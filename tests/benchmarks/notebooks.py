"""How long each notebook takes to execute from a fresh kernel, and how much memory it needs (on Linux).

    .venv/bin/python tests/benchmarks/notebooks.py

prints a table. The floor is an empty notebook: its kernel has to start as well.
"""

import shutil
import statistics
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3
PEAK = "import re; print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"


def execute(notebook, folder):
    """Seconds from nothing to the last output, and the peak of the kernel's memory in MB."""
    notebook = nbformat.from_dict({**notebook, "cells": [*notebook.cells, nbformat.v4.new_code_cell(PEAK)]})
    client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}})
    start = time.perf_counter()
    client.execute()
    seconds = time.perf_counter() - start
    return seconds, int(notebook.cells[-1].outputs[0].text) / 1024


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name in ("lib", "course", "notebooks"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        paths = sorted(Path(folder).glob("notebooks/*.ipynb"))
        notebooks = {"an empty notebook": nbformat.v4.new_notebook()}
        notebooks |= {path.stem: nbformat.read(path, as_version=4) for path in paths}
        runs = {name: [] for name in notebooks}
        for _ in range(RUNS):  # in turns, so that a busy moment meets different ones
            for name, notebook in notebooks.items():
                runs[name].append(execute(notebook, str(paths[0].parent)))
    print("| notebook | seconds | beyond the empty one | peak memory |\n|---|---|---|---|")
    floor = None
    for name, pairs in runs.items():
        seconds, memory = (statistics.median(values) for values in zip(*pairs))
        floor = floor or seconds
        print(f"| {name} | {seconds:.1f} | {seconds - floor:.1f} | {memory:.0f} MB |")


if __name__ == "__main__":
    main()
