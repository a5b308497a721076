"""Whatever files bring while people are joined: parted, they are as if they never had been."""

import io
from collections.abc import Callable

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contacts.actions.filing import file_contacts
from contacts.actions.importing import read, stage
from contacts.actions.joining_people import WhoHolds, join_people, part_people
from contacts.actions.people_file import check_people, file_people
from contacts.actions.undoing import undo_import
from contacts.models import (
    EventPair,
    ImportBatch,
    Person,
    PersonFact,
    PersonJoin,
    Source,
    SourceRecord,
    Standing,
    User,
)
from tests.actions.both_records import TODAY

PEOPLE = ["X482900,Dean,Hartley", "X482901,Deen,Hartly", "X482902,Dino,Hart"]
OF_PEOPLE = {
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
    "practitioner": ["", "pat", "priya"],
    "as_at": ["", "2026-01-15", "2026-03-03", "2026-05-05"],
}
WORDS = "Dean came in on time and spoke of his tenancy. The landlord rang on Monday."
OF_CONTACTS = {
    "occurred": ["3/3/2026 10:00", "3/3/2026 10:30", "4/3/2026", "24/12/2026 10:00", "25/12/2026"],
    "notes": [WORDS, f"{WORDS} He is calm.", "Did not attend."],
    "id": ["", "1", "2", "3"],
}
Load = Callable[[Source, bytes], None]


def steps(columns: dict[str, list[str]]) -> tuple[st.SearchStrategy, st.SearchStrategy]:
    """Files of these columns, and what may become of them and of the people they name."""
    number = st.integers(0, 4)
    row = st.tuples(st.integers(0, 2), *map(st.sampled_from, columns.values()))
    rows = st.lists(row, min_size=1, max_size=4)
    file = st.tuples(st.just("load"), st.sampled_from(["nDelius", "NOMIS"]), rows)
    others = [st.tuples(st.just(what), number) for what in ("again", "undo")]
    others += [st.tuples(st.just(what), st.integers(1, 2)) for what in ("join", "part")]
    return st.lists(file, max_size=2), st.lists(
        st.one_of(file, file, *others), min_size=2, max_size=5
    )


def load_people(source: Source, text: bytes) -> None:
    batch = stage(source=source, by=None, file=io.BytesIO(text), what="people")
    check_people(batch=batch)
    file_people(batch=batch, by=None)


def load_contacts(source: Source, text: bytes) -> None:
    batch = stage(source=source, by=None, file=io.BytesIO(text), file_name="contacts.csv")
    read(batch=batch)
    file_contacts(batch=batch, by=None)


class Bringing:
    """Files one after another, and people who are joined and parted between them or are not."""

    def __init__(self, head: str, load: Load, sam: User, holder: User, joining: bool) -> None:
        self.head, self.file, self.sam, self.holder = head, load, sam, holder
        self.joining, self.files = joining, []

    def load(self, name: str, rows: list) -> None:
        lines = [",".join([PEOPLE[whose], *cells]) for whose, *cells in rows]
        text = "\n".join([f"crn,first_name,last_name,{self.head}", *lines])
        source, _ = Source.objects.get_or_create(name=name)
        self.files.append((source, text.encode()))
        self.file(*self.files[-1])

    def again(self, number: int) -> None:
        for file in self.files[number : number + 1]:
            self.file(*file)

    def undo(self, number: int) -> None:
        for batch in ImportBatch.objects.filter(undone_at=None).order_by("pk")[number:][:1]:
            undo_import(batch=batch, by=None)

    def join(self, number: int) -> None:
        kept, _, _ = people = Person.objects.order_by("crn")
        if self.joining and people[number].joined_into is None:
            both = {"kept": kept, "joined": people[number], "by": self.sam}
            try:
                join_people(**both)
            except WhoHolds:
                join_people(**both, holder=self.holder)

    def part(self, number: int) -> None:
        crn = PEOPLE[number][:7]
        for join in PersonJoin.objects.in_force().filter(joined__crn=crn):
            part_people(join=join, by=self.sam)


def people_known() -> list:
    """All that was said of each, each sort in the order it was said, and what stands of it."""
    batches = list(ImportBatch.objects.order_by("pk").values_list("pk", flat=True))
    known: list = []
    for person in Person.objects.order_by("crn"):
        known += [person.crn, person.pnc, str(person.team)]
        facts = PersonFact.objects.filter(person=person, lapsed=False)
        words = ("batch", "what", "value", "starts", "ends", "as_at")
        of_each = facts.order_by("what", "pk").values_list(*words)
        known += [(batches.index(of), *said) for of, *said in of_each]
        standings = Standing.objects.filter(person=person, lapsed=False)
        words = ("batch", "what", "place", "since", "until", "expected_release")
        known += [
            (batches.index(of), *said) for of, *said in standings.order_by("pk").values_list(*words)
        ]
        known += facts.newest_of_each().values_list("what", "value")
        known += Standing.objects.in_force(TODAY).filter(person=person).values_list("what", "since")
        known.append(sorted(person.aliases.values_list("first_name", "last_name")))
        spells = person.allocations.order_by("since")
        known += spells.values_list("practitioner__username", "since", "until", "reason")
    return known


def contacts_known() -> list:
    """Every entry with what it is shown with, and what was planned."""
    records = list(SourceRecord.objects.order_by("pk").values_list("pk", "contact"))
    number = {contact: place for place, (_, contact) in reversed([*enumerate(records)])}
    planned = {record: place for place, (record, _) in enumerate(records)}
    known: list = []
    for person in Person.objects.order_by("crn"):
        contacts = person.contacts.values_list("pk", "lead", "state", "seen", "notes")
        known.append(sorted((number[pk], number.get(lead, -1), *of) for pk, lead, *of in contacts))
        plans = person.appointments.values_list("source_record", "kept_by", "state", "at")
        known.append(sorted((planned[pk], number.get(by, -1), *of) for pk, by, *of in plans))
    pairs = EventPair.objects.values_list("one", "other", "answer")
    return [*known, sorted((number[one], number[other], answer) for one, other, answer in pairs)]


settled = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@settled
@given(before=steps(OF_PEOPLE)[0], since=steps(OF_PEOPLE)[1])
def test_what_is_known_of_people_parted_again_is_as_if_they_had_never_been_joined(
    add_person, pat, priya, sam, other_team, before, since
):
    bring = (",".join(OF_PEOPLE), load_people, sam, pat)
    same_joined_or_not(add_person, bring, [*before, ("join", 1), *since], people_known)


@settled
@given(before=steps(OF_CONTACTS)[0], since=steps(OF_CONTACTS)[1])
def test_the_diary_of_people_parted_again_is_as_if_they_had_never_been_joined(
    add_person, pat, sam, before, since
):
    bring = (",".join(OF_CONTACTS), load_contacts, sam, pat)
    same_joined_or_not(add_person, bring, [*before, ("join", 1), *since], contacts_known)


def same_joined_or_not(
    add_person: Callable, bring: tuple, steps: list, known: Callable[[], list]
) -> None:
    found = []
    for joining in (False, True):
        with transaction.atomic():
            for person in PEOPLE:
                crn, first, last = person.split(",")
                add_person(crn=crn, first_name=first, last_name=last)
            bringing = Bringing(*bring, joining)
            for what, *told in [*steps, ("part", 1), ("part", 2)]:
                getattr(bringing, what)(*told)
            found.append(known())
            transaction.set_rollback(True)
    assert found[0] == found[1]
