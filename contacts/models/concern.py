from django.db import models
from django.db.models import Q

from contacts.models.follow_up import ENTRY_IS_READ


class ConcernQuerySet(models.QuerySet["Concern"]):
    def on_pages(self) -> "ConcernQuerySet":
        """Those that somebody meant, of no entry or of one that can be read."""
        return self.filter(Q(contact=None) | ENTRY_IS_READ, taken_back_at=None)

    def still_open(self) -> "ConcernQuerySet":
        return self.on_pages().filter(closed_at=None)


class Concern(models.Model):
    """Something feels off: open until somebody writes what became of it.

    No level, category or due date. `words` are as written in the entry, empty where somebody
    cannot say why yet. Raised by a press alone it has no entry until one says what became of it;
    what is raised in an entry is answered by later words of that entry.
    """

    person = models.ForeignKey(
        "Person", on_delete=models.PROTECT, related_name="concerns", db_index=False
    )
    contact = models.ForeignKey(
        "Contact", null=True, on_delete=models.PROTECT, related_name="concerns"
    )
    words = models.TextField(blank=True)
    raised_by = models.ForeignKey(
        "User", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    raised_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    what_became_of_it = models.OneToOneField(
        "Amendment", null=True, on_delete=models.PROTECT, related_name="answers"
    )
    taken_back_at = models.DateTimeField(null=True)  # by whoever raised it: a slip of the hand

    objects = ConcernQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["person"],
                condition=Q(closed_at=None, taken_back_at=None),
                name="concern_open",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["contact"], condition=Q(taken_back_at=None), name="concern_of_an_entry"
            ),
            models.CheckConstraint(
                condition=Q(words="") | Q(contact__isnull=False),
                name="concern_with_words_is_of_an_entry",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, what_became_of_it=None)
                | Q(
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    contact__isnull=False,
                    taken_back_at=None,
                ),
                name="concern_closed_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"Concern {self.pk}"
