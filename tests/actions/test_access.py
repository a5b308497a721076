import contextlib
import threading

import pytest
from django.db import connection

from contacts.actions import access
from contacts.actions.access import NobodyCouldOpen, lift_access, limit_access
from contacts.actions.refused import Refused
from contacts.models import AccessRule, Act, Allocation, AuditEntry, Person, Role, Team

EXCLUSION, RESTRICTION = AccessRule.Kind.EXCLUSION, AccessRule.Kind.RESTRICTION


def may_open(user, person):
    return Person.objects.visible_to(user, Act.OPEN_TIMELINE).filter(pk=person.pk).exists()


def test_an_exclusion_shuts_out_those_it_names(person, pat, priya, sam):
    added = limit_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    assert added == [priya]
    assert not may_open(priya, person)
    assert may_open(pat, person)


def test_a_restriction_shuts_out_those_it_does_not_name(person, pat, priya, sam):
    limit_access(person=person, kind=RESTRICTION, users=[pat], by=sam)
    assert may_open(pat, person)
    assert not may_open(priya, person)


def test_whoever_sets_a_restriction_is_on_it(person, pat, sam):
    added = limit_access(person=person, kind=RESTRICTION, users=[pat], by=sam)
    assert added == [pat, sam]
    assert may_open(sam, person)


def test_nobody_sets_a_restriction_from_nowhere(person, pat):
    with pytest.raises(Refused, match="who sets the restriction"):
        limit_access(person=person, kind=RESTRICTION, users=[pat], by=None)


def test_an_exclusion_may_come_from_the_command_line(person, pat, priya):
    assert limit_access(person=person, kind=EXCLUSION, users=[priya], by=None) == [priya]


def test_naming_somebody_twice_names_them_once_and_says_so_once(person, pat, priya, sam):
    limit_access(person=person, kind=EXCLUSION, users=[priya, priya], by=sam)
    assert limit_access(person=person, kind=EXCLUSION, users=[priya], by=sam) == []
    assert AccessRule.objects.count() == AuditEntry.objects.count() == 1


def test_the_trail_keeps_the_list_as_it_was_and_as_it_is(person, pat, priya, olu, sam):
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    limit_access(person=person, kind=EXCLUSION, users=[olu], by=sam)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.username, entry.people) == (Act.SET_ACCESS, "sam", [person.pk])
    assert entry.detail == {"exclusion": [["priya"], ["olu", "priya"]]}


def test_a_change_after_which_nobody_who_answers_could_open_is_refused(person, pat, priya, sam):
    limit_access(person=person, kind=EXCLUSION, users=[pat], by=priya)
    with pytest.raises(NobodyCouldOpen, match="X482913"):
        limit_access(person=person, kind=EXCLUSION, users=[sam], by=priya)
    assert may_open(sam, person)
    assert AuditEntry.objects.count() == 1


def test_a_colleague_who_could_still_open_is_not_enough(person, pat, priya, sam):
    with pytest.raises(NobodyCouldOpen):
        limit_access(person=person, kind=RESTRICTION, users=[priya], by=priya)


def test_an_spo_of_another_pdu_or_one_who_left_is_not_enough(person, pat, add_user, other_team):
    add_user("una", "Una Brandt", Role.SPO, other_team)
    left = add_user("leo", "Leo Marsh", Role.SPO, person.team)
    left.is_active = False
    left.save()
    add_user("tess", "Tess Amoah", Role.SPO, None)
    with pytest.raises(NobodyCouldOpen):
        limit_access(person=person, kind=EXCLUSION, users=[pat], by=None)


def test_an_spo_whose_team_serves_the_pdu_is_enough(person, pat, add_user, north, south):
    court = Team.objects.create(name="Court", pdu=south)
    court.serves.add(north)
    add_user("una", "Una Brandt", Role.SPO, court)
    assert limit_access(person=person, kind=EXCLUSION, users=[pat], by=None) == [pat]


def test_whoever_holds_a_person_without_a_team_is_enough(add_person, pat, priya):
    person = add_person()
    Allocation.objects.create(person=person, practitioner=pat, since="2026-01-01")
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=None)
    with pytest.raises(NobodyCouldOpen):
        limit_access(person=person, kind=EXCLUSION, users=[pat], by=None)


def test_whoever_held_a_person_until_today_is_not(add_person, pat, priya):
    person = add_person()
    Allocation.objects.create(
        person=person, practitioner=pat, since="2026-01-01", until="2026-11-22"
    )
    with pytest.raises(NobodyCouldOpen):
        limit_access(person=person, kind=EXCLUSION, users=[priya], by=None)


def test_lifting_says_whom_it_lets_in_again(person, pat, priya, sam):
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    (lifted,) = lift_access(person=person, kind=None, users=[], by=None)
    assert lifted.user == priya
    assert may_open(priya, person)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.username) == (Act.LIFT_ACCESS, "command line")
    assert entry.detail == {"exclusion": [["priya"], []]}


def test_lifting_keeps_the_row_and_when_it_ended(person, pat, priya, sam):
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    lift_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    assert AccessRule.objects.get().lifted_at is not None


def test_one_kind_or_one_user_is_lifted_alone(person, pat, priya, sam, olu):
    limit_access(person=person, kind=RESTRICTION, users=[pat, priya], by=sam)
    limit_access(person=person, kind=EXCLUSION, users=[priya, olu], by=sam)
    lift_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    assert may_open(priya, person)
    lift_access(person=person, kind=RESTRICTION, users=[], by=sam)
    left = AccessRule.objects.in_force().values_list("kind", "user__username")
    assert list(left) == [("exclusion", "olu")]


def test_lifting_what_nobody_set_is_said(person, pat, priya, sam):
    limit_access(person=person, kind=EXCLUSION, users=[priya], by=sam)
    with pytest.raises(Refused, match=r"names Pat Okonjo\.$"):
        lift_access(person=person, kind=None, users=[pat, priya], by=sam)
    with pytest.raises(Refused, match="names anybody"):
        lift_access(person=person, kind=RESTRICTION, users=[], by=sam)
    assert not may_open(priya, person)


def test_taking_the_last_who_answers_off_a_restriction_is_refused(person, pat, priya, sam):
    limit_access(person=person, kind=RESTRICTION, users=[pat, priya], by=sam)
    lift_access(person=person, kind=RESTRICTION, users=[pat], by=sam)
    with pytest.raises(NobodyCouldOpen):
        lift_access(person=person, kind=RESTRICTION, users=[sam], by=sam)
    assert may_open(sam, person)
    lift_access(person=person, kind=RESTRICTION, users=[], by=sam)


@pytest.fixture
def meeting(monkeypatch):
    """Two changes that can be under way together meet before and after each looks who is left."""
    barrier, look = threading.Barrier(2, timeout=2), access.somebody_can_open

    def meets(person):
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait()
        look(person)
        with contextlib.suppress(threading.BrokenBarrierError):
            barrier.wait()

    monkeypatch.setattr(access, "somebody_can_open", meets)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_shut_everybody_out_together(meeting, person, pat, sam):
    refused = []

    def shut_out(user):
        try:
            limit_access(person=person, kind=EXCLUSION, users=[user], by=None)
        except NobodyCouldOpen:
            refused.append(user)
        finally:
            connection.close()

    both = [threading.Thread(target=shut_out, args=[user]) for user in (pat, sam)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert len(refused) == AccessRule.objects.count() == 1
