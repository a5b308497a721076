from django.db import models
from django.db.models import Q


class Alias(models.Model):
    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="aliases")
    first_name = models.TextField(blank=True)
    last_name = models.TextField()

    def __str__(self) -> str:
        return f"Alias {self.pk}"


class PersonFactQuerySet(models.QuerySet["PersonFact"]):
    def kept(self) -> "PersonFactQuerySet":
        """All but those of a file that was taken back, and of two records as one, now parted."""
        return self.filter(Q(batch=None) | Q(batch__undone_at=None), lapsed=False)

    def newest_of_each(self) -> "PersonFactQuerySet":
        """The newest of each fact about each person; an empty value says it no longer holds."""
        newest_first = self.kept().order_by("person", "what", "-as_at", "-id")
        return newest_first.distinct("person", "what")


class PersonFact(models.Model):
    """One thing a source says about a person, as of a date. Rows are added, never changed."""

    class What(models.TextChoices):
        PHONE = "phone", "Phone"
        ADDRESS = "address", "Address"
        ORDER = "order", "Order or licence"
        CONDITIONS = "conditions", "Conditions"
        ROSH = "rosh", "RoSH"
        ROSH_TO_WHOM = "rosh_to_whom", "RoSH to whom"
        MAPPA = "mappa", "MAPPA"
        TIER = "tier", "Tier"
        SAFETY_ALERT = "safety_alert", "Safety alert"

    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="facts")
    what = models.TextField(choices=What)
    value = models.TextField(blank=True)
    starts = models.DateField(null=True)  # of an order or licence
    ends = models.DateField(null=True)
    source = models.ForeignKey("Source", on_delete=models.PROTECT, related_name="+")
    as_at = models.DateField()
    batch = models.ForeignKey(
        "ImportBatch", null=True, on_delete=models.PROTECT, related_name="facts"
    )
    # Said of two records while they were one, and of neither since they were parted.
    lapsed = models.BooleanField(default=False, db_default=False)

    objects = PersonFactQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "what", "-as_at", "-id"], name="fact_latest")]

    def __str__(self) -> str:
        return f"{self.what} of {self.person_id}"
