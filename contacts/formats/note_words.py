"""A note taken apart into words that know where they stand in it, and into sentences.

Other people's words are no words of the writer: what stands in quotation marks, in a line that
begins with ">" or in a passage marked `[[so]]` is hidden, each character by one that means nothing.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from contacts.formats import mask, tokens
from contacts.formats.tokens import OTHER, PERSON, PLACE

# Words around what is read that make it or take it away, by the part that each plays.
PARTS = tokens.read_parts("reading_words.csv")
ENDS = frozenset({".", "!", "?", ";", "\n"})
SEPARATORS = frozenset(",:-–—()[]/|*+&•·#=~") | {""}
CLOSING = SEPARATORS | ENDS
SENSITIVE, QUOTED = "\ue000", "\ue001"  # for private use: no keyboard has them
_LONGEST_PARTY = 5  # words that may go before who it is: "his older brother"
_WRAPPED = 40  # characters of a line after which a line may have run out

_TOKEN = re.compile(
    r"\n"
    r"|(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # F.T.A.
    r"|[^\W\d_]/[^\W\d_](?![^\W_])"  # o/v
    r"|\d\w*(?:[.:/–-]\d\w*)*"  # 10.00-10.50, 3/3, 45m
    r"|[^\W_]+(?:['’&][^\W_]+)*"
    rf"|\?+|{SENSITIVE}+|{QUOTED}+|[^\w\s]|_"
)
_JOINED = re.compile(r"(?<=\w)-(?=[^\W\d])")  # e-mail, no-show: two words
_REPLIED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
# An apostrophe is none of these: it has a letter on both sides.
_MARKS = re.compile(
    r"(?P<double>(?<!\d)[\"“”])|(?P<opens>(?<!\w)['‘](?=\w))|(?P<shuts>['’](?!\w))|\n"
)


class Sentence(NamedTuple):
    """From one word up to another, without the mark that ends it."""

    first: int
    last: int
    end: str  # the mark, empty at the end of the note
    opens: bool = True  # it is the first of its line
    listed: bool = False  # a line before it ends in a colon, and no empty line lies between
    told: bool = False  # as listed, below somebody else's letter, message or words
    after_told: bool = False  # it stands anywhere below such a line


class Note(NamedTuple):
    """A note in words, lower-cased; the n-th is `text[starts[n]:ends[n]]`."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[Sentence]
    called: frozenset[str]  # what the person is called, casefolded
    shouted: bool  # all in capitals, so that these make no names
    vocabulary: frozenset[str]  # every word of it once, to see quickly what it cannot hold

    def word(self, at: int) -> str:
        return self.words[at] if at < len(self.words) else ""

    def closed(self, at: int) -> bool:
        """Whether the words before this place are not gone on with."""
        return self.word(at) in CLOSING

    def party(self, at: int) -> tuple[int, str]:
        """How many words here say who, and whether that is PERSON, OTHER or PLACE."""
        for start in range(at, min(at + _LONGEST_PARTY, len(self.words))):
            length, who = tokens.one_word(self.words, start, self.called)
            if who == OTHER:
                length += self._names(start + length)  # "PC Aldous"
            if who in (PERSON, OTHER, PLACE):
                return start - at + length, who
            if not _goes_before(self.words[start]):
                length = self._names(start)
                return (start - at + length, OTHER) if length else (0, "")
        return 0, ""

    def _names(self, at: int) -> int:
        """How many names begin here; one of the agencies in small letters counts as one."""
        length = 0
        while at + length < len(self.words) and self._is_name(at + length):
            length += 1
        return length

    def _is_name(self, at: int) -> bool:
        word = self.words[at]
        if word in PARTS["agency"]:
            return True
        begins = at == 0 or self.words[at - 1] in ENDS  # where every word has a capital
        capital = not (begins or self.shouted) and self.text[self.starts[at]].isupper()
        return capital and word.isalpha() and len(word) > 1 and word not in PARTS["when"]

    def between(self, first: int, last: int) -> str:
        """The note's own text from one word up to another."""
        return self.text[self.starts[first] : self.ends[last - 1]] if first < last else ""


def _goes_before(word: str) -> bool:
    known = word in tokens.WORDS["determiner"] or word in tokens.WORDS["title"]
    return known or (word.endswith("'s") and len(word) > 2)


