"""The speed of the site's pages on a slow phone, beside that of another commit in the same run.

    .venv/bin/python tests/benchmarks/page_speed.py COMMIT                the front page and all lessons
    .venv/bin/python tests/benchmarks/page_speed.py COMMIT index 04 06    pages whose names begin so

builds both sites, serves them with gzip, as GitHub Pages does, and opens their pages in turns, each with an empty
cache. It prints ours : theirs = the ratio. All pages take some twenty minutes. It needs a browser and the packages of
`--all`.
"""

import contextlib
import functools
import gzip
import http.server
import itertools
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from browser import launch  # noqa: E402

ROUNDS, DRAG_SECONDS, QUIET_SECONDS, LONGEST_WAIT = 5, 2, 1.5, 20
WINDOW = {"width": 390, "height": 844}
BYTES = 1.6e6 / 8  # a second
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": BYTES, "uploadThroughput": BYTES}
SLOWDOWN = 4  # of the processor
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".txt"}
BUILD = "import sys; from publish.build import build; build(sys.argv[1])"
MEASURES = {  # unit, digits, and which of several values counts: other work on this computer only slows a page
    "first paint": ("s", 2, min),
    "slider answers": ("s", 2, min),
    "on the wire": ("kB", 0, min),
    "unpacked": ("kB", 0, min),
    "shift in loading": ("", 3, max),
    "in scrolling": ("", 3, max),
    "in dragging": ("", 3, max),
    "dragging": ("pictures/s", 0, max),
}

# In every page. A key that is pressed at the first slider has an answer when its moving picture has been drawn anew.
WATCH = """(() => {
    const watch = window.watch = {shift: 0, pictures: new Set()}, moving = "svg[role=img]";
    new PerformanceObserver((list) => list.getEntries().forEach(({value}) => (watch.shift += value)))
        .observe({type: "layout-shift", buffered: true});
    watch.takeShift = async () => {
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
        const shift = watch.shift;
        watch.shift = 0;
        return shift;
    };
    const drawn = (tell) => requestAnimationFrame(() => setTimeout(() => tell(performance.now())));
    const changes = new MutationObserver((records) => {
        if (!records.some(({target}) => target.closest?.(moving))) return;
        watch.pictures.add(document.timeline.currentTime);
        if (watch.pictures.size === 1) drawn((time) => (watch.answered = time));
    });
    /** Go to the first slider of a figure, when it is there, and return when its picture followed it. */
    watch.focus = () => {
        if (!watch.range) {
            const ranges = [...document.querySelectorAll(`figure:has(${moving}) input[type=range]`)];
            watch.range = ranges.find((range) => range.checkVisibility());
            if (!watch.range) return null;
            const everything = {subtree: true, childList: true, attributes: true, characterData: true};
            changes.observe(watch.range.closest("figure"), everything);
            watch.range.scrollIntoView({block: "center", behavior: "instant"});
        }
        watch.range.focus({preventScroll: true});
        return watch.answered ?? null;
    };
    watch.scroll = async () => {
        for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
            scrollTo({top, behavior: "instant"});
            await new Promise((done) => setTimeout(done, 200));
        }
    };
    /** Move the slider by a step in each frame, to and fro; return the pictures a second. */
    watch.drag = async (milliseconds) => {
        const {range} = watch, begin = performance.now();
        watch.pictures.clear();
        for (let last = begin, up = true; last < begin + milliseconds; ) {
            last = await new Promise(requestAnimationFrame);
            if (range.value === (up ? range.max : range.min)) up = !up;
            up ? range.stepUp() : range.stepDown();
            range.dispatchEvent(new Event("input", {bubbles: true}));
        }
        return watch.pictures.size / (performance.now() - begin) * 1000;
    };
})()"""


