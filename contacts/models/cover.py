import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from contacts.models.access import Role
from contacts.models.allocation import Allocation, Days
from contacts.models.team import PDU

if TYPE_CHECKING:
    from contacts.models.user import User


class CoverQuerySet(models.QuerySet["Cover"]):
    def that_stand(self) -> "CoverQuerySet":
        return self.filter(taken_back_at=None)

    def told_by(self, user: "User") -> "CoverQuerySet":
        """Those that are this user's to say: their own; an SPO's, of whom their team serves."""
        own = Q(practitioner=user)
        if user.role == Role.SPO:
            own |= Q(practitioner__team__pdu__in=PDU.objects.served_by(user.team_id))
        return self.that_stand().filter(own)

    def in_force(self, day: dt.date) -> "CoverQuerySet":
        """Of those who are away on that day; who is back is not."""
        return self.that_stand().filter(since__lte=day, until__gt=day)

    def held(self, day: dt.date) -> models.QuerySet:
        """By their ids, those whom these practitioners hold on that day."""
        held = Allocation.objects.filter(practitioner__in=self.values("practitioner"))
        return held.on(day).values("person")


class Cover(models.Model):
    """A practitioner is away for some days, and somebody answers for their people meanwhile.

    Whoever covers may do what the practitioner may, to whomever the practitioner holds. Nobody
    covers where that is not known yet.
    """

    practitioner = models.ForeignKey("User", on_delete=models.PROTECT, related_name="aways")
    covered_by = models.ForeignKey(
        "User", null=True, on_delete=models.PROTECT, related_name="covers"
    )
    since = models.DateField()
    until = models.DateField()  # the day they are back
    said_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+", db_index=False)
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = CoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="cover_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(covered_by=None) | ~Q(covered_by=F("practitioner")),
                name="cover_by_somebody_else",
            ),
            ExclusionConstraint(
                name="cover_one_at_a_time",
                expressions=[
                    ("practitioner", RangeOperators.EQUAL),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(taken_back_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} away since {self.since}"

    @property
    def last_day(self) -> dt.date:
        """The last day away."""
        return self.until - dt.timedelta(days=1)
