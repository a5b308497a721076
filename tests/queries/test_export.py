import datetime as dt
import time
import uuid
from collections.abc import Callable

import pytest
from django.db import connection

from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.formats.references import reference
from contacts.models import (
    AccessRule,
    Amendment,
    Contact,
    Person,
    Team,
    User,
)
from contacts.queries import export
from contacts.queries.export import Exported, Wanted, exportable
from tests.taken_out import read

AT = dt.datetime(2026, 7, 3, 13, 30, tzinfo=dt.UTC)


@pytest.fixture
def later() -> Callable[..., Amendment]:
    def add(contact: Contact, author: User, notes: str, **known) -> Amendment:
        usual = {"recorded_at": AT, "written_at": AT, "token": uuid.uuid4()}
        return Amendment.objects.create(
            contact=contact, author=author, notes=notes, **{**usual, **known}
        )

    return add


def test_a_contact_typed_here_is_a_row(rows_of, ada, pat, person, add_contact):
    contact = add_contact(
        person, pat, occurred_at=AT, kind="home_visit", minutes=45, outcome="did_not_attend"
    )
    assert rows_of(ada) == [
        {
            "crn": "X482913",
            "occurred": "2026-07-03T14:30+01:00",
            "author": "Pat Okonjo",
            "kind": "Home visit",
            "minutes": "45",
            "outcome": "Did not attend, reason awaited",
            "sensitive": "N",
            "heading": "",
            "source": "",
            "id": reference(contact.pk),
            "notes": "Seen today.",
        }
    ]


def test_what_a_source_told_goes_out_under_its_name_and_id(rows_of, ada, bring, person):
    row = "X482913,2026-03-03,=1+1,-7,Planned Office Visit (NS),@home"
    bring(row, head="crn,occurred,notes,id,heading,author")
    (out,) = rows_of(ada)
    assert (out["source"], out["id"], out["occurred"]) == ("nDelius", "'-7", "2026-03-03")
    assert (out["heading"], out["author"]) == ("Planned Office Visit (NS)", "'@home")
    assert out["notes"] == "'=1+1"


def test_what_has_no_id_in_its_source_goes_out_by_its_reference(rows_of, ada, bring, person):
    bring("X482913,2026-03-03,Seen.", head="crn,occurred,notes")
    assert rows_of(ada)[0]["id"] == reference(Contact.objects.get().pk)


def test_later_words_follow_and_what_they_put_right_is_the_entrys_own(
    rows_of, ada, pat, priya, contact, later
):
    later(contact, priya, "Rang back.")
    later(contact, pat, "", changed={"kind": ["", "phone"]})
    later(contact, pat, "Better words.", replaces=True)
    rows = [(row["id"], row["author"], row["occurred"], row["notes"]) for row in rows_of(ada)]
    named = reference(contact.pk)
    assert rows == [
        (named, "Pat Okonjo", "2026-11-22T11:00+00:00", "Better words."),
        (f"{named}/1", "Priya Nair", "2026-07-03T14:30+01:00", "Rang back."),
    ]


def test_later_words_that_were_brought_in_before_their_entry_follow_it(rows_of, ada, bring, person):
    rows = ["7/1,Later.", "7,First.", "8/3,Alone."]
    head = "crn,occurred,author,kind,minutes,outcome,sensitive,heading,source,id,notes"
    bring(*(f"X482913,2026-03-03,Pat,,,,,,=NOMIS,{row}" for row in rows), head=head)
    out = [(row["id"], row["source"], row["notes"]) for row in rows_of(ada)]
    assert out == [
        ("7", "'=NOMIS", "First."),
        ("7/1", "'=NOMIS", "Later."),
        ("8/3", "'=NOMIS", "Alone."),
    ]


def test_what_was_taken_off_the_pages_is_not_taken_out(rows_of, ada, pat, person, add_contact):
    add_contact(person, pat, notes="Seen.")
    for state in ("withdrawn", "moved", "undone"):
        add_contact(person, pat, notes=state, state=state)
    assert [row["notes"] for row in rows_of(ada)] == ["Seen."]


def test_passages_are_withheld_unless_they_are_chosen(rows_of, ada, pat, person, add_contact):
    add_contact(person, pat, notes="Seen. [[Aunt]]")
    assert rows_of(ada)[0]["notes"] == "Seen. [passage withheld]"
    assert rows_of(ada, passages=True)[0]["notes"] == "Seen. [[Aunt]]"


