"""A search for faults of a figure: texts that cover something, dots cut off, values beyond their axes.

The rules, in pixels: A text touches no other text, mark, line, spine or picture, and stays in the figure. It may stand
on a bar only in a white box, and only on the bar under its middle. The label of an axis is not longer than the axis. A
mark lies whole in the figure and, where it is clipped, in its axes. A value above its axes ends there under an arrow. A
dot or a bar at the top without an arrow would show a wrong value.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.markers import CARETUP, MarkerStyle
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from course.drawing.style import house_style

LEAST_SIZE = 12  # points; readable at the back of a classroom
NEAR_A_PICTURE = 4
TOP = 0.01  # a value this near to the edge of its axes counts as at the top


class Sheet:
    """A figure of which some artists move; fixed texts are measured once."""

    @house_style()
    def __init__(self, figure, moving=()):
        figure.draw_without_rendering()
        moving = {id(artist) for artist in moving}
        self.paper = figure.bbox
        self.axes = list(dict.fromkeys(axes for axes in figure.findobj(Axes) if axes.get_visible()))
        self.texts = list(figure.texts)
        for axes in self.axes:
            self.texts += [child for child in axes.get_children() if isinstance(child, Text)]
            self.texts += _texts_of_axis(axes)
        self.fixed = {id(text): text.get_window_extent() for text in self.texts if id(text) not in moving}

    @house_style()
    def faults(self):
        """Return a sentence for every fault."""
        self.marks = [(axes, *mark) for axes in self.axes for mark in _marks(axes)]
        self.bars = [(axes, bar) for axes in self.axes for bar in _bars(axes)]
        return [*self._of_texts(), *self._of_labels(), *self._of_marks(), *self._of_bars()]

    def _of_texts(self):
        seen = [text for text in self.texts if text.get_visible() and text.get_text().strip()]
        boxes = [_smaller(self.fixed.get(id(text)) or text.get_window_extent()) for text in seen]
        names = [f"“{text.get_text()}”" for text in seen]
        things = [("a mark", around) for _, _, _, around in self.marks]
        for axes in self.axes:
            images = [child for child in axes.get_children() if isinstance(child, AxesImage)]
            things += [("a picture", image.get_window_extent().padded(NEAR_A_PICTURE)) for image in images]
        for text, box, name in zip(seen, boxes, names):
            if not _inside(box, self.paper):
                yield f"{name} leaves the figure"
            if text.get_size() < LEAST_SIZE:
                yield f"{name} is smaller than {LEAST_SIZE} points"
        corners = [box.get_points() for box in boxes]
        others = [*zip(names, boxes), *things]
        for i, j in _near(corners, [around.get_points() for _, around in others]):
            if (j < i or j >= len(names)) and boxes[i].fully_overlaps(others[j][1]):  # two texts are compared once
                yield f"{names[i]} covers {others[j][0]}"
        lines = [line for axes in self.axes for line in self._lines(axes)]
        for i, j in _near(corners, [path.vertices for _, path, _ in lines]):
            if _crosses(boxes[i], *lines[j][1:]):
                yield f"{names[i]} covers {lines[j][0]}"
        for i, j in _near(corners, [bar.get_points() for _, bar in self.bars]):
            if _covers_bar(seen[i], boxes[i], self.bars[j][1]):
                yield f"{names[i]} covers a bar"

    def _of_labels(self):
        for axes in self.axes:
            for axis, side in ((axes.xaxis, "width"), (axes.yaxis, "height")):
                if getattr(axis.label.get_window_extent(), side) > getattr(axes.bbox, side):
                    yield f"“{axis.label.get_text()}” is longer than its axis"

    def _of_marks(self):
        for axes, line, (x, y), around in self.marks:
            if not _inside(around, axes.bbox if line.get_clip_on() else self.paper, 0.5):
                yield f"a mark is cut off at {x:.0f}, {y:.0f}"
            if not axes.bbox.padded(0.5).contains(x, y):
                yield f"a mark lies beyond its axes at {x:.0f}, {y:.0f}"
            if line.get_marker() != CARETUP and y > axes.bbox.y1 - TOP:
                yield f"a mark at the top of its axes must be an arrow, at {x:.0f}"

    def _of_bars(self):
        arrows = [x for _, line, (x, _), _ in self.marks if line.get_marker() == CARETUP]
        for axes, bar in self.bars:
            if not _inside(bar, axes.bbox, 0.5):
                yield f"a bar leaves its axes at {bar.x0:.0f}"
            if bar.y1 > axes.bbox.y1 - TOP and not any(bar.x0 - 1 < x < bar.x1 + 1 for x in arrows):
                yield f"a bar at the top of its axes needs an arrow, at {bar.x0:.0f}"

    def _lines(self, axes):
        """Yield (name, path, the box in which it is visible) of all lines."""
        for line in axes.lines:
            if line.get_visible() and line.get_linestyle() != "None" and len(line.get_xdata()) > 1:
                frame = axes.bbox if line.get_clip_on() else self.paper
                yield "a line", line.get_transform().transform_path(line.get_path()), frame
        for lines in axes.collections:
            for path in lines.get_paths():
                yield "a line", lines.get_transform().transform_path(path), self.paper
        for side, spine in axes.spines.items():
            if axes.axison and spine.get_visible():
                yield f"the {side} spine", spine.get_transform().transform_path(spine.get_path()), self.paper


def _marks(axes):
    """Yield (line, a point of it in pixels, the box of its mark there)."""
    for line in axes.lines:
        if line.get_visible() and line.get_marker() != "None":
            marker = MarkerStyle(line.get_marker())
            size = line.get_markersize() * axes.figure.dpi / 72
            corners = marker.get_path().transformed(marker.get_transform()).get_extents().get_points() * size
            for point in line.get_transform().transform(line.get_xydata()):
                yield line, point, Bbox(corners + point)


def _texts_of_axis(axes):
    for axis in (axes.xaxis, axes.yaxis):
        if axes.axison and axis.get_visible():
            yield axis.label
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                if low - 1e-9 <= tick.get_loc() <= high + 1e-9:  # others are not drawn
                    yield from (tick.label1, tick.label2)


def _smaller(box):
    """Return a smaller box for a text, since letters seldom fill the box around them."""
    return Bbox([[box.x0 + 0.5, box.y0 + 2], [box.x1 - 0.5, box.y1 - 1]])


def _near(some, others):
    """Return the pairs (i, j) for which the boxes around the points some[i] and others[j] touch, to look at closely."""
    (low, high), (left, right) = (
        [np.array([end.reduce(points) for points in several]).reshape(-1, 2) for end in (np.fmin, np.fmax)]
        for several in (some, others)
    )
    return np.argwhere(((low[:, None] <= right) & (left <= high[:, None])).all(axis=-1))


def _inside(box, frame, slack=0.0):
    return all(frame.padded(slack).contains(*corner) for corner in box.get_points())


def _bars(axes):
    found = [bar.get_window_extent() for bar in axes.patches if isinstance(bar, Rectangle) and bar.get_visible()]
    return [bar for bar in found if abs(bar.width) > 0.01 and abs(bar.height) > 0.01]


def _covers_bar(text, box, bar):
    inner = bar.padded(-1)  # a label may lie on the edge that two bars share
    if min(inner.size) <= 0 or not box.fully_overlaps(inner):
        return False
    ground = text.get_bbox_patch()
    white = ground is not None and ground.get_facecolor()[:3] == (1, 1, 1)
    return not (white and bar.x0 <= (box.x0 + box.x1) / 2 <= bar.x1)


def _crosses(box, path, frame):
    seen = Bbox.intersection(box, frame)
    return seen is not None and path.intersects_bbox(seen, filled=False)
