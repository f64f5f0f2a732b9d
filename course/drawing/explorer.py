"""Explorer: sliders above a picture that follows them at once, and a sentence that says what it shows.

One slider makes a *film*: every frame is drawn at the start and sent to the browser, which then picks frames without
the kernel. More sliders make it *live*: each move asks the kernel, which draws only what moves, over a background that
was drawn once.
"""

import html
import itertools

from ipywidgets import HTML, Button, GridBox, Layout, SelectionSlider, Stack, jslink

from course.drawing.figure import SCREEN_WIDTH, fragments, house_style, poster, settle, state_of, svg, whole
from course.drawing.style import number
from course.drawing.widgets import CellBox
from course.translation import _, without_gaps

MOST_FRAMES = 240
FRAME_STYLE = (
    f"display:block;width:100%;max-width:{SCREEN_WIDTH}px;height:auto;"
    "stroke-linejoin:round;font-family:DejaVu Sans,sans-serif"
)
STILL_STYLE = FRAME_STYLE + ";background:#fff;border-radius:6px"
SENTENCE_STYLE = f"margin:6px 0 0;max-width:{SCREEN_WIDTH}px;line-height:1.45;font-size:15px;white-space:normal"


def slider(label, values, start, text=number, label_width="initial"):
    """Return a slider over exactly these values; `text(value)` is shown beside it.

    Sliders that stand below each other begin at the same place if they have the same `label_width`, such as "110px".
    """
    values = [float(value) for value in values]
    nearest = min(values, key=lambda value: abs(value - start))
    return SelectionSlider(
        options=[(text(value), value) for value in values],
        value=nearest,
        description=label,
        tooltip=label,
        style={"description_width": label_width},
        layout=Layout(width="auto", max_width=f"{SCREEN_WIDTH}px"),
    )


class MovingPicture(CellBox):
    """A picture that is drawn once, with a layer over it for the artists that move and the sentence about them.

    Subclasses move it in different ways: an Explorer has sliders, a TextExplorer has a text field.
    """

    def _take(self, figure, update, moving, title, *start):
        self.figure, self.title, self._update, self.moving = figure, title, update, {}
        for name, part in moving.items():
            several = isinstance(part, (list, tuple))
            self.moving |= {f"{name} {i}": artist for i, artist in enumerate(part)} if several else {name: part}
        self.moving = dict(sorted(self.moving.items(), key=lambda item: item[1].zorder))
        self._drawn = {}  # fragments by an artist's name and state, kept because most artists follow one slider only
        for artist in self.moving.values():
            artist.set_in_layout(False)
        self.at(*start)
        settle(figure)

    def still(self, attributes=f'style="{STILL_STYLE}" aria-hidden="true"'):
        """Return the part that does not move, as an <svg> element with these attributes."""
        for artist in self.moving.values():
            artist.set_visible(False)
        drawn = whole(self.figure, attributes)
        for artist in self.moving.values():
            artist.set_visible(True)
        return drawn

    @house_style()
    def picture(self, *values, **named):
        """Return the sentence for these values, and SVG fragments of the artists that move: equal for equal states."""
        sentence = self.at(*values, **named)
        artists = {(name, state_of(artist)): artist for name, artist in self.moving.items()}
        if new := {state: artist for state, artist in artists.items() if state not in self._drawn}:
            self._drawn |= zip(new, fragments(self.figure, new.values()))
        drawn = [self._drawn[state] for state in artists]
        definitions = dict.fromkeys(needed for _, several in drawn for needed in several)
        return sentence, [element for elements, _ in drawn for element in elements] + list(definitions)

    def frame(self, *values, **named):
        """Return the <svg> layer that moves, at these values, and the sentence under it, as HTML."""
        return self.layer(*self.picture(*values, **named))

    def layer(self, sentence, parts, paragraph=f'style="{SENTENCE_STYLE}"'):
        """Return a picture with its sentence as HTML; `paragraph` has the attributes of the sentence."""
        return f"{self.drawn(sentence, parts)}<p {paragraph}>{html.escape(sentence)}</p>"

    def drawn(self, sentence, parts):
        """Return a picture as an <svg> element, with its title and the sentence as alternative text."""
        label = html.escape(_("{title}. {sentence}").format(title=self.title, sentence=sentence))
        return svg(self.figure, parts, f'style="{FRAME_STYLE}" role="img" aria-label="{label}"')

    def close(self):
        """Close every widget of this picture and drop all references to its parts."""
        super().close()
        # Out[n] keeps the object itself for as long as the kernel runs.
        self.moving, self.figure, self._update, self._drawn = {}, None, None, {}

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = poster(self.figure, self.sentence)
        return {**(super()._repr_mimebundle_(**kwargs) or {}), **data}, metadata


