import re

import pytest

from contacts.models import PDU, Team
from tests.reading import text_of

PHONE = "0113 496 0404"


@pytest.fixture
def save(adas):
    """Ada opens a page, changes some of what stands there and presses Save."""

    def saved(address, **typed):
        found = re.search(r'name="version" value="(\w+)"', adas.get(address).text)
        return adas.post(address, {"version": found[1] if found else "", **typed})

    return saved


def test_the_page_shows_pdus_with_number_and_teams(adas, team, other_team, south):
    team.serves.add(south)
    page = text_of(adas.get("/teams/"))
    assert "North Duty manager 0113 496 0101. Change North North one Also serves South" in page
    assert "South Duty manager 0113 496 0202. Change South South one" in page


def test_a_pdu_is_added_with_its_number(adas, save):
    answer = save("/teams/pdus/new/", name="West", phone="0113\u00a0496 0404")
    west = PDU.objects.get(name="West")
    assert (answer.status_code, answer.url) == (303, f"/teams/?added=pdu-{west.pk}")
    assert west.duty_manager_phone == PHONE
    page = text_of(adas.get(answer.url))
    assert "West was added." in page
    assert "West Duty manager 0113 496 0404. Change West No teams yet." in page


def test_a_name_that_is_taken_is_refused_at_its_box(save, north):
    answer = save("/teams/pdus/new/", name="NORTH", phone=PHONE)
    said = "Choose another name: there is a PDU called North already."
    assert f'<a href="#id_name">{said}</a>' in answer.text
    assert f"</span> {said}</p>" in answer.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("added=team-{team}", "North one was added."),
        ("changed=pdu-{pdu}", "North is saved. It holds from everybody’s next page on."),
        ("added=team-0", ""),
        ("changed=North one", ""),
    ],
)
def test_what_was_added_or_changed_is_named(adas, north, team, query, said):
    page = adas.get(f"/teams/?{query.format(team=team.pk, pdu=north.pk)}")
    assert said in text_of(page)
    assert ('role="status"' in page.text) == bool(said)


def test_a_number_holds_from_the_next_page_on(save, as_, pat, north):
    save(f"/teams/pdus/{north.pk}/", name="North", phone=PHONE)
    assert f"ring your duty manager: {PHONE}" in text_of(as_(pat).get("/people/Z999999/"))


def test_a_team_that_moves_takes_its_users_with_it(save, as_, priya, person, team, south):
    client, address = as_(priya), f"/people/{person.crn}/"
    other = Team.objects.create(name="North two", pdu=team.pdu)
    person.team = other
    person.save()
    assert client.get(address).status_code == 200
    moved = save(f"/teams/{team.pk}/", name="South two", pdu=south.pk)
    assert moved.status_code == 303
    assert client.get(address).status_code == 404
    save(f"/teams/{team.pk}/", name="South two", pdu=south.pk, serves=[other.pdu.pk])
    assert client.get(address).status_code == 200


def test_a_team_is_added(save, north, south):
    assert save("/teams/new/", name="Court", pdu=north.pk, serves=[south.pk]).status_code == 303
    team = Team.objects.get(name="Court")
    assert (team.pdu, [*team.serves.all()]) == (north, [south])


@pytest.mark.parametrize(
    ("address", "typed", "said"),
    [
        (
            "/teams/pdus/new/",
            {"name": "north", "phone": PHONE},
            "there is a PDU called North already",
        ),
        ("/teams/pdus/new/", {"name": "West", "phone": "the desk"}, "Give one number to ring"),
        ("/teams/pdus/new/", {"name": "x" * 101, "phone": PHONE}, "at most 100 characters"),
        ("/teams/new/", {"name": "North\u3000ONE"}, "there is a team called North one already"),
        ("/teams/new/", {"name": "\u200b"}, "Give the name that colleagues know"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_stays(save, north, team, address, typed, said):
    usual = {} if "phone" in typed else {"pdu": north.pk}
    answer = save(address, **usual, **typed)
    assert answer.status_code == 422
    assert said in text_of(answer)
    for value in typed.values():
        assert f'value="{value}"' in answer.text
    assert (PDU.objects.count(), Team.objects.count()) == (1, 1)


@pytest.mark.parametrize("what", ["pdus", "team"])
def test_the_second_of_two_is_told_what_the_first_changed(adas, save, north, south, team, what):
    address = f"/teams/pdus/{north.pk}/" if what == "pdus" else f"/teams/{team.pk}/"
    version = re.search(r'name="version" value="(\w+)"', adas.get(address).text)[1]
    more = {"phone": PHONE} if what == "pdus" else {"pdu": south.pk, "serves": [north.pk]}
    save(address, name="First", **more)
    late = adas.post(address, {"name": "Second", **more, "version": version})
    assert late.status_code == 422
    assert "meanwhile: First" in text_of(late)
    assert 'value="Second"' in late.text
    answers = re.search(r'name="version" value="(\w+)"', late.text)[1]
    again = adas.post(address, {"name": "Second", **more, "version": answers})
    assert again.status_code == 303


def test_with_no_pdu_the_page_says_where_to_begin(as_, ada):
    ada.team = None
    ada.save()
    Team.objects.all().delete()
    PDU.objects.all().delete()
    page = as_(ada).get("/teams/")
    assert "There is no PDU yet. Add one, then its teams." in text_of(page)
    assert "Add a team" not in text_of(page)
