import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import additions, columns, spreadsheets
from contacts.formats.additions import Added, Glued
from contacts.formats.contact_rows import read_contact_row

NDELIUS = (
    "CRN,Contact ID,Contact Date,Start Time,End Time,Contact Type,Officer,Outcome,Sensitive,Notes,"
    "Last Updated By,Last Updated"
)
NOMIS = "NOMS ID,Case Note ID,Occurred,Recorded,Type,Staff,Establishment,Text"
DIARY = "crn,occurred,author,kind,minutes,outcome,sensitive,heading,source,id,notes"
PLAIN = "crn,occurred,notes"
DASHES = "-" * 57
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=60)


def read(header, *cells, order="day_first"):
    names = next(csv.reader([header]))
    found = columns.find(names, "contacts")
    return read_contact_row([*cells, *[""] * (len(names) - len(cells))], found, order)


def plain(**cells):
    """A row of a table of one's own, with these columns beside a CRN, a date and notes."""
    cells = {"crn": "X482913", "occurred": "03/03/2026", "notes": "Seen.", **cells}
    return read(",".join(cells), *cells.values())


def london(text):
    return dt.datetime.fromisoformat(text)


def test_a_row_of_ndelius():
    row = read(
        NDELIUS,
        *("x482913", "12-1", "03/03/2026", "10:15", "11:00", "Planned Office Visit (NS)"),
        *("Philips, William", "Attended - Complied", "Y", "On time.", "Smith, Paul", "04/03/2026"),
    )
    assert (row.crn, row.foreign_id, row.author_name) == ("X482913", "12-1", "Philips, William")
    assert (row.occurred_at, row.minutes) == (london("2026-03-03T10:15+00:00"), 45)
    assert row.written_at == london("2026-03-04T00:00+00:00")
    assert (row.kind, row.outcome, row.sensitive) == ("office", "attended", True)
    assert row.heading == "Planned Office Visit (NS) - Attended - Complied"
    assert (row.notes, row.additions, row.adds_to) == ("On time.", [], "")


def test_a_row_of_nomis():
    row = read(
        NOMIS,
        *("a1501ae", "152799", "2017-04-10T13:55:00.000Z", "2017-04-11T08:00:00.000Z", "General"),
        *("Brady, Phill", "BMI", "Well. ...[PHILL_GEN updated the case notes on 10-04-2017"),
    )
    assert (row.crn, row.prison_number, row.pnc) == ("", "A1501AE", "")
    assert (row.occurred_at, row.time_known) == (london("2017-04-10T13:55+00:00"), True)
    assert row.written_at == london("2017-04-11T08:00+00:00")
    assert (row.heading, row.kind, row.minutes) == ("General", "", None)


def test_a_utc_time_that_is_midnight_in_london_is_a_date_only():
    row = read(NOMIS, "A1501AE", "1", "2017-04-09T23:00:00.000Z", "", "Alert", "B", "LEI", "x")
    assert (row.occurred_at, row.time_known) == (london("2017-04-09T23:00+00:00"), False)


@pytest.mark.parametrize(
    ("kind", "heading", "read", "shown"),
    [
        ("office", "", "office", ""),
        ("home_visit", "", "home_visit", ""),
        ("Home visit", "", "home_visit", ""),
        ("PHONE", "", "phone", ""),
        ("e-mail", "", "message", ""),
        ("", "Home Visit to Case (NS)", "home_visit", "Home Visit to Case (NS)"),
        ("video", "Planned Office Visit (NS)", "video", "Planned Office Visit (NS)"),
        ("By post van", "Office visit", "office", "Office visit - By post van"),
        ("By post van", "", "", "By post van"),
    ],
)
def test_its_kind_is_that_said_else_that_of_its_heading_and_no_word_is_lost(
    kind, heading, read, shown
):
    row = plain(kind=kind, heading=heading)
    assert (row.kind, row.heading) == (read, shown)


@pytest.mark.parametrize(
    ("said", "read", "shown"),
    [
        ("attended", "attended", ""),
        ("attended_not_complied", "attended_not_complied", ""),
        ("Did not attend, reason awaited", "did_not_attend", ""),
        ("Acceptable absence", "acceptable_absence", ""),
        ("Left before the end", "", "Left before the end"),
    ],
)
def test_an_outcome_without_a_box_of_ours_stays_in_the_heading(said, read, shown):
    row = plain(outcome=said)
    assert (row.outcome, row.heading) == (read, shown)


