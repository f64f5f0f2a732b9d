"""The front page: a curve, questions to tap, a riddle to play, the map as cards, and the warm-up questions.

Its texts come from notebook 00 where that has them, and its numbers from `lib`.
"""

import re
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import nbformat

from course.drawing.figure import narrow
from course.drawing.style import amount, number
from course.explorers import price_of_dog
from course.explorers.price_of_dog import CHANCES
from course.translation import _
from lib.codes import expected_length
from lib.measures import surprisal
from publish.pages import Page, Writer
from publish.text import Renderer, address_of, as_text, to_html

HERE = Path(__file__).resolve().parent
SURE = 0.9
BOXES = {"A": 1 / 2, "B": 1 / 4, "C": 1 / 4}
SHARES = {box: str(Fraction(share)) for box, share in BOXES.items()}
ORDERS = {_("A first, then B"): "ABC", _("C first, then B"): "CBA"}  # the best one, and the friend's
ON_THE_MAP = re.compile(r"\| \[(\d+ .+?)\]\((.+?)\) \| (.+?) ?\| \d+ / (\d+) \w+ \|")
NAME = _("Bits of surprise")
SUBJECTS = _("entropy, KL divergence, cross-entropy")
HEADLINE = _("It says “dog, 90\N{NO-BREAK SPACE}%”. <span>How good is that?</span>")
QUESTION = as_text(HEADLINE)
PROMISE = _("A free course with figures to drag: entropy, KL divergence and cross-entropy")


class Tap(NamedTuple):
    """A question that one tap answers. `choices` has what is said to each choice; `right` is one of them.

    The hint stands where the reply will stand.
    """

    name: str
    question: str
    hint: str
    choices: dict
    right: str


class Card(NamedTuple):
    """A page on the map, with a picture."""

    name: str
    address: str
    title: str
    question: str
    minutes: str
    picture: str


def home_of(path, pages):
    """Return the front page, and what its template needs besides, by name.

    path: notebook 00. pages: the pages of all notebooks, 00 first.
    """
    cells = {cell.id: cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"}
    told, *_others, names, _all_pages = cells["riddle"].split("\n\n")[1:]
    writer = Writer(path.stem)
    figure = _figure(writer)
    cards = _cards(cells["map"], {page.name: page for page in pages})
    riddle = {"told": _html(told), "names": _html(names), "tap": riddle_tap(), "ways": ways()}
    facts = {
        "headline": HEADLINE,
        "price_at_first": amount(surprisal(SURE)),
        "prices": [amount(surprisal(q)) if q else _("∞ bits") for q in CHANCES],
        "price": price_tap(),
        "riddle": riddle | {"boxes": BOXES, "shares": SHARES},
        "cards": [card for card, _svg in cards],
        "about": _html("\n\n".join(cells["map"].split("\n\n")[2:])),
    }
    files = writer.files | {card.picture: svg.encode() for card, svg in cards}
    data = {name: data for name, data in pages[0].data.items() if "prediction" in data}  # the warm-up
    return Page("home", NAME, PROMISE, figure, [], data, writer.explorers, files), facts


def price_tap():
    """Return the question about an answer that is nine times less sure."""
    sure, unsure = surprisal(SURE), surprisal(1 - SURE)
    right = amount(unsure, digits=2)
    facts = {"right": right, "times": round(unsure / sure), "sure": number(sure)}
    choices = {
        amount(9 * sure, digits=2): _("No, more than 9 times {sure}. It costs {right}, {times} times {sure}."),
        right: _("Right. A ninth of the probability costs {times} times {sure}."),
        amount(10): _("No, it costs {right}. That is {times} times {sure} already."),
    }
    choices = {choice: reply.format(**facts) for choice, reply in choices.items()}
    question = _("Guess: how much does “dog, 10\N{NO-BREAK SPACE}%” cost?")
    return Tap("price", question, _("Choose one, and the dot runs to 10\N{NO-BREAK SPACE}%."), choices, right)


def riddle_tap():
    """Return the question about the friend who believes that box C is the likely one."""
    best, friends = (questions_a_day(order) for order in ORDERS.values())
    right = number(friends)
    choices = {
        number(best): _("No, only people who ask for A first need so few. Let 100 days pass, and see."),
        right: _("Right: one question on a quarter of the days, and two on the others."),
        number(2): _("No, on a quarter of the days one question is enough. Let 100 days pass, and see."),
    }
    question = _("A friend believes that C is the likely box, and asks for C first. How many questions a day is that?")
    return Tap("riddle", question, _("Choose one, then let 100 days pass."), choices, right)


def ways():
    """Return the ways to ask: words, the order of the boxes, and the average number of questions a day."""
    return [(words, order, number(questions_a_day(order))) for words, order in ORDERS.items()]


def questions_a_day(order):
    """Return the average number of questions of those who ask for the boxes in this order; the last needs none."""
    needed = {box: min(place, len(order) - 1) for place, box in enumerate(order, 1)}
    return expected_length([*BOXES.values()], [needed[box] for box in BOXES])


def _figure(writer):
    """Return the curve as HTML."""
    explorer = price_of_dog(SURE)
    with narrow():
        on_a_phone = price_of_dog(SURE)
    return writer.explorer({"screen": explorer, "phone": on_a_phone}, "price_of_dog")


def _cards(table, pages):
    """Return for each page on the map its card, and the first figure of the page without its letters."""
    cards = []
    for title, link, question, minutes in ON_THE_MAP.findall(table):
        name = link.removesuffix(".ipynb")
        figure = next(iter(pages[name].explorers.values()))
        card = Card(name, address_of(link), title, question, minutes, f"pictures/{name}.svg")
        cards.append((card, _icon(figure.element)))
    return cards


def _icon(figure):
    """Return the picture of an explorer as a small one: lines keep their width, letters would be too small to read.

    It stands in a file, so it brings the colours of the page.
    """
    found = re.findall(r'<svg viewBox="([^"]*)"[^>]*>(.*?)</svg>', figure, re.DOTALL)
    (size, still), (_size, moving) = found[:2]  # those for a screen
    drawn = re.sub(r"<text.*?</text>", "", still + moving, flags=re.DOTALL)
    colors = (HERE / "style.css").read_text(encoding="utf-8").partition("\n* {")[0]
    style = f"{colors} path {{ vector-effect: non-scaling-stroke }} defs path {{ vector-effect: none }}"
    attributes = f'xmlns="http://www.w3.org/2000/svg" viewBox="{size}" stroke-linejoin="round"'
    return f"<svg {attributes}><style>{style}</style>{drawn}</svg>"


def _html(markdown):
    return to_html(markdown, Renderer())
