"""One hump against two: what D(p‖q) and D(q‖p) each ask of a model that cannot be right."""

import numpy as np

from course.drawing.explorer import Explorer, slider
from course.drawing.figure import house_style, new_figure
from course.drawing.parts import Beyond
from course.drawing.style import GAP_BAR, P_BAR, PAPER, Q_BAR, Q, amount, number
from course.translation import _
from course.worlds.humps import PLACES, TRUTH, hump
from lib.measures import kl_divergence

TOP = 4  # bits
HIGHEST = 0.42  # probability


@house_style()
def both_directions(centre=8.0, width=3.0):
    """Sliders for the place and the width of the model's only hump; p and q as bars, and both divergences."""
    figure = new_figure(height=3.4)
    left, right = figure.subplots(1, 2, width_ratios=[5, 2])
    left.bar(PLACES - 0.2, TRUTH, 0.4, **P_BAR)
    bars = left.bar(PLACES + 0.2, 0 * PLACES, 0.4, **Q_BAR)
    left.set(ylim=(0, HIGHEST), xticks=PLACES[::4], xlabel=_("place"), ylabel=_("probability"))
    left.set_title(_("p solid, two humps; q hatched, one hump"))
    gaps = right.bar([0, 1], [0, 0], 0.6, **GAP_BAR)
    texts = [right.text(place, 0, "", ha="center", fontweight="bold") for place in (0, 1)]
    right.set(ylim=(0, TOP), xlim=(-0.6, 1.6), xticks=[0, 1], xticklabels=["D(p‖q)", "D(q‖p)"], ylabel=_("bits"))
    beyond = [Beyond(left, Q) for _ in bars], [Beyond(right) for _ in gaps]

    def update(centre, width):
        q = hump(centre, width)
        for place, bar, cut, height in zip(PLACES + 0.2, bars, beyond[0], q, strict=True):
            bar.set_height(cut.cut(place, height))
        both = kl_divergence(TRUTH, q), kl_divergence(q, TRUTH)
        for place, (bar, text, cut, value) in enumerate(zip(gaps, texts, beyond[1], both, strict=True)):
            bar.set_height(cut.cut(place, value))
            text.set_text(number(value, 2))
            inside = value > 0.92 * TOP  # no room above the bar
            text.set_position((place, 0.82 * TOP if inside else value + 0.08))
            text.set_bbox(PAPER if inside else None)
        return _(
            "q's hump at {centre}, width {width}: D(p‖q) = {forward}, which asks where p goes; "
            "D(q‖p) = {backward}, which asks where q goes."
        ).format(centre=number(centre), width=number(width), forward=amount(both[0]), backward=amount(both[1]))

    artists = {f"q {place}": bar for place, bar in enumerate(bars)} | {"p‖q": gaps[0], "q‖p": gaps[1]}
    artists |= {f"text {i}": text for i, text in enumerate(texts)}
    artists |= {f"arrow {i}": cut.arrow for i, cut in enumerate(beyond[1])}
    artists |= {f"q arrow {i}": cut.arrow for i, cut in enumerate(beyond[0])}
    return Explorer(
        figure,
        update,
        moving=artists,
        title=_("A truth with two humps, a model with one, and the divergence in both directions"),
        centre=slider(_("place of q"), np.linspace(0, 16, 33), centre),
        width=slider(_("width of q"), np.linspace(1, 6, 21), width),
    )
