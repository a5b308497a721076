import pytest

from contacts.formats import sightings
from contacts.formats.sightings import (
    ABOUT,
    AT_HOME,
    AWAY,
    DOUBT,
    EMPTY,
    HINT,
    NOT_SEEN,
    REMOTE,
    SEEN,
    TALK,
)


def gives(notes):
    return [sign.gives for sign in sightings.read_signs(notes).found]


@pytest.mark.parametrize(
    ("notes", "signs"),
    [
        ("Seen at home.", [SEEN]),
        ("SEEN   AT\u00a0HOME", [SEEN]),
        ("unseen at home", [NOT_SEEN]),
        ("Not seen at home.", [NOT_SEEN]),
        ("He has never, to my knowledge, been home and seen today", [DOUBT]),
        ("Not breached, seen at home", [DOUBT]),
        ("Seen at home by his mum", []),
        ("Seen at home by me", [SEEN]),
        ("Seen at home with his mum", [SEEN]),
        ("Mum said: seen at home", [ABOUT]),
        ("Seen at home?", []),
        ("Talked about when he did not attend last week", [TALK, DOUBT]),
        ("Did not attend", [NOT_SEEN]),
        ("t/c from his older brother", [ABOUT]),
        ("tc to him", [REMOTE]),
        ("Rang his mum, then rang him", [ABOUT, REMOTE]),
        ("the scene at home", []),
        ("Let me in", [AT_HOME]),
        ("Wife let me in", [ABOUT]),
        ("Landlord came. Let me in", []),
        ("Warning letter given", [HINT]),
        ("Rebooked", [AWAY]),
        ("Curtains drawn", [EMPTY]),
        ("Crisis team had just left", [DOUBT]),
        ("He nearly didn't come in", [DOUBT]),
        ("His mum is in hospital", []),
        ("Seen at the address: nobody", []),
        ("Seen at home address: nobody", [NOT_SEEN]),
        ("No sign of anyone else living there", []),
        ("", []),
    ],
)
def test_a_phrase_gives_what_it_means_in_its_place(notes, signs):
    assert gives(notes) == signs


def test_the_longest_phrase_wins_over_those_inside_it():
    found = sightings.read_signs("vm left for his mum").found
    assert [(sign.gives, sign.start) for sign in found] == [(ABOUT, 0)]


def test_a_note_knows_which_sign_it_comes_to_first_and_opens_with():
    signs = sightings.read_signs("Rang his mum. No answer at the door.")
    assert signs.first(NOT_SEEN, ABOUT) == ABOUT
    assert signs.start(NOT_SEEN) == 3
    assert signs.start(SEEN) is None
    assert signs.opens_with(ABOUT)
    assert not signs.opens_with(NOT_SEEN)


def test_a_denial_counts_late_only_where_it_can_be_of_nobody_else():
    late = "Talked about work. " * 10
    assert sightings.read_signs("He did not attend.").denies(25)
    assert not sightings.read_signs(f"{late} The parcel never arrived.").denies(25)
    assert sightings.read_signs(f"{late} Did not see him.").denies(25)


def test_a_home_visit_reads_arrivals_as_ours_and_the_open_door_as_theirs():
    signs = sightings.read_signs("Attended as planned. Let me in.")
    assert [sign.gives for sign in signs.of_home_visit().found] == [SEEN]
    assert signs.of_home_visit().start(SEEN) == 4


def test_a_heading_needs_no_sentence():
    found = sightings.read_heading("Office Visit (NS) - Attended - Complied").found
    assert [sign.gives for sign in found] == [SEEN]
