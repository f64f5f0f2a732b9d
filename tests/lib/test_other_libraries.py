"""Labels of pandas, polars and xarray are kept, compared, and brought into one order by the advice."""

import importlib
import warnings

import numpy as np
import pytest
from following import NAMES, follow
from scipy.stats import entropy as scipy_entropy

THIRD = scipy_entropy([2, 1], [1, 2], base=2)  # bits
ALONG = "labels = p.index.union(q.index, sort=False)"
FILLED = {name: f"{name}.reindex(labels, fill_value=0)" for name in "pq"}
COUNTS = {"p": "pd.Series(list('aab')).value_counts()", "q": "pd.Series(list('abb')).value_counts()"}
FRAME = "pd.DataFrame([[0.75, 0.25], [0.5, 0.5]], {}, {})"
SURVIVORS = "pd.Series({'First': 136, 'Third': 119, 'Second': 87})"  # of the Titanic, as value_counts() sorts them
OTHERS = "pd.Series({'Third': 372, 'Second': 97, 'First': 80})"
MARGINS = (
    "pd.crosstab(pd.Series(list('aaaabbcc')), pd.Series(list('uuvvuuvv')), margins=True)"  # p(v) is 1/2 given a
)
LEFT_OUT = {"joint": "joint.iloc[:-1, :-1] / joint.iloc[-1, -1]"}

