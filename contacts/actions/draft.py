"""What somebody is writing is kept as they write it, for them alone."""

import secrets
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, transaction

from contacts.actions.refused import Refused, TokenSpent
from contacts.formats import clock
from contacts.formats.form_places import of_what
from contacts.models import Amendment, Contact, Draft, Person, User

MANY = 2**30
ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))"


@dataclass(frozen=True)
class Known:
    """What a page knows of the draft in its box."""

    version: int | None = None  # the last it was told of; none, where it was told of none
    page: uuid.UUID | None = None  # drawn when a page is opened, so that no two tabs have the same

    def of(self, draft: Draft) -> bool:
        """Nobody else has changed it since."""
        return draft.version == self.version or self.kept(draft)

    def kept(self, draft: Draft) -> bool:
        """It was this page that kept it last."""
        return self.page is not None and draft.page == self.page


@dataclass(frozen=True)
class Sent:
    """What a page sends to be kept."""

    token: uuid.UUID
    notes: str
    fields: dict[str, Any] = field(default_factory=dict)
    place: str = ""  # of which form, where it is not a new contact's
    known: Known = Known()
    turn: int = 0  # how often the page had sent words by then
    leaving: bool = False  # its last: it may not be there any more to be told anything


@dataclass(frozen=True)
class Kept:
    """What there is now; `beside` is the draft that another page has changed meanwhile."""

    token: uuid.UUID
    draft: Draft | None
    beside: Draft | None = None

    @property
    def version(self) -> int:
        return self.draft.version if self.draft else 0


class BegunAboutSomebodyElse(Refused):
    """The form belongs to another person than the one it was sent about."""

    def __init__(self) -> None:
        super().__init__(
            "This form was begun about somebody else. Check whose page this is, then save."
        )


@transaction.atomic
def keep_draft(*, person: Person, user: User, sent: Sent) -> Kept:
    """Keep what stands in a box; what is empty is no draft, and takes the one there was away.

    Of two pages that have the same form, the one that did not know of the other's words gets a
    draft of its own: no words are put in the place of others. A page's own words that come late,
    or again, change nothing. Raises TokenSpent where the form has saved other words already, unless
    the page is being left, and BegunAboutSomebodyElse; nothing is then kept.
    """
    draft = of_this_form(person, user, sent.token)
    sent = replace(sent, fields=said_otherwise(person, sent.place, sent.fields))
    if spent := _spent(user, sent.token):
        if sent.notes in ("", spent.notes):
            return Kept(sent.token, None)
        if not sent.leaving:
            raise TokenSpent(spent)
        return keep_draft(person=person, user=user, sent=_apart(sent))
    if draft is None:
        return _begin(person, user, sent)
    if (draft.notes, draft.fields) == (sent.notes, sent.fields) or _is_late(draft, sent):
        return Kept(sent.token, draft)
    if sent.known.of(draft):
        return _go_on(draft, sent)
    return replace(keep_draft(person=person, user=user, sent=_apart(sent)), beside=draft)


def of_this_form(person: Person, user: User, token: uuid.UUID) -> Draft | None:
    """What is kept of this form, which nobody else saves or keeps until the transaction ends.

    Else words kept while they are being saved would be there as a draft afterwards. Raises
    BegunAboutSomebodyElse where what is kept is about another person.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [str(token), user.pk])
    kept = {one.person_id: one for one in Draft.objects.filter(user=user, token=token)}
    if kept and person.pk not in kept:
        raise BegunAboutSomebodyElse
    return kept.get(person.pk)


def said_otherwise(person: Person, place: str, fields: dict[str, Any]) -> dict[str, Any]:
    """What a form keeps beside its words: of an entry's, only what it says otherwise.

    What somebody else puts right meanwhile is not put back by a draft that never changed it.
    """
    what, pk = of_what(place)
    if what != "contact" or not fields:
        return fields
    entry = person.contacts.filter(pk=pk)
    stands = entry.values_list("kind", "minutes", "outcome").first() or ("", "", "")
    shown = [str(value or "") for value in stands]
    as_shown = dict(zip(("kind", "minutes", "outcome"), shown, strict=True))
    return {name: it for name, it in fields.items() if as_shown.get(name, "") != it}


def own_token(token: uuid.UUID, page: uuid.UUID | None) -> uuid.UUID:
    """By which one of the pages that have the same form goes on alone.

    The same each time, so that an answer that was lost on the way makes no second draft.
    """
    return uuid.uuid5(token, str(page))


def _apart(sent: Sent) -> Sent:
    return replace(sent, token=own_token(sent.token, sent.known.page))


def settle(draft: Draft | None, *, notes: str, known: Known | None) -> None:
    """The draft goes with what was just saved of its form, whose page knew so much of it.

    What another page has put into it meanwhile is nobody's entry yet: it stays, by itself.
    Without `known` there is no other page: whoever saved knows of no drafts.
    """
    if draft is None:
        return
    if known is None or known.of(draft) or draft.notes == notes:
        draft.delete()
        return
    draft.token = own_token(draft.token, draft.page)
    draft.save(update_fields=["token"])


def _spent(user: User, token: uuid.UUID) -> Contact | Amendment | None:
    by_this = {"author": user, "token": token}
    return Contact.objects.filter(**by_this).first() or Amendment.objects.filter(**by_this).first()


def _is_late(draft: Draft, sent: Sent) -> bool:
    """A page that is left sends its words at once, and may overtake those it sent before."""
    return sent.known.kept(draft) and sent.turn <= draft.turn


def _begin(person: Person, user: User, sent: Sent) -> Kept:
    if not sent.notes:
        return Kept(sent.token, None)
    # Not from 1: a page that knew one since taken away would take this for it.
    first = secrets.randbelow(MANY)
    return _go_on(Draft(user=user, person=person, token=sent.token, version=first), sent)


def _go_on(draft: Draft, sent: Sent) -> Kept:
    if not sent.notes:
        draft.delete()
        return Kept(sent.token, None)
    draft.notes, draft.fields, draft.place = sent.notes, sent.fields, sent.place
    draft.page, draft.turn = sent.known.page, sent.turn
    draft.version, draft.saved_at = draft.version + 1, clock.now()
    draft.save()
    return Kept(sent.token, draft)
