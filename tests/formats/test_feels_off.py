import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.feels_off import off_runs

NOTES = st.text(alphabet="?a b\n", max_size=40)


@pytest.mark.parametrize(
    ("notes", "words", "marked"),
    [
        ("Card left. ?? not like him to miss", "not like him to miss", "?? not like him to miss"),
        ("??not like him\nCard left.", "not like him", "??not like him"),
        ("Card left.\n??\nCold.", "", "??"),
        ("??", "", "??"),
        ("has he moved ?? unsure", "", None),
        ("Other words.", "not like him", None),
        ("??\nnot like him", "not like him", None),
        ("?? (a+b)* quiet", "(a+b)* quiet", "?? (a+b)* quiet"),
        ("??  not   like him", "not like him", "??  not   like him"),
        ("", "", None),
    ],
)
def test_the_words_that_say_so_are_marked_and_no_others(notes, words, marked):
    assert [text for text, off in off_runs(notes, words) if off] == ([marked] if marked else [])


@given(NOTES, NOTES)
def test_nothing_is_added_or_lost(notes, words):
    assert "".join(text for text, _ in off_runs(notes, words)) == notes
