"""Where in a note shorthand is looked for: its first sentences, and lines of nothing else."""

import datetime as dt

from contacts.formats.note_words import PARTS, Note, Sentence
from contacts.formats.reading import MINUTES, OUTCOME, WHEN
from contacts.formats.reading_opening import Item, Walk
from contacts.formats.reading_outcome import read_outcome

MOST_SENTENCES = 6  # that may be shorthand before the note proper begins
_EARLY = 25  # words within which a note says that nobody came
_MOST_LINES = 60  # a note of more short lines than this is a list of something
_SHORT_LINE = 12  # words of a line that may be all shorthand


def read_items(note: Note, now: dt.datetime, taken: dict[int, int]) -> list[Item]:
    """All that is read of the contact itself, in reading order; what is told twice is there twice.

    `taken` is where words begin and end that are read otherwise.
    """
    items, done, planned = _opening(note, now, taken)
    if planned:
        return []
    items += _late_outcomes(note, done)
    known = {item.what for item in items}
    lines = [sentence for sentence in note.sentences[done:] if _may_be_shorthand(sentence)]
    if MINUTES in known or len(lines) > _MOST_LINES:
        return items
    return items + [item for line in lines for item in _whole_line(note, line, now, taken, known)]


def _opening(note: Note, now: dt.datetime, taken: dict[int, int]) -> tuple[list[Item], int, bool]:
    """What the first sentences are shorthand for, how many they are, and whether it is a plan."""
    items: list[Item] = []
    strict = False
    for done, sentence in enumerate(note.sentences[:MOST_SENTENCES]):
        if sentence.listed:
            return items, done, False
        known = frozenset(item.what for item in items)
        run = Walk(note, sentence, now, taken, known).run(strict=strict)
        if strict and not run.whole:
            return items, done, False
        if run.planned:
            return [], done, True
        if not (run.anchored or run.whole):
            return items, done, False
        items += run.items
        if not run.whole:
            return items, done + 1, False
        strict = strict or run.anchored
    return items, MOST_SENTENCES, False


def _late_outcomes(note: Note, done: int) -> list[Item]:
    """ "Waited till ten. Did not attend." """
    found = []
    for at in range(max(done, 1), len(note.sentences)):
        before, sentence = note.sentences[at - 1], note.sentences[at]
        if sentence.first >= _EARLY:
            break
        if sentence.listed or sentence.end == "?" or _elsewhere(note, before):
            continue
        if outcome := read_outcome(note, sentence.first):
            found.append(Item(OUTCOME, outcome.outcome, sentence.first, outcome.last))
    return found


def _elsewhere(note: Note, sentence: Sentence) -> bool:
    return not PARTS["elsewhere"].isdisjoint(note.words[sentence.first : sentence.last])


def _may_be_shorthand(sentence: Sentence) -> bool:
    alone = sentence.opens and sentence.end in ("\n", "") and not sentence.listed
    return alone and sentence.last - sentence.first <= _SHORT_LINE


def _whole_line(
    note: Note, sentence: Sentence, now: dt.datetime, taken: dict[int, int], known: set[str]
) -> list[Item]:
    """A line like "HV 25m" or "50 mins"; one with a date is of a list, and is left alone."""
    run = Walk(note, sentence, now, taken).run(strict=True)
    what = {item.what for item in run.items}
    if not run.whole or run.planned or what & (known | {WHEN, OUTCOME}):
        return []
    return run.items
