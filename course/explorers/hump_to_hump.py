"""A narrow model moves from one hump of the truth to the other: both directions, and Jensen-Shannon."""

import numpy as np

from course.drawing.explorer import Explorer, slider
from course.drawing.figure import house_style, new_figure
from course.drawing.style import CURVE, DOT, INK, P_BAR, P_DOT, P_LINE, Q_BAR, Q_DOT, Q_LINE, amount, number
from course.translation import _
from course.worlds.humps import PLACES, TRUTH, hump
from lib.measures import kl_divergence
from lib.symmetric import jensen_shannon

WIDTH = 1
HIGHEST = 0.45  # probability
CENTRES = np.linspace(4, 12, 33)
TOP = 26  # bits


@house_style()
def hump_to_hump(centre=4):
    """A slider for the place of q; p and q as bars, and curves of D(p‖q), D(q‖p) and JS with moving dots."""
    figure = new_figure(height=4.2)
    grid = figure.add_gridspec(2, 2)
    left, above, below = (figure.add_subplot(place) for place in (grid[:, 0], grid[0, 1], grid[1, 1]))
    left.bar(PLACES - 0.2, TRUTH, 0.4, **P_BAR)
    bars = left.bar(PLACES + 0.2, 0 * PLACES, 0.4, **Q_BAR)
    left.set(ylim=(0, HIGHEST), xticks=PLACES[::4], xlabel=_("place"), ylabel=_("probability"))
    left.set_title(_("p solid, q hatched"))
    curve = measured(hump(CENTRES[:, None], WIDTH))
    above.plot(CENTRES, curve["p‖q"], **P_LINE)
    above.plot(CENTRES, curve["q‖p"], **Q_LINE)
    above.set(ylim=(0, TOP), ylabel=_("bits"), xticks=CENTRES[::8], title=_("D(p‖q) solid, D(q‖p) dashed"))
    below.plot(CENTRES, curve["JS"], **CURVE)
    below.set(ylim=(0, 1.1), xticks=CENTRES[::8], xlabel=_("place of q"), ylabel=_("bits"))
    below.set_title(_("Jensen-Shannon"))
    places = {"p‖q": (above, P_DOT), "q‖p": (above, Q_DOT), "JS": (below, DOT | {"color": INK})}
    dots = {name: axes.plot([], [], **look)[0] for name, (axes, look) in places.items()}

    def update(centre):
        q = hump(centre, WIDTH)
        for bar, height in zip(bars, q, strict=True):
            bar.set_height(height)
        values = measured(q)
        for name, dot in dots.items():
            dot.set_data([centre], [values[name]])
        return _(
            "q's hump at {centre}: D(p‖q) is {forward}, D(q‖p) is {reverse}, and Jensen-Shannon is {js}."
        ).format(
            centre=number(centre),
            forward=amount(values["p‖q"]),
            reverse=amount(values["q‖p"]),
            js=amount(values["JS"]),
        )

    return Explorer(
        figure,
        update,
        moving={f"q {place}": bar for place, bar in enumerate(bars)} | dots,
        title=_("A model moves from one hump of the truth to the other: both directions and Jensen-Shannon"),
        centre=slider(_("place of q"), CENTRES, centre),
    )


def measured(q):
    """What the truth and a model, or many, are apart, in bits."""
    return {"p‖q": kl_divergence(TRUTH, q), "q‖p": kl_divergence(q, TRUTH), "JS": jensen_shannon(TRUTH, q)}
