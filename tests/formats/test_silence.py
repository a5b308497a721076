import datetime as dt

import pytest

from contacts.formats.silence import line, never, told

TODAY = dt.date(2026, 3, 22)


def ago(*counts: int) -> list[dt.date]:
    return [TODAY - dt.timedelta(days=count) for count in counts]


def every(gap: int, since: int) -> list[dt.date]:
    """Twenty days, so many apart, the newest so many ago."""
    return ago(*range(since, since + 20 * gap, gap))


def said(on: list[dt.date], reaches: dt.date | None = TODAY) -> str:
    return told("NOMIS", reaches=reaches, on=on, today=TODAY)


def test_a_system_without_notes_is_not_one_that_was_never_loaded():
    assert said([]) == "no notes from NOMIS"
    assert never("NOMIS") == "NOMIS never loaded"


def test_what_was_not_looked_for_is_not_denied():
    none = told("NOMIS", reaches=TODAY, on=[], today=TODAY, looked_after=dt.date(2024, 5, 12))
    assert none == "no notes from NOMIS after 12 May 2024, older ones not looked for"
    some = told("NOMIS", reaches=TODAY, on=ago(40), today=TODAY, looked_after=dt.date(2024, 5, 12))
    assert some == "NOMIS to 22 March"


def test_the_line_begins_with_a_capital_or_the_name_of_a_system():
    assert line(["no notes from NOMIS", "no notes from OASys"]) == (
        "No notes from NOMIS · no notes from OASys"
    )
    assert line(["nDelius never loaded", "no notes from NOMIS"]).startswith("nDelius")
    assert line([]) == ""


def test_a_system_is_known_to_the_day_its_newest_file_reaches():
    assert said(ago(40), TODAY - dt.timedelta(19)) == "NOMIS to 3 March"
    assert said(ago(40), dt.date(2025, 3, 3)) == "NOMIS to 10 February"
    assert said([dt.date(2024, 1, 1)], dt.date(2025, 3, 3)) == "NOMIS to 3 March 2025"


def test_a_file_of_which_nobody_knows_how_far_it_reaches_reaches_to_what_it_told():
    assert said(ago(19), None) == "NOMIS to 3 March"


def test_nothing_is_known_of_days_to_come():
    assert said([dt.date(2027, 1, 1)], dt.date(2027, 1, 1)) == "NOMIS to 22 March"


@pytest.mark.parametrize(
    ("gap", "since", "words"),
    [
        (1, 19, "silent 19 days, usually daily"),
        (1, 7, "silent 7 days, usually daily"),
        (1, 6, "to 22 March"),
        (2, 8, "silent 8 days, usually every 2 days"),
        (7, 20, "to 22 March"),
        (7, 21, "silent 21 days, usually weekly"),
        (14, 60, "silent 60 days, usually every 2 weeks"),
        (30, 89, "to 22 March"),
        (30, 90, "silent 90 days, usually monthly"),
        (365, 1_200, "silent 1,200 days, usually every 365 days"),
    ],
)
def test_a_system_is_silent_after_three_times_as_long_as_usual(gap, since, words):
    assert said(every(gap, since)) == f"NOMIS {words}"


def test_several_records_on_a_day_are_one_day_and_the_order_does_not_count():
    assert said(ago(30, 20, 31, 20, 20)) == "NOMIS to 22 March"
    assert said(ago(33, 30, 32, 34, 31)) == "NOMIS silent 30 days, usually daily"


def test_four_days_are_no_habit():
    assert said(ago(30, 31, 32, 33)) == "NOMIS to 22 March"
