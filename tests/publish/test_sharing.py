"""A link to a page as other sites show it: its card, its description, its address, and the icon."""

import io
import re
from collections import defaultdict
from pathlib import Path

import pytest
from PIL import Image

from course.explorers import kraft_cake
from publish import LANGUAGES
from publish.build import NOTEBOOKS, TEMPLATES, site_address
from publish.cards import SIZE, card, drawing, icon_file
from publish.home import ON_THE_MAP
from publish.text import as_text

README = Path(__file__).resolve().parents[2] / "README.md"


def head(host):
    """Return the properties that the head of an explorer's own page tells, by name."""
    facts = {"path": "explorers/x.html", "root": "../", "title": "A cake", "description": "It says “1”."}
    facts |= {"host": host, "origin": host, "languages": LANGUAGES, "top": "", "site_name": "Bits"}
    facts |= {"films": {}, "style": "", "assets": defaultdict(str), "inside": "", "inside_hash": ""}
    facts |= {"card": {"picture": "pictures/x.png", "title": "A cake", "alt": "A cake. Cut.", "size": SIZE}}
    told = TEMPLATES.get_template("head.html").render(facts)
    return dict(re.findall(r'(?:property|name|rel)="([\w:-]+)" (?:content|href)="([^"]*)"', told))


def test_a_page_tells_its_own_address_and_that_of_its_card_where_the_site_is_known():
    told = head("https://anna.github.io/bits/")
    assert told["og:url"] == told["canonical"] == "https://anna.github.io/bits/explorers/x.html"
    assert told["og:image"] == "https://anna.github.io/bits/pictures/x.png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert (told["og:title"], told["og:type"], told["twitter:card"]) == ("A cake", "article", "summary_large_image")
    assert told["og:description"] == told["description"] == "It says “1”."
    unknown = head("")
    assert unknown["og:image"] == "../pictures/x.png" and not {"og:url", "canonical"} & {*unknown}


def test_the_readme_names_the_address_that_the_pages_tell():
    assert site_address("OWNER/REPO").lower() in README.read_text(encoding="utf-8").lower()


def test_a_card_has_the_size_that_is_asked_for_and_is_small():
    made = card("Bits of surprise", "06 · Cross-entropy", "How long is a code?", drawing(kraft_cake().figure))
    image = Image.open(io.BytesIO(made)).convert("L")
    assert image.size == SIZE == (1200, 630) and len(made) < 60_000
    below_the_band = image.point(lambda light: 255 * (light < 128)).crop((0, 80, *SIZE))
    left, _top, right, bottom = below_the_band.getbbox()
    assert left >= 40 and right <= 1160 and bottom <= 542  # nothing touches an edge


def test_every_question_of_the_map_fits_on_a_card():
    blank = Image.new("RGB", (900, 400), "white")
    asked = ON_THE_MAP.findall((NOTEBOOKS / "00_start_here.ipynb").read_text(encoding="utf-8"))
    assert len(asked) == len([*NOTEBOOKS.glob("[0-9]*.ipynb")]) - 1
    for title, _link, question, _minutes in asked:
        assert len(card("Bits of surprise", title, as_text(question), blank)) < 60_000
    with pytest.raises(ValueError, match="too long for a card"):
        card("Bits of surprise", "01", "very " * 50 + "long", blank)


def test_the_icon_is_that_of_the_site():
    image = Image.open(io.BytesIO(icon_file()))
    at = [image.getpixel((round(180 * x / 32), round(180 * y / 32))) for x, y in ((0.5, 0.5), (9.2, 18.6), (27, 27))]
    assert (image.size, at) == ((180, 180), [(0, 114, 178), (230, 159, 0), (255, 255, 255)])
