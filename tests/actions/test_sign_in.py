import pytest

from contacts.actions import sign_in
from contacts.models import AuditEntry


def test_who_signed_in_and_out_is_in_the_trail_with_their_role(pat):
    sign_in.signed_in(user=pat)
    sign_in.signed_out(user=pat)
    entries = AuditEntry.objects.order_by("id").values_list("act", "user_id", "username", "role")
    assert list(entries) == [
        ("sign_in", pat.pk, "pat", "practitioner"),
        ("sign_out", pat.pk, "pat", "practitioner"),
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *(("pat", "pat"), ("Nobody", "Nobody"), ("", "(none)"), ("x" * 10_000, "x" * 150)),
        *(("a\0b", "a\ufffdb"), ("\0" * 200, "\ufffd" * 150), ("😀", "😀")),
    ],
)
def test_a_refused_sign_in_is_kept_under_the_name_that_was_typed(db, typed, kept):
    sign_in.refused(username=typed)
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.user_id, entry.username) == ("sign_in_refused", None, kept)
    assert (entry.role, entry.people) == ("", [])
