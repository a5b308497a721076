"""One person on record twice: both are shown, joined, read under either CRN, and parted."""

import datetime as dt

import pytest

from contacts.actions.joining_people import join_people
from contacts.formats import clock
from contacts.models import AccessRule, Act, Allocation, AuditEntry, Contact, Person, PersonJoin
from tests.reading import text_of


@pytest.fixture
def address(person):
    return f"/people/{person.crn}/join/"


@pytest.fixture
def other(add_person, team):
    names = {"first_name": "Deen", "last_name": "Hartly", "prison_number": "A1234BC"}
    return add_person(crn="X482999", team=team, **names)


@pytest.fixture
def joined(person, other, sam):
    return join_people(kept=person, joined=other, by=sam)


def hide(person, user, kind="exclusion"):
    return AccessRule.objects.create(person=person, user=user, kind=kind, set_at=clock.now())


def test_both_records_are_shown_side_by_side(as_, sam, person, other, address):
    page = as_(sam).get(address, {"other": "x482999"})
    shown = text_of(page)
    assert "Name (differs) Dean Hartley Deen Hartly" in shown
    assert "Date of birth 12 April 1991 not known" in shown
    assert "Prison number not known A1234BC" in shown
    assert "Held by Pat Okonjo not known" in shown
    assert not PersonJoin.objects.exists()
    assert AuditEntry.objects.get().people == [person.pk, other.pk]


@pytest.mark.parametrize("who", ["sam", "ada"])
def test_one_press_joins_them_and_one_parts_them(request, as_, who, person, other, address):
    client = as_(request.getfixturevalue(who))
    answer = client.post(address, {"other": other.crn})
    assert (answer.status_code, answer.url) == (303, f"{address}?joined=X482999")
    shown = text_of(client.get(answer.url))
    assert "X482999 is joined to X482913. All of it is read here from now on." in shown
    join = PersonJoin.objects.get()
    answer = client.post(f"/people/{person.crn}/part/", {"join": join.pk})
    assert (answer.status_code, answer.url) == (303, f"{address}?parted=X482999")
    assert "X482999 and X482913 are two records again" in text_of(client.get(answer.url))
    assert client.post(f"/people/{person.crn}/part/", {"join": join.pk}).status_code == 303
    assert AuditEntry.objects.filter(act=Act.PART_PEOPLE).count() == 1


def test_whoever_may_be_the_same_person_is_one_press_away(as_, sam, person, other, address):
    other.last_name, other.date_of_birth = "Hartley", person.date_of_birth
    other.save()
    page = as_(sam).get(address)
    assert "May be the same person X482999 Deen Hartley, born 12 April 1991 Show both" in text_of(
        page
    )
    assert f'href="{address}?other=X482999"' in page.text
    assert AuditEntry.objects.get().people == [person.pk, other.pk]


def test_records_that_differ_are_joined_by_whoever_says_they_have_checked(as_, sam, other, address):
    other.date_of_birth = dt.date(1991, 12, 4)
    other.save()
    shown = text_of(as_(sam).get(address, {"other": other.crn}))
    assert "Date of birth (differs) 12 April 1991 4 December 1991" in shown
    assert "They differ in date of birth. I have checked that these are one person" in shown
    page = as_(sam).post(address, {"other": other.crn})
    assert page.status_code == 422
    assert "Check, then tick that they are one person." in text_of(page)
    assert not PersonJoin.objects.exists()
    sent = {"other": other.crn, "checked": "on"}
    assert as_(sam).post(address, sent).status_code == 303
    assert PersonJoin.objects.exists()


@pytest.mark.parametrize("who", ["pat", "priya", "olu"])
def test_nobody_but_an_spo_or_an_administrator_joins(request, as_, who, person, other, address):
    client = as_(request.getfixturevalue(who))
    assert client.get(address).status_code == 404
    assert client.post(address, {"other": other.crn}).status_code == 404
    assert client.post(f"/people/{person.crn}/part/", {"join": 1}).status_code == 404


@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_whoever_one_may_not_join_does_not_exist(
    as_, sam, olu, other, address, add_person, other_team, kind
):
    elsewhere = add_person(crn="X482998", team=other_team)
    hide(other, sam if kind == "exclusion" else olu, kind)
    for method in ("get", "post"):
        ask = getattr(as_(sam), method)
        pages = [ask(address, {"other": crn}) for crn in (other.crn, elsewhere.crn, "Z999999")]
        assert {page.status_code for page in pages} == {422}
        bodies = {text_of(page) for page in pages}
        assert len(bodies) == 1
        assert "There is no record with this CRN that you can join." in bodies.pop()
    refused = AuditEntry.objects.filter(act=Act.REFUSED)
    assert {(entry.detail["crn"], *entry.people) for entry in refused} == {
        ("X482999",),
        ("X482998",),
        ("Z999999",),
    }


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type the CRN of the other record."),
        ("Dean", "CRN"),
        ("X482913", "That is a CRN of this record already."),
    ],
)
def test_what_cannot_be_joined_is_said(as_, sam, address, typed, said):
    page = as_(sam).post(address, {"other": typed})
    assert page.status_code == 422
    assert said in text_of(page)


