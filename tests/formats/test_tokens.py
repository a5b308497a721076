import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import tokens


@pytest.mark.parametrize(
    ("notes", "words"),
    [
        ("Seen him at home.", "seen <person> at home ."),
        ("Saw her mum", "saw <other>"),
        ("Saw her at court", "saw <person> at <place>"),
        ("spoke to his older brother", "spoke to <other>"),
        ("spoke to Daniel’s mum", "spoke to <other>"),
        ("T/C with the hostel", "tc with <place>"),
        ("t.c. from social worker", "tc from <other>"),
        ("at 9.30, he didn't come", "at 930 , <person> didnt come"),
        ("HV - no answer", "hv , no answer"),
        ("face-to-face", "face to face"),
        ("Why? No.", "why ? no ."),
        ("not\nseen", "not seen"),
        ("No answer\nSeen", "no answer . seen"),
        ("he's in", "hes in"),
        ("A&E", "<other>"),
        ("ｓｅｅｎ", "seen"),
        ("", ""),
    ],
)
def test_notes_come_apart_into_plain_words(notes, words):
    assert " ".join(tokens.read_tokens(notes)) == words


def test_a_name_stands_for_the_person_but_not_after_a_title():
    assert tokens.read_tokens("Saw Ana Silva", ["Ana", "Silva"]) == ["saw", "<person>"]
    assert tokens.read_tokens("Mrs Silva", ["Silva"]) == ["mrs", "silva"]


@given(st.text(max_size=300))
def test_any_text_comes_apart(notes):
    assert all(word and not word.isspace() for word in tokens.read_tokens(notes))


def test_the_words_around_a_place_stop_at_the_end_of_the_sentence():
    words = tokens.read_tokens("Rang. He was not in, card left. Home")
    at = words.index("in")
    assert list(tokens.back_to(words, at, tokens.SENTENCE_ENDS)) == ["not", "was", "<person>"]
    assert list(tokens.on_to(words, at + 1, tokens.SENTENCE_ENDS)) == [",", "card", "left"]
    assert list(tokens.on_to(words, at + 1, tokens.CLAUSE_ENDS)) == []
