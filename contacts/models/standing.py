import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q


class StandingQuerySet(models.QuerySet["Standing"]):
    def said(self) -> "StandingQuerySet":
        """All but those of a file that was taken back, and of two records as one, now parted."""
        return self.filter(Q(batch=None) | Q(batch__undone_at=None), lapsed=False)

    def kept(self) -> "StandingQuerySet":
        """All that was said, but for what was put right since.

        Of one spell, which begins on one day, the last word stands: when it ends, and where.
        """
        later = Standing.objects.said().filter(
            person=OuterRef("person"),
            what=OuterRef("what"),
            since=OuterRef("since"),
            pk__gt=OuterRef("pk"),
        )
        return self.said().filter(~Exists(later))

    def in_force(self, day: dt.date) -> "StandingQuerySet":
        """Those that have begun and not ended; of each person the first is the current one."""
        begun = self.kept().filter(Q(until=None) | Q(until__gt=day), since__lte=day)
        return begun.order_by("-since", "-id")


class Standing(models.Model):
    """Where a person stands, from when, to when. None in force means in the community."""

    class What(models.TextChoices):
        COMMUNITY = "community", "In the community"
        CUSTODY = "custody", "In custody"
        HOSPITAL = "hospital", "In hospital"
        SUSPENDED = "suspended", "Contact suspended"
        RECALLED = "recalled", "Recalled"
        ENDED = "ended", "Supervision ended"

    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="standings")
    what = models.TextField(choices=What)
    place = models.TextField(blank=True)
    reason = models.TextField(blank=True)  # of a suspension: Reset or Impact, and why
    since = models.DateField()
    until = models.DateField(null=True)  # in custody: the day of release
    expected_release = models.DateField(null=True)
    source = models.ForeignKey("Source", null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(
        "Contact", null=True, on_delete=models.PROTECT, related_name="standings"
    )
    batch = models.ForeignKey(
        "ImportBatch", null=True, on_delete=models.PROTECT, related_name="standings"
    )
    # Said of two records while they were one, and of neither since they were parted.
    lapsed = models.BooleanField(default=False, db_default=False)

    objects = StandingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-since", "-id"], name="standing_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    what__in=["community", "custody", "hospital", "suspended", "recalled", "ended"]
                ),
                name="standing_what",
            ),
            models.CheckConstraint(
                condition=Q(source=None, contact__isnull=False)
                | Q(source__isnull=False, contact=None),
                name="standing_from_a_source_or_a_contact",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.person_id}"
