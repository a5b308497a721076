from django.db import models


class Draft(models.Model):
    """Words somebody has begun and not yet saved: theirs alone, and gone once saved."""

    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="+")
    # Of which form: empty for a new contact's, else its address below the person's page.
    place = models.TextField(blank=True, default="")
    token = models.UUIDField()
    notes = models.TextField(blank=True)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    page = models.UUIDField(null=True)  # the open page that kept it last, each tab one of its own
    turn = models.PositiveIntegerField(default=0)  # and how often that page had sent words by then
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "person", "token"], name="draft_of_one_form")
        ]

    def __str__(self) -> str:
        return f"Draft {self.pk}"
