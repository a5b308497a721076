import pytest
from django.http import QueryDict

from contacts.formats import clock
from contacts.forms.access import LiftForm, LimitForm
from contacts.models import AccessRule


@pytest.fixture
def rule(person, priya):
    return AccessRule.objects.create(
        person=person, user=priya, kind=AccessRule.Kind.EXCLUSION, set_at=clock.now()
    )


def test_nobody_is_chosen_before_somebody_is(pat, priya):
    labels = [str(label) for _, label in LimitForm().fields["user"].choices]
    assert labels == [
        "Choose a name",
        "Pat Okonjo (pat), North one",
        "Priya Nair (priya), North one",
    ]


def test_a_user_without_a_team_can_be_chosen(add_user):
    add_user("rae", "Rae Moss", "practitioner", None)
    labels = [str(label) for _, label in LimitForm().fields["user"].choices]
    assert labels[1:] == ["Rae Moss (rae)"]


def test_a_rule_of_the_person_is_taken_even_where_it_is_lifted_already(person, rule):
    rule.lifted_at = clock.now()
    rule.save()
    form = LiftForm(QueryDict(f"rule={rule.pk}"), person=person)
    assert form.is_valid()
    assert form.cleaned_data["rule"] == rule


def test_a_rule_of_somebody_else_is_not_there(add_person, rule):
    form = LiftForm(QueryDict(f"rule={rule.pk}"), person=add_person())
    assert not form.is_valid()
    assert form.errors["rule"] == ["Press Lift beside a name that is on a list."]


def test_a_refusal_leads_to_the_lists(person, db):
    form = LiftForm(QueryDict(""), person=person)
    assert not form.is_valid()
    assert form["rule"].id_for_label == "lists"
