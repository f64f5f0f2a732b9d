"""The look of p, q and the gap, and the form of numbers in figures and sentences."""

import contextlib
import dataclasses
import math
import os
import sys
import threading
from pathlib import Path

import numpy as np

if "matplotlib" not in sys.modules:  # its import fails if MPLBACKEND names a backend that it does not know
    _backend = os.environ.pop("MPLBACKEND", None)
    import matplotlib

    if _backend:
        os.environ["MPLBACKEND"] = _backend
        with contextlib.suppress(ValueError):  # our figures are drawn without pyplot and need no backend
            matplotlib.rcParams["backend"] = _backend
import matplotlib.style

from course.translation import FONT, _, listed, plural

with matplotlib.style.context(["default", Path(__file__).with_name("style.mplstyle")]):
    # the backend is no matter of style, and reading it makes matplotlib choose one
    _SETTINGS = {name: matplotlib.rcParams[name] for name in matplotlib.rcParams if name != "backend"}
if FONT.exists():
    from matplotlib.font_manager import fontManager

    fontManager.addfont(FONT)
    _signs = fontManager.ttflist[-1]
    fontManager.ttflist.append(dataclasses.replace(_signs, weight=700))  # bold texts have the same signs
    _SETTINGS["font.family"] = [*_SETTINGS["font.family"], _signs.name]  # each sign is from the first that has it
_one_at_a_time = threading.RLock()
_inside = False


@contextlib.contextmanager
def house_style():
    """Draw with this project's settings, whatever the reader's own are, and restore those afterwards.

    Artists read some settings when they are made and others when they are drawn. So decorate every function that makes
    or draws a figure.
    """
    global _inside
    with _one_at_a_time:  # threads share the settings, and another thread may answer a slider
        if _inside:
            yield
            return
        # matplotlib.rc_context would check each setting, which takes a millisecond
        before = {name: dict.__getitem__(matplotlib.rcParams, name) for name in _SETTINGS}
        dict.update(matplotlib.rcParams, _SETTINGS)
        _inside = True
        try:
            yield
        finally:
            _inside = False
            dict.update(matplotlib.rcParams, before)


# Okabe-Ito's blue, and its orange and vermillion darkened until each stands out 3:1 from white.
P, Q, GAP = "#0072B2", "#C06C00", "#A8122A"
Q_TEXT = "#9A5600"  # text needs 4.5:1
INK, GREY, PALE = "#222222", "#6B6B6B", "#D9D9D9"

P_LINE = {"color": P, "linestyle": "-"}
Q_LINE = {"color": Q, "linestyle": "--"}
GAP_LINE = {"color": GAP, "linestyle": "-", "linewidth": 3}
P_BAR = {"facecolor": P, "edgecolor": P}
OTHER_P_BAR = {"facecolor": "white", "edgecolor": P, "hatch": "\\\\"}
Q_BAR = {"facecolor": "white", "edgecolor": Q, "hatch": "//"}
GAP_BAR = {"facecolor": "white", "edgecolor": GAP, "hatch": "xx"}
PALE_BAR = {"facecolor": PALE, "edgecolor": GREY}
PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1}  # under a text that stands on its bar
DOTTED = {"color": GREY, "linestyle": ":", "linewidth": 1.5}
CURVE = {"color": INK, "linewidth": 2}
DOT = {"marker": "o", "linestyle": "none", "color": GAP, "markeredgecolor": "white", "clip_on": False}
INK_DOT = DOT | {"color": INK}
P_DOT = DOT | {"color": P}
Q_DOT = DOT | {"color": Q, "marker": "s"}

THOUSANDS = "\N{NARROW NO-BREAK SPACE}"  # a comma is the decimal sign in many countries


def number(x, digits=3):
    """Return x as text for a reader: whole if it is whole, else with `digits` decimals or, if tiny, significant digits.

    >>> number(1.0), number(0.152003), number(0.0000204), number(-0.2922), number(math.inf)
    ('1', '0.152', '0.0000204', '−0.292', '∞')
    >>> number(16434) == f"16{THOUSANDS}434"
    True
    """
    x = float(x)
    if math.isinf(x):
        return "∞" if x > 0 else "−∞"
    if abs(x) < 1e-12:
        return "0"  # a rounding error of a sum that cancels
    if abs(x) >= 0.1**digits:
        text = _decimals(abs(x), digits)
    else:
        text = np.format_float_positional(abs(x), precision=3, unique=False, fractional=False, trim="-")
    return ("−" if x < 0 else "") + text


def adding_up(parts, digits=3):
    """Return the parts of a sum, a sign and the sum as texts that are true as they are written.

    There are at least `digits` decimals. Up to two more are there if the written parts otherwise miss the written sum,
    or if a small part would vanish. If that does not help either, the sign is ≈.

    >>> adding_up([0.066439, 0.014355])
    (['0.0664', '0.0144'], '=', '0.0808')
    """
    values = [0.0 if abs(x) < 1e-12 else float(x) for x in (*parts, sum(parts))]
    for more in (digits, digits + 1, digits + 2):
        rounded = [round(x, more) for x in values]
        telling = all(math.isclose(near, x, rel_tol=0.05) for near, x in zip(rounded, values, strict=True))
        adds_up = math.isclose(sum(rounded[:-1]), rounded[-1], abs_tol=1e-9)
        if telling and adds_up:
            break
    *terms, total = [("−" if x < 0 else "") + _decimals(abs(x), more) for x in values]
    return terms, "=" if adds_up else "≈", total


def _decimals(x, digits):
    """Return x >= 0 as text with this many decimals, without zeros at the end if the text is exact."""
    text = f"{x:,.{digits}f}"
    exact = math.isclose(float(text.replace(",", "")), x, rel_tol=1e-9, abs_tol=1e-12)
    text = text.rstrip("0").rstrip(".") if exact and "." in text else text
    return text.replace(",", THOUSANDS)


def amount(x, unit="bit", digits=3):
    """Return a number, or the text of a number, with its unit in words, if it has one.

    No reader has to know the sign ∞.

    >>> amount(1), amount("0.1520"), amount(math.inf, "nat")
    ('1 bit', '0.1520 bits', 'infinitely many nats')
    """
    n, x = (x, float(x)) if isinstance(x, str) else (number(x, digits), abs(x))
    if not unit:
        return n
    if math.isinf(x):
        return _("infinitely many nats") if unit == "nat" else _("infinitely many bits")
    one_or_many = plural("{n} nat", "{n} nats", x) if unit == "nat" else plural("{n} bit", "{n} bits", x)
    return one_or_many.format(n=n)


def say(text, **facts):
    """Return the text with the facts in it: numbers as a reader expects them, and lists of numbers with commas.

    A list in brackets has the commas of mathematics in every language.

    >>> say("{who} needs {bits} bits", who="q", bits=[1, 0.152003])
    'q needs 1, 0.152 bits'
    """
    def written(name, fact):
        in_a_row = ", ".join if f"({{{name}}})" in text else listed
        return fact if isinstance(fact, str) else in_a_row(map(number, np.ravel(fact)))

    return text.format(**{name: written(name, fact) for name, fact in facts.items()})
