from typing import Any

from django import forms
from django.http import QueryDict

from contacts.actions.open_things import Promised
from contacts.formats import texts
from contacts.forms.amendment import NOTHING, Begun, words_or_nothing
from contacts.forms.fields import KeptForm, ReadField, line, words
from contacts.models import Contact, FollowUp, Person

LONGEST = 500  # characters of one thing to do
LONGEST_NAME = 100


def read_line(typed: str) -> str:
    """Words on one line; white space at their ends is nobody's."""
    read = " ".join(texts.read_notes(typed).split()) if typed.strip() else ""
    if len(read) > LONGEST:
        raise ValueError(f"{len(read):,} characters. Say it in {LONGEST}.")
    return read


class FollowUpForm(forms.Form):
    """Something to do that nothing read in the entry: who, and what."""

    who = forms.ChoiceField(
        label="Who will do it",
        choices=[
            (FollowUp.Who.PRACTITIONER, "I will"),
            (FollowUp.Who.PERSON, "The person will"),
            (FollowUp.Who.OTHER, "Somebody else was asked"),
        ],
        initial=FollowUp.Who.PRACTITIONER,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who will do it.", "invalid_choice": "Choose who."},
    )
    named = ReadField(
        read_line,
        label="Who was asked, if somebody else",
        help_text="Like police or children’s services",
        widget=line(maxlength=LONGEST_NAME),
    )
    words = ReadField(read_line, label="What", widget=line(maxlength=LONGEST))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if "words" in said and not said["words"]:
            self.add_error("words", "Write what is to be done.")
        if said.get("who") == FollowUp.Who.OTHER:
            if "named" in said and not said["named"]:
                self.add_error("named", "Write who was asked.")
        else:
            said["named"] = ""
        return said

    def promised(self) -> Promised:
        return Promised(**self.cleaned_data)


class StateForm(forms.Form):
    """Whether something is done, still open, or was never meant."""

    state = forms.ChoiceField(choices=FollowUp.State.choices)


class AnswerForm(KeptForm):
    """What became of it, or what was replied."""

    notes = ReadField(texts.read_notes, widget=words(rows=5))

    def __init__(
        self, sent: QueryDict | None = None, *, label: str, begun: Begun = NOTHING
    ) -> None:
        super().__init__(sent, initial=dict(begun))
        self.fields["notes"].label = label


class TalkForm(AnswerForm):
    """That a talk was had says enough; what was said may be written."""

    notes = ReadField(words_or_nothing, widget=words(rows=5))


class AskForm(forms.Form):
    """About which entry of this person a talk is asked for, if about one."""

    contact = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)

    def __init__(self, sent: QueryDict, *, person: Person) -> None:
        super().__init__(sent)
        self.person = person

    def clean_contact(self) -> Contact | None:
        asked = self.cleaned_data["contact"]
        if asked is None:
            return None
        contact = self.person.contacts.in_evidence().filter(pk=asked).first()
        if contact is None:
            raise forms.ValidationError("There is no such entry.")
        return contact


class DecisionForm(forms.Form):
    """Whether an entry is a decision: nothing sent says that it is none."""

    decision = forms.BooleanField(required=False)
