from collections.abc import Mapping

from django import forms

from contacts.formats.names import no_such_day
from contacts.forms.fields import line

LONGEST = 100


class FindForm(forms.Form):
    """A name, number or date of birth. Only a day that is in no calendar is refused."""

    find = forms.CharField(
        label="Name, CRN, prison number, PNC or date of birth",
        help_text="Like Sian Leary, X123456 or 12/4/1991. The spelling need not be right.",
        required=False,
        widget=line(maxlength=LONGEST),
    )

    def __init__(self, sent: Mapping[str, str]) -> None:
        super().__init__({"find": sent.get("find", "")[:LONGEST].replace("\x00", "")})

    def clean_find(self) -> str:
        if refusal := no_such_day(self.typed):
            raise forms.ValidationError(refusal)
        return self.typed

    @property
    def typed(self) -> str:
        return str(self.data["find"])
