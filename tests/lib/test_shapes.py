"""Every measure: batches along every axis, long distributions, units, and all accepted kinds of numbers."""

import inspect
import math
from decimal import Decimal
from fractions import Fraction
from functools import partial

import ml_dtypes
import numpy as np
import pytest
from pytest import approx

import lib
from lib.measures import BLOCK

OF_TWO = ["cross_entropy", "kl_divergence", "kl_terms", "jensen_shannon", "total_variation", "hellinger"]
MEASURES = {name: getattr(lib, name) for name in OF_TWO}
MEASURES |= {name: lambda p, q, name=name, **axis: getattr(lib, name)(p, **axis) for name in ("entropy", "perplexity")}
OF_TABLES = {
    "H(Y|X)": partial(lib.conditional_entropy, given=0),
    "H(X|Y)": partial(lib.conditional_entropy, given=1),
    "I": lib.mutual_information,
}
every_measure = pytest.mark.parametrize("name, measure", MEASURES.items(), ids=MEASURES)
of_tables = pytest.mark.parametrize("measure", OF_TABLES.values(), ids=OF_TABLES)


def batch(shape, seed):
    """Return distributions: a random one, a certain one, a uniform one, a nearly uniform one, and so on."""
    *_, size = shape
    rows = np.random.default_rng(seed).dirichlet(np.ones(size), math.prod(shape[:-1]))
    rows[1::4] = np.eye(size)[0]
    rows[2::4] = 1 / size
    rows[3::4] = 1 / size + 1e-9 * seed * (np.arange(size) - (size - 1) / 2)
    return rows.reshape(shape)


# --- batches


@every_measure
@pytest.mark.parametrize(
    "shape_p, shape_q",
    [
        ((3,), (3,)),
        ((6, 3), (6, 3)),
        ((3,), (6, 3)),
        ((6, 3), (3,)),
        ((1, 3), (6, 3)),
        ((6, 1, 3), (6, 3)),
        ((2, 1, 2, 3), (3, 1, 3)),
        ((2, 3, 4), (2, 3, 4)),
        ((1, 1, 4), (2, 3, 4)),
    ],
)
def test_a_batch_equals_a_loop_along_every_axis(name, measure, shape_p, shape_q):
    p, q = batch(shape_p, 1), batch(shape_q, 2)
    if name in ("entropy", "perplexity"):
        q = p
    expected = np.vectorize(measure, signature="(k),(k)->(k)" if name == "kl_terms" else "(k),(k)->()")(p, q)
    axes = min(p.ndim, q.ndim)
    for axis in range(-axes, axes):
        along = [np.moveaxis(array, -1, axis) for array in (p, q)]
        for array in along:
            array.flags.writeable = False
        found = measure(*along, axis=axis)
        assert type(found) is (float if expected.ndim == 0 else np.ndarray)
        assert not np.shares_memory(found, along[0])
        found = np.moveaxis(found, axis, -1) if name == "kl_terms" else np.asarray(found)
        assert found.dtype == np.float64 and found.shape == expected.shape
        assert found == approx(expected, rel=1e-13, abs=1e-300)


@pytest.mark.parametrize("shape", [(), (2,), (4, 3, 2)])
def test_surprisal_keeps_the_shape(shape):
    p = np.ones(shape)
    p.flags.writeable = False
    found = lib.surprisal(p)
    assert type(found) is (np.ndarray if shape else float)
    assert np.array_equal(found, np.zeros(shape)) and not np.shares_memory(found, p)


@of_tables
def test_a_batch_of_tables_equals_a_loop(measure):
    tables = batch((4, 5, 6), 1).reshape(4, 5, 2, 3)
    tables.flags.writeable = False
    found = measure(tables)
    assert found.shape == (4, 5) and found.dtype == np.float64
    assert found == approx(np.vectorize(measure, signature="(k,l)->()")(tables), rel=1e-13)
    assert type(measure(tables[0, 0])) is float and measure(tables[:1, 0]).shape == (1,)


def test_given_names_what_is_known():
    tables = batch((4, 6), 1).reshape(4, 2, 3)
    turned = lib.conditional_entropy(np.swapaxes(tables, -1, -2), given=np.int64(1))
    assert np.all(lib.conditional_entropy(tables, given=0) == turned)


@pytest.mark.parametrize("name", lib.__all__)
def test_options_are_given_by_name(name):
    for option, parameter in inspect.signature(getattr(lib, name)).parameters.items():
        if option in ("base", "axis", "given"):
            assert parameter.kind is parameter.KEYWORD_ONLY


