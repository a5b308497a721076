from collections.abc import Callable

from contacts.forms.interleaved import InterleavedForm, PersonField
from contacts.forms.narrowing import (
    AuthorField,
    Chip,
    DecisionsField,
    KindField,
    MetField,
    SourceField,
    WhenField,
    WordsField,
)
from contacts.queries.interleaved import Whose


class SearchPeopleForm(InterleavedForm[Whose]):
    """Looks for entries of one's own people."""

    words = WordsField()
    person = PersonField()
    when = WhenField()
    author = AuthorField()
    kind = KindField()
    source = SourceField()
    met = MetField()
    decisions = DecisionsField()

    def would_match(self, matches: Callable[[str], bool]) -> list[Chip]:
        """Without the only thing that is asked nothing would be: that is no advice."""
        return super().would_match(matches) if len(self.asked) > 1 else []
