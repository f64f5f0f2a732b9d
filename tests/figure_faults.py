"""What is wrong with a figure as it stands: texts that cover something, dots cut off, values beyond their axes.

The rules, in pixels. No text touches another text, a mark, a line, a spine or a picture, nor leaves the figure. A
text may stand on a bar only in a white box, and only on the bar under its middle. A mark lies whole in the figure
and, where it is clipped, in its axes. What is higher than its axes ends there under an arrow: a dot or a bar that
reaches the top without one would claim a value that it has not.
"""

from functools import partial

from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.markers import CARETUP, MarkerStyle
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from course.drawing.style import house_style

LEAST_SIZE = 12  # points; readable at the back of a classroom
NEAR_A_PICTURE = 4
TOP = 0.01  # from here to the edge of its axes something is at the top


class Sheet:
    """A figure of which some artists move; what stands still is looked at once."""

    @house_style()
    def __init__(self, figure, moving=()):
        figure.draw_without_rendering()
        self.figure, self.moving = figure, {id(artist) for artist in moving}
        self.paper = Bbox([[0, 0], figure.get_size_inches() * figure.dpi])
        shown = [axes for axes in figure.findobj() if isinstance(axes, Axes) and axes.get_visible()]
        self.axes = list(dict.fromkeys(shown))
        self.texts = list(figure.texts)
        for axes in self.axes:
            self.texts += [child for child in axes.get_children() if isinstance(child, Text)]
            self.texts += _texts_of_axis(axes)
        self.fixed = {id(text): text.get_window_extent() for text in self.texts if id(text) not in self.moving}

    @house_style()
    def faults(self):
        """Return a sentence for every fault."""
        texts = [(text, self.fixed.get(id(text)) or text.get_window_extent()) for text in self.texts if _seen(text)]
        texts = [(text, _smaller(box)) for text, box in texts]
        bars = [(axes, bar) for axes in self.axes for bar in _bars(axes)]
        return [*self._of_texts(texts, bars), *self._of_marks(), *self._of_bars(bars)]

    def _of_texts(self, texts, bars):
        covered = [thing for axes in self.axes for look in (_marks, self._lines, _pictures) for thing in look(axes)]
        for place, (text, box) in enumerate(texts):
            if not _inside(box, self.paper):
                yield f"{_name(text)} leaves the figure"
            if text.get_size() < LEAST_SIZE:
                yield f"{_name(text)} is smaller than {LEAST_SIZE} points"
            yield from (f"{_name(text)} covers {_name(other)}" for other, around in texts[:place] if _meet(box, around))
            yield from (f"{_name(text)} covers {what}" for what, covers in covered if covers(box))
            yield from (f"{_name(text)} covers a bar" for _, bar in bars if _covers_bar(text, box, bar))

    def _of_marks(self):
        for axes in self.axes:
            for line, points, around in _marked(axes):
                frame = axes.bbox if line.get_clip_on() else self.paper
                for x, y in points:
                    if not _inside(around.translated(x, y), frame, 0.5):
                        yield f"a mark is cut off at {x:.0f}, {y:.0f}"
                    if not _inside(Bbox([[x, y], [x, y]]), axes.bbox, 0.5):
                        yield f"a mark lies beyond its axes at {x:.0f}, {y:.0f}"
                    if line.get_marker() != CARETUP and y > axes.bbox.y1 - TOP:
                        yield f"a mark at the top of its axes is no arrow, at {x:.0f}"

    def _of_bars(self, bars):
        marked = [(line, points) for axes in self.axes for line, points, _ in _marked(axes)]
        arrows = [x for line, points in marked if line.get_marker() == CARETUP for x, _ in points]
        for axes, bar in bars:
            if not _inside(bar, axes.bbox, 0.5):
                yield f"a bar leaves its axes at {bar.x0:.0f}"
            if bar.y1 > axes.bbox.y1 - TOP and not any(bar.x0 - 1 < x < bar.x1 + 1 for x in arrows):
                yield f"a bar at the top of its axes has no arrow, at {bar.x0:.0f}"

    def _lines(self, axes):
        for line in axes.lines:
            if line.get_visible() and line.get_linestyle() != "None" and len(line.get_xdata()) > 1:
                path = line.get_transform().transform_path(line.get_path())
                frame = axes.bbox if line.get_clip_on() else self.paper
                yield "a line", lambda box, path=path, frame=frame: _crosses(path, Bbox.intersection(box, frame))
        for lines in axes.collections:
            for path in lines.get_paths():
                yield "a line", partial(_crosses, lines.get_transform().transform_path(path))
        for side, spine in axes.spines.items():
            if axes.axison and spine.get_visible():
                edge = {"left": "x0", "right": "x1", "bottom": "y0", "top": "y1"}.get(side)
                if edge:
                    yield f"the {side} spine", lambda box, edge=edge: _on_edge(box, axes.bbox, edge)


