"""The files that were brought in."""

from dataclasses import dataclass, replace

from django.db.models.functions import Coalesce

from contacts.formats import clock, days, places
from contacts.formats.places import Place
from contacts.models import Act, Heap, ImportBatch, PeopleHeap, Person, User
from contacts.queries.who_is_it import still_asked

PAGE = 50  # files


@dataclass(frozen=True)
class Brought:
    """One file on the list. Its name is told to nobody but whoever brought it."""

    id: int
    called: str
    source: str
    by: str
    when: str
    state: str


@dataclass(frozen=True)
class MayBe:
    """Somebody whom a file made known, and who else they may be."""

    line: int
    crn: str
    name: str
    other: str
    other_name: str
    id: int | None  # of the other, where the diary says so


@dataclass(frozen=True)
class Doubted:
    """What of a row of a file of people disagrees with what the diary has."""

    line: int
    said: str
    crn: str = ""  # none where the file was read by an earlier diary, which told nothing of anybody
    name: str = ""
    ours: bool = False
    id: int | None = None  # of the person, where the diary says so

    @property
    def whose(self) -> str:
        return f", {self.crn} {self.name}" if self.crn else ""


def doubted(*, batch: ImportBatch, viewer: User) -> list[Doubted]:
    """What has to be looked at of a file of people, in one statement.

    Of whoever was hidden from the viewer since nothing is told.
    """
    found = [Doubted(*told) for told in batch.examples.get(PeopleHeap.TO_CHECK, [])]
    seen = Person.objects.read_as_visible_to(viewer, Act.SEE_IMPORT)
    asked = seen.filter(crn__in={one.crn for one in found if one.ours})
    ids = dict(asked.values_list("crn", Coalesce("joined_into", "pk")))
    return [
        replace(one, id=ids[one.crn] if one.ours else None)
        for one in found
        if one.crn in ids or not one.ours
    ]


def likely_twice(*, batch: ImportBatch, viewer: User) -> list[MayBe]:
    """Those of a file of people who may be on record twice, in one statement.

    Whoever was hidden from the viewer since is not among them.
    """
    found = batch.examples.get("likely", [])
    asked = Person.objects.visible_to(viewer, Act.JOIN_PEOPLE).filter(
        crn__in={other for *_, other, _, ours in found if ours}
    )
    ids = dict(asked.values_list("crn", "pk"))
    return [
        MayBe(line, crn, name, other, other_name, ids.get(other))
        for line, crn, name, other, other_name, ours in found
        if other in ids or not ours
    ]


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
    asked = still_asked(batches=page, viewer=viewer)
    return [_brought(batch, viewer, asked[batch.pk]) for batch in page], older


def one_brought(*, batch: ImportBatch, viewer: User) -> Brought:
    """The same of one file."""
    return _brought(batch, viewer, 0)


def _brought(batch: ImportBatch, viewer: User, asked: int) -> Brought:
    yours = batch.loaded_by_id == viewer.pk
    a_file = f"A file of {batch.What(batch.what).label.lower()}"
    return Brought(
        id=batch.pk,
        called=(batch.file_name if yours else "") or a_file,
        source=batch.source.name,
        by="you" if yours else batch.loaded_by.name if batch.loaded_by else "the command line",
        when=days.moment(batch.loaded_at, True, clock.today()),
        state=_state(batch, asked, batch.counts.get(Heap.HELD, 0) if yours else 0),
    )


def _state(batch: ImportBatch, asked: int, held: int) -> str:
    """Of a file that is filed also what is still open."""
    if batch.undone_at:
        return "Taken back"
    state = [ImportBatch.State(batch.state).label]
    if asked:
        state.append(f"{asked:,} question{'' if asked == 1 else 's'} open")
    if held and batch.state == batch.State.FILED:
        state.append(f"{held:,} {'row waits' if held == 1 else 'rows wait'}")
    return ", ".join(state)
