"""One hump fitted to two by gradient descent: three starts under D(p‖q), the same three under D(q‖p)."""

import numpy as np

from course.drawing import Explorer, house_style, moving_line, new_axes, put, slider
from course.drawing.style import GREY, P_BAR, Q_DOT, Q_LINE, Q, say
from course.explorers.both_directions import divergences
from course.translation import _
from course.worlds.humps import PLACES, TRUTH, descend, hump

STARTS = ((3, 2), (7, 3), (11, 2))  # centre, width
MARKS, SIZES, DASHES = "s^D", (8, 10, 8), ("--", "-.", ":")
STEPS = sorted({0, *(round(10 ** (k / 10)) for k in range(33)), 2000})  # later steps are farther apart
HIGHEST, WIDEST = 0.45, 7  # probability; width
LEVELS = 12  # contour lines


@house_style()
def two_descents(start=0):
    """Show a slider over the steps of both descents; the humps above, and below their places on the map of D."""
    figure, rows = new_axes(2, 2, height=5.2, height_ratios=[5, 6])
    names = {"forward": _("q goes down D(p‖q)"), "reverse": _("q goes down D(q‖p)")}
    artists, paths = {}, {}
    for (above, below), (direction, name) in zip(rows.T, names.items()):
        paths[direction] = descend(TRUTH, STARTS, direction, steps=STEPS[-1])[STEPS]
        above.bar(PLACES, TRUTH, 0.6, **P_BAR)
        above.set(xlim=(-0.5, 16.5), ylim=(0, HIGHEST), xticks=PLACES[::4], title=name)
        _draw_map(below, direction)
        for (place, _width), mark, size, dashes in zip(STARTS, MARKS, SIZES, DASHES):
            artists[f"{direction}_{place}"] = [
                moving_line(above, Q_LINE, linestyle=dashes, linewidth=2.2),
                moving_line(below, {"color": Q, "linewidth": 1.6}),
                *(moving_line(axes, Q_DOT, marker=mark, markersize=size) for axes in (above, below)),
            ]
    rows[0, 0].set_ylabel(_("probability"))
    rows[1, 0].set_ylabel(_("width of q"))

    def update(step):
        frame = STEPS.index(int(step))
        costs = {}
        for direction, path in paths.items():
            for (place, _width), trail in zip(STARTS, path[: frame + 1].swapaxes(0, 1)):
                centre, width = trail[-1]
                q = hump(centre, width)
                curve, line, peak, mark = artists[f"{direction}_{place}"]
                curve.set_data(PLACES, q)
                put(peak, centre, np.interp(centre, PLACES, q))
                line.set_data(*trail.T)
                put(mark, centre, width)
                costs[f"{direction}_{place}"] = f"{divergences(q)[direction]:.3f}"
        text = _(
            "Step {step}. The models started at 3 (square), 7 (triangle) and 11 (diamond). On the left, down D(p‖q), "
            "they cost {forward_3}, {forward_7} and {forward_11} bits. On the right, down D(q‖p), they cost "
            "{reverse_3}, {reverse_7} and {reverse_11} bits."
        )
        return say(text, step=step, **costs)

    return Explorer(
        figure, update, moving=artists,
        plays=True,
        title=_("One hump fitted to two by gradient descent under both directions, from three starts"),
        presets=[20, STEPS[-1]],
        step=slider(_("step"), STEPS, start),
    )


def _draw_map(axes, direction):
    """Draw contour lines of the divergence over centre and width."""
    centres, widths = np.linspace(0, 16, 65), np.linspace(0.6, WIDEST, 50)
    heights = divergences(hump(centres[None, :, None], widths[:, None, None]))[direction]
    levels = heights.min() * np.geomspace(1.005, 0.8 * heights.max() / heights.min(), LEVELS)
    axes.contour(centres, widths, heights, levels=levels, colors=GREY, linewidths=0.7)
    axes.set(xlim=(-0.5, 16.5), ylim=(0.4, WIDEST), xticks=PLACES[::4], xlabel=_("place, and centre of q"))
