"""A notebook as a page: its cells in order, with explorers, questions and exercises that work without a kernel."""

import base64
import hashlib
import html
import io
import json
import re
from typing import Any, NamedTuple

import nbformat
from PIL import Image  # comes with matplotlib

from course.assessment.handing_in import HandIn
from course.assessment.predictions import Prediction
from course.drawing.explorer import Explorer
from course.drawing.figure import Picture, narrow
from course.translation import _
from publish import BuildError
from publish.cards import drawing
from publish.exercises import exercise_data
from publish.figures import in_page_colors, moving_layers, stages, still_layer
from publish.frames import facts_of, film, positions_of
from publish.games import bars, counted_pairs, guessing_data
from publish.notebook_cells import run_all
from publish.questions import prediction_data
from publish.scripts import as_json
from publish.text import Renderer, as_text, code_block, output_block, to_html

MINUTES = re.escape(_("{n} minutes in class, {m} alone")).replace(r"\{n\}", r"\d+").replace(r"\{m\}", r"\d+")
ABOUT = re.compile(rf"<p><small>(.*?)({MINUTES})(?:\. |。)(.*?)</small></p>", re.DOTALL)
FIGURES = Explorer, Picture
PHOTOGRAPH = 100  # pixels; smaller images are drawings of single pixels
BEGIN = "<!-- begin -->\n"  # where a page begins its first explorer


class PageFigure(NamedTuple):
    """An explorer on a page: its title and sentence, an image of it, its HTML, and its films' addresses by layout."""

    title: str
    sentence: str
    image: Any
    element: str
    films: dict


class Page(NamedTuple):
    """A page without its template: its body, the anchors of its sections, and the files that go with it.

    promise: the first paragraph as plain text.
    """

    name: str
    title: str
    promise: str
    body: str
    sections: list
    data: dict  # of the questions and exercises, by the ids of their elements
    explorers: dict  # a PageFigure for each, by the name of its own page
    files: dict  # bytes by their path in the site


def page_of(path):
    """Run the notebook and return its Page."""
    ran, writer, body = {}, Writer(path.stem, anchors_of(path)), ""
    try:
        for done in run_all(path):
            with narrow():
                on_a_phone = done.again() if isinstance(done.value, FIGURES) else None
            ran[done.index] = done, {"screen": done.value, "phone": on_a_phone}
    except Exception as error:
        raise BuildError(f"{path.name}, after {len(ran)} code cells: {error!r}") from error
    cells = nbformat.read(path, as_version=4).cells
    for index, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            body += to_html(cell.source, writer.renderer)
        else:
            body += f'<div class="cell" id="{cell.id}">\n{writer.code_cell(*ran[index])}</div>\n'
    summary = _("{minutes}: aims and needs").format(minutes=r"\2")
    body = ABOUT.sub(rf'<details class="about"><summary>{summary}</summary>\n<p>\1\3</p></details>', body, 1)
    title, promise = re.match(r"# (.+)\n\n(.+)", cells[0].source).groups()
    found = writer.renderer.headings, writer.data, writer.explorers, writer.files
    return Page(path.stem, title, as_text(promise), body, *found)


def anchors_of(path):
    """Return the anchors of a translated page's headings: those of the English page, whose folder is the one above.

    So a place has the same anchor in all languages. It is an empty list for an English page.
    """
    english, renderer = path.parent.parent / path.name, Renderer()
    if english.exists():
        for text in prose_of(english):
            to_html(text, renderer)
    return renderer.anchors


def prose_of(path):
    """Return the texts of a notebook's Markdown cells, or of a Markdown file."""
    if path.suffix == ".md":
        return [path.read_text(encoding="utf-8")]
    return [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]


