"""Two normal distributions, one of which moves, and the divergence in both directions."""

import numpy as np

from course.drawing import Directions, Explorer, house_style, moving_line, new_axes, slider
from course.drawing.style import P_LINE, Q_LINE, amount, say
from course.translation import _
from course.worlds.heights import density
from lib.normal import normal_kl_divergence

TOP, PEAK = 6, 1.7  # bits; density
DEVIATIONS = 0.25, 0.3, 0.4, 0.5, 0.6, 0.75, 1, 1.25, 1.5, 2, 2.5, 3
TRUTH = (0, 1)  # mean and standard deviation


@house_style()
def two_normals(mean=0, sd=0.5):
    """Show sliders for the mean and the standard deviation of q; both densities, and both divergences."""
    figure, (left, right) = new_axes(1, 2, height=3.4, stacked=[2.2, 2.1], width_ratios=[5, 2])
    grid = np.linspace(-6, 6, 401)
    left.plot(grid, density(grid, *TRUTH), **P_LINE)
    curve = moving_line(left, Q_LINE)
    left.set(xlim=(-6, 6), ylim=(0, PEAK), xlabel="x", ylabel=_("density"), title=_("p solid, q dashed"))
    gaps = Directions(right, TOP)

    def update(mean, sd):
        q = (mean, sd)
        curve.set_data(grid, density(grid, *q))
        both = normal_kl_divergence(*TRUTH, *q), normal_kl_divergence(*q, *TRUTH)
        gaps.move(both)
        text = _("q has the mean {mean} and the standard deviation {sd}: D(p‖q) = {forward}, D(q‖p) = {backward}.")
        return say(text, mean=mean, sd=sd, forward=amount(both[0]), backward=amount(both[1]))

    return Explorer(
        figure, update, moving={"q": curve} | gaps.artists,
        title=_("Two normal distributions, and the divergence in both directions"),
        presets=[(0, 0.25), (0, 3), (2, 1)],
        mean=slider(_("mean of q"), np.linspace(0, 3, 13), mean, label_width="130px"),
        sd=slider(_("deviation of q"), DEVIATIONS, sd, label_width="130px"),
    )
