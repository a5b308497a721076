import datetime as dt

import pytest

from contacts.actions.people_file import file_people
from contacts.actions.refused import Refused
from contacts.actions.undoing import undo_import
from contacts.models import (
    Allocation,
    AuditEntry,
    ImportBatch,
    Person,
    PersonFact,
    Standing,
)

TODAY = dt.date(2026, 11, 22)
COLUMNS = "phone,standing,standing_from,practitioner,team,order,order_end"
ROW = "X000001,Stuart,Wetherby,1,custody,2026-01-01,pat,North one,Licence,2026-11-01"


@pytest.fixture
def brought(pat, people_file):
    """The batch of a file about Stuart."""

    def brought(columns=COLUMNS, row=ROW):
        people_file(columns, row)
        return ImportBatch.objects.latest("pk")

    return brought


def known():
    """What the diary shows of Stuart."""
    return (
        {fact.what: fact.value for fact in PersonFact.objects.newest_of_each()},
        [standing.what for standing in Standing.objects.in_force(TODAY)],
    )


def test_what_a_file_said_goes_with_it_and_the_people_stay(brought, sam):
    batch = brought()
    assert not Person.objects.on_caseloads(TODAY).exists()
    assert undo_import(batch=batch, by=sam) == 3
    assert known() == ({}, [])
    stuart = Person.objects.get()
    assert (stuart.full_name, stuart.team.name) == ("Stuart Wetherby", "North one")
    assert Allocation.objects.get().practitioner.username == "pat"
    assert Person.objects.on_caseloads(TODAY).exists()
    entry = AuditEntry.objects.latest("at", "pk")
    assert (entry.act, entry.username, entry.people) == ("undo_import", "sam", [stuart.pk])
    with pytest.raises(Refused):
        undo_import(batch=batch, by=sam)


def test_a_file_taken_back_can_be_loaded_again(brought):
    before = brought()
    shown = known()
    undo_import(batch=before, by=None)
    again = brought()
    assert again.counts["changed"] == 1
    assert known() == shown
    assert again.rows.get().record == before.rows.get().record


def test_what_another_file_said_too_stays_until_that_is_taken_back(brought):
    first, second = brought(), brought()
    shown = known()
    undo_import(batch=first, by=None)
    assert known() == shown
    undo_import(batch=second, by=None)
    assert known() == ({}, [])


def test_what_was_put_right_since_stays_so(brought):
    first, _ = brought(), brought()
    until = "X000001,Stuart,Wetherby,custody,2026-01-01,2026-03-01"
    brought("standing,standing_from,standing_until", until)
    assert known()[1] == []
    undo_import(batch=first, by=None)
    assert known()[1] == []


def test_what_was_put_right_is_as_before_once_that_is_taken_back(brought):
    brought()
    until = "X000001,Stuart,Wetherby,custody,2026-01-01,2026-03-01"
    undo_import(batch=brought("standing,standing_from,standing_until", until), by=None)
    assert known()[1] == ["custody"]


def test_a_file_that_is_not_filed_cannot_be_taken_back(staged_people):
    batch = staged_people("crn,first_name,last_name\nX000001,Stuart,Wetherby")
    with pytest.raises(Refused):
        undo_import(batch=batch, by=None)
    file_people(batch=batch, by=None)
    assert undo_import(batch=batch, by=None) == 0
