"""Figures as pictures: an SVG layer of some of their artists, or a PNG with the sentence that goes with it."""

import io
import itertools
import re
import textwrap
from xml.etree import ElementTree

from course.drawing.style import house_style

# isort: split
# matplotlib comes after course.drawing.style, which knows how to import it
import matplotlib
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image  # comes with matplotlib

POINTS_PER_INCH = 72
SCREEN_WIDTH = 760  # pixels; wider than a phone, narrower than a cell of a projected page
NO_METADATA = dict.fromkeys(["Creator", "Date", "Format", "Type"])
XLINK = "http://www.w3.org/1999/xlink"
LINK = f"{{{XLINK}}}href"
NUMBERS = {"d", "x", "y", "width", "height", "transform"}
HOUSE_FONT = " font-family: 'DejaVu Sans', sans-serif;"
_layers = itertools.count()
_renderer = RendererSVG.__new__(RendererSVG)  # always the same: matplotlib remembers the sizes of texts for each


class Picture:
    """A figure that does not move, shown with the sentence that says what to see in it."""

    def __init__(self, figure, sentence):
        self.figure, self.sentence = figure, sentence

    def _repr_mimebundle_(self, **kwargs):
        return poster(self.figure, self.sentence)


@house_style()
def new_figure(width=7.2, height=3.2):
    """Return a figure that belongs to no pyplot state, so that any thread may draw it."""
    return Figure(figsize=(width, height), dpi=POINTS_PER_INCH, layout="constrained")


@house_style()
def settle(figure):
    """Lay the figure out once: a picture must not shift while its parts move."""
    figure.draw_without_rendering()  # the layout alone would leave the shape of images to chance
    figure.set_layout_engine(None)  # not "none", with which every saving would lay it out once more


@house_style()
def svg_layer(figure, artists, attributes):
    """Draw only `artists` (all of the figure if None) and return an <svg> element with these attributes.

    Drawing the few artists that move takes about a millisecond, a whole figure fifty or more.
    """
    width, height = figure.get_size_inches() * POINTS_PER_INCH
    out = io.StringIO()
    # Layers of one page share its ids: a salt of its own keeps each from clipping with another's path.
    matplotlib.rcParams["svg.hashsalt"] = f"layer {next(_layers)}"
    _renderer.__init__(width, height, out, image_dpi=POINTS_PER_INCH, metadata=NO_METADATA)
    if artists is None:
        figure.draw(_renderer)
    else:
        for artist in sorted(artists, key=lambda artist: artist.zorder):
            artist.draw(_renderer)
    _renderer.finalize()
    body = out.getvalue().partition("<svg")[2].partition(">")[2]
    # Inside HTML no namespace is declared; one here would be repeated in every name.
    namespace = f'xmlns:xlink="{XLINK}"'
    picture = ElementTree.fromstring(f'<svg viewBox="0 0 {width:g} {height:g}" {attributes} {namespace}>{body}')
    _shorten(picture)
    return ElementTree.tostring(picture, encoding="unicode")


def _shorten(picture):
    """Leave out what no reader sees: a film sends a hundred layers."""
    picture.remove(picture.find("defs[style]"))  # whose rule would hold for the whole page
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
            element.set("style", element.get("style").replace(HOUSE_FONT, ""))  # the <svg> element has it


@house_style()
def poster(figure, sentence):
    """Return (data, metadata) of a still picture: what readers without widgets see, and hear read out."""
    lines = textwrap.wrap(sentence, width=int(11 * figure.get_figwidth()))
    width, height = figure.get_size_inches()
    margin = 0.15 + 0.23 * len(lines)
    caption = figure.text(0.02, -0.1 / height, "\n".join(lines), va="top", linespacing=1.3)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=130, bbox_inches=Bbox([[0, -margin], [width, height]]))
    caption.remove()
    small = io.BytesIO()
    Image.open(out).convert("RGB").quantize(256).save(small, format="png")
    data = {"image/png": small.getvalue(), "text/plain": sentence}
    return data, {"image/png": {"alt": sentence, "width": SCREEN_WIDTH}}