@every_measure
@pytest.mark.parametrize("rows", [(), (2,)])
def test_a_long_distribution_is_summed_to_its_end(name, measure, rows):
    """It is processed in blocks, and the last block is shorter."""
    places = [0, BLOCK - 1, BLOCK, 2 * BLOCK, 2 * BLOCK + 2]
    one, certain, uniform, nearly = batch((4, 5), 3)
    for p, q in ((one, uniform), (one, one), (uniform, nearly), (uniform, certain), (certain, certain[::-1])):
        long_p, long_q = np.zeros((2, *rows, 2 * BLOCK + 3))
        long_p[..., places], long_q[..., places] = p, q
        found = measure(long_p, long_q)
        found = found[..., places] if name == "kl_terms" else found
        assert np.all(found == approx(np.broadcast_to(measure(p, q), np.shape(found)), rel=1e-13, abs=1e-300))


# --- units

ONE_BIT = {
    "surprisal": lambda **base: lib.surprisal(0.5, **base),
    "entropy": lambda **base: lib.entropy([0.5, 0.5], **base),
    "cross_entropy": lambda **base: lib.cross_entropy([0.5, 0.5], [0.5, 0.5], **base),
    "kl_divergence": lambda **base: lib.kl_divergence([1, 0], [0.5, 0.5], **base),
    "kl_terms": lambda **base: lib.kl_terms([1, 0], [0.5, 0.5], **base)[0],
    "jensen_shannon": lambda **base: lib.jensen_shannon([1, 0], [0, 1], **base),
    "H(Y|X)": lambda **base: lib.conditional_entropy([[0.25, 0.25], [0.25, 0.25]], given=0, **base),
    "I": lambda **base: lib.mutual_information([[0.5, 0], [0, 0.5]], **base),
}
one_bit = pytest.mark.parametrize("measure", ONE_BIT.values(), ids=ONE_BIT)
UNITS = [(2, 1), (np.float64(2), 1), (4, 0.5), (256, 0.125), (math.e, math.log(2)), (10, math.log10(2))]


@one_bit
def test_base_sets_the_unit(measure):
    """One bit is ln 2 nats and log10(2) bans."""
    assert measure() == 1
    for base, unit in UNITS:
        assert measure(base=base) == approx(unit, rel=1e-15)


@one_bit
@pytest.mark.parametrize(
    "base",
    [0, -1, 0.5, 1, True, math.nan, math.inf, -math.inf, np.float64(1), "2", None, 2j, [2], np.array([2, 3])],
    ids=repr,
)
def test_a_base_that_no_logarithm_has_is_told(measure, base):
    with pytest.raises(ValueError) as caught:
        measure(base=base)
    assert str(caught.value) == f"base is {base!r}: it must be a number above 1; 2 gives bits, math.e nats"


# --- kinds of numbers

# exact in two bytes, but their logarithms need eight: a computation in fewer bytes gives other values
FLOATS = np.array([[0.625, 0.25, 0.125, 0], [0.25, 0.25, 0.25, 0.25]])
FRACTIONS, DECIMALS = (np.vectorize(kind, otypes="O")(FLOATS) for kind in (Fraction, Decimal))
CERTAIN = np.array([[0, 1, 0, 0], [0, 0, 0, 1]])
KINDS = {
    "lists": FLOATS.tolist(),
    "tuples": tuple(map(tuple, FLOATS.tolist())),
    "float32": np.float32(FLOATS),
    "float16": np.float16(FLOATS),
    "bfloat16": FLOATS.astype(ml_dtypes.bfloat16),
    "longdouble": np.longdouble(FLOATS),
    "big-endian": FLOATS.astype(">f8"),
    "every second entry": np.repeat(FLOATS, 2, axis=1)[:, ::2],
    "by columns": np.asfortranarray(FLOATS),
    "masked, and hides nothing": np.ma.array(FLOATS),
    "Fractions": FRACTIONS.tolist(),
    "Decimals": DECIMALS.tolist(),
    "an array of objects": FRACTIONS,
    "a mixture": [DECIMALS[0].tolist(), FLOATS[1].tolist()],
    "int": CERTAIN.tolist(),
    "bool": CERTAIN.astype(bool).tolist(),
    "uint8": np.uint8(CERTAIN),
}


@pytest.mark.parametrize("rows", KINDS.values(), ids=KINDS)
def test_all_kinds_of_real_numbers_are_accepted(rows):
    floats = np.array(rows, dtype=float)
    assert np.array_equal(lib.surprisal(rows), lib.surprisal(floats))
    for measure in MEASURES.values():
        assert np.array_equal(measure(rows, rows[::-1]), measure(floats, floats[::-1]))
        assert np.array_equal(measure(rows[0], FLOATS[1]), measure(floats[0], FLOATS[1]))
    for measure in OF_TABLES.values():
        assert measure(rows[:1]) == measure(floats[:1])
    assert np.array_equal(np.array(rows, dtype=float), floats)
