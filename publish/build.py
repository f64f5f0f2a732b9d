"""The build of the site: every notebook, the teacher's notes, and a page for each explorer."""

import argparse
import base64
import concurrent.futures
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from course.assessment import handing_in
from course.assessment.typed import ALIKE, SIGNS
from course.translation import TAG, _, plural
from publish import LANGUAGES, BuildError, cards, fonts, lab
from publish.exercises import can_be_typed
from publish.home import NAME, QUESTION, SUBJECTS, home_of
from publish.pages import Page, anchors_of, fingerprint, page_of
from publish.scripts import OF_VERDICTS, as_json, script, words
from publish.text import Renderer, address_of, anchored, as_text, to_html

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
(OWN,) = [folder for folder, (tag, _name) in LANGUAGES.items() if tag == TAG]
TOP = "../" if OWN else ""  # leads from the pages of this language to those in English
NOTEBOOKS = ROOT / "notebooks" / OWN
OF_FIGURES = ["words.js", "elements.js", "handles.js", "explorers.js"]
OF_PAGES = [name for name in OF_VERDICTS if name not in OF_FIGURES]
OF_PAGES += ["predictions.js", "exercises.js", "games.js", "projector.js", "progress.js", "handing_in.js", "search.js"]
OF_PAGES += ["home.js", "page.js"]
TEACHING = "TEACHING"
NOT_SEARCHED = "math, pre, figure, .cell, .sections"
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE),
    extensions=["jinja2.ext.i18n"],
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.policies["ext.i18n.trimmed"] = True  # the lines of a text are joined
TEMPLATES.install_gettext_callables(_, plural)
TEMPLATES.globals["tag"] = TAG


def build(site, repository="", pyodide=None):
    """Write the site in one language into this folder, which is emptied first, and return the names of its pages.

    repository: OWNER/NAME on GitHub, for links to the notebooks there and to Binder, and for the site's own address.
    pyodide: the Pyodide with which its pages run as notebooks, as for `lab.build`; None for a site without Python.
        All languages share the folder `lab` of the English site.
    """
    site = Path(site)
    paths, teaching = sorted(NOTEBOOKS.glob("[0-9]*.ipynb")), NOTEBOOKS / f"{TEACHING}.md"
    pages = [*_pages(paths), _teaching(teaching)]
    lessons = [_lesson(page) for page in pages]
    home, front = home_of(paths[0], pages)
    shutil.rmtree(site, ignore_errors=True)
    for folder in ("explorers", "pictures", "predictions", "games", "notebooks"):
        (site / folder).mkdir(parents=True)
    assets = _assets(home, pages)
    (of_front,) = home.explorers.values()
    # The script and the films of its figure stand in the front page, which spares it a way to the server and back.
    inside = _figures([home.files.pop(film.partition("?")[0]) for film in of_front.films.values()])
    for files in [assets, *(page.files for page in [home, *pages])]:
        for name, content in files.items():
            (site / name).write_bytes(content)
    marked = {name: f"{name}?{fingerprint(content)}" for name, content in assets.items()}
    # So does the style in every page, for its first paint.
    style, of_home = ((HERE / name).read_text(encoding="utf-8") for name in ("style.css", "home.css"))
    host = site_address(repository)
    shared = {"repository": repository, "host": host, "origin": host and host + OWN, "site_name": NAME}
    shared |= {"languages": LANGUAGES, "own": OWN, "top": TOP}
    shared |= {"lessons": lessons, "assets": marked, "style": style, "inside": "", "inside_hash": ""}
    shared["python_from"] = None if pyodide is None else lab.server_of(pyodide)
    if pyodide is not None and not OWN:
        lab.build(site, pyodide)
    questions = {card.name: as_text(card.question) for card in front["cards"]} | {pages[0].name: QUESTION}
    facts = _facts(home) | shared | {"place": -1, "front": front, "style": style + of_home}
    digest = base64.b64encode(hashlib.sha256(inside).digest()).decode()
    facts |= {"films": {}, "inside": inside.decode(), "inside_hash": f"'sha256-{digest}'"}
    facts |= _card(site, "index.html", SUBJECTS, QUESTION, of_front)
    _write(site, "home.html", **facts)
    for place, (page, lesson) in enumerate(zip(pages, lessons)):
        facts = _facts(page) | shared | {"place": place}
        first = next(iter(page.explorers.values()), of_front)
        facts |= _card(site, lesson["address"], page.title, questions.get(page.name, page.title), first)
        _write(site, "page.html", **facts)
        for own, figure in page.explorers.items():
            facts = {"page": page, "title": figure.title, "description": figure.sentence, "root": "../"}
            facts |= {"films": {}, "element": figure.element, "address": lesson["address"], **shared}
            facts |= _card(site, f"explorers/{own}.html", page.title, figure.title, figure)
            _write(site, "explorer.html", **facts)
    for path in [*paths, teaching]:
        shutil.copy(path, site / "notebooks")
    (site / ".nojekyll").touch()  # GitHub Pages then serves the files unchanged
    _index(site)
    return ["index.html", *(lesson["address"] for lesson in lessons)]


def site_address(repository):
    """Return the address at which GitHub publishes the site of OWNER/NAME; it is "" where that is not known.

    >>> site_address("Anna/bits"), site_address("anna/anna.github.io"), site_address("")
    ('https://anna.github.io/bits/', 'https://anna.github.io/', '')
    """
    owner, _, name = repository.partition("/")
    host = f"{owner.lower()}.github.io"
    return owner and f"https://{host}/" + f"{name}/" * (name.lower() != host)


