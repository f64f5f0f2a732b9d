"""The machinery of a figure: its look, its parts, its layers, and the sliders that move it."""
