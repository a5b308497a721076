"""One row of a file of contacts, of whatever system, as what the diary keeps of it."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from contacts.formats import additions, clock, minutes, outcomes, spreadsheets, texts, who
from contacts.formats.additions import Added, Glued
from contacts.formats.columns import Columns
from contacts.formats.row_dates import DAY_FIRST, YEAR_FIRST, by_now, read_row_date

NUMBERS = (who.CRN, who.PRISON_NUMBER, who.PNC)
NAMES = ("name", "first_name", "last_name")
WHO = (*NAMES, "date_of_birth")  # the fields that say who it is, and nothing of what happened
DIARY = "diary"  # the form of what the diary itself gives out
LONGEST_MINUTES = 24 * 60
LONGEST_LINE = 500  # characters of an author, a heading or an id

_YES = frozenset({"y", "yes", "true", "1", "sensitive"})
_NO = frozenset({"", "n", "no", "false", "0"})
_ADDED = re.compile(r"(.+)/[1-9][0-9]{0,8}", re.DOTALL)


class ContactRow(NamedTuple):
    """What a row says. Its person is named by one of three identifiers, the others empty."""

    crn: str
    prison_number: str
    pnc: str
    named: str  # as the row calls them; that and the date of birth say nothing of what happened
    born: dt.date | None
    foreign_id: str
    other_id: str  # the id that another system gave to what this row is a copy of
    adds_to: str  # the id of the entry that it is a later word on; of a file the diary gave out
    author_name: str
    occurred_at: dt.datetime
    time_known: bool
    written_at: dt.datetime | None
    kind: str
    minutes: int | None
    outcome: str
    sensitive: bool
    heading: str
    notes: str  # the words first written
    # Of what was glued to them author, ISO moment in UTC, words, and what stood before the words.
    additions: list[list[str]]


def read_contact_row(cells: Sequence[str], columns: Columns, order: str) -> ContactRow:
    """A row as its columns and the order of its dates say.

    Raises ValueError, with a sentence, for one that cannot be read, whomever it may be about.
    """
    said = _said(cells, columns)
    glued = _glued(said.get("notes", ""), columns.form)
    occurred_at, time_known = read_row_date(said["occurred"], order, said.get("start", ""))
    kind, outcome, heading = _what(said, columns.form)
    foreign_id = _line(said.get("id", "").strip(), "id")
    return ContactRow(
        *_numbers(said),
        named=_line(_named(said), "name"),
        born=_born(said.get("date_of_birth", ""), order),
        foreign_id=foreign_id,
        other_id=_line(said.get("other_id", "").strip(), "other id"),
        adds_to=_adds_to(foreign_id, glued.first, columns.form),
        author_name=_line(said.get("author", "").strip(), "author"),
        occurred_at=occurred_at,
        time_known=time_known,
        written_at=_written(said.get("written", ""), order),
        kind=kind,
        minutes=_minutes(said, occurred_at, time_known),
        outcome=outcome,
        sensitive=_sensitive(said.get("sensitive", "")),
        heading=heading,
        notes=glued.first,
        additions=[_addition(one) for one in glued.additions],
    )


def _said(cells: Sequence[str], columns: Columns) -> dict[str, str]:
    said = columns.told(cells)
    if columns.form == DIARY:
        return {field: spreadsheets.arm(cell) for field, cell in said.items()}
    return said


def _glued(cell: str, form: str) -> Glued:
    """In what the diary gave out, additions have rows of their own; the rest somebody wrote."""
    notes = texts.read_notes(cell, imported=True)
    return Glued(notes) if form == DIARY else additions.split(notes)


def _addition(added: Added) -> list[str]:
    return [added.author, added.written_at.isoformat(), added.notes, added.glue]


def _what(said: dict[str, str], form: str) -> tuple[str, str, str]:
    """Kind, outcome and heading: what the source called it, word for word.

    In it is also what has no box of ours; of nDelius its outcome too, as people know it there.
    """
    called, by_kind, phrase = (said.get(field, "") for field in ("heading", "kind", "outcome"))
    kind, outcome = outcomes.read_kind(by_kind), outcomes.read_outcome(phrase)
    unread = "" if kind else by_kind
    if form != "nDelius" and outcome:
        phrase = ""
    heading = _line(outcomes.heading(called, unread, phrase), "heading")
    if not kind and form != DIARY:  # which says so where there is one
        kind = outcomes.read_kind(called)
    return kind, outcome, heading


def _numbers(said: dict[str, str]) -> tuple[str, str, str]:
    """The number that says whose it is, at its place among CRN, prison number and PNC."""
    what, number = who.read_who(*(said.get(name, "") for name in NUMBERS))
    crn, prison_number, pnc = (number if what == name else "" for name in NUMBERS)
    return crn, prison_number, pnc


def _named(said: dict[str, str]) -> str:
    parts = (said.get(name, "") for name in NAMES)
    return " ".join(" ".join(parts).split())


def _born(cell: str, order: str) -> dt.date | None:
    """A date that cannot be read says nothing: the row is about what happened.

    Beside what a system wrote with the year first it is often typed, and then day first.
    """
    written, typed = cell.strip(), DAY_FIRST if order == YEAR_FIRST else order
    if not written:
        return None
    try:
        return by_now(written, clock.london_day(read_row_date(written, typed)[0]))
    except ValueError:
        return None


def _adds_to(foreign_id: str, notes: str, form: str) -> str:
    match = _ADDED.fullmatch(foreign_id) if form == DIARY and notes else None
    return match[1] if match else ""


def _line(text: str, called: str) -> str:
    if "\x00" in text:
        raise ValueError(f"Its {called} holds a character that cannot be kept.")
    if len(text) > LONGEST_LINE:
        raise ValueError(f"Its {called} has {len(text):,} characters; {LONGEST_LINE} are kept.")
    return text


def _written(cell: str, order: str) -> dt.datetime | None:
    return read_row_date(cell, order)[0] if cell.strip() else None


def _minutes(said: dict[str, str], start: dt.datetime, time_known: bool) -> int | None:
    if said.get("minutes", "").strip():
        return minutes.read_minutes(said["minutes"])
    if not time_known or not said.get("end", "").strip():
        return None
    day = clock.london_day(start).isoformat()
    end, _ = read_row_date(day, YEAR_FIRST, said["end"])
    long = round((end - start).total_seconds() / 60)
    return long if 0 < long <= LONGEST_MINUTES else None


def _sensitive(cell: str) -> bool:
    word = cell.strip().casefold()
    if word not in _YES | _NO:
        raise ValueError(f"Sensitive is “{cell.strip()[:40]}”: write Y or N.")
    return word in _YES
