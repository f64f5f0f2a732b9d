"""The time of the measures, their checks included, beside that of scipy, and their memory.

    .venv/bin/python tests/benchmarks/measures.py

prints a table. "6 × (20 µs)" means that scipy takes six times as long as our 20 µs.
"""

import sys
import timeit
import tracemalloc
from functools import partial
from pathlib import Path

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy as scipy_entropy

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from lib import cross_entropy, entropy, jensen_shannon, kl_divergence, normalize  # noqa: E402

SHAPES = [(2,), (10,), (100,), (1000,), (1000, 10), (10_000_000,)]
ROUNDS = 15


def microseconds(calls, size):
    """Return the shortest time of each call; they take turns, so that a busy moment affects all of them."""
    repeats = max(1, min(2000, 200_000 // size))
    rounds = [[timeit.timeit(call, number=repeats) for call in calls] for _ in range(ROUNDS)]
    return [min(times) / repeats * 1e6 for times in zip(*rounds)]


def extra_memory(call):
    """Return the peak memory of the call in MB, without the memory in use before it."""
    tracemalloc.start()
    call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def main():
    random = np.random.default_rng(0)
    measures = {
        kl_divergence: scipy_entropy,
        entropy: scipy_entropy,
        cross_entropy: scipy_entropy,  # it reads the same two arrays; scipy has no cross-entropy
        jensen_shannon: jensenshannon,  # the root of ours
    }
    print("| shape |", " | ".join(measure.__name__ for measure in measures), "| most memory |")
    print("|---" * (len(measures) + 2) + "|")
    for shape in SHAPES:
        p, q = normalize(random.random(shape)), normalize(random.random(shape))
        cells, memory = [], 0
        for measure, other in measures.items():
            arrays = (p,) if measure is entropy else (p, q)
            calls = partial(measure, *arrays), partial(other, *arrays, base=2, axis=-1)
            ours, scipys = microseconds(calls, p.size)
            time = f"{ours:.0f} µs" if ours < 1e4 else f"{ours / 1e3:.0f} ms"
            cells.append(f"{scipys / ours:.2g} × ({time})")
            memory = max(memory, extra_memory(calls[0]))
        print(f"| {shape} |", " | ".join(cells), f"| {memory:.1f} MB |")


if __name__ == "__main__":
    main()
