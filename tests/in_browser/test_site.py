"""The site as its readers have it: in a browser, from a server without Python, and from a disk."""

import functools
import http.server
import random
import re
import threading
import urllib.parse
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import ROOT, expect

from course.assessment import keeping
from course.assessment.predictions import Prediction
from course.drawing.figure import ID
from course.explorers import hit_the_divergence
from publish.build import build
from publish.frames import positions_of
from publish.notebook_cells import explorers, run_all

NOTEBOOKS = sorted(ROOT.glob("notebooks/[0-9]*.ipynb"))
PAGES = ["index.html", *(f"{path.stem}.html" for path in NOTEBOOKS[1:]), "TEACHING.html"]
READY = ".explorer[data-ready]"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    assert build(folder) == PAGES
    return folder


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(site):
    handler = functools.partial(QuietHandler, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Tab:
    """A page of the site, and what its browser complains of or asks others for."""

    def __init__(self, browser, address, **options):
        self.address, self.faults = address, []
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._asked)

    def _asked(self, request):
        if not request.url.startswith((self.address, "data:")):
            self.faults.append(f"asks elsewhere: {request.url}")

    def open(self, name):
        self.page.goto("about:blank")  # or a new hash alone would not load the page anew
        self.page.goto(self.address + name)
        return self.page


@pytest.fixture
def tab(browser, address):
    tab = Tab(browser, address)
    yield tab
    tab.context.close()
    assert tab.faults == []


def own_pages(site):
    return sorted(f"explorers/{path.name}" for path in site.glob("explorers/*.html"))


# ------------------------------------------------------------------------------------------------ pages


