"""What is still open about a person, as one reader is told it beside the box."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from contacts.formats import clock, days, texts
from contacts.formats.carried import With, carried_to
from contacts.models import Concern, Contact, FollowUp, Person, Talk, User
from contacts.models.contact import REPLACE_WITHIN

FOLLOW_UP, CONCERN, TALK = "follow-up", "concern", "talk"

_READ = "(open.contact_id IS NULL OR contact.state IN ('shown', 'joined'))"
_FOLLOW_UPS = f"""
SELECT '{FOLLOW_UP}' AS what, open.id AS number, coalesce(contact.lead_id, contact.id),
    open.promised_at AS at, author.id, author.name, author.is_active, open.words, open.who,
    open.named, open.state, open.closed_at
FROM contacts_followup AS open
JOIN contacts_contact AS contact ON contact.id = open.contact_id
JOIN contacts_user AS author ON author.id = open.author_id
WHERE open.state <> 'taken_back' AND {_READ}
"""  # noqa: S608  (of constants alone)
# A concern or a talk that nobody has closed or taken back.
_OTHER = f"""
UNION ALL
SELECT '{{what}}', open.id, coalesce(contact.lead_id, contact.id), open.{{at}},
    author.id, author.name, true, {{words}}, '', '', 'open', NULL
FROM {{table}} AS open
LEFT JOIN contacts_contact AS contact ON contact.id = open.contact_id
JOIN contacts_user AS author ON author.id = open.{{by}}
WHERE open.person_id = %(person)s AND open.closed_at IS NULL AND open.taken_back_at IS NULL
AND {_READ}
"""  # noqa: S608  (of constants alone)
_CONCERNS = _OTHER.format(
    what=CONCERN, at="raised_at", by="raised_by_id", words="open.words", table="contacts_concern"
)
_TALKS = _OTHER.format(
    what=TALK, at="asked_at", by="asked_by_id", words="''", table="contacts_talk"
)
OF_PERSON = f"""{_FOLLOW_UPS} AND open.person_id = %(person)s AND open.state = 'open'
{_CONCERNS} {_TALKS} ORDER BY at, what, number"""
ONE = f"{_FOLLOW_UPS} AND open.person_id = %(person)s AND open.id = %(id)s"
CLOSED_IN = f"""{_FOLLOW_UPS} AND open.person_id = %(person)s AND open.closed_in_id = %(id)s
ORDER BY at, number"""
OF_ENTRY = f"{_FOLLOW_UPS} AND open.contact_id = %(contact)s ORDER BY at, number"
# Who held the person or worked alongside, and when.
WITH_THEM = """
SELECT practitioner.id, practitioner.name, true, spell.since, spell.until
FROM contacts_allocation AS spell
JOIN contacts_user AS practitioner ON practitioner.id = spell.practitioner_id
WHERE spell.person_id = %s
UNION ALL SELECT beside.id, beside.name, false, spell.since, spell.until
FROM contacts_alongside AS spell JOIN contacts_user AS beside ON beside.id = spell.user_id
WHERE spell.person_id = %s
"""

CANNOT_SAY = "can’t say why yet"
LONGEST_ID = 18  # digits, so that it fits PostgreSQL's
SAID = {
    "done": "Done: {words}",
    "closed": "Done: {words}",
    "open": "Open again: {words}",
    "off": "Kept open until somebody writes what became of it.",
    "talk": "Asked: it is on the SPO’s page.",
    "back": "Taken back.",
}


class _Row(NamedTuple):
    """A row of any of these statements."""

    what: str
    id: int
    contact: int | None
    at: dt.datetime
    author: int
    author_name: str
    author_is_active: bool
    words: str
    who: str
    named: str
    state: str
    closed_at: dt.datetime | None


@dataclass(frozen=True)
class OpenThing:
    """One thing that is open, or of an entry was, in words."""

    what: str  # follow-up, concern or talk
    id: int
    contact: int | None  # the entry it is read in
    who: str  # "You", "Dean", "Police"; of a concern "Something feels off"
    words: str
    when: str  # "promised 5 November"
    state: str
    awaited: bool  # it stays open until a reply is written
    may_take_back: bool


@dataclass(frozen=True)
class Did:
    """What a press has just done, and what undoes it."""

    said: str
    undo: int | None = None  # the follow-up that this press closed


@dataclass(frozen=True)
class OpenThings:
    """All that is open about a person, the oldest first."""

    things: list[OpenThing]
    did: Did | None


def open_things(*, person: Person, viewer: User, did: str = "") -> OpenThings:
    """What is open for one reader, to whom what they promised is theirs ("You").

    `did` is what an address or a press says was just done: "done-7" that the follow-up 7 was,
    "closed-7" what the words of the entry 7 closed.
    One statement, another where a practitioner promised something, and of `did` as many again.
    """
    told = {"person": person.pk}
    return OpenThings(_asked(OF_PERSON, told, person, viewer), _did(person, viewer, did))


def follow_ups_of(*, contact: Contact, viewer: User) -> list[OpenThing]:
    """What is or was to do by an entry, for one reader. Two statements at most."""
    told = {"contact": contact.pk}
    return _asked(OF_ENTRY, told, contact.person, viewer)


def _asked(sql: str, told: dict, person: Person, viewer: User) -> list[OpenThing]:
    with connection.cursor() as cursor:
        cursor.execute(sql, told)
        rows = [_Row(*row) for row in cursor.fetchall()]
        spells: list[With] = []
        if any(row.who == FollowUp.Who.PRACTITIONER for row in rows):
            cursor.execute(WITH_THEM, [person.pk, person.pk])
            spells = [With(*row) for row in cursor.fetchall()]
    return [_thing(row, person, viewer, spells) for row in rows]


def _thing(row: _Row, person: Person, viewer: User, spells: list[With]) -> OpenThing:
    own = row.author == viewer.pk
    young = clock.now() - row.at <= REPLACE_WITHIN
    return OpenThing(
        what=row.what,
        id=row.id,
        contact=row.contact,
        who=_who(row, person, viewer, spells),
        words=row.words or (CANNOT_SAY if row.what == CONCERN else ""),
        when=_when(row, viewer),
        state=row.state,
        awaited=row.who == FollowUp.Who.OTHER,
        may_take_back=own and (row.what == TALK or (row.what == CONCERN and young)),
    )


def _who(row: _Row, person: Person, viewer: User, spells: list[With]) -> str:
    if row.what == CONCERN:
        return "Something feels off"
    if row.what == TALK:
        return "A talk with the SPO is asked for"
    if row.who == FollowUp.Who.PERSON:
        return person.preferred_name or person.first_name
    if row.who == FollowUp.Who.OTHER:
        return f"{row.named[0].upper()}{row.named[1:]}"
    on = clock.london_day(row.at)
    works, today = row.author_is_active, clock.today()
    if holder := carried_to(row.author, works=works, promised=on, today=today, spells=spells):
        doer = "You" if holder.user == viewer.pk else holder.name
        return f"{doer} (promised by {row.author_name})"
    return "You" if row.author == viewer.pk else row.author_name


def _when(row: _Row, viewer: User) -> str:
    on = _day(row.at)
    if row.what != FOLLOW_UP:
        return f"{'you' if row.author == viewer.pk else row.author_name}, {on}"
    asked = row.who == FollowUp.Who.OTHER
    said = f"{'asked' if asked else 'promised'} {on}"
    if row.closed_at:
        return f"{said}, {'replied' if asked else 'done'} {_day(row.closed_at)}"
    return f"{said}, awaited" if asked else said


def _day(at: dt.datetime) -> str:
    day, today = clock.london_day(at), clock.today()
    return "today" if day == today else days.short_day(day, today)


def _did(person: Person, viewer: User, did: str) -> Did | None:
    what, _, number = did.partition("-")
    if what not in SAID:
        return None
    if "{words}" not in SAID[what]:
        return Did(SAID[what])
    if not number.isdecimal() or len(number) > LONGEST_ID:
        return None
    told = {"person": person.pk, "id": int(number)}
    sql, state = (CLOSED_IN, "done") if what == "closed" else (ONE, what)
    found = [one for one in _asked(sql, told, person, viewer) if one.state == state]
    if not found:
        return None
    words = "; ".join(texts.first_words(one.words) for one in found)
    undo = found[0].id if state == "done" and len(found) == 1 else None
    return Did(SAID[what].format(words=words), undo)


@dataclass(frozen=True)
class Asks:
    """What is asked on the page that closes one of these with words."""

    title: str
    label: str  # of the box
    about: str  # "Police: domestic abuse check, asked 2 November"
    contact: int | None  # the entry beneath which the words will stand; else they are one


def asks(what: FollowUp | Concern | Talk, *, viewer: User) -> Asks:
    """The question in words; two statements at most."""
    contact = what.contact
    entry = (contact.lead_id or contact.pk) if contact else None
    if isinstance(what, FollowUp):
        title, label = f"The reply of {what.named}", "What was the reply?"
        return Asks(title, label, f"{what.words}, asked {_day(what.promised_at)}", entry)
    if isinstance(what, Concern):
        by = _by(what.raised_by, viewer, what.raised_at)
        said = f"{what.words or CANNOT_SAY} ({by})"
        return Asks("What became of it?", "What became of it?", said, entry)
    by = _by(what.asked_by, viewer, what.asked_at)
    return Asks(
        "What was said?", "What was said, if anything is to be kept", f"asked by {by}", entry
    )


def _by(user: User, viewer: User, at: dt.datetime) -> str:
    return f"{'you' if user == viewer else user.name}, {_day(at)}"
