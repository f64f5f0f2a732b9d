"""Parts that explorers share: bars that follow a model, a reading on a curve, an arrow for values beyond the axes."""

import io
import math
from functools import cache, lru_cache

import numpy as np
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.markers import CARETUP, MarkerStyle

from course.drawing.figure import POINTS_PER_INCH, is_narrow
from course.drawing.style import DOT, GAP, GAP_BAR, GAP_LINE, P_BAR, PAPER, Q_BAR, amount, number
from course.translation import _

BAR = 0.38
NEAREST = 9  # points; the least distance of a text from its place, where a mark may be
CLEAR = 4  # points between a text and what it must not cover
INFINITY_SIZE = 22  # points; the sign is half as high as a digit
CELL = 2  # points; the size of a cell in the grid on which free places are searched
AT_ONCE = 400  # places that are tested together; one of the first is usually free
# Without a renderer, a text is measured by the one that drew it last, which may not be that of the frames.
_SVG = RendererSVG(1, 1, io.StringIO(), image_dpi=POINTS_PER_INCH)
_boxes = {}


def moving_line(axes, look, **more):
    """Return a line or a mark without points yet; `more` overrides `look`."""
    return axes.plot([], [], **look | more)[0]


def put(mark, x, y):
    """Put a mark at (x, y), or nowhere if y lies above its axes."""
    mark.set_data(([x], [y]) if y <= mark.axes.get_ylim()[1] else ([], []))


class Beyond:
    """An arrow at the top of the axes for a value above them, infinity included."""

    def __init__(self, axes, color=GAP):
        self.arrow = moving_line(axes, DOT, color=color, marker=CARETUP, markersize=17)

    def cut(self, x, value):
        """Return the height at which to draw the value; if it is cut off, the arrow appears over x."""
        top = self.arrow.axes.get_ylim()[1]
        self.arrow.set_data(([x], [top]) if value > top else ([], []))
        return min(value, top)


class Columns:
    """Bars that move; a bar that is higher than its axes ends there under an arrow."""

    def __init__(self, axes, name, places, width, look, color=GAP):
        self.places, self.bars = places, axes.bar(places, [0] * len(places), width, **look)
        self.beyond = [Beyond(axes, color) for _ in places]
        self.artists = {name: self.bars, f"{name} arrow": [beyond.arrow for beyond in self.beyond]}

    def move(self, heights):
        """Set the heights of the bars."""
        for place, bar, beyond, height in zip(self.places, self.bars, self.beyond, heights, strict=True):
            bar.set_height(beyond.cut(place, height))


class Directions:
    """Two bars in bits, D(p‖q) and D(q‖p), with their numbers; without room above its bar, a number stands in it."""

    def __init__(self, axes, top):
        self.top, self.columns = top, Columns(axes, "D", [0, 1], 0.6, GAP_BAR)
        self.texts = [axes.text(place, 0, "", ha="center", fontweight="bold") for place in self.columns.places]
        self.within = (0.75 if is_narrow() else 0.82) * top  # of a number under an arrow
        axes.set(xlim=(-0.6, 1.6), ylim=(0, top), xticks=[0, 1], xticklabels=["D(p‖q)", "D(q‖p)"], ylabel=_("bits"))
        self.artists = self.columns.artists | {"text": self.texts}

    def move(self, both):
        """Set the heights of the bars, and the numbers."""
        self.columns.move(both)
        for text, value in zip(self.texts, both, strict=True):
            inside = value > 0.92 * self.top
            y = self.within if inside else value + 0.02 * self.top
            text.set(text=number(value, 2), y=y, bbox=PAPER if inside else None)


class Bars:
    """Bars of a truth p and, beside them, of a model q; those of p do not move if `p` is given."""

    def __init__(self, axes, labels, p=None):
        places = np.arange(len(labels))
        top, self._clear = (1.3, 0.07) if is_narrow() else (1.18, 0.03)  # the panels of a phone are low
        axes.set(xticks=places, xticklabels=labels, ylim=(0, top), yticks=[0, 0.5, 1])
        axes.set(xlim=(-0.55, len(labels) - 0.45), ylabel=_("probability"))
        self._bars, self._texts, self.artists = {}, {}, {}
        for name, middles, look in (("p", places - BAR / 2, P_BAR), ("q", places + BAR / 2, Q_BAR)):
            self._bars[name] = axes.bar(middles, 0 * places, BAR, **look)
            self._texts[name] = [axes.text(middle, 0, name, ha="center") for middle in middles]
            if name == "q" or p is None:
                self.artists |= {f"{name} bar": self._bars[name], f"{name} name": self._texts[name]}
        if p is not None:
            self.move(p=p)

    def handles(self, name):
        """Return the bars of p or q as handles of an Explorer."""
        return [(bar, "y") for bar in self._bars[name]]

    def move(self, **heights):
        """Set the heights of the bars of p or q, or of both."""
        for name, values in heights.items():
            for bar, text, height in zip(self._bars[name], self._texts[name], values, strict=True):
                bar.set_height(height)
                text.set_y(height + self._clear)


