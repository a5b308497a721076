from django.http import QueryDict

from contacts.forms.narrowing import NarrowingForm, OfferedField, WhenField
from contacts.queries.trail import Choose


class TrailForm(NarrowingForm):
    """Narrows a person's trail. Everything that is asked stands in the address."""

    who = OfferedField("Who")
    act = OfferedField("What")
    dates = WhenField()

    def __init__(self, sent: QueryDict, *, offered: Choose) -> None:
        super().__init__(sent)
        for name, first, choices in (
            ("who", "Anybody", offered.who),
            ("act", "Anything", offered.acts),
        ):
            self.fields[name].choices = [("", first), *choices]  # type: ignore[attr-defined]  # of a choice field
