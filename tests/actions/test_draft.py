import datetime as dt

import pytest

from contacts.actions.draft import BegunAboutSomebodyElse, own_token
from contacts.models import AuditEntry, Draft
from tests.cast import NOW
from tests.pages_open import ONE, OTHER, TOKEN, written


def test_words_are_kept_with_what_else_was_typed_and_when(keep, person, pat):
    draft = keep(" Seen.\n", fields={"kind": "office", "occurred": "yes"}, page=ONE, turn=3).draft
    draft.refresh_from_db()
    assert (draft.user, draft.person, draft.token) == (pat, person, TOKEN)
    assert (draft.notes, draft.fields) == (" Seen.\n", {"kind": "office", "occurred": "yes"})
    assert (draft.page, draft.turn, draft.saved_at) == (ONE, 3, NOW)


def test_keeping_is_no_act_of_the_trail(keep):
    keep(), keep("")
    assert not AuditEntry.objects.exists()


def test_a_page_goes_on_with_its_draft(keep, sunday_morning):
    first = keep("Seen").version
    sunday_morning(NOW + dt.timedelta(minutes=3))
    kept = keep("Seen at home.", version=first)
    assert (kept.version, kept.beside) == (first + 1, None)
    draft = Draft.objects.get()
    assert (draft.notes, draft.saved_at) == ("Seen at home.", NOW + dt.timedelta(minutes=3))


def test_an_empty_box_makes_no_draft_and_takes_the_one_there_is_away(keep):
    assert (keep("").draft, keep("").version) == (None, 0)
    version = keep().version
    assert keep("", version=version).draft is None
    assert not Draft.objects.exists()


def test_what_was_emptied_can_be_written_again(keep):
    keep("Seen.", page=ONE, turn=1), keep("", page=ONE, turn=2)
    keep("Seen after all.", page=ONE, turn=3)
    assert written() == ["Seen after all."]


def test_of_two_pages_with_one_form_the_older_gets_a_draft_of_its_own(keep):
    known = keep("Seen", page=ONE, turn=1).version
    keep("Seen here.", version=known, page=ONE, turn=2)
    kept = keep("Seen there.", version=known, page=OTHER, turn=1)
    assert kept.token == kept.draft.token == own_token(TOKEN, OTHER)
    assert kept.beside.notes == "Seen here."
    assert written() == ["Seen here.", "Seen there."]


def test_asked_again_since_the_answer_was_lost_it_makes_no_third(keep):
    keep("Seen here.", page=ONE, turn=1)
    keep("Seen there", page=OTHER, turn=1)
    keep("Seen there.", page=OTHER, turn=2)
    assert written() == ["Seen here.", "Seen there."]


def test_the_page_that_was_first_goes_on_where_it_was(keep):
    keep("Seen here", page=ONE, turn=1), keep("Seen there.", page=OTHER, turn=1)
    kept = keep("Seen here.", page=ONE, turn=2)
    assert (kept.token, kept.beside) == (TOKEN, None)
    assert written() == ["Seen here.", "Seen there."]


def test_an_empty_box_takes_nothing_of_another_page_away(keep):
    keep("Seen here.", page=ONE, turn=1)
    kept = keep("", page=OTHER, turn=1)
    assert (kept.draft, kept.beside.notes) == (None, "Seen here.")
    assert written() == ["Seen here."]


def test_a_draft_begun_again_is_not_taken_for_the_one_before(keep):
    known = keep("Seen", page=ONE, turn=1).version
    keep("", page=OTHER, version=known)
    keep("Not seen.", page=OTHER, turn=2)
    keep("Seen.", page=ONE, turn=2, version=known)
    assert written() == ["Not seen.", "Seen."]


def test_words_that_come_late_change_nothing(keep):
    """What is sent as a page is left overtakes what it sent before."""
    known = keep("Se", page=ONE, turn=1).version
    keep("Seen.", page=ONE, turn=3, version=known)
    late = keep("Seen", page=ONE, turn=2, version=known)
    assert (late.draft.notes, late.beside) == ("Seen.", None)
    assert written() == ["Seen."]


def test_the_same_words_again_are_the_draft_there_is(keep):
    first = keep("Seen.", fields={"kind": "office"})
    again = keep("Seen.", fields={"kind": "office"}, page=OTHER)
    assert (again.draft.pk, again.version, again.beside) == (first.draft.pk, first.version, None)


def test_another_kind_with_the_same_words_is_kept(keep):
    first = keep("Seen.", fields={"kind": "office"})
    keep("Seen.", fields={"kind": "phone"}, version=first.version)
    assert Draft.objects.get().fields == {"kind": "phone"}


def test_a_draft_is_its_users_alone(keep, priya):
    keep(), keep("Rang.", by=priya)
    assert Draft.objects.count() == 2


def test_a_form_begun_about_somebody_else_is_kept_under_nobody(keep, add_person):
    keep("Seen.")
    with pytest.raises(BegunAboutSomebodyElse, match="about somebody else"):
        keep("Seen at home.", about=add_person())
    assert written() == ["Seen."]


def test_a_page_without_a_name_goes_by_the_version_alone(keep):
    keep("Seen")
    kept = keep("Not seen.")
    assert kept.beside.notes == "Seen"
    assert written() == ["Not seen.", "Seen"]
