"""All texts of the course for a learner can be translated: in a made-up language, no English is left."""

import ast
import json
import os
import re
import shutil
import string
import subprocess
import sys
from collections import Counter
from pathlib import Path

import mistune
import nbformat
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from jinja2.nodes import TemplateData
from renew_translations import (
    LANGUAGES,
    PAGES,
    TEXTS,
    file_of,
    is_made,
    place_of,
    signs_needed,
    signs_there,
    texts_of_code,
)
from renew_translations import read as read_catalogue

from publish.build import TEMPLATES
from publish.messages import pieces_of_file
from publish.scripts import KEYWORDS, marked

FONTS = "building the font cache"  # matplotlib says so on a new computer
DECIMAL = re.compile(r"\d+\.\d+")
SAY = "from course.drawing.style import amount; from course.translation import TAG; print"
ROOT = Path(__file__).resolve().parents[2]
PUBLISH = ROOT / "publish"
KEPT = r"\{[^{}'\"]*\}|`[^`]*`|%\(\w+\)s|<[^>]*>|&\w+;"  # names, code, elements and entities stay
LANGUAGE = "de"  # the made-up one takes its place, since it has two plural forms, as English has
MADE_UP = str.maketrans(string.ascii_letters, "".join(chr(0x430 + i) for i in range(26)) * 2)  # а, б, в and so on
# The same in every language: code, file formats, letters of formulas, and output of Python.
UNTRANSLATED = re.compile(r"`[^`]*`|D\(π‖ref\)|k[₁₂₃]|\bBMP\b|\b[A-Za-z]\b|\binf\b|\bln\b")


def in_made_up_language(message):
    """Return each form of a message in other letters, except in what stays."""
    if isinstance(message, tuple):
        return tuple(map(in_made_up_language, message))
    parts = re.split(f"({KEPT})", message)
    return "".join(part if re.fullmatch(KEPT, part) else part.translate(MADE_UP) for part in parts)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Return a copy of the course with a catalogue of the made-up language."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("lib", "course", "publish", "notebooks", "tests"):
        skip = shutil.ignore_patterns("__pycache__", "locale", "screenshots")
        shutil.copytree(ROOT / name, folder / name, ignore=skip)
    catalogue = Catalog(LANGUAGE)
    for message in texts_of_code():
        catalogue.add(message, in_made_up_language(message))
    place = folder / "course/locale" / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    with open(place / "course.mo", "wb") as file:
        write_mo(file, catalogue)
    return folder


