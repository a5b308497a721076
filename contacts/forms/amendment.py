import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from contacts.formats import clock, days, minutes, occurred, texts
from contacts.forms.contact import ContactForm
from contacts.forms.fields import KeptForm, ReadField, line, words
from contacts.models import Contact, Kind

Begun = Mapping[str, Any]  # what a draft has, by the names of the boxes
NOTHING: Begun = {}


def words_or_nothing(typed: str) -> str:
    return texts.read_notes(typed) if typed.strip() else ""


def occurred_field(contact: Contact) -> ReadField:
    """When it happened: nothing typed leaves it as it was, a time alone keeps the day."""
    day = clock.london_day(contact.occurred_at)
    stands = days.moment(contact.occurred_at, contact.time_known, clock.today())

    def read(typed: str) -> tuple[dt.datetime, bool] | None:
        return occurred.read_occurred(typed, clock.now(), day) if typed.strip() else None

    hint = f"Now {stands}. A time alone keeps the day."
    return ReadField(read, label="When it happened", help_text=hint, widget=line(size=18))


class AmendmentForm(KeptForm):
    """Later words, or something put right. What is left alone stays as it was."""

    notes = ReadField(words_or_nothing, label="What to add", widget=words(rows=5))
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "Not said"), *Kind.choices],
        required=False,
        widget=forms.Select({"class": "govuk-select"}),
    )
    minutes = ReadField(
        minutes.read_minutes,
        label="How long",
        help_text="Like 45m or 10.00-10.50",
        widget=line(size=12),
    )
    outcome = ContactForm.base_fields["outcome"]

    def __init__(
        self, sent: QueryDict | None = None, *, contact: Contact, begun: Begun = NOTHING
    ) -> None:
        stands = {"kind": contact.kind, "minutes": contact.minutes, "outcome": contact.outcome}
        super().__init__(sent, initial={**stands, **begun})
        self.contact = contact
        self.fields["occurred"] = occurred_field(contact)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        put_right: dict[str, Any] = {
            name: said[name]
            for name in ("kind", "minutes", "outcome")
            if name in self.data and name in said and said[name] != getattr(self.contact, name)
        }
        stands = (self.contact.occurred_at, self.contact.time_known)
        if said.get("occurred") and said["occurred"] != stands:
            put_right["occurred_at"], put_right["time_known"] = said["occurred"]
        if not self.errors and not said["notes"] and not put_right:
            self.add_error("notes", "Write what to add, or put something right.")
        ours = {name: said.get(name) for name in ("notes", *KeptForm.base_fields)}
        return {**ours, **put_right}


class ReplacementForm(KeptForm):
    """Other words for an entry that nobody else has opened yet."""

    notes = ReadField(texts.read_notes, label="What happened?", widget=words(rows=10))

    def __init__(
        self, sent: QueryDict | None = None, *, contact: Contact, begun: Begun = NOTHING
    ) -> None:
        super().__init__(sent, initial={"notes": contact.notes_that_stand, **begun})
