"""A box of widgets that is closed when its cell is run again, with a still picture where widgets cannot run.

Widgets otherwise live as long as the kernel, and the outputs of a saved page outlive the kernel. Without a kernel,
JupyterLab shows an error in place of a widget, even if the same output holds other formats. So a box is shown as two
outputs, its still and its live view, and styles hide one of them.
"""

from IPython import get_ipython
from IPython.display import display
from ipywidgets import HTML, Layout, VBox, Widget

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
LIVE = "course-live"
# In the live view: while it exists, the output before it, the still, is hidden.
WHILE_LIVE = f"<style>.jp-OutputArea-child:has(+ .jp-OutputArea-child .{LIVE}) {{ display: none; }}</style>"
# In an output before the still: on a saved page, this output and the error in place of the live view are hidden.
WHEN_SAVED = f"""<style class="{LIVE}-or-still">
.jp-OutputArea-child:has(.{LIVE}-or-still),
.jp-OutputArea-child:has(.{LIVE}-or-still) + .jp-OutputArea-child + .jp-OutputArea-child:not(:has(.{LIVE})) {{
    display: none;
}}
</style>"""

_made_by_cell = {}


class CellBox(VBox):
    """A box that is closed, with all its content, when the cell that made it is run again."""

    partners = ()  # widgets outside the box that are closed with it, such as links

    def __init__(self, children, **kwargs):
        super().__init__(children, **kwargs)
        self._replace_what_this_cell_made_before()

    def close(self):
        """Close the box, every widget in it and its partners, and drop the references to them."""
        if self.comm is not None:  # neither closed already, nor left half made by an error
            for widget in list(_family([self, *self.partners])):
                Widget.close(widget)
                widget.unobserve_all()
            self.children, self.partners = (), ()

    def _ipython_display_(self):
        bundle = self._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        cell = _cell_id()
        if ":" in cell:  # VS Code: its cell ids are addresses, and these styles do not work there
            display(data, metadata=metadata, raw=True)
            return
        if LIVE not in self._dom_classes:
            self.add_class(LIVE)
            self.children += (HTML(WHILE_LIVE, layout=Layout(display="none")),)
        if cell:  # JupyterLab or Notebook; others show no error for a missing widget
            display({"text/html": WHEN_SAVED}, raw=True)
        view = {WIDGET_VIEW: data.pop(WIDGET_VIEW)}
        display(data, metadata=metadata, raw=True)
        display(view, raw=True)

    def _replace_what_this_cell_made_before(self):
        cell = _cell_id()
        if cell:
            count = get_ipython().execution_count
            run, boxes = _made_by_cell.get(cell, (None, []))
            if run != count:
                for box in boxes:
                    box.close()
                boxes = []
            _made_by_cell[cell] = count, [*boxes, self]


def _cell_id():
    """Return the id of the cell that is running, or "" where the front end sends none."""
    kernel = getattr(get_ipython(), "kernel", None)
    parent = kernel.get_parent() if kernel else {}
    return parent.get("metadata", {}).get("cellId") or ""


def _family(widgets):
    """Yield these widgets and all that belong to them: children, layouts, styles."""
    for widget in widgets:
        yield widget
        parts = [getattr(widget, key) for key in ("layout", "style") if key in widget.keys]
        yield from parts
        yield from _family(getattr(widget, "children", ()))
