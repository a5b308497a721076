from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from contacts.actions.users import version_of
from contacts.formats import staff
from contacts.forms.fields import ReadField, VersionedForm, line
from contacts.models import Role, Team, User

LONGEST = 100


class FindUserForm(forms.Form):
    """A part of a name, username, role or team. Whatever is typed narrows; nothing is refused."""

    find = forms.CharField(label="Name or team", required=False, widget=line(maxlength=LONGEST))

    def __init__(self, sent: Mapping[str, str]) -> None:
        super().__init__({"find": sent.get("find", "")[:LONGEST].replace("\x00", "")})

    @property
    def typed(self) -> str:
        return str(self.data["find"])


class TeamField(forms.ModelChoiceField):
    """One of the teams, with the PDU it is of."""

    def __init__(self, *, empty_label: str, required: bool) -> None:
        super().__init__(
            Team.objects.select_related("pdu").order_by("pdu__name", "name"),
            label="Team",
            required=required,
            empty_label=empty_label,
            widget=forms.Select({"class": "govuk-select"}),
            error_messages={
                "required": "Choose a team.",
                "invalid_choice": "Choose a team from the list.",
            },
        )

    def label_from_instance(self, team: Team) -> str:
        return f"{team.name}, {team.pdu.name}"


class _StaffForm(forms.Form):
    """What is known of everybody who signs in."""

    name = ReadField(
        staff.read_name, label="Name, as colleagues know them", widget=line(maxlength=LONGEST)
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[("", "Choose a role"), *Role.choices],
        widget=forms.Select({"class": "govuk-select"}),
        error_messages={
            "required": "Choose a role.",
            "invalid_choice": "Choose a role from the list.",
        },
    )
    team = TeamField(empty_label="No team", required=False)


class NewUserForm(_StaffForm):
    """Somebody to let in."""

    username = ReadField(
        lambda typed: staff.read_username(typed.strip()),
        label="Username, to sign in with",
        help_text="Letters without accents, digits and @ . + - _ alone. It is never changed.",
        widget=line(maxlength=staff.LONGEST_USERNAME, autocapitalize="none", spellcheck="false"),
    )

    field_order = ["name", "username", "role", "team"]


class UserForm(_StaffForm, VersionedForm):
    """What is changed of somebody."""

    def __init__(self, sent: QueryDict | None = None, *, user: User) -> None:
        shown = {"name": user.name, "role": user.role, "team": user.team_id}
        super().__init__(sent, initial={**shown, "version": version_of(user)})
