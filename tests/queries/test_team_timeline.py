import datetime as dt

import pytest

from contacts.formats import clock
from contacts.formats.periods import read_period
from contacts.formats.places import read_place
from contacts.formats.sought import read_sought
from contacts.models import AccessRule, Allocation, Amendment, Contact, State
from contacts.queries.team_timeline import Narrowed, team, team_timeline

TODAY = dt.date(2026, 11, 22)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def people(add_person, team, pat, priya, sam):
    """Pat's Abbot, Priya's Bell, and Cole whom nobody holds."""
    found = {}
    for name, who in (("Abbot", pat), ("Bell", priya), ("Cole", None)):
        found[name] = add_person(last_name=name, team=team)
        if who:
            Allocation.objects.create(person=found[name], practitioner=who, since=TODAY)
    return found


@pytest.fixture
def write(people, pat, add_contact):
    """One more contact, an hour before the one written before it."""
    hours = iter(range(1_000))

    def add(name, notes, **known):
        at = clock.now() - next(hours) * HOUR
        return add_contact(people[name], pat, notes=notes, **{"occurred_at": at, **known})

    return add


@pytest.fixture
def read(sam):
    def read(before=None, **asked):
        return team_timeline(team=team(user=sam), narrowed=Narrowed(**asked), before=before)

    return read


def notes(shown) -> list[str]:
    return [one.entry.notes for one in shown.written]


def test_everybodys_contacts_stand_interleaved_newest_first(write, read):
    for name, words in (("Abbot", "1"), ("Bell", "2"), ("Cole", "3"), ("Abbot", "4")):
        write(name, words)
    shown = read()
    assert [(one.person.called, one.held, one.entry.notes) for one in shown.written] == [
        ("Dean Abbot", "with Pat Okonjo", "1"),
        ("Dean Bell", "with Priya Nair", "2"),
        ("Dean Cole", "held by nobody", "3"),
        ("Dean Abbot", "with Pat Okonjo", "4"),
    ]
    assert [one.entry.crn for one in shown.written] == [one.person.crn for one in shown.written]
    assert (shown.since, shown.older) == ("", "")


def test_only_those_shown_are_named(write, read, people):
    assert read().people == []
    write("Abbot", "1")
    assert read().people == [people["Abbot"].pk]
    assert read(person=people["Cole"].crn).people == [people["Cole"].pk]