@pytest.mark.parametrize("width, scheme", [(1280, "light"), (360, "dark")])
def test_every_page_is_quiet_fits_its_window_and_is_accessible(browser, address, site, width, scheme):
    import axe_playwright_python

    axe = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    tab = Tab(browser, address, viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    for name in [*PAGES, *own_pages(site)]:
        page = tab.open(name)
        expect(page.locator("h1")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
        page.evaluate(axe)  # not as an element: the page's policy forbids that
        found = page.evaluate("axe.run().then(({ violations }) => violations)")
        told = [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]
        assert told == [], name
    tab.context.close()
    assert tab.faults == []


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.targets = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            assert attributes["id"] not in self.ids, attributes["id"]
            self.ids.add(attributes["id"])
        self.targets += [attributes[key] for key in ("href", "src") if tag != "use" and key in attributes]


def test_html_is_valid_and_every_link_leads_somewhere(site):
    import html5lib

    parser = html5lib.HTMLParser(strict=True)
    links = {}
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        parser.parse(text)
        links[path] = Links(text)
    assert len(links) > 20
    for path, found in links.items():
        for target in found.targets:
            place, _, anchor = target.partition("#")
            if not place.startswith(("https://", "data:")):
                file = (path.parent / place.partition("?")[0]).resolve() if place else path
                assert file.exists(), (path.name, target)
                assert not anchor or anchor in links[file].ids, (path.name, target)


def test_without_script_everything_can_be_read(browser, address):
    tab = Tab(browser, address, java_script_enabled=False)
    page = tab.open("04_kl_versus_p.html")
    expect(page.locator(".explorer svg[role=img]").first).to_be_visible()
    expect(page.get_by_text("q(dog) = 0.5: D(p‖q) = 1 bit, or 0.693 nats")).to_be_visible()
    expect(page.locator("#predict-question").get_by_text("How much dearer has the picture become")).to_be_visible()
    expect(page.locator("summary", has_text="Solution")).to_have_count(4)
    expect(page.locator("math[display=block]")).to_have_count(2)
    expect(page.locator("input, button")).to_have_count(0)
    tab.context.close()
    assert tab.faults == []


def test_from_a_disk_it_works_too(browser, site):
    tab = Tab(browser, f"{site.as_uri()}/")
    page = tab.open("04_kl_versus_p.html#kl_versus_q?q=0.25")
    expect(page.locator("#kl_versus_q .sentence")).to_contain_text("q(dog) = 0.25: D(p‖q) = 2 bits")
    page.locator("#exercise-1 input").fill("1/32")
    page.locator("#exercise-1 button").click()
    expect(page.locator("#exercise-1 .verdict")).to_contain_text("Right")
    tab.context.close()
    assert tab.faults == []


def test_it_can_be_printed(tab):
    page = tab.open("05_properties.html")
    page.emulate_media(media="print")
    expect(page.locator(".explorer svg[role=img]").first).to_be_visible()
    expect(page.locator(".lessons")).to_be_hidden()
    expect(page.locator(".copy").first).to_be_hidden()


# ------------------------------------------------------------------------------------------------ explorers


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_explorers_show_what_lib_draws_and_say_what_it_says(tab, path):
    page = tab.open(PAGES[NOTEBOOKS.index(path)])
    figures = page.locator(".explorer")
    made = list(explorers(path).values())
    expect(figures).to_have_count(len(made))
    pick = random.Random(path.name)
    for place, explorer in enumerate(made):
        figure, options = figures.nth(place), positions_of(explorer)
        figure.scroll_into_view_if_needed()
        expect(figure).to_have_attribute("data-ready", "")
        sliders = figure.locator("input")
        ends = [[0] * len(options), [len(choices) - 1 for choices in options.values()]]
        inside = [[pick.randrange(len(choices)) for choices in options.values()] for _ in range(10)]
        for at in [*ends, *inside]:
            for index, position in enumerate(at):
                sliders.nth(index).evaluate(
                    "(slider, place) => { slider.value = place; slider.dispatchEvent(new Event('input')); }", position
                )
            chosen = {name: choices[position] for (name, choices), position in zip(options.items(), at)}
            sentence, parts = explorer.picture(**{name: value for name, (_, value) in chosen.items()})
            assert figure.locator(".view .sentence").inner_text() == sentence
            assert figure.locator(".view svg").get_attribute("aria-label") == f"{explorer.title}. {sentence}"
            assert figure.locator("output").all_inner_texts() == [text for text, _ in chosen.values()]
            wanted = "".join(parts).replace(ID, figure.get_attribute("id") + "_")
            wanted, drawn = page.evaluate(SAME, [wanted, figure.locator(".view svg").inner_html()])
            assert drawn == wanted, (explorer.title, chosen)


SAME = """texts => texts.map((text) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.innerHTML = text;
    return svg.innerHTML;
})"""


def test_a_slider_is_moved_by_keys_and_by_touch(browser, address):
    tab = Tab(browser, address, has_touch=True)
    page = tab.open("04_kl_versus_p.html")
    figure = page.locator("#kl_versus_q")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-ready", "")
    slider, sentence = figure.locator("input"), figure.locator(".sentence")
    slider.focus()
    for key, value in [("Home", "0"), ("End", "1"), ("ArrowLeft", "0.99")]:
        page.keyboard.press(key)
        expect(sentence).to_contain_text(f"q(dog) = {value}:")
        expect(slider).to_have_attribute("aria-valuetext", value)
        assert ("infinite" in sentence.inner_text()) == (key == "Home")
    box = slider.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(sentence).not_to_contain_text("q(dog) = 0.99:")
    tab.context.close()
    assert tab.faults == []


def test_the_page_does_not_jump_while_a_slider_moves(tab):
    page = tab.open("05_properties.html")
    page.set_viewport_size({"width": 360, "height": 800})
    figure = page.locator("#tangent_gap")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-ready", "")
    heights = figure.evaluate("""figure => {
        const slider = figure.querySelector("input"), heights = new Set();
        for (let place = 0; place <= slider.max; place++) {
            slider.value = place;
            slider.dispatchEvent(new Event("input"));
            heights.add(figure.getBoundingClientRect().height);
        }
        return [...heights];
    }""")
    assert len(heights) == 1


def test_a_button_exchanges_the_sliders(tab):
    page = tab.open("05_properties.html#tangent_gap?p=0.25&q=0.75")
    figure = page.locator("#tangent_gap")
    expect(figure.locator(".sentence")).to_contain_text("p = 0.25, q = 0.75:")
    figure.get_by_role("button", name="Swap p and q").click()
    expect(figure.locator(".sentence")).to_contain_text("p = 0.75, q = 0.25:")


def test_a_link_leads_to_a_state_and_can_be_copied(browser, address):
    tab = Tab(browser, address, permissions=["clipboard-read", "clipboard-write"])
    page = tab.open("04_kl_versus_p.html#soft_truth?p=0.6&q=0.15")
    figure = page.locator("#soft_truth")
    expect(figure).to_be_in_viewport()
    expect(figure.locator(".sentence")).to_contain_text("p(dog) = 0.6, q(dog) = 0.15:")
    figure.locator("input").first.focus()
    page.keyboard.press("End")
    figure.get_by_role("button", name="Copy link").click()
    expect(figure.locator(".told")).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{address}04_kl_versus_p.html#soft_truth?p=1&q=0.15"
    page.goto("about:blank")
    page.goto(link)
    expect(figure.locator(".sentence")).to_contain_text("p(dog) = 1, q(dog) = 0.15:")
    tab.context.close()
    assert tab.faults == []


@pytest.mark.parametrize("state", ["#kl_versus_q?q=nonsense", "#kl_versus_q?r=1", "#nowhere?q=1", "#%E0%A4%A", "#?"])
def test_a_broken_link_does_no_harm(tab, state):
    page = tab.open(f"04_kl_versus_p.html{state}")
    expect(page.locator("#kl_versus_q .sentence")).to_contain_text("q(dog) = 0.5:")
    expect(page.locator(".predict")).to_be_visible()


def test_an_explorer_can_stand_in_a_frame(tab, site):
    slides, source = site / "slides.html", "explorers/04_kl_versus_q.html#kl_versus_q?q=0.125"
    head = "<!doctype html><title>slides</title><link rel=icon href=data:,>"
    slides.write_text(f'{head}<iframe src="{source}" width="800" height="480"></iframe>', encoding="utf-8")
    page = tab.open("slides.html")
    slides.unlink()
    inside = page.frame_locator("iframe")
    expect(inside.locator(".sentence")).to_contain_text("q(dog) = 0.125: D(p‖q) = 3 bits")
    inside.locator("input").focus()
    page.keyboard.press("Home")
    expect(inside.locator(".sentence")).to_contain_text("infinite")


# ------------------------------------------------------------------------------------- questions, exercises


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)).strip()


