import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from contacts.formats import clock, met
from contacts.formats.canonical import canonical, fingerprint
from contacts.formats.periods import Period
from contacts.formats.sought import Sought
from contacts.models.audit_entry import AuditEntry
from contacts.models.source import SourceRecord
from contacts.models.words import Words

if TYPE_CHECKING:
    from contacts.models.user import User

REPLACE_WITHIN = dt.timedelta(minutes=15)


class Kind(models.TextChoices):
    OFFICE = "office", "Office"
    HOME_VISIT = "home_visit", "Home visit"
    PHONE = "phone", "Phone"
    VIDEO = "video", "Video"
    MESSAGE = "message", "Message"
    OTHER = "other", "Other"


class Outcome(models.TextChoices):
    """Where somebody was expected. Never set without being shown."""

    ATTENDED = "attended", "Attended"
    NOT_COMPLIED = "attended_not_complied", "Attended, did not comply"
    DID_NOT_ATTEND = "did_not_attend", "Did not attend, reason awaited"
    ACCEPTABLE = "acceptable_absence", "Acceptable absence"
    UNACCEPTABLE = "unacceptable_absence", "Unacceptable absence"
    REARRANGED = "rearranged", "Rearranged"


class State(models.TextChoices):
    SHOWN = "shown", "Shown"
    JOINED = "joined", "Shown with another record of the same event"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MOVED = "moved", "Moved to another person"
    UNDONE = "undone", "Its import was undone"


ON_TIMELINE = [State.SHOWN, State.WITHDRAWN, State.MOVED]


class Seen(models.TextChoices):
    """Whether the person was met, read from kind, outcome and words by formats.met."""

    MET = met.MET, "Met"
    NOT_MET = met.NOT_MET, "Not met"
    NOT_KNOWN = met.NOT_KNOWN, "Not known if seen"
    ABOUT = met.ABOUT, "About the person, not with them"
    REMOTE = met.REMOTE, "Not face to face"


def on_days(period: Period, moment: str) -> Q:
    """Whether the moment of this name is on these days of London, both ends among them."""
    found = Q()
    if period.from_:
        found &= Q((f"{moment}__gte", clock.begins(period.from_)))
    if period.until:
        found &= Q((f"{moment}__lt", clock.begins(period.until + dt.timedelta(days=1))))
    return found


class ContactQuerySet(models.QuerySet["Contact"]):
    def on_timeline(self) -> "ContactQuerySet":
        """The words of the condition must be those of the index, or it is not used."""
        return self.filter(state__in=ON_TIMELINE)

    def met(self) -> "ContactQuerySet":
        """The meetings that lists go by, found by an index of their own."""
        return self.filter(state=State.SHOWN, seen=Seen.MET)

    def in_evidence(self) -> "ContactQuerySet":
        """What has an address of its own: all but what came with an import since undone."""
        return self.exclude(state=State.UNDONE)

    def newest_first(self) -> "ContactQuerySet":
        return self.order_by("-occurred_at", "-id")

    def before(self, occurred_at: dt.datetime, id: int) -> "ContactQuerySet":
        """Older than one given contact. Seeks, so page 900 costs what page 1 does."""
        return self.filter(occurred_at__lte=occurred_at).exclude(
            occurred_at=occurred_at, id__gte=id
        )

    def after(self, occurred_at: dt.datetime, id: int) -> "ContactQuerySet":
        """Newer than one given contact."""
        return self.filter(occurred_at__gte=occurred_at).exclude(
            occurred_at=occurred_at, id__lte=id
        )

    def within(self, period: Period) -> "ContactQuerySet":
        return self.filter(on_days(period, "occurred_at"))

    def written_by(self, name: str) -> "ContactQuerySet":
        """By whoever has each of these words in their name, as users or as a source gave it.

        In any order: a source may write "Okonjo, Pat" of whom everybody else calls Pat Okonjo.
        """
        found = self
        for word in name.replace(",", " ").split() or [name]:
            found = found.filter(
                Q(author__name__unaccent__icontains=word) | Q(author_name__unaccent__icontains=word)
            )
        return found

    def from_source(self, name: str) -> "ContactQuerySet":
        """Brought by a source with this in its name, or joined to a record that one brought."""
        brought = SourceRecord.objects.filter(source__name__icontains=name)
        return self.filter(
            Exists(brought.filter(contact=OuterRef("pk")))
            | Exists(brought.filter(contact__lead=OuterRef("pk")))
        )

    def saying(self, sought: Sought, *, people: Iterable[int]) -> "ContactQuerySet":
        """Entries of these people in which one piece of text has all that is wanted.

        Later words and the other records of the event count as the entry's own. An entry any of
        whose pieces has what is unwanted is left out. Stubs say nothing, so they are not there.
        """
        pieces, ids = Words.objects.that_stand(), list(people)
        found = self.filter(state=State.SHOWN)
        if wanted := sought.wanted_sql():
            found = found.filter(pieces.matching(wanted).are_of(ids))
        if unwanted := sought.unwanted_sql():
            found = found.filter(pieces.matching(unwanted).are_not_of(ids))
        return found


