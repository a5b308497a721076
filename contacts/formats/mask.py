"""Sensitive passages, marked `[[so]]`: read by whoever may open the timeline, withheld outside.

Masking comes before cutting and before marking what was found, for half a passage has no brackets.
"""

import re
from typing import NamedTuple

WITHHELD = "[passage withheld]"
NOT_CLOSED = (
    "The double brackets do not match, so everything after the [[ that is not closed is left out "
    "of what is printed."
)
NOT_OPENED = (
    "The double brackets do not match: a ]] has no [[ before it, so all of it is left out of what "
    "is printed."
)

# Pairs are counted in a run of brackets; an odd one belongs to it, so that none is left beside
# what stands for the passage, to be taken for another.
_BRACKETS = re.compile(r"\[{2,}|\]{2,}")


class Run(NamedTuple):
    """A stretch of some notes, its brackets included where it is sensitive."""

    text: str
    sensitive: bool


def runs(notes: str) -> list[Run]:
    """Some notes in runs, sensitive or not; joined they are exactly the notes.

    A passage in a passage is part of it. An opening that nothing closes reaches to the end. A
    closing that nothing opened makes all of the notes sensitive: nobody can tell where it was
    meant to begin. The rule is the product's own, and leans to withholding. Never raises.
    """
    found = _passages(notes)
    if found is None:
        return [Run(notes, True)]
    parts: list[Run] = []
    done = 0
    for start, end in found:
        parts += [Run(notes[done:start], False), Run(notes[start:end], True)]
        done = end
    parts.append(Run(notes[done:], False))
    return [part for part in parts if part.text]


def mask(notes: str) -> str:
    """Some notes for the person themself or for outside: each passage is "[passage withheld]"."""
    return "".join(WITHHELD if run.sensitive else run.text for run in runs(notes))


def unmatched(notes: str) -> str:
    """What its author is told where more is withheld than may have been meant, in a sentence.

    Empty where every passage that is opened is closed, and none closed that was not opened.
    """
    depth = 0
    for brackets in _BRACKETS.findall(notes):
        depth += _levels(brackets)
        if depth < 0:
            return NOT_OPENED
    return NOT_CLOSED if depth else ""


def _levels(brackets: str) -> int:
    pairs = len(brackets) // 2
    return pairs if brackets[0] == "[" else -pairs


def _passages(notes: str) -> list[tuple[int, int]] | None:
    """Where the outermost passages stand, or None where one is closed that was not opened."""
    found = []
    depth = start = 0
    for brackets in _BRACKETS.finditer(notes):
        before, depth = depth, depth + _levels(brackets[0])
        if depth < 0:
            return None
        if not before:
            start = brackets.start()
        if not depth:
            found.append((start, brackets.end()))
    if depth:
        found.append((start, len(notes)))
    return found
