from django.db import models
from django.db.models import Q


class WhoIsIt(models.Model):
    """A source calls somebody otherwise than we do: asked once, and its rows wait until answered.

    One for each name and date of birth that the source gives under a number of theirs.
    """

    class Answer(models.TextChoices):
        OPEN = "", "Nobody has said"
        SAME = "same", "The same person"
        OTHER = "other", "Somebody else"

    source = models.ForeignKey("Source", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="+")
    named = models.TextField(blank=True)
    born = models.DateField(null=True)
    answer = models.TextField(choices=Answer, blank=True)
    decided_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "person", "named", "born"],
                nulls_distinct=False,
                name="who_is_it_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "same", "other"]), name="who_is_it_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"Who {self.pk}"
