"""The advice of each message, applied to the input that raised it, gives the right answer."""

import re
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from following import NAMES, follow
from scipy.stats import entropy as scipy_entropy

from lib import cross_entropy, entropy, kl_divergence, mutual_information, normalize, one_hot, softmax
from lib.input_error import InputError

Q = [[0.75, 0.125, 0.125], [0.125, 0.75, 0.125], [0.25, 0.25, 0.5]]
COUNT = "normalize(np.unique(p, return_counts=True)[1])"
COUNT_P = "normalize([list(p).count(value) for value in values])"
COUNT_Q = COUNT_P.replace("list(p)", "list(q)")
BOTH = {"p": COUNT_P, "q": COUNT_Q}
UNION = "values = np.union1d(p, q)"
THIRD = scipy_entropy([2, 1], [1, 2], base=2)
LETTERS = scipy_entropy([8, 4, 0], [3, 6, 3], base=2)
DIVIDED = "np.asarray(joint)[:-1, :-1] / np.asarray(joint)[-1, -1]"

FOLLOWED = {
    # one distribution: counts, samples, texts, rounding errors
    "counts": ({"p": "[1, 2, 1]"}, "entropy(p)", "", {"p": "normalize(p)"}, 1.5),
    "counts along axis 0": (
        {"p": "[[1, 3], [1, 1]]"},
        "entropy(p, axis=0)",
        "",
        {"p": "normalize(p, axis=0)"},
        [1, scipy_entropy([3, 1], base=2)],
    ),
    "samples": ({"p": "[0, 1, 2, 0, 3, 4, 5, 1]"}, "entropy(p)", "", {"p": COUNT}, 2.5),
    "samples that are floats": ({"p": "[0.0, 1.0, 2.0, 0.0]"}, "entropy(p)", "", {"p": COUNT}, 1.5),
    "samples of two values": ({"p": "[0, 1, 1, 0]"}, "entropy(p)", "", {"p": COUNT}, 1),
    "samples below 0": ({"p": "[-1, 1, 1, -1, 5, 5, 5, 5]"}, "entropy(p)", "", {"p": COUNT}, 1.5),
    "samples that are all 0": ({"p": "[0, 0, 0]"}, "entropy(p)", "", {"p": COUNT}, 0),
    "a picture": ({"p": "np.uint8([[0, 200], [200, 0]])"}, "entropy(p)", "", {"p": COUNT}, 1),
    "true and false": ({"p": "[True, False, True, False]"}, "perplexity(p)", "", {"p": COUNT}, 2),
    "letters": ({"p": "list('abab')"}, "entropy(p)", "", {"p": COUNT}, 1),
    "letters as objects": ({"p": "np.array(['ab', 'b'], dtype=object)"}, "entropy(p)", "", {"p": COUNT}, 1),
    "letters in one text": (
        {"p": "'aab'"},
        "entropy(p)",
        "",
        {"p": "normalize(np.unique(list(p), return_counts=True)[1])"},
        scipy_entropy([2, 1], base=2),
    ),
    "letters as weights": (
        {"weights": "list('aab')"},
        "normalize(weights)",
        "",
        {"weights": "np.unique(weights, return_counts=True)[1]"},
        [2 / 3, 1 / 3],
    ),
    "numbers as texts": ({"p": "['0.5', '0.5']"}, "entropy(p)", "", {"p": "np.asarray(p, dtype=float)"}, 1),
    "a little below 0": ({"p": "[0.9, 0.1, 1 - 0.9 - 0.1]"}, "entropy(p)", "", {"p": "np.clip(p, 0, 1)"}, 0.468996),
    "yes or no": ({"p": "[1, 0, 1]"}, "entropy(p)", "", {"p": "bernoulli(p)"}, [0, 0, 0]),
    "a joint table": ({"p": "[[0.5, 0], [0.25, 0.25]]"}, "entropy(p)", "", {"p": "np.ravel(p)"}, 1.5),
    "a dict": ({"p": "{'a': 0.5, 'b': 0.5}"}, "entropy(p)", "", {"p": "list(p.values())"}, 1),
    "hidden entries": (
        {"p": "np.ma.array([0.5, 0.5, 0.5], mask=[0, 0, 1])"},
        "entropy(p)",
        "",
        {"p": "p.compressed()"},
        1,
    ),
    "hidden entries of a table": (
        {"p": "np.ma.array([[0.5, 0.5, 9], [1, 9, 9]], mask=[[0, 0, 1], [0, 1, 1]])"},
        "entropy(p)",
        "",
        {"p": "p.filled(0)"},
        [1, 0],
    ),
    # two distributions: classes, samples, keys
    "classes": ({"p": "[2, 0, 1]", "q": f"{Q}"}, "cross_entropy(p, q)", "", {"p": "one_hot([2, 0, 1], 3)"}, [3, 3, 2]),
    "classes counted from 1": (
        {"p": "[3, 1, 2]", "q": f"{Q}"},
        "cross_entropy(p, q)",
        "",
        {"p": "one_hot(np.subtract([3, 1, 2], 1), 3)"},
        [3, 3, 2],
    ),
    "classes whose sum is 1": (
        {"p": "[1, 0]", "q": f"{Q[:2]}"},
        "cross_entropy(p, q)",
        "",
        {"p": "one_hot([1, 0], 3)"},
        [3, 3],
    ),
    "classes that are floats": (
        {"p": "np.arange(3.0)", "q": f"{Q}"},
        "cross_entropy(p, q)",
        "",
        {"p": "one_hot([0, 1, 2], 3)"},
        [-np.log2(0.75), -np.log2(0.75), 1],
    ),
    "a column of classes": (
        {"p": "[[2], [0], [1]]", "q": f"{Q}"},
        "kl_divergence(p, q)",
        "",
        {"p": "one_hot(np.squeeze(p, axis=-1), 3)"},
        [3, 3, 2],
    ),
    "many classes": (
        {"p": "np.tile([2, 0, 1], 5)", "q": f"np.tile({Q}, (5, 1))"},
        "cross_entropy(p, q)",
        "",
        {"p": "one_hot(p, 3)"},
        [3, 3, 2] * 5,
    ),
    "many classes that are floats": (
        {"p": "np.tile([2.0, 0, 1], 5)", "q": f"np.tile({Q}, (5, 1))"},
        "cross_entropy(p, q)",
        "",
        {"p": "one_hot(np.asarray(p, dtype=int), 3)"},
        [3, 3, 2] * 5,
    ),
    "a class": ({"p": "2", "q": f"{Q[0]}"}, "cross_entropy(p, q)", "", {"p": "one_hot(2, 3)"}, 3),
    "classes along axis 0": (
        {"p": "[2, 0, 1]", "q": f"np.transpose({Q})"},
        "cross_entropy(p, q, axis=0)",
        "",
        {"p": "np.moveaxis(one_hot([2, 0, 1], 3), -1, 0)"},
        [3, 3, 2],
    ),
    "predictions first": (
        {"p": f"{Q}", "q": "[2, 0, 1]"},
        "cross_entropy(p, q)",
        "",
        {"p": "one_hot([2, 0, 1], 3)", "q": "p"},
        [3, 3, 2],
    ),
    "samples of both": ({"p": "[5, 5, 9]", "q": "[9, 5, 9]"}, "kl_divergence(p, q)", UNION, BOTH, THIRD),
    "samples of different length": (
        {"p": "[5, 5, 9]", "q": "[9, 5, 9, 5]"},
        "kl_divergence(p, q)",
        UNION,
        BOTH,
        scipy_entropy([2, 1], [1, 1], base=2),
    ),
    "letters of both": ({"p": "list('aab')", "q": "list('bcab')"}, "kl_divergence(p, q)", UNION, BOTH, LETTERS),
    "samples of the outcomes of q": (
        {"p": "[0, 2, 2, 2]", "q": "[0.25, 0.5, 0.25]"},
        "cross_entropy(p, q)",
        "",
        {"p": "normalize(np.bincount(p, minlength=3))"},
        2,
    ),
    "samples of the outcomes of p": (
        {"p": "[0.25, 0.5, 0.25]", "q": "np.array([0.0, 2, 1, 1])"},
        "kl_divergence(p, q)",
        "",
        {"q": "normalize(np.bincount(np.asarray(q, dtype=int), minlength=3))"},
        0,
    ),
    "keys": (
        {"p": "{'a': 0.75, 'b': 0.25}", "q": "{'b': 0.75, 'a': 0.25}"},
        "kl_divergence(p, q)",
        "keys = list({**p, **q})",
        {name: f"[{name}.get(key, 0) for key in keys]" for name in "pq"},
        scipy_entropy([3, 1], [1, 3], base=2),
    ),
    # joint tables
    "a table of counts": (
        {"joint": "[[2, 0], [0, 2]]"},
        "mutual_information(joint)",
        "",
        {"joint": "joint / np.asarray(joint).sum()"},
        1,
    ),
    "tables of counts": (
        {"joint": "[[[1, 0], [0, 1]], [[2, 2], [2, 2]]]"},
        "mutual_information(joint)",
        "",
        {"joint": "joint / np.asarray(joint).sum(axis=(-2, -1), keepdims=True)"},
        [1, 0],
    ),
    "probabilities given the row": (
        {"joint": "[[1, 0], [0.25, 0.75]]", "weights": "[0.5, 0.5]"},
        "conditional_entropy(joint, given=0)",
        "",
        {"joint": "np.asarray(weights)[:, None] * joint"},
        scipy_entropy([1, 3], base=2) / 2,
    ),
    "probabilities given the column": (
        {"joint": "[[1, 0.25], [0, 0.75]]", "weights": "[0.5, 0.5]"},
        "conditional_entropy(joint, given=1)",
        "",
        {"joint": "np.asarray(weights) * joint"},
        scipy_entropy([1, 3], base=2) / 2,
    ),
    "margins": (
        {"joint": "[[2, 0, 2], [0, 2, 2], [2, 2, 4]]"},
        "mutual_information(joint)",
        "",
        {"joint": DIVIDED},
        1,
    ),
    "margins of shares": (
        {"joint": "np.array([[2, 0, 2], [0, 2, 2], [2, 2, 4]]) / 16"},
        "mutual_information(joint)",
        "",
        {"joint": "joint[:-1, :-1] / joint[-1, -1]"},
        1,
    ),
    "margins of shares that sum to 4": (
        {"joint": "np.array([[2, 0, 2], [0, 2, 2], [2, 2, 4]]) / 4"},
        "conditional_entropy(joint, given=1)",
        "",
        {"joint": "joint[:-1, :-1] / joint[-1, -1]"},
        0,
    ),
    "margins of one table of many": (
        {"joint": "np.array([np.eye(3) / 3, np.array([[2, 0, 2], [0, 2, 2], [2, 2, 4]]) / 16])[1:]"},
        "mutual_information(joint)",
        "",
        {"joint": "joint[..., :-1, :-1] / joint[..., -1:, -1:]"},
        [1],
    ),
    "sums that are none": (
        {"joint": "np.outer([1, 1, 2], [1, 1, 2]) / 16"},
        "mutual_information(joint)",
        "",
        {"joint": "joint[::-1]"},
        0,
    ),
}


