from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from contacts.actions.draft import Known, Sent, own_token
from contacts.formats import texts
from contacts.formats.form_places import read_form_place
from contacts.forms.contact import ContactForm
from contacts.forms.fields import CountField, KeptForm, KeysField, ReadField
from contacts.forms.readings import chips
from contacts.models import Person


class DraftForm(KeptForm):
    """What stands in the box of a form about a person, finished or not: it is only kept.

    `draft` is the token it is kept under, where that is not the one by which it would be saved.
    """

    notes = ReadField(texts.read_draft)
    place = ReadField(read_form_place)
    turn = CountField()
    leaving = forms.BooleanField(required=False)
    shown = KeysField()
    take = KeysField()

    def __init__(self, sent: Any, *, person: Person) -> None:
        super().__init__(sent)
        self.person = person

    def clean(self) -> dict[str, Any]:
        try:
            typed = {name: texts.read_draft(self.data.get(name, "")) for name in AS_TYPED}
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from refusal
        if self.cleaned_data.get("place"):  # where to say nothing of something may put it right
            fields: dict[str, Any] = {name: it for name, it in typed.items() if name in self.data}
        else:
            kept = {**typed, **self._readings()}
            fields = {name: it for name, it in kept.items() if it}
        return self.cleaned_data | {"fields": fields}

    def _readings(self) -> dict[str, list[str]]:
        """What the page is going to show of them, and how: so a draft that is opened has them.

        In a form other than a new contact's nothing is read.
        """
        if "notes" not in self.cleaned_data or self.cleaned_data.get("place"):
            return {}
        shown = chips(self, self.person)
        return {
            "shown": [one.key for one in shown],
            "take": [one.key for one in shown if one.taken],
        }

    def sent(self) -> Sent:
        said = self.cleaned_data
        return Sent(
            token=said["draft"] or said["token"],
            notes=said["notes"],
            fields=said["fields"],
            place=said["place"],
            known=Known(version=said["version"], page=said["page"]),
            turn=said["turn"] or 0,
            leaving=said["leaving"],
        )

    def goes_on(self, **known: Any) -> ContactForm:
        """The form that the box now is, where its draft is known by another token or version."""
        was = {name: self.cleaned_data[name] for name in ("token", "draft", "version")}
        if under := known.pop("under", None):
            was["draft" if was["draft"] else "token"] = under
        shown = self.cleaned_data.get("fields", {}) | {"notes": self.cleaned_data.get("notes")}
        return ContactForm(initial=shown | was | known)

    def is_spent(self) -> ContactForm:
        """The same, where it has saved other words: these are to be kept apart, until Save is
        pressed again and it is asked what becomes of them.
        """
        token, page = self.cleaned_data["token"], self.cleaned_data["page"]
        return self.goes_on(draft=own_token(token, page), version=0)


# Whatever else a contact's form asks is kept as it was typed, understood or not.
AS_TYPED = sorted(ContactForm.base_fields.keys() - DraftForm.base_fields.keys())