def _marks(axes):
    for _, points, around in _marked(axes):
        for x, y in points:
            yield "a mark", partial(_meet, around.translated(x, y))


def _pictures(axes):
    for image in axes.get_children():
        if isinstance(image, AxesImage):
            yield "a picture", partial(_meet, image.get_window_extent().padded(NEAR_A_PICTURE))


def _texts_of_axis(axes):
    for axis in (axes.xaxis, axes.yaxis):
        if axes.axison and axis.get_visible():
            yield axis.label
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                if low - 1e-9 <= tick.get_loc() <= high + 1e-9:  # others are not drawn
                    yield from (tick.label1, tick.label2)


def _seen(text):
    return text.get_visible() and text.get_text().strip()


def _name(text):
    return f"“{text.get_text()}”"


def _smaller(box):
    """Letters seldom fill the box that is kept for them."""
    return Bbox([[box.x0 + 0.5, box.y0 + 2], [box.x1 - 0.5, box.y1 - 1]])


def _inside(box, frame, slack=0.0):
    return (
        frame.x0 - slack <= box.x0
        and box.x1 <= frame.x1 + slack
        and frame.y0 - slack <= box.y0
        and box.y1 <= frame.y1 + slack
    )


def _meet(one, other):
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _marked(axes):
    """(line, its points in pixels, the box of its marker around a point)."""
    scale = axes.figure.dpi / 72
    for line in axes.lines:
        if line.get_visible() and line.get_marker() not in ("None", None, "", " ") and len(line.get_xdata()):
            marker = MarkerStyle(line.get_marker())
            corners = marker.get_path().transformed(marker.get_transform()).get_extents().get_points()
            yield line, line.get_transform().transform(line.get_xydata()), Bbox(corners * line.get_markersize() * scale)


def _bars(axes):
    found = [bar.get_window_extent() for bar in axes.patches if isinstance(bar, Rectangle) and bar.get_visible()]
    return [bar.frozen() for bar in found if abs(bar.width) > 0.01 and abs(bar.height) > 0.01]


def _covers_bar(text, box, bar):
    if not _meet(box, bar.padded(-1)):  # a label may lie on the edge that two bars share
        return False
    ground = text.get_bbox_patch()
    white = ground is not None and ground.get_facecolor()[:3] == (1, 1, 1)
    return not (white and bar.x0 <= (box.x0 + box.x1) / 2 <= bar.x1)


def _crosses(path, box):
    return box is not None and path.intersects_bbox(box, filled=False)


def _on_edge(box, frame, edge):
    place = getattr(frame, edge)
    low, high = (box.x0, box.x1) if edge[0] == "x" else (box.y0, box.y1)
    beside = box.y0 < frame.y1 and box.y1 > frame.y0 if edge[0] == "x" else box.x0 < frame.x1 and box.x1 > frame.x0
    return low < place < high and beside
