"""Parts that several explorers share: bars that follow a model, and a reading on a curve."""

import math

import numpy as np

from lib.style import DOT, GAP, GAP_LINE, P_BAR, Q_BAR, amount

BAR = 0.38


class Bars:
    """Bars of a truth p and, beside them, of a model q; those given as None move."""

    def __init__(self, axes, labels, p=None, q=None):
        self.places = range(len(labels))
        axes.set(xticks=self.places, xticklabels=labels, ylim=(0, 1.18), yticks=[0, 0.5, 1])
        axes.set(xlim=(-0.55, len(labels) - 0.45), ylabel="probability")
        self.axes, self.artists = axes, {}
        self._p = self._draw("p", -BAR / 2, P_BAR, p)
        self._q = self._draw("q", BAR / 2, Q_BAR, q)

    def _draw(self, name, offset, look, heights):
        bars = self.axes.bar([place + offset for place in self.places], heights or [0] * len(self.places), BAR, **look)
        texts = [self.axes.text(0, 0, name, ha="center") for _ in self.places]
        if heights is None:
            self.artists |= {f"{name} bar {i}": bar for i, bar in enumerate(bars)}
            self.artists |= {f"{name} name {i}": text for i, text in enumerate(texts)}
        else:
            self._move(bars, texts, heights)
        return bars, texts

    def _move(self, bars, texts, heights):
        for bar, text, height in zip(bars, texts, heights, strict=True):
            bar.set_height(height)
            text.set_position((bar.get_x() + BAR / 2, height + 0.03))

    def move(self, p=None, q=None):
        """Set the heights of the bars that move."""
        for (bars, texts), heights in ((self._p, p), (self._q, q)):
            if heights is not None:
                self._move(bars, texts, heights)


class Reading:
    """A dot over x with its height written beside it, and an arrow out of the picture where it is infinite."""

    def __init__(self, axes, lift=0.05, turn=0.72):
        # As shares of the axes: how far above the dot its value stands, and from where on no longer to its right.
        self.axes, self.lift, self.turn = axes, lift, turn
        (self.line,) = axes.plot([], [], **GAP_LINE)
        (self.dot,) = axes.plot([], [], clip_on=False, **DOT)
        (self.arrow,) = axes.plot([], [], marker="^", markersize=15, color=GAP, clip_on=False)
        self.text = axes.text(0, 0, "", fontweight="bold")
        self.artists = {"line": self.line, "dot": self.dot, "arrow": self.arrow, "text": self.text}

    def move(self, x, y, base=0.0):
        """Show the value y - base at x, from base up."""
        (left, right), (bottom, top) = self.axes.get_xlim(), self.axes.get_ylim()
        infinite = math.isinf(y)
        seen = min(y, top)
        self.line.set_data([x, x], [base, seen])
        self.dot.set_data([] if infinite else [x], [] if infinite else [seen])
        self.arrow.set_data([x] if infinite else [], [top] if infinite else [])
        self.text.set_text("∞" if infinite else amount(y - base))
        space = right - left
        if x <= left + self.turn * space:
            side, place = "left", x + 0.03 * space
        elif self.lift > 0:
            side, place = "center", min(x, right - 0.14 * space)
        else:
            side, place = "right", x - 0.03 * space
        self.text.set_horizontalalignment(side)
        height = np.clip(seen + self.lift * (top - bottom), bottom + 0.03 * (top - bottom), top - 0.08 * (top - bottom))
        self.text.set_position((place, height))
