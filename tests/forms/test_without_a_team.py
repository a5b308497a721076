from contacts.forms.without_a_team import GiveTeamForm


def test_a_team_has_to_be_chosen(team):
    form = GiveTeamForm({})
    assert not form.is_valid()
    assert form.errors["team"] == ["Choose a team."]
    labels = [str(label) for _, label in form.fields["team"].choices]
    assert labels == ["Choose a team", "North one, North"]


def test_a_team_is_chosen(team):
    form = GiveTeamForm({"team": str(team.pk)})
    assert form.is_valid()
    assert form.cleaned_data == {"team": team}
