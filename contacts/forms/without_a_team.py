from django import forms

from contacts.forms.users import TeamField


class GiveTeamForm(forms.Form):
    """The team that somebody without one is to be in."""

    team = TeamField(empty_label="Choose a team", required=True)
