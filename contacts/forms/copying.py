from django import forms
from django.http import QueryDict

from contacts.models import Contact


class CopyingForm(forms.Form):
    """How far what was copied reached: the last of the entry's later words, or none of them."""

    def __init__(self, sent: QueryDict | None = None, *, contact: Contact) -> None:
        super().__init__(sent)
        gone = "Copy it again: these words are not of this entry."
        self.fields["up_to"] = forms.ModelChoiceField(
            contact.amendments.all(), required=False, error_messages={"invalid_choice": gone}
        )
