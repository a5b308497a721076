import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.actions.access import lift_access, limit_access
from contacts.formats import clock
from contacts.models import AccessRule
from contacts.queries.access import lists, may_go_on

EXCLUSION, RESTRICTION = AccessRule.Kind.EXCLUSION, AccessRule.Kind.RESTRICTION


def test_each_list_says_who_since_when_and_by_whom(person, priya, olu, sam, sunday_morning):
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    sunday_morning(clock.now() + dt.timedelta(days=1))
    limit_access(person=person, kind=EXCLUSION, users=[olu], by=None)
    shown = lists(person=person)
    assert [(one.name, one.username, one.since) for one in shown.exclusion] == [
        ("Olu Adeyemi", "olu", "since today, 11:00, by command line"),
        ("Priya Nair", "priya", "since yesterday, 11:00, by Sam Whitlock"),
    ]
    assert shown.restriction == []


def test_who_named_somebody_is_left_out_where_nobody_knows(person, priya):
    AccessRule.objects.create(person=person, user=priya, kind=EXCLUSION, set_at=clock.now())
    assert lists(person=person).exclusion[0].since == "since today, 11:00"


def test_somebody_named_again_is_named_by_the_last_who_did(person, priya, sam, ada):
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    lift_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=ada)
    assert lists(person=person).exclusion[0].since.endswith("by Ada Kowalczyk")


def test_one_list_is_not_taken_for_the_other(person, pat, priya, sam, ada):
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=ada)
    limit_access(person=person, kind=RESTRICTION, users=[pat, priya], by=sam)
    shown = lists(person=person)
    assert [one.since.split("by ")[1] for one in shown.exclusion] == ["Ada Kowalczyk"]
    assert {one.since.split("by ")[1] for one in shown.restriction} == {"Sam Whitlock"}


@pytest.mark.parametrize(
    ("kind", "user"), [("exclusion", "9" * 40), ("exclusion", "x"), ("no", "1"), ("exclusion", "²")]
)
def test_an_address_can_have_nothing_said_that_did_not_happen(person, priya, sam, kind, user):
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    assert lists(person=person, kind=kind, user=user).done == ""
    assert lists(person=person, kind=RESTRICTION, user=str(priya.pk)).done == ""


def test_what_was_just_changed_is_said_in_words(person, pat, priya, sam):
    limit_access(person=person, kind=RESTRICTION, users=[pat, priya], by=sam)
    done = lists(person=person, kind=RESTRICTION, user=str(priya.pk)).done
    assert done == "Priya Nair is one of the few who may see Dean Hartley."
    lift_access(person=person, kind=RESTRICTION, users=[priya], by=sam)
    done = lists(person=person, kind=RESTRICTION, user=str(priya.pk)).done
    assert done == "Priya Nair is no longer named among those who may see Dean Hartley."


@pytest.mark.parametrize("last", [EXCLUSION, RESTRICTION])
def test_of_somebody_on_both_lists_it_is_said_that_they_may_not_see(person, pat, priya, sam, last):
    for kind in ({EXCLUSION, RESTRICTION} - {last}, {last}):
        limit_access(person=person, kind=kind.pop(), users=[priya], by=sam)
    assert lists(person=person, kind=last, user=str(priya.pk)).done == (
        "Priya Nair is on both lists. The exclusion wins: they may not see Dean Hartley."
    )


def test_with_the_last_name_of_a_restriction_it_is_over(person, pat, priya, sam):
    limit_access(person=person, kind=RESTRICTION, users=[sam], by=sam)
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    lift_access(person=person, kind=RESTRICTION, users=[sam], by=sam)
    assert lists(person=person, kind=RESTRICTION, user=str(sam.pk)).done == (
        "The restriction is over: everybody whose work it is may see Dean Hartley again."
    )


def test_twenty_names_cost_what_one_does(person, pat, sam, add_user, team):
    counts = []
    for number in range(20):
        user = add_user(f"u{number}", f"User {number}", "practitioner", team)
        limit_access(person=person, kind=EXCLUSION, users=[user], by=sam)
        with CaptureQueriesContext(connection) as asked:
            lists(person=person)
        counts.append(len(asked))
    assert set(counts) == {5}


def test_somebody_goes_on_while_they_may_see_the_lists(person, pat, sam, priya):
    assert may_go_on(person=person, viewer=sam)
    assert not may_go_on(person=person, viewer=pat)
    limit_access(person=person, kind=EXCLUSION, users=[sam], by=sam)
    assert not may_go_on(person=person, viewer=sam)
