"""TextExplorer: a text field above a picture that follows at every key, and a sentence that says what it shows."""

from ipywidgets import HTML, Layout, Text

from course.drawing.explorer import SENTENCE_STYLE, MovingPicture, stage_of
from course.drawing.figure import SCREEN_WIDTH, house_style
from course.translation import without_gaps

MOST_LETTERS = 300  # more do not change the picture, and a whole book would take long


class TextExplorer(MovingPicture):
    """A live explorer with a text field in place of sliders.

    figure, moving, title: as for an Explorer.
    update: called with the text, cut off after MOST_LETTERS; moves the artists and returns the sentence.
    label: the text before the field. start: the text in it at first.
    """

    @house_style()
    def __init__(self, figure, update, *, moving, title, label, start):
        self.field = Text(
            value=start,
            description=label,
            style={"description_width": "initial"},
            layout=Layout(width="auto", max_width=f"{SCREEN_WIDTH}px"),
        )
        self._take(figure, update, moving, title, start)
        layer = Layout(grid_area="1 / 1", margin="0", width="100%")
        still, self.view = HTML(self.still(), layout=layer), HTML(self.frame(start), layout=layer)
        self.field.observe(lambda change: self.view.set_trait("value", self.frame(change["new"])), "value")
        super().__init__([self.field, stage_of(still, self.view)], layout=Layout(margin="8px 0", overflow="hidden"))

    @property
    def sentence(self):
        """Return the sentence for the text in the field."""
        return self.at(self.field.value)

    @house_style()
    def at(self, text):
        """Move the artists to this text, and return the sentence."""
        return without_gaps(self._update(text[:MOST_LETTERS]))

    def layer(self, *picture):
        """Return a picture as HTML, with a sentence that is read out when it changes."""
        return super().layer(*picture, f'style="{SENTENCE_STYLE};min-height:3em" aria-live="polite"')
