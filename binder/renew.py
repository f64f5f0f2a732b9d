"""The program that pins the newest releases in binder/requirements.txt: python3.12 binder/renew.py (needs pip)."""

import json
import re
import subprocess
import sys
from pathlib import Path

WANTED = ["numpy", "matplotlib", "ipywidgets"]
# The image's own Jupyter server needs these in the same environment, so the image decides their releases.
LEFT_TO_IMAGE = ["comm", "ipython", "packaging", "python-dateutil", "traitlets"]
HEADER = (
    "# Written by binder/renew.py: the notebooks' packages and all that these need,"
    " without those of the image's own Jupyter.\n"
)


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(report):
    """Return the lines name==version of WANTED and all packages they need, from the report of pip's dry run."""
    found = {canonical(item["metadata"]["name"]): item["metadata"] for item in report["install"]}
    todo, done = list(WANTED), set(LEFT_TO_IMAGE)
    while todo:
        name = todo.pop()
        # packages for extras or other platforms are not in the report
        if name in found and name not in done:
            done.add(name)
            needs = found[name].get("requires_dist", [])
            todo += [canonical(re.match(r"[\w.-]+", need)[0]) for need in needs if "extra ==" not in need]
    return sorted(f"{name}=={found[name]['version']}" for name in done - set(LEFT_TO_IMAGE))


def main():
    folder = Path(__file__).parent
    runtime = (folder / "runtime.txt").read_text(encoding="utf-8").strip()
    if runtime != "python-{}.{}".format(*sys.version_info[:2]):
        sys.exit(f"Which releases fit depends on the Python: run this with {runtime}, as Binder does.")
    ask = ["install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-", *WANTED]
    report = subprocess.run([sys.executable, "-m", "pip", *ask], check=True, stdout=subprocess.PIPE).stdout
    lines = HEADER + "\n".join(pins(json.loads(report))) + "\n"
    (folder / "requirements.txt").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
