"""Nobody is made to fill anything in: the words are enough, and saving them takes two actions."""

import re
import uuid

import pytest
from django.db import connection, models

from contacts.actions.contact import record_contact
from contacts.formats import clock
from contacts.forms.contact import ContactForm
from contacts.models import Contact

WORDS = "Seen at home."
# What an entry must have, and who gives it: the words alone are asked of anybody.
GIVEN = {"person": "the page", "seen": "the words"}
GIVEN |= {"occurred_at": "the clock", "recorded_at": "the clock"}
REQUIRED = re.compile(r'<(?:input|select|textarea)\b[^>]*?\s(?:aria-)?required(?:[\s=>"][^>]*)?>')


@pytest.fixture
def page(as_, pat, person) -> str:
    """The person's page, up to the timeline."""
    return as_(pat).get(f"/people/{person.crn}/").text.split('class="log"')[0]


@pytest.fixture
def box(page) -> str:
    """The form for a new contact on it."""
    (form,) = re.findall(r'<form class="box".*?</form>', page, re.DOTALL)
    return form


def test_the_form_for_a_new_contact_has_one_required_control_at_most():
    full = {"notes": WORDS, "kind": "office", "outcome": "attended", "sensitive": "on"}
    full |= {"occurred": "9am", "minutes": "45m", "token": str(uuid.uuid4())}
    assert ContactForm(full).is_valid()
    required = [
        name
        for name in ContactForm.base_fields
        if not ContactForm({key: it for key, it in full.items() if key != name}).is_valid()
    ]
    assert required == ["notes"]
    assert ContactForm({"notes": WORDS}).is_valid()


def test_nor_does_a_browser_ask_for_more(box):
    """Nor any field that the template writes by itself."""
    assert REQUIRED.search('<input name="x" required>')
    assert REQUIRED.search('<select aria-required="true" name="x">')
    assert len(REQUIRED.findall(box)) <= 1
    controls = set(re.findall(r'<(?:input|select|textarea)\b[^>]*?\bname="(\w+)"', box))
    assert controls <= ContactForm.base_fields.keys() | {"csrfmiddlewaretoken", "whose"}


def test_saving_takes_two_actions_from_the_persons_page(as_, pat, person, box):
    """To write, and to press the one button there is: the browser counts them in a journey."""
    assert re.findall(r'<textarea[^>]*name="notes"', box) != []
    assert len(re.findall(r'<button[^>]*type="submit"', box)) == 1
    address = re.findall(r'action="([^"]+)"', box)[0]
    hidden = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', box)
    saved = as_(pat).post(address, {**dict(hidden), "notes": WORDS}, follow=True)
    assert saved.status_code == 200
    assert "Saved for" in saved.text
    assert person.contacts.get().notes == WORDS


def must_be_given(field: models.Field) -> bool:
    """A column that is NOT NULL, for which nothing is put where nothing is said."""
    empty_will_do = field.empty_strings_allowed and field.blank
    return not (field.null or field.has_default() or field.primary_key or empty_will_do)


def test_no_column_of_a_contact_must_be_filled_in_but_the_words():
    fields = {field.name for field in Contact._meta.concrete_fields if must_be_given(field)}
    assert fields - GIVEN.keys() <= {"notes"}


def test_nor_any_that_a_migration_adds_beside_the_model(person, pat):
    """Whatever the database asks for, an entry of words alone is one that it takes."""
    said = {"notes": WORDS, "token": uuid.uuid4(), "occurred_at": clock.now()}
    contact = record_contact(person=person, author=pat, **said)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE is_nullable = 'NO'"
            " AND table_schema = 'public' AND table_name = %s",
            [Contact._meta.db_table],
        )
        columns = {name for (name,) in cursor.fetchall()}
    assert contact.pk
    assert columns <= {field.column for field in Contact._meta.concrete_fields}


def test_a_column_that_asks_for_more_is_found_out():
    assert must_be_given(models.TextField(name="why"))
    assert must_be_given(models.IntegerField(name="score"))
    assert not must_be_given(models.TextField(name="why", blank=True))
    assert not must_be_given(models.BooleanField(name="urgent", default=False))