FOLLOWED = {
    "counts in another order": (COUNTS, "kl_divergence(p, q)", "", {"q": "q.reindex(p.index)"}, "refused again"),
    "shares in another order": (
        {name: f"normalize({counts})" for name, counts in COUNTS.items()},
        "kl_divergence(p, q)",
        "",
        {"q": "q.reindex(p.index)"},
        THIRD,
    ),
    "softmax in another order": (
        {"p": "softmax(pd.Series({'a': np.log(2), 'b': 0}))", "q": "softmax(pd.Series({'b': np.log(2), 'a': 0}))"},
        "kl_divergence(p, q)",
        "",
        {"q": "q.reindex(p.index)"},
        THIRD,
    ),
    "the Titanic": (
        {"p": f"normalize({SURVIVORS})", "q": f"normalize({OTHERS})"},
        "kl_divergence(p, q)",
        "",
        {"q": "q.reindex(p.index)"},
        scipy_entropy([136, 119, 87], [80, 372, 97], base=2),  # 0.3751; by position it would be 0.2389
    ),
    "outcomes that one lacks": (
        {"p": "pd.Series({'a': 0.5, 'b': 0.5})", "q": "pd.Series({'c': 0.5, 'b': 0.25, 'a': 0.25})"},
        "kl_divergence(p, q)",
        ALONG,
        FILLED,
        1,
    ),
    "outcomes that both lack": (
        {"p": "pd.Series({'a': 0.5, 'b': 0.5})", "q": "pd.Series({'b': 0.5, 'c': 0.5})"},
        "total_variation(p, q)",
        ALONG,
        FILLED,
        0.5,
    ),
    "labels of two kinds": (
        {"p": "pd.Series({'a': 0.5, 1: 0.5})", "q": "pd.Series({1: 0.5, 'c': 0.5})"},
        "total_variation(p, q)",
        ALONG,
        FILLED,
        0.5,
    ),
    "a missing label in another order": (
        {
            "p": "pd.Series([0.75, 0.25], pd.Index([1, None], dtype='Int64'))",
            "q": "pd.Series([0.75, 0.25], pd.Index([None, 1], dtype='Int64'))",
        },
        "total_variation(p, q)",
        "",
        {"q": "q.reindex(p.index)"},
        0.5,
    ),
    "columns in another order": (
        {"p": FRAME.format(None, ["a", "b"]), "q": FRAME.format(None, ["b", "a"])},
        "total_variation(p, q)",
        "",
        {"q": "q.reindex(columns=p.columns)"},
        [0.5, 0],
    ),
    "other columns": (
        {"p": FRAME.format(None, ["a", "b"]), "q": FRAME.format(None, ["b", "c"])},
        "total_variation(p, q)",
        "labels = p.columns.union(q.columns, sort=False)",
        {name: f"{name}.reindex(columns=labels, fill_value=0)" for name in "pq"},
        [0.75, 0.5],
    ),
    "rows in another order": (
        {"p": FRAME.format(["x", "y"], ["a", "b"]), "q": FRAME.format(["y", "x"], ["a", "b"])},
        "total_variation(p, q)",
        "",
        {"q": "q.reindex(p.index)"},
        [0.25, 0.25],
    ),
    "rows of two samples": (
        {"p": FRAME.format([0, 1], ["a", "b"]), "q": FRAME.format([2, 3], ["a", "b"])},
        "total_variation(p, q)",
        "",
        {"q": "q.to_numpy()"},
        [0, 0],
    ),
    "rows of which both have some": (
        {"p": FRAME.format([0, 1], ["a", "b"]), "q": FRAME.format([1, 2], ["a", "b"])},
        "total_variation(p, q)",
        "labels = p.index.intersection(q.index, sort=False)",
        {name: f"{name}.reindex(labels)" for name in "pq"},
        [0.25],
    ),
    "along axis 0": (
        {"p": FRAME.format(["x", "y"], ["a", "b"]) + ".T", "q": FRAME.format(["x", "y"], ["b", "a"]) + ".T"},
        "total_variation(p, q, axis=0)",
        "",
        {"q": "q.reindex(p.index)"},
        [0.5, 0],
    ),
    "a Series and a table": (
        {"p": "pd.Series({'b': 0.25, 'a': 0.75})", "q": FRAME.format(None, ["a", "b"])},
        "total_variation(p, q)",
        "",
        {"q": "q.reindex(columns=p.index)"},
        [0, 0.25],
    ),
    "a Series of no order": (
        {"p": "bernoulli(pd.Series({'x': 0.75, 'y': 0.5}))", "q": "bernoulli(pd.Series({'y': 0.5, 'x': 0.5}))"},
        "total_variation(p, q)",
        "",
        {"q": "q.reindex(p.index)"},
        [0.25, 0],
    ),
    "classes with labels": (
        {"p": "one_hot(pd.Series({5: 0, 7: 1}), 2)", "q": "pd.DataFrame([[0.5, 0.5], [0.25, 0.75]], [7, 5])"},
        "cross_entropy(p, q)",
        "",
        {"q": "q.reindex(p.index)"},
        [2, 1],
    ),
    "columns of polars": (
        {"p": "pl.DataFrame({'a': [0.75], 'b': [0.25]})", "q": "normalize(pl.DataFrame({'b': [3], 'a': [1]}))"},
        "total_variation(p, q)",
        "",
        {"q": "q.select(list(p.columns))"},
        [0.5],
    ),
    "labels of xarray": (
        {n: f"normalize(xr.DataArray([2, 1], {{'pet': {list(pets)}}}))" for n, pets in (("p", "ab"), ("q", "ba"))},
        "kl_divergence(p, q)",
        "",
        {"q": "q.reindex({'pet': p.indexes['pet']})"},
        THIRD,
    ),
    "labels of xarray that one lacks": (
        {name: f"xr.DataArray([0.5, 0.5], {{'pet': {list(pets)}}})" for name, pets in (("p", "ab"), ("q", "bc"))},
        "total_variation(p, q)",
        "labels = p.indexes['pet'].union(q.indexes['pet'], sort=False)",
        {name: f"{name}.reindex({{'pet': labels}}, fill_value=0)" for name in "pq"},
        0.5,
    ),
    "dimensions of xarray in another order": (
        {
            "p": "xr.DataArray([[0.75, 0.25], [0.5, 0.5]], dims=('day', 'pet'))",
            "q": "xr.DataArray([[0.75, 0.5], [0.25, 0.5]], dims=('pet', 'day'))",
        },
        "total_variation(p, q)",
        "",
        {"q": "q.broadcast_like(p).transpose(*p.dims)"},
        [0, 0],
    ),
    "dimensions of xarray of which one lacks some": (
        {
            "p": "xr.DataArray([[0.75, 0.25], [0.5, 0.5]], dims=('day', 'pet'))",
            "q": "xr.DataArray([[[0.75, 0.25]] * 2, [[0.5, 0.5]] * 2], dims=('day', 'hour', 'pet'))",
        },
        "total_variation(p, q)",
        "",
        {"p": "p.broadcast_like(q).transpose(*q.dims)"},
        [[0, 0], [0, 0]],
    ),
    "levels in another order": (
        {
            "p": "pd.DataFrame({'u': list('aab'), 'v': list('xyx')}).value_counts(normalize=True)",
            "q": "pd.DataFrame({'v': list('xyx'), 'u': list('aab')}).value_counts(normalize=True)",
        },
        "total_variation(p, q)",
        "",
        {"q": "q.reorder_levels(['u', 'v'])"},
        0,
    ),
    "a dict beside a Series": (
        {"p": "pd.Series({'a': 0.75, 'b': 0.25})", "q": "{'b': 0.25, 'a': 0.75}"},
        "kl_divergence(p, q)",
        "",
        {"q": "[q.get(key, 0) for key in p.index]"},
        0,
    ),
    "classes in a Series": (
        {"p": "pd.Series([1, 1])", "q": "pd.DataFrame([[0.5, 0.5], [0.25, 0.75]], columns=['cat', 'dog'])"},
        "cross_entropy(p, q)",
        "",
        {"p": "one_hot([1, 1], 2)"},
        [1, -np.log2(0.75)],
    ),
    "samples in Series of different length": (
        {"p": "pd.Series(list('aab'))", "q": "pd.Series(list('abba'))"},
        "kl_divergence(p, q)",
        "values = np.union1d(p, q)",
        {name: f"normalize([list({name}).count(value) for value in values])" for name in "pq"},
        scipy_entropy([2, 1], [1, 1], base=2),
    ),
    "margins divided by the sum": (
        {"joint": f"{MARGINS} / {MARGINS}.to_numpy().sum()"},
        "mutual_information(joint)",
        "",
        LEFT_OUT,
        0.5,
    ),
    "margins of counts": ({"joint": MARGINS}, "mutual_information(joint)", "", LEFT_OUT, 0.5),
    "margins that pandas divided": (
        {"joint": MARGINS.replace("True", "True, normalize=True")},
        "mutual_information(joint)",
        "",
        LEFT_OUT,
        0.5,
    ),
    "margins of xarray": (
        {"joint": f"xr.DataArray({MARGINS})"},
        "mutual_information(joint)",
        "",
        {"joint": "np.asarray(joint)[:-1, :-1] / np.asarray(joint)[-1, -1]"},
        0.5,
    ),
    "a table of counts": (
        {"joint": "pd.DataFrame([[2, 0], [0, 2]])"},
        "mutual_information(joint)",
        "",
        {"joint": "joint / np.asarray(joint).sum()"},
        1,
    ),
    "weights in a Series": (
        {"joint": "pd.DataFrame([[1, 0], [0.5, 0.5]])", "weights": "pd.Series([0.5, 0.5])"},
        "conditional_entropy(joint, given=0)",
        "",
        {"joint": "np.asarray(weights)[:, None] * joint"},
        0.5,
    ),
    "samples in a Series": (
        {"p": "pd.Series(list('abab'))"},
        "entropy(p)",
        "",
        {"p": "normalize(np.unique(p, return_counts=True)[1])"},
        1,
    ),
}