@pytest.mark.parametrize("given, call, first, advice, right", FOLLOWED.values(), ids=FOLLOWED)
def test_the_advice_gives_the_right_answer(given, call, first, advice, right):
    np.testing.assert_allclose(follow(given, call, first, advice), right, atol=1e-6)


def test_arguments_given_by_position_are_named():
    calls = {
        "surprisal(p, 2)": "surprisal(p, base=2)",
        "entropy(p, 2)": "entropy(p, base=2)",
        "entropy(p, np.e)": "entropy(p, base=2.718281828459045)",
        "cross_entropy(p, p, 10)": "cross_entropy(p, q, base=10)",
        "kl_divergence(p, p, 2)": "kl_divergence(p, q, base=2)",
        "kl_terms(p, p, 2)": "kl_terms(p, q, base=2)",
        "kl_divergence(p, p, 2, 0)": "kl_divergence(p, q, base=2, axis=0)",
        "entropy(p, 0)": "entropy(p, axis=0)",
        "cross_entropy(p, p, -1)": "cross_entropy(p, q, axis=-1)",
        "jensen_shannon(p, p, 2)": "jensen_shannon(p, q, base=2)",
        "mutual_information(p, 2)": "mutual_information(joint, base=2)",
        "normalize(p, 0)": "normalize(weights, axis=0)",
        "softmax(p, 1)": "softmax(logits, axis=1)",
        "log_softmax(p, 1)": "log_softmax(logits, axis=1)",
    }
    for call, named in calls.items():
        with pytest.raises(TypeError) as caught:
            eval(call, NAMES | {"p": [0.5, 0.5]})
        assert str(caught.value).endswith(f"takes nothing more by its place: write {named}")


