from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from contacts.formats import identifiers
from contacts.forms.fields import line
from contacts.models import Act, Person, PersonJoin, User


class OtherForm(forms.Form):
    """Another record of a person, by the CRN that somebody types.

    Whom they may not join does not exist, whatever there is.
    """

    other = forms.CharField(
        label="CRN of the other record",
        max_length=20,
        widget=line(maxlength="20"),
        error_messages={"required": "Type the CRN of the other record."},
    )

    def __init__(self, sent: QueryDict | None, *, person: Person, by: User) -> None:
        super().__init__(sent)
        self.person, self.by = person, by

    def clean_other(self) -> Person:
        try:
            crn = identifiers.read_crn(self.cleaned_data["other"])
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from refusal
        other = Person.objects.one_visible_to(self.by, Act.JOIN_PEOPLE, crn)
        if other is None:
            raise ValidationError("There is no record with this CRN that you can join.", "absent")
        if other.pk == self.person.pk:
            raise ValidationError("That is a CRN of this record already.")
        return other


class HolderField(forms.ModelChoiceField):
    def label_from_instance(self, user: User) -> str:
        return f"{user.name} ({user.username})"


class JoinForm(forms.Form):
    """That two records are of one person; and who holds them, where that has to be said.

    Where they `differ` in what tells one person from another, somebody has to have checked.
    """

    checked = forms.BooleanField(
        label="I have checked that these are one person",
        widget=forms.CheckboxInput({"class": "govuk-checkboxes__input"}),
        error_messages={
            "required": "These may be two people. Check, then tick that they are one person."
        },
    )

    holder = HolderField(
        User.objects.none(),
        label="Who holds them from now on",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who holds them from now on.",
            "invalid_choice": "Choose one of those who hold them now.",
        },
    )

    def __init__(
        self, sent: QueryDict | None, *, holding: Iterable[User], differ: Sequence[str] = ()
    ) -> None:
        super().__init__(sent)
        if differ:
            self.fields["checked"].help_text = f"They differ in {' and '.join(differ)}."
        else:
            del self.fields["checked"]
        ids = [user.pk for user in holding]
        if ids:
            of = User.objects.filter(pk__in=ids).order_by("name", "username")
            self.fields["holder"].queryset = of  # type: ignore[attr-defined]  # a model's choice
        else:
            del self.fields["holder"]

    def clean(self) -> dict[str, Any]:
        """The tick is asked for, and told to nobody."""
        self.cleaned_data.pop("checked", None)
        return self.cleaned_data


class PartForm(forms.Form):
    """One of the joins of a record; one that is parted already may be sent again."""

    join = forms.ModelChoiceField(
        PersonJoin.objects.none(),
        widget=forms.HiddenInput({"id": "joined"}),  # where a refusal leads to
        error_messages={
            "required": "Press Part beside the record.",
            "invalid_choice": "Press Part beside a record that is joined.",
        },
    )

    def __init__(self, sent: QueryDict, *, person: Person) -> None:
        super().__init__(sent)
        of = person.joins.select_related("kept", "joined")
        self.fields["join"].queryset = of  # type: ignore[attr-defined]  # a model's choice
