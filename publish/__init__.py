"""The static site: the notebooks as pages that need no Python, with exercises that are checked in the page."""
