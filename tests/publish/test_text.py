"""The text of a page: its colours, and where its notes stand."""

import re
from html.parser import HTMLParser

import pytest

from publish.build import NOTEBOOKS
from publish.pages import anchors_of, prose_of
from publish.text import Renderer, to_html

PAGES = [path for kind in ("*.ipynb", "*.md", "[a-z]*/*.ipynb", "[a-z]*/*.md") for path in sorted(NOTEBOOKS.glob(kind))]
BOXES = ("(D)", "（D）", "C and D", "C 和 D", "C, D", "C、D", "symbol, D,")


class Plain(HTMLParser):
    """Afterwards `text` is all text that is not coloured, except code, and `coloured` the rest with its classes."""

    def __init__(self, source):
        super().__init__()
        self.inside, self.text, self.coloured = [], "", []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        if tag in ("code", "pre", "var", "mi"):
            self.inside.append((tag, dict(attributes).get("class")))

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1][0] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside or self.inside[-1] == ("mi", None):
            self.text += data
        elif self.inside[-1][0] in ("var", "mi"):
            self.coloured.append((data, self.inside[-1][1]))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_symbol_has_its_colour_and_no_box_has_one(path):
    page = Plain("\n".join(to_html(source, Renderer()) for source in prose_of(path)))
    plain = re.sub("|".join(map(re.escape, BOXES)), "", page.text)
    assert re.findall(r"(?a).{0,20}(?<!\w)[pq](?![^\W_]).{0,20}", plain) == []
    assert re.findall(r"(?a).{0,20}\bD\b(?!\n).{0,20}", plain) == []  # a cell of a table is a line
    assert page.coloured and all(text.startswith(name) for text, name in page.coloured)
    for box in BOXES:
        assert page.text.count(box) == re.sub(r"[*`]", "", "\n".join(prose_of(path))).count(box), box


WITH_NOTES = [path for path in PAGES if re.match("(?!00)[0-9]", path.name)]


@pytest.mark.parametrize("path", WITH_NOTES, ids=lambda path: path.stem)
def test_every_note_of_the_fine_print_stands_beside_a_section_of_its_page(path):
    renderer = Renderer(anchors_of(path))
    page = "".join(to_html(source, renderer) for source in prose_of(path))
    (quote,) = re.findall(r'id="fine-print">.*?<blockquote>(.*?)</blockquote>', page, re.DOTALL)
    beside = re.findall('<p class="note" role="note" data-beside="(.*?)">', quote)
    assert len(beside) == quote.count("<p") > 0
    assert {*beside} <= {anchor for anchor, _ in renderer.headings}
