"""A program that brings the catalogues of all languages up to date with the texts of the course.

    python tests/renew_translations.py       all languages
    python tests/renew_translations.py de    a new one

A new text comes into each `course/locale/LANGUAGE/LC_MESSAGES/course.po` without a translation. A changed text comes
with the old translation, marked as *fuzzy*: translate it anew, and remove the mark. Then run the program again. It also
writes course.mo beside it, the form in which Python reads a catalogue.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {"_": (1,), "plural": (1, 2)}
LOCALE = ROOT / "course/locale"
LANGUAGES = sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/course.po"))


def messages():
    """Return every text that is marked in the course, and its files; a text with a plural is a pair."""
    found = extract_from_dir(ROOT / "course", [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
    files = {}
    for file, _line, message, _comments, _context in found:
        files.setdefault(message, []).append((f"course/{file}", None))
    return files


def file_of(language):
    return LOCALE / language / "LC_MESSAGES/course.po"


def read(language):
    """Return the catalogue of a language, an empty one for a new language."""
    if not file_of(language).exists():
        return Catalog(locale=language, fuzzy=False)
    with file_of(language).open("rb") as file:
        return read_po(file, locale=language)


def template():
    """Return a catalogue of all texts, without translations."""
    catalogue = Catalog()
    for message, files in messages().items():
        catalogue.add(message, locations=files)
    return catalogue


def renew(language):
    """Bring one catalogue up to date; return it."""
    catalogue, path = read(language), file_of(language)
    catalogue.update(template(), update_creation_date=False)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=None, include_lineno=False, sort_by_file=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return catalogue


if __name__ == "__main__":
    for language in sys.argv[1:] or LANGUAGES:
        catalogue = renew(language)
        fuzzy = sum(message.fuzzy for message in catalogue if message.id)
        missing = sum(not message.string for message in catalogue if message.id)
        print(f"{language}: {len(catalogue)} texts, {missing} without a translation, {fuzzy} fuzzy")
