from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q


class EventPairQuerySet(models.QuerySet["EventPair"]):
    def open(self) -> "EventPairQuerySet":
        """What nobody has answered yet."""
        return self.filter(answer=EventPair.Answer.PROPOSED)

    def between(self, some: Iterable[int], others: Iterable[int]) -> "EventPairQuerySet":
        """Of one contact of these and one of those, by their ids."""
        some, others = list(some), list(others)
        return self.filter(Q(one__in=some, other__in=others) | Q(one__in=others, other__in=some))


class EventPair(models.Model):
    """Two contacts that may be of one event: asked of whoever knows the person, or answered so.

    What nobody has answered is made and taken away as records come and go. An answer stays, and
    beats every rule of `formats.same_event`.
    """

    class Answer(models.TextChoices):
        PROPOSED = "", "Nobody has said"
        SAME = "same", "The same event"
        TWO = "two", "Two events"

    one = models.ForeignKey("Contact", on_delete=models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey("Contact", on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(choices=Answer, blank=True)
    decided_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    press = models.UUIDField(null=True)  # all the pairs that one press answered have the same

    objects = EventPairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="event_pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="event_pair_of_two"),
            models.CheckConstraint(
                condition=Q(answer__in=["", "same", "two"]), name="event_pair_answer"
            ),
            models.CheckConstraint(
                condition=Q(answer="", decided_at=None)
                | (~Q(answer="") & Q(decided_at__isnull=False)),
                name="event_pair_decided_when_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"Pair {self.pk}"
