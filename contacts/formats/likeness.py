"""How near a name is to what somebody typed from memory, from a phone call or in a hurry."""

from itertools import pairwise

from contacts.formats import texts

EXACT, BEGINNING, NEAR, WITHIN = 1.0, 0.9, 0.8, 0.5
_EACH_SLIP = 0.2


def likeness(wanted: tuple[str, ...], name: str) -> float:
    """From 0 (somebody else) to 1 (every word typed stands in the name), the order left aside.

    `wanted` are words as `names.read_wanted` gives them; `name` is all somebody is called, as it
    is kept. Each word has to be one of the name, the beginning of one, four letters or more from
    within one ("neil" of "O'Neill"), or one with slips in it: a letter wrong, missing, too many or
    two swapped. One slip where three letters or more are typed, two where it is six or more and
    either word has seven: the product's own rule. Never raises; nothing wanted is like nobody.
    """
    words = texts.fold(name).split()
    words += [first + second for first, second in pairwise(words)]
    scores = [max((_word_likeness(one, word) for word in words), default=0.0) for one in wanted]
    return sum(scores) / len(scores) if scores and all(scores) else 0.0


def _word_likeness(wanted: str, word: str) -> float:
    if wanted == word:
        return EXACT
    if word.startswith(wanted):
        return BEGINNING
    if len(wanted) >= 4 and wanted in word:
        return WITHIN
    allowed = _allowed(len(wanted), max(len(wanted), len(word)))
    if abs(len(wanted) - len(word)) > allowed:
        return 0.0
    found = slips(wanted, word)
    return NEAR - _EACH_SLIP * found if found <= allowed else 0.0


def _allowed(typed: int, longer: int) -> int:
    if typed >= 6 and longer >= 7:
        return 2
    return 1 if typed >= 3 else 0


def slips(one: str, other: str) -> int:
    """Letters to put right to make one word of the other; two swapped count once. Never raises."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            fewest = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != against))
            if _swapped(one, other, row, column):
                fewest = min(fewest, before[column - 2] + 1)
            here.append(fewest)
        before, above = above, here
    return above[-1]


def _swapped(one: str, other: str, row: int, column: int) -> bool:
    if row < 2 or column < 2:
        return False
    return one[row - 1] == other[column - 2] and one[row - 2] == other[column - 1]
