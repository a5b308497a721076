from typing import Any

from django import forms
from django.http import QueryDict

from contacts.formats import identifiers
from contacts.forms.fields import ReadField
from contacts.forms.narrowing import NarrowingForm, OfferedField, WhenField, WordsField
from contacts.models import Kind
from contacts.queries.team_timeline import Team


def crn_or_nothing(typed: str) -> str:
    try:
        return identifiers.read_crn(typed)
    except ValueError:
        return ""


class TeamTimelineForm(NarrowingForm):
    """Narrows a team's timeline. The address holds the number of a practitioner and a CRN at most.

    A CRN of nobody whom the reader may see is kept, and there is nothing about them.
    """

    practitioner = OfferedField("Practitioner")
    person = ReadField(crn_or_nothing, widget=forms.HiddenInput)
    kind = OfferedField("Kind", [("", "Any"), *Kind.choices])
    when = WhenField()
    words = WordsField()

    def __init__(self, sent: QueryDict, *, team: Team) -> None:
        super().__init__(sent)
        self.called = {one.crn: one.called for one in team.people}
        practitioners = [(str(one.id), one.name) for one in team.practitioners]
        self.fields["practitioner"].choices = [("", "Anybody"), *practitioners]  # type: ignore[attr-defined]  # of a choice field

    def in_words(self, name: str, value: Any) -> str:
        if name == "person" and value in self.called:
            return f"{self.called[value]}, {value}"
        return super().in_words(name, value)
