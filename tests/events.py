"""A day or two of one person's records, as several systems might have them."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from hypothesis import strategies as st

from contacts.actions.events import join_events, part_events
from contacts.actions.matching import match, to_match
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.models import Contact, EventPair, ImportBatch, Person, Source, SourceRecord, User

FIRST = dt.datetime(2026, 3, 12, 9, 0, tzinfo=dt.UTC)
DAY = dt.datetime(2026, 3, 12, 10, 15, tzinfo=dt.UTC)
NOTE = "Seen at home with his mum. He has the letter from the council about the flat at last."
MORE = f"{NOTE} He starts on Monday and will ring me before."
ALIKE = "At home with his mum. He has the letter from the council about the flat, and is well."
TEXTS = [
    "DNA, no answer.",
    NOTE,
    MORE,
    ALIKE,
    "Attended on time. No issues. Next appointment given.",
]
Draw = Callable[[Any], Any]
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "source": st.sampled_from(["", "nDelius", "NOMIS", "OASys"]),
            "notes": st.sampled_from(TEXTS),
            "minutes": st.integers(0, 32).map(lambda quarters: quarters * 60),
            "time_known": st.booleans(),
            "kind": st.sampled_from(["", "office", "home_visit", "phone"]),
            "outcome": st.sampled_from(["", "", "attended", "did_not_attend"]),
            "version": st.booleans(),  # of the record of its source before it
        }
    ),
    min_size=2,
    max_size=7,
)


def write(person: Person, pat: User, told: list[dict[str, Any]]) -> list[int]:
    """The ids of the contacts that these records make, all of them shown by themselves."""
    ids, last = [], {}
    for number, one in enumerate(told):
        contact = _contact(person, pat, one)
        ids.append(contact.pk)
        if one["source"]:
            source, _ = Source.objects.get_or_create(name=one["source"])
            batch = ImportBatch.objects.create(source=source, loaded_at=clock.now())
            follows = one["version"] and one["source"] in last
            foreign = last[one["source"]] if follows else f"{number}"
            last[one["source"]] = foreign
            digest = uuid.uuid4().bytes
            SourceRecord.objects.create(
                source=source,
                batch=batch,
                contact=contact,
                foreign_id=foreign,
                digest=digest,
                raw={},
            )
    return ids


def _contact(person: Person, pat: User, one: dict[str, Any]) -> Contact:
    at = FIRST + dt.timedelta(minutes=one["minutes"])
    by: dict[str, Any] = {"author_name": "Ann Bell"}
    if not one["source"]:
        by = {"author": pat, "token": uuid.uuid4()}
    return Contact.objects.create(
        person=person,
        occurred_at=at if one["time_known"] else clock.begins(clock.london_day(at)),
        time_known=one["time_known"],
        recorded_at=clock.now(),
        notes=one["notes"],
        kind=one["kind"],
        outcome=one["outcome"],
        **by,
    )


def rows_of(ids: list[int]) -> list[tuple[Any, ...]]:
    """Every value of these contacts."""
    return list(Contact.objects.filter(pk__in=ids).order_by("pk").values_list())


def check_join_then_part(person: Person, pat: User, told: list[Any], draw: Draw) -> None:
    """Joined in any pairs and parted in any order, every row is what it was."""
    ids = write(person, pat, told)
    with connection.cursor() as cursor:
        to_match(cursor, ids)
        match(cursor)
    before = rows_of(ids)
    pressed = []
    for _ in range(draw(st.integers(1, 3))):
        pair = draw(st.permutations(ids))[:2]
        one, other = (Contact.objects.get(pk=pk) for pk in pair)
        try:
            join_events(contact=one, other=other, by=pat)
        except Refused:
            continue
        pressed.append(pair)
    while pairs := list(joined_by_hand()):
        pair = draw(st.sampled_from(pairs))
        part_events(contact=Contact.objects.get(pk=draw(st.sampled_from(pair))), by=pat)
    assert rows_of(ids) == before, pressed


def joined_by_hand() -> Iterator[tuple[int, int]]:
    """The pairs that somebody joined and that are still shown as one, led by one of them."""
    for pair in EventPair.objects.filter(answer="same").select_related("one", "other"):
        if pair.one_id == pair.other.lead_id or pair.other_id == pair.one.lead_id:
            yield pair.one_id, pair.other_id


def row(
    notes: str = NOTE, at: str = "2026-03-12 10:15", number: int = 1, crn: str = "X482913"
) -> str:
    """A line of a file of contacts, under `tests.brought.HEAD`."""
    return f'{crn},{at},"{notes}",{number}'


def shown(**known: Any) -> list[list[str]]:
    """The source of each entry that is shown, the earliest first, and of what is shown with it."""
    entries = Contact.objects.filter(state="shown", **known).order_by("occurred_at", "pk")
    return [[source(one), *sorted(map(source, one.joined.all()))] for one in entries]


def source(contact: Contact) -> str:
    record = contact.source_records.select_related("source").order_by("pk").first()
    return record.source.name if record else "here"


def asked() -> list[tuple[str, ...]]:
    """The sources of each two that may be one event."""
    return sorted(
        tuple(sorted([source(pair.one), source(pair.other)]))
        for pair in EventPair.objects.open().select_related("one", "other")
    )
