from django.db import models


class PersonJoin(models.Model):
    """Two person records found to be one person: what was whose, so that parting is exact."""

    kept = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="joins")
    joined = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="joined_into")
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    parted_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    what_was_whose = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["joined"], condition=models.Q(parted_at=None), name="person_joined_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("joined")), name="person_join_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"Join {self.pk}"
