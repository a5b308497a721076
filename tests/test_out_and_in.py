"""Taken out, brought in to a diary with the same people and nothing else, and taken out again:
the file is the same to the byte."""

import datetime as dt
import io
import uuid
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts.actions.filing import file_contacts
from contacts.actions.importing import read, stage
from contacts.formats import clock
from contacts.models import (
    Amendment,
    Contact,
    Kind,
    Outcome,
    Person,
    Source,
    SourceRecord,
    User,
)
from contacts.queries.export import Exported, Wanted
from tests.taken_out import read as read_rows

SIGNS = "=+-@'\"\t\n\r ,;[]aZ9/é\u00a0\u200b\ufeff＝“😀"
WORDS = (
    st.text(st.sampled_from(SIGNS), min_size=1, max_size=12)
    | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=30)
    | st.sampled_from(
        [
            *("=1+1", "'=1+1", "- did not attend", "+44 113 496 0000", "\r\nSeen.", "\\N", "\\."),
            *("[[Aunt]] rang.", "Never closed [[", "]]", "sep=;", "Seen ...[P updated the case "),
            "Seen.\n" + "-" * 57 + "\nComment added by Pat on 03/03/2026 at 10:15\nRang.",
            "Seen ...[PAT updated the case notes on 2026/03/03 10:15:00] Rang.",
        ]
    )
)
LINES = st.text(st.sampled_from("=+-@'\" aZ9,/[é"), max_size=8).map(str.strip)
MOMENTS = st.integers(0, 2_000_000).map(
    lambda minutes: dt.datetime(2022, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)
PARTS = st.sampled_from([0, 1, 59_000_001]).map(lambda us: dt.timedelta(microseconds=us))
AUTOMATIC = "Community Practitioner Transfer"  # folded to a line a day, where nothing else is said


def as_typed(words: str) -> str:
    """As the diary keeps it, which says something."""
    return (words if words.strip() else f"Seen.{words}").replace("\r\n", "\n")


LATER = st.fixed_dictionaries(
    {
        "notes": WORDS.map(as_typed),
        "at": MOMENTS,
        "part": PARTS,
        "by": st.none() | LINES,  # None is somebody who wrote it here
    }
)
TYPED = st.fixed_dictionaries(
    {
        "person": st.integers(0, 1),
        "at": MOMENTS,
        "time_known": st.booleans(),
        "kind": st.sampled_from(["", *Kind.values]),
        "outcome": st.sampled_from(["", *Outcome.values]),
        "minutes": st.none() | st.integers(1, 1440),
        "notes": WORDS.map(as_typed),
        "sensitive": st.booleans(),
        "later": st.lists(LATER, max_size=2),
        "replaces": st.none() | WORDS.map(as_typed),
        # Of a source: its name, the id it gave, and what it called it; else typed here.
        "source": st.none()
        | st.tuples(LINES, st.sampled_from(["nDelius", "=NOMIS"]), LINES | st.just(AUTOMATIC)),
        # Only of a source: without a word of its own, and a newer version of the one before.
        "silent": st.booleans(),
        "version": st.booleans(),
        # Shown with the first of the same person.
        "joined": st.booleans(),
    }
)
HERE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)


@pytest.fixture
def people(add_person, pat) -> list[Person]:
    return [add_person(crn=f"X48291{number}") for number in (3, 4)]


def keep(people: list[Person], pat: User, told: dict[str, Any], number: int) -> Contact:
    london = told["at"].astimezone(clock.LONDON)
    at = told["at"] if told["time_known"] else clock.begins(london.date())
    by: dict[str, Any] = {"author": pat, "token": uuid.uuid4()}
    if told["source"]:
        by = {"author_name": told["source"][0] or "Ann Bell", "heading": told["source"][2]}
    same = ("time_known", "kind", "outcome", "minutes", "sensitive")
    silent = told["silent"] and told["source"]
    contact = Contact.objects.create(
        person=people[told["person"]],
        occurred_at=at,
        recorded_at=clock.now(),
        notes="" if silent else told["notes"],
        **{name: told[name] for name in same},
        **by,
    )
    if told["source"]:
        record(contact, told["source"][1], number, told["version"])
    for later in told["later"]:
        author = pat if later["by"] is None else later["by"] or "Bob Cole"
        add(contact, author, later["notes"], written_at=later["at"] + later["part"])
    if told["replaces"]:
        add(contact, pat, told["replaces"], replaces=True)
    if told["joined"]:
        join(contact, people[told["person"]].contacts.filter(state="shown").earliest("pk"))
    return contact


