import csv
import string
import sys
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.formats import clock, met, readings
from contacts.formats.reading import WRITER, Moment, NewStanding, Promise

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)  # a Tuesday
SEVERAL = {"promised", "asked", "done"}
MARKED = {*SEVERAL, "decision", "feels_off"}
KINDS = {"office", "home_visit", "phone", "video", "message"}
PASSAGES = Path(met.__file__).parents[1] / "management" / "made_up" / "passages"


def table(name):
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as cases:
        return list(csv.DictReader(cases))


CASES = table("reading_cases.csv")
TRAPS = [case for case in CASES if not case["gives"]]
PIECES = [
    *("hv", "o/v", "tc", "he rang", "Dean", "he", "his mum", "I will ring", "'ll", "will", "not"),
    *(
        "45m",
        "10.00-10.50",
        "half an hour",
        "yesterday 2pm",
        "3/3 14:30",
        "next 12/5 10:30",
        "next",
    ),
    *(
        "dna",
        "attended",
        "aa medical",
        "ua",
        "did not attend",
        "todo: ring",
        "asked: CSC",
        "done: it",
    ),
    *("decided: no", "??", "remanded to HMP Leeds", "in hospital", "released today", "if", "said"),
    *(",", ".", ";", ":", "\n", "\n\n", "?", "-", '"', "'", "(", ")", "\x00", "\r\n", "> ", "and"),
]
notes_like = st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join)
any_notes = notes_like | st.text(max_size=200)


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


def test_the_table_of_cases_is_large_and_half_of_it_is_traps():
    assert len(CASES) >= 300
    assert len(TRAPS) >= len(CASES) / 2
    assert len({case["phrase"] for case in CASES}) == len(CASES)
    given_by_some = {
        one.split()[0].strip("?") for case in CASES for one in case["gives"].split(" | ") if one
    }
    assert given_by_some == MARKED | {"kind", "outcome", "minutes", "when", "next", "standing"}


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


@given(any_notes)
@settings(deadline=None)
def test_any_notes_are_read_and_every_reading_lies_in_them(notes):
    for one in read(notes):
        assert 0 <= one.start < one.end <= len(notes)
        assert one.said
        assert not notes[one.start : one.end].isspace()


@given(any_notes, st.timedeltas(timedelta(0), timedelta(days=33_000)))
@settings(deadline=None)
def test_what_happened_has_passed_and_what_is_next_is_to_come(notes, later):
    now = datetime(2000, 1, 1, tzinfo=UTC) + later
    for one in read(notes, now):
        assert one.what != "when" or one.value.at <= now
        assert one.what != "next" or one.value.at > now


@given(any_notes)
@settings(deadline=None)
def test_a_note_has_one_of_each_at_most_but_for_what_is_to_be_done(notes):
    found = read(notes)
    single = [one.what for one in found if one.what not in SEVERAL]
    assert len(set(single)) == len(single)
    assert len({one.key for one in found}) == len(found)


@given(any_notes)
@settings(deadline=None)
def test_no_absence_or_standing_may_be_set_without_being_shown(notes):
    for one in read(notes):
        assert one.what != "standing" or one.proposed
        assert one.what != "outcome" or one.shown_first or one.value in met.ATTENDED


@given(notes_like, notes_like)
@settings(deadline=None)
def test_words_added_on_a_new_line_change_no_key_of_what_was_read_before(first, more):
    before, after = read(first), read(f"{first}\n{more}")
    keys = {(one.what, one.start, one.end): one.key for one in after}
    for one in before:
        assert keys.get((one.what, one.start, one.end), one.key) == one.key
    marked = {one.key for one in before if one.what in MARKED and not one.proposed}
    promised = {one.key for one in before if first[one.start :].lower().startswith("i will")}
    assert marked - promised <= {one.key for one in after}


@given(st.text(st.characters(exclude_characters="[]")), notes_like)
@settings(deadline=None)
def test_nothing_is_read_in_a_sensitive_passage(before, secret):
    notes = f"{before}\n[[{secret}]]"
    assert all(one.end <= len(before) for one in read(notes))


def test_where_a_note_is_taken_away_the_rest_has_the_same_keys():
    first, second = read("todo: ring GP\ntodo: ring GP")
    assert (first.value, first.key + "-2") == (second.value, second.key)
    assert [one.key for one in read("Came in.\ntodo: ring GP")] == [first.key]


TRICKY = [
    *(
        "hv ",
        "HV 45m. ",
        "hv\n",
        "next 3/3 10:30 ",
        "next ",
        "see again Thursday 10, ",
        "I will ring, ",
    ),
    *(
        "he'll ring. ",
        "todo: x; ",
        "??\n",
        "x:\n??\n",
        "dna. ",
        "did not attend, ",
        "todo:\n- a;b\n",
    ),
    *(
        "remanded to HMP Leeds. ",
        "yesterday 2pm ",
        "10.00-10.50 ",
        '"',
        "'a ",
        "[[",
        "> a\n",
        "a.b.",
    ),
    *(
        "asked: a; ",
        "decided: a. ",
        "awaiting reply. ",
        "email from x:\n",
        "1/1/",
        "F.",
        "half ",
        "10 ",
    ),
    *("his older brother ", "- ", "AA medical, ", "in custody at HMP Leeds. ", string.printable),
]


def steps(notes):
    """How many calls it takes to read some notes, of Python's own functions too."""
    count = 0

    def counted(frame, event, what):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read(notes)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("words", TRICKY, ids=repr)
def test_twice_the_notes_take_twice_the_work_whatever_is_repeated(words):
    once = steps(words * (6_000 // len(words)))
    twice = steps(words * (12_000 // len(words)))
    assert twice < 2.3 * once + 500
    assert twice < 12_000 * 40
