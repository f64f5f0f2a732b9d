"""The pictures of an explorer at all positions: fragments of SVG, each stored once.

Most artists follow one slider only, so pictures share most fragments, and the other fragments differ in a few numbers.
Some 3700 pictures of 2 kB each take about 0.5 MB, and 70 kB when compressed: see `04_soft_truth.js` in the site.
"""

import itertools
import math

from course.drawing.figure import ID, house_style
from course.drawing.game import Game
from course.drawing.style import amount, number
from publish import BuildError
from publish.figures import in_page_colors
from publish.packing import packed

MOST_POSITIONS = 3800


def positions_of(explorer):
    """Return the slider positions that the page offers, [(text, value), ...] by name: all of them, if there are few.

    Otherwise the values divisible by 0.02 or 0.05 remain, with the start and both ends.
    """
    options = {name: list(control.options) for name, control in explorer.sliders.items()}
    if _count(options) > MOST_POSITIONS:
        for name, all_of_them in options.items():
            kept = {all_of_them[0][1], all_of_them[-1][1], explorer.sliders[name].value}
            options[name] = [o for o in all_of_them if o[1] in kept or _divides(o[1], 0.02) or _divides(o[1], 0.05)]
    if _count(options) > MOST_POSITIONS:
        raise BuildError(f"{_count(options)} pictures are too many: give the sliders fewer values")
    return options


def facts_of(explorer, options):
    """Return what the page's script needs besides the pictures: title, sliders with their start, buttons, targets."""
    sliders = []
    for name, choices in options.items():
        control, (texts, values) = explorer.sliders[name], zip(*choices)
        start = values.index(control.value)  # its `label` is empty at first if this is the first option
        sliders.append({"name": name, "label": control.description, "start": start, "texts": texts, "values": values})
    buttons = [{"text": text, "sources": sources} for text, sources in explorer.buttons.items()]
    facts = {"title": explorer.title, "sliders": sliders, "buttons": buttons, "plays": explorer.plays}
    if isinstance(explorer, Game):
        facts["targets"] = [[target, number(target)] for target in explorer.targets]
    return facts


@house_style()
def film(explorer, options, prefix):
    """Return the picture at every position, packed; each is a list of its sentence and its fragments.

    Pictures are in the order of itertools.product over the sliders: the last slider changes fastest. Ids begin with the
    prefix, which no other explorer has. A Game has "scores" too: each position's score and its text, or null where the
    score is not finite.
    """
    pictures, scores = [], []
    for values in itertools.product(*([value for _, value in choices] for choices in options.values())):
        position = dict(zip(options, values))
        sentence, parts = explorer.picture(**position)
        pictures.append([sentence, *(in_page_colors(part.replace(ID, f"{prefix}_")) for part in parts)])
        if isinstance(explorer, Game):
            score = explorer.score(**position)
            scores.append([score, amount(score)] if math.isfinite(score) else None)
    return packed(pictures) | ({"scores": scores} if scores else {})


def _divides(value, step):
    return abs(value / step - round(value / step)) < 1e-9


def _count(options):
    return math.prod(map(len, options.values()))
