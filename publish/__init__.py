"""The static site: every page and every explorer as plain files, which need no server and no kernel.

It knows the notebooks, the course and lib; none of them knows it. `python -m publish` builds the folder site/.
"""


class BuildError(Exception):
    """Says which notebook and which cell cannot be published, and why."""
