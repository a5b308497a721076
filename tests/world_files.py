"""The files that were brought into the diary of `world.py`, each as far as it has come.

They are written as they stand in the database, since every test of the sweeps asks for them.
"""

from contacts.formats import clock
from contacts.models import ImportBatch, Person, ReadRow, Source, StagedRow, User, WhoIsIt

State = ImportBatch.State
HEADER = ["crn", "occurred", "notes"]


def _word(name: str) -> str:
    return f"zq{name}qz"


def files_of(people: dict[str, Person], ada: User) -> dict[str, ImportBatch]:
    """One that Ada read and has not filed, one that she filed, one of the command line."""
    file = _file("file", ada, State.READ, counts={"new": 2, "held": 1, "unreadable": 1})
    rows = {
        "new": _row(file, 2, "broughtnew", people["dean"]),
        # Whoever keeps the list put them on it after the file was read.
        "limited": _row(file, 3, "broughtlimited", people["restricted"]),
        "held": _row(file, 4, "broughtheld", None),
    }
    _called_otherwise(file, 6, "dean", people)
    _called_otherwise(file, 7, "restricted", people)
    file.examples = {"new": [rows["new"].pk, rows["limited"].pk]}
    file.save()
    _row(file, 5, "broughtunreadable", None, problem="Its date is none.")
    filed = _file("filedfile", ada, State.FILED, counts={"new": 1})
    anothers = _file("anothersfile", None, State.FILED, counts={"new": 1})
    return {"file": file, "filed file": filed, "another's file": anothers}


def _file(name: str, by: User | None, state: str, **known: object) -> ImportBatch:
    source, _ = Source.objects.get_or_create(name="nDelius")
    return ImportBatch.objects.create(
        source=source,
        loaded_by=by,
        loaded_at=clock.now(),
        state=state,
        file_name=f"{_word(name)}.csv",
        header=HEADER,
        columns={"crn": 0, "occurred": 1, "notes": 2},
        length=4,
        **known,
    )


def _called_otherwise(batch: ImportBatch, line: int, name: str, people: dict[str, Person]) -> None:
    """A row that calls somebody otherwise than we do, which is asked about."""
    named = _word(f"called{name}")
    row = _row(batch, line, f"broughtcalled{name}", people[name])
    ReadRow.objects.filter(pk=row.pk).update(named=named)
    WhoIsIt.objects.create(source=batch.source, person=people[name], named=named)


def _row(
    batch: ImportBatch, line: int, name: str, person: Person | None, problem: str = ""
) -> ReadRow:
    crn = person.crn if person else "Z999998"
    StagedRow.objects.create(batch=batch, line=line, cells=[crn, "2026-03-03", _word(name)])
    told = {"crn": crn, "occurred_at": clock.now(), "notes": _word(name), "digest": name.encode()}
    if problem:
        told = {"problem": problem}
    return ReadRow.objects.create(batch=batch, line=line, **told)
