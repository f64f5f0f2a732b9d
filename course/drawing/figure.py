"""Figures as pictures: fragments of SVG, one for each artist, or a PNG with the sentence that goes with it."""

import base64
import contextlib
import hashlib
import io
import itertools
import re
import textwrap
from contextvars import ContextVar
from xml.etree import ElementTree

from course.drawing.style import house_style
from course.translation import CHINESE, STOPS, TAG, without_gaps

# isort: split
# after course.drawing.style, which imports matplotlib even where MPLBACKEND is wrong
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image  # comes with matplotlib

POINTS_PER_INCH = 72
SCREEN_WIDTH = 760  # pixels; wider than a phone, narrower than a cell of a projected page
NO_METADATA = dict.fromkeys(["Creator", "Date", "Format", "Type"])
XLINK = "http://www.w3.org/1999/xlink"
LINK = f"{{{XLINK}}}href"
NUMBERS = {"d", "x", "y", "width", "height", "transform"}
HOUSE_FONT = re.compile(r" font-family: 'DejaVu Sans', sans-serif\b[^;]*;")
LANG = f' lang="{TAG}"' * (TAG != "en")  # some signs look different in Chinese and in Japanese
ID = "ID:"
WIDE, NARROW = 7.2, 5.3  # inches; on a phone of 360 pixels, a text of 12 points in the narrow one has 11 pixels
WIDTH = ContextVar("inches", default=WIDE)  # of new figures; see `narrow`
PANEL = 2.3  # inches; the height of a panel that stands below another
_layers = itertools.count()
_renderer = RendererSVG.__new__(RendererSVG)  # one for all figures: matplotlib caches text sizes for each renderer


class Picture:
    """A figure that does not move, shown with the sentence that says what to see in it."""

    def __init__(self, figure, sentence):
        self.figure, self.sentence = figure, without_gaps(sentence)

    def _repr_mimebundle_(self, **kwargs):
        return poster(self.figure, self.sentence)


@house_style()
def new_figure(height=3.2):
    """Return a figure of the width WIDTH that belongs to no pyplot state, so that any thread may draw it."""
    return Figure(figsize=(WIDTH.get(), height), dpi=POINTS_PER_INCH, layout="constrained")


@contextlib.contextmanager
def narrow():
    """Make the figures of the body for a phone: narrow, with the panels of a row below each other."""
    before = WIDTH.set(NARROW)
    try:
        yield
    finally:
        WIDTH.reset(before)


def is_narrow():
    """Return whether new figures are for a phone."""
    return WIDTH.get() == NARROW


def broken(text, letters=16):
    """Return the text, on a phone in lines of at most so many letters; a label with 16 is as long as a panel."""
    return "\n".join(lines_of(text, letters)) if is_narrow() else text


def lines_of(text, letters, **how):
    """Return the text in lines of at most so many letters, unless a word is longer; `how` is for `textwrap.wrap`.

    A Chinese sign is as wide as two letters. A line may end after it, but not before a stop or a closing bracket, and
    not after an opening one.

    >>> lines_of("狗的概率（真实分布），单位是比特", 12)
    ['狗的概率（真', '实分布），单', '位是比特']
    """
    # After each Chinese sign stands a mark of its own: \r, which is a kind of space, or \0, at which no line ends.
    marked = re.sub(CHINESE, "\\g<0>\r", text)
    marked = re.sub(f"(?<=（)\r|\r(?={STOPS}|[）)”…])", "\0", marked)
    lines = textwrap.wrap(marked, letters, replace_whitespace=False, break_long_words=False, **how)
    return [re.sub("[\r\0]", "", line) for line in lines]


@house_style()
def new_axes(rows=1, columns=1, height=3.2, stacked=None, on_phone=None, **ratios):
    """Return a `new_figure` and its axes, as `plt.subplots` does.

    stacked: the heights, in inches, of the panels of one row where they stand below each other on a phone.
    on_phone: the height, in inches, of a figure whose panels keep their places on a phone.
    """
    if is_narrow() and on_phone:
        height = on_phone
    elif is_narrow() and rows == 1 and columns > 1:
        heights = stacked or [PANEL] * columns
        figure = new_figure(sum(heights))
        return figure, figure.subplots(columns, 1, height_ratios=heights)
    figure = new_figure(height)
    return figure, figure.subplots(rows, columns, **ratios)


@house_style()
def new_mosaic(screen, phone, height, heights, **ratios):
    """Return a `new_figure` and its axes in the order of their letters; see `Figure.subplot_mosaic`.

    screen, phone: the places of the panels in either layout. heights: of the rows on a phone, in inches.
    """
    if is_narrow():
        screen, height, ratios = phone, sum(heights), {"height_ratios": heights}
    figure = new_figure(height)
    return figure, [*figure.subplot_mosaic(screen, **ratios).values()]


@house_style()
def settle(figure):
    """Lay the figure out once: a picture must not shift while its parts move."""
    figure.draw_without_rendering()  # the layout engine alone may leave images with a wrong shape
    figure.set_layout_engine(None)  # with "none", every saving would lay the figure out again


