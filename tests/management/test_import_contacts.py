import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from contacts.models import Appointment, Contact, Person, State

SAMPLES = Path("/work/shared/samples")


@pytest.mark.django_db
def test_it(person, capsys):
    person.crn = "X000001"
    person.save()
    lines = []

    def load(f, *a):
        call_command("import_contacts", f, "--json", *a)
        return json.loads(capsys.readouterr().out)

    lines.append(load(SAMPLES / "ndelius-contacts.csv", "--source", "nDelius"))
    lines.append(load(SAMPLES / "ndelius-contacts.csv", "--source", "nDelius"))
    lines.append(load(SAMPLES / "nomis-case-notes.csv", "--source", "NOMIS"))
    print(Contact.objects.count(), Appointment.objects.count())
    for c in Contact.objects.order_by("occurred_at"):
        print(
            c.occurred_at,
            c.kind,
            c.outcome,
            c.seen,
            c.heading,
            c.author_name,
            len(c.notes),
            [a.author_name for a in c.amendments.all()],
        )
    print(lines)
    assert 0
