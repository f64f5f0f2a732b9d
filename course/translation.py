"""Every word that a learner reads from the course, in the learner's language.

`_("text")` is the text in that language, `plural("{n} bit", "{n} bits", n)` the form for n things. English stands in
the code and needs no catalogue; others lie in `locale/LANGUAGE/LC_MESSAGES/course.mo`, as gettext has them. The
language is named by the environment variable LESSON_LANGUAGE or by the notebook's folder, as in `notebooks/de`.
"""

import gettext
import os
from pathlib import Path

LANGUAGE = os.environ.get("LESSON_LANGUAGE") or Path.cwd().name
_catalogue = gettext.translation("course", Path(__file__).with_name("locale"), [LANGUAGE], fallback=True)
_ = _catalogue.gettext


def plural(one, many, n):
    """Return the form for n, which may be a fraction: 1 bit, but 0.5 bits.

    >>> plural("{n} bit", "{n} bits", 0.5).format(n=0.5)
    '0.5 bits'
    """
    return _catalogue.ngettext(one, many, 1 if n == 1 else 2)
