from typing import Any

from django import forms
from django.http import QueryDict

from contacts.actions.teams import pdu_version, team_version
from contacts.formats import staff
from contacts.forms.fields import ReadField, VersionedForm, line
from contacts.models import PDU, Team


class _KeptForm(VersionedForm):
    """What every PDU and team has."""

    name = ReadField(staff.read_name, label="Name", widget=line(maxlength=staff.LONGEST_NAME))

    def said(self) -> dict[str, Any]:
        """All that makes a new one."""
        return {what: value for what, value in self.cleaned_data.items() if what != "version"}


class PDUForm(_KeptForm):
    """A probation delivery unit, and whom to ring there."""

    phone = ReadField(
        staff.read_phone,
        label="Duty manager’s number",
        help_text="Shown to everybody of the PDU wherever the diary cannot help.",
        widget=line(maxlength=30, inputmode="tel"),
    )

    def __init__(self, sent: QueryDict | None = None, *, pdu: PDU | None = None) -> None:
        shown = {"name": pdu.name, "phone": pdu.duty_manager_phone} if pdu else {}
        super().__init__(sent, initial={**shown, "version": pdu_version(pdu) if pdu else ""})


class TeamForm(_KeptForm):
    """A team, the PDU it is of, and others that it serves."""

    pdu = forms.ModelChoiceField(
        PDU.objects.order_by("name"),
        label="PDU",
        empty_label="Choose a PDU",
        widget=forms.Select({"class": "govuk-select"}),
        error_messages={
            "required": "Choose a PDU.",
            "invalid_choice": "Choose a PDU from the list.",
        },
    )
    serves = forms.ModelMultipleChoiceField(
        PDU.objects.order_by("name"),
        label="Other PDUs it serves",
        help_text="For court, approved-premises and programme teams.",
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "govuk-checkboxes__input"}),
        error_messages={
            "invalid_choice": "Choose PDUs from the list.",
            "invalid_pk_value": "Choose PDUs from the list.",
            "invalid_list": "Choose PDUs from the list.",
        },
    )

    field_order = ["name", "pdu", "serves"]

    def __init__(self, sent: QueryDict | None = None, *, team: Team | None = None) -> None:
        shown = {}
        if team:
            serves = list(team.serves.values_list("pk", flat=True))
            shown = {"name": team.name, "pdu": team.pdu_id, "serves": serves}
        super().__init__(sent, initial={**shown, "version": team_version(team) if team else ""})