def read_words(notes: str, called: Iterable[str] = ()) -> Note:
    """The words and sentences of some notes. Never raises; takes as long as the notes are long."""
    found = list(_TOKEN.finditer(_JOINED.sub(" ", _hidden(notes))))
    words = [
        one if (one := match[0]).isalpha() and one.islower() else _tidy(one) for match in found
    ]
    return Note(
        text=notes,
        words=words,
        starts=[match.start() for match in found],
        ends=[match.end() for match in found],
        sentences=list(_sentences(words, notes, [match.start() for match in found])),
        called=frozenset(part for name in called for part in name.casefold().split()),
        shouted=notes.isupper(),
        vocabulary=frozenset(words),
    )


def _tidy(written: str) -> str:
    word = written.lower().replace("’", "'")
    if not word[0].isalnum():
        return word[0] if word[0] in (SENSITIVE, QUOTED) else word
    if word[0].isalpha() and not word.isalnum():
        return _tidy_letters(word)
    return word


def _tidy_letters(word: str) -> str:
    """F.T.A. is fta and o/v ov; "didn't" didnt, but "he'll" and "Dean's" as they are."""
    if "'" not in word:
        return word.replace(".", "").replace("/", "")
    kept = word.endswith("'ll") or (word.endswith("'s") and word[:-2] not in tokens.CONTRACTED)
    return word if kept else word.replace("'", "")


def _hidden(notes: str) -> str:
    text = notes
    if "[[" in text or "]]" in text:
        text = "".join(
            SENSITIVE * len(run.text) if run.sensitive else run.text for run in mask.runs(text)
        )
    if ">" in text:
        text = _REPLIED.sub(lambda line: QUOTED * len(line[0]), text)
    if not any(mark in text for mark in "\"“”'‘’"):
        return text
    parts, done = [], 0
    for start, end in _quotations(text):
        parts += [text[done:start], QUOTED * (end - start)]
        done = end
    return "".join([*parts, text[done:]])


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where quotations stand; one that its line does not close reaches to the line's end."""
    opened, by = -1, ""
    for mark in _MARKS.finditer(text):
        kind = mark.lastgroup or "line"
        if kind == "line":
            if by == "double":
                yield opened, mark.start()
            opened, by = -1, ""
        elif (by, kind) in (("double", "double"), ("opens", "shuts")):
            yield opened, mark.end()
            opened, by = -1, ""
        elif kind == "double" or (kind == "opens" and not by):
            opened, by = mark.start(), kind
    if by == "double":
        yield opened, len(text)


class _Lines:
    """What the lines before say of the line that is read."""

    def __init__(self) -> None:
        self.listed = self.told = self.after_told = False

    def end(self, words: list[str]) -> None:
        """Goes on to the next line, given the words of this one."""
        if not words:
            self.listed = self.told = False
        elif words[1:2] == [":"] and words[0] in PARTS["letterhead"]:
            self.listed = self.told = self.after_told = True
        elif words[-1] == ":":
            self.listed = True
            if not PARTS["telling"].isdisjoint(words):
                self.told = self.after_told = True


def _sentences(words: list[str], notes: str, starts: list[int]) -> Iterator[Sentence]:
    lines, first, line = _Lines(), 0, 0
    opens = True
    for at, word in enumerate([*words, ""]):
        if word and word not in ENDS and word[0] != "?":
            continue
        if word == "." and at and words[at - 1] in PARTS["abbreviated"]:
            continue
        if word == "\n" and _ran_out(words, at, notes, starts, line):
            continue
        begin = _after_bullet(words, first, at) if opens else first
        if begin < at:
            yield Sentence(begin, at, word[:1], opens, lines.listed, lines.told, lines.after_told)
            opens = False
        first = at + 1
        if word == "\n":
            lines.end(words[line:at])
            line, opens = at + 1, True


def _after_bullet(words: list[str], first: int, last: int) -> int:
    while first < last and words[first] in PARTS["bullet"]:
        first += 1
    return first


def _ran_out(words: list[str], at: int, notes: str, starts: list[int], line: int) -> bool:
    """Whether the line that ends here only ran out, and its sentence goes on in the next."""
    if at + 1 >= len(words) or at == line or words[at - 1] in CLOSING:
        return False
    if ":" in words[at + 2 : at + 4] or words[_after_bullet(words, line, at)] in PARTS["marks"]:
        return False  # "todo:" is for its line alone
    if words[at - 1] in PARTS["dangling"]:
        return words[at + 1] != "\n"
    goes_on = notes[starts[at + 1]].islower() and words[at + 1] not in PARTS["begins"]
    return goes_on and starts[at] - starts[line] >= _WRAPPED
