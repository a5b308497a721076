import datetime as dt

import pytest

from contacts.actions.people_told import Places
from contacts.formats import clock
from contacts.models import PDU, Allocation, PersonFact, Role, Standing, Team

DEAN = "X482913,Dean,Hartley"


@pytest.fixture
def places(pat, priya, sam, olu, ada, add_user, team, other_team):
    add_user("pn", "Priya Nair-Cole", Role.PRACTITIONER, team)
    for username in ("twin", "other.twin"):
        add_user(username, "Lee Marsh", Role.PRACTITIONER, team)
    gone = add_user("gil", "Gil Gone", Role.PRACTITIONER, team)
    gone.is_active = False
    gone.save()
    pdu = PDU.objects.create(name="Centre")
    for name in ("Court", "COURT"):
        Team.objects.create(name=name, pdu=pdu)
    return Places()


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("pat", "pat"),
        ("PAT", "pat"),
        ("Pat Okonjo", "pat"),
        ("okonjo, pat", "pat"),
        ("Okonjo,  Pat", "pat"),
        ("Priya Nair", "priya"),
        ("priya nair cole", "pn"),
        ("sam", "sam"),
        ("Lee Marsh", None),
        ("twin", "twin"),
        ("gil", None),
        ("Gil Gone", None),
        ("ada", None),
        ("Pat", "pat"),
        ("Okonjo", None),
    ],
)
def test_a_practitioner_is_named_by_username_or_full_name(places, name, username):
    found = places.practitioner(name)
    assert (found and found.username) == username


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("North one", "North one"),
        ("NORTH  ONE", "North one"),
        ("Court", "Court"),
        ("COURT", "COURT"),
        ("court", None),
        ("North", None),
    ],
)
def test_a_team_is_named_by_its_name(places, name, called):
    found = places.team(name)
    assert (found and found.name) == called


@pytest.mark.parametrize(
    ("first", "then", "orders"),
    [
        ("Licence,01/01/2026,31/12/2026", "Licence,,", 1),
        ("Licence,01/01/2026,31/12/2026", ",,31/12/2026", 1),
        ("Licence,01/01/2026,31/12/2026", ",,30/06/2027", 2),
        ("Licence,01/01/2026,31/12/2026", "Licence,01/02/2026,", 2),
        ("Licence,01/01/2026,31/12/2026", "Order,,", 2),
    ],
)
def test_an_order_of_which_some_is_said_is_the_one_known(person, people_file, first, then, orders):
    people_file("order,order_start,order_end", f"{DEAN},{first}", f"{DEAN},{then}")
    assert PersonFact.objects.count() == orders


def test_a_later_end_keeps_the_rest_and_another_order_does_not(person, people_file):
    columns = "order,order_start,order_end"
    people_file(columns, f"{DEAN},Licence,01/01/2026,31/12/2026", f"{DEAN},,,30/06/2027")
    latest = PersonFact.objects.newest_of_each()
    assert (latest.get().value, str(latest.get().starts)) == ("Licence", "2026-01-01")
    people_file(columns, f"{DEAN},Licence,01/11/2026,")
    assert (str(latest.get().starts), latest.get().ends) == ("2026-11-01", None)


def test_the_days_of_an_order_nobody_named_are_kept(person, people_file):
    people_file("order_end", f"{DEAN},31/12/2026")
    order = PersonFact.objects.get()
    assert (order.what, order.value, order.ends) == (
        *("order", "Order or licence"),
        dt.date(2026, 12, 31),
    )


@pytest.mark.parametrize(
    ("cells", "standings"),
    [
        ("community,,", 0),
        ("community,,2026-01-01", 1),
        ("community,Hostel,", 1),
        ("custody,HMP Leeds,", 1),
    ],
)
def test_in_the_community_is_where_everybody_is(person, people_file, cells, standings):
    people_file("standing,standing_place,standing_from", f"{DEAN},{cells}")
    assert Standing.objects.count() == standings


