"""Build the site: every notebook, the teacher's notes, and a page for each explorer."""

import concurrent.futures
import hashlib
import os
import re
import shutil
import time
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publish import fonts
from publish.exercises import SCRIPTS as OF_VERDICTS
from publish.exercises import words
from publish.pages import Page, as_json, page_of
from publish.text import Renderer, to_html

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NOTEBOOKS = ROOT / "notebooks"
SCRIPTS = [*OF_VERDICTS, "elements.js", "explorers.js", "predictions.js", "exercises.js", "page.js"]
TEACHING = "TEACHING"
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def build(site, repository="", notebooks=NOTEBOOKS):
    """Write the site into this folder, which is emptied before, and return the names of its pages.

    repository: OWNER/NAME on GitHub, for links to the notebooks there and to Binder.
    """
    site, notebooks = Path(site), Path(notebooks)
    paths = sorted(notebooks.glob("[0-9]*.ipynb"))
    teaching = notebooks / f"{TEACHING}.md"
    pages = [*_pages(paths), _teaching(teaching)]
    lessons = [_lesson(page) for page in pages]
    shutil.rmtree(site, ignore_errors=True)
    for folder in ("explorers", "pictures", "predictions", "notebooks"):
        (site / folder).mkdir(parents=True)
    shared = {"repository": repository, "lessons": lessons, **_write_assets(site, pages)}
    for place, page in enumerate(pages):
        for name, content in page.files.items():
            (site / name).write_bytes(content)
        address = lessons[place]["address"]
        facts = {"page": page, "place": place, "data": as_json(page.data), "root": "", **shared}
        _write(site / address, "page.html", title=page.title, description=page.promise, **facts)
        for own, (title, element) in page.explorers.items():
            facts = {"element": element, "address": address, "root": "../", **shared}
            _write(site / f"explorers/{own}.html", "explorer.html", title=title, description=title, **facts)
    for path in [*paths, teaching]:
        shutil.copy(path, site / "notebooks")
    (site / ".nojekyll").touch()  # GitHub Pages is to take the files as they are
    return [lesson["address"] for lesson in lessons]


def _pages(paths):
    """The pages of these notebooks, several at a time, the longest first: no processor is idle at the end."""
    longest = sorted(paths, key=lambda path: -path.stat().st_size)
    with concurrent.futures.ProcessPoolExecutor() as pool:
        pages = dict(zip(longest, pool.map(_page, longest)))
    return [pages[path] for path in paths]


def address_of(link):
    """Where on the site a link leads that stands in a notebook: to the page of another one, or elsewhere as it is.

    >>> address_of("00_start_here.ipynb#the-map"), address_of("TEACHING.md")
    ('index.html#the-map', 'TEACHING.html')
    """
    link = re.sub(r"\b00_start_here\.ipynb", "index.html", link)
    return re.sub(r"^([\w]+)\.(?:ipynb|md)\b", r"\1.html", link)


def _page(path):
    return page_of(path, address_of)


def _teaching(path):
    renderer = Renderer(address_of)
    source = path.read_text(encoding="utf-8")
    title = re.match(r"# (.+)\n", source)[1]
    return Page(path.stem, title, title, to_html(source, renderer), renderer.headings, {}, {}, {})


def _lesson(page):
    """How other pages name this one."""
    number = page.name[:2] if page.name != TEACHING else "✎"
    name = page.title.removeprefix(f"{number} · ")
    return {"address": address_of(f"{page.name}.ipynb"), "title": page.title, "number": number, "name": name}


def _write_assets(site, pages):
    """Write what all pages share, and return the name of each with a mark that changes with its content."""
    texts = [page.body for page in pages] + [
        content.decode() for page in pages for name, content in page.files.items() if name.endswith(".js")
    ]
    assets = {
        "script.js": _script().encode(),
        "style.css": (HERE / "style.css").read_bytes(),
        "icon.svg": (HERE / "icon.svg").read_bytes(),
        "LICENSES.txt": fonts.licenses(ROOT / "LICENSE").encode(),
        **fonts.subsets(set("".join(texts))),
    }
    for name, content in assets.items():
        (site / name).write_bytes(content)
    return {
        name.partition(".")[0]: f"{name}?{hashlib.sha256(assets[name]).hexdigest()[:8]}"
        for name in ("script.js", "style.css", "icon.svg")
    }


def _script():
    """All scripts as one, after the words in which they speak."""
    scripts = [(HERE / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return "\n".join([f"window.lessonWords = {as_json(words())};", *scripts])


def _write(path, template, **facts):
    path.write_text(TEMPLATES.get_template(template).render(**facts), encoding="utf-8")


def main():
    """Build site/ beside the notebooks and say how long that took and how large it is."""
    began, site = time.monotonic(), ROOT / "site"
    names = build(site, os.environ.get("GITHUB_REPOSITORY", ""))
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
    print(f"{len(names)} pages in {time.monotonic() - began:.0f} s, {size:.1f} MB: {site / 'index.html'}")
