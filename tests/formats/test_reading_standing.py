import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from contacts.formats import reading_standing
from contacts.formats.note_words import read_words
from contacts.formats.reading import NewStanding
from contacts.models.standing import Standing

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)
TODAY, YESTERDAY = date(2026, 3, 10), date(2026, 3, 9)


def read(notes):
    return reading_standing.read_standing(read_words(notes, ["Dean"]), NOW)


@pytest.mark.parametrize(
    ("notes", "value", "said"),
    [
        ("remanded to HMP Leeds", ("custody", "HMP Leeds"), "In custody, HMP Leeds"),
        ("Released today", ("community", "", "", TODAY), "Released"),
        (
            "He was released from HMP Low Newton yesterday on licence.",
            ("community", "", "", YESTERDAY),
            "Released from HMP Low Newton",
        ),
        ("Dean is in hospital", ("hospital",), "In hospital"),
        ("contact suspended (Reset)", ("suspended", "", "Reset"), "Contact suspended (Reset)"),
        ("Recalled this morning", ("recalled", "", "", TODAY), "Recalled"),
        ("Sentenced to 14 months in custody today", ("custody", "", "", TODAY), "In custody"),
        ("Sectioned. Sectioned again.", ("hospital",), "In hospital"),
    ],
)
def test_where_the_person_stands_is_proposed(notes, value, said):
    (found,) = read(notes)
    assert (found.value, found.said) == (NewStanding(*value), said)
    assert found.proposed


@pytest.mark.parametrize(
    "notes",
    [
        *("his brother is in custody", "Spoke to his brother. He is in custody", "Not in custody"),
        *("He was in custody", "He has been in hospital", "In hospital car park", "In custody: no"),
        *("Released", "Released on bail", "Released under investigation", "Released today?"),
        *("Due to be released today", "If recalled he loses it", "Recalled that he was there"),
        *(
            "Sectioned in 2011",
            "Contact suspended",
            "Contact suspended by CSC",
            "Order ended badly",
            *("Order ended yesterday", "Supervision ended", "Order completed", "Licence ended"),
        ),
        *(
            "Order ended, he thinks",
            "Remanded to HMP Leeds. Released today.",
            "Says he was recalled",
        ),
        *(
            '"Remanded to HMP Leeds" she says',
            "Text from mum:\nin hospital",
            "Record:\nrecalled",
            "",
        ),
    ],
)
def test_of_somebody_else_another_time_or_in_doubt_it_is_no_standing(notes):
    assert read(notes) == []


def test_the_table_of_standings_is_well_formed():
    path = Path(reading_standing.__file__).with_name("reading_standings.csv")
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert {row["what"] for row in rows} == {*Standing.What.values} - {"ended"}
    assert {row["then"] for row in rows} == {"event", "state", "release", "sentence"}
    assert len({row["phrase"] for row in rows}) == len(rows)