@pytest.mark.parametrize("path", NOTEBOOKS[1:], ids=lambda path: path.stem)
def test_a_locked_answer_is_told_what_the_notebook_tells(tab, path):
    asked = {ran.cell.id: ran.value for ran in run_all(path) if isinstance(ran.value, Prediction)}
    page = tab.open(f"{path.stem}.html")
    for cell, prediction in asked.items():
        if len(prediction.controls) > 1:
            continue  # the warm-up has a test of its own
        form, options = page.locator(f"#{cell} form"), prediction.controls[0].options
        lock, place = form.get_by_role("button"), len(options) // 3
        expect(lock).to_be_disabled()
        if form.locator("input[type=radio]").count():
            form.locator("input").nth(place).check()
        else:
            form.locator("input").fill(str(place))
        lock.click()
        expect(lock).to_have_text("Locked")
        expect(form.locator("input").first).to_be_disabled()
        result = form.locator(".result")
        expect(result).not_to_be_empty()
        told = prediction.reveal([options[place][1]]) + prediction.evidence.html()
        assert plain(result.inner_html()) == plain(told)


def answer_all(page, cell, letters):
    form = page.locator(f"#{cell} form")
    for place, letter in enumerate(letters):
        form.locator("fieldset").nth(place).locator(f"input[value={letter}]").check()
    form.get_by_role("button").click()
    return form.locator(".result")


def test_the_warm_up_is_kept_and_compared(tab, monkeypatch, tmp_path):
    first, again = list("ababab"), list("bbbbbb")
    page = tab.open("index.html")
    expect(page.locator("#predict-questions .lacking")).to_have_text("6 answers still missing.")
    expect(answer_all(page, "predict-questions", first)).to_contain_text("Notebook 07 asks again")
    page = tab.open("07_why_cross_entropy.html")
    result = answer_all(page, "predict-again", again)
    (prediction,) = [ran.value for ran in run_all(NOTEBOOKS[7]) if ran.call[0] == "predict_again"]
    monkeypatch.setattr(keeping, "FILE", tmp_path / ".answers.json")
    assert keeping.keep("00", first)
    expect(result).not_to_be_empty()
    assert plain(result.inner_html()) == plain(prediction.reveal(again))


@pytest.mark.parametrize(
    "kept", [None, "{", "[]", '["z","a","a","a","a","a"]', '["a","a","a","a","a","a","a"]', '"ababab"', "7"]
)
def test_lost_answers_break_nothing(tab, kept):
    page = tab.open("07_why_cross_entropy.html")
    page.evaluate("kept => kept === null || localStorage.setItem('warm-up answers', kept)", kept)
    expect(answer_all(page, "predict-again", "ababab")).to_contain_text("Your first answers are not at hand")


def test_a_browser_that_keeps_nothing_says_so(tab):
    tab.page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } })")
    page = tab.open("index.html")
    expect(answer_all(page, "predict-questions", "ababab")).to_have_text(
        "Locked. But this browser cannot keep answers: note them on paper."
    )
    page = tab.open("07_why_cross_entropy.html")
    expect(answer_all(page, "predict-again", "ababab")).to_contain_text("Your first answers are not at hand")


def test_exercises_are_checked_in_the_page_and_code_is_left_to_the_notebook(tab):
    page = tab.open("02_kl_divergence.html")
    cell = page.locator("#exercise-1")
    cell.get_by_label("forward").fill("0.1438")
    cell.get_by_role("button", name="Check").click()
    expect(cell.locator(".verdict")).to_contain_text("Not")
    cell.get_by_label("forward").fill("0.2075")
    cell.get_by_label("backward").fill("0.1887")
    page.keyboard.press("Enter")
    expect(cell.locator(".verdict")).to_contain_text("Right")
    expect(cell.locator(".verdict")).to_have_attribute("data-status", "right")
    link = page.locator("#exercise-3").get_by_role("link", name="open this page as a notebook")
    link.click()
    expect(page.get_by_role("link", name="the file")).to_be_in_viewport()
    assert urllib.parse.urlsplit(page.url).fragment == "open-notebook"


def test_the_game_keeps_the_nearest(tab):
    page = tab.open("index.html")
    figure = page.locator("#hit_the_divergence")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-ready", "")
    standing = figure.locator(".controls .sentence")
    expect(standing).to_have_text("Nearest so far: nothing yet for 0.1, nothing yet for 1, nothing yet for 3.")
    game = hit_the_divergence()
    texts = [[text for text, _ in choices] for choices in positions_of(game).values()]
    for name, place in [("sun", 3), ("rain", 11), ("snow", 10), ("sun", 12), ("rain", 0)]:
        game.sliders[name].index = place
        index = list(game.sliders).index(name)
        figure.locator("input").nth(index).fill(str(place))
        assert texts[index][place] == game.sliders[name].label
        expect(standing).to_have_text(plain(game.standing.value))
