from django.db import transaction

from contacts import audit
from contacts.models import Act, User


@transaction.atomic
def show_initials(*, user: User, only: bool) -> None:
    """Show this user's list with initials and without notes, or whole again, from now on."""
    if user.initials_only != only:
        user.initials_only = only
        user.save(update_fields=["initials_only"])
        audit.record(Act.HIDE_NAMES, user=user, detail={"initials_only": [not only, only]})
