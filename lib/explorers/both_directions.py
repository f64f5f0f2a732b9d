"""One hump against two: what D(p‖q) and D(q‖p) each ask of a model that cannot be right."""

import numpy as np

from lib.distributions import softmax
from lib.explorer import Explorer, slider
from lib.measures import kl_divergence
from lib.picture import house_style, new_figure
from lib.style import GAP, GAP_BAR, P_BAR, Q_BAR, amount, number

PLACES = np.arange(17)
TOP = 8  # bits


def hump(centre, width):
    """Return a discrete bell curve over the places."""
    return softmax(-((PLACES - centre) ** 2) / (2 * width**2))


TRUTH = (hump(4, 1) + hump(12, 1)) / 2


@house_style()
def both_directions(centre=8.0, width=3.0):
    """Sliders for the place and the width of the model's only hump; p and q as bars, and both divergences."""
    figure = new_figure(height=3.4)
    left, right = figure.subplots(1, 2, width_ratios=[5, 2])
    left.bar(PLACES - 0.2, TRUTH, 0.4, **P_BAR)
    bars = left.bar(PLACES + 0.2, 0 * PLACES, 0.4, **Q_BAR)
    left.set(ylim=(0, 0.6), xticks=PLACES[::4], xlabel="place", ylabel="probability")
    left.set_title("p solid, two humps; q hatched, one hump")
    gaps = right.bar([0, 1], [0, 0], 0.6, **GAP_BAR)
    texts = [right.text(place, 0, "", ha="center", fontweight="bold") for place in (0, 1)]
    arrows = [right.plot([], [], marker="^", markersize=13, color=GAP, clip_on=False)[0] for _ in gaps]
    right.set(ylim=(0, TOP), xlim=(-0.6, 1.6), xticks=[0, 1], xticklabels=["D(p‖q)", "D(q‖p)"], ylabel="bits")

    def update(centre, width):
        q = hump(centre, width)
        for bar, height in zip(bars, q, strict=True):
            bar.set_height(height)
        both = kl_divergence(TRUTH, q), kl_divergence(q, TRUTH)
        for place, (bar, text, arrow, value) in enumerate(zip(gaps, texts, arrows, both, strict=True)):
            beyond = value > TOP
            bar.set_height(min(value, TOP))
            arrow.set_data([place] if beyond else [], [TOP] if beyond else [])
            text.set_text(number(value, 2))
            text.set_position((place, min(value + 0.15, TOP - 0.9)))
            text.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 1} if beyond else None)
        return (
            f"q's hump at {number(centre)}, width {number(width)}: D(p‖q) = {amount(both[0])}, which asks where p "
            f"goes; D(q‖p) = {amount(both[1])}, which asks where q goes."
        )

    artists = {f"q {place}": bar for place, bar in enumerate(bars)} | {"p‖q": gaps[0], "q‖p": gaps[1]}
    artists |= {f"text {i}": text for i, text in enumerate(texts)} | {f"arrow {i}": a for i, a in enumerate(arrows)}
    return Explorer(
        figure,
        update,
        moving=artists,
        title="A truth with two humps, a model with one, and the divergence in both directions",
        centre=slider("place of q", np.linspace(0, 16, 33), centre),
        width=slider("width of q", np.linspace(1, 6, 21), width),
    )
