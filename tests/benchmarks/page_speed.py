"""What a reader waits for on a published page, in a real browser: bytes, first picture, key presses, drags."""

import contextlib
import gzip
import http.server
import itertools
import mimetypes
import random
import threading
import time
import urllib.parse
from pathlib import Path

LATENCY, MEGABITS = 150, 10  # ms and Mbit/s of the far server
WINDOW = {"width": 1280, "height": 900}
PICTURE = "svg[role=img]"  # the moving layer of an explorer; its label holds the sentence
EXPLORER = f":is(.explorer, .course-live:has({PICTURE}))"  # on the site, and in an export of the notebook
SLIDER = ":is(input[type=range], .noUi-handle)"
DRAG_SECONDS = 3
COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}  # as GitHub Pages does; the others are compressed already

# In every page. Times are in ms since the page was asked for, `label(place)` is that of the picture seen there.
WATCH = """
const channel = new MessageChannel(), waiting = [];
channel.port1.onmessage = () => waiting.shift()();
/** Tell the time when the frame with all that is in the page now has been drawn: of the task that follows it. */
window.drawn = (tell) => requestAnimationFrame(() => {
    const begin = performance.now();
    waiting.push(() => tell(performance.now(), begin));
    channel.port2.postMessage(null);
});
window.label = (place) => [...place.querySelectorAll("PICTURE")].find((svg) => svg.checkVisibility())?.ariaLabel;

window.first = {};
const look = () => {
    const now = label(document);
    if (now && !first.label) {
        first.label = now;
        drawn((time) => (first.seen = time));
    }
    if (now !== first.label) drawn((time) => (first.moved = time));
    else requestAnimationFrame(look);
};
look();

window.presses = [];
window.pictures = []; // the frame in which each was made
let frame = 0;
addEventListener("keydown", (event) => presses.push({ key: event.timeStamp }), true);
window.follow = (place) => {
    let before = label(place);
    window.following?.disconnect();
    window.following = new MutationObserver(() => {
        const now = label(place), press = presses.at(-1);
        if (now === before) return;
        before = now;
        pictures.push(frame);
        if (!press || press.made) return;
        press.made = performance.now();
        drawn((time, begin) => Object.assign(press, { drawn: time, frame: begin }));
    });
    following.observe(place, { subtree: true, childList: true, attributes: true });
};
window.countFrames = () => {
    frame += 1;
    window.counting = requestAnimationFrame(countFrames);
};
""".replace("PICTURE", PICTURE)

# Whatever loads when it comes near has come: explorers of the site, and pictures.
AT_REST = """[...document.querySelectorAll(".explorer")].every((figure) => "ready" in figure.dataset)
    && [...document.images].every((image) => image.complete)"""


# Where the handle is, between which places it runs, and how many steps it knows.
TRACK = """knob => {
    const at = knob.getBoundingClientRect(), track = (knob.closest(".noUi-target") ?? knob).getBoundingClientRect();
    const half = knob.max ? 8 : at.width / 2;
    const x = knob.max ? at.x + half + (knob.value / knob.max) * (at.width - 2 * half) : at.x + half;
    const most = Number(knob.max || knob.ariaValueMax);
    return [x, at.y + at.height / 2, track.x + 8, track.x + track.width - 8, most];
}"""
LOCK = """async form => {
    const wait = () => new Promise((done) => setTimeout(done, 500));
    for (const group of form.querySelectorAll("fieldset, .widget-radio")) group.querySelector("input")?.click();
    await wait();
    const before = form.innerText.length;
    form.querySelector("button").click();
    await wait();
    return form.innerText.length > before + 20; // more than a new word on the button
}"""
CHECK = """async form => {
    for (const field of form.querySelectorAll("input")) field.value = "0";
    form.querySelector("button").click();
    return form.querySelector(".verdict").innerText !== "";
}"""


class NothingComes(Exception):
    """What was waited for does not happen."""