class Contact(models.Model):
    """One thing that happened. The words of whoever wrote it down are never edited: see Amendment.

    Triggers hold what section 4 of the design says of its row: state, lead, seen and hash may
    change; occurred, kind, outcome and minutes only beside an amendment that says what they were;
    person only beside an audit entry that joins or parts two people; nothing is ever deleted.
    """

    person = models.ForeignKey(
        "Person", on_delete=models.PROTECT, related_name="contacts", db_index=False
    )
    author = models.ForeignKey(
        "User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    author_name = models.TextField(blank=True)  # as the source gave it; exactly one of the two
    occurred_at = models.DateTimeField()
    time_known = models.BooleanField(default=True)
    written_at = models.DateTimeField(null=True)  # by its author, as the source says
    recorded_at = models.DateTimeField()  # when this database got it
    kind = models.TextField(choices=Kind, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    outcome = models.TextField(choices=Outcome, blank=True)
    sensitive = models.BooleanField(default=False)
    heading = models.TextField(blank=True)  # what the source called it, word for word
    notes = models.TextField(blank=True)
    token = models.UUIDField(null=True)  # of the form it was typed in
    state = models.TextField(choices=State, default=State.SHOWN)
    lead = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="joined", db_index=False
    )
    # Derived; `manage.py rebuild_seen` reads both again.
    seen = models.TextField(choices=Seen)  # of what leads others what all of them say
    hash = models.BigIntegerField(null=True)  # of the words that stand, to find others like them

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["person", "-occurred_at", "-id"],
                condition=Q(state__in=ON_TIMELINE),
                name="contact_timeline",
            ),
            models.Index(
                fields=["person", "-occurred_at", "-id"],
                condition=Q(state=State.SHOWN, seen=Seen.MET),
                name="contact_last_met",
            ),
            models.Index(fields=["lead"], condition=Q(state=State.JOINED), name="contact_joined"),
            models.Index(
                fields=["person"], condition=Q(state=State.JOINED), name="contact_joined_of_person"
            ),
            models.Index(
                fields=["hash", "person"], condition=~Q(hash=None), name="contact_same_words"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="contact_saved_once"),
            models.CheckConstraint(
                condition=Q(author=None) ^ Q(author_name=""), name="contact_one_author"
            ),
            models.CheckConstraint(
                condition=~Q(notes="") | Q(token=None), name="contact_typed_here_says_something"
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | Q(token=None), name="contact_typed_by_a_user"
            ),
            models.CheckConstraint(
                condition=Q(state=State.JOINED, lead__isnull=False)
                | (~Q(state=State.JOINED) & Q(lead=None)),
                name="contact_joined_has_a_lead",
            ),
            models.CheckConstraint(condition=~Q(lead=F("id")), name="contact_leads_others"),
            models.CheckConstraint(condition=Q(kind__in=["", *Kind.values]), name="contact_kind"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *Outcome.values]), name="contact_outcome"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="contact_state"),
            models.CheckConstraint(condition=Q(seen__in=Seen.values), name="contact_seen"),
        ]

    def __str__(self) -> str:
        return f"Contact {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.seen, self.hash = self.read_seen(self.notes), fingerprint(canonical(self.notes))
        super().save(*args, **kwargs)

    @property
    def notes_that_stand(self) -> str:
        """The notes, or the words their author put in their place within 15 minutes."""
        replacing = [one for one in self.amendments.all() if one.replaces]
        return max(replacing, key=lambda one: one.pk).notes if replacing else self.notes

    def replaceable_by(self, user: "User") -> bool:
        """Its author may replace its words for 15 minutes, while nobody else has opened it."""
        young = clock.now() - self.recorded_at <= REPLACE_WITHIN
        if self.author_id != user.pk or self.state != State.SHOWN or not young:
            return False
        return not AuditEntry.objects.shown_to_others(self).exists()

    def read_seen(self, notes: str) -> str:
        """Whether the person was met, going by these words: the ones that stand now."""
        return met.read_seen(
            kind=self.kind,
            outcome=self.outcome,
            notes=notes,
            heading=self.heading,
            imported=self.author_id is None,
            names=[self.person.first_name, self.person.preferred_name],
        )
