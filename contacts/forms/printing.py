from collections.abc import Mapping
from typing import Any

from django import forms

from contacts.formats import clock
from contacts.formats.periods import Period, read_period
from contacts.forms.fields import ReadField, line


def read_period_today(typed: str) -> Period:
    return read_period(typed, clock.today())


def tick() -> forms.CheckboxInput:
    return forms.CheckboxInput({"class": "govuk-checkboxes__input"})


class PrintingForm(forms.Form):
    """What goes onto paper: which days, and nothing sensitive unless it is asked for."""

    period = ReadField(
        read_period_today,
        label="Which days",
        help_text="Like last winter, since March, or 1/3 to 14/3. Leave it empty for every day.",
        widget=line(size=30, maxlength=80),
    )
    sensitive = forms.BooleanField(label="Include sensitive entries", required=False, widget=tick())
    passages = forms.BooleanField(
        label="Show passages marked sensitive", required=False, widget=tick()
    )

    def __init__(self, sent: Mapping[str, str] | None = None) -> None:
        super().__init__(sent, use_required_attribute=False)

    def choices(self) -> dict[str, Any]:
        """What was chosen, in the words of the query that reads it and the action that logs it."""
        return dict(self.cleaned_data)
