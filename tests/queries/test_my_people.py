import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import AccessRule, Allocation, Alongside, Amendment, State
from contacts.queries.my_people import my_people


def at(day: str, time: str = "10:00") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{time}+00:00")


@pytest.fixture
def held(add_person, pat):
    """Somebody Pat holds since a day."""

    def add(last_name="Hartley", since="2026-06-01", **known):
        person = add_person(last_name=last_name, **known)
        Allocation.objects.create(person=person, practitioner=pat, since=since)
        return person

    return add


@pytest.fixture
def met(add_contact, pat):
    def add(person, day, kind="office", **known):
        return add_contact(person, pat, occurred_at=at(day), kind=kind, **known)

    return add


def only(user):
    people = my_people(user=user)
    (row,) = [*people.community, *people.custody, *people.suspended]
    return row


def names(rows):
    return [row.last_name for row in rows]


def test_a_row_says_who_when_last_met_how_and_what_was_written(person, pat, met):
    met(person, "2026-11-03", notes="Signed on. Rent is paid.\nMother well.")
    row = only(pat)
    assert (row.crn, row.called, row.id) == ("X482913", "Dean Hartley", person.pk)
    assert (row.last_met, row.how_long, row.unmet) == ("Office, 3 November", "19 days", 19)
    assert row.first_words == "Signed on. Rent is paid. Mother well."
    assert (row.group, row.where) == ("community", "")


def test_the_preferred_name_leads(held, pat):
    held(first_name="Muhammad", preferred_name="Mo", last_name="Ali")
    assert only(pat).called == "Mo Ali"


def test_a_visit_a_call_or_a_message_is_no_meeting(person, pat, met):
    met(person, "2026-10-01")
    met(person, "2026-11-10", kind="home_visit", notes="No answer, card left.")
    met(person, "2026-11-11", kind="phone", notes="Rang, all well.")
    met(person, "2026-11-12", kind="video", notes="Seen on screen.")
    met(person, "2026-11-13", kind="office", outcome="did_not_attend", notes="Not here.")
    row = only(pat)
    assert row.last_met == "Office, 1 October"
    assert row.first_words == "Not here."


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.MOVED, State.UNDONE])
def test_what_is_no_longer_shown_neither_counts_nor_is_told(person, pat, met, state):
    met(person, "2026-10-01", notes="Seen.")
    gone = met(person, "2026-11-10", notes="About somebody else.")
    type(gone).objects.filter(pk=gone.pk).update(state=state)
    row = only(pat)
    assert (row.last_met, row.first_words) == ("Office, 1 October", "Seen.")


def test_replaced_words_are_told_by_those_that_stand(person, pat, met):
    contact = met(person, "2026-11-10", notes="First wording.")
    known = {"contact": contact, "author": pat, "recorded_at": clock.now()}
    Amendment.objects.create(**known, notes="Second wording.", replaces=True)
    Amendment.objects.create(**known, notes="Third wording.", replaces=True)
    Amendment.objects.create(**known, notes="An addition.")
    assert only(pat).first_words == "Third wording."


def test_who_was_never_met_is_not_met_since_allocated(held, pat):
    held(since="2026-11-02")
    row = only(pat)
    assert row.last_met == "Not met since allocated on 2 November"
    assert (row.how_long, row.unmet, row.first_words) == ("20 days", 20, "")


def test_somebody_released_is_not_met_since_release_until_met(held, pat, met, stands):
    person = held(since="2025-06-01")
    assert met(person, "2026-02-01").seen == "met"  # in the visits hall, say
    stands(person, "custody", "2025-12-01", until="2026-11-13", place="HMP Leeds")
    row = only(pat)
    assert (row.last_met, row.unmet) == ("Not met since release on 13 November", 9)
    assert row.group == "community"
    met(person, "2026-11-13")
    assert only(pat).last_met == "Office, 13 November"


def test_a_release_still_to_come_is_none(held, pat, met, stands):
    person = held(since="2025-06-01")
    met(person, "2026-11-01")
    stands(person, "custody", "2026-11-02", until="2026-11-30")
    row = only(pat)
    assert (row.group, row.last_met) == ("custody", "Office, 1 November")


def test_the_longest_unmet_come_first(held, pat, met):
    for name, day in [("Recent", "2026-11-20"), ("Long", "2026-07-01"), ("Between", "2026-10-01")]:
        met(held(name, since="2026-06-15"), day)
    held("Never", since="2026-06-01")
    assert names(my_people(user=pat).community) == ["Never", "Long", "Between", "Recent"]


def test_who_was_never_met_and_is_held_by_nobody_yet_comes_before_all(held, pat, add_person):
    held(since="2020-01-01")
    beside = add_person(last_name="Beside")
    Alongside.objects.create(person=beside, user=pat, since="2026-11-01")
    Allocation.objects.create(person=beside, practitioner=pat, since="2026-11-23")
    first, _ = my_people(user=pat).community
    assert (first.last_name, first.last_met, first.how_long) == ("Beside", "Not met yet", "")


