"""A program that brings the catalogues of all languages up to date with the texts of the course and its pages.

    python tests/renew_translations.py       all languages
    python tests/renew_translations.py de    a new one

A language has two catalogues in `course/locale/LANGUAGE/LC_MESSAGES`: course.po has the texts in the code and in the
site's scripts and templates, pages.po those of the notebooks, the teacher's notes and the README, paragraph by
paragraph. A new text comes without a translation. A changed text comes with the old translation, marked as *fuzzy*:
translate it anew, and remove the mark. Then run the program again. It also writes course.mo, the form in which Python
reads a catalogue, and the translated pages: `notebooks/zh` for `zh_CN`, each notebook run, and `README.zh-CN.md`.
Where the translations have signs that DejaVu Sans lacks, signs.otf is a font of just these, a part of Noto Sans CJK,
which must be installed whenever the signs change.
"""

import re
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

from renew_outputs import NOTEBOOKS, normalise, run  # noqa: E402

from publish import fonts  # noqa: E402
from publish.messages import pieces_of_file  # noqa: E402
from publish.scripts import KEYWORDS  # noqa: E402

METHODS = [("**.py", "python"), ("**.js", "javascript"), ("**.html", "jinja2")]
OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}}
LOCALE = ROOT / "course/locale"
PAGES = [ROOT / "README.md", NOTEBOOKS / "TEACHING.md", *sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))]
LANGUAGES = sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/course.po"))

NOTO = "NotoSansCJK-Regular.ttc"
FACES = {"zh_CN": "Noto Sans CJK SC"}  # the fonts in this file, by language
OUR_NAME = {1: "Course Signs", 3: "Course Signs", 4: "Course Signs", 6: "CourseSigns"}  # no installed font has it


def texts_of_code():
    """Return every text that is marked in the course and on the site, and its files; a text with a plural is a pair."""
    files = {}
    for package in ("course", "publish"):
        for file, _line, message, *_ in extract_from_dir(ROOT / package, METHODS, OPTIONS, KEYWORDS):
            files.setdefault(message, []).append((f"{package}/{file}", None))
    for path in NOTEBOOKS.glob("[0-9]*.ipynb"):  # names that `guess` translates itself
        for cell in nbformat.read(path, as_version=4).cells:
            for name in re.findall(r'^guess\("(.+?)"', cell.source, re.M):
                files.setdefault(name, []).append((path.relative_to(ROOT).as_posix(), None))
    return files


def texts_of_pages():
    """Return every text of the pages, and the files that have it."""
    files = {}
    for path in PAGES:
        for piece, is_message in (found for cell in pieces_of_file(path) for found in cell):
            if is_message:
                files.setdefault(piece, []).append((path.relative_to(ROOT).as_posix(), None))
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


def place_of(language, path):
    """Return the path of a translated page.

    >>> [place_of("zh_CN", path).relative_to(ROOT).as_posix() for path in PAGES[:3]]
    ['README.zh-CN.md', 'notebooks/zh/TEACHING.md', 'notebooks/zh/00_start_here.ipynb']
    """
    if path.parent == ROOT:
        return ROOT / f"{path.stem}.{language.replace('_', '-')}{path.suffix}"
    return path.parent / language.partition("_")[0] / path.name


def translated(path, language):
    """Return a page in another language: a text, or a notebook with the outputs of the English one."""
    texts = {message.id: message.string for message in read(language, "pages") if message.id}
    cells = ["".join(texts.get(piece) or piece for piece, _is_message in cell) for cell in pieces_of_file(path)]
    if path.suffix == ".md":
        folder = place_of(language, NOTEBOOKS / "TEACHING.md").parent.relative_to(ROOT).as_posix()
        return re.sub(r"\]\(notebooks/(?=\w+\.(ipynb|md)\))", f"]({folder}/", cells[0])
    notebook = nbformat.read(path, as_version=4)
    for cell, source in zip(notebook.cells, cells):
        cell.source = source
        for key in ("claims", "numbers"):  # what the English sentences say
            cell.metadata.pop(key, None)
    return notebook


def is_made(path, language):
    """Return whether the translated page is what `translated` returns, but for the outputs of a notebook."""
    place, made = place_of(language, path), translated(path, language)
    if not place.exists():
        return False
    if path.suffix == ".md":
        return place.read_text(encoding="utf-8") == made
    cells = nbformat.read(place, as_version=4).cells
    return [(cell.id, cell.metadata, cell.source) for cell in cells] == [
        (cell.id, cell.metadata, cell.source) for cell in made.cells
    ]


def make(path, language):
    """Write the translated page, and run it if it is a notebook."""
    place, made = place_of(language, path), translated(path, language)
    place.parent.mkdir(exist_ok=True)
    if path.suffix == ".md":
        place.write_text(made, encoding="utf-8")
    else:
        nbformat.write(made, place)
        nbformat.write(normalise(run(place)), place)


if __name__ == "__main__":
    for language in sys.argv[1:] or LANGUAGES:
        for domain in TEXTS:
            catalogue = renew(language, domain)
            fuzzy = sum(message.fuzzy for message in catalogue if message.id)
            missing = sum(not message.string for message in catalogue if message.id)
            print(f"{language}, {domain}: {len(catalogue)} texts, {missing} without a translation, {fuzzy} fuzzy")
        renew_font(language)
        for path in PAGES:
            if not is_made(path, language):
                print("making", place_of(language, path).relative_to(ROOT))
                make(path, language)
