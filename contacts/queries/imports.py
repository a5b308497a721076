"""The files that were brought in."""

from dataclasses import dataclass

from contacts.formats import clock, days, places
from contacts.formats.places import Place
from contacts.models import ImportBatch, User

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
    return [one_brought(batch=batch, viewer=viewer) for batch in page], older


def one_brought(*, batch: ImportBatch, viewer: User) -> Brought:
    """The same of one file."""
    yours = batch.loaded_by_id == viewer.pk
    a_file = f"A file of {batch.What(batch.what).label.lower()}"
    return Brought(
        id=batch.pk,
        called=(batch.file_name if yours else "") or a_file,
        source=batch.source.name,
        by="you" if yours else batch.loaded_by.name if batch.loaded_by else "the command line",
        when=days.moment(batch.loaded_at, True, clock.today()),
        state="Taken back" if batch.undone_at else ImportBatch.State(batch.state).label,
    )
