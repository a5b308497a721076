from datetime import UTC, datetime

import pytest

from contacts.formats.note_words import read_words
from contacts.formats.reading_opening import Walk

NOW = datetime(2026, 3, 10, 16, 20, 30, tzinfo=UTC)


def run(notes, *, strict=False, taken=None, known=frozenset()):
    note = read_words(notes, ["Dean"])
    return Walk(note, note.sentences[0], NOW, taken or {}, known).run(strict=strict)


def what(found):
    return [item.what for item in found.items]


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("HV 45m yesterday 2pm", ["kind", "minutes", "when"]),
        ("Unannounced HV with PC Hume 25 mins", ["kind", "minutes"]),
        ("DNA office 10am", ["outcome", "kind", "when"]),
        ("Seen for about 40 mins", ["minutes"]),
        ("Spoke to him at the hostel yesterday", ["when"]),
        ("TC from his mum yesterday 4pm", ["kind", "when"]),
    ],
)
def test_shorthand_is_read_to_the_end_of_its_sentence(notes, found):
    assert what(run(notes)) == found
    assert run(notes).whole
    assert run(notes).anchored


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("HV, waited 15 mins", ["kind"]),
        ("HV 15 mins late", ["kind"]),
        ("Attended late, 15 minutes", ["outcome"]),
        ("Seen yesterday in the Arndale", []),
        ("TC from him yesterday he is ill", ["kind"]),
        ("Supervision with Sam 45m", []),
        ("Saw his son yesterday", []),
    ],
)
def test_it_ends_where_the_note_proper_begins(notes, found):
    assert what(run(notes)) == found
    assert not run(notes).planned


@pytest.mark.parametrize(
    "notes",
    [
        *("HV tomorrow", "HV Thursday", "HV needed", "HV - to be booked", "HV not done", "HV?"),
        *("HV if he is in", "HV/TC", "Text from CGL as I arrived", "Rang him before he came"),
    ],
)
def test_a_plan_and_a_doubt_are_told_from_what_was(notes):
    assert run(notes).planned


def test_where_all_must_be_shorthand_nothing_is_passed_over():
    assert run("HV, 45m", strict=True).whole
    assert not run("HV with mum, 45m", strict=True).whole


def test_what_is_known_is_not_read_again_and_what_follows_the_next_date_is_of_that():
    assert what(run("HV 45m", known=frozenset({"kind", "minutes"}))) == []
    assert what(run("tc next 12/5 office 45m", taken={1: 3})) == ["kind"]
