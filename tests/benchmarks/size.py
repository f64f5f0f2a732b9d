"""The size of the project: lines of Python and JavaScript, and Python tokens, which do not depend on line length.

    .venv/bin/python tests/benchmarks/size.py                the last commit
    .venv/bin/python tests/benchmarks/size.py HEAD HEAD~20   these commits, or any others that git knows

The product is lib, course, publish, classroom and start.py. Tokens are counted without comments, line ends and
indents; a docstring is one token. From Python 3.12 on an f-string is several.
"""

import io
import subprocess
import sys
import tarfile
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("lib/", "course/", "publish/", "classroom/", "start.py")
TESTS = ("tests/",)
NOT_COUNTED = {"COMMENT", "NL", "NEWLINE", "INDENT", "DEDENT", "ENCODING", "ENDMARKER"}


def files(commit):
    """Return {path: content} of the Python and JavaScript files of a commit."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {m.name: archive.extractfile(m).read() for m in archive if m.name.endswith((".py", ".js"))}


def lines(found, places):
    return sum(content.count(b"\n") for path, content in found.items() if path.startswith(places))


def tokens(found, places):
    """Return the number of tokens in the Python files under these places."""
    sources = [c for path, c in found.items() if path.startswith(places) and path.endswith(".py")]
    every = (t for s in sources for t in tokenize.tokenize(io.BytesIO(s).readline))
    return sum(tokenize.tok_name[t.type] not in NOT_COUNTED for t in every)


if __name__ == "__main__":
    print("{:12}{:>10}{:>10}{:>10}{:>10}{:>12}".format("commit", "lib", "product", "tests", "together", "tokens"))
    for commit in sys.argv[1:] or ["HEAD"]:
        found = files(commit)
        counts = [lines(found, places) for places in ("lib/", PRODUCT, TESTS, PRODUCT + TESTS)]
        print(("{:12}" + 4 * "{:10}" + "{:12}").format(commit[:11], *counts, tokens(found, PRODUCT + TESTS)))
