import datetime as dt

import pytest

from contacts.formats import clock
from contacts.models import Alongside, Source, Standing
from tests.reading import text_of

HTMX = {"HX-Request": "true"}
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def address(person):
    return f"/people/{person.crn}/"


@pytest.fixture
def add_fact(person):
    def add(what: str, value: str, days_ago: int = 30):
        source, _ = Source.objects.get_or_create(name="nDelius")
        as_at = clock.today() - dt.timedelta(days=days_ago)
        return person.facts.create(what=what, value=value, source=source, as_at=as_at)

    return add


def test_the_preferred_name_leads_and_the_full_name_follows(as_, pat, person, address):
    person.preferred_name = "Deano"
    person.save()
    words = text_of(as_(pat).get(address))
    assert words.index("Deano Hartley") < words.index("Dean Hartley")


def test_the_head_says_who_when_born_and_with_whom_since_when(as_, pat, priya, address):
    words = text_of(as_(pat).get(address))
    assert "X482913 · born 12 April 1991 (35) · with you since May 2024" in words
    assert "with Pat Okonjo since May 2024" in text_of(as_(priya).get(address))


def test_everything_about_a_person_comes_with_its_source_and_date(as_, pat, add_fact, address):
    add_fact("phone", "07700 900123, voicemail safe")
    add_fact("rosh", "High", days_ago=400)
    add_fact("rosh_to_whom", "known adult")
    words = text_of(as_(pat).get(address))
    assert "Phone 07700 900123, voicemail safe nDelius, 23 October" in words
    assert "RoSH High: known adult nDelius, 18 October 2025" in words


def test_the_latest_of_each_is_shown_and_an_empty_one_ends_it(as_, pat, add_fact, address):
    add_fact("tier", "B2", days_ago=90)
    add_fact("tier", "C1", days_ago=10)
    add_fact("mappa", "Level 1", days_ago=90)
    add_fact("mappa", "", days_ago=10)
    words = text_of(as_(pat).get(address))
    assert "C1" in words
    assert "B2" not in words
    assert "MAPPA" not in words


def test_the_safety_alert_comes_first_and_is_never_folded(as_, pat, add_fact, address, contact):
    add_fact("safety_alert", "See in pairs.")
    page = as_(pat).get(address).content.decode()
    alert = page.index("See in pairs.")
    assert alert < page.index('<form class="box"') < page.index("data-contact")
    assert "<details" not in page[:alert]


@pytest.mark.parametrize(("days_ago", "said"), [(365, False), (366, True)])
def test_an_alert_older_than_a_year_says_so(as_, pat, add_fact, address, days_ago, said):
    add_fact("safety_alert", "See in pairs.", days_ago=days_ago)
    assert ("More than a year old" in text_of(as_(pat).get(address))) == said


def test_where_somebody_is_stands_at_the_head(as_, pat, person, address):
    source = Source.objects.create(name="NOMIS")
    person.standings.create(
        what=Standing.What.CUSTODY,
        place="HMP Leeds",
        since=dt.date(2026, 9, 1),
        expected_release=dt.date(2027, 1, 15),
        source=source,
    )
    words = text_of(as_(pat).get(address))
    assert "In custody, HMP Leeds, since 1 September, release expected 15 January 2027" in words


def test_off_ones_caseload_a_quiet_line_says_who_can_see_it(as_, pat, priya, sam, address):
    line = "Not on your caseload; Pat can see that you opened this."
    assert line in text_of(as_(priya).get(address))
    assert line in text_of(as_(sam).get(address))
    assert "Not on your caseload" not in text_of(as_(pat).get(address))


def test_with_no_holder_it_is_the_spo_who_can_see(as_, priya, add_person, team):
    nobodys = add_person(team=team)
    words = text_of(as_(priya).get(f"/people/{nobodys.crn}/"))
    assert "nobody holds them" in words
    assert "Not on your caseload; the SPO can see that you opened this." in words


def test_whoever_works_alongside_is_not_told(as_, priya, person, address):
    Alongside.objects.create(person=person, user=priya, since=dt.date(2026, 1, 1))
    assert "Not on your caseload" not in text_of(as_(priya).get(address))
