"""Two distributions must have the same labels, and new distributions keep them; test_other_libraries has real ones."""

import numpy as np
import pytest

import lib
from lib.input_error import InputError

OF_TWO = [lib.cross_entropy, lib.kl_divergence, lib.kl_terms, lib.jensen_shannon, lib.total_variation, lib.hellinger]


class Labelled:
    """A stand-in for a Series of pandas or, with columns, a DataFrame; an array made from it has no labels."""

    reindex = None  # only pandas itself calls it

    def __init__(self, values, index, columns=None):
        self.values, self.index, self.columns = np.asarray(values), index, columns
        self.shape = self.values.shape

    def __array__(self, dtype=None, copy=None):
        return self.values

    def to_frame(self):
        return self


def even(index, columns=None):
    """Return equal probabilities with these labels."""
    return Labelled(np.full([len(labels) for labels in (index, columns) if labels], 1 / len(index)), index, columns)


PETS, TURNED = ["cat", "dog"], ["dog", "cat"]
FRAME = even(["x", "y"], PETS)
ORDER, COLUMNS = "write q.reindex(p.index)", "write q.reindex(columns=p.columns)"
UNION = (
    "with labels = p.index.union(q.index, sort=False), write p.reindex(labels, fill_value=0) and "
    "q.reindex(labels, fill_value=0)"
)
ONCE = "give both the same labels in one order, each label once"
BY_PLACE = "if what stands at the same place belongs together, write q.to_numpy()"
COMMON = (
    f"{BY_PLACE}; to compare only what both have, with labels = p.index.intersection(q.index, sort=False), "
    "write p.reindex(labels) and q.reindex(labels)"
)


@pytest.mark.parametrize("measure", OF_TWO)
@pytest.mark.parametrize(
    "p, q, axis, told, advice",
    [
        (even(PETS), [0.25, 0.75], -1, None, None),
        (even(PETS), even(TURNED), -1, "(cat, dog) and (dog, cat)", ORDER),
        (even(PETS), even(["cat", "cow"]), -1, "(cat, dog) and (cat, cow)", UNION),
        (even(range(2)), even(PETS), -1, None, None),  # a count from 0 is no label
        (even(range(2)), even([1, 0]), -1, "(0, 1) and (1, 0)", ORDER),
        (even(range(2)), even(range(0, 4, 2)), -1, "(0, 1) and (0, 2)", UNION),
        (even([("a", 1.0), ("a", np.nan)]), even([("a", 1.0), ("a", float("nan"))]), -1, None, None),
        (even(range(6)), even(range(1, 7)), -1, "(0, 1, 2, 3, 4, 5) and (1, 2, 3, 4, 5, 6)", UNION),
        (even(range(7)), even(range(1, 8)), -1, "(0, 1, 2, 3, 4, 5, ...) and (1, 2, 3, 4, 5, 6, ...)", UNION),
        (even(PETS), even(["cat", "cat"]), -1, "(cat, dog) and (cat, cat)", ONCE),
        (even([1.0, np.nan]), even([1.0, float("nan")]), -1, None, None),
        (FRAME, FRAME, -1, None, None),
        (FRAME, even(["x", "y"], TURNED), -1, "(cat, dog) and (dog, cat)", COLUMNS),
        (FRAME, even(["y", "x"], PETS), -1, "(x, y) and (y, x)", ORDER),
        (FRAME, even(["x", "z"], PETS), -1, "(x, y) and (x, z)", COMMON),
        (FRAME, even(["v", "w"], PETS), -1, "(x, y) and (v, w)", BY_PLACE),
        (FRAME, even(PETS), -1, None, None),
        (FRAME, even(TURNED), -1, "(cat, dog) and (dog, cat)", "write q.reindex(p.columns)"),
        (FRAME, even(["x", "y"]), 0, None, None),
        (FRAME, even(["y", "x"]), 0, "(x, y) and (y, x)", ORDER),
        (FRAME, even(["x", "y"], TURNED), 0, "(cat, dog) and (dog, cat)", COLUMNS),
        (FRAME, even(["y", "x"]), -2, "(x, y) and (y, x)", ORDER),
    ],
)
def test_labels_must_be_the_same_in_the_same_order(measure, p, q, axis, told, advice):
    """value_counts() sorts by frequency, so the places of two results do not match."""
    if told is None:
        assert np.array_equal(measure(p, q, axis=axis), measure(np.array(p), np.array(q), axis=axis))
    else:
        with pytest.raises(InputError) as caught:
            measure(p, q, axis=axis)
        start = f"p and q are labelled differently: {told}; entries are compared by their place, so {advice}"
        assert str(caught.value) == start


class Levels(list):
    """Labels of several levels, as in a MultiIndex."""

    def __init__(self, labels, names):
        super().__init__(labels)
        self.names = names


