"""Advice in the message about an input that is no distribution, such as counts, samples or classes."""

from collections.abc import Mapping

import numpy as np

COUNTED = "normalize(np.unique({}, return_counts=True)[1])"  # code that makes samples a distribution
COUNTED_ALIKE = "normalize([list({}).count(value) for value in values])"  # of two, over the same values


def whole_numbers(array):
    """Return whether all entries are whole numbers, as counts, classes and most samples are.

    >>> whole_numbers(np.array([2.0, 0.0])), whole_numbers(np.array([0.5, 0.5]))
    (True, False)
    """
    return array.dtype.kind in "biu" or array.dtype.kind == "f" and bool((array % 1 == 0).all())


def if_samples(name, counted=COUNTED):
    """Return the advice to count samples, as the end of a message; an empty text where there is no code for it.

    >>> if_samples("p", "count({})")
    '; if these are samples, count them first: count(p)'
    """
    return counted and f"; if these are samples, count them first: {counted.format(name)}"


def about_text(array, name, counted):
    """Return the advice for an array of texts: convert them if they are numbers, otherwise count them as samples."""
    try:
        array.astype(np.float64)
    except ValueError:
        return if_samples(name if array.ndim else f"list({name})", counted)
    return f"; to read the texts as numbers, write np.asarray({name}, dtype=float)"


def about_two(p, q, axis, message):
    """Return a better message where p and q together show what they are, otherwise `message` itself.

    >>> about_two([1, 0], [[0.5, 0.5], [0.9, 0.1]], -1, "")
    'p holds one whole number for each distribution of q: if it is the true class, write one_hot([1, 0], 2)'
    """
    if isinstance(p, Mapping) or isinstance(q, Mapping):
        return _mappings(p, q) or message
    arrays = _arrays(p, q, axis)
    return (_either(*arrays, axis) or _samples(*arrays[:2], message)) if arrays else message


def about_classes(p, q, axis):
    """Return the message where one holds a class for each distribution of the other; an empty text elsewhere.

    >>> about_classes([0.5, 0.5], [0.9, 0.1], -1)
    ''
    """
    arrays = _arrays(p, q, axis)
    return _either(*arrays, axis) if arrays else ""


def _arrays(p, q, axis):
    """Return p and q as arrays, then with the distributions on the last axis; () if that fails or one is masked."""
    if isinstance(p, np.ma.MaskedArray) or isinstance(q, np.ma.MaskedArray):
        return ()
    try:
        arrays = np.asarray(p), np.asarray(q)
        return *arrays, *(np.moveaxis(array, axis, -1) if array.ndim else array for array in arrays)
    except Exception:  # any error of another library, or a bad axis: the message at hand stays
        return ()


def _either(p, q, of_p, of_q, axis):
    return _classes(p, of_q, "p", "q", axis) or _classes(q, of_p, "q", "p", axis)


def _mappings(p, q):
    """Return how to write dictionaries as lists in one order; "" for a dictionary beside a list without labels."""
    if isinstance(p, Mapping) and isinstance(q, Mapping):
        write = " and ".join(f"[{name}.get(key, 0) for key in keys]" for name in "pq")
        kinds = f"of type {type(p).__name__} and {type(q).__name__}"
        return f"p and q are {kinds}: expected two lists in one order; with keys = list({{**p, **q}}), write {write}"
    mapping, labelled, name, other = (p, q, "p", "q") if isinstance(p, Mapping) else (q, p, "q", "p")
    labels = getattr(labelled, "index", None)
    if labels is None or callable(labels):
        return ""
    write = f"[{name}.get(key, 0) for key in {other}.index]"
    return f"{name} is of type {type(mapping).__name__}: expected real numbers in a list, so write {write}"


def _classes(array, distributions, name, other, axis):
    """Return the message where `array` holds one class for each of the distributions; "" elsewhere."""
    *batch, k = distributions.shape or (0,)
    from_one = array.dtype.kind in "iuf" and _indices(array - 1.0, k) and k == array.max()
    if array.dtype.kind not in "iuf" or not (from_one or _indices(array, k)):
        return ""
    text = _as_whole(array, name)
    if array.ndim == distributions.ndim > 1 and array.shape == np.expand_dims(distributions[..., 0], axis).shape:
        text = f"np.squeeze({text}, axis={axis})"
    elif array.shape != tuple(batch):
        return ""
    elif array.size <= 10:
        text = str(array.astype(int).tolist())
    hot = f"one_hot(np.subtract({text}, 1), {k})" if from_one else f"one_hot({text}, {k})"
    if axis != -1 and axis != len(batch):
        hot = f"np.moveaxis({hot}, -1, {axis})"
    counted = ", counted from 1" if from_one else ""
    found = f"{name} holds one whole number for each distribution of {other}: if it is the true class{counted}, write"
    return f"{found} {hot}" if name == "p" else f"{found} p for q, and {hot} for p, since the truth comes first"


def _indices(array, k):
    return array.size > 0 and whole_numbers(array) and bool(array.min() >= 0 and array.max() < k)


def _as_whole(array, name):
    return name if array.dtype.kind in "iu" else f"np.asarray({name}, dtype=int)"


def _samples(p, q, message):
    """Return the message and, where p or q may hold samples, how to count both over the same outcomes."""
    if p.ndim != 1 or q.ndim != 1:
        return message
    may_be = [array.dtype.kind in "OUS" or whole_numbers(array) and array.sum() != 1 for array in (p, q)]
    if all(may_be):
        write = " and ".join(COUNTED_ALIKE.format(name) for name in "pq")
        return f"{message}; if both hold samples, with values = np.union1d(p, q), write {write}"
    for array, other, name, of in ((p, q, "p", "q"), (q, p, "q", "p")):
        if may_be[name == "q"] and array.dtype.kind in "biuf" and _indices(array, other.size):
            return (
                f"{message}; if {name} holds samples of the outcomes of {of}, which are 0 to {other.size - 1}, count "
                f"them: normalize(np.bincount({_as_whole(array, name)}, minlength={other.size}))"
            )
    return message
