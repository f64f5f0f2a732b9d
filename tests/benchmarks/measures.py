"""How fast the measures are, their checks included, and how much memory they take.

    .venv/bin/python tests/benchmarks/measures.py

prints a table. The floor is `numpy.log` over one array of the same shape: no measure can do without a logarithm.
A factor such as "6x" says how many times longer the other takes; memory is counted in arrays of that shape.
"""

import sys
import time
import tracemalloc
from functools import partial
from pathlib import Path

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr
from scipy.stats import entropy as scipy_entropy

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from lib import cross_entropy, entropy, jensen_shannon, kl_divergence, normalize  # noqa: E402

SHAPES = [(2,), (10,), (1000,), (1000, 10), (1_000_000,), (10_000_000,)]
ROUNDS = 15


def sum_of_rel_entr(p, q):
    return rel_entr(p, q).sum(axis=-1)


def seconds(calls, size):
    """The shortest time of each call; they take turns, so that a busy moment meets them all."""
    repeats = max(1, min(2000, 200_000 // size))
    best = [float("inf")] * len(calls)
    for _ in range(ROUNDS):
        for i, call in enumerate(calls):
            start = time.perf_counter()
            for _ in range(repeats):
                call()
            best[i] = min(best[i], (time.perf_counter() - start) / repeats)
    return best


def extra_memory(call):
    """The most bytes that were in use during the call beyond those before it."""
    tracemalloc.start()
    call()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def write(t):
    return f"{t * 1e6:.1f} µs" if t < 1e-3 else f"{t * 1e3:.1f} ms"


def contenders(p, q):
    """Ours and scipy's for each measure; scipy has no cross-entropy, but its divergence reads the same two arrays."""
    divergence = partial(scipy_entropy, p, q, base=2, axis=-1)
    yield partial(kl_divergence, p, q), divergence
    yield partial(entropy, p), partial(scipy_entropy, p, base=2, axis=-1)
    yield partial(cross_entropy, p, q), divergence
    yield partial(jensen_shannon, p, q), partial(jensenshannon, p, q, base=2, axis=-1)  # the root of ours


def main():
    random = np.random.default_rng(0)
    print("| measure | shape | ours | scipy's own | floor | rel_entr(p, q).sum() | memory: ours, scipy |")
    print("|---|---|---|---|---|---|---|")
    for shape in SHAPES:
        p, q = normalize(random.random(shape)), normalize(random.random(shape))
        for ours, scipys in contenders(p, q):
            calls = [ours, scipys, partial(np.log, p), partial(sum_of_rel_entr, p, q)]
            mine, *others = seconds(calls[: 4 if ours.func is kl_divergence else 3], p.size)
            cells = [f"{write(t)} ({t / mine:.2g}x)" for t in others]
            cells += ["–"] * (3 - len(cells))
            memory = [f"{extra_memory(call) / p.nbytes:.1f}" for call in (ours, scipys)] if p.size > 1e5 else "–"
            print("|", " | ".join([ours.func.__name__, str(shape), write(mine), *cells, ", ".join(memory)]), "|")


if __name__ == "__main__":
    main()
