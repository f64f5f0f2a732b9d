"""The machinery of a figure: its look, its parts, its layers, and the sliders that move it."""

from course.drawing.explorer import Explorer, slider
from course.drawing.figure import Picture, house_style, new_axes, new_figure

__all__ = ["Explorer", "Picture", "house_style", "new_axes", "new_figure", "slider"]
