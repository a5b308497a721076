"""What one record of an event says that those shown before it do not."""

from collections.abc import Collection

from contacts.formats import mask
from contacts.formats.canonical import canonical, holds
from contacts.formats.differences import added
from contacts.formats.mask import Run
from contacts.formats.ndelius import without_marks

BETWEEN = Run(" … ", False)  # what others have too


def own_words(words: str, said: Collection[str]) -> list[Run]:
    """The sentences that none of the texts `said` has, in runs, BETWEEN where others are left out.

    Empty where it is but put otherwise: a type above it, headings, names turned round,
    what copying out writes around it. Never raises.
    """
    words = without_marks(words)
    have = f" {' '.join(map(canonical, said))} "
    text = canonical(words)
    if holds(have, text) or holds(" " + canonical("\n\n".join(said)), text):
        return []
    parts: list[Run] = []
    for start, end in added(words, said):
        alone = canonical(f"{words[start:end]}\n.")  # a line above others, as a type would be
        if alone and f" {alone} " not in have:
            parts += [BETWEEN] * bool(parts) + _cut(mask.runs(words), start, end)
    return parts


def _cut(runs: list[Run], start: int, end: int) -> list[Run]:
    """A stretch of what these join to, each part of it as sensitive as it was in the whole."""
    parts, at = [], 0
    for text, sensitive in runs:
        part = text[max(0, start - at) : max(0, end - at)]
        parts += [Run(part, sensitive)] if part else []
        at += len(text)
    return parts
