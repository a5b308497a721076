from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from contacts.models.access import SHOWS_NOTES
from contacts.models.amendment import THIS_TRANSACTION
from contacts.models.person_join import PersonJoin

if TYPE_CHECKING:
    from contacts.models.contact import Contact


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def naming(self, person_id: int) -> "AuditEntryQuerySet":
        """The trail of a person, whose own record and those joined to it are one.

        Of a record that was parted again it is what named it, and what named the one it was joined
        to meanwhile: whoever opened that saw both.
        """
        theirs = Q(people__contains=[person_id])
        for join in PersonJoin.objects.filter(Q(kept=person_id) | Q(joined=person_id)):
            if join.joined_id == person_id:
                meanwhile = Q(people__contains=[join.kept_id], at__gte=join.joined_at)
                theirs |= meanwhile & (Q(at__lte=join.parted_at) if join.parted_at else Q())
            elif join.parted_at is None:
                theirs |= Q(people__contains=[join.joined_id])
        return self.filter(theirs)

    def shown_to_others(self, contact: "Contact") -> "AuditEntryQuerySet":
        """Whoever but its author has seen notes about the person since it was recorded."""
        return (
            self.naming(contact.person_id)
            .filter(at__gte=contact.recorded_at, act__in=SHOWS_NOTES)
            .exclude(user_id=contact.author_id)
        )


class AuditEntry(models.Model):
    """Somebody did something, and to whose record. Nobody can change or remove an entry.

    No foreign keys: the trail outlives what it speaks of. The table is partitioned by month on
    `at`; its primary key in the database is (id, at). `chain` and `hash` are null until entries
    are chained.
    """

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    username = models.TextField()
    role = models.TextField(blank=True)
    act = models.TextField()  # one of Act, which grows with every feature
    people = ArrayField(models.BigIntegerField(), default=list)
    object = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    request_id = models.TextField(blank=True)
    address = models.TextField(blank=True)
    transaction = models.BigIntegerField(db_default=THIS_TRANSACTION, editable=False)
    chain = models.BigIntegerField(null=True)
    hash = models.BinaryField(null=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["people"], name="audit_people"),
            models.Index(fields=["user_id", "-at"], name="audit_user"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"
