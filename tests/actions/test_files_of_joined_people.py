"""Whatever files say of people while they are joined: parted, they are as if they never had been."""

import io

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contacts.actions.importing import stage
from contacts.actions.joining_people import join_people, part_people
from contacts.actions.people_file import check_people, file_people
from contacts.actions.undoing import undo_import
from contacts.models import Alias, ImportBatch, Person, PersonFact, PersonJoin, Source, Standing
from tests.actions.both_records import TODAY

NAMES = ["X482900,Dean,Hartley", "X482901,Deen,Hartly", "X482902,Dino,Hart"]
CELLS = {
    "phone": ["", "1", "2"],
    "order": ["", "", "Licence"],
    "order_start": ["", "2026-01-01"],
    "order_end": ["", "2027-01-31", "2027-03-31"],
    "standing": ["", "community", "custody", "hospital", "ended"],
    "standing_place": ["", "HMP Leeds"],
    "standing_from": ["", "2026-01-01", "2026-02-02"],
    "standing_until": ["", "", "2026-10-10"],
    "expected_release": ["", "2027-01-01"],
    "aliases": ["", "Dee Ash", "Dean Hartley;Deen Hartly", "Dino Hart;Dee Ash"],
    "pnc": ["", "", "1954/0018147W"],
    "team": ["", "North one", "South one"],
    "as_at": ["", "2026-01-15", "2026-03-03", "2026-05-05"],
}
ROW = st.tuples(st.integers(0, 2), *(st.sampled_from(cells) for cells in CELLS.values()))
FILE = st.tuples(
    st.just("file"),
    st.sampled_from(["people file", "NOMIS"]),
    st.lists(ROW, min_size=1, max_size=3),
)
STEP = st.one_of(
    FILE,
    FILE,
    st.tuples(st.just("join"), st.integers(1, 2)),
    st.tuples(st.just("part"), st.integers(1, 2)),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.just("again"), st.integers(0, 5)),
)


def load(source: str, rows: list[str]) -> None:
    of, _ = Source.objects.get_or_create(name=source)
    text = "\n".join([f"crn,first_name,last_name,{','.join(CELLS)}", *rows])
    batch = stage(source=of, by=None, file=io.BytesIO(text.encode()), what="people")
    check_people(batch=batch)
    file_people(batch=batch, by=None)


def take(steps: list, people: list[Person], sam, *, joining: bool) -> None:
    """What happens to the files, and to the people where they are joined at all."""
    files = []
    for what, *told in steps:
        if what == "file":
            source, rows = told
            lines = [",".join([NAMES[number], *cells]) for number, *cells in rows]
            files.append((source, lines))
            load(source, lines)
        elif what == "again" and told[0] < len(files):
            load(*files[told[0]])
        elif what == "undo":
            batch = ImportBatch.objects.filter(undone_at=None).order_by("pk")[told[0] :].first()
            if batch:
                undo_import(batch=batch, by=None)
        elif joining and what in ("join", "part"):
            other = people[told[0]]
            join = PersonJoin.objects.in_force().filter(joined=other).first()
            if what == "part" and join:
                part_people(join=join, by=sam)
            elif what == "join" and not join:
                join_people(kept=people[0], joined=other, by=sam)
    for join in PersonJoin.objects.in_force():
        part_people(join=join, by=sam)


def known() -> list:
    """All that is said of each, in the order it was said, and what stands of it."""
    batches = {
        pk: number
        for number, pk in enumerate(ImportBatch.objects.order_by("pk").values_list("pk", flat=True))
    }
    said = []
    for person in Person.objects.order_by("crn"):
        facts = person.facts.filter(lapsed=False).order_by("pk")
        standings = person.standings.filter(lapsed=False).order_by("pk")
        said += [
            [person.crn, person.pnc, str(person.team), person.preferred_name],
            [
                (
                    batches[one.batch_id],
                    one.source.name,
                    one.what,
                    one.value,
                    one.starts,
                    one.ends,
                    one.as_at,
                )
                for one in facts
            ],
            [
                (
                    batches[one.batch_id],
                    one.what,
                    one.place,
                    one.since,
                    one.until,
                    one.expected_release,
                )
                for one in standings
            ],
            sorted(person.aliases.values_list("first_name", "last_name")),
            [
                (one.what, one.value)
                for one in PersonFact.objects.newest_of_each().filter(person=person)
            ],
            [
                (one.what, one.since)
                for one in Standing.objects.in_force(TODAY).filter(person=person)
            ],
        ]
    return said


@settings(
    max_examples=150,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, min_size=3, max_size=9))
def test_parted_again_people_are_as_if_they_had_never_been_joined(
    add_person, sam, team, other_team, steps
):
    found = []
    for joining in (False, True):
        with transaction.atomic():
            people = [
                add_person(crn=crn, first_name=first, last_name=last)
                for crn, first, last in (name.split(",") for name in NAMES)
            ]
            take(steps, people, sam, joining=joining)
            found.append(known())
            transaction.set_rollback(True)
    assert found[0] == found[1]
