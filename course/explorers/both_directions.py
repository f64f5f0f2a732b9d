"""One hump against two: the models that D(p‖q) and D(q‖p) prefer when no model can be right."""

import numpy as np

from course.drawing import Columns, Directions, Explorer, house_style, new_axes, slider
from course.drawing.style import P_BAR, Q_BAR, Q, amount, say
from course.translation import _
from course.worlds.humps import PLACES, TRUTH, hump
from lib.measures import kl_divergence

TOP = 4  # bits
HIGHEST = 0.42  # probability


def divergences(q):
    """Return D(p‖q) and D(q‖p) in bits, by direction, of the truth p and one or more models q."""
    return {"forward": kl_divergence(TRUTH, q), "reverse": kl_divergence(q, TRUTH)}


def draw_humps(axes, highest, title):
    """Draw the truth as bars, and return bars of the model that move."""
    axes.bar(PLACES - 0.2, TRUTH, 0.4, **P_BAR)
    axes.set(ylim=(0, highest), xticks=PLACES[::4], xlabel=_("place"), ylabel=_("probability"), title=title)
    return Columns(axes, "q", PLACES + 0.2, 0.4, Q_BAR, Q)


@house_style()
def both_directions(centre=8.0, width=3.0):
    """Show sliders for the place and the width of the model's only hump; p and q as bars, and both divergences."""
    figure, (left, right) = new_axes(1, 2, height=3.4, stacked=[2.2, 2.1], width_ratios=[5, 2])
    bars = draw_humps(left, HIGHEST, _("p solid, two humps; q hatched, one hump"))
    gaps = Directions(right, TOP)

    def update(centre, width):
        q = hump(centre, width)
        both = forward, backward = divergences(q).values()
        bars.move(q)
        gaps.move([*both])
        return say(
            _(
                "q's hump at {centre}, width {width}: D(p‖q) = {forward}, which asks where p goes; "
                "D(q‖p) = {backward}, which asks where q goes."
            ),
            centre=centre, width=width, forward=amount(forward), backward=amount(backward),
        )

    return Explorer(
        figure, update, moving=bars.artists | gaps.artists,
        title=_("A truth with two humps, a model with one, and the divergence in both directions"),
        centre=slider(_("place of q"), np.linspace(0, 16, 33), centre),
        width=slider(_("width of q"), np.linspace(1, 6, 21), width),
    )