SAID = [  # whole messages about p and q, with p and q
    (
        "p holds one whole number for each distribution of q: if it is the true class, write one_hot([1, 0], 3)",
        [1, 0],
        Q[:2],
    ),
    (
        "q holds one whole number for each distribution of p: if it is the true class, write p for q, and "
        "one_hot([1, 0], 3) for p, since the truth comes first",
        Q[:2],
        [1, 0],
    ),
    (
        "p holds one whole number for each distribution of q: if it is the true class, counted from 1, write "
        "one_hot(np.subtract([1, 3], 1), 3)",
        [1, 3],
        Q[:2],
    ),
    (
        "p[0] is 5.0: a probability lies between 0 and 1; to turn counts into probabilities, use normalize(p); if both "
        f"hold samples, with {UNION}, write {COUNT_P} and {COUNT_Q}",
        [5, 5, 9],
        [9, 5, 9],
    ),
    (
        "p sums to 3, not to 1: check the numbers, or use normalize(p); if each is the answer to a yes-or-no question "
        "of its own, use bernoulli(p); if p holds samples of the outcomes of q, which are 0 to 1, count them: "
        "normalize(np.bincount(p, minlength=2))",
        [1, 0, 1, 1],
        [0.5, 0.5],
    ),
    (
        "q[1] is 2.0: a probability lies between 0 and 1; to turn counts into probabilities, use normalize(q); if q "
        "holds samples of the outcomes of p, which are 0 to 2, count them: normalize(np.bincount(q, minlength=3))",
        [0.5, 0.25, 0.25],
        [0, 2, 1],
    ),
    (
        "p[0] is 3.0: a probability lies between 0 and 1; to turn counts into probabilities, use normalize(p)",
        [3, 0],
        [0.25, 0.25, 0.5],
    ),
    (
        "p[0] is -1.0: a probability lies between 0 and 1",
        [-1, 2, 0],
        [0.25, 0.25, 0.5],
    ),
    ("p sums to 0.5, not to 1: check the numbers, or use normalize(p)", [0.25, 0.25], [[3, 4]]),
    (
        "p and q are of type dict and Counter: expected two lists in one order; with keys = list({**p, **q}), write "
        "[p.get(key, 0) for key in keys] and [q.get(key, 0) for key in keys]",
        {"a": 1},
        Counter("aab"),
    ),
]


