import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from contacts.management.scale.load import load
from contacts.models import Amendment, Contact, Role

TODAY = dt.date(2026, 11, 22)


def contents() -> list[tuple]:
    of_contacts = Contact.objects.order_by("id").values_list("person__crn", "notes", "seen")
    return [*of_contacts, *Amendment.objects.order_by("id").values_list("notes")]


def test_the_same_day_gives_the_same_rows(db):
    loaded = []
    for _ in range(2):
        with transaction.atomic():
            load(today=TODAY, people=70, contacts=300)
            loaded.append(contents())
            transaction.set_rollback(True)
    assert loaded[0] == loaded[1]


def test_it_never_goes_beside_real_people(add_user):
    add_user("somebody", "Some Body", Role.ADMIN, None)
    with pytest.raises(CommandError, match="in use"):
        call_command("load_scale", people=1, contacts=1)


def test_it_says_how_fast_it_was_and_who_signs_in(manage):
    code, out, _ = manage("load_scale", "--people", "3", "--contacts", "20")
    assert code == 0
    assert "3 people and 20 contacts in " in out
    assert "Password for every made-up user: " in out


@pytest.mark.parametrize("number", ["0", "-1", "many"])
def test_it_wants_whole_numbers(manage, number):
    code, _, err = manage("load_scale", "--people", number, "--contacts", "10")
    assert code == 2
    assert "whole number of at least 1" in err