def test_an_spo_says_who_holds_where_two_people_do(
    as_, sam, ada, pat, priya, person, other, address
):
    Allocation.objects.create(person=other, practitioner=priya, since=clock.today())
    sent = {"other": other.crn}
    page = as_(ada).post(address, sent)
    assert page.status_code == 409
    assert "An SPO has to say who holds them from now on." in text_of(page)
    page = as_(sam).post(address, sent)
    assert page.status_code == 422
    assert "Choose who holds them from now on." in text_of(page)
    assert "Priya Nair (priya)" in text_of(page)
    assert as_(sam).post(address, {**sent, "holder": sam.pk}).status_code == 422
    assert not PersonJoin.objects.exists()
    assert as_(sam).post(address, {**sent, "holder": priya.pk}).status_code == 303
    assert person.allocations.on(clock.today()).get().practitioner == priya


def test_the_crn_of_a_joined_record_leads_to_the_one_that_is_kept(
    as_, pat, person, joined, add_contact
):
    contact = add_contact(person, pat)
    client = as_(pat)
    for rest in ("", "?words=flat&before=", f"contacts/{contact.pk}/", "print/"):
        answer = client.get(f"/people/x482999/{rest}")
        assert (answer.status_code, answer.url) == (302, f"/people/X482913/{rest}")
    shown = text_of(client.get("/people/X482999/", follow=True))
    assert "Also on record as X482999 Deen Hartly" in shown


def test_what_is_sent_to_a_joined_record_is_not_lost_on_the_way(as_, pat, person, joined):
    answer = as_(pat).post("/people/X482999/contacts/", {"notes": "Seen at home."})
    assert answer.status_code == 303
    assert Contact.objects.get().person == person


@pytest.mark.parametrize("limited", ["person", "other"])
@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_whoever_may_not_see_one_of_them_sees_neither(
    as_, sam, priya, olu, person, other, joined, limited, kind
):
    hide({"person": person, "other": other}[limited], priya if kind == "exclusion" else sam, kind)
    for user, opens in ((priya, 404), (olu, 404), (sam, 200)):
        client = as_(user)
        absent = client.get("/people/Z999999/")
        for crn in (person.crn, other.crn):
            answer = client.get(f"/people/{crn}/", follow=opens == 200)
            assert answer.status_code == opens
            assert opens == 200 or answer.content == absent.content


def test_two_restrictions_leave_those_who_are_on_both(as_, sam, pat, priya, person, other, joined):
    for one, users in ((person, (sam, pat)), (other, (sam, priya))):
        for user in users:
            hide(one, user, "restriction")
    found = [as_(user).get("/people/X482913/").status_code for user in (sam, pat, priya)]
    assert found == [200, 404, 404]
    shown = text_of(as_(sam).get("/people/X482913/access/"))
    assert "Priya Nair is one of the few who may see X482999, which is joined" in shown


def test_the_trail_of_a_parted_record_has_who_read_it_meanwhile(
    as_, sam, pat, priya, person, other, joined, sunday_morning
):
    as_(pat).get("/people/X482913/")
    as_(sam).post("/people/X482913/part/", {"join": joined.pk})
    sunday_morning(clock.now() + dt.timedelta(minutes=1))
    as_(priya).get("/people/X482913/")
    trail = text_of(as_(sam).get("/people/X482999/who-looked/"))
    assert "Pat Okonjo" in trail
    assert "Opened the timeline Priya Nair" not in trail


def test_a_joined_record_is_found_by_what_it_was_called(as_, pat, person, joined):
    for typed in ("X482999", "A1234BC", "Hartly Deen"):
        answer = as_(pat).post("/people/find/", {"find": typed}, follow=True)
        assert "X482913" in text_of(answer)


def test_a_joined_record_stands_in_no_list(as_, sam, ada, person, joined, other):
    Person.objects.filter(pk=other.pk).update(team=None)
    assert "X482999" not in text_of(as_(sam).get("/team/"))
    assert "X482999" not in text_of(as_(ada).get("/people/without-a-team/"))
