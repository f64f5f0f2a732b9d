"""A box of widgets that goes when its cell is run again: widgets otherwise live as long as the kernel."""

import ipywidgets
from IPython import get_ipython

from lib.versions import require

require(ipywidgets, "8.1")  # before anything is imported that an older one does not have

from ipywidgets import Stack, VBox, Widget  # noqa: E402

__all__ = ["CellBox", "Stack"]

_made_by_cell = {}


class CellBox(VBox):
    """A box that is closed, with all that is in it, when the cell that made it is run again."""

    partners = ()  # widgets that are not in the box and go with it, such as links

    def __init__(self, children, **kwargs):
        super().__init__(children, **kwargs)
        self._replace_what_this_cell_made_before()

    def close(self):
        """Close the box, every widget in it and its partners, and let go of them."""
        if self.comm is not None:  # not closed already, nor given up while it was being made
            for widget in list(_family([self, *self.partners])):
                Widget.close(widget)
                widget.unobserve_all()
            self.children, self.partners = (), ()

    def _replace_what_this_cell_made_before(self):
        shell = get_ipython()
        parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
        cell = parent.get("metadata", {}).get("cellId")
        if cell is not None:
            run, boxes = _made_by_cell.get(cell, (None, []))
            if run != shell.execution_count:
                for box in boxes:
                    box.close()
                boxes = []
            _made_by_cell[cell] = shell.execution_count, [*boxes, self]


def _family(widgets):
    """These widgets and all that belong to them: children, layouts, styles."""
    for widget in widgets:
        yield widget
        parts = [getattr(widget, key) for key in ("layout", "style") if key in widget.keys]
        yield from parts
        yield from _family(getattr(widget, "children", ()))
