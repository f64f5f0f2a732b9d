"""Pictures for those who show a link to the site, or keep it on their screen: cards, and the icon."""

import io
import re
from pathlib import Path

from course.drawing.figure import house_style
from course.drawing.style import INK, P
from publish.fonts import FACES, FOLDER

# isort: split
# after course.drawing, which imports matplotlib even where MPLBACKEND is wrong
from matplotlib.bezier import BezierSegment
from PIL import Image, ImageDraw, ImageFont  # comes with matplotlib

WIDTH, HEIGHT = SIZE = 1200, 630  # pixels, as most of those who show cards ask for
BAND, EDGE, BELOW, TALL, ICON = 72, 48, 12, 400, 180
REGULAR, BOLD = (str(FOLDER / face) for face in FACES.values())
BREAK = re.compile(r" |[\u4e00-\u9fff，、：？](?=[\u4e00-\u9fff“])")  # before the place where a line may end
SHAPES = Path(__file__).with_name("icon.svg").read_text(encoding="utf-8")


@house_style()
def drawing(figure):
    """Return the figure as an image that fills the lower part of a card."""
    across, down = figure.get_size_inches()
    out = io.BytesIO()
    dpi = min((WIDTH - 2 * EDGE) / across, TALL / down)
    figure.savefig(out, format="png", dpi=dpi, pil_kwargs={"compress_level": 0})
    return Image.open(out).convert("RGB")


def card(site, page, title, image):
    """Return a PNG file: a band with the names of the site and of the page, a title in large letters, and the image."""
    made = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(made)
    pen.rectangle([0, 0, WIDTH, BAND], fill=P)
    made.paste(icon(BAND - 16), (EDGE, 8))
    small = ImageFont.truetype(BOLD, 28)
    pen.text((EDGE + BAND, BAND / 2), site, "white", small, "lm")
    pen.text((WIDTH - EDGE, BAND / 2), page, "white", ImageFont.truetype(REGULAR, 28), "rm")
    lines, font = _fitted(title, WIDTH - 2 * EDGE)
    room = HEIGHT - BELOW - image.height - BAND
    pen.multiline_text((EDGE, BAND + room / 2), "\n".join(lines), INK, font, "lm", spacing=8)
    made.paste(image, ((WIDTH - image.width) // 2, HEIGHT - BELOW - image.height))
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


def _fitted(title, width):
    """Return the title in one line, or in two of about one length, and the largest font with which it fits in."""
    cuts = [found.end() for found in BREAK.finditer(title)]
    halves = [(title[:cut].rstrip(), title[cut:]) for cut in cuts]
    for size in range(52, 20, -2):
        font = ImageFont.truetype(BOLD, size)
        splits = [(title,), *sorted(halves, key=lambda lines: max(map(font.getlength, lines)))]
        for lines in splits[:2]:
            if max(map(font.getlength, lines)) <= width:
                return lines, font
    raise ValueError(f"too long for a card: {title}")
