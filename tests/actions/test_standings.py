"""Where a person stands, as the words of an entry say."""

import datetime as dt
import uuid

import pytest

from contacts.actions.amendment import replace_words
from contacts.actions.open_things import Noted
from contacts.actions.readings import take_reading, undo_reading
from contacts.actions.standings import note_standing
from contacts.formats import clock
from contacts.formats.reading import NewStanding
from contacts.formats.readings import read_note
from contacts.models import AuditEntry, Source, Standing

NOTES = "TC from duty. Remanded to HMP Leeds."
LEEDS = NewStanding("custody", "HMP Leeds")
TODAY = dt.date(2026, 11, 22)
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def remanded(typed):
    return typed(NOTES, at=clock.now(), noted=Noted(standing=LEEDS))


@pytest.fixture
def in_leeds(person):
    """As nDelius says, from September on."""
    told = {"place": "HMP Leeds", "expected_release": dt.date(2026, 12, 4)}
    source = Source.objects.create(name="nDelius")
    return Standing.objects.create(
        person=person, what="custody", since=dt.date(2026, 9, 1), source=source, **told
    )


def current(person):
    return Standing.objects.filter(person=person).in_force(clock.today()).first()


def reading(notes=NOTES):
    (found,) = [one for one in read_note(notes, now=clock.now()) if one.what == "standing"]
    return found


def undo(contact, pat, notes=NOTES):
    undo_reading(contact=contact, by=pat, reading=reading(notes))


def test_it_is_kept_with_the_entry_as_its_source_and_in_the_entrys_own_trail(remanded, person):
    standing = person.standings.get()
    assert (standing.contact, standing.source, standing.batch) == (remanded, None, None)
    assert (standing.what, standing.place, standing.since) == ("custody", "HMP Leeds", TODAY)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.object) == ("record_contact", f"contact {remanded.pk}")
    changed = {"standing": ["community", "custody"]}
    assert entry.detail == {"standing": standing.pk, "changed": changed}


def test_it_begins_when_the_entry_occurred_where_the_words_do_not_say(typed, person):
    typed(NOTES, at=clock.now() - dt.timedelta(days=1), noted=Noted(standing=LEEDS))
    assert person.standings.get().since == YESTERDAY


def test_else_on_the_day_they_say(typed, person):
    typed(
        "Released yesterday.",
        at=clock.now(),
        noted=Noted(standing=NewStanding("community", since=YESTERDAY)),
    )
    assert person.standings.get().since == YESTERDAY


def test_the_same_form_sent_twice_keeps_it_once(remanded, typed, person):
    note_standing(contact=remanded, said=LEEDS)
    assert person.standings.count() == 1


def test_whoever_is_moved_is_expected_to_be_released_when_they_were(typed, person, in_leeds):
    typed(
        "In custody, HMP Hull.",
        at=clock.now(),
        noted=Noted(standing=NewStanding("custody", "HMP Hull")),
    )
    now = current(person)
    assert (now.place, now.expected_release) == ("HMP Hull", dt.date(2026, 12, 4))


def test_whoever_is_released_is_not(typed, person, in_leeds):
    typed("Released today.", at=clock.now(), noted=Noted(standing=NewStanding("community")))
    now = current(person)
    assert (now.what, now.place, now.expected_release) == ("community", "", None)


def test_taken_back_everything_is_as_it_was_and_the_row_stays(typed, person, pat, in_leeds):
    released = typed(
        "Released today.", at=clock.now(), noted=Noted(standing=NewStanding("community"))
    )
    undo(released, pat, "Released today.")
    assert current(person) == in_leeds
    standing = released.standings.get()
    assert (standing.taken_back_at, standing.taken_back_by) == (clock.now(), pat)
    entry = AuditEntry.objects.latest("id")
    about = f"contact {released.pk} standing {standing.pk}"
    assert (entry.act, entry.object, entry.username) == ("amend", about, "pat")
    assert entry.detail == {"changed": {"standing": ["community", "custody"]}}


