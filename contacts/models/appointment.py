import datetime as dt

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import TruncDate

from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.models.contact import Contact, Kind, Seen, State, on_days

BY_FAR = [Kind.PHONE, Kind.VIDEO, Kind.MESSAGE]
LONGEST_DAY = dt.timedelta(hours=25)  # on which clocks go back
DAY = TruncDate("at", tzinfo=clock.LONDON)
EARLY, LATE = dt.timedelta(minutes=30), dt.timedelta(minutes=60)


def _written() -> Exists:
    """Whether an entry of its day says what became of it; the day is that of `DAY`.

    It is of the person, by anybody and from anywhere, shown, of the same day in London, and tells
    of a meeting or of a failed one; typed here it may leave that open, since somebody wrote about
    that day. What a system says of a day without an outcome says nothing, nor does a call or what
    is about somebody else, unless a call was planned. An entry is of one appointment: of a day
    with two, that which was kept by it is not the other's.
    """
    theirs = Contact.objects.filter(
        person=OuterRef("person"),
        state=State.SHOWN,
        occurred_at__gt=OuterRef("at") - LONGEST_DAY,
        occurred_at__lt=OuterRef("at") + LONGEST_DAY,
    )
    of_its_day = theirs.alias(
        day=TruncDate("occurred_at", tzinfo=clock.LONDON),
        planned=ExpressionWrapper(OuterRef("kind"), models.TextField()),
    ).filter(day=OuterRef("day"))
    kept_another = Appointment.objects.filter(kept_by=OuterRef("pk"))
    seen = Q(seen__in=[Seen.MET, Seen.NOT_MET])
    typed = Q(seen=Seen.NOT_KNOWN, author__isnull=False)
    by_far = Q(seen=Seen.REMOTE, planned__in=BY_FAR)
    return Exists(of_its_day.filter(seen | typed | by_far, ~Exists(kept_another)))


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Of these only what is still planned: not moved, cancelled, kept or undone."""

    def ahead(self, now: dt.datetime) -> "AppointmentQuerySet":
        """From this moment on; what has a day alone until that day is over."""
        today = clock.begins(clock.london_day(now))
        planned = self.filter(state=Appointment.State.PLANNED, at__gte=today)
        return planned.exclude(at__lt=now, time_known=True)

    def passed(self, now: dt.datetime) -> "AppointmentQuerySet":
        """The rest: nothing was recorded of them."""
        today = clock.begins(clock.london_day(now))
        planned = self.filter(state=Appointment.State.PLANNED, at__lt=now)
        return planned.exclude(at__gte=today, time_known=False)

    def passed_unwritten(
        self, now: dt.datetime, since: dt.date | None = None
    ) -> "AppointmentQuerySet":
        """What has passed, since a day, and no entry says what became of it: see `_written`."""
        found = self.passed(now).alias(day=DAY).filter(~_written())
        return found.filter(at__gte=clock.begins(since)) if since else found

    def told_if_written(self) -> "AppointmentQuerySet":
        """Each with `written`: an entry of its day says what became of it."""
        return self.alias(day=DAY).annotate(written=_written())

    def on_pages(self) -> "AppointmentQuerySet":
        """All but what came with an import since undone."""
        return self.exclude(state=Appointment.State.UNDONE)

    def of_the_day(self, at: dt.datetime) -> "AppointmentQuerySet":
        """Those still planned for the day in London of a moment."""
        day = clock.london_day(at)
        return self.filter(state=Appointment.State.PLANNED).within(Period(day, day))

    def within(self, period: Period) -> "AppointmentQuerySet":
        return self.filter(on_days(period, "at"))


class Appointment(models.Model):
    """Something planned. It never becomes a contact by itself."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        MOVED = "moved", "Moved"
        CANCELLED = "cancelled", "Cancelled"
        KEPT = "kept", "Kept"
        UNDONE = "undone", "Its import was undone"

    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="appointments")
    at = models.DateTimeField()
    time_known = models.BooleanField(default=True)
    kind = models.TextField(choices=Kind, blank=True)
    heading = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    sensitive = models.BooleanField(default=False)
    author = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    author_name = models.TextField(blank=True)
    source_record = models.OneToOneField(
        "SourceRecord", null=True, on_delete=models.PROTECT, related_name="appointment"
    )
    read_in = models.ForeignKey(
        "Contact", null=True, on_delete=models.PROTECT, related_name="appointments_read"
    )
    # In whose place it is planned, where somebody moved that one here.
    moved_from = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="moved_to"
    )
    state = models.TextField(choices=State, default=State.PLANNED)
    kept_by = models.ForeignKey(
        "Contact", null=True, on_delete=models.PROTECT, related_name="appointments_kept"
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-at", "-id"], name="appointment_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(author=None) ^ Q(author_name=""), name="appointment_one_author"
            ),
            models.CheckConstraint(
                condition=Q(source_record__isnull=False, read_in=None, moved_from=None)
                | Q(source_record=None, read_in__isnull=False, moved_from=None)
                | Q(source_record=None, read_in=None, moved_from__isnull=False),
                name="appointment_from_a_record_or_a_contact",
            ),
            models.CheckConstraint(
                condition=~Q(moved_from=F("id")), name="appointment_moved_from_another"
            ),
        ]

    def __str__(self) -> str:
        return f"Appointment {self.pk}"

    def is_told_by(self, contact: Contact) -> bool:
        """Whether an entry says what came of it: of its time, and not of something else.

        Of its time is half an hour before it begins to an hour after; of its day, where either is
        known by its day alone. A call is something else, unless one was planned; so is what is
        about somebody else.
        """
        by_far = contact.seen == Seen.REMOTE and self.kind not in BY_FAR
        if by_far or contact.seen == Seen.ABOUT:
            return False
        if self.time_known and contact.time_known:
            return self.at - EARLY <= contact.occurred_at <= self.at + LATE
        return clock.london_day(contact.occurred_at) == clock.london_day(self.at)
