import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.clock import today
from contacts.formats.likeness import likeness
from contacts.formats.names import read_wanted


def like(typed: str, name: str) -> float:
    return likeness(read_wanted(typed, today()).words, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("dean hartley", "Dean Hartley"),
        ("HARTLEY dean", "Dean Hartley"),
        ("sian oleary", "Siân O’Leary"),
        ("o'leary", "Siân O’Leary"),
        ("zoe wisniewska", "Zoë Wiśniewska"),
        ("luczak", "Zoë O'Neill-Łuczak"),
        ("clarke ellis", "Jerome Clarke-Ellis"),
        ("clarkeellis", "Jerome Clarke-Ellis"),
        ("siân", "Sia\u0302n O'Leary"),
    ],
)
def test_order_accents_capitals_and_signs_do_not_count(typed, name):
    assert like(typed, name) == 1


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hartly", "Dean Hartley"),
        ("hratley", "Dean Hartley"),
        ("deen hartely", "Dean Hartley"),
        ("jonh", "John Smith"),
        ("jon smyth", "John Smith"),
        ("steven", "Stephen Cole"),
        ("mohamed", "Mohammed Iqbal"),
        ("muhammad", "Mohammed Iqbal"),
        ("katherine", "Catherine Ode"),
        ("kureshi", "Sana Qureshi"),
        ("wisnewski", "Jan Wiśniewski"),
        ("mc donald", "Ros McDonald"),
        ("o neil", "Zoë O'Neill"),
    ],
)
def test_a_slip_of_the_hand_or_the_ear_is_still_the_name(typed, name):
    assert 0 < like(typed, name) < 1


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hartly", "Harry Gorton"),
        ("dean cole", "Dean Hartley"),
        ("ng", "Na Li"),
        ("lee", "Liam Grant"),
        ("dean", "Priya Nair"),
        ("hartleyson", "Dean Hartley"),
        ("hartley", ""),
    ],
)
def test_another_name_is_somebody_else(typed, name):
    assert like(typed, name) == 0


@pytest.mark.parametrize(
    ("typed", "nearer", "farther"),
    [
        ("hartley", "Dean Hartley", "Dean Hartleys"),
        ("hart", "Ann Hart", "Dean Hartley"),
        ("hart", "Dean Hartley", "Ann Hurt"),
        ("neil", "Neil Cole", "Zoë O'Neill"),
        ("stephen", "Stephen Cole", "Steven Cole"),
        ("dean hartly", "Dean Hartley", "Deen Hartley"),
    ],
)
def test_the_nearer_the_name_the_higher(typed, nearer, farther):
    assert like(typed, nearer) > like(typed, farther)


def test_nothing_typed_is_like_nobody():
    assert likeness((), "Dean Hartley") == 0


@given(st.lists(st.text(min_size=1, max_size=12), max_size=6), st.text(max_size=60))
def test_whatever_is_typed_it_is_a_number_from_nought_to_one(words, name):
    assert 0 <= likeness(tuple(words), name) <= 1
