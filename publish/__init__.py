"""The static site: every page and every explorer as plain files, which need no server and no kernel.

It imports from the course and lib, and they import nothing from it. `python -m publish` builds the folder site/.
"""

LANGUAGES = {"": ("en", "English"), "zh/": ("zh-CN", "中文")}  # {folder of the pages: (tag, name)}


class BuildError(Exception):
    """An error that says which notebook and which cell cannot be published, and why."""
