"""Where in a text the words looked for stand, for pages that mark them."""

from contacts.formats import stems, texts
from contacts.formats.sought import PREFIX, Sought, Term

Runs = list[tuple[str, bool]]

_BEFORE_THE_HIT = 3  # the part of a shown piece that may go before its first hit: a third


def highlight(notes: str, sought: Sought) -> Runs:
    """A text in runs, each with whether it was looked for; joined they are exactly the text.

    Plain text in and out: escaping belongs to the page. The words of a phrase are one run, line
    ends and signs between them too. A word is found where PostgreSQL would find it, but for the
    few stems named in `stems.stem`. Never raises; empty notes have no runs.
    """
    runs: Runs = []
    done = 0
    for start, end in _spans(notes, sought):
        if start > done:
            runs.append((notes[done:start], False))
        runs.append((notes[start:end], True))
        done = end
    if done < len(notes):
        runs.append((notes[done:], False))
    return runs


def around(notes: str, sought: Sought, limit: int = 160) -> Runs:
    """One line of at most `limit` characters around the first hit, in runs as `highlight` gives.

    Cut between words where that is possible, with an ellipsis where anything is left out; the
    beginning of the notes where nothing is found. `limit` is 20 or more.
    """
    line = " ".join(notes.split())
    start = _start(line, _spans(line, sought), limit)
    before = "…" if start else ""
    shown = before + texts.first_words(line[start:], limit - len(before))
    return highlight(shown, sought)


def _start(line: str, spans: list[tuple[int, int]], limit: int) -> int:
    if not spans or len(line) <= limit:
        return 0
    hit = spans[0][0]
    earliest = min(hit - limit // _BEFORE_THE_HIT, len(line) - limit + 1)
    if earliest <= 0:
        return 0
    return line.find(" ", earliest - 1, hit) + 1 or hit


class _Pattern:
    """A term as the stems that it matches, one after another."""

    def __init__(self, term: Term) -> None:
        *before, last = term.words()
        self.before = [stems.stem(word) for word in before]
        prefix = term.kind == PREFIX
        self.starts = stems.beginnings(last) if prefix else ()
        whole = stems.completions(last) if prefix else [last]
        self.stems = frozenset(map(stems.stem, whole))
        self.length = len(before) + 1

    def matches(self, found: list[str]) -> bool:
        *before, last = found
        return before == self.before and (last in self.stems or last.startswith(self.starts))


def _spans(text: str, sought: Sought) -> list[tuple[int, int]]:
    """Where anything wanted stands, in order; what overlaps is one."""
    words = list(stems.words(text)) if sought.wanted else []
    plain = [word.stem for word in words]
    found = []
    for pattern in map(_Pattern, sought.wanted):
        for first in range(len(words) - pattern.length + 1):
            last = first + pattern.length
            if pattern.matches(plain[first:last]):
                found.append((words[first].start, words[last - 1].end))
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