def record(contact: Contact, name: str, number: int, version: bool) -> None:
    """A newer version of the record before it takes its place."""
    source, _ = Source.objects.get_or_create(name=name)
    before = source.records.exclude(foreign_id="").order_by("pk").last()
    older = before.contact if before and version else None
    follows = older is not None and older.person_id == contact.person_id
    SourceRecord.objects.create(
        source=source,
        batch=source.batches.create(loaded_at=clock.now()),
        contact=contact,
        foreign_id=before.foreign_id if follows else f"-{number}" if number % 3 else "",
        digest=str(number).encode(),
        raw={},
    )
    if follows and older.state == "shown":
        join(older, contact)


def join(contact: Contact, lead: Contact) -> None:
    """As the product does: whatever was shown with the one is shown with the other."""
    if contact != lead:
        contact.joined.update(lead=lead)
        Contact.objects.filter(pk=contact.pk).update(state="joined", lead=lead)


def add(contact: Contact, author: User | str, notes: str, **known: Any) -> None:
    by = {"author": author, "token": uuid.uuid4()}
    if isinstance(author, str):
        by = {"author_name": author}
    Amendment.objects.create(contact=contact, notes=notes, recorded_at=clock.now(), **by, **known)


def take_out(ada: User, **wanted: Any) -> bytes:
    chosen = {"sensitive": True, "passages": True, **wanted}
    return b"".join(Exported(Wanted(**chosen), ada))


def bring_in(file: bytes) -> None:
    source = Source.objects.create(name="Another diary")
    batch = stage(source=source, by=None, file=io.BytesIO(file), file_name="contacts.csv")
    read(batch=batch)
    counts = file_contacts(batch=batch, by=None)
    assert counts["new"] + counts["to_check"] == batch.length, batch.counts


@HERE
@given(st.lists(TYPED, min_size=1, max_size=5), st.booleans())
def test_out_in_and_out_again_gives_the_same_file(
    seen_within_the_test, ada, pat, people, told, narrowed
):
    wanted = {"person": people[0]} if narrowed else {}
    told[0]["person"] = 0
    with transaction.atomic():
        for number, one in enumerate(told):
            keep(people, pat, one, number)
        first = take_out(ada, **wanted)
        forget_contacts()
        bring_in(first)
        assert take_out(ada, **wanted) == first
        transaction.set_rollback(True)


GLUE = "\n" + "-" * 57 + "\nComment added by {} on 04/03/2026 at 09:15\n"
HEAD = "CRN,Contact ID,Contact Date,Start Time,End Time,Contact Type,Officer,Outcome,Sensitive"
HEAD += ",Notes,Last Updated,Last Updated By"


def test_versions_with_what_was_glued_to_them_come_back_as_they_were(
    seen_within_the_test, ada, bring, people
):
    older = f"Seen.{GLUE.format('Ann Bell')}Rang."
    newer = f"{older}{GLUE.format('Bob Cole')}Rang again."
    for day, notes in (("10/03/2026", older), ("09/03/2026", newer)):
        bring(
            f'X482913,7,{day},10:15,,Office Visit,Ann Bell,Attended,N,"{notes}",,',
            head=HEAD,
        )
    for wanted in ({}, {"person": people[0]}):
        with transaction.atomic():
            first = take_out(ada, **wanted)
            assert [row["id"] for row in read_rows(first)] == ["7", "7/1", "7/2", "7/3"]
            forget_contacts()
            bring_in(first)
            assert take_out(ada, **wanted) == first
            shown = Contact.objects.get(state="shown")
            rang, again, earlier = (one.notes for one in shown.amendments.order_by("id"))
            assert (rang, again) == ("Rang.", "Rang again.")
            assert earlier.startswith("Earlier in nDelius, 7: Tuesday 10 March 2026, 10:15.")
            assert earlier.endswith("The same words.")
            transaction.set_rollback(True)


def test_a_kind_that_was_put_right_to_none_is_not_read_from_the_heading(
    seen_within_the_test, ada, people, add_contact
):
    add_contact(people[0], author_name="Ann Bell", heading="Planned Office Visit (NS)")
    first = take_out(ada)
    forget_contacts()
    bring_in(first)
    assert take_out(ada) == first


def forget_contacts() -> None:
    """Off every page and out of every file, as nothing else is: what is left are the people."""
    Contact.objects.update(state="undone", lead=None)
