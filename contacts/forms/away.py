import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict

from contacts.formats import clock
from contacts.formats.away import read_day_ahead, spell_away
from contacts.forms.fields import ReadField, line
from contacts.models import PDU, Role, User


class ColleagueField(forms.ModelChoiceField):
    """One of those whom the form offers, by name."""

    def __init__(self, *, label: str, empty_label: str, required: bool) -> None:
        super().__init__(
            User.objects.none(),
            label=label,
            required=required,
            empty_label=empty_label,
            widget=forms.Select({"class": "govuk-select"}),
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"), "Choose somebody from the list."
            ),
        )

    def label_from_instance(self, user: User) -> str:
        return f"{user.name}, {user.team}"


def _day(typed: str) -> dt.date:
    return read_day_ahead(typed, clock.today())


class AwayForm(forms.Form):
    """Who is away, from when to when, and who covers, which may not be known yet.

    An SPO says it of anybody their team serves; whoever else, of themselves.
    """

    practitioner = ColleagueField(label="Who", empty_label="Choose somebody", required=True)
    first = ReadField(_day, label="First day away", widget=line(size=18))
    last = ReadField(
        _day, label="Last day away", help_text="Like Friday or 4 December", widget=line(size=18)
    )
    covered_by = ColleagueField(label="Who covers", empty_label="Nobody yet", required=False)

    def __init__(self, sent: QueryDict | None = None, *, by: User) -> None:
        super().__init__(sent, initial={"first": "today"})
        self.by = by
        colleagues = _colleagues(by)
        if by.role == Role.PRACTITIONER:
            del self.fields["practitioner"]
            colleagues = colleagues.exclude(pk=by.pk)
        for field in self.fields.values():
            if isinstance(field, ColleagueField):
                field.queryset = colleagues

    def clean(self) -> dict[str, Any]:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if not first or not last:
            return self.cleaned_data
        try:
            spell = spell_away(first, last)
        except ValueError as refusal:
            raise ValidationError({"last": str(refusal)}) from refusal
        return self.cleaned_data | {"spell": spell}

    def said(self) -> dict[str, Any]:
        """In the words of the action that keeps it."""
        said = {name: self.cleaned_data[name] for name in ("spell", "covered_by")}
        return {"practitioner": self.cleaned_data.get("practitioner", self.by), **said}


def _colleagues(user: User) -> QuerySet[User]:
    """Whoever works with people in the PDUs that the user's team serves."""
    served = PDU.objects.served_by(user.team_id)
    works = User.objects.filter(is_active=True, role__in=[Role.PRACTITIONER, Role.SPO])
    found = works.filter(team__pdu__in=served).select_related("team")
    return found.distinct().order_by("name", "pk")
