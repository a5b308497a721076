"""What search reads is there as soon as the text is, and follows it."""

import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from contacts import audit
from contacts.formats import clock
from contacts.models import Act, Amendment, Contact, Words


def found(words: str, how: str = "websearch") -> list[int]:
    """The contacts of which one piece matches, each as often as a piece does."""
    query = SearchQuery(words, config="diary", search_type=how)
    return list(Words.objects.filter(vector=query).order_by("pk").values_list("contact", flat=True))


@pytest.fixture
def write(add_contact, person, pat):
    def written(notes: str) -> int:
        return add_contact(person, pat, notes=notes).pk

    return written


@pytest.mark.parametrize(
    ("sought", "notes"),
    [
        ("house", "Talked about housing."),
        ("housing", "Wants a house near his mum."),
        ("drink", "Has been drinking again"),
        ("appointments", "Missed the appointment"),
        ("Will", "Will came with him."),
        ("no", "No answer."),
        ("not", "He was not in."),
        ("off", "Signed off sick."),
        ("the", "Rang the hostel."),
        ("josé", "Jose rang."),
        ("jose", "José rang."),
        ("zażółć", "Zażółć came."),
        ("Zazolc", "ZAŻÓŁĆ came."),
        ("cafe", "Met at the café-bar."),
        ("O'Neill", "Spoke to O'Neill today."),
        ("o’neill", "Spoke to O'Neill today."),
        ("landlord", "Rang the flat/landlord."),
        ("next", "That was the end.Next week the GP."),
        ("11", "Seen 10-11."),
        ("07700900123", "New number 07700900123"),
        ('"not in"', "Card left, not in."),
    ],
)
def test_words_are_found_as_people_look_for_them(write, sought, notes):
    contact = write(notes)
    assert found(sought) == [contact]


@pytest.mark.parametrize(
    ("sought", "notes"),
    [
        ("not", "He was in."),
        ("hostel", "Talked about housing."),
        ('"not in"', "In, but did not open."),
        ("came -late", "Came late."),
    ],
)
def test_other_words_are_not(write, sought, notes):
    write(notes)
    assert found(sought) == []


def test_contacts_and_amendments_have_their_own_words(contact, pat):
    amendment = Amendment.objects.create(
        contact=contact, author=pat, recorded_at=clock.now(), notes="He brought a letter."
    )
    words = Words.objects.get(amendment=amendment)
    assert (words.contact, words.person, words.piece) == (contact, contact.person, 0)
    assert found("letter") == found("slept") == [contact.pk]


def test_no_words_make_no_piece(person, add_contact, contact, pat):
    silent = add_contact(person, author_name="NOMIS clerk", notes="")
    Amendment.objects.create(
        contact=contact, author=pat, recorded_at=clock.now(), changed={"minutes": [None, 30]}
    )
    assert not Words.objects.filter(contact=silent).exists()
    assert Words.objects.filter(contact=contact).count() == 1


def test_many_rows_at_once_are_covered(person, pat):
    at = clock.now()
    Contact.objects.bulk_create(
        Contact(
            person=person, author=pat, occurred_at=at, recorded_at=at, seen="met", notes=f"Day {n}"
        )
        for n in range(20)
    )
    assert len(found("day")) == 20


def test_copy_is_covered(person):
    columns = (
        "person_id, author_name, occurred_at, time_known, recorded_at, kind, outcome, sensitive,"
        " heading, notes, state, seen"
    )
    row = f"{person.pk}\tNOMIS\t2026-11-20\tt\t2026-11-20\t\t\tf\t\tMoved wing.\tshown\tabout\n"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY contacts_contact ({columns}) FROM STDIN") as copy,
    ):
        copy.write(row * 3)
    assert len(found("wing")) == 3


def test_a_long_text_is_cut_into_pieces_and_loses_nothing_at_the_cuts(add_contact, person):
    before = "a" * 29_990 + " "
    assert len(before) == 29_991
    notes = before + "cauliflower broccoli " + "b" * 29_960 + " marmalade "
    notes += " ".join(f"word{n}" for n in range(15_000))
    contact = add_contact(person, author_name="NOMIS clerk", notes=notes)
    pieces = contact.words.order_by("piece").values_list("piece", flat=True)
    assert list(pieces) == list(range(len(pieces)))
    assert len(pieces) == -(-len(notes) // 30_000)
    for sought in ("cauliflower", "broccoli", '"cauliflower broccoli"', "marmalade", "word14999"):
        assert contact.pk in found(sought), sought


def test_the_longest_imported_text_of_different_words_is_taken(add_contact, person):
    notes = " ".join(f"{n:x}" for n in range(100_000, 200_000))[:250_000]
    contact = add_contact(person, author_name="NOMIS clerk", notes=notes)
    assert contact.words.count() == 9
    last = notes.split()[-2]
    assert found(last) == [contact.pk]


def test_words_follow_their_contact_to_another_person(contact, person, add_person, pat):
    other = add_person()
    Amendment.objects.create(
        contact=contact, author=pat, recorded_at=clock.now(), notes="He brought a letter."
    )
    audit.record(Act.JOIN_PEOPLE, user=None, people=[person, other])
    Contact.objects.filter(pk=contact.pk).update(person=other)
    assert Words.objects.filter(person=other).count() == 2
    assert not Words.objects.filter(person=person).exists()


def test_another_change_leaves_the_words_alone(contact):
    before = list(Words.objects.values())
    Contact.objects.filter(pk=contact.pk).update(state="withdrawn")
    assert list(Words.objects.values()) == before


def test_words_are_there_in_the_transaction_that_writes_them(write):
    assert found("library") == []
    contact = write("Met at the library.")
    assert found("library") == [contact]
