"""Game: an explorer whose sliders must hit target numbers, and which keeps the nearest scores."""

import math

from ipywidgets import HTML

from course.drawing.explorer import SENTENCE_STYLE, Explorer
from course.drawing.style import amount, say
from course.translation import _, listed


class Game(Explorer):
    """Sliders above a picture, and a line with the nearest score so far for each target.

    score: called with the sliders' values by name, returns bits; infinite or nan where there is nothing to keep.
    targets: the numbers of bits to hit. All else is as for an Explorer.
    """

    def __init__(self, figure, update, *, score, targets, **parts):
        self.score, self.targets = score, targets
        self.nearest = dict.fromkeys(targets)
        self.standing = HTML()
        super().__init__(figure, update, extras=[self.standing], **parts)
        self._say()
        for control in self.sliders.values():
            control.observe(lambda change: self.note(self.score(**self.values)), "value")

    def note(self, reached):
        """Keep a score for every target that it comes nearer to than any score before."""
        for target, before in self.nearest.items():
            if math.isfinite(reached) and (before is None or abs(reached - target) < abs(before - target)):
                self.nearest[target] = reached
        self._say()

    def close(self):
        """Close the game as an Explorer, and drop its score function."""
        super().close()
        self.score = None

    def _say(self):
        self.standing.value = f'<p aria-live="polite" style="{SENTENCE_STYLE}">{standing(self.nearest)}</p>'


def standing(nearest):
    """Return a sentence about the nearest scores: {target: bits or None}.

    >>> standing({0.1: 0.25, 3: None})
    'Nearest so far: 0.25 bits for 0.1, nothing yet for 3.'
    """
    nothing = _("nothing yet")
    parts = [
        say(_("{reached} for {target}"), reached=nothing if reached is None else amount(reached), target=target)
        for target, reached in nearest.items()
    ]
    return _("Nearest so far: {list}.").format(list=listed(parts))
