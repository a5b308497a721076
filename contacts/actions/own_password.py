from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from contacts import audit
from contacts.actions.refused import Refused
from contacts.models import Act, User


@transaction.atomic
def choose_password(*, user: User, password: str) -> None:
    """Put somebody's own password in the place of the one they were told.

    `user` is changed in place, so that the session they are in can go on. Raises Refused for the
    password they were told, and for one that is too short or too common.
    """
    if user.check_password(password):
        raise Refused("Choose another password than the one you were given.")
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal
    user.set_password(password)
    user.password_is_one_time = False
    user.save(update_fields=["password", "password_is_one_time"])
    audit.record(Act.OWN_PASSWORD, user=user)
