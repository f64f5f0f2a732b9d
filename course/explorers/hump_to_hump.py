"""A narrow model on its way from one hump of the truth to the other: both directions, and Jensen-Shannon."""

import numpy as np

from course.drawing import Explorer, house_style, moving_line, new_mosaic, put, slider
from course.drawing.style import CURVE, INK_DOT, P_DOT, P_LINE, Q_DOT, Q_LINE, amount, say
from course.explorers.both_directions import divergences, draw_humps
from course.translation import _
from course.worlds.humps import TRUTH, hump
from lib.symmetric import jensen_shannon

WIDTH = 1
HIGHEST = 0.45  # probability
CENTRES = np.linspace(4, 12, 33)
TOP = 26  # bits


def measured(q):
    """Return D(p‖q), D(q‖p) and Jensen-Shannon in bits, of the truth p and one or more models q."""
    return *divergences(q).values(), jensen_shannon(TRUTH, q)


@house_style()
def hump_to_hump(centre=4):
    """Show a slider for the place of q; p and q as bars, and curves of D(p‖q), D(q‖p) and JS with moving dots."""
    figure, (left, above, below) = new_mosaic("AB;AC", "A;B;C", 4.2, [1.8, 1.8, 1.5])
    bars = draw_humps(left, HIGHEST, _("p solid, q hatched"))
    panels, looks = (above, above, below), (P_LINE, Q_LINE, CURVE)
    for axes, values, look in zip(panels, measured(hump(CENTRES[:, None], WIDTH)), looks):
        axes.plot(CENTRES, values, **look)
    above.set(ylim=(0, TOP), ylabel=_("bits"), xticks=CENTRES[::8], title=_("D(p‖q) solid, D(q‖p) dashed"))
    below.set(ylim=(0, 1.1), xticks=CENTRES[::8], xlabel=_("place of q"), ylabel=_("bits"))
    below.set_title(_("Jensen-Shannon"))
    dots = [moving_line(axes, look) for axes, look in zip(panels, (P_DOT, Q_DOT, INK_DOT))]

    def update(centre):
        q = hump(centre, WIDTH)
        values = measured(q)
        bars.move(q)
        for dot, value in zip(dots, values):
            put(dot, centre, value)
        forward, reverse, js = map(amount, values)
        text = _("q's hump at {centre}: D(p‖q) is {forward}, D(q‖p) is {reverse}, and Jensen-Shannon is {js}.")
        return say(text, centre=centre, forward=forward, reverse=reverse, js=js)

    return Explorer(
        figure, update, moving=bars.artists | {"dot": dots},
        title=_("A model moves from one hump of the truth to the other: both directions and Jensen-Shannon"),
        handles={"centre": [(dots[0], "x"), (dots[2], "x")]}, presets=[4, 8, 12],
        centre=slider(_("place of q"), CENTRES, centre),
    )
