from django.http import QueryDict

from contacts.forms.narrowing import (
    AuthorField,
    DecisionsField,
    EntriesForm,
    KindField,
    MetField,
    SourceField,
    WhenField,
    WordsField,
)


class TimelineForm(EntriesForm):
    """Narrows a person's timeline."""

    words = WordsField()
    when = WhenField()
    author = AuthorField()
    kind = KindField()
    source = SourceField()
    met = MetField()
    decisions = DecisionsField()

    def __init__(self, sent: QueryDict) -> None:
        super().__init__(sent)
        self.is_valid()  # what is not understood is said beside its box, and nothing is shown
