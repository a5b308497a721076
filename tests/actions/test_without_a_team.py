import pytest

from contacts.actions.refused import Refused
from contacts.actions.without_a_team import give_team
from contacts.models import Act, AuditEntry, Person


def test_somebody_without_a_team_is_given_one_and_it_is_written_down_once(
    add_person, ada, pat, team
):
    person = add_person()
    for _ in range(2):
        give_team(person=person, team=team, by=ada)
    assert Person.objects.visible_to(pat, Act.OPEN_TIMELINE).get() == person
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.username, entry.people) == (Act.GIVE_TEAM, "ada", [person.pk])
    assert entry.detail == {"team": [None, "North one"]}


def test_somebody_who_was_given_another_meanwhile_keeps_it(add_person, ada, team, other_team):
    person = add_person(crn="X482999")
    give_team(person=person, team=other_team, by=ada)
    with pytest.raises(Refused, match="X482999 is in South one by now"):
        give_team(person=person, team=team, by=ada)
    person.refresh_from_db()
    assert person.team == other_team
