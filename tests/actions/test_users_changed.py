"""What an administrator changes of a user: role, team, password, and whether they come in."""

import threading

import pytest
from django.db import connection

from contacts.actions.refused import Refused
from contacts.actions.users import (
    add_user,
    change_user,
    deactivate_user,
    reactivate_user,
    reset_password,
    version_of,
)
from contacts.models import Act, AuditEntry, Role, User

GOOD = "a bicycle in the rain"


@pytest.fixture
def change(ada):
    """Ada changes some of what stands on the page she has just opened."""

    def changed(user, **said):
        shown = {"name": user.name, "role": user.role, "team": user.team}
        return change_user(
            **{"user": user, **shown, "version": version_of(user), "by": ada, **said}
        )

    return changed


@pytest.fixture
def bea(add_user, other_team):
    """Another administrator."""
    return add_user("bea", "Bea Lindqvist", Role.ADMIN, other_team)


def trail() -> list[tuple]:
    return list(AuditEntry.objects.order_by("id").values_list("act", "username", "detail"))


def test_a_change_is_written_down_with_from_and_to(change, pat, other_team):
    change(pat, name="Pat  Moss", role=Role.SPO, team=other_team)
    pat.refresh_from_db()
    assert (pat.name, pat.role, pat.team) == ("Pat Moss", "spo", other_team)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.username, entry.object) == (Act.CHANGE_USER, "ada", f"user {pat.pk}")
    assert entry.detail == {
        "name": ["Pat Okonjo", "Pat Moss"],
        "role": ["practitioner", "spo"],
        "team": ["North one", "South one"],
    }


def test_what_is_so_already_is_left_alone(change, pat):
    change(pat, version="of another day")
    assert trail() == []


def test_a_change_to_what_somebody_else_changed_meanwhile_is_refused(change, pat, other_team, bea):
    shown = version_of(pat)
    change(pat, team=other_team, by=bea)
    with pytest.raises(Refused, match="meanwhile: Pat Okonjo, practitioner, South one"):
        change(pat, role=Role.SPO, version=shown)
    pat.refresh_from_db()
    assert (pat.role, pat.team) == ("practitioner", other_team)
    change(pat, role=Role.SPO)
    assert pat.__class__.objects.get(pk=pat.pk).role == "spo"


@pytest.mark.parametrize("name", ["", "\u00a0", "Pat\0", "Pa\u200bt", "x" * 101])
def test_a_name_nobody_could_read_is_refused(change, pat, name):
    with pytest.raises(Refused, match=r"^(Give|Write) a name|^Give the name"):
        change(pat, name=name)
    assert trail() == []


def test_an_administrator_does_not_end_their_own_role(change, ada, bea):
    with pytest.raises(Refused, match="Ask another administrator"):
        change(ada, role=Role.SPO)
    with pytest.raises(Refused, match="Ask another administrator"):
        deactivate_user(user=ada, by=ada)
    assert change(ada, name="Ada Moss").name == "Ada Moss"


def test_one_administrator_always_remains(change, ada, bea):
    change(bea, role=Role.SPO)
    for last in (
        lambda: change(ada, role=Role.SPO, by=None),
        lambda: deactivate_user(user=ada, by=None),
    ):
        with pytest.raises(Refused, match="this is the only one"):
            last()
    assert User.objects.get(pk=ada.pk).is_active


def test_a_deactivated_administrator_does_not_count(ada, bea):
    deactivate_user(user=bea, by=ada)
    with pytest.raises(Refused, match="this is the only one"):
        deactivate_user(user=ada, by=None)


def test_whoever_is_no_administrator_any_more_changes_nothing(change, ada, bea, pat):
    change(bea, role=Role.SPO)
    for late in (
        lambda: change(pat, role=Role.ADMIN, by=bea),
        lambda: deactivate_user(user=pat, by=bea),
        lambda: reset_password(user=pat, password=GOOD, by=bea),
    ):
        with pytest.raises(Refused, match="no longer an administrator"):
            late()


def test_somebody_deactivated_cannot_sign_in_and_it_is_written_down_once(ada, pat):
    pat.set_password(GOOD)
    pat.save()
    for _ in range(2):
        deactivate_user(user=pat, by=ada)
    pat.refresh_from_db()
    assert not pat.is_active
    assert not pat.has_usable_password()
    assert trail() == [(Act.DEACTIVATE_USER, "ada", {"can_sign_in": [True, False]})]


def test_whoever_comes_back_comes_with_a_password_they_are_told(ada, pat):
    deactivate_user(user=pat, by=ada)
    reactivate_user(user=pat, password=GOOD, by=ada)
    pat.refresh_from_db()
    assert pat.is_active
    assert pat.password_is_one_time
    assert pat.check_password(GOOD)
    assert trail()[1:] == [(Act.REACTIVATE_USER, "ada", {"can_sign_in": [False, True]})]
    with pytest.raises(Refused, match="is active already"):
        reactivate_user(user=pat, password="another bicycle", by=ada)


def test_a_reset_is_written_down_without_the_password(ada, pat):
    reset_password(user=pat, password=GOOD, by=ada)
    pat.refresh_from_db()
    assert pat.password_is_one_time
    assert pat.check_password(GOOD)
    assert trail() == [(Act.RESET_PASSWORD, "ada", {})]


def test_somebody_deactivated_gets_no_password(ada, pat):
    deactivate_user(user=pat, by=ada)
    with pytest.raises(Refused, match="Reactivate them"):
        reset_password(user=pat, password=GOOD, by=ada)


def test_a_poor_password_is_refused(ada, pat):
    with pytest.raises(Refused, match="at least 12"):
        reset_password(user=pat, password="short", by=ada)
    assert trail() == []


def test_somebody_added_with_a_one_time_password_is_to_change_it(ada, team):
    said = {"username": "tess", "name": "Tess\u00a0Amoah", "role": Role.SPO, "team": team}
    user = add_user(**said, password=GOOD, one_time=True, by=ada)
    assert user.password_is_one_time
    assert user.name == "Tess Amoah"


@pytest.mark.django_db(transaction=True)
def test_two_administrators_do_not_shut_each_other_out_at_once(ada, bea):
    refused = []
    start = threading.Barrier(2, timeout=5)

    def shut_out(user, by):
        try:
            start.wait()
            deactivate_user(user=user, by=by)
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    both = [threading.Thread(target=shut_out, args=pair) for pair in ((ada, bea), (bea, ada))]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert refused == ["You are no longer an administrator, so nothing was changed."]
    assert User.objects.filter(role=Role.ADMIN, is_active=True).count() == 1
