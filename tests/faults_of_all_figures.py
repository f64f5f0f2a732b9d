"""A program that prints, as JSON, the faults of all figures in both layouts, in the language of the environment."""

import json
from contextlib import nullcontext

from example_figures import FIGURES, chosen, without_frames
from figure_faults import Sheet

from course.drawing.explorer import Explorer
from course.drawing.figure import narrow

SOME = 30  # positions of each explorer, and the ends of its sliders


def faults():
    """Yield the name of the figure, its position and a sentence for every fault."""
    for name in FIGURES:
        for layout in (nullcontext, narrow):
            with layout():
                figure = without_frames(name)
            sheet = Sheet(figure.figure, getattr(figure, "moving", {}).values())
            for position in chosen(name, figure, SOME) if isinstance(figure, Explorer) else [{}]:
                if position:
                    figure.at(**position)
                yield from ((name, position, fault) for fault in sheet.faults())


if __name__ == "__main__":  # pytest imports every file to find examples
    print(json.dumps([*faults()]))