@pytest.mark.parametrize("told, p, q", SAID)
def test_whole_messages_about_two(told, p, q):
    with pytest.raises(InputError) as caught:
        kl_divergence(p, q)
    assert str(caught.value) == told


def test_a_missing_axis_is_the_only_advice():
    told = r"^axis is 5: p has shape \(3,\), so it must be one whole number from -1 to 0$"
    with pytest.raises(InputError, match=told):
        kl_divergence([5, 5, 9], [9, 5, 9], axis=5)


def test_up_to_ten_classes_are_written():
    for n, written in ((10, f"one_hot({[0, 1] * 5}, 2)"), (11, "one_hot(p, 2)")):
        with pytest.raises(InputError) as caught:
            kl_divergence(([0, 1] * 6)[:n], np.full((n, 2), 0.5))
        assert str(caught.value).endswith(f", write {written}")


def test_masked_entries_are_refused():
    hidden = np.ma.array([0, 1, 2], mask=[0, 0, 1])
    for call, use in ((lambda: one_hot(hidden, 3), "0"), (lambda: softmax(hidden), "-np.inf")):
        with pytest.raises(InputError, match=f"hides 1 of its 3 entries.*filled\\({use}\\)"):
            call()
    with pytest.raises(InputError, match="hides 1 of its 3 entries"):
        cross_entropy(hidden, Q)


def test_two_lists_of_samples_become_a_table():
    x, y = np.array([0, 0, 1, 1]), np.array([0, 1, 2, 2])
    with pytest.raises(TypeError) as caught:
        mutual_information(x, y)
    table = str(caught.value).split("the table is ")[1]
    assert mutual_information(eval(table, {"np": np, "x": x, "y": y})) == 1


