"""The site as its readers see it: in a browser, from a server without Python, and from a disk."""

import json
import math
import os
import random
import re
import subprocess
import sys
from contextlib import nullcontext
from functools import partial
from urllib.parse import urlsplit

import pytest
from answering import lock, text_of
from browser import ROOT, expect
from example_figures import no_frames
from PIL import Image

from course import check, guess_letters, predict, predict_again
from course.assessment import keeping
from course.assessment.class_table import read_folder
from course.assessment.handing_in import summary
from course.assessment.predictions import Prediction
from course.drawing.explorer import Explorer
from course.drawing.figure import ID, narrow
from course.drawing.style import amount, number
from course.drawing.text_explorer import MOST_LETTERS
from course.explorers import hit_the_divergence, kl_versus_q, tangent_gap, typed_sentence
from course.explorers.language_detective import MOST, NAMES, letter_costs, odds
from course.explorers.two_descents import STEPS
from course.lessons import EXERCISES, QUESTIONS
from course.worlds.hidden_text import HIDDEN
from course.worlds.languages import models, spell
from lib import kl_divergence
from publish.build import build
from publish.figures import in_page_colors
from publish.frames import film, positions_of
from publish.notebook_cells import explorers, run_all

NOTEBOOKS = sorted(ROOT.glob("notebooks/[0-9]*.ipynb"))
PAGES = ["index.html", *(f"{path.stem}.html" for path in NOTEBOOKS), "TEACHING.html"]
ADDRESS = "http://localhost/"  # the address of a server without Python
ELSEWHERE = "http://127.0.0.1/"  # another site, whose page has a frame
WIDE = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 800}, "color_scheme": "dark", "has_touch": True}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    assert build(folder, pyodide="") == PAGES
    return folder


@pytest.fixture(scope="module")
def chinese(site):
    """Build the site in Chinese into its folder of the English site, and return the folder."""
    folder = site / "zh"
    environment = os.environ | {"LESSON_LANGUAGE": "zh", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, ROOT / "tests/site_with_few_positions.py", folder]
    built = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    assert built.stdout.split() == PAGES
    return folder


@pytest.fixture
def visit(browser, site, request):
    """Return a function that opens pages, in a browser that may report no errors and ask no other server.

    A test may set options of the browser.
    """
    faults, own = [], (ADDRESS, ELSEWHERE, site.as_uri(), "data:")
    with browser.new_context(**WIDE | getattr(request, "param", {})) as context:
        context.route(f"{ADDRESS}**", lambda route: route.fulfill(path=site / urlsplit(route.request.url).path[1:]))
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: request.url.startswith(own) or faults.append(request.url))

        def visit(name, address=ADDRESS):
            page.goto("about:blank")  # otherwise a new hash alone would not load the page again
            page.goto(address + name)
            return page

        yield visit
    assert faults == []


def with_options(**options):
    return pytest.mark.parametrize("visit", [options], indirect=True)


def explorer(page, name):
    """Return an explorer of this page, once its pictures are loaded."""
    figure = page.locator(f"#{name}")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-ready", "")
    return figure


# ------------------------------------------------------------------------------------------------ pages


OPEN_ALL = """new Promise((done) => {
    for (const box of document.querySelectorAll("details")) box.open = true;
    requestAnimationFrame(() => setTimeout(done)); // what can be scrolled then is reached by keyboard
})"""


# A box that is too narrow for its content shows a shadow at its side, and the keyboard reaches it.
CUT_WITHOUT_SIGN = """[...document.querySelectorAll("main *")]
    .filter((box) => box.checkVisibility() && getComputedStyle(box).overflowX !== "visible")
    .filter((box) => box instanceof HTMLElement && box.scrollWidth > box.clientWidth && box.clientWidth > 1)
    .filter((box) => !(box.tabIndex === 0 && getComputedStyle(box).backgroundImage.includes("gradient")))
    .map((box) => box.outerHTML.slice(0, 200))
"""


@pytest.mark.parametrize("visit", [WIDE, PHONE], indirect=True, ids=["wide", "phone"])
def test_every_page_is_quiet_fits_its_window_and_is_accessible(visit, site):
    from axe_playwright_python.sync_playwright import Axe

    for name in [*PAGES, *(f"explorers/{path.name}" for path in site.glob("explorers/*.html"))]:
        page = visit(name)
        expect(page.locator("h1")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], name
        page.evaluate(OPEN_ALL)
        if name in [*PAGES, "explorers/kl_versus_q.html", "explorers/soft_truth.html"]:  # others have the same parts
            found = Axe().run(page)
            assert found.violations_count == 0, (name, found.generate_report())
        assert page.evaluate(CUT_WITHOUT_SIGN) == [], name


def test_html_is_valid_and_every_link_leads_somewhere(site, chinese):
    import html5lib

    parser, ids, targets = html5lib.HTMLParser(strict=True), {}, []
    folders = [site, site / "explorers", chinese, chinese / "explorers"]  # others are those of JupyterLite
    for path in [path for folder in folders for path in folder.glob("*.html")]:
        elements = [*parser.parse(path.read_text(encoding="utf-8")).iter()]
        named = [element.attrib["id"] for element in elements if "id" in element.attrib]
        ids[path] = {*named}
        assert len(named) == len(ids[path]), path.name
        links = [element.attrib for element in elements if not element.tag.endswith("}use")]
        targets += [(path, link[key]) for link in links for key in ("href", "src") if key in link]
    for path, target in targets:
        place, _, anchor = target.partition("#")
        if not place.startswith(("https://", "data:")):
            file = (path.parent / place.partition("?")[0]).resolve() if place else path
            assert file.exists() and (not anchor or anchor in ids[file]), (path.name, target)


def test_every_page_has_a_card_and_a_plain_description(site):
    addresses = [*PAGES, *(f"explorers/{path.name}" for path in site.glob("explorers/*.html"))]
    cards = set()
    for address in addresses:
        text = (site / address).read_text(encoding="utf-8")
        told = dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', text))
        picture = (site / address).parent / told["og:image"]
        with Image.open(picture) as image:
            assert image.size == (1200, 630) and picture.stat().st_size < 60_000, address
        assert not re.search(r"[*`$\\\n]|\]\(", told["description"] + told["og:title"] + told["og:image:alt"]), address
        assert 5 < len(told["og:title"]) < 120 and len(told["description"]) > 10 and told["og:image:alt"], address
        cards.add(picture.resolve())
    assert len(cards) == len(addresses)


def test_each_heading_leads_to_itself(visit, site):
    page = visit("04_kl_versus_p.html")
    headings = page.locator("main :is(h2, h3)[id]")
    names = headings.evaluate_all("headings => headings.map(({ id }) => `#${id}`)")
    links = headings.locator(".anchor").evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert names == links and len(names) > 5
    assert "Link to this section" not in page.locator(".sections").inner_html()
    link = headings.first.locator(".anchor")
    assert link.evaluate("link => getComputedStyle(link).opacity") == "0"
    link.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert link.evaluate("link => getComputedStyle(link).opacity") == "1"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/04_kl_versus_p.html{names[0]}")


def test_no_page_speaks_of_the_running_notebook(site):
    """In a notebook such words stand in <span class="notebook">, which the site leaves out."""
    words = re.compile(r"Run All|Shift \+ Enter|[Rr]un (the|its|this) cell|next cell|on its dots|[Tt]his button")
    still = re.compile(r'<div class="without-script">.*?</div>', re.DOTALL)
    for name in PAGES[:-1]:  # the last page is for teachers, who project notebooks
        assert words.findall(still.sub("", (site / name).read_text(encoding="utf-8"))) == [], name


@with_options(java_script_enabled=False)
def test_without_script_everything_can_be_read(visit):
    page = visit("04_kl_versus_p.html")
    expect(page.locator(".explorer .screen svg[role=img]").first).to_be_visible()
    expect(page.get_by_text("q(dog) = 0.5: D(p‖q) = 1 bit, or 0.693 nats")).to_be_visible()
    expect(page.locator("#predict-question").get_by_text("How much more does the picture cost now")).to_be_visible()
    expect(page.locator("summary", has_text="Solution")).to_have_count(4)
    expect(page.locator("math[display=block]")).to_have_count(2)
    expect(page.locator("input, button")).to_have_count(0)


def test_from_a_disk_it_works_too(visit, site):
    page = visit("04_kl_versus_p.html#kl_versus_q?q=0.25", f"{site.as_uri()}/")
    expect(page.locator("#kl_versus_q .sentence")).to_contain_text("q(dog) = 0.25: D(p‖q) = 2 bits")
    page.locator("#exercise-1 input").fill("1/32")
    page.locator("#exercise-1 button").click()
    expect(page.locator("#exercise-1 .verdict")).to_contain_text("Right")


