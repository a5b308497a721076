from django.db import transaction

from contacts import audit
from contacts.actions.refused import Refused
from contacts.models import Act, Person, Team, User


@transaction.atomic
def give_team(*, person: Person, team: Team, by: User | None) -> Person:
    """Put a person who has no team in one, whose PDU can then open them.

    Whoever is in that team already is left alone. Raises Refused for somebody in another: who
    moves them is for the senior officers of both to say.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.team_id not in (None, team.pk):
        raise Refused(f"{person.crn} is in {person.team} by now, so nothing was changed.")
    if person.team_id is None:
        person.team = team
        person.save(update_fields=["team"])
        detail = {"team": [None, team.name]}
        audit.record(Act.GIVE_TEAM, user=by, people=[person], detail=detail)
    return person
