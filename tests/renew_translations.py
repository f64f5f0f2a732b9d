"""A program that brings the catalogues of all languages up to date with the texts of the course and its pages.

    python tests/renew_translations.py       all languages
    python tests/renew_translations.py de    a new one

A language has two catalogues in `course/locale/LANGUAGE/LC_MESSAGES`: course.po has the texts in the code and in the
site's scripts and templates, pages.po the prose of the notebooks, paragraph by paragraph. A new text comes without a
translation. A changed text comes with the old translation, marked as *fuzzy*: translate it anew, and remove the mark.
Then run the program again. It also writes course.mo, the form in which Python reads a catalogue.
"""

import sys
from pathlib import Path

import nbformat
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from publish.messages import pieces  # noqa: E402
from publish.scripts import KEYWORDS  # noqa: E402

METHODS = [("**.py", "python"), ("**.js", "javascript"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}
LOCALE = ROOT / "course/locale"
LANGUAGES = sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/course.po"))


def texts_of_code():
    """Return every text that is marked in the course and on the site, and its files; a text with a plural is a pair."""
    files = {}
    for package in ("course", "publish"):
        for file, _line, message, *_ in extract_from_dir(ROOT / package, METHODS, OPTIONS, KEYWORDS):
            files.setdefault(message, []).append((f"{package}/{file}", None))
    return files


def texts_of_pages():
    """Return every piece of prose in the notebooks, and its files."""
    files = {}
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for piece, is_message in pieces(cell.source) if cell.cell_type == "markdown" else []:
                if is_message:
                    files.setdefault(piece, []).append((f"notebooks/{path.name}", None))
    return files


TEXTS = {"course": texts_of_code, "pages": texts_of_pages}


def file_of(language, domain):
    return LOCALE / language / f"LC_MESSAGES/{domain}.po"


def read(language, domain):
    """Return the catalogue of a language, an empty one for a new language."""
    path = file_of(language, domain)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def write(catalogue, language, domain):
    path = file_of(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=None, include_lineno=False, sort_by_file=True)
    if domain == "course":
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


def renew(language, domain):
    """Bring one catalogue up to date; return it."""
    template, catalogue = Catalog(), read(language, domain)
    for message, files in TEXTS[domain]().items():
        template.add(message, locations=files)
    catalogue.update(template, update_creation_date=False)
    catalogue.obsolete.clear()
    write(catalogue, language, domain)
    return catalogue


if __name__ == "__main__":
    for language in sys.argv[1:] or LANGUAGES:
        for domain in TEXTS:
            catalogue = renew(language, domain)
            fuzzy = sum(message.fuzzy for message in catalogue if message.id)
            missing = sum(not message.string for message in catalogue if message.id)
            print(f"{language}, {domain}: {len(catalogue)} texts, {missing} without a translation, {fuzzy} fuzzy")
