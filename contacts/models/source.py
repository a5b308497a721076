from django.db import models
from django.db.models import Q


class Source(models.Model):
    """A system that records came from: nDelius, NOMIS, OASys, a team's spreadsheet."""

    name = models.TextField(unique=True)
    columns = models.JSONField(default=dict)  # as somebody put them right, for its next file

    def __str__(self) -> str:
        return self.name


class ImportBatch(models.Model):
    """One file somebody brought in: how its columns were read, and how far it has come."""

    class What(models.TextChoices):
        CONTACTS = "contacts", "Contacts"
        PEOPLE = "people", "People"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        READ = "read", "Read, not yet filed"
        CONFIRMED = "confirmed", "Waiting to be filed"
        FILING = "filing", "Being filed"
        FILED = "filed", "Filed"
        UNDOING = "undoing", "Being taken back"
        REFUSED = "refused", "Refused"
        LEFT = "left", "Left alone"

    # What waits for the worker, or the worker is at.
    TO_FILE = (State.CONFIRMED, State.FILING)
    UNDER_WAY = (State.WAITING, State.READING, *TO_FILE, State.UNDOING)

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="batches")
    loaded_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    what = models.TextField(choices=What, default=What.CONTACTS)
    state = models.TextField(choices=State, default=State.FILED)
    file_name = models.TextField(blank=True)
    header = models.JSONField(default=list)  # the names of its columns, as they stand in the file
    columns = models.JSONField(default=dict)  # field to number of column
    dates = models.TextField(blank=True)  # how its dates are written, where somebody said so
    delimiter = models.TextField(default=",")
    length = models.PositiveIntegerField(default=0)  # rows of the file
    done = models.PositiveIntegerField(default=0)  # rows of what is under way
    decided_at = models.DateTimeField(null=True)  # when somebody last said what becomes of it
    counts = models.JSONField(default=dict)  # rows in each heap
    # The first rows of each heap but the held; and of those to check, what was said before.
    examples = models.JSONField(default=dict)
    problem = models.TextField(blank=True)  # why the file as a whole was refused, in a sentence
    # When the newest of what it says had happened happened: so far its source is known.
    reaches = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Batch {self.pk}"

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY


class SourceRecord(models.Model):
    """One row as a source gave it, kept word for word.

    It makes one contact or one appointment; a row of a file of people, named by its CRN, neither.
    """

    # Without an index of its own: until the planner knows how many rows a new source has, it would
    # go through all of them for each row of a file. The one below begins with it.
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="records", db_index=False
    )
    foreign_id = models.TextField(blank=True)
    # The id that another system gave to what this is a copy of, where the row says so.
    other_id = models.TextField(blank=True, db_default="")
    digest = models.BinaryField()
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="records")
    contact = models.ForeignKey(
        "Contact", null=True, on_delete=models.PROTECT, related_name="source_records"
    )
    raw = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "foreign_id", "digest"], name="source_record_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["other_id"], condition=~Q(other_id=""), name="source_record_names_other"
            )
        ]

    def __str__(self) -> str:
        return f"Record {self.pk}"


class BatchRow(models.Model):
    """Names every row a batch held, also those another batch had brought before."""

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.PROTECT, related_name="rows", db_index=False
    )
    record = models.ForeignKey(SourceRecord, on_delete=models.PROTECT, related_name="rows")
    heap = models.TextField(blank=True, db_default="")  # where it fell when it was filed
    # What its contact was when the batch was undone, where that has to come back with it.
    was = models.TextField(blank=True, db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "record"], name="batch_row_once")]

    def __str__(self) -> str:
        return f"Row {self.pk}"
