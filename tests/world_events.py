"""What the diary of `world.py` holds of one event, beside its joined pair: a fold, and a question.

The fold is of the pair's lead: its own words once more, under another type. Whether the entry whose
words were replaced is of the same event is asked.
"""

from contacts.formats import clock
from contacts.models import Contact, EventPair, SourceRecord, State


def events_of(contacts: dict[str, Contact]) -> None:
    lead, other = contacts["lead"], contacts["replaced"]
    told = SourceRecord.objects.get(contact=lead)
    contacts["folded"] = Contact.objects.create(
        person=lead.person,
        author_name=lead.author_name,
        occurred_at=lead.occurred_at,
        recorded_at=clock.now(),
        heading="zqfoldedheadingqz",
        notes=lead.notes,
        state=State.JOINED,
        lead=lead,
    )
    SourceRecord.objects.create(
        source=told.source,
        batch=told.batch,
        foreign_id="zqfoldedidqz",
        digest=b"folded",
        contact=contacts["folded"],
        raw={},
    )
    one, two = sorted([lead.pk, other.pk])
    EventPair.objects.create(one_id=one, other_id=two)
