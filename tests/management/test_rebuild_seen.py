from contacts.models import Contact


def test_whether_met_is_read_again_and_progress_is_told(manage, contact):
    before = contact.seen
    Contact.objects.update(seen="about")
    code, out, err = manage("rebuild_seen")
    assert (code, out) == (0, "Contacts that say otherwise than before: 1.\n")
    assert err == f"Contact {contact.pk} of {contact.pk}\n"
    assert Contact.objects.get().seen == before
