from django.db import models


class CopiedOut(models.Model):
    """What of an entry has been copied to nDelius, so that only a change is offered to be copied.

    Somebody pressed a button, and no more is known: whether they pasted it nobody can tell.
    """

    contact = models.OneToOneField(
        "Contact", on_delete=models.PROTECT, primary_key=True, related_name="copied_out"
    )
    by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    # The last of the later words that was among what was copied; of none, the entry alone was.
    up_to = models.ForeignKey(
        "Amendment", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return f"Contact {self.contact_id}, copied out"
