"""Somebody is away and a colleague covers, or is back."""

from django.db import transaction

from contacts import audit
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.formats.spells import Spell
from contacts.models import Act, Cover, User


@transaction.atomic
def say_away(*, practitioner: User, spell: Spell, covered_by: User | None, by: User) -> Cover:
    """Keep that a practitioner is away, and who answers for their people on those days.

    Said twice it is said once. Raises Refused where they are away on some of those days already,
    or would cover for themselves.
    """
    User.objects.select_for_update(no_key=True).get(pk=practitioner.pk)
    if covered_by == practitioner:
        raise Refused("Choose somebody else to cover.", field="covered_by")
    that_day = Cover.objects.that_stand().filter(practitioner=practitioner)
    other = that_day.filter(since__lt=spell.until, until__gt=spell.since).first()
    if other is None:
        known = {"said_by": by, "said_at": clock.now(), **spell._asdict()}
        cover = Cover.objects.create(practitioner=practitioner, covered_by=covered_by, **known)
        _record(Act.SAY_AWAY, cover, by)
        return cover
    if (other.since, other.until, other.covered_by) != (*spell, covered_by):
        raise Refused(
            f"{practitioner.name} is away on some of those days already: see below.", field="first"
        )
    return other


@transaction.atomic
def be_back(*, cover: Cover, by: User) -> None:
    """They are away no more, from this moment on; said twice it is said once."""
    cover = Cover.objects.select_for_update(no_key=True).get(pk=cover.pk)
    if cover.taken_back_at is None:
        cover.taken_back_at = clock.now()
        cover.save(update_fields=["taken_back_at"])
        _record(Act.BE_BACK, cover, by)


def _record(act: Act, cover: Cover, by: User) -> None:
    covers = cover.covered_by_id and f"user {cover.covered_by_id}"
    detail = {"since": str(cover.since), "until": str(cover.until), "covered_by": covers}
    audit.record(act, user=by, object=f"user {cover.practitioner_id}", detail=detail)