def _card(site, path, page, title, figure):
    """Write the card of the page at this path, and return what its head says about it."""
    picture = f"pictures/{Path(path).stem}.png"
    (site / picture).write_bytes(cards.card(NAME, page, title, figure.image))
    alt = _("{title}. {sentence}").format(title=figure.title, sentence=figure.sentence)
    card = {"picture": picture, "title": title, "alt": alt, "size": cards.SIZE}
    return {"path": path, "card": card}


def _pages(paths):
    """Return the pages of these notebooks, several at a time. The longest begin first: no core is idle at the end."""
    longest = sorted(paths, key=lambda path: -path.stat().st_size)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        pages = dict(zip(longest, pool.map(page_of, longest)))
    return [pages[path] for path in paths]


def _teaching(path):
    renderer = Renderer(anchors_of(path))
    source = path.read_text(encoding="utf-8")
    title = re.match(r"# (.+)\n", source)[1]
    return Page(path.stem, title, title, to_html(source, renderer), renderer.headings, {}, {}, {})


def _facts(page):
    """Return what the template of a page needs; its browser loads the pictures of the first figure at once."""
    films = next((figure.films for figure in page.explorers.values()), {})
    facts = {"page": page, "title": page.title, "description": page.promise, "data": as_json(page.data)}
    return facts | {"films": films, "root": ""}


def _lesson(page):
    """Return the address and the titles with which other pages refer to this one."""
    number = page.name[:2] if page.name != TEACHING else "✎"
    name = page.title.removeprefix(f"{number} · ")
    return {"address": address_of(f"{page.name}.ipynb"), "title": page.title, "number": number, "name": name}


def asked_on(page):
    """Return the questions that can be answered on a page: the id of each, and the name under which it is kept.

    letters: the choices of each part of a prediction. truth: that of a guess. fields: the number of an exercise's
    answers. A kept answer that does not fit them comes from another version of the page.
    """
    asked = []
    for cell, data in page.data.items():
        if prediction := data.get("prediction"):
            known = {key: value for key, value in prediction.items() if key in ("name", "letters", "truth")}
            asked.append({"id": cell, **known})
        elif "exercise" in data and can_be_typed(data["exercise"]):
            asked.append({"id": cell, "name": data["exercise"]["number"], "fields": len(data["exercise"]["answers"])})
    return asked


def _assets(home, pages):
    """Return the files that pages share: bytes by file name."""
    every = [home, *pages]
    films = [content.decode() for page in every for name, content in page.files.items() if name.endswith(".js")]
    questions = {page.name: _lesson(page) | {"asked": asked_on(page)} for page in pages}
    data = {"lookAlike": ALIKE, "typedSigns": SIGNS, "lessonQuestions": questions}
    data["lessonFile"] = {"name": handing_in.FILE, "format": handing_in.FORMAT}
    return {
        "figures.js": _figures(),
        "script.js": script(data, OF_PAGES),
        "icon.svg": (HERE / "icon.svg").read_bytes(),
        "icon.png": cards.icon_file(),
        "LICENSES.txt": fonts.licenses(ROOT / "LICENSE").encode(),
        **fonts.subsets({*"".join([*films, *(page.body for page in every)])}),
        **fonts.for_formulas("".join(page.body for page in every)),
    }


def _figures(films=()):
    """Return the script that begins the first figure of a page, with these films in it."""
    return b"\n".join([script({"lessonWords": words()}, OF_FIGURES), *films, script({}, ["first.js"])])


def _index(site):
    """Write the index for search.js: the text of all elements with data-pagefind-body. It has no forms of Pagefind."""
    command = [sys.executable, "-m", "pagefind_bin_extended", "--site", site, "--exclude-selectors", NOT_SEARCHED]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"Pagefind made no index: {done.stdout}{done.stderr}")
    for form in [*site.glob("pagefind/*ui*"), site / "pagefind/pagefind-highlight.js"]:
        form.unlink()


def _write(site, template, path, **facts):
    page = TEMPLATES.get_template(template).render(path=path, **facts)
    (site / path).write_text(anchored(page), encoding="utf-8")


def main(arguments):
    """Build the site in all languages into site/ beside the notebooks; print how long each took, and its size."""
    began, site = time.monotonic(), ROOT / "site"
    parser = argparse.ArgumentParser("publish", description=main.__doc__)
    parser.add_argument("--no-lab", action="store_true")
    parser.add_argument("--pyodide", default="")
    asked = parser.parse_args(arguments)
    names = build(site / OWN, os.environ.get("GITHUB_REPOSITORY", ""), None if asked.no_lab else asked.pyodide)
    size = sum(path.stat().st_size for path in (site / OWN).rglob("*") if path.is_file()) / 1e6
    told = f"{len(names)} pages in {time.monotonic() - began:.0f} s, {size:.1f} MB: {site / OWN / 'index.html'}"
    print(told, flush=True)
    # Texts are translated where they are imported, so each of the other languages needs a process of its own.
    for folder in [] if OWN else filter(None, LANGUAGES):
        environment = os.environ | {"LESSON_LANGUAGE": folder.strip("/")}
        command = [sys.executable, "-m", "publish", *arguments]
        if code := subprocess.run(command, cwd=ROOT, env=environment).returncode:
            sys.exit(code)
