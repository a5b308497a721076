import datetime as dt

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

HANDED_ON_FOR = dt.timedelta(days=28)


class Days(Func):
    """The days from one date up to, not including, another; without end where there is none."""

    function = "daterange"
    output_field = DateRangeField()


class SpellQuerySet(models.QuerySet):
    def on(self, day: dt.date) -> "SpellQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def from_day(self, day: dt.date) -> "SpellQuerySet":
        """Those that go on that day, and those to come; one without a day is neither."""
        return self.filter(Q(until=None) | Q(until__gt=day) & Q(until__gt=F("since")))

    def handed_on(self, day: dt.date) -> "SpellQuerySet":
        """Ended within the last 28 days: whoever handed a person on can still answer for them."""
        return self.filter(until__lte=day, until__gt=day - HANDED_ON_FOR)


class Allocation(models.Model):
    """Who holds a person, from when, to when (not including that day), and why."""

    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="allocations")
    practitioner = models.ForeignKey("User", on_delete=models.PROTECT, related_name="allocations")
    since = models.DateField()
    until = models.DateField(null=True)
    reason = models.TextField(blank=True)

    objects = SpellQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="allocation_ends_after"
            ),
            ExclusionConstraint(
                name="allocation_one_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} with {self.practitioner_id} since {self.since}"


class Alongside(models.Model):
    """A co-worker or trainee who works with a person beside whoever holds them."""

    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="alongside")
    user = models.ForeignKey("User", on_delete=models.PROTECT, related_name="alongside")
    since = models.DateField()
    until = models.DateField(null=True)

    objects = SpellQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="alongside_ends_after"
            ),
            ExclusionConstraint(
                name="alongside_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("user", RangeOperators.EQUAL),
                    (Days("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} alongside {self.person_id}"
