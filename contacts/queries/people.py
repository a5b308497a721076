"""People on a list, whoever looks at it: when each was last met, and where they are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from contacts.formats import clock, days, texts
from contacts.models import Standing
from contacts.queries.last_met import last_met
from contacts.queries.now import NOW

PEOPLE = f"""
SELECT person.id, person.crn, person.first_name, person.last_name, person.preferred_name,
    held.practitioner_id AS holder, held.since AS held,
    standing.what, standing.place, standing.expected_release, released.until AS released,
    met.kind, met.occurred_at, latest.occurred_at AS written, latest.notes,
    next.at AS next, next.time_known
FROM contacts_person AS person
{NOW}
LEFT JOIN LATERAL (
    SELECT contact.occurred_at, left(coalesce(replaced.notes, contact.notes), 400) AS notes
    FROM (
        SELECT id, occurred_at, notes FROM contacts_contact AS contact
        WHERE contact.person_id = person.id AND contact.state = 'shown'
        ORDER BY contact.occurred_at DESC, contact.id DESC LIMIT 1
    ) AS contact
    LEFT JOIN LATERAL (
        SELECT notes FROM contacts_amendment AS amendment
        WHERE amendment.contact_id = contact.id AND amendment.replaces
        ORDER BY amendment.id DESC LIMIT 1
    ) AS replaced ON true
) AS latest ON true
LEFT JOIN LATERAL (
    SELECT at, time_known FROM contacts_appointment AS planned
    WHERE planned.person_id = person.id AND planned.state = 'planned' AND planned.at >= %(begins)s
    AND planned.at < %(ends)s AND (planned.at >= %(now)s OR NOT planned.time_known)
    ORDER BY planned.at, planned.id LIMIT 1
) AS next ON true
WHERE person.id = ANY(%(people)s)
"""  # noqa: S608  (of constants alone)

TWO_DAYS = dt.timedelta(days=2)  # for which what is planned is shown
GROUPS = {
    Standing.What.CUSTODY: "custody",
    Standing.What.RECALLED: "custody",
    Standing.What.SUSPENDED: "suspended",
}


@dataclass(frozen=True)
class Row:
    """One person on the list, in the words the list shows."""

    id: int
    crn: str
    called: str
    holder: int | None  # the id of the practitioner who holds them today
    last_name: str
    find: str  # folded, for narrowing as one types
    group: str  # community, custody or suspended
    last_met: str
    how_long: str
    unmet: int  # days
    where: str
    expected_release: dt.date | None
    next: str  # "10:30", "tomorrow 10:30", of the two days alone
    next_at: dt.datetime | None
    last_written: str  # the day
    first_words: str


@dataclass(frozen=True)
class People:
    """A list in its groups."""

    community: list[Row]
    custody: list[Row]
    suspended: list[Row]
    next_release: str

    @property
    def ids(self) -> list[int]:
        return [row.id for row in (*self.community, *self.custody, *self.suspended)]


SORTS: dict[str, Any] = {
    # Who was never met, and held by nobody since, is unmet longest of all.
    "met": lambda row: (row.how_long != "", -row.unmet, row.last_name),
    "person": lambda row: (texts.fold(row.last_name), texts.fold(row.called)),
}


def rows(people: Iterable[int], today: dt.date) -> list[Row]:
    """These people, by id, in no order. One statement, whatever their number."""
    told: dict[str, Any] = {"people": list(people), "today": today, "now": clock.now()}
    told |= {"begins": clock.begins(today), "ends": clock.begins(today + TWO_DAYS)}
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, told)
        names = [column.name for column in cursor.description]
        return [_row(today, dict(zip(names, found, strict=True))) for found in cursor.fetchall()]


def in_order(rows: Iterable[Row], sort: str = "met") -> list[Row]:
    """By "met", which puts those longest unmet first, or "person"."""
    return sorted(rows, key=SORTS.get(sort, SORTS["met"]))


def in_groups(rows: Iterable[Row], today: dt.date, sort: str = "met") -> People:
    """The list as it is read: in the community, in custody, contact suspended.

    `sort` is "met", which puts those longest unmet first, or "person"; people in custody come by
    release date unless sorted by name.
    """
    ordered = in_order(rows, sort)
    custody = [row for row in ordered if row.group == "custody"]
    if sort != "person":
        custody.sort(key=lambda row: row.expected_release or dt.date.max)
    releases = [row.expected_release for row in custody if row.expected_release]
    return People(
        community=[row for row in ordered if row.group == "community"],
        custody=custody,
        suspended=[row for row in ordered if row.group == "suspended"],
        next_release=days.short_day(min(releases), today) if releases else "",
    )


def _row(today: dt.date, found: dict[str, Any]) -> Row:
    called = f"{found['preferred_name'] or found['first_name']} {found['last_name']}"
    last_met_in_words, since = last_met(
        met_at=found["occurred_at"],
        kind=found["kind"],
        released=found["released"],
        held=found["held"],
        today=today,
    )
    unmet = days.days_between(since, today) if since else 0
    return Row(
        id=found["id"],
        crn=found["crn"],
        called=called,
        holder=found["holder"],
        last_name=found["last_name"],
        find=texts.fold(f"{called} {found['first_name']} {found['last_name']} {found['crn']}"),
        group=GROUPS.get(found["what"], "community"),
        last_met=last_met_in_words,
        how_long=days.how_long(unmet) if since else "",
        unmet=unmet,
        where=_where(today, found),
        expected_release=found["expected_release"],
        next=_next(found["next"], found["time_known"], today),
        next_at=found["next"],
        last_written=_day(found["written"], today),
        first_words=texts.first_words(found["notes"] or ""),
    )


def soon_first(people: People) -> People:
    """Whoever in the community is to be seen today or tomorrow before everybody else, by time."""
    ahead = sorted((row.next_at, n) for n, row in enumerate(people.community) if row.next_at)
    first = [people.community[n] for _, n in ahead]
    rest = [row for row in people.community if not row.next_at]
    return replace(people, community=[*first, *rest])


def _day(at: dt.datetime | None, today: dt.date) -> str:
    return days.short_day(clock.london_day(at), today) if at else ""


def _next(at: dt.datetime | None, time_known: bool, today: dt.date) -> str:
    """ "10:30", "tomorrow 10:30", or the day alone where no time is known."""
    if at is None:
        return ""
    day = days.day(clock.london_day(at), today)
    if not time_known:
        return day
    return days.time(at) if day == days.day(today, today) else f"{day} {days.time(at)}"


def _where(today: dt.date, found: dict[str, Any]) -> str:
    """Where somebody in custody or hospital is, and until when."""
    words = [found["place"] or ""]
    if found["expected_release"]:
        words.append(f"release expected {days.short_day(found['expected_release'], today)}")
    return ", ".join(word for word in words if word)
