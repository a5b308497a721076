import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q

from contacts.models.follow_up import ENTRY_IS_READ


class StandingQuerySet(models.QuerySet["Standing"]):
    def said(self) -> "StandingQuerySet":
        """All but those of a file or an entry that was taken back, and of two records as one, now
        parted.

        What an entry says counts while the entry can be read.
        """
        of_files, of_entries = Q(batch=None) | Q(batch__undone_at=None), Q(contact=None)
        return self.filter(of_files, of_entries | ENTRY_IS_READ, lapsed=False, taken_back_at=None)

    def of_files(self) -> "StandingQuerySet":
        """What files say, whatever was read in entries: it is no news to them, nor theirs to it."""
        return self.said().filter(contact=None)

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

    def begun(self, day: dt.date) -> "StandingQuerySet":
        """Those that have begun, the latest first."""
        return self.kept().filter(since__lte=day).order_by("-since", "-id")

    def in_force(self, day: dt.date) -> "StandingQuerySet":
        """Those that have begun and not ended; of each person the first is the current one."""
        return self.begun(day).filter(Q(until=None) | Q(until__gt=day))


class Standing(models.Model):
    """Where a person stands, from when, to when. None in force means in the community.

    As a file says, or as was read in an entry and somebody let stand.
    """

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
    # Read in an entry, and not meant.
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        "User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

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
            models.UniqueConstraint(
                fields=["contact"],
                condition=Q(taken_back_at=None, contact__isnull=False),
                name="standing_of_an_entry_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(
                    contact__isnull=False, taken_back_at__isnull=False, taken_back_by__isnull=False
                ),
                name="standing_taken_back_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.person_id}"
