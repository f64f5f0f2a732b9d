"""Labels of pandas, polars and xarray: results keep them, and two distributions must agree in them."""

from numbers import Integral

import numpy as np

from lib.input_error import InputError


def keep_labels(array, values):
    """Return `array`, computed from `values`, with their labels, in an object of the same kind.

    Where each number became a distribution, `array` has one more axis than `values`, without labels.

    >>> keep_labels(0.5, [1, 2])
    0.5
    """
    if type(values) is np.ndarray or type(array) is not np.ndarray:
        return array
    names = [name for name in ("dims", "index", "columns") if _labels(values, name) is not None]
    if not names:
        return array
    if hasattr(values, "compute"):  # dask computes only when it is told to
        values = values.compute()
    added = array.ndim - len(values.shape)
    if "dims" in names:
        return type(values)(array, values.coords, (*values.dims, "outcome")[: array.ndim])
    if added and "columns" in names:
        raise InputError("a table with labels cannot hold a distribution in place of each number: give it .to_numpy()")
    if names == ["columns"]:
        return type(values)(array, schema=values.columns, orient="row")
    kind = type(values.to_frame()) if added else type(values)
    return kind(array, **{name: getattr(values, name) for name in names})


def refuse_other_labels(p, q, axis=-1):
    """Raise InputError if p and q have labels that differ or stand in another order.

    >>> refuse_other_labels([0.5, 0.5], [0.9, 0.1])
    """
    axes_of_p, axes_of_q = _axes(p, axis), _axes(q, axis)
    for along, (of_p, of_q) in enumerate(zip(axes_of_p, axes_of_q)):
        if of_p != of_q and (of_p in axes_of_q or of_q in axes_of_p) and hasattr(p, "dims") and hasattr(q, "dims"):
            raise InputError(f"p and q have other dimensions: {p.dims} and {q.dims}; {_like(p, q)}")
        labels_p, labels_q = _labels(p, of_p), _labels(q, of_q)
        if labels_p is None or labels_q is None or _need_no_comparison(labels_p, labels_q):
            continue
        names_p, names_q = (list(getattr(labels, "names", ())) for labels in (labels_p, labels_q))
        if names_p != names_q and None not in names_p and sorted(map(str, names_p)) == sorted(map(str, names_q)):
            raise InputError(
                f"p and q have their levels in another order: {_listed(names_p)} and {_listed(names_q)}; "
                f"write q.reorder_levels({names_p})"
            )
        keys_p, keys_q = ([_key(label) for label in labels] for labels in (labels_p, labels_q))
        if keys_p != keys_q:
            raise InputError(
                f"p and q are labelled differently: {_listed(labels_p)} and {_listed(labels_q)}; entries are compared "
                f"by their place, so {_advice(q, of_p, of_q, keys_p, keys_q, outcomes=not along)}"
            )


def _need_no_comparison(*several):
    """Return whether both only count from 0, as pandas does by default, or one, and the other has no whole numbers."""
    # Whole numbers that do not count from 0 may be places in another order; names are no places.
    counts = [getattr(labels, "start", None) == 0 and labels.step == 1 for labels in several]
    return all(counts) or any(counts) and not any(isinstance(one, Integral) for one in several[counts.index(False)])


def _like(p, q):
    """Return the code that gives p and q the same dimensions, if one has all dimensions of the other."""
    for more, less, name, of in ((p, q, "q", "p"), (q, p, "p", "q")):
        if set(less.dims) <= set(more.dims):
            return f"write {name}.broadcast_like({of}).transpose(*{of}.dims)"
    return "name them alike"


def _axes(values, axis):
    """Return the names of a labelled object's axes: that of the distributions, then the others, the last one first."""
    if _labels(values, "dims") is not None:
        names = list(values.dims)
    else:
        names = [name for name in ("index", "columns") if _labels(values, name) is not None]
        names = [""] * (names == ["columns"]) + names  # the rows of polars have no labels
    if isinstance(axis, int) and -len(names) <= axis < len(names):
        names.append(names.pop(axis))
    return names[::-1]


def _labels(values, axis):
    """Return the labels along this axis, or None where it has none."""
    if axis not in ("dims", "index", "columns") and hasattr(values, "indexes"):
        return values.indexes.get(axis)
    found = getattr(values, axis, None) if axis else None
    if callable(found) or axis == "dims" and not hasattr(values, "coords"):
        return None  # list.index is a method; an object with `dims` but without `coords` is no DataArray
    if axis == "columns" and not hasattr(values, "index") and not all(isinstance(name, str) for name in found or ()):
        return None  # `columns` of a pyarrow Table is its data
    return found


def _key(label):
    """Return a label in a form to compare: None for a missing value, since nan is not equal to nan."""
    if isinstance(label, tuple):
        return tuple(map(_key, label))
    try:
        return label if label == label else None
    except TypeError:  # pandas' NA == NA is neither true nor false
        return None


def _advice(q, of_p, of_q, keys_p, keys_q, outcomes):
    """Return the code that brings p and q into one order, or gives them the same outcomes."""
    if len(set(keys_p)) < len(keys_p) or len(set(keys_q)) < len(keys_q):
        return "give both the same labels in one order, each label once"
    labels_p, labels_q = _written("p", of_p), _written("q", of_q)
    if not hasattr(q, "reindex"):  # polars
        return f"write q.select(list({labels_p})), once both have the same columns"
    if set(keys_p) == set(keys_q):
        return f"write q.{_reindexed(of_q, labels_p)}"
    if outcomes:
        return (
            f"with labels = {labels_p}.union({labels_q}, sort=False), write p.{_reindexed(of_p, 'labels', 0)} and "
            f"q.{_reindexed(of_q, 'labels', 0)}"
        )
    common = ""
    if set(keys_p) & set(keys_q):
        common = (
            f"; to compare only what both have, with labels = {labels_p}.intersection({labels_q}, sort=False), "
            f"write p.{_reindexed(of_p, 'labels')} and q.{_reindexed(of_q, 'labels')}"
        )
    return f"if what stands at the same place belongs together, write q.to_numpy(){common}"


def _written(name, axis):
    return f"{name}.{axis}" if axis in ("index", "columns") else f"{name}.indexes[{axis!r}]"


def _reindexed(axis, labels, fill=None):
    by = {"index": labels, "columns": f"columns={labels}"}.get(axis, f"{{{axis!r}: {labels}}}")
    return f"reindex({by}{', fill_value=0' if fill == 0 else ''})"


def _listed(labels):
    return f"({', '.join(map(str, list(labels[:6])))}{', ...' if len(labels) > 6 else ''})"
