"""The two games of page 12: what games.js needs to play them, and a table that shows the start without a script."""

import base64
import html

from course.assessment.guessing_game import NAME
from course.drawing.style import number
from course.drawing.text_explorer import MOST_LETTERS
from course.explorers.language_detective import MOST, NAMES, letter_costs
from course.translation import _
from course.worlds.hidden_text import GIVEN, HIDDEN, SYMBOLS
from course.worlds.languages import ALPHABET, EXTRA, languages
from publish.packing import runs


def counted_pairs():
    """Return the counts from which the page's script makes the models: a row of texts such as `0*3` for each name."""
    pairs = {NAMES[name]: runs(map(str, counts.ravel().tolist())) for name, counts in languages().items()}
    return {"letters": ALPHABET, "extra": EXTRA, "most_letters": MOST_LETTERS, "pairs": pairs}


def bars(title, text):
    """Return a table of the languages with their bits per letter of this text, as numbers and as bars."""
    costs = {name: bits.mean() for name, bits in letter_costs(text).items()}
    rows = ""
    for name, cost in costs.items():
        least = ' class="least"' if cost == min(costs.values()) else ""
        bar = f'<div class="bar" style="--bits: {cost:.4f}">{number(cost, 2)}</div>'
        rows += f'<tr{least}><th scope="row">{NAMES[name]}</th><td>{bar}</td></tr>\n'
    head = f'<tr><td></td><th scope="col">{_("bits per letter")}</th></tr>'
    label = f'aria-label="{html.escape(title)}"'
    return f'<table {label} style="--most: {MOST}">\n<thead>{head}</thead>\n<tbody>\n{rows}</tbody></table>\n'


def guessing_data(game):
    """Return the hidden text, which nobody can read at a glance, and the model's guesses and bits."""
    hidden = base64.b64encode(HIDDEN.encode()).decode()
    models = {"found_at": game.model_found_at, "bits": game.model_bits.tolist()}
    return {"name": NAME, "given": GIVEN, "hidden": hidden, "symbols": SYMBOLS, "model": models, "space": _("space")}
