import datetime as dt
from typing import Any

from django import forms

from contacts.actions.open_things import Noted
from contacts.formats import clock, minutes, occurred, texts
from contacts.forms.fields import ReadField, TokenField, line, words
from contacts.models import Kind, Outcome


def occurred_now_or(typed: str) -> tuple[dt.datetime, bool]:
    return occurred.read_occurred(typed, clock.now())


class ContactForm(forms.Form):
    """One box to write in. Only the notes are required; everything else may stay as it is."""

    notes = ReadField(texts.read_notes, label="What happened?", widget=words(rows=10))
    kind = forms.ChoiceField(
        label="Kind", choices=Kind.choices, required=False, widget=forms.RadioSelect
    )
    occurred = ReadField(
        occurred_now_or,
        label="When, if not now",
        help_text="Like 14:30, yesterday 2pm or 3 March 10:30",
        widget=line(size=18),
    )
    minutes = ReadField(
        minutes.read_minutes,
        label="How long",
        help_text="Like 45m or 10.00-10.50",
        widget=line(size=12),
    )
    outcome = forms.ChoiceField(
        label="Outcome, where someone was expected",
        choices=[("", "Not said"), *Outcome.choices],
        required=False,
        widget=forms.Select({"class": "govuk-select"}),
    )
    sensitive = forms.BooleanField(
        label="Sensitive",
        help_text="Decide before disclosing. For a passage alone, write it in [[double brackets]].",
        required=False,
        widget=forms.CheckboxInput({"class": "govuk-checkboxes__input"}),
    )
    decision = forms.BooleanField(label="A decision", required=False)
    token = TokenField()

    def what_happened(self) -> dict[str, Any]:
        """What was typed, in the words of the action that records it."""
        said = dict(self.cleaned_data)
        said["occurred_at"], said["time_known"] = said.pop("occurred")
        said["noted"] = Noted(decision=said.pop("decision"))
        return said
