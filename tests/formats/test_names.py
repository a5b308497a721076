import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.names import MOST_WORDS, Wanted, no_such_day, read_wanted

TODAY = dt.date(2026, 11, 22)
BORN = dt.date(1991, 4, 12)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Wanted()),
        (" .,- ", Wanted()),
        (" x482913 ", Wanted(crn="X482913")),
        ("X 482 913", Wanted(crn="X482913")),
        ("(X482913)", Wanted(crn="X482913")),
        ("a1234bc", Wanted(prison_number="A1234BC")),
        ("A 1234 BC", Wanted(prison_number="A1234BC")),
        ("54/18147w", Wanted(pnc="1954/0018147W")),
        ("1954/0018147W", Wanted(pnc="1954/0018147W")),
        ("12/4/1991", Wanted(date_of_birth=BORN)),
        ("12.04.91", Wanted(date_of_birth=BORN)),
        ("1991-04-12", Wanted(date_of_birth=BORN)),
        ("12 April 1991", Wanted(date_of_birth=BORN)),
        ("12th apr 1991", Wanted(date_of_birth=BORN)),
        ("leary sian", Wanted(words=("leary", "sian"))),
        ("O’Leary, Siân", Wanted(words=("oleary", "sian"))),
        ("Anne-Marie Łuczak", Wanted(words=("anne", "marie", "luczak"))),
        ("sian Sian SIÂN", Wanted(words=("sian",))),
        ("Hartley 12/4/1991", Wanted(date_of_birth=BORN, words=("hartley",))),
        ("Hartley dob 12/4/1991", Wanted(date_of_birth=BORN, words=("hartley",))),
        ("hartley, D.O.B: 12-04-1991", Wanted(date_of_birth=BORN, words=("hartley",))),
        ("Hartley born 12 April 1991", Wanted(date_of_birth=BORN, words=("hartley",))),
        ("Dean X482913", Wanted(crn="X482913", words=("dean",))),
        ("X482913 A1234BC", Wanted(crn="X482913", prison_number="A1234BC")),
        ("X482913 X482914", Wanted(crn="X482913", words=("x482914",))),
        ("dob", Wanted(words=("dob",))),
        ("x48291", Wanted(words=("x48291",))),
        ("31/2/1991", Wanted(words=("3121991",))),
        ("12/4/2027", Wanted(words=("1242027",))),
        ("\x00dean\ud800", Wanted(words=("dean",))),
    ],
)
def test_what_is_typed_says_who_is_looked_for(typed, wanted):
    assert read_wanted(typed, TODAY) == wanted
    assert bool(read_wanted(typed, TODAY)) == (wanted != Wanted())


def test_a_year_of_two_digits_makes_the_latest_such_day_that_has_come():
    assert read_wanted("12/12/26", TODAY).date_of_birth == dt.date(1926, 12, 12)
    assert read_wanted("22/11/26", TODAY).date_of_birth == TODAY
    assert read_wanted("12/4/26", TODAY).date_of_birth == dt.date(2026, 4, 12)
    assert read_wanted("12/4/27", TODAY).date_of_birth == dt.date(1927, 4, 12)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        *(("31/02/1978", "There is no 31 February."), ("31.2.78", "There is no 31 February.")),
        *(("hartley 31/4/1991", "There is no 31 April."), ("0/1/1991", "There is no 0 January.")),
        *(("29/2/1991", "There is no 29 February 1991."), ("29/2/92", "")),
        *(("1991-06-31", "There is no 31 June."), ("31st June 1991", "There is no 31 June.")),
        ("4/13/1991", "There is no such month. Write the day first, like 25/3/1991."),
        *(("12/4/1991", ""), ("hartley", ""), ("", ""), ("X482913", ""), ("31/2", "")),
    ],
)
def test_a_date_that_is_in_no_calendar_is_named(typed, said):
    assert no_such_day(typed) == said


def test_only_a_number_names_one_person():
    assert read_wanted("X482913", TODAY).has_number
    assert not read_wanted("Hartley 12/4/1991", TODAY).has_number


def test_a_long_text_is_cut_to_its_first_words():
    typed = " ".join(f"name{letter}" for letter in "abcdefghij")
    assert len(read_wanted(typed, TODAY).words) == MOST_WORDS


@given(st.one_of(st.text(), st.text("0123456789/.- XABCabc'dob", max_size=40)))
def test_any_text_is_read_and_case_makes_no_difference(typed):
    wanted = read_wanted(typed, TODAY)
    assert all(word.isalnum() for word in wanted.words)
    if typed.isascii():
        assert read_wanted(typed.upper(), TODAY) == wanted
