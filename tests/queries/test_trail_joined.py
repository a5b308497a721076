"""What the trail says of two records that were joined or parted."""

import pytest

from contacts.actions.joining_people import join_people, part_people
from contacts.formats import clock
from contacts.models import AccessRule
from contacts.queries.trail import trail


@pytest.fixture
def twice(person, add_person, team, sam):
    """Two records that Sam joined and parted again."""
    other = add_person(crn="X482999", team=team)
    part_people(join=join_people(kept=person, joined=other, by=sam), by=sam)
    return other


def changes(viewer, about):
    return [one.changes for one in trail(person=about, viewer=viewer).looks]


def test_records_that_were_joined_and_parted_are_named_on_both(twice, person, sam, ada):
    for about in (person, twice):
        for viewer in (sam, ada):
            assert changes(viewer, about) == [["X482913 and X482999"]] * 2
    join_people(kept=person, joined=twice, by=sam)
    assert changes(sam, person) == [["X482913 and X482999"]] * 3


def test_a_record_whose_trail_the_reader_may_not_read_is_not_named(twice, person, pat, ada, sam):
    assert changes(pat, person) == [[], []]
    AccessRule.objects.create(person=twice, user=ada, kind="exclusion", set_at=clock.now())
    assert changes(ada, person) == [[], []]
    assert changes(sam, person) == [["X482913 and X482999"]] * 2
