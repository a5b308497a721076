"""Every row of two person records, to compare before a join and after a parting."""

import datetime as dt

from contacts.models import (
    AccessRule,
    Alias,
    Allocation,
    Alongside,
    Amendment,
    Concern,
    Contact,
    Decision,
    Draft,
    EventPair,
    FollowUp,
    Person,
    PersonFact,
    SourceRecord,
    Standing,
    Talk,
    Words,
)

# As `tests.conftest.person` and `tests.actions.conftest.other` are called.
DEAN, DEEN = "X482913,Dean,Hartley", "X482999,Deen,Hartly"
TODAY = dt.date(2026, 11, 22)
KEPT = [Contact, Amendment, Words, PersonFact, Standing, Alias, Draft, Person]
KEPT += [Allocation, Alongside, AccessRule, SourceRecord, FollowUp, Concern, Talk, Decision]


def day(days: int | None) -> dt.date | None:
    return None if days is None else TODAY + dt.timedelta(days=days)


def everything() -> list:
    """Every row of both, but for the join itself and the trail."""
    asked = EventPair.objects.values_list("one", "other", "answer")
    return [sorted(map(str, model.objects.values_list())) for model in KEPT] + [sorted(asked)]


def facts(person: Person) -> dict[str, tuple[str, str]]:
    """What is known of somebody, and as of when."""
    newest = PersonFact.objects.newest_of_each().filter(person=person)
    return {fact.what: (fact.value, str(fact.as_at)) for fact in newest}


def stands(person: Person) -> list[tuple[str, str, str]]:
    """Where somebody is now, the current first."""
    rows = Standing.objects.in_force(TODAY).filter(person=person)
    return [(one.what, one.place, str(one.since)) for one in rows]
