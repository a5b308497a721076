from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from django import forms
from django.http import QueryDict

from contacts.formats import identifiers
from contacts.forms.fields import ReadField
from contacts.forms.narrowing import EntriesForm
from contacts.queries.interleaved import Whose

Somebody = TypeVar("Somebody", bound=Whose)


def crn_or_nothing(typed: str) -> str:
    try:
        return identifiers.read_crn(typed)
    except ValueError:
        return ""


class PersonField(ReadField):
    """A CRN, chosen by pressing: there is no box for it."""

    def __init__(self) -> None:
        super().__init__(crn_or_nothing, widget=forms.HiddenInput)


class InterleavedForm(EntriesForm, Generic[Somebody]):
    """Narrows entries of several people, and to one of them. Its address holds a CRN at most.

    A CRN of nobody whom the reader may see is kept, and there is nothing about them.
    """

    def __init__(self, sent: QueryDict, *, people: Sequence[Somebody]) -> None:
        super().__init__(sent)
        self.people = people

    def among(self, *, leaving_out: str = "") -> list[Somebody]:
        """Whose entries are asked for, or whose they would be but for one thing that is asked."""
        crn = "" if leaving_out == "person" else self.asked.get("person", "")
        return [one for one in self.people if crn in ("", one.crn)]

    @property
    def named(self) -> list[int]:
        """The id of whoever is named as the one person it is narrowed to."""
        crn = self.asked.get("person", "")
        return [one.id for one in self.people if one.crn == crn]

    def in_words(self, name: str, value: Any) -> str:
        if name == "person":
            called = [f"{one.called}, " for one in self.people if one.crn == value]
            return "".join([*called, value])
        return super().in_words(name, value)
