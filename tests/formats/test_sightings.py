import pytest

from contacts.formats import sightings
from contacts.formats.sightings import ABOUT, DOUBT, NOT_SEEN, REMOTE, SEEN


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
        ("Talked about when he did not attend last week", [DOUBT]),
        ("Did not attend", [NOT_SEEN]),
        ("t/c from his older brother", [ABOUT]),
        ("tc to him", [REMOTE]),
        ("Rang his mum, then rang him", [ABOUT, REMOTE]),
        ("the scene at home", []),
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


def test_a_heading_needs_no_sentence():
    found = sightings.read_heading("Office Visit (NS) - Attended - Complied").found
    assert [sign.gives for sign in found] == [SEEN]