def test_by_person_they_come_as_a_list_of_names_does(held, pat):
    for name in ("Zhou", "Ó Briain", "abbott", "O'Neill", "Łuczak"):
        held(name)
    people = my_people(user=pat, sort="person")
    assert names(people.community) == ["abbott", "Łuczak", "Ó Briain", "O'Neill", "Zhou"]


def test_those_in_custody_come_by_release_and_the_next_is_told(held, pat, stands):
    for name, release in [("Later", "2027-03-01"), ("Unknown", None), ("Sooner", "2026-12-04")]:
        expected = dt.date.fromisoformat(release) if release else None
        known = {"place": "HMP Leeds", "expected_release": expected}
        stands(held(name), "custody", "2026-01-01", **known)
    people = my_people(user=pat)
    assert names(people.custody) == ["Sooner", "Later", "Unknown"]
    assert people.next_release == "4 December"
    assert people.custody[0].where == "HMP Leeds, release expected 4 December"
    assert people.custody[1].where == "HMP Leeds, release expected 1 March 2027"
    assert people.custody[2].where == "HMP Leeds"
    assert names(my_people(user=pat, sort="person").custody) == ["Later", "Sooner", "Unknown"]


@pytest.mark.parametrize(
    ("what", "group"),
    [
        *(("community", "community"), ("hospital", "community"), ("suspended", "suspended")),
        *(("custody", "custody"), ("recalled", "custody")),
    ],
)
def test_each_stands_in_the_group_of_where_they_are(held, pat, stands, what, group):
    stands(held(), what, "2026-11-01")
    assert only(pat).group == group


def test_the_latest_standing_that_holds_today_counts(held, pat, stands):
    person = held()
    stands(person, "custody", "2026-01-01")
    stands(person, "suspended", "2026-10-01", until="2026-11-22")
    stands(person, "hospital", "2026-11-23")
    assert only(pat).group == "custody"


@pytest.mark.parametrize(
    ("ends", "listed"),
    [
        ([], True),
        (["2026-11-22"], True),
        (["2026-11-21"], False),
        (["2026-11-21", "2027-01-01"], True),
        (["2026-11-21", None], True),
    ],
)
def test_from_the_day_after_the_last_order_ends_nobody_is_listed(held, pat, fact, ends, listed):
    person = held()
    for number, day in enumerate(ends):
        fact(person, "order", f"Order {number}", ends=day or "")
    assert bool(my_people(user=pat).ids) is listed


def test_who_is_no_longer_supervised_is_not_listed(held, pat, stands):
    person = held()
    stands(person, "ended", "2026-11-23")
    assert my_people(user=pat).ids == [person.pk]
    stands(person, "ended", "2026-11-22")
    assert my_people(user=pat).ids == []


def test_the_list_is_of_those_one_holds_or_works_alongside_today(
    person, pat, priya, sam, ada, add_person
):
    beside = add_person()
    Alongside.objects.create(person=beside, user=pat, since="2026-01-01")
    before = add_person()
    Allocation.objects.create(
        person=before, practitioner=pat, since="2026-01-01", until="2026-11-22"
    )
    assert set(my_people(user=pat).ids) == {person.pk, beside.pk}
    for user in (priya, sam, ada):
        assert my_people(user=user).ids == []


def test_whom_a_list_keeps_from_the_user_is_not_listed(person, pat):
    AccessRule.objects.create(person=person, user=pat, kind="exclusion", set_at=clock.now())
    assert my_people(user=pat).ids == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *(("zoe", ["O'Neill-Łuczak"]), ("ONEILL", ["O'Neill-Łuczak"]), ("luczak", 1), ("", 2)),
        *(("x100000", 1), ("har", ["Hartley"]), ("dean hart", 1), ("rob", ["Hartley"])),
        *(("nobody", []), ("%", []), ("_", []), (" ", 2)),
    ],
)
def test_the_list_is_narrowed_by_any_part_of_a_name_or_crn(held, pat, typed, found):
    held("O'Neill-Łuczak", first_name="Zoë")
    held("Hartley", first_name="Dean", preferred_name="Robbie")
    rows = my_people(user=pat, find=typed).community
    assert len(rows) == found if isinstance(found, int) else names(rows) == found


def test_sixty_people_take_the_statements_of_one(held, pat, met, django_assert_num_queries):
    met(held(), "2026-11-01")
    with django_assert_num_queries(2):
        my_people(user=pat)
    for number in range(59):
        met(held(f"Person {number}"), "2026-11-01")
    with django_assert_num_queries(2):
        assert len(my_people(user=pat).ids) == 60
