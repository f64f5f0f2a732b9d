"""A row of drawn pets with their labels, as a still picture."""

from course.drawing import Picture, house_style, new_axes
from course.translation import _
from course.worlds.pets import CLASSES


@house_style()
def pet_gallery(pictures, labels):
    """Show pictures (m, 32, 32) in a row, each over the name of its label."""
    names = [_(CLASSES[label]) for label in labels]
    figure, panels = new_axes(1, len(names), height=1.15)
    for axes, picture, name in zip(panels, pictures, names, strict=True):
        axes.imshow(picture, cmap="gray", vmin=0, vmax=1, interpolation="none")
        axes.set_title(name, loc="center")
        axes.set_axis_off()
    return Picture(figure, _("Drawn faces, from left to right: {names}.").format(names=", ".join(names)))
