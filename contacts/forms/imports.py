from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from contacts.formats import columns
from contacts.forms.fields import ReadField, line
from contacts.models import ImportBatch, Source

What = ImportBatch.What
PEOPLE_FILE = "people file"  # as the command calls the source of one
LONGEST_SOURCE = 60


def read_source(typed: str) -> str:
    """The name of a source as its records will show it; nothing typed is nothing."""
    name = " ".join(typed.split())
    if not name.isprintable() or "\ufffd" in name:
        raise ValueError("Name where it is from in characters that can be shown.")
    if len(name) > LONGEST_SOURCE:
        raise ValueError(f"Name where it is from in {LONGEST_SOURCE} characters.")
    return name


class ImportForm(forms.Form):
    """A file, what is in it, and where it is from."""

    file = forms.FileField(
        label="CSV file",
        allow_empty_file=True,  # which the reading of it says in a better sentence
        widget=forms.FileInput({"class": "govuk-file-upload", "accept": ".csv,text/csv"}),
        error_messages={"required": "Choose a file.", "invalid": "Choose a file."},
    )
    what = forms.ChoiceField(
        label="What is in it",
        choices=[("", "Choose"), *What.choices],
        widget=forms.Select({"class": "govuk-select"}),
        error_messages={
            "required": "Choose what is in the file.",
            "invalid_choice": "Choose what is in the file from the list.",
        },
    )
    source = ReadField(
        read_source,
        label="Where it is from",
        help_text="Like nDelius or NOMIS: the same words each time. Not needed for people.",
        widget=line(size=30, maxlength=LONGEST_SOURCE, list="sources"),
    )

    def __init__(
        self, sent: QueryDict | None = None, files: MultiValueDict[str, UploadedFile] | None = None
    ) -> None:
        super().__init__(sent, files, use_required_attribute=False)
        self.known = [(what.label, *columns.known(what)) for what in What]
        self.sources = Source.objects.order_by("name").values_list("name", flat=True)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        if not said.get("source") and "source" not in self.errors:
            if said.get("what") == What.PEOPLE:
                said["source"] = PEOPLE_FILE
            else:
                self.add_error("source", "Say where the file is from.")
        return said
