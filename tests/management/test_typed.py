import pytest
from django.core.management.base import CommandError

from contacts.management import typed


def test_a_user_is_found_whatever_the_case(pat):
    assert typed.user("PAT") == typed.actor("Pat") == pat


def test_a_person_is_found_by_a_crn_as_people_type_it(person):
    assert typed.person(" x482913 ") == person


def test_a_team_is_found_by_its_name(team):
    assert typed.team("North one") == team


def test_nothing_typed_is_nobody(db):
    assert typed.actor(None) is typed.team(None) is None


@pytest.mark.parametrize("look_up", [typed.user, typed.actor, typed.person, typed.team])
@pytest.mark.parametrize("text", ["", "nobody", "half \udce9", "nul \0"])
def test_what_there_is_not_is_said_in_a_sentence(db, look_up, text):
    with pytest.raises(CommandError, match=r"\.$"):
        look_up(text)


def test_a_source_has_a_name_that_can_be_shown():
    assert typed.source(" nDelius ") == "nDelius"
    for name in ("", " ", "half \udce9", "nul \0", "two\nlines"):
        with pytest.raises(CommandError, match=r"\.$"):
            typed.source(name)
