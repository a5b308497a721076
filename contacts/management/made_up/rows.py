"""The made-up diary as rows: typed here, or brought from a source; some joined, some withdrawn."""

import datetime as dt
import hashlib
import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from contacts.formats import clock
from contacts.formats.canonical import canonical, fingerprint
from contacts.management.made_up.diary import Event
from contacts.management.made_up.texts import column
from contacts.models import (
    Amendment,
    BatchRow,
    Contact,
    EventPair,
    ImportBatch,
    Source,
    SourceRecord,
    State,
    User,
)

# Of what practitioners typed: how much came from nDelius, and what became of some entries.
FROM_NDELIUS, JOINED, AMENDED, WITHDRAWN, MOVED = 0.13, 0.04, 0.05, 0.004, 0.002
BATCH = 2000


@dataclass
class Rows:
    """Everything to load, in the order of its references."""

    contacts: list[Contact] = field(default_factory=list)
    joined: list[tuple[Contact, Contact]] = field(default_factory=list)  # record, lead
    amendments: list[Amendment] = field(default_factory=list)
    from_source: list[tuple[Contact, str]] = field(default_factory=list)


class Writing:
    """Turns events into rows: who wrote what, where, and what happened to it since."""

    def __init__(self, rng: random.Random, colleagues: list[User], now: dt.datetime) -> None:
        self.rng, self.colleagues, self.now = rng, colleagues, now
        self.rows = Rows()

    def write(self, events: Iterable[Event]) -> Rows:
        for event in events:
            source = event.passage.source or self._source(event)
            if source:
                self.rows.from_source.append((self._brought(event, source), source))
            else:
                self._typed(event)
        return self.rows

    def _source(self, event: Event) -> str:
        seen_here = event.life.setting == "released" or not event.passage.kind
        return "" if seen_here or self.rng.random() > FROM_NDELIUS else "ndelius"

    def _typed(self, event: Event) -> None:
        contact = self._contact(event)
        contact.author, contact.token = (
            self._author(event),
            uuid.UUID(int=self.rng.getrandbits(128)),
        )
        self._keep(contact)
        chance = self.rng.random()
        if chance < JOINED:
            record = self._brought(event, "ndelius")
            for one in (contact, record):
                one.outcome = event.passage.outcome
                one.seen = one.read_seen(one.notes)
            self.rows.joined.append((record, contact))
            self.rows.from_source.append((record, "ndelius"))
        elif chance < JOINED + AMENDED:
            self.rows.amendments.append(self._amendment(contact, event))
        elif event.last:
            return
        elif chance < JOINED + AMENDED + WITHDRAWN:
            contact.state = State.WITHDRAWN
        elif chance < JOINED + AMENDED + WITHDRAWN + MOVED:
            contact.state = State.MOVED

    def _brought(self, event: Event, source: str) -> Contact:
        contact = self._contact(event)
        first, _, last = self._author(event).name.rpartition(" ")
        contact.author_name = f"{last}, {first}"
        contact.heading = self._heading(source, event)
        self._keep(contact)
        return contact

    def _keep(self, contact: Contact) -> None:
        contact.seen = contact.read_seen(contact.notes)
        contact.hash = fingerprint(canonical(contact.notes))
        self.rows.contacts.append(contact)

    def _contact(self, event: Event) -> Contact:
        written = min(event.at + dt.timedelta(minutes=self.rng.choice([20, 50, 190])), self.now)
        return Contact(
            person=event.life.person,
            occurred_at=event.at,
            written_at=written,
            recorded_at=written,
            kind=event.passage.kind,
            minutes=event.passage.minutes,
            outcome=event.passage.outcome if self.rng.random() < 0.7 else "",
            notes=event.notes,
        )

    def _author(self, event: Event) -> User:
        """Whoever held them then; now and then a colleague on duty."""
        life, day = event.life, event.at.date()
        if life.holder is None or self.rng.random() < 0.06:
            return self.rng.choice(self.colleagues)
        earlier = life.before and life.handed_on and day < life.handed_on
        return life.before if earlier and life.before else life.holder

    def _heading(self, source: str, event: Event) -> str:
        """What the source would have called it: by kind and outcome, else kind, else anything."""
        kind, outcome = event.passage.kind, event.passage.outcome
        for where in ({"kind": kind, "outcome": outcome}, {"kind": kind}, {}):
            headings = column("headings", "heading", source=source, automatic="", **where)
            if headings:
                return self.rng.choice(headings)
        raise LookupError(source)

    def _amendment(self, contact: Contact, event: Event) -> Amendment:
        text = self.rng.choice(column("amendments", "text"))
        later = min(self._later(contact.recorded_at), self.now)
        amendment = Amendment(
            contact=contact,
            author=contact.author,
            written_at=later,
            recorded_at=later,
            notes=event.filling.fill(text, event.passage.thread, later.date()),
            token=uuid.UUID(int=self.rng.getrandbits(128)),
        )
        if contact.minutes and self.rng.random() < 0.2:
            amendment.changed = {"minutes": [contact.minutes + 15, contact.minutes]}
        return amendment

    def _later(self, recorded: dt.datetime) -> dt.datetime:
        """An hour or two on, or first thing on the next working day."""
        later = (recorded + dt.timedelta(minutes=self.rng.randint(30, 150))).astimezone(
            clock.LONDON
        )
        if later.hour < 18:
            return later.astimezone(dt.UTC)
        days = 3 if later.weekday() == 4 else 1
        morning = dt.time(9, self.rng.randint(2, 55), tzinfo=clock.LONDON)
        return dt.datetime.combine(later.date() + dt.timedelta(days=days), morning).astimezone(
            dt.UTC
        )


