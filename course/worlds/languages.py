"""Twelve languages as counts of letter pairs, and the cost of a text under a model made from such counts.

The counts lie in `languages.csv`, beside `count_languages.py`, which made them; no text is kept.
"""

import csv
import unicodedata
from functools import cache
from pathlib import Path

import numpy as np

from lib.input_error import InputError
from lib.measures import surprisal

COUNTS = Path(__file__).with_name("languages.csv")
# One alphabet for all languages, so that their bits can be compared. Letters with marks are letters of their own: ß, å
# and ł tell languages apart. The first symbol, the space, stands for all that is no letter.
ALPHABET = " abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüßąćęğıłńœśşźż"
EXTRA = 0.5  # is added to each count, unless another number is given
_PLACES = {letter: place for place, letter in enumerate(ALPHABET)}


def spell(text):
    """Return the text in the letters of ALPHABET: in lower case, with one space for everything between words.

    A letter that is not in ALPHABET loses its marks, or becomes a space.

    >>> spell("Čeština, 100 %: it's easy!")
    'cestina it s easy'
    """
    text = unicodedata.normalize("NFC", text.replace("İ", "i").lower())
    return " ".join("".join(map(_letter, text)).split())


@cache
def _letter(sign):
    base = unicodedata.normalize("NFKD", sign)[:1]
    return sign if sign in _PLACES else base if base in _PLACES else " "


def places(text):
    """Return the indices in ALPHABET of the spelt text, with the space before and the one after it.

    >>> places("Abba!").tolist()
    [0, 1, 2, 2, 1, 0]
    """
    return np.array([_PLACES[letter] for letter in f" {spell(text)} "])


def count_pairs(text):
    """Return how often each letter follows each: whole numbers (K, K), row the letter before, column the next.

    >>> pairs = count_pairs("banana")
    >>> int(pairs[ALPHABET.index("a"), ALPHABET.index("n")]), int(pairs.sum())
    (2, 7)
    """
    pairs = np.zeros((len(ALPHABET),) * 2, dtype=int)
    path = places(text)
    np.add.at(pairs, (path[:-1], path[1:]), 1)
    return pairs


@cache
def languages():
    """Return the counted pairs of each language by its English name: {"Danish": (K, K), ...}; do not change them."""
    with open(COUNTS, encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(line for line in file if not line.startswith("#"))
    counts = np.zeros((len(names) - 1, len(ALPHABET), len(ALPHABET)), dtype=int)
    for (first, second), *row in rows:
        counts[:, _PLACES[first.replace("_", " ")], _PLACES[second.replace("_", " ")]] = row
    counts.flags.writeable = False
    return dict(zip(names[1:], counts, strict=True))


def bigram_model(pairs, extra=EXTRA):
    """Return q(next | before) from counted pairs: (K, K), each row a distribution over the next letter.

    extra: is added to each count, so that a pair that was never seen is not impossible. With 0, such a pair is
    impossible, and a letter that was never seen leaves a row of zeros.

    >>> bigram_model(np.array([[3, 1], [0, 0]]), extra=1).tolist()
    [[0.6666666666666666, 0.3333333333333333], [0.5, 0.5]]
    """
    if not 0 <= extra < np.inf:
        raise InputError(f"extra is {extra}: what is added to the counts lies between 0 and infinity")
    counts = np.asarray(pairs, dtype=float) + extra
    return counts / np.maximum(counts.sum(axis=-1, keepdims=True), np.finfo(float).tiny)


def bits(text, q):
    """Return the cost of each letter of the text under the model q, in bits: -log2 q(letter | the one before).

    The text is spelt; the letters are those of `spell(text)`, then the space that ends it.

    >>> bits("aa", np.full((68, 68), 1 / 4)).tolist()
    [2.0, 2.0, 2.0]
    """
    path = places(text)
    return surprisal(np.asarray(q)[path[:-1], path[1:]])


def detect(text):
    """Return the cost of each letter under each language's model, in bits: {"Danish": (n,), ...}."""
    return {name: bits(text, q) for name, q in models().items()}


@cache
def models():
    """Return the bigram model of each language by its English name."""
    return {name: bigram_model(pairs) for name, pairs in languages().items()}
