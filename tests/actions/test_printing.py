import datetime as dt

from contacts.actions.printing import printed
from contacts.formats.periods import Period
from contacts.models import AuditEntry


def test_a_printout_is_written_down_with_its_days_and_choices(pat, person):
    period = Period(dt.date(2026, 3, 1), None)
    printed(person=person, user=pat, period=period, sensitive=False, passages=True)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.user_id, entry.people) == ("print", pat.pk, [person.pk])
    assert entry.detail == {
        "from": "2026-03-01",
        "until": None,
        "sensitive_entries": False,
        "sensitive_passages": True,
    }
