"""Is the language detective right as often as it claims?"""

import numpy as np

from course.drawing import Picture, broken, house_style, new_axes
from course.drawing.style import DOTTED, GAP_LINE, P_DOT, number
from course.translation import _, listed
from course.worlds.sentences import pieces
from lib.distributions import normalize

GROUPS = 5


@house_style()
def bold_detective(letters=8):
    """Show how often the detective is right over what it claims, for pieces of so many letters in five groups."""
    costs, language = pieces(letters)
    q = normalize(2.0**-costs)
    claim, right = q.max(axis=1), q.argmax(axis=1) == language
    order = np.argsort(claim, kind="stable")
    x, y = ([part.mean() for part in np.array_split(of[order], GROUPS)] for of in (claim, right))

    figure, axes = new_axes(height=3.1, on_phone=3.4)
    axes.plot([0, 1], [0, 1], **DOTTED)
    axes.vlines(x, np.minimum(x, y), np.maximum(x, y), **GAP_LINE)
    axes.plot(x, y, **P_DOT)
    axes.text(0.05, 0.9, _("above the line: too timid"), va="center")
    axes.text(0.65, 0.1, broken(_("below the line: too bold")), va="center")
    axes.set(xlim=(0, 1.03), ylim=(0, 1.06), xlabel=_("what the detective claims"), ylabel=_("share that is right"))
    said = _(
        "{n} pieces of {letters} letters, in five groups, from the least to the most sure. On average the detective "
        "claims {claims}. The shares that are right: {shares}."
    ).format(n=len(claim), letters=letters, claims=listed(map(number, x)), shares=listed(map(number, y)))
    return Picture(figure, said)
