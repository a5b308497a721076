from django import forms
from django.http import QueryDict

from contacts.models import Contact


class OtherEntryForm(forms.Form):
    """Which other entry about the person somebody speaks of."""

    other = forms.IntegerField(
        min_value=1,
        max_value=2**63 - 1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Choose the other entry."
        ),
    )

    def __init__(self, sent: QueryDict | None = None, *, contact: Contact) -> None:
        super().__init__(sent)
        self.contact = contact

    def clean_other(self) -> Contact:
        contacts = self.contact.person.contacts.in_evidence()
        other = contacts.filter(pk=self.cleaned_data["other"]).first()
        if other is None or other == self.contact:
            raise forms.ValidationError("Choose the other entry.")
        return other


class PartForm(forms.Form):
    """Nothing is asked: it carries why an entry could not be parted."""
