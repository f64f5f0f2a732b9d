"""The text of the guessing game, and the guesses of a bigram model."""

from course.worlds.languages import ALPHABET, bits, places

SYMBOLS = ALPHABET[:27]  # the text has only these: the space and a to z
GIVEN = "on sunday morning "  # shown at first
HIDDEN = (
    "my sister took the boat across the lake to buy fresh bread and came back with a very small black dog and no bread "
    "at all "
)


def rival(q):
    """Return the guess at which a bigram model finds each letter of HIDDEN, and the bits that each letter costs it.

    It guesses in the order of q(next | before), among the letters that the text may have: a to z and the space.
    """
    path = places(GIVEN + HIDDEN)[-len(HIDDEN) - 1 :]
    found_at = [1 + int((q[a, : len(SYMBOLS)] > q[a, b]).sum()) for a, b in zip(path, path[1:])]
    return found_at, bits(GIVEN + HIDDEN, q)[-len(HIDDEN) :]
