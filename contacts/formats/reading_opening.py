"""What the first words of a note say of the contact itself: how, whether they came, how long, when.

A note that is in shorthand begins with it: "HV 45m yesterday 2pm. Seen with mum ...". What stands
further in is about something else, so only the words that open a note are read here, one after
another, as far as they are shorthand or the few words between; and the lines that are nothing but
shorthand.
"""

import datetime as dt
from typing import NamedTuple

from contacts.formats import met
from contacts.formats.note_words import PARTS, SEPARATORS, Note, Sentence
from contacts.formats.reading import KIND, MINUTES, OUTCOME, WHEN, Moment
from contacts.formats.reading_kind import begins_reading, read_kind
from contacts.formats.reading_outcome import read_outcome
from contacts.formats.reading_times import LengthFound, read_length, read_moment
from contacts.formats.tokens import OTHER, PERSON, PLACE

_NEAR = 6  # words after the shorthand in which an "if" undoes it


class Item(NamedTuple):
    """One reading of the contact itself, from one word up to another."""

    what: str
    value: str | int | Moment
    first: int
    last: int
    began: dt.time | None = None


class Run(NamedTuple):
    """What one sentence opens with; `whole` where that is all of it."""

    items: list[Item]
    whole: bool
    anchored: bool = False  # it says that this is of a meeting or a call, not of something else
    planned: bool = False


