"""Which entries say what is looked for: the one answer that every page asks."""

import pytest

from contacts.formats import clock
from contacts.formats.sought import read_sought
from contacts.models import Amendment, Contact, State


@pytest.fixture
def saying(person):
    """The notes of the entries found, in the order they were written."""

    def search(typed: str, people=None) -> list[str]:
        found = Contact.objects.saying(read_sought(typed), people=people or [person.pk])
        return list(found.order_by("pk").values_list("notes", flat=True))

    return search


@pytest.fixture
def write(add_contact, person, pat):
    return lambda notes, **known: add_contact(person, pat, notes=notes, **known)


@pytest.fixture
def add_to(pat):
    def add(contact, notes, **known):
        return Amendment.objects.create(
            contact=contact, author=pat, recorded_at=clock.now(), notes=notes, **known
        )

    return add


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("house", ["Housing sorted."]),
        ("hous*", ["Housing sorted."]),
        ("rent arrears", ["Rent is in arrears."]),
        ('"in arrears"', ["Rent is in arrears."]),
        ('"rent arrears"', []),
        ("rent -arrears", ["Rent paid."]),
        ("-rent", ["Housing sorted."]),
        ("-rent -hous*", []),
        ("wing", []),
        ("-wing", ["Housing sorted.", "Rent is in arrears.", "Rent paid."]),
    ],
)
def test_words_phrases_beginnings_and_what_must_not_be_there(write, saying, typed, found):
    for notes in ("Housing sorted.", "Rent is in arrears.", "Rent paid."):
        write(notes)
    assert saying(typed) == found


def test_nothing_looked_for_is_every_entry_that_says_something(write, saying):
    write("Seen.")
    write("By mistake.", state=State.WITHDRAWN)
    assert saying("") == ["Seen."]


def test_all_that_is_wanted_must_stand_in_one_piece(write, saying, add_to):
    first = write("Rent paid.")
    add_to(first, "Rang the landlord.")
    assert saying("landlord") == ["Rent paid."]
    assert saying("rent landlord") == []


def test_an_entry_any_of_whose_pieces_has_the_unwanted_word_is_left_out(write, saying, add_to):
    add_to(write("Rent paid."), "Rang the landlord.")
    lead = write("Rent is due.")
    write("Landlord wrote.", state=State.JOINED, lead=lead)
    write("Rent again.")
    assert saying("rent -landlord") == ["Rent again."]


def test_a_joined_record_leads_to_the_entry_it_is_shown_with(write, saying, add_to):
    lead = write("Seen.")
    joined = write("Talked of the tribunal.", state=State.JOINED, lead=lead)
    add_to(joined, "And of the bailiff.")
    assert saying("tribunal") == saying("bailiff") == ["Seen."]


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.MOVED, State.UNDONE])
def test_what_is_not_shown_is_not_found(write, saying, add_to, state):
    add_to(write("Seen at the library.", state=state), "And the café.")
    assert saying("library") == saying("cafe") == saying("-anything") == []


def test_replaced_words_are_not_found_and_those_in_their_place_are(write, saying, add_to):
    first = write("Came with his wife.")
    add_to(first, "Came with his sister.", replaces=True)
    add_to(first, "The bus was late.")
    assert saying("wife") == []
    assert saying("sister") == saying("bus") == saying("-wife") == ["Came with his wife."]
    add_to(first, "Came with his mother.", replaces=True)
    assert saying("sister") == []
    assert saying("mother") == saying("bus") == ["Came with his wife."]


def test_only_the_people_asked_about_are_searched(write, saying, add_person, add_contact, pat):
    write("Seen at the library.")
    other = add_person()
    add_contact(other, pat, notes="Also at the library.")
    assert saying("library") == ["Seen at the library."]
    assert saying("library", people=[other.pk]) == ["Also at the library."]


def test_an_entry_found_in_several_pieces_is_there_once(write, saying, add_to):
    first = write("Rent.")
    for _ in range(3):
        add_to(first, "Rent.")
    assert saying("rent") == ["Rent."]


@pytest.mark.parametrize("typed", ["O'Neill %s %%", "'; DROP TABLE x; --", "a:*b & | !", "%(x)s"])
def test_what_is_typed_is_never_part_of_the_question_itself(write, saying, typed):
    write(f"About {typed}")
    assert saying(typed) == [f"About {typed}"]
