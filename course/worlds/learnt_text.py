"""A model that remembers some letters back, and two short texts: one to learn by heart, one to be tested on."""

from collections import Counter
from functools import cache

import numpy as np

from course.worlds.languages import ALPHABET, spell
from lib.measures import surprisal

# Both are our own.
LEARNT = """
The old house by the lake had been empty for years when we bought it. In the first winter the wind came in through
every window, and we slept in the kitchen beside the stove. My father carried wood from the forest, my mother painted
the doors, and my sister and I looked for treasure under the floor. We found three coins, a wooden horse without a tail
and a letter that nobody could read. In the spring the garden surprised us. Under the leaves there were strawberries,
and behind the wall stood an apple tree that must have been as old as the house. Every evening we sat on the steps and
listened to the birds, and when it grew dark my father told us who might have lived there before. He said that it was a
captain who was tired of the sea, and that the horse had belonged to his daughter. In the summer we learned to swim and
to row the boat that came with the house. It was always half full of water, so one of us had to row and the other had
to sit in the back with a bucket. When the neighbours came to see us they brought bread and honey and stories of their
own. They had known the captain. He had never been to sea at all, they said, but he could talk about it for hours, and
the letter was only a list of the things that he wanted to buy in town.
"""
NEW = """
On the last day of the holidays we went to the market in town with our mother. There were apples from the mountains,
bread that was still warm, and an old woman who sold wooden animals. My brother wanted a bear and I wanted a boat, but
we had money for one of them only. So we bought the bear, and in the evening my father made a boat out of a piece of
wood that he had found beside the river. The bear sat in it and seemed to be happy with both of us.
"""


@cache
def bits_per_letter(text, before, extra):
    """Return what each letter of the text costs on average, in bits, for a model that has counted LEARNT.

    q(letter | the last few) is (n + extra) / (N + extra K): the last few letters came N times, n times with this one
    after them, and the alphabet has K. before: how many letters it remembers; infinite where n and extra are 0.

    >>> round(bits_per_letter("sea", 0, extra=1e9), 3), bits_per_letter("zoo", 2, extra=0)
    (6.066, inf)
    """
    often, often_before = counted(before)
    seen = list(windows(text, before))
    n = np.array([often[letters] for letters in seen])
    total = np.array([often_before[letters[:-1]] for letters in seen])
    q = (n + extra) / np.maximum(total + extra * len(ALPHABET), np.finfo(float).tiny)
    return float(surprisal(q).mean())


@cache
def counted(before):
    """Return how often each letter came in LEARNT with the letters before it, and how often those did."""
    seen = list(windows(LEARNT, before))
    return Counter(seen), Counter(letters[:-1] for letters in seen)


def windows(text, before):
    """Yield each letter of the text, and the space that ends it, together with as many letters before it."""
    spelt = " " * before + spell(text) + " "
    return (spelt[start : start + before + 1] for start in range(len(spelt) - before))

