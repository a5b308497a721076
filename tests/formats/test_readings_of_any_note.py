"""Promises about any note at all, and that reading one takes as long as the note is long."""

import string
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.formats import met, readings

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)
SEVERAL = {"promised", "asked", "done"}
MARKED = {*SEVERAL, "decision", "feels_off"}
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
