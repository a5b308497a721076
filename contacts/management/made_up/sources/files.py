"""The files that three systems would give out, in the columns of each."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable

from contacts.management.made_up.sources.telling import Telling
from contacts.management.made_up.sources.wordings import last_name_first


def _ndelius(told: Telling) -> dict[str, str]:
    return {
        "CRN": told.life.person.crn,
        "Contact ID": told.id,
        "Contact Date": f"{told.at:%d/%m/%Y}",
        "Start Time": f"{told.at:%H:%M}",
        "End Time": f"{told.at + dt.timedelta(minutes=30):%H:%M}",
        "Contact Type": told.type,
        "Officer": last_name_first(told.officer),
        "Outcome": told.outcome,
        "Sensitive": "N",
        "Notes": told.notes,
        "Last Updated By": last_name_first(told.officer),
        "Last Updated": f"{told.at:%d/%m/%Y}",
        "NOMIS Case Note ID": told.other_id,
    }


def _nomis(told: Telling) -> dict[str, str]:
    happened = told.at.astimezone(dt.UTC)
    return {
        "NOMS ID": told.life.person.prison_number,
        "Case Note ID": told.id,
        "Occurred": _utc(happened),
        "Recorded": _utc(happened + dt.timedelta(minutes=25)),
        "Type": told.type,
        "Staff": last_name_first(told.officer),
        "Establishment": "ALD",
        "Text": told.notes,
    }


def _oasys(told: Telling) -> dict[str, str]:
    """Notes on the sentence plan have a day and no time."""
    return {
        "CRN": told.life.person.crn,
        "ID": told.id,
        "Date": f"{told.at:%d/%m/%Y}",
        "Heading": told.type,
        "Outcome": told.outcome,
        "Author": told.officer,
        "Notes": told.notes,
    }


def _utc(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}.000Z"


COLUMNS: dict[str, Callable[[Telling], dict[str, str]]] = {
    "nDelius": _ndelius,
    "NOMIS": _nomis,
    "OASys": _oasys,
}


def written(tellings: Iterable[Telling], system: str) -> bytes:
    """What a system gives out of these, as CSV in UTF-8, the newest first as nDelius has it."""
    own = [told for told in tellings if told.system == system]
    rows = [COLUMNS[system](told) for told in sorted(own, key=lambda told: told.at, reverse=True)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
