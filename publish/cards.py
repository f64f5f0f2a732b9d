"""Pictures for those who show a link to the site, or keep it on their screen: cards, and the icon."""

import io
import re
from pathlib import Path

from course.drawing.figure import POINTS_PER_INCH, house_style, lines_of
from course.drawing.style import INK, P
from course.translation import FONT

# isort: split
# after course.drawing, which imports matplotlib even where MPLBACKEND is wrong
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.bezier import BezierSegment
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from PIL import Image, ImageDraw  # comes with matplotlib

WIDTH, HEIGHT = SIZE = 1200, 630  # pixels, as most of those who show cards ask for
BAND, EDGE, BELOW, TALL, ICON = 72, 48, 12, 400, 180
WEIGHT = "normal" if FONT.exists() else "bold"  # these signs are never bold, and letters beside them are not either
SHAPES = Path(__file__).with_name("icon.svg").read_text(encoding="utf-8")


@house_style()
def drawing(figure):
    """Return the figure as an image that fills the lower part of a card."""
    across, down = figure.get_size_inches()
    out = io.BytesIO()
    dpi = min((WIDTH - 2 * EDGE) / across, TALL / down)
    figure.savefig(out, format="png", dpi=dpi, pil_kwargs={"compress_level": 0})
    return Image.open(out).convert("RGB")


@house_style()
def card(site, page, title, image):
    """Return a PNG file: a band with the names of the site and of the page, a title in large letters, and the image."""
    figure = Figure((WIDTH / POINTS_PER_INCH, HEIGHT / POINTS_PER_INCH), dpi=POINTS_PER_INCH)  # a point is a pixel

    def write(x, y, text, **look):
        return figure.text(x, HEIGHT - y, text, transform=None, va="center_baseline", linespacing=1.1, **look)

    figure.add_artist(Rectangle((0, HEIGHT - BAND), WIDTH, BAND, color=P, transform=None))
    write(EDGE + BAND, BAND / 2, site, color="white", size=28, weight=WEIGHT)
    write(WIDTH - EDGE, BAND / 2, page, color="white", size=28, ha="right")
    top = HEIGHT - BELOW - image.height
    _fit(write(EDGE, (BAND + top) / 2, title, color=INK, weight=WEIGHT), WIDTH - 2 * EDGE)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    made = Image.frombuffer("RGBA", SIZE, canvas.buffer_rgba()).convert("RGB")
    made.paste(icon(BAND - 16), (EDGE, 8))
    made.paste(image, ((WIDTH - image.width) // 2, top))
    out = io.BytesIO()
    made.quantize(64, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, format="png")
    return out.getvalue()


def icon(size):
    """Return the icon as an image: its ground, its line and its point, without round corners."""
    scale = 4 * size / 32  # four times as large at first, for smooth edges
    image = Image.new("RGB", (4 * size, 4 * size), re.search(r'<rect [^>]*fill="(.+?)"', SHAPES)[1])
    pen = ImageDraw.Draw(image)

    def disc(x, y, radius, color):
        pen.ellipse([scale * (at + way) for way in (-radius, radius) for at in (x, y)], fill=color)

    path, color, width = re.search(r'<path d="(.+?)".*? stroke="(.+?)" stroke-width="(.+?)"', SHAPES).groups()
    numbers = [float(number) for number in re.findall(r"[\d.]+", path)]
    curve = BezierSegment([*zip(numbers[::2], numbers[1::2])])
    for place in range(301):
        disc(*curve(place / 300), float(width) / 2, color)
    x, y, radius, color = re.search(r'<circle cx="(.+?)" cy="(.+?)" r="(.+?)" fill="(.+?)"', SHAPES).groups()
    disc(float(x), float(y), float(radius), color)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def icon_file():
    """Return the icon as a PNG file, for devices that take no SVG."""
    out = io.BytesIO()
    icon(ICON).save(out, format="png", optimize=True)
    return out.getvalue()


def _fit(text, width):
    """Write a title in one line, or in two of about one length, in the largest letters with which it fits in."""
    title = text.get_text()
    broken = (lines_of(title, letters, break_on_hyphens=False) for letters in range(1, len(title) + 1))
    halves = next("\n".join(lines) for lines in broken if len(lines) <= 2)
    for size in range(52, 20, -2):
        for lines in (title, halves):
            text.set(text=lines, size=size)
            if text.get_window_extent().width <= width:
                return
    raise ValueError(f"too long for a card: {title}")
