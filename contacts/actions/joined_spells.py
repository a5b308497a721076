"""Who holds the person of two records that are joined, and who works beside them."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from contacts.formats import clock
from contacts.formats.spells import Spell, left_over, overlap
from contacts.models import Allocation, Alongside, Person, User

Ended = dict[str, list[str | None]]  # by id: when a spell was to end, and when it ended instead


def spells_go_over(kept: Person, joined: Person, holder: User | None) -> dict[str, Any]:
    """As much of the other's spells as fits beside the kept one's; what it takes to undo that.

    Whoever is not the holder, where one is named, holds them until today.
    """
    ended = _end(kept, holder) if holder else {}
    held = _take(kept, joined.allocations.all(), kept.allocations.all())
    beside: dict[str, str] = {}
    for spell in joined.alongside.order_by("user", "since", "pk"):
        ours = kept.alongside.filter(user=spell.user_id)
        beside |= _take(kept, joined.alongside.filter(pk=spell.pk), ours)
    return {"ended": ended, "held": held, "beside": beside}


def spells_go_back(was: dict[str, Any], joined: Person) -> Ended:
    """Every spell is whose it was, and as it was; of what has ended since, the end stands.

    Gives back those that can go on only once another record is parted, too, whose holder holds
    them still.
    """
    for pk, since in was["held"].items():
        Allocation.objects.filter(pk=pk).update(person=joined, since=dt.date.fromisoformat(since))
    for pk, since in was["beside"].items():
        Alongside.objects.filter(pk=pk).update(person=joined, since=dt.date.fromisoformat(since))
    return {pk: ends for pk, ends in was["ended"].items() if not _hold_on(pk, *ends)}


def ends_alone(spell: Allocation, ended: Ended) -> dt.date | None:
    """When a spell ends, had nobody been named who holds both."""
    before, now = ended.get(str(spell.pk), [None, ""])
    return _read(before) if _written(spell.until) == now else spell.until


def spells_as_said(said: list[list]) -> list[list]:
    """Whoever a file said holds one of two, while somebody else did, holds them from that day.

    Somebody who was made to hold them since goes on to, and nobody who left begins. Gives back
    those that can begin only once another record is parted, too.
    """
    not_yet = []
    for person, practitioner, since, reason in said:
        ours = Allocation.objects.filter(person=person)
        left = left_over(Spell(dt.date.fromisoformat(since)), map(_spell, ours))
        if left is None:
            not_yet.append([person, practitioner, since, reason])
        elif User.objects.filter(pk=practitioner, is_active=True).exists():
            held = {"practitioner_id": practitioner, "since": left.since, "reason": reason}
            Allocation.objects.create(person_id=person, **held)
    return not_yet


def _end(kept: Person, holder: User) -> Ended:
    """Whoever else holds them ends today: of each spell its end before, and now."""
    ended: Ended = {}
    for spell in kept.allocations.from_day(clock.today()):
        if spell.practitioner_id != holder.pk:
            before = _written(spell.until)
            spell.until = max(spell.since, clock.today())
            spell.save(update_fields=["until"])
            ended[str(spell.pk)] = [before, _written(spell.until)]
    return ended


def _take(kept: Person, theirs: QuerySet, ours: QuerySet) -> dict[str, str]:
    """As much of their spells as fits beside ours: of each the day it began."""
    taken = {}
    for spell in theirs.order_by("since", "pk"):
        left = left_over(_spell(spell), map(_spell, ours.all()))
        if left:
            taken[str(spell.pk)] = spell.since.isoformat()
            spell.person, spell.since = kept, left.since
            spell.save(update_fields=["person", "since"])
    return taken


def _hold_on(pk: str, before: str | None, now: str) -> bool:
    """Whoever held them goes on to, where nothing was said of it since, unless somebody else does.

    False where it is for somebody else alone that they do not.
    """
    spell = Allocation.objects.get(pk=pk)
    if _written(spell.until) != now:
        return True
    spell.until = _read(before)
    others = Allocation.objects.filter(person=spell.person).exclude(pk=spell.pk)
    if any(overlap(_spell(spell), _spell(other)) for other in others):
        return False
    spell.save(update_fields=["until"])
    return True


def _spell(row: Allocation | Alongside) -> Spell:
    return Spell(row.since, row.until)


def _read(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


def _written(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
