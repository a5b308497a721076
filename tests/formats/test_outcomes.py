import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import met, outcomes
from contacts.models.contact import Kind, Outcome

TABLES = Path(outcomes.__file__).parent
SYSTEMS = {"nDelius", "NOMIS"}
WORDED_BY = SYSTEMS | {"HMPPS services", "people"}


def rows(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


OUTCOMES, KINDS = rows("outcome_phrases.csv"), rows("kind_phrases.csv")
AUTOMATIC = rows("automatic_headings.csv")


def test_the_tables_hold_what_the_systems_say() -> None:
    assert len(OUTCOMES) >= 60
    assert len(KINDS) >= 60
    assert len(AUTOMATIC) >= 40
    assert {row["outcome"] for row in OUTCOMES} == set(Outcome.values)
    assert {row["kind"] for row in KINDS} == set(Kind.values)
    assert {row["worded_by"] for row in OUTCOMES + KINDS} == WORDED_BY
    assert {row["made_by"] for row in AUTOMATIC} == SYSTEMS


@pytest.mark.parametrize("row", OUTCOMES, ids=lambda row: row["phrase"])
def test_an_outcome_is_read_however_its_dashes_and_capitals_are(row: dict[str, str]) -> None:
    phrase = row["phrase"]
    for written in (phrase, phrase.upper(), f" {phrase.lower()} ", phrase.replace("-", "–")):
        assert outcomes.read_outcome(written) == row["outcome"]


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row["phrase"])
def test_a_kind_is_read_with_and_without_national_standards(row: dict[str, str]) -> None:
    phrase = row["phrase"]
    for written in (phrase, phrase.removesuffix(" (NS)"), phrase.lower(), phrase.upper()):
        assert outcomes.read_kind(written) == row["kind"]


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        " ",
        "User-generated free text content",
        "Request Not Sent - up to date information already",
        "Attended?",
        "Not attended?",
        "Attended hospital",
        "Attended - Complied and then left",
        "Acceptable",
        "Acceptable absence - not",
        "Not Acceptable absence",
        "Absence",
        "Suspended",
        "Warrant Outstanding",
        "YOT Breach - Not Enforceable",
        "Failed to Comply with other Instruction",
        "Acceptable Failure - None in following 12 months",
        "IAPS deleted record",
        "Refused",
        "Not required",
        "AA",
        "a" * 300_000,
    ],
)
def test_an_outcome_is_never_guessed_from_part_of_a_phrase(phrase: str) -> None:
    assert outcomes.read_outcome(phrase) == ""


@given(st.sampled_from([row["phrase"] for row in OUTCOMES]), st.text("abcxyz", min_size=1))
def test_one_more_word_makes_it_another_phrase(phrase: str, word: str) -> None:
    assert outcomes.read_outcome(f"{phrase} {word}") == ""
    assert outcomes.read_outcome(f"{word} {phrase}") == ""


@pytest.mark.parametrize(
    "phrase", ["", "General", "Planned appointment", "Initial appointment", "Visits", "Home", "NS"]
)
def test_a_type_that_does_not_tell_has_no_kind(phrase: str) -> None:
    assert outcomes.read_kind(phrase) == ""


@pytest.mark.parametrize(
    ("type", "subtype", "kind"),
    [
        ("Planned Appointments", "Home Visit", "home_visit"),
        ("Planned Appointments", "Report to Office", "office"),
        ("Planned Appointments", "MAPPA meeting", "other"),
        ("Letter", "From Offender", "message"),
        ("Conduct & Behaviour", "Video Link", "video"),
        ("General", "History Sheet Entry", ""),
    ],
)
def test_a_subtype_says_more_than_its_type(type: str, subtype: str, kind: str) -> None:
    assert outcomes.read_kind(type, subtype) == kind


@pytest.mark.parametrize("row", AUTOMATIC, ids=lambda row: row["heading"])
def test_what_a_system_writes_by_itself_is_known_by_its_heading(row: dict[str, str]) -> None:
    for written in (row["heading"], row["heading"].upper(), f" {row['heading']} "):
        assert outcomes.is_automatic(written)


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "",
            "Alert",
            "Phone call",
            "Planned Video Contact (NS)",
            "Safeguarding Enquiries Requested",
        ),
        *("Released from custody", "Recall", "Arrest Incident", "Tier Change discussed"),
        *("Online check in submitted - Attended", "Responsible Officer", "x" * 300_000),
    ],
)
def test_what_somebody_did_is_not_folded_away(heading: str) -> None:
    assert not outcomes.is_automatic(heading)


def test_the_two_parts_of_a_prison_heading_are_known_together() -> None:
    assert outcomes.is_automatic(outcomes.heading("Alert", "Made Active"))
    assert outcomes.is_automatic(outcomes.heading("Prison Transfer", "From/ To Location"))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("Office visit",), "Office visit"),
        (("Office visit", "", "Attended - Complied"), "Office visit - Attended - Complied"),
        (("Key Worker Activity", "Key Worker Session"), "Key Worker Activity - Key Worker Session"),
        (("Social Care", "Social Care"), "Social Care"),
        ((" Alert ", "Made Active "), "Alert - Made Active"),
        (("", "", "User-generated free text"), "User-generated free text"),
        (("=cmd|' /C calc'!A0", "<b>x</b>"), "=cmd|' /C calc'!A0 - <b>x</b>"),
        ((), ""),
    ],
)
def test_a_heading_is_what_the_source_called_it(parts: tuple[str, ...], said: str) -> None:
    assert outcomes.heading(*(parts or ("",))) == said


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row["phrase"])
def test_no_type_alone_makes_an_imported_appointment_a_meeting(row: dict[str, str]) -> None:
    seen = met.read_seen(
        kind=row["kind"], outcome="", notes="", heading=row["phrase"], imported=True
    )
    assert seen != met.MET
