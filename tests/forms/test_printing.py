import datetime as dt

import pytest

from contacts.formats.periods import Period
from contacts.forms.printing import PrintingForm


def test_nothing_sensitive_is_ticked_and_every_day_is_meant_unless_said():
    form = PrintingForm({})
    assert form.is_valid()
    assert form.choices() == {"period": Period(), "sensitive": False, "passages": False}
    assert "checked" not in str(PrintingForm())


@pytest.mark.parametrize(
    ("typed", "from_", "until"),
    [
        ("last winter", dt.date(2025, 12, 1), dt.date(2026, 2, 28)),
        ("since March", dt.date(2026, 3, 1), None),
        ("until 3/2/2026", None, dt.date(2026, 2, 3)),
        ("1/3 to 14/3", dt.date(2026, 3, 1), dt.date(2026, 3, 14)),
    ],
)
def test_days_are_read_as_people_say_them_and_either_end_may_be_open(typed, from_, until):
    form = PrintingForm({"period": typed})
    assert form.is_valid()
    assert form.choices()["period"] == Period(from_, until)


@pytest.mark.parametrize("typed", ["whenever", "14/3/2026 to 1/3/2026", "31/2/2026", "x" * 200])
def test_days_that_are_not_understood_are_asked_for_again(typed):
    form = PrintingForm({"period": typed, "sensitive": "on"})
    assert not form.is_valid()
    assert [*form.errors] == ["period"]
    assert form.errors["period"][0].endswith(".")
