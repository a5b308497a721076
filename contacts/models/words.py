from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Words(models.Model):
    """What search reads: one row per piece of text, made by the database as the text arrives.

    Derived. A trigger writes person and vector, so that COPY is covered too; `hash`, of the
    canonical text, comes from whoever writes it and may be null. A text too long for one vector
    is cut into several pieces.
    """

    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey("Contact", on_delete=models.PROTECT, related_name="words")
    amendment = models.ForeignKey(
        "Amendment", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    piece = models.PositiveSmallIntegerField()
    vector = SearchVectorField()
    hash = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "hash"], name="words_same")]

    def __str__(self) -> str:
        return f"Words {self.pk}"
