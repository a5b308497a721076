"""What is read in the words of a box stands beneath it: what of it its writer lets stand."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from contacts.actions.open_things import noted_of
from contacts.formats import clock, texts
from contacts.formats.occurred import read_occurred
from contacts.formats.reading import (
    DECISION,
    KEPT_OPEN,
    KIND,
    MINUTES,
    NEXT,
    OUTCOME,
    STANDING,
    WHEN,
    Moment,
    Reading,
)
from contacts.forms.fields import KeysField
from contacts.models import Contact, Person, User
from contacts.queries.readings import as_was_planned, read_about, readings_of
from contacts.queries.standings import with_news_alone

# What somebody chose in a field of the form beats what is read: a reading of what is in no field
# of the form stands by itself.
CHOSEN_IN = {KIND: "kind", OUTCOME: "outcome", MINUTES: "minutes", WHEN: "occurred"}
CHOSEN_IN |= {DECISION: "decision", NEXT: "coming"}
NEVER_UNSEEN = {OUTCOME}  # nor what is proposed or must be shown first


@dataclass(frozen=True)
class Chip:
    """One reading under the box: a tick, which is what takes it."""

    key: str
    said: str
    taken: bool
    proposed: bool


def chips(form: forms.Form, person: Person) -> list[Chip]:
    """What stands under the box of a form, as its page left it; what is new there as it begins.

    What was taken away stays away and what was taken stays taken, whatever else is written.
    """
    shown, take = _keys(form, "shown"), _keys(form, "take")
    return [
        Chip(
            key=one.key,
            said=one.said,
            taken=one.key in take if one.key in shown else not one.proposed,
            proposed=one.proposed,
        )
        for one in _read(form, person)
    ]


def taken(form: forms.Form, person: Person) -> dict[str, Any]:
    """What is saved beside what was typed, in the words of the action that records it.

    What its writer never saw is taken only where it can do no harm: no outcome, and nothing that
    waits for a press.
    """
    said: dict[str, Any] = {}
    stand = _those_that_stand(form, _read(form, person))
    for one in stand:
        said |= _becomes(one)
    noted = noted_of(stand)
    return said | ({"noted": noted} if noted != noted_of([]) else {})


def _those_that_stand(form: forms.Form, readings: list[Reading]) -> list[Reading]:
    shown, take = _keys(form, "shown"), _keys(form, "take")
    return [one for one in readings if (one.key in take if one.key in shown else _is_harmless(one))]


def _is_harmless(reading: Reading) -> bool:
    waits = reading.proposed or reading.shown_first
    return not waits and reading.what not in NEVER_UNSEEN


def _becomes(reading: Reading) -> dict[str, Any]:
    if reading.what in KEPT_OPEN or reading.what == STANDING:
        return {}  # see `noted_of`
    if reading.what == NEXT:
        return {"planned": reading.value}
    if isinstance(reading.value, Moment):
        return reading.value.occurred()
    return {reading.what: reading.value}


def _read(form: forms.Form, person: Person) -> list[Reading]:
    notes = _value(form, "notes")
    if not notes or len(notes) > texts.TYPED_LIMIT:
        return []
    chosen = {what for what, name in CHOSEN_IN.items() if str(_value(form, name) or "").strip()}
    readings = read_about(notes.replace("\r\n", "\n"), person=person, now=clock.now())
    read = [one for one in readings if one.what not in chosen]
    return with_news_alone(read, person=person, occurred=_day(form, read))


def _day(form: forms.Form, read: list[Reading]) -> dt.date:
    """The day on which what they tell of occurred, as the form would save it now."""
    if typed := str(_value(form, CHOSEN_IN[WHEN]) or "").strip():
        try:
            return clock.london_day(read_occurred(typed, clock.now())[0])
        except ValueError:
            return clock.today()
    when = _those_that_stand(form, [one for one in read if one.what == WHEN])
    said = when[0].value if when else None
    return clock.london_day(said.at) if isinstance(said, Moment) else clock.today()


def _keys(form: forms.Form, name: str) -> set[str]:
    return set(KeysField().to_python(_value(form, name)))


def _value(form: forms.Form, name: str) -> Any:
    """As it stands in the form, whether that was sent or is only shown."""
    return form[name].value() if name in form.fields else form.data.get(name)


class ReadingForm(forms.Form):
    """One press beside an entry that was saved: a reading of its words undone, or taken."""

    undo = forms.CharField(required=False)
    take = forms.CharField(required=False)
    shown = KeysField()  # before it was saved: the page says nothing of them

    def __init__(self, sent: QueryDict | None = None, *, contact: Contact, by: User) -> None:
        super().__init__(sent)
        planned = as_was_planned(contact, by)
        readings = [*readings_of(contact, by), *([planned] if planned else [])]
        self.readings = {one.key: one for one in readings}

    def clean(self) -> dict[str, Any]:
        undo, take = self.cleaned_data.get("undo"), self.cleaned_data.get("take")
        reading = self.readings.get(undo or take or "")
        if reading is None:
            raise forms.ValidationError("The words of this entry do not say so: add to it instead.")
        return self.cleaned_data | {"reading": reading, "takes": not undo}
