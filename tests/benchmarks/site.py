"""What the published site asks of its readers, beside nbconvert's own export of page 04.

    .venv/bin/python tests/benchmarks/site.py

builds the site, serves it compressed as GitHub Pages does, opens it in a real browser that has seen nothing of it, on
this computer and through a network of 150 ms and 10 Mbit/s, and prints a table, after some five minutes. npm, if it
is there, fetches html-manager, the alternative, and npx runs Lighthouse.
"""

import gzip
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter
from nbconvert.preprocessors import ExecutePreprocessor
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser import NAMES, launch  # noqa: E402
from page_speed import LATENCY, MEGABITS, Reader, serving  # noqa: E402

from publish.build import build  # noqa: E402

ROUNDS = 5
NAME = "04_kl_versus_p"
PACKAGES = ["@jupyter-widgets/html-manager@1.0.15", "requirejs@2.3.8"]
SCRIPTS = ["package/dist/embed-amd.js", "package/require.js"]
LIGHTHOUSE = ["npx", "-y", "lighthouse@12"]
FLAGS = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking"
LEAST = {"accessibility": 100, "best-practices": 100, "performance": 95, "seo": ""}
HERE, FAR = "here", f"through {LATENCY} ms, {MEGABITS} Mbit/s"
TIMES = [  # of `press_through`, median and p95
    ("new picture in the page", "8 / 16 ms", 0),
    ("... and its frame drawn", "8 / 16 ms", 1),
    ("... with the wait for a 60 Hz screen", "-", 2),
]


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site, other = Path(folder) / "site", Path(folder) / "other"
        began = time.monotonic()
        names = build(site)
        seconds = time.monotonic() - began
        export, problem = export_notebook(other)
        with launch(playwright) as browser:
            with serving(other) as address:
                theirs = None if problem else measure(browser, address, f"{NAME}.html")
            with serving(site) as address:
                ours = measure(browser, address, f"{NAME}.html#kl_versus_q")
                further = further_pages(browser, address, names)
                pressed = press_every_explorer(browser, address, names)
        with serving(site) as address:
            scores = {name: lighthouse(address + name) for name in (names[0], f"{NAME}.html")}
    show(seconds, names, ours, theirs, further, pressed, scores, export, problem)


def export_notebook(folder):
    """Export page 04 as nbconvert does by itself, and again with its scripts beside it, and return facts of the first
    export and why there is no second."""
    folder.mkdir()
    notebook = nbformat.read(ROOT / f"notebooks/{NAME}.ipynb", as_version=4)
    ExecutePreprocessor(timeout=300).preprocess(notebook, {"metadata": {"path": str(ROOT / "notebooks")}})
    text, _ = HTMLExporter().from_notebook_node(notebook)
    loaded = re.findall(r"""(?:<script[^>]* src=|import\(|Src = )["'](https://[^"']+)""", text)
    sizes = len(text.encode()), len(gzip.compress(text.encode()))
    facts = {
        "raw": sizes[0] / 1000,
        "compressed": sizes[1] / 1000,
        "hosts": sorted({url.split("/")[2] for url in loaded}),
    }
    if not shutil.which("npm"):
        return facts, "not measured: no npm"
    packed = subprocess.run(["npm", "pack", *PACKAGES], cwd=folder, capture_output=True, text=True)
    if packed.returncode:
        return facts, "not measured: npm has not got html-manager"
    for archive in folder.glob("*.tgz"):
        with tarfile.open(archive) as files:
            for name in set(SCRIPTS) & set(files.getnames()):
                (folder / Path(name).name).write_bytes(files.extractfile(name).read())
        archive.unlink()
    # Without MathJax: formulas would be another 0.1 MB at least.
    beside = HTMLExporter(widget_renderer_url="embed-amd.js", require_js_url="require.js", mathjax_url="")
    (folder / f"{NAME}.html").write_text(beside.from_notebook_node(notebook)[0], encoding="utf-8")
    return facts, None


def measure(browser, address, name):
    """All that is measured of page 04; the name leads to the film's explorer."""
    found = {}
    page = name.partition("#")[0]
    with Reader(browser, address) as reader:
        found["kB"] = reader.weigh(page)
        found["follow"] = [reader.follows(explorer) for explorer in reader.explorers()]
        found["lock"], found["check"] = reader.locks(), reader.checks()
    for where in (HERE, FAR):
        seen, moved = [], []
        for _ in range(ROUNDS):
            with Reader(browser, address, far=where == FAR) as reader:
                seen.append(reader.until_seen(page))
            with Reader(browser, address, far=where == FAR) as reader:
                moved.append(reader.until_moved(name))
        with Reader(browser, address, far=where == FAR) as reader:
            reader.weigh(page)
            film = reader.explorers()[0]
            times, drag = reader.press_through(film), reader.drag(film)
        text, picture = (statistics.median(each) for each in zip(*seen))
        found[where] = {
            "seen": f"{text:.0f} / {picture:.0f} ms",
            "moved": f"{statistics.median(moved):.0f} ms",
            "film": [milliseconds(pair) for pair in spread(times)],
            "drag": f"{drag:.0f}",
        }
    return found


