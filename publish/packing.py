"""Compact storage of texts that differ only in their numbers: shared words once, the numbers column by column."""

import itertools
import re

NUMBER = re.compile(r"-?\d+\.\d+")


def packed(pictures):
    """Return {"kinds", "layers"}, from which the class Film in explorers.js restores every picture, a list of texts.

    kinds: texts with the same words, as [words around the numbers, [column of numbers, ...]]. The index of an earlier
    column stands for a column equal to it. Texts are numbered through all kinds.
    layers: for each place in a picture, the number of the text there (-1 is none), as the difference to the one before.
    In columns and layers, `0*3` stands for `0 0 0`.

    >>> packed([["at 0.5", "."], ["at 0.6"]])
    {'kinds': [[['at ', ''], ['0.5 0.6']], [['.'], []]], 'layers': ['0 1', '2 -3']}
    >>> packed([["."], ["."], ["."]])["layers"]
    ['0*3']
    """
    kinds = {}
    for text in dict.fromkeys(itertools.chain(*pictures)):
        kinds.setdefault(tuple(NUMBER.split(text)), []).append(text)
    numbered = {text: number for number, text in enumerate(itertools.chain(*kinds.values()))}
    layers = []
    for texts in itertools.zip_longest(*pictures):
        numbers = [numbered.get(text, -1) for text in texts]
        layers.append(runs(str(after - before) for before, after in itertools.pairwise([0, *numbers])))
    return {"kinds": [[list(words), _columns(texts)] for words, texts in kinds.items()], "layers": layers}


def _columns(texts):
    columns = [runs(numbers) for numbers in zip(*map(NUMBER.findall, texts))]
    firsts = map(columns.index, columns)
    return [column if first == place else first for place, (first, column) in enumerate(zip(firsts, columns))]


def runs(texts):
    """Return the texts as one row, in which `0*3` stands for `0 0 0`."""
    runs = ((text, len(list(same))) for text, same in itertools.groupby(texts))
    return " ".join(f"{text}*{count}" if count > 1 else text for text, count in runs)