class Reading:
    """A dot over x with its height written beside it; an arrow where that is beyond the axes."""

    def __init__(self, axes):
        axes.figure.get_layout_engine().set(h_pad=0.08)  # inches: a dot at the very top is not cut off
        self.beyond = Beyond(axes)
        self.line, self.dot = moving_line(axes, GAP_LINE), moving_line(axes, DOT)
        self.text = axes.text(0, 0, "", fontweight="bold")
        self.size = self.text.get_size()
        self.artists = {"line": self.line, "dot": self.dot, "arrow": self.beyond.arrow, "text": self.text}
        self.handle, self.trace = (self.line, "x"), (self.line, self.text)  # its line has an end where the dot has none

    def move(self, x, y, base=0.0):
        """Show the value y - base at x, from base up."""
        seen = self.beyond.cut(x, y)
        self.line.set_data([x, x], [base, seen])
        put(self.dot, x, y)
        infinite = math.isinf(y)
        self.text.set(text="∞" if infinite else amount(y - base), size=INFINITY_SIZE if infinite else self.size)
        put_beside(self.text, [(x, seen)])


def put_beside(text, places, reach=120):
    """Put the text near the first of these places where it covers no line, mark or other text of its axes.

    The nearest spot is taken; right is better than left, and above better than below. `reach` is the largest distance,
    in points. If no spot is free, the text stands where it covers least.
    """
    axes = text.axes
    text.set(ha="center", va="center")
    # Whole points: rounding errors from the text's former position must not decide between equal spots.
    half = np.ceil(np.diff(_box(text), axis=0)[0] / 2 - 1e-6)
    # The number of taken cells left of and below each corner of the grid: four look-ups count those in a box.
    taken = _taken(axes, text).cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32)
    spots = (axes.transData.transform(places)[:, None] + _spots(*half, reach)).reshape(-1, 2)
    least = math.inf
    for begin in range(0, len(spots), AT_ONCE):
        covered = _covered(taken, spots[begin : begin + AT_ONCE] - axes.bbox.min, half + CLEAR, axes.bbox.size)
        first = covered.argmin()
        if covered[first] < least:
            least, best = covered[first], spots[begin + first]
        if not least:  # no spot can be better
            break
    text.set_position(axes.transData.inverted().transform(best))


def _covered(taken, middles, half, size):
    """Return how many taken cells a box around each of these middles covers; inf if it is not within the axes."""
    low, high = middles - half, middles + half
    inside = ((low > 0) & (high < size + CLEAR)).all(axis=1)  # clear of the spines, which are at the left and below
    end = np.array(taken.shape)[:, None] - 1
    (x0, y0), (x1, y1) = (
        np.clip(corner.T // CELL + up, 0, end).astype(int) for corner, up in ((low, 0), (high, 1))
    )
    return np.where(inside, taken[x1, y1] - taken[x0, y1] - taken[x1, y0] + taken[x0, y0], np.inf)


@cache
def _spots(half_width, half_height, reach):
    """Return the offsets from its place at which the middle of a text may lie, the best first."""
    right, up = (grid.ravel() for grid in np.meshgrid(np.arange(-168, 169, 6), np.arange(-90, 91, 3)))
    gap = np.hypot(np.maximum(abs(right) - half_width, 0), np.maximum(abs(up) - half_height, 0))
    # To the left is as bad as 3 points more, below as 5.
    order = np.argsort(gap + 3 * (right < 0) + 5 * (up < 0), kind="stable")
    return np.stack([right, up], axis=-1)[order[(gap[order] >= NEAREST) & (gap[order] <= reach)]]


def _taken(axes, text):
    """Return the cells of the axes, 1 where a line, a mark or another text is; the first row and column are zeros."""
    cells = np.zeros(np.ceil(axes.bbox.size / CELL).astype(int) + 1, dtype=np.int8)
    boxes = [_box(other) for other in axes.texts if other is not text and other.get_visible()]
    for line in axes.lines:
        points = line.get_transform().transform(line.get_xydata())
        if line.get_visible() and len(points):
            if line.get_linestyle() != "None":
                x, y = _cells_along((points - axes.bbox.min).tobytes())
                seen = (x >= 0) & (y >= 0) & (x < cells.shape[0] - 1) & (y < cells.shape[1] - 1)
                cells[x[seen] + 1, y[seen] + 1] = 1
            if line.get_marker() != "None":
                corners = _corners(line.get_marker()) * line.get_markersize()
                boxes += [corners + point for point in points]
    for box in boxes:
        corners = np.round(box - axes.bbox.min, 3)  # rounded, because a text may lie exactly on the edge of a cell
        (x0, y0), (x1, y1) = np.maximum(corners // CELL, 0).astype(int) + 1
        cells[x0 : x1 + 1, y0 : y1 + 1] = 1
    return cells


@lru_cache(1000)
def _cells_along(points):
    """Return columns and rows of the cells on a line through these points, given as bytes, which can be cached."""
    points = np.frombuffer(points).reshape(-1, 2)
    along = np.r_[0, np.hypot(*np.diff(points, axis=0).T).cumsum()]
    steps = np.arange(0, along[-1], CELL)
    return [np.interp(steps, along, values).astype(int) for values in points.T // CELL]


def _box(text):
    """Return the corners of a text, in points; its size is measured once for all places."""
    place = text.get_transform().transform(text.get_position())
    look = text.get_text(), text.get_size(), text.get_weight(), text.get_style(), text.get_ha(), text.get_va()
    if look not in _boxes:
        _boxes[look] = text.get_window_extent(_SVG).get_points() - place
    return _boxes[look] + place


@cache
def _corners(marker):
    """Return the corners of a mark of size 1 around its place."""
    marker = MarkerStyle(marker)
    return marker.get_path().get_extents(marker.get_transform()).get_points()
