"""However two records are joined, and in whatever order parted: every row is as it was."""

import datetime as dt
import uuid

from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contacts.actions.joining_people import join_people, part_people
from contacts.actions.matching import match, to_match
from contacts.formats import clock
from contacts.models import (
    Allocation,
    Alongside,
    Contact,
    ImportBatch,
    Person,
    PersonFact,
    Source,
    SourceRecord,
    User,
)
from tests.actions.both_records import TODAY, day, everything

SPELL = st.tuples(st.integers(-60, 20), st.none() | st.integers(0, 40))
OF_ONE = st.fixed_dictionaries(
    {
        "held": st.lists(st.tuples(st.integers(0, 2), SPELL), max_size=4),
        "beside": st.lists(st.tuples(st.integers(0, 1), SPELL), max_size=3),
        "contacts": st.lists(
            st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 9)), max_size=4
        ),
        "facts": st.integers(0, 2),
        "team": st.booleans(),
    }
)


SYSTEMS = ["", "nDelius", "NOMIS"]
WORDS = [
    "Dean came in on time and spoke of his tenancy. The landlord rang on Monday, and he is calm.",
    "Came in late. He has begun at the yard in Hunslet, two days each week, and wants more hours.",
    "Did not attend, no answer.",
]


def write(person: Person, contacts: list[tuple[int, int, int]], pat: User) -> None:
    """Entries that may be of one event, typed here or brought from two systems, and matched."""
    for system, words, hour in contacts:
        at = clock.now() - dt.timedelta(hours=hour)
        told = {"person": person, "occurred_at": at, "recorded_at": clock.now()}
        typed = {"author": pat, "token": uuid.uuid4()}
        by = {"author_name": "R. Shah"} if system else typed
        contact = Contact.objects.create(notes=WORDS[words], **told, **by)
        if system:
            source, _ = Source.objects.get_or_create(name=SYSTEMS[system])
            batch, _ = ImportBatch.objects.get_or_create(
                source=source, defaults={"loaded_at": clock.now()}
            )
            row = {"foreign_id": f"N{contact.pk}", "digest": b"1", "raw": {}}
            SourceRecord.objects.create(source=source, batch=batch, contact=contact, **row)
    with connection.cursor() as cursor:
        to_match(cursor, list(person.contacts.values_list("pk", flat=True)))
        match(cursor)


def make(person: Person, told: dict, users: list, team) -> None:
    for name, model, who in (("held", Allocation, "practitioner"), ("beside", Alongside, "user")):
        for number, (since, long) in told[name]:
            spell = {"since": day(since), "until": None if long is None else day(since + long)}
            try:
                with transaction.atomic():
                    model.objects.create(person=person, **{who: users[number]}, **spell)
            except DatabaseError:
                continue  # of those that overlap the first
    write(person, told["contacts"], users[0])
    source, _ = Source.objects.get_or_create(name="nDelius")
    for number in range(told["facts"]):
        fact = {"what": "phone", "value": str(number), "source": source, "as_at": TODAY}
        PersonFact.objects.create(person=person, **fact)
    Person.objects.filter(pk=person.pk).update(team=team if told["team"] else None)


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(records=st.lists(OF_ONE, min_size=3, max_size=3), data=st.data())
def test_joined_and_parted_in_any_order_every_row_is_as_it_was(
    add_person, pat, priya, olu, sam, team, records, data
):
    with transaction.atomic():
        users = [pat, priya, olu]
        kept, *others = people = [add_person(crn=f"X48290{n}") for n in range(3)]
        for person, told in zip(people, records, strict=True):
            make(person, told, users, team)
        before = everything()
        joins = []
        for one in others:
            kept.refresh_from_db()
            both = kept.allocations.from_day(TODAY), one.allocations.from_day(TODAY)
            holding = {spell.practitioner for spells in both for spell in spells}
            asked = all(both) and len(holding) > 1
            holder = data.draw(st.sampled_from(sorted(holding, key=str))) if asked else None
            joins.append(join_people(kept=kept, joined=one, holder=holder, by=sam))
        for join in data.draw(st.permutations(joins)):
            part_people(join=join, by=sam)
        assert everything() == before
        transaction.set_rollback(True)