@pytest.fixture
def libraries():
    names = {"pd": "pandas", "xr": "xarray", "pl": "polars"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of the other libraries
        yield {short: importlib.import_module(name) for short, name in names.items()}


@pytest.mark.parametrize("given, call, first, advice, right", FOLLOWED.values(), ids=FOLLOWED)
def test_the_advice_gives_the_right_answer(libraries, given, call, first, advice, right):
    if right == "refused again":
        given, call, right = given, call.replace("p, q", "normalize(p), normalize(q)"), THIRD
    np.testing.assert_allclose(follow(given, call, first, advice, **libraries), right, atol=1e-12)


SAME = {
    "a missing label": "pd.Series([0.75, 0.25], [1.0, np.nan])",
    "a missing label of another kind": "pd.Series([0.75, 0.25], pd.Index([1, None], dtype='Int64'))",
    "no time": "pd.Series([0.75, 0.25], pd.to_datetime(['2020-01-01', None]))",
    "a missing label among several": "pd.Series([0.75, 0.25], pd.MultiIndex.from_tuples([('a', np.nan), ('a', 'b')]))",
    "xarray": "xr.DataArray([0.75, 0.25], {'pet': ['a', 'b']})",
    "xarray without labels": "xr.DataArray([0.75, 0.25])",
    "polars": "pl.Series([0.75, 0.25])",
}


def test_places_are_no_labels(libraries):
    """one_hot counts the classes from 0, and predictions have the names of the classes."""
    pd = libraries["pd"]
    named = pd.DataFrame([[0.5, 0.5], [0.25, 0.75]], columns=["cat", "dog"])
    found = NAMES["cross_entropy"](NAMES["one_hot"](pd.Series([0, 1]), 2), named)
    np.testing.assert_allclose(found, [1, -np.log2(0.75)])


@pytest.mark.parametrize("code", SAME.values(), ids=SAME)
def test_the_same_labels_are_the_same(libraries, code):
    p, q = (eval(code, NAMES | libraries) for _ in "pq")
    assert NAMES["kl_divergence"](p, q) == 0
    assert NAMES["kl_divergence"](p, NAMES["normalize"](q * 3)) == 0


KEPT = {
    "normalize(pd.Series({'a': 3, 'b': 1}))": "pd.Series({'a': 0.75, 'b': 0.25})",
    "normalize(pd.DataFrame([[3, 1], [1, 1]], ['x', 'y'], ['a', 'b']))": FRAME.format(["x", "y"], ["a", "b"]),
    "softmax(pd.Series({'a': np.log(3), 'b': 0}))": "pd.Series({'a': 0.75, 'b': 0.25})",
    "log_softmax(pd.Series({'a': 0, 'b': 0}))": "pd.Series({'a': -np.log(2), 'b': -np.log(2)})",
    "surprisal(pd.Series({'a': 0.5, 'b': 0.25}))": "pd.Series({'a': 1.0, 'b': 2.0})",
    "kl_terms(pd.Series({'a': 1.0, 'b': 0.0}), [0.5, 0.5])": "pd.Series({'a': 1.0, 'b': 0.0})",
    "kl_terms([1, 0], pd.Series({'a': 0.5, 'b': 0.5}))": "pd.Series({'a': 1.0, 'b': 0.0})",
    "kl_terms(pd.Series({'a': 1, 'b': 0}), pd.DataFrame([[0.5, 0.5]], ['x'], ['a', 'b']))": (
        "pd.DataFrame([[1.0, 0.0]], ['x'], ['a', 'b'])"
    ),
    "bernoulli(pd.Series({'x': 0.75, 'y': 0.5}))": FRAME.format(["x", "y"], [0, 1]),
    "one_hot(pd.Series({'x': 0, 'y': 1}), 2)": "pd.DataFrame(np.eye(2), ['x', 'y'])",
    "code_shares(pd.Series({'x': 1, 'y': 2}))": "pd.Series({'x': 0.5, 'y': 0.25})",
    "normalize(pd.Series({'a': 3, 'b': 1}, dtype='Int64'))": "pd.Series({'a': 0.75, 'b': 0.25})",
    "normalize(pl.DataFrame({'a': [3, 1], 'b': [1, 1]}))": "pl.DataFrame({'a': [0.75, 0.5], 'b': [0.25, 0.5]})",
    "normalize(xr.Variable(('c',), [3, 1]))": "np.array([0.75, 0.25])",
    "normalize(xr.DataArray([3, 1], {'c': ['a', 'b']}))": "xr.DataArray([0.75, 0.25], {'c': ['a', 'b']})",
    "bernoulli(xr.DataArray([1, 0.5], {'c': ['a', 'b']}))": (
        "xr.DataArray([[1, 0], [0.5, 0.5]], {'c': ['a', 'b']}, ('c', 'outcome'))"
    ),
}


@pytest.mark.parametrize("code, same", KEPT.items(), ids=KEPT)
def test_labels_are_kept(libraries, code, same):
    found, expected = (eval(text, NAMES | libraries) for text in (code, same))
    assert type(found) is type(expected)
    np.testing.assert_allclose(found, expected)
    for labels in ("index", "columns", "dims"):
        assert list(getattr(found, labels, ())) == list(getattr(expected, labels, ()))
    if hasattr(found, "coords"):
        assert found.coords.equals(expected.coords)
