import pytest

from contacts.actions.access import limit_access
from contacts.formats import clock
from contacts.models import AccessRule, Act, AuditEntry
from tests.reading import text_of

EXCLUSION, RESTRICTION = AccessRule.Kind.EXCLUSION, AccessRule.Kind.RESTRICTION


@pytest.fixture
def address(person):
    return f"/people/{person.crn}/access/"


@pytest.fixture
def limit(as_, sam, address):
    """Sam puts somebody on one of the lists."""
    client = as_(sam)
    return lambda user, kind: client.post(address, {"user": user.pk, "kind": kind})


@pytest.fixture
def lift(as_, sam, address):
    """Sam presses Lift beside a name."""
    client = as_(sam)

    def press(user, kind):
        rule = AccessRule.objects.filter(user=user, kind=kind).last()
        return client.post(f"{address}lift/", {"rule": rule.pk if rule else ""})

    return press


def on_list(person, kind):
    rules = AccessRule.objects.in_force().filter(person=person, kind=kind)
    return sorted(rules.values_list("user__username", flat=True))


def opens(as_, user, person):
    return as_(user).get(f"/people/{person.crn}/").status_code


def test_the_page_shows_both_lists_and_says_that_they_are_empty(as_, sam, person, address):
    page = as_(sam).get(address)
    assert page.status_code == 200
    assert "Who may see Dean Hartley, X482913" in text_of(page)
    assert "Nobody is named." in text_of(page)
    assert "No restriction." in text_of(page)
    assert "<title>X482913, who may see - Contact diary</title>" in page.content.decode()


@pytest.mark.parametrize("who", ["pat", "priya", "olu", "ada"])
def test_nobody_but_the_spo_sees_or_sets_the_lists(request, as_, who, person, address, priya):
    client = as_(request.getfixturevalue(who))
    assert client.get(address).status_code == 404
    assert client.post(address, {"user": priya.pk, "kind": EXCLUSION}).status_code == 404
    assert client.post(f"{address}lift/", {"rule": "1"}).status_code == 404
    assert not AccessRule.objects.exists()


def test_an_exclusion_acts_on_the_next_request(as_, limit, sam, priya, person, address):
    assert opens(as_, priya, person) == 200
    answer = limit(priya, EXCLUSION)
    assert answer.status_code == 303
    assert answer.url == f"{address}?kind=exclusion&user={priya.pk}"
    assert opens(as_, priya, person) == 404
    shown = text_of(as_(sam).get(answer.url))
    assert "Priya Nair may not see Dean Hartley, from their next page on." in shown
    assert "Priya Nair (priya) since today, 11:00, by Sam Whitlock" in shown


def test_whoever_sets_a_restriction_is_on_it(as_, limit, pat, sam, priya, person):
    limit(pat, RESTRICTION)
    assert on_list(person, RESTRICTION) == ["pat", "sam"]
    assert [opens(as_, user, person) for user in (pat, sam, priya)] == [200, 200, 404]


def test_naming_somebody_who_is_named_changes_nothing(limit, priya, person):
    for _ in range(2):
        assert limit(priya, EXCLUSION).status_code == 303
    assert on_list(person, EXCLUSION) == ["priya"]
    assert AuditEntry.objects.filter(act=Act.SET_ACCESS).count() == 1


def test_one_press_lifts_a_name_and_a_line_confirms_it(as_, limit, lift, sam, priya, person):
    limit(priya, EXCLUSION)
    answer = lift(priya, EXCLUSION)
    assert answer.status_code == 303
    assert opens(as_, priya, person) == 200
    shown = text_of(as_(sam).get(answer.url))
    assert "Priya Nair is no longer among those who may not see Dean Hartley." in shown


def test_pressing_lift_twice_lifts_once_and_says_the_same(limit, lift, priya):
    limit(priya, EXCLUSION)
    assert lift(priya, EXCLUSION).url == lift(priya, EXCLUSION).url
    assert AuditEntry.objects.filter(act=Act.LIFT_ACCESS).count() == 1