def test_levels_in_another_order_are_refused():
    labels = [("a", "x"), ("b", "y")]
    p = even(Levels(labels, ["u", "v"]))
    assert lib.total_variation(p, even(Levels(labels, ["u", "w"]))) == 0
    with pytest.raises(InputError) as caught:
        lib.total_variation(p, even(Levels(labels, ["v", "u"])))
    told = "p and q have their levels in another order: (u, v) and (v, u); write q.reorder_levels(['u', 'v'])"
    assert str(caught.value) == told


def test_places_of_two_lengths_are_told_by_their_lengths():
    with pytest.raises(InputError, match="^p and q differ in length"):
        lib.total_variation(even(range(2)), even(range(3)))


def test_counts_under_other_labels_are_no_samples():
    with pytest.raises(InputError) as caught:
        lib.total_variation(Labelled([2, 1], PETS), Labelled([2, 1], TURNED))
    assert str(caught.value).endswith(f"so {ORDER}")


@pytest.mark.parametrize("name, of", [("p", "q"), ("q", "p")])
def test_a_dictionary_takes_the_order_of_what_is_labelled(name, of):
    given = {name: {"dog": 0.5, "cat": 0.5}, of: even(PETS)}
    with pytest.raises(InputError) as caught:
        lib.total_variation(**given)
    write = f"[{name}.get(key, 0) for key in {of}.index]"
    assert str(caught.value) == f"{name} is of type dict: expected real numbers in a list, so write {write}"
    with pytest.raises(InputError, match=rf"so write list\({name}.values\(\)\)"):
        lib.total_variation(**given | {of: [0.5, 0.5]})


def test_rows_are_compared_where_both_have_labels():
    class Columns(Labelled):
        def __init__(self, values, columns):
            super().__init__(values, None, columns)
            del self.index

    rows = Columns(np.full((2, 2), 0.5), PETS)
    assert not lib.total_variation(rows, FRAME).any() and not lib.total_variation(FRAME, rows).any()
    with pytest.raises(InputError):
        lib.total_variation(rows, Columns(np.full((2, 2), 0.5), TURNED))


class Array(Labelled):
    """A stand-in for a DataArray of xarray."""

    def __init__(self, values, coords, dims):
        super().__init__(values, None)
        self.coords, self.dims, self.ndim, self.indexes = coords, dims, len(dims), coords
        del self.index, self.columns


TABLE, ROW = np.full((2, 2), 0.5), [0.5, 0.5]


@pytest.mark.parametrize(
    "p, q, told",
    [
        (Array(TABLE, {}, ("day", "pet")), Array(TABLE, {}, ("day", "pet")), None),
        (Array(TABLE, {}, ("day", "pet")), Array(ROW, {}, ("kind",)), None),
        (
            Array(TABLE, {}, ("day", "pet")),
            Array(TABLE, {}, ("pet", "day")),
            "p and q have other dimensions: ('day', 'pet') and ('pet', 'day'); "
            "write q.broadcast_like(p).transpose(*p.dims)",
        ),
        (
            Array(ROW, {}, ("day",)),
            Array(TABLE, {}, ("day", "pet")),
            "p and q have other dimensions: ('day',) and ('day', 'pet'); write p.broadcast_like(q).transpose(*q.dims)",
        ),
        (
            Array(TABLE, {}, ("day", "pet")),
            Array(TABLE, {}, ("hour", "day")),
            "p and q have other dimensions: ('day', 'pet') and ('hour', 'day'); name them alike",
        ),
        (
            Array(ROW, {"pet": PETS}, ("pet",)),
            Array(ROW, {"pet": TURNED}, ("pet",)),
            "p and q are labelled differently: (cat, dog) and (dog, cat); entries are compared by their place, so "
            "write q.reindex({'pet': p.indexes['pet']})",
        ),
    ],
)
def test_dimensions_with_names_are_compared(p, q, told):
    if told is None:
        assert not lib.total_variation(p, q).any()
    else:
        with pytest.raises(InputError) as caught:
            lib.total_variation(p, q)
        assert str(caught.value) == told


def test_an_array_with_names_keeps_them():
    found = lib.bernoulli(Array([1.0, 0.5], {"pet": PETS}, ("pet",)))
    assert found.dims == ("pet", "outcome") and found.coords == {"pet": PETS}
    assert np.array_equal(found, [[1, 0], [0.5, 0.5]])
    assert lib.normalize(Array([3, 1], {}, ("pet",))).dims == ("pet",)


@pytest.mark.parametrize("make", [lib.normalize, lib.softmax, lib.log_softmax, lib.surprisal, lib.bernoulli])
def test_functions_that_make_distributions_keep_labels(make):
    counts = Labelled([0.75, 0.25], PETS)
    found, plain = make(counts), make([0.75, 0.25])
    assert type(found) is Labelled and found.index == PETS and np.array_equal(found, plain)
    with pytest.raises(InputError, match="no room|cannot hold"):
        lib.bernoulli(Labelled(np.ones((2, 2)), PETS, PETS))
