"""An explorer on a page of JupyterLab, compared with the results of `lib` itself."""

import functools
import re

from browser import ROOT, expect
from example_figures import no_frames

from publish.notebook_cells import explorers

A_PAGE = "notebooks/04_kl_versus_p.ipynb"  # it has films and a live explorer


class View:
    """An explorer on the page, together with the same explorer made in this process."""

    def __init__(self, cell, explorer):
        self.cell, self.explorer, self.page = cell, explorer, cell.page
        self.stage = cell.locator(".widget-gridbox")
        self.svg = self.stage.locator("svg[role=img]")
        self.sentence = self.stage.locator("p:not([aria-hidden])")
        self.sliders = cell.locator(".widget-hslider")
        self.at = {name: control.index for name, control in explorer.sliders.items()}

    def picture(self):
        """Return the drawn picture without ids, which are new in every drawing."""
        return re.sub(r"\blayer\d+-", "", self.svg.inner_html())

    def slider(self, name):
        return self.sliders.nth(list(self.at).index(name))

    def handle(self, name):
        return self.slider(name).locator(".noUi-handle")

    def press(self, name, key, times=1):
        """Press a key on a slider, and record where the slider must be now."""
        last = len(self.explorer.sliders[name].options) - 1
        here = self.at[name]
        here = {"ArrowRight": here + times, "ArrowLeft": here - times, "Home": 0, "End": last}[key]
        self.at[name] = min(max(here, 0), last)
        self.handle(name).focus()
        for _ in range(times):
            self.page.keyboard.press(key)

    def drag_to_start(self, name):
        """Drag a slider's handle to its left end in small steps."""
        self.handle(name).drag_to(self.slider(name), target_position={"x": 0, "y": 10}, steps=10)
        self.at[name] = 0

    def agrees(self):
        """Check that the page shows the sentence for the sliders' positions, and the values beside them."""
        chosen = {name: self.explorer.sliders[name].options[index] for name, index in self.at.items()}
        sentence = self.explorer.at(**{name: value for name, (_, value) in chosen.items()})
        expect(self.sentence).to_have_text(sentence)
        assert self.svg.get_attribute("aria-label").endswith(sentence)
        readouts = self.sliders.locator(".widget-readout").all_inner_texts()
        assert readouts == [text for text, _ in chosen.values()]

    def watch_height(self):
        """Record every height of the output from now on: the page below jumps when it changes."""
        self.stage.evaluate("""stage => {
            const output = stage.closest('.jp-OutputArea'), height = () => output.getBoundingClientRect().height;
            window.heights = new Set([height()]);
            new ResizeObserver(() => window.heights.add(height())).observe(output);
        }""")

    def heights(self):
        return self.page.evaluate("new Promise(done => requestAnimationFrame(() => done([...window.heights])))")


@functools.cache
def made_here(path):
    """Return the explorers of a notebook, run in this process, as the expected state of the page."""
    with no_frames():  # its sentences are enough
        return explorers(path)


def shows_stills(tab, path):
    """Check that each explorer of an open notebook shows its still picture, and no error of a missing widget."""
    for index in made_here(ROOT / path):
        cell = tab.cell(index)
        still = cell.locator(".jp-OutputArea img")
        expect(still).to_be_visible()
        assert still.evaluate("img => img.decode().then(() => img.naturalWidth)") > 500
        expect(cell.get_by_text("widget")).to_be_hidden()


def run(tab, path):
    """Run an open notebook, in which no cell may fail, and return its explorers."""
    tab.run_all()
    expect(tab.page.locator(".jp-Notebook [data-mime-type='application/vnd.jupyter.error']")).to_have_count(0)
    return [View(tab.cell(index), explorer) for index, explorer in made_here(ROOT / path).items()]


def drag_all(tab, views):
    """Drag every slider from its end to its start: a film needs no kernel for that, a live picture does."""
    for view in views:
        for name in view.at:
            view.press(name, "End")
        view.agrees()
        tab.received.clear()
        for name in view.at:
            view.drag_to_start(name)
        view.agrees()
        assert any(message.has_picture for message in tab.received) == (len(view.at) > 1)


def lock(box):
    """Choose (a) in this question of an open notebook and lock it, with the keyboard alone."""
    keyboard, radios, button = box.page.keyboard, box.locator("input[type=radio]"), box.get_by_role("button")
    radios.first.focus()
    keyboard.press("Space")
    expect(button).to_be_enabled()  # the kernel has received the choice
    for _ in range(radios.count()):
        keyboard.press("Tab")
    expect(button).to_be_focused()
    keyboard.press("Space")
    expect(box.locator("[role=status]")).to_contain_text("You chose (a)")
    expect(radios.last).to_be_disabled()
