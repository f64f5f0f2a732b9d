"""Translation of all texts of the course into the learner's language.

`_("text")` is the text in that language, `plural("{n} bit", "{n} bits", n)` the form for n things. English stands in
the code and needs no catalogue; other languages have gettext catalogues, `locale/LANGUAGE/LC_MESSAGES/course.mo`. The
environment variable LESSON_LANGUAGE names the language, or the notebook's folder does, as in `notebooks/de`. A country
may be left out: `zh` is `zh_CN`.
"""

import gettext
import os
import re
from pathlib import Path

CHINESE = "[\u3000-\u9fff\uff00-\uffef]"  # Chinese signs, stops and brackets, as wide as two letters
STOPS = "[。，、；：？！]"
LANGUAGE = os.environ.get("LESSON_LANGUAGE") or Path.cwd().name
_folder = Path(__file__).with_name("locale")


def catalogue_of(language):
    """Return the gettext catalogue of a language; one without texts if there is none."""
    languages = [language, *sorted(path.name for path in _folder.glob("*_*") if path.name.startswith(f"{language}_"))]
    return gettext.translation("course", _folder, languages, fallback=True)


_catalogue = catalogue_of(LANGUAGE)
_spoken = _catalogue.info().get("language", "en")
TAG = _spoken.replace("_", "-")  # the language that is spoken, as HTML names it
_ = _catalogue.gettext
FONT = _folder / _spoken / "signs.otf"  # a font of the signs of this language that DejaVu Sans lacks, if there are any


def plural(one, many, n):
    """Return the form for n, which may be a fraction: 1 bit, but 0.5 bits.

    >>> plural("{n} bit", "{n} bits", 0.5).format(n=0.5)
    '0.5 bits'
    """
    return _catalogue.ngettext(one, many, 1 if n == 1 else 2)


def sentence(text):
    """Return the text with a full stop, unless it ends as a sentence does.

    >>> sentence("so it is"), sentence("Is it?")
    ('so it is.', 'Is it?')
    """
    return text if text[-1] in ".?。？" else text + _(".")


def without_gaps(text):
    """Return the text without spaces between Chinese signs; such spaces come from facts and sentences put together.

    >>> without_gaps("It is. So “it” is."), without_gaps("D 是 无穷大。 q 像 “0.5”。")
    ('It is. So “it” is.', 'D 是无穷大。q 像“0.5”。')
    """
    return re.sub(f"(?<={CHINESE}) (?={CHINESE}|“)|(?<=”) (?={CHINESE})|(?<={STOPS}) ", "", text)


def listed(texts):
    """Return the parts of a list with the commas of the language between them.

    >>> listed(["one", "two"])
    'one, two'
    """
    return _(", ").join(texts)


def joined(*texts):
    """Return texts with a space between them, but none where Chinese has none.

    >>> joined("So it is.", "", "Is it?"), joined("是。", "是吗？"), joined("像", "p"), joined("像", "熵")
    ('So it is. Is it?', '是。是吗？', '像 p', '像熵')
    """
    return without_gaps(" ".join(filter(None, texts)))
