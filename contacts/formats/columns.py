"""Which column of an uploaded file holds what, known by its name in any order, case and spacing."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from contacts.formats import headers
from contacts.formats.file_kinds import Unusable

NAMES_SHOWN = 12  # in a sentence


class Field(NamedTuple):
    """Something a column may hold: its word in our files, and what people call it."""

    field: str
    called: str
    needed: str  # "yes"; "who" where one of those so marked has to be there; or empty


@dataclass(frozen=True)
class Columns:
    """Where each field stands in a row, from 0, and which columns hold nothing that is read.

    `form` is "diary" for what the diary itself gave out, "nDelius" or "NOMIS", where every column
    of that form is there, else empty.
    """

    where: dict[str, int]
    unused: list[str]
    form: str

    def cell(self, field: str, cells: Sequence[str]) -> str:
        """What a row has for a field, as written; empty where the file has no such column."""
        return cells[self.where[field]] if field in self.where else ""

    def told(self, cells: Sequence[str]) -> dict[str, str]:
        """What a row has for each field that the file has a column for."""
        return {field: cells[at] for field, at in self.where.items()}


def _table(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


# Of a file about "contacts" and of one about "people", in the order they are shown.
FIELDS: dict[str, list[Field]] = {}
for _row in _table("column_fields.csv"):
    FIELDS.setdefault(_row["about"], []).append(
        Field(_row["field"], _row["called"], _row["needed"])
    )

# For each sort of file the field of each name, and the names that make up each form.
_MEANING: dict[str, dict[str, str]] = {about: {} for about in FIELDS}
_FORMS: dict[str, dict[str, set[str]]] = {about: {} for about in FIELDS}
for _row in _table("columns.csv"):
    _name = headers.key(_row["name"])
    _MEANING[_row["about"]][_name] = _row["field"]
    if _row["form"]:
        _FORMS[_row["about"]].setdefault(_row["form"], set()).add(_name)


def known(about: str) -> tuple[str, str]:
    """What the columns of a file have to hold and what they may, as people call it, in a line each.

    "CRN or prison number or PNC number, when it happened, notes" of contacts.
    """
    by_need: dict[str, list[str]] = {"yes": [], "who": [], "": []}
    for field in FIELDS[about]:
        by_need[field.needed].append(field.called)
    who = [" or ".join(by_need["who"])] if by_need["who"] else []
    return ", ".join(who + by_need["yes"]), ", ".join(by_need[""])


def find(
    names: Sequence[str], about: str = "contacts", corrections: Mapping[str, str] | None = None
) -> Columns:
    """Which of a file's columns holds what.

    `names` are a file's column names; `about` is "contacts" or "people"; `corrections` is what a
    person chose, from a column's name to a field, or to "" for a column that is not to be read.
    A correction goes before what names say, takes its field from any other column, and is passed
    over where the file has no such column. Raises Unusable, with a sentence that names them, for
    two columns of one field, for fields that are missing, and for a field that does not exist.
    """
    where: dict[str, int] = {}
    for index, field in enumerate(meanings(names, about, corrections)):
        if field and field in where:
            raise Unusable(_ambiguous(field, about, names[where[field]], names[index]))
        if field:
            where[field] = index
    _check_needed(where, names, about)
    used = set(where.values())
    unused = [name for index, name in enumerate(names) if index not in used]
    keys = {headers.key(name) for name in names}
    form = next((one for one, of in _FORMS[about].items() if of <= keys), "")
    return Columns(where, unused, form)


def meanings(
    names: Sequence[str], about: str = "contacts", corrections: Mapping[str, str] | None = None
) -> list[str]:
    """The field that each column seems to hold, empty where none; some may be one field.

    As `find` has it, before it asks whether that makes a file. Raises Unusable for a correction to
    a field that does not exist.
    """
    keys = [headers.key(name) for name in names]
    chosen = _chosen(keys, about, corrections or {})
    taken = set(chosen.values())
    by_name = [_MEANING[about].get(key, "") for key in keys]
    return [
        chosen.get(key, "" if field in taken else field)
        for key, field in zip(keys, by_name, strict=True)
    ]


def _chosen(keys: list[str], about: str, corrections: Mapping[str, str]) -> dict[str, str]:
    """The corrections that this file has a column for, by the key of its name."""
    known = {field.field for field in FIELDS[about]}
    for name, field in corrections.items():
        if field and field not in known:
            raise Unusable(
                f"{headers.shown(name)} cannot be read as {headers.shown(field)}: no such field."
            )
    by_key = {headers.key(name): field for name, field in corrections.items()}
    return {key: field for key, field in by_key.items() if key in keys}


def _check_needed(where: dict[str, int], names: Sequence[str], about: str) -> None:
    wanted = [
        field.called if field.called == field.field else f"{field.called} ({field.field})"
        for field in FIELDS[about]
        if field.needed == "yes" and field.field not in where
    ]
    who = [field for field in FIELDS[about] if field.needed == "who"]
    if who and not any(field.field in where for field in who):
        wanted.insert(0, " or ".join(field.called for field in who))
    if wanted:
        shown = ", ".join(headers.shown(name) for name in names[:NAMES_SHOWN])
        more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
        other = next((one for one in FIELDS if one != about and _is_of(names, one)), "")
        instead = f" It looks like a file of {other}: leave it, and bring it in as that."
        raise Unusable(
            f"There is no column for: {'; '.join(wanted)}. There are: {shown}{more}."
            f"{instead if other else ''}"
        )


def _is_of(names: Sequence[str], about: str) -> bool:
    """Whether all that a file about that needs is there under names that are known."""
    found = set(meanings(names, about))
    needed = {field.field for field in FIELDS[about] if field.needed == "yes"}
    who = {field.field for field in FIELDS[about] if field.needed == "who"}
    return needed <= found and (not who or bool(who & found))


def _ambiguous(field: str, about: str, one: str, other: str) -> str:
    called = next(each.called for each in FIELDS[about] if each.field == field)
    both = f"{headers.shown(one)} and {headers.shown(other)}"
    return f"Columns {both} are both read as {called}. Choose one of them."
