"""One row of a file of people, as what the diary keeps of it."""

import csv
import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from contacts.formats import clock, days, headers, texts, who
from contacts.formats.columns import Columns
from contacts.formats.row_dates import by_now, read_row_date

# The columns whose dates say together which way round the dates of a file are.
DATES: tuple[str, ...] = ("date_of_birth", "order_start", "order_end", "standing_from")
DATES += ("standing_until", "expected_release", "as_at")
FACTS = ("phone", "address", "conditions", "rosh", "rosh_to_whom", "tier", "mappa", "safety_alert")
LONGEST_NAME, LONGEST_FACT = 200, 10_000  # characters

_BETWEEN_ALIASES = re.compile("[;|\n]")
_SIGNS = re.compile("[-\u2010-\u2015/()\\[\\],.:;\\s]+")


def _standing_words() -> dict[str, tuple[str, str]]:
    table = Path(__file__).with_name("standing_words.csv")
    with table.open(encoding="utf-8", newline="") as rows:
        return {row["words"]: (row["what"], row["reason"]) for row in csv.DictReader(rows)}


_STANDINGS = _standing_words()


class SaidFact(NamedTuple):
    """One thing a row says of a person; an order or licence has its first and last day."""

    what: str
    value: str  # empty for an order of which only the days are said
    starts: dt.date | None = None
    ends: dt.date | None = None


class SaidStanding(NamedTuple):
    """Where a person stands, as far as a row says; None and empty mean that it does not."""

    what: str
    reason: str
    place: str
    since: dt.date | None
    until: dt.date | None
    expected_release: dt.date | None


class PersonRow(NamedTuple):
    """What a row says of one person; what is empty or None it does not say."""

    crn: str
    first_name: str
    last_name: str
    preferred_name: str
    date_of_birth: dt.date | None
    pnc: str
    prison_number: str
    aliases: list[tuple[str, str]]  # first and last name
    team: str
    practitioner: str
    facts: list[SaidFact]
    standing: SaidStanding | None
    as_at: dt.date | None


def read_person_row(cells: Sequence[str], columns: Columns, order: str) -> PersonRow:
    """A row as its columns and the order of its dates say.

    Raises ValueError, with a sentence, for a row that cannot be read: that is decided from the row
    alone, before anybody is looked up. Some 15 microseconds.
    """
    said = {
        field: texts.read_notes(columns.cell(field, cells), imported=True).strip()
        for field in columns.where
    }
    on = {field: _day(field, said.get(field, ""), order) for field in DATES}
    _check_days(on)
    return PersonRow(
        crn=_crn(said["crn"]),
        first_name=_name(said["first_name"], "first name"),
        last_name=_name(said["last_name"], "last name"),
        preferred_name=_line(said.get("preferred_name", ""), "preferred name"),
        date_of_birth=by_now(said.get("date_of_birth", ""), on["date_of_birth"]),
        pnc=_number(who.PNC, said),
        prison_number=_number(who.PRISON_NUMBER, said),
        aliases=_aliases(said.get("aliases", "")),
        team=_line(said.get("team", ""), "team"),
        practitioner=_line(said.get("practitioner", ""), "practitioner"),
        facts=_facts(said, on),
        standing=_standing(said, on),
        as_at=on["as_at"],
    )


def read_standing(words: str) -> tuple[str, str]:
    """Where somebody stands, in the diary's word for it, and the reason of a suspension.

    "In custody" is custody, "Reset" a suspension with that reason. Raises ValueError, with a
    sentence, for words that no standing has.
    """
    found = _STANDINGS.get(_SIGNS.sub(" ", words).strip().casefold())
    if found is None:
        raise ValueError(
            f"The standing is {headers.shown(words)}. Write in the community, in custody, "
            "in hospital, suspended, reset, recalled or ended."
        )
    return found


def _crn(cell: str) -> str:
    if not cell:
        raise ValueError("There is no CRN.")
    return who.read_who(cell)[1]


def _number(what: str, said: dict[str, str]) -> str:
    cell = said.get(what, "")
    return who.read_who(**{what: cell})[1] if cell else ""


def _name(cell: str, called: str) -> str:
    if not cell:
        raise ValueError(f"There is no {called}.")
    return _line(cell, called)


def _line(cell: str, called: str) -> str:
    line = " ".join(cell.split())
    if not line.isprintable():
        raise ValueError(f"The {called} holds a character that cannot be seen. Type it again.")
    if len(line) > LONGEST_NAME:
        raise ValueError(f"The {called} has {len(line):,} characters; {LONGEST_NAME} are kept.")
    return line


def _aliases(cell: str) -> list[tuple[str, str]]:
    """ "Dean Ash; Hartley, Deano" are two, the second with its last name first."""
    names = []
    for written in _BETWEEN_ALIASES.split(cell):
        alias = _line(written, "alias")
        last, comma, first = alias.partition(",")
        if not comma:
            first, _, last = alias.rpartition(" ")
        if first.strip() or last.strip():
            names.append((first.strip(), last.strip()) if last.strip() else ("", first.strip()))
    return names


def _day(field: str, cell: str, order: str) -> dt.date | None:
    if not cell:
        return None
    try:
        return clock.london_day(read_row_date(cell, order)[0])
    except ValueError as refusal:
        called = field.replace("_", " ").capitalize()
        raise ValueError(f"{called}: {refusal}") from refusal


def _check_days(on: dict[str, dt.date | None]) -> None:
    as_at = on["as_at"]
    if as_at and as_at > clock.today():
        raise ValueError(f"It is as at {days.short_day(as_at, clock.today())}, which is to come.")
    for first, last, called in (
        ("order_start", "order_end", "order"),
        ("standing_from", "standing_until", "standing"),
    ):
        begins, ends = on[first], on[last]
        if begins and ends and ends < begins:
            raise ValueError(f"The {called} ends before it begins.")


def _facts(said: dict[str, str], on: dict[str, dt.date | None]) -> list[SaidFact]:
    facts = [SaidFact(what, said[what]) for what in FACTS if said.get(what)]
    order = SaidFact("order", said.get("order", ""), on["order_start"], on["order_end"])
    if any(order[1:]):
        facts.append(order)
    for fact in facts:
        if len(fact.value) > LONGEST_FACT:
            called = fact.what.replace("_", " ").capitalize()
            raise ValueError(
                f"{called}: {len(fact.value):,} characters; {LONGEST_FACT:,} are kept."
            )
    return facts


def _standing(said: dict[str, str], on: dict[str, dt.date | None]) -> SaidStanding | None:
    words = said.get("standing", "")
    what, reason = read_standing(words) if words else ("", "")
    standing = SaidStanding(
        what=what,
        reason=reason,
        place=_line(said.get("standing_place", ""), "place"),
        since=on["standing_from"],
        until=on["standing_until"],
        expected_release=on["expected_release"],
    )
    return standing if any(standing) else None
