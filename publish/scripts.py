"""Scripts of a page: files of this folder, after the data that they need and their texts in the reader's language."""

import json
from pathlib import Path

from babel.messages.extract import extract_from_dir

from course.translation import LANGUAGE, catalogue_of

HERE = Path(__file__).resolve().parent
OF_VERDICTS = ["words.js", "judges.js", "typed.js", "verdicts.js"]  # in the order in which a page loads them
# Functions, and those of their arguments that are texts for a reader; {% trans %} of a template is a call of gettext.
KEYWORDS = {"_": (1,), "plural": (1, 2), "gettext": (1,)}


def script(data, names):
    """Return a script of these values, by the names of variables, and of the files with these names."""
    variables = [f"window.{name} = {as_json(value)};" for name, value in data.items()]
    return "\n".join([*variables, *((HERE / name).read_text(encoding="utf-8") for name in names)]).encode()


def words(language=LANGUAGE):
    """Return the scripts' texts in a language: {English: translated}, empty for English."""
    translated, catalogue = {}, catalogue_of(language)
    for text in marked():
        if isinstance(text, tuple):
            translated |= {form: catalogue.ngettext(*text, n) for n, form in enumerate(text, 1)}
        else:
            translated[text] = catalogue.gettext(text)
    return {english: text for english, text in translated.items() if text != english}


def marked():
    """Return all texts that the scripts mark for translation; one with a plural is a pair."""
    found = extract_from_dir(HERE, [("**.js", "javascript")], keywords=KEYWORDS)
    return [text for _file, _line, text, _comments, _context in found]


def as_json(data):
    """Return JSON that may stand in a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("</", "<\\/")
