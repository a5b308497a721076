"""Everybody one practitioner holds, works alongside or covers, and when each was last met."""

from dataclasses import dataclass

from contacts.formats import clock, days, texts
from contacts.models import Act, Cover, Person, User
from contacts.queries.people import People, Row, in_groups, in_order, rows, soon_first


@dataclass(frozen=True)
class Covered:
    """Those of a colleague who is away, for whom the reader answers meanwhile."""

    name: str
    last_day: str
    rows: list[Row]


def my_people(*, user: User, find: str = "", sort: str = "met") -> People:
    """Everybody on the user's caseload, narrowed to names and CRNs that hold `find`.

    Two statements, whatever the number of people. `sort` is "met" or "person"; by "met" whoever is
    to be seen today or tomorrow comes first.
    """
    today, wanted = clock.today(), texts.fold(find)
    people = Person.objects.visible_to(user, Act.MY_PEOPLE).with_practitioner(user, today)
    found = rows(people.on_caseloads(today).values_list("pk", flat=True), today)
    shown = in_groups([row for row in found if wanted in row.find], today, sort)
    return shown if sort == "person" else soon_first(shown)


def covering(*, user: User, find: str = "", sort: str = "met") -> list[Covered]:
    """Whom the user covers for today, with whom each holds, narrowed as `my_people` is.

    One statement, or two where they cover for somebody. In the order of the last days away.
    """
    today, wanted = clock.today(), texts.fold(find)
    covers = Cover.objects.in_force(today).filter(covered_by=user).select_related("practitioner")
    away = list(covers.order_by("until", "pk"))
    if not away:
        return []
    held = Person.objects.visible_to(user, Act.MY_PEOPLE).covered_by(user, today)
    found = rows(held.on_caseloads(today).values_list("pk", flat=True), today)
    by_holder: dict[int | None, list[Row]] = {}
    for row in in_order(found, sort):
        by_holder.setdefault(row.holder, []).append(row)
    return [
        Covered(
            name=one.practitioner.name,
            last_day=days.day(one.last_day, today),
            rows=[row for row in by_holder.get(one.practitioner_id, []) if wanted in row.find],
        )
        for one in away
    ]
