from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from contacts.formats import columns, row_dates
from contacts.models import Act, ImportBatch, Person, User

DATES = {
    "": "As the file shows",
    row_dates.YEAR_FIRST: "Year first, like 2026-03-14",
    row_dates.DAY_FIRST: "Day first, like 14/03/2026",
    row_dates.MONTH_FIRST: "Month first, like 03/14/2026",
}


class ColumnsForm(forms.Form):
    """For each field the column of the file that holds it, and how its dates are written."""

    def __init__(self, sent: QueryDict | None, *, batch: ImportBatch) -> None:
        super().__init__(sent, use_required_attribute=False)
        self.names: list[str] = batch.header
        self.meanings = columns.meanings(self.names, batch.what, batch.source.columns)
        choices = [("", "Not in the file"), *enumerate(self.names)]
        # No field of a file has this name.
        self.fields["dates_written"] = _choice(
            "How its dates are written", list(DATES.items()), batch.dates
        )
        for field in columns.FIELDS[batch.what]:
            held = field.field in self.meanings
            self.fields[field.field] = _choice(
                field.called[0].upper() + field.called[1:],
                choices,
                self.meanings.index(field.field) if held else "",
            )

    def clean(self) -> dict[str, Any]:
        seen: dict[str, str] = {}
        for field, column in self._chosen():
            if column in seen:
                one, other = self.fields[seen[column]].label, self.fields[field].label
                raise ValidationError(f"One column cannot be both: {one} and {other}.")
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

    def _chosen(self) -> list[tuple[str, str]]:
        said = self.cleaned_data.items()
        return [(field, column) for field, column in said if field != "dates_written" and column]


class WhoForm(forms.Form):
    """Whether somebody whom a file calls otherwise than we do is the person we have."""

    person = forms.ModelChoiceField(Person.objects.none())
    answer = forms.ChoiceField(choices=[("same", "The same person"), ("other", "Somebody else")])

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
