from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Cast


class CurrentTransaction(Func):
    function = "pg_current_xact_id"
    output_field = models.TextField()


# Through text: PostgreSQL does not turn a transaction's number into a bigint by itself.
THIS_TRANSACTION = Cast(Cast(CurrentTransaction(), models.TextField()), models.BigIntegerField())


class Amendment(models.Model):
    """Later words about a contact; they may put right when, what kind, how long or the outcome.

    `changed` keeps from and to, `{"kind": ["phone", "office"]}`, times as ISO 8601 in UTC. Where
    `replaces` is set its words stand in the entry's place, and the first stay on its own page.
    """

    contact = models.ForeignKey("Contact", on_delete=models.PROTECT, related_name="amendments")
    author = models.ForeignKey(
        "User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    author_name = models.TextField(blank=True)
    written_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    notes = models.TextField(blank=True)
    changed = models.JSONField(default=dict)
    replaces = models.BooleanField(default=False)
    token = models.UUIDField(null=True)
    transaction = models.BigIntegerField(db_default=THIS_TRANSACTION, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["contact"], condition=Q(replaces=True), name="amendment_replacing")
        ]
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="amendment_saved_once"),
            models.CheckConstraint(
                condition=Q(author=None) ^ Q(author_name=""), name="amendment_one_author"
            ),
            models.CheckConstraint(
                condition=~Q(notes="") | ~Q(changed={}), name="amendment_says_something"
            ),
            models.CheckConstraint(
                condition=Q(replaces=False) | ~Q(notes=""), name="amendment_replaces_with_words"
            ),
        ]

    def __str__(self) -> str:
        return f"Amendment {self.pk}"
