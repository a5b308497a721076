"""The entries of two records that are joined are put together by event, and apart again."""

from django.db import connection
from django.db.models import F, QuerySet

from contacts.actions.matching import match, to_match
from contacts.models import Contact, EventPair, Person, State

Shown = tuple[str, int | None, str]  # state, lead, seen
Changed = dict[str, list[Shown]]  # by id: how an entry was shown, and is


def events_of_both(kept: Person, came: list[int]) -> Changed:
    """Match what came over with what was there; what that changed of either."""
    before = _shown(kept)
    _match(came)
    after = _shown(kept)
    return {str(pk): [before[pk], one] for pk, one in after.items() if one != before[pk]}


def events_of_each(kept: Person, joined: Person, changed: Changed) -> None:
    """No entry of one is shown with one of the other: each is as it was, then matched again."""
    both = Contact.objects.filter(person__in=[kept, joined])
    ids = set(both.values_list("pk", flat=True))
    now = _shown(kept) | _shown(joined)
    for written, (before, after) in changed.items():
        if now.get(pk := int(written)) == tuple(after):
            state, lead, seen = before
            Contact.objects.filter(pk=pk).update(state=state, lead=lead, seen=seen)
    _part(both)
    EventPair.objects.open().filter(one__in=ids, other__in=ids).exclude(
        one__person=F("other__person")
    ).delete()
    _match(sorted(ids))


def _part(both: "QuerySet[Contact]") -> None:
    """What was joined since to an entry of the other stands by itself, as its own words say."""
    astray = both.filter(state=State.JOINED).exclude(lead__person=F("person"))
    leads = set(astray.values_list("lead", flat=True))
    alone = list(astray.values_list("pk", flat=True))
    astray.update(state=State.SHOWN, lead=None)
    for one in both.filter(pk__in=[*alone, *leads]).select_related("person"):
        one.seen = one.read_seen(one.notes_that_stand)
        one.save(update_fields=["seen"])


def _shown(person: Person) -> dict[int, Shown]:
    rows = person.contacts.values_list("pk", "state", "lead", "seen")
    return {pk: (state, lead, seen) for pk, state, lead, seen in rows}


def _match(ids: list[int]) -> None:
    with connection.cursor() as cursor:
        to_match(cursor, ids)
        match(cursor)
