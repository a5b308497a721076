import uuid
from typing import Any

from django.db import transaction
from django.db.models import F

from contacts.formats import clock
from contacts.models import Amendment, Contact, Draft, Person, User


@transaction.atomic
def keep_words(
    *, user: User, person: Person, token: uuid.UUID, notes: str, fields: dict[str, Any]
) -> None:
    """Keep what was sent from a session that was locked, as a draft of whose session it is.

    Nothing is filed. What the same form sends later takes the place of what it is the beginning
    of. Other words than the form has saved or kept already stand beside those.
    """
    if Contact.objects.filter(author=user, person=person, token=token, notes=notes).exists():
        return
    drafts = Draft.objects.filter(user=user, person=person)
    kept = drafts.filter(token=token).values_list("notes", flat=True).first()
    if kept is not None and not notes.startswith(kept):
        token = _beside(token)
    while _spent(user, token):
        token = _beside(token)
    said = {"notes": notes, "fields": fields, "saved_at": clock.now()}
    Draft.objects.update_or_create(
        user=user,
        person=person,
        token=token,
        defaults={**said, "version": F("version") + 1},
        create_defaults=said,
    )


def _spent(user: User, token: uuid.UUID) -> bool:
    return any(
        made.objects.filter(author=user, token=token).exists() for made in (Contact, Amendment)
    )


def _beside(token: uuid.UUID) -> uuid.UUID:
    """Always the same one, so that what is typed on in one form makes one draft, not many."""
    return uuid.uuid5(token, "beside")