def python(folder, place, *arguments, **environment):
    """Return the output of Python in a process whose working folder is this place in the copy."""
    (folder / place).mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", **environment}
    command = [sys.executable, *arguments]
    result = subprocess.run(command, cwd=folder / place, env=environment, capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    warned = [line for line in result.stderr.splitlines() if FONTS not in line]
    assert warned == []
    return result.stdout


def test_no_english_is_left(copy):
    said = json.loads(python(copy, "notebooks/de", copy / "tests/what_the_course_says.py"))
    assert len(said) > 2000
    assert [(where, text) for where, text in said if re.search("[A-Za-z]", UNTRANSLATED.sub("", text))] == []


def test_the_language_is_that_of_the_folder_or_of_the_environment(copy):
    say = ["-c", f"{SAY}(amount(1), amount(0.5), TAG)"]
    assert python(copy, "notebooks", *say) == python(copy, ".", *say, LESSON_LANGUAGE="fr") == "1 bit 0.5 bits en\n"
    assert python(copy, "notebooks/de", *say) == "1 биу 0.5 биут de\n"
    assert python(copy, "notebooks", *say, LESSON_LANGUAGE="de") == "1 биу 0.5 биут de\n"


def test_every_text_is_found_by_those_who_translate():
    """Babel does not find texts in f-strings."""
    found = {text for message in texts_of_code() for text in (message if isinstance(message, tuple) else [message])}
    calls = [
        node
        for path in [*(ROOT / "course").rglob("*.py"), *PUBLISH.glob("*.py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEYWORDS
    ]
    arguments = [argument for call in calls for argument in call.args[: len(KEYWORDS[call.func.id])]]
    texts = [argument.value for argument in arguments if isinstance(argument, ast.Constant)]
    assert len(texts) > 500 and set(texts) <= found


@pytest.mark.parametrize("path", sorted(PUBLISH.glob("*.html")), ids=lambda path: path.stem)
def test_a_template_says_nothing_that_is_not_marked(path):
    nodes = TEMPLATES.parse(path.read_text(encoding="utf-8")).find_all(TemplateData)
    plain = "".join(node.data for node in nodes)
    assert re.findall(r'(?:aria-label|alt|title|placeholder)="([^"]+)"', plain) == []
    assert re.findall("[A-Za-z]+", re.sub(r"(?s)<(style|script)\b.*?</\1>|<[^>]*>", "", plain)) == []


@pytest.mark.parametrize("path", sorted(PUBLISH.glob("*.js")), ids=lambda path: path.stem)
def test_a_script_has_no_sentence_that_is_not_marked(path):
    known = "\n".join("\n".join(forms(text)) for text in marked())
    texts = [text for _quote, text in re.findall(r"([\"'`])((?:(?!\1).)+)\1", path.read_text(encoding="utf-8"))]
    assert [text for text in texts if re.match("[A-Z][a-z]* [a-z]", text) and text not in known] == []


each_language = pytest.mark.parametrize("language", LANGUAGES)
every_catalogue = pytest.mark.parametrize("language, domain", [(name, kind) for name in LANGUAGES for kind in TEXTS])
ADVICE = "run tests/renew_translations.py, translate these texts, and run it again"


@every_catalogue
def test_every_text_is_translated(language, domain):
    known = {forms(message.id)[0]: message for message in read_catalogue(language, domain) if message.id}
    assert {forms(text)[0] for text in TEXTS[domain]()} == known.keys(), ADVICE
    assert [text for text, message in known.items() if message.fuzzy or not all(forms(message.string))] == [], ADVICE


@each_language
def test_python_reads_the_catalogue_as_it_is_written(language):
    known = {message.id: message for message in read_catalogue(language, "course") if message.id}
    with file_of(language, "course").with_suffix(".mo").open("rb") as file:
        compiled = {forms(message.id)[0]: forms(message.string) for message in read_mo(file) if message.id}
    assert compiled == {forms(text)[0]: forms(message.string) for text, message in known.items()}, ADVICE


@every_catalogue
def test_a_translation_keeps_names_in_braces_code_links_formulas_cells_and_numbers(language, domain):
    for message in (message for message in read_catalogue(language, domain) if message.id):
        for original, translated in zip(forms(message.id)[::-1], forms(message.string)[::-1]):
            for kept in (*KEPT.split("|"), r"\]\([^)]*\)", r"\$[^$]+\$", r"(?<!\\)\|"):
                assert sorted({*re.findall(kept, original)}) == sorted({*re.findall(kept, translated)}), original
            assert {*DECIMAL.findall(original)} <= {*DECIMAL.findall(translated)}, original  # one half may become 0.5


@each_language
def test_emphasis_in_a_translation_begins_and_ends_as_in_the_original(language):
    """In Markdown a mark after a full-width sign does not end emphasis if a letter follows."""
    marks = mistune.create_markdown(escape=False)
    for message in (message for message in read_catalogue(language, "pages") if message.id and message.id[0] != "|"):
        original, translated = (Counter(re.findall(r"<(\w+)", marks(text))) for text in (message.id, message.string))
        assert original == translated, message.id


@pytest.mark.parametrize("path", PAGES[1:], ids=lambda path: path.stem)
def test_the_pieces_of_a_page_are_the_page(path):
    if path.suffix == ".ipynb":
        for cell, found in zip(nbformat.read(path, as_version=4).cells, pieces_of_file(path), strict=True):
            assert "".join(piece for piece, _is_message in found) == cell.source
    messages = [piece for found in pieces_of_file(path) for piece, is_message in found if is_message]
    assert messages and not [piece for piece in messages if not re.search("[A-Za-z]", piece)]


every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


@each_language
@every_page
def test_a_translated_page_is_that_of_the_english_page_and_the_catalogue(language, path):
    assert is_made(path, language), "run tests/renew_translations.py"


@each_language
@pytest.mark.parametrize("path", PAGES[2:], ids=lambda path: path.stem)
def test_translated_cells_print_the_same_numbers(language, path):
    cells = zip(*(nbformat.read(page, as_version=4).cells for page in (path, place_of(language, path))), strict=True)
    for english, other in cells:
        assert english.get("execution_count") == other.get("execution_count")
        assert numbers(printed(english)) == numbers(printed(other)), english.id


def printed(cell):
    outputs = cell.get("outputs", [])
    return " ".join(output.get("text", output.get("data", {}).get("text/plain", "")) for output in outputs)


def numbers(text):
    return {*re.findall(r"\d+(?:\.\d+)?", text)}


def forms(texts):
    return list(texts) if isinstance(texts, (list, tuple)) else [texts]


def test_a_folder_may_leave_out_the_country(copy):
    shutil.copytree(ROOT / "course/locale/zh_CN", copy / "course/locale/zh_CN")
    say = ["-c", f"{SAY}(amount(0.5), TAG)"]
    expected = "0.5 比特 zh-CN\n"
    assert python(copy, "notebooks/zh", *say) == expected == python(copy, ".", *say, LESSON_LANGUAGE="zh_CN")


@each_language
def test_the_font_has_the_signs_of_the_translations_and_no_others(language):
    assert signs_there(language) == signs_needed(language), ADVICE


@pytest.mark.parametrize("language", [pytest.param(language, id=f"{language} everywhere") for language in LANGUAGES])
def test_no_text_covers_anything_and_none_lacks_a_sign(language):
    """Matplotlib writes to stderr if its fonts lack a sign or are not bold."""
    assert python(ROOT, ".", ROOT / "tests/faults_of_all_figures.py", LESSON_LANGUAGE=language) == "[]\n"


DRAWN = """
from PIL import Image
from course.drawing.figure import whole
from course.pictures import code_areas
from publish.cards import card
card("p", "q", "交叉熵" * 20, Image.new("RGB", (900, 400)))  # fits into two lines, and not into one
print(whole(code_areas([0.5, 0.5], [1, 1], [1, 1]).figure, ""))
"""


def test_a_figure_names_its_language_and_leaves_the_font_to_the_page():
    chinese = python(ROOT, ".", "-c", DRAWN, LESSON_LANGUAGE="zh_CN")
    english = python(ROOT, ".", "-c", DRAWN.replace("交叉熵", "CE "), LESSON_LANGUAGE="en")
    assert ('lang="zh-CN"' in chinese, "lang" in english) == (True, False)
    assert not re.search("font-family", chinese + english)
