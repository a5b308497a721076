from django.http import QueryDict

from contacts.forms.interleaved import InterleavedForm, PersonField
from contacts.forms.narrowing import DecisionsField, KindField, OfferedField, WhenField, WordsField
from contacts.queries.team_timeline import Member, Team


class TeamTimelineForm(InterleavedForm[Member]):
    """Narrows a team's timeline. Of a practitioner the address holds the number alone."""

    practitioner = OfferedField("Practitioner")
    person = PersonField()
    kind = KindField()
    when = WhenField()
    words = WordsField()
    decisions = DecisionsField()

    def __init__(self, sent: QueryDict, *, team: Team) -> None:
        super().__init__(sent, people=team.people)
        practitioners = [(str(one.id), one.name) for one in team.practitioners]
        self.fields["practitioner"].choices = [("", "Anybody"), *practitioners]  # type: ignore[attr-defined]  # of a choice field

    def among(self, *, leaving_out: str = "") -> list[Member]:
        holder = "" if leaving_out == "practitioner" else self.asked.get("practitioner", "")
        people = super().among(leaving_out=leaving_out)
        return [one for one in people if holder in ("", str(one.holder))]