@contextlib.contextmanager
def built(commit):
    """Build the sites of the working tree and of the commit; give their folders."""
    with tempfile.TemporaryDirectory() as folder:
        theirs = f"{folder}/commit"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", theirs, commit], cwd=ROOT, check=True)
        try:
            sites = {ROOT: Path(folder) / "ours", theirs: Path(folder) / "theirs"}
            for source, site in sites.items():
                subprocess.run([sys.executable, "-c", BUILD, site], cwd=source, check=True)
            yield sites.values()
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", theirs], cwd=ROOT, check=True)


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        packed = path.suffix in COMPRESSED
        content = gzip.compress(path.read_bytes(), 6) if packed else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", len(content))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def serving(site):
    """Serve the folder; give its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Phone:
    """A slow phone that has seen nothing of the site; a context manager."""

    def __init__(self, browser):
        self.context = browser.new_context(viewport=WINDOW)
        self.page = self.context.new_page()
        self.page.add_init_script(WATCH)
        self.wire = self.unpacked = 0  # bytes
        wire = self.context.new_cdp_session(self.page)
        for event in ("requestWillBeSent", "dataReceived", "loadingFinished", "loadingFailed"):
            wire.on(f"Network.{event}", self._count)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", NETWORK)
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def _count(self, event):
        self.last = time.monotonic()
        self.unpacked += event.get("dataLength", 0)
        if "dataLength" not in event:
            self.wire += event.get("encodedDataLength", 0)  # of a whole file, with its headers

    def until_quiet(self):
        self.last = time.monotonic()
        while time.monotonic() < self.last + QUIET_SECONDS:
            self.page.wait_for_timeout(100)

    def painted(self):
        return self.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000

    def look(self, address):
        """Open the page and scroll through it."""
        self.page.goto(address)
        self.until_quiet()
        seen = {"on the wire": self.wire / 1000, "unpacked": self.unpacked / 1000}
        seen |= {"first paint": self.painted(), "shift in loading": self.page.evaluate("watch.takeShift()")}
        self.page.evaluate("watch.scroll()")
        self.until_quiet()
        return seen | {"in scrolling": self.page.evaluate("watch.takeShift()")}

    def act(self, address):
        """Open the page, press arrow keys at its first slider until the picture follows, and drag."""
        self.page.goto(address, wait_until="commit")
        until, arrows = time.monotonic() + LONGEST_WAIT, itertools.cycle(["ArrowRight", "ArrowLeft"])
        while not (answered := self.page.evaluate("watch.focus()")) and time.monotonic() < until:
            self.page.keyboard.press(next(arrows))
        if not answered:
            return {"first paint": self.painted()}  # no slider, or a dead one
        self.until_quiet()
        self.page.evaluate("watch.takeShift()")
        seen = {"first paint": self.painted(), "slider answers": answered / 1000}
        seen |= {"dragging": self.page.evaluate(f"watch.drag({DRAG_SECONDS * 1000})")}
        return seen | {"in dragging": self.page.evaluate("watch.takeShift()")}


def measure(browser, addresses):
    """Return {measure: value} for each of these pages, which take turns, so that a busy moment affects all."""
    results = [{} for _ in addresses]
    for visit in (Phone.look, *[Phone.act] * ROUNDS):
        for address, found in zip(addresses, results):
            with Phone(browser) as phone:
                for name, value in visit(phone, address).items():
                    found.setdefault(name, []).append(value)
    return [{name: MEASURES[name][2](values) for name, values in found.items()} for found in results]


def row(page, ours, theirs):
    cells = []
    for name, (_, digits, _) in MEASURES.items():
        a, b = ours.get(name), theirs.get(name)
        texts = ["–" if value is None else f"{value:.{digits}f}" for value in (a, b)]
        cells.append(" : ".join(texts) + (f" = {a / b:.2f}" if a and b else ""))
    return f"| {page} | {' | '.join(cells)} |"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    commit, *wanted = sys.argv[1:]
    with built(commit) as sites, contextlib.ExitStack() as stack, sync_playwright() as playwright:
        report(launch(playwright), [(site, stack.enter_context(serving(site))) for site in sites], wanted)


def report(browser, served, wanted):
    """Print the table for the wanted pages, or all lessons, of two sites: (folder, address) of each."""
    (ours, _), (theirs, _) = served
    names = sorted(path.name for path in ours.glob("*.html") if path.name == "index.html" or path.name[0].isdigit())
    print("| page | " + " | ".join(f"{name}, {unit}".rstrip(", ") for name, (unit, *_) in MEASURES.items()) + " |")
    print("|---" * (len(MEASURES) + 1) + "|")
    for name in names:
        if (theirs / name).exists() and (not wanted or name.startswith(tuple(wanted))):
            found = measure(browser, [f"{address}/{name}" for _, address in served])
            print(row(name.removesuffix(".html"), *found), flush=True)


if __name__ == "__main__":
    main()
