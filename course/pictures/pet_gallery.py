"""Drawn pets with their labels, as a still picture."""

from course.drawing import Picture, house_style, is_narrow, new_axes
from course.translation import _, listed
from course.worlds.pets import CLASSES


@house_style()
def pet_gallery(pictures, labels):
    """Show pictures (m, 32, 32) in a row, on a phone in two, each under the name of its label."""
    names = [_(CLASSES[label]) for label in labels]
    rows, sentence = 1, _("Drawn faces, from left to right: {names}.")
    if is_narrow():
        rows, sentence = 2, _("Drawn faces, row by row from left to right: {names}.")
    figure, panels = new_axes(rows, len(names) // rows, height=1.15, on_phone=3)
    for axes, picture, name in zip(panels.flat, pictures, names, strict=True):
        axes.imshow(picture, cmap="gray", vmin=0, vmax=1, interpolation="none")
        axes.set_title(name, loc="center")
        axes.set_axis_off()
    return Picture(figure, sentence.format(names=listed(names)))
