"""The program that counts letter pairs of twelve languages in Debian's manual pages and writes `languages.csv`.

    python -m course.worlds.count_languages

needs Debian (or Ubuntu) with apt-get and dpkg-deb, no root, and some minutes. It downloads packages into a temporary
folder and counts the prose of the pages. It keeps the counts and the names of their sources, but no text.
"""

import csv
import gzip
import random
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from course.worlds.languages import ALPHABET, COUNTS, bigram_model, bits, count_pairs, spell

PACKAGES = {
    "Danish": ["manpages-da"],
    "Dutch": ["manpages-nl"],
    "English": ["manpages", "manpages-dev"],
    "Finnish": ["manpages-fi"],
    "French": ["manpages-fr"],
    "German": ["manpages-de"],
    "Italian": ["manpages-it"],
    "Polish": ["manpages-pl"],
    "Portuguese": ["manpages-pt-br"],
    "Spanish": ["manpages-es"],
    "Swedish": ["manpages-sv"],
    "Turkish": ["manpages-tr"],
}
LETTERS = 200_000  # of each language, or all if there are fewer
KEPT_BACK = 10  # one paragraph in so many is not counted but used to test how often its language is found
PIECE = 60  # letters, about a line
LEAST_WORDS = 8  # shorter paragraphs are headings or items of a list
UNFORMATTED = re.compile(r"^\.(nf|EX|TS|Bd)\b.*?^\.(fi|EE|TE|Ed)\b", re.MULTILINE | re.DOTALL)  # programs, tables
NAMES = re.compile(r"\\f[BI].*?\\f[RP]|\\f\(?C.*?\\f[RP]", re.DOTALL)  # bold and italic: commands, options, files
SIGNS = {r"\-": "-", r"\(aq": "'", r"\(cq": "'", r"\(oq": "'", r"\(em": "-", r"\(en": "-", r"\&": "", r"\/": ""}
NO_WORD = re.compile(r"\S*[\d_/<>@=\\|$(){}\[\]]\S*")  # a word with such a sign belongs to no language


def paragraphs(page):
    """Yield the prose of a manual page in roff, paragraph by paragraph, as the plain text of each."""
    page = NAMES.sub(" ", UNFORMATTED.sub(".PP", page))
    for paragraph in re.split(r"^(?:[.'].*)?\n", page, flags=re.MULTILINE):  # requests, empty lines
        for sign, plain in SIGNS.items():
            paragraph = paragraph.replace(sign, plain)
        if len(spell(NO_WORD.sub(" ", paragraph)).split()) >= LEAST_WORDS and paragraph.rstrip()[-1:] in ".:;!?":
            yield NO_WORD.sub(" ", paragraph)


def prose(packages, folder):
    """Download and unpack packages; return their paragraphs, each once, in a random order, and the versions."""
    found, versions = set(), []
    for package in packages:
        subprocess.run(["apt-get", "download", "-q", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob(f"{package}_*.deb")
        version = subprocess.check_output(["dpkg-deb", "-f", archive, "Version"], text=True).strip()
        versions.append(f"{package} {version}")
        subprocess.run(["dpkg-deb", "-x", archive, Path(folder) / package], check=True)
        for path in (Path(folder) / package).rglob("man?/*.gz"):
            if not path.is_symlink():
                found.update(paragraphs(gzip.decompress(path.read_bytes()).decode("utf-8", errors="replace")))
    found = sorted(found)
    random.Random(0).shuffle(found)
    return found, versions


def count(texts):
    """Return the pairs of the first LETTERS letters."""
    pairs = np.zeros((len(ALPHABET),) * 2, dtype=int)
    for text in texts:
        pairs += count_pairs(text)
        if pairs.sum() >= LETTERS:
            break
    return pairs


def without_english(texts, own, english):
    """Return the paragraphs that the language's own model finds cheaper than English: some are not translated."""
    own, english = bigram_model(own), bigram_model(english)
    return [text for text in texts if bits(text, own).sum() < bits(text, english).sum()]


def shares_right(kept_back, models):
    """Return how many pieces of a language, of about PIECE letters, its own model codes best: {name: (right, all)}."""
    shares = {}
    for name, texts in kept_back.items():
        words = " ".join(map(spell, texts))
        pieces = re.findall(rf"(?:^| )(.{{{PIECE},}}?)(?= )", words)
        cheapest = [min(models, key=lambda other: bits(piece, models[other]).sum()) for piece in pieces]
        shares[name] = cheapest.count(name), len(cheapest)
    return shares


def main():
    """Count all languages and write the table."""
    counted, kept_back, sources = dict.fromkeys(PACKAGES), {}, {}
    with tempfile.TemporaryDirectory() as folder:
        texts = {name: prose(packages, folder) for name, packages in PACKAGES.items()}
    for name in sorted(PACKAGES, key=lambda name: name != "English"):  # the others are compared with it
        found, sources[name] = texts[name]
        if name != "English":
            for _ in range(2):  # twice, since the first model has learned some English too
                found = without_english(found, count(found), counted["English"])
        kept_back[name] = found[::KEPT_BACK]
        counted[name] = count(text for place, text in enumerate(found) if place % KEPT_BACK)
    shares = shares_right(kept_back, {name: bigram_model(pairs) for name, pairs in counted.items()})
    write(counted, sources, shares)


def write(counted, sources, shares):
    """Write one row for each pair that occurs, one column for each language; _ is the space."""
    right, pieces = np.sum([*shares.values()], axis=0)
    with open(COUNTS, "w", encoding="utf-8", newline="") as file:
        file.write("# How often one letter follows another, _ being the space. Made by count_languages.py from the\n")
        file.write(f"# prose of manual pages in Debian packages: {LETTERS:,} letters of each language, or all.\n")
        file.write(f"# Of {pieces:,} pieces of {PIECE} letters that were not counted, {right / pieces:.2%} are\n")
        file.write("# cheapest under the model of their own language.\n")
        for name, versions in sources.items():
            share = "{:,} of {:,}".format(*shares[name])
            file.write(f"# {name}: {', '.join(versions)}; {counted[name].sum():,} letters, {share} pieces right\n")
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["pair", *counted])
        stack = np.stack([*counted.values()])
        for first, second in zip(*np.nonzero(stack.sum(axis=0)), strict=True):
            pair = (ALPHABET[first] + ALPHABET[second]).replace(" ", "_")
            table.writerow([pair, *stack[:, first, second]])


if __name__ == "__main__":
    main()