def test_a_standing_without_a_day_begins_as_at_the_day_of_the_row(person, people_file):
    columns = "standing,standing_place,expected_release,as_at"
    people_file(columns, f"{DEAN},custody,HMP Leeds,,2026-03-03")
    people_file(columns, f"{DEAN},custody,HMP Hull,,2026-04-04", f"{DEAN},,,2027-01-01,2026-05-05")
    now = Standing.objects.in_force(dt.date(2026, 6, 6)).get()
    assert (now.place, now.since, now.expected_release) == (
        *("HMP Hull", dt.date(2026, 3, 3)),
        dt.date(2027, 1, 1),
    )
    people_file(columns, f"{DEAN},released,,,2026-07-07")
    assert Standing.objects.in_force(dt.date(2026, 8, 8)).first().what == "community"


def test_a_reset_is_a_suspension_with_its_reason(person, people_file):
    people_file("standing", f"{DEAN},Reset")
    assert Standing.objects.values_list("what", "reason").get() == ("suspended", "Reset")


def test_a_name_they_have_already_is_no_alias(person, people_file):
    filed = people_file("aliases", f"{DEAN},DEAN HARTLEY; Deano Hart", f"{DEAN},hart|Deano Hart")
    assert (filed.counts["changed"], person.aliases.count()) == (2, 2)


def test_two_rows_of_one_file_make_one_person(pat, priya, people_file):
    filed = people_file(
        "phone,practitioner", "X000001,Stuart,Wetherby,1,pat", "X000001,Stuart,Wetherby,2,priya"
    )
    assert (filed.counts["new"], filed.counts["to_check"]) == (1, 1)
    assert PersonFact.objects.newest_of_each().get().value == "2"
    assert Allocation.objects.get().practitioner.username == "pat"
    assert Allocation.objects.get().reason == "people file"


def test_nobody_is_held_from_before_the_last_one_let_go(person, priya, people_file):
    Allocation.objects.update(until=dt.date(2026, 9, 1))
    people_file("practitioner,as_at", f"{DEAN},PRIYA,01/06/2026")
    new = Allocation.objects.get(practitioner=priya)
    assert (new.since, new.until) == (dt.date(2026, 9, 1), None)


def test_facts_hold_from_the_day_they_are_as_at(person, people_file):
    people_file("phone,as_at", f"{DEAN},new,2026-11-01", f"{DEAN},old,2026-03-01")
    assert PersonFact.objects.newest_of_each().get().value == "new"
    for day, heap in (("2026-05-01", "already_here"), ("2026-11-20", "changed")):
        assert people_file("phone,as_at", f"{DEAN},old,{day}").counts[heap] == 1


def test_what_is_put_right_of_one_spell_takes_its_place(person, people_file):
    people_file("standing,standing_from,standing_place", f"{DEAN},custody,2026-01-01,HMP Leeds")
    people_file("standing,standing_from,standing_until", f"{DEAN},custody,2026-01-01,2026-03-01")
    assert Standing.objects.in_force(dt.date(2026, 2, 1)).get().place == "HMP Leeds"
    assert not Standing.objects.in_force(clock.today()).exists()


def test_a_number_or_preferred_name_that_disagrees_is_told_with_both(person, people_file):
    columns = "preferred_name,pnc,prison_number"
    people_file(columns, "X482913,Dean,Hartley,Deano,1954/0018147W,A1234BC")
    filed = people_file(columns, "X482913,Dean,Hartley,Dino,1955/0018147L,A1234BD")
    assert [one.said for one in filed.to_check] == [
        "The diary has the preferred name Deano; the file Dino.",
        "The diary has PNC number 1954/0018147W; the file 1955/0018147L.",
        "The diary has prison number A1234BC; the file A1234BD.",
    ]


def test_what_two_rows_of_one_file_say_otherwise_is_not_the_diarys(people_file):
    rows = ("X000001,Stuart,Wetherby", "X000001,Stu,Wetherby")
    (told,) = people_file("", *rows).to_check
    assert (told.line, told.ours) == (3, False)
    assert told.said == "The diary has the name Stuart Wetherby; the file Stu Wetherby."
