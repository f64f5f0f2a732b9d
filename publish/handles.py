"""Where the points and bars that stand for sliders are in their pictures, so that a reader can drag them."""

import numpy as np
from matplotlib.lines import Line2D

from course.drawing.figure import POINTS_PER_INCH


def handles_of(explorer):
    """Return what can be dragged, as [(slider's name, artist, "x" or "y"), ...]."""
    return [(name, *handle) for name, several in explorer.handles.items() for handle in several]


def place_of(artist, along="y"):
    """Return where an artist is now, in units of its SVG: the last point of a line, the right end or top of a bar."""
    if isinstance(artist, Line2D):
        point = artist.get_xydata()[-1]
    else:
        bar = artist.get_bbox()
        point = (bar.x1, (bar.y0 + bar.y1) / 2) if along == "x" else ((bar.x0 + bar.x1) / 2, bar.y1)
    x, y = artist.axes.transData.transform(point)
    return x, _height(artist) - y


def handle_data(explorer, options, places):
    """Return the handles for the page's script: slider, direction, the area to touch, and [all x, all y].

    places: for every picture the place of every handle. A coordinate that follows the handle's own slider alone is
    given for the positions of this slider, any other one for all pictures, in whole units.
    The area is [left, top, width, height].
    """
    counts, names = [len(choices) for choices in options.values()], list(options)
    data = []
    for (name, artist, along), own in zip(handles_of(explorer), np.moveaxis(np.array(places), 0, -1)):
        slider = names.index(name)
        both = [_by_slider(coordinates, counts, slider) for coordinates in own]
        data.append({"slider": slider, "along": along, "area": _area(artist, along), "places": both})
    return data


def _by_slider(values, counts, slider):
    """Return the values by the positions of this slider, if the other sliders change nothing, or else all of them."""
    rows = np.moveaxis(values.reshape(counts), slider, 0).reshape(counts[slider], -1)
    return rows[:, 0].round(1).tolist() if np.ptp(rows, axis=1).max() < 0.05 else values.astype(int).tolist()


def _area(artist, along):
    """Return the panel in which a handle moves sideways, or the column in which a bar grows."""
    left, bottom, right, top = artist.axes.bbox.extents
    if along == "y":
        (left, bottom), (right, _) = artist.axes.transData.transform(artist.get_bbox())
    return [round(float(number), 1) for number in (left, _height(artist) - top, right - left, top - bottom)]


def _height(artist):
    return artist.axes.figure.get_figheight() * POINTS_PER_INCH
