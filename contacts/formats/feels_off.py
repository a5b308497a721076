"""Where in some notes it stands that something feels off, to be marked there."""

import re

from contacts.formats.hits import Runs

MARK = "??"  # how it is written: alone on a line, or before the words


def off_runs(notes: str, words: str) -> Runs:
    """Some notes in runs, of which the one that says so is marked; joined they are the notes.

    `words` are those in which it was read, empty where the mark stands alone on its line. None is
    marked where the notes do not say so, as where other words stand in their place. Never raises.
    """
    gap = r"[^\S\n]+"  # the reading has one space where the notes may have more
    said = rf"[^\S\n]*{gap.join(map(re.escape, words.split()))}" if words else r"[^\S\n]*$"
    found = re.search(rf"{re.escape(MARK)}{said}", notes, re.MULTILINE)
    if not found:
        return [(notes, False)]
    runs = [(notes[: found.start()], False), (found[0], True), (notes[found.end() :], False)]
    return [run for run in runs if run[0]]
