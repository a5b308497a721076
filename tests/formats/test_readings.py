import csv
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contacts.formats import clock, met, readings
from contacts.formats.reading import WRITER, Moment, NewStanding, Promise

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)  # a Tuesday
GIVEN = {"kind", "outcome", "minutes", "when", "next", "standing"} | {
    *("promised", "asked", "done", "decision", "feels_off")
}
KINDS = {"office", "home_visit", "phone", "video", "message"}
PASSAGES = Path(met.__file__).parents[1] / "management" / "made_up" / "passages"


def table(name):
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as cases:
        return list(csv.DictReader(cases))


CASES = table("reading_cases.csv")
TRAPS = [case for case in CASES if not case["gives"]]


def read(notes, now=NOW):
    return readings.read_note(notes, now=now, called=["Dean"])


def told(reading):
    """A reading as the table of cases has it."""
    value = reading.value
    if isinstance(value, Moment):
        local = value.at.astimezone(clock.LONDON)
        value = f"{local:%Y-%m-%d %H:%M}" if value.time_known else f"{local:%Y-%m-%d}"
    elif isinstance(value, Promise):
        value = f"{'you' if value.who == WRITER else 'person'}: {value.words}"
    elif isinstance(value, NewStanding):
        value = " ".join(one for one in (value.what, value.place, value.reason) if one)
    return f"{reading.what}{'?' if reading.proposed else ''} {value}".strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["phrase"][:50])
def test_each_note_gives_exactly_what_the_table_of_cases_says(case):
    wanted = case["gives"].split(" | ") if case["gives"] else []
    assert sorted(told(one) for one in read(case["phrase"])) == sorted(wanted)


def test_a_note_is_said_in_small_plain_words():
    note = "HV 40m yesterday 14:30. ?? too tidy. todo: chase housing\n??\nnext: Tue 12 May 10:30"
    assert [one.said for one in read(note)] == [
        *("Home visit", "40 minutes", "yesterday 14:30", "Promised: you chase housing"),
        *("Something feels off", "Next: Tue 12 May 10:30"),
    ]


@pytest.mark.parametrize("now", [NOW, datetime(2026, 11, 22, 11, 0, tzinfo=UTC)])
def test_dates_without_a_year_are_read_from_the_day_they_are_written(now):
    found = {one.what: one.value.at for one in read("3/3 14:30. next 12/5 10:30", now)}
    assert found["when"] == datetime(2026, 3, 3, 14, 30, tzinfo=UTC)
    assert found["next"] == datetime(now.year + (now.month > 5), 5, 12, 9, 30, tzinfo=UTC)


def test_the_table_of_cases_is_large_and_half_of_it_is_traps():
    assert len(CASES) >= 300
    assert len(TRAPS) >= len(CASES) / 2
    assert len({case["phrase"] for case in CASES}) == len(CASES)
    given_by_some = {
        one.split()[0].strip("?") for case in CASES for one in case["gives"].split(" | ") if one
    }
    assert given_by_some == GIVEN


@pytest.mark.parametrize("case", table("met_cases.csv"), ids=lambda case: case["notes"][:40])
def test_no_meeting_is_read_as_an_absence_and_no_absence_as_a_meeting(case):
    for one in read(case["notes"]):
        if one.what == "outcome":
            assert not (one.value in met.ABSENT and case["seen"] == met.MET)
            assert not (one.value in met.ATTENDED and case["seen"] == met.NOT_MET)


def made_up():
    """The made-up notes with what their writers chose, slots filled."""
    slots = defaultdict(lambda: "Larkrise", he="he", him="him", his="his", first="Dean")
    slots |= {"He": "He", "His": "His", "relative": "mum", "weekday": "Friday"}
    for path in sorted(PASSAGES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as passages:
            for row in csv.DictReader(passages):
                yield row["text"].format_map(slots), row


def test_what_is_read_in_a_made_up_note_is_what_its_writer_chose():
    for notes, chosen in made_up():
        for one in read(notes):
            if one.what == "kind" and chosen["kind"] in KINDS:
                assert one.value == chosen["kind"], notes
            if one.what == "outcome":
                assert one.value == chosen["outcome"], notes
            if one.what == "minutes":
                assert str(one.value) == chosen["minutes"], notes


def test_where_a_note_is_taken_away_the_rest_has_the_same_keys():
    first, second = read("todo: ring GP\ntodo: ring GP")
    assert (first.value, first.key + "-2") == (second.value, second.key)
    assert [one.key for one in read("Came in.\ntodo: ring GP")] == [first.key]
