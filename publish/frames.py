"""The pictures of an explorer at all positions: fragments of SVG, each stored once.

Most artists follow one slider only, so pictures share most fragments, and the other fragments differ in a few numbers.
The largest film, `explorers/04_soft_truth.phone.js` in the site, has 2601 pictures of 2 kB each. It takes 0.3 MB, and
51 kB when compressed.
"""

import itertools
import math

from course.drawing.figure import ID, house_style
from course.drawing.game import Game
from course.drawing.style import amount, number
from course.translation import listed
from publish import BuildError
from publish.figures import in_page_colors
from publish.handles import handle_data, handles_of, place_of
from publish.packing import packed

MOST_POSITIONS = 3000


def positions_of(explorer):
    """Return the slider positions that the page offers, [(text, value), ...] by name."""
    options = {name: list(control.options) for name, control in explorer.sliders.items()}
    if (count := math.prod(map(len, options.values()))) > MOST_POSITIONS:
        raise BuildError(f"{count} pictures are too many: give the sliders fewer values")
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
    facts["presets"] = [_preset(explorer, options, position) for position in preset_positions(explorer)]
    if isinstance(explorer, Game):
        facts["targets"] = [[target, number(target)] for target in explorer.targets]
    return facts


def preset_positions(explorer):
    """Return the places to visit, as arguments for `at`."""
    presets = [values if isinstance(values, tuple) else (values,) for values in explorer.presets]
    return [dict(zip(explorer.sliders, values, strict=True)) for values in presets]


def _preset(explorer, options, position):
    """Return a place to visit: the text of its button, the sliders' positions, and the number that is found there."""
    explorer.at(**position)
    indices = [[value for _, value in options[name]].index(value) for name, value in position.items()]
    text = listed(options[name][index][0] for name, index in zip(options, indices))
    return {"text": text, "at": indices, "told": explorer.trace[1].get_text() if explorer.trace else ""}


@house_style()
def film(explorer, options, prefix):
    """Return the picture at every position, packed; each is a list of its sentence and its fragments.

    Pictures are in the order of itertools.product over the sliders: the last slider changes fastest. Ids begin with the
    prefix, which no other explorer has. A Game has "scores" too: each position's score and its text, or null where the
    score is not finite. "handles" are those of handles.py, "dots" the places [x, y] of the presets' dots.
    """
    pictures, scores, places, dots = [], [], [], []
    for values in itertools.product(*([value for _, value in choices] for choices in options.values())):
        position = dict(zip(options, values))
        sentence, parts = explorer.picture(**position)
        pictures.append([sentence, *(in_page_colors(part.replace(ID, f"{prefix}_")) for part in parts)])
        places.append([place_of(artist, along) for _name, artist, along in handles_of(explorer)])
        if isinstance(explorer, Game):
            score = explorer.score(**position)
            scores.append([score, amount(score)] if math.isfinite(score) else None)
    for position in preset_positions(explorer) if explorer.trace else []:
        explorer.at(**position)
        dots.append([round(float(coordinate), 1) for coordinate in place_of(explorer.trace[0])])
    more = {"scores": scores, "handles": handle_data(explorer, options, places), "dots": dots}
    return packed(pictures) | {name: data for name, data in more.items() if data}
