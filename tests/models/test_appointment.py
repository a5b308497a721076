import datetime as dt

from contacts.formats import clock
from contacts.models import Appointment, Contact


def test_what_was_planned_never_becomes_a_contact_by_itself(person, contact, pat):
    yesterday = clock.now() - dt.timedelta(days=1)
    planned = Appointment.objects.create(
        person=person, at=yesterday, author=pat, read_in=contact, kind="office"
    )
    assert planned.state == Appointment.State.PLANNED
    assert [*Contact.objects.all()] == [contact]
