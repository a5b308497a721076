from contacts.models import Words


def test_words_are_made_again_and_progress_is_told(manage, contact):
    Words.objects.all().delete()
    code, out, err = manage("rebuild_words")
    assert (code, out) == (0, "Pieces of text that search reads: 1.\n")
    assert err == f"Contact {contact.pk} of {contact.pk}\n"
    assert Words.objects.get().contact == contact
