from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from contacts.formats import identifiers
from contacts.forms.access import UserField
from contacts.forms.fields import ReadField, line
from contacts.forms.narrowing import WhenField
from contacts.forms.printing import tick
from contacts.forms.users import TeamField
from contacts.models import Person, User
from contacts.queries.export import Wanted, exportable

LONGEST = 200
NOBODY = "There is no record with this CRN that you can take out."


def read_purpose(typed: str) -> str:
    purpose = " ".join(typed.replace("\x00", "").split())
    if not purpose:
        raise ValueError("Say what the file is for.")
    if len(purpose) > LONGEST:
        raise ValueError(f"Say it in {LONGEST} characters.")
    return purpose


class ExportForm(forms.Form):
    """What is to be taken out, and what for. Empty boxes narrow nothing."""

    dates = WhenField()
    team = TeamField(empty_label="Every team", required=False)
    practitioner = UserField()
    crn = ReadField(
        lambda typed: identifiers.read_crn(typed) if typed.strip() else "",
        label="Person, by CRN",
        widget=line(size=10, maxlength=20),
    )
    sensitive = forms.BooleanField(label="Include sensitive entries", required=False, widget=tick())
    passages = forms.BooleanField(
        label="Show passages marked sensitive, in\u00a0[[\u00a0]]", required=False, widget=tick()
    )
    purpose = ReadField(
        read_purpose,
        label="What is it for?",
        help_text="Like: subject access request of 3 March. It is logged with your name.",
        widget=line(size=40, maxlength=LONGEST),
    )

    def __init__(self, sent: QueryDict | None, *, user: User) -> None:
        super().__init__(sent, use_required_attribute=False)
        self.user = user
        self.person: Person | None = None
        practitioner = self.fields["practitioner"]
        practitioner.label, practitioner.required = "Practitioner", False
        practitioner.empty_label = "Everybody"  # type: ignore[attr-defined]  # of a model's choice

    def clean_crn(self) -> str:
        """Nobody there is, and somebody who may not be taken out, get the same answer."""
        crn: str = self.cleaned_data["crn"]
        if crn:
            self.person = exportable(by=self.user).filter(crn=crn).first()
            if self.person is None:
                raise ValidationError(NOBODY)
        return crn

    def wanted(self) -> Wanted:
        said: dict[str, Any] = self.cleaned_data
        return Wanted(
            period=said["dates"],
            team=said["team"],
            practitioner=said["practitioner"],
            person=self.person,
            sensitive=said["sensitive"],
            passages=said["passages"],
        )