@pytest.fixture
def two(add_person, team, other_team, olu, pat, person, add_contact) -> Person:
    """Dean's two contacts, written down out of order, and one of somebody of another team."""
    other = add_person(crn="A000001", team=other_team)
    add_contact(person, pat, notes="2", occurred_at=AT)
    add_contact(other, olu, notes="3", occurred_at=AT + dt.timedelta(days=1))
    add_contact(person, pat, notes="1", occurred_at=AT - dt.timedelta(days=1))
    return other


def notes(rows: list[dict[str, str]]) -> str:
    return "".join(row["notes"] for row in rows)


def test_a_whole_diary_goes_out_as_it_was_recorded_and_a_person_as_it_happened(
    rows_of, ada, person, pat, two
):
    assert notes(rows_of(ada)) == "231"
    assert notes(rows_of(ada, person=person)) == "12"
    assert notes(rows_of(ada, practitioner=pat)) == "12"
    assert notes(rows_of(ada, team=Team.objects.get(name="South one"))) == "3"
    assert notes(rows_of(ada, team=two.team, person=person)) == ""


def test_both_days_of_a_period_are_in_it(rows_of, ada, two):
    day = clock.london_day(AT)
    assert notes(rows_of(ada, period=Period(day, day))) == "2"
    assert notes(rows_of(ada, period=Period(None, day))) == "21"
    assert notes(rows_of(ada, period=Period(day, None))) == "23"


@pytest.mark.parametrize("narrowed", [False, True])
def test_nobody_whom_the_exporter_may_not_see_is_taken_out(
    rows_of, ada, sam, person, contact, narrowed
):
    wanted = {"person": person} if narrowed else {}
    assert len(rows_of(ada, **wanted)) == len(rows_of(None, **wanted)) == 1
    named = AccessRule.objects.create(
        person=person, user=sam, kind="restriction", set_at=clock.now()
    )
    assert rows_of(ada, **wanted) == rows_of(None, **wanted) == []
    AccessRule.objects.create(person=person, user=ada, kind="restriction", set_at=clock.now())
    assert (len(rows_of(ada, **wanted)), rows_of(None, **wanted)) == (1, [])
    AccessRule.objects.create(person=person, user=ada, kind="exclusion", set_at=clock.now())
    assert rows_of(ada, **wanted) == []
    AccessRule.objects.update(lifted_at=clock.now())
    assert len(rows_of(None, **wanted)) == 1
    assert named.pk


@pytest.mark.parametrize("who", ["pat", "sam"])
def test_only_an_administrator_takes_anything_out(request, rows_of, contact, who):
    user = request.getfixturevalue(who)
    assert rows_of(user) == []
    assert not exportable(by=user).exists()


def test_rows_and_people_are_counted_as_they_are_read(seen_within_the_test, ada, person, contact):
    rows = Exported(Wanted(), ada)
    assert (rows.rows, rows.people()) == (0, [])
    assert read(b"".join(rows))[0]["crn"] == person.crn
    assert (rows.rows, rows.people()) == (1, [person.pk])


def test_nothing_is_sorted_before_the_first_row_of_a_whole_diary(ada, contact):
    with export.snapshot() as database:
        export._settle(database, whole=True)
        asked = export._asked(database, Wanted(), ada).as_string(database)
        select = asked[asked.index("(") + 1 : asked.rindex(") TO STDOUT")]
        plan = "\n".join(row for (row,) in database.execute(f"EXPLAIN {select}").fetchall())
    assert "Index Scan using contacts_contact_pkey" in plan
    assert "Sort  " not in plan


@pytest.mark.django_db(transaction=True)
def test_a_file_is_one_snapshot_and_its_connection_goes_with_it(
    monkeypatch, ada, pat, person, add_contact
):
    monkeypatch.setattr(export, "PIECE", 1)
    for number in range(3):
        add_contact(person, pat, notes=f"{number}")
    before = others()
    pieces = iter(Exported(Wanted(), ada))
    beginning, first = next(pieces), next(pieces)
    add_contact(person, pat, notes="Too late.")
    assert len(others() - before) == 1
    rows = read(beginning + first + b"".join(pieces))
    assert [row["notes"] for row in rows] == ["0", "1", "2"]
    wait_until(lambda: others() <= before)


def wait_until(so: Callable[[], bool]) -> None:
    for _ in range(100):
        if so():
            return
        time.sleep(0.05)
    raise AssertionError


def others() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor.fetchall()}
