import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import columns, person_rows
from contacts.formats.person_rows import (
    SaidFact,
    SaidStanding,
    read_person_row,
    read_standing,
)
from contacts.formats.row_dates import DAY_FIRST, ORDERS
from contacts.models import PersonFact, Standing

WHOLE = {"crn": "X482913", "first_name": "Dean", "last_name": "Hartley"}
FIELDS = [field.field for field in columns.FIELDS["people"]]


def row(**cells):
    said = {**WHOLE, **cells}
    return read_person_row([*said.values()], columns.find([*said], "people"), DAY_FIRST)


def test_what_a_row_does_not_say_is_empty():
    read = row()
    assert (read.crn, read.first_name, read.last_name) == ("X482913", "Dean", "Hartley")
    assert not any(read[3:])


def test_spaces_and_capitals_mean_nothing():
    read = row(
        crn=" x482913 ", first_name=" Mary \u00a0 Ann ", pnc="54/18147w", prison_number="a1234bc"
    )
    assert (read.crn, read.first_name) == ("X482913", "Mary Ann")
    assert (read.pnc, read.prison_number) == ("1954/0018147W", "A1234BC")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Dean Ash", [("Dean", "Ash")]),
        ("Dean Ash; Deano Hart|D. Hart", [("Dean", "Ash"), ("Deano", "Hart"), ("D.", "Hart")]),
        ("Ash, Dean Lee;;", [("Dean Lee", "Ash")]),
        ("Deano", [("", "Deano")]),
        (",Deano", [("", "Deano")]),
        (" ;|, ", []),
    ],
)
def test_aliases_are_parted(cell, names):
    assert row(aliases=cell).aliases == names


def test_an_order_has_its_days_and_every_other_fact_its_words():
    read = row(order_start="01/02/2024", phone="+44 7700 900111", address="1 High St\r\nLeeds")
    assert read.facts == [
        SaidFact("phone", "+44 7700 900111"),
        SaidFact("address", "1 High St\nLeeds"),
        SaidFact("order", "", dt.date(2024, 2, 1), None),
    ]


def test_every_fact_has_its_column():
    assert {*person_rows.FACTS, "order"} == {*PersonFact.What.values}
    assert {*person_rows.FACTS, *person_rows.DATES} < {*FIELDS}


def test_where_somebody_stands_has_its_place_and_days():
    read = row(
        standing="In custody",
        standing_place="HMP Leeds",
        standing_from="01/02/2026",
        expected_release="01/02/2027",
    )
    days = (dt.date(2026, 2, 1), None, dt.date(2027, 2, 1))
    assert read.standing == SaidStanding("custody", "", "HMP Leeds", *days)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("custody", ("custody", "")),
        ("In  Custody", ("custody", "")),
        ("Hospital", ("hospital", "")),
        ("in the community", ("community", "")),
        ("suspended", ("suspended", "")),
        ("Suspended - Reset", ("suspended", "Reset")),
        ("IMPACT", ("suspended", "Impact")),
        ("recalled", ("recalled", "")),
        ("Supervision ended.", ("ended", "")),
    ],
)
def test_a_standing_is_read_in_words(words, read):
    assert read_standing(words) == read


def test_the_table_of_standings_has_every_standing_and_each_of_them_reads():
    table = Path(person_rows.__file__).with_name("standing_words.csv")
    rows = [*csv.DictReader(table.read_text().splitlines())]
    assert {each["what"] for each in rows} == {*Standing.What.values}
    assert all(read_standing(each["words"]) == (each["what"], each["reason"]) for each in rows)
    assert all(read_standing(label) == (what, "") for what, label in Standing.What.choices)


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("12/04/1991", dt.date(1991, 4, 12)),
        ("12/04/91", dt.date(1991, 4, 12)),
        ("12/04/54", dt.date(1954, 4, 12)),
        ("22/11/26", dt.date(2026, 11, 22)),
        ("1991-04-12 00:00:00", dt.date(1991, 4, 12)),
        ("1991-07-12", dt.date(1991, 7, 12)),
    ],
)
def test_a_date_of_birth_has_come(cell, born):
    assert row(date_of_birth=cell).date_of_birth == born


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"crn": ""}, "There is no CRN."),
        ({"crn": "X48291"}, "Write a CRN as a letter and six digits"),
        ({"crn": "1.23E+06"}, "A spreadsheet has turned this CRN into"),
        ({"crn": "Х482913"}, "only looks right"),
        ({"first_name": " "}, "There is no first name."),
        ({"last_name": ""}, "There is no last name."),
        ({"last_name": "Hart\u200bley"}, "The last name holds a character that cannot be seen."),
        ({"last_name": "x" * 201}, "The last name has 201 characters; 200 are kept."),
        ({"pnc": "1954/0018147A"}, "Check the PNC number"),
        ({"prison_number": "A1234"}, "Write a prison number like A1234BC."),
        ({"date_of_birth": "30/02/1991"}, "Date of birth: There is no 30 February 1991."),
        ({"date_of_birth": "12/04/2031"}, "The date of birth has not come yet."),
        ({"date_of_birth": "unknown"}, "Date of birth: There is no date here"),
        ({"as_at": "23/11/2026"}, "It is as at 23 November, which is to come."),
        ({"order_start": "02/01/2026", "order_end": "01/01/2026"}, "order ends before it begins"),
        ({"standing_from": "02/01/2026", "standing_until": "01/01/2026"}, "standing ends before"),
        ({"standing": "about"}, "The standing is “about”. Write in the community"),
        ({"conditions": "x" * 10_001}, "Conditions: 10,001 characters; 10,000 are kept."),
        ({"aliases": "De\x07an"}, "The alias holds a character that cannot be seen."),
        ({"phone": "\ud800"}, "holds a character that cannot be kept"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(cells, reason):
    with pytest.raises(ValueError, match=r"\A[^\n]+\Z") as refused:
        row(**cells)
    assert reason in str(refused.value)


@given(
    st.fixed_dictionaries({name: st.text(max_size=30) for name in FIELDS}), st.sampled_from(ORDERS)
)
def test_any_row_reads_or_says_why_in_one_line(cells, order):
    said = ""
    try:
        read_person_row([*cells.values()], columns.find([*cells], "people"), order)
    except ValueError as refusal:
        said = str(refusal)
    assert "\n" not in said


@given(
    st.dictionaries(
        st.sampled_from(["phone", "address", "conditions", "tier", "mappa", "rosh"]),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
    )
)
def test_facts_are_kept_as_written_but_for_the_spaces_round_them(cells):
    said = {fact.what: fact.value for fact in row(**cells).facts}
    assert said == {name: cell.strip() for name, cell in cells.items() if cell.strip()}
