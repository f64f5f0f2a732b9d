"""What p, q and the gap look like, and how numbers are written in figures and sentences."""

import math
from pathlib import Path

import matplotlib.style
import numpy as np

matplotlib.style.use(Path(__file__).with_name("style.mplstyle"))

# Okabe-Ito's blue, and its orange and vermillion darkened until each stands out 3:1 from white.
P, Q, GAP = "#0072B2", "#C06C00", "#A8122A"
Q_TEXT = "#9A5600"  # text needs 4.5:1
INK, GREY, PALE = "#222222", "#6B6B6B", "#D9D9D9"

P_LINE = {"color": P, "linestyle": "-"}
Q_LINE = {"color": Q, "linestyle": "--"}
GAP_LINE = {"color": GAP, "linestyle": "-", "linewidth": 3}
P_BAR = {"facecolor": P, "edgecolor": P}
Q_BAR = {"facecolor": "white", "edgecolor": Q, "hatch": "//"}
GAP_BAR = {"facecolor": "white", "edgecolor": GAP, "hatch": "xx"}
CURVE = {"color": INK, "linewidth": 2}
DOT = {"marker": "o", "linestyle": "none", "color": GAP, "markeredgecolor": "white"}


def number(x, digits=3):
    """Write x for a reader: whole if it is whole, else with `digits` decimals or, if tiny, significant digits.

    >>> number(1.0), number(0.152003), number(0.0000204), number(-0.2922), number(math.inf)
    ('1', '0.152', '0.0000204', '−0.292', '∞')
    """
    x = float(x)
    if math.isinf(x):
        return "∞" if x > 0 else "−∞"
    if abs(x) < 1e-12:
        return "0"  # what is left of sums that cancel
    if abs(x) >= 0.1**digits:
        text = f"{abs(x):.{digits}f}"
        if math.isclose(float(text), abs(x), rel_tol=1e-9, abs_tol=1e-12):
            text = text.rstrip("0").rstrip(".")
    else:
        text = np.format_float_positional(abs(x), precision=3, unique=False, fractional=False, trim="-")
    return ("−" if x < 0 else "") + text


def amount(x, unit="bit", digits=3):
    """Write a number with its unit in words: a reader must not have to know what ∞ means.

    >>> amount(1), amount(0.152003), amount(math.inf, "nat")
    ('1 bit', '0.152 bits', 'infinitely many nats')
    """
    if math.isinf(x):
        return f"infinitely many {unit}s"
    return f"{number(x, digits)} {unit}{'' if abs(x) == 1 else 's'}"
