"""The machinery of a figure: its look, its parts, its layers, and the sliders that move it."""

from course.drawing.explorer import Explorer, slider
from course.drawing.figure import Picture, broken, house_style, is_narrow, new_axes, new_figure, new_mosaic
from course.drawing.parts import Bars, Beyond, Columns, Directions, Reading, moving_line, put

__all__ = ["Bars", "Beyond", "Columns", "Directions", "Explorer", "Picture", "Reading", "broken", "house_style"]
__all__ += ["is_narrow", "moving_line", "new_axes", "new_figure", "new_mosaic", "put", "slider"]
