"""By which ways somebody gets to a person: who holds them, covers, works alongside, or serves."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q

from contacts.models.access import Reach
from contacts.models.allocation import Allocation, Alongside
from contacts.models.cover import Cover
from contacts.models.team import PDU, Team


def ways_in(user: int, team: int | None, reach: Reach, today: dt.date) -> Q | None:
    """What makes a person one whom a reach admits, user and team given by their ids; None: nobody.

    Each branch is an EXISTS: a join would show a person once for every way in.
    """
    if reach is Reach.NONE:
        return None
    if reach is Reach.ALL:
        return Q()
    held = Allocation.objects.filter(person=OuterRef("pk"), practitioner=user)
    beside = Alongside.objects.filter(person=OuterRef("pk"), user=user)
    away = Cover.objects.in_force(today).filter(covered_by=user).values("practitioner")
    covered = Allocation.objects.filter(person=OuterRef("pk"), practitioner__in=away).on(today)
    way_in = Q(Exists(held.on(today))) | Q(Exists(beside.on(today))) | Q(Exists(covered))
    if reach >= Reach.SERVED:
        served = PDU.objects.served_by(team)
        way_in |= Q(Exists(Team.objects.filter(pk=OuterRef("team"), pdu__in=served)))
    if reach >= Reach.OPEN:
        way_in |= Q(Exists(held.handed_on(today)))
    return way_in