def test_a_change_that_shuts_everybody_out_is_refused_in_words(
    as_, limit, pat, sam, person, address
):
    limit(pat, EXCLUSION)
    answer = limit(sam, EXCLUSION)
    assert answer.status_code == 409
    assert (
        "Nobody who answers for X482913 could open the timeline then: neither whoever holds them "
        "nor any SPO of the PDU. Nothing was changed."
    ) in text_of(answer)
    page = answer.content.decode()
    assert f'<option value="{sam.pk}" selected>' in page
    assert 'value="exclusion"' in page
    assert "checked" in page
    assert on_list(person, EXCLUSION) == ["pat"]
    assert opens(as_, sam, person) == 200


def test_a_lift_that_shuts_everybody_out_is_refused_in_words(limit, lift, pat, sam, person):
    person.allocations.all().delete()
    limit(pat, RESTRICTION)
    answer = lift(sam, RESTRICTION)
    assert answer.status_code == 409
    assert "Nothing was changed." in text_of(answer)
    assert on_list(person, RESTRICTION) == ["pat", "sam"]


def test_an_spo_who_shuts_themself_out_goes_on_from_my_people(as_, limit, sam, person):
    answer = limit(sam, EXCLUSION)
    assert (answer.status_code, answer.url) == (303, "/people/?limited=yes")
    shown = text_of(as_(sam).get(answer.url))
    assert "It applies to you too: you can no longer open that record." in shown
    assert person.crn not in shown


def test_an_spo_who_is_excluded_cannot_tell_the_lists_are_there(as_, limit, sam, address):
    limit(sam, EXCLUSION)
    absent = as_(sam).get("/people/Z999999/access/")
    refused = as_(sam).get(address)
    assert (refused.status_code, refused.content) == (404, absent.content)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "exclusion"}, "Choose who."),
        ({"user": "me", "kind": "exclusion"}, "Choose somebody from the list of names."),
        ({"user": "9" * 40, "kind": "exclusion"}, "Choose somebody from the list of names."),
        ({"user": "1"}, "Choose which list."),
        ({"user": "1", "kind": "no"}, "Choose one of the two lists."),
    ],
)
def test_what_is_missing_is_asked_for(as_, sam, address, sent, said):
    answer = as_(sam).post(address, sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not AccessRule.objects.exists()


def test_a_rule_of_another_person_cannot_be_lifted_here(
    as_, sam, olu, priya, address, add_person, other_team
):
    theirs = add_person(team=other_team)
    AccessRule.objects.create(person=theirs, user=priya, kind=EXCLUSION, set_at=clock.now())
    rule = theirs.access_rules.get()
    answer = as_(sam).post(f"{address}lift/", {"rule": rule.pk})
    assert answer.status_code == 422
    assert "Press Lift beside a name that is on a list." in text_of(answer)
    rule.refresh_from_db()
    assert rule.lifted_at is None


def test_everybody_who_signs_in_can_be_chosen_by_name(as_, sam, olu, ada, priya, address):
    priya.is_active = False
    priya.save()
    page = as_(sam).get(address).content.decode()
    for one in ("Olu Adeyemi (olu), South one", "Ada Kowalczyk (ada), North one"):
        assert one in page
    assert "Priya Nair" not in page


def test_a_name_on_a_list_says_nothing_of_anybody_else_on_probation(
    as_, sam, pat, priya, person, add_person, team, address
):
    other = add_person(crn="X482999", last_name="Elsewhere", team=team)
    limit_access(person=other, kind=EXCLUSION, users=[priya], by=pat)
    shown = text_of(as_(sam).get(address, {"kind": EXCLUSION, "user": priya.pk}))
    assert "from their next page" not in shown
    assert "Nobody is named." in shown


def test_the_trail_keeps_who_looked_at_the_lists_and_who_changed_them(
    as_, limit, lift, sam, priya, person, address
):
    as_(sam).get(address)
    limit(priya, EXCLUSION)
    lift(priya, EXCLUSION)
    entries = AuditEntry.objects.order_by("id").values_list("act", "username", "people", "detail")
    assert list(entries) == [
        (Act.SEE_ACCESS, "sam", [person.pk], {}),
        (Act.SET_ACCESS, "sam", [person.pk], {"exclusion": [[], ["priya"]]}),
        (Act.LIFT_ACCESS, "sam", [person.pk], {"exclusion": [["priya"], []]}),
    ]
