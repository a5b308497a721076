"""What is planned goes with whoever it is planned with, when two records are joined and parted."""

import pytest

from contacts.actions.joining_people import join_people, part_people
from contacts.formats import clock
from contacts.models import Appointment


@pytest.fixture
def other(add_person, team):
    return add_person(crn="X482999", first_name="Deen", team=team)


def test_what_was_moved_here_goes_with_what_it_was_moved_from(person, other, sam, plan):
    """However often."""
    first = plan(other, clock.now())
    join = join_people(kept=person, joined=other, by=sam)
    for _ in range(2):
        later = {"person": person, "at": clock.now(), "author_name": "R. Shah"}
        first = Appointment.objects.create(moved_from=first, **later)
    part_people(join=join, by=sam)
    assert other.appointments.count() == 3
    assert not person.appointments.exists()
