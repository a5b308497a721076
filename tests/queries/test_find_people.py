import datetime as dt

import pytest

from contacts.models import AccessRule, Alias, Allocation
from contacts.queries import find_people as query
from contacts.queries.find_people import find_people


@pytest.fixture
def find(pat):
    """The names Pat is given for what she types, nearest first."""
    return lambda typed, user=pat: [one.called for one in find_people(user=user, find=typed).people]


@pytest.fixture
def add(add_person, team):
    def named(name: str, **known):
        first, _, last = name.partition(" ")
        return add_person(first_name=first, last_name=last, **{"team": team, **known})

    return named


@pytest.mark.parametrize(
    "typed",
    ["X482913", "x482913", "a1234bc", "54/18147w", "1954/0018147W", "12/4/1991", "12 April 1991"],
)
def test_a_number_or_a_date_of_birth_finds_exactly(find, person, add, typed):
    person.prison_number, person.pnc = "A1234BC", "1954/0018147W"
    person.save()
    add("Other Person", date_of_birth=dt.date(1991, 4, 13))
    assert find(typed) == ["Dean Hartley"]


@pytest.mark.parametrize(
    "typed",
    ["zoe", "ZOË", "oneill", "luczak zoe", "o’neill łuczak", "Zoe O Neil", "luzcak", "oneil luc"],
)
def test_a_name_is_found_without_accents_in_any_order_and_with_a_slip(find, add, typed):
    add("Zoë O'Neill-Łuczak")
    add("Priya Nair")
    assert find(typed) == ["Zoë O'Neill-Łuczak"]


def test_accents_that_stand_apart_from_their_letters_are_folded_too(find, add):
    add("Sia\u0302n Nguye\u0302\u0303n")
    assert find("sian nguyen") == ["Sia\u0302n Nguye\u0302\u0303n"]


def test_a_preferred_name_and_the_first_both_find(find, add):
    add("Mohammed Iqbal", preferred_name="Mo")
    assert find("mo iqbal") == find("mohamed") == ["Mo Iqbal"]


def test_an_alias_finds_and_is_said(pat, add):
    dean = add("Dean Hartley")
    Alias.objects.create(person=dean, first_name="Ricky", last_name="Marsh")
    Alias.objects.create(person=dean, last_name="Bell")
    (found,) = find_people(user=pat, find="riky marsh").people
    assert (found.called, found.also) == ("Dean Hartley", "Ricky Marsh")
    (found,) = find_people(user=pat, find="bell dean").people
    assert (found.called, found.also) == ("Dean Hartley", "Bell")
    (found,) = find_people(user=pat, find="hartley").people
    assert found.also == ""


def test_the_nearest_come_first_and_among_equals_by_family_name(find, add):
    for name in ("Ann Hartleys", "Zed Hartley", "Bob Hartly", "Cal Hartley-Ash", "Dan Hart"):
        add(name)
    assert find("hartley") == ["Zed Hartley", "Cal Hartley-Ash", "Ann Hartleys", "Bob Hartly"]


def test_every_part_typed_must_fit(find, add):
    add("Dean Hartley", date_of_birth=dt.date(1991, 4, 12))
    add("Dean Cole", date_of_birth=dt.date(1991, 4, 12))
    assert find("hartley 12/4/1991") == ["Dean Hartley"]
    assert find("hartley 13/4/1991") == []
    assert find("12/4/1991") == ["Dean Cole", "Dean Hartley"]


def test_it_is_said_when_they_were_born_and_who_holds_them(pat, person, add):
    add("Dean Hartly")
    held, other = find_people(user=pat, find="dean hartley").people
    assert (held.crn, held.born, held.held) == (
        "X482913",
        "12 April 1991 (35)",
        "with Pat Okonjo",
    )
    assert (other.born, other.held) == ("", "nobody holds them")


@pytest.mark.parametrize("typed", ["X482913", "hartley", "12/4/1991"])
def test_nobody_is_found_whom_one_may_not_open(find, person, pat, olu, ada, sam, priya, typed):
    assert find(typed, olu) == find(typed, ada) == []
    AccessRule.objects.create(
        person=person, user=priya, kind="restriction", set_at=dt.datetime.now(dt.UTC)
    )
    assert find(typed) == find(typed, sam) == []
    assert find(typed, priya) == ["Dean Hartley"]


def test_somebody_held_elsewhere_is_found(find, add, pat, other_team):
    far = add("Dean Far", team=other_team)
    assert find("far") == []
    Allocation.objects.create(person=far, practitioner=pat, since=dt.date(2026, 1, 5))
    assert find("far") == ["Dean Far"]


def test_at_most_twenty_are_shown_and_that_there_are_more_is_said(pat, add):
    for number in range(21):
        add("Dean Hartley", preferred_name=chr(ord("A") + number) * 3)
        found = find_people(user=pat, find="hartley")
        assert (len(found.people), found.more) == (min(number + 1, 20), number + 1 > 20)
    assert found.ids == [one.id for one in found.people]
    assert find_people(user=pat, find="hartley bbb").more is False


@pytest.mark.parametrize("typed", ["", "  ", "%", "_", "'", "\\", "\ud800", "(", "'); --"])
def test_nothing_to_look_for_finds_nobody(find, person, typed):
    assert find(typed) == []


def test_it_takes_at_most_six_statements(pat, add, django_assert_max_num_queries):
    for number in range(30):
        person = add("Dean Hartley")
        Alias.objects.create(person=person, first_name="Ricky", last_name=f"Marsh {number}")
    with django_assert_max_num_queries(6):
        find_people(user=pat, find="dean hartley")


@pytest.mark.parametrize("sign", query.APOSTROPHES)
def test_whichever_apostrophe_is_kept_none_has_to_be_typed(find, add, sign):
    add(f"Zoë O{sign}Neill")
    assert find("oneill") == [f"Zoë O{sign}Neill"]
