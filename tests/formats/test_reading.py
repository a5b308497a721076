from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import reading


def test_a_key_is_the_same_however_the_words_are_set_and_shows_none_of_them():
    first = reading.key(reading.PROMISED, "chase  Housing\n")
    assert first == reading.key(reading.PROMISED, "Chase housing")
    assert first != reading.key(reading.DONE, "Chase housing")
    assert "housing" not in first


@given(st.text())
def test_any_words_have_a_key_that_may_stand_in_a_form(words):
    what, digest = reading.key(reading.NEXT, words).split("-")
    assert what == reading.NEXT
    assert digest.isalnum()
    assert digest.isascii()
