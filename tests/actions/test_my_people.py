from contacts.actions.my_people import show_initials
from contacts.models import AuditEntry


def test_showing_initials_is_remembered_and_in_the_trail(pat, priya):
    show_initials(user=pat, only=True)
    pat.refresh_from_db()
    priya.refresh_from_db()
    assert (pat.initials_only, priya.initials_only) == (True, False)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.user_id, entry.people) == ("hide_names", pat.pk, [])
    assert entry.detail == {"initials_only": [False, True]}


def test_names_can_be_shown_again(pat):
    show_initials(user=pat, only=True)
    show_initials(user=pat, only=False)
    pat.refresh_from_db()
    assert pat.initials_only is False
    assert AuditEntry.objects.count() == 2


def test_asking_for_what_is_already_so_changes_and_records_nothing(pat):
    show_initials(user=pat, only=False)
    assert not AuditEntry.objects.exists()
