from django import forms
from django.http import QueryDict

from contacts.models import AccessRule, Person, User

Kind = AccessRule.Kind


class UserField(forms.ModelChoiceField):
    """One of everybody who can sign in, by name: typing the first letters finds it in the list."""

    def __init__(self) -> None:
        super().__init__(
            User.objects.filter(is_active=True).select_related("team").order_by("name", "username"),
            label="Who",
            empty_label="Choose a name",
            widget=forms.Select({"class": "govuk-select"}),
            error_messages={
                "required": "Choose who.",
                "invalid_choice": "Choose somebody from the list of names.",
            },
        )

    def label_from_instance(self, user: User) -> str:
        team = f", {user.team}" if user.team else ""
        return f"{user.name} ({user.username}){team}"


class LimitForm(forms.Form):
    """One user to be named on one of a person's lists."""

    user = UserField()
    kind = forms.ChoiceField(
        label="Which list",
        choices=[
            (Kind.EXCLUSION, "May not see (exclusion)"),
            (Kind.RESTRICTION, "Only these may see (restriction)"),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose which list.",
            "invalid_choice": "Choose one of the two lists.",
        },
    )


class LiftForm(forms.Form):
    """One name to be taken off a person's list; one that is off it already may be sent again."""

    rule = forms.ModelChoiceField(
        AccessRule.objects.none(),
        widget=forms.HiddenInput({"id": "lists"}),  # where a refusal leads to
        error_messages={
            "required": "Press Lift beside the name.",
            "invalid_choice": "Press Lift beside a name that is on a list.",
        },
    )

    def __init__(self, sent: QueryDict, *, person: Person) -> None:
        super().__init__(sent)
        field = self.fields["rule"]
        field.queryset = person.access_rules.select_related("user")  # type: ignore[attr-defined]  # a model's choice
