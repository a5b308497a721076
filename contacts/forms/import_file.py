from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from contacts.formats import columns, date_order, row_dates, texts
from contacts.models import Act, ImportBatch, Person, User

DATES = {
    "": "As the file shows",
    row_dates.YEAR_FIRST: "Year first, like 2026-03-14",
    row_dates.DAY_FIRST: "Day first, like 14/03/2026",
    row_dates.MONTH_FIRST: "Month first, like 03/14/2026",
}


NEEDED = {"yes": " (needed)", "who": " (one of these is needed)", "": ""}
LOOKED_AT = 20  # rows, for a date that tells how all of them are read
EXAMPLE = 24  # characters of what a column begins with
ANSWERS = [("same", "The same person"), ("other", "Somebody else"), ("again", "Change")]


class ColumnsForm(forms.Form):
    """For each field the column of the file that holds it, and how its dates are written."""

    def __init__(self, sent: QueryDict | None, *, batch: ImportBatch) -> None:
        super().__init__(sent, use_required_attribute=False)
        self.batch = batch
        self.names: list[str] = batch.header
        self.meanings = columns.meanings(self.names, batch.what, batch.source.columns)
        choices = [("", "Not in the file"), *enumerate(_with_examples(batch))]
        self.called = {field.field: field.called for field in columns.FIELDS[batch.what]}
        # No field of a file has this name.
        self.fields["dates_written"] = _choice(
            "How its dates are written", list(DATES.items()), batch.dates
        )
        for field in columns.FIELDS[batch.what]:
            held = field.field in self.meanings
            self.fields[field.field] = _choice(
                f"{field.called[0].upper()}{field.called[1:]}{NEEDED[field.needed]}",
                choices,
                self.meanings.index(field.field) if held else "",
            )

    def clean(self) -> dict[str, Any]:
        seen: dict[str, str] = {}
        for field, column in self._chosen():
            if column in seen:
                one, other = (self.called[name] for name in (seen[column], field))
                self.add_error(field, f"One column cannot be both {one} and {other}.")
            seen[column] = field
        return self.cleaned_data

    def corrections(self) -> dict[str, str]:
        """From the name of each column that is read, or no longer is, to its field, "" for none."""
        fields = {int(column): field for field, column in self._chosen()}
        return {
            name: fields.get(place, "")
            for place, name in enumerate(self.names)
            if place in fields or self.meanings[place]
        }

    def unread(self) -> list[str]:
        """The names of the columns that are not read."""
        return [name for name, field in zip(self.names, self.meanings, strict=True) if not field]

    def dates_read(self) -> str:
        """Which way round the dates of a file are read, by the first of them."""
        where = self.batch.columns
        at = {where[name] for name in ("occurred", "date_of_birth") if name in where}
        rows = self.batch.staged.filter(problem="").order_by("line")[:LOOKED_AT]
        dates = (row.cells[place] for row in rows for place in at)
        return date_order.read_as(dates, self.batch.dates)

    def needed(self) -> list[BoundField]:
        """How dates are written, and what a file cannot be without or has under this name."""
        return [field for field in self if self._stands_first(field.name)]

    def others(self) -> list[BoundField]:
        return [field for field in self if not self._stands_first(field.name)]

    def _stands_first(self, name: str) -> bool:
        known = self.called.get(name) is None or name in self.meanings or name in self.errors
        return known or "needed" in str(self.fields[name].label)

    def _chosen(self) -> list[tuple[str, str]]:
        said = self.cleaned_data.items()
        return [(field, column) for field, column in said if field != "dates_written" and column]


def _with_examples(batch: ImportBatch) -> list[str]:
    """The names of its columns, each with what it holds first, for whoever brought the file."""
    first = batch.staged.filter(problem="").order_by("line").first()
    cells = first.cells if first else []
    shown = [texts.first_words(cell, EXAMPLE) for cell in cells] + [""] * len(batch.header)
    return [
        f"{name}, like {cell}" if cell else name
        for name, cell in zip(batch.header, shown, strict=False)
    ]


class WhoForm(forms.Form):
    """Whether somebody whom a file calls otherwise than we do is the person we have.

    "again" takes back what was said of it.
    """

    person = forms.ModelChoiceField(Person.objects.none())
    answer = forms.ChoiceField(choices=ANSWERS)

    def __init__(self, sent: QueryDict, *, by: User) -> None:
        super().__init__(sent)
        of = Person.objects.visible_to(by, Act.SEE_IMPORT)
        self.fields["person"].queryset = of  # type: ignore[attr-defined]  # a model's choice


def _choice(label: str, choices: list[tuple[Any, str]], initial: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        initial=initial,
        required=False,
        widget=forms.Select({"class": "govuk-select"}),
        error_messages={"invalid_choice": "Choose from the list."},
    )
