import pytest
from django.core.management import CommandError, call_command

from contacts.models import Act, AuditEntry, Person, Role


def test_made_up_data_never_goes_beside_other_users(add_user):
    add_user("somebody", "Some Body", Role.ADMIN, None)
    with pytest.raises(CommandError, match="in use"):
        call_command("load_demo")


def test_it_loads_once_and_says_who_signs_in(db, capsys):
    AuditEntry.objects.create(at="2026-11-01T00:00:00Z", act=Act.MADE_UP_DATA, username="x")
    call_command("load_demo")
    assert "Password for every demo user: " in capsys.readouterr().out
    assert not Person.objects.exists()
