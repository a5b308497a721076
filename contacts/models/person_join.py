from django.db import models
from django.db.models import F, Q


class PersonJoinQuerySet(models.QuerySet["PersonJoin"]):
    def in_force(self) -> "PersonJoinQuerySet":
        return self.filter(parted_at=None)


class PersonJoin(models.Model):
    """Two person records found to be one person: what was whose, so that parting is exact."""

    kept = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="joins")
    joined = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="joins_into")
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    parted_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    # The ids of what is the other's, by model, and what else parting has to know of them.
    what_was_whose = models.JSONField(default=dict)

    objects = PersonJoinQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["joined"], condition=Q(parted_at=None), name="person_joined_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("joined")), name="person_join_of_two"),
        ]

    def __str__(self) -> str:
        return f"Join {self.pk}"
