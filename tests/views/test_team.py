import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Allocation, Role, Source
from tests.open_things import talk
from tests.reading import text_of

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def hold(add_person, team):
    def add(name, who=None, since=TODAY, **known):
        person = add_person(**{"last_name": name, "team": team, **known})
        if who:
            Allocation.objects.create(person=person, practitioner=who, since=since)
        return person

    return add


def test_sam_sees_whom_each_holds_and_when_they_were_last_met_and_no_count_of_them(
    as_, sam, pat, priya, hold, add_contact
):
    abbot = hold("Abbot", pat)
    hold("Bell", pat)
    hold("Cole")
    add_contact(abbot, pat, kind="office", occurred_at=dt.datetime(2026, 11, 3, 10, tzinfo=dt.UTC))
    page = text_of(as_(sam).get("/team/"))
    assert "North one" in page
    assert f"Dean Abbot {abbot.crn} Office, 3 November 19 days" in page
    assert page.index("Pat Okonjo") < page.index("Abbot") < page.index("Priya Nair")
    assert "Okonjo (" not in page
    assert page.index("Holds nobody.") < page.index("Held by nobody (1)") < page.index("Cole")


def test_no_words_of_anybodys_notes_are_on_it(as_, sam, pat, hold, add_contact):
    add_contact(hold("Abbot", pat), pat, kind="office", notes="Lapwing came in.")
    assert "Lapwing" not in as_(sam).get("/team/").text


def test_those_in_custody_and_suspended_stand_apart(as_, sam, pat, hold):
    source = Source.objects.create(name="NOMIS")
    for name, what in (("Abbot", "custody"), ("Bell", "suspended")):
        hold(name, pat).standings.create(what=what, since=TODAY, source=source, place="HMP Leeds")
    page = text_of(as_(sam).get("/team/"))
    assert re.search(r"In custody.*Abbot.*HMP Leeds.*Contact suspended.*Bell", page)


def test_whoever_can_no_longer_sign_in_is_said_to(as_, sam, pat, hold):
    hold("Abbot", pat)
    pat.is_active = False
    pat.save()
    assert "Pat Okonjo can no longer sign in." in text_of(as_(sam).get("/team/"))


def test_each_caseload_leads_to_its_timeline(as_, sam, pat, priya, hold):
    hold("Abbot", pat)
    page = as_(sam).get("/team/").text
    assert re.findall(r'href="(/team/timeline/[^"]*)"', page) == [
        *("/team/timeline/", f"/team/timeline/?practitioner={pat.pk}")
    ]


def test_for_a_shared_room_there_are_initials(as_, sam, pat, hold):
    hold("Hartley-Cole", pat)
    sam.initials_only = True
    sam.save()
    assert "DHC" in text_of(as_(sam).get("/team/"))
    assert "Hartley-Cole" not in text_of(as_(sam).get("/team/"))


def test_whoever_has_no_team_to_look_over_is_told_so(as_, pat, ada, add_user, hold):
    hold("Abbot", pat)
    for user in (pat, ada):
        page = text_of(as_(user).get("/team/"))
        assert "This page shows senior probation officers the people of their team." in page
        assert "Abbot" not in page
    rae = add_user("rae", "Rae", Role.SPO, None)
    assert "You are in no team." in text_of(as_(rae).get("/team/"))


def test_a_team_without_anybody_says_so(as_, sam):
    assert "Nobody works in this team yet" in text_of(as_(sam).get("/team/"))


def test_it_costs_the_same_with_sixty_people(as_, sam, pat, hold, add_contact):
    client, counts = as_(sam), []
    for numbers in (range(1), range(1, 60)):
        for number in numbers:
            add_contact(hold(f"Person {number}", pat), pat, kind="office")
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/team/")
        counts.append(len(asked))
    assert text_of(page).count("Person ") >= 60
    assert counts[0] == counts[1]


def test_sam_is_asked_to_talk_about_people_and_about_entries(as_, sam, pat, hold, add_contact):
    abbot, bell = hold("Abbot", pat), hold("Bell", pat)
    entry = add_contact(bell, pat, notes="Lapwing.")
    talk(abbot, pat), talk(bell, pat, entry)
    page = as_(sam).get("/team/")
    words = text_of(page)
    assert f"Asked to talk Dean Abbot {abbot.crn} Pat Okonjo asked today, 11:00 Talked" in words
    assert f"Dean Bell {bell.crn}, about one entry Pat Okonjo asked" in words
    assert f'href="/people/{bell.crn}/contacts/{entry.pk}/"' in page.text
    assert "Lapwing" not in page.text


def test_initials_stand_there_in_a_shared_room(as_, sam, pat, hold):
    talk(hold("Hartley-Cole", pat), pat)
    sam.initials_only = True
    sam.save()
    assert "Hartley-Cole" not in text_of(as_(sam).get("/team/"))


def test_where_nobody_is_asked_there_is_no_list(as_, sam, pat, hold):
    hold("Abbot", pat)
    assert "Asked to talk" not in text_of(as_(sam).get("/team/"))
