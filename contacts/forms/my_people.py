from collections.abc import Mapping

from django import forms

from contacts.forms.fields import line
from contacts.forms.narrowing import WordsField

SORTS = ("met", "person")


class NarrowForm(forms.Form):
    """A part of a name or CRN. Whatever is typed narrows the list; nothing is refused."""

    find = forms.CharField(label="Name or CRN", required=False, widget=line(maxlength=100))
    words = WordsField("Search their notes")  # leads to a page of its own

    def __init__(self, sent: Mapping[str, str], *, sort: str) -> None:
        super().__init__({"find": sent.get("find", "")[:100].replace("\x00", "")})
        self.sort = sort if sort in SORTS else "met"

    @property
    def typed(self) -> str:
        return str(self.data["find"])
