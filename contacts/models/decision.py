from django.db import models
from django.db.models import Exists, OuterRef, Q

from contacts.models.contact import State


class DecisionQuerySet(models.QuerySet["Decision"]):
    def that_stand(self) -> "DecisionQuerySet":
        return self.filter(taken_back_at=None)

    def are_at(self) -> Q:
        """True of the entries marked so, or shown with a record that is."""
        joined = self.filter(contact__lead=OuterRef("pk"), contact__state=State.JOINED)
        return Q(Exists(self.filter(contact=OuterRef("pk")))) | Q(Exists(joined))


class Decision(models.Model):
    """An entry is marked as a decision: who marked it, and who took the mark away again."""

    contact = models.ForeignKey(
        "Contact", on_delete=models.PROTECT, related_name="decisions", db_index=False
    )
    marked_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    marked_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        "User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact"], condition=Q(taken_back_at=None), name="decision_marked_once"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="decision_taken_back_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.pk}"
