"""What of an entry nDelius does not have yet, as somebody copies it there."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from contacts.formats import clock, days, mask, ndelius
from contacts.formats.ndelius import Box, Happened, Part
from contacts.models import Contact, Kind, Outcome, Seen, State, User
from contacts.queries.later_words import NAMES

# All that is known of one entry, in one statement. A record of the event that came from nDelius
# says since when nDelius has it.
KNOWN = """
SELECT contact.notes, coalesce(author.name, ''), copied.at, copied.up_to_id, copier.name,
    event.sensitive, event.since,
    (SELECT json_agg(json_build_array(amendment.id, amendment.author_id IS NOT NULL,
            coalesce(writer.name, amendment.author_name),
            coalesce(amendment.written_at, amendment.recorded_at), amendment.recorded_at,
            amendment.notes, amendment.changed, amendment.replaces) ORDER BY amendment.id)
        FROM contacts_amendment AS amendment
        LEFT JOIN contacts_user AS writer ON writer.id = amendment.author_id
        WHERE amendment.contact_id = contact.id)
FROM contacts_contact AS contact
LEFT JOIN contacts_user AS author ON author.id = contact.author_id
LEFT JOIN contacts_copiedout AS copied ON copied.contact_id = contact.id
LEFT JOIN contacts_user AS copier ON copier.id = copied.by_id
CROSS JOIN LATERAL (
    SELECT bool_or(one.sensitive) AS sensitive, min(one.recorded_at) FILTER (WHERE EXISTS (
        SELECT FROM contacts_sourcerecord AS record
        JOIN contacts_source AS source ON source.id = record.source_id
        WHERE record.contact_id = one.id AND source.name ILIKE %(called)s)) AS since
    FROM (
        SELECT contact.id, contact.sensitive, contact.recorded_at
        UNION ALL SELECT joined.id, joined.sensitive, joined.recorded_at
        FROM contacts_contact AS joined
        WHERE joined.lead_id = contact.id AND joined.state = 'joined'
    ) AS one
) AS event
WHERE contact.id = %(id)s
"""
INSTEAD = "These words stand in the place of those before:"


@dataclass(frozen=True)
class Copying:
    """What there is to copy of an entry, all or a change; in no parts where nDelius has it all."""

    id: int
    said: str  # how far nDelius has it, in a sentence; empty where it does not
    press: str
    boxes: list[Box]
    parts: list[Part]
    whole: bool
    up_to: int | None  # the last of its later words, for `copy_out`
    passages: bool  # among the words are some marked sensitive

    @property
    def done(self) -> str:
        """What is said once it was copied."""
        return "Copied, with what is marked sensitive." if self.passages else "Copied."


class _Later(NamedTuple):
    """An amendment, as PostgreSQL puts it into JSON."""

    id: int
    typed: bool
    author: str
    written: str
    recorded: str
    notes: str
    changed: dict[str, list[Any]]
    replaces: bool


class _Known(NamedTuple):
    """The row of KNOWN."""

    notes: str
    author: str
    copied_at: dt.datetime | None
    up_to: int | None
    copier: str | None
    sensitive: bool
    since: dt.datetime | None
    amendments: list[list[Any]] | None

    @property
    def later(self) -> list[_Later]:
        return [_Later(*one) for one in self.amendments or []]


def copying(*, contact: Contact, viewer: User, whole: bool = False) -> Copying | None:
    """What nDelius does not have of an entry, or all of it where that is asked for.

    None where it has all without anybody's copying, and of what was not written here: an entry that
    another source brought, a stub, a record shown with another. One statement.
    """
    if contact.state != State.SHOWN:
        return None
    known = _known(contact)
    changes, had = _changes(known), bool(known.copied_at or known.since)
    whole = bool(contact.author_id) and (whole or not had)
    if not (whole or changes or known.copied_at):
        return None
    words = _words(known) if whole else _told(changes)
    above = ndelius.boxes(_happened(contact, known, viewer, whole))
    return Copying(
        id=contact.pk,
        said=_said(known, len(changes)) if had else "",
        press="Copy the change" if had and not whole else "Copy for nDelius",
        boxes=above,
        parts=ndelius.parts(above, words, contact.pk) if words else [],
        whole=whole,
        up_to=max((one.id for one in known.later), default=None),
        passages=any(run.sensitive for run in mask.runs(words)),
    )


def _known(contact: Contact) -> _Known:
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, {"id": contact.pk, "called": f"%{ndelius.CALLED}%"})
        return _Known(*cursor.fetchone())


def _happened(contact: Contact, known: _Known, viewer: User, whole: bool) -> Happened:
    """Whose it is has to be told where somebody else copies it, and once."""
    others = whole and contact.author_id != viewer.pk
    return Happened(
        at=contact.occurred_at,
        time_known=contact.time_known,
        minutes=contact.minutes,
        kind=contact.kind,
        outcome=contact.outcome,
        about=contact.seen == Seen.ABOUT,
        officer=known.author if others else "",
        sensitive=known.sensitive,
        written=contact.recorded_at if contact.author_id else None,
    )


def _changes(known: _Known) -> list[_Later]:
    """What was written here since nDelius had it, or ever."""
    ours = [one for one in known.later if one.typed]
    if known.copied_at:
        return [one for one in ours if one.id > (known.up_to or 0)]
    since = known.since
    return [one for one in ours if not since or dt.datetime.fromisoformat(one.recorded) > since]


def _said(known: _Known, changes: int) -> str:
    if changes:
        return f"nDelius has this, {'one change' if changes == 1 else f'{changes} changes'} since."
    if not known.copied_at:
        return ""
    when = days.moment(known.copied_at, True, clock.today())
    return f"nDelius has this: copied by {known.copier}, {when}."


def _words(known: _Known) -> str:
    """All that stands, and by whom each of the later words is."""
    replacing = [one.notes for one in known.later if one.replaces]
    standing = replacing[-1] if replacing else known.notes
    added = [_comment(one, one.notes) for one in known.later if one.notes and not one.replaces]
    return "\n\n".join([standing, *added])


def _told(changes: list[_Later]) -> str:
    """Each change with whose it is; of words that others replaced since, nothing."""
    last = max((one.id for one in changes if one.replaces), default=None)
    told = []
    for one in changes:
        put_right = _put_right(one.changed)
        replaced = INSTEAD if one.replaces else ""
        if not one.replaces or one.id == last:
            words = "\n".join(part for part in (replaced, one.notes, put_right) if part)
            told.append(_comment(one, words))
    return "\n\n".join(told)


def _comment(later: _Later, words: str) -> str:
    return ndelius.comment(later.author, dt.datetime.fromisoformat(later.written), words)


def _put_right(changed: dict[str, list[Any]]) -> str:
    """ "Put right: kind was Phone." What it is now stands in the boxes."""
    names = NAMES.keys() & changed.keys()
    if "occurred_at" in names:  # a time comes with its day
        names -= {"time_known"}
    was = [f"{NAMES[name]} was {_was(name, changed[name][0])}" for name in NAMES if name in names]
    return f"Put right: {', '.join(was)}." if was else ""


def _was(name: str, value: str | int | None) -> str:
    """What stood there first, in words that say the same whenever they are read."""
    if not value:
        return "not said"
    if name == "occurred_at":
        at = dt.datetime.fromisoformat(str(value))
        return ndelius.moment(at, at.astimezone(clock.LONDON).time() != dt.time())
    if name == "time_known":
        return "00:00"
    if name == "minutes":
        return f"{value} minutes"
    return str({"kind": Kind, "outcome": Outcome}[name](value).label)