@contextlib.contextmanager
def serving(folder):
    """Serve the folder as GitHub Pages would: compressed beforehand, kept by browsers for ten minutes."""
    files = {}
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            files[path.relative_to(folder).as_posix()] = (
                gzip.compress(content) if path.suffix in COMPRESSED else content
            )

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self):
            path = urllib.parse.unquote(urllib.parse.urlsplit(self.path).path).lstrip("/")
            content, ending = files.get(path), Path(path).suffix
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(content or b"")))
            self.send_header("Cache-Control", "max-age=600")
            if content and ending in COMPRESSED:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Reader:
    """Somebody whose browser has seen nothing of the site yet; a context manager.

    far: whether the server is far away. Nothing is loaded from other hosts, whatever a page asks for.
    """

    def __init__(self, browser, address, far=False):
        self.address, self.bytes = address, 0
        self.context = browser.new_context(viewport=WINDOW)
        self.page = self.context.new_page()
        self.page.add_init_script(WATCH)
        wire = self.context.new_cdp_session(self.page)
        wire.on("Network.loadingFinished", self._count)
        wire.send("Network.enable")
        wire.send("Network.setBlockedURLs", {"urls": ["https://*"]})
        if far:
            speed = MEGABITS * 1e6 / 8
            conditions = {"offline": False, "latency": LATENCY, "downloadThroughput": speed, "uploadThroughput": speed}
            wire.send("Network.emulateNetworkConditions", conditions)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def _count(self, finished):
        self.bytes += finished["encodedDataLength"]  # headers included; nothing if it was in the cache

    def weigh(self, name):
        """kB over the wire to open this page: as it opens, and once all of it has been scrolled through."""
        self.bytes = 0
        self.page.goto(self.address + name, wait_until="networkidle")
        opened = self.bytes
        self.scroll_through()
        return opened / 1000, self.bytes / 1000

    def scroll_through(self):
        height = self.page.evaluate("document.documentElement.scrollHeight")
        for top in range(0, height, WINDOW["height"] // 2):
            self.page.evaluate("top => scrollTo(0, top)", top)
            self.page.wait_for_timeout(50)
        self._wait_for(AT_REST)
        self.page.wait_for_load_state("networkidle")

    def until_seen(self, name):
        """ms until text is on the screen, and until the first picture is laid out in a frame that was drawn."""
        self.page.goto(self.address + name)
        self._wait_for("first.seen && performance.getEntriesByName('first-contentful-paint').length")
        text = self.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        return text, self.page.evaluate("first.seen")

    def until_moved(self, name):
        """ms until the first explorer follows an arrow key that is pressed over and over from the beginning."""
        self.page.goto(self.address + name, wait_until="commit")
        focus = f"() => (document.querySelector('{EXPLORER} {SLIDER}')?.focus(), first.moved)"
        while not (moved := self.page.evaluate(focus)):
            self.page.keyboard.press("ArrowRight")
        return moved

    def explorers(self):
        return self.page.query_selector_all(EXPLORER)

    def follows(self, explorer):
        """Whether every slider of this explorer moves its picture."""
        try:
            self.press_through(explorer, steps=1)
        except NothingComes:
            return False
        return True

    def press_through(self, explorer, steps=20):
        """For each press of an arrow key, in both directions at each slider: three times in ms.

        Until the new picture is in the page; the same and the drawing of the frame, but not the wait for the frame to
        begin, which is the screen's; until the frame is drawn, with everything.
        """
        pause, times = random.Random(0), []  # presses fall into every part of a frame
        self.page.evaluate("place => follow(place)", explorer)
        for slider in explorer.query_selector_all(SLIDER):
            slider.focus()
            most = int(float(slider.evaluate("knob => knob.max || knob.ariaValueMax")))
            for end, arrow in (("Home", "ArrowRight"), ("End", "ArrowLeft")):
                self.page.keyboard.press(end)
                self.page.wait_for_timeout(200)
                self.page.evaluate("presses.length = 0")
                for _ in range(min(steps, most)):
                    self.page.keyboard.press(arrow)
                    self._wait_for("presses.at(-1)?.drawn", seconds=3)
                    self.page.wait_for_timeout(pause.uniform(10, 40))
                for at in self.page.evaluate("presses"):
                    made, whole = at["made"] - at["key"], at["drawn"] - at["key"]
                    times.append((made, made + at["drawn"] - at["frame"], whole))
        return times

    def drag(self, explorer):
        """Pictures a second, at most one for each frame, while the mouse drags the first slider to and fro.

        A slider of few positions is turned round so often that what sends the mouse is the slower one.
        """
        self.page.evaluate("place => follow(place)", explorer)
        slider = explorer.query_selector(SLIDER)
        slider.scroll_into_view_if_needed()
        x, y, left, right, places = slider.evaluate(TRACK)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(left, y)
        begin = self.page.evaluate("countFrames(), pictures.length = 0, performance.now()")
        ends = itertools.cycle([right, left])
        while self.page.evaluate("performance.now()") < begin + DRAG_SECONDS * 1000:
            self.page.mouse.move(next(ends), y, steps=min(60, places))  # each step is sent when the last has been seen
        made, end = self.page.evaluate("cancelAnimationFrame(counting), [new Set(pictures).size, performance.now()]")
        self.page.mouse.up()
        return made / (end - begin) * 1000

    def locks(self):
        """How many questions say something when they are answered and locked."""
        return sum(form.evaluate(LOCK) for form in self.page.query_selector_all(".predict"))

    def checks(self):
        """How many exercises judge what is put into their fields."""
        return sum(form.evaluate(CHECK) for form in self.page.query_selector_all(".exercise:has(input)"))

    def _wait_for(self, condition, seconds=30):
        """Ask every 20 ms; Playwright's own waiting is forbidden by the pages' policy."""
        deadline = time.monotonic() + seconds
        while not self.page.evaluate(f"Boolean({condition})"):
            if time.monotonic() > deadline:
                raise NothingComes(condition)
            self.page.wait_for_timeout(20)
