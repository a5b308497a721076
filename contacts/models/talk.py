from django.db import models
from django.db.models import Q

from contacts.models.follow_up import ENTRY_IS_READ


class TalkQuerySet(models.QuerySet["Talk"]):
    def on_pages(self) -> "TalkQuerySet":
        """Those that somebody meant, of no entry or of one that can be read."""
        return self.filter(Q(contact=None) | ENTRY_IS_READ, taken_back_at=None)

    def still_open(self) -> "TalkQuerySet":
        return self.on_pages().filter(closed_at=None)


class Talk(models.Model):
    """Somebody asks their SPO for a talk about a person, or about one entry.

    An SPO closes it with a press, or with words: later words of the entry it was asked at, else an
    entry of their own.
    """

    person = models.ForeignKey(
        "Person", on_delete=models.PROTECT, related_name="talks", db_index=False
    )
    contact = models.ForeignKey(
        "Contact", null=True, on_delete=models.PROTECT, related_name="talks"
    )
    asked_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    what_was_said = models.OneToOneField(
        "Amendment", null=True, on_delete=models.PROTECT, related_name="talks_had"
    )
    taken_back_at = models.DateTimeField(null=True)  # by whoever asked

    objects = TalkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(closed_at=None, taken_back_at=None),
                name="talk_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, what_was_said=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False, taken_back_at=None),
                name="talk_closed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"Talk {self.pk}"
