import pytest
from django.http import QueryDict

from contacts.actions.refused import Refused
from contacts.actions.users import version_of
from contacts.forms.users import FindUserForm, NewUserForm, UserForm


def sent(**typed) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update(typed)
    return data


def test_whatever_is_typed_narrows_the_list():
    assert FindUserForm({"find": "pat\0"}).typed == "pat"
    assert FindUserForm({"find": "x" * 200}).typed == "x" * 100
    assert FindUserForm({}).typed == ""


def test_a_new_user_needs_a_name_a_username_and_a_role(db):
    form = NewUserForm(sent())
    assert not form.is_valid()
    assert set(form.errors) == {"name", "username", "role"}


def test_what_is_typed_is_read_without_spaces_around(team):
    form = NewUserForm(
        sent(name=" Tess\u00a0 Amoah", username="\u00a0tess ", role="spo", team=team.pk)
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "name": "Tess Amoah",
        "username": "tess",
        "role": "spo",
        "team": team,
    }


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": "Tess\0"}, "name", "that can be seen"),
        ({"name": "x" * 101}, "name", "at most 100"),
        ({"username": "té"}, "username", "letters without accents"),
        ({"username": "te ss"}, "username", "letters without accents"),
        ({"username": "tess\0"}, "username", "letters without accents"),
        ({"role": "governor"}, "role", "Choose a role from the list."),
        ({"team": "9" * 40}, "team", "Choose a team from the list."),
        ({"team": "\0"}, "team", "Null characters are not allowed."),
        ({"team": "x"}, "team", "Choose a team from the list."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_stays(db, typed, field, said):
    usual = {"name": "Tess Amoah", "username": "tess", "role": "spo"}
    form = NewUserForm(sent(**{**usual, **typed}))
    assert not form.is_valid()
    assert list(form.errors) == [field]
    assert said in form.errors[field][0]
    assert form[field].value() == typed[field]


def test_teams_are_offered_with_their_pdu_and_none_is_one(team, other_team):
    labels = [str(label) for _, label in NewUserForm().fields["team"].choices]
    assert labels == ["No team", "North one, North", "South one, South"]


def test_a_user_stands_in_their_form_as_they_are(pat, team):
    form = UserForm(user=pat)
    shown = {name: form[name].value() for name in ("name", "role", "team", "version")}
    assert shown == {
        "name": "Pat Okonjo",
        "role": "practitioner",
        "team": team.pk,
        "version": version_of(pat),
    }


def test_what_was_refused_is_typed_still_and_answers_what_stands_now(pat):
    form = UserForm(sent(name="Pat Moss", role="spo", version="old"), user=pat)
    assert form.is_valid()
    form.refuse(Refused("Somebody else changed this user."), version="new")
    assert form["version"].value() == "new"
    assert form["name"].value() == "Pat Moss"
    assert form.non_field_errors() == ["Somebody else changed this user."]
