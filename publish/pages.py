"""A notebook as a page: its cells in order, with explorers, questions and exercises that work without a kernel."""

import base64
import hashlib
import html
import io
import json
import re
from typing import NamedTuple

import nbformat
from PIL import Image  # comes with matplotlib

from course.assessment.predictions import Prediction
from course.drawing.explorer import Explorer
from course.drawing.text_explorer import TextExplorer
from publish import BuildError
from publish.exercises import exercise_data
from publish.frames import facts_of, film, positions_of
from publish.notebook_cells import run_all
from publish.questions import prediction_data
from publish.text import Renderer, code_block, output_block, to_html

NO_FIELD = '<p class="from">The running notebook has a field to type in here; the picture follows at every key.</p>\n'


class Page(NamedTuple):
    """A page without its template: its body, the anchors of its sections, and the files that go with it."""

    name: str
    title: str
    promise: str
    body: str
    sections: list
    data: dict  # of the questions and exercises, by the ids of their elements
    explorers: dict  # title and element of each, by the name of its own page
    files: dict  # bytes by their path in the site


def page_of(path):
    """Run the notebook and return its Page."""
    ran, writer, body = {}, _Writer(path.stem), ""
    try:
        ran.update((done.index, done) for done in run_all(path))
    except Exception as error:
        raise BuildError(f"{path.name}, after {len(ran)} code cells: {error!r}") from error
    cells = nbformat.read(path, as_version=4).cells
    for index, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            body += to_html(cell.source, writer.renderer)
        else:
            body += f'<div class="cell" id="{cell.id}">\n{writer.code_cell(ran[index])}</div>\n'
    title, promise = re.match(r"# (.+)\n\n(.+)", cells[0].source).groups()
    found = writer.renderer.headings, writer.data, writer.explorers, writer.files
    return Page(path.stem, title, promise, body, *found)


class _Writer:
    """A converter of a notebook's code cells to HTML, which collects their data, explorers and files."""

    def __init__(self, name):
        self.name, self.renderer = name, Renderer()
        self.data, self.explorers, self.files = {}, {}, {}

    def code_cell(self, ran):
        cell, (call, arguments) = ran.cell, ran.call
        self._check_stored_outputs(ran)
        code = code_block(cell.source)
        if isinstance(ran.value, Explorer):
            return folded(code) + self._explorer(ran.value, call)
        if isinstance(ran.value, Prediction):
            return folded(code) + self._prediction(cell, ran.value, call)
        if call == "check":
            return self._exercise(cell, code, arguments[0].value)
        shown = ""
        for place, output in enumerate(cell.outputs):
            content = self._output(output, f"{cell.id}-{place}")
            if content.startswith("<pre"):
                code += content
            else:
                shown += content
        setup = cell.metadata.get("jupyter", {}).get("source_hidden")  # for a page with all its Python
        return folded(code, " setup" * bool(setup)) + shown + (NO_FIELD if isinstance(ran.value, TextExplorer) else "")

    def _check_stored_outputs(self, ran):
        """Raise BuildError unless the stored outputs, which are published, are those of the cell today."""
        where = f"{self.name}.ipynb, cell {ran.cell.id}"
        stored = "".join(output.text for output in ran.cell.outputs if output.output_type == "stream")
        if stored != ran.printed:
            raise BuildError(f"{where}: it prints {ran.printed!r}, and the notebook holds {stored!r}")
        if ran.value is not None and not any(output.get("data") for output in ran.cell.outputs):
            raise BuildError(f"{where}: its output is not in the notebook; run tests/renew_outputs.py")

    def _output(self, output, name):
        if output.output_type == "stream":
            return output_block(output.text)
        if output.output_type == "error":
            return output_block("\n".join(output.traceback))
        if "image/png" in output.data:
            return self._picture(output, f"pictures/{self.name}.{name}.webp")
        if "text/markdown" in output.data:  # a widget that needs a kernel has a text that says so
            return to_html(output.data["text/markdown"], self.renderer)
        return output_block(output.data["text/plain"])

    def _picture(self, output, place):
        picture, lossless = Image.open(io.BytesIO(base64.b64decode(output.data["image/png"]))), io.BytesIO()
        picture.save(lossless, "WEBP", lossless=True, quality=80)  # 100 takes twenty times as long for 3 % less
        self.files[place] = lossless.getvalue()
        width, height = picture.size
        shown = output.metadata["image/png"]
        size = f'width="{shown["width"]}" height="{round(height * shown["width"] / width)}"'
        return f'<img class="picture" src="{place}" alt="{html.escape(shown["alt"])}" {size} loading="lazy">\n'

    def _explorer(self, explorer, name):
        options = positions_of(explorer)
        own = f"{self.name[:2]}_{name}"
        script = self._script(f"explorers/{own}.js", film(explorer, options, name))
        facts = facts_of(explorer, options)
        view = explorer.layer(*explorer.picture(), 'class="sentence" aria-live="polite"')
        element = (
            f'<figure class="explorer" id="{name}" data-frames="{script}">\n'
            f'<script type="application/json">{as_json(facts)}</script>\n'
            f'<div class="stage">\n<div class="still">{explorer.background}</div>\n'
            f'<div class="view">{view}</div>\n</div>\n</figure>\n'
        )
        self.explorers[own] = (explorer.title, element)
        return element

    def _script(self, name, data):
        """Write data into a script, since a page on a disk can load nothing else, and return the script's address."""
        content = f"published({json.dumps(name)}, {as_json(data)});\n".encode()
        self.files[name] = content
        return f"{name}?{fingerprint(content)}"

    def _prediction(self, cell, prediction, call):
        data = prediction_data(call, prediction)
        if len(as_json(data.get("outcomes"))) > 50_000:  # too much to load before the question is answered
            data["script"] = self._script(f"predictions/{self.name}.{cell.id}.js", data.pop("outcomes"))
        self.data[cell.id] = {"prediction": data}
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
    """Return HTML that hides code, with the text that it prints, until a reader opens it."""
    return f'<details class="python{name}"><summary>as Python</summary>\n{code}</details>\n'


def as_json(data):
    """Return JSON that may stand in a script element."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("</", "<\\/")
