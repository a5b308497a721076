import pytest

from contacts.actions.undoing import undo_import
from tests.events import row, shown

pytestmark = pytest.mark.django_db


def test_a_text_of_three_people_is_joined_nowhere_also_where_it_was(bring, person, add_person):
    for crn in ("X100001", "X100002"):
        add_person(crn=crn)
    bring(row())
    bring(row(), source="NOMIS")
    assert [len(one) for one in shown()] == [2]
    bring(row(crn="X100001"))
    assert [len(one) for one in shown(person=person)] == [2]
    third = bring(row(crn="X100002"))
    assert [len(one) for one in shown(person=person)] == [1, 1]
    undo_import(batch=third, by=None)
    assert [len(one) for one in shown(person=person)] == [2]


def test_a_text_that_one_person_has_on_three_days_is_joined_on_none(bring, person):
    bring(row(), row(at="2026-03-19", number=2))
    bring(row(), source="NOMIS")
    assert [len(one) for one in shown()] == [2, 1]
    third = bring(row(at="2026-03-26", number=3))
    assert [len(one) for one in shown()] == [1, 1, 1, 1]
    undo_import(batch=third, by=None)
    assert [len(one) for one in shown()] == [2, 1]


def test_three_systems_that_have_one_event_do_not_make_its_text_common(bring, typed):
    typed()
    for name in ("nDelius", "NOMIS", "OASys"):
        bring(row(), source=name)
    assert shown() == [["here", "NOMIS", "OASys", "nDelius"]]