@house_style()
def fragments(figure, artists):
    """Draw these artists; return for each of them two lists of SVG elements.

    The first has the artist, the second the marks and clipping paths that it refers to. Ids begin with ID, which the
    caller replaces by a prefix of its own in each picture. The same content has the same id.
    """
    out = io.StringIO()
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    _renderer.__init__(width, height, out, image_dpi=POINTS_PER_INCH, metadata=NO_METADATA)
    for artist in artists:
        _renderer.open_group("artist")
        artist.draw(_renderer)
        _renderer.close_group("artist")
    _renderer.finalize()
    body = out.getvalue().partition("<svg")[2].partition(">")[2]
    # HTML needs no namespace for SVG, and ElementTree would write one into every name.
    picture = ElementTree.fromstring(f'<svg xmlns:xlink="{XLINK}">{body}')
    _shorten(picture)
    found = picture.findall("defs") + picture.findall("g//defs")  # clipping paths, and marks where they are first used
    for group in picture.findall(".//*[defs]"):
        for definition in group.findall("defs"):
            group.remove(definition)
    definitions = [definition for several in found for definition in several]
    picture.extend(definitions)
    _name_by_content(picture)
    definitions = {element.get("id"): f"<defs>{_text(element)}</defs>" for element in definitions}
    drawn = []
    for group in picture.findall("g"):
        elements = list(map(_text, group))
        needed = set(re.findall(f"#({ID}[0-9a-f]+)", "".join(elements)))
        drawn.append((elements, [text for name, text in definitions.items() if name in needed]))
    return drawn


def _text(element):
    return ElementTree.tostring(element, encoding="unicode")


def svg(figure, parts, attributes):
    """Return an <svg> element of this figure's size, with these attributes and fragments."""
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    content = "".join(parts).replace(ID, f"layer{next(_layers)}-")  # a page has many, each with its own clips
    return f'<svg viewBox="0 0 {width:g} {height:g}"{LANG} {attributes}>{content}</svg>'


def whole(figure, attributes):
    """Return all of a figure as an <svg> element with these attributes."""
    [(drawn, definitions)] = fragments(figure, [figure])
    return svg(figure, drawn + definitions, attributes)


def state_of(artist):
    """Return all that the drawing of an artist depends on: equal states give equal drawings.

    >>> from matplotlib.lines import Line2D
    >>> state_of(Line2D([0], [1], color="red")) == state_of(Line2D([0], [1], color="blue"))
    False
    """
    look = [artist.get_visible(), artist.get_alpha(), artist.get_clip_on()]
    match artist:
        case Line2D():
            look += [artist.get_xydata().tobytes(), artist.get_color(), artist.get_linestyle(), artist.get_linewidth()]
        case Rectangle():
            look += [*artist.get_bbox().bounds, artist.get_facecolor(), artist.get_edgecolor(), artist.get_hatch()]
        case Text():
            look += [artist.get_text(), *artist.get_position(), artist.get_ha(), artist.get_va(), artist.get_color()]
            look += [artist.get_size(), artist.get_weight(), artist.get_rotation()]
        case AxesImage():
            look += [artist.get_array().tobytes(), *artist.get_extent()]
        case _:
            raise TypeError(f"{artist} cannot move: use lines, rectangles, texts and images, or add it to state_of")
    return tuple(look)


def _name_by_content(picture):
    """Replace each id by a hash of the element's content, also where another element refers to it."""
    names = {}
    for element in picture.iter():
        if "id" in element.attrib:
            old = element.attrib.pop("id")
            names[old] = ID + hashlib.sha256(ElementTree.tostring(element)).hexdigest()[:6]
            element.set("id", names[old])
    for element in picture.iter() if names else []:
        for name, text in element.items():
            if "#" in text:  # a colour has a # too, and stays as it is
                element.set(name, re.sub(r"#([\w-]+)", lambda found: "#" + names.get(found[1], found[1]), text))


def _shorten(picture):
    """Remove what no reader sees: a film sends a hundred layers."""
    picture.remove(picture.find("defs[style]"))  # its style rule would apply to the whole page
    picture.text = None
    for element in picture.iterfind(".//*"):
        element.text, element.tail = (text if text and text.strip() else None for text in (element.text, element.tail))
        if element.tag == "g":
            element.attrib.pop("id", None)  # nothing refers to it
        if element.get("transform", "").startswith("rotate(-0 "):
            del element.attrib["transform"]
        if LINK in element.attrib:
            element.set("href", element.attrib.pop(LINK))
        for name in NUMBERS.intersection(element.keys()):
            # A hundredth of a point is below what a screen shows.
            element.set(name, re.sub(r"(?<=\.\d\d)\d+", "", element.get(name)))
        if element.tag == "path":
            element.set("d", re.sub(r"\s*([A-Za-z])\s*", r"\1", element.get("d")))
        if "style" in element.attrib:
            element.set("style", HOUSE_FONT.sub("", element.get("style")))  # the <svg> element has it


@house_style()
def poster(figure, sentence):
    """Return (data, metadata) of a still picture for readers without widgets; the sentence is its alternative text."""
    lines = lines_of(sentence, int(11 * figure.get_figwidth()))
    width, height = figure.get_size_inches()
    margin = 0.15 + 0.23 * len(lines)
    caption = figure.text(0.02, -0.1 / height, "\n".join(lines), va="top", linespacing=1.3)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=130, bbox_inches=Bbox([[0, -margin], [width, height]]))
    caption.remove()
    small = io.BytesIO()
    Image.open(out).convert("RGB").quantize(256).save(small, format="png")
    data = {"image/png": base64.b64encode(small.getvalue()).decode(), "text/plain": sentence}
    return data, {"image/png": {"alt": sentence, "width": SCREEN_WIDTH}}
