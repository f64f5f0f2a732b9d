"""A program that builds the site in the language of the environment, with few positions of each slider, to save time.

It prints the names of the pages.
"""

import sys

from publish import pages
from publish.build import build
from publish.frames import positions_of, preset_positions


def few(explorer):
    """Return the ends of each slider, its start and the places to visit, as `positions_of` does."""
    places = [explorer.values, *preset_positions(explorer)]
    kept = {name: {place[name] for place in places} for name in explorer.sliders}
    return {
        name: [choice for choice in choices if choice in (choices[0], choices[-1]) or choice[1] in kept[name]]
        for name, choices in positions_of(explorer).items()
    }


if __name__ == "__main__":  # pytest imports every file to find examples
    pages.positions_of = few
    print(*build(sys.argv[1], pyodide=""))
