import datetime as dt

import pytest

from contacts.formats.coming import HAS_PASSED, LIKE
from contacts.formats.reading import Moment
from contacts.forms.appointments import MoveForm


def test_a_new_time_is_read_as_people_write_it():
    form = MoveForm({"at": "Tuesday 10:30"})
    assert form.is_valid()
    assert form.cleaned_data["at"] == Moment(dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.UTC), True)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Write the new day and time."),
        ("20/11 10:30", HAS_PASSED),
        ("soon", LIKE),
        ("\x00", LIKE),
    ],
)
def test_what_is_no_time_to_come_is_refused_in_a_sentence(typed, why):
    form = MoveForm({"at": typed})
    assert not form.is_valid()
    assert form.errors == {"at": [why]}
