"""People with something written about them, as a practitioner's list and pages would show."""

import datetime as dt
import hashlib
import time

from contacts.formats import clock
from contacts.models import (
    Allocation,
    Amendment,
    Contact,
    Draft,
    ImportBatch,
    Kind,
    Outcome,
    Person,
    PersonFact,
    Source,
    SourceRecord,
    Standing,
    State,
    User,
)

LONG_NOTES = " ".join(
    f"Lapwing, paragraph {number}: talked about the week, the flat and the shifts he was given."
    for number in range(1, 31)
)


def hold(person: Person, user: User, since: dt.date = dt.date(2025, 6, 2)) -> Person:
    Allocation.objects.create(person=person, practitioner=user, since=since)
    return person


def write(person: Person, author: User, days_ago: int, notes: str, **said) -> Contact:
    """A contact typed by its author so many days before now."""
    at = clock.now() - dt.timedelta(days=days_ago)
    usual = {"occurred_at": at, "written_at": at, "recorded_at": at, "kind": Kind.OFFICE}
    token = said.pop("token", None)
    return Contact.objects.create(
        person=person, author=author, token=token, notes=notes, **{**usual, **said}
    )


def everything_known(person: Person) -> None:
    """A full head to the page: each thing as a source gave it, with its date."""
    ndelius, _ = Source.objects.get_or_create(name="nDelius")
    oasys, _ = Source.objects.get_or_create(name="OASys")
    what = PersonFact.What
    facts = [
        (what.SAFETY_ALERT, "Do not see alone. Threatened staff at the Leeds office.", ndelius),
        (what.PHONE, "07700 900 143, voicemail safe", ndelius),
        (what.ADDRESS, "14 Cobden Street, LS11 9QQ", ndelius),
        (what.CONDITIONS, "Not to enter Harehills; curfew 19:00 to 07:00", ndelius),
        (what.ROSH, "High", oasys),
        (what.ROSH_TO_WHOM, "known adult", oasys),
        (what.MAPPA, "Category 2, level 1", ndelius),
        (what.TIER, "B2", ndelius),
    ]
    for name, value, source in facts:
        PersonFact.objects.create(
            person=person, what=name, value=value, source=source, as_at=dt.date(2025, 1, 15)
        )
    PersonFact.objects.create(
        person=person,
        what=what.ORDER,
        value="Licence",
        ends=dt.date(2027, 2, 9),
        source=ndelius,
        as_at=dt.date(2025, 1, 15),
    )


def a_diary_of_every_kind(person: Person, author: User) -> None:
    """Long, added to, put right, replaced, withdrawn, moved, and from two systems at once."""
    write(person, author, 1, "On time. Slept badly since the neighbours started again.", minutes=25)
    write(person, author, 3, LONG_NOTES, kind=Kind.PHONE)
    added = write(
        person, author, 4, "No answer, curtains drawn, card left.", kind=Kind.HOME_VISIT, minutes=20
    )
    add_to(added, author, notes="Rang back at four: shift ran over.")
    add_to(added, author, changed={"minutes": [25, 20]})
    first = write(person, author, 5, "Came with his dauhgter.")
    add_to(first, author, notes="Came with his daughter.", replaces=True)
    write(person, author, 6, "Written by mistake.", state=State.WITHDRAWN)
    write(person, author, 7, "About somebody else.", state=State.MOVED)
    write(person, author, 8, "Told me in confidence.", sensitive=True, outcome=Outcome.ATTENDED)
    lead = _from_a_source(person, "nDelius", "Planned Office Visit (NS)", Outcome.ATTENDED)
    _from_a_source(person, "OASys", "Review", "", state=State.JOINED, lead=lead)


def _from_a_source(person: Person, name: str, heading: str, outcome: str, **said) -> Contact:
    at = clock.now() - dt.timedelta(days=9)
    source, _ = Source.objects.get_or_create(name=name)
    contact = Contact.objects.create(
        person=person,
        author_name="Jones, Terry",
        occurred_at=at,
        recorded_at=at,
        kind=Kind.OFFICE,
        outcome=outcome,
        heading=heading,
        notes="Three-way handover: licence conditions gone through one by one.",
        **said,
    )
    batch = ImportBatch.objects.create(source=source, loaded_at=at)
    SourceRecord.objects.create(
        source=source,
        digest=hashlib.sha256(name.encode()).digest(),
        batch=batch,
        contact=contact,
        raw={},
    )
    return contact


def add_to(contact: Contact, author: User, **said) -> Amendment:
    at = contact.recorded_at + dt.timedelta(hours=2)
    return Amendment.objects.create(
        contact=contact, author=author, written_at=at, recorded_at=at, **said
    )


def stands(person: Person, what: str, since: dt.date, **where) -> None:
    source, _ = Source.objects.get_or_create(name="NOMIS")
    Standing.objects.create(person=person, what=what, since=since, source=source, **where)


def kept_on_the_server() -> list[str]:
    """Everybody's drafts, once there are some: what a page sends as it goes takes a moment."""
    for _ in range(200):
        if notes := sorted(Draft.objects.values_list("notes", flat=True)):
            return notes
        time.sleep(0.1)
    return []