def stage_of(*layers):
    """Return the layers one over the other, as wide as the page allows."""
    return GridBox(layers, layout=Layout(grid_template_columns="minmax(0, 1fr)", width="100%"))


class Explorer(MovingPicture):
    """Sliders above a picture that follows them.

    figure: made by `new_axes` or `new_mosaic`, with everything drawn on it.
    update: called with the sliders' values by name; moves the artists and returns the sentence that says,
        with its numbers, what the picture now shows.
    moving: the artists that `update` moves, by name, or a list of them; all others are drawn just once.
    title: a short name of the picture, for those who cannot see it.
    sliders: one `slider(...)` or more, by name. Exactly one makes a film, more make it live.
    buttons: the buttons under the sliders, {text: {slider: the slider whose value it gets}}.
    plays: whether something runs as the only slider moves, such as tosses or training; the site can play it.
    handles: what stands for a slider and can be dragged on the site, {slider: [(line or bar, "x" or "y"), ...]}.
    presets: the values that the page's text names, [value, ...]; with several sliders a tuple for each place to visit.
    trace: of which mark a visited preset leaves a dot on the site, and the text with its number.
    extras: further widgets under the sliders.

    Raises ValueError or TypeError, with advice, where a call cannot work.
    """

    @house_style()
    def __init__(
        self, figure, update, *, moving, title, buttons=None, plays=False, handles=None, presets=(), trace=None,
        extras=(), **sliders,
    ):
        if not sliders:
            raise ValueError("an Explorer needs a control: add one, such as q=slider('q', values, start)")
        if not moving:
            raise ValueError("nothing would follow the slider: name the artists that move in moving={...}")
        self.sliders, self.buttons, self.plays = sliders, buttons or {}, plays
        self.handles, self.presets, self.trace = handles or {}, presets, trace
        self._take(figure, update, moving, title)
        # Frames share one layout and one style, because each of these is a widget too.
        still = HTML(layout=Layout(grid_area="1 / 1", margin="0", width="100%"))
        shared = {"layout": still.layout, "style": still.style}
        view, self.longest = self._film(*sliders.values(), shared) if len(sliders) == 1 else self._live(shared)
        # The invisible longest sentence keeps the page from jumping.
        invisible = f'style="{SENTENCE_STYLE};visibility:hidden" aria-hidden="true"'
        still.value = f"{self.still()}<p {invisible}>{html.escape(self.longest)} …</p>"
        children = [*sliders.values(), *map(self._button, self.buttons), *extras, stage_of(still, view)]
        super().__init__(children, layout=Layout(margin="8px 0", overflow="hidden"))

    def close(self):
        """Close the explorer as a MovingPicture, and drop its handles."""
        super().close()
        self.handles, self.trace = {}, None

    @property
    def values(self):
        """Return the sliders' values by name."""
        return {name: control.value for name, control in self.sliders.items()}

    @property
    def sentence(self):
        """Return the sentence for the sliders' values."""
        return self.at()

    @house_style()
    def at(self, **values):
        """Move the artists to these values of the sliders, and return the sentence."""
        sentence = self._update(**{**self.values, **values})
        if not isinstance(sentence, str) or not sentence:
            raise TypeError(f"update must return the sentence under the picture, and it returned {sentence!r}")
        return without_gaps(sentence)

    def positions(self):
        """Return every combination of the sliders' values, as arguments for `at`."""
        choices = [[value for _, value in control.options] for control in self.sliders.values()]
        return (dict(zip(self.sliders, values)) for values in itertools.product(*choices))

    def _button(self, text):
        button = Button(description=text, layout=Layout(width="auto", align_self="flex-start"))

        def press(_):
            before = self.values
            for name, source in self.buttons[text].items():
                self.sliders[name].value = before[source]

        button.on_click(press)
        return button

    def _film(self, control, shared):
        if len(control.options) > MOST_FRAMES:
            raise ValueError(
                f"a film of {len(control.options)} frames is too long: give the slider at most {MOST_FRAMES} values"
            )
        pictures = [self.picture(**position) for position in self.positions()]
        frames = [HTML(self.layer(*picture), **shared) for picture in pictures]
        film = Stack(frames, selected_index=control.index, layout=shared["layout"])
        self.partners = (jslink((control, "index"), (film, "selected_index")),)
        return film, max((sentence for sentence, _ in pictures), key=len)

    def _live(self, shared):
        view = HTML(self.frame(), **shared)
        for control in self.sliders.values():
            control.observe(lambda _: view.set_trait("value", self.frame()), "value")
        positions = list(self.positions())
        sentences = [self.at(**position) for position in positions[:: len(positions) // 60 + 1]]
        return view, max(sentences, key=len)
