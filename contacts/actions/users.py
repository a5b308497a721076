from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from contacts import audit
from contacts.actions.refused import Refused
from contacts.models import Act, Team, User

# ASCII alone, because upper and lower case of other letters do not always lead back and forth:
# two usernames could then be one at sign-in.
_username = ASCIIUsernameValidator(
    message="Make the username of letters without accents, digits and @ . + - _ alone."
)


@transaction.atomic
def add_user(
    *, username: str, name: str, role: str, team: Team | None, password: str, by: User | None
) -> User:
    """Let somebody sign in; without a team they serve no PDU.

    Raises Refused, with what to do, for a username that is taken in any case of its letters, a
    name that is empty or cannot be printed, and a password that is too short or too common.
    """
    user = User(username=username, name=name.strip(), role=role, team=team)
    try:
        _username(username)
        _check_password(password, user)
    except ValidationError as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal
    if not user.name or not user.name.isprintable():
        raise Refused("Give the name that colleagues know them by.")
    if len(username) > 150 or User.objects.filter(username__iexact=username).exists():
        raise Refused("Choose another username: this one is taken or too long.")
    user.set_password(password)
    user.save()
    said = {"username": username, "name": user.name, "role": role, "team": team and team.name}
    added = {what: [None, value] for what, value in said.items()}
    audit.record(Act.ADD_USER, user=by, object=f"user {user.pk}", detail=added)
    return user


def _check_password(password: str, user: User) -> None:
    if any("\ud800" <= character <= "\udfff" or character == "\0" for character in password):
        raise ValidationError("Use a password of characters that a browser can send.")
    validate_password(password, user)
