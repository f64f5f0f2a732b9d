"""Typed: a text field above a picture that follows at every key, and a sentence that says what it shows."""

import html

from ipywidgets import HTML, GridBox, Layout, Text

from lib.drawing.explorer import FRAME_STYLE, SENTENCE_STYLE, STILL_STYLE
from lib.drawing.picture import SCREEN_WIDTH, house_style, poster, settle, svg_layer
from lib.drawing.widgets import CellBox

MOST_LETTERS = 300  # more do not change what one sees, and a whole book would take its time


class Typed(CellBox):
    """A text field above a picture that follows it; as a live Explorer, with a text in place of sliders.

    figure, moving, title: as for an Explorer.
    update: called with the text, cut off after MOST_LETTERS; moves the artists and returns the sentence.
    label: stands before the field. start: stands in it at first.
    """

    @house_style()
    def __init__(self, figure, update, *, moving, title, label, start):
        self.figure, self.moving, self.title, self._update = figure, dict(moving), title, update
        for artist in self.moving.values():
            artist.set_in_layout(False)
        self.field = Text(
            value=start,
            description=label,
            style={"description_width": "initial"},
            layout=Layout(width="auto", max_width=f"{SCREEN_WIDTH}px"),
        )
        self.at(start)
        settle(figure)
        layer = Layout(grid_area="1 / 1", margin="0", width="100%")
        still, self.view = HTML(self._still(), layout=layer), HTML(self.frame(start), layout=layer)
        self.field.observe(lambda change: self.view.set_trait("value", self.frame(change["new"])), "value")
        stage = GridBox([still, self.view], layout=Layout(grid_template_columns="minmax(0, 1fr)", width="100%"))
        super().__init__([self.field, stage], layout=Layout(margin="8px 0", overflow="hidden"))

    @property
    def sentence(self):
        """The sentence for the text as it stands."""
        return self.at(self.field.value)

    @house_style()
    def at(self, text):
        """Move the artists to this text, and return the sentence."""
        return self._update(text[:MOST_LETTERS])

    @house_style()
    def frame(self, text):
        """What moves, as HTML: the <svg> layer for this text, and the sentence under it."""
        sentence = html.escape(self.at(text))
        alt = f'role="img" aria-label="{html.escape(self.title)}. {sentence}"'
        svg = svg_layer(self.figure, self.moving.values(), f'style="{FRAME_STYLE}" {alt}')
        return svg + f'<p style="{SENTENCE_STYLE};min-height:3em" aria-live="polite">{sentence}</p>'

    def close(self):
        """Close every widget and let go of the pictures."""
        super().close()
        self.moving, self.figure, self._update = {}, None, None

    def _still(self):
        for artist in self.moving.values():
            artist.set_visible(False)
        svg = svg_layer(self.figure, None, f'style="{STILL_STYLE}" aria-hidden="true"')
        for artist in self.moving.values():
            artist.set_visible(True)
        return svg

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = poster(self.figure, self.sentence)
        return {**(super()._repr_mimebundle_(**kwargs) or {}), **data}, metadata