class Writer:
    """A converter of a notebook's code cells to HTML, which collects their data, explorers and files."""

    def __init__(self, name, anchors=()):
        self.name, self.renderer = name, Renderer(anchors)
        self.data, self.explorers, self.files = {}, {}, {}

    def code_cell(self, ran, layouts):
        cell, (call, arguments) = ran.cell, ran.call
        self._check_stored_outputs(ran)
        code = code_block(cell.source)
        if isinstance(ran.value, Explorer):
            is_first = not self.explorers
            return self.explorer(layouts, call) + BEGIN * is_first + folded(code)
        if isinstance(ran.value, Picture):
            return self._captioned(stages(layouts, still_layer), ran.value.sentence) + folded(code)
        if call == "typed_sentence":
            return self._typed(ran.value) + folded(code)
        if call == "guess_letters":
            self.data[cell.id] = {"guessing": guessing_data(ran.value)}
            return folded(code) + self._without_script(cell)
        if isinstance(ran.value, Prediction):
            return folded(code) + self._prediction(cell, ran.value, call)
        if isinstance(ran.value, HandIn):
            return f'<div class="hand-in">{self._without_script(cell)}</div>\n'
        if call == "check":
            return self._exercise(cell, code, arguments[0].value)
        shown = "".join(map(self._output, cell.outputs))
        setup = cell.metadata.get("jupyter", {}).get("source_hidden")  # for a page with all its Python
        return folded(code, " setup" * bool(setup)) + shown

    def _check_stored_outputs(self, ran):
        """Raise BuildError unless the stored outputs, which are published, are those of the cell today."""
        where = f"{self.name}.ipynb, cell {ran.cell.id}"
        stored = "".join(output.text for output in ran.cell.outputs if output.output_type == "stream")
        if stored != ran.printed:
            raise BuildError(f"{where}: it prints {ran.printed!r}, and the notebook holds {stored!r}")
        if ran.value is not None and not any(output.get("data") for output in ran.cell.outputs):
            raise BuildError(f"{where}: its output is not in the notebook; run tests/renew_outputs.py")

    def _output(self, output):
        if output.output_type == "stream":
            return output_block(output.text)
        if output.output_type == "error":
            return output_block("\n".join(output.traceback))
        if "text/markdown" in output.data:  # a widget that needs a kernel has a text that says so
            return to_html(output.data["text/markdown"], self.renderer)
        return output_block(output.data["text/plain"])

    def explorer(self, layouts, name):
        """Return an explorer as HTML, from its layouts; its pictures are in files of their own."""
        explorer = layouts["screen"]
        options = positions_of(explorer)
        own = f"{self.name[:2]}_{name}"
        films = {
            layout: self._script(f"explorers/{own}.{layout}.js", film(figure, options, name))
            for layout, figure in layouts.items()
        }
        addresses = films | {"own": f"explorers/{own}.html"}
        data = " ".join(f'data-{key}="{address}"' for key, address in addresses.items())
        longest, sentence = map(html.escape, (explorer.longest, explorer.sentence))
        element = (  # the invisible longest sentence keeps the page from jumping
            f'<figure class="explorer" id="{name}" {data}>\n'
            f'<script type="application/json">{as_json(facts_of(explorer, options))}</script>\n'
            f"{stages(layouts, moving_layers)}"
            f'<div class="said"><p class="longest" aria-hidden="true">{longest} …</p>\n'
            f'<p class="sentence" aria-live="polite">{sentence}</p></div>\n</figure>\n'
        )
        image = drawing(explorer.figure)  # at the start, to which the stages have moved it
        self.explorers[own] = PageFigure(explorer.title, explorer.sentence, image, element, films)
        return element

    def _captioned(self, figure, sentence):
        """Return a figure over its sentence; images in it become files, which both layouts share."""

        def moved(found):
            image, small = Image.open(io.BytesIO(base64.b64decode(found[1]))), io.BytesIO()
            image.save(small, "WEBP", lossless=image.width < PHOTOGRAPH, quality=90, method=6)
            name = f"pictures/{fingerprint(small.getvalue())}.webp"
            self.files[name] = small.getvalue()
            return name

        figure = re.sub(r"data:image/png;base64,\s*([\w+/=\s]+)", moved, figure)
        caption = f'<figcaption class="sentence">{html.escape(sentence)}</figcaption>'
        return f'<figure class="drawing">\n{figure}{caption}</figure>\n'

    def _typed(self, explorer):
        """Return a field's label and start for games.js, and the bars and the sentence of that start."""
        label, start = explorer.field.description, explorer.field.value
        facts = {"pairs": self._script("games/languages.js", counted_pairs()), "label": label, "start": start}
        data = " ".join(f'data-{name}="{html.escape(fact)}"' for name, fact in facts.items())
        said = f'<p class="sentence" aria-live="polite">{html.escape(explorer.sentence)}</p>'
        return f'<figure class="typed" {data}>\n{bars(explorer.title, start)}{said}\n</figure>\n'

    def _script(self, name, data):
        """Write data into a script, since a page on a disk can load nothing else, and return the script's address."""
        content = f"published({json.dumps(name)}, {as_json(data)});\n".encode()
        self.files[name] = content
        return f"{name}?{fingerprint(content)}"

    def _prediction(self, cell, prediction, call):
        data = prediction_data(call, prediction)
        for answer, told in data.get("outcomes", {}).items():
            data["outcomes"][answer] = in_page_colors(told)
        if len(as_json(data.get("outcomes"))) > 50_000:  # too much to load before the question is answered
            data["script"] = self._script(f"predictions/{self.name}.{cell.id}.js", data.pop("outcomes"))
        self.data[cell.id] = {"prediction": data}
        return self._without_script(cell)

    def _without_script(self, cell):
        (bundle,) = [output.data for output in cell.outputs]
        return f'<div class="without-script">{to_html(bundle["text/markdown"], self.renderer)}</div>\n'

    def _exercise(self, cell, code, number):
        self.data[cell.id] = {"exercise": exercise_data(number)}
        (output,) = cell.outputs
        return f'{folded(code)}<div class="without-script">{output_block(output.data["text/plain"])}</div>\n'


def fingerprint(content):
    """Return a hash of a file's content, so that a browser loads a changed file again."""
    return hashlib.sha256(content).hexdigest()[:8]


def folded(code, name=""):
    """Return HTML that hides code until a reader opens it."""
    summary = _("as Python")
    return f'<details class="python{name}"><summary>{summary}</summary>\n{code}</details>\n'
