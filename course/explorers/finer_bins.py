"""Heights counted in ever finer bins: the entropy grows by a bit each time, the divergence settles."""

import numpy as np

from course.drawing import Explorer, broken, house_style, moving_line, new_axes, slider
from course.drawing.style import DOTTED, GAP, GAP_LINE, P_DOT, P_LINE, Q_LINE, amount, say
from course.translation import _
from course.worlds.heights import MODEL, TRUTH, binned, edges
from lib.measures import entropy, kl_divergence
from lib.normal import normal_kl_divergence

WIDTHS = [80, 40, 20, 10, 5, 2.5, 1.25]  # centimetres
TOP = 7  # bits


@house_style()
def finer_bins(start=20):
    """Show a slider for the width of the bins; p and q as steps, and the entropy of p and D(p‖q) over the width."""
    figure, (left, right) = new_axes(1, 2, height=3.4, stacked=[2.3, 2.6])
    steps = [moving_line(left, look, linewidth=1.8) for look in (P_LINE, Q_LINE)]
    left.set(xlim=(0.6, 2.8), ylim=(0, 2.2), xticks=[1, 1.5, 2, 2.5])
    left.set(xlabel=_("height in metres"), ylabel=broken(_("probability per metre")))
    places = np.arange(len(WIDTHS))
    costs = [(entropy(p), kl_divergence(p, q)) for p, q in map(both, WIDTHS)]
    for values, look in zip(zip(*costs), (P_LINE, GAP_LINE)):
        right.plot(places, values, **look)
    closed = normal_kl_divergence(*TRUTH, *MODEL)
    right.axhline(closed, **DOTTED)
    right.set(ylim=(0, TOP), xlim=(-0.3, 6.3), xticks=places[::2], xticklabels=map(str, WIDTHS[::2]))
    right.set(xlabel=_("width of a bin in cm"), ylabel=_("bits"))
    right.text(3.6, 5.4, _("entropy of p"), ha="right")
    right.text(6.2, closed + 0.5, "D(p‖q)", ha="right", color=GAP)
    dots = [moving_line(right, P_DOT, color=color) for color in (P_DOT["color"], GAP)]

    def update(width):
        for line, heights in zip(steps, both(width)):
            line.set_data(np.repeat(edges(width / 100), 2), np.pad(np.repeat(heights / (width / 100), 2), 1))
        place = WIDTHS.index(width)
        for dot, value in zip(dots, costs[place]):
            dot.set_data([place], [value])
        grown, divergence = costs[place]
        text = _(
            "Bins of {width} cm: the entropy of p is {entropy}, and D(p‖q) is {divergence}. With infinitely fine bins, "
            "D would be {closed}."
        )
        facts = {"entropy": amount(grown), "divergence": amount(divergence), "closed": amount(closed)}
        return say(text, width=width, **facts)

    return Explorer(
        figure, update, moving={"step": steps, "dot": dots},
        title=_("Two distributions of heights in bins, the entropy of the first, and the divergence"),
        handles={"width": [(dots[0], "x")]}, presets=WIDTHS[::2],
        width=slider(_("bins in cm"), WIDTHS, start),
    )


def both(width):
    """Return the probabilities of the bins under the truth and under the model, for a width in centimetres."""
    return [binned(*normal, width / 100) for normal in (TRUTH, MODEL)]
