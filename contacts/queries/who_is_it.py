"""Of whom it is asked, or was, whether what a file calls otherwise than we do is about them."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from contacts.formats import clock, days
from contacts.formats.who_disagrees import is_another_date, is_another_name
from contacts.models import Act, ImportBatch, Person, User, WhoIsIt
from contacts.models.heaps import ASKED_WHO, STILL_ASKED

Answer = WhoIsIt.Answer
# Of one row and of several, by what was answered.
BECOMES: dict[str, tuple[str, str]] = {
    Answer.OPEN: ("row waits", "rows wait"),
    Answer.OTHER: (
        "row stays waiting with this file, shown to nobody",
        "rows stay waiting with this file, shown to nobody",
    ),
    Answer.SAME: ("row is filed with this file", "rows are filed with this file"),
}


class Called(NamedTuple):
    """What a file calls somebody, and which of it is not what they are known by."""

    name: str
    born: str
    other_name: bool
    other_born: bool


@dataclass(frozen=True)
class AskedWho:
    """Somebody whom a file calls otherwise than we do."""

    id: int
    crn: str
    name: str
    born: str
    theirs: list[Called]
    said: str  # what was answered, by whom and when; empty until somebody does
    rows: str


class _Said(NamedTuple):
    """A row of ASKED_WHO."""

    person: int
    answer: str
    at: dt.datetime | None
    by: int | None
    by_name: str
    named: str
    born: dt.date | None
    rows: int


def asked_who(*, batch: ImportBatch, viewer: User) -> list[AskedWho]:
    """Of whom it is asked whether a batch is about them, or was, in four statements.

    Of anybody whom the viewer may not see nothing is asked.
    """
    told: dict[str, Any] = {"batch": batch.pk, "source": batch.source_id}
    told["since"] = batch.loaded_at
    together = defaultdict(list)  # what was answered together
    with connection.cursor() as cursor:
        cursor.execute(ASKED_WHO, told)
        for one in map(_Said._make, cursor.fetchall()):
            together[one.person, one.answer, one.at].append(one)
    seen = Person.objects.visible_to(viewer, Act.SEE_IMPORT)
    asked = seen.prefetch_related("aliases", "joined_records")
    people = asked.in_bulk({person for person, *_ in together})
    return [
        _asked(people[person], said, viewer)
        for (person, *_), said in together.items()
        if person in people
    ]


def _asked(person: Person, said: list[_Said], viewer: User) -> AskedWho:
    rows = sum(one.rows for one in said)
    return AskedWho(
        id=person.pk,
        crn=person.crn,
        name=person.full_name,
        born=_born(person.date_of_birth) or "date of birth not known",
        theirs=[_called(person, one.named, one.born) for one in said],
        said=_answered(said[0], viewer),
        rows=f"{rows:,} {BECOMES[said[0].answer][rows != 1]}",
    )


def _answered(said: _Said, viewer: User) -> str:
    if not said.at:
        return ""
    who = "You" if said.by == viewer.pk else said.by_name
    when = days.day(clock.london_day(said.at), clock.today())
    return f"{who} said: {Answer(said.answer).label.lower()} ({when})."


def _called(person: Person, named: str, born: dt.date | None) -> Called:
    return Called(
        name=named or "no name",
        born=_born(born) or "no date of birth",
        other_name=is_another_name(named, person.names()),
        other_born=is_another_date(born, person.births()),
    )


def _born(day: dt.date | None) -> str:
    return f"born {days.short_day(day, dt.date.min)}" if day else ""


def still_asked(*, batches: list[ImportBatch], viewer: User) -> Counter[int]:
    """How many people each of these asks the viewer about, in two statements.

    Of the viewer's own files and those of the command line.
    """
    ids = [batch.pk for batch in batches if batch.loaded_by_id in (viewer.pk, None)]
    with connection.cursor() as cursor:
        cursor.execute(STILL_ASKED, {"batches": ids})
        asked = cursor.fetchall()
    seen = Person.objects.visible_to(viewer, Act.SEE_IMPORT)
    people = set(seen.filter(pk__in={pk for _, pk in asked}).values_list("pk", flat=True))
    return Counter(batch for batch, pk in asked if pk in people)
