import datetime as dt
import re

import pytest

from contacts.formats import clock
from contacts.models import Allocation, Alongside, PersonFact, Source, Standing
from tests.reading import text_of

TODAY = dt.date(2026, 11, 22)
What = Standing.What


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


@pytest.fixture
def hold(add_person, pat, add_contact):
    """Somebody on Pat's list, met in the office so many days ago unless never."""

    def add(name: str, *, met: int | None = None, held: int = 900, who=pat, **known):
        person = add_person(last_name=name, **known)
        Allocation.objects.create(person=person, practitioner=who, since=ago(held))
        if met is not None:
            at = clock.now() - dt.timedelta(days=met)
            add_contact(person, pat, kind="office", occurred_at=at, notes=f"{name} came in.")
        return person

    return add


@pytest.fixture
def stand(db):
    """Where somebody is, from when, as NOMIS says."""
    source = Source.objects.create(name="NOMIS")
    return lambda person, what, **known: person.standings.create(
        **{"what": what, "since": ago(100), "source": source, **known}
    )


@pytest.fixture
def look(as_, pat):
    return lambda **query: as_(pat).get("/people/", query)


def names(page) -> list[str]:
    """Those on the list, in reading order."""
    return re.findall(r'<a class="govuk-link" href="/people/X\d+/">([^<]+)</a>', page.text)


def row(page, person) -> str:
    """What the list says of one person."""
    rows = re.findall(r"<tr data-find.*?</tr>", page.text, re.DOTALL)
    [found] = [one for one in rows if person.crn in one]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_a_row_says_who_when_last_met_and_how_and_what_was_last_written(
    look, hold, add_contact, pat
):
    hartley = hold("Hartley", met=33)
    add_contact(hartley, pat, kind="phone", notes="Rang. He was at work and could not talk.")
    said = row(look(), hartley)
    assert said == (
        f"Dean Hartley {hartley.crn} Office, 20 October 33 days"
        " 22 November: Rang. He was at work and could not talk."
    )


def test_those_longest_unmet_come_first(look, hold):
    for name, met in (("Abbot", 3), ("Bell", 40), ("Cole", 12)):
        hold(name, met=met)
    hold("Dunn", held=25)
    assert names(look()) == ["Dean Bell", "Dean Dunn", "Dean Cole", "Dean Abbot"]


def test_the_list_may_be_sorted_by_name(look, hold):
    for name, met in (("Cole", 3), ("Élan", 40), ("Abbot", 12), ("Dunn", 50)):
        hold(name, met=met)
    assert names(look(sort="person")) == ["Dean Abbot", "Dean Cole", "Dean Dunn", "Dean Élan"]
    assert names(look(sort="anything")) == names(look(sort="met"))


def test_a_visit_to_nobody_and_a_call_are_no_meeting(look, hold, add_contact, pat):
    hartley = hold("Hartley", met=33)
    add_contact(hartley, pat, kind="home_visit", notes="No answer, card left.")
    add_contact(hartley, pat, kind="phone", notes="Rang.")
    assert "Office, 20 October 33 days" in row(look(), hartley)


def test_what_was_withdrawn_moved_joined_or_undone_is_neither_met_nor_shown(
    look, hold, add_contact, pat
):
    hartley = hold("Hartley", met=33)
    lead = hartley.contacts.get()
    for state in ("withdrawn", "moved", "undone", "joined"):
        of = {"lead": lead} if state == "joined" else {}
        add_contact(hartley, pat, kind="office", notes="Came in later.", state=state, **of)
    assert row(look(), hartley).endswith("Office, 20 October 33 days 20 October: Hartley came in.")


def test_whoever_was_never_met_is_counted_from_when_they_were_allocated(look, hold):
    hartley = hold("Hartley", held=25)
    assert "Not met since allocated on 28 October 25 days" in row(look(), hartley)


def test_whoever_was_released_is_counted_from_that_day(look, hold, stand):
    """Met nine weeks ago in prison, released nine days ago and not met since."""
    hartley = hold("Hartley", met=63)
    stand(hartley, What.CUSTODY, until=ago(9))
    page = look()
    assert "Not met since release on 13 November 9 days" in row(page, hartley)
    assert "In custody" not in text_of(page)


def test_people_in_custody_are_a_folded_group_by_release_date(look, hold, stand):
    for name, release in (("Abbot", None), ("Bell", ago(-40)), ("Cole", ago(-9))):
        stand(hold(name), What.CUSTODY, place="HMP Leeds", expected_release=release)
    stand(hold("Dunn"), What.RECALLED, expected_release=ago(-20))
    hold("Ellis")
    page = look()
    assert "In custody (4), next release 1 December" in text_of(page)
    wanted = ["Ellis", "Cole", "Dunn", "Bell", "Abbot"]
    assert names(page) == [f"Dean {name}" for name in wanted]
    folded = re.search(r"<details class=\"[^\"]*\"(?: open)?>\s*<summary>In custody", page.text)
    assert folded
    assert "open" not in folded[0]


