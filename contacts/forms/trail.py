from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from contacts.formats import clock
from contacts.formats.periods import Period, read_period, said
from contacts.forms.fields import ReadField, line
from contacts.queries.trail import Choose

NARROWS = ("who", "act", "dates")


@dataclass(frozen=True)
class Chip:
    """One thing the trail is narrowed by, and what the address asks for without it."""

    words: str
    without: str


class OfferedField(forms.ChoiceField):
    """One of what is offered; an old link to anything else asks for nothing."""

    def __init__(self, label: str) -> None:
        super().__init__(
            label=label, required=False, widget=forms.Select({"class": "govuk-select"})
        )

    def clean(self, value: Any) -> str:
        return value if value and self.valid_value(value) else ""


class TrailForm(forms.Form):
    """Narrows a person's trail. Everything that is asked stands in the address."""

    who = OfferedField("Who")
    act = OfferedField("What")
    dates = ReadField(
        lambda typed: read_period(typed, clock.today()),
        label="When",
        help_text="Like since March, last week or 3/3 to 14/3",
        widget=line(size=18, maxlength=80),
    )

    def __init__(self, sent: QueryDict, *, offered: Choose) -> None:
        super().__init__(sent)
        for name, first, choices in (
            ("who", "Anybody", offered.who),
            ("act", "Anything", offered.acts),
        ):
            self.fields[name].choices = [("", first), *choices]  # type: ignore[attr-defined]  # of a choice field

    @property
    def chips(self) -> list[Chip]:
        """What is asked for in words, each with the address that asks for all but that."""
        return [
            Chip(self._words(name, value), self.query(leaving_out=name))
            for name, value in self._asked().items()
        ]

    def query(self, *, leaving_out: str = "", **more: str) -> str:
        """The address's query for what is asked for, but one thing."""
        kept = QueryDict(mutable=True)
        for name, value in self._asked().items():
            if name != leaving_out:
                kept[name] = said(value, clock.today()) if name == "dates" else value
        kept.update(more)
        return f"?{kept.urlencode()}"

    def _asked(self) -> dict[str, Any]:
        nothing = ("", None, Period())
        asked = {name: self.cleaned_data.get(name) for name in NARROWS}
        return {name: value for name, value in asked.items() if value not in nothing}

    def _words(self, name: str, value: Any) -> str:
        if name == "dates":
            return said(value, clock.today())
        return str(dict(self.fields[name].choices)[value])  # type: ignore[attr-defined]  # of a choice field
