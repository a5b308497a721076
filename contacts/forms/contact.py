import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict

from contacts.actions.open_things import NOTHING
from contacts.formats import clock, coming, minutes, occurred, texts
from contacts.formats.reading import Moment
from contacts.forms.fields import (
    NOT_AS_PLANNED,
    OF_A_DRAFT,
    OF_READINGS,
    KeptForm,
    KeysField,
    PlannedField,
    ReadField,
    line,
    with_a_fresh_token,
    words,
)
from contacts.forms.readings import taken
from contacts.models import Kind, Outcome, Person
from contacts.queries.write_up import AsPlanned, as_planned, passed_appointment

APART = (*OF_A_DRAFT, *OF_READINGS)


class OccurredField(ReadField):
    """When it was; a time alone is of `day`, today where there is none."""

    def __init__(self, day: dt.date | None = None) -> None:
        super().__init__(
            lambda typed: occurred.read_occurred(typed, clock.now(), day),
            label="When, if not now",
            help_text="Like 14:30, yesterday 2pm or 3 March 10:30",
            widget=line(size=18),
        )


def next_appointment(typed: str) -> Moment | None:
    read = coming.read_appointment(typed, clock.now())
    return Moment(*read) if read else None


class ContactForm(KeptForm):
    """One box to write in. Only the notes are required; everything else may stay as it is."""

    notes = ReadField(texts.read_notes, label="What happened?", widget=words(rows=10))
    kind = forms.ChoiceField(
        label="Kind", choices=Kind.choices, required=False, widget=forms.RadioSelect
    )
    occurred = OccurredField()
    planned = PlannedField()
    coming = ReadField(
        next_appointment,
        label="Next appointment",
        help_text="Like Tuesday 10:30 or 12/5 10:30",
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
    shown = KeysField()
    take = KeysField()
    as_planned: AsPlanned | None = None  # what the page says of when, unless somebody says other
    came_of: AsPlanned | None = None  # what a page that was sent said so of

    def offer(self, as_planned: AsPlanned | None) -> "ContactForm":
        """Let the page say that it was as planned, where anything was."""
        self.as_planned = as_planned
        if as_planned:
            self.fields["occurred"].label = "Or another time"
        return self

    def of_a_page_about(self, person: Person) -> "ContactForm":
        """As it was sent: a time alone is of the day for which its page said it was planned."""
        which = PlannedField().to_python(self.data.get("planned"))
        if which and which != NOT_AS_PLANNED:
            self.came_of = passed_appointment(person=person, id=which)
        if self.came_of:
            self.fields["occurred"] = OccurredField(clock.london_day(self.came_of.at))
        return self

    def what_happened(self, person: Person) -> dict[str, Any]:
        """What was typed and what is read in it, in the words of the action that records it."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in APART}
        said["occurred_at"], said["time_known"] = said.pop("occurred")
        decision, said["planned"] = said.pop("decision"), said.pop("coming")
        read = taken(self, person)
        when = {} if "occurred_at" in read else self._as_planned(person)
        said = {"noted": NOTHING, **said, **when, **read}
        said["noted"] = replace(said["noted"], decision=decision or said["noted"].decision)
        return said

    def _as_planned(self, person: Person) -> dict[str, Any]:
        """When it was, where nobody says: as its page said, or where that said nothing as planned
        today."""
        said = self.cleaned_data["planned"] == NOT_AS_PLANNED
        if said or self.data.get("occurred", "").strip():
            return {}
        planned = self.came_of or as_planned(person=person)
        if planned is None:
            return {}
        when = {"occurred_at": planned.at, "time_known": planned.time_known}
        return {**when, "came_of": planned.id}


def afresh(sent: QueryDict) -> ContactForm:
    """The same words as a form that has saved nothing yet."""
    return ContactForm(with_a_fresh_token(sent))
