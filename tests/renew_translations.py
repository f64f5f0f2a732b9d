"""A program that brings the catalogues of all languages up to date with the texts of the course and its pages.

    python tests/renew_translations.py       all languages
    python tests/renew_translations.py de    a new one

A language has two catalogues in `course/locale/LANGUAGE/LC_MESSAGES`: course.po has the texts in the code, pages.po the
prose of the notebooks, paragraph by paragraph. A new text comes without a translation. A changed text comes with the
old translation, marked as *fuzzy*: translate it anew, and remove the mark. Then run the program again. It also writes
course.mo, the form in which Python reads a catalogue. Where the translations have signs that DejaVu Sans lacks,
signs.otf is a font of just these, a part of Noto Sans CJK, which must be installed whenever the signs change.
"""

import sys
from pathlib import Path

import nbformat
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from fontTools.ttLib import TTCollection, TTFont
from matplotlib.font_manager import findSystemFonts

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from publish import fonts  # noqa: E402
from publish.messages import pieces  # noqa: E402

KEYWORDS = {"_": (1,), "plural": (1, 2)}
LOCALE = ROOT / "course/locale"
LANGUAGES = sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/course.po"))

NOTO = "NotoSansCJK-Regular.ttc"
FACES = {"zh_CN": "Noto Sans CJK SC"}  # the fonts in this file, by language
OUR_NAME = {1: "Course Signs", 3: "Course Signs", 4: "Course Signs", 6: "CourseSigns"}  # no installed font has it


def texts_of_code():
    """Return every text that is marked in the course, and its files; a text with a plural is a pair."""
    found = extract_from_dir(ROOT / "course", [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
    files = {}
    for file, _line, message, _comments, _context in found:
        files.setdefault(message, []).append((f"course/{file}", None))
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


def font_of(language):
    return LOCALE / language / "signs.otf"


def signs_needed(language):
    """Return the signs of all translations that DejaVu Sans lacks."""
    texts = ["".join(message.string) for domain in TEXTS for message in read(language, domain) if message.id]
    known = TTFont(fonts.FOLDER / fonts.FACES["figures.woff"]).getBestCmap()
    return {sign for sign in {*"".join(texts)} if sign.isprintable() and ord(sign) not in known}


def signs_there(language):
    """Return the signs in the font of a language; without a font there are none."""
    return {*map(chr, TTFont(font_of(language)).getBestCmap())} if font_of(language).exists() else set()


def renew_font(language):
    """Write the font of a language if it lacks a sign or has one too many."""
    if (needed := signs_needed(language)) == signs_there(language):
        return
    found = [path for path in findSystemFonts() if path.endswith(NOTO)]
    if not found or language not in FACES:
        sys.exit(f"{language} needs a font: install {NOTO} (Debian: fonts-noto-cjk), and name a font of it in FACES.")
    faces = TTCollection(found[0], recalcTimestamp=False).fonts  # the same signs make the same file
    (font,) = [face for face in faces if face["name"].getDebugName(1) == FACES[language]]
    fonts.reduce(font, needed)
    for place, name in OUR_NAME.items():
        font["name"].setName(name, place, 3, 1, 0x409)
    font.save(font_of(language))


if __name__ == "__main__":
    for language in sys.argv[1:] or LANGUAGES:
        for domain in TEXTS:
            catalogue = renew(language, domain)
            fuzzy = sum(message.fuzzy for message in catalogue if message.id)
            missing = sum(not message.string for message in catalogue if message.id)
            print(f"{language}, {domain}: {len(catalogue)} texts, {missing} without a translation, {fuzzy} fuzzy")
        renew_font(language)