def test_the_room_beside_the_text_is_used_where_there_is_some(visit):
    page = visit("02_kl_divergence.html")
    text, note = page.locator("#content"), page.locator(".note").first
    for width in (1180, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        column, beside = text.bounding_box(), note.bounding_box()
        assert column["width"] == 792  # 760, and a margin on both sides
        assert column["x"] + column["width"] <= beside["x"] <= width - beside["width"]
        assert abs(beside["y"] - page.locator("#the-formula").bounding_box()["y"]) < 60
        contents = page.locator(".sections").bounding_box()
        assert 0 <= contents["x"] <= column["x"] - contents["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for section in ("Read as extra bits", "Predict", "In one sentence"):
        page.locator(".sections").get_by_role("link", name=section).press("Enter")
        expect(page.locator(".sections [aria-current]")).to_have_text(section)
    page.set_viewport_size({"width": 1100, "height": 800})
    expect(page.locator(".sections ul")).to_be_hidden()
    expect(page.locator("#fine-print + blockquote > .note")).to_have_count(2)


@with_options(viewport={"width": 320, "height": 700})
def test_on_a_small_phone_the_links_to_other_pages_are_easy_to_hit(visit):
    page = visit("12_what_a_language_model_pays.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for link in page.locator("header > a, .lessons > a, .lessons summary, .turn a, .sections summary").all():
        box = link.bounding_box()
        assert min(box["width"], box["height"]) >= 40 and 0 <= box["x"] <= 320 - box["width"]


def test_it_can_be_printed(visit):
    page = visit("05_properties.html")
    page.emulate_media(media="print")
    expect(page.locator(".explorer .screen svg[role=img]").first).to_be_visible()
    for part in ("header", ".sections", ".copy", ".anchor"):
        expect(page.locator(part).first).to_be_hidden()


def test_formulas_have_their_own_font(visit):
    page = visit("06_cross_entropy.html")
    page.evaluate("document.fonts.ready.then(() => 0)")
    used = page.evaluate("[...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family)")
    assert "STIX Two Math" in used


@pytest.mark.parametrize("visit", [WIDE, PHONE], indirect=True, ids=["wide", "phone"])
def test_a_search_leads_to_a_section_of_a_page(visit):
    page = visit("index.html")
    page.locator(".lessons summary").click()
    page.get_by_label("Search all pages").fill("perplexity")
    found = page.locator(".search li a")
    expect(found.first).to_contain_text("perplexity")
    expect(page.locator(".lessons [href='TEACHING.html']")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    address = found.first.get_attribute("href")
    found.first.click()
    page.wait_for_url(f"**{address}")
    expect(page.locator(f"[id='{address.partition('#')[2]}']")).to_be_in_viewport()


def test_from_a_disk_there_is_no_search(visit, site):
    page = visit("01_entropy.html", f"{site.as_uri()}/")
    page.locator(".lessons summary").click()
    expect(page.locator(".lessons [href='TEACHING.html']")).to_be_visible()
    expect(page.locator("#search")).to_have_count(0)


# ------------------------------------------------------------------------------------------------ front page


SHIFTS = """() => new Promise((done) => {
    new PerformanceObserver((list) => done(list.getEntries())).observe({ type: "layout-shift", buffered: true });
    setTimeout(done, 300, []);
})"""


@pytest.mark.parametrize("width, height", [(360, 740), (390, 844), (1280, 800)])
def test_the_first_screen_has_all_that_a_reader_needs_and_does_not_jump(visit, width, height):
    page = visit("about:blank", "")
    page.set_viewport_size({"width": width, "height": height})
    visit("index.html")
    figure = explorer(page, "price_of_dog")
    page.evaluate("scrollTo(0, 0)")
    picture, slider = ".curve .view svg:visible", ".curve input"
    parts = ["h1", ".readout", picture, slider, "#tap-price button", "#tap-price .verdict", "#start"]

    def boxes():
        return {part: [one.bounding_box() for one in page.locator(part).all()] for part in parts}

    before = boxes()
    for part, places in before.items():
        for box in places:
            assert box["x"] >= 0 and box["x"] + box["width"] <= width, part
            assert box["y"] >= 0 and box["y"] + box["height"] <= height, part
    above, below = before[picture][0], before[slider][0]
    assert below["y"] >= above["y"] + above["height"]
    assert all(box["height"] >= 40 for part in (".curve input", "#tap-price button", "#start") for box in before[part])
    for button in page.locator("#tap-price button").all():
        button.click()
        expect(figure.locator(".said .sentence")).to_contain_text("q(dog) = 0.1:")
        assert boxes() == before
    assert page.evaluate(SHIFTS) == []


def test_a_tap_is_judged_and_kept_and_the_picture_shows_why(visit):
    page = visit("index.html")
    explorer(page, "price_of_dog")
    tap = page.locator("#tap-price")
    tap.get_by_role("button", name="1.37 bits").click()
    expect(tap.locator(".verdict")).to_contain_text("It costs 3.32 bits, 22 times 0.152.")
    expect(page.locator(".readout")).to_contain_text("3.322 bits")
    tap.get_by_role("button", name="3.32 bits").click()
    expect(tap.locator("[data-status=right]")).to_contain_text("22 times 0.152")
    expect(visit("index.html").locator("#tap-price [aria-pressed=true]")).to_have_text("3.32 bits")


@pytest.mark.parametrize(
    "at, taps, said, each",
    [
        (0.49, "A", "Yes! 1 question.", "1"),
        (0.74, "AB", "Yes! 2 questions.", "2"),
        (0.75, "AB", "No. So you know: it is in C. 2 questions.", "2"),
        (0.75, "C", "Yes! 1 question.", "1"),
        (0.5, "CA", "No. So you know: it is in B. 2 questions.", "2"),
    ],
)
def test_the_riddle_is_played_and_counted(visit, at, taps, said, each):
    page = visit("about:blank", "")
    page.add_init_script(f"Math.random = () => {at}")
    page.emulate_media(reduced_motion="reduce")
    visit("index.html")
    expect(page.locator("#next-day")).to_be_disabled()
    for days in (1, 2):
        for box in taps:
            page.locator(f"[data-box={box}]").click()
        expect(page.locator("#box-said")).to_have_text(said)
        expect(page.locator(".tally")).to_contain_text(f"Days {days} Questions {days * len(taps)} Per day {each}")
        page.locator("#next-day").click()
    page.locator("#tap-riddle").get_by_role("button", name="1.75").click()
    page.get_by_role("button", name="Let 100 days pass").click()
    needed = [1 if at < 0.5 else 2, 1 if at >= 0.75 else 2]
    expect(page.locator("[data-order] b")).to_have_text([f"{n}.00" for n in needed])
    assert page.locator(".limit").all_inner_texts() == [", 1.5 in the long run", ", 1.75 in the long run"]


ANSWER = """([pages, leftOut]) => {
    for (const { name, letters, truth, fields } of pages.flatMap((page) => lessonQuestions[page].asked)) {
        if (leftOut.includes(name)) continue;
        const exercise = { typed: Array(fields).fill(""), tries: 1, right: true, mistakes: [], wrong: 0 };
        stored.set(name, letters?.map(([letter]) => letter) ?? (fields ? exercise : { guess: 0, truth }));
    }
}"""


def test_the_cards_are_those_of_the_notebooks_and_know_where_one_left_off(visit, site):
    page = visit("index.html")
    cards = page.locator(".cards a")
    for card, path in zip(cards.all(), NOTEBOOKS[1:], strict=True):
        text = path.read_text(encoding="utf-8")
        (alone,) = re.findall(r"minutes in class, (\d+) alone", text)
        assert card.inner_text().startswith(f"{path.stem[:2]} ")
        assert f"{alone} minutes" in card.inner_text() and "?" in card.inner_text()
        assert card.get_attribute("href") == f"{path.stem}.html" and card.get_attribute("data-page") == path.stem
        assert "<text" not in (site / f"pictures/{path.stem}.svg").read_text(encoding="utf-8")
    expect(page.locator("#start")).to_have_attribute("href", "01_entropy.html")
    page.evaluate(ANSWER, [["01_entropy", "04_kl_versus_p"], ["04.1", "04.2", "04.3"]])
    visit("index.html")
    assert [text for text in page.locator(".done").all_inner_texts() if text] == ["✓ done", "2 of 5 answered"]
    expect(page.locator("#start")).to_have_text("Continue with 04 →")
    expect(page.locator("#start")).to_have_attribute("href", re.compile("04_kl_versus_p.html$"))


def test_the_warm_up_comes_one_question_at_a_time_and_is_that_of_page_00(visit):
    page = visit("index.html")
    cell, letters = page.locator("#predict-questions"), "abcaba"
    expect(cell.get_by_role("button", name="← Back")).to_be_disabled()
    height = cell.bounding_box()["height"]
    for place, letter in enumerate(letters):
        expect(cell).to_contain_text(f"Question {place + 1} of 6")
        assert [one.is_visible() for one in cell.locator("fieldset").all()].index(True) == place
        cell.locator(f"fieldset.shown input[value={letter}]").check()
        if place < 5:
            cell.get_by_role("button", name="Next →").click()
        assert cell.bounding_box()["height"] == height
    cell.locator(".lock").click()
    expect(cell.locator(".result")).to_contain_text("Notebook 07 asks again")
    there = visit("00_start_here.html").locator("#predict-questions input:checked")
    assert there.evaluate_all("inputs => inputs.map(({ value }) => value).join('')") == letters
    expect(answer_all(visit("07_why_cross_entropy.html"), "bccacb")).to_contain_text("at first it was")


@with_options(java_script_enabled=False)
def test_the_front_page_can_be_read_without_script(visit):
    page = visit("index.html")
    expect(page.locator(".curve .view svg:visible")).to_be_visible()
    expect(page.get_by_role("heading", name="How good is that?")).to_be_visible()
    expect(page.locator(".cards a").last).to_be_visible()
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    page.locator(".names summary").click()
    expect(page.get_by_text("The 1.75 is the cross-entropy")).to_be_visible()


# ------------------------------------------------------------------------------------------------ explorers


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_explorers_show_what_lib_draws_and_say_what_it_says(visit, path):
    layouts = {"screen": [], "phone": []}
    with no_frames():
        for ran in run_all(path):
            if isinstance(ran.value, Explorer):
                layouts["screen"].append(ran.value)
                with narrow():
                    layouts["phone"].append(ran.again())
    page, pick = visit(f"{path.stem}.html"), random.Random(path.name)
    for layout, figures in layouts.items():
        page.set_viewport_size({"screen": WIDE, "phone": PHONE}[layout]["viewport"])
        page.reload()
        names = page.locator(".explorer").evaluate_all("figures => figures.map(({ id }) => id)")
        for name, made in zip(names, figures, strict=True):
            shows_what_lib_draws(page, name, made, layout, pick)


def shows_what_lib_draws(page, name, made, layout, pick):
    """Hold the explorer with this name against the one that Python made, at both ends and at ten other positions."""
    figure, options = explorer(page, name), positions_of(made)
    ends = [[0] * len(options), [len(choices) - 1 for choices in options.values()]]
    inside = [[pick.randrange(len(choices)) for choices in options.values()] for _ in range(10)]
    for at in [*ends, *inside]:
        texts, values = zip(*(choices[position] for choices, position in zip(options.values(), at)))
        sentence, parts = made.picture(**dict(zip(options, values)))
        wanted = in_page_colors("".join(parts).replace(ID, f"{name}_"))
        *told, drawn, wanted = figure.evaluate(MOVED, [layout, at, wanted])
        assert told == [sentence, f"{made.title}. {sentence}", [*texts], [*texts]]
        assert drawn == wanted, (name, values)


# Move the sliders, and return the sentence, the label of the picture, what the sliders show and say, and the picture
# together with the one that is wanted, both as this browser writes them.
MOVED = """(figure, [layout, at, wanted]) => {
    const sliders = [...figure.querySelectorAll("input")];
    for (const [place, slider] of sliders.entries()) {
        slider.value = at[place];
        slider.dispatchEvent(new Event("input"));
    }
    const svg = figure.querySelector(`.${layout} .view svg`), other = svg.cloneNode();
    other.innerHTML = wanted;
    const shown = [...figure.querySelectorAll("output")].map((output) => output.innerText);
    const spoken = sliders.map((slider) => slider.getAttribute("aria-valuetext"));
    const sentence = figure.querySelector(".said .sentence").innerText;
    return [sentence, svg.getAttribute("aria-label"), shown, spoken, svg.innerHTML, other.innerHTML];
}"""


SIZES = """texts => texts
    .filter((text) => text.checkVisibility())
    .map((text) => [text, text.getScreenCTM()]) // some are turned
    .map(([text, { a, b }]) => [parseFloat(getComputedStyle(text).fontSize) * Math.hypot(a, b), text.textContent])
"""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("visit, least", [(PHONE, 11), (WIDE, 13)], indirect=["visit"], ids=["phone", "wide"])
def test_text_in_figures_is_large_enough(visit, name, least):
    sizes = visit(name).locator(".stage text").evaluate_all(SIZES)
    assert sizes or name == "TEACHING.html"
    assert [text for size, text in sizes if size < least] == []


@with_options(viewport={"width": 1920, "height": 1080})
def test_an_explorers_own_page_fills_a_projector(visit, site):
    for path in site.glob("explorers/*.html"):
        page = visit(f"explorers/{path.name}")
        figure = explorer(page, path.stem[3:])
        assert page.evaluate("[document.body.scrollWidth, document.body.scrollHeight]") == [1920, 1080]
        stage = figure.locator(".stage.screen").bounding_box()
        assert stage["width"] * stage["height"] > 0.65 * 1920 * 1080, path.stem
        sizes = figure.locator(".stage text").evaluate_all(SIZES)
        assert sizes and [text for size, text in sizes if size < 24] == [], path.stem
        assert float(figure.locator(".sentence").first.evaluate("p => parseFloat(getComputedStyle(p).fontSize)")) >= 24


def test_a_presenter_goes_on_by_keys_and_hides_the_sentence_while_a_class_guesses(visit):
    page = visit("explorers/04_kl_versus_q.html")
    figure = explorer(page, "kl_versus_q")
    keys, sentence = page.locator(".keys"), figure.locator(".said .sentence")
    expect(keys).to_be_visible()
    for key, q in [("PageDown", 0.9), ("ArrowRight", 0.1), ("PageUp", 0.9), ("ArrowLeft", 0.9)]:
        page.keyboard.press(key)
        expect(sentence).to_contain_text(f"q(dog) = {q}:")
    expect(keys).to_be_hidden()
    place = figure.locator(".state").bounding_box()
    page.keyboard.press("h")
    expect(sentence).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(sentence).to_be_hidden()
    assert figure.locator(".state").bounding_box() == place
    explorer(visit("explorers/06_kraft_cake.html"), "kraft_cake")
    show = page.get_by_role("button", name="Show the sentence")
    expect(show).to_be_visible()  # on the next figure of the lesson too
    explorer(visit("explorers/04_kl_versus_q.html"), "kl_versus_q")
    expect(sentence).to_be_hidden()
    show.click()
    expect(sentence).to_contain_text("q(dog) = 0.5:")
    page.set_viewport_size({"width": 800, "height": 450})  # in a course page the keys scroll
    page.keyboard.press("PageDown")
    expect(sentence).to_contain_text("q(dog) = 0.5:")
    expect(keys).to_be_hidden()


def test_without_places_to_visit_a_key_moves_a_tenth_of_the_way(visit):
    page = visit("explorers/03_cat_to_dog.html")
    slider = explorer(page, "cat_to_dog").locator("input")
    slider.fill("0")
    page.keyboard.press("PageDown")
    tenth = round(int(slider.get_attribute("max")) / 10)
    assert slider.input_value() == str(tenth)
    page.keyboard.press("ArrowRight")  # the slider has the focus, and moves by one step
    assert slider.input_value() == str(tenth + 1)


def test_a_figure_leads_to_its_own_page_and_back_in_the_same_state(visit):
    page = visit("04_kl_versus_p.html")
    figure = explorer(page, "kl_versus_q")
    figure.locator("input").fill("0")
    figure.get_by_role("link", name="For the projector").click()
    page.wait_for_url("**/explorers/04_kl_versus_q.html#kl_versus_q?q=*")
    expect(explorer(page, "kl_versus_q").locator(".said .sentence")).to_contain_text("infinite")
    page.locator("input[type=range]").fill("100")
    page.get_by_role("link", name="The page that explains it").click()
    page.wait_for_url("**/04_kl_versus_p.html#kl_versus_q?q=*")
    expect(explorer(page, "kl_versus_q").locator("output")).not_to_have_text("0.5")


def test_a_figure_whose_pictures_do_not_arrive_says_so_and_tries_again(browser, site):
    """Without the listener of `visit`: a lost file is an error in the console."""
    with browser.new_context(**WIDE) as context:
        context.route(f"{ADDRESS}**", lambda route: route.fulfill(path=site / urlsplit(route.request.url).path[1:]))
        lost = f"{ADDRESS}explorers/04_kl_versus_q.screen.js*"
        context.route(lost, lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{ADDRESS}04_kl_versus_p.html")
        figure = page.locator("#kl_versus_q")
        figure.scroll_into_view_if_needed()
        expect(figure.locator(".told")).to_contain_text("The pictures of this figure did not arrive.")
        expect(figure.locator("input")).to_be_disabled()
        context.unroute(lost)
        figure.get_by_role("button", name="Try again").click()
        expect(figure).to_have_attribute("data-ready", "")
        figure.locator("input").fill("0")
        expect(figure.locator(".sentence")).to_contain_text("infinite")


@pytest.mark.parametrize("name", [path.stem for path in NOTEBOOKS])
def test_every_page_leads_to_its_notebook_with_python_and_says_before_what_that_loads(visit, site, name):
    run = visit(f"{name}.html").locator("#open-notebook .run")
    expect(run).to_contain_text("Python loads into your browser from cdn.jsdelivr.net: about 33 MB, once.")
    address = urlsplit(run.get_by_role("link").evaluate("link => link.href"))
    notebook = address.query.removeprefix("path=")
    assert (site / address.path[1:]).exists() and (site / "lab/files" / notebook).exists()
    on_disk = visit(f"{name}.html", f"{site.as_uri()}/")
    expect(on_disk.locator("#open-notebook .run")).to_contain_text("needs a web server")
    expect(on_disk.locator("main > .run")).to_have_count(0)


@pytest.mark.parametrize("name", ["index.html", "05_properties.html"])
def test_the_first_figure_does_not_wait_for_the_rest_of_the_script(browser, site, name):
    """Without the listener of `visit`: a lost file is an error in the console."""
    with browser.new_context(**WIDE) as context:
        context.route(f"{ADDRESS}**", lambda route: route.fulfill(path=site / urlsplit(route.request.url).path[1:]))
        context.route(f"{ADDRESS}script.js*", lambda route: route.abort())
        page = context.new_page()
        page.goto(ADDRESS + name)
        sliders = page.locator(".explorer").first.locator("input")
        before = page.locator(".explorer .sentence").first.inner_text()
        sliders.first.fill("10")
        expect(page.locator(".explorer .sentence").first).not_to_have_text(before)
        expect(page.locator(".without-script").first).to_be_visible()  # the questions as on a page without scripts


def test_what_runs_can_be_played_and_stopped(visit):
    figure = explorer(visit("10_which_direction.html"), "two_descents")
    play, slider = figure.get_by_role("button", name="Play"), figure.locator("input")
    play.click()
    stop = figure.get_by_role("button", name="Stop")
    stop.click()
    expect(play).to_be_visible()
    slider.fill(str(int(slider.get_attribute("max")) - 2))
    play.click()
    expect(play).to_be_visible()  # it stops at the end by itself
    assert slider.input_value() == slider.get_attribute("max")
    said = list(explorers(NOTEBOOKS[10]).values())[1].at(step=STEPS[-1])
    assert figure.locator(".said .sentence").inner_text() == said


@with_options(reduced_motion="reduce")
def test_nothing_plays_for_readers_who_want_no_motion(visit):
    figure = explorer(visit("10_which_direction.html"), "two_descents")
    expect(figure.get_by_role("button", name="Play")).to_have_count(0)


@with_options(**PHONE)
def test_controls_are_large_and_the_readout_does_not_move_the_track(visit):
    page = visit("06_cross_entropy.html")
    figure = explorer(page, "kraft_cake")
    for slider in figure.locator(".slider").all():
        track, *steps = (part.bounding_box() for part in slider.locator("input, .step").all())
        assert len(steps) == 2 and all(box["height"] >= 40 for box in (track, *steps))
        track = slider.locator("input").bounding_box()
        assert track["width"] > 200
        assert track["y"] > figure.locator(".phone .view svg").bounding_box()["y"] + 100
    page = visit("04_kl_versus_p.html")
    figure = explorer(page, "kl_versus_q")
    track, widths = figure.locator("input"), set()
    for place in range(0, int(track.get_attribute("max")), 7):
        track.fill(str(place))
        widths.add(track.bounding_box()["width"])
    assert len(widths) == 1
    track.fill("3")
    figure.get_by_role("button", name="one step less: q(dog)").click()
    assert track.input_value() == "2"
    for _ in range(4):
        figure.get_by_role("button", name="one step less: q(dog)").click()
    assert (track.input_value(), figure.locator("output").inner_text()) == ("0", "0")
    track.fill("2")
    track.dispatch_event("pointerdown")
    track.fill("50")
    track.dispatch_event("pointercancel")  # the browser scrolls instead
    assert track.input_value() == "2"


@with_options(**PHONE)
def test_the_page_does_not_jump_while_a_slider_moves(visit):
    heights = explorer(visit("05_properties.html"), "tangent_gap").evaluate("""figure => {
        const slider = figure.querySelector("input"), heights = new Set();
        for (let place = 0; place <= slider.max; place++) {
            slider.value = place;
            slider.dispatchEvent(new Event("input"));
            heights.add(figure.getBoundingClientRect().height);
        }
        return [...heights];
    }""")
    assert len(heights) == 1


def on_screen(figure, x, y):
    """Return the pixel of the window that shows this place of an explorer's picture."""
    place = figure.locator(".handles:visible").evaluate("""(svg, place) => {
        const { x, y } = new DOMPoint(...place).matrixTransform(svg.getScreenCTM());
        return [x, y];
    }""", [x, y])
    return tuple(place)


def handles_in(made):
    """Return an explorer's exported handles, and the sliders' values by name."""
    options = positions_of(made)
    return film(made, options, "x")["handles"], {name: [value for _, value in options[name]] for name in options}


def drag(page, *places):
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=4)
    page.mouse.up()


@pytest.mark.parametrize("visit, layout", [(WIDE, nullcontext), (PHONE, narrow)], indirect=["visit"])
def test_points_and_bars_are_dragged_instead_of_the_slider(visit, layout):
    figure = explorer(visit("04_kl_versus_p.html"), "kl_versus_q")
    with layout():
        (dot, dog, _cat), values = handles_in(kl_versus_q())
    middle, side = (handles["area"][0] + handles["area"][2] / 2 for handles in (dot, dog))
    height, places = dot["area"][1] + dot["area"][3] / 2, {value: i for i, value in enumerate(values["q"])}
    slider, move = figure.locator("input"), partial(drag, figure.page)
    for value in (0.25, 0.9, 0, 1):
        start, end = ((dot["places"][axis][places[at]] for axis in (0, 1)) for at in (0.5, value))
        move(on_screen(figure, *start), on_screen(figure, middle, height), on_screen(figure, *end))
        assert slider.input_value() == f"{places[value]}"
        expect(slider).to_be_focused()
        slider.fill(f"{places[0.5]}")
    # A bar is taken anywhere, and its top moves as far as the pointer.
    top, wanted = (dog["places"][1][places[value]] for value in (0.5, 0.8))
    for off in (-5, 0, 20):
        move(on_screen(figure, side, top + off), on_screen(figure, side, wanted + off))
        assert slider.input_value() == f"{places[0.8]}"
        slider.fill(f"{places[0.5]}")


def test_of_two_handles_in_a_panel_the_nearer_one_is_dragged(visit):
    page = visit("05_properties.html")
    figure = explorer(page, "tangent_gap")
    made = tangent_gap()
    values, axes = [value for _, value in positions_of(made)["q"]], made.figure.axes[0].transData

    def at(value):
        x, y = axes.transform((value, 2.2))
        return on_screen(figure, x, made.figure.bbox.height - y)

    for start, end, positions in ((0.8, 0.2, (0.5, 0.2)), (0.55, 0.7, (0.7, 0.2)), (0.1, 0.3, (0.7, 0.3))):
        drag(page, at(start), at(end))
        now = [int(slider.input_value()) for slider in figure.locator("input").all()]
        assert now == [values.index(value) for value in positions]


AT_REST = """() => {
    const before = scrollY; // a page goes on scrolling when the finger has gone
    return new Promise((done) => setTimeout(() => done(scrollY === before), 300));
}"""


@with_options(**PHONE)
def test_a_swipe_over_a_picture_scrolls_and_a_tap_or_a_sideways_drag_moves_the_point(visit):
    page = visit("04_kl_versus_p.html")
    figure = explorer(page, "kl_versus_q")
    with narrow():
        (dot, dog, _cat), values = handles_in(kl_versus_q())
    slider, start, [left, top, _width, height] = figure.locator("input"), values["q"].index(0.5), dot["area"]
    session = page.context.new_cdp_session(page)
    page.evaluate("document.fonts.ready.then(() => 0)")  # they change heights above the figure

    def swipe(*places):
        for kind, place in zip(["touchStart", *["touchMove"] * (len(places) - 1)], places):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [dict(zip("xy", place))]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def scrolled():
        return page.evaluate("scrollY")

    def scroll_to_figure():
        figure.evaluate("figure => figure.scrollIntoView({ block: 'center' })")
        return scrolled()

    before, (x, y) = scroll_to_figure(), on_screen(figure, left + 20, top + height / 2)
    swipe(*((x, y - 12 * step) for step in range(12)))
    page.wait_for_function("before => scrollY > before + 60", arg=before)
    page.wait_for_function(AT_REST)
    assert slider.input_value() == f"{start}"
    before, place = scroll_to_figure(), dot["places"][0]
    y = on_screen(figure, left, top + height / 2)[1]
    ends = [on_screen(figure, place[at], 0)[0] for at in (start, 20)]
    swipe(*((ends[0] + (ends[1] - ends[0]) * step / 8, y) for step in range(9)))
    assert slider.input_value() == "20"
    swipe((on_screen(figure, place[60], 0)[0], y))
    assert slider.input_value() == "60"
    side = dog["area"][0] + dog["area"][2] / 2
    ends = [on_screen(figure, side, dog["places"][1][at]) for at in (60, 30)]
    swipe(*((ends[0][0], ends[0][1] + (ends[1][1] - ends[0][1]) * step / 8) for step in range(9)))
    assert slider.input_value() == "30"
    assert scrolled() == before


@pytest.mark.parametrize("visit, layout", [(WIDE, nullcontext), (PHONE, narrow)], indirect=["visit"])
def test_a_preset_sets_the_slider_tells_its_number_and_leaves_a_dot_until_they_are_cleared(visit, layout):
    figure = explorer(visit("04_kl_versus_p.html"), "kl_versus_q")
    with layout():
        made = kl_versus_q()
    height = figure.evaluate("figure => figure.getBoundingClientRect().height")
    clear = figure.get_by_role("button", name="Clear dots")
    expect(clear).to_be_hidden()
    values = (0.5, 0.25, 0.125, 0.0625)
    for value in values:
        figure.get_by_role("button", name=re.compile(rf"^{value}\b")).click()
        expect(figure.locator(".sentence")).to_contain_text(f"q(dog) = {value}:")
        bits = amount(kl_divergence([1, 0], [value, 1 - value]))
        expect(figure.get_by_role("button", name=f"{value} {bits}")).to_be_visible()
    dots = figure.locator(".handles:visible .dot.seen")
    axes = made.figure.axes[1].transData
    for dot, value in zip(dots.all(), values, strict=True):
        x, y = axes.transform((value, kl_divergence([1, 0], [value, 1 - value])))
        place = [float(dot.get_attribute(name)) for name in ("cx", "cy")]
        assert place == pytest.approx([x, made.figure.bbox.height - y], abs=0.1)
        assert dot.locator("title").text_content().startswith(f"{value}: ")
    assert figure.evaluate("figure => figure.getBoundingClientRect().height") == height
    assert all(button.bounding_box()["height"] >= 40 for button in figure.locator(".preset").all())
    clear.click()
    expect(dots).to_have_count(0)
    expect(clear).to_be_hidden()


CLIPBOARD = ["clipboard-read", "clipboard-write"]


@with_options(permissions=CLIPBOARD)
def test_a_link_leads_to_a_state_and_is_copied_after_a_button_has_changed_it(visit):
    page = visit("05_properties.html#tangent_gap?p=0.3&q=0.7")
    figure = page.locator("#tangent_gap")
    expect(figure).to_be_in_viewport()
    expect(figure.locator(".sentence")).to_contain_text("p(heads) = 0.3, q(heads) = 0.7:")
    figure.get_by_role("button", name="Swap p and q").click()
    expect(figure.locator(".sentence")).to_contain_text("p(heads) = 0.7, q(heads) = 0.3:")
    figure.get_by_role("button", name="Copy link").click()
    expect(figure.locator(".told")).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{ADDRESS}05_properties.html#tangent_gap?p=0.7&q=0.3"
    visit("", link)
    expect(figure.locator(".sentence")).to_contain_text("p(heads) = 0.7, q(heads) = 0.3:")


def test_a_broken_link_does_no_harm(visit):
    for state in ("#kl_versus_q?q=nonsense", "#kl_versus_q?r=1", "#nowhere?q=1", "#%E0%A4%A", "#?"):
        page = visit(f"04_kl_versus_p.html{state}")
        expect(page.locator("#kl_versus_q .sentence")).to_contain_text("q(dog) = 0.5:")
        expect(page.locator(".predict")).to_be_visible()


def test_an_explorer_can_stand_in_a_frame(visit):
    page = visit("about:blank", address="")
    source = f"{ADDRESS}explorers/04_kl_versus_q.html#kl_versus_q?q=0.125"
    page.set_content(f'<iframe src="{source}" width="800" height="480"></iframe>')
    inside = page.frame_locator("iframe")
    expect(inside.locator(".sentence")).to_contain_text("q(dog) = 0.125: D(p‖q) = 3 bits")
    inside.locator("input").focus()
    page.keyboard.press("Home")
    expect(inside.locator(".sentence")).to_contain_text("infinite")


def embed(page, frame):
    """Open a long page of another site, with this HTML at its beginning, and return what is in its frame."""
    content = f'<!doctype html>{frame}<p style="height: 3000px">A course</p>'
    page.context.route(ELSEWHERE, lambda route: route.fulfill(body=content, content_type="text/html"))
    page.goto(ELSEWHERE)
    return page.frame_locator("iframe")


@pytest.mark.parametrize(
    "visit",
    [{"permissions": CLIPBOARD, "viewport": {"width": width, "height": 900}} for width in (650, 1280)],
    indirect=True,
)
@pytest.mark.parametrize("name, explorer_id", [
    ("04_kl_versus_p", "kl_versus_q"), ("06_cross_entropy", "kraft_cake"), ("09_evidence", "gathering_evidence"),
])
def test_the_code_for_another_page_shows_all_of_the_figure_and_leaves_no_gap(visit, name, explorer_id):
    page = visit(f"{name}.html")
    figure = explorer(page, explorer_id)
    figure.locator("input").first.fill("3")
    said = figure.locator(".said .sentence").inner_text()
    figure.get_by_role("button", name="Copy code").click()
    expect(figure.locator(".told")).to_have_text("Copied.")
    code = page.evaluate("navigator.clipboard.readText()")
    page.set_viewport_size({"width": 800, "height": 900})
    inside = embed(page, code)
    expect(inside.locator(".said .sentence")).to_have_text(said)
    expect(inside.get_by_role("button", name="Copy code")).to_have_count(0)
    room = inside.locator("main").evaluate("main => innerHeight - main.getBoundingClientRect().bottom")
    assert 0 <= room <= 80  # a line of the sentence and one of the title
    inside.get_by_role("button", name="Copy link").click()
    expect(inside.locator(".told")).to_have_text("Copied.")
    own = f"{ADDRESS}explorers/{name[:2]}_{explorer_id}.html#"
    assert page.evaluate("navigator.clipboard.readText()").startswith(own)


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
def test_in_a_frame_of_another_site_nothing_around_it_moves_and_all_works(browser, site, sandbox):
    """Without the listener of `visit`: a browser says in the console that it refuses to copy."""
    source, faults = f"{ADDRESS}04_kl_versus_p.html#kl_versus_q?q=0.25", []
    page = browser.new_page()
    page.route(f"{ADDRESS}**", lambda route: route.fulfill(path=site / urlsplit(route.request.url).path[1:]))
    page.on("pageerror", lambda error: faults.append(str(error)))
    space = '<p style="height: 500px"></p>'
    inside = embed(page, f'{space}<iframe {sandbox} src="{source}" width="800" height="600"></iframe>')
    figure = inside.locator("#kl_versus_q")
    expect(figure.locator(".said .sentence")).to_contain_text("q(dog) = 0.25:")
    assert inside.locator("html").evaluate("() => scrollY") > 300  # the figure is seen in the frame
    assert page.evaluate("scrollY") == 0
    inside.locator("#exercise-1 input").fill("1/32")
    inside.locator("#exercise-1 input").press("Enter")
    expect(inside.locator("#exercise-1 .verdict")).to_contain_text("Right")
    figure.locator(".slider input").evaluate("slider => (slider.value = 0, slider.dispatchEvent(new Event('input')))")
    figure.get_by_role("button", name="Copy link").click()
    by_hand = figure.get_by_label("Copy it here:")
    expect(by_hand).to_have_value(f"{ADDRESS}04_kl_versus_p.html#kl_versus_q?q=0")
    assert by_hand.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)").startswith(ADDRESS)
    assert faults == []
    page.close()


CONTROLS = """() => ["button", "input", "form", ".controls", ".state", ".handles", ".note", "head script"]
    .map((part) => document.querySelectorAll(part).length)"""


@pytest.mark.parametrize("name", ["index", "01_entropy", "04_kl_versus_p", "07_why_cross_entropy"])
def test_a_page_that_a_browser_has_saved_has_each_control_once(visit, site, name):
    page = visit(f"{name}.html", f"{site.as_uri()}/")
    for figure in page.locator(".explorer").all():
        explorer(page, figure.get_attribute("id"))
    before, saved = page.evaluate(CONTROLS), site / "saved.html"
    saved.write_text(page.content(), encoding="utf-8")
    try:
        visit("saved.html", f"{site.as_uri()}/")
        for figure in page.locator(".explorer").all():
            figure.evaluate("figure => delete figure.dataset.ready")
        page.set_viewport_size({"width": 900, "height": 900})  # the notes go back below their heading
        assert page.evaluate(CONTROLS) == before
        page.locator(".explorer .slider input").first.fill("0")
        assert page.locator(".explorer .slider input").first.input_value() == "0"
    finally:
        saved.unlink()


# ------------------------------------------------------------------------------------- questions, exercises


@pytest.mark.parametrize("path", NOTEBOOKS[1:], ids=lambda path: path.stem)
def test_a_locked_answer_is_told_what_the_notebook_tells(visit, path):
    with no_frames():
        asked = {ran.cell.id: ran.value for ran in run_all(path) if isinstance(ran.value, Prediction)}
    page = visit(f"{path.stem}.html")
    for cell, prediction in asked.items():
        if len(prediction.controls) > 1:
            continue  # the warm-up has its own test
        form, options = page.locator(f"#{cell} form"), prediction.controls[0].options
        lock, place = form.locator(".lock"), len(options) // 3
        expect(lock).to_be_disabled()
        if form.locator("input[type=radio]").count():
            form.locator("input").nth(place).check()
        else:
            form.locator("input").fill(str(place))
        lock.click()
        expect(lock).to_have_text("Locked")
        expect(form.locator("input").first).to_be_disabled()
        expect(form.locator(".result")).not_to_be_empty()
        expect(form.locator(".result")).to_be_focused()
        if question := QUESTIONS.get(prediction.name.removeprefix("predict ")):
            marks = {letter: "" for letter in question[0].letters} | {"abcdef"[place]: "✗ yours"}
            marks |= {question[0].right: "✓ right"}
            shown = [" ".join(choice.locator(".mark").all_inner_texts()) for choice in form.locator(".choice").all()]
            assert shown == [*marks.values()]
        told = prediction.reveal([options[place][1]]) + prediction.evidence.html()
        assert text_of(form.locator(".result").inner_html()) == text_of(told)


def answer_all(page, letters):
    """Lock these answers to the warm-up questions and return the reply."""
    form = page.locator("#predict-questions form, #predict-again form")
    for place, letter in enumerate(letters):
        form.locator("fieldset").nth(place).locator(f"input[value={letter}]").check()
    form.locator(".lock").click()
    return form.locator(".result")


def test_the_warm_up_is_kept_and_compared(visit, monkeypatch, tmp_path):
    first, again = list("ababab"), list("bbbbbb")
    page = visit("00_start_here.html")
    expect(page.locator("#predict-questions .lacking")).to_have_text("6 answers still missing.")
    expect(answer_all(page, first)).to_contain_text("Notebook 07 asks again")
    expect(page.locator(".mark")).to_have_count(0)
    result = answer_all(visit("07_why_cross_entropy.html"), again)
    (prediction,) = [ran.value for ran in run_all(NOTEBOOKS[7]) if ran.call[0] == "predict_again"]
    monkeypatch.setattr(keeping, "FILE", tmp_path / ".answers.json")
    assert keeping.keep("00", first)
    expect(result).not_to_be_empty()
    assert text_of(result.inner_html()) == text_of(prediction.reveal(again))
    for fieldset, question, letter in zip(page.locator("#predict-again fieldset").all(), QUESTIONS["00"], again):
        marks = dict(sorted({letter: "✗ yours", question.right: "✓ right"}.items()))
        assert fieldset.locator(".mark").all_inner_texts() == [*marks.values()]


NOTHING_IS_KEPT = "Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } })"


def test_the_warm_up_is_replaced_only_on_purpose(visit):
    page = visit("00_start_here.html")
    answer_all(page, "ababab")
    visit("00_start_here.html")
    form = page.locator("#predict-questions form")
    lock, again = form.locator(".lock"), form.get_by_role("button", name="Answer again")
    expect(lock).to_have_text("Locked")
    again.click()
    expect(form.locator(".result")).to_have_text("Your first answers stay until you lock new ones. Those replace them.")
    form.locator("fieldset").first.locator("input[value=b]").check()
    visit("00_start_here.html")
    expect(form.locator("fieldset").first.locator("input[value=a]")).to_be_checked()
    again.click()
    expect(answer_all(page, "bbabab")).to_contain_text("Notebook 07 asks again")
    visit("00_start_here.html")
    expect(form.locator("fieldset").first.locator("input[value=b]")).to_be_checked()


def test_an_answer_that_was_locked_in_another_tab_stays(visit):
    page = visit("04_kl_versus_p.html")
    page.evaluate("localStorage.setItem('kl course: predict 04', '[\"c\"]')")  # as another tab does
    question = page.locator("#predict-question")
    question.locator("input[value=a]").check()
    question.locator(".lock").click()
    expect(question.locator(".result")).to_contain_text("You chose (c)")
    expect(question.locator("input[value=c]")).to_be_checked()


def test_lost_answers_break_nothing(visit):
    not_at_hand = "Your first answers are not at hand"
    page = visit("07_why_cross_entropy.html")
    expect(answer_all(page, "ababab")).to_contain_text(not_at_hand)
    for kept in ("{", "[]", '["z","a","a","a","a","a"]', '["a","a","a","a","a","a","a"]', '"ababab"', "7"):
        page.evaluate("kept => (localStorage.clear(), localStorage.setItem('kl course: warm-up answers', kept))", kept)
        expect(answer_all(visit("07_why_cross_entropy.html"), "ababab")).to_contain_text(not_at_hand)
    page.add_init_script(NOTHING_IS_KEPT)
    cannot = "Locked. But this browser cannot keep answers: note them on paper."
    expect(answer_all(visit("00_start_here.html"), "ababab")).to_have_text(cannot)
    expect(answer_all(visit("07_why_cross_entropy.html"), "ababab")).to_contain_text(not_at_hand)


def test_exercises_are_checked_in_the_page_and_code_is_left_to_the_notebook(visit):
    page = visit("02_kl_divergence.html")
    cell = page.locator("#exercise-1")
    cell.get_by_label("forward").fill("0.1438")
    cell.get_by_role("button", name="Check").click()
    expect(cell.locator(".verdict")).to_contain_text("Not")
    cell.get_by_label("forward").fill("0.2075")
    cell.get_by_label("backward").fill("0.1887")
    page.keyboard.press("Enter")
    expect(cell.locator(".verdict")).to_contain_text("Right")
    expect(cell.locator(".verdict")).to_have_attribute("data-status", "right")
    expect(cell.locator(".verdict")).to_have_css("color", "rgb(17, 105, 47)")  # --right of a light page
    page.locator("#exercise-3").get_by_role("link", name="run this page as a notebook").click()
    expect(page.get_by_role("link", name="download the notebook")).to_be_in_viewport()
    page.wait_for_url("**#open-notebook")


@with_options(**PHONE)
def test_a_field_shows_its_state_and_the_focus_goes_to_the_verdict(visit):
    page = visit("04_kl_versus_p.html")
    cell = page.locator("#exercise-2")
    field, verdict = cell.locator(".field"), cell.locator(".verdict")
    check_one(page, "exercise-2", "0.7*log2(0.7/0.6) + 0.3*log2(0.3/0.4)", "1/")
    expect(verdict).to_be_focused()
    expect(verdict).to_be_in_viewport(ratio=1)
    expect(cell.get_by_label("too_sure")).to_have_attribute("aria-invalid", "true")
    check_one(page, "exercise-2", "0.7*log2(0.7/0.6) + 0.3*log2(0.3/0.4)", "0.5")
    expect(verdict).to_contain_text("0.7*log2(0.7/0.6) + 0.3*log2(0.3/0.4) = 0.03116345")
    looks = [
        one.evaluate("""field => [
            getComputedStyle(field, "::after").content[1],
            getComputedStyle(field.querySelector("input")).borderStyle,
        ]""")
        for one in field.all()
    ]
    assert looks == [["✓", "solid"], ["✗", "dashed"]]
    cell.get_by_label("too_sure").fill("0.50")
    expect(field.last).to_have_attribute("data-status", "")


@with_options(**PHONE)
def test_letters_are_buttons_and_are_kept(visit):
    page = visit("04_kl_versus_p.html")
    cell = page.locator("#exercise-4")
    expect(cell.get_by_role("radiogroup")).to_have_count(3)
    first = cell.get_by_role("radiogroup", name="by_q")
    for letter in first.locator("label").all():
        assert min(letter.bounding_box()[side] for side in ("width", "height")) >= 40
    first.get_by_role("radio", name="c").check()
    cell.get_by_role("button", name="Check").click()
    expect(cell.locator(".verdict")).to_contain_text("Not answered yet: fill in by_z and product.")
    for name, letter in (("by_z", "d"), ("product", "b")):
        cell.get_by_role("radiogroup", name=name).get_by_role("radio", name=letter).check()
    cell.get_by_role("button", name="Check").click()
    expect(cell.locator(".verdict")).to_contain_text("Not yet")
    visit("04_kl_versus_p.html")
    chosen = cell.locator("input:checked").evaluate_all("inputs => inputs.map(({ value }) => value).join('')")
    assert chosen == "cdb"
    expect(cell.locator(".verdict")).to_contain_text("Not yet")
    expect(cell.locator(".verdict")).not_to_be_focused()


def test_an_exercise_that_needs_python_says_so_and_is_checked_all_the_same(visit):
    for path in NOTEBOOKS:
        found = visit(f"{path.stem}.html").locator(".cell:has(.needs-python)")
        cells = found.evaluate_all("cells => cells.map(({ id }) => id)")
        needing = [number[3:] for number in EXERCISES if number.startswith(path.stem[:2]) and needs_python(number)]
        assert cells == [f"exercise-{number}" for number in needing]
    page = visit("06_cross_entropy.html")
    check_one(page, "exercise-2", "1, 2, 3")
    expect(page.locator("#exercise-2 .verdict")).to_contain_text("rates has 3 entries and needs 8")
    page.locator("#exercise-2").get_by_role("link", name="run this page as a notebook").click()
    expect(page.get_by_role("link", name="download the notebook")).to_be_in_viewport()


def needs_python(number):
    return EXERCISES[number].needs_python or any(callable(answer.value) for answer in EXERCISES[number].answers)


def test_answers_are_there_after_a_reload_until_they_are_forgotten(visit):
    page = visit("01_entropy.html")
    guess, question, exercise = (page.locator(f"#{cell}") for cell in ("guess-code", "predict-question", "exercise-1"))
    guess.locator("input").fill("40")
    question.locator("input").nth(2).check()
    exercise.locator("input").fill("5.7")
    for cell in (guess, question, exercise):
        cell.get_by_role("button", name="Lock").or_(cell.get_by_role("button", name="Check")).click()
        expect(cell.locator(".result, .verdict")).not_to_be_empty()
    told = [cell.locator(".result, .verdict").inner_html() for cell in (guess, question, exercise)]
    visit("01_entropy.html")
    for cell, words in zip((guess, question, exercise), told):
        expect(cell.locator(".result, .verdict")).not_to_be_empty()
        assert cell.locator(".result, .verdict").inner_html() == words
    expect(question.locator("input").nth(2)).to_be_checked()
    forget = page.locator("#forget")
    forget.click()
    expect(forget).to_have_text("Once more: all answers on all pages go")
    forget.click()
    expect(question.locator("input").nth(2)).to_be_enabled()
    expect(exercise.locator("input")).to_have_value("")


def lock_one(page, cell, letter):
    page.locator(f"#{cell} input[value={letter}]").check()
    page.locator(f"#{cell} .lock").click()
    expect(page.locator(f"#{cell} .lock")).to_have_text("Locked")


def check_one(page, cell, *fields):
    for place, typed in enumerate(fields):
        page.locator(f"#{cell} input").nth(place).fill(typed)
    page.locator(f"#{cell} button").click()


def test_progress_follows_every_lock_and_check_and_leads_to_what_is_open(visit, site):
    page = visit("04_kl_versus_p.html")
    progress = page.locator("#progress")
    expect(progress).to_contain_text("Answered: 0 of 5 questions on this page, 0 of ")
    lock_one(page, "predict-question", "a")
    expect(progress).to_contain_text("1 of 5 questions")
    check_one(page, "exercise-1", "3.125")
    expect(page.locator("#exercise-1 .verdict")).to_contain_text("Not yet")
    expect(progress).to_contain_text("1 of 5 questions")
    check_one(page, "exercise-1", "1/32")
    expect(progress).to_contain_text("2 of 5 questions on this page, 2 of")
    link = progress.get_by_role("link", name="Continue with 05 · Properties")
    expect(link).to_have_attribute("href", "05_properties.html")
    assert page.evaluate("progressOf('04_kl_versus_p')") == {
        "answered": 2,
        "of": 5,
        "last": "exercise-1",
        "open": "exercise-2",
    }
    expect(visit("TEACHING.html").locator("#progress")).to_contain_text("Answered: 2 of")
    # nothing is open on the next pages, and one question here
    page.evaluate(ANSWER, [[path.stem for path in NOTEBOOKS], ["03.2"]])
    href = "03_dog_or_cat.html#exercise-2"
    expect(visit("07_why_cross_entropy.html").locator("#progress a")).to_have_attribute("href", href)
    check_one(visit(href), "exercise-2", "0", "0")
    page.evaluate("stored.set('03.2', { typed: ['', ''], tries: 1, right: true, mistakes: [], wrong: 0 })")
    expect(progress).to_have_text(re.compile(r"All \d\d questions on all pages are answered\."))


def test_the_saved_file_is_the_one_that_the_notebook_writes(visit, monkeypatch, tmp_path):
    monkeypatch.setattr(keeping, "FILE", tmp_path / ".answers.json")
    page, tries = visit("00_start_here.html"), {"exercise-1": [(3.125,), (0.7,), (3.125,), (1 / 32,), (32,)]}
    save = page.locator("footer").get_by_role("button", name="Save my answers")
    save.click()
    told = page.locator("footer .told")
    expect(told).to_have_text("There is nothing to hand in yet: lock a prediction, or check an exercise.")
    expect(page.locator("#hand-in-button").get_by_role("button", name="Save my answers")).to_be_visible()
    answer_all(page, "ababab")
    page.get_by_role("button", name="Answer again").click()
    answer_all(page, "bbabab")
    answer_all(visit("07_why_cross_entropy.html"), "bbbbbb")
    lock_one(visit("04_kl_versus_p.html"), "predict-question", "b")
    tries["exercise-2"] = [("2", "x"), (0.5, 0.25)]  # the first cannot be read, and does not count
    for cell, given in tries.items():
        for answers in given:
            check_one(page, cell, *map(str, answers))
    visit("01_entropy.html")
    page.locator("#guess-code input").fill("40")
    page.locator("#guess-code .lock").click()
    expect(page.locator("#guess-code .lock")).to_have_text("Locked")
    check_one(page, "exercise-2", "0.562335", "0.811278")
    visit("01_entropy.html")  # a reload is no try
    with page.expect_download() as arrives:
        save.click()
    arrives.value.save_as(tmp_path / arrives.value.suggested_filename)
    expect(told).to_contain_text("It holds 14 locked answers and the verdicts on 3 exercises, and no name.")

    for name, letters in (("00", "ababab"), ("00", "bbabab"), ("04", "b")):
        lock(predict(name), *letters)
    lock(predict_again("00"), *"bbbbbb")
    (guess,) = [ran.value for ran in run_all(NOTEBOOKS[1]) if ran.call[0] == "guess"]
    lock(guess, guess.controls[0].options[40][1])
    for place, given in enumerate(tries.values(), 1):
        for answers in given:
            check(f"04.{place}", *answers)
    check("01.2", 0.562335, 0.811278)
    written = json.loads((tmp_path / "my_answers.json").read_text(encoding="utf-8"))
    assert written == summary()
    assert written["exercises"]["04.1"] == {"tries": 4, "right": True, "mistakes": ["answer 3.125"]}
    ((handed,), remarks) = read_folder(tmp_path)
    assert (remarks, handed.lost, handed.size) == ([], [], 20)


def test_where_nothing_is_kept_the_page_says_so_once(visit):
    page = visit("about:blank", address="")
    page.add_init_script(NOTHING_IS_KEPT)
    visit("04_kl_versus_p.html")
    words = "This browser does not let the page keep your answers."
    expect(page.locator("#kept")).to_contain_text(words)
    expect(page.locator("#forget")).to_have_count(0)
    expect(page.locator("form .not-kept")).to_have_count(0)
    check_one(page, "exercise-1", "1/32")
    expect(page.locator("#exercise-1 .not-kept")).to_contain_text(words)
    lock_one(page, "predict-question", "a")
    expect(page.locator("form .not-kept")).to_have_count(1)
    expect(page.locator("#progress")).to_contain_text("Answered: 2 of 5")
    with page.expect_download() as arrives:
        page.locator("footer").get_by_role("button", name="Save my answers").click()
    written = json.loads(arrives.value.path().read_text(encoding="utf-8"))
    assert (written["predictions"], [*written["exercises"]]) == ({"04": ["a"]}, ["04.1"])


EXERCISE = {"typed": ["1"], "tries": 1, "right": False, "mistakes": [], "wrong": 1}
MISFITS = [
    *({}, [], 7, "a", True, None, [[]], ["z"], ["a", "a"], ["toString"], [0], [None]),
    *({"guess": 0.4}, {"guess": "0.4", "truth": 0.5}, {"guess": 0.4, "truth": 7}),
    *({**EXERCISE, "typed": ["1", "2", "3", "4"]}, {**EXERCISE, "typed": 1}, {**EXERCISE, "typed": [1]}),
    *({**EXERCISE, "tries": "1"}, {**EXERCISE, "right": 1}, {**EXERCISE, "mistakes": None}, {"typed": ["1"]}),
    *([0.1], {"0.1": [0.1]}, {"0.1": ["0.1", "0.1 bits"]}, {"0.1": 7}, {"2": [0.1, "0.1 bits"]}),
]


def test_stored_answers_that_no_longer_fit_are_left_out(visit):
    page = visit("01_entropy.html")
    names = page.evaluate("lessonQuestions['01_entropy'].asked.map(({ name }) => name)")
    for misfit in MISFITS:
        page.evaluate("""([names, misfit]) => {
            for (const name of names) stored.set(name, misfit);
            localStorage.setItem("kl course: 00_start_here hit_the_divergence", JSON.stringify(misfit));
        }""", [names, misfit])
        visit("01_entropy.html")
        expect(page.locator("#progress")).to_contain_text("Answered: 0 of 6 ")
        for cell in ("guess-code", "predict-question"):
            expect(page.locator(f"#{cell} .lock")).to_be_disabled()
            expect(page.locator(f"#{cell} input").first).to_be_enabled()
        expect(page.locator("#exercise-1 input")).to_have_value("")
        standing = visit("00_start_here.html").locator("#hit_the_divergence .controls .sentence")
        expect(standing).to_have_text("Nearest so far: nothing yet for 0.1, nothing yet for 1, nothing yet for 3.")
    visit("01_entropy.html")
    check_one(page, "exercise-1", "5.7")
    expect(page.locator("#exercise-1 .verdict")).not_to_be_empty()


def test_the_game_keeps_the_nearest(visit):
    figure = explorer(visit("00_start_here.html"), "hit_the_divergence")
    standing = figure.locator(".controls .sentence")
    expect(standing).to_have_text("Nearest so far: nothing yet for 0.1, nothing yet for 1, nothing yet for 3.")
    game = hit_the_divergence()
    for name, place in [("sun", 3), ("rain", 11), ("snow", 10), ("sun", 12), ("rain", 0)]:
        game.sliders[name].index = place
        figure.get_by_role("slider", name=game.sliders[name].description).fill(str(place))
        expect(standing).to_have_text(text_of(game.standing.value))


# ------------------------------------------------------------------------------------------------ the games of 12

PAGE_12 = "12_what_a_language_model_pays.html"
TYPED = ["", "a", "where is the railway station", "WHERE IS THE STATION", "Größe, Maß & ÄÖÜ", "Çok güzel, DEĞİL mi? ı"]
TYPED += ["Iİi", "Čeština, 100 %: it's easy!", "42", "中文。", "<b>&amp;", "xqxq", "ﬁn № ² ™ Ǆ"]
TYPED += ["日本語です", "  ", "e\u0301te\u0301", "A\u030a", "a\U0001d44ea 😀"]
TYPED += ["a" * 1000, "😀" * 299 + "wie", "wie hat dir gestern die Suppe geschmeckt " * 8]
TYPED += ["Σας ß ẞ ŒUVRE œuvre łódź\tżółć\u00a0"]


def typed_results(text):
    """Return what the course says of a text, and each row of the bars: number, whether cheapest, whether cut off."""
    read = text[:MOST_LETTERS]
    costs = {name: bits.mean() for name, bits in letter_costs(read).items()} if spell(read) else {}
    least = min(costs.values(), default=None)
    rows = [[number(cost, 2), cost == least, cost > MOST] for cost in costs.values()]
    return typed_sentence().at(text), rows or [["", False, False]] * len(NAMES)


IN_THE_BARS = """figure => [
    figure.querySelector(".sentence").textContent,
    [...figure.querySelectorAll("tbody tr")].map((row) => {
        const bar = row.querySelector(".bar");
        return [bar.textContent, row.classList.contains("least"), bar.classList.contains("beyond")];
    }),
]"""


@pytest.mark.parametrize("visit", [WIDE, PHONE], indirect=True, ids=["wide", "phone"])
def test_the_bars_follow_a_typed_sentence_as_in_the_notebook_and_nothing_jumps(visit, site):
    page = visit(PAGE_12, f"{site.as_uri()}/")
    typed, field = page.locator(".typed"), page.get_by_label("your sentence")
    field.scroll_into_view_if_needed()
    expect(typed).to_have_attribute("data-ready", "")
    assert typed.locator("tbody th").all_inner_texts() == [*NAMES.values()]
    heights = set()
    for text in [field.input_value(), *TYPED]:
        field.fill(text)
        assert typed.evaluate(IN_THE_BARS) == [*typed_results(text)], text
        heights.add(typed.bounding_box()["height"])
    assert len(heights) == 1
    field.fill("where is the station")
    lengths = typed.locator(".bar").evaluate_all("""bars => bars.map((bar) =>
        [parseFloat(getComputedStyle(bar, "::before").width), Number(bar.textContent)])""")
    assert max(width / bits for width, bits in lengths) == pytest.approx(min(w / b for w, b in lengths), rel=0.01)


@with_options(java_script_enabled=False)
def test_without_script_the_bars_of_the_first_sentence_stand_there(visit):
    typed = visit(PAGE_12).locator(".typed")
    assert typed.evaluate(IN_THE_BARS) == [*typed_results("where is the railway station")]
    expect(typed.locator("input")).to_have_count(0)


def test_bars_whose_counts_do_not_arrive_say_so_and_try_again(browser, site):
    with browser.new_context(**WIDE) as context:
        page = context.new_page()
        page.route("**/languages.js*", lambda route: route.abort())
        page.goto(f"{site.as_uri()}/{PAGE_12}")
        typed = page.locator(".typed")
        typed.scroll_into_view_if_needed()
        expect(typed.locator(".told")).to_contain_text("did not arrive")
        page.unroute("**/languages.js*")
        typed.get_by_role("button", name="Try again").click()
        expect(typed).to_have_attribute("data-ready", "")
        expect(typed.locator(".told")).to_be_empty()


# Tried letters, signs that the text cannot have, a capital; then all letters, the first ones at guesses 1 to 6.
GUESSES = ["x", "x", "7", "é", "q", HIDDEN[0].upper(), *HIDDEN[1:4]]
GUESSES += [letter for i, found in enumerate(HIDDEN[4:]) for letter in "zjxvq"[: i % 6 * (i < 18)] + found]


@pytest.mark.parametrize("visit, by", [(WIDE, "keys"), (PHONE, "touch")], indirect=["visit"], ids=["keys", "touch"])
def test_the_hidden_text_is_guessed_as_in_the_notebook_and_nothing_jumps(visit, by, monkeypatch, tmp_path):
    monkeypatch.setattr(keeping, "FILE", tmp_path / "answers.json")
    page = visit(PAGE_12)
    words = HIDDEN.split()
    assert not any(" ".join(trio) in page.content() for trio in zip(words, words[1:], words[2:]))
    box, field = page.locator("#guess .predict"), page.get_by_label("next letter")
    game = guess_letters(models()["English"])
    field.scroll_into_view_if_needed()
    heights = set()
    for letter in GUESSES:
        game.guess(letter.lower())
        key = box.locator(f'.letters button[value="{letter}"]')
        if by == "keys" or not key.count():
            field.press_sequentially(letter)
        else:
            key.tap(force=True)  # a letter that was tried says so
        assert text_of(box.locator("[role=status]").inner_text()) == text_of(game.status.value)
        counts = box.locator("table td").all_inner_texts()
        assert counts == re.findall(r"<td>(\d+)", game.score.value) or not game.found_at
        assert text_of(game.score.value).endswith(box.locator(".sentence").last.inner_text())
        assert box.locator(".paper .sentence").text_content() == re.sub("<[^>]*>", "", game.text.value)
        tried = box.locator(".letters [aria-disabled=true]").evaluate_all("keys => keys.map(({ value }) => value)")
        assert sorted(tried) == sorted(game.tried)
        heights.add(box.bounding_box()["height"])
    assert game.done and len(heights) == 1
    page.reload()
    assert page.evaluate("JSON.parse(localStorage['kl course: 12'])") == keeping.kept("12") == game.found_at
    expect(box.locator("[role=status]")).to_have_text("Score kept from before. That is the whole text.")
    page.get_by_role("button", name="Start again").click()
    expect(box.locator(".paper .sentence")).to_have_text("on sunday morning _")
    assert page.evaluate("stored.get('12')") == []


@pytest.mark.parametrize("score", [7, "1", {}, [0], [28], [1.5], [True], ["1"], [1] * (len(HIDDEN) + 1)], ids=repr)
def test_a_damaged_score_is_as_good_as_absent(visit, score):
    visit(PAGE_12).evaluate("score => stored.set('12', score)", score)
    expect(visit(PAGE_12).locator("#guess [role=status]")).to_have_text("Guess the letter that comes next.")


def test_numbers_are_written_as_in_python(visit):
    draw = random.Random(12)
    numbers = [0, 1e-13, 0.00523, 0.01, 0.1, 1, 1.5, 2.125, 2.375, 1.875, 12.995, 999.999, 1234.5, 16434, 41.0000000001]
    numbers += [draw.uniform(0, 10.0**power) for power in range(-4, 5) for _ in range(20)]
    page = visit(PAGE_12)
    for digits in (2, 3):
        wanted = [amount(x, digits=digits) for x in numbers]
        assert page.evaluate("([all, digits]) => all.map((x) => words.amount(x, digits))", [numbers, digits]) == wanted
    leads = [0, 1, 4.99, 5, 9.5, 10.5, math.log2(1e6), 20, *(draw.uniform(0, 20) for _ in range(50))]
    assert page.evaluate("bits => bits.map(oddsOf)", leads) == [*map(odds, leads)]


ENGLISH = r"“[^”]*”|\b([a-z]+(?: [a-z]+){3,})"  # four words in a row; a quotation from the article is none of ours
# Code, and examples in English: a sentence in italics, and the letters that keep room for the hidden text.
EXAMPLES = "code, pre, samp, math, svg, script, style, em, .typed, .longest"


@pytest.mark.parametrize("visit", [WIDE, PHONE], indirect=True, ids=["wide", "phone"])
def test_the_site_in_chinese_is_quiet_fits_its_window_and_has_no_english_sentence(visit, chinese):
    for name in PAGES:
        page = visit(f"zh/{name}")
        expect(page.locator("h1")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], name
        page.evaluate(OPEN_ALL)
        assert page.evaluate(CUT_WITHOUT_SIGN) == [], name
        said = page.evaluate("""examples => {
            for (const part of document.querySelectorAll(examples)) part.remove();
            return document.body.innerText;
        }""", EXAMPLES)
        assert [*filter(None, re.findall(ENGLISH, said))] == [], name


def test_both_languages_have_the_same_anchors_and_questions(site, chinese):
    for name in PAGES:
        english, translated = ((folder / name).read_text(encoding="utf-8") for folder in (site, chinese))
        ids = [re.findall(r'<(?:h\d|div|figure)[^>]* id="([^"]+)"', page) for page in (english, translated)]
        assert ids[0] == ids[1] and len(ids[0]) > 3, name
    scripts = [(folder / "script.js").read_text(encoding="utf-8") for folder in (site, chinese)]
    pages = [json.loads(re.search("lessonQuestions = (.*);", script)[1]) for script in scripts]
    english, translated = ({name: page["asked"] for name, page in asked.items()} for asked in pages)
    assert english == translated  # so that an answer is that of both


def test_the_other_language_opens_at_the_same_place_and_knows_the_answers(visit, chinese):
    page = visit("02_kl_divergence.html")
    form = page.locator(".predict").first
    form.locator("input").nth(1).check()
    form.locator(".lock").click()
    for language, address in (("zh-CN", "zh/02_kl_divergence.html"), ("en", "02_kl_divergence.html")):
        page.evaluate("document.getElementById('the-formula').scrollIntoView()")
        page.locator(".language").evaluate("link => link.click()")  # a click by Playwright would scroll first
        page.wait_for_url(f"{ADDRESS}{address}#the-formula")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(".predict input").nth(1)).to_be_disabled()
        expect(page.locator(".predict input").nth(1)).to_be_checked()
        told = {"zh-CN": "你选了 (b)", "en": "You chose (b)"}[language]
        expect(page.locator(".predict .result").first).to_contain_text(told)


def test_a_search_in_chinese_finds_words_within_a_sentence(visit, chinese):
    page = visit("zh/index.html")
    page.locator(".lessons summary").click()
    page.locator("#search").fill("条件熵")
    expect(page.locator(".search li a").first).to_contain_text("条件熵")
