"""A game: the truth is given, and its divergence from q must hit a target."""

import math

import numpy as np

from course.drawing import Bars, Columns, house_style, new_axes, slider
from course.drawing.game import Game
from course.drawing.style import DOTTED, GAP_BAR, amount, say
from course.translation import _
from lib.distributions import normalize
from lib.measures import kl_divergence

TARGETS = (0.1, 1, 3)  # bits
TOP = 4.2  # bits
SHARES = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)


def draw_truth(seed):
    """Return three random probabilities, multiples of 1/20 and none of them 0."""
    cuts = np.sort(np.random.default_rng(seed).choice(np.arange(1, 20), 2, replace=False))
    return (np.diff([0, *cuts, 20]) / 20).tolist()


@house_style()
def hit_the_divergence(seed=3):
    """Show three sliders for the shares of q; bars of p and q, and a column of D with the targets 0.1, 1 and 3 bits.

    seed: of the random truth; another seed makes another game.
    """
    truth, weather = draw_truth(seed), [_("sun"), _("rain"), _("snow")]
    figure, (left, right) = new_axes(1, 2, on_phone=3.1, width_ratios=[3, 2])
    bars = Bars(left, weather, p=truth)
    column = Columns(right, "D", [0], 0.5, GAP_BAR)
    right.hlines(TARGETS, -0.5, 0.5, **DOTTED)
    for target in TARGETS:
        right.text(0.53, target, amount(target), va="center")
    right.set(xlim=(-0.5, 1), ylim=(0, TOP), xticks=[], ylabel=_("D(p‖q) in bits"))

    def score(**shares):
        return kl_divergence(truth, normalize(list(shares.values()))) if any(shares.values()) else math.nan

    def update(**shares):
        divergence, shares = score(**shares), list(shares.values())
        if math.isnan(divergence):
            bars.move(q=[0, 0, 0])
            column.move([0])
            return say(_("Shares {shares}: that is no distribution, one must be more than 0."), shares=shares)
        q = normalize(shares)
        bars.move(q=q)
        column.move([divergence])
        said = _("infinite") if math.isinf(divergence) else amount(divergence)
        return say(_("Shares {shares} make q = ({q}): D(p‖q) is {said}."), shares=shares, q=q, said=said)

    sliders = {
        name: slider(_("share of {outcome}").format(outcome=outcome), SHARES, 1, label_width="110px")
        for name, outcome in zip(("sun", "rain", "snow"), weather)
    }
    return Game(
        figure, update,
        score=score,
        targets=TARGETS,
        moving=column.artists | bars.artists,
        handles={name: [bar] for name, bar in zip(sliders, bars.handles("q"))},
        title=_("Bars of the truth p and of your q, and the divergence between them"),
        **sliders,
    )
