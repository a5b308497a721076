"""Forms that narrow a list: all that is asked stands in the address, and each thing is cleared."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from contacts.formats import clock
from contacts.formats.periods import Period, read_period, said
from contacts.formats.sought import read_sought
from contacts.forms.fields import ReadField, line


@dataclass(frozen=True)
class Chip:
    """One thing a list is narrowed by, and what the address asks for without it."""

    words: str
    without: str


class OfferedField(forms.ChoiceField):
    """One of what is offered; an old link to anything else asks for nothing."""

    def __init__(self, label: str, choices: Iterable[tuple[str, str]] = ()) -> None:
        widget = forms.Select({"class": "govuk-select"})
        super().__init__(label=label, required=False, choices=choices, widget=widget)

    def clean(self, value: Any) -> str:
        return value if value and self.valid_value(value) else ""


class WhenField(ReadField):
    """Days as people say them, a `Period`; refused in a sentence."""

    def __init__(self) -> None:
        super().__init__(
            lambda typed: read_period(typed, clock.today()),
            label="When",
            help_text="Like since March, last winter or 3/3 to 14/3",
            widget=line(size=18, maxlength=80),
        )


class WordsField(ReadField):
    """Words looked for in notes, `Sought`; nothing typed is refused."""

    def __init__(self) -> None:
        super().__init__(
            read_sought,
            label="Search notes",
            widget=line(size=24, maxlength=200),
        )


class NarrowingForm(forms.Form):
    """Its fields are what a list can be narrowed by, in the order of their chips."""

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What the list is narrowed by: of each field what was read, where anything was asked."""
        read = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: value for name, value in read.items() if value and value != Period()}

    @property
    def chips(self) -> list[Chip]:
        """What is asked for in words, each with the address that asks for all but that."""
        return [
            Chip(self.in_words(name, value), self.query(leaving_out=name))
            for name, value in self.asked.items()
        ]

    def query(self, *, leaving_out: str = "", **more: str) -> str:
        """The query of the address that asks for the same, or for all but one thing.

        Days stand in it with their year: "last winter" would be another one a year from now.
        """
        kept = QueryDict(mutable=True)
        for name, value in self.asked.items():
            if name != leaving_out:
                kept[name] = said(value, dt.date.min) if isinstance(value, Period) else str(value)
        kept.update(more)
        return f"?{kept.urlencode()}"

    @property
    def query_and(self) -> str:
        """The same, for one more thing to be written after it."""
        return f"{self.query()}&" if self.asked else "?"

    def in_words(self, name: str, value: Any) -> str:
        """What one chip says."""
        if isinstance(value, Period):
            return said(value, clock.today())
        field = self.fields[name]
        offered = list(field.choices) if isinstance(field, forms.ChoiceField) else []  # type: ignore[arg-type]  # pairs, and no groups of them
        return str(dict(offered).get(value, value))
