import pytest
from django.db import IntegrityError

from contacts.formats import clock
from contacts.models import CopiedOut


def test_of_an_entry_it_is_remembered_once(contact, pat, priya):
    CopiedOut.objects.create(contact=contact, by=pat, at=clock.now())
    with pytest.raises(IntegrityError):
        CopiedOut.objects.create(contact=contact, by=priya, at=clock.now())
