"""Counts of letter pairs, models made from them, and how often these find the language of new text."""

import math
import random
import re

import numpy as np
import pytest

from course.worlds.count_languages import COUNTS, PACKAGES, paragraphs, shares_right, without_english
from course.worlds.languages import ALPHABET, bigram_model, bits, count_pairs, detect, languages, models, places, spell
from course.worlds.learnt_text import LEARNT, NEW, bits_per_letter
from course.worlds.sentences import SENTENCES, pieces
from lib import cross_entropy

SAID = [(name, sentence) for name, several in SENTENCES.items() for sentence in several]
HEAD, *ROWS = re.split(r"\n(?!#)", COUNTS.read_text(encoding="utf-8").rstrip())


@pytest.mark.parametrize(
    "text, spelt",
    [
        ("Straße!", "straße"),
        ("İSTANBUL", "istanbul"),
        ("žluťoučký kůň", "zlutoucky kun"),
        ("e\u0301te\u0301", "été"),  # letters with a combining mark
        ("  42 is\tnot\n a word ", "is not a word"),
        ("中文 и русский", ""),
        ("", ""),
    ],
)
def test_spelling(text, spelt):
    assert spell(text) == spelt
    assert places(text).tolist() == [ALPHABET.index(letter) for letter in f" {spelt} "]


def test_the_alphabet_has_each_symbol_once_and_every_letter_of_the_sentences():
    assert ALPHABET[0] == " " and len(set(ALPHABET)) == len(ALPHABET) == 67
    for _, sentence in SAID:
        assert set(re.sub(r"[^\w]", "", sentence).replace("İ", "i").lower()) <= set(ALPHABET), sentence


# --- counts


def test_the_file_has_counts_alone_and_names_what_was_counted():
    assert COUNTS.stat().st_size < 100_000 and len(ROWS) > 1000
    assert all(re.fullmatch(r"[^\d,]{2}(,\d+){12}", row) for row in ROWS[1:])
    for name, packages in PACKAGES.items():
        (line,) = re.findall(rf"^# {name}: (.*)", HEAD, re.MULTILINE)
        assert all(re.search(rf"\b{package} [\d:.-]+", line) for package in packages)
        assert f"{languages()[name].sum():,} letters" in line


def test_twelve_languages_of_many_letters_each_of_which_is_entered_and_left():
    """Each paragraph begins and ends with the space, so each letter has as many predecessors as successors."""
    assert [*languages()] == sorted(PACKAGES) and len(languages()) == 12
    for pairs in languages().values():
        assert pairs.sum() > 50_000 and pairs[0, 0] == 0
        assert (pairs.sum(axis=0) == pairs.sum(axis=1)).all()
    with pytest.raises(ValueError, match="read-only"):
        languages()["English"][0, 0] = 1


# --- models


def test_each_row_is_a_distribution():
    for q in models().values():
        assert q.sum(axis=1) == pytest.approx(1) and (q > 0).all()


def test_without_additions_unseen_pairs_cost_infinitely_much():
    q = bigram_model(count_pairs("abab"), extra=0)
    assert bits("ab", q).max() < 2 and bits("ba", q)[0] == math.inf
    assert bits("cab", q)[:2].tolist() == [math.inf] * 2


@pytest.mark.parametrize("extra", [-1, math.inf, math.nan])
def test_other_additions_are_refused(extra):
    with pytest.raises(ValueError, match="between 0 and infinity"):
        bigram_model(count_pairs("a"), extra)


def test_bits_per_letter_are_a_cross_entropy_that_no_model_brings_below_the_text_s_own_counts():
    """The rows are weighted with the pairs of the text."""
    text, q = SAID[0][1], models()["English"]
    pairs = count_pairs(text)
    rows = [row for row in range(67) if pairs[row].any()]
    weights = pairs.sum(axis=1) / pairs.sum()
    expected = sum(weights[row] * cross_entropy(pairs[row] / pairs[row].sum(), q[row]) for row in rows)
    assert bits(text, q).mean() == pytest.approx(expected)
    own = bits(text, bigram_model(pairs, extra=0)).mean()
    assert all(own < costs.mean() for costs in detect(text).values())


# --- the detective


