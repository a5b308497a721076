from django import forms

from contacts.formats.reading import Moment
from contacts.forms.contact import next_appointment
from contacts.forms.fields import ReadField


def new_time(typed: str) -> Moment:
    to = next_appointment(typed)
    if to is None:
        raise ValueError("Write the new day and time.")
    return to


class MoveForm(forms.Form):
    """When something planned is to be instead, in a line of its own."""

    at = ReadField(new_time)
