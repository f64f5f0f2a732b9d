"""A model that remembers some letters back, and three short texts.

The model learns the first by heart. The second chooses the best settings, and the third tests them.
"""

from collections import Counter
from functools import cache

import numpy as np

from course.worlds.languages import ALPHABET, spell
from lib.measures import surprisal

# All three texts are our own.
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
LAST = """
In the autumn we moved to a small flat above a bakery. The smell of fresh bread woke us every morning before the alarm
did. My grandmother said that it was better than any clock. On Saturdays we were allowed to help the baker, and he paid
us in rolls and cakes. When the first snow fell he taught us how to make a dough that rises through the night. I still
bake it every winter, and then the whole house smells of my childhood.
"""


@cache
def bits_per_letter(text, before, extra):
    """Return the average cost of a letter of the text, in bits, for a model that has counted LEARNT.

    q(letter | the last few) is (count(the last few, letter) + extra) / (count(the last few) + extra K), where the
    alphabet has K letters. before: how many letters it remembers; infinite where the count and extra are 0.

    >>> round(bits_per_letter("sea", 0, extra=1e9), 3), bits_per_letter("zoo", 2, extra=0)
    (6.066, inf)
    """
    often, often_before = counted(before)
    seen = list(windows(text, before))
    together = np.array([often[letters] for letters in seen])
    before_it = np.array([often_before[letters[:-1]] for letters in seen])
    q = (together + extra) / np.maximum(before_it + extra * len(ALPHABET), np.finfo(float).tiny)
    return float(surprisal(q).mean())


@cache
def counted(before):
    """Return the counts of each letter in LEARNT together with the letters before it, and of those letters alone."""
    seen = list(windows(LEARNT, before))
    return Counter(seen), Counter(letters[:-1] for letters in seen)


def windows(text, before):
    """Yield each letter of the text, and the space that ends it, together with this number of letters before it."""
    spelt = " " * before + spell(text) + " "
    return (spelt[start : start + before + 1] for start in range(len(spelt) - before))

