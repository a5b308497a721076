"""The files that were brought in, and one of them as whoever brought it sees it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from contacts.formats import clock, columns, days, places
from contacts.formats.places import Place
from contacts.models import Heap, ImportBatch, PeopleHeap, User
from contacts.queries.previews import ReadEntry, ReadPerson, first_entries, first_people

PAGE = 50  # files
SHOWN = 5  # entries of each heap, as they will look
LINES = 20  # that somebody has to look at
SLOW = dt.timedelta(minutes=1)
State = ImportBatch.State
# What becomes of the rows of each heap; a heap without rows is named only where it reassures.
BECOMES = {
    Heap.NEW: "Go on the timelines",
    Heap.ALREADY_HERE: "Were brought in before, or stand in the file twice: nothing is added",
    Heap.SAME_EVENT: "Are about an event that is here already",
    Heap.TO_CHECK: "Say something else than before under the same id: both are kept and shown",
    Heap.HELD: "Wait until their person is known, and are filed then",
    Heap.UNREADABLE: "Are handed back to you, each with the reason",
}
PEOPLE_BECOME = {
    PeopleHeap.NEW: "Are made known, with all that is said of them",
    PeopleHeap.ALREADY_HERE: "Were brought in before: nothing is added",
    PeopleHeap.CHANGED: "Say more of people the diary knows",
    PeopleHeap.TO_CHECK: "Are filed but for what disagrees: see below",
    PeopleHeap.UNREADABLE: "Are handed back to you, each with the reason",
}


@dataclass(frozen=True)
class Brought:
    """One file on the list. Its name is told to nobody but whoever brought it."""

    id: int
    called: str
    source: str
    by: str
    when: str
    state: str


class HeapRows(NamedTuple):
    """How many rows fell in a heap, and what becomes of them."""

    called: str
    rows: str
    become: str


@dataclass(frozen=True)
class Found:
    """What is in a file, as far as it was read."""

    heaps: list[HeapRows] = field(default_factory=list)
    entries: list[ReadEntry] = field(default_factory=list)
    to_check: list[ReadEntry] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)  # line and what disagrees
    unreadable: list[tuple[int, str]] = field(default_factory=list)  # line and why
    people: list[ReadPerson] = field(default_factory=list)
    handed_back: bool = False  # those that cannot be read, as a file
    unread: list[str] = field(default_factory=list)  # columns that are not read

    @property
    def ids(self) -> list[int]:
        return sorted({entry.person for entry in (*self.entries, *self.to_check)})


@dataclass(frozen=True)
class Opened:
    """A file, how far it has come, and what is found in it so far."""

    brought: Brought
    state: str
    yours: bool
    undone: str  # when, and by whom
    slow: bool  # it waits longer than it should
    done: int
    length: int
    rows: str
    done_of: str
    found: Found

    @property
    def correctable(self) -> bool:
        """Its columns and dates may be read otherwise."""
        return self.yours and self.state in (State.READ, State.REFUSED)


def brought(*, viewer: User, before: Place | None = None) -> tuple[list[Brought], str]:
    """The newest files that were brought in, at most PAGE, or those older than `before`.

    Beside them the place after which the next page begins, empty on the last.
    """
    found = ImportBatch.objects.select_related("source", "loaded_by").order_by("-loaded_at", "-pk")
    if before:
        at, pk = before
        found = found.filter(loaded_at__lte=at).exclude(loaded_at=at, pk__gte=pk)
    batches = list(found[: PAGE + 1])
    page = batches[:PAGE]
    older = places.place(page[-1].loaded_at, page[-1].pk) if len(batches) > PAGE else ""
    return [_brought(batch, viewer) for batch in page], older


def opened(*, batch: ImportBatch, viewer: User) -> Opened:
    """One file as its page shows it. What is in it is for whoever brought it alone.

    Of rows that wait, and of people whom the viewer may not see, nothing is in it but their number
    as it was counted for whoever brought the file.
    """
    yours = batch.loaded_by_id == viewer.pk
    today, undone = clock.today(), ""
    if batch.undone_at:
        by = batch.undone_by.name if batch.undone_by else "the command line"
        undone = f"{days.moment(batch.undone_at, True, today)}, by {by}"
    open_to_them = yours and not batch.is_under_way and not undone and batch.state != State.LEFT
    return Opened(
        brought=_brought(batch, viewer),
        state=batch.state,
        yours=yours,
        undone=undone,
        slow=batch.state == State.WAITING and clock.now() - batch.loaded_at > SLOW,
        done=batch.done,
        length=batch.length,
        rows=f"{batch.length:,} {'row' if batch.length == 1 else 'rows'}",
        done_of=f"{batch.done:,} of {batch.length:,} rows.",
        found=_found(batch, viewer) if open_to_them else Found(),
    )


def _brought(batch: ImportBatch, viewer: User) -> Brought:
    yours = batch.loaded_by_id == viewer.pk
    a_file = f"A file of {batch.What(batch.what).label.lower()}"
    return Brought(
        id=batch.pk,
        called=(batch.file_name if yours else "") or a_file,
        source=batch.source.name,
        by="you" if yours else batch.loaded_by.name if batch.loaded_by else "the command line",
        when=days.moment(batch.loaded_at, True, clock.today()),
        state="Taken back" if batch.undone_at else State(batch.state).label,
    )


def _found(batch: ImportBatch, viewer: User) -> Found:
    """Beside the heaps what of them can be looked at; of what waits, nothing."""
    of_people = batch.what == ImportBatch.What.PEOPLE
    become: dict[Any, str] = PEOPLE_BECOME if of_people else BECOMES
    counted = [(heap, batch.counts.get(heap, 0)) for heap in become if batch.counts]
    back = [(row.line, row.reason) for row in batch.staged.unreadable()[:LINES]]
    kept = batch.examples
    return Found(
        heaps=[
            HeapRows(heap.label, f"{rows:,}", become[heap])
            for heap, rows in counted
            if rows or heap == Heap.NEW
        ],
        entries=[] if of_people else _first(batch, viewer, Heap.NEW),
        to_check=[] if of_people else _first(batch, viewer, Heap.TO_CHECK),
        doubts=kept.get(PeopleHeap.TO_CHECK, []) if of_people else [],
        unreadable=back or (kept.get(PeopleHeap.UNREADABLE, [])[:LINES] if of_people else []),
        handed_back=bool(back),
        people=first_people(batch=batch, most=SHOWN) if of_people else [],
        unread=_unread(batch),
    )


def _first(batch: ImportBatch, viewer: User, heap: Heap) -> list[ReadEntry]:
    return first_entries(batch=batch, viewer=viewer, ids=batch.examples.get(heap, [])[:SHOWN])


def _unread(batch: ImportBatch) -> list[str]:
    meanings = columns.meanings(batch.header, batch.what, batch.source.columns)
    return [name for name, field in zip(batch.header, meanings, strict=True) if not field]
