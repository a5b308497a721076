from django.db import models
from django.db.models import Q

from contacts.models.contact import State

# Stubs hold nothing but their place, and what came with a file goes with it.
ENTRY_IS_READ = Q(contact__state__in=[State.SHOWN, State.JOINED])


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def on_pages(self) -> "FollowUpQuerySet":
        """Those that somebody meant, of entries that can be read."""
        return self.filter(ENTRY_IS_READ).exclude(state=FollowUp.State.TAKEN_BACK)

    def still_open(self) -> "FollowUpQuerySet":
        return self.filter(ENTRY_IS_READ, state=FollowUp.State.OPEN)


class FollowUp(models.Model):
    """Who will do what, as it was written in an entry: open until it is done.

    It belongs to the person, and so to whoever holds them next. What was asked of somebody else is
    open until their reply is written: in words that say so, or in a reply of its own.
    """

    class Who(models.TextChoices):
        PRACTITIONER = "practitioner", "Whoever wrote it"
        PERSON = "person", "The person"
        OTHER = "other", "Somebody else, who was asked"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Done"
        TAKEN_BACK = "taken_back", "Not meant"

    person = models.ForeignKey(
        "Person", on_delete=models.PROTECT, related_name="follow_ups", db_index=False
    )
    contact = models.ForeignKey("Contact", on_delete=models.PROTECT, related_name="follow_ups")
    author = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+", db_index=False)
    who = models.TextField(choices=Who)
    named = models.TextField(blank=True)  # who was asked: "police"
    words = models.TextField()
    promised_at = models.DateTimeField()
    state = models.TextField(choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        "User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # The later entry whose words say that it is done; or the reply that somebody wrote.
    closed_in = models.ForeignKey(
        "Contact", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    reply = models.OneToOneField(
        "Amendment", null=True, on_delete=models.PROTECT, related_name="replies_to"
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person"], condition=Q(state="open"), name="follow_up_open")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(who="other") ^ Q(named=""), name="follow_up_names_who_was_asked"
            ),
            models.CheckConstraint(
                condition=Q(who__in=["practitioner", "person", "other"]), name="follow_up_who"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="follow_up_says_what"),
            models.CheckConstraint(
                condition=Q(
                    state="open", closed_at=None, closed_by=None, closed_in=None, reply=None
                )
                | Q(
                    state__in=["done", "taken_back"],
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                ),
                name="follow_up_open_or_closed",
            ),
            models.CheckConstraint(
                condition=~Q(who="other", state="done", closed_in=None, reply=None),
                name="follow_up_awaited_until_a_reply",
            ),
        ]

    def __str__(self) -> str:
        return f"Follow-up {self.pk}"

    @property
    def is_awaited(self) -> bool:
        """Somebody else was asked, and it stays open until their reply is written."""
        return self.who == self.Who.OTHER

    @property
    def in_full(self) -> str:
        """Whoever was asked says what it is about as well as what they were asked."""
        return f"{self.named} {self.words}"
