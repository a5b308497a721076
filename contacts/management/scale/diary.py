"""The notes about everybody, day by day as they were written, as lines ready for COPY."""

import datetime as dt
import hashlib
import json
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from contacts.formats import clock
from contacts.formats.attendance import Said, seen_of
from contacts.formats.canonical import canonical, fingerprint
from contacts.management.made_up.people import Life
from contacts.management.made_up.rows import AMENDED, FROM_NDELIUS, MOVED, WITHDRAWN
from contacts.management.made_up.texts import Passage
from contacts.management.scale.sentences import Sentences, headings, pronouns, read_seen
from contacts.management.scale.words import Filling, Words
from contacts.models import User

BATCH = 5_000  # the words of so many fit the memory in which a statement keeps its new rows
JOINED, REPLACED, SENSITIVE = 0.03, 0.003, 0.01
AROUND = 3  # sets of names and places that one person's notes come back to
NULL = r"\N"
TIMES = [f"{minute // 60:02d}:{minute % 60:02d}:00" for minute in range(0, 24 * 60, 5)]
FIRST, LAST = 9 * 12, 17 * 12  # office hours in TIMES


@dataclass
class Batch:
    """Lines of four tables, in the order of its references."""

    contacts: list[str] = field(default_factory=list)
    amendments: list[str] = field(default_factory=list)
    records: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Written:
    """One contact on its way to becoming a line; its notes as COPY takes them."""

    life: Life
    opening: Passage
    outcome: str
    notes: str
    at: str
    later: str


