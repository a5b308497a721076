from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from contacts.formats import clock, neighbours
from contacts.formats.periods import Period, read_period, said
from contacts.formats.sought import Sought, read_sought
from contacts.forms.fields import ReadField, line
from contacts.models import Kind, Source
from contacts.queries.timeline import Narrowed

NEIGHBOURS_SHOWN = 8


@dataclass(frozen=True)
class Chip:
    """One thing the timeline is narrowed by, and the address without it."""

    words: str
    without: str


class NarrowingForm(forms.Form):
    """What of a timeline is looked for. All of it stands in the address."""

    words = ReadField(read_sought, label="Search notes", widget=line(size=24, maxlength=400))
    when = ReadField(
        lambda typed: read_period(typed, clock.today()),
        label="When",
        help_text="Like since March, last winter or 3/3 to 14/3",
        widget=line(size=18, maxlength=80),
    )
    author = forms.CharField(
        label="Written by", required=False, max_length=100, widget=line(size=18, maxlength=100)
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "Any"), *Kind.choices],
        required=False,
        widget=forms.Select({"class": "govuk-select"}),
    )
    source = forms.ModelChoiceField(
        Source.objects.order_by("name"),
        label="From",
        required=False,
        empty_label="Anywhere",
        widget=forms.Select({"class": "govuk-select"}),
    )
    met = forms.BooleanField(
        label="Met only",
        required=False,
        widget=forms.CheckboxInput({"class": "govuk-checkboxes__input"}),
    )

    def narrowed(self) -> Narrowed:
        """What was understood; what was not is said beside its box and narrows nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Narrowed(
            words=said.get("words") or Sought(),
            when=said.get("when") or Period(),
            author=said.get("author") or "",
            kind=said.get("kind") or "",
            source=said.get("source"),
            met=bool(said.get("met")),
        )

    def chips(self) -> list[Chip]:
        """What it is narrowed by, each with the address that leaves it out."""
        narrowed = self.narrowed()
        shown = {
            "words": str(narrowed.words),
            "when": said(narrowed.when, clock.today()) if narrowed.when != Period() else "",
            "author": narrowed.author,
            "kind": Kind(narrowed.kind).label if narrowed.kind else "",
            "source": f"from {narrowed.source.name}" if narrowed.source else "",
            "met": "met only" if narrowed.met else "",
        }
        return [Chip(words, self.address(without=name)) for name, words in shown.items() if words]

    def address(self, *, without: str = "", **more: Any) -> str:
        """The query of the address, but for one thing."""
        kept = QueryDict(mutable=True)
        for name in self.fields:
            if name != without and self.data.get(name):
                kept[name] = self.data[name]
        kept.update(more)
        return f"?{kept.urlencode()}"

    def neighbours(self) -> list[Chip]:
        """The trade's other words for what is looked for, each one press away."""
        wanted = self.narrowed().words.wanted
        near = [word for term in wanted for word in neighbours.neighbours(term.text)]
        return [
            Chip(word, self.address(words=f'"{word}"' if " " in word else word))
            for word in dict.fromkeys(near[:NEIGHBOURS_SHOWN])
        ]