def further_pages(browser, address, names):
    """kB of each page, as it opens and scrolled through, for one who has read another one."""
    weights = {}
    with Reader(browser, address) as reader:
        for name in [f"{NAME}.html", *names]:
            weights[name] = reader.weigh(name)
    with Reader(browser, address) as reader:
        reader.weigh(names[0])
        weights[f"{NAME}.html"] = reader.weigh(f"{NAME}.html")
    return weights


def press_every_explorer(browser, address, names):
    """The spread of the times after a key, and pictures a second in a drag, by explorer."""
    found = {}
    for name in names:
        with Reader(browser, address) as reader:
            reader.weigh(name)
            for explorer in reader.explorers():
                times, drag = reader.press_through(explorer), reader.drag(explorer)
                found[f"{name[:2].replace('in', '00')} {explorer.get_attribute('id')}"] = (spread(times), drag)
    return found


def spread(times):
    """Median and p95 of each of the three times of `press_through`."""
    return [(statistics.median(some), statistics.quantiles(some, n=20)[-1]) for some in zip(*times)]


def lighthouse(url):
    """Lighthouse's scores of a page, on its mobile setting, and what it complains of; or why there are none."""
    if not shutil.which("npx"):
        return "not measured: no npx"
    path = next(filter(None, map(shutil.which, NAMES)), None)
    environment = os.environ | ({"CHROME_PATH": path} if path else {})
    command = [*LIGHTHOUSE, url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    if run.returncode:
        return f"not measured: {run.stderr.strip().splitlines()[-1]}"
    report = json.loads(run.stdout)
    scores = [round(report["categories"][aspect]["score"] * 100) for aspect in LEAST]
    lost = [
        report["audits"][part["id"]]["title"]
        for aspect in LEAST
        for part in report["categories"][aspect]["auditRefs"]
        if part["weight"]
        and report["audits"][part["id"]]["scoreDisplayMode"] in ("binary", "numeric", "metricSavings")
        and report["audits"][part["id"]]["score"] < 0.9
    ]
    return scores, lost


def show(seconds, names, ours, theirs, further, pressed, scores, export, problem):
    """Print the tables."""
    beside = theirs or {}

    def row(what, limit, own, other="", plain=""):
        print(f"| {what} | {limit} | {own} | {other} | {plain} |")

    def both(what, limit, value):
        row(what, limit, value(ours), value(beside) if beside else problem)

    row("", "at most", "the site", "html-manager beside the export", "nbconvert's own export")
    row(*["---"] * 5)
    row(f"building {len(names)} pages", "60 s", f"{seconds:.0f} s")
    own = f"{export['compressed']:.0f} kB ({export['raw']:.0f} raw) + scripts from {', '.join(export['hosts'])}"
    what = "over the wire for page 04 the first time: as it opens / all of it scrolled through"
    row(what, "400 kB", *([kilobytes(way["kB"]) if way else problem for way in (ours, beside)]), own)
    worst = max(further, key=lambda name: further[name][1])
    row(f"the same for a further page, the largest ({worst})", "250 kB", kilobytes(further[worst]))
    for where in (HERE, FAR):
        waits = [("text / first picture", "300 ms", "seen"), ("first slider moves its picture", "800 ms", "moved")]
        for what, limit, key in waits:  # the limits are for a near server
            both(f"{what}, {where}", limit if where == HERE else "", lambda way, at=(where, key): way[at[0]][at[1]])
    for where in (HERE, FAR):
        for what, limit, which in TIMES:
            both(f"{what}, film of 04, {where}", limit, lambda way, at=(where, which): way[at[0]]["film"][at[1]])
        both(f"pictures/s in a drag, film of 04, {where}", "60 (at least)", lambda way, at=where: way[at]["drag"])
    row("`interact` through Binder's latency", "", "", "", "see slider_latency.py and README, How fast")
    both("explorers that follow all their sliders", "", lambda way: f"{sum(way['follow'])} of {len(way['follow'])}")
    both("questions that can be locked", "", lambda way: way["lock"])
    both("exercises that are checked", "", lambda way: way["check"])

    print(
        "\n| after a key | " + " | ".join(f"{what}, {limit}" for what, limit, _ in TIMES) + " | pictures/s in a drag |"
    )
    print("|---" * (len(TIMES) + 2) + "|")
    for name, (times, drag) in pressed.items():
        print(f"| {name} | " + " | ".join(map(milliseconds, times)) + f" | {drag:.0f} |")

    print("\n| further page | as it opens | scrolled through |\n|---|---|---|")
    for name, (opened, scrolled) in further.items():
        print(f"| {name} | {opened:.0f} kB | {scrolled:.0f} kB |")

    print("\n| Lighthouse, mobile | " + " | ".join(LEAST) + " |\n|---" + "|---" * len(LEAST) + "|")
    print("| at least | " + " | ".join(map(str, LEAST.values())) + " |")
    for name, found in scores.items():
        print(f"| {name} | {found if isinstance(found, str) else ' | '.join(map(str, found[0]))} |")
    for complaint in sorted({complaint for found in scores.values() if found[1:] for complaint in found[1]}):
        print(f"Lighthouse: {complaint}")


def kilobytes(pair):
    return "{:.0f} / {:.0f} kB".format(*pair)


def milliseconds(pair):
    return "{:.1f} / {:.1f} ms".format(*pair)


if __name__ == "__main__":
    print(f"load of the computer: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    main()
    print(f"load of the computer: {os.getloadavg()[0]:.1f}", file=sys.stderr)
