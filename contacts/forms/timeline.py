from typing import Any

from django import forms
from django.http import QueryDict

from contacts.formats import neighbours
from contacts.forms.fields import ReadField, line
from contacts.forms.narrowing import Chip, NarrowingForm, OfferedField, WhenField, WordsField
from contacts.models import Kind
from contacts.queries.timeline import Narrowed

NEIGHBOURS_SHOWN = 8
LONGEST_NAME = 100


def read_name(typed: str) -> str:
    return typed.replace("\x00", "").strip()[:LONGEST_NAME]


class TimelineForm(NarrowingForm):
    """Narrows a person's timeline."""

    words = WordsField()
    when = WhenField()
    author = ReadField(read_name, label="Written by", widget=line(size=18, maxlength=LONGEST_NAME))
    kind = OfferedField("Kind", [("", "Any"), *Kind.choices])
    source = ReadField(
        read_name,
        label="From",
        help_text="Like nDelius",
        widget=line(size=14, maxlength=LONGEST_NAME),
    )
    met = forms.BooleanField(
        label="Met only",
        required=False,
        widget=forms.CheckboxInput({"class": "govuk-checkboxes__input"}),
    )

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent)
        self.is_valid()  # what is not understood is said beside its box and narrows nothing

    def narrowed(self, *, leaving_out: str = "") -> Narrowed:
        """What was asked for, or all of it but one thing."""
        return Narrowed(**{k: value for k, value in self.asked.items() if k != leaving_out})

    def in_words(self, name: str, value: Any) -> str:
        if name == "met":
            return "Met only"
        said = super().in_words(name, value)
        return {"author": f"by {said}", "source": f"from {said}"}.get(name, said)

    @property
    def neighbours(self) -> list[Chip]:
        """The trade's other words for what is looked for, each one press away."""
        words = self.asked.get("words")
        near = (
            [word for term in words.wanted for word in neighbours.neighbours(term.text)]
            if words
            else []
        )
        return [
            Chip(word, self.query(leaving_out="words", words=f'"{word}"' if " " in word else word))
            for word in dict.fromkeys(near[:NEIGHBOURS_SHOWN])
        ]