def test_finds_the_language_of_95_in_100_sentences_that_were_not_counted():
    assert SENTENCES.keys() == languages().keys()
    found = [min(costs := detect(sentence), key=lambda name: costs[name].sum()) for _, sentence in SAID]
    wrong = [(sentence, name) for (right, sentence), name in zip(SAID, found, strict=True) if name != right]
    assert len(wrong) <= 0.05 * len(SAID), wrong


def test_pieces_begin_with_a_word_and_cost_what_they_cost_alone():
    assert [*SENTENCES] == [*languages()]
    costs, right = pieces(8, {"Danish": ["Toget var, igen"], "Dutch": ["de kat ligt", "ja"]})
    assert right.tolist() == [0, 1]  # no other eight letters begin with a word
    for paid, text in zip(costs, ("toget va", "de kat l"), strict=True):
        assert paid == pytest.approx([cost[:8].sum() for cost in detect(text).values()])
    costs, right = pieces(5, {"Danish": ["ab cd ef gh", "abcde fghij"]})
    assert [*right] == [0] * 4 and costs[1] == pytest.approx([c[:5].sum() for c in detect("ef gh").values()])


@pytest.mark.parametrize("letters", [8, 20])
def test_the_claims_are_right_if_each_language_is_its_bigram_model_and_too_bold_for_real_sentences(letters):
    rng = np.random.default_rng(0)
    invented = {}
    for name, q in models().items():
        steps, path = q.cumsum(axis=1), [np.zeros(100, dtype=int)]
        for _ in range(60):
            path.append((rng.random((100, 1)) > steps[path[-1]]).sum(axis=1).clip(max=66))
        invented[name] = ["".join(ALPHABET[place] for place in places) for places in np.transpose(path[1:])]
    for sentences, excess in ((invented, (-0.01, 0.01)), (SENTENCES, (0.03, 0.12))):
        costs, right = pieces(letters, sentences)
        q = 2**-costs / (2**-costs).sum(axis=1, keepdims=True)
        assert excess[0] < q.max(axis=1).mean() - (q.argmax(axis=1) == right).mean() < excess[1]


def test_found_nearly_all_lines_of_the_manuals_that_were_kept_back():
    shares = re.findall(r", ([\d,]+) of ([\d,]+) pieces right", HEAD)
    shares = np.array([[int(number.replace(",", "")) for number in pair] for pair in shares])
    assert len(shares) == 12 and (shares[:, 0] / shares[:, 1] > 0.95).all()
    right, pieces = shares.sum(axis=0)
    assert f"Of {pieces:,} pieces" in HEAD and f"{right / pieces:.2%}" in HEAD


PAGE = r""".\" a comment in which twelve words stand would count if it were prose, it is not.
.SH NAME
ls \- list what is in a folder
.SH DESCRIPTION
This is a paragraph of prose with \fB\-\-so very many\fP good words in it,
that goes on for \fIFILE\fP one more line.
.nf
this is a program and no prose although it has very many words;
.fi
Too short a line.
.PP
An option such as stat(2) or /etc/passwd or LC_ALL is a name and not a word of English.
"""


# --- counting manual pages


def test_only_prose_is_kept():
    first, second = paragraphs(PAGE)
    assert spell(first) == "this is a paragraph of prose with good words in it that goes on for one more line"
    assert spell(second) == "an option such as or or is a name and not a word of english"


def test_paragraphs_that_are_not_translated_are_left_out():
    both = SENTENCES["German"] + SENTENCES["English"]
    assert without_english(both, languages()["German"], languages()["English"]) == SENTENCES["German"]


def test_pieces_are_lines_of_whole_words():
    text = " ".join(random.Random(0).choices(["one", "three", "seven"], k=100))
    ((right, pieces),) = shares_right({"English": [text]}, {"English": models()["English"]}).values()
    assert right == pieces == pytest.approx(len(text) / 63, abs=1)


# --- memory


@pytest.mark.parametrize("before", range(7))
def test_nothing_added_knows_the_learnt_text_best(before):
    learnt = [bits_per_letter(LEARNT, before, extra) for extra in (0, 0.001, 0.1, 10)]
    assert learnt == sorted(learnt)


def test_one_letter_back_is_the_bigram_model():
    for text, extra in ((LEARNT, 0), (LEARNT, 0.5), (NEW, 0.5)):
        q = bigram_model(count_pairs(LEARNT), extra)
        assert bits_per_letter(text, 1, extra) == pytest.approx(bits(text, q).mean())
