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


def test_what_other_systems_hold_is_brought_in_beside_the_diary(db, monkeypatch):
    demo = "contacts.management.commands.load_demo"
    done = []
    monkeypatch.setattr(f"{demo}.load", lambda today: ["a life"])
    monkeypatch.setattr(f"{demo}.bring", lambda lives, today: done.append((lives, str(today))))
    call_command("load_demo", today="2026-11-22")
    assert done == [(["a life"], "2026-11-22")]
