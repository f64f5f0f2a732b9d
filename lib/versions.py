"""A check of package versions, for a Python in which start.py has installed nothing."""

import re


def require(package, oldest):
    """Raise ImportError if this module is of an older release than, say, "2.0"."""
    found, needed = ([int(n) for n in re.findall(r"\d+", text)[:2]] for text in (package.__version__, oldest))
    if found < needed:
        name = package.__name__
        raise ImportError(
            f"this needs {name} {oldest} or newer, and here is {name} {package.__version__}: "
            f'run %pip install "{name}>={oldest}", then restart the kernel'
        )
