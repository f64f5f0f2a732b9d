"""Labels of pandas, polars and xarray: kept where a distribution is made, compared where two are."""

import numpy as np

from lib.input_error import InputError


def keep_labels(array, values):
    """Return `array`, which was made of `values`, with their labels, as a Series, DataFrame or DataArray like them.

    Where each number became a distribution, `array` has one axis more than `values`, and no names along it.

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
        return type(values)(array, schema=values.columns)
    kind = type(values.to_frame()) if added else type(values)
    return kind(array, **{name: getattr(values, name) for name in names})


def refuse_other_labels(p, q, axis=-1):
    """Raise InputError where p and q are labelled, and not by the same labels in the same order.

    >>> refuse_other_labels([0.5, 0.5], [0.9, 0.1])
    """
    axes_of_p, axes_of_q = _axes(p, axis), _axes(q, axis)
    for along, (of_p, of_q) in enumerate(zip(axes_of_p, axes_of_q)):
        if of_p != of_q and of_p in axes_of_q and of_p not in ("index", "columns"):
            raise InputError(
                f"p and q have their dimensions in another order: {p.dims} and {q.dims}; "
                "write q.transpose(..., *p.dims)"
            )
        labels_p, labels_q = _labels(p, of_p), _labels(q, of_q)
        if labels_p is None or labels_q is None:
            continue
        keys_p, keys_q = ([_key(label) for label in labels] for labels in (labels_p, labels_q))
        if keys_p != keys_q:
            raise InputError(
                f"p and q are labelled differently: {_listed(labels_p)} and {_listed(labels_q)}; entries are compared "
                f"by their place, so {_advice(q, of_p, of_q, keys_p, keys_q, outcomes=not along)}"
            )


def _axes(values, axis):
    """The names of the axes of a labelled object: along the distributions first, then those across, the last first."""
    if _labels(values, "dims") is not None:
        names = list(values.dims)
    else:
        names = [name for name in ("index", "columns") if _labels(values, name) is not None]
        names = [""] * (names == ["columns"]) + names  # the rows of polars have no labels
    if isinstance(axis, int) and -len(names) <= axis < len(names):
        names.append(names.pop(axis))
    return names[::-1]


def _labels(values, axis):
    """The labels along this axis, or None where it has none."""
    if axis not in ("dims", "index", "columns") and hasattr(values, "indexes"):
        return values.indexes.get(axis)
    found = getattr(values, axis, None) if axis else None
    return None if callable(found) else found  # list.index is a method


def _key(label):
    """What a label is compared by: itself, or None for a missing value, since nan is not equal to nan."""
    if isinstance(label, tuple):
        return tuple(map(_key, label))
    try:
        return label if label == label else None
    except TypeError:  # pandas' NA is neither equal nor not
        return None


def _advice(q, of_p, of_q, keys_p, keys_q, outcomes):
    """The code that brings p and q into one order, or makes them of the same outcomes."""
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
