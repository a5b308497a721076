from contacts.models import Source, WhoIsIt


def test_nothing_is_said_until_somebody_does(person):
    source = Source.objects.create(name="nDelius")
    asked = WhoIsIt.objects.create(source=source, person=person, named="Ann Cole")
    assert (asked.answer, asked.decided_by, asked.decided_at) == ("", None, None)
