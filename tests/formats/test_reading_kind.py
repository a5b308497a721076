import csv
from pathlib import Path

import pytest

from contacts.formats import reading_kind
from contacts.formats.note_words import read_words
from contacts.models.contact import Kind


def read(notes):
    note = read_words(notes, ["Dean"])
    return reading_kind.read_kind(note, 0, len(note.words))


@pytest.mark.parametrize(
    ("notes", "kind", "words"),
    [
        ("hv", "home_visit", 1),
        ("home visit with mum", "home_visit", 2),
        ("o/v on time", "office", 1),
        ("office 10.30", "office", 1),
        ("tc to him", "phone", 1),
        ("phone call from police", "phone", 2),
        ("rang his mum", "phone", 1),
        ("he rang in sick", "phone", 2),
        ("mum rang, worried", "phone", 2),
        ("video call with him", "video", 2),
        ("email from SW", "message", 1),
        ("texted him", "message", 1),
        ("seen at home with his mum", "home_visit", 3),
    ],
)
def test_how_it_was_is_read_and_the_words_for_it_are_passed(notes, kind, words):
    found = read(notes)
    assert (found.kind, found.last) == (kind, words)


@pytest.mark.parametrize(
    "notes",
    [
        *("rang the bell", "he rang his brother", "mum rang him", "rang DWP together"),
        *("rang DWP with him", "office of the solicitor", "office closed", "text messages found"),
        *(
            "video games",
            "email address",
            "tc place",
            "phone call he made",
            "hv to check the address",
        ),
        *("seen at home by his GP", "nobody rang", "his office", "", "texts"),
    ],
)
def test_other_words_give_no_kind(notes):
    assert read(notes) is None


def test_the_table_of_kinds_is_well_formed():
    path = Path(reading_kind.__file__).with_name("reading_kinds.csv")
    with path.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len({row["phrase"] for row in rows}) == len(rows)
    assert {row["kind"] for row in rows} == set(Kind.values) - {Kind.OTHER}
    assert all(read_words(row["phrase"]).words == row["phrase"].split() for row in rows)
