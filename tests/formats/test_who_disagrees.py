import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.who_disagrees import disagrees

BORN, OTHER = dt.date(1991, 4, 12), dt.date(1991, 12, 4)
DEAN = [("Dean", "Hartley"), ("Deano", "Hartley"), ("Dee", "Ash")]


@pytest.mark.parametrize(
    "name",
    [
        *("", "Dean Hartley", "HARTLEY, Dean", "Mr D. Hartley", "Deano Hartley", "Dee Ash"),
        *("Hartley", "D Hartley", "Dean Paul Hartley", "Hartley, Dean P.", "Déan Hartley"),
    ],
)
def test_a_name_they_are_called_by_agrees(name):
    assert not disagrees(name, None, names=DEAN, dates=[BORN])


@pytest.mark.parametrize(
    "name", ["Sean Hartley", "Dean Bartley", "Ann Cole", "D H", "S Hartley", "Hartley, Sean"]
)
def test_another_name_does_not(name):
    assert disagrees(name, None, names=DEAN, dates=[BORN])


@pytest.mark.parametrize(
    ("born", "dates", "other"),
    [
        (BORN, [BORN], False),
        (None, [BORN], False),
        (BORN, [], False),
        (OTHER, [BORN], True),
        (OTHER, [BORN, OTHER], False),
    ],
)
def test_a_date_of_birth_disagrees_with_one_that_is_known(born, dates, other):
    assert disagrees("Dean Hartley", born, names=DEAN, dates=dates) is other


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=30))
def test_whatever_is_written_it_is_answered(first, last, name):
    assert disagrees(name, None, names=[(first, last)], dates=[]) in (True, False)