class Diary:
    """Everything written in the order of its days, so that nobody's rows stand together.

    Takes four bytes a contact, and nothing else that grows with their number.
    """

    def __init__(
        self,
        words: Words,
        sentences: Sentences,
        lives: list[Life],
        colleagues: list[User],
        sources: dict[str, tuple[int, int]],  # of each its id and that of its batch
        today: dt.date,
    ) -> None:
        self.rng, self.words, self.sentences = words.rng, words, sentences
        self.lives, self.colleagues, self.sources, self.today = lives, colleagues, sources, today
        self.around: dict[int, list[Filling]] = {}
        self.contact = self.amendment = self.record = 0  # the last id given
        self.total = sum(life.contacts for life in lives)
        self.batch = Batch()

    def batches(self) -> Iterator[Batch]:
        events, joined = self._events(), 0.0
        for day, offset, number in events:
            written = self._written(self.lives[number], self._filling(number, day), day, offset)
            joined += JOINED
            if joined >= 1 and self.contact + 2 <= self.total:
                joined -= 1
                next(events, None)  # the record of another source is one of the total
                self._typed(written, also_in="ndelius")
            elif source := written.opening.source or self._source(written):
                self._brought(written, source, self._heading(written, source))
            else:
                self._typed(written)
            if len(self.batch.contacts) >= BATCH:
                yield self.batch
                self.batch = Batch()
        yield self.batch

    def _events(self) -> Iterator[tuple[dt.date, str, int]]:
        """Each with its day, London's hours from UTC on it, and the number of the person."""
        first = min((life.starts for life in self.lives), default=self.today).toordinal()
        days = [array("I") for _ in range(self.today.toordinal() - first)]
        chance = self.rng.random
        for number, life in enumerate(self.lives):
            starts = life.starts.toordinal()
            ends = life.changed if life.setting == "suspended" and life.changed else self.today
            span = ends.toordinal() - starts
            for _ in range(life.contacts):
                day = starts + int(span * chance())
                day -= max(0, (day + 6) % 7 - 4)  # to the Friday
                days[max(day, starts) - first].append(number)
        for passed, numbers in enumerate(days):
            day_itself = dt.date.fromordinal(first + passed)
            offset = _hours_from_utc(day_itself)
            self.rng.shuffle(numbers)
            for number in numbers:
                yield day_itself, offset, number

    def _filling(self, number: int, day: dt.date) -> Filling:
        if number not in self.around:
            life = self.lives[number]
            names = {life.person.first_name, life.person.preferred_name}
            called = {"first": life.person.preferred_name or life.person.first_name}
            self.around[number] = [
                Filling(
                    self.words, {**self.words.around(names), **called, **pronouns(life.pronoun)}
                )
                for _ in range(AROUND)
            ]
        filling = self.around[number][int(AROUND * self.rng.random())]
        filling.day = day
        return filling

    def _written(self, life: Life, filling: Filling, day: dt.date, offset: str) -> Written:
        chance = self.rng.random
        there = life.changed is not None and day >= life.changed
        opening = self.sentences.opening(self.rng, life.setting if there else "community")
        time = FIRST + int((LAST - FIRST) * chance())
        return Written(
            life=life,
            opening=opening,
            outcome=opening.outcome if chance() < 0.7 else "",
            notes=_escaped(self.sentences.note(self.rng, opening, filling)),
            at=f"{day} {TIMES[time]}{offset}",
            later=f"{day} {TIMES[time + 4 + int(36 * chance())]}{offset}",
        )

    def _source(self, written: Written) -> str:
        return "ndelius" if written.opening.kind and self.rng.random() < FROM_NDELIUS else ""

    def _typed(self, written: Written, also_in: str = "") -> None:
        chance, state = self.rng.random(), "shown"
        author = self._author(written).pk
        if chance < WITHDRAWN and not also_in:
            state = "withdrawn"
        elif chance < WITHDRAWN + MOVED and not also_in:
            state = "moved"
        token = f"{self.rng.getrandbits(128):032x}"
        called = self._heading(written, also_in) if also_in else ""
        self._line(written, f"{author}\t", token, state=state, also=called)
        if also_in:
            self._brought(written, also_in, called, lead=self.contact)
        elif chance > 1 - AMENDED:
            self._amendment(written, author, replaces=chance > 1 - REPLACED)

    def _heading(self, written: Written, source: str) -> str:
        called = headings(source, written.opening)
        return called[int(len(called) * self.rng.random())]

    def _brought(self, written: Written, source: str, heading: str, lead: int = 0) -> None:
        """As a source has it, with the row it came in; shown with its lead where it has one."""
        first, _, last = self._author(written).name.rpartition(" ")
        state = "joined" if lead else "shown"
        author = f"{NULL}\t{last}, {first}"
        self._line(written, author, NULL, heading=heading, state=state, lead=str(lead or NULL))
        self._record(written, source, heading)

    def _line(
        self,
        written: Written,
        author: str,
        token: str,
        heading: str = "",
        state: str = "shown",
        lead: str = NULL,
        also: str = "",
    ) -> None:
        self.contact += 1
        opening, life = written.opening, written.life
        seen = read_seen(opening, life, written.outcome, heading, written.notes)
        if also:  # what both records of it say
            others = read_seen(opening, life, written.outcome, also, written.notes)
            what = opening.kind, written.outcome
            seen = seen_of([Said(*what, seen), Said(*what, others)])
        sensitive = "t" if self.rng.random() < SENSITIVE else "f"
        minutes = NULL if opening.minutes is None else opening.minutes
        self.batch.contacts.append(
            f"{self.contact}\t{life.person.pk}\t{author}\t{written.at}\tt\t{written.later}"
            f"\t{written.later}\t{opening.kind}\t{minutes}\t{written.outcome}\t{sensitive}"
            f"\t{heading}\t{written.notes}\t{token}\t{state}\t{lead}\t{seen}"
            f"\t{_hash(written.notes)}\n"
        )

    def _author(self, written: Written) -> User:
        """Whoever held them then; now and then, and where nobody does, a colleague on duty."""
        life = written.life
        if life.holder is None or self.rng.random() < 0.06:
            return self.rng.choice(self.colleagues)
        earlier = life.before and life.handed_on and written.at < str(life.handed_on)
        return life.before if earlier and life.before else life.holder

    def _amendment(self, written: Written, author: int, *, replaces: bool) -> None:
        self.amendment += 1
        more = self.sentences.one_more(self.rng, self.around[written.life.person.pk - 1][0])
        notes = f"{written.notes} {more}" if replaces else more
        token = f"{self.rng.getrandbits(128):032x}"
        self.batch.amendments.append(
            f"{self.amendment}\t{self.contact}\t{author}\t\t{written.later}\t{written.later}"
            f"\t{notes}\t{{}}\t{'t' if replaces else 'f'}\t{token}\n"
        )

    def _record(self, written: Written, source: str, heading: str) -> None:
        self.record += 1
        source_id, batch = self.sources[source]
        notes = written.notes.replace("\\n", "\n")
        raw = json.dumps({"Notes": notes, "Contact Type": heading}, ensure_ascii=False)
        digest = hashlib.sha256(written.notes.encode()).hexdigest()
        foreign_id = f"{written.life.person.crn}-{self.contact}"
        self.batch.records.append(
            f"{self.record}\t{source_id}\t{foreign_id}\t\\\\x{digest}\t{batch}\t{self.contact}"
            f"\t{_escaped(raw)}\n"
        )
        self.batch.rows.append(f"{self.record}\t{batch}\t{self.record}\n")


def _hash(notes: str) -> str:
    """Of notes as COPY takes them."""
    said = notes.replace("\\n", "\n") if "\\" in notes else notes
    found = fingerprint(canonical(said))
    return NULL if found is None else str(found)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _hours_from_utc(day: dt.date) -> str:
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=clock.LONDON)
    return f"{noon:%z}"
