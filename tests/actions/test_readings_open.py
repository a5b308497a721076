"""One press beside an entry that was saved: what its words say is kept beside it, or is not."""

import datetime as dt

import pytest

from contacts.actions.readings_open import take_open, undo_open
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.formats.readings import read_note
from contacts.models import AuditEntry, Concern, Decision, FollowUp
from tests.open_things import follow_up

NOTES = (
    "Rang him. todo: ring housing. asked: police for call-outs to the address.\n"
    "Decided: stay weekly.\n?? jumpy about work\ndone: chased the depot"
)


@pytest.fixture
def entry(add_contact, person, pat):
    return add_contact(person, pat, notes=NOTES)


@pytest.fixture
def earlier(add_contact, person, pat):
    return follow_up(add_contact(person, pat), "chase the depot")


@pytest.fixture
def press(entry, pat):
    def pressed(does, what, by=pat):
        readings = read_note(NOTES, now=entry.recorded_at, called=["Dean"])
        (reading,) = [one for one in readings if one.what == what]
        does(contact=entry, by=by, reading=reading)

    return pressed


def acts():
    return list(AuditEntry.objects.order_by("id").values_list("act", flat=True))


@pytest.mark.parametrize(
    ("what", "kept"),
    [
        ("promised", ("practitioner", "", "ring housing")),
        ("asked", ("other", "police", "call-outs to the address")),
    ],
)
def test_what_is_to_do_is_kept_once_and_then_was_never_meant(press, entry, what, kept):
    for _ in range(2):
        press(take_open, what)
    one = FollowUp.objects.get()
    assert (one.who, one.named, one.words, one.contact) == (*kept, entry)
    for _ in range(2):
        press(undo_open, what)
    assert FollowUp.objects.get().state == "taken_back"
    assert acts() == ["note_follow_up", "change_follow_up"]
    press(take_open, what)
    assert FollowUp.objects.still_open().count() == 1


def test_something_feels_off_is_kept_and_taken_back(press, entry):
    for does in (take_open, take_open, undo_open):
        press(does, "feels_off")
    assert Concern.objects.get().words == "jumpy about work"
    assert not Concern.objects.on_pages()
    assert acts() == ["raise_concern", "take_back_concern"]


def test_after_a_while_it_is_answered_and_not_taken_back(press, entry, sunday_morning):
    press(take_open, "feels_off")
    sunday_morning(clock.now() + dt.timedelta(minutes=16))
    with pytest.raises(Refused, match="Write what became of it"):
        press(undo_open, "feels_off")


def test_a_decision_is_marked_and_is_none(press, entry):
    for does in (take_open, take_open, undo_open, undo_open):
        press(does, "decision")
    assert not Decision.objects.that_stand()
    assert acts() == ["mark_decision", "mark_decision"]


def test_what_is_done_is_closed_and_open_again(press, entry, earlier):
    for _ in range(2):
        press(take_open, "done")
    earlier.refresh_from_db()
    assert (earlier.state, earlier.closed_in) == ("done", entry)
    for _ in range(2):
        press(undo_open, "done")
    earlier.refresh_from_db()
    assert (earlier.state, earlier.closed_in) == ("open", None)
    assert acts() == ["change_follow_up", "change_follow_up"]
