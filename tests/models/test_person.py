import datetime as dt

import pytest

from contacts.models import Act, PersonFact, Source


def test_what_they_are_called_leads_with_the_preferred_name(add_person):
    assert add_person(preferred_name="Deano").called == "Deano Hartley"
    assert add_person().called == "Dean Hartley"


def test_the_newest_of_each_fact_counts(person):
    source = Source.objects.create(name="nDelius")

    def fact(what, value, day):
        return PersonFact.objects.create(
            person=person, what=what, value=value, source=source, as_at=dt.date(2026, 11, day)
        )

    fact("phone", "07700 900100", 2)
    newest = fact("phone", "07700 900200", 3)
    fact("phone", "07700 900300", 1)
    tier = fact("tier", "B2", 1)
    assert {*PersonFact.objects.newest_of_each()} == {newest, tier}


@pytest.mark.parametrize("act", [Act.SIGN_IN, Act.SET_ACCESS, "anything else"])
def test_an_act_that_is_not_in_the_table_reaches_nobody(person, pat, act):
    assert not type(person).objects.visible_to(pat, act).exists()