PLACES = {
    "index[998]": lambda: one_hot([2, 0] * 499 + [3, 1], 3),
    "index[1, 0]": lambda: one_hot([[0, 1], [-1, 2]], 3),
    "weights[1]": lambda: normalize([[1, 2], [0, 0]]),
    "weights[:, 1]": lambda: normalize([[1, 0], [2, 0]], axis=0),
    "weights[0, :, 1]": lambda: normalize([[[1, 0], [2, 0]]], axis=1),
    "logits[2]": lambda: softmax([[1, 2], [0, 0], [-np.inf, -np.inf]]),
    "logits[0]": lambda: softmax([[1, np.inf], [0, 0]]),
    "weights": lambda: normalize([0, 0]),
}


@pytest.mark.parametrize("place, call", PLACES.items(), ids=PLACES)
def test_a_message_names_the_place_and_is_short(place, call):
    with pytest.raises(InputError) as caught:
        call()
    assert re.match(re.escape(place) + " (is|holds|must)", str(caught.value)) and len(str(caught.value)) < 120


@pytest.mark.parametrize("option", ["n", "axis", "base"])
def test_a_long_value_is_told_by_its_type(option):
    calls = {
        "n": lambda bad: one_hot(0, bad),
        "axis": lambda bad: entropy([0.5, 0.5], axis=bad),
        "base": lambda bad: entropy([0.5, 0.5], base=bad),
    }
    with pytest.raises(InputError, match=f"^{option} is a list of 99 entries: "):
        calls[option]([0] * 99)


HONEST = {
    "independent": np.outer([0.5, 0.25, 0.25], [0.25, 0.25, 0.5]),
    "independent, and even": np.full((3, 3), 1 / 9),
    "the last row only sums the others": [[1 / 16, 2 / 16, 1 / 16], [1 / 16, 1 / 16, 2 / 16], [2 / 16, 3 / 16, 3 / 16]],
    "the last column only sums the others": [[1 / 8, 0, 1 / 8], [0, 1 / 8, 1 / 8], [1 / 4, 0, 1 / 4]],
    "a diagonal": np.diag([0.25, 0.25, 0.5]),
    "two by two": [[1 / 16, 3 / 16], [3 / 16, 9 / 16]],
    "two by two, with all in the last cell": [[0, 0], [0, 1]],
    "one row": [[0.25, 0.25, 0.5]],
    "one column": [[0.25], [0.25], [0.5]],
    "a row and a column that are 0": [[1 / 4, 0, 1 / 4], [0, 0, 0], [1 / 4, 0, 1 / 4]],
    "two rows": [[0.125, 0.125, 0.25], [0.125, 0.125, 0.25]],
    "sums that are a little off": np.array([[2, 0, 2], [0, 2, 2], [2, 2, 4.001]]) / 16.001,
    "a quarter in the corner": [[0.25, 0.125, 0.125], [0.125, 0.0625, 0], [0.03125, 0.03125, 0.25]],
}


@pytest.mark.parametrize("joint", HONEST.values(), ids=HONEST)
def test_an_honest_table_is_no_table_with_margins(joint):
    p = np.asarray(joint)
    independent = np.outer(p.sum(axis=1), p.sum(axis=0))
    expected = scipy_entropy(p.ravel(), independent.ravel(), base=2)
    assert mutual_information(joint) == pytest.approx(expected, abs=1e-12)


def test_classes_that_sum_to_1_cannot_be_told_from_a_distribution():
    assert cross_entropy([1, 0, 0], Q).tolist() == [-np.log2(0.75), 3, 2]


def test_a_mapping_beside_a_list_has_no_order_to_take():
    with pytest.raises(InputError, match=r"p is of type Counter: .* so write list\(p.values\(\)\)"):
        kl_divergence(Counter("aab"), [0.5, 0.5])


def test_an_object_that_is_no_array_does_not_hide_what_is_wrong_with_the_other():
    class Stubborn:
        def __array__(self, dtype=None, copy=None):
            raise RuntimeError("on a device")

    with pytest.raises(InputError, match=r"^p\[0\] is 3.0"):
        kl_divergence([3, 4], Stubborn())
    assert entropy([Fraction(1, 2), 0.5]) == 1
