"""One hump is fitted to two by gradient descent: three starts under D(p‖q), the same three under D(q‖p)."""

import numpy as np

from course.drawing import Explorer, house_style, new_axes, slider
from course.drawing.parts import moving_line, put
from course.drawing.style import GREY, P_BAR, Q_DOT, Q_LINE, Q, say
from course.translation import _
from course.worlds.humps import PLACES, TRUTH, descend, hump
from lib.measures import kl_divergence

STARTS = ((3, 2), (7, 3), (11, 2))  # centre, width
MARKS, SIZES, DASHES = "s^D", (8, 10, 8), ("--", "-.", ":")
STEPS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 63, 79, 100, 126, 158, 200)
STEPS += (251, 316, 398, 501, 631, 794, 1000, 1259, 1585, 2000)
HIGHEST, WIDEST = 0.45, 7  # probability; width
LEVELS = 12  # contour lines


def divergences(q):
    """D(p‖q) and D(q‖p) in bits, of the truth p and one or more models q, by the name of the direction."""
    return {"forward": kl_divergence(TRUTH, q), "reverse": kl_divergence(q, TRUTH)}


@house_style()
def two_descents(start=0):
    """A slider over the steps of both descents; the humps above, and below where they are on the map of D."""
    figure, rows = new_axes(2, 2, height=5.2, height_ratios=[5, 6])
    names = {"forward": _("q goes down D(p‖q)"), "reverse": _("q goes down D(q‖p)")}
    artists, paths = {}, {}
    for (above, below), (direction, name) in zip(rows.T, names.items()):
        paths[direction] = descend(TRUTH, STARTS, direction, steps=STEPS[-1])[list(STEPS)]
        above.bar(PLACES, TRUTH, 0.6, **P_BAR)
        above.set(xlim=(-0.5, 16.5), ylim=(0, HIGHEST), xticks=PLACES[::4], title=name)
        _draw_map(below, direction)
        for i, (mark, dashes) in enumerate(zip(MARKS, DASHES)):
            artists[f"{direction} hump {i}"] = moving_line(above, Q_LINE, linestyle=dashes, linewidth=2.2)
            artists[f"{direction} path {i}"] = moving_line(below, {"color": Q, "linewidth": 1.6})
            for what, axes in (("peak", above), ("mark", below)):
                artists[f"{direction} {what} {i}"] = moving_line(axes, Q_DOT, marker=mark, markersize=SIZES[i])
    rows[0, 0].set_ylabel(_("probability"))
    rows[1, 0].set_ylabel(_("width of q"))

    def update(step):
        frame = STEPS.index(int(step))
        costs = {}
        for direction, path in paths.items():
            q = hump(*path[frame].T[..., None])
            for i, ((start, _width), cost) in enumerate(zip(STARTS, divergences(q)[direction])):
                centre, width = path[frame, i]
                artists[f"{direction} hump {i}"].set_data(PLACES, q[i])
                put(artists[f"{direction} peak {i}"], centre, np.interp(centre, PLACES, q[i]))
                artists[f"{direction} path {i}"].set_data(*path[: frame + 1, i].T)
                put(artists[f"{direction} mark {i}"], centre, width)
                costs[f"{direction}_{start}"] = f"{cost:.3f}"
        text = _(
            "Step {step}, for the starts at 3 (square), 7 (triangle) and 11 (diamond). Going down D(p‖q), they cost "
            "{forward_3}, {forward_7} and {forward_11} bits; going down D(q‖p), {reverse_3}, {reverse_7} and "
            "{reverse_11} bits."
        )
        return say(text, step=step, **costs)

    return Explorer(
        figure, update, moving=artists,
        title=_("One hump fitted to two by gradient descent under both directions, from three starts"),
        step=slider(_("step"), STEPS, start),
    )


def _draw_map(axes, direction):
    """Contour lines of the divergence over the two knobs."""
    centres, widths = np.linspace(0, 16, 65), np.linspace(0.6, WIDEST, 50)
    heights = divergences(hump(centres[None, :, None], widths[:, None, None]))[direction]
    levels = heights.min() * np.geomspace(1.005, 0.8 * heights.max() / heights.min(), LEVELS)
    axes.contour(centres, widths, heights, levels=levels, colors=GREY, linewidths=0.7)
    axes.set(xlim=(-0.5, 16.5), ylim=(0.4, WIDEST), xticks=PLACES[::4], xlabel=_("place, and centre of q"))
