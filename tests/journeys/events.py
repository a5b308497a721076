"""One event as three systems hold it, several types of one moment, and two that may be one."""

import datetime as dt
import uuid

from contacts.formats import clock
from contacts.models import (
    Contact,
    EventPair,
    ImportBatch,
    Kind,
    Outcome,
    Person,
    Source,
    SourceRecord,
    State,
    User,
)
from journeys.conftest import MARK

LEAD = (
    f"Three-way meeting at the hostel, {MARK}. Went through the licence conditions one by one. "
    "He wants to see his daughter before Christmas. I said I would write to social services."
)
NOMIS = (
    "Three-way meeting at the hostel. Went through the licence conditions one by one. He wants to "
    "see his daughter before Christmas. Mr Hartley became upset when the tag was mentioned."
)
REPORT = (
    "Attended the programme and took part. Two exercises done, the third is for next week. "
    "Facilitator will send the report by Friday."
)
CALL = "Rang to say that he starts at the warehouse on Monday and asked for a later appointment."


def from_a_system(person: Person, name: str, foreign_id: str, notes: str, **said) -> Contact:
    """A record as a system gave it, in a file that reaches to now."""
    source, _ = Source.objects.get_or_create(name=name)
    batch = ImportBatch.objects.create(
        source=source, loaded_at=clock.now(), reaches=clock.now() - dt.timedelta(days=1)
    )
    usual = {"author_name": "Jones, Terry", "recorded_at": clock.now()}
    contact = Contact.objects.create(person=person, notes=notes, **{**usual, **said})
    SourceRecord.objects.create(
        source=source,
        foreign_id=foreign_id,
        digest=uuid.uuid4().bytes,
        batch=batch,
        contact=contact,
        raw={},
    )
    return contact


def in_three_systems(person: Person, author: User) -> Contact:
    """A meeting that Pat wrote down, and what NOMIS and nDelius have of it."""
    at = clock.now() - dt.timedelta(days=2)
    lead = Contact.objects.create(
        person=person,
        author=author,
        token=uuid.uuid4(),
        occurred_at=at,
        written_at=at,
        recorded_at=at,
        kind=Kind.OFFICE,
        notes=LEAD,
    )
    shown_with = {"state": State.JOINED, "lead": lead}
    minutes = dt.timedelta(minutes=5)
    from_a_system(person, "NOMIS", "7120033", NOMIS, occurred_at=at - minutes, **shown_with)
    from_a_system(
        person,
        "nDelius",
        "90021",
        LEAD.upper(),
        occurred_at=at + minutes,
        heading="Planned Office Visit (NS)",
        outcome=Outcome.ATTENDED,
        **shown_with,
    )
    return lead


def under_four_types(person: Person) -> Contact:
    at = clock.now() - dt.timedelta(days=5)
    types = ["Programme session", "Drug test", "Post-programme report", "Office visit"]
    lead = None
    for number, heading in enumerate(types):
        shown_with = {"state": State.JOINED, "lead": lead} if lead else {}
        told = {"heading": heading, "occurred_at": at, "kind": Kind.OFFICE, **shown_with}
        contact = from_a_system(person, "nDelius", f"9010{number}", REPORT, **told)
        lead = lead or contact
    assert lead
    return lead


def that_may_be_one(person: Person) -> tuple[Contact, Contact]:
    """A call, and the e-mail after it: the same day, and nobody has said."""
    at = clock.now() - dt.timedelta(days=3)
    call = from_a_system(person, "nDelius", "90300", CALL, occurred_at=at, kind=Kind.PHONE)
    later = at + dt.timedelta(hours=1)
    mail = from_a_system(
        person, "OASys", "55", f"{CALL} See sentence plan.", occurred_at=later, kind=Kind.MESSAGE
    )
    EventPair.objects.create(one=call, other=mail)
    return call, mail
