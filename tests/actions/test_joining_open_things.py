"""What is open of two records that are joined goes on to be about whoever it is about."""

import uuid

import pytest
from django.db import DatabaseError, transaction

from contacts.actions.concerns import answer_concern
from contacts.actions.joining_people import join_people, part_people
from tests import open_things


@pytest.fixture
def other(add_person, team):
    return add_person(crn="X482999", first_name="Deen", team=team)


def test_what_is_open_since_is_about_whoever_its_entry_is_about(
    person, other, sam, pat, add_contact
):
    theirs = add_contact(other, pat)
    wordless = open_things.concern(other, pat)
    join = join_people(kept=person, joined=other, by=sam)
    theirs.refresh_from_db(), wordless.refresh_from_db()
    of_theirs = open_things.follow_up(theirs)
    of_nobody = open_things.talk(person, pat)
    entry = answer_concern(concern=wordless, by=pat, token=uuid.uuid4(), notes="Talked about.")
    part_people(join=join, by=sam)
    for one in (theirs, wordless, of_theirs, of_nobody, entry):
        one.refresh_from_db()
    assert of_theirs.person == theirs.person == other
    assert wordless.person == entry.person == of_nobody.person == person


def test_a_join_of_before_anything_was_kept_open_is_parted_too(person, other, sam):
    join = join_people(kept=person, joined=other, by=sam)
    for name in ("Concern", "Talk"):
        del join.what_was_whose[name]
    join.save()
    part_people(join=join, by=sam)
    other.refresh_from_db()
    assert other.joined_into is None


@pytest.mark.parametrize("make", ["follow_up", "concern", "talk"])
def test_nor_is_anything_kept_open_of_it(person, other, sam, pat, contact, make):
    join_people(kept=person, joined=other, by=sam)
    about = (contact,) if make == "follow_up" else (other, pat)
    known = {"person": other} if make == "follow_up" else {}
    with pytest.raises(DatabaseError, match="joined to another"), transaction.atomic():
        getattr(open_things, make)(*about, **known)
