import datetime as dt

from contacts.models import PersonFact, Source


def test_the_newest_of_each_fact_counts(person):
    source = Source.objects.create(name="nDelius")

    def fact(what, value, day, **known):
        told = {"what": what, "value": value, "as_at": dt.date(2026, 11, day), **known}
        return PersonFact.objects.create(person=person, source=source, **told)

    fact("phone", "07700 900100", 2)
    newest = fact("phone", "07700 900200", 3)
    fact("phone", "07700 900300", 1)
    tier = fact("tier", "B2", 1)
    fact("tier", "A1", 2, lapsed=True)
    assert {*PersonFact.objects.newest_of_each()} == {newest, tier}
