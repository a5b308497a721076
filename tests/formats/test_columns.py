import random

import pytest

from contacts.formats import columns
from contacts.formats.file_kinds import Unusable

NDELIUS = (
    "CRN,Contact ID,Contact Date,Start Time,End Time,Contact Type,Officer,Outcome,Sensitive,Notes,"
    "Last Updated By,Last Updated"
)
NOMIS = "NOMS ID,Case Note ID,Occurred,Recorded,Type,Staff,Establishment,Text"
DIARY = "crn,occurred,author,kind,minutes,outcome,sensitive,heading,source,id,notes"
PEOPLE = (
    "crn,first_name,last_name,preferred_name,aliases,date_of_birth,pnc,prison_number,team,"
    "practitioner,phone,address,order,order_start,order_end,conditions,rosh,rosh_to_whom,tier,"
    "mappa,safety_alert,standing,standing_place,standing_from,standing_until,expected_release,as_at"
)


@pytest.mark.parametrize(
    ("header", "form", "fields"),
    [
        (
            NDELIUS,
            "nDelius",
            "crn,id,occurred,start,end,heading,author,outcome,sensitive,notes,,written",
        ),
        (NOMIS, "NOMIS", "prison_number,id,occurred,written,heading,author,establishment,notes"),
        (DIARY, "diary", DIARY),
        ("crn,occurred,notes", "", "crn,occurred,notes"),
        ("crn,occurred,notes,author,kind,minutes,outcome,id,heading", "", None),
    ],
)
def test_each_column_of_a_known_form_is_read_as_what_it_is(header, form, fields):
    names = header.split(",")
    found = columns.find(names)
    wanted = (fields or header).split(",")
    assert found.form == form
    assert found.where == {field: index for index, field in enumerate(wanted) if field}
    assert found.unused == [names[index] for index, field in enumerate(wanted) if not field]


@pytest.mark.parametrize("header", [NDELIUS, NOMIS, DIARY])
def test_order_case_spaces_and_underscores_make_no_difference(header):
    names = header.split(",")
    found = columns.find(names)
    for seed in range(10):
        shuffled = random.Random(seed).sample(names, len(names))
        written = [f" {name.swapcase().replace(' ', '_')} " for name in shuffled]
        other = columns.find(written)
        assert other.form == found.form
        assert {field: shuffled[index] for field, index in other.where.items()} == {
            field: names[index] for field, index in found.where.items()
        }


def test_every_column_of_a_people_file_is_known():
    names = PEOPLE.split(",")
    assert columns.find(names, "people").where == {name: names.index(name) for name in names}
    spaced = ["CRN", "Forename", "Surname", "DOB", "NOMS number"]
    fields = ["crn", "first_name", "last_name", "date_of_birth", "prison_number"]
    assert list(columns.find(spaced, "people").where) == fields


def test_a_column_nobody_reads_is_named_among_the_unused():
    assert columns.find(["crn", "occurred", "notes", "Shoe size"]).unused == ["Shoe size"]


@pytest.mark.parametrize(
    ("header", "about", "sentence"),
    [
        (
            "occurred,notes",
            "contacts",
            "There is no column for: CRN or prison number or PNC number. There are: “occurred”, …",
        ),
        (
            "crn",
            "contacts",
            "There is no column for: when it happened (occurred); notes. There are: “crn”.",
        ),
        (
            "crn,first name",
            "people",
            "There is no column for: last name (last_name). There are: “crn”, “first name”.",
        ),
        (
            "crn,Occurred,Contact Date,notes",
            "contacts",
            "Columns “Occurred” and “Contact Date” are both read as when it happened. Choose …",
        ),
    ],
)
def test_missing_and_doubtful_columns_are_refused_by_name(header, about, sentence):
    with pytest.raises(Unusable) as refused:
        columns.find(header.split(","), about)
    assert str(refused.value).startswith(sentence.rstrip("…"))


def test_a_sentence_names_a_dozen_columns_and_counts_the_rest():
    with pytest.raises(Unusable, match=r"“c11” and 88 more\.$"):
        columns.find([f"c{number}" for number in range(100)])


@pytest.mark.parametrize(
    ("corrections", "where", "unused"),
    [
        ({"Occurred": ""}, {"crn": 0, "occurred": 2, "notes": 3}, ["Occurred"]),
        ({"contact_date": "occurred"}, {"crn": 0, "occurred": 2, "notes": 3}, ["Occurred"]),
        (
            {"Contact Date": "written", "not in this file": "crn"},
            {"crn": 0, "occurred": 1, "written": 2, "notes": 3},
            [],
        ),
    ],
)
def test_what_a_person_chose_goes_before_what_names_say(corrections, where, unused):
    found = columns.find(["crn", "Occurred", "Contact Date", "notes"], corrections=corrections)
    assert found.where == where
    assert found.unused == unused


def test_two_columns_chosen_for_one_field_are_refused():
    with pytest.raises(Unusable, match="“a” and “b” are both read as notes"):
        columns.find(["crn", "occurred", "a", "b"], corrections={"a": "notes", "b": "notes"})


def test_a_field_that_does_not_exist_is_refused():
    with pytest.raises(Unusable, match=r"^“a” cannot be read as “colour”: no such field"):
        columns.find(["crn", "a"], corrections={"a": "colour"})


def test_a_cell_is_found_by_its_field():
    found = columns.find(["Notes", "CRN", "Date"])
    assert found.cell("crn", ["Seen.", "X123456", "2026-03-03"]) == "X123456"
    assert found.cell("outcome", ["Seen.", "X123456", "2026-03-03"]) == ""


def test_every_field_can_be_reached_by_its_own_word():
    for about, fields in columns.FIELDS.items():
        for field in fields:
            if field.field not in ("start", "end"):  # only ever beside a date
                others = [one.field for one in fields if one.needed]
                found = columns.find([*dict.fromkeys([field.field, *others])], about)
                assert found.where[field.field] == 0


def test_what_a_file_has_to_hold_and_what_it_may_is_said_as_people_call_it():
    needed, others = columns.known("contacts")
    assert needed == "CRN or prison number or PNC number, when it happened, notes"
    assert "start time, end time, minutes" in others
    assert columns.known("people")[0] == "CRN, first name, last name"
