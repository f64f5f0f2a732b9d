"""The static site: every page and every explorer as plain files, which need no server and no kernel.

This room knows the notebooks and lib, and neither knows it. `python -m publish` builds the folder site/.
"""


class BuildError(Exception):
    """Says which notebook and which cell cannot be published, and why."""