def test_taken_again_it_stands_again(remanded, person, pat):
    undo(remanded, pat)
    take_reading(contact=remanded, by=pat, reading=reading())
    assert current(person).place == "HMP Leeds"
    assert person.standings.count() == 2
    assert AuditEntry.objects.latest("id").detail == {
        "changed": {"standing": ["community", "custody"]}
    }


def test_pressed_twice_nothing_more_is_written(remanded, person, pat):
    for press in (undo_reading, take_reading):
        for _ in range(2):
            press(contact=remanded, by=pat, reading=reading())
    assert person.standings.count() == 2
    assert AuditEntry.objects.filter(object__contains="standing").count() == 2


@pytest.mark.parametrize(
    ("notes", "stays"),
    [
        ("TC from duty. Remanded to HMP Leeds this morning.", True),
        ("Remanded to HMP Hull.", False),
        ("TC from duty. He was bailed.", False),
    ],
)
def test_other_words_in_their_place_take_back_what_they_do_not_say(
    remanded, person, pat, notes, stays
):
    replace_words(contact=remanded, author=pat, token=uuid.uuid4(), notes=notes)
    assert bool(current(person)) is stays
    taken_back = remanded.standings.get().taken_back_by
    assert taken_back == (None if stays else pat)


def test_what_an_entry_says_is_no_news_to_a_file_nor_what_files_say_again(
    people_file, person, typed, pat
):
    """Else each day's file would undo it; or would be forgotten when the entry is taken back."""
    columns, row = "standing,standing_place,standing_from", "X482913,Dean,Hartley,custody"
    people_file(columns, f"{row},HMP Leeds,2026-09-01")
    released = typed(
        "Released today.", at=clock.now(), noted=Noted(standing=NewStanding("community"))
    )
    people_file("standing,standing_place", f"{row},HMP Leeds")
    assert current(person).contact == released
    people_file(columns, f"{row},HMP Hull,2026-11-22")
    hull = typed(
        "Remanded to HMP Hull.",
        at=clock.now(),
        noted=Noted(standing=NewStanding("custody", "HMP Hull")),
    )
    undo(hull, pat, "Remanded to HMP Hull.")
    assert (current(person).place, current(person).contact) == ("HMP Hull", None)


@pytest.mark.parametrize("whose", ["kept", "joined"])
@pytest.mark.parametrize("when", ["before", "since"])
def test_parted_again_each_stands_as_its_own_entries_and_files_say(
    people_file, person, other, join, part, pat, add_contact, whose, when
):
    """What a file says meanwhile is of its own record, as if nothing had been read in entries."""
    one, another = (person, other) if whose == "kept" else (other, person)
    entry = add_contact(one, pat, notes=NOTES)
    if when == "before":
        note_standing(contact=entry, said=LEEDS)
    before = [(current(each), each.standings.count()) for each in (one, another)]
    join()
    entry.refresh_from_db()
    if when == "since":
        note_standing(contact=entry, said=LEEDS)
    assert current(person).place == "HMP Leeds"
    assert not other.standings.exists()
    part()
    if when == "before":
        assert [(current(each), each.standings.count()) for each in (one, another)] == before
    assert (current(one).contact, current(another)) == (entry, None)


@pytest.mark.parametrize("whose", ["kept", "joined"])
def test_a_file_that_says_the_same_meanwhile_says_it_of_its_own_record(
    people_file, person, other, join, part, pat, add_contact, whose
):
    join()
    entry = add_contact(person, pat)
    note_standing(contact=entry, said=LEEDS)
    one = person if whose == "kept" else other
    named = f"{one.crn},{one.first_name},{one.last_name}"
    columns = "standing,standing_place,standing_from"
    people_file(columns, f"{named},custody,HMP Leeds,2026-11-22")
    part()
    said = Standing.objects.of_files().get()
    assert (said.person, said.place) == (one, "HMP Leeds")
    assert entry.standings.get().person == person
