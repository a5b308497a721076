"""Forms that narrow a list: all that is asked stands in the address, and each thing is cleared."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import chain, zip_longest
from typing import Any

from django import forms
from django.http import QueryDict

from contacts.formats import clock, neighbours
from contacts.formats.periods import Period, read_period, said
from contacts.formats.sought import PHRASE, WORD, Sought, Term, read_sought
from contacts.forms.fields import ReadField, line
from contacts.models import Kind
from contacts.queries.timeline import Narrowed

NEIGHBOURS_SHOWN = 8
LONGEST_NAME = 100


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


def read_words(typed: str) -> Sought:
    sought = read_sought(typed)
    if typed.strip() and not sought:  # else marks alone would find everything
        raise ValueError("There is nothing to look for in that.")
    return sought


class WordsField(ReadField):
    """Words looked for in notes, `Sought`; marks without a letter or figure are refused."""

    def __init__(self, label: str = "Search notes") -> None:
        super().__init__(read_words, label=label, widget=line(size=24, maxlength=200))


def read_name(typed: str) -> str:
    return typed.replace("\x00", "").strip()[:LONGEST_NAME]


class AuthorField(ReadField):
    """A part of the name of whoever wrote it."""

    def __init__(self) -> None:
        widget = line(size=18, maxlength=LONGEST_NAME)
        super().__init__(read_name, label="Written by", widget=widget)


class SourceField(ReadField):
    """A part of the name of the system it came from."""

    def __init__(self) -> None:
        super().__init__(
            read_name,
            label="From",
            help_text="Like nDelius",
            widget=line(size=14, maxlength=LONGEST_NAME),
        )


class KindField(OfferedField):
    def __init__(self) -> None:
        super().__init__("Kind", [("", "Any"), *Kind.choices])


class OnlyField(forms.BooleanField):
    """Only those of a kind: its label says of which."""

    def __init__(self, label: str) -> None:
        widget = forms.CheckboxInput({"class": "govuk-checkboxes__input"})
        super().__init__(label=label, required=False, widget=widget)


class MetField(OnlyField):
    """Only meetings, as lists count them."""

    def __init__(self) -> None:
        super().__init__("Met only")


class DecisionsField(OnlyField):
    def __init__(self) -> None:
        super().__init__("Decisions only")


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

    def would_match(self, matches: Callable[[str], bool]) -> list[Chip]:
        """Of what finds nothing: the chips without which, as `matches` says, something is found."""
        return [chip for name, chip in zip(self.asked, self.chips, strict=True) if matches(name)]

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


class EntriesForm(NarrowingForm):
    """Narrows entries by what is asked of each of them."""

    def narrowed(self, *, leaving_out: str = "") -> Narrowed:
        """What is asked of an entry, or all of it but one thing."""
        of_an_entry = {field.name for field in fields(Narrowed)} - {leaving_out}
        return Narrowed(**{name: self.asked[name] for name in of_an_entry & self.asked.keys()})

    def in_words(self, name: str, value: Any) -> str:
        if isinstance(field := self.fields[name], OnlyField):
            return str(field.label)
        said = super().in_words(name, value)
        return {"author": f"by {said}", "source": f"from {said}"}.get(name, said)

    @property
    def unfolded(self) -> bool:
        """Whether something of the fold narrows the list, or is not understood."""
        in_the_fold = {field.name for field in self.visible_fields()} - {"words"}
        return bool(in_the_fold & {*self.asked, *self.errors})

    @property
    def neighbours(self) -> list[Chip]:
        """The trade's other words for what is looked for, each one press away.

        One stands in the place of the word that it is near to; all else that is asked stays.
        """
        words = self.asked.get("words", Sought())
        # "mental health" has neighbours of its own, in quotes or not.
        together = _near(words, words.wanted)
        apart = zip_longest(*(_near(words, (term,)) for term in words.wanted))
        offered = together or chain.from_iterable(apart)
        chips = [
            Chip(near, self.query(leaving_out="words", words=str(instead)))
            for near, instead in dict(pair for pair in offered if pair).items()
        ]
        return chips[:NEIGHBOURS_SHOWN]


def _near(words: Sought, terms: tuple[Term, ...]) -> list[tuple[str, Sought]]:
    """The neighbours of words looked for, each with what is looked for instead."""
    known = {neighbours.key(one.text) for one in (*words.wanted, *words.unwanted)}
    rest = tuple(term for term in words.wanted if term not in terms)
    return [
        (near, replace(words, wanted=(_as_typed(near), *rest)))
        for near in neighbours.neighbours(" ".join(term.text for term in terms))
        if neighbours.key(near) not in known
    ]


def _as_typed(words: str) -> Term:
    return Term(PHRASE if " " in words else WORD, words)