def save(rows: Rows, sources: dict[str, Source], loaded_by: User, now: dt.datetime) -> None:
    """All of it in a few statements; what is joined comes after what leads it."""
    records = {id(record) for record, _ in rows.joined}
    first = [contact for contact in rows.contacts if id(contact) not in records]
    Contact.objects.bulk_create(first, batch_size=BATCH)
    for record, lead in rows.joined:
        record.state, record.lead = State.JOINED, lead
    Contact.objects.bulk_create([record for record, _ in rows.joined], batch_size=BATCH)
    EventPair.objects.bulk_create([_said(*pair, now) for pair in rows.joined], batch_size=BATCH)
    Amendment.objects.bulk_create(rows.amendments, batch_size=BATCH)
    for name in ("ndelius", "nomis"):
        brought = [contact for contact, source in rows.from_source if source == name]
        _records(brought, sources[name], loaded_by, now)


def _said(record: Contact, lead: Contact, now: dt.datetime) -> EventPair:
    """Its author said that they are of one event; words told of many people join nothing."""
    return EventPair(
        one=lead,
        other=record,
        answer=EventPair.Answer.SAME,
        decided_by=lead.author,
        decided_at=now,
        press=lead.token,
    )


def _records(brought: list[Contact], source: Source, loaded_by: User, now: dt.datetime) -> None:
    """Every contact of a source comes with the row that brought it."""
    batch = ImportBatch.objects.create(source=source, loaded_by=loaded_by, loaded_at=now)
    records = [
        SourceRecord(
            source=source,
            foreign_id=f"{contact.person.crn}-{contact.pk}",
            digest=hashlib.sha256(contact.notes.encode()).digest(),
            batch=batch,
            contact=contact,
            raw={"Notes": contact.notes, "Contact Type": contact.heading},
        )
        for contact in brought
    ]
    SourceRecord.objects.bulk_create(records, batch_size=BATCH)
    BatchRow.objects.bulk_create(
        [BatchRow(batch=batch, record=record) for record in records], batch_size=BATCH
    )