def test_each_entry_comes_once_from_page_to_page(write, read):
    for number in range(120):
        at = clock.now() - (number // 7) * HOUR
        write(["Abbot", "Bell", "Cole"][number % 3], f"{number}", occurred_at=at)
    shown, found, sizes = read(), [], []
    while True:
        found += [one.entry.id for one in shown.written]
        sizes.append(len(shown.written))
        if not shown.older:
            break
        shown = read(before=read_place(shown.older))
        assert shown.since
    wanted = Contact.objects.newest_first().values_list("pk", flat=True)
    assert (found, sizes) == (list(wanted), [50, 50, 20])


def test_one_persons_long_diary_does_not_hide_the_others(write, read):
    for number in range(60):
        write("Abbot", f"{number}")
    write("Bell", "Older than all of them.")
    assert len(read().written) == 50
    assert notes(read(before=read_place(read().older)))[-1] == "Older than all of them."


def test_it_narrows_to_whom_a_practitioner_holds_and_to_a_person(write, read, people, priya):
    for name in people:
        write(name, name)
    assert notes(read(practitioner=str(priya.pk))) == ["Bell"]
    assert notes(read(person=people["Cole"].crn)) == ["Cole"]
    assert notes(read(person=people["Cole"].crn, practitioner=str(priya.pk))) == []
    assert notes(read(person="Z999999")) == notes(read(practitioner="999")) == []


def test_it_narrows_to_a_kind_days_and_words(write, read):
    write("Abbot", "Rang about rent.", kind="phone")
    write("Bell", "Rent arrears.", kind="office", occurred_at=clock.now() - 24 * HOUR)
    write("Cole", "No answer.", kind="home_visit", occurred_at=clock.now() - 48 * HOUR)
    assert notes(read(kind="phone")) == ["Rang about rent."]
    assert notes(read(when=read_period("yesterday", TODAY))) == ["Rent arrears."]
    assert notes(read(when=read_period("until yesterday", TODAY))) == [
        *("Rent arrears.", "No answer.")
    ]
    assert notes(read(words=read_sought("rent"))) == ["Rang about rent.", "Rent arrears."]
    assert notes(read(words=read_sought("rent -arrears"))) == ["Rang about rent."]
    assert notes(read(words=read_sought("-rent"))) == ["No answer."]
    assert notes(read(words=read_sought("rent"), kind="office")) == ["Rent arrears."]


def test_what_is_found_by_words_is_paged_too(write, read):
    for number in range(60):
        write(["Abbot", "Bell"][number % 2], f"Rent {number}.")
    sought = read_sought("rent")
    first = read(words=sought)
    second = read(words=sought, before=read_place(first.older))
    assert notes(first) + notes(second) == [f"Rent {number}." for number in range(60)]


def test_a_day_stands_once_above_its_entries(write, read):
    for name, hours in (("Abbot", 0), ("Bell", 1), ("Abbot", 24), ("Cole", 25)):
        write(name, "x", occurred_at=clock.now() - hours * HOUR)
    shown = [(one.entry.day, one.entry.continued) for one in read().written]
    assert shown == [
        *(("today", False), ("today", True), ("yesterday", False), ("yesterday", True)),
    ]


def test_stubs_keep_their_place_and_say_nothing_of_their_kind(write, read):
    write("Abbot", "By mistake.", kind="phone", state=State.WITHDRAWN)
    lead = write("Bell", "Seen.", kind="phone")
    write("Bell", "Also seen.", kind="phone", state=State.JOINED, lead=lead)
    write("Bell", "Undone.", state=State.UNDONE)
    assert [bool(one.entry.stub) for one in read().written] == [True, False]
    assert notes(read(kind="phone")) == ["Seen."]


def test_people_whom_the_spo_may_not_see_are_not_in_it(write, read, people, sam, stands):
    AccessRule.objects.create(
        person=people["Abbot"], user=sam, kind="exclusion", set_at=clock.now()
    )
    stands(people["Cole"], "ended", "2026-11-01")
    for name in people:
        write(name, "Seen.")
    for asked in ({}, {"words": read_sought("seen")}, {"words": read_sought("-rent")}):
        shown = read(**asked)
        assert [one.person.called for one in shown.written] == ["Dean Bell"]
        assert shown.people == [people["Bell"].pk]


def test_what_is_joined_to_an_entry_of_somebody_else_does_not_lead_there(write, read, people, sam):
    """A group whose records came to stand under two people tells nothing of the other."""
    lead = write("Abbot", "Seen.")
    write("Bell", "Talked of the tribunal.", state=State.JOINED, lead=lead)
    AccessRule.objects.create(
        person=people["Abbot"], user=sam, kind="exclusion", set_at=clock.now()
    )
    assert notes(read(words=read_sought("tribunal"))) == []


@pytest.mark.parametrize("who", ["pat", "priya", "ada"])
def test_nobody_else_has_a_team_to_read(write, request, who, ada):
    write("Abbot", "Seen.")
    members = team(user=request.getfixturevalue(who))
    assert (members.people, members.practitioners) == ([], [])
    assert team_timeline(team=members).written == []
    assert team_timeline(team=members, narrowed=Narrowed(words=read_sought("seen"))).written == []


@pytest.mark.parametrize("asked", [{}, {"words": read_sought("number")}])
def test_a_full_page_takes_the_statements_of_one_entry(
    people, write, read, pat, asked, django_assert_max_num_queries
):
    for number in range(60):
        contact = write(["Abbot", "Bell", "Cole"][number % 3], f"Number {number}")
        Amendment.objects.create(contact=contact, author=pat, recorded_at=clock.now(), notes="x")
    with django_assert_max_num_queries(8):
        assert len(read(**asked).written) == 50
