"""However two records are joined, and in whatever order parted: every row is as it was."""

import uuid

from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contacts.actions.joining_people import join_people, part_people
from contacts.formats import clock
from contacts.models import Allocation, Alongside, Contact, Person, PersonFact, Source
from tests.actions.both_records import TODAY, day, everything

SPELL = st.tuples(st.integers(-60, 20), st.none() | st.integers(0, 40))
OF_ONE = st.fixed_dictionaries(
    {
        "held": st.lists(st.tuples(st.integers(0, 2), SPELL), max_size=4),
        "beside": st.lists(st.tuples(st.integers(0, 1), SPELL), max_size=3),
        "contacts": st.lists(st.sampled_from(["shown", "joined", "withdrawn"]), max_size=3),
        "facts": st.integers(0, 2),
        "team": st.booleans(),
    }
)


def make(person: Person, told: dict, users: list, team) -> None:
    for name, model, who in (("held", Allocation, "practitioner"), ("beside", Alongside, "user")):
        for number, (since, long) in told[name]:
            spell = {"since": day(since), "until": None if long is None else day(since + long)}
            try:
                with transaction.atomic():
                    model.objects.create(person=person, **{who: users[number]}, **spell)
            except DatabaseError:
                continue  # of those that overlap the first
    lead = None
    for state in told["contacts"]:
        about = {"author": users[0], "token": uuid.uuid4(), "recorded_at": clock.now()}
        about |= {"person": person, "occurred_at": clock.now(), "notes": state}
        joined = state == "joined" and lead
        made = Contact.objects.create(
            state=state if joined or state != "joined" else "shown",
            lead=lead if joined else None,
            **about,
        )
        lead = lead or (made if made.state == "shown" else None)
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