@pytest.mark.parametrize(
    ("occurred", "more", "minutes"),
    [
        ("03/03/2026", {"start time": "10:15", "end time": "11:00"}, 45),
        ("03/03/2026 10:15", {"end time": "11:00"}, 45),
        ("03/03/2026", {"end time": "11:00"}, None),
        ("03/03/2026", {"start time": "10:15", "end time": "10:15"}, None),
        ("03/03/2026", {"start time": "23:30", "end time": "00:15"}, None),
        ("03/03/2026", {"minutes": "1h10"}, 70),
        ("03/03/2026", {"minutes": "", "start time": "10:00", "end time": "10:20"}, 20),
    ],
)
def test_how_long_it_took_is_said_or_reckoned_from_its_end(occurred, more, minutes):
    assert plain(occurred=occurred, **more).minutes == minutes


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"crn": ""}, "There is no CRN, prison number or PNC number."),
        ({"crn": "X12345"}, "Write a CRN as a letter and six digits, like X123456."),
        ({"occurred": "30/02/2026"}, "There is no 30 February 2026."),
        ({"occurred": ""}, "There is no date here"),
        ({"notes": "half \ud800"}, "Line 1 holds a character that cannot be kept"),
        ({"notes": "n" * 250_001}, "250,001 characters; the diary takes 250,000"),
        ({"sensitive": "perhaps"}, "Sensitive is “perhaps”: write Y or N."),
        ({"minutes": "0"}, "Leave the length empty"),
        ({"author": "a" * 501}, "Its author has 501 characters; 500 are kept."),
        ({"heading": "h" * 501}, "Its heading has 501 characters"),
        ({"id": "i" * 501}, "Its id has 501 characters"),
        ({"written": "soon"}, "There is no date here"),
        ({"start time": "10:15", "end time": "25:00"}, "There is no such time"),
    ],
)
def test_a_row_that_cannot_be_read_says_why_in_a_sentence(cells, reason):
    with pytest.raises(ValueError, match="^" + reason.replace(".", r"\.")):
        plain(**cells)


def test_without_notes_it_stands_with_its_heading():
    row = plain(notes="", heading="Tier Change")
    assert (row.notes, row.heading) == ("", "Tier Change")


def test_additions_glued_in_are_taken_apart_and_can_be_put_back():
    glued = f"Rang.\n{DASHES}\nComment added by Tom Brady on 29/10/2024 at 09:30\nEmail sent."
    row = plain(notes=glued.replace("\n", "\r\n"))
    assert row.notes == "Rang."
    assert row.additions == [
        [
            "Tom Brady",
            "2024-10-29T09:30:00+00:00",
            "Email sent.",
            f"\n{DASHES}\nComment added by Tom Brady on 29/10/2024 at 09:30\n",
        ]
    ]


@given(TEXT, st.lists(TEXT.filter(str.strip), max_size=3))
def test_first_words_and_additions_put_together_are_what_was_written(first, added):
    head = f"\n{DASHES}\nComment added by Tom Brady on 29/10/2024 at 09:30\n"
    whole = first + "".join(head + words for words in added)
    row = plain(notes=whole)
    put = [Added(who, london(when), words, glue) for who, when, words, glue in row.additions]
    assert additions.join(Glued(row.notes, tuple(put))) == whole


@given(TEXT, TEXT)
def test_what_the_diary_gave_out_is_read_back_as_it_was(notes, heading):
    glued = f"{notes}\n{DASHES}\nComment added by Tom Brady on 29/10/2024 at 09:30\nx"
    cells = [spreadsheets.disarm(cell) for cell in (heading.strip(), "nDelius", "D7Q4K2", glued)]
    out = io.StringIO(newline="")
    csv.writer(out).writerow(
        ["X482913", "2026-03-03", "Pat Okonjo", "office", "45", "attended", "", *cells]
    )
    row = read(DIARY, *next(csv.reader(io.StringIO(out.getvalue(), newline=""))))
    assert (row.notes, row.additions) == (glued, [])
    assert row.heading == heading.strip()


@pytest.mark.parametrize(
    ("id", "notes", "adds_to"),
    [
        ("D7Q4K2", "a", ""),
        ("D7Q4K2/1", "a", "D7Q4K2"),
        ("12/3/2", "a", "12/3"),
        ("D7Q4K2/0", "a", ""),
        ("/1", "a", ""),
        ("D7Q4K2/1", "", ""),
    ],
)
def test_later_words_that_the_diary_gave_out_name_their_entry(id, notes, adds_to):
    cells = ["X482913", "2026-03-03", "Pat Okonjo", "", "", "", "", "", "nDelius", id, notes]
    assert read(DIARY, *cells).adds_to == adds_to


def test_elsewhere_a_stroke_in_an_id_means_nothing():
    assert plain(id="12/3").adds_to == ""


def test_whom_a_row_names_is_read_from_whatever_columns_say_it():
    row = plain(Surname="Hartley", Forename="Dean", DOB="12/04/1991")
    assert (row.named, row.born) == ("Dean Hartley", dt.date(1991, 4, 12))
    row = plain(Name="Hartley,  Dean", DOB="unknown")
    assert (row.named, row.born) == ("Hartley, Dean", None)
    assert plain(DOB="12/04/2091").born is None
    assert (plain().named, plain().born) == ("", None)


@pytest.mark.parametrize("written", ["14/05/1976", "1976-05-14", "14/05/76"])
def test_a_date_of_birth_counts_however_the_rest_of_the_file_writes_its_dates(written):
    row = read(f"{PLAIN},dob", "X482913", "2026-03-03", "Seen.", written, order="year_first")
    assert row.born == dt.date(1976, 5, 14)