def test_suspended_contact_is_a_group_and_hospital_is_not(look, hold, stand):
    stand(hold("Abbot"), What.SUSPENDED, reason="Reset")
    stand(hold("Bell"), What.HOSPITAL)
    page = look()
    assert "Contact suspended (1)" in text_of(page)
    assert names(page) == ["Dean Bell", "Dean Abbot"]


def test_the_standing_that_began_last_and_has_not_ended_counts(look, hold, stand):
    hartley = hold("Hartley")
    stand(hartley, What.CUSTODY, since=ago(300), until=ago(200))
    stand(hartley, What.SUSPENDED, since=ago(90))
    stand(hartley, What.CUSTODY, since=ago(-3))
    assert "Contact suspended (1)" in text_of(look())


@pytest.mark.parametrize(("ends", "listed"), [([-5], True), ([0], True), ([1], False)])
def test_from_the_day_after_the_order_ends_nobody_is_on_a_list(look, hold, ends, listed):
    orders(hold("Hartley"), ends)
    assert bool(names(look())) == listed


@pytest.mark.parametrize(
    ("ends", "listed"), [([1, 200], False), ([200, -5], True), ([5, None], True)]
)
def test_unless_a_later_one_is_known(look, hold, ends, listed):
    orders(hold("Hartley"), ends)
    assert bool(names(look())) == listed


def orders(person, ends: list[int | None]) -> None:
    source = Source.objects.create(name="nDelius")
    for days in ends:
        until = None if days is None else ago(days)
        order = PersonFact.What.ORDER
        person.facts.create(what=order, value="Order", ends=until, source=source, as_at=ago(300))


def test_whose_supervision_ended_is_off_the_list_and_still_opened(
    look, hold, stand, as_, pat, team
):
    hartley = hold("Hartley")
    stand(hartley, What.ENDED)
    assert names(look()) == []
    assert as_(pat).get(f"/people/{hartley.crn}/").status_code == 200


def test_a_co_worker_has_them_on_their_list_too(as_, priya, hold):
    hartley = hold("Hartley")
    Alongside.objects.create(person=hartley, user=priya, since=ago(3))
    assert names(as_(priya).get("/people/")) == ["Dean Hartley"]


def test_a_colleagues_people_are_not_on_it(look, hold, priya, team):
    hold("Hartley", who=priya, team=team)
    assert "Nobody is allocated to you." in text_of(look())


@pytest.mark.parametrize(
    "typed", ["hart", "HARTLEY", "dean h", "oneill", "O'Neill", "zoe", "X10000"]
)
def test_the_list_narrows_to_a_part_of_a_name_or_crn(as_, pat, hold, typed):
    hold("Hartley O’Neill", preferred_name="Zoë", crn="X100001")
    hold("Quill", first_name="Bob", crn="X200002")
    page = as_(pat).post("/people/", {"find": typed})
    assert names(page) == ["Zoë Hartley O’Neill"]


def test_the_group_in_which_somebody_is_found_is_open(as_, pat, hold, stand):
    stand(hold("Hartley"), What.CUSTODY)
    page = as_(pat).post("/people/", {"find": "hart"}).text
    assert re.search(r"<details class=\"[^\"]*\" open>\s*<summary>In custody \(1\)", page)


@pytest.mark.parametrize("typed", ["nobody", "%", "_", "\\", "a" * 5000])
def test_nobody_found_is_said(as_, pat, hold, typed):
    hold("Hartley")
    page = as_(pat).post("/people/", {"find": typed})
    assert page.status_code == 200
    assert "Nobody on your list has that in their name or CRN." in text_of(page)


def test_no_address_carries_what_was_typed(look, hold):
    hold("Hartley")
    page = look(sort="person").text
    assert re.search(r'<form class="narrow" method="post" action="/people/\?sort=person"', page)
    assert names(look(find="nobody")) == ["Dean Hartley"]


def test_for_a_shared_room_there_are_initials_and_no_words(look, hold, as_, pat):
    hartley = hold("Hartley-Cole", met=33)
    hide = as_(pat).post("/people/hide/", {"initials_only": "yes"})
    assert (hide.status_code, hide.url) == (303, "/people/")
    page = look()
    assert row(page, hartley) == f"DHC {hartley.crn} Office, 20 October 33 days"
    assert "Hartley" not in text_of(page)
    assert "came in" not in page.text


def test_it_is_remembered_until_it_is_undone(look, hold, as_, pat, priya):
    hold("Hartley")
    as_(pat).post("/people/hide/", {"initials_only": "yes"})
    assert names(look()) == ["DH"]
    pat.refresh_from_db()
    priya.refresh_from_db()
    assert (pat.initials_only, priya.initials_only) == (True, False)
    as_(pat).post("/people/hide/", {"initials_only": "no"})
    assert names(look()) == ["Dean Hartley"]
