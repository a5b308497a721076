"""How one contact reads on a page: labels and dates put into words once."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from contacts.formats import clock, days, met
from contacts.models import Amendment, Contact, Kind, Outcome, SourceRecord, State

LONG = 1500  # characters; longer notes fold
STUBS = {
    State.WITHDRAWN: "An entry was withdrawn. It is kept as evidence and not shown.",
    State.MOVED: "An entry was moved: it was about somebody else.",
}
NAMES = {
    "occurred_at": "time",
    "time_known": "time",
    "kind": "kind",
    "minutes": "length",
    "outcome": "outcome",
}


@dataclass(frozen=True)
class Addition:
    """Later words beneath an entry, and what they put right."""

    author: str
    when: str
    notes: str
    put_right: str  # "kind was Phone"


@dataclass(frozen=True)
class Entry:
    """One contact as people read it. A stub holds nothing but its place."""

    id: int
    day: str
    time: str
    what: str  # "Office, met"
    more: list[str]  # minutes, outcome
    was: list[str]  # what stood there first, where it was put right
    author: str
    heading: str
    notes: str
    long: bool
    sensitive: bool
    additions: list[Addition]
    replaced: bool  # its first words are on its own page
    sources: str
    also_in: list[str]
    stub: str
    crn: str = ""
    continued: bool = True  # of the same day as the entry above


def with_what_is_shown(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Everything entries show, in a constant number of statements."""
    records = SourceRecord.objects.select_related("source").defer("raw").order_by("id")
    return contacts.select_related("author").prefetch_related(
        Prefetch("amendments", Amendment.objects.select_related("author").order_by("id")),
        Prefetch("source_records", records),
        Prefetch(
            "joined",
            # Without the state the index of joined contacts is not used, and all are read.
            Contact.objects.filter(state=State.JOINED)
            .order_by("occurred_at", "id")
            .prefetch_related(Prefetch("source_records", records)),
        ),
    )


def entry(contact: Contact, *, today: dt.date) -> Entry:
    """One contact in words. Its relations come from `with_what_is_shown`."""
    stub = STUBS.get(State(contact.state), "")
    amendments = [] if stub else list(contact.amendments.all())
    notes = "" if stub else contact.notes_that_stand
    return Entry(
        id=contact.pk,
        day=days.day(clock.london_day(contact.occurred_at), today),
        time=days.time(contact.occurred_at) if contact.time_known else "",
        what="" if stub else met.label(contact.kind, contact.seen),
        more=[] if stub else _more(contact),
        was=_first_said(amendments, today),
        author="" if stub else author(contact),
        heading="" if stub else contact.heading,
        notes=notes,
        long=len(notes) > LONG,
        # Whoever says so of one record says it of what happened.
        sensitive=not stub and any(one.sensitive for one in (contact, *contact.joined.all())),
        additions=[addition(one, today) for one in amendments if not one.replaces],
        replaced=any(one.replaces for one in amendments),
        sources="" if stub else _sources(contact),
        also_in=[] if stub else [_also_in(joined, today) for joined in contact.joined.all()],
        stub=stub,
    )


def author(written: Contact | Amendment) -> str:
    return written.author.name if written.author else written.author_name


def addition(amendment: Amendment, today: dt.date) -> Addition:
    written = amendment.written_at or amendment.recorded_at
    return Addition(
        author=author(amendment),
        when=days.moment(written, True, today),
        notes=amendment.notes,
        put_right=", ".join(_first_said([amendment], today)),
    )


def _first_said(amendments: list[Amendment], today: dt.date) -> list[str]:
    """What the earliest of these put right, each as "kind was Phone"."""
    first: dict[str, str] = {}
    for one in amendments:
        for name in _put_right(one) - first.keys():
            first[name] = f"{NAMES[name]} was {_was(name, one.changed[name][0], today)}"
    return [first[name] for name in NAMES if name in first]


def _put_right(amendment: Amendment) -> set[str]:
    """A time that comes with its day is said once."""
    names = NAMES.keys() & amendment.changed.keys()
    return names - {"time_known"} if "occurred_at" in names else names


def _was(name: str, value: str | int | None, today: dt.date) -> str:
    """What stood there first, as it would have been shown."""
    if not value:
        return "not said"
    if name == "occurred_at":
        at = dt.datetime.fromisoformat(str(value))
        midnight = at.astimezone(clock.LONDON).time() == dt.time()  # how a day alone is kept
        return days.moment(at, not midnight, today)
    if name == "time_known":
        return "00:00"  # known, and that of a day alone
    if name == "minutes":
        return f"{value} minutes"
    return str({"kind": Kind, "outcome": Outcome}[name](value).label)


def _more(contact: Contact) -> list[str]:
    minutes = f"{contact.minutes} min" if contact.minutes else ""
    outcome = Outcome(contact.outcome).label if contact.outcome else ""
    return [words for words in (minutes, outcome) if words]


def _sources(contact: Contact) -> str:
    names = dict.fromkeys(record.source.name for record in contact.source_records.all())
    return ", ".join(names)


def _also_in(contact: Contact, today: dt.date) -> str:
    day = days.short_day(clock.london_day(contact.occurred_at), today)
    time = f" {days.time(contact.occurred_at)}" if contact.time_known else ""
    return f"{_sources(contact) or 'another entry'}, {day}{time}"
