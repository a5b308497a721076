import uuid
from typing import Any

from django.db import transaction
from django.db.models import F

from contacts.actions.draft import said_otherwise
from contacts.formats import clock
from contacts.models import Amendment, Contact, Draft, Person, User


@transaction.atomic
def keep_words(
    *,
    user: User,
    person: Person,
    token: uuid.UUID,
    notes: str,
    fields: dict[str, Any],
    place: str = "",
) -> None:
    """Keep what was sent from a session that was locked, as a draft of whose session it is.

    Nothing is filed. What the same form sends later takes the place of what it is the beginning
    of. Other words than the form has saved or kept already stand beside those.
    """
    if _saved(person, author=user, token=token, notes=notes):
        return
    drafts = Draft.objects.filter(user=user, person=person)
    kept = drafts.filter(token=token).values_list("notes", flat=True).first()
    if kept is not None and not notes.startswith(kept):
        token = _beside(token)
    while _spent(user, token):
        token = _beside(token)
    fields = said_otherwise(person, place, fields)
    said = {"notes": notes, "fields": fields, "place": place, "saved_at": clock.now()}
    this = {"user": user, "person": person, "token": token}
    Draft.objects.update_or_create(
        **this,
        defaults={**said, "version": F("version") + 1},
        create_defaults=said,
    )


def _saved(person: Person, **by_this: Any) -> bool:
    added = Amendment.objects.filter(contact__person=person, **by_this)
    return added.exists() or Contact.objects.filter(person=person, **by_this).exists()


def _spent(user: User, token: uuid.UUID) -> bool:
    return any(
        made.objects.filter(author=user, token=token).exists() for made in (Contact, Amendment)
    )


def _beside(token: uuid.UUID) -> uuid.UUID:
    """Always the same one, so that what is typed on in one form makes one draft, not many."""
    return uuid.uuid5(token, "beside")
