from collections.abc import Collection
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from contacts import audit
from contacts.actions.refused import Refused
from contacts.formats import staff
from contacts.models import Act, Role, Team, User

OWN_ROLE = "Ask another administrator: nobody ends their own work as one."
LAST_ONE = "Make somebody else an administrator first: this is the only one."
NO_LONGER = "You are no longer an administrator, so nothing was changed."


class AlreadyAdded(Refused):
    """The user is there as they were to be added: the same form was sent twice."""

    def __init__(self, user: User) -> None:
        super().__init__(f"{user.name} was added already.", field="username")
        self.user = user


@transaction.atomic
def add_user(
    *,
    username: str,
    name: str,
    role: str,
    team: Team | None,
    password: str,
    by: User | None,
    one_time: bool = False,
) -> User:
    """Let somebody sign in; without a team they serve no PDU.

    A password that is `one_time` they change before anything else. Raises Refused, with what to
    do, for a username that is taken in any case of its letters, a name that is empty or cannot be
    printed, and a password that is too short or too common; AlreadyAdded for the same user again.
    """
    user = User(username=_read(staff.read_username, username), role=role, team=team)
    user.name = _read(staff.read_name, name)
    _set_password(user, password, one_time=one_time)
    if found := _of_the_username(user):
        raise _taken(user, found)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # somebody was added in this moment
        raise _taken(user, _of_the_username(user) or user) from error
    said = {"username": username, **_said(user)}
    detail = {what: [None, value] for what, value in said.items()}
    audit.record(Act.ADD_USER, user=by, object=f"user {user.pk}", detail=detail)
    return user


@transaction.atomic
def change_user(
    *, user: User, name: str, role: str, team: Team | None, version: str, by: User | None
) -> User:
    """Put another name, role or team in the place of what `version` was drawn from.

    Holds from the user's next request. What is so already is left alone. Raises Refused when
    somebody else has changed the user since, for a name as in `add_user`, and where an
    administrator would end their own role or there would be none.
    """
    user, others = _locked(user, by)
    before, found = _said(user), version_of(user)
    administrator = user.role == Role.ADMIN and user.is_active
    user.name, user.role, user.team = _read(staff.read_name, name), role, team
    after = _said(user)
    changed = {what: [before[what], after[what]] for what in after if before[what] != after[what]}
    if changed and version != found:
        raise Refused(
            f"Somebody else changed this user meanwhile: {before['name']}, "
            f"{Role(before['role']).label.lower()}, {before['team'] or 'no team'}. "
            "Save again to put what you chose in its place."
        )
    if administrator and role != Role.ADMIN:
        _one_remains(user, others, by)
    if changed:
        user.save(update_fields=["name", "role", "team"])
        audit.record(Act.CHANGE_USER, user=by, object=f"user {user.pk}", detail=changed)
    return user


@transaction.atomic
def reset_password(*, user: User, password: str, by: User | None) -> User:
    """Let somebody in with a password they are told, and change before anything else.

    Ends their sessions. Raises Refused for somebody deactivated, and for a poor password.
    """
    user, _ = _locked(user, by)
    if not user.is_active:
        raise Refused(f"{user.name} is deactivated. Reactivate them: that gives a password too.")
    _set_password(user, password, one_time=True)
    user.save(update_fields=["password", "password_is_one_time"])
    audit.record(Act.RESET_PASSWORD, user=by, object=f"user {user.pk}")
    return user


@transaction.atomic
def deactivate_user(*, user: User, by: User | None) -> User:
    """Let somebody in no longer: their next request is refused, and their password is gone.

    Without the password no session of theirs comes back with them when they are reactivated.
    Whoever is deactivated is left alone. Raises Refused where an administrator would shut
    themself out, or there would be none.
    """
    user, others = _locked(user, by)
    if user.is_active:
        if user.role == Role.ADMIN:
            _one_remains(user, others, by)
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
        detail = {"can_sign_in": [True, False]}
        audit.record(Act.DEACTIVATE_USER, user=by, object=f"user {user.pk}", detail=detail)
    return user


@transaction.atomic
def reactivate_user(*, user: User, password: str, by: User | None) -> User:
    """Let somebody in again, with a password they are told.

    Raises Refused for somebody who can sign in already, and for a poor password.
    """
    user, _ = _locked(user, by)
    if user.is_active:
        raise Refused(f"{user.name} is active already, so nothing was changed.")
    user.is_active = True
    _set_password(user, password, one_time=True)
    user.save(update_fields=["is_active", "password", "password_is_one_time"])
    detail = {"can_sign_in": [False, True]}
    audit.record(Act.REACTIVATE_USER, user=by, object=f"user {user.pk}", detail=detail)
    return user


def version_of(user: User) -> str:
    """A mark of all that a form changes of a user: another mark, and somebody has."""
    return staff.version_of(user.name, user.role, user.team_id)


def _locked(user: User, by: User | None) -> tuple[User, Collection[User]]:
    """The user as they are now, and all other active administrators.

    They are held until the end, or two could shut each other out in the same moment.
    """
    administrators = Q(role=Role.ADMIN, is_active=True)
    rows = User.objects.select_for_update(no_key=True).filter(Q(pk=user.pk) | administrators)
    found = {one.pk: one for one in rows.order_by("pk")}
    active = {pk for pk, one in found.items() if one.role == Role.ADMIN and one.is_active}
    if by is not None and by.pk not in active:
        raise Refused(NO_LONGER)
    return found[user.pk], [found[pk] for pk in active if pk != user.pk]


def _one_remains(user: User, others: Collection[User], by: User | None) -> None:
    if by is not None and user.pk == by.pk:
        raise Refused(OWN_ROLE)
    if not others:
        raise Refused(LAST_ONE)


def _of_the_username(user: User) -> User | None:
    alike = User.objects.filter(username__iexact=user.username)
    return alike.select_related("team").first()


def _taken(user: User, found: User) -> Refused:
    if found.pk and (found.username, _said(found)) == (user.username, _said(user)):
        return AlreadyAdded(found)
    return Refused(f"Choose another username: {found.username} is taken.", field="username")


def _said(user: User) -> dict[str, Any]:
    return {"name": user.name, "role": user.role, "team": user.team and user.team.name}


def _read(read: Any, typed: str) -> str:
    try:
        return str(read(typed))
    except ValueError as refusal:
        raise Refused(str(refusal)) from refusal


def _set_password(user: User, password: str, *, one_time: bool) -> None:
    try:
        if any("\ud800" <= one <= "\udfff" or one == "\0" for one in password):
            raise ValidationError("Use a password of characters that a browser can send.")
        validate_password(password, user)
    except ValidationError as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal
    user.set_password(password)
    user.password_is_one_time = one_time
