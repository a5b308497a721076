from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import note_words
from contacts.formats.note_words import QUOTED, SENSITIVE
from contacts.formats.tokens import OTHER, PERSON, PLACE


def words(notes, called=()):
    return note_words.read_words(notes, called).words


def sentences(notes):
    note = note_words.read_words(notes)
    return [" ".join(note.words[one.first : one.last]) for one in note.sentences]


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("HV 45m, seen.", ["hv", "45m", ",", "seen", "."]),
        ("o/v T/C", ["ov", "tc"]),
        ("F.T.A. 2 p.m.", ["fta", "2", "pm"]),
        ("3/3 14:30 10.00-10.50", ["3/3", "14:30", "10.00-10.50"]),
        ("DNA'd, didn’t", ["dnad", ",", "didnt"]),
        ("he’ll ring Dean's mum", ["he'll", "ring", "dean's", "mum"]),
        ("e-mail no-show", ["e", "mail", "no", "show"]),
        ("10 - 11", ["10", "-", "11"]),
        ("?? off", ["??", "off"]),
        ("a\x00b", ["a", "\x00", "b"]),
        ("one\r\ntwo", ["one", "\n", "two"]),
        ("", []),
    ],
)
def test_a_note_comes_apart_into_words(notes, found):
    assert words(notes) == found


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ('He said "I will" and left', ["he", "said", QUOTED, "and", "left"]),
        ("He said ‘I won’t go’ again", ["he", "said", QUOTED, "again"]),
        ("it's the lads' van", ["its", "the", "lads", "'", "van"]),
        ('open "to the end\nnext', ["open", QUOTED, "\n", "next"]),
        ("> tc from mum\nfine", [QUOTED, "\n", "fine"]),
        ("seen [[at his ex's]] today", ["seen", SENSITIVE, "today"]),
        ("seen at his ex's]] today", [SENSITIVE]),
    ],
)
def test_the_words_of_others_and_what_is_sensitive_are_hidden(notes, found):
    assert words(notes) == found


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("Seen. All well! Why? OK", ["seen", "all well", "why", "ok"]),
        ("Rang Mr. Patel. He was out.", ["rang mr . patel", "he was out"]),
        ("- hv\n* tc", ["hv", "tc"]),
        ("hv\n45m", ["hv", "45m"]),
        ("if he\ndid not attend", ["if he \n did not attend"]),
        (
            "he said that he would think about that, and then he\n\nleft",
            ["he said that he would think about that , and then he", "left"],
        ),
        (
            "went through the whole of the licence again today\nline by line",
            ["went through the whole of the licence again today \n line by line"],
        ),
        (
            "todo: go through the whole of the licence again\nline by line",
            ["todo : go through the whole of the licence again", "line by line"],
        ),
    ],
)
def test_a_sentence_ends_with_its_line_unless_that_only_ran_out(notes, found):
    assert sentences(notes) == found


def test_what_stands_below_a_colon_is_listed_and_below_a_message_told():
    note = note_words.read_words("Plan:\nring\n\nText from mum:\nhelp\n\nleft")
    assert [(one.listed, one.told, one.after_told) for one in note.sentences] == [
        (False, False, False),
        (True, False, False),
        (False, False, False),
        (True, True, True),
        (False, False, True),
    ]


@pytest.mark.parametrize(
    ("notes", "at", "found"),
    [
        ("rang him", 1, (1, PERSON)),
        ("rang Dean", 1, (1, PERSON)),
        ("rang his older brother today", 1, (3, OTHER)),
        ("with PC Jo Hume 25 mins", 1, (3, OTHER)),
        ("tc to CSC", 2, (1, OTHER)),
        ("tc to csc", 2, (1, OTHER)),
        ("at the hostel", 1, (2, PLACE)),
        ("rang the bell", 1, (0, "")),
        ("Nobody rang", 0, (0, "")),
        ("RANG BELL", 1, (0, "")),
        ("on Thursday", 1, (0, "")),
        ("rang", 1, (0, "")),
    ],
)
def test_who_is_spoken_of_is_told_from_what(notes, at, found):
    assert note_words.read_words(notes, ["Dean Marsh"]).party(at) == found


@given(
    st.text()
    | st.lists(st.sampled_from(['"', "'a", "b'", "[[", "]]", "\n", ">", "a."])).map("".join)
)
def test_every_word_stands_where_it_says_and_no_two_overlap(notes):
    note = note_words.read_words(notes)
    places = list(zip(note.starts, note.ends, strict=True))
    assert all(0 <= start < end <= len(notes) for start, end in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    assert all(one.first < one.last <= len(note.words) for one in note.sentences)
    assert all(
        not note.text[start:end].isspace() or note.text[start] == "\n" for start, end in places
    )
