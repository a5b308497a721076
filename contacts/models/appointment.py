import datetime as dt

from django.db import models
from django.db.models import Q

from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.models.contact import Kind, on_days


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
                condition=Q(source_record=None, read_in__isnull=False)
                | Q(source_record__isnull=False, read_in=None),
                name="appointment_from_a_record_or_a_contact",
            ),
        ]

    def __str__(self) -> str:
        return f"Appointment {self.pk}"
