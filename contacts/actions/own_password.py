from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from contacts import audit
from contacts.actions.refused import Refused
from contacts.models import Act, User


@transaction.atomic
def choose_password(*, user: User, password: str) -> None:
    """Put a password of somebody's own in the place of the one they were told, or had.

    Ends their sessions; `user` is changed in place, so that the one they are in can go on. Raises
    Refused for the same password again, and for one that is too short or too common.
    """
    if user.check_password(password):
        had = "were given" if user.password_is_one_time else "have"
        raise Refused(f"Choose another password than the one you {had}.")
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal
    user.set_password(password)
    user.password_is_one_time = False
    user.save(update_fields=["password", "password_is_one_time"])
    audit.record(Act.OWN_PASSWORD, user=user)
