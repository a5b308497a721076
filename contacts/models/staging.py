from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from contacts.models.contact import Kind, Outcome


class StagedRowQuerySet(models.QuerySet["StagedRow"]):
    def unreadable(self) -> "models.QuerySet[StagedRow, Any]":
        """Line, cells and reason of those that cannot be read, in order; never one that waits."""
        read = ReadRow.objects.filter(batch=OuterRef("batch"), line=OuterRef("line"))
        said = Subquery(read.exclude(problem="").values("problem")[:1])
        found = self.annotate(
            reason=Coalesce(said, NullIf("problem", Value("", models.TextField())))
        )
        unread = found.exclude(reason=None).order_by("line")
        return unread.values_list("line", "cells", "reason", named=True)


class StagedRow(models.Model):
    """A row of a file as it came, until the file is filed or left alone."""

    batch = models.ForeignKey(
        "ImportBatch", on_delete=models.CASCADE, related_name="staged", db_index=False
    )
    line = models.PositiveIntegerField()  # of the file, on which it begins
    cells = ArrayField(models.TextField())
    size = models.PositiveIntegerField(default=0)  # characters
    problem = models.TextField(blank=True)  # why its cells cannot be told apart

    objects = StagedRowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["batch", "line"], name="staged_row_of_batch")]

    def __str__(self) -> str:
        return f"Line {self.line}"


class Heap(models.TextChoices):
    """Where a row of a file falls, in the words of the counts."""

    NEW = "new", "New"
    ALREADY_HERE = "already_here", "Already here"
    SAME_EVENT = "same_event", "The same event"
    TO_CHECK = "to_check", "Please check"
    HELD = "held", "Held"
    UNREADABLE = "unreadable", "Cannot be read"


class PeopleHeap(models.TextChoices):
    """Where a row of a file of people falls."""

    NEW = "new", "New"
    ALREADY_HERE = "already_here", "Already here"
    CHANGED = "changed", "Changed"
    TO_CHECK = "to_check", "Please check"
    UNREADABLE = "unreadable", "Cannot be read"


class ReadRow(models.Model):
    """A row of a file of contacts as it was read.

    It goes when the file is filed, unless nobody knows yet who the person is: then it waits, and
    is filed under the batch that brought it, in the transaction that makes the person known.
    """

    batch = models.ForeignKey(
        "ImportBatch", on_delete=models.CASCADE, related_name="read_rows", db_index=False
    )
    line = models.PositiveIntegerField()
    problem = models.TextField(blank=True)  # why it cannot be read; the rest is then empty
    waits = models.BooleanField(default=False)  # for its person to be known, or whose it is
    crn = models.TextField(blank=True)
    prison_number = models.TextField(blank=True)
    pnc = models.TextField(blank=True)
    named = models.TextField(blank=True, db_default="")  # as the row calls them
    born = models.DateField(null=True)
    foreign_id = models.TextField(blank=True)
    other_id = models.TextField(blank=True, db_default="")  # of the same event in another system
    adds_to = models.TextField(blank=True)  # the id of the entry that it is a later word on
    digest = models.BinaryField(null=True)
    raw = models.JSONField(default=dict)
    author_name = models.TextField(blank=True)
    occurred_at = models.DateTimeField(null=True)
    time_known = models.BooleanField(default=True)
    written_at = models.DateTimeField(null=True)
    kind = models.TextField(choices=Kind, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    outcome = models.TextField(choices=Outcome, blank=True)
    sensitive = models.BooleanField(default=False)
    heading = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    additions = models.JSONField(default=list)  # [author, written, notes, glue before them] each
    # Other batches that held the row while it waited, each once; it waits in the first alone.
    also = ArrayField(models.BigIntegerField(), db_default=[])

    class Meta:
        indexes = [
            models.Index(fields=["batch", "line"], name="read_row_of_batch"),
            models.Index(fields=["digest"], condition=Q(waits=True), name="read_row_waits"),
        ]

    def __str__(self) -> str:
        return f"Line {self.line}"