class Walk:
    """Goes through one sentence from its first word on, as far as it is shorthand."""

    def __init__(
        self,
        note: Note,
        sentence: Sentence,
        now: dt.datetime,
        taken: dict[int, int],
        known: frozenset[str] = frozenset(),
    ) -> None:
        self.note, self.now, self.taken = note, now, taken
        self.at, self.last, self.end = sentence.first, sentence.last, sentence.end
        self.items: list[Item] = []
        self.known = known  # what the sentences before have said
        self.anchored = self.planned = self.late = self.by_writer = False

    def run(self, *, strict: bool) -> Run:
        """`strict` passes nothing over but signs: what is shorthand must be all of it."""
        if not strict:
            self._pass_prefix()
        while self.at < self.last and not self.planned and self._step(strict):
            pass
        whole = self.at >= self.last
        planned = self.planned or self.end == "?" or (not whole and self._undone())
        return Run(self.items, whole, self.anchored, planned)

    def _pass_prefix(self) -> None:
        while self.at < self.last and self.note.words[self.at] in PARTS["prefix"]:
            self.by_writer |= self.note.words[self.at] in PARTS["writer"]
            self.at += 1

    def _step(self, strict: bool) -> bool:
        if self.at in self.taken:
            self.at = self.last  # what follows the next appointment is of that
            return True
        if self.note.words[self.at] in SEPARATORS:
            self.at += 1
            return True
        if self._kind() or self._outcome() or self._length() or self._moment():
            return True
        return not strict and not self.planned and self._between()

    def _has(self, what: str) -> bool:
        return what in self.known or any(item.what == what for item in self.items)

    def _add(self, what: str, value: str | int | Moment, last: int, **more: dt.time | None) -> bool:
        self.items.append(Item(what, value, self.at, last, **more))
        self.anchored |= what in (KIND, OUTCOME)
        self.at = last
        return True

    def _kind(self) -> bool:
        found = read_kind(self.note, self.at, self.last)
        if not found:
            return False
        if self._has(KIND):
            return self._second_kind(found.kind)
        if self._has(OUTCOME) and found.kind in met.APART:
            return False  # "DNA, text sent" is no text
        return self._add(KIND, found.kind, found.last)

    def _second_kind(self, kind: str) -> bool:
        """ "HV/TC" may be either, "rang, texted" is both; "HV, rang mum after" is a visit."""
        apart = {item.value for item in self.items if item.what == KIND} & met.APART
        if apart and kind in met.APART and kind not in apart:
            self.items = [item for item in self.items if item.what != KIND]
        self.planned = self.note.words[self.at - 1] not in (",", "-", "–", "(", ";")
        return False

    def _outcome(self) -> bool:
        found = None if self.by_writer else read_outcome(self.note, self.at)
        if not found:
            return False
        self.late = self.late or not PARTS["off_time"].isdisjoint(found.phrase.split())
        return self._add(OUTCOME, found.outcome, found.last)

    def _length(self) -> bool:
        if self._has(MINUTES) or self.late:
            return False
        found = read_length(self.note, self.at)
        if not found or not self._length_ends(found):
            return False
        return self._add(MINUTES, found.minutes, found.last, began=found.began)

    def _length_ends(self, found: LengthFound) -> bool:
        word = self.note.word(found.last)
        if word[:1].isdigit():
            return next(read_moment(self.note, found.last, self.now), None) is not None
        on_time = (word, self.note.word(found.last + 1)) == ("on", "time")
        return on_time or self._goes_on(found.last) or word in PARTS["after_length"]

    def _moment(self) -> bool:
        if self._has(WHEN):
            return False
        for found in read_moment(self.note, self.at, self.now):
            if found.moment is None:
                self.planned = True
                return False
            word = self.note.word(found.last)
            if word[:1].isdigit():
                fits = read_length(self.note, found.last) is not None
            else:
                fits = self._goes_on(found.last) or self._moment_ends(found.last)
            if fits:
                return self._add(WHEN, found.moment, found.last)
        return False

    def _moment_ends(self, at: int) -> bool:
        word, then = self.note.word(at), self.note.word(at + 1)
        if word in PARTS["at"]:
            return self._where(at) > 0  # "seen yesterday in the Arndale" is no contact of ours
        if word in PARTS["lasting"]:
            return begins_reading(then)
        return word in PARTS["after_when"] and not (word == "and" and then[:1].isdigit())

    def _goes_on(self, at: int) -> bool:
        closed = self.note.closed(at) or at in self.taken
        return (
            closed
            or begins_reading(self.note.word(at))
            or bool(read_kind(self.note, at, self.last))
        )

    def _between(self) -> bool:
        """Passes over words that may stand between: who it was with, where, "for about"."""
        length = self._event() or self._with_whom() or self._where(self.at) or self._linking()
        self.at += length
        return length > 0

    def _event(self) -> int:
        word = self.note.words[self.at]
        if word not in PARTS["event"]:
            return 0
        length = 1
        if word in PARTS["event_of"]:  # "saw him", "spoke to his mum"
            linked = self.note.word(self.at + 1) in PARTS["with"]
            whom, who = self.note.party(self.at + 1 + linked)
            if not whom or (who != PERSON and not linked):
                return 0
            length += linked + whom
        self.anchored = True
        return length

    def _with_whom(self) -> int:
        if not (self.anchored or self.items):
            return 0
        linked = int(self.note.words[self.at] in (*PARTS["with"], "and"))
        linked += linked and self.note.word(self.at + 1) == "/"  # "w/ SW"
        if self.note.word(self.at + linked) in PARTS["subject"]:
            return 0
        length, who = self.note.party(self.at + linked)
        if who == OTHER and self.note.words[self.at - 1] in PARTS["session"]:
            return 0  # "Supervision with Sam" is the writer's own
        return length + linked if who in (PERSON, OTHER, PLACE) else 0

    def _where(self, first: int) -> int:
        if self.note.words[first] not in PARTS["at"]:
            return 0
        at = first + 1
        if begins_reading(self.note.word(at)):
            return 1
        length, who = self.note.party(at)
        if who == PLACE:
            return length + 1
        while self.note.word(at) in PARTS["determiner"]:
            at += 1
        return at + 1 - first if self.note.word(at) in PARTS["where"] else 0

    def _linking(self) -> int:
        word, then = self.note.words[self.at], self.note.word(self.at + 1)
        links = begins_reading(then) or then in PARTS["length"] or then in PARTS["lasting"]
        if word in PARTS["lasting"] and links:
            return 1
        if word in PARTS["off_time"]:
            self.late = True
            return int(self._has(OUTCOME))
        after = word in PARTS["after_attended"] or word in PARTS["after_absence"]
        passing = word in PARTS["in_passing"] and (self.anchored or self.items)
        return int(bool(passing) or (after and self._has(OUTCOME)))

    def _undone(self) -> bool:
        """Whether the words that follow say that it is still to be, or was not to be."""
        end = next((at for at in range(self.at, self.last) if at in self.taken), self.last)
        end = min(end, self.at + _NEAR)
        rest = [word for word in self.note.words[self.at : end] if word not in SEPARATORS]
        first, second = [*rest, "", ""][:2]
        if first in PARTS["meanwhile"] or (first == "as" and second in PARTS["writer"]):
            return True  # "Text from CGL as I arrived"
        if not PARTS["only_if"].isdisjoint(rest):
            return True
        if first == "to" and second in PARTS["to_do"]:
            return True
        if first == "not":
            return second in PARTS["not_done"]
        if first in PARTS["plan"] or first in PARTS["modal"]:
            return True
        return second in PARTS["plan"] and not self._is_message()

    def _is_message(self) -> bool:
        """ "Text reminder for tomorrow" was sent, unlike "HV for tomorrow"."""
        return any(item.value == "message" for item in self.items)
