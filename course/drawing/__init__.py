"""The machinery of a figure: its look, its parts, its layers, and the sliders that move it."""

from course.drawing.explorer import Explorer, slider
from course.drawing.figure import Picture, broken, house_style, is_narrow, new_axes, new_figure, new_mosaic
from course.drawing.parts import Bars, Beyond, Columns, Reading, moving_line, put

__all__ = ["Bars", "Beyond", "Columns", "Explorer", "Picture", "Reading", "broken", "house_style", "is_narrow"]
__all__ += ["moving_line", "new_axes", "new_figure", "new_mosaic", "put", "slider"]
