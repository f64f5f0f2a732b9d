"""The error that says what is wrong with an input, and what to do."""

import traceback
from pathlib import Path


class InputError(ValueError):
    """A ValueError about an argument: IPython shows the caller's own line and the message, but no line of `lib`.

    hidden: the folders whose lines are not shown; a package that is built on lib adds its own.

    >>> isinstance(InputError("p is empty"), ValueError)
    True
    """

    hidden = [Path(__file__).parent]

    def _render_traceback_(self):
        """Return the lines that IPython prints in place of a traceback; plain Python prints the whole one."""
        steps = traceback.extract_tb(self.__traceback__)
        inside = [any(Path(step.filename).is_relative_to(folder) for folder in self.hidden) for step in steps]
        call = steps[inside.index(True) - 1] if True in inside else steps[-1]
        return [f"{type(self).__name__}: {self}", f"in line {call.lineno}: {call.line}"]
